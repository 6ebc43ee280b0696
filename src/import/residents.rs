//! People of whom a row speaks and who are not to be shown, so that nothing else of the row names them.

use super::draft::DraftValue;
use super::{values, words};
use crate::characters::is_han;
use crate::private::Private;
use crate::table::Cell;

/// The names of residents in a row.
pub(super) struct Residents(Private<Vec<String>>);

impl Default for Residents {
    fn default() -> Residents {
        Residents(Private::new(Vec::new()))
    }
}

impl Residents {
    /// Takes the names in `cell`, if the column called `header` holds those of residents.
    pub(super) fn add(&mut self, header: &str, cell: &Cell) {
        if !words::names_resident(&words::normal(header).0) {
            return;
        }
        let Ok(text) = values::written(&cell.value) else { return };
        let names = values::parts(&text).map(values::tight);
        let is_name = |name: &String| (2..=4).contains(&name.chars().count()) && name.chars().all(is_han);
        let known = self.0.reveal().iter().cloned();
        self.0 = Private::new(known.chain(names.filter(is_name)).collect());
    }

    /// Forgets whom a place bears the name of: 杨林 lives in 杨林村.
    pub(super) fn leave_places<'v>(
        &mut self,
        places: impl Iterator<Item = &'v DraftValue>,
        village: Option<&'v str>,
    ) {
        let places: Vec<&str> = places.flat_map(DraftValue::references).chain(village).collect();
        let names =
            self.0.reveal().iter().filter(|name| !places.iter().any(|place| place.contains(&***name)));
        self.0 = Private::new(names.cloned().collect());
    }

    /// Whether a text of `value` names any of them.
    pub(super) fn are_in_any(&self, value: &DraftValue) -> bool {
        match value {
            DraftValue::Text(text) => self.are_in(text),
            DraftValue::List(values) => values.iter().any(|value| self.are_in_any(value)),
            _ => false,
        }
    }

    /// Whether `text` names any of them.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let tight = values::tight(text);
        self.0.reveal().iter().any(|name| tight.contains(&**name))
    }
}
