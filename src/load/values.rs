//! How each kind of value is read from YAML, with the problem told when it cannot be.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

pub use super::lists::{List, Several};
use super::scalars::{TEXT, fixed, settle, unseen, word};
use super::shape::{Choice, Context, Decode, ValueKind};
use super::spelling::{self, Misdated};

pub use super::texts::{Code, MarkdownText, MemberRef, PersonName, TextPairs};
use super::texts::{has_all_digits, reference, spelt_out};
use super::tree::{Data, Node};
use super::{advice, rules};
use crate::calendar::{Month, NaiveDate, Period};
use crate::characters;
use crate::diagnostic::{Cause, Diagnostic, Said};
use crate::filename;
use crate::private::Private;
use crate::suggest::closest;
use crate::text;

/// An id in NFC. Where it cannot be used, that was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id(pub String);

/// Whether other programs take `word` for a yes or no.
pub fn is_like_boolean(word: &str) -> bool {
    ["no", "on", "off", "yes", "true", "false", "null"].contains(&&*word.to_lowercase())
}

impl Decode for Id {
    const KIND: ValueKind = ValueKind::Id;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Id> {
        let typed = word(node, &TEXT, cx)?;
        has_all_digits(typed, node, cx)?;
        let id: String = spelt_out(typed, node, cx).nfc().collect();
        if let Some((_, c)) = characters::invisible(&id) {
            let code = u32::from(c);
            let message = text!(
                "编号“{id}”里有看不见的字符 U+{code:04X}",
                "the id `{id}` holds an invisible character, U+{code:04X}"
            );
            let plain = characters::plain(&id).into_owned();
            let help = text!("删去它，写成“{plain}”。", "Delete it: write `{plain}`.");
            let problem = Diagnostic::new(&rules::ID_INVALID, node.span, message).help(help);
            cx.out.push(match cx.written(node) {
                Some(written) => problem.fix(plain.clone()).at(written),
                None => problem,
            });
            return Some(Id(plain));
        }
        if !filename::is_id(&id) {
            let message = text!("编号“{id}”不能用", "the id `{id}` cannot be used");
            let help = text!(
                "只用文字、数字、- _ .，不含空格和斜杠，不以点开头或结尾，不是 con、nul、com1 之类。",
                "Use letters, digits, `-`, `_` and `.`; no spaces or slashes, no dot at either end, no device name such as con, nul or com1."
            );
            cx.out.push(Diagnostic::new(&rules::ID_INVALID, node.span, message).help(help));
            // What refers to it by the same text is not at fault.
            return Some(Id(id));
        }
        if is_like_boolean(&id) && matches!(node.data, Data::Scalar { quoted: false, .. }) {
            let message = text!("编号“{id}”读作文字", "the id `{id}` is read as text");
            let help = text!(
                "别的程序会把它当成是/否，请加引号：\"{id}\"。",
                "Other programs take it for a yes or no; put it in quotes: \"{id}\"."
            );
            cx.out.push(Diagnostic::new(&rules::ID_LIKE_BOOLEAN, node.span, message).help(help));
        }
        Some(Id(id))
    }
}

