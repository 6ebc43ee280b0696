//! A PDF to be made, whichever kind of sheet it is.

use serde::Serialize;

use super::{BoardSheet, BulletinSheet, CardsSheet, GridSheet, MembersSheet, SheetFrame, SheetKind};
use crate::blob::Blob;

/// A picture that a sheet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPhoto {
    /// Under which name the sheet asks for it.
    pub name: String,
    /// Its bytes, as published.
    pub bytes: Blob,
}

/// One PDF to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// File name without its ending: `grid-x`.
    pub name: String,
    /// What kind.
    pub kind: SheetKind,
    /// What it says.
    pub view: PosterView,
    /// Pictures it shows.
    pub photos: Vec<SheetPhoto>,
}

/// One sheet's view, whichever it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PosterView {
    /// The whole village.
    Board(Box<BoardSheet>),
    /// One grid.
    Grid(Box<GridSheet>),
    /// One period's ratings.
    Bulletin(Box<BulletinSheet>),
    /// Cards of a grid.
    Cards(Box<CardsSheet>),
    /// People of a grid: their cards, or what they are to sign.
    Members(Box<MembersSheet>),
}

/// A QR code that a sheet shows beside that of its own address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetCode {
    /// Under which name the sheet asks for it.
    pub name: String,
    /// Where it leads.
    pub address: String,
}

impl PosterView {
    /// The part that all sheets have.
    pub fn frame(&self) -> &SheetFrame {
        match self {
            PosterView::Board(sheet) => &sheet.frame,
            PosterView::Grid(sheet) => &sheet.frame,
            PosterView::Bulletin(sheet) => &sheet.frame,
            PosterView::Cards(sheet) => &sheet.frame,
            PosterView::Members(sheet) => &sheet.frame,
        }
    }

    /// QR codes beside that of the sheet's own address.
    pub fn codes(&self) -> impl Iterator<Item = &SheetCode> {
        let members = match self {
            PosterView::Members(sheet) => &sheet.members[..],
            _ => &[],
        };
        members.iter().filter_map(|member| member.code.as_ref())
    }
}
