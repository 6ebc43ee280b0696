//! The one way to read a record by its table of keys.

pub(super) use super::context::Context;
use super::context::Unread;
pub(super) use super::kind::{Choice, ValueKind};
use super::kind::{Key, Need};
use super::misshapen::{
    MissingAt, expected_mapping, lost_dash, missing_key, record_label, second_record, unknown_key,
};
use super::tree::{Data, Entry, Node};
use super::{comments, rules};
use crate::diagnostic::{Diagnostic, Said};
use crate::private::Private;
use crate::source::{At, Span};
use crate::text;

/// A value that can be read from YAML.
pub(super) trait Decode: Sized {
    /// What to write, for schemas and messages.
    const KIND: ValueKind;

    /// Reads `node`, which is not empty; `None` after a problem was reported.
    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Self>;
}

/// What is private is locked in as it is read.
impl<T: Decode> Decode for Private<T> {
    const KIND: ValueKind = T::KIND;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Private<T>> {
        T::decode(node, cx).map(Private::new)
    }
}

/// Reads the value of a key: an empty one is not given.
pub(super) fn read<T: Decode>(node: &Node<'_>, cx: &mut Context<'_>) -> Option<At<T>> {
    let is_given = !comments::is_blank(node, &T::KIND) || matches!(node.data, Data::List(_));
    if let Data::Scalar { text, .. } = &node.data
        && !is_given
    {
        comments::cut(text, node, cx);
    }
    let value = match is_given && !matches!(node.data, Data::Lost) && !cx.is_full() {
        true => T::decode(node, cx),
        false => None,
    };
    if value.is_none() {
        cx.conceal(node);
    }
    value.map(|value| At::new(value, node.span))
}

/// Reads a mapping by its table of keys: hands each known key's English name and value to `set`, and reports
/// unknown, repeated and missing keys.
pub(super) fn read_record<'n, 's>(
    node: &'n Node<'s>,
    keys: &'static [Key],
    what: &Said,
    cx: &mut Context<'_>,
    mut set: impl FnMut(&'static str, &'n Node<'s>, &mut Context<'_>),
) -> Option<()> {
    let Data::Map(entries) = &node.data else {
        expected_mapping(node, what, cx);
        cx.conceal(node);
        return None;
    };
    let mut seen: Vec<Option<Span>> = vec![None; keys.len()];
    let mut given = vec![false; keys.len()];
    // What a line that could not be read would have given.
    let mut unsure = false;
    let mut lost: Vec<&str> = Vec::new();
    let mut is_number_told = false;
    let position = |entry: &Entry<'_>| keys.iter().position(|key| key.en == entry.key || key.zh == entry.key);
    let known: Vec<Option<usize>> = entries.iter().map(position).collect();
    let again = second_record(&known);
    for (entry, known) in entries.iter().zip(known).take(again.unwrap_or(entries.len())) {
        let is_lost = matches!(entry.value.data, Data::Lost);
        if is_lost {
            lost.extend(cx.text.get(entry.value.span.range()));
        }
        let Some(index) = known else {
            if is_lost {
                unsure = true;
                continue;
            }
            cx.hidden.push(entry.value.span);
            // Of numbers side by side the first is told.
            let is_number = matches!(entry.value.data, Data::Empty)
                && entry.key.bytes().all(|byte| byte.is_ascii_digit());
            if cx.is_full() || is_number && std::mem::replace(&mut is_number_told, true) {
                continue;
            }
            let meant = unknown_key(entry, keys, what, cx);
            // That the key it stands for is missing is the same fault, and so is that nobody bears the name below it.
            if let Some(index) =
                meant.and_then(|meant| keys.iter().position(|key| [key.en, key.zh].contains(&meant)))
            {
                given[index] = true;
                // With a wide colon the value is a part of the key.
                let (start, end) = (entry.key_span.start, entry.value.span.end.max(entry.key_span.end));
                let span = Span::new(cx.file, start as usize..end as usize);
                let key = entry.key.to_string();
                cx.unread.push(Unread { span, key, is_public: false });
            }
            continue;
        };
        let key = &keys[index];
        if let Some(first) = seen[index] {
            cx.conceal_entry(entry);
            if cx.is_full() {
                continue;
            }
            let (en, zh) = (key.en, key.zh);
            let message = text!("键“{zh}”（{en}）写了两次", "key `{en}` ({zh}) is given twice");
            let diagnostic = Diagnostic::new(&rules::KEY_DUPLICATE, entry.key_span, message)
                .help(text!("留下一个。", "Keep one of them."))
                .related(first, text!("第一次写在这里", "first given here"));
            cx.out.push(diagnostic);
            // Nobody knows which of the two is meant, and with what it holds.
            cx.unread.push(Unread { span: entry.value.span, key: en.to_owned(), is_public: true });
            continue;
        }
        seen[index] = Some(entry.key_span);
        given[index] |= !comments::is_blank(&entry.value, &key.kind);
        set(key.en, &entry.value, cx);
    }
    if let Some(again) = again {
        // Where a line before it could not be read, that is the one with the dash.
        let is_told = entries[..again].iter().any(|entry| matches!(entry.value.data, Data::Lost));
        lost_dash(&entries[again..], what, is_told, cx);
    }
    let missing = keys.iter().zip(&given).filter(|(key, given)| key.need == Need::Required && !**given);
    let may_be_lost = |key: &Key| lost.iter().any(|lines| lines.contains(key.zh) || lines.contains(key.en));
    for (key, _) in missing.filter(|(key, _)| !unsure && !may_be_lost(key)) {
        let empty = keys.iter().position(|other| other.en == key.en).and_then(|index| seen[index]);
        let place = empty.map_or_else(|| MissingAt::Record(node.head()), MissingAt::Key);
        missing_key(key, place, what, record_label(entries), &mut cx.out);
    }
    Some(())
}

