//! Questions, answers, and how long they took.

use std::cmp::Reverse;

use super::desk::Desk;
use super::facts::Facts;
use super::urls::{self, Target};
use super::view::{RepliesView, ReplyItem};

/// Indices of what was asked by the as-of date.
pub(super) fn asked(facts: &Facts) -> impl Iterator<Item = usize> {
    let replies = facts.board.replies().iter().enumerate();
    replies.filter(|(_, reply)| reply.asked.value <= facts.day.0).map(|(at, _)| at)
}

impl Desk<'_> {
    /// One question as it stands on the as-of date: an answer given later is not there yet.
    pub fn reply(&self, at: usize) -> ReplyItem {
        let day = self.facts.day.0;
        let record = &self.facts.board.replies()[at];
        let answered = record.answered.as_ref().map(|at| at.value);
        let done = match answered {
            Some(date) => date <= day,
            None => record.answer.is_some(),
        };
        let answered = answered.filter(|_| done);
        let until = if done { answered } else { Some(day) };
        let due = record.due.as_ref().map(|at| at.value);
        let late = due.zip(until).map(|(due, until)| (until - due).num_days()).filter(|days| *days > 0);
        ReplyItem {
            anchor: urls::anchor(self.facts.board, Target::Reply(at)).unwrap_or_default(),
            href: self.href(Target::Reply(at)),
            asked: record.asked.value.to_string(),
            topic: record.topic.clone(),
            question: record.question.value.clone(),
            due: due.map(|date| date.to_string()),
            answered: answered.map(|date| date.to_string()),
            answer: record.answer.as_ref().filter(|_| done).map(|answer| self.markdown(answer)),
            state: match (done, late) {
                (true, Some(_)) => "late",
                (true, None) => "answered",
                (false, Some(_)) => "overdue",
                (false, None) => "waiting",
            },
            days: until.map(|until| (until - record.asked.value).num_days()),
            days_late: late,
        }
    }

    /// All questions: unanswered (overdue first, then the longest waiting), answered (newest answer first).
    pub fn replies(&self) -> (Vec<ReplyItem>, Vec<ReplyItem>) {
        let all = asked(self.facts).map(|at| self.reply(at));
        let (mut waiting, mut answered): (Vec<ReplyItem>, Vec<ReplyItem>) =
            all.partition(|reply| matches!(reply.state, "waiting" | "overdue"));
        waiting.sort_by(|a, b| (a.state != "overdue", &a.asked).cmp(&(b.state != "overdue", &b.asked)));
        answered.sort_by(|a, b| Reverse((&a.answered, &a.asked)).cmp(&Reverse((&b.answered, &b.asked))));
        (waiting, answered)
    }
}

/// `replies/index.html`
pub(super) fn page(facts: &Facts) -> RepliesView {
    let desk = Desk::new(facts, Target::Replies);
    let (waiting, answered) = desk.replies();
    RepliesView {
        page: desk.frame("replies", None, Vec::new()),
        site: facts.site.clone(),
        overdue: waiting.iter().filter(|reply| reply.state == "overdue").count(),
        waiting,
        answered,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{on, village};
    use super::*;

    #[test]
    fn the_deadline_itself_is_in_time() {
        let board = village(
            "",
            "replies:
  - {asked: 2026-03-01, question: 甲, due: 2026-03-10, answered: 2026-03-10, answer: 好}
  - {asked: 2026-03-02, question: 乙, due: 2026-03-10, answered: 2026-03-12, answer: 好}
  - {asked: 2026-03-03, question: 丙, due: 2026-03-20}
",
        );
        let states = |day: &str| -> Vec<(&'static str, Option<i64>)> {
            on(&board, day, |facts| {
                let desk = Desk::new(facts, Target::Replies);
                (0..3).map(|at| desk.reply(at)).map(|reply| (reply.state, reply.days)).collect()
            })
        };
        assert_eq!(states("2026-03-20"), [("answered", Some(9)), ("late", Some(10)), ("waiting", Some(17))]);
        assert_eq!(states("2026-03-21")[2], ("overdue", Some(18)));
        assert_eq!(states("2026-03-09")[0], ("waiting", Some(8)), "not answered yet");
        on(&board, "2026-03-09", |facts| assert_eq!(Desk::new(facts, Target::Replies).reply(0).answer, None));
    }
}
