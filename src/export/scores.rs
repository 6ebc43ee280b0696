//! Ratings of all stages, and the form for the month that is rated next. It reads the register.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::sheet::{Cell, Form, Sheet};
use super::told::Told;
use crate::calendar::{AsOf, Month};
use crate::diagnostic::{Lang, Said};
use crate::load::kind::Key;
use crate::load::records::{Raw, RawEntry, RawRating};
use crate::model::Register;
use crate::model::board::{SchemeIx, Subject};
use crate::model::register::{Stage, StageEntry, StageSheet};
use crate::model::settings::Scheme;
use crate::report::next::{next_month, subjects};

/// Of each scheme what was rated so far, and the form for `month`, by default the next.
pub(super) fn scores(told: &Told, register: &Register, day: AsOf, month: Option<Month>) -> Vec<Sheet> {
    let board = told.board;
    let schemes = || (0..).map(SchemeIx).zip(&board.ground.schemes);
    let month = month.unwrap_or_else(|| next_month(register, &schemes().collect::<Vec<_>>(), day));
    let of = |(at, scheme): (SchemeIx, &Scheme)| {
        let all = register.ratings.iter().map(|sheet| &**sheet).filter(|sheet| sheet.scheme == at);
        let (now, before): (Vec<&StageSheet>, Vec<&StageSheet>) =
            all.partition(|sheet| sheet.month.value == month);
        let known = sheet_of(told, at, &before);
        let mut form = sheet_of(told, at, &now).of_month(month);
        // Nobody twice: whoever has no entry yet gets an empty row, in the last stage there is.
        let rated: BTreeSet<Subject> =
            now.iter().flat_map(|sheet| &sheet.entries).map(|entry| entry.subject.value).collect();
        let stage = now.iter().map(|sheet| sheet.stage.value).max().unwrap_or(Stage::Proposed);
        if scheme.rates_in(month) {
            let listed = subjects(&board.ground, register, at, month, day);
            for subject in listed.into_iter().filter(|subject| !rated.contains(subject)) {
                form.push(row(told, at, month, stage, subject, None));
            }
        }
        [known, form]
    };
    schemes().flat_map(of).collect()
}

fn sheet_of(told: &Told, at: SchemeIx, ratings: &[&StageSheet]) -> Sheet {
    let (lang, scheme) = (told.lang, &told.board[at]);
    let mut sheet = told.sheet(&[(Raw::KEYS, "ratings")]).about(&scheme.name).internal();
    sheet = sheet.keys(RawRating::KEYS, &[]);
    let (other, numbers) = (if scheme.of_members { "grid" } else { "member" }, ["scores", "sources"]);
    sheet = sheet.keys(RawEntry::KEYS, &[&[other, "note"], &numbers[..]].concat());
    for dimension in &scheme.dimensions {
        sheet = sheet.column(
            "scores",
            head("scores", &dimension.name, dimension.max, lang),
            Form::Score(dimension.max),
        );
    }
    for source in &scheme.sources {
        let most = scheme.full_marks;
        sheet = sheet.column("sources", head("sources", &source.name, most, lang), Form::Score(most));
    }
    sheet = sheet.keys(RawEntry::KEYS, &[&["member", "grid"], &numbers[..]].concat());
    for rating in ratings {
        for entry in &rating.entries {
            let (month, stage) = (rating.month.value, rating.stage.value);
            sheet.push(row(told, at, month, stage, entry.subject.value, Some(entry)));
        }
    }
    sheet
}

/// `得分.学习（20分）`
fn head(en: &str, name: &str, max: Decimal, lang: Lang) -> String {
    let is_it = |key: &&Key| key.en == en;
    let key = RawEntry::KEYS.iter().find(is_it).map_or("", |key| Said { zh: key.zh, en: key.en }.get(lang));
    let max = max.normalize();
    match lang {
        Lang::Zh => format!("{key}.{name}（{max}分）"),
        Lang::En => format!("{key}.{name} ({max})"),
    }
}

fn row(
    told: &Told,
    at: SchemeIx,
    month: Month,
    stage: Stage,
    subject: Subject,
    entry: Option<&StageEntry>,
) -> Vec<Cell> {
    let stage = Cell::Word(match stage {
        Stage::SelfRated => "self",
        Stage::Peer => "peer",
        Stage::Public => "public",
        Stage::Proposed => "proposed",
        Stage::Approved => "approved",
    });
    let scheme = &told.board[at];
    let mut row: Vec<Cell> = vec![told.scheme(at).into(), month.into(), stage, told.subject(subject)];
    let given = entry.iter().flat_map(|entry| entry.scores.iter().chain(&entry.sources));
    row.extend(given.map(|score| score.as_ref().map(|score| *score.value.reveal()).into()));
    row.resize(4 + scheme.dimensions.len() + scheme.sources.len(), Cell::Empty);
    row.push(entry.and_then(|entry| entry.note.as_ref()).into());
    row
}
