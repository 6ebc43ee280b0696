//! One grid, one lead: with two in office nobody knows who answers.

use super::*;

rules! {
    /// Two leads whose terms overlap.
    pub RULE: "two-leads", Error;
    what "同一网格有两名负责人，任期重叠。" "A grid has two leads whose terms overlap.";
    why "每个网格只有一名负责人。换人时给前任写上“止”（to），写在继任的起始日期之前；重叠的任期一写下就提示，不等到那一天。副职另用岗位名称，或写作 B 岗。"
        "A grid has one lead. When the holder changes, give the former one a `to` before the other's `from`; terms that overlap are told when they are written, not on the day they begin to. A deputy has another title or is the backup.";
    example "\
grids:
  - id: g1
    name: 东网格
    level: grid
<     lead: 王芳
    posts:
<       - {post: 网格长, member: 李强}
< #                              ^^^^
>       - {post: 网格长, member: 王芳, to: 2025-12-31}
>       - {post: 网格长, member: 李强, from: 2026-01-01}
members:
  - name: 王芳
  - name: 李强
";
}

/// Looks at the terms of all who are written as leads: a conflict is told when it is written, not when it begins.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for grid in board.grid_ids() {
        let leads: Vec<Lead<'_>> =
            board[grid].posts.iter().filter_map(|post| Lead::of(board, register, post)).collect();
        for (at, second) in leads.iter().enumerate().skip(1) {
            let shared = |first: &Lead<'_>| first.shared(second, as_of);
            let Some((first, days)) = leads[..at].iter().find_map(|first| Some((first, shared(first)?)))
            else {
                continue;
            };
            let name = naming::grid(board, grid);
            let one = naming::member(board, first.member.value);
            let other = naming::member(board, second.member.value);
            let Text { zh, en } = when(&days, as_of);
            let message = match first.member.value == second.member.value {
                true => text!(
                    "网格 {name} 的负责人{zh}写了两次：{one}",
                    "the lead of grid {name} is given twice{en}: {one}"
                ),
                false => text!(
                    "网格 {name} {zh}同时有两名负责人：{one} 和 {other}",
                    "grid {name} has two leads at once{en}: {one} and {other}"
                ),
            };
            let help = text!(
                "让前任的“止”（to）早于后任的“起”（from），或给其中一位改岗位名称。",
                "Let the `to` of the one who leaves lie before the `from` of the other, or give one of them another post."
            );
            let related = text!("另一位写在这里", "the other one");
            let problem = Diagnostic::new(&RULE, second.member.span, message).help(help);
            out.push(problem.related(first.member.span, related));
        }
    }
}

/// Somebody written as lead, and from when to when they are: as long as both the post's term and their own.
struct Lead<'b> {
    member: &'b At<MemberIx>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// Days from the first to the last, where these are known.
type Days = (Option<NaiveDate>, Option<NaiveDate>);

impl<'b> Lead<'b> {
    /// `None` for other posts, and where a day may be what could not be read.
    fn of(board: &'b Ground, register: &Held, post: &'b Post) -> Option<Lead<'b>> {
        let member = post.member.as_ref().filter(|_| post.is_lead)?;
        let person = &board[member.value];
        if register.gaps.is_faulty(post.at) || register.gaps.is_faulty(person.at) {
            return None;
        }
        let terms = [&post.term, &person.term];
        let from = terms.iter().filter_map(|term| Some(term.begin()?.value)).max();
        let to = terms.iter().filter_map(|term| Some(term.end()?.value)).min();
        let is_sound = from.is_none_or(|from| to.is_none_or(|to| from <= to));
        is_sound.then_some(Lead { member, from, to })
    }

    /// The days on which both are in office, if there are any for certain.
    fn shared(&self, other: &Lead<'_>, as_of: AsOf) -> Option<Days> {
        let from = self.from.max(other.from);
        let to = [self.to, other.to].into_iter().flatten().min();
        let Some(to) = to else { return Some((from, None)) };
        if from.is_some_and(|from| from > to) {
            return None;
        }
        // On its last day the earlier term held. Whether the other one had begun is known only if that is written, unless
        // that day is still to come: then it holds today.
        let (earlier, later) = if self.to == Some(to) { (self, other) } else { (other, self) };
        let is_certain = later.from.is_some() || to >= as_of.0 || later.to == earlier.to;
        is_certain.then_some((from, Some(to)))
    }
}

/// On which days, unless it is now.
fn when((from, to): &Days, as_of: AsOf) -> Text {
    let is_now = from.is_none_or(|from| from <= as_of.0) && to.is_none_or(|to| to >= as_of.0);
    match (from, to) {
        _ if is_now => text!("", ""),
        (Some(from), None) => text!("从 {from} 起", " from {from} on"),
        (None, Some(to)) => text!("到 {to} 为止", " until {to}"),
        (Some(from), Some(to)) => text!("从 {from} 到 {to} ", " from {from} to {to}"),
        (None, None) => text!("", ""),
    }
}
