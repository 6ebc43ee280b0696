//! How texts are read: as typed, but what clerks mistype, paste or let Excel ruin is told.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::scalars::{TEXT, scalar, settle, word};
use super::shape::{Context, Decode, ValueKind, read};
use super::spelling::{self, Spelled};
use super::tree::{Data, Node};
use super::{comments, rules, syntax};
use crate::characters;
use crate::diagnostic::Diagnostic;
use crate::markdown::are_joined;
use crate::source::{At, Places, Span};
use crate::text;

impl Decode for String {
    const KIND: ValueKind = ValueKind::Text;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<String> {
        let text = scalar(node, &TEXT, cx)?;
        has_all_digits(text, node, cx)?;
        if let Data::Scalar { quoted: false, .. } = node.data {
            as_typed(text, node, cx)?;
        }
        let has_radicals = matches!(spelt_out(text, node, cx), Cow::Owned(_));
        let text = joined(text, node, cx);
        let text = match comments::cut(&text, node, cx) {
            Some(cut) => cut.text,
            None => text.into_owned(),
        };
        Some(if has_radicals { characters::with_ideographs(&text) } else { text })
    }
}

/// `text` with a character for every radical, and a note of them.
pub(super) fn spelt_out<'t>(text: &'t str, node: &Node<'_>, cx: &mut Context<'_>) -> Cow<'t, str> {
    let Some(range) = characters::replaced(text) else { return Cow::Borrowed(text) };
    let c = text[range.start..].chars().next().unwrap_or_default();
    let meant = characters::ideograph(c).unwrap_or(c);
    let (code, right) = (u32::from(c), u32::from(meant));
    let message = text!(
        "“{c}”（U+{code:04X}）是部首或兼容字，读作“{meant}”（U+{right:04X}）",
        "`{c}` (U+{code:04X}) is a radical or a compatibility character, and is read as `{meant}` (U+{right:04X})"
    );
    let note = Diagnostic::new(&rules::CHARACTER_RADICAL, node.span, message)
        .help(text!("改成“{meant}”。", "Write `{meant}`."));
    let fix = characters::with_ideographs(&text[range.clone()]);
    cx.out.push(mended(note, range, fix, node, cx));
    Cow::Owned(characters::with_ideographs(text))
}

/// A reference: what stands for another character is read as that, what nobody sees is left out, both with a note.
pub(super) fn reference(text: &str, node: &Node<'_>, cx: &mut Context<'_>) -> String {
    if let Some((range, c)) = characters::invisible(text) {
        let code = u32::from(c);
        let message = text!(
            "引用里有看不见的字符 U+{code:04X}，已略过",
            "a reference holds an invisible character, U+{code:04X}, which is left out"
        );
        let note = Diagnostic::new(&rules::REFERENCE_INVISIBLE, node.span, message)
            .help(text!("删去它。", "Delete it."));
        let fix = characters::plain(&text[range.clone()]).into_owned();
        cx.out.push(mended(note, range, fix, node, cx));
    }
    characters::plain(&spelt_out(text, node, cx)).trim().nfc().collect()
}

/// `note` at bytes `range` of the text of `node`, with `fix` to be written there, where the text is written as it is read.
fn mended(
    mut note: Diagnostic,
    range: Range<usize>,
    fix: String,
    node: &Node<'_>,
    cx: &Context<'_>,
) -> Diagnostic {
    if let Some(written) = cx.written(node) {
        let start = written.start as usize;
        note.span = Span::new(written.file, start + range.start..start + range.end);
        note = note.fix(fix);
    }
    note
}

/// `text`, the value of `node`, without the blanks that YAML puts between its lines where Chinese has none.
fn joined<'t>(text: &'t str, node: &Node<'_>, cx: &Context<'_>) -> Cow<'t, str> {
    unfolded(text, &cx.text[node.span.range()], |before, line| {
        are_joined(before.chars().rev(), line.chars()).then_some("")
    })
}

/// Markdown with the lines that YAML made one: where its own lines end, it knows whether there is a gap.
fn in_lines<'t>(text: &'t str, node: &Node<'_>, cx: &Context<'_>) -> Cow<'t, str> {
    unfolded(text, &cx.text[node.span.range()], |_, line| {
        // At the beginning of a line these would be a list, a heading, a rule.
        let begins = ['-', '+', '#', '>', '=', '|', '<', '`', '~'];
        let is_plain = !line.starts_with(begins) && !line.starts_with(|c: char| c.is_ascii_digit());
        (is_plain && !line.starts_with("* ")).then_some("\n")
    })
}

