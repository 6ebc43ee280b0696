//! Records of the file into those of the board: what both say stays as it is written, what differs is written anew, what
//! the board alone says stays.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::calendar::AsOf;
use crate::diagnostic::Text;
use crate::import::draft::{Draft, DraftValue, Field, RecordKind, Row};
use crate::import::report::Finding;
use crate::import::secrets::Secrets;
use crate::load::tree::{Data, Entry, Node};
use crate::model::board::{GridIx, HouseholdIx, MemberIx};
use crate::model::{Board, id_from_name};
use crate::source::{SourceId, Sources, Span};
use crate::text;

use super::home::at_home;
use super::matching::{Fate, fates};
use super::pen::Pen;
use super::record::{Stuck, Writing};
use super::same::{Names, entry, text};
use super::stock::{Mark, Stock, is_zh, marks_of};
use super::told::{Change, Item};

/// A record of the file, or one entry of a rating.
pub(super) type Part = (usize, Option<usize>);

/// One reading of the board, and what the file changes in it.
pub(super) struct Merge<'a> {
    pub board: &'a Board,
    pub sources: &'a Sources,
    pub names: &'a Names,
    pub stock: &'a Stock<'a, 'a>,
    pub drafts: &'a [Draft],
    pub as_of: AsOf,
    /// What is left out because it would bring errors.
    pub without: &'a BTreeSet<Part>,
    /// By what each draft is known, and to what it belongs.
    pub marks: Vec<(Vec<Mark>, Option<String>)>,
    pub fates: Vec<Fate>,
    /// The changes of each file.
    pub pens: BTreeMap<SourceId, Pen<'a>>,
    /// The board's members and households by where their records begin, and the titles of the grids' leads.
    pub members: FxHashMap<Span, MemberIx>,
    pub households: FxHashMap<Span, HouseholdIx>,
    lead_titles: FxHashMap<Span, &'a str>,
    /// Its grids by their ids.
    pub grids: FxHashMap<String, GridIx>,
    /// Where records of the file stand among those of the board.
    pub places: Vec<(Span, Part)>,
    /// Where single values of the file stand among those of the board, with their cells.
    pub cells: Vec<(Span, String)>,
    /// Records of the board that are in the file.
    pub met: BTreeSet<usize>,
    /// Those that change: the place of what they are changed by, and how.
    pub changed: BTreeMap<usize, (String, Vec<Change>)>,
    pub refused: Vec<(Part, Finding)>,
    pub notes: Vec<Finding>,
    /// What is private in the file.
    secrets: OnceLock<Secrets<'a>>,
}

/// What a record of the file comes to in one of the board.
struct Compared<'a> {
    cells: Vec<(Span, String)>,
    notes: Vec<Finding>,
    /// What it changes.
    written: Result<(Pen<'a>, Vec<Change>), Stuck>,
}

