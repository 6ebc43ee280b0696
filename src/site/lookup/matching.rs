//! Whether a word of the query is part of a text, and how well it fits. A word fits as written, or when it is all
//! Latin letters and digits, as pinyin from the start of a syllable (`wangw`) or as initials (`ww`). Numbers are whole:
//! what cuts one (3号 in 13号), or makes one of two (11 201 for 1 1201), is only near.

use super::numerals::is_numeral;
use super::sounds::Sounds;
use super::text::Spellings;
use super::unit::{Gap, Unit};

/// How well a word fits into a text: less is better.
pub(super) type Fit = u8;
/// It is all of the text.
pub(super) const WHOLE: Fit = 0;
/// It is a part, and no number stands outside it.
pub(super) const PART: Fit = 1;
/// It is a part; further numbers stand before it only.
pub(super) const LATER: Fit = 2;
/// It is a part; further numbers stand behind it.
pub(super) const EARLIER: Fit = 3;
/// It fits but for a number.
pub(super) const NEAR: Fit = 4;

/// Part of a word: its units, and its letters where it may be pinyin.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordPart<'w> {
    pub units: &'w [Unit],
    pub latin: bool,
}

impl<'w> WordPart<'w> {
    pub(super) fn of(units: &'w [Unit]) -> WordPart<'w> {
        let is_latin = units.iter().all(|unit| unit.char.is_ascii());
        WordPart { units, latin: is_latin && units.iter().any(|unit| unit.char.is_ascii_lowercase()) }
    }

    /// Tells the end of every part of `text` that begins at `start` and is this one, and whether its numbers are whole.
    pub(super) fn at(
        &self,
        text: &[Unit],
        start: usize,
        sounds: &Sounds,
        found: &mut dyn FnMut(usize, bool),
    ) {
        let mut ends =
            |end: usize, whole: bool| found(end, whole && !is_cut(text, start) && !is_cut(text, end));
        if let Some(whole) = written(self.units, &text[start..]) {
            ends(start + self.units.len(), whole);
        }
        if self.latin && sounds.begin(text[start], self.units[0].char) {
            spoken(text, start, self.units, true, sounds, &mut ends);
            if let Some(whole) = initials(self.units, &text[start..], sounds) {
                ends(start + self.units.len(), whole);
            }
        }
    }

    /// Whether it is all of `text`, as written.
    fn is_all(&self, text: &[Unit]) -> bool {
        self.units.len() == text.len() && written(self.units, text) == Some(true)
    }

    /// Whether it is in `text` with its numbers whole.
    pub(super) fn is_in(&self, text: &Spellings, sounds: &Sounds) -> bool {
        text.iter().any(|units| self.end(units, 0, sounds).is_some())
    }

    /// The nearest end of one that begins at `from` or behind, its numbers whole.
    pub(super) fn end(&self, text: &[Unit], from: usize, sounds: &Sounds) -> Option<usize> {
        let mut nearest: Option<usize> = None;
        for start in from..text.len() {
            self.at(text, start, sounds, &mut |end, whole| {
                if whole && nearest.is_none_or(|nearest| end < nearest) {
                    nearest = Some(end);
                }
            });
        }
        nearest
    }
}

/// A word of the query.
#[derive(Debug)]
pub(super) struct Word {
    pub spellings: Spellings,
}

impl Word {
    pub(super) fn new(spellings: Spellings) -> Word {
        Word { spellings }
    }

    /// The parts of which one must fit: every spelling as written, the first one perhaps as pinyin, too.
    fn parts(&self) -> impl Iterator<Item = WordPart<'_>> {
        self.spellings.iter().enumerate().map(|(at, units)| {
            let part = WordPart::of(units);
            WordPart { latin: part.latin && at == 0, ..part }
        })
    }

