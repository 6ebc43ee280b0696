/* The hall's screen: slides in turn, and back to them when nobody has touched the screen for a while.
   Everything shown is in the page; only `hidden`, classes and scroll positions change, so that days of it weigh no
   more than a minute. ES5 on purpose: panels run old browsers. */
(function () {
  'use strict';
  var root = document.documentElement;
  // How often to look whether something new was published.
  var PULSE = 10 * 60 * 1000;

  function start() {
    var body = document.body;
    var slides = Array.prototype.slice.call(document.querySelectorAll('[data-slide]'));
    var area = document.querySelector('[data-slides]');
    var controls = document.querySelector('[data-controls]');
    var dots = controls.querySelector('[data-dots]');
    var count = controls.querySelector('[data-count]');
    var buttons = {};
    var finder = window.gongkailanFinder ? window.gongkailanFinder(document.querySelector('[data-finder]'), changed) : null;
    var stay = Number(body.getAttribute('data-slide-seconds')) * 1000;
    var patience = Number(body.getAttribute('data-idle-seconds')) * 1000;
    var at = 0, step = 0, steps = 1, paused = false, timer = 0, idle = 0;

    function today() {
      var now = new Date();
      function two(n) { return (n < 10 ? '0' : '') + n; }
      return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
    }

    /* A notice whose last day is over is not shown any more, though the page was made before. */
    function isDue(slide) {
      var until = slide.getAttribute('data-until');
      return !until || until >= today();
    }

    function content(slide) { return slide.querySelector('.slide-body'); }

    /* Where each screenful of a slide's text begins: at a line of a list or table, a paragraph, a heading. The last
       number is where the text ends. */
    function pages(text) {
      text.style.maxHeight = '';
      text.scrollTop = 0;
      var top = text.getBoundingClientRect().top, room = text.clientHeight;
      var boxes = Array.prototype.map.call(text.querySelectorAll('li, p, tr, h3, h4, h5'), function (block) {
        return block.getBoundingClientRect();
      });
      function cut(room) {
        var begins = [0];
        boxes.forEach(function (box) {
          var from = begins[begins.length - 1];
          if (box.bottom - top - from > room + 1 && box.top - top > from) { begins.push(box.top - top); }
        });
        return begins;
      }
      // As many screens as are needed, none of which has a single line after a full one.
      var begins = cut(room), fewest = begins.length;
      for (var less = room; fewest > 1 && less > text.scrollHeight / fewest; less -= 8) {
        var even = cut(less);
        if (even.length > fewest) { break; }
        begins = even;
      }
      return begins.concat(text.scrollHeight);
    }

    function show(next, nextStep) {
      slides.forEach(function (slide, i) { slide.hidden = i !== next; });
      at = next;
      var text = content(slides[at]), begins = pages(text);
      steps = begins.length - 1;
      step = nextStep < 0 ? steps - 1 : Math.min(nextStep, steps - 1);
      if (steps > 1) { text.style.maxHeight = Math.ceil(begins[step + 1] - begins[step]) + 'px'; }
      text.scrollTop = begins[step];
      for (var i = 0; i < dots.children.length; i++) { dots.children[i].className = i === at ? 'is-on' : ''; }
      count.textContent = (at + 1) + ' / ' + slides.length + (steps > 1 ? ' · ' + (step + 1) + ' / ' + steps : '');
    }

    /* One screen on (`by` 1) or back (-1): within a long slide, then to the next one that is due. */
    function turn(by) {
      var inside = step + by;
      if (inside >= 0 && inside < steps) { show(at, inside); return; }
      var next = at;
      for (var tries = 0; tries < slides.length; tries++) {
        next = (next + by + slides.length) % slides.length;
        if (isDue(slides[next])) { break; }
      }
      show(next, by > 0 ? 0 : -1);
    }

    function roll() {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        if (!paused && !isFinding()) { turn(1); }
        roll();
      }, stay);
    }

    // ---- Who touches it --------------------------------------------------------------------------

    function isFinding() { return !area || area.hidden; }

    function changed() {
      var answering = finder && isFinding() && finder.isAnswering();
      ['prev', 'pause', 'next', 'find'].forEach(function (name) { if (buttons[name]) { buttons[name].hidden = isFinding(); } });
      buttons.home.hidden = !isFinding();
      buttons.again.hidden = !answering;
      dots.hidden = count.hidden = isFinding();
    }

    function find() {
      area.hidden = true;
      finder.open();
      changed();
    }

    function home() {
      if (finder) { finder.close(); }
      area.hidden = false;
      pause(false);
      changed();
      show(0, 0);
      roll();
    }

    function pause(on) {
      paused = on;
      buttons.pause.setAttribute('aria-pressed', on ? 'true' : 'false');
      buttons.pause.textContent = buttons.pause.getAttribute(on ? 'data-resume' : 'data-pause');
    }

    /* The screen in the language that it was in before somebody chose this one. */
    function origin() {
      var from = /^#from-(.+)$/.exec(window.location.hash);
      return from && document.querySelector('.languages a[hreflang="' + from[1].replace(/[^A-Za-z0-9-]/g, '') + '"]');
    }

    /* Somebody is there: wait anew. */
    function touched() {
      window.clearTimeout(idle);
      idle = window.setTimeout(function () {
        var before = origin();
        if (before) { window.location.replace(before.href); return; }
        if (isFinding() || paused) { home(); }
      }, patience);
    }

    var acts = {
      prev: function () { turn(-1); roll(); },
      next: function () { turn(1); roll(); },
      pause: function () { pause(!paused); },
      find: find,
      home: home,
      again: function () { finder.open(); changed(); }
    };

    Array.prototype.forEach.call(controls.querySelectorAll('[data-do]'), function (button) {
      var name = button.getAttribute('data-do');
      buttons[name] = button;
      button.addEventListener('click', function () { acts[name](); });
    });

    document.addEventListener('keydown', function (event) {
      var key = event.key;
      if (key === 'Escape' || key === 'Esc') { home(); return; }
      if (isFinding()) { return; }
      if (key === 'ArrowRight' || key === 'Right' || key === 'PageDown') { acts.next(); return; }
      if (key === 'ArrowLeft' || key === 'Left' || key === 'PageUp') { acts.prev(); return; }
      // Whoever begins to type wants to look something up.
      if (finder && key && key.length === 1 && /\S/.test(key) && !event.ctrlKey && !event.altKey && !event.metaKey) { find(); }
    });
    ['pointerdown', 'touchstart', 'mousedown', 'keydown', 'input', 'wheel'].forEach(function (name) {
      document.addEventListener(name, touched, true);
    });
    // A link would lead away from the screen's only page.
    Array.prototype.forEach.call(document.querySelectorAll('.slide a[href]'), function (link) {
      link.setAttribute('tabindex', '-1');
      link.addEventListener('click', function (event) { event.preventDefault(); });
    });
    // Whoever chooses another language leaves; the next one finds the screen as it was.
    Array.prototype.forEach.call(document.querySelectorAll('.languages a'), function (link) {
      var before = origin();
      link.addEventListener('click', function (event) {
        event.preventDefault();
        var back = before ? before.getAttribute('hreflang') : root.getAttribute('lang');
        window.location.replace(link.href + (back === link.getAttribute('hreflang') ? '' : '#from-' + back));
      });
    });
    document.addEventListener('contextmenu', function (event) { event.preventDefault(); });

    // ---- Something new -----------------------------------------------------------------------------

    /* Asks by a script element, because a page opened from a folder may read no file; where the file cannot be had
       (the server is away), what is shown stays. */
    function listen() {
      var script = document.createElement('script');
      var before = window.gongkailanShard;
      function done() {
        if (script.parentNode) { script.parentNode.removeChild(script); }
        window.gongkailanShard = before;
      }
      window.gongkailanShard = function (name, data) {
        if (name !== 'pulse') { if (before) { before(name, data); } return; }
        if (data !== body.getAttribute('data-pulse') && !isFinding()) { window.location.reload(); }
      };
      script.onload = script.onerror = done;
      script.src = 's~pulse.js?' + Date.now();
      document.head.appendChild(script);
    }

    slides.forEach(function () { dots.appendChild(document.createElement('li')); });
    controls.hidden = false;
    root.classList.add('is-rolling');
    home();
    if (origin()) { touched(); }
    window.setInterval(function () { if (!isFinding()) { listen(); } }, PULSE);
    window.addEventListener('resize', function () { if (!isFinding()) { show(at, 0); } });
  }

  document.addEventListener('DOMContentLoaded', start);
})();
