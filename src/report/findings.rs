//! What a report tells.

use rust_decimal::Decimal;

use crate::calendar::{AsOf, Month, NaiveDate, Period};
use crate::model::Ground;
use crate::model::board::Subject;
use crate::model::register::Stage;

/// All that is told, as of a day.
#[derive(Debug)]
pub struct Report {
    /// The day.
    pub as_of: AsOf,
    /// The period of the ratings; `None` when nothing was ever rated and none was asked for.
    pub period: Option<Period>,
    /// By scheme.
    pub schemes: Vec<SchemeReport>,
    /// Members in office who promise nothing this year.
    pub idle: Vec<Idle>,
    /// Posts that nobody holds.
    pub vacancies: Vec<Vacancy>,
    /// What the board itself shows as late, beside commitments.
    pub late: Vec<Late>,
}

/// One scheme in the period.
#[derive(Debug)]
pub struct SchemeReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 约谈线
    pub threshold: Option<Decimal>,
    /// Whether it has sources.
    pub has_sources: bool,
    /// Names of its dimensions.
    pub dimensions: Vec<String>,
    /// A row a subject and month, by month.
    pub rows: Vec<Row>,
    /// Strictly below the threshold.
    pub below: Vec<Below>,
    /// Months without any approved rating, from the first approved one to the last that is over.
    pub missing: Vec<Month>,
    /// Who should have been approved in a month of the period that others were approved in.
    pub absent: Vec<Absent>,
}

/// A grid or a member.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// Which.
    pub subject: Subject,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One subject's month, in all stages.
#[derive(Debug)]
pub struct Row {
    /// The month.
    pub month: Month,
    /// Who.
    pub who: Who,
    /// By stage, in order; `None` where the stage has no entry.
    pub marks: [Option<Mark>; 5],
}

/// One stage's entry.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The total; `None` while a dimension is missing.
    pub total: Option<Decimal>,
    /// By dimension.
    pub scores: Vec<Option<Decimal>>,
    /// The sources by their weights; `None` unless each gave a score.
    pub sources: Option<Decimal>,
    /// 说明
    pub note: Option<String>,
}

/// A result strictly below the threshold.
#[derive(Debug)]
pub struct Below {
    /// The month, or the cycle asked for, whose mean it is.
    pub period: Period,
    /// The last stage there is: approved, or still on its way.
    pub stage: Stage,
    /// Who.
    pub who: Who,
    /// What was reached.
    pub total: Decimal,
    /// By how much it falls short.
    pub short: Decimal,
}

/// Who lacks an approved rating.
#[derive(Debug)]
pub struct Absent {
    /// Who.
    pub who: Who,
    /// The months.
    pub months: Vec<Month>,
}

/// A member without a commitment that was made, due or open in the year.
#[derive(Debug)]
pub struct Idle {
    /// Who.
    pub who: Who,
    /// The member's grid.
    pub grid: Option<String>,
    /// How many were promised in earlier years.
    pub earlier: usize,
}

/// A post that nobody holds.
#[derive(Debug)]
pub struct Vacancy {
    /// The grid.
    pub grid: Who,
    /// The post's title.
    pub post: String,
    /// Whether it is the lead's.
    pub is_lead: bool,
    /// The last day of whoever held it last.
    pub since: Option<NaiveDate>,
    /// Who stands in.
    pub backup: Option<String>,
}

/// What kind of thing is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LateKind {
    /// 承诺
    Commitment,
    /// 公开事项
    Disclosure,
    /// 频次
    Cadence,
    /// 回音
    Reply,
}

/// Something late on the as-of date, as the board shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// Which kind.
    pub kind: LateKind,
    /// What.
    pub title: String,
    /// Whose it is.
    pub who: Vec<String>,
    /// The period owed, the first of several.
    pub period: Option<Period>,
    /// How many periods are owed; 1 where there are none.
    pub owed: usize,
    /// The last day on which it would have been in time.
    pub due: Option<NaiveDate>,
}

/// The scheme asked for does not exist; the one that was probably meant.
#[derive(Debug, PartialEq, Eq)]
pub struct NoScheme(pub Option<String>);

/// `subject` by id and name.
pub(super) fn who(board: &Ground, subject: Subject) -> Who {
    let (id, name) = match subject {
        Subject::Grid(grid) => (&board[grid].id, &board[grid].name),
        Subject::Member(member) => (&board[member].id, &board[member].name),
    };
    Who { subject, id: id.value.clone(), name: name.value.clone() }
}
