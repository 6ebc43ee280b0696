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
        if lacks {
            continue;
        }
        let own = figure.grid.as_ref().map(|grid| grid.value);
        let of_parts: Vec<(&FigurePart, GridIx)> =
            figure.parts.iter().filter_map(|part| Some((part, part.grid?))).collect();
        // The whole is the sum of its parts: where these name their grids, those that were written down are counted.
        for (part, grid) in &of_parts {
            let found = count(board, figure, Some(*grid), counts.value, as_of);
            if found > 0 {
                let name = format!("{}·{}", figure.name.value, part.name);
                compare(figure, counts, &name, &part.value, found, out);
            }
        }
        if of_parts.is_empty() {
            let found = count(board, figure, own, counts.value, as_of);
            compare(figure, counts, &figure.name.value, &figure.value, found, out);
        }
    }
}

fn compare(
    figure: &Figure,
    counts: &At<Counted>,
    name: &str,
    given: &At<Decimal>,
    found: usize,
    out: &mut Diagnostics,
) {
    let (count, value) = (Decimal::from(found), given.value.normalize());
    if if figure.approx { count >= value } else { count == value } {
        return;
    }
    let name = naming::shown(name);
    let message = text!(
        "“{name}”写的是 {value}，记录里有 {count}",
        "\"{name}\" is given as {value}, but the records hold {count}"
    );
    let help = text!("补齐记录，或改正数据。", "Complete the records, or correct the figure.");
    let related = text!("与这一种核对", "compared with these");
    out.push(Diagnostic::new(&RULE, given.span, message).help(help).related(counts.span, related));
}

/// How many of them the records hold, within `place` and of the figure's level and kind.
fn count(board: &Board, figure: &Figure, place: Option<GridIx>, counts: Counted, as_of: AsOf) -> usize {
    let within = |grid: GridIx| place.is_none_or(|wanted| board.ancestry(grid).any(|above| above == wanted));
    let of_level = |grid: GridIx| {
        figure.level.is_none_or(|level| level == (board[grid].network, board[grid].level))
            && (figure.kind.is_none() || figure.kind == board[grid].kind)
    };
    let concerned = |member: MemberIx| {
        let own = board[member].grid.as_ref().map(|grid| grid.value);
        board[member].term.holds(as_of) && (place.is_none() || own.is_some_and(within))
    };
    match counts {
        Counted::Grids => board.grid_ids().filter(|&grid| within(grid) && of_level(grid)).count(),
        Counted::Households => match place {
            Some(grid) => board[grid].households.len(),
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
