//! What may stand between two letters, from the closest to the farthest.

/// Nothing that is seen.
pub const JOINED: u8 = 0;
/// Dots, dashes, quotation marks.
pub const DOT: u8 = 1;
/// Blanks and brackets.
pub const SPACE: u8 = 2;
/// A line's end.
pub const LINE: u8 = 3;
/// The border of a cell, a paragraph, a list item.
pub const BORDER: u8 = 4;
/// Any other mark.
pub const MARK: u8 = 5;
/// The text's end.
pub const END: u8 = 6;

/// Of a letter's note the bits that are its gap; whether it was a Han character.
pub(super) const GAP: u8 = 7;
pub(super) const HAN: u8 = 8;
