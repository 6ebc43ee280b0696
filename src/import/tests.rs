//! Whole sheets as clerks keep them, and what is understood of them.

mod strange;

use super::draft::{DraftValue, Field};
use super::fixture::{book, sheet, town};
use super::*;
use crate::table::Sheet;

/// A value in one word; what is private in `*`.
fn word(value: &DraftValue) -> String {
    let list = |values: Vec<String>| format!("[{}]", values.join(" "));
    match value {
        DraftValue::Text(text) | DraftValue::Reference(text) => text.clone(),
        DraftValue::Whole(number) => number.to_string(),
        DraftValue::Number(number) => number.to_string(),
        DraftValue::Truth(truth) => truth.to_string(),
        DraftValue::Day(day) => day.to_string(),
        DraftValue::Month(month) => month.to_string(),
        DraftValue::Choice(choice) => choice.en.to_owned(),
        DraftValue::List(values) => list(values.iter().map(word).collect()),
        DraftValue::Records(records) => list(records.iter().map(|record| fields(record)).collect()),
        DraftValue::Scores(scores) => {
            list(scores.iter().map(|(name, score)| format!("{name}:{}", score.reveal())).collect())
        }
        DraftValue::Private(value) => format!("*{}", word(value.reveal())),
    }
}

fn fields(fields: &[Field]) -> String {
    fields
        .iter()
        .map(|field| format!("{}={}", field.key.en, word(&field.value)))
        .collect::<Vec<_>>()
        .join(",")
}

/// What is understood of `sheets`: the records, one a line, and the report.
fn try_read(sheets: Vec<Sheet>, options: &Options) -> Result<(Vec<String>, Report), Fault> {
    let understood = understand(&[("表.xlsx".to_owned(), book(sheets))], &town(), options)?;
    let line = |draft: &Draft| {
        let private: Vec<String> = draft
            .private
            .iter()
            .map(|(label, values)| format!(" !{label}={}", values.reveal().join("+")))
            .collect();
        let id = draft.id.as_ref().map(|id| format!("{id} ")).unwrap_or_default();
        format!("{} {id}{}{}", draft.kind.list().en, fields(&draft.fields), private.concat())
    };
    Ok((understood.drafts.iter().map(line).collect(), understood.report))
}

#[track_caller]
fn read(rows: &[&[&str]]) -> (Vec<String>, Report) {
    try_read(vec![sheet("表一", rows)], &Options::default()).unwrap()
}

fn places(findings: &[report::Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.place.trim_start_matches("表.xlsx!表一!")).collect()
}

#[test]
fn members_below_titles_with_totals_vacancies_and_people_named_twice() {
    let (records, report) = read(&[
        &["柳河镇网格员花名册", "|", "|", "|", "|", "|"],
        &["填报单位：镇综治中心　填报人：钱多", "|", "|", "|", "|", "|"],
        &["序号", "所属村", "所属网格", "姓 名", "职务", "联系\n电话", "身份证号", "备注"],
        &["1", "东村", "一网格", "江 涛", "网格长", "13900001001", "'349999197203150113", "患病"],
        &["2", "^", "^", "傅小满", "网格员", "139 0000 1002/13800001002"],
        &["3", "西村", "一网格", "暂缺", "网格员"],
        &["4", "", "同上", "江涛", "包片干部", "13900001001", "'349999197203150113"],
        &["5", "", "", "兰芳、滕军", "网格员"],
        &["合计", "", "", "5人"],
        &["注：1.如实填写；2.每月上报", "|", "|"],
        &["填表人：钱多　审核人：孙理", "|", "|"],
    ]);
    assert_eq!(
        records,
        [
            "members name=江涛,title=网格长,grid=dong-1,phone=*13900001001 !身份证号=349999197203150113 !备注=患病",
            "members name=傅小满,title=网格员,grid=dong-1",
        ]
    );
    assert_eq!(places(&report.refused), ["D6", "D8"]);
    assert_eq!(places(&report.notes), ["F5", "D7"]);
    let told = format!("{:?}", report);
    assert!(!told.contains("349999") && !told.contains("139") && !told.contains("患病"), "{told}");
}

