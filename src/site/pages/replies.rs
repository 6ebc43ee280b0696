//! Questions, answers, and how long they took.

use crate::status::replies::{ReplyState, sorted};

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::{self, Target};
use crate::site::view::{RepliesView, ReplyItem};

impl Desk<'_> {
    /// One question as it stands on the as-of date: an answer given later is not there yet.
    pub(crate) fn reply(&self, at: usize) -> ReplyItem {
        let record = &self.facts.board.replies()[at];
        let status = record.status(self.facts.day);
        let answer = record.answer.as_ref().filter(|_| status.state.is_answered());
        ReplyItem {
            anchor: urls::anchor(self.facts.board, Target::Reply(at)).unwrap_or_default(),
            href: self.href(Target::Reply(at)),
            asked: record.asked.value.to_string(),
            topic: record.topic.clone(),
            question: record.question.value.clone(),
            due: record.due.as_ref().map(|at| at.value.to_string()),
            answered: status.answered.map(|date| date.to_string()),
            answer: answer.map(|answer| self.markdown(answer)),
            state: status.state,
            days: status.days,
            days_late: status.days_late,
        }
    }
}

/// `replies/index.html`
pub(in crate::site) fn page(facts: &Facts) -> RepliesView {
    let desk = Desk::new(facts, Target::Replies);
    let (waiting, answered) = sorted(facts.board.replies(), facts.day);
    let items = |list: Vec<usize>| -> Vec<ReplyItem> { list.into_iter().map(|at| desk.reply(at)).collect() };
    let (waiting, answered) = (items(waiting), items(answered));
    RepliesView {
        page: desk.frame("replies", None, Vec::new()),
        site: facts.site.clone(),
        overdue: waiting.iter().filter(|reply| reply.state == ReplyState::Overdue).count(),
        waiting,
        answered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{on, village};

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
                (0..3).map(|at| desk.reply(at)).map(|reply| (reply.state.code(), reply.days)).collect()
            })
        };
        assert_eq!(states("2026-03-20"), [("answered", Some(9)), ("late", Some(10)), ("waiting", Some(17))]);
        assert_eq!(states("2026-03-21")[2], ("overdue", Some(18)));
        assert_eq!(states("2026-03-09")[0], ("waiting", Some(8)), "not answered yet");
        on(&board, "2026-03-09", |facts| assert_eq!(Desk::new(facts, Target::Replies).reply(0).answer, None));
    }
}
