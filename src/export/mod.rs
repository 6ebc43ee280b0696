//! The records as sheets for a spreadsheet program, or as CSV, in the form that `import` takes back.
//!
//! What `--public` writes is made of the board alone, as far as it is out on the day ([`told`]); the register is read in
//! [`internal`] and [`scores`] only, whose sheets say so in their first row.
//!
//! # Columns
//!
//! Names of sheets, heads and words are those of the table of keys, Chinese on boards written in Chinese, else English.
//! Sheets without rows are left out unless they were asked for.
//!
//! - A kind of record is a sheet named as its list (`网格`, `责任人`, `住户`, `承诺`, `台账`, `回音`, `服务事项`, `译文`), with
//!   a column a key in the table's order and a row a record.
//! - Records within a record are a sheet of their own: `网格.岗位`, `网格.队伍`, `网格.数据`, `责任人.荣誉`, `承诺.进展`. The
//!   first column says whose they are (`网格`: id or name; `承诺`: id), and their order is that of the rows.
//!   `网格.数据.组成` says `网格`, then `数据` (the figure's name).
//! - A sheet `译文` has a row a text: `语言`, `原文` (`original`), `译法`.
//! - Several values in a cell: references are divided by `、`, anything else by line breaks. A reference is a name that
//!   only one bears, else an id; where household ids say more than a number, public sheets call households by grid and
//!   door, as the site does. Files are seen from `content/`.
//! - A first row that says 内部资料 marks a sheet as internal; its heads stand in the row below. Its name ends in
//!   `（内部）`, in English in ` (internal)`.
//!   - `责任人（内部）`, `住户（内部）`, `网格（内部）` hold further columns of records that stand in the sheet without that
//!     ending, by id (a second column repeats name or door). What lies below `private` has the columns `内部.户主`, with
//!     a dot for each level, `内部` where it is a plain text; several values of one key are several lines.
//!   - Any other such sheet stands in place of the one without the ending, which is then left out: all rows, all columns.
//! - Ratings: a sheet a scheme, `评分.NAME（内部）`, a row an entry: `办法`, `月份`, `阶段`, `责任人` or `网格`,
//!   `得分.DIMENSION（20分）` (in English ` (20)`; the maximum), `来源.SOURCE（100分）`, `说明`. Rows of one scheme, month
//!   and stage are one rating. `评分.NAME.2026-04（内部）` is the same for the month that is to be filled in, whose
//!   entries stand there only; a row without any score is not filled in and is no entry.
//! - CSV: a text that a spreadsheet would run has an apostrophe before it ([`crate::csv::text`]).
//!
//! Not for `import`: `公开目录` (which stands in `site.yaml`), `页面` (Markdown files), and, with `--public`, `评分.NAME`
//! without the ending: results as they were published.

mod board;
mod internal;
mod records;
mod results;
mod scores;
mod sheet;
mod told;
mod xlsx;

use crate::calendar::{AsOf, Month};
use crate::csv;
use crate::model::{Board, Register};
use crate::source::Sources;

use told::Told;

pub use sheet::{Sheet, bare, is_notice};
pub use xlsx::xlsx;

/// A kind of record.
#[derive(Debug)]
pub struct Kind {
    /// What it is called, English first.
    pub names: &'static [&'static str],
    make: Make,
}

/// How the sheets of a kind are made.
#[derive(Debug)]
enum Make {
    /// Of the board; what is withheld makes them internal.
    Whole(fn(&Told) -> Vec<Sheet>),
    /// The same, but for the first of them: what is withheld of that, and what is private, stands on a sheet beside it.
    Beside(fn(&Told) -> Vec<Sheet>, fn(&Told, &Told, &Register) -> Sheet),
    Ratings,
}

/// All kinds, in the order of the sheets.
pub static KINDS: [Kind; 11] = [
    Kind { names: &["grids", "网格"], make: Make::Beside(board::grids, internal::grids) },
    Kind { names: &["members", "责任人"], make: Make::Beside(board::members, internal::members) },
    Kind { names: &["households", "住户"], make: Make::Beside(board::households, internal::households) },
    Kind { names: &["commitments", "承诺"], make: Make::Whole(records::commitments) },
    Kind { names: &["ratings", "评分"], make: Make::Ratings },
    Kind { names: &["activities", "台账"], make: Make::Whole(records::activities) },
    Kind { names: &["replies", "回音"], make: Make::Whole(records::replies) },
    Kind { names: &["services", "服务事项"], make: Make::Whole(records::services) },
    Kind { names: &["translations", "译文"], make: Make::Whole(records::translations) },
    Kind { names: &["pages", "页面", "notices", "公告"], make: Make::Whole(records::pages) },
    Kind { names: &["disclosures", "公开目录"], make: Make::Whole(records::disclosures) },
];

impl Kind {
    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.names.contains(&&*name.to_lowercase()))
    }

    /// Whether it is ratings.
    pub fn is_ratings(&self) -> bool {
        matches!(self.make, Make::Ratings)
    }
}

/// What of `board` may be published on `day`, by sheets; of all kinds when none is named.
pub fn public(board: &Board, sources: &Sources, day: AsOf, kinds: &[&Kind]) -> Vec<Sheet> {
    let told = Told::public(board, sources, day);
    asked(kinds, |kind| match kind.make {
        Make::Whole(sheets) | Make::Beside(sheets, _) => sheets(&told),
        Make::Ratings => results::results(&told, day),
    })
}

/// Everything that the records say, what is internal on sheets of its own. `month` is the one to be rated; by default
/// the next one.
pub fn whole(
    board: &Board,
    register: &Register,
    sources: &Sources,
    day: AsOf,
    kinds: &[&Kind],
    month: Option<Month>,
) -> Vec<Sheet> {
    let (out, all) = (Told::out(board, sources, day), Told::all(board, sources));
    let one = |(shown, all): (Sheet, Sheet)| if shown == all { shown } else { all.internal() };
    let whole = |sheets: fn(&Told) -> Vec<Sheet>| sheets(&out).into_iter().zip(sheets(&all)).map(one);
    asked(kinds, |kind| match kind.make {
        Make::Whole(sheets) => whole(sheets).collect(),
        Make::Beside(sheets, beside) => {
            let first = sheets(&out).into_iter().take(1).chain([beside(&out, &all, register)]);
            first.chain(whole(sheets).skip(1)).collect()
        }
        Make::Ratings => scores::scores(&all, register, day, month),
    })
}

/// The sheets of `kinds`; without rows only of those that are named.
fn asked(kinds: &[&Kind], sheets: impl Fn(&Kind) -> Vec<Sheet>) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = match kinds.is_empty() {
        true => KINDS.iter().flat_map(sheets).collect(),
        false => kinds.iter().flat_map(|kind| sheets(kind)).collect(),
    };
    sheets.retain(|sheet| !sheet.is_empty() || (!kinds.is_empty() && sheet.is_form()));
    sheet::name_apart(&mut sheets);
    sheets
}

/// Each sheet as a file for spreadsheets, by its name.
pub fn csv(sheets: &[Sheet]) -> Vec<(String, Vec<u8>)> {
    let file = |sheet: &Sheet| {
        let heads = sheet.heads();
        let mut text = match sheet.notice() {
            Some(notice) => csv::head(&[notice]),
            None => csv::head(&heads),
        };
        if sheet.notice().is_some() {
            csv::add_row(&mut text, heads.iter().map(|head| csv::text(head)));
        }
        sheet.rows().for_each(|row| csv::add_row(&mut text, row));
        (format!("{}.csv", sheet.name), text.into_bytes())
    };
    sheets.iter().map(file).collect()
}
