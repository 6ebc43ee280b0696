//! What a table lists, by its header and the titles above it.

use super::dates::{self, Named};
use super::draft::RecordKind::{self, *};
use super::header::{Column, Table};
use super::words::{self, Word, meaning, normal};

/// A column's header, in the words by which it is known.
#[derive(Debug)]
pub(super) struct Head<'t> {
    /// The column.
    pub column: &'t Column,
    /// Its own header without blanks and brackets, or what `--map` says it means.
    pub word: String,
    /// What stands in brackets behind it.
    pub bracket: String,
    /// The header above it, in the same form.
    pub group: String,
    /// Whether `--map` says what it means.
    pub is_mapped: bool,
    /// The person and the detail that it names at once: 网格长电话.
    pub detail: Option<(String, String)>,
}

impl Head<'_> {
    /// What it means in a table of `kind`.
    pub(super) fn meaning(&self, kind: RecordKind) -> Option<Word> {
        let joined = || format!("{}{}", self.group, self.word);
        meaning(kind, &self.word)
            .or_else(|| if self.group.is_empty() { None } else { meaning(kind, &joined()) })
    }

    /// The month that it names, with the year above it.
    pub(super) fn month(&self) -> Option<Named> {
        dates::month(&format!("{}{}", self.group, self.word)).or_else(|| dates::month(&self.word))
    }

    /// Whether it stands for this key of `kind`.
    fn is(&self, kind: RecordKind, en: &str) -> bool {
        matches!(self.meaning(kind), Some(Word::Key(key)) if key.en == en)
    }

    /// Whether it, or the header above it, has this part.
    pub(super) fn holds(&self, part: &str) -> bool {
        self.word.contains(part) || self.group.contains(part)
    }
}

/// The headers of `table`; `mapped` names the meaning of some by letters or header.
pub(super) fn heads<'t>(table: &'t Table, mapped: &[(String, String)]) -> Vec<Head<'t>> {
    let head = |column: &'t Column| {
        let (word, bracket) = normal(&column.own);
        let letters = crate::table::letters(column.at).to_lowercase();
        let full = column.header();
        let is_it = |name: &str| name.to_lowercase() == letters || name == full || normal(name).0 == word;
        let meant = mapped.iter().find(|(name, _)| is_it(name)).map(|(_, key)| key.to_lowercase());
        let detail = words::detail_of_person(&word).filter(|_| meant.is_none() && column.group.is_empty());
        let detail = detail.map(|(person, detail)| (person.to_owned(), detail.to_owned()));
        Head {
            column,
            is_mapped: meant.is_some(),
            detail,
            word: meant.unwrap_or(word),
            bracket,
            group: normal(&column.group).0,
        }
    };
    table.columns.iter().map(head).collect()
}

/// What the table with these headers lists, below `titles` (its own, the sheet's, the file's).
pub(super) fn kind(heads: &[Head<'_>], titles: &str) -> Option<RecordKind> {
    let has = |kind, en: &str| heads.iter().any(|head| head.is(kind, en));
    let any = |keys: &[&str], kind| keys.iter().any(|en| has(kind, en));
    let speaks_of = |part: &str| titles.contains(part) || heads.iter().any(|head| head.holds(part));
    let dated = ["走访日期", "走访时间", "活动日期", "活动时间", "开展时间", "巡查时间", "巡查日期"];
    let is_dated = heads.iter().any(|head| dated.contains(&&*head.word));
    let numbers_households = heads.iter().any(|head| head.is(Household, "id") && head.word.contains('户'));
    if is_dated && has(Activity, "title") && !numbers_households {
        return Some(Activity);
    }
    let promises = speaks_of("承诺") || speaks_of("践诺");
    if promises
        && any(&["title", "detail"], Commitment)
        && any(&["made", "due", "target", "outcome"], Commitment)
    {
        return Some(Commitment);
    }
    if has(Reply, "question") && any(&["asked", "answer", "answered"], Reply) {
        return Some(Reply);
    }
    if has(Service, "name")
        && any(&["time_limit", "materials", "fee", "window"], Service)
        && !has(Member, "title")
    {
        return Some(Service);
    }
    let is_door = |head: &Head<'_>| {
        head.is(Household, "door") || (head.is(Household, "id") && head.word.contains('户'))
    };
    if heads.iter().any(|head| is_door(head) || head.holds("户主")) {
        return Some(Household);
    }
    if is_ledger(heads) {
        return Some(Grid);
    }
    if is_staff(heads, titles) {
        return Some(Member);
    }
    // Nothing but grids, and where they lie.
    let is_place = |head: &Head<'_>| match head.meaning(Grid) {
        Some(Word::Key(key)) => ["id", "name", "level", "parent", "code"].contains(&key.en),
        Some(Word::Village | Word::Idle) => true,
        _ => false,
    };
    if heads.len() > 1 && has(Grid, "name") && heads.iter().all(is_place) {
        return Some(Grid);
    }
    let is_activity = ["台账", "活动", "走访", "巡查", "记录"].iter().any(|part| titles.contains(part));
    let is_dated = has(Activity, "date") && any(&["title", "cadence", "count"], Activity);
    (is_dated && is_activity).then_some(Activity)
}

