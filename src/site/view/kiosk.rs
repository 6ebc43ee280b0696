//! The hall's screen: slides in turn, and the look-up for fingers.

use serde::Serialize;

use super::{
    BulletinEntry, CommitmentItem, Figures, Frame, GridNode, MarkdownText, NoticeLine, SchemeInfo,
    ServiceCategory, SharedSite,
};

/// `kiosk/index.html`; only where `site.yaml` asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KioskView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// How long a slide stays.
    pub slide_seconds: u32,
    /// How long without a touch before it returns to the slides.
    pub idle_seconds: u32,
    /// Whether households can be looked up by touch.
    pub touch: bool,
    /// A door, as an example.
    pub example: Option<String>,
    /// Names of places to begin a search with: the highest grids that are several.
    pub places: Vec<String>,
    /// Digest of all this: the script asks now and then whether there is another.
    pub pulse: String,
    /// In the order shown; the first one welcomes.
    pub slides: Vec<Slide>,
}

/// One full screen. Lists too long for one go on over `part` of `parts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Slide {
    /// Whose board it is and where to turn.
    Welcome {
        /// The board in numbers.
        figures: Figures,
    },
    /// A notice in full.
    Notice {
        /// 栏目
        section: Option<String>,
        /// What lists show of it; `expires` is its last day on the screen.
        notice: NoticeLine,
        /// The text; its headings begin at level 3.
        body: MarkdownText,
    },
    /// A scheme's newest bulletin.
    Bulletin {
        /// 办法
        scheme: SchemeInfo,
        /// Its period.
        period: String,
        /// Results of this part.
        entries: Vec<BulletinEntry>,
        /// From 1.
        part: usize,
        /// How many.
        parts: usize,
    },
    /// Who answers for the grids below one.
    Cover {
        /// The grid above, without children.
        above: GridNode,
        /// The grids of this part.
        grids: Vec<GridNode>,
        /// From 1.
        part: usize,
        /// How many.
        parts: usize,
    },
    /// What the service desk offers.
    Services {
        /// Categories of this part; a long one goes on in the next.
        categories: Vec<ServiceCategory>,
        /// From 1.
        part: usize,
        /// How many.
        parts: usize,
    },
    /// Promises that are not settled.
    Commitments {
        /// Of this part, in the order of lists.
        items: Vec<CommitmentItem>,
        /// From 1.
        part: usize,
        /// How many.
        parts: usize,
    },
}