    /// How well the word fits into `text`; `None` when it does not.
    pub(super) fn fit(&self, text: &Spellings, sounds: &Sounds) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        for units in text {
            for part in self.parts() {
                for start in 0..units.len() {
                    part.at(units, start, sounds, &mut |end, whole| {
                        let fit = match whole {
                            true if part.is_all(units) => WHOLE,
                            true => place(units, start, end),
                            false => NEAR,
                        };
                        best = Some(best.map_or(fit, |best| best.min(fit)));
                    });
                }
            }
        }
        best
    }

    /// Its digits, where it is nothing else.
    pub(super) fn number(&self) -> Option<&[Unit]> {
        let units = self.spellings.last()?;
        units.iter().all(|unit| unit.is_digit()).then_some(units)
    }
}

/// Where the numbers of `text` outside a part stand.
fn place(text: &[Unit], start: usize, end: usize) -> Fit {
    let has_number = |units: &[Unit]| units.iter().any(|unit| unit.is_digit());
    match (has_number(&text[..start]), has_number(&text[end..])) {
        (_, true) => EARLIER,
        (true, false) => LATER,
        (false, false) => PART,
    }
}

/// Whether a number goes on across `at`.
fn is_cut(text: &[Unit], at: usize) -> bool {
    at > 0
        && at < text.len()
        && text[at].gap == Gap::None
        && is_numeral(&text[at - 1])
        && is_numeral(&text[at])
}

/// Whether a number ends between `a` and `b` in the one as in the other.
fn agree(wanted: (Unit, Unit), found: (Unit, Unit)) -> bool {
    let both = |(a, b): (Unit, Unit)| a.is_digit() && b.is_digit();
    let parted = |(_, b): (Unit, Unit)| b.gap != Gap::None;
    !both(wanted) || !both(found) || parted(wanted) == parted(found)
}

/// Whether `text` begins with `wanted` as it is written, and then whether the numbers are parted alike.
fn written(wanted: &[Unit], text: &[Unit]) -> Option<bool> {
    let text = text.get(..wanted.len())?;
    let is_same = text.iter().zip(wanted).all(|(unit, wanted)| unit.char == wanted.char);
    is_same.then(|| parted_alike(wanted, text))
}

/// Whether the numbers of two rows of equal length are parted alike.
fn parted_alike(wanted: &[Unit], text: &[Unit]) -> bool {
    let mut pairs = wanted.windows(2).zip(text.windows(2));
    pairs.all(|(wanted, text)| agree((wanted[0], wanted[1]), (text[0], text[1])))
}

/// Tells every end of a part of `text` that goes on at `at` and is read as `latin`, the last syllable perhaps not to its
/// end; `whole` while numbers are parted alike.
fn spoken(
    text: &[Unit],
    at: usize,
    latin: &[Unit],
    whole: bool,
    sounds: &Sounds,
    found: &mut dyn FnMut(usize, bool),
) {
    let Some(&next) = latin.first() else { return found(at, whole) };
    let Some(&unit) = text.get(at) else { return };
    // A letter within a text is no syllable; digits stand for themselves.
    if unit.is_digit() && unit.char == next.char {
        let alike = match (latin.get(1), text.get(at + 1)) {
            (Some(&after), Some(&follows)) => agree((next, after), (unit, follows)),
            _ => true,
        };
        spoken(text, at + 1, &latin[1..], whole && alike, sounds, found);
    }
    for reading in sounds.of(unit) {
        let same = reading.bytes().zip(latin).take_while(|(a, b)| char::from(*a) == b.char).count();
        if same == reading.len() {
            spoken(text, at + 1, &latin[same..], whole, sounds, found);
        } else if same == latin.len() {
            found(at + 1, whole);
        }
    }
}

/// Whether `text` begins with what has `latin` as its initials, and then whether the numbers are parted alike.
fn initials(latin: &[Unit], text: &[Unit], sounds: &Sounds) -> Option<bool> {
    let text = text.get(..latin.len())?;
    let fits = |(unit, letter): (&Unit, &Unit)| {
        unit.char == letter.char || sounds.of(*unit).iter().any(|reading| reading.starts_with(letter.char))
    };
    text.iter().zip(latin).all(fits).then(|| parted_alike(latin, text))
}

