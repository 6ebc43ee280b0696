//! What became of commitments by a day.

use std::cmp::Reverse;

use super::states;
use crate::calendar::{AsOf, NaiveDate};
use crate::model::board::{Commitment, Outcome, Progress};

states! {
    /// A commitment's state, in the order a villager cares about.
    CommitmentState {
        /// 已逾期
        Overdue = "overdue",
        /// 进行中
        Doing = "doing",
        /// 未开始
        NotStarted = "not_started",
        /// 部分兑现
        Partly = "partly",
        /// 未兑现
        Broken = "broken",
        /// 已调整
        Changed = "changed",
        /// 已兑现
        Kept = "kept",
    }
}

impl From<Outcome> for CommitmentState {
    fn from(outcome: Outcome) -> CommitmentState {
        match outcome {
            Outcome::Kept => CommitmentState::Kept,
            Outcome::Partly => CommitmentState::Partly,
            Outcome::Broken => CommitmentState::Broken,
            Outcome::Changed => CommitmentState::Changed,
        }
    }
}

impl Commitment {
    /// Its state on `day`: the outcome, else overdue from the day after `due`, else whether any progress is told
    /// by then.
    pub fn state(&self, day: AsOf) -> CommitmentState {
        if let Some(outcome) = self.verdict(day) {
            return outcome.into();
        }
        if self.due.as_ref().is_some_and(|due| due.value < day.0) {
            return CommitmentState::Overdue;
        }
        match self.latest(day) {
            Some(_) => CommitmentState::Doing,
            None => CommitmentState::NotStarted,
        }
    }

    /// The outcome that holds on `day`: the last one told by then; one of which no day is known always holds.
    pub fn verdict(&self, day: AsOf) -> Option<Outcome> {
        if self.verdicts().next().is_none() {
            return self.outcome.as_ref().map(|outcome| outcome.value);
        }
        self.verdicts().rfind(|(date, _)| *date <= day.0).map(|(_, outcome)| outcome.value)
    }

    /// The progress told by `day`, oldest first.
    pub fn told(&self, day: AsOf) -> impl DoubleEndedIterator<Item = &Progress> {
        self.progress.iter().filter(move |step| step.date.value <= day.0)
    }

    /// The last progress told by `day`.
    pub fn latest(&self, day: AsOf) -> Option<&Progress> {
        self.told(day).next_back()
    }

    /// How many days past its deadline it is; `None` unless overdue.
    pub fn days_overdue(&self, day: AsOf) -> Option<i64> {
        let due = self.due.as_ref().filter(|_| self.state(day) == CommitmentState::Overdue)?;
        Some((day.0 - due.value).num_days())
    }

    /// The day on which it was settled, as far as that is known; `None` while it is open.
    fn settled(&self, day: AsOf) -> Option<NaiveDate> {
        self.verdict(day)?;
        let judged = self.verdicts().rfind(|(date, _)| *date <= day.0).map(|(date, _)| date);
        let told = judged.or_else(|| self.latest(day).map(|step| step.date.value));
        Some(told.or(self.due.as_ref().map(|due| due.value)).unwrap_or(self.made.value))
    }
}

/// What was promised by `day`, with its index.
pub fn made(commitments: &[Commitment], day: AsOf) -> impl Iterator<Item = (usize, &Commitment)> {
    commitments.iter().enumerate().filter(move |(_, commitment)| commitment.made.value <= day.0)
}

/// Indices of what was promised by `day`, as lists show it: by state, the nearest deadline first, what is settled
/// newest first.
pub fn sorted(commitments: &[Commitment], day: AsOf) -> Vec<usize> {
    let mut found: Vec<usize> = made(commitments, day).map(|(at, _)| at).collect();
    found.sort_by_key(|&at| {
        let commitment = &commitments[at];
        let due = commitment.due.as_ref().map(|due| due.value);
        (commitment.state(day), commitment.settled(day).map(Reverse), due.is_none(), due)
    });
    found
}

/// Those of them that are overdue.
pub fn overdue(commitments: &[Commitment], day: AsOf) -> impl Iterator<Item = usize> {
    let sorted = sorted(commitments, day).into_iter();
    sorted.take_while(move |&at| commitments[at].state(day) == CommitmentState::Overdue)
}
