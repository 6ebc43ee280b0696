//! Sheets of paper: which kinds there are, on what they are printed, and the part that all of them have.

use serde::Serialize;

use super::SharedSite;
use crate::model::settings::PaperSize;

/// What kind of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetKind {
    /// The whole village.
    Board,
    /// One grid.
    Grid,
    /// One period's ratings.
    Bulletin,
    /// Cards for the households of a grid.
    Cards,
    /// A card for each of a grid's people.
    MemberCards,
    /// What each of a grid's people promises, to be signed.
    Pledge,
}

impl SheetKind {
    /// All of them, in the order they are made in.
    pub const ALL: [SheetKind; 6] = [
        SheetKind::Board,
        SheetKind::Grid,
        SheetKind::Bulletin,
        SheetKind::Cards,
        SheetKind::MemberCards,
        SheetKind::Pledge,
    ];

    /// `board`: also the name of the template, `posters/board.typ`.
    pub fn name(self) -> &'static str {
        match self {
            SheetKind::Board => "board",
            SheetKind::Grid => "grid",
            SheetKind::Bulletin => "bulletin",
            SheetKind::Cards => "cards",
            SheetKind::MemberCards => "member-cards",
            SheetKind::Pledge => "pledge",
        }
    }

    /// Whether it is held in the hand, and so always on upright A4.
    pub fn is_in_hand(self) -> bool {
        matches!(self, SheetKind::Cards | SheetKind::MemberCards | SheetKind::Pledge)
    }

    /// Whether it is made only when it is asked for by its name: what is to be signed is nobody's to read yet.
    pub fn is_on_request(self) -> bool {
        self == SheetKind::Pledge
    }
}

/// The sheet itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// `a2`
    pub size: &'static str,
    /// In millimetres, as it lies.
    pub width: u32,
    /// In millimetres, as it lies.
    pub height: u32,
    /// Whether it lies on its long side.
    pub landscape: bool,
    /// Millimetres printed beyond the trim.
    pub bleed: u32,
}

impl Paper {
    /// A sheet of `size`.
    pub fn new(size: PaperSize, landscape: bool, bleed: u32) -> Paper {
        let (short, long) = size.sides();
        let (width, height) = if landscape { (long, short) } else { (short, long) };
        Paper { size: size.name(), width, height, landscape, bleed }
    }
}

/// A publication, as paper names it, so that it can be held against the web.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// 1, 2, …
    pub number: u32,
    /// The day.
    pub date: String,
    /// The first eight characters of the log's hash.
    pub code: String,
}

/// What all sheets say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetFrame {
    /// What kind.
    pub kind: SheetKind,
    /// The title in the file's properties: the grid's name and the board's.
    pub title: String,
    /// The board.
    pub site: SharedSite,
    /// The day everything is judged on.
    pub as_of: String,
    /// The publication that it is of, where the board keeps a record of them.
    pub publication: Option<Stamp>,
    /// BCP 47.
    pub language: String,
    /// The address that the QR code leads to, with `base_url` only.
    pub address: Option<String>,
    /// The sheet.
    pub paper: Paper,
}