impl<'a> Merge<'a> {
    /// Finds out which record is which.
    pub(super) fn begin(
        board: &'a Board,
        sources: &'a Sources,
        names: &'a Names,
        stock: &'a Stock<'a, 'a>,
        drafts: &'a [Draft],
        without: &'a BTreeSet<Part>,
        as_of: AsOf,
    ) -> Merge<'a> {
        let marks: Vec<_> = drafts.par_iter().map(|draft| marks_of(draft, names, board)).collect();
        let fates = fates(drafts, &marks, stock, names);
        Merge {
            board,
            sources,
            names,
            stock,
            drafts,
            without,
            marks,
            fates,
            pens: stock
                .homes
                .iter()
                .map(|home| (home.file, Pen::new(home.file, &sources.get(home.file).text)))
                .collect(),
            members: board.ground.member_ids().map(|at| (board[at].at, at)).collect(),
            households: board.ground.all_household_ids().map(|at| (board[at].at, at)).collect(),
            lead_titles: board
                .ground
                .grid_ids()
                .map(|at| (board[at].at, &*board.ground.level(at).lead_title))
                .collect(),
            grids: board.ground.grid_ids().map(|at| (text(&board[at].id.value), at)).collect(),
            as_of,
            places: Vec::new(),
            cells: Vec::new(),
            met: BTreeSet::new(),
            changed: BTreeMap::new(),
            refused: Vec::new(),
            notes: Vec::new(),
            secrets: OnceLock::new(),
        }
    }

    /// Whether a name of a file or a sheet holds what is private in the records.
    pub(super) fn tells(&self, name: &str) -> bool {
        let find = || {
            let drafts: &'a [Draft] = self.drafts;
            let details =
                drafts.iter().flat_map(|draft| &draft.private).flat_map(|(_, values)| values.reveal());
            details.map(String::as_str).filter(|value| value.chars().nth(1).is_some()).collect()
        };
        self.secrets.get_or_init(find).are_in(name)
    }

    /// Whether the draft is left out.
    pub(super) fn is_out(&self, at: usize) -> bool {
        self.without.contains(&(at, None)) || matches!(self.fates[at], Fate::Refused(_))
    }

    /// The file and the place of a record of the board.
    pub(super) fn known(&self, record: usize) -> (SourceId, &'a Node<'a>) {
        let known = &self.stock.records[record];
        (self.stock.homes[known.home].file, known.node)
    }

    /// All records that the board has already, but for ratings and who covers whom; with the cells of their values if errors
    /// `are_blamed` on them.
    pub(super) fn records(&mut self, are_blamed: bool) {
        let merge = &*self;
        let compared = self.drafts.par_iter().enumerate().map(|(at, draft)| match merge.fates[at] {
            Fate::Known(record) if !merge.is_out(at) => {
                Some((record, merge.compared(draft, record, are_blamed)))
            }
            _ => None,
        });
        for (at, compared) in compared.collect::<Vec<_>>().into_iter().enumerate() {
            if let Fate::Refused(why) = self.fates[at].clone() {
                self.refuse((at, None), place(&self.drafts[at]), why);
            }
            let Some((record, compared)) = compared else { continue };
            self.places.push((self.known(record).1.span, (at, None)));
            self.met.insert(record);
            self.cells.extend(compared.cells);
            self.notes.extend(compared.notes);
            match compared.written {
                Ok((pen, changes)) => {
                    self.pen(self.known(record).0).extend(pen);
                    self.note_changes(record, place(&self.drafts[at]), changes);
                }
                Err(stuck) => self.stuck((at, None), stuck),
            }
        }
    }

    pub(super) fn refuse(&mut self, part: Part, place: String, message: Text) {
        self.refused.push((part, Finding { place, message }));
    }

    /// What `draft` changes in a record of the board.
    fn compared(&self, draft: &'a Draft, record: usize, are_blamed: bool) -> Compared<'a> {
        let (file, node) = self.known(record);
        let mut found = Vec::new();
        if are_blamed {
            cells(&draft.fields, node, &mut found);
        }
        if are_blamed
            && draft.id.is_some()
            && let Some(Entry { value, .. }) = entry(node, draft.kind.key("id"))
        {
            found.push((value.span, draft.id_place.clone()));
        }
        let fields = at_home(&self.sources.get(file).path, Cow::Borrowed(&draft.fields));
        let mut pen = self.pens[&file].blank();
        let mut writing = self.writing(record, &mut pen);
        let written = writing.record(draft, &fields, node);
        let changes = writing.changes;
        Compared {
            cells: found,
            notes: self.notes_of(draft, node),
            written: written.map(|()| (pen, changes)),
        }
    }

    /// The changes of a file of the board.
    pub(super) fn pen(&mut self, file: SourceId) -> &mut Pen<'a> {
        self.pens.get_mut(&file).expect("every file with records has a pen")
    }

    /// What changes the record of the board with this number, by means of `pen`.
    fn writing<'w>(&self, record: usize, pen: &'w mut Pen<'a>) -> Writing<'w, 'a> {
        let (file, node) = self.known(record);
        let is_zh = is_zh(node, self.stock.records[record].kind.keys());
        let lead_title = self.lead_titles.get(&node.head()).copied();
        let text = &*self.sources.get(file).text;
        Writing { names: self.names, text, pen, is_zh, lead_title, changes: Vec::new() }
    }

    fn note_changes(&mut self, record: usize, place: String, changes: Vec<Change>) {
        if !changes.is_empty() {
            self.changed.entry(record).or_insert((place, Vec::new())).1.extend(changes);
        }
    }

    /// Lets `write` change the record of the board with this number; what it changed is noted as told of at `place`. All
    /// of it is made, or nothing.
    pub(super) fn write(
        &mut self,
        record: usize,
        place: String,
        write: impl FnOnce(&mut Writing<'_, 'a>) -> Result<(), Stuck>,
    ) -> Result<(), Stuck> {
        let (file, _) = self.known(record);
        // It is put back below: what writes sees the rest of the merge.
        let blank = self.pens[&file].blank();
        let mut pen = std::mem::replace(self.pen(file), blank);
        let mark = pen.mark();
        let mut writing = self.writing(record, &mut pen);
        let written = write(&mut writing);
        let changes = writing.changes;
        match &written {
            Err(_) => pen.back_to(mark),
            Ok(()) => self.note_changes(record, place, changes),
        }
        *self.pen(file) = pen;
        written
    }

    pub(super) fn stuck(&mut self, part: Part, Stuck { place: cell, key: (zh, en) }: Stuck) {
        let place = if cell.is_empty() { place(&self.drafts[part.0]) } else { cell };
        let why = text!(
            "记录里的“{zh}”用了引用（& 或 *），没有改；先把它写全",
            "`{en}` is written with an anchor or alias in the records and is left alone: write it out first"
        );
        self.refuse(part, place, why);
    }

    /// Notes what is odd about a record that the board has: somebody has left by it, or it is known without an id.
    fn notes_of(&self, draft: &Draft, node: &Node<'_>) -> Vec<Finding> {
        let mut notes = Vec::new();
        let mut note = |place, message| notes.push(Finding { place, message });
        let member = self.members.get(&node.head()).map(|member| &self.board[*member]);
        let has_left =
            member.filter(|member| member.term.to.as_ref().is_some_and(|to| to.value <= self.as_of.0));
        let household = self.households.get(&node.head()).map(|household| &self.board[*household]);
        let has_ended = household.filter(|household| household.to.is_some());
        let called =
            has_left.map(|member| &member.name.value).or(has_ended.map(|household| &household.id.value));
        if let Some(name) = called.filter(|_| draft.get("to").is_none()) {
            let message = text!(
                "“{name}”在记录里已经到“止”；又回来的，删去“止”",
                "`{name}` has ended by the records: remove `to` if they are back"
            );
            note(place(draft), message);
        }
        let says = |en: &str| self.names.entry(node, draft.kind.keys(), en);
        let own = says("id").or_else(|| says("name").map(|name| id_from_name(&name)));
        if let Some(id) = draft.id.as_ref().filter(|id| Some(text(id)) != own) {
            let message = text!(
                "没有采用编号“{id}”：记录里没有写编号，网址用的是拼音",
                "the id `{id}` is left out: the record has none of its own, and its address is made from its name"
            );
            let place = if draft.id_place.is_empty() { place(draft) } else { draft.id_place.clone() };
            note(place, message);
        }
        notes
    }

    /// A record of the board, as it is told of.
    pub(super) fn item(&self, record: usize, place: String, keys: Vec<Change>) -> Item {
        let known = &self.stock.records[record];
        let (file, node) = self.known(record);
        let says = |en: &str| {
            let entry = entry(node, known.kind.keys().iter().find(|key| key.en == en)?)?;
            match &entry.value.data {
                Data::Scalar { text, .. } => Some(text.to_string()),
                _ => None,
            }
        };
        Item {
            kind: known.kind,
            name: called(known.kind, says),
            place,
            file: self.sources.get(file).path.clone(),
            line: Some(self.sources.position(node.head()).line),
            keys,
        }
    }
}

