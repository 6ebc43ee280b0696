//! Personal numbers in attachments: found once for each file, told once for each kind with the first places.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::numbers::{self, FoundNumber, NumberKind};
use crate::attachment::Reading;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity, Text};
use crate::model::board::Asset;
use crate::model::{Ground, Held};
use crate::reuse::{Known, Made, Same};
use crate::source::Span;
use crate::text;

/// How many places are named.
const NAMED: usize = 3;

/// The numbers in what was read of each file, by its path.
pub(super) type NumbersIn = Known<String, Made<Same<Reading>, Arc<[FoundNumber]>>>;

/// An attachment with the personal numbers in it.
#[derive(Clone, Debug)]
pub struct Numbered<'a> {
    /// Its path as it is shown.
    pub name: &'a str,
    /// The record that names it.
    pub at: Span,
    /// What it says.
    pub reading: &'a Reading,
    /// The numbers in that.
    pub found: Arc<[FoundNumber]>,
}

/// All attachments of the board with their `numbers`; those that were read before are not looked through again.
pub(super) fn numbered<'a>(board: &'a Ground, numbers: &mut NumbersIn) -> Vec<Numbered<'a>> {
    let read =
        board.assets.par_iter().filter_map(|asset| Some((asset.path.clone(), Same(asset.reading.clone()?))));
    numbers.renew(read, |_, reading, before| {
        Made::again(before, reading, |reading| found(reading.0.text()).into())
    });
    let one = |asset: &'a Asset| {
        let name = asset.path.strip_prefix("content/").unwrap_or(&asset.path);
        let found = numbers.get(&asset.path)?.value.clone();
        Some(Numbered { name, at: asset.at, reading: asset.reading.as_ref()?, found })
    };
    board.assets.iter().filter_map(one).collect()
}

/// The numbers in a text that may be very long: none goes beyond a cell or a line.
fn found(text: &str) -> Vec<FoundNumber> {
    let mut all = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(['\n', '\t']) {
        let moved = |found: FoundNumber| {
            let range = start + found.range.start..start + found.range.end;
            FoundNumber { range, ..found }
        };
        all.extend(numbers::find(part).into_iter().map(moved));
        start += part.len();
    }
    all
}

/// Tells of each attachment which numbers of a kind it holds: those that are `certain`, or else those that look like it, as
/// errors or warnings. `what` says what the latter are called, then the former.
pub(super) fn tell(
    (register, attachments): (&Held, &[Numbered<'_>]),
    rule: &'static Rule,
    certain: impl Fn(&NumberKind) -> Option<bool>,
    what: [(&str, &str); 2],
    help: &Text,
    out: &mut Diagnostics,
) {
    for attachment in attachments {
        let hits = |sure: bool| -> Vec<&FoundNumber> {
            attachment.found.iter().filter(|found| certain(&found.kind) == Some(sure)).collect()
        };
        let (like, sure) = (hits(false), hits(true));
        let (hits, severity, what) = match sure.is_empty() {
            true => (like, Severity::Warning, what[0]),
            false => (sure, Severity::Error, what[1]),
        };
        if !hits.is_empty() {
            out.push(problem(register, attachment, &hits, rule, severity, what, help.clone()));
        }
    }
}

/// The problem that an attachment holds numbers of a kind, called `what`: how many, and where the first stand.
pub(super) fn problem(
    register: &Held,
    attachment: &Numbered<'_>,
    hits: &[&FoundNumber],
    rule: &'static Rule,
    severity: Severity,
    (what_zh, what_en): (&str, &str),
    help: Text,
) -> Diagnostic {
    let may_show = |name: &str| is_public(register, name);
    let mut seen = BTreeSet::new();
    let places = hits.iter().map(|hit| attachment.reading.place(hit.range.start, &may_show));
    let places: Vec<(String, String)> = places.filter(|(zh, _)| seen.insert(zh.clone())).collect();
    let count = places.len();
    let (zh, en): (Vec<String>, Vec<String>) = places.into_iter().take(NAMED).unzip();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let (more_zh, more_en) = match count > NAMED {
        true => (format!(" 等 {count} 处"), format!(" and {} more", count - NAMED)),
        false => Default::default(),
    };
    let name = numbers::mask(attachment.name);
    let message = text!(
        "附件“{name}”里有{what_zh}：{zh}{more_zh}",
        "the attachment `{name}` holds {what_en}: {en}{more_en}"
    );
    Diagnostic::new(rule, attachment.at, message).severity(severity).help(help).hidden()
}

/// Whether a name of a sheet or a file tells nothing that the records keep private.
fn is_public(register: &Held, name: &str) -> bool {
    let details = register.members.iter().flat_map(|member| &member.details);
    let mut details = details.chain(register.households.iter().flat_map(|household| &household.details));
    numbers::mask(name) == name
        && !details.any(|detail| {
            let value = detail.value.reveal().trim();
            value.chars().count() > 1 && name.contains(value)
        })
}
