//! What the service desk offers.

use super::super::board::Service;
use super::lookup::{NamedRecord, admit};
use super::values::texts;
use crate::diagnostic::Diagnostics;
use crate::load::records::RawService;

/// Services, sorted by id.
pub(super) fn resolve(raw: Vec<&RawService>, out: &mut Diagnostics) -> Vec<Service> {
    let named =
        raw.into_iter().filter_map(|raw| Some((NamedRecord::new(raw.id.as_ref(), raw.name.as_ref()?), raw)));
    let (_, admitted) = admit(named.collect(), RawService::WHAT, out);
    let one = |(named, raw): (NamedRecord, &RawService)| {
        Some(Service {
            id: named.id,
            name: raw.name.clone()?,
            category: raw.category.as_ref().map(|at| at.value.clone()),
            time_limit: raw.time_limit.as_ref().map(|at| at.value.clone()),
            materials: texts(&raw.materials),
            fee: raw.fee.as_ref().map(|at| at.value.clone()),
            window: raw.window.as_ref().map(|at| at.value.clone()),
            appointment: raw.appointment.as_ref().is_some_and(|at| at.value),
            note: raw.note.as_ref().map(|at| at.value.clone()),
            at: raw.at,
        })
    };
    admitted.into_iter().filter_map(one).collect()
}
