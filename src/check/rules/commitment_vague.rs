//! 尽量, 及时, 加强: words that no villager can check, unless a number stands beside them.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::*;
use crate::word_list::word_list;

rules! {
    /// Words of effort without a number.
    pub RULE: "commitment-vague", Warning;
    what "承诺用了“尽量、及时、努力、加强”一类的词，却没有可核对的数目。"
        "A commitment speaks of effort (尽量, 及时, 努力, 加强 …) and gives no number to check.";
    why "村民无法核对。在目标里写清多少、到什么程度，例如“报修后 3 天内修好”。"
        "Nobody can check it. Say in the target how much or how soon, for example 报修后 3 天内修好.";
    example "\
members:
  - name: 王芳
commitments:
<   - {by: 王芳, title: 及时修路灯, target: 村民满意, made: 2026-01-10, due: 2026-09-30}
< #                     ^^^^
>   - {by: 王芳, title: 及时修路灯, target: 报修后 3 天内修好, made: 2026-01-10, due: 2026-09-30}
";
}

const VAGUE: &[&str] = &word_list::<24>(
    "尽量 尽力 尽快 尽可能 及时 适时 努力 争取 力争 加强 进一步 不断 逐步 大力 积极 切实 着力 持续改善 \
    认真做好 高度重视 统筹推进 有序推进 有所改善 明显改善",
);

static WORDS: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(VAGUE).expect("one short fixed list"));

/// Looks at title and target. Without any target `commitment-without-target` asks for one already.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for record in &board.commitments {
        let Some(target) = &record.target else { continue };
        if has_number(&target.value) || has_number(&record.title.value) {
            continue;
        }
        for (text, key) in [(&record.title, ("事项", "title")), (target, ("目标", "target"))] {
            let Some(found) = WORDS.find(&text.value) else { continue };
            let place = public_text::within(text.span, text.value.len(), found.range());
            out.push(problem(record, &text.value, found.range(), key, place));
            break;
        }
    }
}

fn problem(
    record: &Commitment,
    text: &str,
    found: Range<usize>,
    (key_zh, key_en): (&str, &str),
    place: Span,
) -> Diagnostic {
    let (title, word) = (naming::commitment(record), &text[found]);
    let message = text!(
        "承诺“{title}”的{key_zh}里有“{word}”，却没有可核对的数目",
        "the {key_en} of commitment {title} says {word} and gives no number to check"
    );
    let help = text!(
        "在目标里写清多少、多快，例如“12 盏”“3 天内”。",
        "Say in the target how much or how soon, for example 12 盏 or 3 天内."
    );
    Diagnostic::new(&RULE, place, message).help(help)
}

/// Whether the text counts anything: a digit, or a Han numeral before a word of measure (一定 is none).
fn has_number(text: &str) -> bool {
    const MEASURES: &str = "户人次个条处盏米里亩天日周月季年件场份元万千百成倍座间台套棵株所遍名家批期组村";
    let mut before_numeral = false;
    text.chars().any(|c| {
        let counts = c.is_numeric() && !"一二三四五六七八九十百千万两〇零".contains(c)
            || before_numeral && MEASURES.contains(c);
        before_numeral = "一二三四五六七八九十百千万两半每全".contains(c);
        counts
    })
}

#[cfg(test)]
mod tests {
    use super::has_number;

    #[test]
    fn han_numerals_count_only_before_a_measure() {
        for text in ["12 盏", "１２盏", "三天内", "全村", "每月", "十二户", "两次"] {
            assert!(has_number(text), "{text}");
        }
        for text in ["进一步加强", "统一管理", "村民满意", "十分重视", "一定做好"] {
            assert!(!has_number(text), "{text}");
        }
    }
}
