//! What a cell says, by the kind of value that its key takes. What is unclear is told and not taken.

use rust_decimal::Decimal;

use super::dates;
use super::draft::{DraftValue, RecordKind};
use super::names::{self, Who};
use super::phones::{self, SIGNS};
use crate::characters;
use crate::check;
use crate::diagnostic::Text;
use crate::filename;
use crate::load::kind::{Choice, Key, ValueKind};
use crate::load::spelling::{self, narrow};
use crate::private::Private;
use crate::table::{Cell, Number, Value};
use crate::text;

/// What a cell holds that holds nothing.
const NOTHING: &[&str] = &["-", "--", "—", "——", "–", "/", "\\", "N/A", "n/a", "无", "暂无", "空"];

/// Units that may stand behind a number.
const UNITS: &[&str] = &[
    "平方公里",
    "平方千米",
    "km²",
    "km2",
    "户次",
    "人次",
    "户",
    "人",
    "口人",
    "口",
    "名",
    "次",
    "天",
    "%",
    "个",
    "分",
    "元",
    "场",
    "公里",
];

/// Greatest whole number of which a spreadsheet keeps every digit, and one.
const LOSSY: f64 = 1e15;

/// What `cell` says for `key` of a record of `kind`; `None` where it says nothing.
pub(super) fn read(kind: RecordKind, key: &'static Key, cell: &Cell) -> Result<Option<DraftValue>, Text> {
    if let ValueKind::Date = key.kind {
        let typed = written(&cell.value)?;
        if is_nothing(&typed) {
            return Ok(None);
        }
        return Ok(dates::day(&cell.value, ["due", "to"].contains(&key.en))?.map(DraftValue::Day));
    }
    let typed = written(&cell.value)?;
    let typed = typed.trim();
    if typed.is_empty() || (is_nothing(typed) && !matches!(key.kind, ValueKind::Bool)) {
        return Ok(None);
    }
    let inner = match key.kind {
        ValueKind::Several(inner) => inner,
        ref kind => kind,
    };
    let value = match inner {
        ValueKind::Text if key.en == "code" => DraftValue::Text(code(typed)?),
        ValueKind::Text | ValueKind::Markdown => match key.kind {
            ValueKind::Several(_) => {
                let parts =
                    typed.split(['、', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
                DraftValue::List(
                    parts.map(|part| plain(part).map(DraftValue::Text)).collect::<Result<_, _>>()?,
                )
            }
            _ => DraftValue::Text(plain(&lines(typed, matches!(inner, ValueKind::Markdown)))?),
        },
        ValueKind::Id => DraftValue::Text(id(typed)?),
        ValueKind::Phone => DraftValue::Text(phones::one(typed)?),
        ValueKind::Bool => match truth(typed, key) {
            Some(truth) => DraftValue::Truth(truth?),
            None => return Ok(None),
        },
        ValueKind::Count => DraftValue::Whole(whole(&cell.value, typed)?),
        ValueKind::Number => DraftValue::Number(number(&cell.value, typed)?),
        ValueKind::Choice(choices) => DraftValue::Choice(choice(typed, choices)?),
        ValueKind::Reference(what) => match key.kind {
            // A grid's name may be broken over two lines.
            ValueKind::Several(_) if *what == "grid" => {
                let parts =
                    typed.split(['、', '，', ',', ';', '；', '/']).map(tight).filter(|part| !part.is_empty());
                DraftValue::List(parts.map(DraftValue::Reference).collect())
            }
            ValueKind::Several(_) => {
                DraftValue::List(parts(typed).map(|part| DraftValue::Reference(tight(part))).collect())
            }
            _ => DraftValue::Reference(tight(typed)),
        },
        _ => {
            return Err(text!(
                "这一项不能从表里读，请写在记录里",
                "this cannot be read from a table: write it into the records"
            ));
        }
    };
    let is_concealed = matches!(key.kind, ValueKind::Phone)
        || kind == RecordKind::Household && ["people", "label"].contains(&key.en);
    Ok(Some(match is_concealed {
        true => DraftValue::Private(Private::new(Box::new(value))),
        false => value,
    }))
}

/// What `text` says for `key` of a record of `kind`, as it is typed elsewhere than in a table.
pub fn typed(kind: RecordKind, key: &'static Key, text: &str) -> Result<Option<DraftValue>, Text> {
    if kind == RecordKind::Member && key.en == "name" {
        return match names::people(text)? {
            Who::People(names) if names.len() == 1 => Ok(names.into_iter().next().map(DraftValue::Text)),
            _ => Err(text!("写一个人的姓名", "give the name of one person")),
        };
    }
    read(kind, key, &Cell { row: 0, column: 0, value: Value::Text(text.to_owned()), formula: false })
}

/// What `cell` says for a column that is private, as one value or, of phones, several.
pub(super) fn private(label: &str, cell: &Cell) -> Result<Vec<String>, Text> {
    let typed = written(&cell.value)?;
    let typed = typed.trim();
    if typed.is_empty() || ["-", "—", "/"].contains(&typed) {
        return Ok(Vec::new());
    }
    if ["电话", "手机", "联系方式"].iter().any(|part| label.contains(part)) {
        // A masked number, or a remark beside it, is kept as it stands: it is nobody's to dial.
        return Ok(phones::all(typed).unwrap_or_else(|_| vec![lines(typed, false)]));
    }
    Ok(vec![lines(typed, false)])
}

/// What a cell says, as a person would write it.
pub(super) fn written(value: &Value) -> Result<String, Text> {
    match value {
        Value::Text(text) if is_scientific(text) => Err(lost()),
        Value::Text(text) => Ok(text.trim().to_owned()),
        Value::Number(number) => digits(number),
        Value::Date(day) => Ok(day.to_string()),
        Value::Truth(truth) => Ok(if *truth { "是" } else { "否" }.to_owned()),
        Value::Error(_) => Err(text!(
            "公式出错；在表里改好公式再导入",
            "the formula in this cell has an error: mend it in the table"
        )),
    }
}

/// Whether `text` stands for nothing at all.
pub(super) fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.trim())
}