#[test]
fn households_with_who_covers_them() {
    let (records, report) = read(&[
        &["联系党员", "|", "被联系户", "|", "|", "|", "所属网格", "走访次数"],
        &["姓名", "联系电话", "户编号", "户主", "门牌", "联系电话", "^", "^"],
        &["麻世昌", "13900003001", "f-1", "巫根生", "水口1号", "13900003101、13900003102", "东二网格", "3"],
        &["^", "^", "f-2", "厉招娣", "水口2号", "", "^", "5"],
        &["王芳", "", "f-2", "仰小龙", "水口3号", "", "^", "2"],
    ]);
    assert_eq!(
        records,
        [
            "members name=麻世昌,phone=*13900003001",
            "members name=王芳",
            "households f-1 door=水口1号,grid=东二网格,covered_by=麻世昌 !户主=巫根生 !联系电话=13900003101+13900003102",
            "households f-2 door=水口2号,grid=东二网格,covered_by=麻世昌 !户主=厉招娣",
        ]
    );
    assert_eq!(places(&report.refused), ["C5"]);
    assert_eq!(
        report.unknown.iter().map(|unknown| unknown.column.as_str()).collect::<Vec<_>>(),
        ["走访次数"]
    );
}

#[test]
fn a_household_without_a_grid_or_in_one_that_nobody_knows_is_refused() {
    let (records, report) = read(&[
        &["户编号", "门牌", "所属网格", "公示名", "人口"],
        &["n-1", "新街1号", "东二网格", "新街人家", "3人"],
        &["n-2", "新街2号", "东三网格", "", "约5人"],
        &["n-3", "新街3号", "", "", ""],
        &["h-01", "上街1号", "", "", "4"],
        &["", "", "东二网格", "", "2"],
    ]);
    assert_eq!(
        records,
        [
            "households n-1 door=新街1号,label=*新街人家,grid=东二网格,people=*3",
            "households h-01 door=上街1号,people=*4"
        ]
    );
    assert_eq!(places(&report.refused), ["A6", "C3", "A4"]);
    assert_eq!(places(&report.notes), ["E3"]);
}

#[test]
fn coverage_by_ids_ranges_doors_and_numbers() {
    let (records, report) = read(&[
        &["党员姓名", "所属村", "联系户（户编号）", "户数"],
        &["王芳", "东村", "h-01、h-02，上街3号", "3户"],
        &["李强", "东村", "h-01至h-03", "3"],
        &["赵敏", "东村", "1-2号、3", "3"],
        &["钱多", "东村", "5户", "5"],
        &["孙理", "东村", "h-01～99", ""],
    ]);
    assert_eq!(
        records,
        [
            "members name=王芳,grid=东村,covers=[h-01 h-02 h-03]",
            "members name=李强,grid=东村,covers=h-01..h-03",
            "members name=赵敏,grid=东村,covers=[h-01..h-02 h-03]",
            "members name=钱多,grid=东村",
            "members name=孙理,grid=东村",
        ]
    );
    assert_eq!(places(&report.notes), ["C5", "C6"]);
}

#[test]
fn a_ledger_of_grids_with_leads_and_posts() {
    let (records, report) = read(&[
        &[
            "网格编号",
            "网格名称",
            "所属村",
            "网格长",
            "联系电话",
            "专职网格员",
            "联系电话",
            "户数",
            "面积（亩）",
            "备注",
        ],
        &[
            "d-3",
            "东三网格",
            "东村",
            "商国栋",
            "13900004001",
            "惠小燕",
            "13900004002",
            "58户",
            "900",
            "山林多",
        ],
        &["d-4", "东四网格", "东村", "暂缺", "", "惠小燕", "13900004002", "约60户", "", ""],
        &["d-5", "东五网格", "南村", "牟海燕", "", "", "", "1,031", "", ""],
    ]);
    assert_eq!(
        records,
        [
            "grids d-3 name=东三网格,level=grid,parent=东村,lead=商国栋,posts=[post=专职网格员,member=惠小燕],households=58",
            "grids d-4 name=东四网格,level=grid,parent=东村,posts=[post=网格长,vacant=true post=专职网格员,member=惠小燕]",
            "members name=商国栋,phone=*13900004001",
            "members name=惠小燕,phone=*13900004002",
            "members name=牟海燕",
        ]
    );
    assert_eq!(places(&report.refused), ["B4"]);
    let notes = places(&report.notes);
    assert!(
        notes.contains(&"H3") && notes.contains(&"C4") && notes.contains(&"I") && notes.contains(&"J"),
        "{notes:?}"
    );
}

