//! Rating schemes: dimensions, weights, stars, and whether their numbers can be meant.

use rust_decimal::Decimal;

use super::super::register::Gaps;
use super::super::rules;
use super::super::settings::{Dimension, RatingSource, Scheme, StarRule};
use super::lookup::{NamedRecord, in_order};
use super::values::{list, text};
use crate::calendar::Cycle;
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::load::compound::{RawBand, RawStars, Tolerance};
use crate::load::site::*;
use crate::source::{At, Span};
use crate::text;

mod threshold;

use threshold::PublishedScores;

/// Most stars a band may give.
const MOST_STARS: u32 = 10;

/// Resolves one scheme.
pub(super) fn resolve(named: NamedRecord, raw: &RawScheme, gaps: &mut Gaps, out: &mut Diagnostics) -> Scheme {
    let title = named.name.clone().unwrap_or_default();
    // What is wrong elsewhere in it leaves its dimensions and sources known.
    let is_whole = !gaps.is_faulty(raw.at);
    let is_read = |list: Option<Span>| !gaps.schemes && list.is_none_or(|list| !gaps.is_faulty(list));
    let lists = [raw.dimensions.as_ref().map(|at| at.span), raw.sources.as_ref().map(|at| at.span)];
    let mut is_sure =
        is_whole || lists[0].is_some() && raw.subject.is_some() && lists.into_iter().all(is_read);
    let dimensions = dimensions(raw, &title, &mut is_sure, gaps, out);
    let sources = sources(raw, &title, &mut is_sure, out);
    if !is_sure {
        gaps.faulty.insert(named.id.span);
    }
    let weighted = dimensions.iter().any(|dimension| dimension.weight.is_some());
    let full_marks = match weighted {
        true => Decimal::ONE_HUNDRED,
        false => dimensions.iter().map(|dimension| dimension.max).sum(),
    };
    // What full marks are is not known otherwise, and nothing is measured by them.
    let is_measured = is_sure && is_measured(&dimensions, gaps);
    let mut unheard = Diagnostics::default();
    if let Some(threshold) =
        raw.threshold.as_ref().filter(|at| !(Decimal::ZERO..=full_marks).contains(at.value.reveal()))
    {
        let message = text!(
            "“{title}”的约谈线不在 0 到满分 {full_marks} 之间",
            "the threshold of `{title}` is not between 0 and {full_marks}, its full marks"
        );
        refuse(threshold.span, message, if is_measured { &mut *out } else { &mut unheard });
    }
    let every = text(&raw.every).map_or(Cycle::Month, length);
    let show = text(&raw.show).unwrap_or(RawShow::Stars);
    let stars =
        raw.stars.as_ref().map(|stars| star_rule(stars, &title, is_measured.then_some(full_marks), out));
    if let Some(threshold) = raw.threshold.as_ref().filter(|at| *at.value.reveal() > Decimal::ZERO) {
        let published = PublishedScores { show, stars: stars.as_ref(), full_marks };
        published.keeps(raw, threshold, &title, if is_measured { &mut *out } else { &mut unheard });
    }
    Scheme {
        id: named.id,
        of_members: text(&raw.subject) != Some(RawSubject::Grid),
        full_marks,
        stars,
        show_stars: show != RawShow::Scores,
        show_scores: show != RawShow::Stars,
        ranking: text(&raw.ranking).unwrap_or(false),
        cycles: cycles(raw, every, &title, out),
        name: title,
        every,
        sums: text(&raw.aggregate) == Some(RawAggregate::Sum),
        dimensions,
        sources,
    }
}

fn refuse(span: Span, message: Text, out: &mut Diagnostics) {
    let help = text!(
        "改成合理的数；规则说明见 explain scheme-number。",
        "Write a number that can be meant; see explain scheme-number."
    );
    out.push(Diagnostic::new(&rules::SCHEME_NUMBER, span, message).help(help));
}

