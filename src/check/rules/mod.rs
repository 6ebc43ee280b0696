//! One file per rule, named after the fault: what it says of itself, and the function that finds it.
//!
//! Every rule file begins with `use super::*`: the imports here are the vocabulary they share.

pub mod act_after_leaving;
pub mod act_before_joining;
pub mod activity_future;
pub mod activity_plan_outside;
pub mod activity_subject;
pub mod backup_double;
pub mod backup_same;
pub mod board_circle;
pub mod board_late;
pub mod board_shared;
pub mod comment_misspelt;
pub mod commitment_dates;
pub mod commitment_future;
pub mod commitment_percent_falls;
pub mod commitment_undated;
pub mod commitment_vague;
pub mod commitment_without_target;
pub mod count_withheld;
pub mod cover_ended;
pub mod cover_without_effect;
pub mod coverage_conflict;
pub mod disclosure_never_due;
pub mod disclosure_period;
pub mod emphasis_literal;
pub mod figure_differs;
pub mod figure_share_differs;
pub mod grid_ended_with_households;
pub mod household_door_similar;
pub mod household_future;
pub mod household_id_telling;
pub mod household_in_two_leaves;
pub mod household_not_in_network;
pub mod household_uncovered;
pub mod household_under_parent;
pub mod ids_similar;
pub mod lead_missing;
pub mod lead_vacant;
pub mod member_ended_post;
pub mod member_twice;
pub mod name_emoji;
pub mod name_invisible;
pub mod name_unencoded;
pub mod nobody_reachable;
pub mod norm_exceeded;
pub mod norm_impossible;
pub mod notice_expired_before_date;
pub mod notice_future;
pub mod notice_undated;
pub mod outcome_differs;
pub mod outcome_unfinished;
pub mod outcome_without_evidence;
pub mod pasted_pinyin;
pub mod personal_bank_card;
pub mod personal_id;
pub mod personal_phone;
pub mod phone_shape;
pub mod phone_without_consent;
pub mod picture_large;
pub mod picture_located;
pub mod post_holder_missing;
pub mod post_vacant_with_member;
pub mod rating_after_leaving;
pub mod rating_before_joining;
pub mod rating_future;
pub mod rating_gap;
pub mod rating_incomplete;
pub mod rating_stage_order;
pub mod rating_twice;
pub mod region_code_shape;
pub mod reply_answer_missing;
pub mod reply_dates;
pub mod report_published;
pub mod script_mixed;
pub mod sensitive_word;
pub mod service_without_limit;
pub mod term_reversed;
pub mod text_turned;
pub mod threshold_inferred;
pub mod totals_differ;
pub mod translation_unused;
pub mod two_leads;
pub mod word_excused;

#[cfg(test)]
pub(super) use {name_emoji::is_emoji, name_unencoded::is_unencoded};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::calendar::{AsOf, Cycle, Month, NaiveDate};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Text, rules};
use crate::model::board::*;
use crate::model::register::{Gaps, Stage, StageEntry, StageSheet};
use crate::model::settings::{CadenceBy, Measure, Norm, PhonePolicy};
use crate::model::{Board, Ground, Held, Register};
use crate::source::{At, Span};
use crate::suggest::Candidates;
use crate::text;
use crate::twins;

use super::coverage::Listed;
use super::public_text::{PublicText, Speech, Whose};
use super::texts::Texts;
use super::words::Vocabulary;
use super::{
    acts, attachments, coverage, naming, numbers, pictures, public_text, public_texts, script, words,
};
