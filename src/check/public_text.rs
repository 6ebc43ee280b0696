//! A text of the board that gets published, with its record and place.

use std::ops::Range;

use crate::model::Ground;
use crate::model::board::*;
use crate::source::{At, Places, Span};

use super::naming;

/// What kind of speech a text is: it decides how a word about people's circumstances is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// A name: of a person, a household, a place, an institution, a record.
    Name,
    /// A short field of a person, household, activity or commitment: it speaks of somebody.
    Person,
    /// Pages, answers, services, duties, settings: it may speak of a policy.
    Policy,
    /// What the law says must be disclosed, by its name in the law.
    Catalogue,
}

/// The record that a text belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// `site.yaml` itself.
    Settings,
    /// A list entry of `site.yaml`, by its name.
    Setting(&'a str),
    /// A grid.
    Grid(GridIx),
    /// A member.
    Member(MemberIx),
    /// A household.
    Household(HouseholdIx),
    /// A commitment.
    Commitment(&'a Commitment),
    /// An approved rating of somebody.
    Rating(Subject),
    /// An entry of the ledger.
    Activity,
    /// A question and its answer.
    Reply,
    /// Why something was put right.
    Correction,
    /// What the service desk offers.
    Service(&'a Service),
    /// A page or notice.
    Page(&'a Page),
    /// What a text is in a further language.
    Translation(&'a Translations),
    /// A record that was left out for a fault.
    LeftOut,
}

/// One public text.
#[derive(Clone, Copy, Debug)]
pub struct PublicText<'a> {
    /// Its content.
    pub text: &'a str,
    /// Its place, or its record's where the board keeps none.
    pub span: Span,
    /// Whose it is.
    pub whose: Whose<'a>,
    /// The key it stands under, Chinese and English.
    pub key: (&'static str, &'static str),
    /// How it speaks.
    pub speech: Speech,
    /// Whether it is Markdown, not plain text.
    pub is_markdown: bool,
    /// Where its parts stand in the file, if that is known.
    pub places: &'a Places,
}

impl PublicText<'_> {
    /// The place of bytes `range` of the text.
    pub fn place(&self, range: Range<usize>) -> Span {
        // What goes over several lines is shown at the first.
        let end = self.text[range.clone()].find('\n').map_or(range.end, |found| range.start + found);
        let place = self.places.span(self.span.file, range.start..end);
        place.unwrap_or_else(|| within(self.span, self.text.len(), range))
    }

    /// The record and key, Chinese and English: `责任人 王芳 的“职务”`, `"title" of member 王芳`.
    pub fn named(&self, board: &Ground) -> (String, String) {
        let (zh, en) = match self.whose {
            Whose::Settings => ("site.yaml".into(), "site.yaml".into()),
            Whose::Setting(name) => {
                let name = naming::shown(name);
                (format!("site.yaml 中 {name} "), format!("{name} in site.yaml"))
            }
            Whose::Grid(at) => both("网格", "grid", naming::grid(board, at)),
            Whose::Member(at) => both("责任人", "member", naming::member(board, at)),
            Whose::Household(at) => both("住户", "household", naming::shown(&board[at].id.value)),
            Whose::Commitment(record) => both("承诺", "commitment", naming::commitment(record)),
            Whose::Rating(subject) => both("评分对象", "the rating of", naming::subject(board, subject)),
            Whose::Activity => ("这条台账".into(), "this activity".into()),
            Whose::Correction => ("这条更正".into(), "this correction".into()),
            Whose::Reply => ("这条回音".into(), "this reply".into()),
            Whose::Service(record) => both("服务事项", "service", naming::shown(&record.name.value)),
            Whose::Translation(into) => both("译文", "the translation into", into.language.clone()),
            Whose::LeftOut => ("这条记录".into(), "this record".into()),
            Whose::Page(page) => both("页面", "page", naming::shown(&page.id.value)),
        };
        let (key_zh, key_en) = self.key;
        (format!("{zh}的“{key_zh}”"), format!("\"{key_en}\" of {en}"))
    }
}

/// The place of bytes `range` of a text of `length` bytes written at `span`; the whole of it where quoting or
/// folding hides the exact place.
pub(super) fn within(span: Span, length: usize, range: Range<usize>) -> Span {
    let written = (span.end - span.start) as usize;
    let quote = match written.checked_sub(length) {
        Some(quotes @ (0 | 2)) => quotes / 2,
        _ => return span,
    };
    let start = span.start as usize + quote;
    Span::new(span.file, start + range.start..start + range.end)
}

fn both(zh: &str, en: &str, name: String) -> (String, String) {
    (format!("{zh} {name} "), format!("{en} {name}"))
}

pub(super) type KeyNames = (&'static str, &'static str);

pub(super) const ID: KeyNames = ("编号", "id");
pub(super) const NAME: KeyNames = ("名称", "name");
pub(super) const TITLE: KeyNames = ("标题", "title");
pub(super) const KIND: KeyNames = ("类型", "kind");
pub(super) const NOTE: KeyNames = ("说明", "note");
pub(super) const DUTIES: KeyNames = ("职责", "duties");

/// Hands the texts of one record to `visit`.
pub(super) struct Teller<'a, 'v> {
    pub whose: Whose<'a>,
    /// The record's own place, for texts that have none.
    pub at: Span,
    pub visit: &'v mut dyn FnMut(PublicText<'a>),
}

impl<'a> Teller<'a, '_> {
    pub(super) fn tell(&mut self, text: &'a str, span: Span, key: KeyNames, speech: Speech) {
        let (whose, places) = (self.whose, Places::UNKNOWN);
        (self.visit)(PublicText { text, span, whose, key, speech, is_markdown: false, places });
    }

    pub(super) fn placed(&mut self, text: &'a At<String>, key: KeyNames, speech: Speech) {
        self.tell(&text.value, text.span, key, speech);
    }

    /// An id that somebody wrote: others are made from the text at `name`, which is told itself.
    pub(super) fn id(&mut self, id: &'a At<String>, name: Span) {
        if id.span != name && id.span != self.at {
            self.placed(id, ID, Speech::Name);
        }
    }

    pub(super) fn all(
        &mut self,
        texts: impl IntoIterator<Item = &'a At<String>>,
        key: KeyNames,
        speech: Speech,
    ) {
        texts.into_iter().for_each(|text| self.placed(text, key, speech));
    }

    pub(super) fn plain(
        &mut self,
        texts: impl IntoIterator<Item = &'a String>,
        key: KeyNames,
        speech: Speech,
    ) {
        for text in texts {
            self.tell(text, self.at, key, speech);
        }
    }

    pub(super) fn markdown(&mut self, text: impl Into<Option<&'a Markdown>>, key: KeyNames) {
        if let Some(text) = text.into() {
            let Markdown { text, at: span, places, .. } = text;
            let (whose, span, speech) = (self.whose, *span, Speech::Policy);
            (self.visit)(PublicText { text, span, whose, key, speech, is_markdown: true, places });
        }
    }
}
