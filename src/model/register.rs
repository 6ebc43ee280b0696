//! The register: what the records say that is never published. Only rules and internal reports read it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::calendar::Month;
use crate::source::{At, Places, Span};

use super::board::Correction;
use super::board::{Markdown, SchemeIx, Subject};
use crate::load::compound::Detail;
use crate::private::Private;

pub use crate::load::records::Stage;

/// All private facts: those that are [`Held`], which a register gives as its own, and the ratings of all stages.
#[derive(Debug, Default)]
pub struct Register {
    /// All but the ratings.
    pub held: Arc<Held>,
    /// All rating records of all stages, by scheme, month and stage.
    pub ratings: Vec<Arc<StageSheet>>,
    /// What could not be resolved of the ratings.
    pub unrated: Unrated,
}

impl Register {
    /// Whether something of the record at `at`, or of the rating, was reported already.
    pub fn is_faulty(&self, at: Span) -> bool {
        self.held.gaps.is_faulty(at) || self.unrated.faulty.contains(&at)
    }
}

/// Private facts that no score changes, in the order of the board's lists.
#[derive(Debug, Default, PartialEq)]
pub struct Held {
    /// As [`Board::households`](super::board::Ground::households).
    pub households: Vec<Arc<PrivateHousehold>>,
    /// As [`Board::members`](super::board::Ground::members).
    pub members: Vec<PrivateMember>,
    /// As [`Board::schemes`](super::board::Ground::schemes): 约谈线.
    pub thresholds: Vec<Option<Private<Decimal>>>,
    /// What could not be resolved.
    pub gaps: Gaps,
    /// Texts of records that were left out.
    pub strays: Vec<Stray>,
}

/// A text of a record that was left out for a fault: it is judged all the same, so that all is told at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Stray {
    /// What it says; its links are not followed.
    pub text: Markdown,
    /// The key it stands under, Chinese and English.
    pub key: (&'static str, &'static str),
    /// Whether it is really Markdown, not plain text.
    pub is_markdown: bool,
}

impl Stray {
    /// A plain text.
    pub fn plain(text: &At<String>, key: (&'static str, &'static str)) -> Stray {
        let text = Markdown {
            text: text.value.clone(),
            links: Vec::new(),
            at: text.span,
            places: Places::default(),
        };
        Stray { text, key, is_markdown: false }
    }
}

/// Where records are missing because a fault in them was reported already: rules that would only repeat that
/// fault's consequences keep quiet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gaps {
    /// A grid was dropped, or stands elsewhere than written.
    pub grids: bool,
    /// A member may be missing, with what they cover.
    pub members: bool,
    /// A member may be missing, or was dropped.
    pub staff: bool,
    /// How many households were dropped, or lack a grid they name.
    pub households: usize,
    /// A rating scheme may be missing.
    pub schemes: bool,
    /// Records of which something could not be read or resolved, by their places: what they seem to lack may only
    /// have been mistyped.
    pub faulty: BTreeSet<Span>,
}

/// What could not be resolved of the ratings.
#[derive(Clone, Debug, Default)]
pub struct Unrated {
    /// How many rating records were dropped.
    pub sheets: usize,
    /// Remarks of approved entries that were left out.
    pub strays: Vec<Stray>,
    /// Entries of which something could not be resolved, by their places.
    pub faulty: BTreeSet<Span>,
}

impl Gaps {
    /// Whether something of the record at `at` was reported already.
    pub fn is_faulty(&self, at: Span) -> bool {
        self.faulty.contains(&at)
    }
}

/// What a household's record says beside its public facts.
#[derive(Debug, Default, PartialEq)]
pub struct PrivateHousehold {
    /// 公示名, kept here unless the board shows labels.
    pub label: Option<At<Private<String>>>,
    /// 人口
    pub people: Option<At<Private<u32>>>,
    /// Every scalar below 内部.
    pub details: Vec<Detail>,
}

/// What a member's record says beside public facts.
#[derive(Debug, Default, PartialEq)]
pub struct PrivateMember {
    /// 电话 with spaces and dashes removed, unless it is shown in full.
    pub phone: Option<At<Private<String>>>,
    /// Whether the member consented to the number being shown.
    pub phone_consent: bool,
    /// Where a number is given, shown or not.
    pub phone_at: Option<Span>,
    /// Every scalar below 内部.
    pub details: Vec<Detail>,
}

/// One `ratings` record.
#[derive(Debug, PartialEq)]
pub struct StageSheet {
    /// 办法
    pub scheme: SchemeIx,
    /// 月份
    pub month: At<Month>,
    /// 阶段
    pub stage: At<Stage>,
    /// 明细
    pub entries: Vec<StageEntry>,
    /// 更正
    pub corrections: Vec<Correction>,
    /// Whether an entry was dropped for a fault that was reported.
    pub is_partial: bool,
}

/// One rated subject of a [`StageSheet`].
#[derive(Debug, PartialEq)]
pub struct StageEntry {
    /// Who.
    pub subject: At<Subject>,
    /// By dimension in the scheme's order; `None` where no score is given.
    pub scores: Vec<Option<At<Private<Decimal>>>>,
    /// By source in the scheme's order.
    pub sources: Vec<Option<At<Private<Decimal>>>>,
    /// The total, exact; `None` while a dimension is missing.
    pub total: Option<Private<Decimal>>,
    /// 说明
    pub note: Option<At<String>>,
    /// Where the entry begins.
    pub at: Span,
    /// Where its scores begin.
    pub scores_at: Span,
}