fn lost() -> Text {
    text!(
        "表格软件把数字存丢了几位；把单元格设成文本，照原件重填",
        "the spreadsheet has lost digits of this number: make the cell text and type it again"
    )
}

/// `1.39E+10`
fn is_scientific(text: &str) -> bool {
    let narrowed = narrow(text).to_uppercase();
    let Some((head, power)) = narrowed.split_once("E+") else { return false };
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number(head) && is_number(power)
}

/// A number as a person would write it: 17.7, not 17.700000000000003.
fn digits(number: &Number) -> Result<String, Text> {
    let value = number.value;
    if !value.is_finite() || value.abs() >= LOSSY {
        return Err(lost());
    }
    if number.percent {
        return Ok(format!("{}%", rounded(value * 100.0)?.normalize()));
    }
    if value.fract() == 0.0 {
        let width = usize::from(number.least_digits.min(18));
        return Ok(format!("{value:0width$.0}"));
    }
    Ok(rounded(value)?.normalize().to_string())
}

/// `value` with the fifteen digits that spreadsheets keep.
fn rounded(value: f64) -> Result<Decimal, Text> {
    Decimal::from_scientific(&format!("{value:.14e}")).map_err(|_| lost())
}

/// Text that goes into what is published: personal numbers do not.
fn plain(text: &str) -> Result<String, Text> {
    match check::mask(text) == text {
        true => Ok(text.lines().map(characters::plain).collect::<Vec<_>>().join("\n")),
        false => Err(text!(
            "里面有身份证号、银行卡号或手机号，不能公开；移到别的列",
            "it holds an ID, card or mobile number, which must not be published: move it to another column"
        )),
    }
}

/// Lines without what surrounds them; as one where the key takes one only.
fn lines(text: &str, is_markdown: bool) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(if is_markdown { "\n" } else { " " })
}

/// Without any blanks between Chinese characters, as names are referred to.
pub(super) fn tight(text: &str) -> String {
    let (name, _) = spelling::name(&characters::plain(text));
    match spelling::joined(&name) {
        Some(joined) => joined,
        None if name.is_ascii() => name.trim().to_owned(),
        None => name.split_whitespace().collect(),
    }
}

fn id(typed: &str) -> Result<String, Text> {
    let id: String = narrow(typed).split_whitespace().collect();
    if !filename::is_id(&id) || check::mask(&id) != id {
        return Err(text!(
            "不能用作编号；只用文字、数字、- _ .",
            "this cannot be an id: use letters, digits, `-`, `_` and `.`"
        ));
    }
    Ok(id)
}

fn code(typed: &str) -> Result<String, Text> {
    let code: String = narrow(typed).split_whitespace().collect();
    match code.contains(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))) {
        true => {
            Err(text!("不像编码；只写字母和数字", "this looks like no code: letters and digits are wanted"))
        }
        false => Ok(code),
    }
}

