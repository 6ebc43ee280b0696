//! 鄉 beside 乡: text copied from elsewhere brings the other way of writing along.

use super::*;

rules! {
    /// Traditional and simplified characters in one text.
    pub RULE: "script-mixed", Warning;
    what "一段文字里繁体字和简体字混用。" "One text mixes traditional and simplified characters.";
    why "多半是从别处复制来的，查找时会对不上。改成一种；人名照本人的写法，程序从不替你改。"
        "It was probably copied from elsewhere, and does not match when searching. Write one way; names as their bearers write them: the program never converts any.";
    example "\
replies:
  - asked: 2026-02-03
<     question: 本乡的路何时开始構建？
< #                             ^^
>     question: 本乡的路何时开始构建？
";
}

/// Looks at every public text that may have some.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    let (traditional, simplified) = (&*script::TRADITIONAL, &*script::SIMPLIFIED);
    // 協西村 is called so officially: texts that name a place or a person write it as its record does.
    let names = texts
        .board
        .grids
        .iter()
        .map(|grid| &grid.name)
        .chain(texts.board.members.iter().map(|one| &one.name));
    let names: Vec<&str> = names
        .map(|name| name.value.as_str())
        .filter(|name| name.chars().any(|c| traditional.has(c)))
        .collect();
    for text in texts.traditional() {
        let named = |at: usize| {
            let stands = |name: &&str| {
                text.text.match_indices(*name).any(|(from, _)| (from..from + name.len()).contains(&at))
            };
            names.iter().any(stands)
        };
        let mut found = text.text.char_indices().filter(|(_, c)| traditional.has(*c));
        let Some((at, c)) = found.find(|(at, _)| text.speech == Speech::Name || !named(*at)) else {
            continue;
        };
        if !text.text.chars().any(|c| simplified.has(c)) {
            continue;
        }
        let (zh, en) = text.named(texts.board);
        let message = text!(
            "{zh}里简体字中夹着繁体字“{c}”",
            "{en} has the traditional `{c}` among simplified characters"
        );
        let help =
            text!("改成一种写法；人名照本人的写法。", "Write one way; a name as its bearer writes it.");
        out.push(Diagnostic::new(&RULE, text.place(at..at + c.len_utf8()), message).help(help));
    }
}