/// Whether it is known what the best total is: every maximum, and whether they are weighed.
pub(super) fn is_measured(dimensions: &[Dimension], gaps: &Gaps) -> bool {
    let weighted = dimensions.iter().filter(|one| one.weight.is_some()).count();
    (weighted == 0 || weighted == dimensions.len())
        && dimensions.iter().all(|one| !gaps.is_faulty(one.id.span))
}

/// The dimensions in their order; those with an impossible maximum are noted in `gaps`.
fn dimensions(
    raw: &RawScheme,
    title: &str,
    is_sure: &mut bool,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Vec<Dimension> {
    let mark = out.mark();
    let written = list(&raw.dimensions);
    let named = |raw: &RawDimension| Some(NamedRecord::new(raw.id.as_ref(), raw.name.as_ref()?));
    let (_, admitted) = in_order(&raw.dimensions, named, RawDimension::WHAT, out);
    *is_sure &= !out.errors_since(mark);
    let dimensions: Vec<Dimension> = admitted
        .into_iter()
        .map(|(named, one)| {
            let name = named.name.unwrap_or_default();
            let wrong = |at: &&At<Decimal>| at.value <= Decimal::ZERO;
            if let Some(max) = one.max.as_ref().filter(wrong) {
                refuse(
                    max.span,
                    text!(
                        "“{title}”的“{name}”满分不大于 0",
                        "the maximum of `{name}` in `{title}` is not above 0"
                    ),
                    out,
                );
                gaps.faulty.insert(named.id.span);
            }
            if let Some(weight) = one.weight.as_ref().filter(|at| at.value.is_sign_negative()) {
                refuse(
                    weight.span,
                    text!("“{title}”的“{name}”权重小于 0", "the weight of `{name}` in `{title}` is below 0"),
                    out,
                );
            }
            Dimension {
                id: named.id,
                name,
                max: text(&one.max).filter(|max| *max > Decimal::ZERO).unwrap_or(Decimal::ONE_HUNDRED),
                weight: text(&one.weight),
            }
        })
        .collect();
    let weights: Vec<_> = dimensions.iter().map(|one| one.weight).collect();
    if *is_sure {
        check_weights(&weights, written.first().map_or(raw.at, |at| at.value.at), title, out);
    }
    dimensions
}

fn sources(raw: &RawScheme, title: &str, is_sure: &mut bool, out: &mut Diagnostics) -> Vec<RatingSource> {
    let mark = out.mark();
    let written = list(&raw.sources);
    let named = |raw: &RawSource| Some(NamedRecord::new(raw.id.as_ref(), raw.name.as_ref()?));
    let (_, admitted) = in_order(&raw.sources, named, RawSource::WHAT, out);
    *is_sure &= !out.errors_since(mark);
    let sources: Vec<RatingSource> = admitted
        .into_iter()
        .map(|(named, one)| RatingSource {
            id: named.id,
            name: named.name.unwrap_or_default(),
            weight: text(&one.weight),
        })
        .collect();
    let weights: Vec<_> = sources.iter().map(|one| one.weight).collect();
    if *is_sure {
        check_weights(&weights, written.first().map_or(raw.at, |at| at.value.at), title, out);
    }
    sources
}

fn length(raw: RawCycle) -> Cycle {
    match raw {
        RawCycle::Month => Cycle::Month,
        RawCycle::Quarter => Cycle::Quarter,
        RawCycle::HalfYear => Cycle::HalfYear,
        RawCycle::Year => Cycle::Year,
    }
}

/// The cycles with bulletins: none is shorter than the time from one rating to the next.
fn cycles(raw: &RawScheme, every: Cycle, title: &str, out: &mut Diagnostics) -> Vec<Cycle> {
    let Some(at) = &raw.cycles else {
        let all = [Cycle::Month, Cycle::Quarter, Cycle::HalfYear, Cycle::Year];
        return all.into_iter().filter(|cycle| *cycle >= every).collect();
    };
    for short in at.value.0.iter().filter(|cycle| length(cycle.value) < every) {
        let message = text!(
            "“{title}”的周期比频次短，这样的通报里没有评分",
            "a cycle of `{title}` is shorter than the time between two ratings"
        );
        refuse(short.span, message, out);
    }
    let mut cycles: Vec<Cycle> = at.value.0.iter().map(|cycle| length(cycle.value)).collect();
    cycles.sort();
    cycles.dedup();
    cycles
}

fn star_rule(
    raw: &At<RawStars>,
    title: &str,
    full_marks: Option<Decimal>,
    out: &mut Diagnostics,
) -> StarRule {
    match &raw.value {
        RawStars::Bands(bands) => StarRule::Bands(self::bands(&bands.0, title, full_marks, out)),
        RawStars::PerDimension(rule) => {
            let share = match text(&rule.share) {
                Some(Tolerance::Percent(percent)) => percent / Decimal::ONE_HUNDRED,
                Some(Tolerance::Number(share)) => share,
                None => Decimal::ONE,
            };
            if share <= Decimal::ZERO || share > Decimal::ONE {
                let span = rule.share.as_ref().map_or(raw.span, |at| at.span);
                refuse(
                    span,
                    text!(
                        "“{title}”的单项应在 0 到 1（100%）之间",
                        "`per_dimension` of `{title}` is not between 0 and 1 (100%)"
                    ),
                    out,
                );
            }
            StarRule::PerDimension(share)
        }
    }
}

/// The bands, highest first. More points never mean fewer stars.
fn bands(
    raw: &[At<RawBand>],
    title: &str,
    full_marks: Option<Decimal>,
    out: &mut Diagnostics,
) -> Vec<(Decimal, u32)> {
    let band = |band: &At<RawBand>| Some((text(&band.value.min)?, text(&band.value.stars)?, band.value.at));
    let mut bands: Vec<_> = raw.iter().filter_map(band).collect();
    bands.sort_by(|a, b| b.cmp(a));
    for ((min, stars, span), full_marks) in bands.iter().flat_map(|band| Some(band).zip(full_marks)) {
        if min.is_sign_negative() || *min > full_marks || *stars > MOST_STARS {
            let message = text!(
                "“{title}”的星级档 {min} 分 {stars} 星不可能：满分 {full_marks}，最多 {MOST_STARS} 星",
                "the band of {stars} stars from {min} in `{title}` cannot be: full marks are {full_marks}, {MOST_STARS} stars the most"
            );
            refuse(*span, message, out);
        }
    }
    for pair in bands.windows(2) {
        let ((high, more, span), (low, less, _)) = (&pair[0], &pair[1]);
        if high == low || more < less {
            let message = text!(
                "“{title}”的星级档 {high} 分 {more} 星和 {low} 分 {less} 星矛盾",
                "the bands of `{title}` conflict: {more} stars from {high}, but {less} from {low}"
            );
            refuse(*span, message, out);
        }
    }
    bands.into_iter().map(|(min, stars, _)| (min, stars)).collect()
}

fn check_weights(weights: &[Option<Decimal>], span: Span, scheme: &str, out: &mut Diagnostics) {
    let given = weights.iter().flatten().count();
    if given == 0 {
        return;
    }
    let sum: Decimal = weights.iter().flatten().sum();
    let message = match given == weights.len() {
        true if sum == Decimal::ONE_HUNDRED => return,
        true => {
            let sum = sum.normalize();
            text!("“{scheme}”的权重合计是 {sum}，不是 100", "the weights of `{scheme}` sum to {sum}, not 100")
        }
        false => text!("“{scheme}”有的写了权重，有的没写", "some weights of `{scheme}` are missing"),
    };
    let help = text!(
        "每一项都写，合计 100；或者都不写。",
        "Give each a weight so that they sum to 100, or give none."
    );
    out.push(Diagnostic::new(&rules::WEIGHTS_SUM, span, message).help(help));
}
