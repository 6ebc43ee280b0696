//! YAML syntax errors in words a clerk can act on: what was typed, not what the grammar wanted.

use granit_parser::{ErrorKind, ScanError};

use super::rules;
use crate::diagnostic::{Diagnostic, Text};
use crate::source::{SourceId, Span};
use crate::text;

/// The diagnostic for `error`, found in `source`, which begins at byte `base` of the file.
pub(super) fn explain(file: SourceId, base: usize, source: &str, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(source.len());
    if let Some((start, end, message, help)) = likely_cause(source, at) {
        let span = Span::new(file, base + start..base + end);
        return Diagnostic::new(&rules::YAML_SYNTAX, span, message).help(help);
    }
    let end = source[at..].chars().next().map_or(at, |first| at + first.len_utf8());
    let (message, help) = describe(error.kind());
    Diagnostic::new(&rules::YAML_SYNTAX, Span::new(file, base + at..base + end), message).help(help)
}

/// The diagnostic for the `line` at byte `start`, which can be read but is no entry of the list or mapping it is in.
pub(super) fn no_entry(file: SourceId, start: usize, line: &str, in_list: bool) -> Diagnostic {
    let (from, to, message, help) = mistyped(line).unwrap_or_else(|| {
        let from = line.len() - line.trim_start().len();
        let (message, help) = match in_list {
            true => (
                text!("列表里的这一项读不通", "this item of the list cannot be read"),
                text!("每一项前面写“- ”，同一层对齐。", "Begin each item with `- `, all in one column."),
            ),
            false => (
                text!("这一行不是“键: 值”", "this line is no `key: value`"),
                text!(
                    "写成“键: 值”，冒号用半角，后面空一格。",
                    "Write `key: value`, with an ordinary colon and a space."
                ),
            ),
        };
        (from, line.trim_end().len(), message, help)
    });
    Diagnostic::new(&rules::YAML_SYNTAX, Span::new(file, start + from..start + to), message).help(help)
}

/// The faults of lines at `span` that were to be `key: value` lines and were read as one text.
pub(super) fn colons(text: &str, span: Span) -> Vec<Diagnostic> {
    let mut start = span.start as usize;
    let mut faults = Vec::new();
    let typed = &text[span.range()];
    if let Some(fault) = no_item(typed, span) {
        return vec![fault];
    }
    for line in typed.split_inclusive('\n') {
        if let Some((from, to, message, help)) = mistyped(line.trim_end()) {
            let span = Span::new(span.file, start + from..start + to);
            faults.push(Diagnostic::new(&rules::YAML_SYNTAX, span, message).help(help));
        }
        start += line.len();
    }
    faults
}

/// The fault of a text that was to be a list: no space follows its `-`.
pub(super) fn no_item(text: &str, span: Span) -> Option<Diagnostic> {
    if !lacks_space(text) {
        return None;
    }
    let (message, help) = dash();
    let start = span.start as usize;
    Some(Diagnostic::new(&rules::YAML_SYNTAX, Span::new(span.file, start..start + 1), message).help(help))
}

/// Whether `body` was to be an item: no space follows its `-`.
pub(super) fn lacks_space(body: &str) -> bool {
    body.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '{' | '[' | '"' | '\'' | '“'))
    })
}

fn dash() -> (Text, Text) {
    (
        text!(
            "“-”后面缺一个空格，这里没有读成列表",
            "a space is missing after `-`: this is read as text, not as a list"
        ),
        text!(
            "写成“- ”加内容；文字本来就以“-”开头，请加引号。",
            "Write `- ` and the item; put text that begins with `-` in quotes."
        ),
    )
}

fn wide_colon() -> (Text, Text) {
    (
        text!("键后面用了全角冒号“：”", "a full-width colon follows the key"),
        text!(
            "改成半角冒号加一个空格，例如“姓名: 张三”。",
            "Write an ordinary colon and a space, for example `姓名: 张三`."
        ),
    )
}

