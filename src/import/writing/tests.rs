//! What an import writes: new files, and changes in those that are there. Every test imports twice, and the second time
//! nothing changes.

mod layouts;
mod scalars;

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Open, Options, Plan, write};
use crate::calendar::{AsOf, Month};
use crate::import::draft::{Draft, DraftValue, Field, RecordKind, Row};
use crate::load::kind::{Key, ValueKind};
use crate::load::records::RawEntry;
use crate::pipeline::Request;
use crate::private::Private;

use RecordKind::{Grid, Household, Member, Rating};

const SITE: &str = "标题: 甲\n发布单位: 乙\n网格体系:\n  - {编号: grid, 名称: 网, 层级: [{编号: village, 名称: 村, 负责人: 可选}, \
    {编号: grid, 名称: 网格, 负责人称谓: 网格长, 负责人: 可选}]}\n评分办法:\n  - {编号: wuxing, 名称: 五星, 对象: 责任人, \
    维度: [{编号: a, 名称: 学习, 满分: 20}, {编号: b, 名称: 实绩, 满分: 20}]}\n";
const GRIDS: &str = "网格:\n  - {编号: yanglin, 名称: 杨林村, 层级: village}\n  \
    - {编号: yanglin-1, 名称: 杨林一网格, 层级: grid, 上级: yanglin, 负责人: 覃德旺}\n  \
    - {编号: yanglin-2, 名称: 杨林二网格, 层级: grid, 上级: yanglin, 负责人: 柏秀英}\n";
const MEMBERS: &str = "责任人:\n  # 两位组长\n  - {姓名: 覃德旺, 所属网格: 杨林一网格, 电话: 13900001001}  # 老覃\n  \
    - {姓名: 柏秀英, 所属网格: 杨林二网格}\n";

/// A board in a folder of its own.
struct Site(tempfile::TempDir);

impl Site {
    fn new(files: &[(&str, &str)]) -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        for (path, text) in [("site.yaml", SITE), ("grids.yaml", GRIDS)].iter().chain(files) {
            site.put(path, text);
        }
        site
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path().join("content").join(path)).unwrap()
    }

    fn plan(&self, drafts: &[Draft], options: Options) -> Plan {
        let as_of = AsOf(NaiveDate::from_ymd_opt(2026, 6, 30).unwrap());
        let request = Request { site: self.path(), as_of, base_url: None, deny_warnings: false };
        Open::read(request).unwrap().plan(drafts, options).unwrap()
    }

    /// Imports twice; what the first time came to.
    fn import_with(&self, drafts: &[Draft], options: Options) -> Plan {
        let first = self.plan(drafts, options);
        assert!(first.faults.is_none(), "{:?}", first.faults);
        write(self.path(), &first).unwrap();
        let again = self.plan(drafts, options);
        let paths: Vec<&String> = again.files.iter().map(|file| &file.path).collect();
        assert!(paths.is_empty() && again.added.is_empty() && again.changed.is_empty(), "again: {paths:?}");
        first
    }

    fn import(&self, drafts: &[Draft]) -> Plan {
        let plan = self.import_with(drafts, Options::default());
        assert_eq!(plan.refused, []);
        plan
    }
}

/// A record of what `says`: `key=value`, lists with `+`, what is no key in private.
fn draft(kind: RecordKind, says: &str) -> Draft {
    let row = Row { file: "花名册.xlsx".into(), sheet: "东街".into(), row: 3 };
    let mut draft = Draft {
        kind,
        rows: vec![row],
        id: None,
        id_place: String::new(),
        fields: Vec::new(),
        private: Vec::new(),
    };
    for pair in says.split_whitespace() {
        let (name, said) = pair.split_once('=').unwrap();
        match kind.keys().iter().find(|key| key.en == name) {
            Some(key) if key.en == "id" => draft.id = Some(said.to_owned()),
            Some(key) => draft.fields.push(field(key, value(&key.kind, said))),
            None => draft.private.push((name.to_owned(), Private::new(vec![said.to_owned()]))),
        }
    }
    draft.fields.sort_by_key(|field| kind.keys().iter().position(|key| key.en == field.key.en));
    draft
}

fn field(key: &'static Key, value: DraftValue) -> Field {
    Field { key, value, place: String::new() }
}

