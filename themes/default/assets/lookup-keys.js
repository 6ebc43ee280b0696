/* Which blocks can hold what is asked for: keys of a query, and lists of blocks. src/site/lookup/grams.rs makes them. */
(function (global) {
  'use strict';
  var rules = global.gongkailanLookup;
  var Matcher = rules.Matcher, isLetter = rules.isLetter, startsWith = rules.startsWith;
  // More keys are not loaded for one search.
  var MOST_KEYS = 12;
  var MOST_WAYS = 8;
  var BASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  /* Keys of neighbouring sounds; each is {k: the sound, heavy: whether it finds anything by itself}. */
  function keysOf(row) {
    if (row.length === 1) { return row[0].heavy ? [row[0].k] : []; }
    var sounds = [], initials = [];
    for (var i = 0; i + 1 < row.length; i++) {
      var a = row[i], b = row[i + 1], c = row[i + 2];
      if (a.heavy || b.heavy) {
        sounds.push(a.k + ' ' + b.k);
      } else if (c && !c.heavy) {
        initials.unshift('#' + a.k + b.k + c.k);
      } else if (row.length === 2 && (isLetter(a.k) || isLetter(b.k))) {
        initials.push('#' + a.k + b.k);
      }
    }
    sounds.sort(function (a, b) { return b.length - a.length; });
    return sounds.concat(initials);
  }

  Matcher.prototype.row = function (us) {
    var self = this;
    return us.map(function (u) {
      if (u.c.charCodeAt(0) < 128) { return { k: u.c, heavy: false }; }
      return { k: (self.readings(u)[0] || u.c), heavy: true };
    });
  };

  /* Keys of a word that may be parted: what is certain to stand together, then single sounds. */
  function apart(row, us) {
    var together = [], single = [];
    row.forEach(function (a, i) {
      var b = row[i + 1], c = row[i + 2];
      if (a.heavy) { single.push(a.k); return; }
      if (!rules.isDigit(us[i]) || !b) { return; }
      if (b.heavy) {
        together.push(a.k + ' ' + b.k);
      } else if (c && !us[i + 1].gap && !us[i + 2].gap && rules.isDigit(us[i + 1]) && rules.isDigit(us[i + 2])) {
        together.push('#' + a.k + b.k + c.k);
      }
    });
    single.sort(function (a, b) { return b.length - a.length; });
    return together.concat(single);
  }

  function lettersOf(us) { return us.map(function (u) { return u.c; }).join(''); }

  /* Every way of reading `latin` as syllables, the last perhaps unfinished; null when there are too many. */
  Matcher.prototype.ways = function (latin) {
    var self = this, found = [];
    function go(rest, row) {
      if (found.length > MOST_WAYS) { return; }
      if (!rest) { found.push(keysOf(row)); return; }
      var c = rest.charAt(0);
      if (!isLetter(c)) { go(rest.slice(1), row.concat({ k: c, heavy: false })); return; }
      self.syllables.forEach(function (syllable) {
        if (startsWith(rest, syllable)) {
          go(rest.slice(syllable.length), row.concat({ k: syllable, heavy: true }));
        } else if (startsWith(syllable, rest)) {
          if (!row.length) { found.push([syllable]); return; }
          var last = row.slice(-2).map(function (sound) { return sound.k.charAt(0); }).join('');
          var key = '#' + last + c;
          var keys = keysOf(row).concat(key);
          if (!found.some(function (known) { return known.join() === keys.join(); })) { found.push(keys); }
        }
      });
    }
    go(latin, []);
    return found.length > MOST_WAYS ? null : found;
  };

  /* The sets of keys of one spelling, as written and, where it is `latin`, as pinyin; null when there are too many. */
  Matcher.prototype.sets = function (us, latin) {
    var written = [keysOf(this.row(us))], ways = latin ? this.ways(lettersOf(us)) : [];
    return ways && written.concat(ways);
  };

  /* Sets of keys, one of which every block has that the word may be in; null when the word narrows nothing. */
  Matcher.prototype.alternatives = function (word, isLoose) {
    var self = this, found = [];
    function take(sets) { found = found && sets && found.concat(sets); }
    word.parts.forEach(function (part) { take(self.sets(part.us, part.latin)); });
    if (isLoose) { take(this.parted(word.last)); }
    return found && found.every(function (keys) { return keys.length; }) ? found : null;
  };

  /* The same of a word that may be parted. */
  Matcher.prototype.parted = function (us) {
    if (!rules.isLatin(us)) { return [apart(this.row(us), us)]; }
    var self = this;
    return rules.pieces(us).reduce(function (found, piece) {
      var sets = found && self.sets(piece, rules.isLatin(piece));
      if (!sets || sets.length * found.length > MOST_WAYS) { return null; }
      return [].concat.apply([], found.map(function (keys) { return sets.map(function (more) { return keys.concat(more); }); }));
    }, [[]]);
  };

  /* The words' sets of keys, `some` of each word's, but no more in all than one search may load. */
  Matcher.prototype.plan = function (words, isLoose, some) {
    var self = this, seen = {}, count = 0, plan = [];
    words.forEach(function (word) {
      var alternatives = self.alternatives(word, isLoose);
      if (!alternatives) { return; }
      var each = Math.max(1, Math.floor(some / alternatives.length));
      var kept = alternatives.map(function (keys) { return keys.slice(0, each); });
      var fresh = [].concat.apply([], kept).filter(function (key, at, all) {
        return !seen[key] && all.indexOf(key) === at;
      });
      if (count + fresh.length > MOST_KEYS) { return; }
      fresh.forEach(function (key) { seen[key] = true; });
      count += fresh.length;
      plan.push(kept);
    });
    return plan;
  };

  // ---- Lists of blocks: sorted numbers; null is all of them ----------------

  function digest(key) {
    var hash = 0x811c9dc5;
    for (var i = 0; i < key.length; i++) {
      hash ^= key.charCodeAt(i);
      hash = (hash + (hash << 1) + (hash << 4) + (hash << 7) + (hash << 8) + (hash << 24)) >>> 0;
    }
    return hash;
  }

  function listed(text) {
    if (text === undefined) { return []; }
    if (text === '*') { return null; }
    var blocks = [], end = 0, at = 0;
    function next() {
      var value = 0, scale = 1, digit;
      do {
        digit = BASE.indexOf(text.charAt(at++));
        value += (digit % 32) * scale;
        scale *= 32;
      } while (digit >= 32);
      return value;
    }
    while (at < text.length) {
      var head = next();
      end += Math.floor(head / 2);
      for (var length = head % 2 ? next() + 2 : 1; length > 0; length--) { blocks.push(end++); }
    }
    return blocks;
  }

  function both(a, b) {
    if (!a || !b) { return a || b; }
    var known = {};
    b.forEach(function (block) { known[block] = true; });
    return a.filter(function (block) { return known[block]; });
  }

  function either(a, b) {
    if (!a || !b) { return null; }
    var all = a.concat(b).sort(function (x, y) { return x - y; });
    return all.filter(function (block, at) { return !at || all[at - 1] !== block; });
  }

  rules.MOST_KEYS = MOST_KEYS;
  rules.keysOf = keysOf;
  rules.digest = digest;
  rules.listed = listed;
  rules.both = both;
  rules.either = either;
})(window);
