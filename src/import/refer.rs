//! What rows refer to, found on the board or in the tables that come with it; what refers to nothing is left out.

use std::collections::HashMap;

use super::draft::RecordKind;
use super::rows::Pending;
use crate::diagnostic::Text;
use crate::load::numerals::{in_digits, numbers};
use crate::model::Board;
use crate::model::board::GridIx;
use crate::suggest::closest;
use crate::text;

/// Everything that can be referred to.
pub(super) struct Known {
    grids: Index,
    members: Index,
    households: Index,
    /// Levels of all networks: id, name, and whether it is the top one.
    levels: Vec<(String, String, bool)>,
    cadences: Index,
}

/// Records of one kind by id, by name, and by other words.
#[derive(Default)]
struct Index {
    entries: Vec<Entry>,
    by_word: HashMap<String, Vec<usize>>,
}

struct Entry {
    id: Option<String>,
    name: String,
    /// The places above a grid, a member's grid, a household's grids: what tells it from others of its name.
    near: Vec<String>,
    is_on_board: bool,
}

impl Index {
    fn add(&mut self, entry: Entry, words: impl IntoIterator<Item = String>) {
        let at = self.entries.len();
        let given = entry.id.iter().cloned().chain([entry.name.clone()]);
        for word in given.chain(words) {
            let known = self.by_word.entry(word).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
        self.entries.push(entry);
    }

    /// The entries of this id, else of this name.
    fn find(&self, word: &str) -> Vec<&Entry> {
        let found = || self.by_word.get(word).into_iter().flatten().map(|at| &self.entries[*at]);
        let by_id: Vec<&Entry> = found().filter(|entry| entry.id.as_deref() == Some(word)).collect();
        if by_id.is_empty() { found().collect() } else { by_id }
    }

    /// How the one entry is referred to that `word` names, near one of `near`.
    fn one(&self, word: &str, near: Option<&str>, what: (&str, &str)) -> Result<&Entry, Text> {
        let (zh, en) = what;
        let mut found = self.find(word);
        if found.len() > 1 {
            let is_near = |entry: &&&Entry| entry.near.iter().any(|place| near == Some(place));
            let nearer: Vec<&Entry> = found.iter().filter(is_near).copied().collect();
            found = if nearer.is_empty() { found } else { nearer };
        }
        match found.as_slice() {
            [entry] => Ok(*entry),
            [] => Err(match closest(word, self.entries.iter().map(|entry| entry.name.as_str())) {
                Some(guess) => text!(
                    "没有{zh}“{word}”，是不是“{guess}”？",
                    "there is no {en} `{word}`; did you mean `{guess}`?"
                ),
                None => {
                    let Text { zh: how_zh, en: how_en } = add_one(en);
                    text!(
                        "没有{zh}“{word}”；写错了就改正，没有登记的{how_zh}",
                        "there is no {en} `{word}`: mend how it is written, or {how_en}"
                    )
                }
            }),
            several => {
                let ids: Vec<&str> = several.iter().filter_map(|entry| entry.id.as_deref()).collect();
                let ids = ids.join("、");
                Err(text!(
                    "叫“{word}”的{zh}不止一个；写编号（{ids}）",
                    "several {en}s are called `{word}`: write the id ({ids})"
                ))
            }
        }
    }

    /// What is written to refer to `entry`: its name where nothing else bears it.
    fn written(&self, entry: &Entry) -> Result<String, Text> {
        let is_alone = self.by_word.get(&entry.name).is_some_and(|known| known.len() == 1);
        match (is_alone, &entry.id) {
            (true, _) => Ok(entry.name.clone()),
            (false, Some(id)) => Ok(id.clone()),
            (false, None) => {
                let name = &entry.name;
                Err(text!(
                    "叫“{name}”的不止一个；在表里写上编号",
                    "several are called `{name}`: give ids in the table"
                ))
            }
        }
    }
}

/// How a record of the kind `what` comes to be on the board.
fn add_one(what: &str) -> Text {
    match what {
        "grid" => text!(
            "先加上：导入网格的表（gongkailan import 网格.xlsx --as 网格），或在 content/ 的记录文件里写“网格: [{{名称: …, 层级: …, 上级: …}}]”",
            "add it first: import a table of grids (gongkailan import GRIDS.xlsx --as grids), or write `grids: [{{name: …, level: …, parent: …}}]` into a record file in content/"
        ),
        "member" => text!(
            "先加上：导入责任人的表（gongkailan import 责任人.xlsx --as 责任人），或用 gongkailan new member --name …",
            "add it first: import a table of members (gongkailan import MEMBERS.xlsx --as members), or use gongkailan new member --name …"
        ),
        _ => text!("先写进 site.yaml 的“频次制度”", "write it under `cadences` in site.yaml first"),
    }
}

impl Known {
    /// What `board` holds, and what `pending` adds.
    pub(super) fn new(board: &Board, pending: &[Pending]) -> Known {
        let mut known = Known {
            grids: Index::default(),
            members: Index::default(),
            households: Index::default(),
            levels: Vec::new(),
            cadences: Index::default(),
        };
        for network in &board.ground.networks {
            let levels = network.levels.iter().enumerate();
            known
                .levels
                .extend(levels.map(|(at, level)| (level.id.value.clone(), level.name.clone(), at == 0)));
        }
        let names = |grid: GridIx| {
            let above = board.ground.ancestry(grid);
            above
                .flat_map(|grid| [board[grid].id.value.clone(), board[grid].name.value.clone()])
                .collect::<Vec<_>>()
        };
        let entry = |id: &str, name: &str, near| Entry {
            id: Some(id.to_owned()),
            name: name.to_owned(),
            near,
            is_on_board: true,
        };
        for at in board.ground.grid_ids() {
            let grid = &board[at];
            known.grids.add(entry(&grid.id.value, &grid.name.value, names(at)), grid.aka.iter().cloned());
        }
        for at in board.ground.member_ids() {
            let member = &board[at];
            let near = member.grid.as_ref().map(|grid| names(grid.value)).unwrap_or_default();
            known.members.add(entry(&member.id.value, &member.name.value, near), []);
        }
        for household in &board.ground.households {
            let near = household.grids.iter().flat_map(|grid| names(grid.value)).collect();
            let door = in_digits(&household.door.value).into_owned();
            known.households.add(entry(&household.id.value, &door, near), []);
        }
        for cadence in &board.ground.cadences {
            known.cadences.add(entry(&cadence.id.value, &cadence.name, Vec::new()), []);
        }
        for next in pending {
            known.announce(next);
        }
        known
    }

