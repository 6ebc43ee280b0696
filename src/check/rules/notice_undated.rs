//! Notices are sorted, fed and archived by their dates.

use super::*;

rules! {
    /// A notice without a date.
    pub RULE: "notice-undated", Warning;
    what "公告没有写日期。" "A notice has no date.";
    why "公告按日期排列，公开事项也按日期算是否逾期。写上“日期”（date）。"
        "Notices are listed by date, and what must be disclosed is on time or late by it. Write `date`.";
    example "\
-- content/water.md --
---
title: 停水公告
#      ^^^^^^^^
kind: notice
> date: 2026-03-01
---
明日停水。
";
}

/// Looks at every notice.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    let undated = |page: &&Page| {
        page.kind == PageKind::Notice && page.date.is_none() && !register.gaps.is_faulty(page.at)
    };
    for page in board.pages.iter().filter(undated) {
        let title = naming::shown(&page.title.value);
        let message = text!("公告“{title}”没有写日期", "notice {title} has no date");
        let help = text!("在开头的设置里写“日期”（date）。", "Write `date` in its front matter.");
        out.push(Diagnostic::new(&RULE, page.title.span, message).help(help));
    }
}
