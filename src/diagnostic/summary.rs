//! How many problems of each kind, in one line.

use super::{Diagnostics, Lang, Severity};

/// `2 个错误，1 个警告` or `2 errors, 1 warning`; notes are told only when there are any.
pub fn summary(diagnostics: &Diagnostics, lang: Lang) -> String {
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| diagnostics.count(severity));
    if errors + warnings + notes == 0 {
        return match lang {
            Lang::Zh => "没有发现问题".to_owned(),
            Lang::En => "no problems found".to_owned(),
        };
    }
    let mut line = match lang {
        Lang::Zh => format!("{errors} 个错误，{warnings} 个警告"),
        Lang::En => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    if notes > 0 {
        line += &match lang {
            Lang::Zh => format!("，{notes} 条提示"),
            Lang::En => format!(", {}", counted(notes, "note")),
        };
    }
    line
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn counts_are_told_in_both_languages() {
        let (diagnostics, _) = sample::board();
        assert_eq!(summary(&diagnostics, Lang::Zh), "2 个错误，1 个警告，1 条提示");
        assert_eq!(summary(&diagnostics, Lang::En), "2 errors, 1 warning, 1 note");
        assert_eq!(summary(&Diagnostics::default(), Lang::Zh), "没有发现问题");
        assert_eq!(summary(&Diagnostics::default(), Lang::En), "no problems found");
    }
}