/// Declares a record: the struct, its table of keys, and how it is read. One line a key:
/// `field: Type, "english" "中文", Need, "meaning 中文", "meaning English", "example";`
macro_rules! shape {
    ($(#[$meta:meta])* $name:ident $what_en:literal $what_zh:literal {
        $($field:ident: $type:ty, $en:literal $zh:literal, $need:ident, $doc_zh:literal, $doc_en:literal, $example:literal;)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            /// The place that stands for the whole record.
            pub at: $crate::source::Span,
            $(#[doc = $doc_en] pub $field: Option<$crate::source::At<$type>>,)*
        }

        impl $name {
            /// Its keys, in the order of the reference.
            pub const KEYS: &'static [$crate::load::kind::Key] = &[$($crate::load::kind::Key {
                en: $en,
                zh: $zh,
                kind: <$type as $crate::load::shape::Decode>::KIND,
                need: $crate::load::kind::Need::$need,
                doc: $crate::diagnostic::Said { zh: $doc_zh, en: $doc_en },
                example: $example,
            },)*];
            /// What one record is called.
            pub const WHAT: $crate::diagnostic::Said = $crate::diagnostic::Said { zh: $what_zh, en: $what_en };
        }

        impl $crate::load::moved::Moved for $name {
            fn shift(&mut self, by: i64) {
                $crate::load::moved::Moved::shift(&mut self.at, by);
                $($crate::load::moved::Moved::shift(&mut self.$field, by);)*
            }
        }

        impl $crate::load::shape::Decode for $name {
            const KIND: $crate::load::kind::ValueKind = $crate::load::kind::ValueKind::Record(Self::KEYS);

            fn decode(
                node: &$crate::load::tree::Node<'_>,
                cx: &mut $crate::load::context::Context<'_>,
            ) -> Option<Self> {
                let mark = cx.out.mark();
                let mut this = $name { at: node.head(), $($field: None,)* };
                $crate::load::shape::read_record(node, Self::KEYS, &Self::WHAT, cx, |key, value, cx| match key {
                    $($en => this.$field = $crate::load::shape::read(value, cx),)*
                    _ => {}
                })?;
                if cx.out.errors_since(mark) || (!cx.unread.is_empty() && node.has_lost()) {
                    cx.faulty.push(this.at);
                }
                Some(this)
            }
        }
    };
}
pub(crate) use shape;
