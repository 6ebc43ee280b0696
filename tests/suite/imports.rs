//! What goes wrong with tables that clerks bring, and what they are told.

use std::fs;

use super::harness::{Site, tree};

/// A table of the test's own, as CSV.
fn table(site: &Site, name: &str, rows: &str) {
    site.write(name, rows.trim_start());
}

const SCORES: &str = "
2026年3月五星评定表
姓名,学习星（20分）,服务星（30分）,总分
李二,18,25,43
张三,17,28,45
";

#[test]
fn what_was_exported_for_the_public_comes_back_without_anybody_twice() {
    let site = Site::village();
    site.run(&["export", "--public", "-o", "公开.xlsx"]).exits(0);
    let before = tree(&site.path().join("content"));
    let ran = site.run(&["import", "公开.xlsx"]).exits(0);
    assert!(before == tree(&site.path().join("content")), "{}", ran.stdout);
    assert!(ran.stdout.contains("公开.xlsx!评分.月度评分  是公布过的评分结果，不导入"), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("没有变，什么都没有写\n"), "{}", ran.stdout);
    // By itself it is nothing to import, and the reason is told.
    let ran = site.run(&["import", "公开.xlsx", "--sheet", "评分.月度评分"]).exits(2);
    assert!(ran.stderr.contains("不加 --public 的 export"), "{}", ran.stderr);
    let ran = site.run(&["init", "新", "--from", "公开.xlsx"]).exits(0);
    assert!(ran.stdout.contains("新增 13，"), "{}", ran.stdout);
    // Households that public sheets call by their doors are known by these.
    site.edit("content/records.yaml", "{id: h-3,", "{id: dibao-3,");
    site.edit("content/records.yaml", "name: 张三, grid: g-2", "name: 张三, grid: g-2, covers: [h-5]");
    site.run(&["export", "--public", "-o", "再.xlsx"]).exits(0);
    let before = tree(&site.path().join("content"));
    site.run(&["import", "再.xlsx"]).exits(0);
    assert!(before == tree(&site.path().join("content")));
}

#[test]
fn a_board_is_made_of_what_was_exported_and_of_tables_called_like_that() {
    let site = Site::village();
    site.edit(
        "content/records.yaml",
        "parent: v, lead: 张三}",
        "parent: v, posts: [{post: 网格长, vacant: true}]}",
    );
    site.run(&["export", "-o", "全部.xlsx"]).exits(0);
    site.run(&["init", "新", "--from", "全部.xlsx"]).exits(0);
    let settings = fs::read_to_string(site.path().join("新/content/site.yaml")).unwrap();
    assert!(settings.contains("名称: 网格, 负责人称谓: 网格长}"), "{settings}");
    let ran = site.run(&["check", "-s", "新", "--format", "short"]);
    assert!(!ran.stdout.contains("household-uncovered]: 住户"), "{}", ran.stdout);
    table(&site, "责任人.csv", "姓名,职务\n甲小满,主任\n");
    let ran = site.run(&["init", "又", "--from", "责任人.csv"]).exits(0);
    assert!(ran.stdout.contains("新增 1，"), "{}", ran.stdout);
}

#[test]
fn a_vacancy_under_another_title_is_told_with_the_title_to_write() {
    let site = Site::empty();
    site.run(&["init", "新", "--empty"]).exits(0);
    table(&site, "网格.csv", "名称,层级,上级\n甲村,村,\n一网格,网格,甲村\n");
    table(&site, "网格.岗位.csv", "网格,岗位,空缺\n一网格,网格长,是\n");
    table(&site, "住户.csv", "户编号,门牌,网格\nh-1,1号,一网格\n");
    let ran = site.run(&["import", "-s", "新", "网格.csv", "网格.岗位.csv", "住户.csv"]).exits(1);
    assert!(ran.stdout.contains("住户.csv!A2"), "{}", ran.stdout);
    assert!(ran.stdout.contains("写上“负责人称谓: 网格长”"), "{}", ran.stdout);
}

