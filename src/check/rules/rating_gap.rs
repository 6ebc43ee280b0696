//! A month missing between two others leaves a hole in every trend.

use super::*;

rules! {
    /// A month without an approved rating between two with.
    pub RULE: "rating-gap", Warning;
    what "两个已核定的月份之间缺了月份。" "A month is missing between two approved ones.";
    why "缺的月份公布为“未公布”，按缺算，不按 0 分算。补上它，或核对月份有没有写错。"
        "It is shown as not published and counts as missing, never as 0. Add it, or check the months for a slip.";
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
  - {month: 2026-01, stage: approved, entries: [{member: 王芳, scores: [90]}]}
>   - {month: 2026-02, stage: approved, entries: [{member: 王芳, scores: [93]}]}
  - {month: 2026-03, stage: approved, entries: [{member: 王芳, scores: [91]}]}
#           ^^^^^^^
";
}

/// Months that nobody was rated in are told once; then who was left out of a month that others were rated in.
pub fn check(board: &Board, register: &Register, _: AsOf, out: &mut Diagnostics) {
    // A sheet that was dropped has been reported, and its month is the likeliest to be missing.
    if register.unrated.sheets > 0 {
        return;
    }
    let mut months: BTreeMap<(SchemeIx, Month), Span> = BTreeMap::new();
    // Months of which an entry was dropped for a fault reported already.
    let mut partial: BTreeSet<(SchemeIx, Month)> = BTreeSet::new();
    let mut subjects: Vec<((SchemeIx, Subject), Month, Span)> = Vec::new();
    for sheet in register.ratings.iter().filter(|sheet| sheet.stage.value == Stage::Approved) {
        months.entry((sheet.scheme, sheet.month.value)).or_insert(sheet.month.span);
        partial.extend(sheet.is_partial.then_some((sheet.scheme, sheet.month.value)));
        for entry in &sheet.entries {
            subjects.push(((sheet.scheme, entry.subject.value), sheet.month.value, entry.subject.span));
        }
    }
    for (earlier, later) in months.iter().zip(months.iter().skip(1)) {
        let ((scheme, before), place) = earlier;
        let ((later_scheme, after), later_place) = later;
        let gap = Gap::between(*before, *after, |month| board[*scheme].rates_in(month));
        if scheme != later_scheme || gap.months.is_empty() {
            continue;
        }
        let name = naming::shown(&board[*scheme].name);
        let (zh, en) = gap.told();
        let message = text!("“{name}”缺 {zh} 的核定评分", "{name}: no approved rating for {en}");
        out.push(problem(message, *later_place, *place));
    }
    subjects.sort();
    for pair in subjects.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let ((scheme, who), before, place) = pair[0];
        let (_, after, later_place) = pair[1];
        // Not for months that nobody was rated in, nor for those in which they were not in office.
        let missed = |month: Month| {
            let key = (scheme, month);
            months.contains_key(&key) && !partial.contains(&key) && board.ground.serves_in(who, month)
        };
        let gap = Gap::between(before, after, missed);
        if gap.months.is_empty() {
            continue;
        }
        let (who, name) = (naming::subject(&board.ground, who), naming::shown(&board[scheme].name));
        let (zh, en) = gap.told();
        let message =
            text!("“{name}”里 {who} 缺 {zh} 的核定评分", "{name}: {who} has no approved rating for {en}");
        out.push(problem(message, later_place, place));
    }
}

fn problem(message: Text, later: Span, earlier: Span) -> Diagnostic {
    let help =
        text!("补上缺的月份，或核对月份有没有写错。", "Add what is missing, or check the months for a slip.");
    Diagnostic::new(&RULE, later, message)
        .help(help)
        .related(earlier, text!("上一次在这里", "the one before"))
}

/// The months missing between two.
struct Gap {
    months: Vec<Month>,
}

impl Gap {
    fn between(before: Month, after: Month, missed: impl Fn(Month) -> bool) -> Gap {
        let months = (1..after.since(before)).map(|ahead| before.plus(ahead)).filter(|month| missed(*month));
        Gap { months: months.collect() }
    }

    fn told(&self) -> (String, String) {
        naming::list(self.months.iter().map(Month::to_string))
    }
}
