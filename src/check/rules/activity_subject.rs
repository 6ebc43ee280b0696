//! A cadence is the duty of grids of a level or of members: an entry of anybody else counts for nobody.

use super::*;

rules! {
    /// The entry's subject is not the cadence's.
    pub RULE: "activity-subject", Error;
    what "台账的主体与频次制度规定的主体不符，或没有写主体。"
        "An activity's subject is not whose duty the cadence is, or none is given.";
    why "频次制度写了由哪一层级网格或由责任人完成（by 主体）。对不上的台账算不到任何人名下。没有写主体的只提醒。"
        "A cadence says whose duty it is (`by`). An entry of another subject counts for nobody. One without a subject is a warning.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: village, name: 村}, {id: grid, name: 网格}]}
cadences:
  - {id: visit, name: 走访, every: month, by: member}
  - {id: meet, name: 例会, every: month, by: village}
-- content/records.yaml --
grids:
  - {id: v, name: 柳村, level: village, lead: 王芳}
  - {id: g1, name: 东网格, level: grid, parent: v, lead: 王芳}
members:
  - name: 王芳
activities:
<   - {date: 2026-01-05, cadence: visit, grid: g1}
< #                                            ^^
<   - {date: 2026-01-05, cadence: meet, grid: g1}
< #                                           ^^
<   - {date: 2026-01-05, cadence: meet}
< #                               ^^^^
>   - {date: 2026-01-05, cadence: visit, member: 王芳}
>   - {date: 2026-01-05, cadence: meet, grid: v}
";
}

/// Compares every entry with its cadence.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    for activity in &board.activities {
        let cadence = &board[activity.cadence.value];
        let fits = match (cadence.by, activity.by.as_ref().map(|by| by.value)) {
            (CadenceBy::Member, Some(Subject::Member(_))) => true,
            (CadenceBy::Level(network, level), Some(Subject::Grid(grid))) => {
                // A level that was not understood stands in for the right one.
                register.gaps.grids || (board[grid].network, board[grid].level) == (network, level)
            }
            (_, None) => register.gaps.is_faulty(activity.at),
            _ => false,
        };
        if fits || register.gaps.is_faulty(cadence.id.span) {
            continue;
        }
        let name = naming::shown(&cadence.name);
        let (duty_zh, duty_en) = match cadence.by {
            CadenceBy::Member => ("责任人".to_owned(), "a member".to_owned()),
            CadenceBy::Level(network, level) => {
                let level = naming::shown(&board[network].levels[level].name);
                (format!("“{level}”一级的网格"), format!("a grid of level {level}"))
            }
        };
        let help = match cadence.by {
            CadenceBy::Member => text!("写“责任人”（member）。", "Name a `member`."),
            CadenceBy::Level(..) => text!("写这一级的“网格”（grid）。", "Name a `grid` of that level."),
        };
        let problem = match &activity.by {
            Some(by) => {
                let who = naming::subject(board, by.value);
                let message = text!(
                    "“{name}”由{duty_zh}完成，这里写的是 {who}",
                    "{name} is the duty of {duty_en}, and this entry names {who}"
                );
                Diagnostic::new(&RULE, by.span, message)
            }
            None => {
                let message = text!(
                    "“{name}”由{duty_zh}完成，这条台账没有写是谁",
                    "{name} is the duty of {duty_en}, and this entry does not say whose it is"
                );
                Diagnostic::new(&RULE, activity.cadence.span, message).severity(Severity::Warning)
            }
        };
        out.push(problem.help(help).related(cadence.id.span, text!("主体写在这里", "whose duty it is")));
    }
}
