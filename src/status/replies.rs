//! Which questions are answered by a day, and how long that took.

use std::cmp::Reverse;

use super::states;
use crate::calendar::{AsOf, NaiveDate};
use crate::model::board::Reply;

states! {
    /// How a question stands.
    ReplyState {
        /// Answered in time, or without a deadline.
        Answered = "answered",
        /// Answered after its deadline.
        Late = "late",
        /// Not answered, and still in time.
        Waiting = "waiting",
        /// Not answered after its deadline.
        Overdue = "overdue",
    }
}

/// A question on a day: an answer given later is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplyStatus {
    /// How it stands.
    pub state: ReplyState,
    /// The day of the answer, if it is there and its day is known.
    pub answered: Option<NaiveDate>,
    /// Days from the question to the answer, or to the day asked about while there is none; `None` when answered on an
    /// unknown day.
    pub days: Option<i64>,
    /// Days past the deadline.
    pub days_late: Option<i64>,
}

impl ReplyState {
    /// Whether there is an answer.
    pub fn is_answered(self) -> bool {
        matches!(self, ReplyState::Answered | ReplyState::Late)
    }
}

impl Reply {
    /// How it stands on `day`.
    pub fn status(&self, day: AsOf) -> ReplyStatus {
        let answered = self.answered.as_ref().map(|at| at.value);
        let is_answered = match answered {
            Some(date) => date <= day.0,
            None => self.answer.is_some(),
        };
        let answered = answered.filter(|_| is_answered);
        let until = if is_answered { answered } else { Some(day.0) };
        let due = self.due.as_ref().map(|at| at.value);
        let days_late = due.zip(until).map(|(due, until)| (until - due).num_days()).filter(|days| *days > 0);
        ReplyStatus {
            state: match (is_answered, days_late) {
                (true, Some(_)) => ReplyState::Late,
                (true, None) => ReplyState::Answered,
                (false, Some(_)) => ReplyState::Overdue,
                (false, None) => ReplyState::Waiting,
            },
            answered,
            days: until.map(|until| (until - self.asked.value).num_days()),
            days_late,
        }
    }
}

/// What was asked by `day`, with its index.
pub fn asked(replies: &[Reply], day: AsOf) -> impl Iterator<Item = (usize, &Reply)> {
    replies.iter().enumerate().filter(move |(_, reply)| reply.asked.value <= day.0)
}

/// Indices of what was asked by `day`: unanswered (overdue first, then the longest waiting), answered (newest answer
/// first).
pub fn sorted(replies: &[Reply], day: AsOf) -> (Vec<usize>, Vec<usize>) {
    let all = asked(replies, day).map(|(at, _)| at);
    let status = |at: usize| replies[at].status(day);
    let (mut waiting, mut answered): (Vec<usize>, Vec<usize>) =
        all.partition(|&at| !status(at).state.is_answered());
    waiting.sort_by_key(|&at| (status(at).state != ReplyState::Overdue, replies[at].asked.value));
    answered.sort_by_key(|&at| Reverse((status(at).answered, replies[at].asked.value)));
    (waiting, answered)
}

/// Those unanswered after their deadline.
pub fn overdue(replies: &[Reply], day: AsOf) -> impl Iterator<Item = usize> {
    let (waiting, _) = sorted(replies, day);
    waiting.into_iter().take_while(move |&at| replies[at].status(day).state == ReplyState::Overdue)
}
