//! The words of the model as codes: what views, data files and the theme's strings call them.

use rust_decimal::Decimal;

use crate::calendar::Cycle;
use crate::model::settings::{Measure, Scheme};

/// A length of time.
pub(in crate::site) fn cycle(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Month => "month",
        Cycle::Quarter => "quarter",
        Cycle::HalfYear => "half_year",
        Cycle::Year => "year",
        Cycle::ThreeYears => "three_years",
    }
}

/// What a norm counts.
pub(in crate::site) fn measure(what: Measure) -> &'static str {
    match what {
        Measure::GridHouseholds => "grid_households",
        Measure::MemberHouseholds => "member_households",
        Measure::GridStaff => "grid_staff",
        Measure::ChildGrids => "child_grids",
        Measure::GridTeams => "grid_teams",
        Measure::TeamMembers => "team_members",
    }
}

/// Whom a scheme rates.
pub(in crate::site) fn subjects(scheme: &Scheme) -> &'static str {
    if scheme.of_members { "member" } else { "grid" }
}

/// A number as it was written, without idle zeros.
pub(in crate::site) fn number(number: Decimal) -> String {
    number.normalize().to_string()
}