fn value(kind: &ValueKind, said: &str) -> DraftValue {
    match kind {
        ValueKind::Several(inner) if said.contains('+') => {
            DraftValue::List(said.split('+').map(|one| value(inner, one)).collect())
        }
        ValueKind::Several(inner) => value(inner, said),
        ValueKind::Reference(_) => DraftValue::Reference(said.to_owned()),
        ValueKind::Count => DraftValue::Whole(said.parse().unwrap()),
        ValueKind::Number => DraftValue::Number(said.parse().unwrap()),
        ValueKind::Bool => DraftValue::Truth(said == "是"),
        ValueKind::Date => DraftValue::Day(said.parse().unwrap()),
        ValueKind::Month => {
            let (year, month) = said.split_once('-').unwrap();
            DraftValue::Month(Month::new(year.parse().unwrap(), month.parse().unwrap()).unwrap())
        }
        ValueKind::Choice(words) => DraftValue::Choice(words.iter().find(|word| word.en == said).unwrap()),
        ValueKind::Phone => DraftValue::Private(Private::new(Box::new(DraftValue::Text(said.to_owned())))),
        _ => DraftValue::Text(said.to_owned()),
    }
}

/// Ratings of a month: who, and the scores in the order of the dimensions, `-` for none.
fn rating(month: &str, stage: &str, entries: &[(&str, &str)]) -> Draft {
    let mut draft = draft(Rating, &format!("scheme=wuxing month={month} stage={stage}"));
    let key = |en: &str| RawEntry::KEYS.iter().find(|key| key.en == en).unwrap();
    let entry = |(who, scores): &(&str, &str)| {
        let scores =
            ["学习", "实绩"].into_iter().zip(scores.split_whitespace()).filter(|(_, score)| *score != "-");
        let scores =
            scores.map(|(name, score)| (name.to_owned(), Private::new(score.parse::<Decimal>().unwrap())));
        vec![
            field(key("member"), DraftValue::Reference((*who).to_owned())),
            field(key("scores"), DraftValue::Scores(scores.collect())),
        ]
    };
    draft.fields.push(field(Rating.key("entries"), DraftValue::Records(entries.iter().map(entry).collect())));
    draft
}

#[test]
fn new_households_get_a_file_a_grid_as_a_person_would_write_it() {
    let site = Site::new(&[("members.yaml", MEMBERS)]);
    let drafts = [
        draft(Household, "id=YL-101 door=杨林1号 grid=杨林一网格 people=4 户主=潘水生 电话=13900002001"),
        draft(Household, "id=YL-102 door=杨林2号 grid=杨林一网格 类别=否"),
        draft(Household, "id=007 door=杨林7号 grid=杨林二网格 covered_by=柏秀英"),
    ];
    let plan = site.import(&drafts);
    assert_eq!(plan.added.len(), 3);
    assert_eq!(
        site.text("住户/杨林一网格.yaml"),
        "# 来自 花名册.xlsx：东街\n\n住户:\n  - 户编号: YL-101\n    门牌: 杨林1号\n    网格: 杨林一网格\n    人口: 4\n    内部:\n      \
         户主: 潘水生\n      电话: 13900002001\n  - 户编号: YL-102\n    门牌: 杨林2号\n    网格: 杨林一网格\n    内部: {类别: 否}\n"
    );
    assert_eq!(
        site.text("住户/杨林二网格.yaml"),
        "# 来自 花名册.xlsx：东街\n\n住户:\n  - {户编号: \"007\", 门牌: 杨林7号, 网格: 杨林二网格, 包联人: 柏秀英}\n"
    );
}

#[test]
fn only_what_differs_is_written_and_the_rest_stays_byte_for_byte() {
    let members = MEMBERS.replace('\n', "\r\n");
    let site = Site::new(&[("members.yaml", &members)]);
    let drafts = [
        draft(
            Member,
            "name=覃德旺 title=网格长 grid=杨林一网格 phone=13900001002 身份证号=349999197203150113",
        ),
        draft(Member, "name=柏秀英 grid=杨林二网格"),
        draft(Member, "name=江涛 grid=杨林二网格 party_member=是"),
    ];
    let plan = site.import(&drafts);
    assert_eq!((plan.added.len(), plan.changed.len(), plan.unchanged), (1, 1, 1));
    let shown: Vec<bool> = plan.changed[0].keys.iter().map(|change| change.values.is_some()).collect();
    assert_eq!(shown, [true, false, false], "a phone and private details are not shown");
    let wanted = "责任人:\n  # 两位组长\n  - {姓名: 覃德旺, 所属网格: 杨林一网格, 电话: 13900001002, 职务: 网格长, 内部: {身份证号: \
        \"349999197203150113\"}}  # 老覃\n  - {姓名: 柏秀英, 所属网格: 杨林二网格}\n  - {姓名: 江涛, 党员: 是, 所属网格: 杨林二网格}\n";
    assert_eq!(
        site.text("members.yaml").replace("\r\n", "\n").len() + wanted.lines().count(),
        site.text("members.yaml").len()
    );
    assert_eq!(site.text("members.yaml").replace("\r\n", "\n"), wanted);
}

