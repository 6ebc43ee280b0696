//! An item of the catalogue with no beginning is never due, so nobody would ever miss it.

use super::*;

rules! {
    /// Neither `from` nor any publication.
    pub RULE: "disclosure-never-due", Warning;
    what "公开目录的一项没有写从何时起，也从未公开过。"
        "An item of the catalogue says not from when, and was never published.";
    why "应公开的期数从“起”（from）算，没写就从第一次公开算；两样都没有，永远不会显示逾期。"
        "What is due is counted from `from`, else from the first publication; with neither it never becomes overdue.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
disclosures:
<   - {id: money, name: 收支情况, section: 财务, every: month, days: 10}
< #        ^^^^^
>   - {id: money, name: 收支情况, section: 财务, every: month, days: 10, from: 2026-01}
";
}

/// Looks at the items of the catalogue that recur.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    let published: BTreeSet<DisclosureIx> = board
        .pages
        .iter()
        .filter(|page| page.period.is_some() || register.gaps.is_faulty(page.at))
        .filter_map(|page| page.disclosure.as_ref())
        .map(|disclosure| disclosure.value)
        .collect();
    for (index, item) in (0..).map(DisclosureIx).zip(&board.disclosures) {
        let told = item.from.is_some() || register.gaps.is_faulty(item.at);
        if item.every.is_none() || told || published.contains(&index) {
            continue;
        }
        let name = naming::shown(&item.name);
        let message = text!(
            "公开事项“{name}”没有写从何时起，永远不会逾期",
            "disclosure {name} does not say from when, and is never due"
        );
        let help = text!("写上“起”（from），例如 2026-01。", "Write `from`, for example 2026-01.");
        out.push(Diagnostic::new(&RULE, item.id.span, message).help(help));
    }
}
