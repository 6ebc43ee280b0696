//! A household that has ended has ended.

use super::*;

rules! {
    /// `to` after the as-of date.
    pub RULE: "household-future", Warning;
    what "住户的“止”还没有到。" "A household ends on a day yet to come.";
    why "写了“止”的户马上就不再列出、不再计数，不等到那一天。到了那一天再写；日期写错了就改正。"
        "A household with `to` is neither listed nor counted from then on, whatever the day. Write it when the day has come, or correct the date.";
    example "\
grids:
  - {id: g1, name: 东网格, level: grid, lead: 王芳}
members:
  - name: 王芳
households:
<   - {id: h-1, door: 1号, grid: g1, covered_by: 王芳, to: 2099-02-01}
< #                                                        ^^^^^^^^^^
>   - {id: h-1, door: 1号, grid: g1, covered_by: 王芳}
";
}

/// Looks at every household that has ended.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for household in board.all_household_ids() {
        let Some(to) = board[household].to.as_ref().filter(|to| to.value > as_of.0) else { continue };
        let (called, day) = (naming::household(board, household), to.value);
        let message = text!(
            "住户 {called} 的“止”{day} 还没有到，而它已经不再列出",
            "household {called} ends on {day}, a day yet to come, and is not listed any more"
        );
        let help =
            text!("到那一天再写，或改正日期。", "Write it when the day has come, or correct the date.");
        out.push(Diagnostic::new(&RULE, to.span, message).help(help));
    }
}