#[test]
fn who_covers_whom_is_changed_where_it_is_written() {
    let households = "住户:\n  - {户编号: h-1, 门牌: 1号, 网格: yanglin-1, 包联人: 覃德旺}\n  - {户编号: h-2, 门牌: 2号, 网格: yanglin-1}\n  \
        - {户编号: h-3, 门牌: 3号, 网格: yanglin-1}\n  - {户编号: h-4, 门牌: 4号, 网格: yanglin-1}\n";
    let members = "责任人:\n  - {姓名: 覃德旺, 所属网格: 杨林一网格, 包联户: [h-2..h-4]} # 全\n  - {姓名: 柏秀英, 所属网格: 杨林二网格}\n  \
        - {姓名: 江涛, 所属网格: 杨林一网格}\n";
    let site = Site::new(&[("households.yaml", households), ("members.yaml", members)]);
    // What both say already.
    let same = [draft(Member, "name=覃德旺 grid=杨林一网格 covers=h-1..h-4")];
    assert_eq!(site.import(&same).unchanged, 1);
    site.import(&[draft(Member, "name=江涛 grid=杨林一网格 covers=h-1+h-3")]);
    assert_eq!(site.text("households.yaml"), households.replace("包联人: 覃德旺", "包联人: 江涛"));
    assert_eq!(
        site.text("members.yaml"),
        members
            .replace("[h-2..h-4]", "[h-2, h-4]")
            .replace("江涛, 所属网格: 杨林一网格", "江涛, 所属网格: 杨林一网格, 包联户: h-3")
    );
    site.import(&[draft(Household, "id=h-4 door=4号 grid=杨林一网格 covered_by=江涛")]);
    assert!(site.text("members.yaml").contains("包联户: [h-2]} # 全"));
    assert!(site.text("members.yaml").contains("江涛, 所属网格: 杨林一网格, 包联户: [h-3, h-4]"));
}

#[test]
fn a_name_that_may_be_another_is_told_and_nothing_taken() {
    let site = Site::new(&[("members.yaml", MEMBERS)]);
    let other = [draft(Member, "name=覃德旺 grid=杨林二网格 title=网格员")];
    let plan = site.plan(&other, Options::default());
    assert!(plan.files.is_empty() && plan.refused.len() == 1);
    assert_eq!(plan.refused[0].place, "花名册.xlsx!东街!A4");
    // The number tells that it is the same.
    site.import(&[draft(Member, "name=覃德旺 grid=杨林二网格 phone=13900001001")]);
    assert!(site.text("members.yaml").contains("{姓名: 覃德旺, 所属网格: 杨林二网格,"));
    // One of the same name who is somebody else, and one whose name sounds alike.
    let site = Site::new(&[(
        "members.yaml",
        "责任人:\n  - {姓名: 李明, 所属网格: 杨林一网格}\n  - {姓名: 覃德旺}\n  - {姓名: 柏秀英}\n",
    )]);
    site.import(&[draft(Member, "name=黎明 grid=杨林二网格"), draft(Member, "name=李明 grid=杨林一网格")]);
    assert!(site.text("members.yaml").ends_with("- {编号: li-ming-2, 姓名: 黎明, 所属网格: 杨林二网格}\n"));
}

#[test]
fn households_without_ids_are_known_by_their_doors_and_get_the_next_number() {
    let households = "住户:\n  - {户编号: h-008, 门牌: 8号, 网格: yanglin-1}\n  - {户编号: h-009, 门牌: 1号, 网格: yanglin-2}\n";
    let site = Site::new(&[("households.yaml", households), ("members.yaml", MEMBERS)]);
    site.import(&[
        draft(Household, "door=8号 grid=杨林一网格 people=3"),
        draft(Household, "door=1号 grid=杨林一网格"),
    ]);
    let wanted = households.replace("yanglin-1}", "yanglin-1, 人口: 3}")
        + "  - {户编号: h-010, 门牌: 1号, 网格: 杨林一网格}\n";
    assert_eq!(site.text("households.yaml"), wanted);
}

