//! Stars that are no emphasis: they mask (138****5678, 张*三) or multiply (2*3*4).
//!
//! As CommonMark has it, two masked names in one sentence would lose their stars and become emphasis between them. So of
//! runs of stars that might begin or end emphasis these do not:
//!
//! - between two digits; four or more beside a digit or a Han character; three within a word that has a digit there;
//! - what would begin it between a Han character and closing punctuation: `李**，`;
//! - a single one directly after a Han character (`张*三`, `长*宽`); one that would end emphasis after a comma (`、*明`), or
//!   between two of them, unless all from the beginning of a word on is one word: `*强调*村民`;
//! - two after a surname before a bracket that does not end with the emphasis (`张**（女）、李**`), and those after two
//!   surnames with more than a word between them (`张**和李**`).

use std::ops::Range;

use super::runs::Run;
use super::script::{is_cjk_letter, is_digit, is_punctuation};

/// The hundred most frequent surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈\
    姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

fn is_surname(c: Option<char>) -> bool {
    c.is_some_and(|c| SURNAMES.contains(c))
}

/// A Han character or a digit: what is masked, and what is multiplied.
fn is_wordy(c: Option<char>) -> bool {
    c.is_some_and(|c| is_cjk_letter(c) || is_digit(c))
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(is_cjk_letter)
}

/// Takes from stars that mask or multiply that they begin or end emphasis.
pub(super) fn bar(runs: &mut [&mut Run], source: &str) {
    let stars: Vec<usize> = (0..runs.len()).filter(|&at| runs[at].sign == b'*').collect();
    for (place, &at) in stars.iter().enumerate() {
        let earlier = place.checked_sub(1).map(|place| &*runs[stars[place]]);
        let later = stars.get(place + 1).map(|&later| &*runs[later]);
        let run = &*runs[at];
        let (before, after) = (run.before.c, run.after.c);
        let (mut opens, mut closes) = (run.opens, run.closes);
        if is_mask(run) {
            (opens, closes) = (false, false);
        }
        if is_letter(before) && after.is_some_and(|c| "、，。；：！？）》】」』〉〕”".contains(c))
        {
            // **。** is what word processors make of a bold sign.
            opens &= later.is_some_and(|closer| between(run, closer, source).chars().all(is_punctuation));
        }
        if run.signs() == 1 {
            opens &= !(is_letter(before)
                || before.is_some_and(is_digit) && (is_wordy(after) || after == Some('（')));
            closes &= !before.is_some_and(|c| "（《【「『〈〔、，；".contains(c));
            if is_wordy(before) && is_wordy(after) {
                closes &= earlier.is_some_and(|opener| {
                    opener.signs() == 1 && opener.opens && is_word(between(opener, run, source))
                });
            }
        }
        if run.signs() == 2 && is_letter(before) && after == Some('（') {
            opens &= later.is_some_and(|closer| between(run, closer, source).ends_with('）'));
        }
        let run = &mut *runs[at];
        (run.opens, run.closes) = (opens, closes);
    }
    for pair in stars.windows(2) {
        let (one, two) = (&*runs[pair[0]], &*runs[pair[1]]);
        let more = between(one, two, source);
        let is_listed = !is_word(more) || more.starts_with(['和', '与', '及', '跟', '同', '或']);
        let names = [one, two].iter().all(|run| run.signs() == 2 && is_surname(run.before.c));
        if names && is_listed {
            for &at in pair {
                (runs[at].opens, runs[at].closes) = (false, false);
            }
        }
    }
}

/// Whether a run masks or multiplies whatever else there is.
fn is_mask(run: &Run) -> bool {
    let (before, after) = (run.before.c, run.after.c);
    let is_number = |c: Option<char>| c.is_some_and(is_digit);
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let within = is_part(before) && is_part(after);
    match run.signs() {
        1 | 2 => is_number(before) && is_number(after),
        3 => within && (is_number(before) || is_number(after)),
        _ => is_wordy(before) || is_wordy(after),
    }
}

fn between<'a>(one: &Run, two: &Run, source: &'a str) -> &'a str {
    &source[one.range.end..two.range.start]
}

/// Whether `text` is of letters and digits alone, and more than one.
fn is_word(text: &str) -> bool {
    text.chars().nth(1).is_some() && text.chars().all(char::is_alphanumeric)
}

fn is_han_word(text: &str) -> bool {
    is_word(text) && text.chars().all(is_cjk_letter)
}

/// Places of stars that stayed and look like emphasis that somebody wanted.
pub(super) fn failed(runs: &[Run], source: &str) -> Vec<Range<usize>> {
    let is_left = |run: &Run| run.sign == b'*' && !run.literal().is_empty();
    let stars: Vec<&Run> = runs.iter().filter(|run| is_left(run)).collect();
    let at = |(place, run): (usize, &&Run)| {
        let later = stars.get(place + 1).copied().filter(|later| later.signs() == run.signs());
        looks_meant(run, later, source).then(|| run.literal())
    };
    stars.iter().enumerate().filter_map(at).collect()
}

fn looks_meant(run: &Run, later: Option<&Run>, source: &str) -> bool {
    let (before, after) = (run.before.c, run.after.c);
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let said = later.map(|later| between(run, later, source)).unwrap_or_default();
    match run.signs() {
        // 这是*强调*的话
        1 => is_letter(before) && is_han_word(said) && !is_surname(said.chars().next_back()),
        // ** 重点 **
        2 | 3 if is_space(after) => {
            is_space(before) && later.is_some_and(|later| is_space(later.before.c)) && !said.contains('\n')
        }
        // **重点, 请**务必; not 张**户, **国
        2 | 3 => {
            let rest = source[run.range.end..].chars();
            let is_name = rest.take_while(|c| is_cjk_letter(*c)).count() == 1;
            run.opens && !is_surname(before) && !is_mask(run) && !is_name
        }
        _ => is_han_word(said),
    }
}
