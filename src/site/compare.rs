//! Which records say something else than at the last planning, with all that was worked out for them.

use std::sync::Arc;

use crate::calendar::Period;
use crate::model::Board;
use crate::model::board::SchemeIx;

use super::seen::{Changed, Kind};
use super::tables::{OfSubject, ResultAt, Tables};

impl Tables {
    /// Which records of `board`, for which these tables were made, say something else than those of `old` with
    /// `before`; `None` where all pages must be planned anew.
    pub fn changed(&self, board: &Board, before: &Tables, old: &Board) -> Option<Changed> {
        let same_frame = self.shell == before.shell
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
                let (sheet, before) = (&board.ratings[a.1.0], &old.ratings[b.1.0]);
                a.0 == b.0
                    && (Arc::ptr_eq(sheet, before) && a.1.1 == b.1.1
                        || sheet.entries[a.1.1] == before.entries[b.1.1])
            };
            new.len() == was.len() && new.iter().zip(was).all(same)
        };
        let results = |new: &OfSubject, was: &OfSubject| {
            let same = |(a, b): ((&SchemeIx, &Vec<_>), (&SchemeIx, &Vec<_>))| a.0 == b.0 && rated(a.1, b.1);
            new.rated.len() == was.rated.len() && new.rated.iter().zip(&was.rated).all(same)
        };
        let subject = |new: &OfSubject, was: &OfSubject| {
            (&new.commitments, &new.ledger) == (&was.commitments, &was.ledger)
        };
        let same_ground = Arc::ptr_eq(&board.ground, &old.ground);
        let mut changed = Changed::default();
        changed.mark(Kind::Grid, (old.grids.len(), board.grids.len()), |at| {
            (same_ground || board.grids[at] == old.grids[at])
                && self.grids[at] == before.grids[at]
                && subject(&self.as_subjects.0[at], &before.as_subjects.0[at])
        });
        changed.mark(Kind::Member, (old.members.len(), board.members.len()), |at| {
            (same_ground || board.members[at] == old.members[at])
                && self.members[at] == before.members[at]
                && subject(&self.as_subjects.1[at], &before.as_subjects.1[at])
        });
        changed.mark(Kind::GridStars, (old.grids.len(), board.grids.len()), |at| {
            self.as_subjects.0[at].stars == before.as_subjects.0[at].stars
        });
        changed.mark(Kind::MemberStars, (old.members.len(), board.members.len()), |at| {
            self.as_subjects.1[at].stars == before.as_subjects.1[at].stars
        });
        changed.mark(Kind::GridResults, (old.grids.len(), board.grids.len()), |at| {
            results(&self.as_subjects.0[at], &before.as_subjects.0[at])
        });
        changed.mark(Kind::MemberResults, (old.members.len(), board.members.len()), |at| {
            results(&self.as_subjects.1[at], &before.as_subjects.1[at])
        });
        changed.mark(Kind::Household, (old.households.len(), board.households.len()), |at| {
            (same_ground || board.households[at] == old.households[at])
                && self.households[at] == before.households[at]
        });
        changed.mark(Kind::Sheet, (old.ratings.len(), board.ratings.len()), |at| {
            Arc::ptr_eq(&board.ratings[at], &old.ratings[at]) || board.ratings[at] == old.ratings[at]
        });
        macro_rules! lists {
            ($($kind:ident: $list:ident;)*) => {$(
                changed.mark(Kind::$kind, (old.$list.len(), board.$list.len()), |at| {
                    same_ground || board.$list[at] == old.$list[at]
                });
            )*};
        }
        lists! {
            Commitment: commitments;
            Activity: activities;
            Reply: replies;
            Service: services;
            Page: pages;
            Asset: assets;
        }
        Some(changed)
    }
}