#[cfg(test)]
mod tests {
    use super::super::text::{spellings, words};
    use super::*;

    fn fit(word: &str, text: &str) -> Option<Fit> {
        let text = spellings(text);
        let mut sounds = Sounds::default();
        sounds.learn(&text);
        Word::new(words(word).0.remove(0)).fit(&text, &sounds)
    }

    #[test]
    fn a_place_is_found_however_it_is_typed() {
        for word in
            ["汪屋", "wangwu", "ww", "wangw", "wang", "w", "汪", "屋3", "ww3h", "WangWu3hao", "屋三", "三号"]
        {
            let fits = if word.contains(['3', '三']) { PART } else { EARLIER };
            assert_eq!(fit(word, "汪屋三号"), Some(fits), "{word}");
            assert_eq!(fit(word, "汪屋3号"), Some(fits), "{word}");
        }
        assert_eq!(fit("汪屋３号", "汪屋三号"), Some(WHOLE));
        for word in ["屋汪", "angwu", "wuw", "wangwux", "4", "w4"] {
            assert_eq!(fit(word, "汪屋三号"), None, "{word}");
        }
    }

    #[test]
    fn numbers_are_whole_or_near() {
        for (word, text, wanted) in [
            ("3号", "3号", WHOLE),
            ("3号", "汪屋3号", PART),
            ("3", "1幢3室", LATER),
            ("3", "3幢1室", EARLIER),
            ("3号", "汪屋13号", NEAR),
            ("三号", "汪屋十三号", NEAR),
            ("二十", "一百二十号", NEAR),
            ("13号", "汪屋十三号", PART),
            ("十三号", "汪屋13号", PART),
            ("1200", "一千二百号", PART),
            ("203", "二○三号", PART),
            ("11#201", "11/201", WHOLE),
            ("1-1", "1-12", NEAR),
            ("11201", "11#201", NEAR),
            ("11 201", "11-201", EARLIER),
            ("dy1-201", "东苑1#201室", PART),
            ("dy1201", "东苑1#201室", NEAR),
            ("dongyuan12", "东苑12幢", PART),
            ("dongyuan1", "东苑12幢", NEAR),
        ] {
            assert_eq!(fit(word, text), Some(wanted), "{word} in {text}");
        }
        assert_eq!(fit("11#201", "1#1201"), Some(NEAR));
        assert_eq!(fit("sanhao", "汪屋三号"), Some(PART));
        assert_eq!(fit("sanhao", "汪屋3号"), None, "3 may be read in many ways");
    }

    #[test]
    fn every_reading_counts() {
        for word in ["chongqing", "zhongqing", "cq", "zq"] {
            assert_eq!(fit(word, "重庆路"), Some(PART), "{word}");
        }
        for word in ["lv", "lu", "lü", "lyu", "LÜ", "lvjiagou", "lujiagou", "lyujiagou", "lüjg", "ljg"] {
            assert_eq!(fit(word, "吕家沟").is_some(), word != "lüjg", "{word}");
        }
        assert_eq!(fit("xi'an", "西安里"), Some(PART));
        assert_eq!(fit("a区", "Ａ区栋"), Some(PART));
    }

    #[test]
    fn groups_are_found_by_what_they_are_called() {
        for word in ["三组", "第三组", "3组", "第3组", "三村民组", "第三村民小组", "sanzu", "3z"]
        {
            assert!(fit(word, "第三村民小组").is_some_and(|fit| fit < NEAR), "{word}");
            assert!(fit(word, "三组").is_some_and(|fit| fit < NEAR), "{word}");
        }
        assert_eq!(fit("三组", "第十三村民小组"), Some(NEAR));
    }
}
