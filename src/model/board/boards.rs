//! Boards of the places below, by what they published.

use std::sync::Arc;

use super::super::BaseUrl;
use crate::published::{Published, Reading};
use crate::source::{At, Span};

/// 下级公开栏
#[derive(Debug)]
pub struct BoardBelow {
    /// Unique among these.
    pub id: At<String>,
    /// 名称
    pub name: String,
    /// Where its pages are; without it nothing links to them.
    pub home: Option<BoardHome>,
    /// What was found in its folder; none where nobody looked.
    pub reading: Option<Arc<Reading>>,
    /// Where 来源 is written.
    pub at: Span,
}

/// Where the pages of a board below are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardHome {
    /// Anywhere.
    Address(BaseUrl),
    /// Seen from the top of this site, without its last slash.
    Beside(String),
}

impl BoardBelow {
    /// What it published, unless that cannot be used.
    pub fn published(&self) -> Option<&Published> {
        self.reading.as_ref()?.found.as_ref().ok()
    }
}
