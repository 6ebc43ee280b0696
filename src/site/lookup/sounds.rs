//! How the characters of texts are read aloud.

use std::collections::BTreeMap;

use crate::model::readings;

use super::text::Spellings;
use super::unit::Unit;

/// Every reading of every character that was met.
#[derive(Debug, Default)]
pub(super) struct Sounds(BTreeMap<char, Sound>);

#[derive(Clone, Debug)]
struct Sound {
    readings: Vec<String>,
    itself: String,
}

/// The readings of `c`, those with ü in the ways in which keyboards and passports write it.
fn spellings_of(c: char) -> Vec<String> {
    let mut found = readings(c);
    let with_v: Vec<String> = found.iter().filter(|reading| reading.contains('v')).cloned().collect();
    for reading in with_v {
        for way in ["u", "yu"] {
            let written = reading.replace('v', way);
            if !found.contains(&written) {
                found.push(written);
            }
        }
    }
    found
}

impl Sounds {
    /// Takes in the characters of a text.
    pub(super) fn learn(&mut self, spellings: &Spellings) {
        spellings.iter().for_each(|units| self.learn_units(units));
    }

    /// The same of one spelling.
    pub(super) fn learn_units(&mut self, units: &[Unit]) {
        for unit in units {
            self.0.entry(unit.read).or_insert_with(|| Sound {
                readings: if unit.is_light() { Vec::new() } else { spellings_of(unit.read) },
                itself: unit.char.to_string(),
            });
        }
    }

    /// Takes in what others were learnt.
    pub(super) fn take(&mut self, others: &Sounds) {
        for (read, sound) in &others.0 {
            if !self.0.contains_key(read) {
                self.0.insert(*read, sound.clone());
            }
        }
    }

    /// How `unit` is read; nothing for digits, letters and characters that have no pinyin.
    pub(super) fn of(&self, unit: Unit) -> &[String] {
        self.0.get(&unit.read).map_or(&[], |sound| &sound.readings)
    }

    /// Whether `unit` can be what begins with the Latin letter or digit `first`.
    pub(super) fn begin(&self, unit: Unit, first: char) -> bool {
        unit.char == first || self.of(unit).iter().any(|reading| reading.starts_with(first))
    }

    /// `unit` as it is compared; empty when it was never met.
    pub(super) fn itself(&self, unit: Unit) -> &str {
        self.0.get(&unit.read).map_or("", |sound| &sound.itself)
    }

    /// All characters that are read, with their readings.
    pub(super) fn iter(&self) -> impl Iterator<Item = (char, &[String])> {
        self.0
            .iter()
            .map(|(c, sound)| (*c, sound.readings.as_slice()))
            .filter(|(_, readings)| !readings.is_empty())
    }
}
