//! A grid was given up while its network goes on: the households still listed in it lie nowhere.

use super::*;

rules! {
    /// Households are listed in a grid that has ended.
    pub RULE: "grid-ended-with-households", Warning;
    what "网格已经撤销，里面还登记着住户。" "A grid has ended, and households are still listed in it.";
    why "撤销的网格不再答复住户，这些住户在这个体系里就没有人管了。把它们转到接手的网格；整个体系到期的（例如防疫网格），不用改。"
        "A grid that has ended answers for nobody, so in this network these households have no one. Move them to the grid that took over. Where the whole network has ended nothing needs to change.";
    example "\
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
  - {id: g2, name: 西网格, level: grid, lead: 王芳, to: 2025-12-31}
#                                                       ^^^^^^^^^^
members:
  - name: 王芳
households:
<   - {id: h-1, door: 1号, grid: g2}
>   - {id: h-1, door: 1号, grid: g1}
";
}

/// Gathers the households by the grid that ended: that is the one fault.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    let mut stranded: BTreeMap<GridIx, Vec<HouseholdIx>> = BTreeMap::new();
    for household in board.household_ids() {
        for grid in &board[household].grids {
            let goes_on = !board[board[grid.value].network].term.ended(as_of);
            if goes_on && ended(board, grid.value, as_of).is_some() {
                stranded.entry(grid.value).or_default().push(household);
            }
        }
    }
    for (grid, households) in stranded {
        let Some(to) = ended(board, grid, as_of) else { continue };
        let name = naming::grid(board, grid);
        let (zh, en) = naming::list(households.iter().map(|at| naming::household(board, *at)));
        let message = text!(
            "网格 {name} 已经撤销，里面还登记着 {zh}",
            "grid {name} has ended, but these households are still listed in it: {en}"
        );
        let help = text!("把它们转到接手的网格。", "Move them to the grid that took over.");
        let listed = board[households[0]].id.span;
        let related = text!("登记在这里", "listed here");
        out.push(Diagnostic::new(&RULE, to, message).help(help).related(listed, related));
    }
}

/// Where the end of the grid, or of one above it, is written, once it has passed.
fn ended(board: &Ground, grid: GridIx, as_of: AsOf) -> Option<Span> {
    let term = board.ancestry(grid).map(|at| &board[at].term).find(|term| term.ended(as_of))?;
    term.to.as_ref().map(|to| to.span)
}
