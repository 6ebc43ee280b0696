//! 1 and 01, h-29 and h-029: ids that people take for one another.

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::*;

rules! {
    /// Ids that differ only in width or leading zeros.
    pub RULE: "ids-similar", Warning;
    what "两个编号只差全角半角或数字前的零（1 与 01，h-29 与 h-029）。"
        "Two ids differ only in width or in the leading zeros of a number (1 and 01, h-29 and h-029).";
    why "多半是同一条记录录了两次；即使不是，引用时也容易写错。统一位数，或改一个编号。"
        "Usually one record entered twice, and if not, references will be mistaken. Use one width of numbers, or change one id.";
    example "\
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
members:
  - name: 王芳
households:
<   - {id: h-29, door: 1号, grid: g1}
<   - {id: h-029, door: 2号, grid: g1}
< #        ^^^^^
>   - {id: h-029, door: 1号, grid: g1}
>   - {id: h-030, door: 2号, grid: g1}
";
}

/// Compares the ids of each kind with one another.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    compare(board.networks.iter().map(|record| &record.id), out);
    compare(board.schemes.iter().map(|record| &record.id), out);
    compare(board.cadences.iter().map(|record| &record.id), out);
    compare(board.disclosures.iter().map(|record| &record.id), out);
    compare(board.grids.iter().map(|record| &record.id), out);
    compare(board.members.iter().map(|record| &record.id), out);
    compare(board.households.iter().map(|record| &record.id), out);
    compare(board.commitments.iter().map(|record| &record.id), out);
    for kind in [PageKind::Page, PageKind::Notice] {
        compare(board.pages.iter().filter(|page| page.kind == kind).map(|page| &page.id), out);
    }
}

fn compare<'a>(ids: impl Iterator<Item = &'a At<String>> + Clone, out: &mut Diagnostics) {
    if !twins::may_be_among(ids.clone().map(|id| bare(&id.value))) {
        return;
    }
    let mut seen: FxHashMap<Cow<'a, str>, &'a At<String>> =
        FxHashMap::with_capacity_and_hasher(ids.size_hint().0, FxBuildHasher);
    for id in ids {
        let first = *seen.entry(bare(&id.value)).or_insert(id);
        if first.value == id.value {
            continue;
        }
        // The later one is likelier the slip.
        let (first, id) = if first.span < id.span { (first, id) } else { (id, first) };
        let (one, other) = (naming::shown(&first.value), naming::shown(&id.value));
        let message = text!(
            "编号 {other} 与 {one} 只差全角半角或数字前的零",
            "the ids {one} and {other} differ only in width or leading zeros"
        );
        let help = text!(
            "重复的删去；不是重复就改一个编号。",
            "Remove one if it is the same record; else change an id."
        );
        let related = text!("另一个在这里", "the other one");
        out.push(Diagnostic::new(&RULE, id.span, message).help(help).related(first.span, related));
    }
}

/// The id without leading zeros of its numbers, and narrow.
fn bare(id: &str) -> Cow<'_, str> {
    match id.is_ascii() {
        true => without_zeros(id),
        false => Cow::Owned(without_zeros(&id.nfkc().collect::<String>()).into_owned()),
    }
}

fn without_zeros(id: &str) -> Cow<'_, str> {
    let bytes = id.as_bytes();
    let mut bare = String::new();
    // What has been copied, and whether the byte before belongs to a number that has begun.
    let (mut copied, mut in_number) = (0, false);
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'0' && !in_number && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            bare.push_str(&id[copied..at]);
            copied = at + 1;
        } else {
            in_number = byte.is_ascii_digit();
        }
    }
    match copied {
        0 => Cow::Borrowed(id),
        _ => Cow::Owned(bare + &id[copied..]),
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn only_zeros_before_a_number_go() {
        for (id, expected) in [
            ("h-029", "h-29"),
            ("h-29", "h-29"),
            ("01", "1"),
            ("0", "0"),
            ("100", "100"),
            ("h-000", "h-0"),
            ("１", "1"),
            ("a01-002", "a1-2"),
        ] {
            assert_eq!(bare(id), expected, "{id}");
        }
    }
}
