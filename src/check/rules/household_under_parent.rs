//! Households belong to the lowest grid: one listed above it has no nearest answer.

use super::*;
use crate::diagnostic::Cause;

rules! {
    /// Listed under a grid that has children.
    pub RULE: "household-under-parent", Warning;
    what "住户直接列在还有下级网格的网格里。" "A household is listed under a grid that has grids below it.";
    why "住户应写在最下一级网格里，这样离它最近的负责人才会答复。"
        "A household belongs to a leaf grid, so that the lead nearest to it answers.";
    example "\
grids:
  - {id: v, name: 柳村, level: village, lead: 王芳}
  - {id: g1, name: 东网格, level: grid, parent: v, lead: 李强}
members:
  - name: 王芳
  - name: 李强
households:
  - {id: h-1, door: 1号, grid: g1}
<   - {id: h-2, door: 2号, grid: v}
< #                              ^
>   - {id: h-2, door: 2号, grid: g1}
";
}

/// Looks at every reference from a household to a grid.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    let mut direct: BTreeMap<GridIx, Vec<(HouseholdIx, Span)>> = BTreeMap::new();
    for household in board.household_ids() {
        for grid in board[household].grids.iter().filter(|grid| !board.is_leaf(grid.value)) {
            direct.entry(grid.value).or_default().push((household, grid.span));
        }
    }
    for (grid, listed) in direct {
        let name = naming::grid(board, grid);
        let child = board[grid].children[0];
        let (first, child) = (naming::grid(board, child), board[child].name.span);
        let below = text!("{first} 在它下面", "{first} lies below it");
        let help = text!("改写到下级网格里。", "Name the grid below that it lies in.");
        let count = listed.len();
        if count > 1 && count == board[grid].households.len() {
            let message = text!(
                "网格 {name} 有下级网格，但 {count} 户都还直接列在它下面",
                "grid {name} has grids below it, but its {count} households are all still listed under itself"
            );
            out.push(Diagnostic::new(&RULE, board[grid].name.span, message).help(help).related(child, below));
            continue;
        }
        for (household, span) in listed {
            let who = naming::household(board, household);
            let message = text!(
                "住户 {who} 直接列在 {name} 下面，而它还有下级网格",
                "household {who} is listed under {name}, which has grids below it"
            );
            let cause = Cause { of: "grid", value: name.to_string() };
            let problem = Diagnostic::new(&RULE, span, message).help(help.clone()).cause(cause);
            out.push(problem.related(child, below.clone()));
        }
    }
}
