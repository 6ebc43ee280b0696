/* How texts are compared. The rules are those of src/site/lookup/ (text, numerals, matching, loose), which a test
   compares with this file; lookup-search.js looks for what fits, and where data comes from is the page's business
   (lookup-page.js). ES5 on purpose: old phones run it as it is. */
(function (global) {
  'use strict';

  var LONGEST = 60;
  var MOST_WORDS = 8;
  var DIGITS = '〇一二三四五六七八九';
  var RINGS = '○◯⚪⭕';
  var JOINTS = '-#/\\._~+*&@|\'·˗•‧⁃∙⋅─━・ー〜〰᠆⸱⸺⸻−';
  var RADICALS = '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑长⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲龟';
  var GROUPS = [['村民小组', '组'], ['居民小组', '组'], ['村民组', '组'], ['居民组', '组'], ['小组', '组'],
    ['生产小队', '队'], ['生产队', '队'], ['小队', '队']];
  // What leaves no trace where it stands, and what parts: first and last of each range.
  var IGNORED = [0xad, 0xad, 0x300, 0x36f, 0x61c, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x200b, 0x200f,
    0x202a, 0x202e, 0x2060, 0x206f, 0x3164, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff0, 0xfff8,
    0x1bca0, 0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe0fff];
  var PARTING = [0, 0xbf, 0xd7, 0xd7, 0xf7, 0xf7, 0x2000, 0x206f, 0x2190, 0x2bff, 0x2e00, 0x2e7f, 0x3000, 0x3004,
    0x3008, 0x3020, 0x3030, 0x303f, 0xfe10, 0xfe6f, 0xfffc, 0xfffd, 0x1f000, 0x1faff];
  // Gaps before a unit.
  var JOINT = 1, BREAK = 2;
  // How well a word fits into a text.
  var WHOLE = 0, PART = 1, LATER = 2, EARLIER = 3, NEAR = 4, NONE = 5;

  // ---- Text ----------------------------------------------------------------

  function points(text) {
    return text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]/g) || [];
  }

  function codeOf(point) {
    var high = point.charCodeAt(0);
    return point.length < 2 ? high : (high - 0xd800) * 0x400 + point.charCodeAt(1) - 0xdc00 + 0x10000;
  }

  function isIn(code, ranges) {
    for (var at = 0; at < ranges.length; at += 2) { if (code >= ranges[at] && code <= ranges[at + 1]) { return true; } }
    return false;
  }

  /* A Latin letter without its marks; ü is the v of pinyin where pinyin has it. */
  function letter(point, before) {
    var parts = point.normalize ? point.normalize('NFD') : point;
    var plain = /^[a-z]/.test(parts) ? parts.charAt(0) : point;
    var isPinyin = plain === 'u' && parts.indexOf('\u0308') > 0 && before && (before.c === 'l' || before.c === 'n');
    return isPinyin ? 'v' : plain;
  }

  /* Radicals and traditional characters, each with the character that it is compared as. */
  var same = {};
  ((global.gongkailanForms || '') + RADICALS).replace(/(.)(.)/g, function (pair, form, plain) { same[form] = plain; });

  /* One character: c as it is compared, r as it is read aloud; a number for what only joins or parts; null for what
     cannot be seen. */
  function sign(point, before) {
    if (/^[0-9a-z]$/.test(point)) { return { c: point, r: point, gap: 0 }; }
    if (point === '零') { return { c: '0', r: point, gap: 0 }; }
    var code = codeOf(point);
    if (JOINTS.indexOf(point) >= 0 || (code >= 0x2010 && code <= 0x2015)) { return JOINT; }
    if (RINGS.indexOf(point) >= 0) { return { c: '0', r: '〇', gap: 0 }; }
    if (isIn(code, IGNORED)) { return null; }
    if (isIn(code, PARTING)) { return BREAK; }
    if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) {
      var plain = letter(point, before);
      return { c: plain, r: plain, gap: 0 };
    }
    var read = same[point] || point, digit = DIGITS.indexOf(read);
    return { c: digit < 0 ? read : String(digit), r: read, gap: 0 };
  }

  function isDigit(u) { return u.c >= '0' && u.c <= '9' && u.c.length === 1; }
  function isLetter(c) { return c >= 'a' && c <= 'z'; }
  function isLight(u) { return u.r.charCodeAt(0) < 128; }
  function hasDigit(us) { return us.some(isDigit); }
  function beginsNumber(u, before) { return isDigit(u) && (!isDigit(before) || u.gap > 0); }
  function isNumeral(u) { return isDigit(u) || '十百千廿卄卅'.indexOf(u.r) >= 0; }
  function withGap(u, gap) { return { c: u.c, r: u.r, gap: gap }; }

  function units(text) {
    var us = [], gap = 0;
    // NFKC makes a blank of this dot.
    text = text.replace(/\u02d9/g, '·');
    points((text.normalize ? text.normalize('NFKC') : text).toLowerCase()).forEach(function (point, at) {
      var found = sign(point, gap ? null : us[us.length - 1]);
      if (found === null) { return; }
      if (typeof found === 'number') { gap = Math.max(gap, found); return; }
      found.gap = us.length ? gap : 0;
      found.at = at;
      gap = 0;
      us.push(found);
    });
    // 二o三: a Latin letter for the ring.
    var rings = us.filter(function (u, at) {
      function isWritten(other) { return other && isDigit(other) && !isLight(other); }
      return u.r === 'o' && !u.gap && isWritten(us[at - 1]) && isWritten(us[at + 1]) && !us[at + 1].gap;
    });
    rings.forEach(function (u) { u.c = '0'; u.r = '〇'; });
    return us;
  }

  /* How many units at the beginning of `word` belong to one number in Chinese. */
  function run(word) {
    var at = 0;
    while (at < word.length) {
      var u = word[at], next = word[at + 1];
      var isPair = u.r === '两' && next && (next.r === '百' || next.r === '千');
      if ((at && u.gap) || isLight(u) || !(isNumeral(u) || isPair)) { break; }
      at++;
    }
    return at;
  }

  /* The number that Chinese numerals with 十, 百 or 千 name; null for what is none, and for mere digits. */
  function number(numerals) {
    var sum = 0, digit = null, least = 10000, isFilled = false;
    for (var i = 0; i < numerals.length; i++) {
      var read = numerals[i].r;
      var power = read === '十' ? 10 : read === '百' ? 100 : read === '千' ? 1000 : 0;
      var tens = read === '廿' || read === '卄' ? 20 : read === '卅' ? 30 : 0;
      if (power) {
        var times = digit === null && power === 10 ? 1 : digit;
        digit = null;
        if (times === null || power >= least) { return null; }
        sum += times * power;
        least = power;
        isFilled = false;
      } else if (tens) {
        if (digit !== null || least <= 10) { return null; }
        sum += tens;
        least = 10;
      } else if (digit !== null || (sum === 0 && numerals[i].c === '0')) {
        return null;
      } else if (numerals[i].c === '0') {
        isFilled = true;
      } else {
        digit = read === '两' ? 2 : Number(numerals[i].c);
      }
    }
    return least < 10000 ? sum + (digit || 0) * (isFilled ? 1 : least / 10) : null;
  }

  /* `word` with every number that is named by more than its digits in digits. */
  function inDigits(word) {
    var counted = [];
    for (var at = 0; at < word.length;) {
      var end = at + run(word.slice(at));
      var value = end > at ? number(word.slice(at, end)) : null;
      if (end === at) { end++; }
      if (value === null) {
        counted = counted.concat(word.slice(at, end));
      } else {
        String(value).split('').forEach(function (c, place) {
          counted.push({ c: c, r: c, gap: place ? 0 : word[at].gap });
        });
      }
      at = end;
    }
    return counted;
  }

  /* `word` with groups called as people call them. */
  function inShort(word) {
    var short = [];
    function isCalled(at, name) {
      return word.slice(at, at + name.length).map(function (u) { return u.r; }).join('') === name;
    }
    for (var at = 0; at < word.length;) {
      var group = GROUPS.filter(function (known) { return isCalled(at, known[0]); })[0];
      short.push(group ? { c: group[1], r: group[1], gap: word[at].gap } : word[at]);
      at += group ? group[0].length : 1;
    }
    return short;
  }

  /* `word` with 3组 for 第3组. */
  function withoutOrdinals(word) {
    var plain = [], gap = 0;
    word.forEach(function (u, at) {
      if (u.r === '第' && word[at + 1] && isNumeral(word[at + 1])) { gap = u.gap; return; }
      plain.push(withGap(u, Math.max(gap, u.gap)));
      gap = 0;
    });
    return plain;
  }

  function areSame(a, b) {
    return a.length === b.length && a.every(function (u, at) {
      return u.c === b[at].c && u.r === b[at].r && u.gap === b[at].gap;
    });
  }

  function add(spellings, further) {
    if (!spellings.some(function (known) { return areSame(known, further); })) { spellings.push(further); }
  }

  function spelt(written) {
    var spellings = [written], counted = inDigits(written);
    add(spellings, counted);
    add(spellings, inShort(counted));
    return spellings;
  }

  function spellings(text) {
    var written = units(text);
    return written.length ? spelt(written) : [];
  }

  /* A word of a query: its spellings, and whether it may be pinyin. */
  function asked(word) {
    var spellings = spelt([withGap(word[0], 0)].concat(word.slice(1)));
    add(spellings, withoutOrdinals(spellings[spellings.length - 1]));
    return {
      spellings: spellings,
      last: spellings[spellings.length - 1],
      parts: spellings.map(function (us, at) { return { us: us, latin: !at && isLatin(us) }; })
    };
  }

  function isLatin(us) {
    return us.every(function (u) { return u.c.charCodeAt(0) < 128; }) && us.some(function (u) { return isLetter(u.c); });
  }

  /* The words of a query, and where there are several, all of them as one. */
  function wordsOf(query) {
    var words = [];
    units(points(query).slice(0, LONGEST).join('')).forEach(function (u) {
      if (u.gap === BREAK || !words.length) { words.push([u]); } else { words[words.length - 1].push(u); }
    });
    words = words.slice(0, MOST_WORDS);
    return { words: words.map(asked), whole: words.length > 1 ? asked([].concat.apply([], words)) : null };
  }

  // ---- Matching ------------------------------------------------------------

  function startsWith(text, part) { return text.lastIndexOf(part, 0) === 0; }

  /* Whether a number goes on across `at`. */
  function isCut(text, at) {
    return at > 0 && at < text.length && !text[at].gap && isNumeral(text[at - 1]) && isNumeral(text[at]);
  }

  /* Whether a number ends between two units in the one as in the other. */
  function agree(wantedA, wantedB, foundA, foundB) {
    return !isDigit(wantedA) || !isDigit(wantedB) || !isDigit(foundA) || !isDigit(foundB) ||
      (wantedB.gap > 0) === (foundB.gap > 0);
  }

  function partedAlike(wanted, text, start) {
    for (var i = 1; i < wanted.length; i++) {
      if (!agree(wanted[i - 1], wanted[i], text[start + i - 1], text[start + i])) { return false; }
    }
    return true;
  }

  function isWritten(wanted, text, start) {
    if (start + wanted.length > text.length) { return false; }
    for (var i = 0; i < wanted.length; i++) { if (text[start + i].c !== wanted[i].c) { return false; } }
    return true;
  }

  function place(text, start, end) {
    return hasDigit(text.slice(end)) ? EARLIER : hasDigit(text.slice(0, start)) ? LATER : PART;
  }

  function Matcher(sounds) { this.sounds = sounds; }

  Matcher.prototype.readings = function (u) {
    return isLight(u) ? [] : this.sounds[u.r] || [];
  };

  /* Tells the end of every part of `text` that begins at `start` and is this one, and whether its numbers are whole. */
  Matcher.prototype.at = function (part, text, start, found) {
    var wanted = part.us;
    function ends(end, whole) { found(end, whole && !isCut(text, start) && !isCut(text, end)); }
    if (isWritten(wanted, text, start)) { ends(start + wanted.length, partedAlike(wanted, text, start)); }
    if (part.latin) {
      this.spoken(text, start, wanted, 0, true, ends);
      if (this.areInitials(wanted, text, start)) { ends(start + wanted.length, partedAlike(wanted, text, start)); }
    }
  };

  /* Tells every end of a part of `text` that goes on at `at` and is read as `latin` from `from` on. */
  Matcher.prototype.spoken = function (text, at, latin, from, whole, found) {
    if (from === latin.length) { found(at, whole); return; }
    if (at === text.length) { return; }
    var u = text[at], next = latin[from], self = this;
    if (isDigit(u) && u.c === next.c) {
      var after = latin[from + 1], follows = text[at + 1];
      this.spoken(text, at + 1, latin, from + 1, whole && (!after || !follows || agree(next, after, u, follows)), found);
    }
    this.readings(u).forEach(function (reading) {
      var same = 0;
      while (same < reading.length && from + same < latin.length && latin[from + same].c === reading.charAt(same)) { same++; }
      if (same === reading.length) {
        self.spoken(text, at + 1, latin, from + same, whole, found);
      } else if (from + same === latin.length) {
        found(at + 1, whole);
      }
    });
  };

  Matcher.prototype.areInitials = function (latin, text, start) {
    if (start + latin.length > text.length) { return false; }
    for (var i = 0; i < latin.length; i++) {
      var u = text[start + i], letter = latin[i].c;
      var fits = u.c === letter || this.readings(u).some(function (reading) { return reading.charAt(0) === letter; });
      if (!fits) { return false; }
    }
    return true;
  };

  /* How well `word` fits into `text`. */
  Matcher.prototype.fit = function (word, text) {
    var best = NONE, self = this;
    text.forEach(function (us) {
      word.parts.forEach(function (part) {
        var isAll = part.us.length === us.length && isWritten(part.us, us, 0) && partedAlike(part.us, us, 0);
        if (isAll) { best = WHOLE; }
        for (var start = 0; best && start < us.length; start++) {
          self.at(part, us, start, function (end, whole) {
            best = Math.min(best, whole ? place(us, start, end) : NEAR);
          });
        }
      });
    });
    return best;
  };

  /* The nearest end of a part that begins at `from` or behind, its numbers whole; -1 where there is none. */
  Matcher.prototype.end = function (us, text, from) {
    var nearest = -1, part = { us: us, latin: isLatin(us) };
    for (var start = from; start < text.length; start++) {
      this.at(part, text, start, function (end, whole) {
        if (whole && (nearest < 0 || end < nearest)) { nearest = end; }
      });
    }
    return nearest;
  };

  /* How often `us` stands in `text`. */
  Matcher.prototype.count = function (us, text) {
    var self = this;
    return text.reduce(function (most, spelling) {
      var count = 0, from = 0;
      while ((from = self.end(us, spelling, from)) >= 0) { count++; }
      return Math.max(most, count);
    }, 0);
  };

  // ---- Words that may be parted --------------------------------------------

  function tells(us) { return us.length > 1 || isDigit(us[0]); }

  function partsAt(us, at, latin) {
    return beginsNumber(us[at], us[at - 1]) || (!latin && !isDigit(us[at - 1]) && !isDigit(us[at]));
  }

  /* `us` in pieces, each but the first of which begins with a number. */
  function pieces(us) {
    var found = [];
    us.forEach(function (u, at) {
      if (at && !beginsNumber(u, us[at - 1])) { found[found.length - 1].push(u); } else { found.push([u]); }
    });
    return found;
  }

  /* For each beginning of the word whether it is made of parts that stand in one of `texts` each. */
  Matcher.prototype.places = function (us, texts) {
    var found = [true], latin = isLatin(us), self = this;
    function isTold(part) {
      return texts.some(function (text) {
        return text.some(function (spelling) { return self.end(part, spelling, 0) >= 0; });
      });
    }
    for (var from = 0; from < us.length; from++) {
      for (var to = from + 1; found[from] && to <= us.length; to++) {
        var part = us.slice(from, to);
        if ((to < us.length && !partsAt(us, to, latin)) || !tells(part)) { continue; }
        if (isTold(part)) { found[to] = true; } else if (!latin) { break; }
      }
    }
    return found;
  };

  /* Whether `us` stands in `door`, number after number. */
  Matcher.prototype.isDoor = function (us, door) {
    var self = this, parts = pieces(us);
    return door.some(function (spelling) {
      var from = 0;
      return parts.every(function (piece) {
        from = self.end(piece, spelling, from);
        return from >= 0;
      });
    });
  };

  /* 6 when what the word leaves out is in the door, 7 when its beginning is in other texts, null when it does not fit. */
  Matcher.prototype.loose = function (us, door, places) {
    if (this.isDoor(us, door)) { return 6; }
    for (var at = 1; at <= us.length; at++) {
      var rest = us.slice(at);
      if (places[at] && (!rest.length || (tells(rest) && this.isDoor(rest, door)))) { return 7; }
    }
    return null;
  };

  global.gongkailanLookup = {
    WHOLE: WHOLE,
    EARLIER: EARLIER,
    NEAR: NEAR,
    NONE: NONE,
    Matcher: Matcher,
    areSame: areSame,
    isCut: isCut,
    isDigit: isDigit,
    isLatin: isLatin,
    isLetter: isLetter,
    pieces: pieces,
    points: points,
    spellings: spellings,
    startsWith: startsWith,
    units: units,
    wordsOf: wordsOf
  };
})(window);
