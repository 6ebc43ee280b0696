//! The orders of long lists as pages see them: who reads one depends on all that decides it.

use crate::model::board::{RatingSheet, SchemeIx, Subject};

use crate::site::tracking::facts::Facts;
use crate::site::tracking::orders::Head;
use crate::site::urls::{PromiseOrder, ResultOrder};

impl Facts<'_> {
    /// The orders in which they are listed.
    pub(crate) fn promise_orders(&self) -> Vec<PromiseOrder> {
        self.board.commitments();
        self.tables.orders.of_promises().collect()
    }

    /// All of them in `order`, each with what it stands under.
    pub(crate) fn promises_by(&self, order: PromiseOrder) -> &[(Head, usize)] {
        self.board.commitments();
        if order == PromiseOrder::Grid {
            // Whoever promised belongs to one.
            self.board.note_members();
        }
        self.tables.orders.promises(order)
    }

    /// The kinds of commitments, as they are listed.
    pub(crate) fn promise_kinds(&self) -> &[String] {
        self.board.commitments();
        &self.tables.orders.kinds
    }

    /// The years of a scheme's results, the last one first, each with its orders and how many they tell of.
    pub(crate) fn result_orders(
        &self,
        scheme: SchemeIx,
    ) -> impl DoubleEndedIterator<Item = (i32, ResultOrder, usize)> + '_ {
        self.note_results();
        self.tables.orders.of_results(scheme).rev()
    }

    /// Who should have been rated in the published bulletin `sheet` and is not in it; grids first.
    pub(crate) fn unrated(&self, sheet: &RatingSheet) -> &[Subject] {
        self.board.note_unrated();
        self.tables.orders.unrated(sheet.scheme, sheet.period)
    }

    /// Those whom a year's results tell of, in `order`.
    pub(crate) fn results_by(&self, scheme: SchemeIx, year: i32, order: ResultOrder) -> Option<&[Subject]> {
        self.note_results();
        self.tables.orders.results(scheme, year, order)
    }

    /// Notes that it is read who was rated and should have been, in all orders.
    fn note_results(&self) {
        self.board.note_unrated();
        self.board.note_members();
    }
}
