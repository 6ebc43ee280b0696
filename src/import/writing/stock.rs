//! The board's records as they stand in its files, and by what each of them is known.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostics;
use crate::import::draft::{Draft, RecordKind};
use crate::load::kind::Key;
use crate::load::site::RawSite;
use crate::load::tree::{self, Data, Node};
use crate::model::{Board, id_from_name};
use crate::source::{Source, SourceId, Sources};

use super::same::{BETWEEN, Names, entry};

/// A list of records of one kind in one file.
#[derive(Debug)]
pub(super) struct Home<'n, 's> {
    /// The file.
    pub file: SourceId,
    /// What is listed.
    pub kind: RecordKind,
    /// The list.
    pub list: &'n Node<'s>,
    /// Whether its keys are Chinese.
    pub is_zh: bool,
    /// Whether records of several grids, or months, or other lists stand in the file.
    pub is_mixed: bool,
}

/// A record of the board.
#[derive(Debug)]
pub(super) struct Known<'n, 's> {
    /// What it is.
    pub kind: RecordKind,
    /// The list that it stands in.
    pub home: usize,
    /// What is written.
    pub node: &'n Node<'s>,
    /// To what it belongs: see [`group`].
    pub group: Option<String>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Stock<'n, 's> {
    /// The lists, by file.
    pub homes: Vec<Home<'n, 's>>,
    /// The records, in the order of the files.
    pub records: Vec<Known<'n, 's>>,
    by_mark: FxHashMap<(RecordKind, Mark), Vec<usize>>,
    voices: BTreeMap<Option<RecordKind>, Voice>,
}

/// By what a record is known: the surest first (0 is its id), and what it says there.
pub(super) type Mark = (u8, String);

/// How many keys are Chinese, and how many English.
#[derive(Clone, Copy, Debug, Default)]
struct Voice {
    zh: usize,
    en: usize,
}

impl Voice {
    fn hear(&mut self, node: &Node<'_>, keys: &[Key]) {
        let Data::Map(entries) = &node.data else { return };
        for entry in entries {
            self.zh += usize::from(keys.iter().any(|key| key.zh == entry.key));
            self.en += usize::from(keys.iter().any(|key| key.en == entry.key));
        }
    }

    fn add(&mut self, other: Voice) {
        self.zh += other.zh;
        self.en += other.en;
    }

