//! 数据: further counts that the clerk gives of a grid. Those that count households or people are held to the same as
//! what the program adds up; roads and halls are nobody's. A figure's parts, or what it is out of, are shown for all grids
//! of a network or for none: one hidden here could be worked out from those beside it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::totals::Total;
use super::blocks::{Blocks, Measure};
use super::groups::{Claim, Groups, order};
use super::shown::Shown;
use crate::calendar::AsOf;
use crate::model::board::{Figure, GridIx, Ground, NetworkIx};
use crate::word_list::word_list;

/// What is shown of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownFigure {
    /// Which of the grid's figures.
    pub at: usize,
    /// 数值
    pub value: Shown<Decimal>,
    /// 总数
    pub of: Option<Shown<Decimal>>,
    /// 占比
    pub percent: Option<Shown<Decimal>>,
    /// 组成; empty where its parts are not shown.
    pub parts: Vec<Shown<Decimal>>,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Nothing of anybody's, or what the board lists anyway.
    Open,
    /// How many people live there.
    Population,
    /// Households of a kind.
    Households,
    /// People of a kind.
    People,
    /// What people earn or are given.
    Money,
}

/// Units of households.
const OF_HOUSEHOLDS: &[&str] = &["户", "户次", "户家", "家", "家庭", "household", "households", "families"];
/// Units of people.
const OF_PEOPLE: &[&str] =
    &["人", "人次", "口", "口人", "名", "位", "个人", "person", "persons", "people", "residents"];
/// How names end that need no unit.
const ENDS: &[(&str, Sort)] = &[
    ("户", Sort::Households),
    ("户数", Sort::Households),
    ("户次", Sort::Households),
    ("households", Sort::Households),
    ("人", Sort::People),
    ("人数", Sort::People),
    ("人口", Sort::People),
    ("人次", Sort::People),
    ("people", Sort::People),
    ("residents", Sort::People),
];
/// Figures that are the population.
const POPULATION: &[&str] =
    &["人口", "总人口", "人口数", "总人数", "常住人口", "户籍人口", "在册人口", "population"];
/// Figures that count the doors, as lists do.
const DOORS: &[&str] = &["户", "户数", "总户数", "住户", "住户数", "农户", "农户数", "households"];
/// Words of amounts that are households' own.
const MONEY: &[&str] =
    &word_list::<15>("人均 户均 收入 补贴 补助 救助 低保金 存款 贷款 借款 欠款 报销 工资 月薪 养老金");

/// Whether the figure is the population under another name.
pub(super) fn is_population(figure: &Figure) -> bool {
    sort_of(figure) == Sort::Population
}

fn sort_of(figure: &Figure) -> Sort {
    let name = figure.name.value.trim().to_lowercase();
    let unit = figure.unit.as_ref().map(|unit| unit.trim().to_lowercase());
    let counts = |units: &[&str]| unit.as_deref().is_some_and(|unit| units.contains(&unit));
    let no_unit = unit.is_none();
    match () {
        () if figure.counts.is_some() => Sort::Open,
        () if DOORS.contains(&&*name) && (no_unit || counts(OF_HOUSEHOLDS)) => Sort::Open,
        () if POPULATION.contains(&&*name) && (no_unit || counts(OF_PEOPLE)) => Sort::Population,
        () if counts(OF_HOUSEHOLDS) => Sort::Households,
        () if counts(OF_PEOPLE) => Sort::People,
        () if MONEY.iter().any(|word| name.contains(word)) => Sort::Money,
        () if no_unit => {
            ENDS.iter().find(|(end, _)| name.ends_with(end)).map_or(Sort::Open, |(_, sort)| *sort)
        }
        () => Sort::Open,
    }
}

/// The figures of one name in one network.
struct Named<'a> {
    sort: Sort,
    figures: Vec<(GridIx, usize, &'a Figure)>,
}

