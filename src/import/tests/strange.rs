//! Sheets that mix what is public with what is not, or that could be read in two ways.

use super::*;

#[test]
fn a_public_value_that_names_a_resident_of_its_row_is_not_taken() {
    let (records, report) = read(&[
        &["户编号", "户主", "门牌", "村民小组", "公示名", "网格", "网格员电话"],
        &["h-21", "毕大江", "毕大江家", "一组", "毕家", "东二网格"],
        &["h-毕小江", "毕小江", "上街22号", "一组", "", "东二网格"],
        &["h-23", "葛 小兰", "上街23号", "葛小兰组", "", "东二网格"],
        &["h-24", "东二", "东二24号", "", "", "东二网格"],
    ]);
    assert_eq!(
        records,
        [
            "households h-23 door=上街23号,grid=东二网格 !户主=葛 小兰",
            "households h-24 door=东二24号,grid=东二网格 !户主=东二",
        ]
    );
    assert_eq!(places(&report.refused), ["C2", "A3"]);
    assert_eq!(places(&report.notes), ["D4"]);
    let told = format!("{:?}", (&report.refused, &report.notes));
    assert!(!told.contains("毕") && !told.contains("小兰"), "{told}");
}

#[test]
fn what_is_asked_and_done_is_told_without_those_it_is_about() {
    let (records, report) = try_read(
        vec![
            sheet(
                "诉求",
                &[
                    &["反映时间", "反映人", "反映问题", "办理结果"],
                    &["2026.3.1", "毕大江", "毕大江家门口路灯不亮", "已换"],
                    &["2026.3.1", "葛小兰", "井盖丢失", "已答复葛小兰"],
                ],
            ),
            sheet(
                "走访台账",
                &[
                    &["走访日期", "频次", "走访人", "户主", "联系电话", "走访内容"],
                    &["2026-03-05", "走访", "王芳", "毕大江", "13900011001", "看望毕大江"],
                    &["2026-03-06", "走访", "王芳", "葛小兰", "13900011002", "宣传政策"],
                ],
            ),
        ],
        &Options::default(),
    )
    .unwrap();
    assert_eq!(
        records,
        [
            "activities date=2026-03-05,cadence=走访,member=王芳",
            "activities date=2026-03-06,cadence=走访,member=王芳,title=宣传政策",
            "replies asked=2026-03-01,question=井盖丢失",
        ]
    );
    let at = |findings: &[report::Finding]| -> Vec<String> {
        findings.iter().map(|finding| finding.place.clone()).collect()
    };
    assert_eq!(at(&report.refused), ["表.xlsx!诉求!C2"]);
    assert!(at(&report.notes).contains(&"表.xlsx!诉求!D3".to_owned()));
    assert!(at(&report.notes).contains(&"表.xlsx!走访台账!F2".to_owned()));
}

#[test]
fn a_resident_in_the_wrong_column_is_not_repeated() {
    let (_, report) =
        read(&[&["户编号", "户主", "门牌", "网格"], &["h-21", "东二网格", "上街21号", "毕大江"]]);
    assert_eq!(places(&report.refused), ["D2"]);
    assert!(!report.refused[0].message.zh.contains("毕大江"));
}

#[test]
fn a_party_member_of_the_household_does_not_cover_it() {
    let (records, report) = read(&[
        &["户编号", "户主", "门牌", "网格", "党员"],
        &["h-21", "毕大江", "上街21号", "东二网格", "葛小兰"],
    ]);
    assert_eq!(records, ["households h-21 door=上街21号,grid=东二网格 !户主=毕大江"]);
    assert_eq!(report.unknown.len(), 1);
}

#[test]
fn a_header_may_name_the_person_and_the_detail_at_once() {
    let (records, _) = read(&[
        &["网格名称", "所属村", "网格长", "网格长电话", "专职网格员", "网格员电话"],
        &["三网格", "东村", "江涛", "13900001001", "傅小满", "13900001002"],
    ]);
    assert!(records.contains(&"members name=江涛,phone=*13900001001".to_owned()), "{records:?}");
    assert!(records.contains(&"members name=傅小满".to_owned()), "{records:?}");
    // Of a list of people, the phone of somebody else is nobody's.
    let (records, report) = read(&[&["姓名", "职务", "网格长电话"], &["江涛", "主任", "13900001001"]]);
    assert_eq!(records, ["members name=江涛,title=主任"]);
    assert_eq!(report.unknown.len(), 1);
}