/// Where the values of `fields` stand in the mapping `node`, with their cells.
fn cells(fields: &[Field], node: &Node<'_>, found: &mut Vec<(Span, String)>) {
    for field in fields {
        let Some(Entry { value, .. }) = entry(node, field.key) else { continue };
        if !field.place.is_empty() {
            found.push((value.span, field.place.clone()));
        }
        if let (DraftValue::Records(records), Data::List(nodes)) = (&field.value, &value.data)
            && records.len() == nodes.len()
        {
            records.iter().zip(nodes).for_each(|(record, node)| cells(record, node, found));
        }
    }
}

/// What a record is called where it is told of: never by what may be private.
pub(super) fn called(kind: RecordKind, says: impl Fn(&str) -> Option<String>) -> String {
    let keys: &[&str] = match kind {
        RecordKind::Household => &["id", "door"],
        RecordKind::Rating => &["month", "stage"],
        RecordKind::Activity => &["date", "title"],
        RecordKind::Reply => &["asked", "topic"],
        RecordKind::Commitment => &["title"],
        RecordKind::Grid | RecordKind::Member | RecordKind::Service => &["name"],
    };
    keys.iter().filter_map(|key| says(key)).collect::<Vec<_>>().join(" ")
}

/// The cell or row that a record of the file is known by.
pub(super) fn place(draft: &Draft) -> String {
    let cell = draft.fields.iter().map(|field| &field.place).find(|place| !place.is_empty());
    cell.cloned().unwrap_or_else(|| draft.rows.first().map(row_place).unwrap_or_default())
}

/// The cell or row of a record, or of one entry of it.
pub(super) fn part_place(drafts: &[Draft], (draft, entry): Part) -> String {
    let draft = &drafts[draft];
    let entry = match (draft.get("entries"), entry) {
        (Some(DraftValue::Records(entries)), Some(entry)) => entries.get(entry),
        _ => None,
    };
    let cell = entry.into_iter().flatten().map(|field| &field.place).find(|place| !place.is_empty());
    cell.cloned().unwrap_or_else(|| place(draft))
}

fn row_place(row: &Row) -> String {
    let sheet = if row.sheet.is_empty() { String::new() } else { format!("!{}", row.sheet) };
    format!("{}{sheet}!A{}", row.file, u64::from(row.row) + 1)
}
