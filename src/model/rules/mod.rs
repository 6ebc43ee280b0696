//! The faults that resolving finds: each declared with what, why, a bad and a good example.

mod languages;
mod naming;
mod paper;
mod placeholders;
mod references;
mod scoring;

pub use languages::*;
pub use naming::*;
pub use paper::*;
pub use placeholders::*;
pub use references::*;
pub use scoring::*;

use crate::diagnostic::Rule;

/// All of them.
pub static RULES: &[&Rule] = &[
    &ID_DUPLICATE,
    &ID_MISSING,
    &ID_COLLISION,
    &REFERENCE_UNKNOWN,
    &REFERENCE_AMBIGUOUS,
    &RANGE_INVALID,
    &PARENT_CYCLE,
    &LEVEL_WRONG,
    &NETWORK_MISPLACED,
    &SUBJECT_DOUBLE,
    &SUBJECT_WRONG,
    &DIMENSION_UNKNOWN,
    &SCORES_COUNT,
    &RATING_OUT_OF_RANGE,
    &RATING_MONTH,
    &WEIGHTS_SUM,
    &PERCENT_INVALID,
    &SCHEME_NUMBER,
    &THRESHOLD_PUBLISHED,
    &BASE_URL_INVALID,
    &RECORD_KEY_INVALID,
    &BLEED_RANGE,
    &PLACEHOLDER_LEFT,
    &LANGUAGE_CODE,
    &LANGUAGE_TWICE,
    &LANGUAGE_UNPUBLISHED,
    &TRANSLATION_TWICE,
    &PAGE_ORIGINAL_MISSING,
    &NAMED_WITHOUT_BASIS,
    &NAMED_ABSENT,
];
