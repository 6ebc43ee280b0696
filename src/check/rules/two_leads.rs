//! One grid, one lead: with two in office nobody knows who answers.

use super::*;

/// Two leads in office at once.
pub static RULE: Rule = Rule {
    name: "two-leads",
    severity: Severity::Error,
    fixed: false,
    what: Said {
        zh: "同一网格同时有两名负责人在任。", en: "A grid has two leads in office at once."
    },
    why: Said {
        zh: "每个网格只有一名负责人。换人时给前任写上 to（止）；副职另用岗位名称，或写作 B 岗。",
        en: "A grid has one lead. When the holder changes, give the former one a `to`; a deputy has another title or is the backup.",
    },
    bad: "\
grids:
  - id: g1
    name: 东网格
    level: grid
    lead: 王芳
    posts:
      - {post: 网格长, member: 李强}
#                              ^^^^
members:
  - name: 王芳
  - name: 李强
",
    good: "\
grids:
  - id: g1
    name: 东网格
    level: grid
    posts:
      - {post: 网格长, member: 王芳, to: 2025-12-31}
      - {post: 网格长, member: 李强, from: 2026-01-01}
members:
  - name: 王芳
  - name: 李强
",
};

/// Looks at the lead posts that are held on the day.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for grid in board.grid_ids() {
        let posts =
            board[grid].posts.iter().filter(|post| post.is_lead && board.holder(post, as_of).is_some());
        let mut holders = posts.filter_map(|post| post.member.as_ref());
        let Some(first) = holders.next() else { continue };
        for second in holders {
            let name = naming::grid(board, grid);
            let (one, other) = (naming::member(board, first.value), naming::member(board, second.value));
            let message = text!(
                "网格 {name} 同时有两名负责人：{one} 和 {other}",
                "grid {name} has two leads at once: {one} and {other}"
            );
            let help = text!(
                "给卸任的一位写上 to（止），或给其中一位改岗位名称。",
                "Give the one who left a `to`, or give one of them another post."
            );
            let related = text!("另一位写在这里", "the other one");
            out.push(Diagnostic::new(&RULE, second.span, message).help(help).related(first.span, related));
        }
    }
}
