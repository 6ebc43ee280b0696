//! A lead's post that stands vacant is published as such, and somebody should fill it.

use super::*;

rules! {
    /// A declared vacancy, or a term that ended.
    pub RULE: "lead-vacant", Warning;
    what "负责人空缺：写明空缺，或任期已经结束。"
        "A grid's lead is vacant: declared so, or the term has ended.";
    why "公开栏会显示“空缺”，由上级负责人答复。有人接任后写上新的责任人和起止日期。"
        "The board says so and the next above answers. Write the new holder and the term once there is one.";
    example "\
grids:
<   - {id: g1, name: 东网格, level: grid, lead: 王芳}
< #                                             ^^^^
>   - {id: g1, name: 东网格, level: grid, lead: 李强}
members:
  - {name: 王芳, to: 2025-12-31}
>   - name: 李强
";
}

/// Looks at grids in force that nobody leads. Where households depend on that lead, `household-uncovered` tells.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, listed: &[Listed], out: &mut Diagnostics) {
    for (grid, listed) in board.grid_ids().zip(listed) {
        if !listed.open.is_empty() || !board.in_force(grid, as_of) {
            continue;
        }
        let Some(post) = board.lead(grid, as_of).filter(|post| board.holder(post, as_of).is_none()) else {
            continue;
        };
        let name = naming::grid(board, grid);
        let title = naming::shown(&post.title.value);
        let (span, message, related) = match (&post.member, &post.vacant) {
            (Some(member), _) => {
                let who = naming::member(board, member.value);
                let own = &board[member.value].term;
                if post.term.ended(as_of) || own.ended(as_of) {
                    let end = if post.term.ended(as_of) { &post.term.to } else { &own.to };
                    let said = text!("任期到这一天为止", "the term ended on this day");
                    (
                        member.span,
                        text!(
                            "网格 {name} 的{title}空缺：{who} 的任期已经结束",
                            "{title} of grid {name} is vacant: the term of {who} has ended"
                        ),
                        end.as_ref().map(|to| (to.span, said)),
                    )
                } else {
                    let begin = if post.term.started(as_of) { &own.from } else { &post.term.from };
                    let said = text!("任期从这一天开始", "the term begins on this day");
                    (
                        member.span,
                        text!(
                            "网格 {name} 的{title}空缺：{who} 的任期还没有开始",
                            "{title} of grid {name} is vacant: the term of {who} has not begun"
                        ),
                        begin.as_ref().map(|from| (from.span, said)),
                    )
                }
            }
            (None, Some(vacant)) if vacant.value && board.level(grid).lead_required => {
                (vacant.span, text!("网格 {name} 的{title}空缺", "{title} of grid {name} is vacant"), None)
            }
            _ => continue,
        };
        let help = text!("有人接任后写上新的责任人。", "Write the new holder as soon as there is one.");
        let mut problem = Diagnostic::new(&RULE, span, message).help(help);
        if let Some((span, said)) = related {
            problem = problem.related(span, said);
        }
        out.push(problem);
    }
}
