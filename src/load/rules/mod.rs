//! The faults that reading finds: each declared with what, why, a bad and a good example.

mod attachments;
mod boards;
mod files;
mod keys;
mod pictures;
mod values;
mod yaml;

pub use attachments::*;
pub use boards::*;
pub use files::*;
pub use keys::*;
pub use pictures::*;
pub use values::*;
pub use yaml::*;

use crate::diagnostic::Rule;

/// All of them.
pub static RULES: &[&Rule] = &[
    &YAML_SYNTAX,
    &YAML_TAG,
    &YAML_MERGE_KEY,
    &YAML_DOCUMENT_EXTRA,
    &KEY_NOT_TEXT,
    &LIMIT_EXCEEDED,
    &ALIAS_PRIVATE,
    &ENCODING_INVALID,
    &ENCODING_LEGACY,
    &ENCODING_DOUBTFUL,
    &FILE_EMPTY,
    &FILE_MISSING,
    &FILE_OUTSIDE,
    &FILE_UNREADABLE,
    &FILE_MISNAMED,
    &FILE_UNUSED,
    &LINK_BLANK,
    &ATTACHMENT_UNREADABLE,
    &ATTACHMENT_REFUSED,
    &ATTACHMENT_REVIEW,
    &ATTACHMENT_PICTURES,
    &BOARD_UNPUBLISHED,
    &BOARD_DAMAGED,
    &BOARD_VERSION,
    &BOARD_ITSELF,
    &BOARD_TWICE,
    &FILE_COPIED,
    &PICTURE_FORMAT,
    &PICTURE_BROKEN,
    &PICTURE_OVERSIZED,
    &BOUNDARY_UNREADABLE,
    &SITE_MISSING,
    &SITE_DUPLICATE,
    &FRONT_MATTER_UNCLOSED,
    &FRONT_MATTER_MISPLACED,
    &THEME_UNKNOWN,
    &THEME_UNREADABLE,
    &KEY_UNKNOWN,
    &KEY_MISSING,
    &KEY_DUPLICATE,
    &VALUE_TYPE,
    &RECORD_EMPTY,
    &VALUE_UNKNOWN,
    &BOOLEAN_INVALID,
    &NUMBER_INVALID,
    &DATE_INVALID,
    &MONTH_INVALID,
    &ID_INVALID,
    &SPELLING_NORMALISED,
    &DIGITS_LOST,
    &NAME_DOT,
    &NAME_SPACING,
    &CHARACTER_RADICAL,
    &REFERENCE_INVISIBLE,
    &QUOTES_CURLY,
    &COMMENT_CLOSE,
    &COMMENT_LEFT_OUT,
    &LIST_COMMA,
    &ID_LIKE_BOOLEAN,
];
