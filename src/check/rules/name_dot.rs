//! 阿依古丽·买买提: of six dots that look alike, one is the standard's.

use super::*;

/// Another dot between the parts of a name.
pub static RULE: Rule = Rule {
    name: "name-dot",
    severity: Severity::Warning,
    fixed: false,
    what: Said {
        zh: "姓名的间隔号不是规定的“·”（U+00B7）。",
        en: "The dot in a name is not the standard's, U+00B7.",
    },
    why: Said {
        zh: "几种点看上去差不多，查找时却对不上。按规定用“·”；`gongkailan check --fix` 可以改好。",
        en: "Dots that look alike do not match when searching. The standard's is `·`; `gongkailan check --fix` mends it.",
    },
    bad: "\
members:
  - name: 阿依古丽•买买提
#                 ^
",
    good: "\
members:
  - name: 阿依古丽·买买提
",
};

/// Looks for a dot between two Han characters of a member's name.
pub fn check(board: &Board, _: &Register, _: AsOf, out: &mut Diagnostics) {
    for member in &board.members {
        let name = &member.name.value;
        let is_han = |c: Option<char>| c.is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        let wrong = |&(at, dot): &(usize, &str)| {
            is_han(name[..at].chars().next_back()) && is_han(name[at + dot.len()..].chars().next())
        };
        for (at, dot) in name.match_indices(['•', '・', '･', '．', '.', '‧', '∙', '⋅', '●']).filter(wrong)
        {
            let shown = naming::shown(name);
            let message = text!(
                "姓名“{shown}”的间隔号“{dot}”不是规定的“·”",
                "the dot `{dot}` in the name {shown} is not the standard's `·`"
            );
            let place = public_texts::within(member.name.span, name.len(), at..at + dot.len());
            let problem = Diagnostic::new(&RULE, place, message).help(text!("改成“·”。", "Write `·`."));
            // Only where the dot alone is pointed at is it certain what to replace.
            let exact = (place.end - place.start) as usize == dot.len();
            out.push(if exact { problem.fix("·") } else { problem });
        }
    }
}
