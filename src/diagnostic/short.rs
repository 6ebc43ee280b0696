//! One line a problem, as editors and `grep` read it: `path:line:column: severity[rule]: message`.

use super::visible::one_line;
use super::{Diagnostics, Lang};
use crate::source::Sources;

/// All problems, one a line; nothing when there are none. Severities keep their English names, so that a pattern
/// written for one language holds in the other.
pub fn short(diagnostics: &Diagnostics, sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        let at = sources.position(diagnostic.span);
        let path = one_line(&sources.get(diagnostic.span.file).path);
        let message = one_line(diagnostic.message.get(lang));
        let (severity, rule) = (diagnostic.severity, diagnostic.rule.name);
        out += &format!("{path}:{}:{}: {severity}[{rule}]: {message}\n", at.line, at.column);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn one_line_a_problem() {
        let (diagnostics, sources) = sample::board();
        assert_eq!(
            short(&diagnostics, &sources, Lang::Zh),
            "content/site.yaml:1:1: warning[board-empty]: 看板没有公告\n\
             content/王家湾.yaml:3:7: error[grid-unknown]: 网格“g1”不存在\n\
             content/王家湾.yaml:4:8: note[text-odd]: 名称里有看不见的字符 <U+202E>\n\
             content/王家湾.yaml:6:8: error[phone-bad]: 电话少一位\n"
        );
        assert!(
            short(&diagnostics, &sources, Lang::En).contains(":3:7: error[grid-unknown]: no grid 'g1'\n")
        );
    }
}
