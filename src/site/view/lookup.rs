//! Who covers my household: the entry, and plain lists that need no scripts.

use serde::Serialize;

use super::{ChainCard, Frame, GridNode, Link, PersonCard, SharedSite};

/// A leaf grid to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupGrid {
    /// The grid, without children; `grid.lookup_href` is its list.
    pub grid: GridNode,
    /// Villagers' groups (村民小组) in it, each once.
    pub groups: Vec<String>,
}

/// One network's leaf grids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupNetwork {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many leaf grids it has.
    pub total: usize,
    /// Its leaf grids in tree order, those below one grid together; empty where they are too many for one page.
    pub parts: Vec<LookupPart>,
    /// Where they are too many, the places they are in, whose pages lead on.
    pub places: Vec<LookupPlace>,
}

/// A grid above many leaf grids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupPlace {
    /// Its page.
    pub grid: Link,
    /// How many leaf grids are below it.
    pub lists: usize,
}

/// Leaf grids below one grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupPart {
    /// Names of the grids above them, root first.
    pub above: Vec<String>,
    /// The leaf grids.
    pub grids: Vec<LookupGrid>,
}

/// `lookup/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// A door of the records, to be typed in grey as an example.
    pub example: Option<String>,
    /// Whether there is anything to search in.
    pub searchable: bool,
    /// Networks with their leaf grids.
    pub networks: Vec<LookupNetwork>,
    /// All that can be found, as a list.
    pub contents_href: String,
    /// The look-ups of boards below.
    pub boards: Vec<Link>,
}

/// Something in the list of all that can be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsEntry {
    /// Its name or title, with where it stands.
    pub link: Link,
    /// Names beside it: the grids above, who promised, the section.
    pub line: Vec<String>,
    /// Its day, or the one by which something is promised.
    pub date: Option<String>,
}

/// All of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsGroup {
    /// `people`, `grids`, `services`, `notices`, `commitments`, `pages`, `disclosures`, `replies`.
    pub kind: &'static str,
    /// How many there are.
    pub total: usize,
    /// The first of them.
    pub entries: Vec<ContentsEntry>,
    /// Where all of them stand.
    pub href: String,
}

/// `contents/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// The lists of households.
    pub lookup_href: String,
    /// Kinds of which there are any, in the order in which the look-up answers.
    pub groups: Vec<ContentsGroup>,
}

/// One household as an answer to a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// 户编号
    pub id: String,
    /// 门牌
    pub door: String,
    /// 公示名, only where the board shows labels.
    pub label: Option<String>,
    /// 村民小组
    pub group: Option<String>,
    /// Whether it fits but for a number: not what was asked, but perhaps what was meant.
    pub near: bool,
    /// One a network, in the order in which the household's grids are written.
    pub networks: Vec<NetworkAnswer>,
}

/// Who covers the household in one network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkAnswer {
    /// The network's name.
    pub network: String,
    /// From the root to the household's own grid.
    pub grids: Vec<Link>,
    /// As in [`DoorRun::by`].
    pub by: &'static str,
    /// The grid whose lead answers, for `lead` and `above`.
    pub lead_of: Option<Link>,
    /// Who answers.
    pub people: Vec<PersonCard>,
    /// From the own grid's lead up to the root's.
    pub chain: Vec<ChainCard>,
}

/// Somebody responsible as an answer to a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonAnswer {
    /// Who.
    pub person: PersonCard,
    /// Posts held now.
    pub posts: Vec<PostHeld>,
}

/// A post with its grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostHeld {
    /// Its title.
    pub post: String,
    /// Whose.
    pub grid: Link,
}

/// All that a search found. Its hrefs are paths in the output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// What was asked.
    pub query: String,
    /// How many households fit.
    pub total: usize,
    /// How many fit but for a number.
    pub near: usize,
    /// The best of those that fit, then of those that are near.
    pub households: Vec<Answer>,
    /// How many people fit.
    pub people_total: usize,
    /// The best of them.
    pub people: Vec<PersonAnswer>,
    /// Whether they fit better than the households.
    pub people_first: bool,
    /// The board's hotline.
    pub hotline: Option<String>,
}

/// One household: public facts only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HouseholdRow {
    /// Id of the row's element.
    pub anchor: String,
    /// 门牌
    pub door: String,
    /// 公示名, only where the board shows labels.
    pub label: Option<String>,
    /// 村民小组, where the doors beside it are not all of the same.
    pub group: Option<String>,
}

/// Neighbouring doors for which the same people answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoorRun {
    /// Who covers them: those named for them, else the lead of the leaf grid or the next above in office.
    /// Empty: nobody in office up to the root; the hotline answers.
    pub people: Vec<PersonCard>,
    /// `household`: named for them; `lead`: the leaf grid's lead answers; `above`: a lead further up answers;
    /// `none`.
    pub by: &'static str,
    /// The grid whose lead answers, for `lead` and `above`.
    pub lead_of: Option<Link>,
    /// 村民小组, where all doors are of the same.
    pub group: Option<String>,
    /// By door.
    pub households: Vec<HouseholdRow>,
}

/// `lookup/GRID/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupGridView {
    /// Common part; `page.title` is the grid's name, `page.crumbs` the grids above.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// The grid's own page.
    pub grid: Link,
    /// The level's name.
    pub level: String,
    /// The network's name.
    pub network: String,
    /// Whether the board has more networks than one (else do not name it).
    pub several_networks: bool,
    /// Whether the grid is over: then nobody answers for its doors.
    pub ended: bool,
    /// From the leaf's lead up to the root's; empty when the grid is over.
    pub chain: Vec<ChainCard>,
    /// How many households it lists.
    pub total: usize,
    /// By door.
    pub runs: Vec<DoorRun>,
    /// The way back.
    pub lookup_href: String,
}
