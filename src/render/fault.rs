//! The theme's faults as diagnostics: Tera's messages with our places.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Text, rules};
use crate::source::{At, Span};
use crate::text;
use crate::theme::Theme;

rules! {
    /// A template that cannot be read or rendered.
    pub TEMPLATE: "theme-template", Error, fixed;
    what "主题模板写错了：语法不通，或者用了没有的过滤器、组件、字段。"
        "a theme template is wrong: bad syntax, or a filter, component or field that does not exist.";
    why "模板错了就出不了页面，所以什么都不发布。照提示的行列修改，或者删掉这个文件，用自带的模板。"
        "No page can be made from it, so nothing is published. Mend it at the place shown, or remove the file to \
             use the built-in template.";
    example "-- themes/default/templates/404.html --\n< {{ site.title | upper_case }}\n< {#            ^^^^^^^^^^ #}\n> {{ site.title | upper }}\n";

    /// A theme's strings that cannot be read.
    pub STRINGS: "theme-strings", Error, fixed;
    what "主题的文字表不是“键: 文字”的列表。" "a theme's strings are no flat list of `key: text`.";
    why "页面上的字都从这里来。每行写一个键和一段文字，文字里有冒号或花括号就加引号。"
        "All wording on pages comes from here. Write one key and one text a line, quoted where it holds a colon \
             or a brace.";
    example "-- themes/default/strings/zh-CN.yaml --\n< nav: [主要, 栏目]\n< #    ^\n> nav: 主要栏目\n";

    /// A font of a theme that cannot be read, or that cannot show what it must.
    pub FONT: "theme-font", Error, fixed;
    what "主题 fonts/ 里的字体文件读不出来。" "a font file below a theme's fonts/ cannot be read.";
    why "海报和网页上的生僻字用主题里的字体。文件坏了、没下载完，或者不是 OTF、TTF、TTC 字体，就什么也不印。"
        "Posters, and rare characters on the web, use the theme's fonts. Nothing is printed with a file that is \
             damaged, cut off, or no OTF, TTF or TTC font.";
    example "grids: [{name: 甲村, level: village, lead: 张三}]\nmembers:\n  - {name: 张三, pledge: 随叫随到}\n-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nbase_url: https://jia.example.cn/\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n< -- themes/default/fonts/mine.ttf --\n> -- themes/default/fonts/README.txt --\nno font\n";

    /// A further language that nobody gave words for.
    pub UNWORDED: "language-unworded", Error, fixed;
    what "更多语言里的一种，主题没有它的文字表。"
        "the theme has no strings for one of the further languages.";
    why "页面会自称是那种语言，写的却是英文。在 themes/主题名/strings/ 里加上“代码.yaml”，没写到的键用英文。"
        "Its pages would claim that language and be worded in English. Add CODE.yaml to themes/NAME/strings/; \
             keys it lacks are taken from English.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nlanguages: [fr]\n#           ^^\n> -- themes/default/strings/fr.yaml --\n> language_name: Français\n> nav_home: Accueil\n";
}

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&TEMPLATE, &STRINGS, &FONT, &UNWORDED];

/// What is said of a further language without words, where the theme has those of `known`.
pub(super) fn unworded<'t>(code: &At<String>, known: impl Iterator<Item = &'t str>) -> Diagnostic {
    let language = &code.value;
    let known = known.collect::<Vec<_>>().join(", ");
    let message =
        text!("主题没有语言“{language}”的文字表", "the theme has no strings for the language `{language}`");
    let help = text!(
        "在主题的 strings/ 里加上 {language}.yaml；已经有的：{known}。",
        "Add {language}.yaml to the theme's strings/; there are {known}."
    );
    Diagnostic::new(&UNWORDED, code.span, message).help(help)
}

/// A fault of a template before it has a place in a source.
pub(super) struct TemplateFault {
    /// The template, by its path below `templates/`.
    pub template: String,
    /// Where in its text.
    pub range: std::ops::Range<usize>,
    /// What Tera says.
    pub message: String,
}

