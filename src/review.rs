//! What the next publication would change of what was promised and published, without anybody saying why.

use serde_json::Value;

use crate::calendar::AsOf;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, rules};
use crate::publication::{Change, Fields, Key, Op, Record};
use crate::site::{self, Recorded};
use crate::source::Span;
use crate::text;

rules! {
    /// A published promise that says something else.
    pub COMMITMENT_ALTERED: "commitment-altered", Warning;
    what "公布过的承诺改了目标、期限或基数，没有写原因。"
        "the target, the due date or the baseline of a published commitment is another one, and nothing says why.";
    why "村民看得到改了什么；不写原因，就像悄悄改了。在这条承诺里加“更正”：日期、事项、原因。确实写错了，也写上。"
        "Villagers see what changed; without a reason it looks as if it was done quietly. Add `corrections` to the commitment: date, key and reason, also where it was a mistake.";
    example "\
> members:
>   - {name: 张三, title: 网格员}
> commitments:
>   - by: 张三
>     title: 修通机耕路
>     made: 2026-01-05
>     due: 2026-09-30
>     target: 1.2 公里
>     corrections: [{date: 2026-03-02, key: due, reason: 汛期不能施工，村民代表会议同意顺延}]
";

    /// A published rating that says something else.
    pub RATING_ALTERED: "rating-altered", Warning;
    what "公布过的核定评分改了，没有写原因。" "an approved rating that was published is another one, and nothing says why.";
    why "核定的评分已经公布，改动要说得出理由。在那个月的评分里加“更正”：日期、事项、原因。"
        "An approved rating is public, and changing it needs a reason. Add `corrections` to that month's rating: date, key and reason.";
    example "\
> members:
>   - {name: 张三, title: 网格员}
> ratings:
>   - month: 2026-02
>     stage: approved
>     corrections: [{date: 2026-03-02, key: total, reason: 漏扣两分}]
>     entries: [{member: 张三, scores: [86]}]
";

    /// A published record that is gone.
    pub RECORD_VANISHED: "record-vanished", Warning;
    what "公布过的网格、责任人或承诺不见了。" "a grid, a member or a commitment that was published is gone.";
    why "结束了的写“止”，承诺写“结果”，记录留着，村民才查得到。要依法撤下的用 gongkailan redact。"
        "What ended gets `to`, a promise its `outcome`, and the record stays, so that people can look it up. What must be withdrawn for privacy is withdrawn with `gongkailan redact`.";
    example "\
> members:
>   - {name: 张三, title: 网格员, from: 2021-01-01, to: 2026-02-28}
";

    /// A notice that is gone too early.
    pub NOTICE_TAKEN_DOWN: "notice-taken-down", Warning;
    what "公告没有到期就撤下了。" "a notice was taken down before its time.";
    why "公示要满期限。到期的公告会自己收进往期，不用删。"
        "A notice must be on display for as long as it says. One that expired goes to the archive by itself and need not be removed.";
    example "\
> -- content/停水.md --
> ---
> title: 停水通知
> kind: notice
> date: 2026-03-20
> expires: 2026-05-31
> ---
> 水管检修。
";
}

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&COMMITMENT_ALTERED, &RATING_ALTERED, &RECORD_VANISHED, &NOTICE_TAKEN_DOWN];

/// What of a promise must not change quietly.
const PROMISED: [&str; 3] = ["target", "due", "baseline"];

/// What of a rating is its result.
const RATED: [&str; 4] = ["stars", "stars_of", "total", "scores"];

/// The faults in `changes`, which lead from `record` to `rows`.
pub fn review(record: &Record, changes: &[Change], rows: &[(Key, Recorded)], day: AsOf) -> Diagnostics {
    let mut out = Diagnostics::default();
    let at = |key: &Key| {
        let row = rows.iter().find(|(of, _)| of == key);
        row.and_then(|(_, row)| row.at).unwrap_or(Span::BOARD)
    };
    for change in changes {
        let Some(before) = record.current(&change.key) else { continue };
        match (change.key.kind.as_str(), change.op) {
            ("commitments", Op::Changed) => {
                for name in altered(change, &PROMISED) {
                    out.push(commitment(change, before, name, at(&change.key)));
                }
            }
            ("ratings", Op::Changed) => {
                rating(change, before, at).into_iter().for_each(|found| out.push(found))
            }
            ("notices", Op::Removed) if !is_over(before, day) => out.push(notice(&change.key, before)),
            ("grids" | "members" | "commitments", Op::Removed) if !is_settled(before) => {
                out.push(vanished(&change.key, before));
            }
            _ => {}
        }
    }
    out
}

