//! `export`: what sheets say, what of it may be published, and that nothing is lost over it.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use gongkailan::calendar::AsOf;
use gongkailan::export;
use gongkailan::guard;
use gongkailan::load::load;
use gongkailan::model::{Records, resolve};
use gongkailan::render::Artifacts;

use super::examples::boards;
use super::harness::Site;

/// What somebody keeps to himself, on a board like the village.
fn board() -> Site {
    let site = Site::village();
    site.edit(
        "content/records.yaml",
        "  - {id: h-2, door: 2号, grid: g-1}\n",
        "  - {id: h-2, door: 2号, grid: g-1, label: 向阳人家, people: 4, private: {户主: 赵守义, 家庭: {子女: [赵小勇, 赵小兰]}, 备注: \"=1+1\"}}\n",
    );
    site.edit("content/records.yaml", "name: 张三, grid: g-2}", "name: 张三, grid: g-2, private: 腿脚不便}");
    site
}

/// Every part of a workbook, by its path.
fn parts(workbook: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().into_owned(), text));
    }
    parts
}

fn part(workbook: &[u8], name: &str) -> String {
    parts(workbook).into_iter().find(|(path, _)| path == name).unwrap().1
}

fn csv(site: &Site, path: &str) -> String {
    let text = fs::read_to_string(site.path().join(path)).unwrap();
    text.strip_prefix('\u{feff}').unwrap().replace("\r\n", "\n")
}

#[test]
fn a_kind_of_record_is_a_sheet_and_a_key_a_column() {
    let site = board();
    site.run(&["export", "-o", "表"]).exits(0);
    assert_eq!(
        csv(&site, "表/住户.csv"),
        "户编号,门牌,网格,村民小组,包联人,止\nh-1,1号,第一网格,,,\nh-2,2号,第一网格,,,\nh-3,3号,第一网格,,李二,\n\
         h-4,4号,第二网格,,,\nh-5,5号,第二网格,,,\nh-6,6号,第二网格,,,\n"
    );
    let members = csv(&site, "表/责任人.csv");
    assert!(
        members.starts_with("编号,姓名,职务,党员,所属网格,电话,照片,包联户,职责,承诺语,起,止\n"),
        "{members}"
    );
    assert!(members.contains("\nwang-yi,王一,村书记,,,13800000001,,,,,,\n"), "{members}");
    assert!(members.contains("\nli-er,李二,,,第一网格,,,,,,,\n"), "{members}");
    let grids = csv(&site, "表/网格.csv");
    assert!(grids.contains("\ng-1,第一网格,,网格,试村,,,,,李二,"), "{grids}");
    let promises = csv(&site, "表/承诺.csv");
    assert!(promises.contains(",张三,,修通机耕路,,,,1.2 公里,2026-01-05,2026-06-30,,"), "{promises}");
}

#[test]
fn what_is_private_stands_apart_and_says_so() {
    let site = board();
    let ran = site.run(&["export", "-o", "表", "--lang", "zh"]).exits(0);
    assert!(ran.stdout.contains("4 张是内部的，不得公开"), "{}", ran.stdout);
    assert_eq!(
        csv(&site, "表/住户（内部）.csv"),
        "内部资料：只供内部使用，不得公开\n户编号,门牌,公示名,人口,内部.户主,内部.家庭.子女,内部.备注\n\
         h-2,2号,向阳人家,4,赵守义,\"赵小勇\n赵小兰\",'=1+1\n"
    );
    assert_eq!(
        csv(&site, "表/责任人（内部）.csv"),
        "内部资料：只供内部使用，不得公开\n编号,姓名,电话,公开电话,内部\nli-er,李二,13800000002,,\n\
         wang-yi,王一,,是,\nzhang-san,张三,,,腿脚不便\n"
    );
}

