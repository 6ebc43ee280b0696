//! Words that say of what kind a number is, beside it or at the head of its table.

use std::ops::Range;
use std::sync::LazyLock;

use super::about::{ACCOUNTS, SUMS, TELEPHONES};
use crate::guard::seek::{Units, text};
use crate::guard::sense::{Sense, is_digit};
use crate::reading::{Letters, TITLE, gap, letters};
use crate::word_list::word_list;

/// Words beside a day of birth.
const BORN: [&str; 7] = ["生", "岁", "龄", "寿", "诞", "birth", "born"];
/// Words at the head of a table that tells of households.
const OWNERS: [&str; 20] = word_list(
    "门牌 房号 住户 户主 农户 户名 户号 编号 各户 每户 分户 到户 家庭 姓名 对象 住址 household family door \
    name",
);

/// How many letters on each side are asked for a word of a number's kind.
pub(in crate::guard) const NEAR: usize = 8;
/// How many letters of a list are asked for what heads it, and how many one of its lines has at most.
pub(in crate::guard) const LIST: usize = 240;
const LINE: usize = 16;
/// What stands beside the digits of a line that says a number and nothing else.
const UNITS: &str = "元块万年月日十";

/// Whether a word of their kind stands near these letters, or heads their list, or their column or row of a table. A sum
/// there must stand in a table of households, or in a list of bare numbers: accounts hold sums that somebody has by chance.
pub(in crate::guard) fn is_told(sense: Sense, read: &Letters, start: usize, length: usize) -> bool {
    static WORDS: LazyLock<[Vec<Units>; 4]> = LazyLock::new(|| {
        [&SUMS[..], &BORN[..], &[&TELEPHONES[..], &ACCOUNTS[..]].concat(), &OWNERS[..]]
            .map(|words| words.iter().map(|word| text(&letters(word))).collect())
    });
    let words = match sense {
        Sense::Sum => &WORDS[0],
        Sense::Day(..) | Sense::WrittenDay => &WORDS[1],
        _ => &WORDS[2],
    };
    let units = read.units();
    let says = |words: &[Units], range: Range<usize>| {
        words.iter().any(|word| units[range.clone()].windows(word.len()).any(|part| part == &**word))
    };
    if says(words, start.saturating_sub(NEAR)..(start + length + NEAR).min(units.len())) {
        return true;
    }
    let heads = read.heads(start);
    if heads.own.is_empty() {
        return head_of_list(read, start).is_some_and(|(head, is_bare)| {
            says(words, head.clone()) && (sense != Sense::Sum || is_bare || says(&WORDS[3], head))
        });
    }
    // A row of several cells with a number is none of headers.
    let has_number = |row: &[Range<usize>]| {
        row.len() > 1 && row.iter().any(|cell| units.get(cell.start).is_some_and(|unit| is_digit(*unit)))
    };
    let is_whose =
        |row: &Vec<Range<usize>>| !has_number(row) && row.iter().any(|cell| says(&WORDS[3], cell.clone()));
    heads.own.iter().any(|head| says(words, head.clone()))
        && (sense != Sense::Sum || heads.rows.iter().any(is_whose))
}

/// The end of the line above a list of short lines that each hold a number, of which letter `at` is in one; and whether
/// they hold nothing else.
fn head_of_list(read: &Letters, at: usize) -> Option<(Range<usize>, bool)> {
    let units = read.units();
    let first = at.saturating_sub(LIST);
    let begins = |at: &usize| read.gap(*at) >= gap::LINE;
    let mut end = (at + 1..units.len()).find(begins).unwrap_or(units.len());
    let mut is_bare = true;
    let mut is_list = false;
    while end > first {
        let start = (first..end).rev().find(begins).unwrap_or(first);
        let line = &units[start..end];
        if line.len() > LINE || !line.iter().any(|unit| is_digit(*unit)) {
            return is_list.then(|| (start.max(end.saturating_sub(TITLE))..end, is_bare));
        }
        let is_number = |unit: &u16| is_digit(*unit) || UNITS.encode_utf16().any(|other| other == *unit);
        is_bare &= line.iter().all(is_number);
        (is_list, end) = (true, start);
    }
    None
}
