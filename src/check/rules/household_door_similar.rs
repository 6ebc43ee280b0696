//! One door typed twice in two spellings is usually one household entered twice.

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;

use super::*;
use crate::load::numerals;

rules! {
    /// 3号 and 三号 in one grid.
    pub RULE: "household-door-similar", Warning;
    what "同一网格里两户的门牌相同，或只是写法不同（3号、三号、３号）。"
        "Two households of one grid have the same door, or one door in two spellings (3号, 三号, ３号).";
    why "多半是同一户录了两次，户数会多出来，村民也会查到两个答案。若确是两户，把门牌写到能分清（如 3号东、3号西），或写上各自的村民小组。"
        "Usually one household was entered twice, and villagers find two answers. If there are two, write doors that differ, such as 3号东 and 3号西, or their groups.";
    example "\
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
members:
  - name: 王芳
households:
  - {id: h-1, door: 3号, grid: g1}
<   - {id: h-2, door: 三号, grid: g1}
< #                   ^^^^
>   - {id: h-2, door: 三十号, grid: g1}
";
}

/// What tells the household from others; `None` where it is in no grid.
fn key(record: &Household) -> Option<(GridIx, Option<&str>, Cow<'_, str>)> {
    let grid = record.grids.first()?.value;
    Some((grid, record.group.as_deref(), numerals::in_digits(&record.door.value)))
}

/// Compares the doors of each grid and group.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    if !twins::may_be_among(board.households.iter().filter_map(|record| key(record))) {
        return;
    }
    let mut seen: FxHashMap<(GridIx, Option<&str>, Cow<'_, str>), HouseholdIx> =
        FxHashMap::with_capacity_and_hasher(board.households.len(), FxBuildHasher);
    for household in board.household_ids() {
        let record = &board[household];
        let Some(key) = key(record) else { continue };
        let grid = key.0;
        let first = *seen.entry(key).or_insert(household);
        if first == household {
            continue;
        }
        // The later one is likelier the slip.
        let later = board[first].door.span < record.door.span;
        let (first, household) = if later { (first, household) } else { (household, first) };
        let (one, other) = (naming::household(board, first), naming::household(board, household));
        let name = naming::grid(board, grid);
        let message = text!(
            "{name} 里 {one} 和 {other} 的门牌是同一个",
            "{one} and {other} of {name} have one and the same door"
        );
        let help = text!(
            "重复的删去一户；确是两户就把门牌写到能分清。",
            "Remove one if it was entered twice; else write doors that differ."
        );
        let related = text!("先有这一户", "the first of them");
        let span = board[household].door.span;
        out.push(Diagnostic::new(&RULE, span, message).help(help).related(board[first].door.span, related));
    }
}