#[test]
fn ratings_are_a_sheet_and_a_form_to_fill_in() {
    let site = board();
    site.edit(
        "content/records.yaml",
        "ratings:\n",
        "ratings:\n  - {month: 2026-03, stage: self, entries: [{member: 李二, scores: [50, 30.5], note: 稳}]}\n",
    );
    site.run(&["export", "评分", "-o", "表"]).exits(0);
    let head =
        "内部资料：只供内部使用，不得公开\n办法,月份,阶段,责任人,得分.履职（60分）,得分.服务（40分）,说明\n";
    assert_eq!(
        csv(&site, "表/评分.月度评分（内部）.csv"),
        format!(
            "{head}月度评分,2026-02,核定,李二,55,38,\n月度评分,2026-02,核定,张三,50,30,\n\
             月度评分,2026-03,自评,李二,50,30.5,稳\n"
        )
    );
    assert_eq!(
        csv(&site, "表/评分.月度评分.2026-04（内部）.csv"),
        format!("{head}月度评分,2026-04,拟定,李二,,,\n")
    );
    // A month that somebody was rated in is gone on with.
    site.run(&["export", "ratings", "-o", "三月", "--month", "2026-03"]).exits(0);
    assert_eq!(
        csv(&site, "三月/评分.月度评分.2026-03（内部）.csv"),
        format!("{head}月度评分,2026-03,自评,李二,50,30.5,稳\n月度评分,2026-03,自评,张三,,,\n")
    );
    assert!(!csv(&site, "三月/评分.月度评分（内部）.csv").contains("2026-03"));
    site.run(&["export", "-o", "公开", "--public", "评分"]).exits(0);
    assert_eq!(
        csv(&site, "公开/评分.月度评分.csv"),
        "办法,期间,责任人,星级,总分,名次,履职,服务,说明\n月度评分,2026-02,李二,,93,,55,38,\n月度评分,2026-02,张三,,80,,50,30,\n"
    );
}

#[test]
fn a_workbook_has_typed_cells_lists_to_choose_from_and_a_head_that_stays() {
    let site = board();
    site.run(&["export", "-o", "花名册.xlsx"]).exits(0);
    let workbook = fs::read(site.path().join("花名册.xlsx")).unwrap();
    let styles = part(&workbook, "xl/styles.xml");
    assert!(styles.contains("yyyy\\-mm\\-dd") || styles.contains("yyyy-mm-dd"), "{styles}");
    let names = part(&workbook, "xl/workbook.xml");
    let at = |name: &str| {
        let before = &names[..names.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("{name}"))];
        part(&workbook, &format!("xl/worksheets/sheet{}.xml", before.matches("<sheet ").count()))
    };
    let promises = at("承诺");
    // 2026-01-05 as Excel counts it, with the format of a date.
    assert!(promises.contains("<v>46027</v>"), "{promises}");
    assert!(promises.contains("state=\"frozen\"") && promises.contains("ySplit=\"1\""), "{promises}");
    assert!(promises.contains("\"已兑现,部分兑现,未兑现,已调整\""), "{promises}");
    let members = at("责任人");
    assert!(members.contains("\"是,否\""), "{members}");
    // A telephone number is no number.
    assert!(!members.contains("<v>13800000001</v>"), "{members}");
    assert!(part(&workbook, "xl/sharedStrings.xml").contains("<t>13800000001</t>"));
    let form = at("评分.月度评分.2026-03（内部）");
    assert!(form.contains("ySplit=\"2\"") && form.contains("type=\"decimal\""), "{form}");
    // Nothing is a formula, whatever it begins with.
    assert!(part(&workbook, "xl/sharedStrings.xml").contains("<t>=1+1</t>"));
    for (path, text) in parts(&workbook).iter().filter(|(path, _)| path.contains("worksheets/")) {
        assert!(!text.contains("<f>"), "{path}: {text}");
    }
}

#[test]
fn the_same_board_is_the_same_file_and_no_other_is_written_over() {
    let site = board();
    site.run(&["export", "-o", "a.xlsx"]).exits(0);
    let first = fs::read(site.path().join("a.xlsx")).unwrap();
    let again = site.run(&["export", "-o", "a.xlsx", "--lang", "zh"]).exits(0);
    assert!(again.stdout.starts_with("a.xlsx 没有变化"), "{}", again.stdout);
    site.run(&["export", "-o", "b.XLSX", "--as-of", "2026-03-30"]).exits(0);
    assert!(first == fs::read(site.path().join("b.XLSX")).unwrap());
    // Somebody may have filled it in.
    site.edit("content/records.yaml", "title: 修通机耕路", "title: 修通水渠");
    let refused = site.run(&["export", "-o", "a.xlsx", "--lang", "zh"]).exits(2);
    assert!(refused.stderr.contains("已有") && refused.stderr.contains("不覆盖"), "{}", refused.stderr);
    assert!(first == fs::read(site.path().join("a.xlsx")).unwrap());
    // One of many files is enough, and then none is written.
    site.write("表/承诺.csv", "填好的");
    site.run(&["export", "-o", "表"]).exits(2);
    assert_eq!(fs::read_dir(site.path().join("表")).unwrap().count(), 1);
}