    /// A record that the tables bring along, unless the board has it.
    fn announce(&mut self, next: &Pending) {
        let draft = &next.draft;
        let (name, place) = match draft.kind {
            RecordKind::Grid => (draft.text("name"), draft.text("parent")),
            RecordKind::Member => (draft.text("name"), draft.text("grid")),
            RecordKind::Household => {
                (draft.text("door"), draft.get("grid").and_then(|grid| grid.references().first().copied()))
            }
            _ => return,
        };
        let mut near: Vec<String> =
            place.into_iter().chain(next.village.as_deref()).map(str::to_owned).collect();
        if let Some(grid) = place.filter(|_| draft.kind != RecordKind::Grid) {
            let above = self.grids.find(grid).into_iter().flat_map(|entry| entry.near.clone());
            near.extend(above.collect::<Vec<_>>());
        }
        let mut name = name.map(str::to_owned).unwrap_or_default();
        if draft.kind == RecordKind::Household {
            name = in_digits(&name).into_owned();
        }
        if self.on_board(next).is_some() {
            return;
        }
        let entry = Entry { id: draft.id.clone(), name, near, is_on_board: false };
        self.index_mut(draft.kind).add(entry, []);
    }

    fn index_mut(&mut self, kind: RecordKind) -> &mut Index {
        match kind {
            RecordKind::Grid => &mut self.grids,
            RecordKind::Member => &mut self.members,
            _ => &mut self.households,
        }
    }

    /// Whether the board has the record already, by its id, name or door.
    pub(super) fn on_board(&self, next: &Pending) -> Option<()> {
        let draft = &next.draft;
        let (index, name) = match draft.kind {
            RecordKind::Grid => (&self.grids, draft.text("name")),
            RecordKind::Member => (&self.members, draft.text("name")),
            RecordKind::Household => (&self.households, draft.text("door")),
            _ => return None,
        };
        let on_board = |word: &str| index.find(word).into_iter().find(|entry| entry.is_on_board);
        if let Some(id) = &draft.id {
            return on_board(id).filter(|entry| entry.id.as_ref() == Some(id)).map(drop);
        }
        let door = name.map(in_digits)?;
        let is_near =
            |entry: &&Entry| next.village.as_ref().is_none_or(|village| entry.near.contains(village));
        on_board(&door).or_else(|| on_board(name?)).filter(is_near).map(drop)
    }