#[test]
fn ratings_by_dimension_are_whole_or_refused() {
    let rows: &[&[&str]] = &[
        &["柳河镇“五星”评定表（2026年3月，镇党委核定）", "|", "|", "|", "|"],
        &["序号", "姓名", "得分", "|", "总分", "星级"],
        &["^", "^", "实绩星\n（20分）", "学习星\n（20分）", "^", "^"],
        &["1", "王 芳", "17.700000000000003", "18分", "35.7", "★★★★☆"],
        &["2", "李强", "105", "良好", "0", ""],
        &["3", "赵敏", "18", "18", "36", ""],
        &["4", "王芳", "1", "1", "2", ""],
        &["5", "江涛", "", "", "", ""],
        &["平均", "", "14", "15"],
    ];
    let (records, report) = read(rows);
    assert_eq!(
        records,
        ["ratings scheme=stars,month=2026-03,stage=approved,entries=[member=王芳,scores=[学习星:17.7 实绩星:18]]"
            .replace("学习星:17.7 实绩星:18", "学习星:18 实绩星:17.7")]
    );
    assert_eq!(places(&report.refused), ["C5", "D5", "B7", "B6"]);
    assert!(!format!("{report:?}").contains("105"));
}

#[test]
fn points_by_month_need_a_stage_that_nobody_wrote() {
    let rows: &[&[&str]] = &[
        &["2026年度党员积分台账", "|", "|", "|"],
        &["序号", "姓名", "1月", "二月", "3月", "合计", "备注"],
        &["1", "王芳", "96", "—", "101", "96", "扣完"],
        &["2", "李强", "0", "９８分", "请假", "98"],
        &["", "平均分", "48", "98", "", "", ""],
    ];
    let asked = try_read(vec![sheet("表一", rows)], &Options::default()).unwrap_err();
    assert!(asked.text.en.contains("--stage"), "{asked}");
    let options = Options { stage: stage("拟定"), ..Options::default() };
    let (records, report) = try_read(vec![sheet("表一", rows)], &options).unwrap();
    assert_eq!(
        records,
        [
            "ratings scheme=points,month=2026-01,stage=proposed,entries=[member=王芳,scores=[积分:96] member=李强,scores=[积分:0]]",
            "ratings scheme=points,month=2026-02,stage=proposed,entries=[member=李强,scores=[积分:98]]",
        ]
    );
    assert_eq!(places(&report.refused), ["E3"]);
}

#[test]
fn a_sheet_whose_name_and_title_name_two_months_is_refused() {
    let rows: &[&[&str]] =
        &[&["五星评定（2026年3月核定）", "|"], &["姓名", "学习星", "实绩星"], &["王芳", "18", "19"]];
    let (records, report) =
        try_read(vec![sheet("4月", rows), sheet("3月", rows)], &Options::default()).unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(report.refused[0].place, "表.xlsx!4月");
    let rows: &[&[&str]] = &[&["五星评定（2026年3月，待镇党委核定）", "|"], rows[1], rows[2]];
    assert!(try_read(vec![sheet("3月", rows)], &Options::default()).unwrap_err().text.en.contains("--stage"));
}

#[test]
fn commitments_with_days_that_are_unclear() {
    let (records, report) = read(&[
        &["承诺人", "承诺事项", "承诺内容", "目标", "承诺日期", "完成时限", "完成情况"],
        &["王芳", "修路", "铺路面，\n开水沟", "1.6公里", "2026.1.15", "2026年6月30日前", "正在施工"],
        &["^", "安装路灯", "", "24盏", "2026/1/15", "长期坚持", "已兑现"],
        &["李强", "清沟", "", "1公里", "46054", "6月底", ""],
        &["赵敏", "扫地", "", "", "2026-01-01", "", ""],
    ]);
    assert_eq!(
        records,
        [
            "commitments by=王芳,title=修路,detail=铺路面，\n开水沟,target=1.6公里,made=2026-01-15,due=2026-06-30",
            "commitments by=王芳,title=安装路灯,target=24盏,made=2026-01-15,outcome=kept",
        ]
    );
    assert_eq!(places(&report.refused), ["E4", "A5"]);
    assert_eq!(places(&report.notes), ["G2", "F3", "F4"]);
}

