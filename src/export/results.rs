//! Results of ratings as they were published: what schemes show of them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::sheet::{Cell, Form, Sheet};
use super::told::Told;
use crate::calendar::{AsOf, Period};
use crate::diagnostic::Said;
use crate::load::records::{Raw, RawRating};
use crate::model::board::{RatingEntry, SchemeIx};
use crate::model::settings::Scheme;
use crate::status::bulletins::published;

/// A sheet a scheme: its bulletins, oldest first.
pub(super) fn results(told: &Told, day: AsOf) -> Vec<Sheet> {
    let board = told.board;
    let of_scheme = |((at, scheme), bulletins): ((u32, &Scheme), Vec<(Period, usize)>)| {
        let mut sheet = heads(told, scheme);
        for (period, bulletin) in bulletins {
            let rows = board.ratings[bulletin].entries.iter();
            rows.for_each(|entry| sheet.push(row(told, SchemeIx(at), period, entry)));
        }
        sheet
    };
    (0..).zip(&board.ground.schemes).zip(published(board, day)).map(of_scheme).collect()
}

fn heads(told: &Told, scheme: &Scheme) -> Sheet {
    let mut sheet = told.sheet(&[(Raw::KEYS, "ratings")]).about(&scheme.name);
    sheet = sheet.keys(RawRating::KEYS, &["month", "stage"]);
    let subject = if scheme.of_members { ("member", "责任人") } else { ("grid", "网格") };
    for (en, zh) in [("period", "期间"), subject] {
        sheet = sheet.of(en, Said { zh, en });
    }
    for (en, zh) in [("stars", "星级"), ("total", "总分"), ("rank", "名次")] {
        sheet = sheet.column(en, Said { zh, en }.get(told.lang), Form::Number);
    }
    for dimension in scheme.dimensions.iter().filter(|_| scheme.show_scores) {
        sheet = sheet.column("scores", &dimension.name, Form::Number);
    }
    sheet.of("note", Said { zh: "说明", en: "note" })
}

fn row(told: &Told, at: SchemeIx, period: Period, entry: &RatingEntry) -> Vec<Cell> {
    let scheme = &told.board[at];
    let mut row: Vec<Cell> = vec![told.scheme(at).into(), period.into(), told.subject(entry.subject)];
    row.push(entry.stars.as_ref().map(|stars| stars.lit).into());
    row.extend([entry.total.map(rounded).into(), entry.rank.into()]);
    let scores = (0..scheme.dimensions.len()).filter(|_| scheme.show_scores);
    row.extend(scores.map(|at| entry.scores.get(at).copied().map(rounded).into()));
    row.push(entry.note.as_ref().into());
    row
}

/// As bulletins say it.
fn rounded(score: Decimal) -> Decimal {
    score.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
}
