//! Ranges of households by their ids: h-001..h-010.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::super::board::HouseholdIx;
use super::super::order::{last_number, natural};
use super::super::rules;
use super::lookup::Lookup;
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::source::Span;
use crate::text;

/// The ends of a range with another sign than `..` between them.
pub(super) fn meant_range<'t>(text: &'t str, households: &Lookup) -> Option<(&'t str, Cow<'t, str>)> {
    let is_id = |id: &str| households.by_id(id).is_some();
    if is_id(text) {
        return None;
    }
    // Ids hold dashes themselves.
    let mut dashed = text.match_indices('-').map(|(at, _)| (&text[..at], &text[at + 1..]));
    if let Some(ends) = dashed.find(|(first, last)| is_id(first) && is_id(last)) {
        return Some((ends.0, ends.1.into()));
    }
    let (first, last) = text
        .split_once("...")
        .or_else(|| text.split_once(['～', '~', '—', '–', '－', '…', '至', '到', ':']))?;
    let (first, last) = (first.trim(), last.trim_start_matches(['—', '…', ' ']).trim());
    let last = if is_id(last) { Some(last.into()) } else { whole(first, last, households).map(Cow::Owned) };
    Some((first, last?)).filter(|_| is_id(first))
}

/// The id of the household of which only the number is written behind `first`: h-003 for h-001..3.
fn whole(first: &str, last: &str, households: &Lookup) -> Option<String> {
    let (before, _, after) = last_number(first)?;
    let width = first.len() - before.len() - after.len();
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    let ids = [format!("{before}{last}{after}"), format!("{before}{last:0>width$}{after}")];
    ids.into_iter().find(|id| is_number && households.by_id(id).is_some())
}

fn written(range: String) -> Text {
    text!("写成 {range}。", "Write {range}.")
}

/// The range of these ends, the lower one first.
pub(super) fn in_order(first: &str, last: &str) -> String {
    let (first, last) = if natural(first, last).is_gt() { (last, first) } else { (first, last) };
    format!("{first}..{last}")
}

/// Household ids by the text before and after their last number, for ranges.
#[derive(Debug)]
pub(super) struct Ranges {
    by_prefix: FxHashMap<String, FxHashMap<String, Vec<(u64, HouseholdIx)>>>,
}

impl Ranges {
    /// Those of `ids`, which are sorted.
    pub(super) fn new(ids: &[Arc<str>]) -> Ranges {
        let mut by_prefix: FxHashMap<String, FxHashMap<String, Vec<_>>> = FxHashMap::default();
        for (id, index) in ids.iter().zip(0..) {
            let Some((before, number, after)) = last_number(id) else { continue };
            // Nearly all begin and end alike: their texts are copied once.
            if !by_prefix.get(before).is_some_and(|by_end| by_end.contains_key(after)) {
                by_prefix.entry(before.to_owned()).or_default().insert(after.to_owned(), Vec::new());
            }
            let alike = by_prefix.get_mut(before).and_then(|by_end| by_end.get_mut(after));
            alike.into_iter().for_each(|alike| alike.push((number, HouseholdIx(index))));
        }
        Ranges { by_prefix }
    }

    fn alike(&self, before: &str, after: &str) -> &[(u64, HouseholdIx)] {
        let by_end = self.by_prefix.get(before);
        by_end.and_then(|by_end| by_end.get(after)).map_or(&[], Vec::as_slice)
    }

    /// Those whose number lies in `range`.
    fn within(
        &self,
        before: &str,
        after: &str,
        range: RangeInclusive<u64>,
    ) -> impl Iterator<Item = (u64, HouseholdIx)> + Clone {
        self.alike(before, after).iter().copied().filter(move |(number, _)| range.contains(number))
    }

    /// The households of a range; when it is refused, those that it seems to mean.
    pub(super) fn expand(
        &self,
        first: &str,
        last: &str,
        span: Span,
        households: &Lookup,
        out: &mut Diagnostics,
    ) -> Result<Vec<HouseholdIx>, Vec<HouseholdIx>> {
        let mut refuse = |zh: &str, en: &str, help: Option<Text>| {
            let message = text!(
                "“{first}..{last}”不是一段户编号：{zh}",
                "`{first}..{last}` is no range of household ids: {en}"
            );
            let help = help.unwrap_or_else(|| {
                text!(
                    "写成 h-001..h-010，两头都是登记了的户。",
                    "Write h-001..h-010, both ends being listed households."
                )
            });
            out.push(Diagnostic::new(&rules::RANGE_INVALID, span, message).help(help));
        };
        let (Some((before, from, after)), Some((before_last, to, after_last))) =
            (last_number(first), last_number(last))
        else {
            refuse("编号里没有数字", "an id without a number", None);
            return Err(Vec::new());
        };
        let between = self.within(before, after, from.min(to)..=from.max(to));
        let between = between.map(|(_, household)| household).collect();
        if (before, after) != (before_last, after_last) {
            let meant = whole(first, last, households).map(|last| written(in_order(first, &last)));
            refuse("两头数字之外的文字不同", "the text around the numbers differs", meant);
        } else if let Some(missing) = [first, last].into_iter().find(|id| households.by_id(id).is_none()) {
            // As far as they are listed, whatever zeros their numbers begin with.
            let ids = households.ids();
            let listed = self.within(before, after, from.min(to)..=from.max(to));
            let ends = listed.clone().min().zip(listed.max()).filter(|(low, high)| low.0 < high.0);
            let id = |at: HouseholdIx| &ids[at.0 as usize];
            let meant = ends.map(|((_, low), (_, high))| {
                let (low, high) = (id(low), id(high));
                text!(
                    "写成 {low}..{high}；漏登的户先加上。",
                    "Write {low}..{high}; a household that is not listed has to be added first."
                )
            });
            refuse(&format!("没有户“{missing}”"), &format!("there is no household `{missing}`"), meant);
        } else if from > to {
            let meant = Some(written(in_order(first, last)));
            refuse("顺序反了，前一个大于后一个", "it runs backwards, the first is above the last", meant);
        } else {
            return Ok(between);
        }
        Err(between)
    }
}
