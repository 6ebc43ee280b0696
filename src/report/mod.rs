//! The internal view: every stage of the ratings, who is below the threshold, and what is missing. It reads the
//! register, so nothing here may be published: no row that publishes imports this one.

mod csv;
mod findings;
mod gaps;
mod json;
mod late;
pub mod next;
mod ratings;
mod table;
#[cfg(test)]
mod tests;
mod words;

use crate::calendar::{AsOf, Period};
use crate::model::board::SchemeIx;
use crate::model::{Board, Register};

pub use csv::csv;
pub use findings::*;
pub use json::json;
pub use table::table;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Id or name of one scheme; all of them when not given.
    pub scheme: Option<String>,
    /// The period; the newest month with a rating of any stage when not given.
    pub period: Option<Period>,
}

/// What `question` asks of the records, as they stand on `as_of`.
pub fn report(
    board: &Board,
    register: &Register,
    as_of: AsOf,
    question: &Question,
) -> Result<Report, NoScheme> {
    let chosen: Vec<SchemeIx> = match &question.scheme {
        None => (0..board.ground.schemes.len() as u32).map(SchemeIx).collect(),
        Some(word) => vec![ratings::find(&board.ground, word)?],
    };
    let period = question.period.or_else(|| ratings::newest(register, &chosen, as_of));
    let schemes =
        chosen.into_iter().map(|scheme| ratings::of(board, register, scheme, period, as_of)).collect();
    let (idle, vacancies) = (gaps::idle(&board.ground, as_of), gaps::vacancies(&board.ground, as_of));
    let late = late::late(&board.ground, as_of);
    Ok(Report { as_of, period, schemes, idle, vacancies, late })
}