/// `text` with what `between` says instead of the blanks that YAML made of the line breaks of `source`: it is given what
/// stands before and the next line.
fn unfolded<'t>(
    text: &'t str,
    source: &str,
    between: impl Fn(&str, &str) -> Option<&'static str>,
) -> Cow<'t, str> {
    if !source.contains('\n') || !text.contains(' ') {
        return Cow::Borrowed(text);
    }
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    let lines = source.lines().map(|line| line.trim().trim_matches(['"', '\'']));
    for line in lines.filter(|line| !line.is_empty()) {
        let Some(begin) = text[at..].find(line).map(|found| at + found) else { continue };
        let blanks = &text[at..begin];
        let instead = between(&text[..at], line).filter(|_| blanks == " ");
        made.push_str(instead.unwrap_or(blanks));
        made.push_str(line);
        at = begin + line.len();
    }
    made.push_str(&text[at..]);
    Cow::Owned(made)
}

/// Complains of a long number in scientific notation.
pub(super) fn has_all_digits(text: &str, node: &Node<'_>, cx: &mut Context<'_>) -> Option<()> {
    let mantissa = text.split_once(['E', 'e']).filter(|(mantissa, exponent)| {
        let (is_signed, exponent) =
            exponent.strip_prefix('+').map_or((false, *exponent), |bare| (true, bare));
        mantissa.starts_with(|first: char| first.is_ascii_digit())
            && (is_signed || mantissa.contains('.'))
            && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && (1..=2).contains(&exponent.len())
            && exponent.bytes().all(|byte| byte.is_ascii_digit())
    });
    if mantissa.is_none() {
        return Some(());
    }
    let message =
        text!("号码被写成科学计数，后几位已丢失", "a number in scientific notation has lost its last digits");
    let help = text!(
        "在 Excel 里把这一列设成“文本”，重新填写号码。",
        "Format the column as text in Excel and enter the number again."
    );
    cx.out.push(Diagnostic::new(&rules::DIGITS_LOST, node.span, message).help(help));
    None
}

/// Complains of signs that do not do in YAML what they seem to do: `-甲` is no list, “甲” is not quoted.
fn as_typed(text: &str, node: &Node<'_>, cx: &mut Context<'_>) -> Option<()> {
    if let Some(fault) = syntax::no_item(text, node.span) {
        cx.out.push(fault);
        return None;
    }
    let typed = &cx.text[node.span.range()];
    if let Some(item) = typed.match_indices("\n").find_map(|(at, _)| {
        let line = &typed[at + 1..];
        let begin = at + 1 + line.len() - line.trim_start_matches(' ').len();
        typed[begin..].starts_with("- ").then_some(begin)
    }) {
        let start = node.span.start as usize + item;
        let message = text!(
            "这一行的“- ”缩进多了，接到了上一项后面",
            "this `- ` is indented too far: the line is read as part of the item above"
        );
        let help = text!("和上一项的“- ”对齐。", "Put it in the column of the `- ` above.");
        let span = Span::new(node.span.file, start..start + 1);
        cx.out.push(Diagnostic::new(&rules::YAML_SYNTAX, span, message).help(help));
        return None;
    }
    let rest = cx.text[node.span.range().end..].lines().next().unwrap_or_default();
    let comment = rest.trim_start_matches([' ', '\t']);
    if comment.len() < rest.len()
        && comment.strip_prefix('#').is_some_and(|said| said.starts_with(char::is_alphanumeric))
    {
        let start = node.span.end as usize + rest.len() - comment.len();
        let message =
            text!("“#”后面的文字是注释，不会发布", "what follows `#` is a comment and not published");
        let help = text!(
            "本来就是注释，在“#”后面空一格；是文字，把整段用引号括起来。",
            "Put a space after `#` where it is a comment; put the whole text in quotes where it is text."
        );
        let span = Span::new(node.span.file, start..start + 1);
        cx.out.push(Diagnostic::new(&rules::COMMENT_CLOSE, span, message).help(help));
    }
    let inner = text.strip_prefix('“').and_then(|text| text.strip_suffix('”'));
    let inner = inner.or_else(|| text.strip_prefix('‘').and_then(|text| text.strip_suffix('’')));
    if inner.is_some_and(|inner| !inner.contains(['“', '‘'])) {
        let message =
            text!("弯引号是文字的一部分，会显示出来", "curly quotes are part of the text and will be shown");
        let help = text!(
            "不想显示就去掉；本来就要，就再加一对单引号：'“……”'。",
            "Remove them; or, where they are meant, add single quotes around: '“…”'."
        );
        cx.out.push(Diagnostic::new(&rules::QUOTES_CURLY, node.span, message).help(help));
    }
    Some(())
}

/// An official code: text, with ordinary digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(pub String);

