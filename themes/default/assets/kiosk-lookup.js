/* Who covers my household, for fingers: keys on the screen, large answers, nothing that leads away. What is found is
   the business of lookup.js, lookup-keys.js and lookup-search.js. `gongkailanFinder(element, changed)` makes it. */
(function (global) {
  'use strict';
  var WAIT = 120;
  var SHOWN = 8;

  global.gongkailanFinder = function (box, changed) {
    if (!box) { return null; }
    var rules = global.gongkailanLookup;
    var tell = rules.teller(box.getAttribute('data-original'));
    function part(name) { return box.querySelector('[data-' + name + ']'); }
    var field = part('field'), status = part('status'), list = part('list'), how = part('how');
    var ask = part('ask'), card = part('answer');
    var files = {}, waiting = {}, search = null, turn = 0, timer = 0;

    // ---- Files of data: as the look-up page loads them, but forgotten again ------------------------

    global.gongkailanShard = function (name, data) {
      files[name] = data;
    };

    function load(name, done) {
      if (files[name]) { done(files[name]); return; }
      if (waiting[name]) { waiting[name].push(done); return; }
      waiting[name] = [done];
      var script = document.createElement('script');
      script.charset = 'utf-8';
      script.src = '../lookup/s~' + name + '.js';
      script.onload = script.onerror = function () {
        var calls = waiting[name] || [];
        delete waiting[name];
        document.head.removeChild(script);
        calls.forEach(function (call) { call(files[name] || null); });
      };
      document.head.appendChild(script);
    }

    /* Whoever comes next begins with nothing loaded: in days not a byte more than in one search. */
    function forget() {
      turn++;
      files = {};
      search = new rules.Search(load);
    }

    // ---- Typing ------------------------------------------------------------------------------------

    function word(name, parts) {
      var text = box.getAttribute('data-' + name) || '';
      return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, function (whole, key, one, many) {
        if (!parts || !(key in parts)) { return whole; }
        return one === undefined ? parts[key] : String(parts[key]) === '1' ? one : many;
      });
    }

    function clear(element) { while (element.firstChild) { element.removeChild(element.firstChild); } }

    function type(text) {
      field.value = text;
      window.clearTimeout(timer);
      timer = window.setTimeout(look, WAIT);
    }

    function look() {
      var query = field.value, mine = ++turn;
      search.find(query, function (found) {
        if (mine === turn) { results(found, query); }
      });
    }

    function results(found, query) {
      clear(list);
      how.hidden = Boolean(found && found.answers.length);
      if (!found) { status.textContent = word('failed'); return; }
      if (found.empty) { status.textContent = ''; return; }
      var homes = found.answers.slice(0, SHOWN).map(home), people = found.people.slice(0, SHOWN).map(somebody);
      (found.peopleFirst ? people.concat(homes) : homes.concat(people)).forEach(function (item) { list.appendChild(item); });
      tell(list);
      status.textContent = told(found, { n: found.total, m: homes.length, q: query, p: found.peopleTotal });
    }

    /* How much was found. */
    function told(found, parts) {
      if (!found.complete) { return word('many', parts); }
      var homes = found.total ? word(found.total > parts.m ? 'first' : 'count', parts) : '';
      var people = found.peopleTotal ? word('people', parts) : '';
      return [homes, people].filter(Boolean).join(' ') || word(found.near ? 'near' : 'none', parts);
    }

    function home(answer) {
      var names = [];
      answer.networks.forEach(function (network) {
        (network.people.length ? network.people : [{ name: word('nobody') }]).forEach(function (person) {
          if (names.indexOf(person.name) < 0) { names.push(person.name); }
        });
      });
      var who = names.join(word('sep')) + (answer.group ? ' · ' + answer.group : '');
      return option('finder-home', doorOf(answer), who, function () { show(answer); });
    }

    function somebody(person) {
      var posts = person.posts.map(function (post) { return post.join(' '); }).join(word('sep'));
      return option('finder-person', person.name, person.title || posts, function () { showPerson(person); });
    }

    function doorOf(answer) { return answer.door + (answer.label ? ' ' + answer.label : ''); }

    function option(kind, name, about, choose) {
      var item = document.createElement('li');
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'finder-option ' + kind;
      [['b', name], ['span', about]].forEach(function (part) {
        var element = document.createElement(part[0]);
        element.textContent = part[1];
        button.appendChild(element);
      });
      button.addEventListener('click', choose);
      item.appendChild(button);
      return item;
    }

    // ---- The answer ----------------------------------------------------------------------------------

    function copy(name) {
      return box.querySelector('template[data-part=' + name + ']').content.cloneNode(true).firstElementChild;
    }

    function slot(element, name) { return element.querySelector('[data-slot=' + name + ']'); }

    function fill(element, name, text) {
      var place = slot(element, name);
      if (text) { place.textContent = text; } else { place.parentNode.removeChild(place); }
    }

    function link(post, person, grid, backup, isFirst) {
      var element = copy('link');
      var hotline = word('hotline') && word('hotline-word') + ' ' + word('hotline');
      if (isFirst) { element.className = 'is-first'; }
      fill(element, 'post', post);
      fill(element, 'name', person ? person.name : word('vacant'));
      // A number that is shown in part only cannot be dialled.
      var dialled = person && person.tel;
      fill(element, 'phone', dialled ? person.phone : isFirst && hotline);
      fill(element, 'masked', person && !dialled && person.phone);
      fill(element, 'grid', grid);
      fill(element, 'backup', backup && word('backup') + ' ' + backup.name + (backup.phone ? ' ' + backup.phone : ''));
      return element;
    }

    /* From whoever is nearest up to the top. */
    function network(one) {
      var element = copy('network');
      var chain = slot(element, 'chain');
      fill(element, 'network', one.network);
      if (one.by === 'household') {
        one.people.forEach(function (person) {
          chain.appendChild(link(word('covers'), person, person.title, null, true));
        });
      }
      one.chain.forEach(function (step) {
        chain.appendChild(link(step.post, step.who, step.grid, step.backup, step === one.first));
      });
      return element;
    }

    function show(answer) {
      var above = answer.networks[0] ? answer.networks[0].above.concat(answer.networks[0].name).join(' › ') : '';
      display([above, answer.group].filter(Boolean).join(' · '), doorOf(answer), answer.networks.map(network));
    }

    /* Somebody with a post a line, the number on the first one. */
    function showPerson(person) {
      var element = copy('network');
      fill(element, 'network', '');
      (person.posts.length ? person.posts : [['', person.title || '']]).forEach(function (post, at) {
        slot(element, 'chain').appendChild(link(post[1], at ? { name: person.name } : person, post[0], null, !at));
      });
      display(person.title || '', person.name, [element]);
    }

    function display(where, title, parts) {
      slot(card, 'where').textContent = where;
      slot(card, 'door').textContent = title;
      clear(slot(card, 'networks'));
      parts.forEach(function (part) { slot(card, 'networks').appendChild(part); });
      tell(card);
      ask.hidden = true;
      card.hidden = false;
      card.scrollTop = 0;
      slot(card, 'door').focus();
      changed();
    }

    // ---- Keys -----------------------------------------------------------------------------------------

    box.addEventListener('click', function (event) {
      var key = event.target;
      while (key.tagName !== 'BUTTON') {
        if (key === box) { return; }
        key = key.parentNode;
      }
      if (key.hasAttribute('data-key')) { type(field.value + key.getAttribute('data-key')); }
      if (key.hasAttribute('data-word')) { type(key.getAttribute('data-word') + ' '); }
      switch (key.getAttribute('data-act')) {
        case 'back': type(field.value.slice(0, -1)); break;
        case 'space': type(field.value + ' '); break;
        case 'clear': type(''); break;
      }
    });
    field.addEventListener('input', function () { type(field.value); });
    field.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' && list.firstChild) { list.querySelector('button').focus(); }
    });
    forget();

    return {
      /* A fresh search. */
      open: function () {
        window.clearTimeout(timer);
        field.value = '';
        status.textContent = '';
        clear(list);
        clear(slot(card, 'networks'));
        how.hidden = false;
        card.hidden = true;
        ask.hidden = box.hidden = false;
        field.focus();
        search.open(function () { /* ahead of the first key */ });
      },
      /* Nobody is there any more: nothing of the search stays. */
      close: function () {
        box.hidden = true;
        window.clearTimeout(timer);
        field.value = '';
        clear(list);
        clear(slot(card, 'networks'));
        forget();
      },
      isAnswering: function () { return !card.hidden; }
    };
  };
})(window);
