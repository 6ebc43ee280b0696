//! 構(gòu)建: web pages annotate characters, and the annotation comes along when text is copied.

use super::*;

rules! {
    /// Pinyin in brackets after a character.
    pub RULE: "pasted-pinyin", Warning;
    what "文字里夹着网页注音，如“構(gòu)建”。" "A text holds pinyin pasted from a web page, as in 構(gòu)建.";
    why "从网页复制时带来的注音，去掉括号和拼音即可。"
        "It came along when the text was copied. Remove the brackets and the pinyin.";
    example "\
replies:
  - asked: 2026-02-03
<     question: 何时构(gòu)建新网格？
< #                   ^^^^^
>     question: 何时构建新网格？
";
}

/// Looks at every public text.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    texts.unusual().for_each(|text| {
        let Some(range) = annotation(text.text) else { return };
        let (zh, en) = text.named(texts.board);
        let pinyin = &text.text[range.clone()];
        let message = text!("{zh}里夹着网页注音“{pinyin}”", "{en} holds pasted pinyin, {pinyin}");
        let help = text!("去掉括号和拼音。", "Remove the brackets and the pinyin.");
        out.push(Diagnostic::new(&RULE, text.place(range), message).help(help));
    });
}

/// The first bracketed syllable with a tone mark straight after a Han character.
fn annotation(text: &str) -> Option<std::ops::Range<usize>> {
    const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü";
    let starts = text.match_indices(['(', '（']);
    starts
        .filter(|(at, _)| {
            text[..*at].chars().next_back().is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
        })
        .find_map(|(at, open)| {
            let inside = at + open.len();
            let (end, close) =
                text[inside..].char_indices().take(8).find(|(_, c)| matches!(c, ')' | '）'))?;
            let syllable = &text[inside..inside + end];
            let spelt = syllable.chars().all(|c| c.is_ascii_lowercase() || TONES.contains(c));
            (spelt && syllable.chars().any(|c| TONES.contains(c)))
                .then_some(at..inside + end + close.len_utf8())
        })
}