/// Yes or no; `None` where a mark says neither.
fn truth(typed: &str, key: &Key) -> Option<Result<bool, Text>> {
    let word: String = narrow(typed).to_uppercase().split_whitespace().collect();
    if is_nothing(&word) {
        return (word == "无").then_some(Ok(false));
    }
    if ["√", "✓", "✔", "☑", "是", "有", "1", "对", "Y", "YES", "TRUE", "同意", "已同意", "○", "V"]
        .contains(&&*word)
    {
        return Some(Ok(true));
    }
    if ["×", "✗", "✘", "☒", "□", "☐", "否", "0", "N", "NO", "FALSE", "不同意", "未同意", "X", "不是", "没有"]
        .contains(&&*word)
    {
        return Some(Ok(false));
    }
    if key.en == "party_member" {
        match &*word {
            "党员" | "中共党员" | "正式党员" | "中共正式党员" => return Some(Ok(true)),
            "群众" | "团员" | "共青团员" | "无党派" | "无党派人士" | "民主党派" | "非党员" =>
            {
                return Some(Ok(false));
            }
            "预备党员" | "中共预备党员" => {
                return Some(Err(text!(
                    "预备党员算不算党员由你们定；要登记就写“是”或“否”",
                    "whether a probationary member counts is for you to say: write 是 or 否"
                )));
            }
            _ => {}
        }
    }
    Some(Err(text!("看不出是或否；写“是”或“否”", "this is neither yes nor no: write 是 or 否")))
}

/// The number in `typed`, with a unit behind it or without.
fn number(value: &Value, typed: &str) -> Result<Decimal, Text> {
    if let Value::Number(number) = value
        && !number.percent
    {
        return Ok(rounded(number.value)?.normalize());
    }
    let narrowed = narrow(typed);
    let spelled = spelling::number(&without_commas(&narrowed).unwrap_or(narrowed), UNITS);
    spelled.map(|read| read.value.normalize()).ok_or_else(|| {
        text!(
            "不是确定的数；只写数字，不写“约”和文字",
            "this is no definite number: write digits only, nothing approximate"
        )
    })
}

/// `1,031` without the signs between its thousands.
fn without_commas(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    let mut groups = text[..end].split(',');
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = !rest.is_empty() && rest.iter().all(|group| group.len() == 3);
    is_grouped.then(|| format!("{first}{}{}", rest.concat(), &text[end..]))
}

fn whole(value: &Value, typed: &str) -> Result<u32, Text> {
    let number = number(value, typed)?;
    u32::try_from(number)
        .ok()
        .filter(|whole| Decimal::from(*whole) == number)
        .ok_or_else(|| text!("不是从 0 起的整数", "this is no whole number from 0"))
}

fn choice(typed: &str, choices: &'static [Choice]) -> Result<&'static Choice, Text> {
    let word = tight(typed);
    choices.iter().find(|choice| choice.zh == word || choice.en == word).ok_or_else(|| {
        let zh = choices.iter().map(|choice| choice.zh).collect::<Vec<_>>().join("、");
        let en = choices.iter().map(|choice| choice.en).collect::<Vec<_>>().join(", ");
        text!("不在可选的词里（{zh}）", "this is none of the words to choose from ({en})")
    })
}

/// A score out of `max`; `None` where nothing was given. Scores are not repeated.
pub(super) fn score(cell: &Cell, max: Decimal) -> Result<Option<Decimal>, Text> {
    let typed = written(&cell.value)?;
    let word = tight(&typed);
    const UNRATED: &[&str] =
        &["请假", "未评", "免评", "缺席", "不评", "未参评", "未评定", "外出", "弃权", "缺", "空白"];
    if word.is_empty() || is_nothing(&word) || UNRATED.contains(&&*word) {
        return Ok(None);
    }
    let lit = word.chars().filter(|c| *c == '★').count();
    let stars = word.chars().filter(|c| matches!(c, '★' | '☆')).count();
    let score = match stars == word.chars().count() {
        true if Decimal::from(stars) == max => Decimal::from(lit),
        true => {
            return Err(text!(
                "星数不是得分；要写得分，满分 {max}",
                "stars are no score: give the score out of {max}"
            ));
        }
        false => number(&cell.value, &word).map_err(|_| {
            text!("不是得分；写数字，满分 {max}", "this is no score: write a number out of {max}")
        })?,
    };
    match score.is_sign_negative() || score > max {
        true => Err(text!("得分超出 0 到 {max}", "the score lies outside 0 to {max}")),
        false => Ok(Some(score)),
    }
}

/// The parts of a cell that lists several things.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(SIGNS).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests;