    /// What is written for the reference `word` to a record of the kind `what`, said in a row of the place `near`.
    pub(super) fn refer(&self, what: &str, word: &str, near: Option<&str>) -> Result<String, Text> {
        let (index, said) = match what {
            "grid" => (&self.grids, ("网格", "grid")),
            "member" => (&self.members, ("责任人", "member")),
            "household" => return self.households_of(word, near),
            "cadence" => (&self.cadences, ("频次制度", "cadence")),
            "level" => return self.level(word),
            // Schemes were chosen from the board's own.
            _ => return Ok(word.to_owned()),
        };
        index.one(word, near, said).and_then(|entry| index.written(entry))
    }

    /// A level by its id or name.
    pub(super) fn level(&self, word: &str) -> Result<String, Text> {
        let found = self.levels.iter().find(|(id, name, _)| id == word || name == word);
        found.map(|(id, ..)| id.clone()).ok_or_else(|| {
            let names = self.level_names();
            text!("没有层级“{word}”，有的是 {names}", "there is no level `{word}`, but {names}")
        })
    }

    /// All levels, by ids and names.
    pub(super) fn level_names(&self) -> String {
        let names: Vec<String> = self.levels.iter().map(|(id, name, _)| format!("{id}（{name}）")).collect();
        names.join("、")
    }

    /// Whether grids of this level have none above them.
    pub(super) fn is_top(&self, level: &str) -> bool {
        self.levels.iter().any(|(id, name, is_top)| *is_top && (id == level || name == level))
    }

    /// A household, or a range of them, by ids, doors, or the numbers of doors in the grid of whoever covers them.
    fn households_of(&self, word: &str, near: Option<&str>) -> Result<String, Text> {
        if let Some(id) = self.household(word, near) {
            return Ok(id);
        }
        for sign in ["..", "至", "到", "～", "~", "—", "－", "–", "-"] {
            for (at, _) in word.match_indices(sign) {
                let (first, last) =
                    (word[..at].trim(), word[at + sign.len()..].trim_start_matches(sign).trim());
                // The last of a range may be written by its number alone: FH-11～13.
                let stem = first.trim_end_matches(|c: char| c.is_ascii_digit());
                let whole = format!("{stem}{last}");
                let ends = (
                    self.household(first, near),
                    self.household(last, near).or_else(|| self.household(&whole, near)),
                );
                if let (Some(first), Some(last)) = ends {
                    return Ok(format!("{first}..{last}"));
                }
            }
        }
        let count = word
            .strip_suffix('户')
            .is_some_and(|count| in_digits(count).bytes().all(|byte| byte.is_ascii_digit()));
        Err(match count {
            true => text!(
                "只写了有几户，没写是哪几户；写户编号",
                "this says how many households, and not which: write their ids"
            ),
            false => text!(
                "没有这样的户编号或门牌，或分不清是哪一户；写户编号",
                "no household has this id or door, or several may be meant: write the id"
            ),
        })
    }

    /// The id of the one household that `word` means.
    fn household(&self, word: &str, near: Option<&str>) -> Option<String> {
        let is_near = |entry: &&Entry| entry.near.iter().any(|place| near == Some(place));
        let door = in_digits(word);
        let mut found = self.households.find(word);
        if found.is_empty() {
            found = self.households.find(&door);
        }
        let number = door.trim_end_matches('号');
        if found.is_empty()
            && near.is_some()
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            let ends = |entry: &&Entry| {
                numbers(&entry.name).last().is_some_and(|last| last == number.trim_start_matches('0'))
            };
            found = self.households.entries.iter().filter(is_near).filter(ends).collect();
        }
        if found.len() > 1 {
            found.retain(|entry| is_near(entry));
        }
        match found.as_slice() {
            [entry] => entry.id.clone(),
            _ => None,
        }
    }
}
