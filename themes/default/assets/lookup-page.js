/* The look-up page: a field that narrows at every key, a list to choose from, and the answer as a card.
   The words come from the page itself. The address says what is shown: #q=… a search, #id=… one household; whatever
   those who pass links on add to it is left out. */
(function () {
  'use strict';
  var rules = window.gongkailanLookup;
  var WAIT = 120;
  // Of more boards below the list further down the page leads on.
  var MOST_BELOW = 8;

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
    var below = box.querySelector('[data-below]');
    var boards = lookUpsBelow();
    var card = document.querySelector('[data-answer]');
    var search = new rules.Search(load);
    var tell = rules.teller(box.getAttribute('data-original'));
    var shown = [], items = [], active = -1, turn = 0, timer = 0, title = document.title;

    function word(name, parts) {
      var text = box.getAttribute('data-' + name) || '';
      return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, function (whole, key, one, many) {
        if (!parts || !(key in parts)) { return whole; }
        return one === undefined ? parts[key] : String(parts[key]) === '1' ? one : many;
      });
    }

    function say(text) { status.textContent = text; }

    /* What the address asked for is there: what was held back for it comes, too. */
    function arrived() { document.documentElement.classList.remove('is-asking'); }

    // The address without a step in the history, so that going back leaves the search as it was.
    function note(hash) {
      try { window.history.replaceState(null, '', hash || window.location.pathname); } catch (e) { /* file:// */ }
    }

    function clear(element) { while (element.firstChild) { element.removeChild(element.firstChild); } }

    function close() {
      clear(list);
      clear(places);
      list.hidden = places.hidden = help.hidden = below.hidden = true;
      shown = [];
      items = [];
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

    /* The lines of a household: door, who answers, where it is. */
    function home(answer) {
      var names = [];
      answer.networks.forEach(function (network) {
        (network.people.length ? network.people : [{ name: word('nobody') }]).forEach(function (person) {
          if (names.indexOf(person.name) < 0) { names.push(person.name); }
        });
      });
      return [
        ['option-door', answer.door + (answer.label ? ' ' + answer.label : '')],
        ['option-near', answer.near ? word('near-tag') : ''],
        ['option-who', names.join(word('sep'))],
        ['option-where quiet', [where(answer), answer.group].filter(Boolean).join(' · ')]
      ];
    }

    /* Those of somebody responsible: name, title, posts that the title does not name. */
    function somebody(person) {
      var title = person.title || '';
      var posts = person.posts.filter(function (post) { return title.indexOf(post[1]) < 0; }).map(function (post) {
        return post.join(' ');
      }).join(word('sep'));
      return [
        ['option-door', person.name],
        ['option-who', title || posts],
        ['option-where quiet', title && posts]
      ];
    }

    /* Those of anything else: its title, the part of its text that was found, its day and what stands beside it. */
    function matter(answer) {
      var day = /^(\d+)-(\d+)-(\d+)$/.exec(answer.date || '');
      var date = day ? word('date', { y: Number(day[1]), m: Number(day[2]), d: Number(day[3]) }) : '';
      if (date && answer.kind === 'commitments') { date = word('due', { date: date }); }
      var line = answer.line.join(/^(grids|board_)/.test(answer.kind) ? ' › ' : ' · ');
      return [
        ['option-title', answer.title],
        ['option-part', answer.part],
        ['option-where quiet', [date, line].filter(Boolean).join(' · ')]
      ];
    }

    /* The part of a text around what was found, which is marked. */
    function pieces(span, texts) {
      texts.forEach(function (text, place) {
        var piece = document.createElement(place === 1 ? 'mark' : 'span');
        piece.textContent = text;
        if (text) { span.appendChild(piece); }
      });
    }

    function option(answer) {
      var item = document.createElement('div'), at = shown.length;
      var parts = answer.isMatter ? matter(answer) : answer.isPerson ? somebody(answer) : home(answer);
      item.id = 'option-' + at;
      item.className = answer.isPerson ? 'option option-person' : 'option';
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      parts.filter(function (part) { return part[1]; }).forEach(function (part) {
        var span = document.createElement('span');
        span.className = part[0];
        if (typeof part[1] === 'string') { span.textContent = part[1]; } else { pieces(span, part[1]); }
        item.appendChild(span);
      });
      item.addEventListener('mousedown', function (event) { event.preventDefault(); });
      item.addEventListener('click', function () { choose(at); });
      shown.push(answer);
      items.push(item);
      return item;
    }

    /* The answers of one kind under its heading, with how many there are where not all of them are shown. */
    function group(kind, answers, total) {
      if (!answers.length) { return; }
      var part = document.createElement('div'), head = document.createElement('p');
      head.id = 'group-' + kind;
      head.className = 'options-head';
      head.setAttribute('role', 'presentation');
      head.textContent = word('group-' + kind);
      if (total > answers.length) {
        var count = document.createElement('span');
        count.className = 'quiet';
        count.textContent = ' ' + word('some', { n: total, m: answers.length });
        head.appendChild(count);
      }
      part.setAttribute('role', 'group');
      part.setAttribute('aria-labelledby', head.id);
      part.appendChild(head);
      answers.forEach(function (answer) { answer.kind = kind; part.appendChild(option(answer)); });
      list.appendChild(part);
    }

    /* How much was found. */
    function told(found, rest, query) {
      var parts = { n: found.total, m: found.answers.length, q: query, k: found.near, p: found.peopleTotal };
      var said = [];
      if (!found.complete) {
        said.push(word(found.answers.length + found.people.length ? 'many' : 'too-many', parts));
      } else {
        if (found.total) { said.push(word(found.total > found.answers.length ? 'first' : 'count', parts)); }
        if (found.peopleTotal) { said.push(word('people', parts)); }
        if (!said.length && (found.near || !rest.total)) { said.push(word(found.near ? 'near' : 'none', parts)); }
      }
      if (rest.total) { said.push(word('matters', { n: rest.total })); }
      if (!rest.complete && found.complete) { said.push(word('more')); }
      return said.join(' ');
    }

    function results(found, rest, query) {
      close();
      arrived();
      if (!found || !rest) { help.hidden = false; say(word('failed')); return; }
      handOn(found.empty ? '' : query);
      if (found.empty) { say(''); return; }
      group('households', found.answers, found.answers.length);
      group('people', found.people, found.people.length);
      rest.groups.forEach(function (one) { group(one.kind, one.answers, one.total); });
      tell(list);
      list.hidden = !shown.length;
      field.setAttribute('aria-expanded', shown.length ? 'true' : 'false');
      say(told(found, rest, query));
      offer(found.places.slice(0, 8), query);
      var count = found.total + found.peopleTotal + rest.total;
      help.hidden = found.complete && count > 0 && found.total <= found.answers.length;
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
      tell(places);
      places.hidden = !places.firstChild;
    }

    /* The links on this page to look-ups of boards below, with where each leads. */
    function lookUpsBelow() {
      var links = Array.prototype.slice.call(document.querySelectorAll('[data-boards] a'));
      return links.map(function (link) { return { link: link, href: link.getAttribute('href') }; }).filter(function (board) {
        return /(^|\/)lookup\/(index\.html)?$/.test(board.href);
      });
    }

    /* What was typed is looked for on a board below by its own look-up: homes are found there only. */
    function handOn(query) {
      boards.forEach(function (board) { board.link.href = board.href + (query ? '#q=' + encodeURIComponent(query) : ''); });
      while (below.childNodes.length > 1) { below.removeChild(below.lastChild); }
      boards.slice(0, MOST_BELOW).forEach(function (board, at) {
        below.appendChild(document.createTextNode(at ? word('sep') : ''));
        below.appendChild(board.link.cloneNode(true));
      });
      if (boards.length > MOST_BELOW) {
        var rest = document.createElement('a');
        rest.href = '#boards';
        rest.textContent = '…';
        below.appendChild(document.createTextNode(word('sep')));
        below.appendChild(rest);
      }
      below.hidden = !query || !boards.length;
    }

    function ask(done) {
      var query = field.value, mine = ++turn;
      hideCard();
      note(query ? '#q=' + encodeURIComponent(query) : '');
      search.find(query, function (found) {
        if (mine !== turn) { return; }
        further(found, query, function (rest) {
          if (mine !== turn) { return; }
          results(found, rest, query);
          if (done) { done(found, rest); }
        });
      });
    }

    /* What else the blocks hold that a search told of. */
    function further(found, query, done) {
      if (!found || found.empty) { done({ groups: [], total: 0, complete: true }); return; }
      search.matters(query, found.matters, done);
    }

    function mark(at) {
      if (active >= 0) { items[active].setAttribute('aria-selected', 'false'); }
      active = at;
      if (at < 0) { field.removeAttribute('aria-activedescendant'); return; }
      var item = items[at];
      item.setAttribute('aria-selected', 'true');
      field.setAttribute('aria-activedescendant', item.id);
      if (item.scrollIntoView) { item.scrollIntoView(false); }
    }

    function choose(at) {
      open(shown[at]);
    }

    function open(answer) {
      if (answer && (answer.isPerson || answer.isMatter)) { window.location.href = answer.href; return; }
      if (answer) { window.location.hash = '#id=' + encodeURIComponent(answer.id); }
    }

    /* Goes to the one household or person, else to the one answer there is. */
    function goTo(found, rest) {
      if (!found || !rest) { return; }
      var isOne = rest.total === 1 && rest.complete && found.complete && !found.total && !found.near && !found.peopleTotal;
      open(found.only || (isOne ? rest.groups[0].answers[0] : null));
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
      var post = first ? first.post : word('covers');
      // A title often names the post as well.
      var roles = [person.title && person.title.indexOf(post) >= 0 ? '' : post, person.title, person.party ? word('party') : ''];
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

    /* The numbers of those who stand above the chain are there. */
    function chainLink(post, people, grid, href, backup, isFirst, above) {
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
        var call = person && person.phone && above.indexOf(person) < 0 && callTo(person, false);
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

    /* `known` are those whom an earlier network of this card shows already. */
    function networkPart(network, answer, known) {
      var element = part('network');
      fill(element, 'network', network.network);
      var people = slot(element, 'people');
      var above = network.people.every(function (person) { return known.indexOf(person) >= 0; }) ? [] : network.people;
      above.forEach(function (person) { people.appendChild(responder(person, network)); });
      if (!network.people.length) { people.appendChild(part('nobody')); }
      var chain = slot(element, 'chain');
      network.chain.slice().reverse().forEach(function (link) {
        chain.appendChild(chainLink(link.post, link.who ? [link.who] : [], link.grid, link.href, link.backup, link === network.first, above));
      });
      if (network.by === 'household') {
        chain.appendChild(chainLink(word('covers'), network.people, null, null, null, true, above));
      }
      slot(element, 'foot').textContent = answer.door;
      fill(element, 'list', word('list', { name: network.name }), network.list + '#h-' + encodeURIComponent(answer.id));
      return element;
    }

    function show(answer, focus) {
      close();
      arrived();
      say('');
      clear(card);
      var element = part('card');
      fill(element, 'where', where(answer));
      fill(element, 'door', answer.door + (answer.label ? ' ' + answer.label : ''));
      fill(element, 'facts', answer.group);
      var known = [];
      answer.networks.forEach(function (network) {
        slot(element, 'networks').appendChild(networkPart(network, answer, known));
        known = known.concat(network.people);
      });
      card.appendChild(element);
      tell(card);
      card.hidden = false;
      document.title = answer.door + ' · ' + title;
      if (focus) {
        slot(card, 'door').focus();
        if (card.scrollIntoView) { card.scrollIntoView(true); }
      }
    }

    function missing(failed) {
      close();
      arrived();
      hideCard();
      help.hidden = false;
      say(word(failed ? 'failed' : 'unknown'));
    }

    // ---- What the address asks for ---------------------------------------------------------------

    function decoded(text) {
      try { return decodeURIComponent(text.replace(/\+/g, ' ')); } catch (e) { return text; }
    }

    /* What the address gives for `name`; undefined without it. What belongs to it is encoded, so that it ends where
       another parameter begins. */
    function given(name) {
      var found = new RegExp('[#&?]' + name + '=([^&?#]*)').exec(window.location.hash);
      return found ? decoded(found[1].replace(/\+/g, '%2B')) : undefined;
    }

    function route() {
      var id = given('id'), query = given('q'), mine;
      window.clearTimeout(timer);
      if (id !== undefined) {
        mine = ++turn;
        search.byId(id, function (answer) {
          if (mine !== turn) { return; }
          if (answer) { show(answer, true); } else { missing(answer === null); }
        });
        return;
      }
      if (window.location.hash && query === undefined) { arrived(); return; }
      field.value = query || '';
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
      ask(goTo);
    });
    window.addEventListener('hashchange', route);

    search.open(function () { /* ahead of the first key */ });
    var asked = /[?&]q=([^&]*)/.exec(window.location.search);
    if (asked && !window.location.hash) {
      field.value = decoded(asked[1]);
      ask(goTo);
    } else {
      route();
    }
  }

  document.addEventListener('DOMContentLoaded', function () {
    var box = document.querySelector('[data-lookup]');
    if (box) { start(box); }
  });
})();
