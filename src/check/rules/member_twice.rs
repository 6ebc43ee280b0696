//! A clerk enters somebody anew instead of changing the record: one of the two is out of date from then on.

use super::*;
use crate::load::spelling;

rules! {
    /// Two records that seem to be of one person.
    pub RULE: "member-twice", Warning;
    what "同一个人像是登记了两遍。" "One person seems to be entered twice.";
    why "姓名相同，电话也相同；或在同一个网格里，电话也没有写成不同。同一个人只留一条：换岗、离任写在岗位的“起、止”里。确是同名的两个人，给两人写上各自的电话（不公开也行），就不再提醒。"
        "They have one name and one phone number, or one name and one grid without two numbers that differ. Keep one record of a person: posts have terms of their own. Of two people who share a name give both their own numbers (they need not be public), and nothing is said.";
    example "\
members:
<   - {id: wang-1, name: 王伟, phone: 13900000001, to: 2025-12-31}
<   - {id: wang-2, name: 王伟, phone: 13900000001}
< #                      ^^^^
>   - {id: wang-1, name: 王伟, phone: 13900000001}
>   - {id: wang-2, name: 王伟, phone: 13900000002}
";
}

/// Compares members of one name.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    let plain = |name: &str| spelling::joined(name).unwrap_or_else(|| name.trim().to_owned());
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, member) in board.members.iter().enumerate() {
        by_name.entry(plain(&member.name.value)).or_default().push(at);
    }
    for namesakes in by_name.values() {
        // In the order in which they are written: the later one is the copy.
        let mut namesakes = namesakes.clone();
        namesakes.sort_by_key(|at| board.members[*at].name.span);
        for (at, later) in namesakes.iter().enumerate().skip(1) {
            let Some(first) = namesakes[..at].iter().find(|first| is_one(board, register, **first, *later))
            else {
                continue;
            };
            let (one, other) = (&board.members[*first], &board.members[*later]);
            let name = naming::shown(&other.name.value);
            let message = text!("“{name}”像是登记了两遍", "{name} seems to be entered twice");
            let help = text!(
                "同一个人只留一条，任期写在岗位上；确是两个人，写上各自的电话。",
                "Keep one record of a person, with terms at the posts; of two people give each their own phone."
            );
            let there = text!("另一条在这里", "the other one is here");
            let problem = Diagnostic::new(&RULE, other.name.span, message).help(help);
            out.push(problem.related(one.name.span, there));
        }
    }
}

/// Whether two members of one name are one person: by their phones, else by their grid.
fn is_one(board: &Ground, register: &Held, one: usize, other: usize) -> bool {
    match (phone(board, register, one), phone(board, register, other)) {
        (Some(one), Some(other)) => one == other,
        _ => {
            let grid = |at: usize| board.members[at].grid.as_ref().map(|grid| grid.value);
            grid(one).is_some() && grid(one) == grid(other)
        }
    }
}

/// The number of a member, shown or not.
fn phone<'r>(board: &'r Ground, register: &'r Held, at: usize) -> Option<&'r str> {
    match &board.members[at].phone {
        PublicPhone::Full(number) => Some(number),
        PublicPhone::Masked(_) | PublicPhone::Hidden => {
            register.members.get(at)?.phone.as_ref().map(|phone| phone.value.reveal().as_str())
        }
    }
}
