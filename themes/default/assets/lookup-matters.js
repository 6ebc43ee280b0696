/* All else that is found: grids, services, notices, promises, pages, what must be disclosed, questions. Titles as places
   are, pinyin and all; what their pages say as it is written, from two characters on. src/site/lookup/matters.rs makes
   the blocks. */
(function (global) {
  'use strict';
  var rules = global.gongkailanLookup, Search = rules.Search;
  // How well a word fits that is not in the title.
  var BESIDE = 5, WITHIN = 6;
  // Characters shown before what was found in a text, and in all.
  var BEFORE = 14, SHOWN = 64;

  // ---- Blocks --------------------------------------------------------------

  /* The kind of each block, and as many of `blocks` as one search may load: of each kind in turn. */
  Search.prototype.chosen = function (blocks) {
    var end = this.entries, kinds = [], found = [], most = this.directory.matters_at_once;
    this.directory.matters.forEach(function (kind) {
      var from = end;
      end += kind[1];
      var those = blocks.filter(function (block) { return block >= from && block < end; });
      kinds.push(those.map(function (block) { return { block: block, kind: kind[0] }; }));
    });
    for (var turn = 0; found.length < Math.min(most, blocks.length); turn++) {
      kinds.forEach(function (those) { if (those[turn] && found.length < most) { found.push(those[turn]); } });
    }
    return found;
  };

  function nameOf(search, one) { return 'matters-' + (one.block - search.entries); }

  /* Begins to load what `matters` will ask for. */
  Search.prototype.foresee = function (blocks) {
    var self = this;
    this.chosen(blocks).forEach(function (one) { self.load(nameOf(self, one), function () { /* kept by the page */ }); });
  };

  // ---- Texts ---------------------------------------------------------------

  /* A text as it is looked through: its units, and all of them as one text where that has a unit a character. */
  function through(text) {
    var us = rules.units(text);
    return { text: text, us: us, flat: us.map(function (u) { return u.c; }).join('') };
  }

  /* Whether a word is enough to find something by within a text: as src/site/lookup/grams.rs has keys for it. */
  function tells(us) {
    function isHeavy(u) { return u.c.charCodeAt(0) > 127; }
    function isLetter(u) { return rules.isLetter(u.c); }
    return us.length > 2 || (us.length === 2 && (us.some(isHeavy) || us.some(isLetter)));
  }

  /* Where `us` stands in a text with its numbers whole; -1 where it does not. */
  function placeOf(us, within) {
    var wanted = us.map(function (u) { return u.c; }).join(''), at = -1;
    while ((at = within.flat.indexOf(wanted, at + 1)) >= 0) {
      // Where some character takes two, its place is counted.
      var place = within.flat.length === within.us.length ? at : rules.points(within.flat.slice(0, at)).length;
      if (!rules.isCut(within.us, place) && !rules.isCut(within.us, place + us.length)) { return place; }
    }
    return -1;
  }

  /* The part of a text around what was found: before it, itself, behind it. */
  function around(within, place, length) {
    var normal = within.text.normalize ? within.text.normalize('NFKC') : within.text;
    // As it was written, unless it was compared with more or fewer characters.
    var count = rules.points(normal.toLowerCase()).length, signs = [within.text, normal, normal.toLowerCase()].map(rules.points);
    signs = signs.filter(function (written) { return written.length === count; })[0];
    var from = within.us[place].at, to = within.us[place + length - 1].at + 1;
    var start = Math.max(0, from - BEFORE), end = Math.min(signs.length, start + Math.max(SHOWN, to - start));
    // Words of letters are shown whole.
    while (start > 0 && from - start < BEFORE * 2 && /[\w-]/.test(signs[start]) && /[\w-]/.test(signs[start - 1])) { start--; }
    return [
      (start ? '…' : '') + signs.slice(start, from).join(''),
      signs.slice(from, to).join(''),
      signs.slice(to, end).join('') + (end < signs.length ? '…' : '')
    ];
  }

  function ready(rows) {
    return rows.map(function (row) {
      return {
        row: row,
        titles: [row[0]].concat(row[5] === null ? [] : row[5]).map(rules.spellings),
        line: row[2].map(through),
        text: row[4].map(through)
      };
    });
  }

  // ---- The search ----------------------------------------------------------

  /* How well the words fit together, and the first place in a text that one of them needs; null where one does not. */
  function fit(matcher, one, words) {
    var rank = 0, place = null;
    function find(word, texts) {
      for (var at = 0; at < texts.length; at++) {
        for (var part = 0; part < word.parts.length; part++) {
          var us = word.parts[part].us, found = tells(us) ? placeOf(us, texts[at]) : -1;
          if (found >= 0) { return { within: texts[at], place: found, count: us.length }; }
        }
      }
      return null;
    }
    for (var number = 0; number < words.length; number++) {
      var word = words[number], found = null;
      var own = Math.min.apply(null, one.titles.map(function (title) { return matcher.fit(word, title); }));
      if (own < rules.NEAR) {
        rank += Math.min(own, 1);
      } else if (find(word, one.line)) {
        rank += BESIDE;
      } else if ((found = find(word, one.text))) {
        rank += WITHIN;
        place = place || found;
      } else {
        return null;
      }
    }
    return { rank: rank, place: place };
  }

  /* What of `blocks` the words of `text` fit, by kind: done({groups, total, complete}), done(null) when a file is
     missing. A group is {kind, total, answers}. */
  Search.prototype.matters = function (text, blocks, done) {
    var self = this, chosen = this.chosen(blocks), words = rules.wordsOf(text).words;
    this.rows = this.rows || {};
    this.all(chosen.map(function (one) { return nameOf(self, one); }), function (files) {
      if (!files) { done(null); return; }
      var groups = [], total = 0;
      self.directory.matters.forEach(function (kind) {
        var found = [], seen = {};
        chosen.forEach(function (one, at) {
          if (one.kind !== kind[0]) { return; }
          var rows = self.rows[one.block] = self.rows[one.block] || ready(files[at]);
          rows.forEach(function (row, place) {
            var fits = fit(self.matcher, row, words);
            if (fits) { found.push({ rank: fits.rank, order: [one.block, place], row: row.row, place: fits.place }); }
          });
        });
        found.sort(function (a, b) { return a.rank - b.rank || a.order[0] - b.order[0] || a.order[1] - b.order[1]; });
        // A long text stands in several pieces.
        found = found.filter(function (hit) {
          var isKnown = seen[hit.row[1]];
          seen[hit.row[1]] = true;
          return !isKnown;
        });
        total += found.length;
        if (found.length) { groups.push({ kind: kind[0], total: found.length, answers: found.slice(0, self.directory.most_matters).map(answer) }); }
      });
      done({ groups: groups, total: total, complete: chosen.length === blocks.length });
    });
  };

  function answer(hit) {
    var row = hit.row, place = hit.place;
    return {
      isMatter: true, title: row[0], href: row[1], line: row[2], date: row[3],
      part: place && around(place.within, place.place, place.count)
    };
  }
})(window);
