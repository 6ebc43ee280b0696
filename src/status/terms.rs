//! Whether a term runs on a day.

use super::states;
use crate::calendar::{AsOf, Month, NaiveDate};
use crate::model::board::{GridIx, Ground, Post, Subject, Term};

states! {
    /// Where a day lies to a term.
    TermState {
        /// It runs.
        Current = "current",
        /// It is over.
        Ended = "ended",
        /// It is to come.
        NotBegun = "not_begun",
    }

    /// Who holds a post.
    PostState {
        /// Somebody in office.
        Held = "held",
        /// Nobody is named.
        Vacant = "vacant",
        /// Whoever is named, or the post, is past its term.
        Ended = "ended",
        /// Whoever is named has not begun.
        NotBegun = "not_begun",
    }
}

impl TermState {
    /// Of one term.
    pub fn of(term: &Term, day: AsOf) -> TermState {
        match () {
            () if term.ended(day) => TermState::Ended,
            () if !term.started(day) => TermState::NotBegun,
            () => TermState::Current,
        }
    }

    /// Of what runs only while all of `terms` do.
    pub fn of_all<'t>(terms: impl IntoIterator<Item = &'t Term>, day: AsOf) -> TermState {
        let states = terms.into_iter().map(|term| TermState::of(term, day));
        states.fold(TermState::Current, TermState::and)
    }

    /// Of what runs only while both do: what is over does not begin any more.
    pub fn and(self, other: TermState) -> TermState {
        match (self, other) {
            (TermState::Ended, _) | (_, TermState::Ended) => TermState::Ended,
            (TermState::NotBegun, _) | (_, TermState::NotBegun) => TermState::NotBegun,
            (TermState::Current, TermState::Current) => TermState::Current,
        }
    }
}

impl PostState {
    /// Of `post`; `own` is the term of whoever it names, `is_held` whether they hold it.
    pub fn of(post: &Post, own: Option<&Term>, is_held: bool, day: AsOf) -> PostState {
        match own {
            _ if is_held => PostState::Held,
            None => PostState::Vacant,
            Some(own) if post.term.ended(day) || own.ended(day) => PostState::Ended,
            Some(_) => PostState::NotBegun,
        }
    }
}

impl Ground {
    /// The subject's own term.
    pub fn term_of(&self, subject: Subject) -> &Term {
        match subject {
            Subject::Grid(grid) => &self[grid].term,
            Subject::Member(member) => &self[member].term,
        }
    }

    /// A grid's state: its own, that of a grid above, or its network's.
    pub fn grid_state(&self, grid: GridIx, day: AsOf) -> TermState {
        TermState::of_all(self.terms(grid), day)
    }

    /// The last day of a grid: its own, that of a grid above, or its network's, whichever comes first.
    pub fn last_day(&self, grid: GridIx) -> Option<NaiveDate> {
        self.terms(grid).filter_map(|term| Some(term.to.as_ref()?.value)).min()
    }

    /// Whether the subject is in office or in force.
    pub fn is_current(&self, subject: Subject, day: AsOf) -> bool {
        match subject {
            Subject::Grid(grid) => self.in_force(grid, day),
            Subject::Member(member) => self[member].term.holds(day),
        }
    }

    /// Whether the subject's own term reaches into the days from `first` to `last`.
    pub fn serves(&self, subject: Subject, first: NaiveDate, last: NaiveDate) -> bool {
        let term = self.term_of(subject);
        term.started(AsOf(last)) && !term.ended(AsOf(first))
    }

    /// Whether the subject's own term reaches into `month`.
    pub fn serves_in(&self, subject: Subject, month: Month) -> bool {
        self.serves(subject, month.first_day(), month.last_day())
    }
}
