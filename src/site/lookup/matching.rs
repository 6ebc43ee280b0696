//! Whether a word of the query is part of a text, and how well it fits. A word fits as written, or when it is all
//! Latin letters and digits, as pinyin from the start of a syllable (`wangw`) or as initials (`ww`).

use std::collections::BTreeMap;

use crate::model::readings;

use super::text::{Spellings, Unit};

/// Every reading of every character that was met.
#[derive(Debug, Default)]
pub(super) struct Sounds(BTreeMap<char, Sound>);

#[derive(Clone, Debug)]
struct Sound {
    readings: Vec<String>,
    itself: String,
}

impl Sounds {
    /// Takes in the characters of a text.
    pub fn learn(&mut self, spellings: &Spellings) {
        for unit in spellings.iter().flatten() {
            self.0.entry(unit.read).or_insert_with(|| Sound {
                readings: if unit.is_light() { Vec::new() } else { readings(unit.read) },
                itself: unit.char.to_string(),
            });
        }
    }

    /// Whether the same characters were met.
    pub fn are_of_same(&self, others: &Sounds) -> bool {
        self.0.keys().eq(others.0.keys())
    }

    /// Takes in what others were learnt.
    pub fn take(&mut self, others: &Sounds) {
        for (read, sound) in &others.0 {
            if !self.0.contains_key(read) {
                self.0.insert(*read, sound.clone());
            }
        }
    }

    /// How `unit` is read; nothing for digits, letters and characters that have no pinyin.
    pub fn of(&self, unit: Unit) -> &[String] {
        self.0.get(&unit.read).map_or(&[], |sound| &sound.readings)
    }

    /// Whether `unit` can be what `latin` begins with.
    fn begin(&self, unit: Unit, latin: &str) -> bool {
        let first = latin.as_bytes()[0];
        unit.char as u32 == u32::from(first)
            || self.of(unit).iter().any(|reading| reading.as_bytes()[0] == first)
    }

    /// `unit` as it is compared; empty when it was never met.
    pub fn itself(&self, unit: Unit) -> &str {
        self.0.get(&unit.read).map_or("", |sound| &sound.itself)
    }

    /// All characters that are read, with their readings.
    pub fn iter(&self) -> impl Iterator<Item = (char, &[String])> {
        self.0
            .iter()
            .map(|(c, sound)| (*c, sound.readings.as_slice()))
            .filter(|(_, readings)| !readings.is_empty())
    }
}

/// A word of the query.
#[derive(Debug)]
pub(super) struct Word {
    spellings: Spellings,
    /// The letters, when it may be pinyin.
    latin: Option<String>,
}

impl Word {
    pub fn new(spellings: Spellings) -> Word {
        let letters: String = spellings[0].iter().map(|unit| unit.char).collect();
        let is_latin = letters.is_ascii() && letters.bytes().any(|byte| byte.is_ascii_lowercase());
        Word { spellings, latin: is_latin.then_some(letters) }
    }

    /// How well the word fits into `text`: 0 is all of it, 1 a part of it, 2 a part that cuts a number in two
    /// (`3号` in 13号); `None` when it does not.
    pub fn rank(&self, text: &Spellings, sounds: &Sounds) -> Option<u8> {
        let mut best = None;
        let mut found = |rank: u8| best = Some(best.map_or(rank, |best: u8| best.min(rank)));
        for units in text {
            for start in 0..units.len() {
                for word in &self.spellings {
                    if units[start].char == word[0].char
                        && units[start..].len() >= word.len()
                        && units[start..].iter().zip(word).all(|(unit, wanted)| unit.char == wanted.char)
                    {
                        let whole = start == 0 && word.len() == units.len();
                        found(if whole { 0 } else { cut(units, start, start + word.len()) });
                    }
                }
                let latin = self.latin.as_ref().filter(|latin| sounds.begin(units[start], latin));
                if let Some(latin) = latin {
                    spoken(units, start, latin, sounds, &mut |end| found(cut(units, start, end)));
                    if let Some(end) = initials(units, start, latin, sounds) {
                        found(cut(units, start, end));
                    }
                }
            }
        }
        best
    }
}

