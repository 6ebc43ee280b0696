//! What the titles of a table of ratings say: the stage, the month, the year.

use std::iter;

use super::dates::{self, Named};
use super::draft::RecordKind;
use super::options::Options;
use super::values;
use crate::calendar::Month;
use crate::diagnostic::Text;
use crate::fault::Fault;
use crate::load::kind::{Choice, ValueKind};
use crate::model::Ground;
use crate::model::board::Grid;
use crate::text;

/// What the titles above a table say, from the narrowest to the widest: the sheet's name, its titles, the file's name.
pub(super) struct Titles<'a> {
    /// The sheet's name.
    pub sheet: &'a str,
    /// What stands above the header.
    pub above: &'a [String],
    /// The file's name.
    pub file: &'a str,
}

impl Titles<'_> {
    /// All of them.
    pub(super) fn all(&self) -> String {
        format!("{} {} {}", self.sheet, self.above.join(" "), self.file)
    }
}

impl Titles<'_> {
    /// The one grid of the board that the sheet, or what stands above its table, is called after.
    pub(super) fn place<'b>(&self, board: &'b Ground) -> Option<&'b str> {
        let titles: Vec<String> =
            iter::once(self.sheet).chain(self.above.iter().map(String::as_str)).map(values::tight).collect();
        let named = |grid: &&Grid| titles.contains(&grid.name.value);
        let found: Vec<&Grid> = board.grids.iter().filter(named).collect();
        match found.as_slice() {
            [grid] => Some(&grid.name.value),
            _ => None,
        }
    }
}

/// The stage: by the option, else by the one word that a title has for it.
pub(super) fn stage(titles: &Titles<'_>, options: &Options, place: &str) -> Result<&'static Choice, Fault> {
    let ValueKind::Choice(choices) = RecordKind::Rating.key("stage").kind else {
        unreachable!("a stage is one of some words")
    };
    if let Some(stage) = options.stage {
        return Ok(stage);
    }
    let all = titles.all();
    let said: Vec<&Choice> = choices.iter().filter(|choice| all.contains(choice.zh)).collect();
    // What is still to be approved is not.
    let is_open = all.split(['，', '。', '；', '（', '）', '(', ')', ' ', '、']).any(|part| {
        said.iter().any(|choice| part.contains(choice.zh))
            && ["待", "未", "报", "请", "送", "候"].iter().any(|word| part.contains(word))
    });
    match said.as_slice() {
        [stage] if !is_open => Ok(stage),
        _ => {
            let names: Vec<String> =
                choices.iter().map(|choice| format!("{}（{}）", choice.en, choice.zh)).collect();
            let names = names.join("、");
            Err(Fault::usage(text!(
                "{place} 没有写明是哪个阶段的评分；加 --stage，可以是 {names}；只有 approved 会公布",
                "{place} does not say at which stage these ratings are: add --stage, one of {names}; only approved is published"
            )))
        }
    }
}

/// The month of a sheet that is about one, or why it is unclear.
pub(super) fn whole_month(
    titles: &Titles<'_>,
    options: &Options,
    place: &str,
) -> Result<Result<Month, Text>, Fault> {
    if let Some(month) = options.month {
        return Ok(Ok(month));
    }
    let mut found: Vec<Month> = Vec::new();
    let texts: Vec<&str> =
        [titles.sheet].into_iter().chain(titles.above.iter().map(String::as_str)).collect();
    let year = year(titles, options);
    for text in texts.iter().copied().chain([titles.file]) {
        // A file is called after a month only where nothing within says one.
        if text == titles.file && !found.is_empty() {
            break;
        }
        for named in dates::within(text).1 {
            let month = match named {
                Named::Whole(month) => Some(month),
                Named::OfYear(number) => year.and_then(|year| Month::new(year, number)),
            };
            found.extend(month.filter(|month| !found.contains(month)));
        }
    }
    match found.as_slice() {
        [month] => Ok(Ok(*month)),
        [] => Err(Fault::usage(text!(
            "{place} 没有写明是哪个月的评分；加 --month，例如 --month 2026-03",
            "{place} does not say of which month these ratings are: add --month, as in --month 2026-03"
        ))),
        _ => {
            let months = found.iter().map(Month::to_string).collect::<Vec<_>>();
            let (zh, en) = (months.join(" 又是 "), months.join(" and "));
            Ok(Err(text!(
                "表名和标题说的月份不同：{zh}；改正，或用 --sheet 和 --month 指明",
                "the sheet's name and its title name different months, {en}: mend them, or use --sheet and --month"
            )))
        }
    }
}

/// The one year that the titles name.
pub(super) fn year(titles: &Titles<'_>, options: &Options) -> Option<i32> {
    if let Some(year) = options.year {
        return Some(year);
    }
    let inner = format!("{}|{}", titles.sheet, titles.above.join("|"));
    [inner.as_str(), titles.file].into_iter().find_map(|text| match dates::within(text).0.as_slice() {
        [first, rest @ ..] if rest.iter().all(|year| year == first) => Some(*first),
        _ => None,
    })
}
