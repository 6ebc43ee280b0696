//! Which grid each change is of, and where records are by their ids: worked out once for all pages of changes.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::model::Board;
use crate::model::board::{GridIx, MemberIx, PageIx, PageKind};
use crate::publication::{Fields, HEAD, Key, Op, Record, Step, Version};

/// All of it; nothing where the board keeps no record.
#[derive(Debug, Default)]
pub(in crate::site) struct ChangePlaces {
    /// What became other in a grid since the first publication, newest first.
    pub of_grid: BTreeMap<GridIx, Vec<Step>>,
    grids: HashMap<String, GridIx>,
    members: HashMap<String, MemberIx>,
    commitments: HashMap<String, usize>,
    notices: HashMap<String, PageIx>,
}

impl ChangePlaces {
    /// Those of `board`.
    pub(in crate::site) fn new(board: &Board) -> ChangePlaces {
        let Some(record) = &board.record else { return ChangePlaces::default() };
        let ground = &board.ground;
        let pages = ground.pages.iter().zip((0..).map(PageIx));
        let mut places = ChangePlaces {
            of_grid: BTreeMap::new(),
            grids: ground.grid_ids().map(|at| (ground[at].id.value.clone(), at)).collect(),
            members: ground.member_ids().map(|at| (ground[at].id.value.clone(), at)).collect(),
            commitments: ground.commitments.iter().map(|one| one.id.value.clone()).zip(0..).collect(),
            notices: pages
                .filter(|(page, _)| page.kind == PageKind::Notice)
                .map(|(page, at)| (page.id.value.clone(), at))
                .collect(),
        };
        for (step, version) in all(record).rev().take_while(|(step, _)| step.entry > 0) {
            // What is rated or done each month is told where it belongs.
            let is_routine = version.op == Op::Added
                && matches!(version.key.kind.as_str(), "ratings" | "activities" | "disclosures");
            let grid = place_of(record, &version.key, said(record, step)).filter(|_| !is_routine);
            if let Some(grid) = grid.and_then(|id| places.grids.get(id)) {
                places.of_grid.entry(*grid).or_default().push(step);
            }
        }
        places
    }

    pub(super) fn grid(&self, id: &str) -> Option<GridIx> {
        self.grids.get(id).copied()
    }

    pub(super) fn member(&self, id: &str) -> Option<MemberIx> {
        self.members.get(id).copied()
    }

    pub(super) fn commitment(&self, id: &str) -> Option<usize> {
        self.commitments.get(id).copied()
    }

    pub(super) fn notice(&self, id: &str) -> Option<PageIx> {
        self.notices.get(id).copied()
    }
}

/// Every version but the heads, oldest first.
fn all(record: &Record) -> impl DoubleEndedIterator<Item = (Step, &Version)> {
    record.entries.iter().enumerate().flat_map(|(entry, one)| {
        let versions = one.versions.iter().enumerate().filter(|(_, version)| version.key.kind != HEAD);
        versions.map(move |(version, of)| (Step { entry, version }, of))
    })
}

/// What a record says after `step`, or, once it is taken down, said before.
fn said(record: &Record, step: Step) -> &Fields {
    let version = record.version(step);
    let own = record.told(step);
    if version.op != Op::Removed {
        return own;
    }
    let before = record.history(&version.key).iter().take_while(|&&other| other != step).last();
    before.map_or(own, |&before| record.told(before))
}

/// The grid that a record is of, by id.
fn place_of<'r>(record: &'r Record, key: &'r Key, fields: &'r Fields) -> Option<&'r str> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let home = |member: &str| {
        let key = Key { kind: "members".to_owned(), id: member.to_owned() };
        record.current(&key)?.get("grid").and_then(Value::as_str)
    };
    let subject = |kind: &str, id: &str| match text(kind) {
        Some("grid") => text(id),
        _ => home(text(id)?),
    };
    match key.kind.as_str() {
        "grids" => Some(&key.id),
        "members" | "notices" | "figures" => text("grid"),
        "commitments" | "activities" => subject("by_kind", "by"),
        "ratings" => subject("subject_kind", "subject"),
        _ => None,
    }
}
