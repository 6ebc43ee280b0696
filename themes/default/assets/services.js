/* What the service desk offers, sifted while one types. Without this file the page is complete: the field is not
   shown. ES5 on purpose: old phones run it as it is. */
(function () {
  'use strict';
  var WAIT = 120;

  function plain(text) { return (text.normalize ? text.normalize('NFKC') : text).toLowerCase(); }

  function start() {
    var box = document.querySelector('[data-sift]');
    if (!box) { return; }
    var field = box.querySelector('input');
    var status = box.querySelector('[role=status]');
    var index = document.querySelector('main nav');
    var groups = Array.prototype.map.call(document.querySelectorAll('.service-group'), function (group) {
      var name = plain(group.querySelector('h2').textContent);
      var items = Array.prototype.map.call(group.querySelectorAll('.service'), function (item) {
        return { element: item, text: name + ' ' + plain(item.textContent) };
      });
      return { element: group, items: items };
    });
    var timer = 0;

    function word(name, n) {
      return box.getAttribute('data-' + name).replace(/\{n(?:\|([^|}]*)\|([^}]*))?\}/g, function (whole, one, many) {
        return one === undefined ? n : n === 1 ? one : many;
      });
    }

    function sift() {
      var words = plain(field.value).split(/\s+/).filter(Boolean), left = 0;
      groups.forEach(function (group) {
        var own = 0;
        group.items.forEach(function (item) {
          var fits = words.every(function (word) { return item.text.indexOf(word) >= 0; });
          item.element.hidden = !fits;
          own += fits ? 1 : 0;
        });
        group.element.hidden = !own;
        left += own;
      });
      if (index) { index.hidden = words.length > 0; }
      status.textContent = words.length ? word(left ? 'left' : 'none', left) : '';
    }

    field.addEventListener('input', function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(sift, WAIT);
    });
    box.hidden = false;
    // What a browser kept in the field when one comes back.
    if (field.value) { sift(); }
    // The address of one matter opens it, in browsers that do not do so by themselves.
    var asked = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (asked && asked.parentNode.tagName === 'DETAILS') { asked.parentNode.open = true; }
  }

  start();
})();