/// A reference by id or name, in NFC.
macro_rules! references {
    ($($(#[$doc:meta])* $name:ident => $what:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(pub String);

        impl Decode for $name {
            const KIND: ValueKind = ValueKind::Reference($what);

            fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<$name> {
                word(node, &TEXT, cx).map(|text| $name(reference(text, node, cx)))
            }
        }
    )*};
}

references! {
    /// A grid.
    GridRef => "grid",
    /// A household or a range of them.
    HouseholdRef => "household",
    /// A network.
    NetworkRef => "network",
    /// A level.
    LevelRef => "level",
    /// A rating scheme.
    SchemeRef => "scheme",
    /// A cadence.
    CadenceRef => "cadence",
    /// An item of the disclosure catalogue.
    DisclosureRef => "disclosure",
}

/// A phone number as dialled; it may be without consent.
#[derive(Clone, Debug, PartialEq)]
pub struct Phone(pub Private<String>);

impl Decode for Phone {
    const KIND: ValueKind = ValueKind::Phone;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Phone> {
        cx.hidden.push(node.span);
        let text = word(node, &Said { zh: "电话号码", en: "a phone number" }, cx)?;
        let narrowed = spelling::narrow(text);
        has_all_digits(&narrowed, node, cx)?;
        let spelled = spelling::phone(text);
        if let Some(regular) = spelled.regular {
            // Not echoed: the number may be without consent.
            let message = match spelling::without_decimals(&narrowed) {
                Some(_) => text!(
                    "电话后面的“.0”是 Excel 加的，已去掉",
                    "the `.0` that Excel puts behind a number was taken off a phone number"
                ),
                None => text!(
                    "电话里的空格、横线、+86 或全角数字已去掉",
                    "spaces, dashes, +86 or full-width digits were taken out of a phone number"
                ),
            };
            cx.out.push(fixed(
                Diagnostic::new(&rules::SPELLING_NORMALISED, node.span, message),
                node,
                regular,
                cx,
            ));
        }
        Some(Phone(Private::new(spelled.value)))
    }
}

impl Decode for bool {
    const KIND: ValueKind = ValueKind::Bool;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<bool> {
        let text = word(node, &Said { zh: "是或否", en: "true or false" }, cx)?;
        match text.trim() {
            "是" | "true" | "True" | "TRUE" => Some(true),
            "否" | "false" | "False" | "FALSE" => Some(false),
            other => {
                let message = text!("“{other}”不是“是/否”", "`{other}` is neither true nor false");
                let help = text!("写“是”或“否”（true 或 false）。", "Write `true` or `false` (是 or 否).");
                let help = unseen(other).unwrap_or(help);
                cx.out.push(Diagnostic::new(&rules::BOOLEAN_INVALID, node.span, message).help(help));
                None
            }
        }
    }
}

fn number(node: &Node<'_>, units: &[&str], cx: &mut Context<'_>) -> Option<Decimal> {
    let text = word(node, &Said { zh: "数字", en: "a number" }, cx)?;
    match spelling::number(text, units) {
        Some(spelled) => Some(settle(spelled, node, cx)),
        None => {
            let message = text!("“{text}”不是数字", "`{text}` is not a number");
            let problem = Diagnostic::new(&rules::NUMBER_INVALID, node.span, message);
            let help = unseen(text).unwrap_or_else(|| advice::number(text));
            cx.out.push(problem.help(help).cause(Cause::form("number", text)));
            None
        }
    }
}

impl Decode for Decimal {
    const KIND: ValueKind = ValueKind::Number;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Decimal> {
        number(node, &["分"], cx)
    }
}

impl Decode for u32 {
    const KIND: ValueKind = ValueKind::Count;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<u32> {
        let value = number(node, &["户", "人", "次", "天", "%", "个"], cx)?;
        let whole = u32::try_from(value).ok().filter(|whole| Decimal::from(*whole) == value);
        if whole.is_none() {
            let message = text!("{value} 不是从 0 起的整数", "{value} is not a whole number from 0");
            let help = text!(
                "写从 0 起的整数，例如 85；比例换算成百分数。",
                "Write a whole number such as 85; turn a share into a percentage."
            );
            cx.out.push(Diagnostic::new(&rules::NUMBER_INVALID, node.span, message).help(help));
        }
        whole
    }
}

macro_rules! calendar_values {
    ($($type:ty, $kind:ident, $read:path, $advice:path, $rule:ident, $zh:literal, $en:literal, $one_zh:literal, $one_en:literal;)*) => {$(
        impl Decode for $type {
            const KIND: ValueKind = ValueKind::$kind;

            fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<$type> {
                let text = word(node, &Said { zh: $zh, en: $en }, cx)?;
                let advice = match $read(text) {
                    Ok(spelled) => return Some(settle(spelled, node, cx)),
                    Err(Misdated::NoSuch(why)) => {
                        let (zh, en) = ($one_zh, $one_en);
                        let message = text!("没有“{text}”{zh}", "there is no {en} `{text}`");
                        cx.out.push(Diagnostic::new(&rules::$rule, node.span, message).help(why));
                        return None;
                    }
                    Err(Misdated::Form(advice)) => advice,
                    Err(Misdated::Odd) => $advice(text),
                };
                let (zh, en) = ($zh, $en);
                let message = text!("“{text}”读不成{zh}", "`{text}` cannot be read as {en}");
                let help = unseen(text).unwrap_or(advice);
                let problem = Diagnostic::new(&rules::$rule, node.span, message).help(help);
                cx.out.push(problem.cause(Cause::form(en, text)));
                None
            }
        }
    )*};
}

calendar_values! {
    NaiveDate, Date, spelling::date, advice::date, DATE_INVALID, "日期", "a date", "这一天", "day";
    Month, Month, spelling::month, advice::month, MONTH_INVALID, "月份", "a month", "这个月", "month";
    Period, Period, spelling::period, advice::period, MONTH_INVALID, "期间", "a period", "这一期", "period";
}

/// From when something is counted: a day or a month.
#[derive(Clone, Copy, Debug)]
pub struct Start(pub Month);

impl Decode for Start {
    const KIND: ValueKind = ValueKind::DayOrMonth;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Start> {
        let text = word(node, &Said { zh: "日期或月份", en: "a day or a month" }, cx)?;
        match spelling::month(text) {
            Ok(spelled) => Some(Start(settle(spelled, node, cx))),
            Err(_) => NaiveDate::decode(node, cx).map(|day| Start(Month::of(day))),
        }
    }
}

/// Looks `node`'s word up in `choices`.
pub fn choice(node: &Node<'_>, choices: &'static [Choice], cx: &mut Context<'_>) -> Option<usize> {
    let word = word(node, &TEXT, cx)?;
    let found = choices.iter().position(|choice| choice.en == word || choice.zh == word);
    if found.is_none() {
        let zh = choices.iter().map(|choice| choice.zh).collect::<Vec<_>>().join("、");
        let en = choices.iter().map(|choice| choice.en).collect::<Vec<_>>().join(", ");
        let message = text!("“{word}”不在可选的词里", "`{word}` is none of the words to choose from");
        let help = match closest(word, choices.iter().flat_map(|choice| [choice.en, choice.zh])) {
            Some(guess) => {
                text!("是不是“{guess}”？可写：{zh}。", "Did you mean `{guess}`? The words are {en}.")
            }
            None => text!("可写：{zh}。", "The words are {en}."),
        };
        cx.out.push(Diagnostic::new(&rules::VALUE_UNKNOWN, node.span, message).help(help));
    }
    found
}

/// Declares enums that are read as choices: `Type { Variant = "english" "中文", … }`. With `impl` it is declared elsewhere.
macro_rules! choices {
    (impl $type:ty { $($variant:ident = $en:literal $zh:literal),* $(,)? }) => {
        impl $crate::load::moved::Moved for $type {
            fn shift(&mut self, _: i64) {}
        }

        impl Decode for $type {
            const KIND: ValueKind = ValueKind::Choice(&[$(Choice { en: $en, zh: $zh }),*]);

            fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<$type> {
                const CHOICES: &[Choice] = &[$(Choice { en: $en, zh: $zh }),*];
                const VALUES: &[$type] = &[$(<$type>::$variant),*];
                choice(node, CHOICES, cx).map(|index| VALUES[index].clone())
            }
        }
    };
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $en:literal $zh:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $zh] $variant,)*
        }

        $crate::load::values::choices! { impl $name { $($variant = $en $zh),* } }
    )*};
}
pub(crate) use choices;