/// The fault of a key that came about by mistyped signs.
pub(super) fn odd_key(key: &str, is_empty: bool, span: Span) -> Option<Diagnostic> {
    if let Some(fault) = no_item(key, span) {
        return Some(fault);
    }
    let (from, to, message, help) = if is_empty
        && key.len() == 3
        && key.bytes().all(|byte| byte.is_ascii_digit())
    {
        let help = text!("去掉逗号，例如 1000。", "Leave the comma out, as in 1000.");
        (0, key.len(), text!("数字里用了千分位逗号", "a number is written with a comma for thousands"), help)
    } else if is_empty && !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()) {
        let help = text!("几个数写成 [93, 90, 96]。", "Write several numbers as [93, 90, 96].");
        (0, key.len(), text!("几个数没有放进方括号", "numbers stand side by side without brackets"), help)
    } else if is_empty || key.starts_with(['\u{3000}', '－', '—', '–', '•']) {
        mistyped(key)?
    } else {
        return None;
    };
    let exact = (span.end - span.start) as usize == key.len();
    let span =
        if exact { Span::new(span.file, span.start as usize + from..span.start as usize + to) } else { span };
    Some(Diagnostic::new(&rules::YAML_SYNTAX, span, message).help(help))
}

/// Looks at the line of the error, then the lines above it, for what clerks really mistype.
fn likely_cause(source: &str, at: usize) -> Option<(usize, usize, Text, Text)> {
    let mut end = source[at..].find('\n').map_or(source.len(), |found| at + found);
    // A tab is complained of at the line before it.
    let below = source.get(end + 1..).unwrap_or_default();
    if below.trim_start_matches(' ').starts_with('\t') {
        end = below.find('\n').map_or(source.len(), |found| end + 1 + found);
    }
    for _ in 0..3 {
        let start = source[..end].rfind('\n').map_or(0, |found| found + 1);
        let found = mistyped(&source[start..end]);
        if let Some((from, to, message, help)) = found {
            return Some((start + from, start + to, message, help));
        }
        end = start.checked_sub(1)?;
    }
    None
}

fn mistyped(line: &str) -> Option<(usize, usize, Text, Text)> {
    let indent = line.len() - line.trim_start().len();
    let body = &line[indent..];
    if body.starts_with('#') {
        return None;
    }
    let item = line.len() - body.strip_prefix("- ").unwrap_or(body).len();
    if line[item..].starts_with(['｛', '［']) {
        let help = text!("换成半角的 {{ }} 或 [ ]。", "Type ordinary brackets, `{{ }}` or `[ ]`.");
        return Some((item, item + 3, text!("括号是全角的", "the brackets are full-width ones"), help));
    }
    if let Some(tab) = line[..indent].find('\t') {
        let help = text!("改用空格缩进，每层两个空格。", "Indent with spaces, two a level.");
        let message = text!("行首用了制表符（Tab）缩进", "the line is indented with a tab");
        return Some((tab, tab + 1, message, help));
    }
    if let Some(wide) = line[..indent].find('\u{3000}') {
        let help = text!("改用半角空格缩进，每层两个空格。", "Indent with ordinary spaces, two a level.");
        let message = text!("行首用了全角空格缩进", "the line is indented with full-width spaces");
        return Some((wide, wide + '\u{3000}'.len_utf8(), message, help));
    }
    if body.starts_with(['－', '—', '–', '•']) {
        let dash = body.chars().next().map_or(0, char::len_utf8);
        let help = text!("改成半角的“-”加一个空格。", "Write an ordinary `-` and a space.");
        return Some((
            indent,
            indent + dash,
            text!("列表项前面不是半角的“-”", "the list item begins with another sign than `-`"),
            help,
        ));
    }
    if lacks_space(body) {
        let (message, help) = dash();
        return Some((indent, indent + 1, message, help));
    }
    let body_at = |offset: usize| indent + offset;
    if let Some((from, to, message, help)) = flow_slip(body) {
        return Some((body_at(from), body_at(to), message, help));
    }
    let key_end = body.find([':', '：', '"', '\'']).unwrap_or(body.len());
    match body[key_end..].chars().next() {
        Some('：') => {
            let (message, help) = wide_colon();
            Some((body_at(key_end), body_at(key_end + '：'.len_utf8()), message, help))
        }
        Some(':') if body[key_end + 1..].starts_with(|next: char| !next.is_whitespace() && next != ':') => {
            let help = text!(
                "冒号后加一个空格，例如“name: 张三”。",
                "Put a space after the colon, for example `name: 张三`."
            );
            let message = text!("冒号后面缺一个空格", "a space is missing after the colon");
            Some((body_at(key_end), body_at(key_end + 1), message, help))
        }
        Some(':') => {
            let value = body[key_end + 1..].trim_start();
            let from = body_at(body.len() - value.len());
            if value.starts_with(['"', '\'']) {
                return quoted(value)
                    .map(|(start, end, message, help)| (from + start, from + end, message, help));
            }
            if let Some(wide) = body.find("：{").or_else(|| body.find("：[")) {
                let (message, help) = wide_colon();
                return Some((body_at(wide), body_at(wide + '：'.len_utf8()), message, help));
            }
            let colon = value.find(": ")?;
            if value.starts_with(['[', '{', '|', '>', '&']) {
                return None;
            }
            if body[..key_end].contains(['{', '[']) {
                // Between brackets, several keys on one line are the rule.
                return None;
            }
            let help = text!("把冒号后面的整段文字用引号括起来。", "Put the whole text in quotes.");
            let message =
                text!("值里又有“: ”，会被当成另一个键", "the value holds `: `, which reads as another key");
            Some((from + colon, from + colon + 1, message, help))
        }
        _ => None,
    }
}