#[test]
fn what_is_internal_lies_nowhere_that_is_published() {
    let site = board();
    site.run(&["build"]).exits(0);
    site.run(&["build", "-o", "外面/网站"]).exits(0);
    for place in ["content/花名册.xlsx", "content/表", "public/a.xlsx", "themes/x/assets", "外面/网站/表"]
    {
        let ran = site.run(&["export", "-o", place, "--lang", "en"]).exits(2);
        assert!(ran.stderr.contains("internal") && ran.stderr.contains("--public"), "{}", ran.stderr);
    }
    assert!(!site.path().join("content/表").exists() && !site.path().join("content/花名册.xlsx").exists());
    // Carried there by hand, it is refused as well.
    site.run(&["export", "-o", "内部.xlsx"]).exits(0);
    site.run(&["export", "-o", "表"]).exits(0);
    let notice = |file: &str| format!("---\n类型: 公告\n日期: 2026-03-01\n---\n# 花名册\n\n[下载]({file})\n");
    for file in ["内部.xlsx", "表/住户（内部）.csv", "表/评分.月度评分（内部）.csv", "表/责任人（内部）.csv"]
    {
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        fs::copy(site.path().join(file), site.path().join("content").join(name)).unwrap();
        site.write("content/n.md", notice(&format!("<{name}>")));
        let ran = site.run(&["check", "--format", "short", "--lang", "en"]).exits(1);
        assert!(ran.stdout.contains("attachment-refused"), "{name}: {}", ran.stdout);
        fs::remove_file(site.path().join("content").join(name)).unwrap();
    }
    // Without its first row it still has its heads.
    let rows = csv(&site, "表/住户（内部）.csv");
    site.write("content/无题.csv", rows.split_once('\n').unwrap().1);
    site.write("content/n.md", notice("无题.csv"));
    let ran = site.run(&["check", "--format", "short", "--lang", "en"]).exits(1);
    assert!(ran.stdout.contains("attachment-refused"), "{}", ran.stdout);
    // What may be published is an attachment like others.
    fs::remove_file(site.path().join("content/无题.csv")).unwrap();
    fs::remove_file(site.path().join("content/n.md")).unwrap();
    site.run(&["export", "-o", "content/公开.xlsx", "--public"]).exits(0);
    site.write("content/n.md", notice("公开.xlsx"));
    site.run(&["build", "--format", "short", "--lang", "en"]).exits(0);
}

#[test]
fn of_no_board_anything_private_is_in_a_public_export() {
    let mut found = 0;
    for (name, (folder, day)) in boards() {
        let day = AsOf(day.parse().unwrap());
        let (loaded, _) = load(&folder).unwrap();
        let Records { board, register } = resolve(&loaded).0.unwrap();
        let leaks = |sheets: &[export::Sheet]| {
            let mut files = Artifacts::default();
            export::csv(sheets).into_iter().for_each(|(name, bytes)| files.add(name, bytes));
            let found = guard::scan(&files, &board, &register, &loaded.sources, day);
            found.iter().filter(|problem| problem.rule.name == "private-leaked").count()
        };
        assert_eq!(leaks(&export::public(&board, &loaded.sources, day, &[])), 0, "{name}");
        found += leaks(&export::whole(&board, &register, &loaded.sources, day, &[], None));
    }
    assert!(found > 0);
}

#[test]
fn ids_of_households_that_tell_something_are_not_public() {
    let site = board();
    site.edit("content/records.yaml", "{id: h-3,", "{id: dibao-3,");
    site.edit("content/records.yaml", "name: 张三, grid: g-2,", "name: 张三, grid: g-2, covers: [h-5],");
    site.run(&["export", "-o", "公开", "--public"]).exits(0);
    site.run(&["export", "-o", "全部"]).exits(0);
    let public = csv(&site, "公开/住户.csv");
    // All of them, in the order of doors: one that is called otherwise would say something too.
    assert!(
        public.starts_with("户编号,门牌,网格,村民小组,包联人,止\ng-1/1号,1号,第一网格,,,\ng-1/2号,"),
        "{public}"
    );
    assert!(!public.contains("h-") && csv(&site, "公开/责任人.csv").contains(",g-2/5号,"));
    for file in fs::read_dir(site.path().join("公开")).unwrap().filter_map(Result::ok) {
        assert!(!fs::read_to_string(file.path()).unwrap().contains("dibao"), "{}", file.path().display());
    }
    // What comes back has the ids that the records have.
    assert!(csv(&site, "全部/住户.csv").contains("dibao-3,3号"));
}

