//! A network that claims every household must have every household.

use super::*;

rules! {
    /// `complete: true`, and a household is not in it.
    pub RULE: "household-not-in-network", Error;
    what "网格体系写明全覆盖，却有住户不在其中。"
        "A network says it is complete, and a household is not in it.";
    why "“全覆盖”是对村民的承诺。给漏下的住户写上这个体系的网格，或不要写全覆盖。"
        "Completeness is a promise. Give the household a grid of that network, or do not claim it.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: party, name: 党建网格, levels: [{id: zone, name: 片区}]}
  - {id: safety, name: 综治网格, complete: true, levels: [{id: grid, name: 网格}]}
-- content/records.yaml --
grids:
  - {id: p1, name: 一片区, network: party, level: zone, lead: 王芳}
  - {id: s1, name: 东网格, network: safety, level: grid, lead: 王芳}
members:
  - name: 王芳
households:
  - {id: h-1, door: 1号, grid: [p1, s1]}
<   - {id: h-2, door: 2号, grid: p1}
< #        ^^^
>   - {id: h-2, door: 2号, grid: [p1, s1]}
";
}

/// Looks at every complete network in force.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, out: &mut Diagnostics) {
    // A grid cut off from its parent may seem to belong to another network.
    if register.gaps.grids && board.networks.len() > 1 {
        return;
    }
    for (index, network) in board.networks.iter().enumerate() {
        if !network.complete || !network.term.holds(as_of) {
            continue;
        }
        let inside = |grid: &At<GridIx>| board[grid.value].network.0 as usize == index;
        // That a grid it names is unknown was said when the reference was read.
        let placed: Vec<HouseholdIx> =
            board.household_ids().filter(|&at| !register.gaps.is_faulty(board[at].at)).collect();
        let missing: Vec<HouseholdIx> =
            placed.iter().copied().filter(|&at| !board[at].grids.iter().any(inside)).collect();
        let name = naming::shown(&network.name);
        let claim = text!("这里写明全覆盖", "said to be complete here");
        if missing.len() > 1 && missing.len() == placed.len() {
            let count = missing.len();
            let message = text!(
                "“{name}”写明全覆盖，但 {count} 户没有一户在其中",
                "network {name} is said to be complete, but none of the {count} households is in it"
            );
            let help = text!(
                "给住户写上这个体系的网格，或去掉“全覆盖”（complete）。",
                "Give the households a grid of it, or remove `complete`."
            );
            out.push(Diagnostic::new(&RULE, network.id.span, message).help(help));
            continue;
        }
        for household in missing {
            let who = naming::household(board, household);
            let message = text!("住户 {who} 不在“{name}”里", "household {who} is not in network {name}");
            let help = text!(
                "在它的“网格”（grid）里加上这个体系的网格。",
                "Add a grid of that network to its `grid`."
            );
            let span = board[household].id.span;
            out.push(
                Diagnostic::new(&RULE, span, message).help(help).related(network.id.span, claim.clone()),
            );
        }
    }
}
