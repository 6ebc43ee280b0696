//! Which record of the board each record of the file is: by its id, else by its name and grid, else by its door. Where it
//! could be one of several, or another of the same name, nothing is taken.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Text;
use crate::import::draft::{Draft, RecordKind};
use crate::load::kind::Key;
use crate::text;

use super::same::{Names, entry};
use super::stock::{Known, Mark, Stock};

/// What becomes of a record of the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fate {
    /// It is this record of the board.
    Known(usize),
    /// It is a new one.
    New,
    /// It is not taken.
    Refused(Text),
}

/// The last of the tiers of [`Mark`]s.
const TIERS: u8 = 4;

/// The fate of each of `drafts`, which are known by `marks` and belong to `groups`.
pub(super) fn fates(
    drafts: &[Draft],
    marks: &[(Vec<Mark>, Option<String>)],
    stock: &Stock<'_, '_>,
    names: &Names,
) -> Vec<Fate> {
    let mut fates: Vec<Option<Fate>> = vec![None; drafts.len()];
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let mut ids: FxHashMap<(RecordKind, String), usize> = FxHashMap::default();
    for tier in 0..TIERS {
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.kind != RecordKind::Rating) {
            if fates[at].is_some() {
                continue;
            }
            let (marks, group) = &marks[at];
            let mut found: Vec<usize> = Vec::new();
            for mark in marks.iter().filter(|mark| mark.0 == tier) {
                if tier == 0 && ids.insert((draft.kind, mark.1.to_lowercase()), at).is_some() {
                    let id = &mark.1;
                    fates[at] = Some(Fate::Refused(text!(
                        "编号“{id}”在文件里用了两次",
                        "the id `{id}` is used twice in the file"
                    )));
                }
                found.extend(stock.by(draft.kind, mark));
            }
            found.sort_unstable();
            found.dedup();
            if fates[at].is_none() && !found.is_empty() {
                let asked = Asked { draft, group: group.as_deref(), stock, names, taken: &taken };
                fates[at] = asked.fate(tier, &found);
            }
            if let Some(Fate::Known(known)) = &fates[at] {
                taken.insert(*known);
            }
        }
    }
    fates.into_iter().map(|fate| fate.unwrap_or(Fate::New)).collect()
}

/// A record of the file, and those of the board that were found already.
struct Asked<'a> {
    draft: &'a Draft,
    group: Option<&'a str>,
    stock: &'a Stock<'a, 'a>,
    names: &'a Names,
    taken: &'a FxHashSet<usize>,
}

impl Asked<'_> {
    /// The fate by what was `found` at this tier; `None` where a later one may tell more.
    fn fate(&self, tier: u8, found: &[usize]) -> Option<Fate> {
        let kind = self.draft.kind;
        if tier == 0 {
            return Some(Fate::Known(found[0]));
        }
        if matches!(kind, RecordKind::Activity | RecordKind::Reply) {
            // Two that say the same are two.
            return found.iter().find(|one| !self.taken.contains(one)).map(|one| Fate::Known(*one));
        }
        let free: Vec<usize> = found.iter().copied().filter(|one| !self.taken.contains(one)).collect();
        let of_group = |one: &&usize| {
            let group = self.stock.records[**one].group.as_deref();
            group.is_none() || self.group.is_none() || group == self.group
        };
        let is_exact = tier == 1 || kind == RecordKind::Grid && tier == 2;
        let near: Vec<usize> = match is_exact {
            true => free.clone(),
            false => free.iter().filter(of_group).copied().collect(),
        };
        if self.draft.id.is_some() {
            return self.with_another_id(&near);
        }
        match near[..] {
            [one] => Some(Fate::Known(one)),
            [] if free.is_empty() && is_exact => Some(Fate::Refused(self.twice())),
            [] if kind == RecordKind::Member => match self.by_phone(&free) {
                Some(one) => Some(Fate::Known(one)),
                None if free.is_empty() => None,
                None => Some(Fate::Refused(self.elsewhere(&free))),
            },
            [] => None,
            _ => match self.by_phone(&near) {
                Some(one) => Some(Fate::Known(one)),
                None => Some(Fate::Refused(self.several(near.len()))),
            },
        }
    }

    /// The one of `among` that has the phone number of the draft.
    fn by_phone(&self, among: &[usize]) -> Option<usize> {
        let phone = self.names.field(&self.draft.fields, "phone")?;
        let has = |one: &&usize| self.said(&self.stock.records[**one], "phone").as_ref() == Some(&phone);
        let mut found = among.iter().filter(has);
        found.next().copied().filter(|_| found.next().is_none())
    }

    fn said(&self, known: &Known<'_, '_>, en: &str) -> Option<String> {
        self.names.entry(known.node, known.kind.keys(), en)
    }

    /// The draft has an id that no record has, and `near` are called alike.
    fn with_another_id(&self, near: &[usize]) -> Option<Fate> {
        let key: &Key = self.draft.kind.key("id");
        let has_own = |one: &usize| entry(self.stock.records[*one].node, key).is_some();
        match near {
            [] => None,
            // Its id was made from its name, and addresses are made of that: it stays.
            [one] if !has_own(one) => Some(Fate::Known(*one)),
            [one, ..] => {
                let (id, name) = (self.draft.id.as_deref().unwrap_or_default(), self.called());
                let own = self.said(&self.stock.records[*one], "id").unwrap_or_default();
                Some(Fate::Refused(text!(
                    "“{name}”在记录里的编号是 {own}，文件里是 {id}：是同一个就把编号改成一样，不是就让名称或门牌有区别",
                    "`{name}` has the id {own} in the records and {id} in the file: make the ids agree if they are one, else tell them apart by name or door"
                )))
            }
        }
    }

    fn called(&self) -> &str {
        self.draft
            .text("name")
            .or_else(|| self.draft.text("door"))
            .or_else(|| self.draft.text("title"))
            .unwrap_or("?")
    }

    fn twice(&self) -> Text {
        let name = self.called();
        text!("“{name}”在文件里有两行", "`{name}` has two rows in the file")
    }

    fn several(&self, count: usize) -> Text {
        let name = self.called();
        text!(
            "记录里有 {count} 个“{name}”，看不出是哪一个；在文件里加一列编号",
            "{count} records are called `{name}`, and it cannot be told which is meant: add a column of ids"
        )
    }

    fn elsewhere(&self, found: &[usize]) -> Text {
        let (name, here) = (self.called(), self.draft.text("grid").unwrap_or_default());
        let known = &self.stock.records[found[0]];
        let there = self.said(known, "grid").unwrap_or_default();
        text!(
            "记录里的“{name}”属于 {there}，文件里属于 {here}：是同一个人就先改记录里的所属网格，不是就在文件里加一列编号",
            "`{name}` belongs to {there} in the records and to {here} in the file: change the grid in the records if they are one person, else add a column of ids"
        )
    }
}
