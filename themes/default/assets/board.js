/* The large-type switch, remembered on this device. Every page is complete
   without this file: it only shows a button that would be useless without it. */
(function () {
  'use strict';
  var root = document.documentElement;
  var key = 'gongkailan-large';

  function remembered() {
    try { return window.localStorage.getItem(key) === '1'; } catch (e) { return false; }
  }
  function remember(on) {
    try { window.localStorage.setItem(key, on ? '1' : '0'); } catch (e) { /* private window, file:// */ }
  }
  function apply(on) {
    if (on) { root.classList.add('large'); } else { root.classList.remove('large'); }
  }

  // Runs in the head, before anything is drawn, so that nothing jumps: what needs scripts has its place from the
  // beginning, and what stands below an answer that the address asks for comes with it, or after a while without it.
  apply(remembered());
  root.classList.add('has-script');
  if (/[#?&](id|q)=/.test(window.location.search + window.location.hash)) {
    root.classList.add('is-asking');
    window.addEventListener('load', function () {
      window.setTimeout(function () { root.classList.remove('is-asking'); }, 6000);
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    var button = document.querySelector('[data-large-type]');
    if (button) {
      var show = function () {
        button.setAttribute('aria-pressed', root.classList.contains('large') ? 'true' : 'false');
      };
      button.hidden = false;
      show();
      button.addEventListener('click', function () {
        var on = !root.classList.contains('large');
        apply(on);
        remember(on);
        show();
      });
    }
  });

  // Paper has no folds: open everything for printing, then put it back.
  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (d) { d.open = false; });
    opened = [];
  });
})();