/// What divides two keys between braces, where it is no ordinary comma.
fn flow_slip(body: &str) -> Option<(usize, usize, Text, Text)> {
    let open = body.find('{')?;
    if body.contains(['"', '\'', '#']) {
        return None;
    }
    let mut start = open + 1;
    for part in body[start..].split_inclusive([',', '{', '}', '[', ']']) {
        let mut colons = part.match_indices(": ").map(|(at, _)| at);
        if let Some((first, second)) = colons.next().zip(colons.next()) {
            let between = &part[first + 2..second];
            if let Some(comma) = between.rfind('，') {
                let from = start + first + 2 + comma;
                return Some((from, from + '，'.len_utf8(), wide_comma(), ordinary_comma()));
            }
            let blank = between.trim_end().rfind(' ')?;
            let message = text!("两个键之间缺逗号", "a comma is missing between two keys");
            let from = start + first + 2 + blank;
            return Some((from, from + 1, message, ordinary_comma()));
        }
        start += part.len();
    }
    None
}

/// The fault of numbers between brackets that no ordinary comma divides, found in `text`, which is at `span`.
pub(super) fn undivided(text: &str, span: Span) -> Option<Diagnostic> {
    let numbers = || text.split_whitespace().all(|word| word.parse::<f64>().is_ok());
    let (at, message) = match text.find(['，', '、', '；']) {
        Some(at) => (at, wide_comma()),
        None => (
            text.find(' ').filter(|_| numbers())?,
            text!("两个数之间缺逗号", "a comma is missing between two numbers"),
        ),
    };
    let sign = text[at..].chars().next().map_or(0, char::len_utf8);
    let start = span.start as usize + at;
    let span = Span::new(span.file, start..start + sign);
    Some(Diagnostic::new(&rules::YAML_SYNTAX, span, message).help(ordinary_comma()))
}

fn wide_comma() -> Text {
    text!("逗号用了全角的", "the comma is a full-width one")
}

fn ordinary_comma() -> Text {
    text!("花括号、方括号里用半角逗号。", "Between brackets, write ordinary commas.")
}

/// What is wrong with a text in quotes: it is never closed, or something follows.
fn quoted(value: &str) -> Option<(usize, usize, Text, Text)> {
    let mark = value.chars().next()?;
    let mut escaped = false;
    let close = value[1..].find(|c: char| {
        let closes = c == mark && !escaped;
        escaped = c == '\\' && mark == '"' && !escaped;
        closes
    });
    let Some(close) = close else {
        let help = text!("在文字末尾补上同样的引号。", "Add the same quotation mark at the end of the text.");
        return Some((0, 1, text!("引号没有收尾", "a quotation mark is never closed"), help));
    };
    let rest = value[close + 2..].trim_end();
    let after = rest.trim_start();
    if after.is_empty() || after.starts_with([',', '}', ']', '#', ':', mark]) {
        return None;
    }
    let from = close + 2 + rest.len() - after.len();
    let help = text!("把整段文字放进一对引号。", "Put the whole text in one pair of quotes.");
    Some((
        from,
        close + 2 + rest.len(),
        text!("收尾的引号后面还有文字", "text follows the closing quotation mark"),
        help,
    ))
}

