//! `<！-- … -->`: typed with Chinese signs, a comment is a text like any other, and published.

use super::*;

rules! {
    /// What is meant for a comment and is none.
    pub RULE: "comment-misspelt", Error;
    what "注释的记号打错了，里面的话会公布出来。" "A comment is misspelt: what it says would be published.";
    why "注释以 <!-- 开头，四个都是半角符号。用中文输入法打成“<！--”“《！——”，或少打一个“-”，就成了正文。"
        "A comment begins with `<!--`, in ordinary signs. Typed as `<！--` or `《！——`, or with one dash, it is text.";
    example "\
-- content/notes/a.md --
---
title: 会议
---
< 明天开会。《！-- 地点未定 --》
< #         ^^^^^^
> 明天开会。
";
}

/// Looks at every text; comments that are some were taken out of it.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    for text in texts.marked() {
        let Some(range) = misspelt(text.text) else { continue };
        let (zh, en) = text.named(texts.board);
        let message = text!(
            "{zh}里像是一段注释，记号打错了，会公布出来",
            "{en} holds what looks like a comment, misspelt: it would be published"
        );
        let help = text!(
            "不公布的话删掉它，或把开头改成 <!--、结尾改成 -->。",
            "Remove it, or begin it with `<!--` and end it with `-->`."
        );
        out.push(Diagnostic::new(&RULE, text.place(range), message).help(help).hidden());
    }
}

/// Where a bracket, an exclamation mark and a dash of any kind stand together and are no comment.
fn misspelt(text: &str) -> Option<std::ops::Range<usize>> {
    let begins = text.match_indices(['!', '！']).filter_map(|(at, mark)| {
        let before = text[..at].trim_end_matches(' ').chars().next_back()?;
        let bracket = text[..at].rfind(before)?;
        let rest = &text[at + mark.len()..];
        let dashes = rest.trim_start_matches(' ').trim_start_matches(['-', '－', '—', '–', '―']);
        let is_dashed = !dashes.is_empty() && dashes.len() < rest.trim_start_matches(' ').len();
        let is_escaped = before == '<' && text[..bracket].ends_with('\\');
        let is_begun = matches!(before, '<' | '＜' | '《' | '〈') && is_dashed && !is_escaped;
        is_begun.then(|| bracket..text.len() - dashes.len())
    });
    // In code a comment stands as it is.
    begins.filter(|range| !text[range.clone()].starts_with("<!--")).min_by_key(|range| range.start)
}
