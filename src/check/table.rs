//! The one table of all rules, and the functions that look for the faults of resolved records.

use crate::calendar::AsOf;
use crate::diagnostic::{Diagnostics, Rule};
use crate::model::{Board, Ground, Held, Register};

use super::coverage::Listed;
use super::rules;
use super::texts::Texts;

/// Looks for the faults of one rule. What a function is given is all that it can depend on, so that its findings hold
/// while that is the same.
#[derive(Clone, Copy)]
pub(super) enum Check {
    /// No score matters to it.
    Ground(fn(&Ground, &Held, AsOf, &mut Diagnostics)),
    /// Nor to this one, which asks besides what households depend on the lead of each grid.
    Cover(fn(&Ground, &Held, AsOf, &[Listed], &mut Diagnostics)),
    /// Every text is judged by itself.
    Text(fn(&Texts<'_>, &mut Diagnostics)),
    /// Everything may matter.
    Board(fn(&Board, &Register, AsOf, &mut Diagnostics)),
}

/// The rules on files and records.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [crate::load::rules::RULES, crate::model::rules::RULES, RULES].into_iter().flatten().copied()
}

macro_rules! table {
    ($($reads:ident: $($rule:ident)*;)*) => {
        /// The rules over resolved records.
        pub static RULES: &[&Rule] = &[$($(&rules::$rule::RULE,)*)*];

        /// What [`check`](super::check) runs, in this order.
        pub(super) static CHECKS: &[Check] = &[$($(Check::$reads(rules::$rule::check),)*)*];
    };
}

table! {
    Cover:
        household_uncovered;
    Ground:
        household_in_two_leaves
        household_not_in_network
        household_under_parent
        household_door_similar
        household_future
        household_id_telling
        grid_ended_with_households
        coverage_conflict
        cover_ended
        cover_without_effect
        totals_differ
        count_withheld
        figure_differs
        figure_share_differs
        norm_exceeded
        norm_impossible;
    Cover:
        lead_missing
        lead_vacant;
    Ground:
        two_leads
        post_holder_missing
        post_vacant_with_member
        backup_same
        backup_double
        member_ended_post
        term_reversed
        commitment_undated
        commitment_without_target
        commitment_vague
        commitment_dates
        commitment_future
        commitment_percent_falls
        outcome_without_evidence
        outcome_unfinished
        outcome_differs
        act_after_leaving
        act_before_joining
        activity_future
        activity_subject
        activity_plan_outside
        reply_dates
        reply_answer_missing
        service_without_limit
        notice_expired_before_date
        notice_undated
        notice_future
        disclosure_period
        disclosure_never_due
        board_late
        board_circle
        board_shared
        phone_shape
        phone_without_consent
        nobody_reachable
        picture_large
        picture_located
        member_twice
        ids_similar
        region_code_shape;
    Text:
        name_invisible
        text_turned
        report_published
        name_unencoded
        name_emoji
        pasted_pinyin
        script_mixed
        comment_misspelt
        emphasis_literal
        personal_id
        personal_bank_card
        personal_phone
        sensitive_word;
    Board:
        rating_twice
        rating_incomplete
        rating_future
        rating_gap
        rating_stage_order
        rating_after_leaving
        rating_before_joining
        threshold_inferred
        word_excused
        translation_unused;
}
