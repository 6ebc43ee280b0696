//! A notice dated ahead is published with the build all the same: better to know.

use super::*;

rules! {
    /// Dated after the as-of date.
    pub RULE: "notice-future", Warning;
    what "公告的日期还没有到。" "A notice is dated on a day yet to come.";
    why "日期写错了就改正；还不到公布的时候，写“草稿: 是”（draft: true）。"
        "Correct the date; while it must not be seen yet, write `draft: true`.";
    example "\
-- content/water.md --
---
title: 停水公告
kind: notice
< date: 2099-03-10
< #     ^^^^^^^^^^
> date: 2026-03-01
---
明日停水。
";
}

/// Looks at every notice.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for page in board.pages.iter().filter(|page| page.kind == PageKind::Notice) {
        let Some(date) = page.date.as_ref().filter(|date| date.value > as_of.0) else { continue };
        let (title, day) = (naming::shown(&page.title.value), date.value);
        let message =
            text!("公告“{title}”的日期 {day} 还没有到", "notice {title} is dated {day}, a day yet to come");
        let help = text!("改正日期，或写成草稿。", "Correct the date, or make it a draft.");
        out.push(Diagnostic::new(&RULE, date.span, message).help(help));
    }
}
