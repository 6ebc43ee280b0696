//! The public texts for rules that judge every text by itself: the few that have what a rule looks for.

use crate::attachment::is_report;
use crate::model::{Ground, Held, Register};

use super::attachments::{self, Numbered, NumbersIn};
use super::numbers;
use super::public_text::PublicText;
use super::public_texts::{ground, remarks};
use super::script;
use super::words::Initials;

/// A part of the public texts.
#[derive(Debug)]
pub struct Texts<'a> {
    /// The board that they stand on.
    pub board: &'a Ground,
    /// Its private facts.
    pub register: &'a Held,
    /// What attachments say, as far as rules look at it.
    pub attachments: Vec<Numbered<'a>>,
    unusual: Vec<PublicText<'a>>,
    numbered: Vec<PublicText<'a>>,
    traditional: Vec<PublicText<'a>>,
    marked: Vec<PublicText<'a>>,
    worded: Vec<PublicText<'a>>,
    reports: Vec<PublicText<'a>>,
}

impl<'a> Texts<'a> {
    /// Those of the ground.
    pub fn of_ground(board: &'a Ground, register: &'a Held, numbers: &mut NumbersIn) -> Texts<'a> {
        let attachments = attachments::numbered(board, numbers);
        Texts { attachments, ..Texts::of(board, register, |visit| ground(board, register, visit)) }
    }

    /// The remarks of ratings.
    pub fn of_ratings(board: &'a Ground, register: &'a Register) -> Texts<'a> {
        Texts::of(board, &register.held, |visit| remarks(register, visit))
    }

    fn of(
        board: &'a Ground,
        register: &'a Held,
        each: impl FnOnce(&mut dyn FnMut(PublicText<'a>)),
    ) -> Texts<'a> {
        let mut texts = Texts {
            board,
            register,
            attachments: Vec::new(),
            unusual: Vec::new(),
            numbered: Vec::new(),
            traditional: Vec::new(),
            marked: Vec::new(),
            worded: Vec::new(),
            reports: Vec::new(),
        };
        let (initials, traditional) = (Initials::new(&board.settings.privacy.words), &*script::TRADITIONAL);
        // They are as many as all records have together: each is looked through once for all rules.
        each(&mut |text: PublicText<'a>| {
            let [mut is_unusual, mut is_traditional, mut is_marked, mut is_worded] = [false; 4];
            for c in text.text.chars() {
                is_unusual |= !is_usual(c);
                is_traditional |= traditional.has(c);
                is_worded |= initials.have(c);
                is_marked |= matches!(c, '*' | '!' | '！');
            }
            texts.unusual.extend(is_unusual.then_some(text));
            texts.traditional.extend(is_traditional.then_some(text));
            texts.marked.extend(is_marked.then_some(text));
            texts.worded.extend(is_worded.then_some(text));
            texts.reports.extend(is_report(text.text).then_some(text));
            texts.numbered.extend(numbers::may_stand_in(text.text).then_some(text));
        });
        texts
    }

    /// Those with a character that most texts do not have: none of the others is a control or format character, an
    /// emoji, a letter with a mark, or without a code, also as an entity.
    pub fn unusual(&self) -> impl Iterator<Item = PublicText<'a>> {
        self.unusual.iter().copied()
    }

    /// Those with a character that only traditional Chinese has.
    pub fn traditional(&self) -> impl Iterator<Item = PublicText<'a>> {
        self.traditional.iter().copied()
    }

    /// Those with a star or an exclamation mark, as emphasis and comments have.
    pub fn marked(&self) -> impl Iterator<Item = PublicText<'a>> {
        self.marked.iter().copied()
    }

    /// Those with a character with which a sensitive word may begin.
    pub fn worded(&self) -> impl Iterator<Item = PublicText<'a>> {
        self.worded.iter().copied()
    }

    /// Those that hold the internal report.
    pub fn reports(&self) -> impl Iterator<Item = PublicText<'a>> {
        self.reports.iter().copied()
    }

    /// Those with so many digits that a personal number may stand in them.
    pub fn numbered(&self) -> impl Iterator<Item = PublicText<'a>> {
        self.numbered.iter().copied()
    }
}

/// Whether `c` is printable ASCII and begins no entity, or is a Han character of the main block, or their punctuation and full-width forms.
fn is_usual(c: char) -> bool {
    matches!(c, ' '..='%' | '\''..='~' | '\u{b7}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

#[cfg(test)]
mod tests {
    use super::super::rules::{is_emoji, is_unencoded};
    use super::*;
    use crate::characters::is_invisible;

    #[test]
    fn what_is_usual_breaks_no_rule_on_characters() {
        let usual = (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| is_usual(*c));
        for c in usual {
            assert!(!is_emoji(c) && !is_invisible(None, c) && !is_unencoded(c), "{c:?}");
            assert!(c.is_ascii() || !"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü".contains(c), "{c:?}");
        }
    }
}
