//! One score a subject, scheme, month and stage: of two nobody knows which counts.

use super::*;

rules! {
    /// Rated twice.
    pub RULE: "rating-twice", Error;
    what "同一对象在同一办法、同一月份、同一阶段评了两次。"
        "A subject is rated twice in one scheme, month and stage.";
    why "不知道以哪个为准。留下一个，或改正月份、阶段。"
        "Nobody can tell which holds. Keep one, or correct the month or stage.";
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
  - month: 2026-01
    stage: approved
    entries:
      - {member: 王芳, scores: [90]}
>   - month: 2026-02
>     stage: approved
>     entries:
      - {member: 王芳, scores: [92]}
#                ^^^^
";
}

/// What two entries must not share.
type Key = (SchemeIx, Month, Stage, Subject);

/// Who is rated twice, and where first and second.
type Repeated = (Subject, Span, Span);

/// Looks at all entries of all sheets; a sheet that repeats another's entries is one fault.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    let mut entries: Vec<(Key, usize, Span)> = Vec::new();
    for (index, sheet) in register.ratings.iter().enumerate() {
        for entry in &sheet.entries {
            let key = (sheet.scheme, sheet.month.value, sheet.stage.value, entry.subject.value);
            entries.push((key, index, entry.subject.span));
        }
    }
    entries.sort();
    // Repetitions by the two sheets they stand in.
    let mut repeated: BTreeMap<(usize, usize), Vec<Repeated>> = BTreeMap::new();
    for pair in entries.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (first, second) = (&pair[0], &pair[1]);
        repeated.entry((first.1, second.1)).or_default().push((first.0.3, first.2, second.2));
    }
    for ((one, other), subjects) in repeated {
        let (first, second) = (&register.ratings[one], &register.ratings[other]);
        let month = second.month.value;
        let help = text!("留下一个，或改正月份、阶段。", "Keep one, or correct the month or stage.");
        let related = text!("先评在这里", "rated here first");
        if one != other && subjects.len() > 1 {
            let (zh, en) =
                naming::list(subjects.iter().map(|(who, ..)| naming::subject(&board.ground, *who)));
            let message =
                text!("{month} 的这份评分重复了另一份：{zh}", "this sheet of {month} repeats another: {en}");
            let at = second.month.span;
            out.push(Diagnostic::new(&RULE, at, message).help(help).related(first.month.span, related));
            continue;
        }
        for (who, first, second) in subjects {
            let who = naming::subject(&board.ground, who);
            let message =
                text!("{who} 在 {month} 的同一阶段评了两次", "{who} is rated twice in one stage of {month}");
            out.push(
                Diagnostic::new(&RULE, second, message).help(help.clone()).related(first, related.clone()),
            );
        }
    }
}