#[test]
fn members_are_shown_without_their_relatives() {
    let (records, report) = read(&[
        &["姓名", "职务", "手机", "配偶姓名", "联系电话", "分工"],
        &["江涛", "主任", "13900001001", "葛小兰", "13900011002", "党建，葛小兰协助"],
    ]);
    assert_eq!(records, ["members name=江涛,title=主任,phone=*13900001001 !配偶姓名=葛小兰"]);
    assert_eq!(places(&report.notes), ["F2", "E"]);
}

#[test]
fn points_of_several_months_are_not_taken_for_those_of_the_last() {
    let rows: &[&[&str]] = &[&["党员积分（2026年1-3月，拟定）", "|"], &["姓名", "积分"], &["王芳", "90"]];
    let (records, report) = read(rows);
    assert!(records.is_empty() && report.refused.len() == 1);
    let quarters: &[&[&str]] = &[
        &["党员积分（2026年，拟定）", "|", "|"],
        &["姓名", "一季度", "上半年", "总分"],
        &["钱多", "90", "91", "91"],
    ];
    let fault = try_read(vec![sheet("表一", quarters)], &Options::default()).unwrap_err();
    assert!(fault.text.en.contains("quarters"), "{fault}");
}

#[test]
fn months_stand_over_their_dimensions_and_no_score_is_given_twice() {
    let rows = |first: &'static str, second: &'static str| {
        sheet(
            "表一",
            &[
                &["五星评定（2026年，拟定）", "|", "|", "|", "|"],
                &["姓名", first, "|", second, "|"],
                &["^", "学习星", "实绩星", "学习星", "实绩星"],
                &["王芳", "18", "19", "16", "17"],
            ],
        )
    };
    let (records, _) = try_read(vec![rows("3月", "4月")], &Options::default()).unwrap();
    assert_eq!(records.len(), 2, "{records:?}");
    assert!(records[0].contains("2026-03") && records[0].contains("学习星:18 实绩星:19"));
    assert!(records[1].contains("2026-04") && records[1].contains("学习星:16 实绩星:17"));
    let month = Options { month: crate::calendar::Month::new(2026, 3), ..Options::default() };
    let fault = try_read(vec![rows("村评", "镇评")], &month).unwrap_err();
    assert!(fault.text.en.contains("same score"), "{fault}");
}

#[test]
fn a_promise_may_be_all_that_is_said_of_it() {
    let (records, _) = read(&[
        &["党员公开承诺", "|", "|", "|"],
        &["承诺人", "承诺内容", "承诺时间", "完成时限"],
        &["王芳", "1.修路；2.装灯", "2026.1.15", "2026年6月30日前"],
    ]);
    assert_eq!(records, ["commitments by=王芳,title=1.修路；2.装灯,made=2026-01-15,due=2026-06-30"]);
}

#[test]
fn a_name_may_have_a_title_in_brackets_and_details_of_nobody_are_told() {
    let (records, report) = read(&[
        &["姓名", "职务", "电话"],
        &["江涛（组长）", "网格员", "13900001001"],
        &["傅小满 书记", "网格员", "13900001002"],
    ]);
    assert_eq!(records, ["members name=江涛,title=网格员,phone=*13900001001"]);
    assert_eq!((places(&report.notes), places(&report.refused)), (vec!["A2"], vec!["A3"]));
    let (records, report) =
        read(&[&["网格名称", "所属村", "网格长", "联系电话"], &["三网格", "东村", "/", "13900001001"]]);
    assert!(records.len() == 1 && !records[0].contains("posts"), "{records:?}");
    assert_eq!(places(&report.notes), ["D2"]);
}

#[test]
fn a_stray_cell_beside_the_table_refuses_nothing() {
    let (records, report) = read(&[&["姓名", "职务"], &["江涛", "主任"], &[], &["", "", "", "x"]]);
    assert_eq!(records.len(), 1);
    assert!(report.refused.is_empty());
    assert_eq!(report.unknown[0].column, "D（没有表头）");
}