/// Adds what went wrong with a page, unless an earlier page had the same fault.
pub(super) fn add(problems: &mut Diagnostics, theme: &Theme, error: &tera::Error) {
    for fault in faults(theme, error) {
        let diagnostic = diagnostic(theme, fault);
        if !problems.iter().any(|known| known.span == diagnostic.span && known.message == diagnostic.message)
        {
            problems.push(diagnostic);
        }
    }
}

/// The faults that one of Tera's errors tells of.
pub(super) fn faults(theme: &Theme, error: &tera::Error) -> Vec<TemplateFault> {
    use tera::ErrorKind::*;
    let whole = |template: &str, message: String| {
        vec![TemplateFault { template: template.to_string(), range: 0..0, message }]
    };
    match error.kind() {
        SyntaxError(report) | RenderingError(report) => vec![TemplateFault {
            template: report.filename().to_string(),
            range: report.span().range.clone(),
            message: report.message().to_string(),
        }],
        Msg(message) => match parse_reports(theme, message) {
            reports if reports.is_empty() => whole(blamed(message), message.clone()),
            reports => reports,
        },
        CircularExtend { tpl, .. } | CircularInclude { tpl, .. } => whole(tpl, error.to_string()),
        MissingParent { current, .. } => whole(current, error.to_string()),
        TemplateNotFound(name) => whole(name, error.to_string()),
        _ => whole("", error.to_string()),
    }
}

/// The template a message without a place is about: the last name it quotes.
fn blamed(message: &str) -> &str {
    message.rsplit('`').nth(1).unwrap_or_default()
}

/// What Tera finds when it checks templates against each other it tells only as finished reports:
/// `error: MESSAGE`, then ` --> FILE:LINE:COLUMN`.
fn parse_reports(theme: &Theme, text: &str) -> Vec<TemplateFault> {
    let mut faults = Vec::new();
    let mut message = None;
    for line in text.lines() {
        if let Some(said) = line.strip_prefix("error: ") {
            message = Some(said);
        } else if let Some((said, place)) = message.zip(line.trim_start().strip_prefix("--> ")) {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
            let line = parts.next().and_then(|part| part.parse().ok()).unwrap_or(1);
            let template = parts.next().unwrap_or_default().to_string();
            let range = place_of(&text_of(theme, &template), line, column, blamed(said));
            faults.push(TemplateFault { template, range, message: said.to_string() });
            message = None;
        }
    }
    faults
}

/// The name at fault from that place on, else the place itself.
fn place_of(text: &str, line: usize, column: usize, name: &str) -> std::ops::Range<usize> {
    let start = offset(text, line, column);
    let rest = text[start..].lines().next().unwrap_or_default();
    match rest.find(name) {
        Some(ahead) if !name.is_empty() => start + ahead..start + ahead + name.len(),
        _ => start..start,
    }
}

/// The byte at a line and a column (in characters), both from 1; the end of the line or text when it is shorter.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = text[start..].lines().next().unwrap_or_default();
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    start + within
}

/// A template's text, empty when there is none.
pub(super) fn text_of(theme: &Theme, template: &str) -> String {
    let file = theme.files.get(&format!("templates/{template}"));
    file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default()
}

/// A fault with its place in the sources. A built-in template is no source: its place is told in words.
pub(super) fn diagnostic(theme: &Theme, fault: TemplateFault) -> Diagnostic {
    let TemplateFault { template, range, message } = fault;
    let source = theme.files.get(&format!("templates/{template}")).and_then(|file| file.source);
    let (span, place) = match source {
        Some(source) => (Span::new(source, range), template),
        None => {
            let text = text_of(theme, &template);
            let before = text.get(..range.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            (Span::BOARD, format!("{template}:{line}"))
        }
    };
    Diagnostic::new(&TEMPLATE, span, self::message(&place, &message))
}

/// What is said of a template at fault.
pub(super) fn message(place: &str, message: &str) -> Text {
    text!("主题模板 {place} 有错：{message}", "the theme's template {place} is wrong: {message}")
}