#[test]
fn what_is_approved_is_never_changed_and_drafts_are_in_their_own_way() {
    let ratings = "评分:\n  - 办法: wuxing\n    月份: 2026-03\n    阶段: 核定\n    明细:\n      - {责任人: 覃德旺, 得分: [18, 19]}\n  \
        - 办法: wuxing\n    月份: 2026-04\n    阶段: 拟定\n    明细:\n      - {责任人: 覃德旺, 得分: [18, 19]} # 待议\n";
    let site = Site::new(&[("members.yaml", MEMBERS), ("ratings.yaml", ratings)]);
    let drafts = [
        rating("2026-03", "proposed", &[("覃德旺", "18 19.0")]),
        rating("2026-04", "proposed", &[("覃德旺", "18 20"), ("柏秀英", "17.5 16")]),
        rating("2026-05", "proposed", &[("覃德旺", "15 16"), ("柏秀英", "- 12")]),
    ];
    site.import(&drafts);
    let changed =
        ratings.replace("[18, 19]} # 待议", "[18, 20]} # 待议\n      - {责任人: 柏秀英, 得分: [17.5, 16]}");
    let wanted = changed
        + "  - 办法: wuxing\n    月份: 2026-05\n    阶段: 拟定\n    明细:\n      - {责任人: 覃德旺, 得分: {学习: 15, 实绩: 16}}\n      \
        - {责任人: 柏秀英, 得分: {实绩: 12}}\n";
    assert_eq!(site.text("ratings.yaml"), wanted);
    let other = [rating("2026-03", "approved", &[("覃德旺", "18 18"), ("柏秀英", "17 16")])];
    let plan = site.plan(&other, Options::default());
    assert!(plan.files.is_empty() && plan.refused.len() == 1);
    assert!(!plan.refused[0].message.zh.contains("18"), "scores are not told");
    // What an approved rating lacks is told by the check, row by row; the rest is taken.
    let partial = Options { partial: true, ..Options::default() };
    let lacking = [rating("2026-06", "approved", &[("覃德旺", "18 -"), ("柏秀英", "17 16")])];
    assert_eq!(site.import_with(&lacking, partial).refused.len(), 1);
    assert!(site.text("ratings.yaml").contains("月份: 2026-06\n    阶段: 核定\n    明细:"));
}

#[test]
fn what_is_gone_stays_and_ends_only_when_asked() {
    let households = "住户:\n  - {户编号: h-1, 门牌: 1号, 网格: yanglin-1}\n  - {户编号: h-2, 门牌: 2号, 网格: yanglin-1}\n";
    let members = MEMBERS.to_owned() + "  - {姓名: 江涛, 所属网格: 杨林一网格}\n";
    let site = Site::new(&[("households.yaml", households), ("members.yaml", &members)]);
    let drafts =
        [draft(Household, "id=h-2 door=2号 grid=杨林一网格"), draft(Member, "name=覃德旺 grid=杨林一网格")];
    let gone: Vec<String> = site.import(&drafts).gone.into_iter().map(|item| item.name).collect();
    assert_eq!(gone, ["江涛", "h-1 1号"]);
    assert_eq!(site.text("members.yaml"), members);
    let prune = Options { prune: true, ..Options::default() };
    assert_eq!(site.import_with(&drafts, prune).gone.len(), 2);
    assert_eq!(
        site.text("members.yaml"),
        members.replace("江涛, 所属网格: 杨林一网格", "江涛, 所属网格: 杨林一网格, 止: 2026-06-30")
    );
    assert_eq!(
        site.text("households.yaml"),
        households.replacen("yanglin-1}", "yanglin-1, 止: 2026-06-30}", 1)
    );
    assert!(site.plan(&drafts, prune).gone.is_empty());
    // Whoever is back stands in the table again.
    let back =
        [draft(Household, "id=h-1 door=1号 grid=杨林一网格"), draft(Member, "name=江涛 grid=杨林一网格")];
    let plan = site.import(&back);
    assert_eq!((plan.changed.len(), plan.notes.len()), (0, 2));
    assert!(plan.notes.iter().all(|told| told.message.zh.contains("删去“止”")));
}

