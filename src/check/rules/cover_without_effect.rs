//! A member answers within the network of their own grid: elsewhere a cover is written in vain.

use super::*;

rules! {
    /// The household is not in the member's network.
    pub RULE: "cover-without-effect", Warning;
    what "包联不起作用：住户不在包联人所属网格的那个体系里。"
        "A cover has no effect: the household is not in the network of the member's own grid.";
    why "包联只在责任人所属网格的体系里有效。改责任人的所属网格，或给住户加上那个体系的网格。"
        "A member covers within the network of their own grid. Change the member's `grid`, or give the household a grid of that network.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: party, name: 党建网格, levels: [{id: zone, name: 片区}]}
  - {id: safety, name: 综治网格, levels: [{id: grid, name: 网格}]}
-- content/records.yaml --
grids:
  - {id: p1, name: 一片区, network: party, level: zone, lead: 王芳}
  - {id: s1, name: 东网格, network: safety, level: grid, lead: 李强}
members:
  - {name: 王芳, grid: p1}
  - {name: 李强, grid: s1}
households:
<   - {id: h-1, door: 1号, grid: p1, covered_by: 李强}
< #                                              ^^^^
>   - {id: h-1, door: 1号, grid: [p1, s1], covered_by: 李强}
";
}

/// Gathers the households by member: their own grid is the likeliest slip.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    let mut idle: BTreeMap<MemberIx, Vec<(Span, HouseholdIx)>> = BTreeMap::new();
    for household in board.household_ids() {
        let record = &board[household];
        for at in record.covered_by.iter().chain(&record.covered_from) {
            let network = board.cover_network(at.value, household);
            let inside = record.grids.iter().any(|grid| Some(board[grid.value].network) == network);
            if !inside && !record.grids.is_empty() {
                idle.entry(at.value).or_default().push((at.span, household));
            }
        }
    }
    for (member, mut places) in idle {
        places.sort();
        places.dedup_by_key(|(_, household)| *household);
        let Some(own) = &board[member].grid else { continue };
        let (who, grid) = (naming::member(board, member), naming::grid(board, own.value));
        let network = naming::shown(&board[board[own.value].network].name);
        let (zh, en) = naming::list(places.iter().map(|(_, at)| naming::household(board, *at)));
        let message = text!(
            "{who} 属于“{network}”的 {grid}，而 {zh} 不在这个体系里，包联不起作用",
            "{who} belongs to {grid} of network {network}, but {en} are not in it: the cover has no effect"
        );
        let help = text!(
            "改责任人的“所属网格”（grid），或给住户加上这个体系的网格。",
            "Change the member's `grid`, or give the households a grid of that network."
        );
        let related = text!("所属网格写在这里", "the member's own grid");
        out.push(Diagnostic::new(&RULE, places[0].0, message).help(help).related(own.span, related));
    }
}
