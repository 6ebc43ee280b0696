//! The public texts for rules that judge every text by itself: the few that have what a rule looks for.

use std::sync::Arc;

use crate::attachment::is_report;
use crate::ends::places;
use crate::model::board::HouseholdIx;
use crate::model::{Ground, Held, Register};

use super::attachments::{self, Numbered, NumbersIn};
use super::numbers;
use super::public_text::{PublicText, Whose};
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
    /// Which households say nothing that any rule looks at.
    pub plain: Vec<bool>,
    /// What attachments say, as far as rules look at it.
    pub attachments: Vec<Numbered<'a>>,
    unusual: Vec<PublicText<'a>>,
    numbered: Vec<PublicText<'a>>,
    traditional: Vec<PublicText<'a>>,
    marked: Vec<PublicText<'a>>,
    worded: Vec<PublicText<'a>>,
    reports: Vec<PublicText<'a>>,
}

/// A board, and which of its households were [`Texts::plain`].
pub(super) type Before<'a> = (&'a Ground, &'a [bool]);

/// Whether the household is one that was plain, as far from the beginning or from the end as it was.
fn is_plain(board: &Ground, HouseholdIx(at): HouseholdIx, (last, plain): Before<'_>) -> bool {
    let household = &board.households[at as usize];
    let mut places = places(at as usize, board.households.len(), last.households.len());
    places.any(|place| plain.get(place) == Some(&true) && Arc::ptr_eq(&last.households[place], household))
}

#[derive(Clone, Copy, Debug)]
enum TextPart<'a> {
    Ground(Option<Before<'a>>),
    Remarks(&'a Register),
}

impl<'a> Texts<'a> {
    /// Those of the ground, but for households that were `plain` before.
    pub fn of_ground(
        board: &'a Ground,
        register: &'a Held,
        before: Option<Before<'a>>,
        numbers: &mut NumbersIn,
    ) -> Texts<'a> {
        let words = |board: &'a Ground| &board.settings.privacy.words;
        let before = before.filter(|(last, _)| words(last) == words(board));
        let attachments = attachments::numbered(board, numbers);
        Texts { attachments, ..Texts::of(TextPart::Ground(before), board, register) }
    }

    /// The remarks of ratings.
    pub fn of_ratings(board: &'a Ground, register: &'a Register) -> Texts<'a> {
        Texts::of(TextPart::Remarks(register), board, &register.held)
    }

    fn of(of: TextPart<'a>, board: &'a Ground, register: &'a Held) -> Texts<'a> {
        let mut texts = Texts {
            board,
            register,
            plain: Vec::new(),
            attachments: Vec::new(),
            unusual: Vec::new(),
            numbered: Vec::new(),
            traditional: Vec::new(),
            marked: Vec::new(),
            worded: Vec::new(),
            reports: Vec::new(),
        };
        if let TextPart::Ground(_) = of {
            texts.plain = vec![true; board.households.len()];
        }
        let (initials, traditional) = (Initials::new(&board.settings.privacy.words), &*script::TRADITIONAL);
        // They are as many as all records have together: each is looked through once for all rules.
        let mut sort = |text: PublicText<'a>| {
            let (mut is_unusual, mut is_traditional, mut is_worded) = (false, false, false);
            let mut is_marked = false;
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
            let is_numbered = numbers::may_stand_in(text.text);
            let is_report = is_report(text.text);
            texts.reports.extend(is_report.then_some(text));
            texts.numbered.extend(is_numbered.then_some(text));
            if let Whose::Household(HouseholdIx(at)) = text.whose
                && (is_unusual || is_traditional || is_marked || is_worded || is_numbered || is_report)
            {
                texts.plain[at as usize] = false;
            }
        };
        match of {
            TextPart::Ground(before) => {
                let is_due = |at| !before.is_some_and(|before| is_plain(board, at, before));
                ground(board, register, &is_due, &mut sort);
            }
            TextPart::Remarks(ratings) => remarks(ratings, &mut sort),
        }
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
