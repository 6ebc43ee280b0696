//! What members and grids did with a date: promised, or recorded in the ledger. Rules compare it with terms.

use crate::calendar::NaiveDate;
use crate::diagnostic::Said;
use crate::model::Ground;
use crate::model::board::{Subject, Term};
use crate::source::At;

/// One act.
pub(super) struct Act<'a> {
    /// Whose.
    pub by: Subject,
    /// When.
    pub date: &'a At<NaiveDate>,
    /// What, as a message says it.
    pub what: Said,
}

const PROMISED: Said = Said { zh: "作出承诺", en: "promised" };
const ACTED: Said = Said { zh: "有台账", en: "acted" };

/// Everything promised or done by somebody who is named.
pub(super) fn of(board: &Ground) -> impl Iterator<Item = Act<'_>> {
    let promised = board.commitments.iter().filter(|record| !record.is_stand_in);
    let promised = promised.map(|record| Act { by: record.by.value, date: &record.made, what: PROMISED });
    let acted = board.activities.iter().filter_map(|activity| {
        Some(Act { by: activity.by.as_ref()?.value, date: &activity.date, what: ACTED })
    });
    promised.chain(acted)
}

/// The term of a member or grid itself.
pub(super) fn term(board: &Ground, subject: Subject) -> &Term {
    match subject {
        Subject::Member(member) => &board[member].term,
        Subject::Grid(grid) => &board[grid].term,
    }
}