#[test]
fn small_counts_and_what_is_not_out_are_not_public() {
    let site = board();
    site.edit(
        "content/records.yaml",
        "commitments:\n",
        "commitments:\n  - {by: 李二, title: 明年的事, made: 2027-01-05, target: 1}\n  - {by: 李二, title: 正在做, made: 2026-01-05, target: 1, progress: [{date: 2026-02-01, note: 早先}, {date: 2026-12-01, note: 日后, outcome: kept}]}\n",
    );
    site.edit("content/records.yaml", "id: g-2, name: 第二网格,", "id: g-2, name: 第二网格, population: 3,");
    site.write("content/site.yaml", {
        let settings = fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
        format!("{settings}频次制度: [{{编号: visit, 名称: 走访, 频次: 月, 主体: 责任人}}]\n")
    });
    site.write(
        "content/more.yaml",
        "activities:\n  - {date: 2026-03-02, cadence: visit, member: 李二, count: 2}\n  - {date: 2026-03-03, cadence: visit, member: 张三, count: 9}\nreplies:\n  - {asked: 2026-03-01, question: 路何时修？, answered: 2026-12-01, answer: 已修好}\n",
    );
    site.write(
        "content/旧.md",
        "---\n类型: 公告\n日期: 2026-01-01\n到期: 2026-01-08\n---\n# 名单公示\n\n过期的\n",
    );
    site.run(&["export", "-o", "公开", "--public"]).exits(0);
    site.run(&["export", "-o", "全部"]).exits(0);
    let public = |name: &str| csv(&site, &format!("公开/{name}.csv"));
    let whole = |name: &str| csv(&site, &format!("全部/{name}.csv"));
    assert!(!public("承诺").contains("明年的事") && whole("承诺（内部）").contains("明年的事"));
    assert!(public("承诺.进展").contains("早先") && !public("承诺.进展").contains("日后"));
    assert!(whole("承诺.进展（内部）").contains("日后,,已兑现"));
    assert!(
        public("台账").contains(",李二,,,,") && public("台账").contains(",张三,,9,,"),
        "{}",
        public("台账")
    );
    assert!(whole("台账（内部）").contains(",李二,,2,,"));
    assert!(public("回音").contains("路何时修？,,,") && whole("回音（内部）").contains("已修好"));
    assert!(whole("网格（内部）").ends_with("编号,名称,人口\ng-2,第二网格,3\n"));
    let grids = public("网格");
    assert_eq!(grids, whole("网格"));
    assert!(!public("页面").contains("过期的") && whole("页面（内部）").contains("过期的"));
    // What is all out is not internal.
    assert!(!site.path().join("全部/住户.csv").exists() || !whole("住户").contains("内部"));
    for name in ["承诺", "台账", "回音", "页面"] {
        assert!(!site.path().join(format!("全部/{name}.csv")).exists(), "{name}");
    }
}

#[test]
fn only_what_is_asked_for_is_exported_and_heads_alone_are_a_form() {
    let site = Site::village();
    site.run(&["export", "services", "台账", "-o", "空.xlsx"]).exits(0);
    let names = part(&fs::read(site.path().join("空.xlsx")).unwrap(), "xl/workbook.xml");
    assert!(names.contains("name=\"服务事项\"") && names.contains("name=\"台账\""), "{names}");
    assert_eq!(names.matches("<sheet ").count(), 2);
    for (arguments, said) in [
        (&["export", "people", "-o", "x"][..], "members"),
        (&["export", "-o", "x.xls"], ".xlsx"),
        (&["export", "-o", "x", "members", "--month", "2026-04"], "--month"),
        (&["export", "-o", "x", "--public", "--month", "2026-04"], "--public"),
        (&["export"], "--out"),
    ] {
        let ran = site.run(&[arguments, &["--lang", "en"]].concat()).exits(2);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
    site.edit("content/records.yaml", "grid: g-1", "grid: g-9");
    site.run(&["export", "-o", "x"]).exits(1);
    assert!(!site.path().join("x").exists());
}
