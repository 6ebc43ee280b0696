/* Links to a commitment that stands on another page by now, because it was kept or others came before it: goes there. ES5
   on purpose: old phones run it as it is. */
(function () {
  'use strict';
  var file = document.querySelector('script[data-pages]').getAttribute('data-pages');

  function seek() {
    var anchor = window.location.hash.slice(1), id;
    try { anchor = decodeURIComponent(anchor); } catch (e) { return; }
    if (anchor.indexOf('c-') !== 0 || document.getElementById(anchor)) { return; }
    id = anchor.slice(2);
    window.gongkailanShard = function (name, pages) {
      pages.forEach(function (ids, at) {
        var page = (at ? at + 1 + '/' : '') + 'index.html#' + encodeURIComponent(anchor);
        if (ids.indexOf(id) >= 0) { window.location.replace(file.replace(/[^/]*$/, '') + page); }
      });
    };
    var script = document.createElement('script');
    script.charset = 'utf-8';
    script.src = file;
    document.head.appendChild(script);
  }

  seek();
  window.addEventListener('hashchange', seek);
})();