    fn is_zh(self) -> bool {
        self.zh >= self.en
    }
}

/// Whether the keys of the mapping `node` are Chinese, where it has any.
pub(super) fn is_zh(node: &Node<'_>, keys: &[Key]) -> bool {
    let mut voice = Voice::default();
    voice.hear(node, keys);
    voice.is_zh()
}

/// The record files, read for their places; the path of one that cannot be read.
pub(super) fn trees<'s>(sources: &'s Sources) -> Result<Vec<(SourceId, Node<'s>)>, String> {
    let is_yaml = |path: &str| {
        path.starts_with("content/") && [".yaml", ".yml"].iter().any(|end| path.to_lowercase().ends_with(end))
    };
    let files: Vec<(SourceId, &Source)> = sources
        .iter()
        .filter(|(_, source)| is_yaml(&source.path) && !source.text.trim().is_empty())
        .collect();
    let one = |(id, source): &(SourceId, &'s Source)| {
        let mut out = Diagnostics::default();
        let node = tree::parse(*id, &source.text, 0..source.text.len(), None, &mut out);
        if out.has_errors() {
            return Err(source.path.clone());
        }
        Ok(node.map(|node| (*id, node)))
    };
    let trees: Result<Vec<Option<(SourceId, Node<'s>)>>, String> = files.par_iter().map(one).collect();
    Ok(trees?.into_iter().flatten().collect())
}

/// To what a record belongs, so that it stands beside others of it: a household and a member to a grid, a grid to the one
/// above, a rating to a scheme and month, a commitment to who promised.
fn group(kind: RecordKind, get: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let first = |en: &str| get(en).map(|all| all.split(BETWEEN).next().unwrap_or_default().to_owned());
    match kind {
        RecordKind::Grid => get("parent"),
        RecordKind::Member | RecordKind::Household => first("grid"),
        RecordKind::Commitment => get("by").or_else(|| get("grid")),
        RecordKind::Rating => Some(format!("{} {}", get("scheme").unwrap_or_default(), get("month")?)),
        RecordKind::Activity => get("cadence"),
        RecordKind::Reply => None,
        RecordKind::Service => get("category"),
    }
}

/// By what a record is known.
fn marks(kind: RecordKind, get: &dyn Fn(&str) -> Option<String>) -> Vec<Mark> {
    let all = |keys: &[&str]| {
        let parts: Vec<String> = keys.iter().map(|key| get(key).unwrap_or_default()).collect();
        parts.join("\u{1e}")
    };
    let both = |one: Option<String>, other: Option<String>| Some(format!("{}\u{1e}{}", one?, other?));
    let mut marks: Vec<Mark> = get("id").map(|id| (0, id)).into_iter().collect();
    match kind {
        RecordKind::Grid => {
            marks.extend(get("code").map(|code| (1, code)));
            marks.extend(both(get("name"), get("parent")).map(|both| (2, both)));
            marks.extend(get("name").map(|name| (3, name)));
        }
        RecordKind::Member => {
            marks.extend(both(get("name"), get("grid")).map(|both| (1, both)));
            marks.extend(get("name").map(|name| (2, name)));
        }
        RecordKind::Household => {
            for grid in get("grid").unwrap_or_default().split(BETWEEN) {
                marks.extend(both(get("door"), Some(grid.to_owned())).map(|both| (1, both)));
            }
            marks.extend(get("door").map(|door| (2, door)));
        }
        RecordKind::Commitment => marks.push((1, all(&["by", "grid", "title"]))),
        RecordKind::Rating => marks.push((1, all(&["scheme", "month", "stage"]))),
        RecordKind::Activity => marks.push((1, all(&["date", "cadence", "grid", "member", "title"]))),
        RecordKind::Reply => marks.push((1, all(&["asked", "question"]))),
        RecordKind::Service => marks.extend(get("name").map(|name| (1, name))),
    }
    marks
}

/// The scheme of a rating that names none, where the board has one only.
fn only_scheme(board: &Board) -> Option<String> {
    let [scheme] = &board.ground.schemes[..] else { return None };
    Some(scheme.id.value.clone())
}

impl<'n, 's> Stock<'n, 's> {
    /// Those in `trees`.
    pub(super) fn of(trees: &'n [(SourceId, Node<'s>)], names: &Names, board: &Board) -> Stock<'n, 's> {
        let mut stock = Stock {
            homes: Vec::new(),
            records: Vec::new(),
            by_mark: FxHashMap::default(),
            voices: BTreeMap::new(),
        };
        for (file, tree) in trees {
            if *file == SourceId::SITE {
                stock.voices.entry(None).or_default().hear(tree, RawSite::KEYS);
                continue;
            }
            let first = stock.homes.len();
            for kind in RecordKind::ALL {
                if let Some(list) = entry(tree, kind.list()).map(|entry| &entry.value) {
                    stock.take(*file, kind, list, names, board);
                }
            }
            let is_mixed = stock.homes.len() > first + 1;
            stock.homes[first..].iter_mut().for_each(|home| home.is_mixed |= is_mixed);
        }
        stock
    }

    fn take(&mut self, file: SourceId, kind: RecordKind, list: &'n Node<'s>, names: &Names, board: &Board) {
        let Data::List(items) = &list.data else { return };
        let mut voice = Voice::default();
        let first = self.records.len();
        let known = items.par_iter().filter(|node| matches!(node.data, Data::Map(_))).map(|node| {
            let mut voice = Voice::default();
            voice.hear(node, kind.keys());
            let get = |en: &str| {
                let said = names.entry(node, kind.keys(), en);
                match (kind, en) {
                    (RecordKind::Rating, "scheme") => said.or_else(|| only_scheme(board)),
                    (RecordKind::Grid | RecordKind::Member, "id") => {
                        said.or_else(|| Some(id_from_name(&names.entry(node, kind.keys(), "name")?)))
                    }
                    _ => said,
                }
            };
            (node, voice, marks(kind, &get), group(kind, &get))
        });
        for (node, heard, marks, group) in known.collect::<Vec<_>>() {
            voice.add(heard);
            for mark in marks {
                self.by_mark.entry((kind, mark)).or_default().push(self.records.len());
            }
            self.records.push(Known { kind, home: self.homes.len(), node, group });
        }
        if self.records.len() == first {
            return;
        }
        self.voices.entry(Some(kind)).or_default().add(voice);
        self.voices.entry(None).or_default().add(voice);
        let mut groups = self.records[first..].iter().map(|known| &known.group);
        let one = groups.next();
        let is_mixed = groups.any(|group| Some(group) != one);
        self.homes.push(Home { file, kind, list, is_zh: voice.is_zh(), is_mixed });
    }

    /// The records of this kind that are known by `mark`.
    pub(super) fn by(&self, kind: RecordKind, mark: &Mark) -> &[usize] {
        self.by_mark.get(&(kind, mark.clone())).map_or(&[], Vec::as_slice)
    }

    /// Whether new records of this kind get Chinese keys.
    pub(super) fn is_zh(&self, kind: RecordKind) -> bool {
        let voice = self.voices.get(&Some(kind)).or_else(|| self.voices.get(&None));
        voice.is_none_or(|voice| voice.is_zh())
    }
}

/// By what `draft` is known, and to what it belongs.
pub(super) fn marks_of(draft: &Draft, names: &Names, board: &Board) -> (Vec<Mark>, Option<String>) {
    let get = |en: &str| match (draft.kind, en) {
        (_, "id") => draft.id.as_deref().map(super::same::text),
        (RecordKind::Rating, "scheme") => names.field(&draft.fields, en).or_else(|| only_scheme(board)),
        _ => names.field(&draft.fields, en),
    };
    (marks(draft.kind, &get), group(draft.kind, &get))
}
