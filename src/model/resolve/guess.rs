//! What was meant by references to nothing: each name is guessed at once, however many records refer by it.

use std::collections::{BTreeMap, HashMap};

use super::super::rules::REFERENCE_UNKNOWN;
use super::lookup::Lookup;
use crate::characters::is_han;
use crate::diagnostic::{Cause, Diagnostic, Diagnostics, Text};
use crate::load::numerals::{in_digits, numbers};
use crate::load::records::{RawGrid, RawHousehold, RawMember};
use crate::source::Span;
use crate::suggest::Candidates;
use crate::text;

/// So many names of a kind are guessed at, the first by their places: nobody reads more.
const MOST: usize = 1_000;

/// How many comparisons they may take.
const BUDGET: usize = 1_000_000;

/// How many records of a kind are few enough to be listed.
const FEW: usize = 6;

/// Adds the remedies to complaints of unknown references that have none.
pub(super) fn advise(lookups: &[&Lookup], out: &mut Diagnostics) {
    let is_open =
        |problem: &Diagnostic| problem.rule.name == REFERENCE_UNKNOWN.name && problem.help.is_none();
    let mut first: BTreeMap<&Cause, Span> = BTreeMap::new();
    for problem in out.iter().filter(|problem| is_open(problem)) {
        if let Some(cause) = &problem.cause {
            let span = first.entry(cause).or_insert(problem.span);
            *span = problem.span.min(*span);
        }
    }
    let mut kinds: BTreeMap<&str, Vec<(Span, &Cause)>> = BTreeMap::new();
    for (cause, span) in first {
        kinds.entry(cause.of).or_default().push((span, cause));
    }
    let mut remedies: HashMap<Cause, Text> = HashMap::new();
    for (of, mut causes) in kinds {
        let Some(lookup) = lookups.iter().find(|lookup| lookup.what().en == of) else { continue };
        causes.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.value.cmp(&b.1.value)));
        let candidates = Candidates::new(lookup.words());
        // By what they are called without the word for their kind; none where two are called so.
        let mut alike: HashMap<String, Option<&str>> = HashMap::new();
        for word in lookup.words().filter(|_| of == RawGrid::WHAT.en) {
            alike.entry(core(word)).and_modify(|known| *known = None).or_insert(Some(word));
        }
        let mut budget = BUDGET;
        for (at, (_, cause)) in causes.into_iter().enumerate() {
            let word = cause.value.as_str();
            // 王二 is a name, 二网格 a number.
            let is_name = of == RawMember::WHAT.en && word.contains(is_han);
            let near =
                || candidates.closest(word, &mut budget).filter(|guess| is_name || !differ(guess, word));
            let guess = alike.get(&core(word)).copied().flatten().or_else(|| (at < MOST).then(near)?);
            let is_door = of == RawHousehold::WHAT.en
                && word.contains(is_han)
                && !lookup.ids().iter().any(|id| id.contains(is_han));
            remedies.insert(cause.clone(), remedy(guess, is_door, lookup));
        }
    }
    out.retain_mut(|problem| {
        if is_open(problem) {
            problem.help = problem.cause.as_ref().and_then(|cause| remedies.get(cause)).cloned();
        }
        true
    });
}

/// Whether both have numbers, and not the same: these are no slips.
fn differ(one: &str, other: &str) -> bool {
    let (one, other) = (numbers(one), numbers(other));
    !one.is_empty() && !other.is_empty() && one != other
}

/// What is left of a grid's name without what people add or leave out: 3 of 第三网格, 三网格 and 3网格, 东街 of 东街网格.
fn core(name: &str) -> String {
    const KINDS: [&str; 6] = ["微网格", "网格", "片区", "村民小组", "小组", "社区"];
    let name = in_digits(name.trim());
    let name = name.strip_prefix('第').unwrap_or(&name);
    let bare = KINDS.iter().find_map(|kind| name.strip_suffix(kind)).filter(|bare| !bare.is_empty());
    bare.unwrap_or(name).to_owned()
}

fn remedy(guess: Option<&str>, is_door: bool, lookup: &Lookup) -> Text {
    let what = lookup.what().zh;
    match guess {
        Some(guess) => text!("是不是“{guess}”？", "Did you mean `{guess}`?"),
        None if lookup.ids().is_empty() => {
            let en = lookup.what().en;
            text!("还没有任何{what}。", "There is no {en} at all yet.")
        }
        None if lookup.ids().len() <= FEW && !is_door => {
            let (list_zh, list_en) = (lookup.list("、"), lookup.list(", "));
            text!(
                "有的是：{list_zh}；要用别的，先加上它。",
                "There are: {list_en}. Any other has to be added first."
            )
        }
        None if is_door => text!("住户写户编号，不写门牌。", "Write the household's id, not its door."),
        None => text!("写编号或名称；先在记录里加上它。", "Write an id or a name; add the record first."),
    }
}