fn describe(kind: &ErrorKind) -> (Text, Text) {
    use ErrorKind as K;
    let indent = text!(
        "同一层的键要对齐，下一层多两个空格。",
        "Keys of one level stand in one column; the next level is two spaces further in."
    );
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => (
            text!("这里不能用制表符（Tab）", "a tab cannot stand here"),
            text!("改用空格，每层两个空格。", "Use spaces, two a level."),
        ),
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar | K::UnexpectedEof => (
            text!("引号没有收尾", "a quotation mark is never closed"),
            text!("在文字末尾补上同样的引号。", "Add the same quotation mark at the end of the text."),
        ),
        K::UnclosedFlowCollection { open } => (
            text!("“{open}”没有收尾", "`{open}` is never closed"),
            text!(
                "补上对应的括号；若只是普通文字，请加引号。",
                "Close the bracket; put plain text in quotes."
            ),
        ),
        K::MismatchedFlowCollectionEnd { .. } | K::MisplacedFlowCollectionEnd => (
            text!("括号不配对", "the brackets do not match"),
            text!(
                "检查 [ ] 和 {{ }}；若只是普通文字，请加引号。",
                "Check `[ ]` and `{{ }}`; put plain text in quotes."
            ),
        ),
        K::UnexpectedCharacter { character } => (
            text!("文字不能以“{character}”开头", "text cannot begin with `{character}`"),
            text!("把这段文字用引号括起来。", "Put the text in quotes."),
        ),
        K::UnknownQuotedScalarEscape | K::InvalidQuotedScalarHexEscape => (
            text!("双引号里有不认识的反斜杠写法", "an unknown backslash escape in double quotes"),
            text!("改用单引号。", "Use single quotes."),
        ),
        K::RecursionLimitExceeded => (
            text!("嵌套太深", "nested too deeply"),
            text!(
                "记录最多只需五六层，请检查缩进。",
                "Records need five or six levels at most: check the indentation."
            ),
        ),
        _ => (
            text!("这里的缩进或写法不对，读不下去", "the indentation or the spelling here cannot be read"),
            indent,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(line: &str) -> Option<(usize, usize, String)> {
        mistyped(line).map(|(from, to, message, _)| (from, to, message.en))
    }

    #[test]
    fn what_clerks_mistype_is_named() {
        assert_eq!(cause("  姓名：张三").unwrap().2, "a full-width colon follows the key");
        assert_eq!(cause("name:张三"), Some((4, 5, "a space is missing after the colon".into())));
        assert_eq!(cause("\tname: a").unwrap().2, "the line is indented with a tab");
        assert_eq!(cause("　name: a").unwrap().2, "the line is indented with full-width spaces");
        assert_eq!(cause("note: 时间: 九点").unwrap().2, "the value holds `: `, which reads as another key");
        assert_eq!(cause("  － 张三").unwrap().2, "the list item begins with another sign than `-`");
        assert_eq!(cause("  - ｛name: 张三｝").unwrap().2, "the brackets are full-width ones");
        assert_eq!(cause("{name: 张三，title: 组长}").unwrap().2, "the comma is a full-width one");
        assert_eq!(
            cause("  - {name: 张三 title: 组长}"),
            Some((17, 18, "a comma is missing between two keys".into()))
        );
        assert_eq!(
            cause("scores: {学习: 90 服务: 85, 其他: 3}").unwrap().2,
            "a comma is missing between two keys"
        );
        assert_eq!(cause("- {name: 张三, title: 组长}"), None);
        assert_eq!(
            cause("-{name: 张三}").unwrap().2,
            "a space is missing after `-`: this is read as text, not as a list"
        );
        assert_eq!(cause("-5"), None);
        assert_eq!(cause("name: \"张三"), Some((6, 7, "a quotation mark is never closed".into())));
        assert_eq!(cause("name: '张三'（组长）").unwrap().2, "text follows the closing quotation mark");
        assert_eq!(cause("name: \"张\\\"三\""), None);
        assert_eq!(cause("name: 张三"), None);
        assert_eq!(cause("link: http://a"), None);
    }
}
