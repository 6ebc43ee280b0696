//! 张 三: padding a two-character name is a habit of printed tables, and breaks searching.

use super::*;

/// Spaces between the characters of a name.
pub static RULE: Rule = Rule {
    name: "name-spacing",
    severity: Severity::Note,
    fixed: false,
    what: Said { zh: "姓名的字之间有空格。", en: "A name has spaces between its characters." },
    why: Said {
        zh: "按原样显示，但查找时村民不会打空格。去掉空格，对齐由版面去做。",
        en: "It is shown as typed, but nobody types the space when searching. Remove it and leave alignment to the layout.",
    },
    bad: "\
members:
  - name: 张 三
#         ^^^^^
",
    good: "\
members:
  - name: 张三
",
};

/// Looks at every member's name.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    for member in &board.members {
        let name = &member.name.value;
        let characters: Vec<char> = name.trim().chars().collect();
        let padded = characters
            .iter()
            .enumerate()
            .any(|(at, c)| c.is_whitespace() && at > 0 && is_han(characters[at - 1]));
        // Names of several words in other scripts keep their spaces.
        if !padded || !characters.iter().all(|&c| c.is_whitespace() || is_han(c)) {
            continue;
        }
        let (shown, joined) =
            (naming::shown(name), characters.iter().filter(|c| !c.is_whitespace()).collect::<String>());
        let message =
            text!("姓名“{shown}”的字之间有空格", "the name {shown} has spaces between its characters");
        let help = text!("写成“{joined}”。", "Write {joined}.");
        out.push(Diagnostic::new(&RULE, member.name.span, message).help(help));
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}
