//! A disclosure counts for the period it names: without the right one it stays overdue.

use super::*;

rules! {
    /// A period that is missing, of another length, or of nothing.
    pub RULE: "disclosure-period", Warning;
    what "公开事项的期间没有写，或与公开目录规定的频次不符，或写了期间却没有写公开事项。"
        "A disclosure names no period, or one of another length than the catalogue's, or there is a period but no disclosure.";
    why "公开栏按期间核对目录：按月的写 2026-03，按季的写 2026-q1。期间不对，这一期会一直显示逾期。"
        "The board checks the catalogue by period: 2026-03 for a month, 2026-q1 for a quarter. With another one it stays overdue.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
disclosures:
  - {id: money, name: 收支情况, section: 财务, every: month, days: 10, from: 2026-01}
-- content/january.md --
---
title: 一月收支
kind: notice
date: 2026-02-05
disclosure: money
< period: 2026-q1
< #       ^^^^^^^
> period: 2026-01
---
见附表。
";
}

/// Looks at every page that names a disclosure or a period.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    for page in board.pages.iter().filter(|page| !register.gaps.is_faulty(page.at)) {
        let title = naming::shown(&page.title.value);
        let problem = match (&page.disclosure, &page.period) {
            (None, Some(period)) => {
                let message =
                    text!("“{title}”写了期间，却没有写公开事项", "{title} names a period, but no disclosure");
                let help = text!(
                    "写上“公开事项”（disclosure），或去掉期间。",
                    "Write `disclosure`, or remove the period."
                );
                Diagnostic::new(&RULE, period.span, message).help(help)
            }
            (Some(disclosure), period) => {
                let item = &board[disclosure.value];
                let Some(every) = item.every else { continue };
                let (name, example) = (naming::shown(&item.name), example(every));
                let help = text!("写成 {example} 这样。", "Write it like {example}.");
                let related = text!("目录里的频次", "how often the catalogue wants it");
                let (span, message) = match period {
                    None => (
                        disclosure.span,
                        text!(
                            "“{title}”公开“{name}”，却没有写期间",
                            "{title} discloses {name}, but names no period"
                        ),
                    ),
                    Some(period) if period.value.cycle() != every => {
                        let told = period.value;
                        let message = text!(
                            "“{title}”的期间 {told} 与“{name}”的频次不符",
                            "{title} names {told}, a period of another length than {name} has"
                        );
                        (period.span, message)
                    }
                    Some(_) => continue,
                };
                Diagnostic::new(&RULE, span, message).help(help).related(item.at, related)
            }
            (None, None) => continue,
        };
        out.push(problem);
    }
}

/// How a period of this length is written.
fn example(every: Cycle) -> &'static str {
    match every {
        Cycle::Month => "2026-03",
        Cycle::Quarter => "2026-q1",
        Cycle::HalfYear => "2026-h1",
        Cycle::Year | Cycle::ThreeYears => "2026",
    }
}
