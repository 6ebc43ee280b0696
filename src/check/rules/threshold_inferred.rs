//! Stars of months and of their quarter together can tell that a month lay below the threshold although neither does alone:
//! two months of five stars and a quarter of three leave little for the third.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::*;
use crate::model::board::Stars;
use crate::model::settings::{Scheme, StarRule};

rules! {
    /// A published cycle from which somebody's month below the threshold can be worked out.
    pub RULE: "threshold-inferred", Error, fixed;
    what "各月的星级和季度、半年、年度的星级放在一起，能算出有人某个月在约谈线以下。"
        "From the stars of months and of a quarter, half or year together it can be worked out that somebody's month lay below the threshold.";
    why "约谈线以下的名单只在内部报告里。例如两个月都是五星（95 分以上），这一季却只有三星（不到 90 分），第三个月就一定不到 80 分。周期里只留月，或只留季，就没有这回事。"
        "Who is below stands in the internal report only. With two months of five stars (95 and more) and a quarter of three (below 90) the third month must be below 80. With bulletins of months only, or of quarters only, there is nothing to work out.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
schemes:
<   - {id: s, name: 月评, threshold: 80, dimensions: [{id: a, name: 学习}], stars: [{min: 95, stars: 5}, {min: 85, stars: 3}, {min: 0, stars: 1}]}
< #        ^
>   - {id: s, name: 月评, threshold: 80, cycles: [month], dimensions: [{id: a, name: 学习}], stars: [{min: 95, stars: 5}, {min: 85, stars: 3}, {min: 0, stars: 1}]}
-- content/records.yaml --
members:
  - name: 王芳
ratings:
  - {month: 2025-10, stage: 核定, entries: [{member: 王芳, scores: [98]}]}
  - {month: 2025-11, stage: 核定, entries: [{member: 王芳, scores: [97]}]}
  - {month: 2025-12, stage: 核定, entries: [{member: 王芳, scores: [45]}]}
";
}

/// Works out for every published cycle what its months must have been.
pub fn check(board: &Board, register: &Register, as_of: AsOf, out: &mut Diagnostics) {
    for ((scheme, of), threshold) in board.ground.schemes.iter().zip(0..).zip(&register.held.thresholds) {
        let Some(threshold) = threshold.as_ref().map(|line| *line.reveal()) else { continue };
        let Some(rule) = scheme.stars.as_ref().filter(|_| scheme.show_stars) else { continue };
        let is_published = |sheet: &&RatingSheet| {
            sheet.scheme.0 == of && scheme.cycles.contains(&sheet.period.cycle()) && sheet.is_published(as_of)
        };
        let sheets: Vec<&RatingSheet> =
            board.ratings.iter().map(|sheet| &**sheet).filter(is_published).collect();
        let entries = || sheets.iter().flat_map(|sheet| &sheet.entries);
        let mut months: BTreeMap<(Subject, Month), Bounds> = BTreeMap::new();
        for entry in entries() {
            if let ([month], Some(stars)) = (&entry.months[..], &entry.stars) {
                months.insert((entry.subject, *month), bounds(scheme, rule, stars));
            }
        }
        let told = entries().find_map(|entry| {
            let cycle = bounds(scheme, rule, entry.stars.as_ref()?);
            let months = entry.months.iter().map(|month| months.get(&(entry.subject, *month)));
            let months: Vec<&Bounds> = months.collect::<Option<_>>()?;
            (months.len() > 1 && is_told(&cycle, &months, threshold)).then_some(())
        });
        if told.is_none() {
            continue;
        }
        let name = naming::shown(&scheme.name);
        let message = text!(
            "“{name}”已公开的各月和周期的星级放在一起，能算出有人某个月在约谈线以下",
            "from the published stars of `{name}`, months and cycles together, somebody's month below the threshold can be worked out"
        );
        let help = text!(
            "周期（cycles）里只留最短的一种，如 [月]；约谈线写在同一个办法里。",
            "Keep only the shortest of its `cycles`, as in [month]; the threshold stands in the same scheme."
        );
        out.push(Diagnostic::new(&RULE, scheme.id.span, message).help(help));
    }
}

/// Between what each part of a total lies, in points of the total: the whole of it, or a dimension's share. The upper end
/// is not reached unless it is the best there is.
type Bounds = Vec<(Decimal, Decimal)>;

/// What stars say of the total.
fn bounds(scheme: &Scheme, rule: &StarRule, stars: &Stars) -> Bounds {
    match rule {
        StarRule::Bands(bands) => {
            let own = bands.iter().filter(|(_, given)| *given <= stars.lit).map(|(min, _)| *min);
            let own = own.filter(|min| bands.iter().any(|(of, given)| of == min && *given == stars.lit));
            let above = bands.iter().filter(|(_, given)| *given > stars.lit).map(|(min, _)| *min);
            vec![(own.min().unwrap_or_default(), above.min().unwrap_or(scheme.full_marks))]
        }
        StarRule::PerDimension(share) => {
            let one = |(dimension, lit): (&crate::model::settings::Dimension, &bool)| {
                let best = dimension.weight.unwrap_or(dimension.max);
                if *lit { (*share * best, best) } else { (Decimal::ZERO, *share * best) }
            };
            scheme.dimensions.iter().zip(&stars.by_dimension).map(one).collect()
        }
    }
}

/// Whether one of `months` must lie below `threshold`, since their mean is that of `cycle`.
fn is_told(cycle: &Bounds, months: &[&Bounds], threshold: Decimal) -> bool {
    let count = Decimal::from(months.len());
    (0..months.len()).any(|own| {
        let most = cycle.iter().enumerate().map(|(part, (_, most))| {
            let others = months.iter().enumerate().filter(|(month, _)| *month != own);
            let others: Decimal = others.map(|(_, month)| month[part].0).sum();
            months[own][part].1.min(count * *most - others)
        });
        most.sum::<Decimal>() <= threshold
    })
}
