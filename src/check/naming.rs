//! How messages name records: what a clerk calls it, then its id; long texts cut, personal numbers masked.

use crate::model::Ground;
use crate::model::board::{Commitment, GridIx, HouseholdIx, MemberIx, Subject};

use super::numbers;

/// Longest text a message repeats, in characters.
const LONGEST: usize = 24;

/// How many names a message lists before it only counts.
const LISTED: usize = 5;

/// `text` as a message may repeat it.
pub(super) fn shown(text: &str) -> String {
    let masked = numbers::mask(text.trim());
    match masked.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &masked[..end]),
        None => masked.into_owned(),
    }
}

fn with_id(name: &str, id: &str) -> String {
    if name == id { shown(name) } else { format!("{} ({})", shown(name), shown(id)) }
}

/// A grid: `东网格 (g-1)`.
pub(super) fn grid(board: &Ground, at: GridIx) -> String {
    with_id(&board[at].name.value, &board[at].id.value)
}

/// A member: `王芳 (wang-fang)`.
pub(super) fn member(board: &Ground, at: MemberIx) -> String {
    with_id(&board[at].name.value, &board[at].id.value)
}

/// A household: `h-001 (3号)`.
pub(super) fn household(board: &Ground, at: HouseholdIx) -> String {
    with_id(&board[at].id.value, &board[at].door.value)
}

/// A grid or a member.
pub(super) fn subject(board: &Ground, at: Subject) -> String {
    match at {
        Subject::Grid(at) => grid(board, at),
        Subject::Member(at) => member(board, at),
    }
}

/// A commitment by its title.
pub(super) fn commitment(record: &Commitment) -> String {
    shown(&record.title.value)
}

/// The first few of `names`, in Chinese and in English: `甲、乙等 12 个`, `a, b and 10 more`.
pub(super) fn list(names: impl ExactSizeIterator<Item = String>) -> (String, String) {
    let count = names.len();
    let first: Vec<String> = names.take(LISTED).collect();
    let more = count - first.len();
    match more {
        0 => (first.join("、"), first.join(", ")),
        _ => (format!("{}等 {count} 个", first.join("、")), format!("{} and {more} more", first.join(", "))),
    }
}
