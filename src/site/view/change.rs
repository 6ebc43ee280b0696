//! 公开留痕: what was published when, and what became other since.

use serde::Serialize;

use super::{Frame, Link, SharedSite};

/// `changes/index.html`, `changes/2026/index.html`, `changes/grids/ID/index.html`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangesView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// The year, where this is the page of one.
    pub year: Option<i32>,
    /// The publication, where this is the page of one.
    pub number: Option<u32>,
    /// The grid, where this is the page of one.
    pub grid: Option<Link>,
    /// How many publications there are in all.
    pub total: usize,
    /// Publications, newest first.
    pub publications: Vec<PublicationView>,
    /// How many older ones are on other pages.
    pub older: usize,
    /// The years with publications, newest first.
    pub years: Vec<ChangesYear>,
    /// The grids of which something became other, each with its page.
    pub grids: Vec<Link>,
    /// The page of all.
    pub all_href: String,
    /// `log/checkpoint`
    pub checkpoint: String,
    /// What to check its signature with.
    pub key: Option<String>,
}

/// A year on the pages of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangesYear {
    /// The year.
    pub year: i32,
    /// Its page.
    pub href: String,
    /// How many publications.
    pub count: usize,
    /// Whether this is its page.
    pub current: bool,
}

/// One publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicationView {
    /// 1, 2, …
    pub number: u32,
    /// Its anchor.
    pub anchor: String,
    /// Its page.
    pub href: String,
    /// The day.
    pub date: String,
    /// The first eight characters of the log's hash, as they stand on paper.
    pub code: String,
    /// What the clerk wrote.
    pub note: Option<String>,
    /// That it was withdrawn since.
    pub withdrawn: Option<WithdrawnView>,
    /// What happened to how many records, by kind.
    pub counts: Vec<ChangeCount>,
    /// What happened, one by one; empty of the first publication, in which everything is new.
    pub groups: Vec<ChangeGroup>,
}

/// How many records of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeCount {
    /// `grids`, `members`, … as in the open data.
    pub kind: String,
    /// `added`, `changed`, `removed`
    pub op: &'static str,
    /// How many.
    pub count: usize,
}

/// What happened to several records alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeGroup {
    /// `changed`, `removed`, `added`
    pub op: &'static str,
    /// The records.
    pub items: Vec<ChangeItem>,
    /// How many more there are than are shown.
    pub more: usize,
}

/// What happened to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeItem {
    /// `grids`, `members`, … as in the open data.
    pub kind: String,
    /// What it is called, and its page where it has one; null where that was withdrawn.
    pub title: Option<Link>,
    /// Whose it is, or of which period.
    pub about: Vec<String>,
    /// The period that it is of.
    pub period: Option<String>,
    /// What became other.
    pub fields: Vec<FieldChange>,
    /// Why it was put right.
    pub reasons: Vec<ReasonView>,
    /// What was withdrawn of it since.
    pub withdrawn: Option<WithdrawnView>,
}

/// One field that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// What it is called.
    pub label: FieldLabel,
    /// `date`, `flag` or `text`
    pub kind: &'static str,
    /// What it said; null where it said nothing.
    pub was: Option<String>,
    /// What it says; null where it says nothing.
    pub now: Option<String>,
    /// Both in one, word by word; empty where they have little in common.
    pub parts: Vec<TextChange>,
}

/// What a field is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldLabel {
    /// As in the open data.
    pub name: String,
    /// The language of that, where it is not the page's.
    pub language: Option<&'static str>,
}

/// A piece of a text that became other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// `same`, `gone`, `new`, or `cut` where what is the same is left out.
    pub op: &'static str,
    /// The words.
    pub text: String,
}

/// 更正
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonView {
    /// When.
    pub date: String,
    /// What.
    pub label: FieldLabel,
    /// Why.
    pub reason: String,
}

/// 依法撤下
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithdrawnView {
    /// When.
    pub date: String,
    /// Why.
    pub reason: String,
    /// Which fields; none where all of it was.
    pub fields: Vec<FieldLabel>,
}

/// How often a field of a record became other, and how last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryLine {
    /// What it is called.
    pub label: FieldLabel,
    /// How often.
    pub times: usize,
    /// `date`, `flag` or `text`
    pub kind: &'static str,
    /// What it said before.
    pub was: Option<String>,
    /// What it says since.
    pub now: Option<String>,
    /// When that was published.
    pub date: String,
    /// Why, where somebody wrote that.
    pub reason: Option<String>,
    /// Where that publication is told.
    pub href: String,
}

/// The last publication, as the front page tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LastPublication {
    /// The publication, with few of its changes.
    pub publication: PublicationView,
    /// How many changes it has.
    pub total: usize,
    /// The page of all.
    pub href: String,
}
