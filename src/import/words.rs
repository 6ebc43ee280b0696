//! What tables call keys, people and what is private: one line each, beside the names that the table of keys gives.
//!
//! Longer than 400 lines because it is one list of words.

use super::draft::RecordKind::{self, *};
use crate::load::kind::Key;
use crate::load::spelling::narrow;

/// What a header means in a table of some kind.
#[derive(Clone, Copy, Debug)]
pub(super) enum Word {
    /// A key.
    Key(&'static Key),
    /// A key, unless another column says it by a better name.
    Weak(&'static Key),
    /// Somebody who answers for a place.
    Person,
    /// The village, or whatever place stands above: tells grids of one name apart.
    Village,
    /// Private by nature.
    Private,
    /// Numbers of rows, totals and other things that records do not hold.
    Idle,
}

/// Further names of keys.
const NAMES: &[(RecordKind, &str, &[&str])] = &[
    (Grid, "id", &["网格编号", "网格id", "编号"]),
    (Grid, "name", &["网格名称", "网格名", "网格", "片区名称", "微网格名称", "微网格"]),
    (Grid, "level", &["网格层级", "网格级别"]),
    (Grid, "parent", &["上级网格", "所属片区", "上级单位", "所属上级"]),
    (Grid, "code", &["网格代码", "编码", "统一编码", "网格统一编码"]),
    (Grid, "kind", &["网格类型", "网格类别"]),
    (Grid, "households", &["总户数", "管辖户数", "住户数", "网格户数", "户数合计", "覆盖户数"]),
    (Grid, "population", &["人口数", "总人口", "总人数", "人数", "网格人口", "覆盖人口", "总人口数"]),
    (Grid, "area_km2", &["网格面积", "辖区面积", "占地面积"]),
    (Grid, "place", &["活动阵地", "活动场所", "服务场所", "服务阵地"]),
    (Grid, "services", &["服务项目", "服务内容"]),
    (Member, "id", &["人员编号", "干部编号", "网格员编号"]),
    (Member, "name", &["名字", "姓名姓名"]),
    (
        Member,
        "title",
        &["岗位", "职位", "现任职务", "担任职务", "党内职务", "村内职务", "任职", "职务名称", "岗位职务"],
    ),
    (Member, "party_member", &["是否党员", "政治面貌", "面貌", "党员否", "是否为党员", "是否中共党员"]),
    (Member, "grid", &["网格", "所在网格", "责任网格", "网格名称", "包联网格", "负责网格", "分管网格"]),
    (Member, "phone", PHONES),
    (
        Member,
        "phone_public",
        &[
            "是否同意公开电话",
            "是否公开电话",
            "同意公开电话",
            "电话是否公开",
            "是否同意公开",
            "同意公开",
            "公开手机",
            "电话公开",
        ],
    ),
    (
        Member,
        "covers",
        &[
            "联系户",
            "包户",
            "包联农户",
            "联系农户",
            "包保户",
            "帮扶户",
            "责任户",
            "包联户编号",
            "联系户编号",
            "包户编号",
            "结对户",
            "包干户",
            "包联住户",
            "联系住户",
        ],
    ),
    (Member, "duties", &["工作职责", "主要职责", "岗位职责", "分工", "工作分工"]),
    (Member, "pledge", &["服务承诺", "承诺", "公开承诺"]),
    (
        Member,
        "from",
        &["任职时间", "任职日期", "到岗时间", "上岗时间", "上任时间", "到任时间", "任职起始时间", "聘用时间"],
    ),
    (Member, "to", &["离任时间", "离任日期", "离岗时间", "卸任时间", "离职时间", "免职时间", "任职结束时间"]),
    (Household, "id", &["住户编号", "农户编号", "户id", "编号", "户码"]),
    (Household, "door", &["门牌号", "门牌号码", "房号", "门号", "楼栋门牌", "门牌地址", "房屋门牌"]),
    (Household, "label", &["公示称呼", "公开称呼", "公示名称", "对外公示名"]),
    (Household, "grid", &["所属网格", "所在网格", "网格名称", "责任网格", "网格归属"]),
    (
        Household,
        "group",
        &["小组", "组别", "所属小组", "所在小组", "所属村民小组", "村小组", "组", "自然村组"],
    ),
    (
        Household,
        "people",
        &["人数", "家庭人口", "家庭人数", "人口数", "家庭人口数", "家庭人口人数", "家庭成员数", "在册人口"],
    ),
    (Commitment, "by", &["承诺党员", "承诺者", "姓名", "承诺人姓名", "党员姓名", "责任人", "承诺干部"]),
    (Commitment, "grid", &["承诺网格", "所属网格", "网格名称"]),
    (Commitment, "title", &["承诺事项", "承诺项目", "践诺事项", "承诺名称", "项目名称", "承诺标题"]),
    (Commitment, "detail", &["承诺内容", "具体内容", "具体措施", "承诺具体内容", "践诺措施"]),
    (Commitment, "kind", &["承诺类别", "承诺类型", "类型"]),
    (Commitment, "baseline", &["现状", "基数现状", "基础情况"]),
    (Commitment, "target", &["目标值", "承诺目标", "预期目标", "预期成效"]),
    (Commitment, "made", &["承诺时间", "公开承诺时间", "公开承诺日期", "作出承诺时间"]),
    (
        Commitment,
        "due",
        &[
            "完成时限",
            "完成时间",
            "截止时间",
            "截止日期",
            "完成日期",
            "时限",
            "承诺时限",
            "计划完成时间",
            "兑现时限",
        ],
    ),
    (Commitment, "outcome", &["完成情况", "兑现情况", "践诺情况", "完成结果", "兑现结果", "践诺结果"]),
    (Commitment, "evaluation", &["评诺意见", "评诺情况", "评议意见", "评诺结果", "群众评议"]),
    (
        Activity,
        "date",
        &[
            "活动日期",
            "活动时间",
            "走访日期",
            "走访时间",
            "巡查日期",
            "巡查时间",
            "开展时间",
            "时间",
            "服务时间",
        ],
    ),
    (Activity, "cadence", &["频次制度", "制度", "工作制度"]),
    (Activity, "title", &["活动名称", "活动主题", "活动内容", "走访内容", "工作内容", "活动事项", "主题"]),
    (Activity, "grid", &["所属网格", "网格名称", "所在网格"]),
    (Activity, "member", &["走访人", "走访干部", "姓名", "开展人", "组织人", "走访人员"]),
    (Activity, "count", &["场次", "活动次数", "走访次数", "户次"]),
    (Reply, "asked", &["反映时间", "反映日期", "提出时间", "来访时间", "来访日期", "受理时间", "受理日期"]),
    (Reply, "topic", &["类别", "问题类别", "问题类型", "诉求类别"]),
    (
        Reply,
        "question",
        &["反映问题", "诉求", "群众诉求", "反映内容", "诉求内容", "问题内容", "反映的问题", "意见建议"],
    ),
    (Reply, "due", &["办理时限", "答复时限", "办结期限"]),
    (Reply, "answered", &["答复时间", "回复时间", "回复日期", "办结时间", "办结日期"]),
    (Reply, "answer", &["答复内容", "办理结果", "处理结果", "回复", "回复内容", "办理情况", "处理情况"]),
    (Service, "id", &["事项编号", "事项编码"]),
    (Service, "name", &["事项名称", "服务事项", "办理事项", "事项", "办事事项", "服务项目"]),
    (Service, "category", &["事项类别", "事项类型", "服务类别"]),
    (Service, "time_limit", &["办理时限", "办结时限", "承诺时限", "办理时间"]),
    (Service, "materials", &["所需材料", "申请材料", "办理材料", "申报材料", "需提供材料", "提交材料"]),
    (Service, "fee", &["收费标准", "是否收费", "费用"]),
    (Service, "window", &["办理窗口", "办理地点", "办理人", "承办人", "办理科室", "办理窗口人"]),
    (Service, "appointment", &["是否可预约", "可否预约", "是否预约", "能否预约"]),
];

/// Names that stand for a key only where no better one does.
const WEAK: &[(RecordKind, &str, &[&str])] = &[
    (Grid, "population", &["常住人口", "户籍人口"]),
    (Grid, "area_km2", &["区域面积"]),
    (Member, "grid", &["片区", "责任片区", "所属片区", "包片"]),
    (Member, "phone", LANDLINES),
    (
        Household,
        "door",
        &["住址", "家庭住址", "地址", "家庭地址", "详细地址", "居住地址", "房屋地址", "现住址"],
    ),
    (Household, "people", &["常住人口", "户籍人口", "总人口"]),
    (Household, "grid", &["片区", "所属片区"]),
    (Commitment, "title", &["承诺"]),
    (Commitment, "made", &["时间", "日期"]),
    (Activity, "title", &["内容"]),
    (Reply, "asked", &["时间", "日期"]),
];

/// What tables call a phone.
pub(super) const PHONES: &[&str] = &[
    "电话",
    "联系电话",
    "手机",
    "手机号",
    "手机号码",
    "电话号码",
    "联系方式",
    "联系手机",
    "移动电话",
    "联系号码",
    "手机电话",
];

/// What they call the phone on the desk.
const LANDLINES: &[&str] = &["办公电话", "座机", "固定电话", "座机号码", "办公室电话"];

/// People who answer for a place, by what they are called there.
const PERSONS: &[&str] = &[
    "责任人",
    "包联人",
    "包户人",
    "包保人",
    "包片人",
    "帮扶人",
    "帮扶责任人",
    "包保责任人",
    "包联责任人",
    "包户责任人",
    "网格责任人",
    "负责人",
    "网格负责人",
    "网格员",
    "网格长",
    "网格管理员",
    "微网格员",
    "微网格长",
    "网格指导员",
    "网格警员",
    "网格辅助员",
    "片长",
    "村干部",
    "镇干部",
    "乡镇干部",
    "社区干部",
    "干部",
    "村组干部",
    "包联干部",
    "包户干部",
    "包保干部",
    "包片干部",
    "包村干部",
    "包组干部",
    "联户干部",
    "联系干部",
    "驻村干部",
    "帮扶干部",
    "结对干部",
    "包片领导",
    "包村领导",
    "包联领导",
    "联系党员",
    "联户党员",
    "包联党员",
    "包户党员",
    "结对党员",
    "党员",
    "组长",
    "小组长",
    "村民小组长",
    "党小组长",
    "楼长",
    "楼栋长",
    "楼门长",
    "单元长",
    "支部书记",
    "村支书",
    "村书记",
    "书记",
    "主任",
    "村主任",
    "第一书记",
    "志愿者",
    "护林员",
    "巡河员",
    "保洁员",
    "调解员",
    "信息员",
    "联络员",
    "包干人",
    "联户长",
    "十户长",
    "中心户长",
];

/// Of these the ones who answer for single households.
const COVERERS: &[&str] = &["包", "帮扶", "结对", "联户", "联系", "责任人", "党员", "网格员", "户长"];

/// Of these the ones who lead a grid, beside its level's own title.
const LEADS: &[&str] = &["网格长", "网格负责人", "负责人", "片长", "微网格长"];

/// What is no record's, whatever stands in the column.
const IDLE: &[&str] = &[
    "序号",
    "序",
    "no",
    "no.",
    "行号",
    "合计",
    "总计",
    "小计",
    "总分",
    "总得分",
    "得分合计",
    "平均",
    "平均分",
    "星级",
    "名次",
    "排名",
    "等次",
    "等级",
    "签名",
    "签字",
    "核对",
    "填报人",
    "填报时间",
];

const VILLAGES: &[&str] = &[
    "村",
    "村名",
    "所属村",
    "所在村",
    "行政村",
    "所属行政村",
    "村社区",
    "社区",
    "所属社区",
    "村居",
    "村别",
    "所属村居",
    "所属村社区",
    "村名称",
];

/// Headers that hold one of these name what is private by nature.
const PRIVATE: &[&str] = &[
    "身份证",
    "证件号",
    "公民身份",
    "户口",
    "户籍",
    "户号",
    "银行",
    "卡号",
    "账号",
    "帐号",
    "开户",
    "一卡通",
    "低保",
    "五保",
    "特困",
    "残疾",
    "脱贫",
    "贫困",
    "监测户",
    "户类型",
    "户类别",
    "户属性",
    "困难",
    "病",
    "健康",
    "身体状况",
    "血型",
    "户主",
    "住址",
    "地址",
    "家庭成员",
    "成员姓名",
    "户内",
    "与户主",
    "关系",
    "性别",
    "出生",
    "生日",
    "年龄",
    "民族",
    "学历",
    "文化程度",
    "籍贯",
    "婚姻",
    "宗教",
    "信仰",
    "收入",
    "工资",
    "补贴",
    "补助",
    "信访",
    "服刑",
    "矫正",
    "刑满",
    "吸毒",
    "戒毒",
    "精神",
    "计生",
    "社保",
    "医保",
    "养老保险",
    "微信",
    "qq",
    "邮箱",
    "车牌",
    "配偶",
    "子女",
    "父亲",
    "母亲",
    "监护",
    "紧急联系",
    "备注",
    "联系人",
    "留守",
    "独居",
    "空巢",
    "失独",
    "孕",
    "外出务工",
    "务工",
    "就业",
];

/// Headers that tell a list of residents, which is no list of those who answer for them.
const RESIDENTS: &[&str] = &[
    "户主",
    "低保",
    "残疾",
    "五保",
    "特困",
    "脱贫",
    "与户主",
    "户籍",
    "住址",
    "地址",
    "补贴",
    "补助",
    "银行",
    "卡号",
    "账号",
    "领取",
    "监护",
    "婚姻",
    "务工",
    "享受",
    "类别",
];

/// How headers end that name residents, who are not to be shown.
const RESIDENT: &[&str] = &[
    "户主",
    "成员",
    "配偶",
    "子女",
    "父亲",
    "母亲",
    "监护人",
    "联系人",
    "反映人",
    "来访人",
    "诉求人",
    "申请人",
    "当事人",
    "受访人",
    "对象",
    "被走访户",
    "走访户",
];

/// What titles say of lists of residents.
const RESIDENT_TITLES: &[&str] = &[
    "群众",
    "居民",
    "村民",
    "住户",
    "农户",
    "老人",
    "儿童",
    "对象",
    "困难",
    "低保",
    "残疾",
    "学生",
    "低收入",
    "流动人口",
    "常住人口",
    "重点人员",
];

/// A header's words without blanks and marks, and what stands in brackets behind them.
pub(super) fn normal(header: &str) -> (String, String) {
    let tight: String = narrow(header).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let (base, bracket) = match tight.split_once(['(', '[', '【']) {
        Some((base, rest)) => (base.to_owned(), rest.trim_end_matches([')', ']', '】']).to_owned()),
        None => (tight, String::new()),
    };
    let base = base.trim_matches(['*', ':', '★', '、', '.', '_', '-']).to_owned();
    (base, bracket)
}

/// What the header `word` (normal) means in a table of `kind`.
pub(super) fn meaning(kind: RecordKind, word: &str) -> Option<Word> {
    if word.is_empty() {
        return None;
    }
    let keys = kind.keys();
    let is_key = |key: &&Key| key.zh == word || key.en == word;
    let among = |table: &[(RecordKind, &'static str, &[&str])]| {
        let line = table.iter().find(|(of, _, names)| *of == kind && names.contains(&word));
        line.and_then(|(_, en, _)| keys.iter().find(|key| key.en == *en))
    };
    let key = keys.iter().find(is_key).filter(|key| key.en != "private").or_else(|| among(NAMES));
    match key {
        Some(key) => Some(Word::Key(key)),
        None if is_person(word) => Some(Word::Person),
        None if VILLAGES.contains(&word) => Some(Word::Village),
        None if IDLE.contains(&word) => Some(Word::Idle),
        None => match among(WEAK) {
            Some(key) => Some(Word::Weak(key)),
            None => {
                let sorts = kind == Household
                    && ["类别", "类型", "属性", "户别"].iter().any(|part| word.contains(part));
                (sorts || PRIVATE.iter().any(|part| word.contains(part))).then_some(Word::Private)
            }
        },
    }
}

/// Whether `word` means anything in any table.
pub(super) fn is_known(word: &str) -> bool {
    RecordKind::ALL.into_iter().any(|kind| meaning(kind, word).is_some())
}

/// `word` without what only says that it is a name: 网格员姓名 is 网格员.
fn bare(word: &str) -> &str {
    let word = ["姓名", "名字", "名单"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    ["专职", "兼职", "专(兼)职"].iter().find_map(|begin| word.strip_prefix(begin)).unwrap_or(word)
}

/// Whether a column called `word` names people who answer for a place.
pub(super) fn is_person(word: &str) -> bool {
    PERSONS.contains(&bare(word))
}

/// Whether a column called `word` says by itself that it holds names: 姓名, 村干部姓名.
pub(super) fn is_name(word: &str) -> bool {
    ["姓名", "名字"].contains(&word)
        || (is_person(word) && bare(word) != word && !word.starts_with(['专', '兼']))
}

/// Whether a column called `word` names residents.
pub(super) fn names_resident(word: &str) -> bool {
    let bare = ["姓名", "名字", "名单"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    word != bare && bare.is_empty() || RESIDENT.iter().any(|end| bare.ends_with(end))
}

/// The person and the detail in a header like 网格长电话.
pub(super) fn detail_of_person(word: &str) -> Option<(&str, &str)> {
    let ends = word.char_indices().map(|(at, _)| word.split_at(at));
    ends.filter(|(person, _)| is_person(person)).find(|(_, detail)| is_of_person(detail))
}

/// Whether those whom a column called `word` names cover the household of the row. Of a household, 党员 may be its own.
pub(super) fn is_coverer(word: &str) -> bool {
    bare(word) != "党员" && is_person(word) && COVERERS.iter().any(|part| bare(word).contains(part))
}

/// Whether those whom a column called `word` names lead the grid of the row.
pub(super) fn is_lead(word: &str) -> bool {
    LEADS.contains(&bare(word))
}

/// What a post is called whose holders stand below `word`.
pub(super) fn post(word: &str) -> &str {
    ["姓名", "名字", "名单"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

/// Whether `text` names those who answer for a place somewhere within, and nobody else: 网格员花名册.
pub(super) fn names_persons(text: &str) -> bool {
    let mut words: Vec<&str> = PERSONS
        .iter()
        .filter(|word| word.chars().count() > 2 || **word == "党员" || **word == "干部")
        .filter(|word| text.contains(**word))
        .copied()
        .collect();
    // 村民小组长 are no villagers.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.iter().fold(text.to_owned(), |rest, word| rest.replace(word, " "));
    !words.is_empty() && !RESIDENT_TITLES.iter().any(|word| rest.contains(word))
}

/// Whether a column called `word` makes a list one of residents.
pub(super) fn is_residents(word: &str) -> bool {
    RESIDENTS.iter().any(|part| word.contains(part))
}

/// Whether a column called `word` belongs to the person named before it and to nothing else.
pub(super) fn is_of_person(word: &str) -> bool {
    PHONES.contains(&word)
        || matches!(meaning(Member, word), Some(Word::Key(key)) if ["title", "party_member", "phone_public"].contains(&key.en))
        || ["身份证", "性别", "出生", "年龄", "民族", "学历", "文化程度"]
            .iter()
            .any(|part| word.contains(part))
}

/// A unit in which no area is given: square kilometres are wanted.
pub(super) fn is_other_area(unit: &str) -> bool {
    ["亩", "公顷", "平方米", "㎡", "m2"].iter().any(|other| unit.contains(other))
        && !unit.contains("平方公里")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_key_and_no_name_has_two_meanings() {
        for (kind, en, names) in NAMES.iter().chain(WEAK) {
            assert!(kind.keys().iter().any(|key| key.en == *en), "{en}");
            for name in *names {
                assert_eq!(normal(name), ((*name).to_owned(), String::new()), "{name}");
                let lines = NAMES.iter().filter(|(of, _, names)| of == kind && names.contains(name));
                assert!(lines.count() <= 1, "{name}");
            }
        }
    }

    #[test]
    fn headers_are_known_however_they_are_written() {
        let key = |kind, header: &str| match meaning(kind, &normal(header).0) {
            Some(Word::Key(key)) => key.en,
            Some(Word::Weak(_)) => "weak",
            Some(Word::Private) => "private",
            Some(Word::Person) => "person",
            Some(Word::Village) => "village",
            Some(Word::Idle) => "idle",
            None => "",
        };
        assert_eq!(key(Member, "联系\n电话"), "phone");
        assert_eq!(key(Member, "政治 面貌"), "party_member");
        assert_eq!(key(Member, "网格员\n姓名"), "person");
        assert_eq!(key(Member, "＊姓　名："), "name");
        assert_eq!(key(Member, "联系户（户编号）"), "covers");
        assert_eq!(key(Member, "备注"), "private");
        assert_eq!(key(Household, "户主姓名"), "private");
        assert_eq!(key(Household, "户籍编号"), "private");
        assert_eq!(key(Household, "家庭住址"), "weak");
        assert_eq!(key(Household, "联系党员"), "person");
        assert_eq!(key(Grid, "面积（平方公里）"), "area_km2");
        assert_eq!(key(Grid, "村（社区）"), "village");
        assert_eq!(key(Member, "工装尺码"), "");
        assert_eq!(key(Household, "走访次数"), "");
        assert_eq!(normal("学习星\n（20分）"), ("学习星".into(), "20分".into()));
    }

    #[test]
    fn people_are_told_apart_by_what_they_are_for() {
        assert!(is_coverer("联系党员") && is_coverer("包户干部") && is_coverer("帮扶责任人姓名"));
        assert!(!is_coverer("网格长") && !is_coverer("户主") && !is_coverer("楼长"));
        assert!(is_lead("网格长姓名") && !is_lead("专职网格员"));
        assert!(is_name("村干部姓名") && !is_name("专职网格员") && !is_name("户主姓名"));
        assert_eq!(post("专职网格员姓名"), "专职网格员");
    }
}
