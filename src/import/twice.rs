//! Columns that say the same twice.

use std::collections::BTreeMap;

use super::kinds::Head;
use super::target::Target;
use crate::fault::Fault;
use crate::table::letters;
use crate::text;

/// Complains of two columns under one key; labels below `private` are told apart by their columns.
pub(super) fn twice(
    heads: &[Head<'_>],
    targets: &mut [Target],
    is_filled: &dyn Fn(u32) -> bool,
    place: &str,
) -> Result<(), Fault> {
    let mut keys: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut labels: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for at in 0..targets.len() {
        let column = heads[at].column;
        match &mut targets[at] {
            Target::Key(..) if !is_filled(column.at) => {}
            Target::Key(slot, key) => {
                if let Some(first) = keys.insert((*slot, key.en), at) {
                    let one = |at: usize| {
                        format!("{}（{}）", letters(heads[at].column.at), heads[at].column.header())
                    };
                    let (one, other) = (one(first), one(at));
                    let (zh, en, column) = (key.zh, key.en, letters(column.at));
                    return Err(Fault::usage(text!(
                        "{place}：{one} 和 {other} 两列都是“{zh}”；不要的一列用 --map 去掉，例如 --map {column}=-",
                        "{place}: columns {one} and {other} both mean '{en}': leave one out, as in --map {column}=-"
                    )));
                }
            }
            Target::Private(slot, label) if labels.insert((*slot, label.clone()), at).is_some() => {
                *label = format!("{label}（{}列）", letters(column.at));
            }
            _ => {}
        }
    }
    Ok(())
}
