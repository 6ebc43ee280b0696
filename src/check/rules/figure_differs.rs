//! A published number that can be added up again must come out the same.

use rust_decimal::Decimal;

use super::*;

rules! {
    /// A figure is not what its parts, the grids below or the lists add up to.
    pub RULE: "figure-differs", Error;
    what "网格公布的数，与它的组成、下级网格的同名数据或列出的网格对不上。"
        "A grid's figure differs from its parts, from the same figure of the grids below, or from the grids listed.";
    why "看的人会加一遍。组成要合计成总数；下一级写了同名数据的，各处相加要等于上级；写了“清点”的，要等于列出的个数。约数不核对。"
        "Readers add it up again: parts to their whole, the grids straight below to the one above, `counts` to the grids listed. An `approx` figure is not reconciled.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: village, name: 村}, {id: group, name: 党小组}]}
-- content/records.yaml --
grids:
  - id: v
    name: 柳村
    level: village
    lead: 王芳
    figures:
<       - {name: 活动场所, value: 3, parts: [{name: 新建, value: 1}, {name: 改建, value: 1}]}
< #                               ^
<       - {name: 党小组, value: 2, counts: 自然村党小组}
< #                             ^
>       - {name: 活动场所, value: 2, parts: [{name: 新建, value: 1}, {name: 改建, value: 1}]}
>       - {name: 党小组, value: 1, counts: 自然村党小组}
  - {id: g1, name: 东头党小组, level: group, parent: v, kind: 自然村党小组, lead: 王芳}
members:
  - name: 王芳
";
}

/// Adds up every figure that is not approximate.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for grid in board.grid_ids() {
        for figure in board[grid].figures.iter().filter(|figure| !figure.approx) {
            if !figure.parts.is_empty() {
                let sum = figure.parts.iter().map(|(_, value)| *value).sum();
                compare(board, grid, figure, sum, ("组成合计", "its parts add up to"), out);
            }
            // A grid that was dropped has been reported, and may be what is missing here.
            if register.gaps.grids {
                continue;
            }
            match below(board, grid, figure, as_of) {
                Some(sum) => compare(board, grid, figure, sum, ("下级合计", "the grids below sum to"), out),
                None => {
                    let listed = figure.counts.as_ref().map(|kind| counted(board, grid, kind, as_of));
                    if let Some(count) = listed.filter(|count| *count > 0) {
                        compare(board, grid, figure, count.into(), ("列出", "listed are"), out);
                    }
                }
            }
        }
    }
}

/// The sum of the same figure over the grids straight below; `None` where none gives it, or one only about.
fn below(board: &Ground, grid: GridIx, figure: &Figure, as_of: AsOf) -> Option<Decimal> {
    let children = board[grid].children.iter().filter(|&&child| board.in_force(child, as_of));
    let same = |own: &&Figure| own.name.value == figure.name.value;
    let given: Vec<&Figure> = children.flat_map(|&child| board[child].figures.iter().filter(same)).collect();
    let exact = !given.is_empty() && given.iter().all(|own| !own.approx);
    exact.then(|| given.iter().map(|own| own.value.value).sum())
}

/// How many of what `counts` names there are.
fn counted(board: &Ground, grid: GridIx, counts: &str, as_of: AsOf) -> u32 {
    let count = match counts {
        "住户" | "households" => board[grid].households.len(),
        "服务事项" | "services" => board.services.len(),
        "服务类别" | "service_categories" => board
            .services
            .iter()
            .filter_map(|service| service.category.as_ref())
            .collect::<BTreeSet<_>>()
            .len(),
        kind => return listed(board, grid, kind, as_of),
    };
    count as u32
}

/// How many grids of a kind or level stand below a grid, at any depth. A grid that has ended counts what it had.
fn listed(board: &Ground, grid: GridIx, kind: &str, as_of: AsOf) -> u32 {
    let is_over = !board.in_force(grid, as_of);
    let children = board[grid].children.iter().filter(|&&child| is_over || board.in_force(child, as_of));
    let is_one =
        |child: GridIx| board[child].kind.as_deref() == Some(kind) || board.level(child).name == kind;
    children.map(|&child| u32::from(is_one(child)) + listed(board, child, kind, as_of)).sum()
}

fn compare(
    board: &Ground,
    grid: GridIx,
    figure: &Figure,
    found: Decimal,
    (zh, en): (&str, &str),
    out: &mut Diagnostics,
) {
    if found == figure.value.value {
        return;
    }
    let (grid, name) = (naming::grid(board, grid), naming::shown(&figure.name.value));
    let (value, found) = (figure.value.value.normalize(), found.normalize());
    let message = text!(
        "网格 {grid} 的“{name}”写的是 {value}，{zh} {found}",
        "{name} of grid {grid} is {value}, but {en} {found}"
    );
    let help = text!(
        "改正其中一个数；只是大概数的，写“约数: 是”。",
        "Correct one of them; where it is only about so many, say `approx: true`."
    );
    out.push(Diagnostic::new(&RULE, figure.value.span, message).help(help));
}
