//! A household in two leaf grids of one network has two chains of answers, and so none.

use super::*;
use crate::diagnostic::Cause;

rules! {
    /// Two leaf grids of one network.
    pub RULE: "household-in-two-leaves", Error;
    what "一户在同一网格体系里属于两个末级网格。" "A household belongs to two leaf grids of one network.";
    why "同一体系里一户只能有一个末级网格，否则不知道归谁管，户数也会重复计算。不同体系（如党建网格与综治网格）可以各有一个。"
        "Within one network a household has one leaf grid, else nobody knows who answers and it is counted twice. Different networks may each have their own.";
    example "\
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
  - {id: g2, name: 西网格, level: grid, lead: 李强}
members:
  - name: 王芳
  - name: 李强
households:
<   - {id: h-1, door: 1号, grid: [g1, g2]}
< #                                   ^^
>   - {id: h-1, door: 1号, grid: g1}
";
}

/// Looks at every household once.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    // A grid cut off from its parent may seem to belong to another network.
    if register.gaps.grids && board.networks.len() > 1 {
        return;
    }
    for household in board.household_ids().filter(|&at| board[at].grids.len() > 1) {
        let leaves: Vec<&At<GridIx>> =
            board[household].grids.iter().filter(|grid| board.is_leaf(grid.value)).collect();
        let network = |grid: &At<GridIx>| board[grid.value].network;
        for (index, second) in leaves.iter().enumerate() {
            let Some(first) = leaves[..index].iter().find(|first| network(first) == network(second)) else {
                continue;
            };
            let who = naming::household(board, household);
            let (one, other) = (naming::grid(board, first.value), naming::grid(board, second.value));
            let in_network = naming::shown(&board[network(second)].name);
            let (message, help) = if first.value == second.value {
                (
                    text!("住户 {who} 的网格 {one} 写了两次", "household {who} names grid {one} twice"),
                    text!("删去一个。", "Delete one of them."),
                )
            } else {
                (
                    text!(
                        "住户 {who} 在“{in_network}”里既属于 {one} 又属于 {other}",
                        "household {who} belongs to both {one} and {other} of network {in_network}"
                    ),
                    text!("留下它真正所在的那个网格。", "Keep the one it really lies in."),
                )
            };
            let related = text!("先写在这里", "written here first");
            let cause = Cause { of: "leaves", value: format!("{one} {other}") };
            let problem = Diagnostic::new(&RULE, second.span, message).help(help).cause(cause);
            out.push(problem.related(first.span, related));
        }
    }
}
