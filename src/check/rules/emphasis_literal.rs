//! `** 重点 **`: stars that were meant as emphasis and are shown.

use pulldown_cmark::{Event, Tag};

use super::*;
use crate::markdown;

rules! {
    /// Stars that look like emphasis and are none.
    pub RULE: "emphasis-literal", Warning;
    what "像是要加粗或强调的星号没有生效，会印在网页上。"
        "Stars that seem to be meant as emphasis are none, and are shown.";
    why "加粗要成对写：**重点**，星号和文字之间不留空格，不跨段落。一个星号紧跟在汉字后面多半是遮名字或乘号（张*三、长*宽），所以照样印出；要强调写两个。本来就是星号，写成 \\*。"
        "Bold is written in pairs, `**重点**`, without blanks inside, within one paragraph. A single star right after a Han character usually masks a name or multiplies (张*三, 长*宽) and is shown; two make it emphasis. A star that is meant is written as `\\*`.";
    example "\
-- content/notes/a.md --
---
title: 会议
---
< 请**务必到场。
< # ^^
> 请**务必**到场。
";
}

/// Looks at every text that has stars.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    for text in texts.marked() {
        let source = markdown::MarkdownSource::new(text.text);
        let read = source.read();
        let (zh, en) = text.named(texts.board);
        if text.is_markdown {
            for range in read.failed {
                let message = text!(
                    "{zh}里的星号没有起作用，会照样印出来",
                    "stars of {en} are no emphasis and are shown as they are"
                );
                let help = text!(
                    "加粗写成 **重点**，成对、里面不留空格；本来就要星号，写成 \\*。",
                    "Bold is written as `**重点**`, in pairs without blanks inside; a star that is meant as `\\*`."
                );
                out.push(Diagnostic::new(&RULE, text.place(range), message).help(help));
            }
        } else if let Some((_, range)) = read.events.into_iter().find(|(event, _)| is_bold(event)) {
            let message = text!(
                "{zh}不能加粗，星号会照样印出来",
                "{en} is plain text: its stars are shown as they are"
            );
            let help = text!("去掉星号。", "Remove the stars.");
            out.push(Diagnostic::new(&RULE, text.place(range), message).help(help));
        }
    }
}

fn is_bold(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Strong))
}
