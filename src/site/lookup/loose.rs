//! A word that stands in no text as it was typed, because it names a place and a door in it (岭头3号) or leaves out what
//! stands between the numbers of a door (东苑1幢101 for 东苑1幢1单元101室). Numbers stay whole, and in their order.

use super::matching::{Word, WordPart};
use super::sounds::Sounds;
use super::text::Spellings;
use super::unit::Unit;

/// What a word leaves out is in the door.
pub(super) const SKIPS: u8 = 6;
/// Its beginning is in other texts.
pub(super) const SCATTERED: u8 = 7;

/// A word that may be parted.
pub(super) struct Loose<'w> {
    units: &'w [Unit],
    latin: bool,
}

impl<'w> Loose<'w> {
    pub(super) fn of(word: &'w Word) -> Loose<'w> {
        let units = word.spellings.last().map_or(&[][..], Vec::as_slice);
        Loose { units, latin: WordPart::of(units).latin }
    }

    /// How well it fits a household: its beginning into the `places` where this is, the rest into its `door`.
    pub(super) fn fit(&self, door: &Spellings, places: &[bool], sounds: &Sounds) -> Option<u8> {
        let length = self.units.len();
        if self.is_door(0, door, sounds) {
            return Some(SKIPS);
        }
        let fits = |at: usize| {
            let is_rest = || tells(&self.units[at..]) && self.is_door(at, door, sounds);
            places[at] && (at == length || is_rest())
        };
        (1..=length).any(fits).then_some(SCATTERED)
    }

    /// Whether all of its parts stand in some of `texts`.
    pub(super) fn is_told(&self, texts: &[&Spellings], sounds: &Sounds) -> bool {
        self.places(texts, sounds).last() == Some(&true)
    }

    /// For each beginning of the word whether it is made of parts that stand in one of `texts` each.
    pub(super) fn places(&self, texts: &[&Spellings], sounds: &Sounds) -> Vec<bool> {
        let length = self.units.len();
        let mut places = vec![false; length + 1];
        places[0] = true;
        for from in 0..length {
            if !places[from] {
                continue;
            }
            for to in (from + 1..=length).filter(|&to| to == length || self.parts_at(to)) {
                let units = &self.units[from..to];
                if tells(units) && texts.iter().any(|text| WordPart::of(units).is_in(text, sounds)) {
                    places[to] = true;
                } else if tells(units) && !self.latin {
                    // Nor will a longer one.
                    break;
                }
            }
        }
        places
    }

    /// Whether the word may be parted before `at`: where a number begins, and between two characters.
    fn parts_at(&self, at: usize) -> bool {
        let (before, unit) = (self.units[at - 1], self.units[at]);
        unit.begins_number(before) || (!self.latin && !before.is_digit() && !unit.is_digit())
    }

    /// Whether what begins at `at` stands in `door`, number after number.
    pub(super) fn is_door(&self, at: usize, door: &Spellings, sounds: &Sounds) -> bool {
        let pieces = || self.units[at..].chunk_by(|before, unit| !unit.begins_number(*before));
        door.iter().any(|units| {
            let mut from = 0;
            pieces().all(|piece| match WordPart::of(piece).end(units, from, sounds) {
                Some(end) => {
                    from = end;
                    true
                }
                None => false,
            })
        })
    }
}

/// Whether a part of a word is enough to find something by.
fn tells(units: &[Unit]) -> bool {
    units.len() > 1 || units[0].is_digit()
}

#[cfg(test)]
mod tests {
    use super::super::text::{spellings, words};
    use super::*;

    fn fit(word: &str, door: &str, texts: &[&str]) -> Option<u8> {
        let mut sounds = Sounds::default();
        let [door, texts @ ..] =
            &[&[door], texts].concat().iter().map(|text| spellings(text)).collect::<Vec<_>>()[..]
        else {
            unreachable!("a door at least")
        };
        [door].into_iter().chain(texts).for_each(|text| sounds.learn(text));
        let word = Word::new(words(word).0.remove(0));
        let loose = Loose::of(&word);
        let places = loose.places(&texts.iter().collect::<Vec<_>>(), &sounds);
        loose.fit(door, &places, &sounds)
    }

    #[test]
    fn what_stands_between_the_numbers_of_a_door_may_be_left_out() {
        let door = "东苑1幢1单元101室";
        for word in [
            "东苑1幢101",
            "东苑1-1-101",
            "东苑1-101",
            "1幢101室",
            "1#101",
            "dongyuan1zhuang101",
            "dy1z101",
            "东苑一幢101",
        ] {
            assert_eq!(fit(word, door, &[]), Some(SKIPS), "{word}");
        }
        for word in
            ["东苑101幢1", "东苑1幢10", "东苑2幢101", "东苑1幢1-1-1-101", "东苑1幢1单元1", "西苑1幢101"]
        {
            assert_eq!(fit(word, door, &[]), None, "{word}");
        }
    }

    #[test]
    fn a_place_may_be_named_before_the_door() {
        let texts = ["土岭底村", "岭上网格", "岭头", "第三村民小组"];
        for word in [
            "岭头3号",
            "岭头三号",
            "三组3号",
            "第三村民小组岭上3号",
            "土岭底村岭上3号",
            "土岭底村岭头三组3号",
            "岭头岭上3号",
            "lingtou3hao",
            "lt3",
            "土岭底村岭头",
        ] {
            assert_eq!(fit(word, "岭上3号", &texts), Some(SCATTERED), "{word}");
        }
        for word in ["岭头13号", "岭下3号", "头3号", "3号岭头", "岭头4号", "三组三组5号", "岭头3", "岭头号"]
        {
            assert_eq!(fit(word, "岭上3号", &texts).is_some(), word == "岭头3", "{word}");
        }
        assert_eq!(fit("二组3号", "岭上3号", &texts), None);
        assert_eq!(fit("岭头3号", "岭上13号", &texts), None);
    }
}
