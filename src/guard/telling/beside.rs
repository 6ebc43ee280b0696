//! Words that say of what kind a number is, beside it or at the head of its table.

use std::ops::Range;
use std::sync::LazyLock;

use super::about::{ACCOUNTS, SUMS, TELEPHONES};
use crate::guard::seek::{Text, text};
use crate::guard::sense::{Sense, is_digit};
use crate::reading::{Letters, letters};

/// Words beside a day of birth.
const BORN: [&str; 7] = ["生", "岁", "龄", "寿", "诞", "birth", "born"];
/// Words at the head of a table that tells of households.
const OWNERS: [&str; 20] = [
    "门牌",
    "房号",
    "住户",
    "户主",
    "农户",
    "户名",
    "户号",
    "编号",
    "各户",
    "每户",
    "分户",
    "到户",
    "家庭",
    "姓名",
    "对象",
    "住址",
    "household",
    "family",
    "door",
    "name",
];

/// How many letters on each side are asked for a word of a number's kind.
pub(in crate::guard) const NEAR: usize = 8;

/// Whether a word of their kind stands near these letters, or heads their column or row of a table. A sum there must
/// stand in a table of households: accounts hold sums that somebody has by chance.
pub(in crate::guard) fn is_told(sense: Sense, read: &Letters, start: usize, length: usize) -> bool {
    static WORDS: LazyLock<[Vec<Text>; 4]> = LazyLock::new(|| {
        [&SUMS[..], &BORN[..], &[&TELEPHONES[..], &ACCOUNTS[..]].concat(), &OWNERS[..]]
            .map(|words| words.iter().map(|word| text(&letters(word))).collect())
    });
    let words = match sense {
        Sense::Sum => &WORDS[0],
        Sense::Day(..) | Sense::WrittenDay => &WORDS[1],
        _ => &WORDS[2],
    };
    let units = read.units();
    let says = |words: &[Text], range: Range<usize>| {
        words.iter().any(|word| units[range.clone()].windows(word.len()).any(|part| part == &**word))
    };
    if says(words, start.saturating_sub(NEAR)..(start + length + NEAR).min(units.len())) {
        return true;
    }
    let heads = read.heads(start);
    // A row of several cells with a number is none of headers.
    let has_number = |row: &[Range<usize>]| {
        row.len() > 1 && row.iter().any(|cell| units.get(cell.start).is_some_and(|unit| is_digit(*unit)))
    };
    let is_whose =
        |row: &Vec<Range<usize>>| !has_number(row) && row.iter().any(|cell| says(&WORDS[3], cell.clone()));
    heads.own.iter().any(|head| says(words, head.clone()))
        && (sense != Sense::Sum || heads.rows.iter().any(is_whose))
}
