//! A norm that no number can meet would flag every grid.

use super::*;

rules! {
    /// The lower bound lies above the upper.
    pub RULE: "norm-impossible", Error;
    what "口径的下限高于上限。" "A norm's lower bound lies above its upper bound.";
    why "没有数能合格。“下限”（min）、“上限”（max）与“标准”（target）加减“允差”（tolerance）要能同时满足。"
        "No number meets it. `min`, `max` and `target` with its `tolerance` must be possible at once.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
norms:
<   - {what: grid_households, min: 30, max: 20}
< #          ^^^^^^^^^^^^^^^
>   - {what: grid_households, min: 20, max: 30}
";
}

/// Looks at every norm.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for norm in &board.settings.norms {
        let (Some(min), Some(max)) = (norm.min, norm.max) else { continue };
        if min <= max {
            continue;
        }
        let (min, max) = (min.normalize(), max.normalize());
        let message = text!(
            "口径的下限 {min} 高于上限 {max}",
            "the norm's lower bound {min} lies above its upper bound {max}"
        );
        let help =
            text!("改正下限、上限或标准与允差。", "Correct the bounds, or the target and its tolerance.");
        out.push(Diagnostic::new(&RULE, norm.at, message).help(help));
    }
}
