//! 更多语言 and 译文: in which languages the board is published, and what its texts are in them.

use std::collections::BTreeMap;

use super::super::board::{Translated, Translations};
use super::super::rules;
use super::super::settings::Settings;
use super::values::text;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::records::RawTranslation;
use crate::load::site::RawSite;
use crate::source::{At, Span};
use crate::suggest::closest;
use crate::text;

/// The further languages, in the order written.
pub(super) fn published(raw: &RawSite, out: &mut Diagnostics) -> Vec<At<String>> {
    let own = text(&raw.language).unwrap_or_else(|| "zh-CN".into());
    let own_at = raw.language.as_ref().map(|at| at.span);
    if let Some(own) = raw.language.as_ref().filter(|own| canonical(&own.value).is_none()) {
        out.push(no_code(&own.value, own.span));
    }
    let mut languages: Vec<At<String>> = Vec::new();
    for At { value, span } in raw.languages.iter().flat_map(|list| &list.value.0) {
        let Some(code) = canonical(value) else {
            out.push(no_code(value, *span));
            continue;
        };
        let first = languages.iter().find(|known| known.value == code).map(|known| Some(known.span));
        let first = first.or_else(|| (canonical(&own).as_ref() == Some(&code)).then_some(own_at));
        let Some(first) = first else {
            languages.push(At::new(code, *span));
            continue;
        };
        let message = match first == own_at {
            true => text!("“{code}”已经是本板自己的语言", "`{code}` is the board's own language already"),
            false => text!("语言“{code}”写了两次", "the language `{code}` is given twice"),
        };
        let help = text!("去掉这一个。", "Remove this one.");
        let diagnostic = Diagnostic::new(&rules::LANGUAGE_TWICE, *span, message).help(help);
        out.push(match first {
            Some(first) => diagnostic.related(first, text!("第一次写在这里", "first given here")),
            None => diagnostic,
        });
    }
    languages
}

fn no_code(value: &str, span: Span) -> Diagnostic {
    let message = text!("“{value}”不是语言代码", "`{value}` is no language code");
    let help =
        text!("写语言代码，例如 zh-CN、en、ug、zh-Hant。", "Write a code such as zh-CN, en, ug or zh-Hant.");
    Diagnostic::new(&rules::LANGUAGE_CODE, span, message).help(help)
}

/// A BCP 47 tag with its usual capitals: `zh-hant` as `zh-Hant`. Languages of two or three letters only, so that no
/// folder of the site's own can have the name.
pub(super) fn canonical(tag: &str) -> Option<String> {
    let mut parts = tag.trim().split('-');
    let language = parts.next().filter(|part| (2..=3).contains(&part.len()))?.to_ascii_lowercase();
    let mut code = language;
    for part in parts {
        (2..=8).contains(&part.len()).then_some(())?;
        let lower = part.to_ascii_lowercase();
        code.push('-');
        match part.len() {
            2 => code.push_str(&part.to_ascii_uppercase()),
            4 => code
                .extend(lower.char_indices().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c })),
            _ => code.push_str(&lower),
        }
    }
    code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-').then_some(code)
}

/// Which of the further languages `tag` means; a complaint about one in which nothing is published.
pub(super) fn known(tag: &At<String>, settings: &Settings, out: &mut Diagnostics) -> Option<usize> {
    let code = canonical(&tag.value).unwrap_or_else(|| tag.value.clone());
    let found = settings.languages.iter().position(|language| language.value == code);
    if found.is_none() {
        let message = text!(
            "公开栏不用“{code}”这种语言发布，译文没有用处",
            "nothing is published in `{code}`, so this translation is of no use"
        );
        let languages = settings.languages.iter().map(|language| language.value.as_str());
        let help = match closest(&code, languages) {
            Some(guess) => text!("是不是“{guess}”？", "Did you mean `{guess}`?"),
            None => text!(
                "在 site.yaml 的更多语言里加上“{code}”，或改成那里的一种。",
                "Add `{code}` to `languages` in site.yaml, or write one of those."
            ),
        };
        out.push(Diagnostic::new(&rules::LANGUAGE_UNPUBLISHED, tag.span, message).help(help));
    }
    found
}

/// Everything that is translated, by language. Records of a language that is not published are left out.
pub(super) fn translations(
    raw: Vec<&RawTranslation>,
    settings: &Settings,
    out: &mut Diagnostics,
) -> Vec<Translations> {
    let mut all: Vec<Translations> = (settings.languages.iter())
        .map(|language| Translations { language: language.value.clone(), texts: BTreeMap::new() })
        .collect();
    for record in raw {
        let (Some(language), Some(texts)) = (&record.language, &record.texts) else { continue };
        let Some(index) = known(language, settings, out) else { continue };
        for (original, said) in &texts.value.0 {
            let first: Option<Span> = all[index].texts.get(&original.value).map(|first| first.original);
            let Some(first) = first else {
                let translated = Translated { original: original.span, text: said.clone() };
                all[index].texts.insert(original.value.clone(), translated);
                continue;
            };
            let (code, text) = (&all[index].language, &original.value);
            let message = text!("“{text}”译成 {code} 写了两次", "`{text}` is translated into {code} twice");
            let diagnostic = Diagnostic::new(&rules::TRANSLATION_TWICE, original.span, message)
                .help(text!("留下一个。", "Keep one of them."))
                .related(first, text!("第一次写在这里", "first given here"));
            out.push(diagnostic);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_in_no_language_is_told_at_its_place() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("content")).unwrap();
        let told = |language: &str| {
            let text = format!(
                "title: 甲\npublisher: 乙\nlanguage: {language}\nnetworks: [{{id: n, name: 网, levels: [{{id: g, name: 格}}]}}]\n"
            );
            std::fs::write(folder.path().join("content/site.yaml"), &text).unwrap();
            let (loaded, _) = crate::load::load(folder.path()).unwrap();
            let (_, problems) = crate::model::resolve(&loaded);
            problems
                .iter()
                .map(|problem| (problem.rule.name, text[problem.span.range()].to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(told("中文"), [("language-code", "中文".to_owned())]);
        assert_eq!(told("zh-hant"), []);
    }

    #[test]
    fn codes_have_their_usual_capitals_and_are_no_folder_of_the_site() {
        for (typed, code) in [
            ("EN", Some("en")),
            ("zh-hant", Some("zh-Hant")),
            ("en-gb", Some("en-GB")),
            ("ug", Some("ug")),
            ("grids", None),
            ("data", None),
            ("e", None),
            ("en/gb", None),
            ("en-", None),
            ("维语", None),
        ] {
            assert_eq!(canonical(typed).as_deref(), code, "{typed}");
        }
    }
}
