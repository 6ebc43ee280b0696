//! An approved result has every dimension: a missing score is not zero.

use super::*;

rules! {
    /// An approved entry lacks a dimension.
    pub RULE: "rating-incomplete", Error;
    what "核定的评分缺了某个维度的得分。" "An approved entry lacks the score of a dimension.";
    why "没有得分不等于 0 分。补上得分；还没有评完的，阶段不要写“核定”。"
        "No score is not a score of 0. Add it; while it is unfinished, the stage is not `approved`.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
schemes:
  - {id: star, name: 星级评定, subject: member, dimensions: [{id: work, name: 实绩, max: 50}, {id: law, name: 法纪, max: 50}]}
-- content/records.yaml --
members:
  - name: 王芳
ratings:
  - month: 2026-01
    stage: approved
    entries:
<       - {member: 王芳, scores: {work: 45}}
< #                ^^^^
>       - {member: 王芳, scores: {work: 45, law: 50}}
";
}

/// Looks at approved entries.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    for sheet in register.ratings.iter().filter(|sheet| sheet.stage.value == Stage::Approved) {
        let dimensions = &board[sheet.scheme].dimensions;
        let lacks =
            |entry: &&StageEntry| entry.scores.iter().any(Option::is_none) && !register.is_faulty(entry.at);
        for entry in sheet.entries.iter().filter(lacks) {
            let missing: Vec<&str> = dimensions
                .iter()
                .zip(&entry.scores)
                .filter(|(_, score)| score.is_none())
                .map(|(dimension, _)| dimension.name.as_str())
                .collect();
            let (zh, en) = naming::list(missing.iter().map(|name| naming::shown(name)));
            let (who, month) = (naming::subject(&board.ground, entry.subject.value), sheet.month.value);
            let message = text!(
                "{who} 在 {month} 的核定评分缺少：{zh}",
                "the approved rating of {who} for {month} lacks {en}"
            );
            let help = text!(
                "补上得分；还没有评完的，阶段不要写“核定”。",
                "Add the scores; while it is unfinished, the stage is not `approved`."
            );
            out.push(Diagnostic::new(&RULE, entry.subject.span, message).help(help));
        }
    }
}
