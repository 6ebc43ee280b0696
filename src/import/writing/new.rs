//! New records: which id they get, and in which file they stand. They join others of their grid; where there are none, a
//! household's grid, a rating's month, and else the sheet has a file of its own.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::filename;
use crate::import::draft::{Draft, DraftValue, Field, RecordKind};
use crate::model::id_from_name;
use crate::model::order::last_number;
use crate::start::editor_line;

use super::home::at_home;
use super::matching::Fate;
use super::merge::{Merge, called, place};
use super::same::text;
use super::told::Item;
use super::yaml::{Yaml, name, said};

/// A file that is not there yet.
#[derive(Debug)]
pub(super) struct NewFile {
    pub path: String,
    pub text: String,
}

/// What a new file is for: its kind, and its name.
type Wanted = (RecordKind, String);

/// A record to be added: the draft, and what it says.
struct Adding<'a> {
    draft: &'a Draft,
    fields: Cow<'a, [Field]>,
    id: Option<String>,
}

impl<'a> Merge<'a> {
    /// Adds the records that the board has not: to files of the board, or to new ones. `ratings` are entries without a
    /// sheet, by draft; `is_taken` tells whether a path is; `schemas` is the folder of the board's schemas.
    pub(super) fn add_new(
        &mut self,
        mut ratings: Vec<(usize, Vec<Vec<Field>>)>,
        is_taken: &dyn Fn(&str) -> bool,
        schemas: Option<&str>,
    ) -> (Vec<NewFile>, Vec<Item>) {
        let ids = self.ids();
        let homes = Homes::of(self);
        let (mut items, mut files): (Vec<Item>, Vec<(Wanted, Vec<Adding<'a>>)>) = (Vec::new(), Vec::new());
        let mut file_at: FxHashMap<Wanted, usize> = FxHashMap::default();
        for (at, draft) in self.drafts.iter().enumerate() {
            let mut fields = Cow::Borrowed(&*draft.fields);
            if draft.kind == RecordKind::Rating {
                let Some(found) = ratings.iter_mut().find(|(rating, _)| *rating == at) else { continue };
                let left = std::mem::take(&mut found.1);
                let entries = fields.to_mut().iter_mut().find(|field| field.key.en == "entries");
                entries.into_iter().for_each(|field| field.value = DraftValue::Records(left.clone()));
            } else if self.fates[at] != Fate::New || self.is_out(at) {
                continue;
            }
            let adding = Adding { draft, fields, id: ids[at].clone() };
            let file = match homes.find(self, at) {
                Some(home) => {
                    let home = &self.stock.homes[home];
                    let path = self.sources.get(home.file).path.clone();
                    let fields = at_home(&path, Cow::Borrowed(&adding.fields));
                    let record = Yaml::record(draft, &fields, adding.id.as_deref(), home.is_zh);
                    self.pen(home.file).append(home.list, &record);
                    items.push(adding.item(path));
                    continue;
                }
                None => (draft.kind, self.file_name(at)),
            };
            let index = *file_at.entry(file.clone()).or_insert_with(|| {
                files.push((file, Vec::new()));
                files.len() - 1
            });
            files[index].1.push(adding);
        }
        let mut made: Vec<NewFile> = Vec::new();
        for ((kind, stem), records) in files {
            let is_used =
                |path: &str| is_taken(path) || made.iter().any(|file| file.path.eq_ignore_ascii_case(path));
            let path = self.path(kind, &stem, &is_used);
            items.extend(records.iter().map(|adding| adding.item(path.clone())));
            let records: Vec<Adding> =
                records.into_iter().map(|one| Adding { fields: at_home(&path, one.fields), ..one }).collect();
            let text = self.file(kind, &records, schemas.map(|folder| editor_line(&path, folder)));
            made.push(NewFile { path, text });
        }
        (made, items)
    }

    /// The id that each new record is given; `None` where it is made from the name.
    fn ids(&self) -> Vec<Option<String>> {
        let mut taken: FxHashSet<(RecordKind, String)> = FxHashSet::default();
        let board = self.board;
        taken.extend(board.ground.grids.iter().map(|one| (RecordKind::Grid, one.id.value.to_lowercase())));
        taken
            .extend(board.ground.members.iter().map(|one| (RecordKind::Member, one.id.value.to_lowercase())));
        taken.extend(
            board.ground.households.iter().map(|one| (RecordKind::Household, one.id.value.to_lowercase())),
        );
        let given =
            self.drafts.iter().filter_map(|draft| Some((draft.kind, draft.id.as_ref()?.to_lowercase())));
        taken.extend(given);
        let mut numbers = Numbers::of(self);
        let mut ids = Vec::with_capacity(self.drafts.len());
        for (at, draft) in self.drafts.iter().enumerate() {
            let is_new = self.fates[at] == Fate::New && !self.is_out(at);
            let id = match draft.kind {
                _ if draft.id.is_some() || !is_new => draft.id.clone(),
                RecordKind::Grid | RecordKind::Member => {
                    let made = id_from_name(draft.text("name").unwrap_or_default());
                    let is_free = filename::is_id(&made) && taken.insert((draft.kind, made.to_lowercase()));
                    let base =
                        if made.is_empty() { draft.kind.list().en.trim_end_matches('s') } else { &made };
                    let mut next = (2..).map(|number| format!("{base}-{number}"));
                    match is_free {
                        true => None,
                        false => next.find(|id| taken.insert((draft.kind, id.to_lowercase()))),
                    }
                }
                RecordKind::Household => {
                    Some(numbers.next(self.marks[at].1.as_deref().unwrap_or_default(), &mut taken))
                }
                _ => None,
            };
            ids.push(id);
        }
        ids
    }

    /// What a new file for this draft is called, without its ending.
    fn file_name(&self, at: usize) -> String {
        let draft = &self.drafts[at];
        let row = draft.rows.first();
        let sheet = row.map_or("", |row| row.sheet.as_str());
        let is_usual = sheet.to_lowercase().starts_with("sheet") || sheet.starts_with("工作表");
        let file = row.map_or("", |row| row.file.rsplit_once('.').map_or(&*row.file, |(stem, _)| stem));
        match draft.kind {
            RecordKind::Household => {
                let grid = self.marks[at].1.as_deref().unwrap_or_default();
                self.grids.get(grid).map_or(grid, |grid| &self.board[*grid].name.value).to_owned()
            }
            RecordKind::Rating => {
                let month = draft.get("month").map(|month| said(month, true)).unwrap_or_default();
                let scheme = self.names.field(&draft.fields, "scheme").unwrap_or_default();
                let scheme = self.board.ground.schemes.iter().find(|one| text(&one.id.value) == scheme);
                match scheme.filter(|_| self.board.ground.schemes.len() > 1) {
                    Some(scheme) => format!("{}-{month}", scheme.name),
                    None => month,
                }
            }
            _ if sheet.is_empty() || is_usual => file.to_owned(),
            _ => sheet.to_owned(),
        }
    }

    /// A path for a new file of this kind.
    fn path(&self, kind: RecordKind, stem: &str, is_used: &dyn Fn(&str) -> bool) -> String {
        let own = name(kind.list(), self.stock.is_zh(kind));
        let beside = self.stock.homes.iter().rev().filter(|home| home.kind == kind).find_map(|home| {
            let (folder, _) = self.sources.get(home.file).path.rsplit_once('/')?;
            (folder != "content").then(|| folder.to_owned())
        });
        let folder = beside.unwrap_or_else(|| format!("content/{own}"));
        let stem = stem.replace(['/', '\\'], "-");
        let stem = stem.trim_start_matches(['_', '.', '~', ' ']);
        // A second site.yaml would be an error.
        let is_unfit = stem.is_empty() || stem.eq_ignore_ascii_case("site") || self.tells(stem);
        let stem = if is_unfit { own } else { stem };
        let numbered = (1..).map(|number| match number {
            1 => format!("{stem}.yaml"),
            number => format!("{stem}-{number}.yaml"),
        });
        let mut paths = numbered.map(|name| format!("{folder}/{}", filename::published(&[(&name, None)])[0]));
        paths.find(|path| !is_used(path)).unwrap_or_default()
    }

    /// The text of a new file.
    fn file(&self, kind: RecordKind, records: &[Adding<'_>], editor_line: Option<String>) -> String {
        let is_zh = self.stock.is_zh(kind);
        let mut sheets: Vec<(&str, &str)> = Vec::new();
        for row in records.iter().flat_map(|adding| &adding.draft.rows) {
            let sheet = (row.file.as_str(), row.sheet.as_str());
            if sheets.last() != Some(&sheet) && !sheets.contains(&sheet) {
                sheets.push(sheet);
            }
        }
        let files: BTreeSet<&str> =
            sheets.iter().map(|(file, _)| *file).filter(|file| !self.tells(file)).collect();
        let head = files.iter().map(|file| {
            let own =
                sheets.iter().filter(|(of, sheet)| of == file && !sheet.is_empty() && !self.tells(sheet));
            let own: Vec<String> = own.map(|(_, sheet)| one_line(sheet)).collect();
            let file = one_line(file);
            match (is_zh, own.is_empty()) {
                (true, true) => format!("# 来自 {file}\n"),
                (true, false) => format!("# 来自 {file}：{}\n", own.join("、")),
                (false, true) => format!("# From {file}\n"),
                (false, false) => format!("# From {file}: {}\n", own.join(", ")),
            }
        });
        let head = editor_line.unwrap_or_default() + &head.collect::<String>();
        let gap = if head.is_empty() { "" } else { "\n" };
        let all: Vec<Yaml> = records.iter().map(|adding| adding.yaml(is_zh)).collect();
        let is_short = kind != RecordKind::Rating && all.iter().all(|record| record.fits(4));
        let items = all.iter().map(|record| record.item(2, is_short)).collect::<String>();
        format!("{head}{gap}{}:{}\n", name(kind.list(), is_zh), items)
    }
}

impl Adding<'_> {
    fn yaml(&self, is_zh: bool) -> Yaml {
        Yaml::record(self.draft, &self.fields, self.id.as_deref(), is_zh)
    }

    fn item(&self, file: String) -> Item {
        let says = |en: &str| match en {
            "id" => self.id.clone(),
            en => self.draft.get(en).map(|value| said(value, true)),
        };
        let name = called(self.draft.kind, says);
        Item { kind: self.draft.kind, name, place: place(self.draft), file, line: None, keys: Vec::new() }
    }
}

/// A comment is one line, whatever a sheet is called.
fn one_line(name: &str) -> String {
    name.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where records stand, by what they belong to.
struct Homes {
    of_group: FxHashMap<(RecordKind, String), usize>,
    /// By the grid above; only lists that hold records of several grids.
    near: FxHashMap<(RecordKind, String), usize>,
    /// The only list of its kind, where it holds all sorts.
    only: FxHashMap<RecordKind, usize>,
}

impl Homes {
    fn of(merge: &Merge<'_>) -> Homes {
        let stock = merge.stock;
        let mut homes =
            Homes { of_group: FxHashMap::default(), near: FxHashMap::default(), only: FxHashMap::default() };
        for known in &stock.records {
            let Some(group) = &known.group else { continue };
            homes.of_group.insert((known.kind, group.clone()), known.home);
            if stock.homes[known.home].is_mixed {
                homes.near.insert((known.kind, group.clone()), known.home);
                homes.near.extend(above(merge, group).map(|above| ((known.kind, above), known.home)));
            }
        }
        for kind in RecordKind::ALL {
            let mut own = (0..stock.homes.len()).filter(|home| stock.homes[*home].kind == kind);
            if let (Some(home), None) = (own.next(), own.next())
                && stock.homes[home].is_mixed
            {
                homes.only.insert(kind, home);
            }
        }
        homes
    }

    /// The list that a new record joins.
    fn find(&self, merge: &Merge<'_>, draft: usize) -> Option<usize> {
        let kind = merge.drafts[draft].kind;
        let group = merge.marks[draft].1.clone();
        let of_group = group.clone().and_then(|group| self.of_group.get(&(kind, group)));
        let near = || self.near.get(&(kind, above(merge, group.as_deref()?)?));
        of_group.or_else(near).or_else(|| self.only.get(&kind)).copied()
    }
}

/// The id of the grid above.
fn above(merge: &Merge<'_>, grid: &str) -> Option<String> {
    let parent = merge.board[*merge.grids.get(grid)?].parent?;
    Some(text(&merge.board[parent].id.value))
}

/// Ids for households that the file gives none: they go on from those of their grid.
struct Numbers {
    /// By grid, and for all: what stands before and after the number, and how many digits it has.
    forms: FxHashMap<String, (String, String, usize)>,
    last: FxHashMap<(String, String), u64>,
}

impl Numbers {
    fn of(merge: &Merge<'_>) -> Numbers {
        let mut numbers = Numbers { forms: FxHashMap::default(), last: FxHashMap::default() };
        for household in &merge.board.ground.households {
            let id = &household.id.value;
            let Some((before, number, after)) = last_number(id) else { continue };
            let form = (before.to_owned(), after.to_owned(), id.len() - before.len() - after.len());
            let last = numbers.last.entry((form.0.clone(), form.1.clone())).or_default();
            *last = number.max(*last);
            let grids = household.grids.iter().map(|grid| text(&merge.board[grid.value].id.value));
            grids.chain([String::new()]).for_each(|grid| drop(numbers.forms.insert(grid, form.clone())));
        }
        numbers
    }

    fn next(&mut self, grid: &str, taken: &mut FxHashSet<(RecordKind, String)>) -> String {
        let form = self.forms.get(grid).or_else(|| self.forms.get(""));
        let (before, after, width) = form.cloned().unwrap_or_else(|| ("h-".into(), String::new(), 3));
        let last = self.last.entry((before.clone(), after.clone())).or_default();
        loop {
            *last += 1;
            let id = format!("{before}{last:0>width$}{after}");
            if taken.insert((RecordKind::Household, id.to_lowercase())) {
                return id;
            }
        }
    }
}