#[test]
fn what_is_wrong_is_told_at_its_own_cell() {
    let site = Site::empty();
    table(&site, "网格员.csv", "姓名,职务,所属村,所属网格\n甲小满,网格员,甲村,一网格\n");
    table(&site, "户.csv", "门牌,户编号,网格\n1号,h-1,一网格\n2号,h-2,不知名网格\n");
    let ran = site.run(&["init", "新", "--from", "户.csv", "--from", "网格员.csv"]).exits(0);
    assert!(ran.stdout.contains("户.csv!C3  网格“不知名网格”缺“上级”"), "{}", ran.stdout);
    // 一网格 is in the village that the other file says, whichever comes first.
    assert!(!ran.stdout.contains("户.csv!C2") && ran.stdout.contains("h-1 1号"), "{}", ran.stdout);
    // The end says that something was left, and what to do.
    assert!(
        ran.stdout.contains("没有登记（见上面“不能登记”") && ran.stdout.contains("gongkailan import"),
        "{}",
        ran.stdout
    );
    let site = Site::village();
    table(&site, "承诺.csv", "编号,责任人,事项,承诺日期,目标\nxiu-lu,张三,修通机耕路,2026-01-05,1.2 公里\n");
    let ran = site.run(&["import", "承诺.csv"]);
    assert!(ran.stdout.contains("承诺.csv!A2  没有采用编号“xiu-lu”"), "{}", ran.stdout);
}

#[test]
fn the_sample_of_a_column_is_of_the_person_it_names() {
    let site = Site::village();
    table(
        &site,
        "台账.csv",
        "网格名称,所属村,层级,网格长,联系电话,专职网格员,联系电话\n三网格,试村,网格,甲小满,13900009001,乙小雪,13900009002\n",
    );
    let ran = site.run(&["import", "台账.csv", "--dry-run"]).exits(0);
    let of = |title: &str| {
        let line = ran.stdout.lines().find(|line| line.contains(&format!("{title}的姓名")));
        line.unwrap_or_default().to_owned()
    };
    assert!(of("网格长").ends_with("甲小满") && of("专职网格员").ends_with("乙小雪"), "{}", ran.stdout);
    // A preview names no file as touched.
    assert!(ran.stdout.ends_with("只是预览，没有动文件\n"), "{}", ran.stdout);
}

#[test]
fn scores_without_a_scheme_are_told_with_the_scheme_to_write() {
    let site = Site::village();
    let settings = fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
    let without = settings.split("评分办法:").next().unwrap().to_owned();
    site.write("content/site.yaml", &without);
    let records = fs::read_to_string(site.path().join("content/records.yaml")).unwrap();
    site.write("content/records.yaml", records.split("ratings:").next().unwrap());
    table(&site, "评星.csv", SCORES);
    let ran = site.run(&["import", "评星.csv"]).exits(2);
    assert!(ran.stderr.contains("评星.csv：这像评分表（学习星、服务星）"), "{}", ran.stderr);
    let example = ran.stderr.split("\n\n").find(|part| part.starts_with("评分办法:")).unwrap();
    assert!(example.contains("{名称: 服务星, 满分: 30}"), "{example}");
    // What is told can be copied as it is.
    site.write("content/site.yaml", format!("{without}\n{example}\n"));
    site.run(&["import", "评星.csv", "--stage", "拟定"]).exits(0);
    // A board that is being made of several tables is made of the others.
    table(&site, "名册.csv", "姓名,职务\n甲小满,主任\n");
    let ran = site.run(&["init", "新", "--from", "评星.csv", "--from", "名册.csv"]).exits(0);
    assert!(ran.stdout.contains("这像评分表") && ran.stdout.contains("新增 1，"), "{}", ran.stdout);
}

#[test]
fn grids_alone_are_a_table_and_a_grid_that_is_missing_is_told_how_to_add() {
    let site = Site::village();
    table(&site, "清单.csv", "网格名称,所属村\n三网格,试村\n");
    site.run(&["import", "清单.csv", "--level", "网格"]).exits(0);
    table(&site, "新人.csv", "姓名,职务,所属网格\n甲小满,文书,山背后片\n");
    let ran = site.run(&["import", "新人.csv"]).exits(0);
    assert!(ran.stdout.contains("新人.csv!C2") && ran.stdout.contains("--as 网格"), "{}", ran.stdout);
    // Of a household nothing that may be a resident's name is repeated.
    table(&site, "新户.csv", "门牌,户编号,网格\n9号,h-9,毕大江\n");
    let ran = site.run(&["import", "新户.csv"]).exits(1);
    assert!(ran.stdout.contains("新户.csv!C2  “网格”：没有写在这一格里的网格"), "{}", ran.stdout);
}

#[test]
fn members_on_a_sheet_called_after_a_village_belong_to_it() {
    let site = Site::village();
    table(&site, "干部.csv", "试村\n姓名,职务,电话\n甲小满,文书,13900009001\n李二,网格员,13800000002\n");
    site.run(&["import", "干部.csv"]).exits(0);
    let records: String = tree(&site.path().join("content"))
        .into_values()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let added = &records[records.find("甲小满").unwrap()..];
    assert!(added[..added.find("电话").unwrap_or(added.len())].contains("试村"), "{added}");
    // Whom the board places more closely stays there.
    assert!(records.contains("name: 李二, grid: g-1"), "{records}");
}
