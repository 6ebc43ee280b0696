//! GitHub Actions' workflow commands: problems appear beside the changed lines of a pull request.

use super::{Diagnostics, Lang, SHOWN, Severity};
use crate::source::Sources;

/// One command a problem. `prefix` leads from the repository's root to the site folder (empty, or ending in `/`):
/// GitHub knows files by their path in the repository only.
pub fn github(diagnostics: &Diagnostics, sources: &Sources, lang: Lang, prefix: &str) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let at = sources.position(diagnostic.span);
        let path = property(&format!("{prefix}{}", sources.get(diagnostic.span.file).path));
        out += &format!("::{command} file={path},line={},endLine={}", at.line, at.end_line);
        // GitHub refuses columns on commands that span lines.
        if at.line == at.end_line {
            out += &format!(",col={},endColumn={}", at.column, at.end_column);
        }
        let mut message = diagnostic.message.get(lang).to_owned();
        if let Some(help) = &diagnostic.help {
            message += &format!("\n{}", help.get(lang));
        }
        for (span, label) in diagnostic.others(lang, SHOWN - 1) {
            let at = sources.position(span);
            let path = &sources.get(span.file).path;
            message += &format!("\n{path}:{}:{}: {label}", at.line, at.column);
        }
        out += &format!(",title={}::{}\n", property(diagnostic.rule.name), data(&message));
    }
    out
}

fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out += "%25",
            '\r' => out += "%0D",
            '\n' => out += "%0A",
            c => out += &super::visible::visible(c.encode_utf8(&mut [0; 4])),
        }
    }
    out
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn one_command_a_problem() {
        let (diagnostics, sources) = sample::board();
        assert_eq!(
            github(&diagnostics, &sources, Lang::Zh, "boards/a,b/"),
            "\
::warning file=boards/a%2Cb/content/site.yaml,line=1,endLine=1,col=1,endColumn=1,title=board-empty::看板没有公告
::error file=boards/a%2Cb/content/王家湾.yaml,line=3,endLine=3,col=7,endColumn=9,title=grid-unknown::网格“g1”不存在%0A写成 g-1%0Acontent/王家湾.yaml:2:7: 最接近的网格在此
::notice file=boards/a%2Cb/content/王家湾.yaml,line=4,endLine=4,col=8,endColumn=9,title=text-odd::名称里有看不见的字符 <U+202E>
::error file=boards/a%2Cb/content/王家湾.yaml,line=6,endLine=6,col=8,endColumn=10,title=phone-bad::电话少一位%0A补全电话%0Acontent/王家湾.yaml:5:7: 属于这一户
"
        );
    }

    #[test]
    fn commands_cannot_be_injected() {
        assert_eq!(data("100%\r\n::error::x"), "100%25%0D%0A::error::x");
    }
}
