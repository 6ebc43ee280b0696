//! Totals that were declared must be those that the lists give.

use super::*;
use crate::status::totals::Total;

rules! {
    /// Declared and listed differ.
    pub RULE: "totals-differ", Error;
    what "网格写的户数或人口，与列出的住户或下级网格的合计对不上。"
        "A grid's declared households or population differ from the households listed, or from the grids below.";
    why "要么漏录、多录了住户，要么总数过时了。两个数对上才可公开。没有列出住户的网格，按它自己写的数算进上级。"
        "A household is missing or entered twice, or the total is out of date. A grid without listed households counts in the grid above by what it declares.";
    example "\
grids:
<   - {id: g1, name: 东网格, level: grid, lead: 王芳, households: 3}
< #                                                               ^
>   - {id: g1, name: 东网格, level: grid, lead: 王芳, households: 2}
members:
  - name: 王芳
households:
  - {id: h-1, door: 1号, grid: g1}
  - {id: h-2, door: 2号, grid: g1}
";
}

/// Looks at households, then at people.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, out: &mut Diagnostics) {
    let households = |grid: GridIx| {
        let declared = board[grid].declared_households.clone()?;
        Some((declared, i64::from(board.found(Total::Households, grid, as_of)?)))
    };
    let people = |grid: GridIx| {
        let declared = board[grid].declared_population.clone()?;
        Some((declared, i64::from(board.found(Total::People, grid, as_of)?)))
    };
    compare(board, &register.gaps, households, false, out);
    compare(board, &register.gaps, people, true, out);
}

/// Compares what `totals` tells of each grid, declared and listed.
fn compare(
    board: &Ground,
    gaps: &Gaps,
    totals: impl Fn(GridIx) -> Option<(At<u32>, i64)>,
    of_people: bool,
    out: &mut Diagnostics,
) {
    let gap = |grid: GridIx| -> Option<i64> {
        let (declared, listed) = totals(grid)?;
        Some(i64::from(declared.value) - listed)
    };
    for grid in board.grid_ids() {
        let Some(difference) = gap(grid).filter(|difference| *difference != 0) else { continue };
        // A parent that is wrong only by what its children are wrong repeats their fault.
        if board[grid].children.iter().filter_map(|&child| gap(child)).sum::<i64>() == difference {
            continue;
        }
        // Households and grids that were dropped have been reported, and may be what is missing here.
        let may_lack = if of_people { gaps.households > 0 } else { difference <= gaps.households as i64 };
        if difference > 0 && may_lack || gaps.grids && !board.is_leaf(grid) {
            continue;
        }
        let Some((declared, listed)) = totals(grid) else { continue };
        out.push(problem(board, grid, &declared, listed, of_people));
    }
}

fn problem(board: &Ground, grid: GridIx, declared: &At<u32>, listed: i64, of_people: bool) -> Diagnostic {
    let (name, count) = (naming::grid(board, grid), declared.value);
    let few = (1..board.settings.privacy.small_counts as usize).contains(&board[grid].households.len());
    let message = match of_people {
        _ if board[grid].households.is_empty() => {
            let (zh, en) = if of_people { ("人", "people") } else { ("户", "households") };
            text!(
                "网格 {name} 写的是 {count} {zh}，下级网格合计 {listed} {zh}",
                "grid {name} declares {count} {en}, but the grids below it declare {listed}"
            )
        }
        false => text!(
            "网格 {name} 写的是 {count} 户，列出的是 {listed} 户",
            "grid {name} declares {count} households, but {listed} are listed"
        ),
        // The sum over a few households would tell how many people one of them has.
        true if few => text!(
            "网格 {name} 写的人口 {count} 与列出的住户合计不符",
            "grid {name} declares a population of {count}, and its households add up to another number"
        ),
        true => text!(
            "网格 {name} 写的是 {count} 人，列出的住户合计 {listed} 人",
            "grid {name} declares a population of {count}, but its households add up to {listed}"
        ),
    };
    let empty: Vec<GridIx> = board[grid]
        .children
        .iter()
        .copied()
        .filter(|&child| tells_nothing(board, child, of_people))
        .collect();
    let help = match empty.is_empty() {
        true => text!("补上或删去住户，或改正总数。", "Add or remove households, or correct the total."),
        false => {
            let (zh, en) = naming::list(empty.iter().map(|&child| naming::grid(board, child)));
            text!(
                "{zh} 还没有列出住户：补齐，或暂不写上级的总数。",
                "No households are listed in {en}: add them, or leave the total out for now."
            )
        }
    };
    Diagnostic::new(&RULE, declared.span, message).help(help)
}

/// Whether a grid has neither a list nor a total of its own.
fn tells_nothing(board: &Ground, grid: GridIx, of_people: bool) -> bool {
    let total = if of_people { Total::People } else { Total::Households };
    board[grid].households.is_empty() && total.declared(&board[grid]).is_none()
}