impl Decode for Code {
    const KIND: ValueKind = ValueKind::Text;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Code> {
        let text = String::decode(node, cx)?;
        let is_wide = text.contains(|c| ('０'..='９').contains(&c));
        let regular = is_wide.then(|| spelling::narrow(&text));
        let value = regular.clone().unwrap_or(text);
        Some(Code(settle(Spelled { value, regular }, node, cx)))
    }
}

/// A person's name, with the standard's dot between its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(pub String);

impl AsRef<str> for PersonName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Decode for PersonName {
    const KIND: ValueKind = ValueKind::Text;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<PersonName> {
        let text = scalar(node, &TEXT, cx)?;
        String::decode(node, cx)?;
        if let Some(joined) = spelling::joined(&characters::with_ideographs(text)) {
            let message =
                text!("姓名“{text}”的字之间有空格", "the name {text} has spaces between its characters");
            let note = Diagnostic::new(&rules::NAME_SPACING, node.span, message)
                .help(text!("写成“{joined}”。", "Write {joined}."));
            cx.out.push(mended(note, 0..text.len(), joined, node, cx));
        }
        Some(PersonName(characters::with_ideographs(&dotted(text, node, cx))))
    }
}

/// `text` with the standard's dots; a note for each other one.
fn dotted(text: &str, node: &Node<'_>, cx: &mut Context<'_>) -> String {
    let (name, others) = spelling::name(text);
    for dot in others {
        let typed = &text[dot.clone()];
        let message = text!(
            "姓名里的间隔号“{typed}”读作“·”（U+00B7）",
            "the dot `{typed}` in a name is read as `·`, U+00B7"
        );
        let note =
            Diagnostic::new(&rules::NAME_DOT, node.span, message).help(text!("改成“·”。", "Write `·`."));
        cx.out.push(mended(note, dot, "·".into(), node, cx));
    }
    name
}

/// Markdown text in a record, with the folder its links start from.
#[derive(Clone, Debug)]
pub struct MarkdownText {
    /// The source.
    pub text: String,
    /// Folder of the file, relative to the site folder.
    pub folder: String,
    /// Where its parts stand in the file.
    pub places: Places,
}

/// Where the lines of `text` stand in `source`, the text between the bytes of `span`, if they are written as they are
/// read: YAML takes the indentation off.
fn written_lines(text: &str, source: &str, span: Span) -> Places {
    let (mut from, mut at) = (0, 0);
    let place = |line: &str| {
        let begin = source[at..].find(line.trim_end())? + at;
        at = begin + line.trim_end().len();
        let part = (from as u32, span.start + begin as u32);
        from += line.len();
        Some(part)
    };
    text.split_inclusive('\n').map(place).collect::<Option<_>>().map(Places::new).unwrap_or_default()
}

impl Decode for MarkdownText {
    const KIND: ValueKind = ValueKind::Markdown;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<MarkdownText> {
        let text = in_lines(scalar(node, &TEXT, cx)?, node, cx);
        let places = written_lines(&text, &cx.text[node.span.range()], node.span);
        let (text, places) = match comments::cut(&text, node, cx) {
            Some(cut) => (cut.text, places.without(&cut.gaps)),
            None => (text.into_owned(), places),
        };
        Some(MarkdownText { text, folder: cx.folder.to_owned(), places })
    }
}

/// A member, by id or name; in NFC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRef(pub String);

impl Decode for MemberRef {
    const KIND: ValueKind = ValueKind::Reference("member");

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<MemberRef> {
        let text = word(node, &TEXT, cx)?;
        let (name, _) = spelling::name(&reference(text, node, cx));
        dotted(text, node, cx);
        Some(MemberRef(name))
    }
}

/// Texts by text, both as typed but for spaces around them; one that is empty is not given.
#[derive(Clone, Debug)]
pub struct TextPairs(pub Vec<(At<String>, At<String>)>);

impl Decode for TextPairs {
    const KIND: ValueKind = ValueKind::Texts;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<TextPairs> {
        let Data::Map(entries) = &node.data else {
            let message = text!(
                "这里应写“原文: 译文”",
                "translations are wanted here as `original: translation` lines"
            );
            let help = text!(
                "一行一条，例如“前沟网格: Qiangou grid”；文字里有冒号时加引号。",
                "One a line, such as `前沟网格: Qiangou grid`; put text that holds a colon in quotes."
            );
            cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message).help(help));
            return None;
        };
        let mut texts = Vec::with_capacity(entries.len());
        for entry in entries {
            if let Some(said) = read::<String>(&entry.value, cx) {
                let original = At::new(entry.key.trim().to_owned(), entry.key_span);
                texts.push((original, said.map(|text| text.trim().to_owned())));
            }
        }
        Some(TextPairs(texts))
    }
}
