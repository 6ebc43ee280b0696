//! What the look-up loads while somebody types: files of data that a plain script element can take in.

use std::collections::BTreeMap;

use serde::Serialize;

/// One such file: public facts only, the same that the plain lists show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shard {
    /// Its path in the output.
    pub path: String,
    /// What the script calls it.
    pub name: String,
    /// What it says.
    pub data: ShardData,
}

/// The kinds of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ShardData {
    /// Read first.
    Directory(Directory),
    /// Some keys with the blocks in which they occur (see `site::lookup`).
    Keys(BTreeMap<String, String>),
    /// One block of households.
    Doors(Doors),
    /// One block of people.
    People(Vec<PersonRow>),
    /// One block of anything else.
    Matters(Vec<MatterRow>),
    /// The ids of commitments by page.
    Pages(Vec<Vec<String>>),
    /// A digest: another one means that the kiosk has something new to show.
    Pulse(String),
}

/// What the script must know before anything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Directory {
    /// How many blocks of households there are.
    pub blocks: usize,
    /// How many of people: in keys their numbers follow those of households.
    pub people: usize,
    /// Of which kinds there are how many blocks of anything else, in the order of answers: their numbers follow those of
    /// people.
    pub matters: Vec<(&'static str, usize)>,
    /// How many files of keys; 0 where blocks are few and keys needless.
    pub keys: usize,
    /// How many blocks one search may load.
    pub at_once: usize,
    /// How many households are shown.
    pub most: usize,
    /// How many people are.
    pub most_people: usize,
    /// How many blocks of anything else one search may load.
    pub matters_at_once: usize,
    /// How many of each kind are shown.
    pub most_matters: usize,
    /// Syllables with the characters read so.
    pub sounds: BTreeMap<String, String>,
    /// Places above the blocks: name, first block, number of blocks.
    pub places: Vec<(String, usize, usize)>,
}

/// A block of neighbouring households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doors {
    /// Where they are.
    pub homes: Vec<Vec<HomeGrid>>,
    /// Villagers' groups.
    pub groups: Vec<String>,
    /// What the records call them, where this edition calls any otherwise: found under either.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<String>,
    /// Who answers for them, and who is above.
    pub people: Vec<Responder>,
    /// The households.
    pub rows: Vec<DoorRow>,
}

/// One of the grids of a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeGrid {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its plain list.
    pub list: String,
    /// The network's name, where the board has several.
    pub network: Option<String>,
    /// Names of the grids above, root first.
    pub above: Vec<String>,
    /// What the records call these, where this edition calls them otherwise: found under either.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<String>,
    /// From the grid's lead up to the root's.
    pub chain: Vec<ChainLine>,
}

/// One lead in a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainLine {
    /// Title of the post.
    pub post: String,
    /// Whose lead.
    pub grid: String,
    /// That grid's page.
    pub href: String,
    /// Index into `people`; null when the post stands vacant.
    pub who: Option<usize>,
    /// B岗 in office.
    pub backup: Option<usize>,
    /// Whether this is the lead of the household's own grid.
    pub own: bool,
}

/// Somebody to turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Responder {
    /// 姓名
    pub name: String,
    /// 职务
    pub title: Option<String>,
    /// 党员
    pub party: bool,
    /// The member's page.
    pub href: Option<String>,
    /// The number as it may be shown.
    pub phone: Option<String>,
    /// `tel:` link; null for a masked number.
    pub tel: Option<String>,
    /// 承诺语
    pub pledge: Option<String>,
    /// Stars lit, and of how many.
    pub stars: Option<(u32, u32)>,
}

/// One household, written as a list without keys, because there are many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "DoorList")]
pub struct DoorRow {
    /// By what links call it.
    pub id: String,
    /// 门牌
    pub door: String,
    /// Index into `homes`.
    pub home: usize,
    /// Index into `groups`.
    pub group: Option<usize>,
    /// 公示名, only where the board shows labels.
    pub label: Option<String>,
    /// For each grid of its home who is named for it; none: the chain answers. Empty where nobody is named in any.
    pub named: Vec<Vec<usize>>,
}

/// Somebody responsible, as looked for by name or post; written as a list without keys, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "PersonList")]
pub struct PersonRow {
    /// 姓名
    pub name: String,
    /// The member's page.
    pub href: String,
    /// 职务
    pub title: Option<String>,
    /// Posts held now, each behind the name of its grid.
    pub posts: Vec<(String, String)>,
    /// The number as it may be shown.
    pub phone: Option<String>,
    /// Whether it can be dialled.
    pub dials: bool,
    /// What the records say where this edition says it otherwise: the name, and title and posts. Found under either.
    pub written: Option<(String, Vec<String>)>,
}

/// A grid, a service, a notice, a promise, a page, an item of disclosure or a question, with a part of its text; written
/// as a list without keys, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "MatterList")]
pub struct MatterRow {
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub href: String,
    /// Names beside it: the grids above, who promised, the section.
    pub line: Vec<String>,
    /// Its day, or the one by which something is promised.
    pub date: Option<String>,
    /// What its page says, without marks.
    pub text: Vec<String>,
    /// What the records call it where this edition calls it otherwise. Found under either.
    pub written: Option<String>,
}

type MatterList = (String, String, Vec<String>, Option<String>, Vec<String>, Option<String>);

impl From<MatterRow> for MatterList {
    fn from(row: MatterRow) -> MatterList {
        (row.title, row.href, row.line, row.date, row.text, row.written)
    }
}

type PersonList = (
    String,
    String,
    Option<String>,
    Vec<(String, String)>,
    Option<String>,
    bool,
    Option<(String, Vec<String>)>,
);

impl From<PersonRow> for PersonList {
    fn from(row: PersonRow) -> PersonList {
        (row.name, row.href, row.title, row.posts, row.phone, row.dials, row.written)
    }
}

type DoorList = (String, String, usize, Option<usize>, Option<String>, Vec<Vec<usize>>);

impl From<DoorRow> for DoorList {
    fn from(row: DoorRow) -> DoorList {
        (row.id, row.door, row.home, row.group, row.label, row.named)
    }
}
