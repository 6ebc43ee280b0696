/* One search: keys, then the blocks that can hold an answer, then the answers. `load(name, done)` brings a file of
   data, null when it cannot. What fits how well is the same in src/site/lookup/search.rs. */
(function (global) {
  'use strict';
  var rules = global.gongkailanLookup;
  var HAN = /[\u3400-\u9fff]/;
  // A household is not looked for by the id of a link in more blocks.
  var MOST_FOR_ID = 24;
  // How well a word fits into a text that others share; into several; but for a number. What is only near is behind.
  var SHARED_WHOLE = 4, SHARED_PART = 5, SCATTERED = 7, ALMOST = 8, BEHIND = 128;

  function Search(load) {
    this.load = load;
    this.blocks = {};
  }

  /* All of `names`, as a list in their order; null as soon as one is missing. */
  Search.prototype.all = function (names, done) {
    var found = [], left = names.length, failed = false;
    if (!left) { done(found); return; }
    var load = this.load;
    names.forEach(function (name, at) {
      load(name, function (data) {
        found[at] = data;
        failed = failed || !data;
        if (--left === 0) { done(failed ? null : found); }
      });
    });
  };

  /* Reads the directory once. */
  Search.prototype.open = function (done) {
    var self = this;
    if (this.directory) { done(true); return; }
    this.load('directory', function (directory) {
      if (!directory) { done(false); return; }
      var sounds = {};
      Object.keys(directory.sounds).forEach(function (syllable) {
        rules.points(directory.sounds[syllable]).forEach(function (c) {
          (sounds[c] = sounds[c] || []).push(syllable);
        });
      });
      self.entries = directory.blocks + directory.people;
      self.matcher = new rules.Matcher(sounds);
      self.matcher.syllables = Object.keys(directory.sounds);
      self.directory = directory;
      done(true);
    });
  };

  // ---- Blocks --------------------------------------------------------------

  /* The blocks in which all `words` may be: `some` keys of each first, and more while there are too many blocks.
     `done(null)` is all blocks, `done(false)` that a file is missing. */
  Search.prototype.narrow = function (words, isLoose, some, known, done) {
    var self = this;
    this.candidates(this.matcher.plan(words, isLoose, some), function (found) {
      var blocks = found && rules.both(known, found);
      if (found === null) { blocks = known; }
      if (blocks === false || some >= rules.MOST_KEYS || (blocks && self.areFew(blocks))) {
        done(blocks);
      } else {
        self.narrow(words, isLoose, some * 2, blocks, done);
      }
    });
  };

  /* The blocks that every set of `plan` allows. */
  Search.prototype.candidates = function (plan, done) {
    var count = this.directory.keys;
    if (!count || !plan.length) { done(null); return; }
    var names = {};
    plan.forEach(function (alternatives) {
      alternatives.forEach(function (keys) {
        keys.forEach(function (key) { names['keys-' + (rules.digest(key) % count)] = true; });
      });
    });
    names = Object.keys(names);
    this.all(names, function (files) {
      if (!files) { done(false); return; }
      function of(key) {
        return rules.listed(files[names.indexOf('keys-' + (rules.digest(key) % count))][key]);
      }
      done(plan.map(function (alternatives) {
        return alternatives.map(function (keys) { return keys.map(of).reduce(rules.both); }).reduce(rules.either);
      }).reduce(rules.both));
    });
  };

  /* Those of `blocks` in which households or people are. */
  Search.prototype.ofEntries = function (blocks) {
    var entries = this.entries;
    return blocks.filter(function (block) { return block < entries; });
  };

  /* Whether one search may load all of `blocks`; those of matters where somebody asks for them. */
  Search.prototype.areFew = function (blocks) {
    var entries = this.ofEntries(blocks).length, directory = this.directory;
    return entries <= directory.at_once && (!this.foresee || blocks.length - entries <= directory.matters_at_once);
  };

  /* All blocks. */
  Search.prototype.everyBlock = function () {
    var blocks = [], count = this.directory.matters.reduce(function (sum, kind) { return sum + kind[1]; }, this.entries);
    while (blocks.length < count) { blocks.push(blocks.length); }
    return blocks;
  };

  /* The blocks `numbers` with their texts ready to be compared; those of people follow those of households. */
  Search.prototype.ready = function (numbers, done) {
    var self = this, households = this.directory.blocks;
    var names = numbers.map(function (number) {
      return number < households ? 'doors-' + number : 'people-' + (number - households);
    });
    this.all(names, function (files) {
      if (!files) { done(null); return; }
      done(files.map(function (data, at) {
        var number = numbers[at];
        self.blocks[number] = self.blocks[number] || (number < households ? homes : people)(data);
        return self.blocks[number];
      }));
    });
  };

  function homes(data) {
    return {
      data: data,
      groups: data.groups.map(function (group, at) {
        return [group].concat(data.written ? data.written[at] : []).map(rules.spellings);
      }),
      homes: data.homes.map(function (grids) {
        var names = [];
        grids.forEach(function (grid) { names = names.concat(grid.above, grid.name, grid.written || []); });
        return names.map(rules.spellings);
      }),
      own: data.rows.map(function (row) {
        return [row[1]].concat(row[4] === null ? [] : row[4]).map(rules.spellings);
      })
    };
  }

  function people(rows) {
    return {
      people: rows,
      names: rows.map(function (row) { return [row[0]].concat(row[6] ? row[6][0] : []).map(rules.spellings); }),
      posts: rows.map(function (row) {
        var posts = row[3].map(function (post) { return post.join(' '); });
        return (row[2] === null ? [] : [row[2]]).concat(posts, row[6] ? row[6][1] : []).map(rules.spellings);
      })
    };
  }

  // ---- How well it fits ----------------------------------------------------

  function least(list) { return list.length ? Math.min.apply(null, list) : rules.NONE + ALMOST; }

  function own(fit) { return fit < rules.NEAR ? fit : fit === rules.NEAR ? ALMOST : ALMOST + 1; }

  function named(fit) { return fit < rules.NEAR ? Math.min(fit, 1) : own(fit); }

  function shared(fit) { return fit === rules.WHOLE ? SHARED_WHOLE : fit < rules.NEAR ? SHARED_PART : own(fit); }

  /* The words' ranks as one; null where one does not fit. */
  function together(ranks) {
    if (ranks.some(function (rank) { return rank === null || rank > ALMOST; })) { return null; }
    var sum = ranks.reduce(function (a, b) { return a + b; }, 0);
    return ranks.indexOf(ALMOST) < 0 ? sum : sum + BEHIND;
  }

  /* Numbers that were typed more than once, with how often. */
  function repeated(words) {
    var counts = {}, found = [];
    words.forEach(function (word) {
      if (!word.last.every(rules.isDigit)) { return; }
      var digits = word.last.map(function (u) { return u.c; }).join('');
      if (counts[digits]) { counts[digits].times++; } else { found.push(counts[digits] = { us: word.last, times: 1 }); }
    });
    return found.filter(function (one) { return one.times > 1; });
  }

  /* How well each word fits each household of `block`. */
  Search.prototype.byWord = function (block, query) {
    var matcher = this.matcher;
    return query.words.map(function (word) {
      function best(texts, rank) {
        return least(texts.map(function (text) { return rank(matcher.fit(word, text)); }));
      }
      var homes = block.homes.map(function (texts) { return best(texts, shared); });
      var groups = block.groups.map(function (texts) { return best(texts, shared); });
      return block.data.rows.map(function (row, at) {
        return Math.min(homes[row[2]], row[3] === null ? ALMOST + 1 : groups[row[3]], best(block.own[at], own));
      });
    });
  };

  /* Whether the texts of a household hold a number less often than it was typed. */
  Search.prototype.lacks = function (block, at, query) {
    var matcher = this.matcher, row = block.data.rows[at];
    return query.repeated.some(function (one) {
      function count(text) { return matcher.count(one.us, text); }
      var group = row[3] === null ? 0 : Math.max.apply(null, block.groups[row[3]].map(count));
      return block.own[at].concat(block.homes[row[2]]).map(count).reduce(function (a, b) { return a + b; }, group) < one.times;
    });
  };

  /* How well the words together fit each household, each of them into some text as it was typed. */
  Search.prototype.strict = function (block, query) {
    var self = this, byWord = this.byWord(block, query);
    return block.own.map(function (texts, at) {
      var rank = together(byWord.map(function (ranks) { return ranks[at]; }));
      if (rank === null || rank >= BEHIND) { return rank; }
      if (self.lacks(block, at, query)) { return rank + BEHIND; }
      if (!query.whole) { return rank; }
      // In one piece in the door, or at least in the order typed.
      var whole = self.matcher.fit(query.whole, texts[0]);
      if (whole >= rules.NEAR) { whole = self.matcher.isDoor(query.whole.last, texts[0]) ? rules.EARLIER : rank; }
      return Math.min(rank, whole);
    });
  };

  /* The same for words that may be taken apart; what is only near is not told. */
  Search.prototype.loose = function (block, query) {
    var self = this, matcher = this.matcher, byWord = this.byWord(block, query), known = {};
    function places(row) {
      var key = row[2] + ' ' + row[3];
      var texts = block.homes[row[2]].concat(row[3] === null ? [] : block.groups[row[3]]);
      known[key] = known[key] || query.words.map(function (word) { return matcher.places(word.last, texts); });
      return known[key];
    }
    return block.data.rows.map(function (row, at) {
      var rank = together(query.words.map(function (word, number) {
        var typed = byWord[number][at];
        return typed < ALMOST ? typed : matcher.loose(word.last, block.own[at][0], places(row)[number]);
      }));
      return rank === null || self.lacks(block, at, query) ? null : rank;
    });
  };

  /* How well the words fit everybody of a block; what is only near is not told. */
  Search.prototype.crowd = function (block, query, isLoose) {
    var matcher = this.matcher;
    return block.people.map(function (row, at) {
      var names = block.names[at], posts = block.posts[at];
      function best(word, texts, rank) {
        return least(texts.map(function (text) { return rank(matcher.fit(word, text)); }));
      }
      var rank = together(query.words.map(function (word) {
        var typed = Math.min(best(word, names, named), best(word, posts, shared));
        if (typed < ALMOST) { return typed; }
        return isLoose && matcher.places(word.last, names.concat(posts))[word.last.length] ? SCATTERED : null;
      }));
      var whole = rank === null || !query.whole ? ALMOST : best(query.whole, names, named);
      return whole < ALMOST ? Math.min(rank, whole) : rank;
    });
  };

  // ---- The search ----------------------------------------------------------

  /* What `rank` says of the blocks `ready`, which have those `numbers`: {rank, block, row}. */
  function hits(numbers, ready, rank) {
    var found = [];
    ready.forEach(function (block, at) {
      rank(block).forEach(function (rank, row) {
        if (rank !== null) { found.push({ rank: rank, block: numbers[at], row: row }); }
      });
    });
    return found;
  }

  function isNear(hit) { return hit.rank >= BEHIND; }

  function fits(hit) { return !isNear(hit); }

  function inOrder(a, b) { return a.rank - b.rank || a.block - b.block || a.row - b.row; }

  /* Answers `query`: see `told`; null when files are missing. */
  Search.prototype.find = function (text, done) {
    var self = this, query = rules.wordsOf(text);
    if (!query.words.length) { done(this.told([], [], true, [], true)); return; }
    query.repeated = repeated(query.words);
    this.open(function (ready) {
      if (!ready) { done(null); return; }
      self.look(query, false, function (strict) {
        if (!strict || !strict.complete || strict.people.length || strict.homes.some(fits)) { self.tell(strict, done); return; }
        self.look(query, true, function (loose) {
          if (!loose) { done(null); return; }
          loose.matters = strict.matters;
          var near = strict.homes.filter(function (hit) {
            return !loose.homes.some(function (other) { return other.block === hit.block && other.row === hit.row; });
          });
          if (loose.homes.length || loose.people.length || !loose.complete) {
            loose.homes = loose.homes.concat(near);
            self.tell(loose, done);
            return;
          }
          self.named(text, function (hit) {
            if (hit) {
              strict.homes = strict.homes.filter(function (other) { return other.block !== hit.block || other.row !== hit.row; });
              strict.homes.push(hit);
            }
            self.tell(hit === null ? null : strict, done);
          });
        });
      });
    });
  };

  /* The households and people into whose texts the words fit, each as it was typed or taken apart. */
  Search.prototype.look = function (query, isLoose, done) {
    var self = this, households = this.directory.blocks;
    this.narrow(query.words, isLoose, 3, null, function (blocks) {
      if (blocks === false) { done(null); return; }
      var isNarrowed = Boolean(blocks);
      blocks = blocks || self.everyBlock();
      var matters = blocks.filter(function (block) { return block >= self.entries; });
      // Some of all, whichever, would be no answer.
      if (!isNarrowed && matters.length > self.directory.matters_at_once) { matters = []; }
      blocks = self.ofEntries(blocks);
      if (self.foresee && !isLoose) { self.foresee(matters); }
      var looked = blocks.slice(0, self.directory.at_once);
      self.ready(looked, function (ready) {
        if (!ready) { done(null); return; }
        var first = looked.filter(function (block) { return block < households; }).length;
        done({
          homes: hits(looked, ready.slice(0, first), function (block) {
            return isLoose ? self.loose(block, query) : self.strict(block, query);
          }),
          people: hits(looked.slice(first), ready.slice(first), function (block) {
            return self.crowd(block, query, isLoose);
          }),
          complete: looked.length === blocks.length,
          blocks: blocks,
          matters: matters
        });
      });
    });
  };

  Search.prototype.tell = function (found, done) {
    if (!found) { done(null); return; }
    var told = this.told(found.homes, found.people, found.complete, found.complete ? [] : this.places(found.blocks));
    told.matters = found.matters;
    done(told);
  };

  /* {answers, total, near, people, peopleTotal, peopleFirst, only, complete, places, empty}: `total` and `peopleTotal`
     count what fits, `near` what fits but for a number; `only` is the one answer there is; `matters`, where `tell` told it,
     the blocks of all else in which the words may be (lookup-matters.js). */
  Search.prototype.told = function (homes, people, complete, places, empty) {
    var self = this, directory = this.directory || {};
    homes.sort(inOrder);
    people.sort(inOrder);
    var total = homes.filter(fits).length;
    var found = {
      answers: homes.slice(0, directory.most).map(function (hit) {
        var answer = self.answer(hit.block, hit.row);
        answer.near = isNear(hit);
        return answer;
      }),
      total: total,
      near: homes.length - total,
      people: people.slice(0, directory.most_people).map(function (hit) { return self.person(hit.block, hit.row); }),
      peopleTotal: people.length,
      peopleFirst: people.length > 0 && (!total || people[0].rank < homes[0].rank),
      complete: complete,
      places: places,
      empty: Boolean(empty)
    };
    found.only = complete && total + people.length === 1 ? found.people[0] || found.answers[0] : null;
    return found;
  };

  /* Names of the places in which `blocks` lie, those with the most of them first. */
  Search.prototype.places = function (blocks) {
    var at = 0, found = [];
    this.directory.places.forEach(function (place) {
      var from = at;
      while (at < blocks.length && blocks[at] < place[1] + place[2]) { at++; }
      if (at > from) { found.push({ name: place[0], count: at - from }); }
    });
    found.sort(function (a, b) { return b.count - a.count; });
    return found.map(function (place) { return place.name; }).filter(function (name, at, all) {
      return all.indexOf(name) === at;
    });
  };

  // ---- By id ---------------------------------------------------------------

  /* The household with exactly this id: done(answer), done(undefined) when there is none, done(null) on failure. */
  Search.prototype.byId = function (id, done) {
    var self = this;
    this.open(function (ready) {
      if (!ready) { done(null); return; }
      self.withId(id, MOST_FOR_ID, function (known) { return known === id; }, function (hit) {
        done(hit && self.answer(hit.block, hit.row));
      });
    });
  };

  /* The household whose whole id was typed, however it was written. */
  Search.prototype.named = function (text, done) {
    var wanted = rules.spellings(text)[0];
    function isIt(id) {
      var known = rules.spellings(id)[0];
      return Boolean(known) && rules.areSame(known, wanted);
    }
    this.withId(text, this.directory.at_once, isIt, function (hit) {
      if (hit) { hit.rank = 0; }
      done(hit);
    });
  };

  Search.prototype.withId = function (id, most, isIt, done) {
    var self = this, units = rules.spellings(id)[0] || [];
    var letters = units.map(function (u) { return u.c; }).join('');
    var keys = units.length < 3 ? ['=' + letters] : rules.keysOf(this.matcher.row(units)).slice(0, 6);
    this.candidates(keys.length ? [[keys]] : [], function (blocks) {
      if (blocks === false) { done(null); return; }
      var households = self.directory.blocks;
      blocks = (blocks || self.everyBlock()).filter(function (block) { return block < households; });
      self.lookFor(isIt, blocks.slice(0, most), 0, done);
    });
  };

  Search.prototype.lookFor = function (isIt, blocks, from, done) {
    var self = this, some = blocks.slice(from, from + 4);
    if (!some.length) { done(undefined); return; }
    this.ready(some, function (ready) {
      if (!ready) { done(null); return; }
      for (var at = 0; at < ready.length; at++) {
        var rows = ready[at].data.rows;
        for (var row = 0; row < rows.length; row++) {
          if (isIt(rows[row][0])) { done({ block: some[at], row: row }); return; }
        }
      }
      self.lookFor(isIt, blocks, from + 4, done);
    });
  };

  // ---- Answers -------------------------------------------------------------

  /* Somebody responsible. */
  Search.prototype.person = function (number, at) {
    var row = this.blocks[number].people[at];
    return { isPerson: true, name: row[0], href: row[1], title: row[2], posts: row[3], phone: row[4], tel: row[5] };
  };

  /* One household with everybody who answers for it. */
  Search.prototype.answer = function (number, at) {
    var data = this.blocks[number].data, row = data.rows[at];
    function person(index) { return index === null ? null : data.people[index]; }
    return {
      id: row[0],
      door: row[1],
      group: row[3] === null ? null : data.groups[row[3]],
      label: row[4],
      networks: data.homes[row[2]].map(function (grid, index) {
        var chain = grid.chain.map(function (link) {
          return {
            post: link.post, grid: link.grid, href: link.href, own: link.own,
            who: person(link.who), backup: person(link.backup)
          };
        });
        var named = (row[5][index] || []).map(person);
        var first = chain.filter(function (link) { return link.who; })[0];
        return {
          network: grid.network, name: grid.name, href: grid.href, list: grid.list, above: grid.above,
          chain: chain,
          first: named.length ? null : first,
          people: named.length ? named : first ? [first.who] : [],
          by: named.length ? 'household' : !first ? 'none' : first.own ? 'lead' : 'above'
        };
      })
    };
  };

  rules.Search = Search;

  /* What tells in which language the records' own texts in an element are, on a page in another language. */
  rules.teller = function (original) {
    var isForeign = /^zh/.test(original || '') && !/^zh/.test(document.documentElement.lang);
    return function (element) {
      Array.prototype.forEach.call(isForeign ? element.querySelectorAll('*') : [], function (part) {
        if (!part.children.length && HAN.test(part.textContent)) { part.setAttribute('lang', original); }
      });
    };
  };
})(window);
