//! A figure that says what it counts agrees with the records.

use rust_decimal::Decimal;

use super::*;

/// Figure and records differ.
pub static RULE: Rule = Rule {
    name: "figure-count-differs",
    severity: Severity::Error,
    fixed: false,
    what: Said {
        zh: "数据写明与记录核对，却与记录里的数目不符。",
        en: "A figure that names what it counts differs from the records.",
    },
    why: Said {
        zh: "网格不论是否还在启用都数；责任人、党员数在任的。补齐记录，或改正数据；约数只要求不少于它。",
        en: "Grids count whether or not they are still in force; members while in office. Complete the records or correct the figure; of a rough number there must be at least so many.",
    },
    bad: "\
figures:
  - {name: 便民服务事项, value: 2, counts: services}
#                               ^
services:
  - {name: 居住证明, time_limit: 当场办结}
",
    good: "\
figures:
  - {name: 便民服务事项, value: 1, counts: services}
services:
  - {name: 居住证明, time_limit: 当场办结}
",
};

/// Counts for every figure that asks for it.
pub fn check(board: &Board, register: &Register, as_of: AsOf, out: &mut Diagnostics) {
    for figure in board.figures.iter().filter(|figure| !register.gaps.is_faulty(figure.at)) {
        let Some(counts) = &figure.counts else { continue };
        let gaps = &register.gaps;
        let lacks = match counts.value {
            Counted::Grids => gaps.grids,
            Counted::Households => gaps.households > 0,
            Counted::Members | Counted::PartyMembers => gaps.members,
            Counted::Services | Counted::Categories => false,
        };
        let count = Decimal::from(count(board, figure, counts.value, as_of));
        let value = figure.value.value;
        let agrees = if figure.approx { count >= value } else { count == value };
        if lacks || agrees {
            continue;
        }
        let name = naming::shown(&figure.name.value);
        let value = value.normalize();
        let message = text!(
            "“{name}”写的是 {value}，记录里有 {count}",
            "\"{name}\" is given as {value}, but the records hold {count}"
        );
        let help = text!("补齐记录，或改正数据。", "Complete the records, or correct the figure.");
        let related = text!("与这一种核对", "compared with these");
        out.push(Diagnostic::new(&RULE, figure.value.span, message).help(help).related(counts.span, related));
    }
}

/// How many of them the records hold, within the figure's grid and of its level.
fn count(board: &Board, figure: &Figure, counts: Counted, as_of: AsOf) -> usize {
    let within = |grid: GridIx| {
        figure.grid.as_ref().is_none_or(|wanted| board.ancestry(grid).any(|above| above == wanted.value))
    };
    let of_level =
        |grid: GridIx| figure.level.is_none_or(|level| level == (board[grid].network, board[grid].level));
    let concerned = |member: MemberIx| {
        let own = board[member].grid.as_ref().map(|grid| grid.value);
        board[member].term.holds(as_of) && (figure.grid.is_none() || own.is_some_and(within))
    };
    match counts {
        Counted::Grids => board.grid_ids().filter(|&grid| within(grid) && of_level(grid)).count(),
        Counted::Households => match &figure.grid {
            Some(grid) => board[grid.value].households.len(),
            None => board.households.len(),
        },
        Counted::Members => board.member_ids().filter(|&member| concerned(member)).count(),
        Counted::PartyMembers => {
            let is_one = |member: &MemberIx| board[*member].party_member == Some(true);
            board.member_ids().filter(|&member| concerned(member)).filter(is_one).count()
        }
        Counted::Services => board.services.len(),
        Counted::Categories => board
            .services
            .iter()
            .filter_map(|service| service.category.as_ref())
            .collect::<BTreeSet<_>>()
            .len(),
    }
}