/// What else is known when figures are decided.
struct Known<'a> {
    board: &'a Ground,
    groups: Groups,
    /// How many people each grid has, and whether that is shown.
    people: &'a [Option<u32>],
    is_shown: &'a [bool],
    day: AsOf,
}

/// The figures of every grid that are shown; whether its population is has been decided.
pub(super) fn shown(
    board: &Ground,
    people: &[Option<u32>],
    is_shown: &[bool],
    day: AsOf,
) -> Vec<Vec<ShownFigure>> {
    let mut found: Vec<Vec<ShownFigure>> = vec![Vec::new(); board.grids.len()];
    let mut named: BTreeMap<(NetworkIx, &str), Named> = BTreeMap::new();
    for grid in board.grid_ids() {
        for (at, figure) in board[grid].figures.iter().enumerate() {
            let sort = sort_of(figure);
            if sort == Sort::Open {
                found[grid.0 as usize].push(shown_figure(at, figure, true, true));
                continue;
            }
            let name = (board[grid].network, figure.name.value.trim());
            let of_name = named.entry(name).or_insert(Named { sort, figures: Vec::new() });
            // Counted as what is the stricter of two.
            of_name.sort = if of_name.sort == Sort::Money { sort } else { of_name.sort };
            of_name.figures.push((grid, at, figure));
        }
    }
    if named.is_empty() {
        return found;
    }
    let known = Known { board, groups: Groups::of_all(board, day), people, is_shown, day };
    for named in named.into_values() {
        for (grid, figure) in known.decide(&named) {
            found[grid.0 as usize].push(figure);
        }
    }
    found.iter_mut().for_each(|figures| figures.sort_by_key(|figure| figure.at));
    found
}

fn shown_figure(at: usize, figure: &Figure, with_whole: bool, with_parts: bool) -> ShownFigure {
    let whole = |value: &Option<crate::source::At<Decimal>>| {
        value.as_ref().filter(|_| with_whole).map(|at| Shown(at.value))
    };
    ShownFigure {
        at,
        value: Shown(figure.value.value),
        of: whole(&figure.of),
        percent: whole(&figure.percent),
        parts: figure.parts.iter().filter(|_| with_parts).map(|(_, value)| Shown(*value)).collect(),
    }
}

