// Keeps a served page up to date: listens for new sites, swaps style sheets, loads the page again where what it shows
// changed, and shows what is wrong while a save cannot be shown. Part of `gongkailan serve`, never of a site.
(function () {
  'use strict';

  var own = document.currentScript;
  var up = own.getAttribute('data-up');
  var page = own.getAttribute('data-page');
  var stamp = own.getAttribute('data-stamp');
  var root = new URL(up || './', document.baseURI).href;
  var STATE = 'gongkailan-live';
  // What the visit before left, until the page is there again.
  var pending = null;

  // ---- What is kept over a reload: place, fields, opened parts.

  function fields() {
    return Array.prototype.slice.call(document.querySelectorAll('input, textarea, select'));
  }

  function save() {
    var open = Array.prototype.map.call(document.querySelectorAll('details'), function (part) { return part.open; });
    var values = fields().map(function (field) { return field.type === 'checkbox' ? field.checked : field.value; });
    var active = document.activeElement;
    // A page that is loaded again before it is where it was is still on its way there.
    var place = pending || { x: window.scrollX, y: window.scrollY };
    var state = {
      page: page,
      x: place.x,
      y: place.y,
      open: open,
      values: values,
      active: fields().indexOf(active),
      caret: active && active.type !== 'checkbox' ? active.selectionStart : null,
    };
    try { sessionStorage.setItem(STATE, JSON.stringify(state)); } catch (e) { /* No storage, no memory. */ }
  }

  function restore() {
    var state;
    try {
      state = JSON.parse(sessionStorage.getItem(STATE));
      sessionStorage.removeItem(STATE);
    } catch (e) { return; }
    if (!state || state.page !== page) return;
    Array.prototype.forEach.call(document.querySelectorAll('details'), function (part, at) {
      if (typeof state.open[at] === 'boolean') part.open = state.open[at];
    });
    fields().forEach(function (field, at) {
      var value = state.values[at];
      if (value === undefined || field.type === 'file') return;
      if (field.type === 'checkbox') { field.checked = value; return; }
      if (field.value === value && !value) return;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
    var active = fields()[state.active];
    if (active) {
      active.focus({ preventScroll: true });
      try { if (state.caret !== null) active.setSelectionRange(state.caret, state.caret); } catch (e) { /* No text. */ }
    }
    // Answers to a search come later and make the page as long as it was.
    var left = 200;
    pending = { x: state.x, y: state.y };
    ['wheel', 'touchstart', 'keydown', 'mousedown'].forEach(function (name) {
      window.addEventListener(name, function () { pending = null; }, { once: true, passive: true });
    });
    (function scroll() {
      if (!pending) return;
      window.scrollTo(pending.x, pending.y);
      left -= 1;
      if (left > 0 && Math.abs(window.scrollY - pending.y) > 1) setTimeout(scroll, 50);
      else pending = null;
    })();
  }

  function reload() {
    save();
    location.reload();
  }

  // ---- What a new site means for this page.

  function pathOf(address) {
    if (address.indexOf(root) !== 0) return null;
    try { return decodeURIComponent(address.slice(root.length).split(/[?#]/)[0]); } catch (e) { return null; }
  }

  /** Whether the page has loaded the file at `path` other than as a style sheet. */
  function uses(path) {
    var loaded = performance.getEntriesByType('resource').map(function (entry) { return entry.name; });
    var scripts = Array.prototype.map.call(document.scripts, function (script) { return script.src; });
    return loaded.concat(scripts).some(function (address) { return pathOf(address) === path; });
  }

  function sheets(path) {
    return Array.prototype.filter.call(document.querySelectorAll('link[rel~="stylesheet"]'), function (link) {
      return !link.coming && pathOf(link.href) === path;
    });
  }

  /** Puts the sheet of site `number` in the place of `link` once it is loaded, unless a newer one came up meanwhile. */
  function swap(link, number) {
    if (link.next) link.next.remove();
    var next = link.next = link.cloneNode();
    next.coming = true;
    next.href = link.href.split(/[?#]/)[0] + '?' + number;
    next.addEventListener('load', function () {
      if (link.next !== next) return;
      next.coming = false;
      link.remove();
    });
    next.addEventListener('error', function () {
      if (link.next !== next) return;
      link.next = null;
      next.remove();
    });
    link.after(next);
  }

  function renewed(changed, number) {
    var styles = [];
    for (var i = 0; i < changed.length; i += 1) {
      var path = changed[i];
      var linked = /\.css$/.test(path) ? sheets(path) : [];
      if (linked.length) styles = styles.concat(linked);
      else if (path === page || (!stamp && path === '404.html') || uses(path)) { reload(); return; }
    }
    styles.forEach(function (link) { swap(link, number); });
  }

  // ---- What is wrong.

  var shown = null;

  function element(name, kind, text) {
    var made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  }

  function problem(one) {
    var item = element('li', one.severity);
    if (one.place) {
      var place = element(one.href ? 'a' : 'span', 'place', one.place);
      if (one.href) place.href = one.href;
      item.append(place);
    }
    if (one.rule) item.append(element('code', '', one.rule));
    item.append(element('p', 'message', one.message));
    if (one.help) item.append(element('p', 'help', one.help));
    return item;
  }

  function tell(trouble) {
    if (shown) shown.remove();
    shown = null;
    if (!trouble) return;
    // A tree of its own: the theme's style sheets and this one leave each other alone.
    shown = document.createElement('gongkailan-live');
    var tree = shown.attachShadow({ mode: 'open' });
    var style = element('link');
    style.rel = 'stylesheet';
    style.href = root + own.getAttribute('data-own') + '/live.css';
    var box = element('section', trouble.folded ? 'box remark' : 'box');
    box.setAttribute('role', trouble.folded ? 'status' : 'alert');
    var bar = element('div', 'bar');
    var fold = element('button', '', '×');
    fold.type = 'button';
    var list = element('ul', 'problems');
    trouble.problems.forEach(function (one) { list.append(problem(one)); });
    function show(open) {
      list.hidden = !open;
      fold.textContent = open ? '×' : '…';
      fold.setAttribute('aria-expanded', String(open));
    }
    show(!trouble.folded);
    fold.addEventListener('click', function () { show(list.hidden); });
    bar.append(element('strong', '', trouble.title), element('span', 'note', trouble.note), fold);
    box.append(bar, list);
    tree.append(style, box);
    document.documentElement.append(shown);
  }

  // ---- Listening. Only a page that is seen listens: browsers allow few connections to one server.

  var source = null;

  function hear(event) {
    var news = JSON.parse(event.data);
    var before = stamp;
    tell(news.trouble);
    // The server has just begun: what stands here is better than nothing.
    if (!news.ready) return;
    stamp = news.stamp;
    if (news.first ? stamp !== before : news.all) reload();
    else renewed(news.changed, news.number);
  }

  function listen() {
    if (source) return;
    source = new EventSource(root + own.getAttribute('data-own') + '/events?page=' + encodeURIComponent(page));
    source.addEventListener('site', hear);
  }

  function rest() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'visible') listen();
    else rest();
  });
  window.addEventListener('pagehide', rest);
  window.addEventListener('pageshow', function (event) { if (event.persisted) listen(); });
  if (document.readyState === 'complete') restore();
  else window.addEventListener('load', restore);
  if (document.visibilityState !== 'hidden') listen();
})();
