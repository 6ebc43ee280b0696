//! Nothing ends before it begins.

use super::*;

rules! {
    /// `from` after `to`.
    pub RULE: "term-reversed", Error, fixed;
    what "起始日期在终止日期之后。" "A term ends before it begins.";
    why "两个日期多半写反了，或年份写错了。" "The two dates are probably swapped, or a year is wrong.";
    example "\
members:
<   - {name: 王芳, from: 2026-01-01, to: 2025-12-31}
< #                                      ^^^^^^^^^^
>   - {name: 王芳, from: 2025-01-01, to: 2026-12-31}
";
}

/// Looks at every record with a term.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for network in &board.networks {
        if let Some((from, to)) = reversed(&network.term) {
            let name = naming::shown(&network.name);
            report(text!("网格体系“{name}”", "network {name}"), from, to, out);
        }
    }
    for (grid, record) in board.grid_ids().zip(&board.grids) {
        if let Some((from, to)) = reversed(&record.term) {
            let name = naming::grid(board, grid);
            report(text!("网格 {name} ", "grid {name}"), from, to, out);
        }
        for post in &record.posts {
            if let Some((from, to)) = reversed(&post.term) {
                let (name, title) = (naming::grid(board, grid), naming::shown(&post.title.value));
                report(text!("网格 {name} 的“{title}”", "{title} of grid {name}"), from, to, out);
            }
        }
    }
    for (member, record) in board.member_ids().zip(&board.members) {
        if let Some((from, to)) = reversed(&record.term) {
            let name = naming::member(board, member);
            report(text!("责任人 {name} ", "member {name}"), from, to, out);
        }
    }
}

fn reversed(term: &Term) -> Option<(&At<NaiveDate>, &At<NaiveDate>)> {
    term.from.as_ref().zip(term.to.as_ref()).filter(|_| term.is_reversed())
}

fn report(named: Text, from: &At<NaiveDate>, to: &At<NaiveDate>, out: &mut Diagnostics) {
    let Text { zh, en } = named;
    let (begin, end) = (from.value, to.value);
    let message = text!(
        "{zh}的起始日期 {begin} 在终止日期 {end} 之后",
        "{en} begins on {begin}, after its end on {end}"
    );
    let help = text!("改正其中一个日期。", "Correct one of the dates.");
    let related = text!("起始日期在这里", "the beginning");
    out.push(Diagnostic::new(&RULE, to.span, message).help(help).related(from.span, related));
}
