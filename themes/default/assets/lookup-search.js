/* One search: keys, then the blocks that can hold an answer, then the answers. `load(name, done)` brings a file of
   data, null when it cannot. */
(function (global) {
  'use strict';
  var rules = global.gongkailanLookup;
  // A household is not looked for by its id in more blocks.
  var MOST_FOR_ID = 24;

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
      self.matcher = new rules.Matcher(sounds);
      self.matcher.syllables = Object.keys(directory.sounds);
      self.directory = directory;
      done(true);
    });
  };

  /* The blocks in which all `words` may be: `some` keys of each first, and more while there are too many blocks.
     `done(null)` is all blocks, `done(false)` that a file is missing. */
  Search.prototype.narrow = function (words, some, known, done) {
    var self = this;
    this.candidates(this.matcher.plan(words, some), function (found) {
      var blocks = found && rules.both(known, found);
      if (found === null) { blocks = known; }
      if (blocks === false || some >= rules.MOST_KEYS || (blocks && blocks.length <= self.directory.at_once)) {
        done(blocks);
      } else {
        self.narrow(words, some * 2, blocks, done);
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

  /* The blocks `numbers` with their texts ready to be compared. */
  Search.prototype.doors = function (numbers, done) {
    var self = this;
    this.all(numbers.map(function (number) { return 'doors-' + number; }), function (files) {
      if (!files) { done(null); return; }
      done(files.map(function (data, at) {
        var number = numbers[at];
        self.blocks[number] = self.blocks[number] || prepared(data);
        return self.blocks[number];
      }));
    });
  };

  function prepared(data) {
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
        return [row[1], row[0]].concat(row[4] === null ? [] : row[4]).map(rules.spellings);
      })
    };
  }

  function everyBlock(count) {
    var blocks = [];
    while (blocks.length < count) { blocks.push(blocks.length); }
    return blocks;
  }

  /* Answers `query`: {answers, total, complete, places}; null when files are missing. */
  Search.prototype.find = function (query, done) {
    var self = this, words = rules.wordsOf(query);
    if (!words.length) { done({ answers: [], total: 0, complete: true, places: [], empty: true }); return; }
    this.open(function (ready) {
      if (!ready) { done(null); return; }
      self.narrow(words, 3, null, function (blocks) {
        if (blocks === false) { done(null); return; }
        blocks = blocks || everyBlock(self.directory.blocks);
        var looked = blocks.slice(0, self.directory.at_once);
        self.doors(looked, function (ready) {
          if (!ready) { done(null); return; }
          done(self.answers(words, blocks, looked, ready));
        });
      });
    });
  };

  Search.prototype.answers = function (words, blocks, looked, ready) {
    var self = this, found = [];
    ready.forEach(function (block, at) {
      self.ranks(block, words).forEach(function (rank, row) {
        if (rank !== null) { found.push({ rank: rank, block: looked[at], row: row }); }
      });
    });
    found.sort(function (a, b) { return a.rank - b.rank || a.block - b.block || a.row - b.row; });
    var complete = looked.length === blocks.length;
    return {
      answers: found.slice(0, this.directory.most).map(function (hit) { return self.answer(hit.block, hit.row); }),
      total: found.length,
      complete: complete,
      places: complete ? [] : this.places(blocks)
    };
  };

  /* How well all words together fit each household; null where one does not. */
  Search.prototype.ranks = function (block, words) {
    var matcher = this.matcher;
    var ranks = block.own.map(function () { return 0; });
    words.forEach(function (word) {
      function best(texts) {
        return texts.reduce(function (best, text) { return best && Math.min(best, matcher.rank(word, text)); }, 3);
      }
      var homes = block.homes.map(best), groups = block.groups.map(best);
      block.data.rows.forEach(function (row, at) {
        if (ranks[at] === null) { return; }
        var rank = Math.min(homes[row[2]], row[3] === null ? 3 : groups[row[3]]);
        if (rank) { rank = Math.min(rank, best(block.own[at])); }
        ranks[at] = rank === 3 ? null : ranks[at] + rank;
      });
    });
    return ranks;
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

  /* The household with exactly this id: done(answer), done(undefined) when there is none, done(null) on failure. */
  Search.prototype.byId = function (id, done) {
    var self = this;
    this.open(function (ready) {
      if (!ready) { done(null); return; }
      var units = rules.spellings(id)[0] || [];
      var letters = units.map(function (u) { return u.c; }).join('');
      var keys = units.length < 3 ? ['=' + letters] : rules.keysOf(self.matcher.row(units)).slice(0, 6);
      self.candidates(keys.length ? [[keys]] : [], function (blocks) {
        if (blocks === false) { done(null); return; }
        self.lookFor(id, blocks || everyBlock(self.directory.blocks), 0, done);
      });
    });
  };

  Search.prototype.lookFor = function (id, blocks, from, done) {
    var self = this, some = blocks.slice(from, from + 4);
    if (!some.length || from >= MOST_FOR_ID) { done(undefined); return; }
    this.doors(some, function (ready) {
      if (!ready) { done(null); return; }
      for (var at = 0; at < ready.length; at++) {
        var rows = ready[at].data.rows;
        for (var row = 0; row < rows.length; row++) {
          if (rows[row][0] === id) { done(self.answer(some[at], row)); return; }
        }
      }
      self.lookFor(id, blocks, from + 4, done);
    });
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
})(window);
