//! 自评、互评、群众参评、拟定、核定: where a month has stages, approval comes after the proposal.

use super::*;

rules! {
    /// Approved what was not proposed.
    pub RULE: "rating-stage-order", Warning;
    what "某月分了阶段评分，核定却没有对应的拟定。"
        "A month was rated in stages, and what is approved was never proposed.";
    why "按程序先拟定、后核定。补上拟定的记录；只记核定结果的月份，不写其他阶段即可。"
        "A proposal comes before approval. Add it; a month of which only the result is kept has no other stages.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
schemes:
  - {id: star, name: 星级评定, subject: member, dimensions: [{id: work, name: 实绩, max: 100}]}
-- content/records.yaml --
members:
  - name: 王芳
ratings:
  - {month: 2026-01, stage: self, entries: [{member: 王芳, scores: [90]}]}
>   - {month: 2026-01, stage: proposed, entries: [{member: 王芳, scores: [88]}]}
  - {month: 2026-01, stage: approved, entries: [{member: 王芳, scores: [88]}]}
#                           ^^^^^^^^
";
}

/// The sheets of one scheme and month.
#[derive(Default)]
struct MonthSheets<'a> {
    approved: Vec<&'a StageSheet>,
    proposed: Vec<&'a StageSheet>,
    earlier: Option<&'a StageSheet>,
}

/// Looks at the months in which stages are used at all.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    // A sheet that was dropped has been reported, and may be the proposal.
    if register.unrated.sheets > 0 {
        return;
    }
    let mut months: BTreeMap<(SchemeIx, Month), MonthSheets<'_>> = BTreeMap::new();
    for sheet in &register.ratings {
        let month = months.entry((sheet.scheme, sheet.month.value)).or_default();
        match sheet.stage.value {
            Stage::Approved => month.approved.push(sheet),
            Stage::Proposed => month.proposed.push(sheet),
            _ => month.earlier = month.earlier.or(Some(sheet)),
        }
    }
    for ((scheme, month), sheets) in months {
        let Some(approved) = sheets.approved.first() else { continue };
        let name = naming::shown(&board[scheme].name);
        let help = text!("补上拟定的记录。", "Add what was proposed.");
        match (sheets.proposed.first(), sheets.earlier) {
            (None, Some(earlier)) => {
                let message = text!(
                    "“{name}”{month} 没有拟定就核定了",
                    "{name}: {month} is approved, but nothing was proposed"
                );
                let related = text!("这个月分了阶段", "this month has stages");
                out.push(
                    Diagnostic::new(&RULE, approved.stage.span, message)
                        .help(help)
                        .related(earlier.stage.span, related),
                );
            }
            (Some(proposal), _) if sheets.proposed.iter().all(|sheet| !sheet.is_partial) => {
                let proposed: BTreeSet<Subject> = sheets
                    .proposed
                    .iter()
                    .flat_map(|sheet| &sheet.entries)
                    .map(|entry| entry.subject.value)
                    .collect();
                let missing: Vec<&StageEntry> = sheets
                    .approved
                    .iter()
                    .flat_map(|sheet| &sheet.entries)
                    .filter(|entry| !proposed.contains(&entry.subject.value))
                    .collect();
                let Some(first) = missing.first() else { continue };
                let (zh, en) = naming::list(
                    missing.iter().map(|entry| naming::subject(&board.ground, entry.subject.value)),
                );
                let message = text!(
                    "“{name}”{month} 核定了没有拟定的对象：{zh}",
                    "{name}: {month} approves whom nobody proposed: {en}"
                );
                let related = text!("拟定在这里", "the proposal");
                out.push(
                    Diagnostic::new(&RULE, first.subject.span, message)
                        .help(help)
                        .related(proposal.stage.span, related),
                );
            }
            _ => {}
        }
    }
}