/// Which of `names` are other than before, without a reason.
fn altered<'n>(change: &Change, names: &[&'n str]) -> Vec<&'n str> {
    let is_other = |name: &str| change.set.contains_key(name) || change.unset.iter().any(|gone| gone == name);
    let has_reason = |name: &str| change.reasons.iter().any(|reason| reason.key == name);
    names.iter().copied().filter(|name| is_other(name) && !has_reason(name)).collect()
}

fn said<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A value as it is told; a dash where there is none.
fn told(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "—".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn commitment(change: &Change, before: &Fields, name: &str, at: Span) -> Diagnostic {
    let (was, now) = (told(before.get(name)), told(change.set.get(name)));
    let title = said(before, "title");
    let zh =
        site::columns("commitments").iter().find(|field| field.name == name).map_or(name, |field| field.zh);
    let message = text!(
        "承诺“{title}”公布过的{zh}改了：{was} → {now}，没有写原因",
        "the {name} of commitment `{title}` was published as {was} and is {now} now, without a reason"
    );
    let help = text!(
        "加上 更正: [{{日期: ……, 事项: {zh}, 原因: ……}}]，或改回去。",
        "Add `corrections: [{{date: …, key: {name}, reason: …}}]`, or put it back."
    );
    Diagnostic::new(&COMMITMENT_ALTERED, at, message).help(help)
}

fn rating(change: &Change, before: &Fields, at: impl Fn(&Key) -> Span) -> Option<Diagnostic> {
    let altered = altered(change, &RATED);
    // A reason for any part of a result is one for all of it.
    let name = altered.first().filter(|_| change.reasons.is_empty())?;
    let (was, now) = (told(before.get(*name)), told(change.set.get(*name)));
    let (who, period) = (said(before, "subject_name"), said(before, "period"));
    let zh =
        site::columns("ratings").iter().find(|field| field.name == *name).map_or(*name, |field| field.zh);
    let message = text!(
        "{who} {period} 公布过的评分改了：{zh} {was} → {now}，没有写原因",
        "the rating of {who} in {period} was published with {name} {was} and has {now} now, without a reason"
    );
    let help = text!(
        "在 {period} 核定的评分里加上 更正: [{{日期: ……, 事项: {zh}, 原因: ……}}]，或改回去。",
        "Add `corrections: [{{date: …, key: {name}, reason: …}}]` to the approved rating of {period}, or put it back."
    );
    Some(Diagnostic::new(&RATING_ALTERED, at(&change.key), message).help(help))
}

/// Whether a record had ended, or a promise was settled, before it went.
fn is_settled(before: &Fields) -> bool {
    let has_ended = before.get("state").and_then(Value::as_str) == Some("ended") || before.contains_key("to");
    has_ended || before.contains_key("judged") || before.contains_key("verdicts")
}

/// Whether a notice had been on display as long as it says.
fn is_over(before: &Fields, day: AsOf) -> bool {
    let expires = before.get("expires").and_then(Value::as_str);
    expires.is_some_and(|expires| *expires < *day.to_string())
}

fn vanished(Key { kind, id }: &Key, before: &Fields) -> Diagnostic {
    let name = [said(before, "name"), said(before, "title")].concat();
    let (zh, en) = match kind.as_str() {
        "grids" => ("网格", "grid"),
        "members" => ("责任人", "member"),
        _ => ("承诺", "commitment"),
    };
    let message =
        text!("公布过的{zh}“{name}”（{id}）不见了", "the {en} `{name}` ({id}), which was published, is gone");
    let help = match kind.as_str() {
        "commitments" => text!(
            "把这条承诺放回去，写上“结果”；要依法撤下，用 gongkailan redact。",
            "Put the commitment back with its `outcome`; to withdraw it for privacy, use `gongkailan redact`."
        ),
        _ => text!(
            "把这条记录放回去，结束了的写“止”；要依法撤下，用 gongkailan redact。",
            "Put the record back, with `to` if it has ended; to withdraw it for privacy, use `gongkailan redact`."
        ),
    };
    Diagnostic::new(&RECORD_VANISHED, Span::BOARD, message).help(help)
}

fn notice(key: &Key, before: &Fields) -> Diagnostic {
    let (id, title) = (&key.id, said(before, "title"));
    let (zh, en) = match before.get("expires").and_then(Value::as_str) {
        Some(day) => (format!("要公示到 {day}"), format!("is on display until {day}")),
        None => ("没有写到期".to_owned(), "has no last day".to_owned()),
    };
    let message =
        text!("公告“{title}”（{id}）{zh}，却撤下了", "the notice `{title}` ({id}) {en}, and was taken down");
    let help = text!(
        "放回去；到期以后它会自己收进往期。",
        "Put it back: once expired it goes to the archive by itself."
    );
    Diagnostic::new(&NOTICE_TAKEN_DOWN, Span::BOARD, message).help(help)
}
