//! Who is rated next, and in which month.

use std::collections::BTreeSet;

use crate::calendar::{AsOf, Month};
use crate::model::board::{GridIx, SchemeIx, Subject};
use crate::model::settings::Scheme;
use crate::model::{Ground, Register};

/// The first month after the last that one of `schemes` rated (else the one of `as_of`) in which one of them rates.
pub fn next_month(register: &Register, schemes: &[(SchemeIx, &Scheme)], as_of: AsOf) -> Month {
    let is_one = |scheme: SchemeIx| schemes.iter().any(|(at, _)| *at == scheme);
    let rated = register.ratings.iter().filter(|sheet| is_one(sheet.scheme)).map(|sheet| sheet.month.value);
    let first = rated.max().map_or(Month::of(as_of.0), Month::next);
    let rates = |month: &Month| schemes.iter().any(|(_, scheme)| scheme.rates_in(*month));
    // Every period ends within a year.
    (0..12).map(|ahead| first.plus(ahead)).find(rates).unwrap_or(first)
}

/// Whom the scheme rated last before `month`, as far as they are still in office then; where it rated nobody, everybody
/// in office on the day. By id.
pub fn subjects(
    board: &Ground,
    register: &Register,
    at: SchemeIx,
    month: Month,
    as_of: AsOf,
) -> Vec<Subject> {
    let before = || register.ratings.iter().filter(|sheet| sheet.scheme == at && sheet.month.value < month);
    let last = before().map(|sheet| sheet.month.value).max();
    let of_last = before().filter(|sheet| Some(sheet.month.value) == last);
    let rated: BTreeSet<Subject> =
        of_last.flat_map(|sheet| &sheet.entries).map(|entry| entry.subject.value).collect();
    let first_day = AsOf(month.first_day());
    let ended = |subject: &Subject| match subject {
        Subject::Member(member) => board[*member].term.ended(first_day),
        Subject::Grid(grid) => board[*grid].term.ended(first_day),
    };
    if !rated.is_empty() {
        return rated.into_iter().filter(|subject| !ended(subject)).collect();
    }
    let leaf = |grid: &GridIx| board.is_leaf(*grid) && board[*grid].term.holds(as_of);
    match board[at].of_members {
        true => board.member_ids().filter(|at| board[*at].term.holds(as_of)).map(Subject::Member).collect(),
        false => board.grid_ids().filter(leaf).map(Subject::Grid).collect(),
    }
}
