//! The public texts for rules that judge every text by itself: all of them, or the few that have what a rule looks for.

use std::sync::Arc;

use crate::model::register::StageSheet;
use crate::model::{Ground, Held, Register};

use super::numbers;
use super::public_texts::{PublicText, ground, remarks};

/// A part of the public texts.
#[derive(Debug)]
pub struct Texts<'a> {
    /// The board that they stand on.
    pub board: &'a Ground,
    /// Its private facts.
    pub register: &'a Held,
    of: Part<'a>,
    unusual: Vec<PublicText<'a>>,
    numbered: Vec<PublicText<'a>>,
}

#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Ground,
    Remarks(&'a [Arc<StageSheet>]),
}

impl<'a> Texts<'a> {
    /// Those of the ground.
    pub fn of_ground(board: &'a Ground, register: &'a Held) -> Texts<'a> {
        Texts::of(Part::Ground, board, register)
    }

    /// The remarks of ratings.
    pub fn of_ratings(board: &'a Ground, register: &'a Register) -> Texts<'a> {
        Texts::of(Part::Remarks(&register.ratings), board, &register.held)
    }

    fn of(of: Part<'a>, board: &'a Ground, register: &'a Held) -> Texts<'a> {
        let mut texts = Texts { board, register, of, unusual: Vec::new(), numbered: Vec::new() };
        let (mut unusual, mut numbered) = (Vec::new(), Vec::new());
        texts.each(&mut |text| {
            if !text.text.chars().all(is_usual) {
                unusual.push(text);
            }
            if numbers::may_stand_in(text.text) {
                numbered.push(text);
            }
        });
        (texts.unusual, texts.numbered) = (unusual, numbered);
        texts
    }

    /// Calls `visit` with each of them, record by record. They are as many as all records have together.
    pub fn each(&self, visit: &mut dyn FnMut(PublicText<'a>)) {
        match self.of {
            Part::Ground => ground(self.board, visit),
            Part::Remarks(ratings) => remarks(ratings, visit),
        }
    }

    /// Those with a character that most texts do not have: none of the others is a control or format character, an
    /// emoji, a letter with a mark, or without a code.
    pub fn unusual(&self) -> impl Iterator<Item = PublicText<'a>> {
        self.unusual.iter().copied()
    }

    /// Those with so many digits that a personal number may stand in them.
    pub fn numbered(&self) -> impl Iterator<Item = PublicText<'a>> {
        self.numbered.iter().copied()
    }
}

/// Whether `c` is printable ASCII, a Han character of the main block, or their punctuation and full-width forms.
fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{b7}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

#[cfg(test)]
mod tests {
    use super::super::rules::{is_emoji, is_invisible, is_unencoded};
    use super::*;

    #[test]
    fn what_is_usual_breaks_no_rule_on_characters() {
        let usual = (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| is_usual(*c));
        for c in usual {
            assert!(!is_emoji(c) && !is_invisible(c) && !is_unencoded(c), "{c:?}");
            assert!(c.is_ascii() || !"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü".contains(c), "{c:?}");
        }
    }
}
