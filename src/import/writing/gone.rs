//! Records of the board that the file no longer lists. They stay; with `--prune` members and households end on the
//! as-of day. Nothing is deleted: pages speak of them.

use std::collections::BTreeSet;

use crate::import::draft::{DraftValue, Field, RecordKind};

use super::merge::Merge;
use super::same::text;
use super::told::Item;

/// Kinds whose sheets list all there are of a grid, or of whoever promised.
const LISTED: [RecordKind; 4] =
    [RecordKind::Grid, RecordKind::Member, RecordKind::Household, RecordKind::Commitment];

impl<'a> Merge<'a> {
    /// Those of the same grids (for members, of the same positions as well) that no row means; with `prune` they end.
    pub(super) fn gone(&mut self, prune: bool) -> Vec<Item> {
        let mut gone = Vec::new();
        for kind in LISTED {
            for record in self.missing(kind) {
                let changes = if prune { self.end(record) } else { Vec::new() };
                gone.push(self.item(record, String::new(), changes));
            }
        }
        gone
    }

    fn missing(&self, kind: RecordKind) -> Vec<usize> {
        let of_kind = || self.drafts.iter().zip(&self.marks).filter(|(draft, _)| draft.kind == kind);
        let groups: BTreeSet<&String> = of_kind().filter_map(|(_, (_, group))| group.as_ref()).collect();
        let titles: Option<BTreeSet<String>> =
            of_kind().map(|(draft, _)| Some(text(draft.text("title")?))).collect();
        let titles = titles.filter(|_| kind == RecordKind::Member);
        // Rows that are not taken mean somebody as well.
        let named: BTreeSet<String> =
            of_kind().filter_map(|(draft, _)| Some(text(draft.text("name")?))).collect();
        let says = |record: usize, en: &str| self.names.entry(self.known(record).1, kind.keys(), en);
        let is_missing = |record: &usize| {
            let known = &self.stock.records[*record];
            known.kind == kind
                && known.group.as_ref().is_some_and(|group| groups.contains(group))
                && !self.met.contains(record)
                && !says(*record, "name").is_some_and(|name| named.contains(&name))
                && titles
                    .as_ref()
                    .is_none_or(|titles| says(*record, "title").is_some_and(|own| titles.contains(&own)))
                && !self.has_ended(*record)
        };
        (0..self.stock.records.len()).filter(is_missing).collect()
    }

    fn has_ended(&self, record: usize) -> bool {
        let (known, (_, node)) = (&self.stock.records[record], self.known(record));
        match known.kind {
            RecordKind::Member => {
                let member = self.members.get(&node.head()).map(|member| &self.board[*member]);
                let end = member.and_then(|member| member.term.to.as_ref());
                end.is_some_and(|end| end.value <= self.as_of.0)
            }
            RecordKind::Household => {
                self.households.get(&node.head()).is_some_and(|at| self.board[*at].to.is_some())
            }
            _ => false,
        }
    }

    /// Ends a member or a household; what changed.
    fn end(&mut self, record: usize) -> Vec<super::told::Change> {
        let (kind, (_, node), day) = (self.stock.records[record].kind, self.known(record), self.as_of.0);
        let written = self.write(record, String::new(), |writing| match kind {
            RecordKind::Member | RecordKind::Household => {
                let (key, value) = (kind.key("to"), DraftValue::Day(day));
                writing.fields(node, &[Field { key, value, place: String::new() }], false)
            }
            _ => Ok(()),
        });
        let ended = self.changed.remove(&record).map(|(_, changes)| changes);
        written.ok().and(ended).unwrap_or_default()
    }
}
