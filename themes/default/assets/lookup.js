/* Finds households by any part of what they are called. The rules are those of src/site/lookup/ (text, matching,
   grams), which a test compares with this file; where data comes from is the page's business (lookup-page.js).
   ES5 on purpose: old phones run it as it is. */
(function (global) {
  'use strict';

  var LONGEST = 60;
  var MOST_WORDS = 8;
  // More keys are not loaded for one search.
  var MOST_KEYS = 12;
  var MOST_WAYS = 8;
  var DIGITS = '〇一二三四五六七八九';
  var BASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  // ---- Text ----------------------------------------------------------------

  function points(text) {
    return text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]/g) || [];
  }

  function isSeparator(code) {
    return (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x3020) ||
      (code >= 0x3030 && code <= 0x303f) || (code >= 0xfe00 && code <= 0xfe6f) ||
      code === 0xfeff || code === 0xd7 || code === 0xf7;
  }

  /* One character: c as it is compared, r as it is read aloud; null for what only separates. */
  function unit(point) {
    if (/^[0-9a-z-]$/.test(point)) { return { c: point, r: point }; }
    var code = point.charCodeAt(0);
    if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) { return { c: '-', r: '-' }; }
    if (point === '零') { return { c: '0', r: point }; }
    if (code < 0xc0) { return null; }
    var digit = DIGITS.indexOf(point);
    if (digit >= 0) { return { c: String(digit), r: point }; }
    return isSeparator(code) ? null : { c: point, r: point };
  }

  function units(text) {
    var whole = text.normalize ? text.normalize('NFKC') : text;
    return points(whole.toLowerCase()).map(unit);
  }

  function isDigit(c) { return c >= '0' && c <= '9'; }
  function isLetter(c) { return c >= 'a' && c <= 'z'; }
  function isLight(u) { return u.r.charCodeAt(0) < 128; }
  function isNumeral(u) { return u.r === '十' || u.r === '百' || (isDigit(u.c) && !isLight(u)); }

  /* The number that Chinese numerals with 十 or 百 name; null for what is none. */
  function number(numerals) {
    var sum = 0, digit = null, least = 1000, powers = 0;
    for (var i = 0; i < numerals.length; i++) {
      var read = numerals[i].r;
      var power = read === '十' ? 10 : read === '百' ? 100 : 0;
      if (!power) {
        if (digit || (sum === 0 && numerals[i].c === '0')) { return null; }
        digit = Number(numerals[i].c);
        continue;
      }
      var times = digit;
      digit = null;
      if (times === null && sum === 0 && power === 10) { times = 1; }
      if (!times || power >= least) { return null; }
      sum += times * power;
      least = power;
      powers++;
    }
    return powers ? sum + (digit || 0) : null;
  }

  /* `word` as written, and where it names a number by 十 or 百, with that in digits too. */
  function withNumbers(word) {
    var counted = [], changed = false;
    for (var at = 0; at < word.length;) {
      var end = at;
      while (end < word.length && isNumeral(word[end])) { end++; }
      var value = end > at ? number(word.slice(at, end)) : null;
      if (end === at) { end++; }
      if (value === null) {
        counted = counted.concat(word.slice(at, end));
      } else {
        changed = true;
        String(value).split('').forEach(function (c) { counted.push({ c: c, r: c }); });
      }
      at = end;
    }
    return changed ? [word, counted] : [word];
  }

  function spellings(text) {
    var written = units(text).filter(Boolean);
    return written.length ? withNumbers(written) : [];
  }

  /* The words of a query: their spellings, and their letters where they may be pinyin. */
  function wordsOf(query) {
    var words = [[]];
    units(points(query).slice(0, LONGEST).join('')).forEach(function (u) {
      if (u) { words[words.length - 1].push(u); } else { words.push([]); }
    });
    return words.filter(function (word) { return word.length; }).slice(0, MOST_WORDS).map(function (word) {
      var letters = word.map(function (u) { return u.c; }).join('');
      return { spellings: withNumbers(word), latin: /^[0-9a-z-]*[a-z][0-9a-z-]*$/.test(letters) ? letters : null };
    });
  }

  // ---- Matching ------------------------------------------------------------

  function within(text, at) {
    return at > 0 && at < text.length && isDigit(text[at - 1].c) && isDigit(text[at].c);
  }

  function cut(text, start, end) { return within(text, start) || within(text, end) ? 2 : 1; }

  function startsWith(text, part) { return text.lastIndexOf(part, 0) === 0; }

  function Matcher(sounds) { this.sounds = sounds; }

  Matcher.prototype.readings = function (u) {
    return isLight(u) ? [] : this.sounds[u.r] || [];
  };

  /* 0: `word` is all of the text; 1: a part; 2: a part that cuts a number in two; 3: not in it. */
  Matcher.prototype.rank = function (word, text) {
    var best = 3, self = this;
    text.forEach(function (us) {
      for (var start = 0; start < us.length; start++) {
        word.spellings.forEach(function (wanted) {
          var end = start + wanted.length;
          if (end > us.length) { return; }
          for (var i = 0; i < wanted.length; i++) { if (us[start + i].c !== wanted[i].c) { return; } }
          best = Math.min(best, start === 0 && end === us.length ? 0 : cut(us, start, end));
        });
        if (word.latin && best) {
          best = Math.min(best, self.spoken(us, start, start, word.latin), self.initials(us, start, word.latin));
        }
      }
    });
    return best;
  };

  Matcher.prototype.spoken = function (us, start, at, latin) {
    if (!latin) { return cut(us, start, at); }
    if (at === us.length) { return 3; }
    var best = 3, u = us[at];
    if (!isLetter(u.c) && startsWith(latin, u.c)) { best = this.spoken(us, start, at + 1, latin.slice(u.c.length)); }
    var readings = this.readings(u);
    for (var i = 0; i < readings.length; i++) {
      if (startsWith(latin, readings[i])) {
        best = Math.min(best, this.spoken(us, start, at + 1, latin.slice(readings[i].length)));
      } else if (startsWith(readings[i], latin)) {
        best = Math.min(best, cut(us, start, at + 1));
      }
    }
    return best;
  };

  Matcher.prototype.initials = function (us, start, latin) {
    var end = start + latin.length;
    if (end > us.length) { return 3; }
    for (var i = 0; i < latin.length; i++) {
      var u = us[start + i], letter = latin.charAt(i);
      var fits = u.c === letter || this.readings(u).some(function (reading) { return reading.charAt(0) === letter; });
      if (!fits) { return 3; }
    }
    return cut(us, start, end);
  };

  // ---- Keys of a query -----------------------------------------------------

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

  /* Sets of keys, one of which every block with an answer has; null when the word narrows nothing. */
  Matcher.prototype.alternatives = function (word) {
    var self = this;
    var found = word.spellings.map(function (us) { return keysOf(self.row(us)); });
    if (word.latin) {
      var ways = this.ways(word.latin);
      if (!ways) { return null; }
      found = found.concat(ways);
    }
    return found.every(function (keys) { return keys.length; }) ? found : null;
  };

  /* The words' sets of keys, `some` of each word's, but no more in all than one search may load. */
  Matcher.prototype.plan = function (words, some) {
    var self = this, seen = {}, count = 0, plan = [];
    words.forEach(function (word) {
      var alternatives = self.alternatives(word);
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

  global.gongkailanLookup = {
    MOST_KEYS: MOST_KEYS,
    Matcher: Matcher,
    spellings: spellings,
    points: points,
    wordsOf: wordsOf,
    keysOf: keysOf,
    digest: digest,
    listed: listed,
    both: both,
    either: either
  };
})(window);
