//! A count that the clerk wrote is not published, because a small one could be worked out from it.

use super::*;
use crate::status::suppression::Suppression;

rules! {
    /// A declared population or a figure that is kept back.
    pub RULE: "count-withheld", Note;
    what "写了的人口或数据没有公开：它太小，或者和别的数一加一减，能算出太小的数。"
        "A population or figure is not published: it is small, or with the other numbers shown a small one could be worked out.";
    why "小于“隐私”（privacy）›“小数抑制”（small_counts）的数不公开。全村的数减去别的网格、一个网格体系减去另一个，也不能得出几户人家的数，所以有时最小的那个网格也不显示。讲户和人的数据（单位是户、人、名等）同样办理；占比、总数、组成跟着走。记录不用改；要公开，就合并成大一些的网格或类别。"
        "Numbers below privacy › small_counts are not shown, nor those from which one could be worked out: the village less its other grids, one network less another. So the smallest grid beside a small one may say nothing as well. Figures that count households or people (by their unit) are held to the same, with their parts, wholes and percentages. Nothing need be mended; to publish the number, put grids or kinds together.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: village, name: 村}, {id: grid, name: 网格}]}
-- content/records.yaml --
grids:
  - {id: v, name: 柳村, level: village, lead: 王芳, households: 31}
  - {id: g1, name: 东网格, level: grid, parent: v, lead: 王芳, households: 28, population: 80}
<   - {id: g2, name: 西网格, level: grid, parent: v, lead: 王芳, households: 3, population: 9}
< #                                                                                         ^
>   - {id: g2, name: 西网格, level: grid, parent: v, lead: 王芳, households: 3}
members:
  - name: 王芳
";
}

/// Tells of every number that was written and is not shown.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    let writes = |grid: &Grid| grid.declared_population.is_some() || !grid.figures.is_empty();
    if !board.grids.iter().any(writes) {
        return;
    }
    let shown = Suppression::of(board, as_of);
    let least = board.settings.privacy.small_counts;
    let help = || {
        text!(
            "不用改。从它能算出太小的数（少于 {least}，或讲的不到 {least} 户）；要公开，就合并成大一些的网格或类别。",
            "Nothing to mend: a number too small (below {least}, or about fewer than {least} households) could be worked out from it. To publish it, put grids or kinds together."
        )
    };
    for grid in shown.unsaid {
        let Some(declared) = &board[grid].declared_population else { continue };
        let name = naming::grid(board, grid);
        let message = text!("网格 {name} 写的人口没有公开", "the population of grid {name} is not published");
        out.push(Diagnostic::new(&RULE, declared.span, message).help(help()));
    }
    for (grid, shown) in board.grid_ids().zip(&shown.figures) {
        for (at, figure) in board[grid].figures.iter().enumerate() {
            let (grid, name) = (naming::grid(board, grid), naming::shown(&figure.name.value));
            let known = shown.iter().find(|shown| shown.at == at);
            let is_whole = known.is_some_and(|shown| {
                (shown.of.is_some(), shown.percent.is_some(), shown.parts.len())
                    == (figure.of.is_some(), figure.percent.is_some(), figure.parts.len())
            });
            let message = match known {
                Some(_) if is_whole => continue,
                Some(_) => text!(
                    "网格 {grid} 的“{name}”只公开数值，总数、占比或组成没有公开",
                    "of {name} of grid {grid} only the value is published, not its whole, percentage or parts"
                ),
                None => {
                    text!("网格 {grid} 的“{name}”没有公开", "{name} of grid {grid} is not published")
                }
            };
            out.push(Diagnostic::new(&RULE, figure.value.span, message).help(help()));
        }
    }
}
