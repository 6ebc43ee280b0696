//! The board's own internal report and internal sheets of an export, which must not be published, by what stands in each
//! form of them.

use memchr::memmem;

/// Letters of titles, of the heads of tables, in both languages: one of these is enough.
const SIGNS: [&str; 12] = [
    "内部报告只供内部使用不得公开",
    "internalreportnottobepublished",
    "栏目办法期间对象编号名称阶段总分",
    "sectionschemeperiodkindidnamestagetotal",
    "月份名称编号自评互评群众参评拟定核定",
    "monthnameidselfpeerpublicproposedapproved",
    "内部资料只供内部使用不得公开",
    "internaldatanottobepublished",
    "户编号门牌公示名人口",
    "iddoorlabelpeople",
    "办法月份阶段",
    "schememonthstage",
];
/// Keys for programs: all of these.
const KEYS: [&str; 4] = ["below_threshold", "missing_months", "not_approved", "without_commitments"];
/// What every form has one of.
const COMMON: [&str; 9] =
    ["内部报告", "nternal", "栏目", "ection", "月份", "onth", "内部资料", "公示名", "abel"];

/// Bytes of the shortest of these signs: what is shorter, as most names and doors are, need not be searched.
const SHORTEST: usize = "schememonthstage".len();

/// Whether `text` is such a report or sheet, or holds one.
pub fn is_report(text: &str) -> bool {
    if text.len() < SHORTEST {
        return false;
    }
    let has = |word: &str| memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    if KEYS.iter().all(|key| has(key)) {
        return true;
    }
    if !COMMON.iter().any(|word| has(word)) {
        return false;
    }
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    SIGNS.iter().any(|sign| memmem::find(letters.as_bytes(), sign.as_bytes()).is_some())
}