#[test]
fn hidden_things_are_told_and_left_out_unless_asked_for() {
    let make = || {
        let mut first = sheet(
            "表一",
            &[
                &["姓名", "职务", "电话", "身份证号"],
                &["江涛", "主任", "13900001001", "x"],
                &["傅小满", "委员"],
            ],
        );
        first.hidden_rows.insert(2);
        first.hidden_columns.extend([2, 3]);
        let mut second = sheet("旧表", &[&["姓名", "职务"], &["骆静", "主任"]]);
        second.hidden = true;
        vec![first, second]
    };
    let (records, report) = try_read(make(), &Options::default()).unwrap();
    assert_eq!(records, ["members name=江涛,title=主任 !身份证号=x"]);
    assert_eq!(places(&report.notes), ["C", "D", "A3", "表.xlsx!旧表"]);
    let (records, _) = try_read(make(), &Options { hidden: true, ..Options::default() }).unwrap();
    assert_eq!(records.len(), 3);
    assert!(records[0].contains("phone"));
}

#[test]
fn lists_of_residents_are_not_published_by_mistake() {
    let rows: &[&[&str]] =
        &[&["姓名", "身份证号", "家庭住址", "低保类别"], &["巫根生", "'349999197203150113", "水口1号", "A"]];
    let fault = try_read(vec![sheet("花名册", rows)], &Options::default()).unwrap_err();
    assert!(fault.text.zh.contains("--as") && !fault.text.zh.contains("巫根生"));
}

#[test]
fn the_caller_says_what_the_table_does_not() {
    let rows: &[&[&str]] = &[
        &["名头", "干啥的", "哪儿", "手机", "座机"],
        &["江涛", "主任", "东二网格", "13900001001", "0559-2300061"],
    ];
    let map = [("名头", "姓名"), ("b", "title"), ("哪儿", "所属网格"), ("座机", "-")];
    let map = map.map(|(column, key)| (column.to_owned(), key.to_owned())).to_vec();
    let options = Options { kind: Some(RecordKind::Member), map: map.clone(), ..Options::default() };
    let (records, _) = try_read(vec![sheet("表一", rows)], &options).unwrap();
    assert_eq!(records, ["members name=江涛,title=主任,grid=东二网格,phone=*13900001001"]);
    let unknown = |column: &str, key: &str| {
        let map = map.iter().cloned().chain([(column.to_owned(), key.to_owned())]).collect();
        try_read(
            vec![sheet("表一", rows)],
            &Options { kind: Some(RecordKind::Member), map, ..Options::default() },
        )
        .unwrap_err()
        .text
        .en
    };
    assert!(unknown("没有的列", "电话").contains("no column"));
    assert!(unknown("手机", "户数").contains("cannot be read as"));
    let wrong = Options { sheets: vec!["没有".into()], ..Options::default() };
    assert!(try_read(vec![sheet("表一", rows)], &wrong).unwrap_err().text.en.contains("no sheet"));
}

#[test]
fn nothing_that_can_be_read_is_one_message() {
    for rows in [
        &[&["江涛", "13900001001"] as &[&str], &["傅小满", "13900001002"]] as &[&[&str]],
        &[&["物品", "数量"], &["铁锹", "3"]],
    ] {
        let fault = try_read(vec![sheet("表一", rows)], &Options::default()).unwrap_err();
        assert!(fault.text.en.contains("no table to import"), "{fault}");
        assert!(!fault.text.en.contains("江涛") && !fault.text.en.contains("139"));
    }
}

#[test]
fn activities_replies_and_services() {
    let (records, _) = try_read(
        vec![
            sheet(
                "走访台账",
                &[
                    &["日期", "频次", "走访人", "活动内容", "次数", "走访户"],
                    &["2026-03-05", "走访", "王芳", "入户", "7户", "巫家"],
                ],
            ),
            sheet(
                "诉求",
                &[
                    &["反映时间", "反映人", "反映问题", "办理结果", "办结时间"],
                    &["2026.3.1", "钱多", "路灯不亮", "已换", "2026.3.2"],
                ],
            ),
            sheet(
                "办事指南",
                &[
                    &["事项名称", "办理时限", "所需材料", "是否收费"],
                    &["居住证明", "当场", "身份证、户口簿", "不收费"],
                ],
            ),
        ],
        &Options::default(),
    )
    .unwrap();
    assert_eq!(
        records,
        [
            "activities date=2026-03-05,cadence=走访,member=王芳,title=入户,count=7",
            "replies asked=2026-03-01,question=路灯不亮,answered=2026-03-02,answer=已换",
            "services name=居住证明,time_limit=当场,materials=[身份证 户口簿],fee=不收费",
        ]
    );
}