impl Known<'_> {
    /// Those of `named` that are shown.
    fn decide(&self, named: &Named) -> Vec<(GridIx, ShownFigure)> {
        let measure = if named.sort == Sort::Money { Measure::Amount } else { Measure::Kind };
        let mut kept: Vec<bool> =
            named.figures.iter().map(|(grid, _, figure)| self.may_stand(named.sort, *grid, figure)).collect();
        if named.sort != Sort::Population {
            let mut own = Blocks::new(&self.groups.weights, self.least(), measure);
            let mut rest = Blocks::new(&self.groups.weights, self.least(), measure);
            for (at, claim) in self.claims(named, |_, figure| Some(figure.value.value)) {
                let (grid, _, figure) = named.figures[at];
                if !kept[at] || figure.approx {
                    continue;
                }
                // Of so many doors, those of the kind and those that are not.
                let doors = Total::Households;
                let doors =
                    self.board.total(doors, grid, self.day).filter(|_| named.sort == Sort::Households);
                let others = doors.map(|doors| Decimal::from(doors) - figure.value.value);
                let others = others.filter(|others| !others.is_sign_negative());
                let cuts = own.cut(claim.group, claim.value).zip(match others {
                    Some(_) => rest.cut(claim.group, others).map(Some),
                    None => Some(None),
                });
                kept[at] = cuts.is_some();
                if let Some((cut, others)) = cuts {
                    own.apply(claim.group, cut);
                    others.into_iter().for_each(|cut| rest.apply(claim.group, cut));
                }
            }
        }
        let all_kept = kept.iter().all(|kept| *kept);
        let are_parts_kept = all_kept && self.are_parts_kept(named);
        let is_whole_kept = all_kept && self.is_whole_kept(named);
        let shown = named.figures.iter().zip(kept).filter(|(_, kept)| *kept);
        let shown = shown
            .map(|(&(grid, at, figure), _)| (grid, shown_figure(at, figure, is_whole_kept, are_parts_kept)));
        shown.collect()
    }

    fn least(&self) -> u32 {
        self.board.settings.privacy.small_counts
    }

    fn is_small(&self, count: Decimal) -> bool {
        count > Decimal::ZERO && count < Decimal::from(self.least())
    }

    /// Whether the figure alone is small, or about few, or tells what is not shown of the grid.
    fn may_stand(&self, sort: Sort, grid: GridIx, figure: &Figure) -> bool {
        let weight = self.groups.weight(self.groups.of_grid(grid));
        let is_few = (1..u64::from(self.least())).contains(&weight);
        let is_small = sort != Sort::Money && self.is_small(figure.value.value);
        let is_shown = self.is_shown[grid.0 as usize];
        let people = self.people[grid.0 as usize].map(Decimal::from);
        let is_population = people == Some(figure.value.value);
        let others = people.filter(|_| sort == Sort::People && is_shown).map(|all| all - figure.value.value);
        let is_told = match sort {
            Sort::Population => !is_shown,
            Sort::People => is_population && !is_shown || others.is_some_and(|others| self.is_small(others)),
            _ => false,
        };
        !(is_few || is_small || is_told)
    }

    /// The exact figures as claims, the largest groups first; with the place of each.
    fn claims<'s>(
        &'s self,
        named: &Named,
        value: impl Fn(GridIx, &Figure) -> Option<Decimal>,
    ) -> Vec<(usize, Claim<'s>)> {
        let claim = |(at, &(grid, _, figure)): (usize, &(GridIx, usize, &Figure))| {
            (at, Claim { grid, group: self.groups.of_grid(grid), value: value(grid, figure) })
        };
        let mut claims: Vec<(usize, Claim)> = named.figures.iter().enumerate().map(claim).collect();
        claims.sort_by_cached_key(|(_, claim)| order(self.board, &self.groups, claim));
        claims
    }

    /// Whether no part, nor what is left of one when those below are subtracted, is small.
    fn are_parts_kept(&self, named: &Named) -> bool {
        let parts = named.figures.iter().flat_map(|(_, _, figure)| &figure.parts);
        let mut names: Vec<&str> = parts.map(|(name, _)| name.trim()).collect();
        names.sort_unstable();
        names.dedup();
        let part = |figure: &Figure, name: &str| {
            let parts = figure.parts.iter().filter(|(own, _)| own.trim() == name);
            parts.map(|(_, value)| *value).next()
        };
        names.into_iter().all(|name| self.are_kept(named, |_, figure| part(figure, name)))
    }

    /// Whether those who are not of the kind are no small count anywhere.
    fn is_whole_kept(&self, named: &Named) -> bool {
        let others = |figure: &Figure| {
            let value = figure.value.value;
            let whole = || (value * Decimal::ONE_HUNDRED).checked_div(figure.percent.as_ref()?.value);
            Some(figure.of.as_ref().map(|of| of.value).or_else(whole)? - value)
        };
        self.are_kept(named, |_, figure| others(figure))
    }

    /// Whether all of some counts that go with the figures can be shown.
    fn are_kept(&self, named: &Named, value: impl Fn(GridIx, &Figure) -> Option<Decimal>) -> bool {
        let measure = if named.sort == Sort::Money { Measure::Amount } else { Measure::Kind };
        let mut blocks = Blocks::new(&self.groups.weights, self.least(), measure);
        let given = self.claims(named, value).into_iter().filter(|(_, claim)| claim.value.is_some());
        given.into_iter().all(|(_, claim)| blocks.admit(claim.group, claim.value))
    }
}
