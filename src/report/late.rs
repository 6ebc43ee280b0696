//! What is late on a day, as the board itself shows it.

use super::findings::{Late, LateKind, who};
use crate::calendar::AsOf;
use crate::model::Ground;
use crate::model::board::{DisclosureIx, Subject};
use crate::status;
use crate::status::disclosures::{DisclosureState, DisclosureStatus};
use crate::status::duties::{self, Duties};
use crate::status::posts::posts;

/// Commitments, disclosures, duties and questions past their day, in this order.
pub(super) fn late(board: &Ground, day: AsOf) -> Vec<Late> {
    [commitments(board, day), disclosures(board, day), cadences(board, day), replies(board, day)].concat()
}

fn commitments(board: &Ground, day: AsOf) -> Vec<Late> {
    let one = |at: usize| {
        let record = &board.commitments[at];
        Late {
            kind: LateKind::Commitment,
            title: record.title.value.clone(),
            who: vec![who(board, record.by.value).name],
            period: None,
            owed: 1,
            due: record.due.as_ref().map(|due| due.value),
        }
    };
    status::commitments::overdue(&board.commitments, day).map(one).collect()
}

fn disclosures(board: &Ground, day: AsOf) -> Vec<Late> {
    let one = |at: usize| {
        let record = &board.disclosures[at];
        let status = DisclosureStatus::of(record, DisclosureIx(at as u32), &board.pages, day);
        let next = status.next().filter(|_| status.state == DisclosureState::Overdue)?;
        Some(Late {
            kind: LateKind::Disclosure,
            title: record.name.clone(),
            who: Vec::new(),
            period: next.period,
            owed: status.late(),
            due: Some(next.due),
        })
    };
    (0..board.disclosures.len()).filter_map(one).collect()
}

fn cadences(board: &Ground, day: AsOf) -> Vec<Late> {
    let duties = Duties::new(board, &posts(board), day);
    let subjects = board.grid_ids().map(Subject::Grid).chain(board.member_ids().map(Subject::Member));
    let calendars = subjects.map(|subject| (subject, &*duties.of(subject).calendars));
    let one = |behind: duties::Behind| Late {
        kind: LateKind::Cadence,
        title: board[behind.cadence].name.clone(),
        who: behind.who.into_iter().map(|subject| who(board, subject).name).collect(),
        period: Some(behind.period),
        owed: 1,
        due: None,
    };
    duties::behind(calendars, day).into_iter().map(one).collect()
}

fn replies(board: &Ground, day: AsOf) -> Vec<Late> {
    let one = |at: usize| {
        let record = &board.replies[at];
        Late {
            kind: LateKind::Reply,
            title: record.question.value.clone(),
            who: Vec::new(),
            period: None,
            owed: 1,
            due: record.due.as_ref().map(|due| due.value),
        }
    };
    status::replies::overdue(&board.replies, day).map(one).collect()
}