/// Whether each row is a grid: it has a grid's name, and something that only a grid has.
fn is_ledger(heads: &[Head<'_>]) -> bool {
    let has = |en: &str| heads.iter().any(|head| head.is(Grid, en));
    let persons =
        heads.iter().filter(|head| words::is_person(&head.word) || words::is_name(&head.word)).count();
    let lead = heads.iter().any(|head| words::is_lead(&head.word) && head.word != "负责人");
    let facts = ["code", "households", "population", "area_km2", "parent", "level", "place", "services"];
    let facts = facts.iter().any(|en| has(en)) || heads.iter().any(|head| head.word == "网格编号");
    let has_title = heads.iter().any(|head| head.is(Member, "title"));
    let plain_name =
        heads.iter().any(|head| ["姓名", "名字"].contains(&&*head.word) && head.group.is_empty());
    has("name") && !plain_name && (facts || lead) && !(has_title && persons == 1 && !facts)
}

/// Whether each row is somebody who answers for a place, and not a resident: that must be said, since members are shown.
fn is_staff(heads: &[Head<'_>], titles: &str) -> bool {
    let has = |en: &str| heads.iter().any(|head| head.is(Member, en));
    let is_named = heads.iter().any(|head| words::is_name(&head.word) || words::is_person(&head.word));
    let persons = heads.iter().any(|head| words::is_person(&head.word) || words::is_person(&head.group));
    let has_duty = ["title", "covers", "duties", "phone_public"].iter().any(|en| has(en));
    let is_said = persons || has_duty || words::names_persons(titles);
    let residents = heads.iter().any(|head| words::is_residents(&head.word));
    is_named && is_said && (!residents || persons || has_duty)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str, title: &str) -> Option<RecordKind> {
        let column =
            |(at, own): (usize, &str)| Column { at: at as u32, group: String::new(), own: own.to_owned() };
        let columns = header.split(' ').enumerate().map(column).collect();
        let table = Table { titles: Vec::new(), columns, rows: Vec::new() };
        kind(&heads(&table, &[]), title)
    }

    #[test]
    fn kinds_are_told_by_their_headers() {
        for (header, title, expected) in [
            ("序号 所属村 所属网格 网格员姓名 职务 联系电话 身份证号码", "", Some(Member)),
            ("姓名 联系电话 所属网格", "网格员名册", Some(Member)),
            ("党员姓名 联系户 户数", "", Some(Member)),
            ("片区 包片干部 职务 联系电话 覆盖村民小组 户数", "", Some(Member)),
            ("网格名称 网格员 联系电话", "", Some(Member)),
            ("网格名称 网格长 联系电话 专职网格员 联系电话", "", Some(Grid)),
            ("网格编号 网格名称 所属村 网格长 户数", "", Some(Grid)),
            ("网格名称 所属村", "", Some(Grid)),
            ("序号 网格名称 层级 上级", "", Some(Grid)),
            ("户编号 户主 门牌号 联系电话", "", Some(Household)),
            ("户主姓名 家庭住址 人口", "", Some(Household)),
            ("承诺人 承诺事项 目标 承诺日期", "", Some(Commitment)),
            ("姓名 项目名称 目标 完成时限", "党员公开承诺", Some(Commitment)),
            ("反映时间 反映问题 办理结果", "", Some(Reply)),
            ("事项名称 办理时限 所需材料", "", Some(Service)),
            ("日期 活动内容 网格 次数", "走访台账", Some(Activity)),
            ("走访日期 走访人 户主 联系电话 走访内容", "", Some(Activity)),
            ("户编号 户主 门牌 走访日期 走访内容", "", Some(Household)),
            ("姓名 性别 联系电话", "第三网格网格员联系群众名单", None),
            ("姓名 性别 联系电话", "村民小组长名册", Some(Member)),
            ("姓名 性别 网格员电话", "", None),
            ("姓名 身份证号 家庭住址 银行卡号 低保类别", "低保户花名册", None),
            ("姓名 性别 年龄 联系电话", "", None),
            ("物品 数量 单价", "", None),
        ] {
            assert_eq!(of(header, title), expected, "{header}");
        }
    }
}
