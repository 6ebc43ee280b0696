//! How a record is told that does not keep to its table of keys: keys unknown or missing, or those of two records in one.

use super::context::{Context, Unread};
use super::kind::Key;
use super::tree::{Data, Entry, Node};
use super::{rules, syntax};
use crate::diagnostic::{Cause, Diagnostic, Diagnostics, Said};
use crate::source::Span;
use crate::suggest::closest;
use crate::text;

/// Where the keys of a record, by their index in its table, begin anew: more than one comes again.
pub(super) fn second_record(known: &[Option<usize>]) -> Option<usize> {
    let mut again = (0..known.len()).filter(|&at| known[at].is_some() && known[..at].contains(&known[at]));
    let first = again.next()?;
    again.next().map(|_| first)
}

/// Reports that a record begins among the `entries` of another one.
pub(super) fn lost_dash(entries: &[Entry<'_>], what: &Said, is_told: bool, cx: &mut Context<'_>) {
    let Some(first) = entries.first() else { return };
    let (zh, en) = (what.zh, what.en);
    let message =
        text!("这里像是另一条{zh}，前面缺“- ”", "another {en} seems to begin here, without its `- `");
    let help = text!(
        "在这一行前面写“- ”，和上一条的“- ”对齐。",
        "Begin the line with `- `, in the column of the one before."
    );
    if !is_told {
        cx.out.push(Diagnostic::new(&rules::YAML_SYNTAX, first.key_span, message).help(help));
    }
    for entry in entries {
        cx.conceal_entry(entry);
    }
    // An alias has its value elsewhere.
    let end = entries.iter().map(|entry| entry.key_span.end.max(entry.value.span.end)).max();
    let start = first.key_span.start;
    let span = Span::new(cx.file, start as usize..end.unwrap_or(start) as usize);
    cx.unread.push(Unread { span, key: String::new(), is_public: false });
}

/// How a message names a record: by its id or name, when it has one.
pub(super) fn record_label(entries: &[Entry<'_>]) -> Option<String> {
    let wanted = ["name", "姓名", "名称", "title", "标题", "事项", "id", "编号", "户编号", "door", "门牌"];
    let found = wanted.iter().find_map(|key| entries.iter().find(|entry| entry.key == *key))?;
    match &found.value.data {
        Data::Scalar { text, .. } => Some(text.to_string()),
        _ => None,
    }
}

/// Where a value is missing.
#[derive(Clone, Copy, Debug)]
pub enum MissingAt {
    /// In the record that begins here.
    Record(Span),
    /// Behind its key, which is here.
    Key(Span),
}

/// Reports that `key` is missing.
pub fn missing_key(key: &Key, place: MissingAt, what: &Said, label: Option<String>, out: &mut Diagnostics) {
    let (zh, en, example) = (key.zh, key.en, key.example);
    let label = label.map(|label| (format!("“{label}”"), format!(" `{label}`"))).unwrap_or_default();
    let ((label_zh, label_en), kind_zh, kind_en) = (label, what.zh, what.en);
    let message = text!("{kind_zh}{label_zh}缺少“{zh}”", "{kind_en}{label_en} lacks `{en}`");
    let (span, help) = match place {
        MissingAt::Record(span) if example.is_empty() => (span, text!("加上“{zh}”。", "Add `{en}`.")),
        MissingAt::Record(span) => {
            (span, text!("加上一行，例如“{zh}: {example}”。", "Add a line such as `{en}: {example}`."))
        }
        MissingAt::Key(span) if example.is_empty() => (
            span,
            text!("键写了，后面是空的：补上内容。", "The key is there with nothing behind it: fill it in."),
        ),
        MissingAt::Key(span) => (
            span,
            text!(
                "键写了，后面是空的：补上内容，例如“{zh}: {example}”。",
                "The key is there with nothing behind it: fill it in, as in `{en}: {example}`."
            ),
        ),
    };
    let cause = Cause { of: kind_en, value: en.to_owned() };
    out.push(Diagnostic::new(&rules::KEY_MISSING, span, message).help(help).cause(cause));
}

/// Reports a key nobody knows; the key that it seems to stand for.
pub(super) fn unknown_key(
    entry: &Entry<'_>,
    keys: &'static [Key],
    what: &Said,
    cx: &mut Context<'_>,
) -> Option<&'static str> {
    let (zh, en, key, span) = (what.zh, what.en, &*entry.key, entry.key_span);
    if let Some(found) = syntax::odd_key(key, matches!(entry.value.data, Data::Empty), span) {
        cx.out.push(found);
        let typed = key.split([':', '：']).next().unwrap_or(key);
        let typed = typed.trim_matches(['\u{3000}', '-', '－', ' ']);
        return keys.iter().flat_map(|key| [key.en, key.zh]).find(|name| *name == typed);
    }
    let bare = key.trim_matches(['“', '”', '‘', '’', '\u{3000}']);
    // What stands behind a `?` of its own may be a value that lost its key.
    let is_asked = cx.text[..span.range().start].trim_end_matches([' ', '\t']).ends_with('?');
    if is_asked {
        cx.hidden.push(span);
    }
    let shown = match key {
        _ if is_asked => "?",
        "" => " ",
        key => key,
    };
    let message = text!("{zh}没有“{shown}”这个键", "{en} has no key `{shown}`");
    let all = || keys.iter().flat_map(|key| [key.en, key.zh]);
    let guess = all().find(|name| *name == bare);
    let usual = cx.names.same_meaning(key, keys);
    let guess = guess.or(usual).or_else(|| closest(key, all()));
    let help = match guess {
        Some(guess) if guess == bare => {
            text!("键不加引号：写“{guess}”。", "Write the key without those quotes: `{guess}`.")
        }
        Some("内部") if usual.is_some() && !is_asked => text!(
            "不公开的内容写在“内部”下面，例如“内部: {{{shown}: ……}}”。",
            "What is not to be published goes below `private`, as in `private: {{{shown}: …}}`."
        ),
        Some(guess) => text!("是不是“{guess}”？", "Did you mean `{guess}`?"),
        None => {
            let list_zh = keys.iter().map(|key| key.zh).collect::<Vec<_>>().join("、");
            let list_en = keys.iter().map(|key| key.en).collect::<Vec<_>>().join(", ");
            text!(
                "可以用的键：{list_zh}。不公开的内容写在“内部”下面（有这个键时）。",
                "Known keys: {list_en}. What is not to be published goes below `private`, where there is one."
            )
        }
    };
    cx.out.push(Diagnostic::new(&rules::KEY_UNKNOWN, span, message).help(help));
    guess
}

pub(super) fn expected_mapping(node: &Node<'_>, what: &Said, cx: &mut Context<'_>) {
    let (zh, en) = (what.zh, what.en);
    if let Data::Scalar { quoted: false, .. } = &node.data {
        let faults = syntax::colons(cx.text, node.span);
        if !faults.is_empty() {
            return faults.into_iter().for_each(|fault| cx.out.push(fault));
        }
    }
    let message = text!("{zh}应写成一组“键: 值”", "{en} must be a mapping of `key: value` lines");
    let help = match node.data {
        Data::List(_) if what.en == "record file" => text!(
            "先写是哪种记录，例如“责任人:”，列表写在它下面。",
            "Begin with the kind of records, such as `members:`, and put the list below it."
        ),
        Data::List(_) => text!("这里多了一层“- ”，去掉它。", "There is a `- ` too many: remove it."),
        _ => text!("每个键一行，例如“名称: ……”。", "One key a line, for example `name: …`."),
    };
    cx.out.push(Diagnostic::new(&rules::VALUE_TYPE, node.span, message).help(help));
}