/// 2 when the part from `start` to `end` begins or ends within a number, else 1.
fn cut(units: &[Unit], start: usize, end: usize) -> u8 {
    let is_within = |at: usize| {
        at > 0 && at < units.len() && units[at - 1].char.is_ascii_digit() && units[at].char.is_ascii_digit()
    };
    if is_within(start) || is_within(end) { 2 } else { 1 }
}

/// Tells every end of a part that begins at `at` and is read as `latin`, the last syllable perhaps not to its end.
fn spoken(units: &[Unit], at: usize, latin: &str, sounds: &Sounds, found: &mut dyn FnMut(usize)) {
    if latin.is_empty() {
        return found(at);
    }
    let Some(unit) = units.get(at) else { return };
    // A letter within a text is no syllable; digits and dashes stand for themselves.
    if !unit.char.is_ascii_lowercase()
        && let Some(rest) = latin.strip_prefix(unit.char)
    {
        spoken(units, at + 1, rest, sounds, found);
    }
    for reading in sounds.of(*unit) {
        match latin.strip_prefix(reading.as_str()) {
            Some(rest) => spoken(units, at + 1, rest, sounds, found),
            None if reading.starts_with(latin) => found(at + 1),
            None => {}
        }
    }
}

/// The end of the part that begins at `start` and has `latin` as its initials.
fn initials(units: &[Unit], start: usize, latin: &str, sounds: &Sounds) -> Option<usize> {
    let end = start + latin.len();
    let part = units.get(start..end)?;
    let fits = |(unit, letter): (&Unit, char)| {
        unit.char == letter || sounds.of(*unit).iter().any(|reading| reading.starts_with(letter))
    };
    part.iter().zip(latin.chars()).all(fits).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::text::{spellings, words};
    use super::*;

    fn rank(word: &str, text: &str) -> Option<u8> {
        let text = spellings(text);
        let mut sounds = Sounds::default();
        sounds.learn(&text);
        Word::new(words(word).remove(0)).rank(&text, &sounds)
    }

    #[test]
    fn a_place_is_found_however_it_is_typed() {
        for word in
            ["汪屋", "wangwu", "ww", "wangw", "wang", "w", "汪", "屋3", "ww3h", "WangWu3hao", "屋三", "三号"]
        {
            assert_eq!(rank(word, "汪屋三号"), Some(1), "{word}");
            let digit = rank(word, "汪屋3号");
            assert_eq!(digit, Some(1), "{word}");
        }
        assert_eq!(rank("汪屋３号", "汪屋三号"), Some(0));
        for word in ["屋汪", "angwu", "wuw", "wangwux", "4", "w4"] {
            assert_eq!(rank(word, "汪屋三号"), None, "{word}");
        }
    }

    #[test]
    fn numbers_are_whole_before_they_are_parts() {
        assert_eq!(rank("3号", "3号"), Some(0));
        assert_eq!(rank("3号", "汪屋3号"), Some(1));
        assert_eq!(rank("3号", "汪屋13号"), Some(2));
        assert_eq!(rank("13号", "汪屋十三号"), Some(1));
        assert_eq!(rank("十三号", "汪屋13号"), Some(1));
        assert_eq!(rank("sanhao", "汪屋三号"), Some(1));
        assert_eq!(rank("sanhao", "汪屋3号"), None, "3 may be read in many ways");
    }

    #[test]
    fn every_reading_counts() {
        for word in ["chongqing", "zhongqing", "cq", "zq"] {
            assert_eq!(rank(word, "重庆路"), Some(1), "{word}");
        }
        assert_eq!(rank("xian", "西安里"), Some(1));
        assert_eq!(rank("a区", "Ａ区3栋"), Some(1));
        assert_eq!(rank("h-001", "h-001"), Some(0));
    }
}
