//! A level that requires a lead gets one declared on each grid, be it vacant.

use super::*;

rules! {
    /// `lead: required`, and none declared.
    pub RULE: "lead-missing", Error;
    what "这一层级规定必设负责人，网格却没有写。" "The level requires a lead, and the grid declares none.";
    why "写上“负责人”（lead）；暂时没有人，就在岗位里写明空缺，公开栏会显示“空缺”。"
        "Write `lead`. While there is nobody, declare the post vacant and the board says so.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格, lead_title: 网格长, lead: required}]}
-- content/records.yaml --
grids:
<   - {id: g1, name: 东网格, level: grid}
< #                  ^^^^^^
>   - {id: g1, name: 东网格, level: grid, lead: 王芳}
> members:
>   - name: 王芳
";
}

/// Looks at every grid in force. Where households are left uncovered by it, that rule tells already.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, listed: &[Listed], out: &mut Diagnostics) {
    for (grid, listed) in board.grid_ids().zip(listed) {
        let level = board.level(grid);
        let told = !listed.open.is_empty()
            || register.gaps.is_faulty(board[grid].at)
            || !coverage::is_network_sound(board, &register.gaps, grid);
        if !level.lead_required || told || coverage::has_lead(board, grid) || !board.in_force(grid, as_of) {
            continue;
        }
        let (name, title) = (naming::grid(board, grid), naming::shown(&level.lead_title));
        let message = text!("网格 {name} 没有写{title}", "grid {name} declares no lead ({title})");
        let help = text!(
            "写“负责人: 姓名”（lead）；暂缺就写“岗位: [{{岗位: {title}, 空缺: 是}}]”（posts）。",
            "Write `lead: NAME`; while there is none, `{{post: {title}, vacant: true}}` under `posts`."
        );
        let related = text!("这一层级规定必设负责人", "this level requires a lead");
        let span = board[grid].name.span;
        out.push(Diagnostic::new(&RULE, span, message).help(help).related(level.id.span, related));
    }
}
