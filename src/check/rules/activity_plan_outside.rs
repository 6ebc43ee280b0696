//! A cadence may say how much a period is to owe: five to eight households a month.

use super::*;

rules! {
    /// What an entry says its period owes lies outside its cadence's bounds.
    pub RULE: "activity-plan-outside", Warning;
    what "台账写的应做次数超出频次制度的上下限。"
        "What an activity says its period owes lies outside the bounds of its cadence.";
    why "上下限是 site.yaml 里频次制度自己写的，比如每名干部联系 5 至 8 户。改数，或修改制度。"
        "The bounds are the cadence's own, written in site.yaml: say, five to eight households a cadre. Correct the number, or the cadence.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
cadences:
  - {id: care, name: 联系走访, every: month, by: grid, min: 5, max: 8}
-- content/records.yaml --
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
members:
  - name: 王芳
activities:
<   - {date: 2026-01-05, cadence: care, grid: g1, planned: 9, count: 6}
< #                               ^^^^
>   - {date: 2026-01-05, cadence: care, grid: g1, planned: 8, count: 6}
";
}

/// Compares every entry with its cadence.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    for activity in board.activities.iter().filter(|one| !register.gaps.is_faulty(one.at)) {
        let cadence = &board[activity.cadence.value];
        let (least, most) = cadence.bounds;
        let Some(count) = activity.planned else { continue };
        let (zh, en, bound) = match (least, most) {
            (_, Some(most)) if count > most => ("高于上限", "above the most", most),
            (Some(least), _) if count < least => ("低于下限", "below the least", least),
            _ => continue,
        };
        let name = naming::shown(&cadence.name);
        let message = text!("“{name}”应做 {count} 次，{zh} {bound}", "{name}: {count} owed, {en} of {bound}");
        let help =
            text!("改正次数，或修改频次制度的上下限。", "Correct the number, or the cadence's bounds.");
        let problem = Diagnostic::new(&RULE, activity.cadence.span, message).help(help);
        out.push(problem.related(cadence.id.span, text!("上下限写在这里", "the bounds")));
    }
}
