//! What a private value tells, by its key and its shape: the texts that no file may hold. `docs/privacy.md` says the same.

use std::sync::LazyLock;

use super::names::{self, Speaks};
use super::seek::text;
use super::sense::{Sense, Told, is_digit};
use super::words;
use crate::calendar::AsOf;
use crate::load::compound::Detail;
use crate::load::spelling;
use crate::reading::{Letters, is_han, letters};
use crate::word_list::word_list;

mod about;
mod beside;
mod numbers;

use about::About;
pub(super) use beside::{LIST, NEAR, is_told};
pub(super) use numbers::{is_personal, of_day};

/// Weight of a Han character, against 1 of others.
const HAN: usize = 2;
/// From this weight on a remark counts anywhere; from the other on where it stands alone, of an address with a number
/// from the last.
const LONG: usize = 8 * HAN;
const SHORT: usize = 6 * HAN;
const NUMBERED: usize = 5 * HAN;
/// From this weight on it is never an ordinary phrase, and how long a category may be.
const DISTINCT: usize = 20 * HAN;
const CATEGORY: usize = 8;
/// How phrases end that say what somebody, or something, is one of.
const CLASSES: [&str; 53] = word_list(
    "员 户 对象 家庭 代表 岗位 岗 主体 者 负责人 老人 儿童 妇女 家属 军人 学生 党员 干部 保险 补贴 津贴 补助 \
    救助 供养 职工 农民 工 证 金 组 队 社 站 所 村 会 费 项目 工程 政策 保障 待遇 服务 人员 残疾人 协议 合同 \
    医保 社保 手续 培训 体检 签约",
);
/// Characters, and words, of sentences about somebody.
const TELLS: &str = "他她在因与欠患被没不无";
const SELVES: [&str; 4] = ["自己", "家中", "家里", "其子"];
/// What is counted: behind a numeral it tells something.
const COUNTED: &str = "年月日岁号元亩口次万千百个名间头只";

/// Units of places, as addresses name them one after the other.
const UNITS: &str = "省市县区镇乡村";

/// The least letters of an account's name; of one below a key for such.
const ACCOUNT: usize = 6;
const ACCOUNT_BY_KEY: usize = 5;
/// The letters of provinces on plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领";

/// What a value below 内部 tells.
pub(super) fn of_detail(detail: &Detail, as_of: AsOf) -> Vec<Told> {
    let about = About::of_path(&detail.path);
    let value = detail.value.reveal();
    let mut told = Vec::new();
    if let Some(speaks) = about.speaks {
        let named = names::of_value(value, speaks);
        told.extend(named.iter().map(|name| (text(&letters(name)), Sense::Name)));
        if named.is_empty() {
            told.extend(foreign(value));
        }
    }
    let is_category = about.category && value.chars().count() <= CATEGORY;
    if told.is_empty() && !is_category {
        told.extend(remarks(value, about.address));
        if about.address {
            told.extend(ends_of_address(value));
        }
    }
    let least = if about.telephone || about.account { numbers::BY_KEY } else { numbers::LEAST };
    told.extend(numbers::of(value, least));
    match about.birth || numbers::tells_birth(value) {
        true => told.extend(numbers::days(value, as_of)),
        false => told.extend(numbers::days_of_identities(value, as_of)),
    }
    let sums = numbers::sums(value, about.sum);
    // 38650.50 is no number of seven digits.
    told.retain(|(text, sense)| *sense != Sense::Number || !sums.iter().any(|(sum, _)| sum == text));
    told.extend(sums);
    told.extend(accounts(value, about.account));
    told.extend(plates(value, about.plate));
    let key = detail.path.last().map(String::as_str).unwrap_or_default();
    told.extend(numbers::of(key, numbers::LEAST));
    // {徐德丽: 13906480894}, {成员: {徐德丽: 女}}
    let above = About::of_path(&detail.path[..detail.path.len().saturating_sub(1)]).speaks;
    let has_number = value.chars().filter(char::is_ascii_digit).count() >= numbers::LEAST;
    if names::speaks(&key.to_lowercase()).is_none() && (above.is_some() || has_number) {
        let named = names::of_value(key, Speaks::Kin);
        told.extend(
            named.iter().filter(|name| names::is_whole(name)).map(|name| (text(&letters(name)), Sense::Name)),
        );
    }
    told
}

/// What any other private text tells.
pub(super) fn of_text(value: &str) -> Vec<Told> {
    [remarks(value, false), numbers::of(value, numbers::LEAST), accounts(value, false)].concat()
}

/// A telephone number.
pub(super) fn of_number(value: &str) -> Vec<Told> {
    numbers::of(value, numbers::BY_KEY)
}

/// A name in letters that are not Han.
fn foreign(value: &str) -> Vec<Told> {
    let is_part = |c: char| (c.is_alphabetic() && !is_han(c)) || c.is_whitespace() || ".-'’·".contains(c);
    let lines = value.lines().filter(|line| line.chars().all(is_part)).map(letters);
    lines.filter(|line| line.units().len() >= ACCOUNT).map(|line| (text(&line), Sense::Account)).collect()
}

