//! What is asked for, and what all sheets of a run share.

use crate::calendar::Period;
use crate::model::settings::PaperSize;

use super::super::urls::{self, Target};
use super::super::view::{Paper, SheetFrame, SheetKind};
use crate::site::changes::pages as changes;
use crate::site::tracking::facts::Facts;

/// Which sheets are asked for. Empty lists and `None` leave it to the board's settings.
#[derive(Clone, Debug, Default)]
pub struct WantedSheets {
    /// Kinds; all when empty, but only those of grids or bulletins when `grids`, `scheme` or `period` say so.
    pub kinds: Vec<SheetKind>,
    /// Grids by id or unique name; all in force when empty.
    pub grids: Vec<String>,
    /// Bulletins of this scheme only.
    pub scheme: Option<String>,
    /// The bulletin of this period; the newest of every length otherwise.
    pub period: Option<Period>,
    /// 纸张
    pub size: Option<PaperSize>,
    /// 方向
    pub landscape: Option<bool>,
}

/// Why nothing can be made of what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No grid has this id or name; perhaps another was meant.
    Grid(String, Option<String>),
    /// Several grids bear this name: their ids.
    Ambiguous(String, Vec<String>),
    /// The grid is in force no more.
    Ended(String),
    /// No scheme has this id or name; the ids there are.
    Scheme(String, Vec<String>),
    /// No bulletin of this period is published; what the schemes in question have published.
    Bulletin(Period, Vec<BulletinsOut>),
}

/// The bulletins of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulletinsOut {
    /// The scheme's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Their periods, newest first; those as long as the one asked for before all others.
    pub periods: Vec<Period>,
}

/// What all sheets of a run share.
pub(super) struct Press<'a> {
    pub facts: &'a Facts<'a>,
    pub wanted: &'a WantedSheets,
    /// The place of each commitment in lists.
    pub order: Vec<usize>,
}

impl Press<'_> {
    /// The common part of a sheet whose QR code leads to `target`.
    pub(super) fn frame(&self, kind: SheetKind, title: String, target: Target) -> SheetFrame {
        let board = self.facts.board;
        let settings = &board.settings.poster;
        let paper = match kind {
            _ if kind.is_in_hand() => Paper::new(PaperSize::A4, false, 0),
            _ => Paper::new(
                self.wanted.size.unwrap_or(settings.size),
                self.wanted.landscape.unwrap_or(settings.landscape),
                settings.bleed,
            ),
        };
        SheetFrame {
            kind,
            title,
            site: self.facts.site.clone(),
            as_of: self.facts.day.to_string(),
            publication: changes::stamp(self.facts),
            language: board.settings.language.clone(),
            address: self.address(target),
            paper,
        }
    }

    /// Where a QR code leads; there is none without `base_url`.
    pub(super) fn address(&self, target: Target) -> Option<String> {
        let board = self.facts.board;
        let base_url = board.settings.base_url.as_ref();
        base_url.map(|base| urls::absolute(base, &urls::path(board, target)))
    }
}
