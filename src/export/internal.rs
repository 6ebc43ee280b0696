//! What the register, or the board beside what is out, says of grids, members and households: further columns, on
//! sheets of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::board;
use super::sheet::{Cell, Form, Sheet};
use super::told::Told;
use crate::diagnostic::Said;
use crate::load::compound::Detail;
use crate::load::kind::Key;
use crate::load::records::*;
use crate::model::Register;
use crate::model::board::PublicPhone;

/// 网格（内部）: counts that are not shown.
pub(super) fn grids(out: &Told, all: &Told, _: &Register) -> Sheet {
    let withheld = all.board.ground.grid_ids().filter(|&at| out.population(at) != all.population(at));
    let sheet = all
        .sheet(&[(Raw::KEYS, "grids")])
        .keys(RawGrid::KEYS, &others(RawGrid::KEYS, &["id", "name", "population"]));
    sheet.internal().fill(withheld, |key, &at| match key {
        "id" => (&all.board[at].id).into(),
        "name" => (&all.board[at].name).into(),
        "population" => all.population(at).into(),
        key => Cell::unknown(key),
    })
}

/// 责任人（内部）: phones that are not shown, consent, private details.
pub(super) fn members(out: &Told, all: &Told, register: &Register) -> Sheet {
    let sheet = all.sheet(&[(Raw::KEYS, "members")]);
    let sheet =
        sheet.keys(RawMember::KEYS, &others(RawMember::KEYS, &["id", "name", "phone", "phone_public"]));
    let mut details = Details::default();
    let mut rows = Vec::new();
    for (member, private) in all.board.ground.members.iter().zip(&register.held.members) {
        let held = private.phone.as_ref().map(|phone| phone.value.reveal());
        // One that is public, but not today: whoever bears it is out of office.
        let public = match &member.phone {
            PublicPhone::Full(phone) if board::phone(out, member).is_none() => Some(phone),
            _ => None,
        };
        let phone = held.or(public);
        let consent = private.phone_consent.then_some(true);
        if phone.is_some() || consent.is_some() || !private.details.is_empty() {
            let row = vec![(&member.id).into(), (&member.name).into(), phone.into(), consent.into()];
            rows.push((row, details.of(&private.details)));
        }
    }
    details.onto(sheet.internal(), RawMember::KEYS, rows)
}

/// 住户（内部）: what a household is called, how many live there, private details.
pub(super) fn households(_: &Told, all: &Told, register: &Register) -> Sheet {
    let sheet = all.sheet(&[(Raw::KEYS, "households")]);
    let wanted = ["id", "door", "label", "people"];
    let sheet = sheet.keys(RawHousehold::KEYS, &others(RawHousehold::KEYS, &wanted));
    let mut details = Details::default();
    let mut rows = Vec::new();
    for (household, private) in all.board.ground.households.iter().zip(&register.held.households) {
        let label =
            private.label.as_ref().filter(|_| household.label.is_none()).map(|label| label.value.reveal());
        let people = private.people.as_ref().map(|people| *people.value.reveal());
        if label.is_some() || people.is_some() || !private.details.is_empty() {
            let row = vec![(&household.id).into(), (&household.door).into(), label.into(), people.into()];
            rows.push((row, details.of(&private.details)));
        }
    }
    details.onto(sheet.internal(), RawHousehold::KEYS, rows)
}

/// All keys but `wanted`.
fn others(keys: &'static [Key], wanted: &[&str]) -> Vec<&'static str> {
    keys.iter().map(|key| key.en).filter(|en| !wanted.contains(en)).collect()
}

/// The details of one record, by column.
type Detailed = BTreeMap<usize, Vec<Arc<str>>>;

/// What stands below `private`, by the way of keys that leads to it; the columns stand in the order of their first use.
#[derive(Default)]
struct Details {
    ways: BTreeMap<Arc<[String]>, usize>,
}

impl Details {
    /// The details of one record, by column.
    fn of(&mut self, details: &[Detail]) -> Detailed {
        let mut row = Detailed::new();
        for detail in details {
            let next = self.ways.len();
            let column = *self.ways.entry(detail.path.clone()).or_insert(next);
            row.entry(column).or_default().push(detail.value.reveal().clone());
        }
        row
    }

    /// `sheet` with these columns and rows.
    fn onto(self, mut sheet: Sheet, keys: &'static [Key], rows: Vec<(Vec<Cell>, Detailed)>) -> Sheet {
        let private = keys.iter().find(|key| key.en == "private");
        let private = private.map_or("", |key| Said { zh: key.zh, en: key.en }.get(sheet.lang));
        let mut ways: Vec<(usize, Arc<[String]>)> =
            self.ways.into_iter().map(|(way, at)| (at, way)).collect();
        ways.sort();
        for (_, way) in &ways {
            let head: Vec<&str> = std::iter::once(private).chain(way.iter().map(String::as_str)).collect();
            sheet = sheet.column("private", head.join("."), Form::Text);
        }
        for (mut row, details) in rows {
            row.extend((0..ways.len()).map(|at| Cell::lines(details.get(&at).into_iter().flatten())));
            sheet.push(row);
        }
        sheet
    }
}
