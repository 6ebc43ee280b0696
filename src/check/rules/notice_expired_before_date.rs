//! A notice that expires before its own date would never be seen.

use super::*;

rules! {
    /// `expires` before `date`.
    pub RULE: "notice-expired-before-date", Error;
    what "公告的到期日期早于它自己的日期。" "A notice expires before its own date.";
    why "这样的公告一发布就进了归档，公示期等于没有。"
        "It would be archived at once, and its period of display would be none.";
    example "\
-- content/water.md --
---
title: 停水公告
kind: notice
< date: 2026-03-10
< expires: 2026-03-01
< #        ^^^^^^^^^^
> date: 2026-03-01
> expires: 2026-03-10
---
明日停水。
";
}

/// Looks at every page with both dates.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for page in &board.pages {
        let (Some(date), Some(expires)) = (&page.date, &page.expires) else { continue };
        if expires.value >= date.value {
            continue;
        }
        let (title, end, begin) = (naming::shown(&page.title.value), expires.value, date.value);
        let message = text!(
            "“{title}”在 {end} 到期，而它的日期是 {begin}",
            "{title} expires on {end}, before its date, {begin}"
        );
        let help = text!("改正其中一个日期。", "Correct one of the dates.");
        let related = text!("日期在这里", "its date");
        out.push(Diagnostic::new(&RULE, expires.span, message).help(help).related(date.span, related));
    }
}