#[test]
fn a_row_that_would_bring_an_error_is_refused_and_the_rest_taken_only_when_asked() {
    let site = Site::new(&[("members.yaml", MEMBERS)]);
    let drafts = [
        draft(Household, "id=h-1 door=1号 grid=没有的网格"),
        draft(Household, "id=h-2 door=2号 grid=杨林一网格"),
        draft(Member, "name=江涛 grid=杨林一网格 covers=h-1"),
    ];
    let all = site.plan(&drafts, Options::default());
    assert!(all.files.is_empty() && all.refused.len() == 1 && all.faults.is_none());
    assert!(all.refused[0].message.zh.contains("没有网格“没有的网格”"));
    let partial = site.import_with(&drafts, Options { partial: true, ..Options::default() });
    assert_eq!(partial.refused.len(), 2, "who covers it goes as well");
    assert!(site.text("住户/杨林一网格.yaml").contains("h-2"));
    // Nothing of the records is at fault but their number.
    let declared = GRIDS.replace("负责人: 覃德旺", "负责人: 覃德旺, 户数: 3");
    let site = Site::new(&[("members.yaml", MEMBERS), ("grids.yaml", &declared)]);
    let plan = site.plan(&drafts[1..2], Options { partial: true, ..Options::default() });
    assert!(plan.files.is_empty() && plan.faults.is_some());
}

#[test]
fn the_lead_is_changed_where_it_is_written() {
    let grids =
        GRIDS.replace("负责人: 覃德旺", "岗位: [{岗位: 网格长, 空缺: 是}, {岗位: 组长, 责任人: 覃德旺}]");
    let site = Site::new(&[("members.yaml", MEMBERS), ("grids.yaml", &grids)]);
    site.import(&[
        draft(Grid, "name=杨林一网格 parent=杨林村 lead=覃德旺"),
        draft(Grid, "id=yanglin-2 lead=覃德旺 households=12"),
    ]);
    let wanted =
        grids.replace("空缺: 是", "责任人: 覃德旺").replace("负责人: 柏秀英}", "负责人: 覃德旺, 户数: 12}");
    assert_eq!(site.text("grids.yaml"), wanted);
}

#[test]
fn nothing_of_others_is_overwritten() {
    let site = Site::new(&[("members.yaml", MEMBERS), ("住户/杨林一网格.yaml", "# 空着\n")]);
    let drafts = [draft(Household, "id=h-1 door=1号 grid=杨林一网格")];
    let plan = site.plan(&drafts, Options::default());
    assert_eq!(plan.files[0].path, "content/住户/杨林一网格-2.yaml");
    site.put("住户/杨林一网格-2.yaml", "mine");
    assert!(write(site.path(), &plan).is_err());
    assert_eq!(site.text("住户/杨林一网格-2.yaml"), "mine");
    // A file that changed since: none of all is written.
    let drafts =
        [draft(Household, "id=h-1 door=1号 grid=杨林二网格"), draft(Member, "name=江涛 grid=杨林一网格")];
    let site = Site::new(&[("members.yaml", MEMBERS)]);
    let plan = site.plan(&drafts, Options::default());
    site.put("members.yaml", &MEMBERS.replace("老覃", "覃组长"));
    assert!(write(site.path(), &plan).is_err());
    let left: Vec<_> = walkdir::WalkDir::new(site.path())
        .into_iter()
        .map(|entry| entry.unwrap().file_name().to_owned())
        .collect();
    assert!(
        !left.iter().any(|name| name.to_string_lossy().contains("gongkailan") || name == "杨林二网格.yaml"),
        "{left:?}"
    );
}

#[test]
fn a_name_of_a_sheet_or_file_that_tells_something_private_is_not_repeated() {
    let site = Site::new(&[("members.yaml", MEMBERS)]);
    let mut telling = draft(Member, "name=江涛 grid=杨林一网格 类别=低保户");
    telling.rows[0].sheet = "低保户".into();
    let english = site.path().join("content");
    fs::remove_file(english.join("members.yaml")).unwrap();
    site.put("grids.yaml", &GRIDS.replace(", 负责人: 覃德旺", "").replace(", 负责人: 柏秀英", ""));
    site.import(&[telling]);
    assert!(site.text("责任人/责任人.yaml").starts_with("# 来自 花名册.xlsx\n\n责任人:\n"));
}
