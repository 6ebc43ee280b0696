//! Which records say something else than at the last planning, with all that was worked out for them.

use std::sync::Arc;

use crate::calendar::Period;
use crate::model::board::{GridIx, HouseholdIx, MemberIx, SchemeIx, Subject};

use crate::site::tracking::cache::Basis;
use crate::site::tracking::notes::{Changed, Tracked};
use crate::site::tracking::tables::{OfSubject, ResultAt};

impl Basis {
    /// Which records say something else than those of `before`; `None` where all pages must be planned anew.
    pub(crate) fn changed(&self, before: &Basis) -> Option<Changed> {
        let (board, old) = (&*self.board.ground, &*before.board.ground);
        let (sheets, old_sheets) = (&self.board.ratings, &before.board.ratings);
        let (tables, known) = (&*self.tables, &*before.tables);
        let same_frame = tables.shell == known.shell
            && board.settings == old.settings
            && board.networks == old.networks
            && board.schemes == old.schemes
            && board.cadences == old.cadences
            && board.disclosures == old.disclosures
            && board.translations == old.translations;
        if !same_frame {
            return None;
        }
        let rated = |new: &[(Period, ResultAt)], was: &[(Period, ResultAt)]| {
            let same = |(a, b): (&(Period, ResultAt), &(Period, ResultAt))| {
                let (sheet, before) = (&sheets[a.1.0], &old_sheets[b.1.0]);
                a.0 == b.0
                    && (Arc::ptr_eq(sheet, before) && a.1.1 == b.1.1
                        || sheet.entries[a.1.1] == before.entries[b.1.1])
            };
            new.len() == was.len() && new.iter().zip(was).all(same)
        };
        let results = |new: &OfSubject, was: &OfSubject| {
            let same = |(a, b): ((&SchemeIx, &Vec<_>), (&SchemeIx, &Vec<_>))| a.0 == b.0 && rated(a.1, b.1);
            new.stars == was.stars
                && new.rated.len() == was.rated.len()
                && new.rated.iter().zip(&was.rated).all(same)
        };
        let work = |subject| {
            tables.of(subject).commitments == known.of(subject).commitments
                && tables.duties.of(subject) == known.duties.of(subject)
        };
        let same_ground = Arc::ptr_eq(&self.board.ground, &before.board.ground);
        let mut changed = Changed::default();
        macro_rules! mark {
            ($kind:ident, $list:ident, $is_same:expr) => {
                changed.mark(Tracked::$kind, (old.$list.len(), board.$list.len()), $is_same)
            };
        }
        let grids = |at: usize| (&tables.grids[at], &known.grids[at]);
        mark!(Grid, grids, |at| {
            let (new, was) = grids(at);
            (same_ground || board.grids[at] == old.grids[at]) && new.state == was.state
        });
        mark!(GridTerm, grids, |at| same_ground || board.grids[at].term == old.grids[at].term);
        mark!(GridChain, grids, |at| grids(at).0.chain == grids(at).1.chain);
        mark!(GridCounts, grids, |at| grids(at).0.counts == grids(at).1.counts);
        mark!(GridLists, grids, |at| {
            let (new, was) = grids(at);
            self.numbering.are_same(&new.listed, &before.numbering, &was.listed)
                && (&new.serving, &new.notices) == (&was.serving, &was.notices)
                && work(Subject::Grid(GridIx(at as u32)))
        });
        mark!(GridResults, grids, |at| results(&tables.as_subjects.0[at], &known.as_subjects.0[at]));
        let members = |at: usize| (&tables.members[at], &known.members[at]);
        mark!(Member, members, |at| {
            let (new, was) = members(at);
            (same_ground || board.members[at] == old.members[at]) && new.has_page == was.has_page
        });
        mark!(MemberTerm, members, |at| same_ground || board.members[at].term == old.members[at].term);
        mark!(MemberDuties, members, |at| {
            let (new, was) = members(at);
            (&new.patches, &new.posts) == (&was.patches, &was.posts)
                && work(Subject::Member(MemberIx(at as u32)))
        });
        mark!(MemberResults, members, |at| results(&tables.as_subjects.1[at], &known.as_subjects.1[at]));
        let key = |at: usize| tables.keys.of(board, HouseholdIx(at as u32));
        let key_before = |at: usize| known.keys.of(old, HouseholdIx(at as u32));
        let places = before.numbering.places(&self.numbering);
        changed.mark_numbered(Tracked::Household, &places, |new, was| {
            (same_ground || board.households[new] == old.households[was])
                && tables.households.of(new) == known.households.of(was)
                && key(new) == key_before(was)
        });
        changed.mark(Tracked::Sheet, (old_sheets.len(), sheets.len()), |at| sheets[at] == old_sheets[at]);
        mark!(Activity, activities, |at| {
            (same_ground || board.activities[at] == old.activities[at])
                && tables.duties.acts[at] == known.duties.acts[at]
        });
        mark!(Commitment, commitments, |at| {
            (same_ground || board.commitments[at] == old.commitments[at])
                && tables.promise_pages[at] == known.promise_pages[at]
        });
        macro_rules! lists {
            ($($kind:ident: $list:ident;)*) => {$(
                mark!($kind, $list, |at| same_ground || board.$list[at] == old.$list[at]);
            )*};
        }
        lists! {
            Reply: replies;
            Service: services;
            Page: pages;
            Board: boards;
            Asset: assets;
        }
        changed.mark(Tracked::Record, (1, 1), |_| self.board.record == before.board.record);
        Some(changed)
    }
}
