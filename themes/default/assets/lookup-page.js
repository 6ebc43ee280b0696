/* The look-up page: a field that narrows at every key, a list to choose from, and the answer as a card.
   The words come from the page itself. The address says what is shown: #q=… a search, #id=… one household. */
(function () {
  'use strict';
  var rules = window.gongkailanLookup;
  var WAIT = 120;

  // ---- Files of data: plain scripts, so that they load from a USB stick, too ------------------

  var files = {}, waiting = {};

  window.gongkailanShard = function (name, data) {
    files[name] = data;
    settle(name, data);
  };

  function settle(name, data) {
    var calls = waiting[name] || [];
    delete waiting[name];
    calls.forEach(function (call) { call(data); });
  }

  function load(name, done) {
    if (files[name]) { done(files[name]); return; }
    if (waiting[name]) { waiting[name].push(done); return; }
    waiting[name] = [done];
    var script = document.createElement('script');
    script.charset = 'utf-8';
    script.src = 's~' + name + '.js';
    script.onerror = function () { settle(name, null); };
    script.onload = function () { if (waiting[name]) { settle(name, null); } };
    document.head.appendChild(script);
  }

  // ---- Page ------------------------------------------------------------------------------------

  function start(box) {
    var field = box.querySelector('input');
    var form = box.querySelector('form');
    var list = box.querySelector('[role=listbox]');
    var status = box.querySelector('[data-status]');
    var help = box.querySelector('[data-help]');
    var places = box.querySelector('[data-places]');
    var card = document.querySelector('[data-answer]');
    var search = new rules.Search(load);
    var shown = [], active = -1, turn = 0, timer = 0, title = document.title;

    function word(name, parts) {
      var text = box.getAttribute('data-' + name) || '';
      return text.replace(/\{(\w+)\}/g, function (whole, key) {
        return parts && key in parts ? parts[key] : whole;
      });
    }

    function say(text) { status.textContent = text; }

    // The address without a step in the history, so that going back leaves the search as it was.
    function note(hash) {
      try { window.history.replaceState(null, '', hash || window.location.pathname); } catch (e) { /* file:// */ }
    }

    function clear(element) { while (element.firstChild) { element.removeChild(element.firstChild); } }

    function close() {
      clear(list);
      clear(places);
      list.hidden = places.hidden = help.hidden = true;
      shown = [];
      active = -1;
      field.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
    }

    function hideCard() {
      card.hidden = true;
      clear(card);
      document.title = title;
    }

    function where(answer) {
      var grid = answer.networks[0];
      return grid ? grid.above.concat(grid.name).join(' › ') : '';
    }

    function option(answer, at) {
      var item = document.createElement('li');
      item.id = 'option-' + at;
      item.className = 'option';
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      [['option-door', answer.door + (answer.label ? ' ' + answer.label : '')],
        ['option-who', answer.networks.map(function (network) {
          return network.people.map(function (person) { return person.name; }).join(word('sep')) || word('nobody');
        }).join(word('sep'))],
        ['option-where quiet', [where(answer), answer.group, answer.id].filter(Boolean).join(' · ')]
      ].forEach(function (part) {
        var span = document.createElement('span');
        span.className = part[0];
        span.textContent = part[1];
        item.appendChild(span);
      });
      item.addEventListener('mousedown', function (event) { event.preventDefault(); });
      item.addEventListener('click', function () { choose(at); });
      return item;
    }

    function results(found, query) {
      close();
      if (!found) { help.hidden = false; say(word('failed')); return; }
      if (found.empty) { say(''); return; }
      shown = found.answers;
      shown.forEach(function (answer, at) { list.appendChild(option(answer, at)); });
      list.hidden = !shown.length;
      field.setAttribute('aria-expanded', shown.length ? 'true' : 'false');
      var parts = { n: found.total, m: shown.length, q: query };
      if (!found.complete) {
        say(word(shown.length ? 'many' : 'too-many', parts));
        offer(found.places.slice(0, 8), query);
      } else if (!shown.length) {
        say(word('none', parts));
      } else {
        say(word(found.total > shown.length ? 'first' : 'count', parts));
      }
      help.hidden = found.complete && shown.length > 0 && found.total === shown.length;
    }

    /* Places to narrow the search by. */
    function offer(names, query) {
      names.filter(function (name) { return query.indexOf(name) < 0; }).forEach(function (name) {
        var button = document.createElement('button');
        button.type = 'button';
        button.className = 'place';
        button.textContent = name;
        button.addEventListener('click', function () {
          field.value = name + ' ' + query;
          field.focus();
          ask();
        });
        places.appendChild(button);
      });
      places.hidden = !places.firstChild;
    }

    function ask(done) {
      var query = field.value, mine = ++turn;
      hideCard();
      note(query ? '#q=' + encodeURIComponent(query) : '');
      search.find(query, function (found) {
        if (mine !== turn) { return; }
        results(found, query);
        if (done) { done(found); }
      });
    }

    function mark(at) {
      if (active >= 0) { list.children[active].setAttribute('aria-selected', 'false'); }
      active = at;
      if (at < 0) { field.removeAttribute('aria-activedescendant'); return; }
      var item = list.children[at];
      item.setAttribute('aria-selected', 'true');
      field.setAttribute('aria-activedescendant', item.id);
      if (item.scrollIntoView) { item.scrollIntoView(false); }
    }

    function choose(at) {
      var answer = shown[at];
      if (answer) { window.location.hash = '#id=' + encodeURIComponent(answer.id); }
    }

    // ---- The answer ----------------------------------------------------------------------------

    function part(name) {
      var template = document.querySelector('template[data-part=' + name + ']');
      return template.content.cloneNode(true).firstElementChild;
    }

    /* The slot may be the part's own root. */
    function slot(element, name) {
      return element.getAttribute('data-slot') === name ? element : element.querySelector('[data-slot=' + name + ']');
    }

    /* Fills a slot; without a text it goes. */
    function fill(element, name, text, href) {
      var place = slot(element, name);
      if (!text) { place.parentNode.removeChild(place); return; }
      place.textContent = text;
      if (href) { place.href = href; } else if (href === null) { place.removeAttribute('href'); }
    }

    function callTo(person, big) {
      if (!person.phone) { return part(big ? 'hotline-big' : 'hotline'); }
      var element = part(person.tel ? (big ? 'call-big' : 'call') : 'masked');
      slot(element, 'phone').textContent = person.phone;
      if (person.tel) { element.href = person.tel; }
      return element;
    }

    function stars(person) {
      var element = part('stars');
      var row = slot(element, 'row');
      for (var at = 0; at < person.stars[1]; at++) { row.appendChild(part(at < person.stars[0] ? 'star' : 'star-off')); }
      var numeral = word('numerals').charAt(person.stars[0]) || String(person.stars[0]);
      slot(element, 'word').textContent = word('star-word', { n: numeral });
      return element;
    }

    function responder(person, network) {
      var element = part('person');
      var first = network.first;
      var roles = [first ? first.post : word('covers'), person.title, person.party ? word('party') : ''];
      fill(element, 'role', roles.filter(Boolean).join(' · '));
      fill(element, 'name', person.name, person.href);
      fill(element, 'note', network.by === 'above' ? word('above', { name: first.grid }) : network.by === 'lead' ? word('lead') : '');
      if (person.stars) { slot(element, 'stars').appendChild(stars(person)); }
      var call = callTo(person, true);
      if (call) { slot(element, 'call').appendChild(call); }
      if (!person.tel) {
        var why = document.createElement('p');
        why.className = 'quiet';
        why.textContent = word(person.phone ? 'masked' : 'no-phone');
        slot(element, 'call').appendChild(why);
        var line = person.phone && part('hotline');
        if (line) { slot(element, 'call').appendChild(line); }
      }
      fill(element, 'pledge', person.pledge);
      return element;
    }

    function chainLink(post, people, grid, href, backup, isFirst) {
      var element = part('link');
      if (isFirst) { element.classList.add('chain-first'); }
      if (!people.length) { element.classList.add('chain-gap'); }
      slot(element, 'post').textContent = post;
      var body = slot(element, 'body');
      (people.length ? people : [null]).forEach(function (person) {
        var who = part(person ? 'holder' : 'vacancy');
        if (person) { fill(who, 'name', person.name, person.href); }
        fill(who, 'grid', grid || (person && person.title), href);
        if (!person) { fill(who, 'ask', backup ? '' : word('vacant')); }
        body.appendChild(who);
        var call = person && person.phone && callTo(person, false);
        if (call) {
          var holder = document.createElement('div');
          holder.className = 'chain-call';
          holder.appendChild(call);
          body.appendChild(holder);
        }
      });
      if (backup) {
        var standIn = part('backup');
        fill(standIn, 'name', backup.name, backup.href || null);
        if (backup.phone) { standIn.appendChild(callTo(backup, false)); }
        body.appendChild(standIn);
      }
      return element;
    }

    function networkPart(network, answer) {
      var element = part('network');
      fill(element, 'network', network.network);
      var people = slot(element, 'people');
      network.people.forEach(function (person) { people.appendChild(responder(person, network)); });
      if (!network.people.length) { people.appendChild(part('nobody')); }
      var chain = slot(element, 'chain');
      network.chain.slice().reverse().forEach(function (link) {
        chain.appendChild(chainLink(link.post, link.who ? [link.who] : [], link.grid, link.href, link.backup, link === network.first));
      });
      if (network.by === 'household') {
        chain.appendChild(chainLink(word('covers'), network.people, null, null, null, true));
      }
      slot(element, 'foot').textContent = answer.door;
      fill(element, 'list', word('list', { name: network.name }), network.list + '#h-' + encodeURIComponent(answer.id));
      return element;
    }

    function show(answer, focus) {
      close();
      say('');
      clear(card);
      var element = part('card');
      fill(element, 'where', where(answer));
      fill(element, 'door', answer.door + (answer.label ? ' ' + answer.label : ''));
      fill(element, 'facts', [answer.group, word('id', { id: answer.id })].filter(Boolean).join(' · '));
      answer.networks.forEach(function (network) {
        slot(element, 'networks').appendChild(networkPart(network, answer));
      });
      card.appendChild(element);
      card.hidden = false;
      document.title = answer.door + ' · ' + title;
      if (focus) { slot(card, 'door').focus(); }
    }

    function missing(id, failed) {
      close();
      hideCard();
      help.hidden = false;
      say(failed ? word('failed') : word('unknown', { id: id }));
    }

    // ---- What the address asks for ---------------------------------------------------------------

    function decoded(text) {
      try { return decodeURIComponent(text.replace(/\+/g, ' ')); } catch (e) { return text; }
    }

    function route() {
      var hash = window.location.hash, mine;
      window.clearTimeout(timer);
      if (hash.indexOf('#id=') === 0) {
        var id = decoded(hash.slice(4).replace(/\+/g, '%2B'));
        mine = ++turn;
        search.byId(id, function (answer) {
          if (mine !== turn) { return; }
          if (answer) { show(answer, true); } else { missing(id, answer === null); }
        });
        return;
      }
      if (hash && hash.indexOf('#q=') !== 0) { return; }
      field.value = decoded(hash.slice(3).replace(/\+/g, '%2B'));
      ask();
    }

    field.addEventListener('input', function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    field.addEventListener('keydown', function (event) {
      var key = event.key, last = shown.length - 1;
      if ((key === 'ArrowDown' || key === 'Down') && last >= 0) {
        mark(active < last ? active + 1 : 0);
      } else if ((key === 'ArrowUp' || key === 'Up') && last >= 0) {
        mark(active > 0 ? active - 1 : last);
      } else if (key === 'Escape' || key === 'Esc') {
        if (list.hidden) { field.value = ''; say(''); note(''); } else { close(); }
      } else {
        return;
      }
      event.preventDefault();
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      window.clearTimeout(timer);
      if (active >= 0) { choose(active); return; }
      ask(function (found) { if (found && found.complete && found.total === 1) { choose(0); } });
    });
    window.addEventListener('hashchange', route);

    box.hidden = false;
    search.open(function () { /* ahead of the first key */ });
    var asked = /[?&]q=([^&]*)/.exec(window.location.search);
    if (asked && !window.location.hash) {
      field.value = decoded(asked[1]);
      ask(function (found) { if (found && found.complete && found.total === 1) { choose(0); } });
    } else {
      route();
    }
  }

  document.addEventListener('DOMContentLoaded', function () {
    var box = document.querySelector('[data-lookup]');
    if (box) { start(box); }
  });
})();