/// The distinctive parts of a remark, and the names in it.
fn remarks(value: &str, is_address: bool) -> Vec<Told> {
    let mut told = Vec::new();
    for line in value.lines() {
        let parts = line.split(['，', ',', '。', '；', ';', '！', '!', '？', '?', '：', ':', '、']);
        let found = parts.filter_map(|part| remark(part, is_address)).collect::<Vec<_>>();
        let is_whole = found.is_empty() || !line.contains(['，', ',', '。', '；', ';', '、', '：', ':']);
        told.extend(if is_whole { remark(line, is_address).into_iter().collect() } else { found });
    }
    told.extend(names::of_text(value).iter().map(|name| (text(&letters(name)), Sense::Name)));
    told
}

fn remark(part: &str, is_address: bool) -> Option<Told> {
    let read = letters(part);
    let (units, count) = (read.units(), read.units().len());
    let han = (0..count).filter(|at| read.is_han(*at)).count();
    let weight = han * HAN + count - han;
    let is_numbered = units.iter().any(|unit| is_digit(*unit));
    let least = if is_address && is_numbered { NUMBERED } else { SHORT };
    // Numbers and accounts are taken by themselves.
    if weight < least || han < 2 || (is_ordinary(part, &read) && weight < DISTINCT) {
        return None;
    }
    Some((text(&read), sense_of(weight)))
}

fn sense_of(weight: usize) -> Sense {
    if weight >= LONG { Sense::Remark } else { Sense::ShortRemark }
}

/// What of an address stands behind its village or street: 东街19号后院平房 in 岭上村东街19号后院平房.
fn ends_of_address(value: &str) -> Vec<Told> {
    let mut told = Vec::new();
    for (at, unit) in value.char_indices().filter(|(at, unit)| *at > 0 && UNITS.contains(*unit)) {
        let rest = &value[at + unit.len_utf8()..];
        // 村 of 村东街 is none.
        let is_whole = rest.contains(|c: char| c.is_ascii_digit() || c == '号');
        told.extend(Some(rest).filter(|_| is_whole).and_then(|rest| remark(rest, true)));
    }
    told
}

/// Whether a phrase says only what class of people or measure something belongs to, and nothing of anybody.
fn is_ordinary(part: &str, read: &Letters) -> bool {
    let units = read.units();
    static MEASURES: LazyLock<Vec<u16>> = LazyLock::new(|| letters(COUNTED).units().to_vec());
    let is_counted = |pair: &[u16]| is_digit(pair[0]) && MEASURES.contains(&pair[1]);
    let tells = part.contains(|c| TELLS.contains(c))
        || SELVES.iter().any(|word| part.contains(word))
        || names::tells_relation(part)
        || part.contains(|c: char| c.is_ascii_alphanumeric())
        || units.windows(2).any(is_counted);
    let part = part.trim().trim_end_matches(['）', ')', '”', '"', '。']);
    !tells && (CLASSES.iter().any(|class| part.ends_with(class)) || words::are_words(units))
}

/// Whether there are Latin letters, be they wide: most values have none.
fn is_latin(value: &str) -> bool {
    value.contains(|c: char| c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ'))
}

/// Names of accounts: letters with digits, or what stands below a key for such.
fn accounts(value: &str, by_key: bool) -> Vec<Told> {
    if !is_latin(value) {
        return Vec::new();
    }
    let narrow = spelling::narrow(value);
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.@".contains(c);
    let tokens = narrow.split(|c: char| !is_part(c)).map(|token| token.trim_matches(['-', '.', '_', '@']));
    let is_one = |token: &&str| {
        let count = token.chars().filter(char::is_ascii_alphanumeric).count();
        let marked = token.contains(|c: char| c.is_ascii_digit() || c == '_' || c == '@');
        let is_known = !by_key && is_product(token);
        let is_identity = count == 18 && token[..17].bytes().all(|byte| byte.is_ascii_digit());
        token.contains(|c: char| c.is_ascii_alphabetic())
            && !is_identity
            && !is_known
            && count >= if by_key { ACCOUNT_BY_KEY } else { ACCOUNT }
            && (by_key || marked)
    };
    tokens.filter(is_one).map(|token| (text(&letters(token)), Sense::Account)).collect()
}

/// Whether a word with a number is what everybody calls an illness or a thing: covid19.
fn is_product(token: &str) -> bool {
    const PRODUCTS: [&str; 10] =
        ["covid", "ncov", "windows", "win", "office", "android", "iphone", "ipad", "huawei", "xiaomi"];
    let name = token.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').to_ascii_lowercase();
    PRODUCTS.contains(&&*name)
}

/// Plates: a province, a letter, five or six signs; without the province only below a key for such.
fn plates(value: &str, by_key: bool) -> Vec<Told> {
    if !is_latin(value) {
        return Vec::new();
    }
    let narrow = spelling::narrow(value).to_uppercase();
    let mut told = Vec::new();
    for (at, province) in narrow.char_indices().filter(|(_, c)| PROVINCES.contains(*c)) {
        let rest = &narrow[at + province.len_utf8()..];
        let is_within = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '·' | '•' | ' ' | '-' | '.');
        let signs: String = rest.chars().take_while(is_within).filter(char::is_ascii_alphanumeric).collect();
        if signs.starts_with(|c: char| c.is_ascii_alphabetic())
            && (6..=7).contains(&signs.len())
            && signs.contains(|c: char| c.is_ascii_digit())
        {
            told.push((text(&letters(&format!("{province}{signs}"))), Sense::Plate));
            told.extend(by_key.then(|| (text(&letters(&signs)), Sense::Account)));
        }
    }
    told
}

#[cfg(test)]
mod tests;
