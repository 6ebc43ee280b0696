//! Whether what a scheme publishes tells who is below its threshold, which is internal.

use rust_decimal::Decimal;

use super::super::super::rules;
use super::super::super::settings::StarRule;
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::load::compound::RawStars;
use crate::load::site::{RawScheme, RawShow};
use crate::private::Private;
use crate::source::{At, Span};
use crate::text;

/// What everybody can read of a result.
pub(super) struct PublishedScores<'a> {
    pub show: RawShow,
    pub stars: Option<&'a StarRule>,
    pub full_marks: Decimal,
}

impl PublishedScores<'_> {
    /// Tells where somebody who knows the threshold sees from a published result that it is below.
    pub(super) fn keeps(
        &self,
        raw: &RawScheme,
        threshold: &At<Private<Decimal>>,
        title: &str,
        out: &mut Diagnostics,
    ) {
        if self.show != RawShow::Stars {
            let span = raw.show.as_ref().map_or(threshold.span, |at| at.span);
            let message = text!(
                "“{title}”公开分数，又有约谈线：谁在线下，一看就知道",
                "`{title}` shows scores and has a threshold: everybody sees who is below it"
            );
            let help = text!("只公开星级，或不设约谈线。", "Show stars only, or have no threshold.");
            out.push(problem(threshold, span, message, help));
        }
        if self.show == RawShow::Scores {
            return;
        }
        match self.stars {
            Some(StarRule::Bands(bands)) => {
                // Whoever has fewer stars than a band at or below the threshold gives is below it.
                let told = |min: Decimal| min > Decimal::ZERO && min <= *threshold.value.reveal();
                let told: Vec<Decimal> = bands.iter().map(|(min, _)| *min).filter(|min| told(*min)).collect();
                let Some(RawStars::Bands(written)) = raw.stars.as_ref().map(|at| &at.value) else { return };
                for band in &written.0 {
                    let Some(min) = band.value.min.as_ref().filter(|min| told.contains(&min.value)) else {
                        continue;
                    };
                    let edge = min.value.normalize();
                    let message = text!(
                        "“{title}”的星级档 {edge} 不高于约谈线：星比这一档少的，就是在线下",
                        "the band of stars from {edge} in `{title}` is not above the threshold: fewer stars tell who is below"
                    );
                    let help = text!(
                        "把这一档提到约谈线以上，或并入下面一档：最低一档要从 0 一直到约谈线以上。",
                        "Raise the band above the threshold or merge it with the one below: the lowest must reach from 0 beyond the threshold."
                    );
                    out.push(problem(threshold, min.span, message, help));
                }
            }
            Some(StarRule::PerDimension(share)) if *share * self.full_marks <= *threshold.value.reveal() => {
                let span = raw.stars.as_ref().map_or(threshold.span, |at| at.span);
                let message = text!(
                    "“{title}”单项不到得星线的，总分一定在约谈线以下：一颗星没有，就是在线下",
                    "in `{title}` scores that earn no star add up to less than the threshold: no stars tell who is below"
                );
                let help = text!(
                    "提高单项得星线，或降低约谈线：得星线乘满分要高于约谈线。",
                    "Raise `per_dimension` or lower the threshold: that share of full marks must be above it."
                );
                out.push(problem(threshold, span, message, help));
            }
            _ => {}
        }
    }
}

fn problem(threshold: &At<Private<Decimal>>, span: Span, message: Text, help: Text) -> Diagnostic {
    let problem = Diagnostic::new(&rules::THRESHOLD_PUBLISHED, span, message).help(help);
    problem.related(threshold.span, text!("约谈线写在这里", "the threshold"))
}
