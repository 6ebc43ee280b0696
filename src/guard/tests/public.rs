//! What is public on purpose, and how a passage is told.

use super::*;

#[test]
fn whom_a_text_names_on_purpose_is_public_there_alone() {
    let records = format!(
        "{RECORDS}replies:\n  - asked: 2026-03-01\n    question: 机动地由谁承包？\n    answer: |\n      1. 赵铁柱，12 亩\n      2. **高明**，8 亩\n\
         \x20   named: [赵铁柱, 高明]\n    basis: 组织法第三十条\n"
    );
    let files = BTreeMap::from([
        ("content/site.yaml".to_owned(), SITE.as_bytes().to_vec()),
        ("content/records.yaml".to_owned(), records.into_bytes()),
    ]);
    let (loaded, problems) = load_files(&files);
    assert!(!problems.has_errors(), "{problems:?}");
    let records = resolve(&loaded).0.unwrap();
    let told = |text: &str| {
        let mut artifacts = Artifacts::default();
        artifacts.add("replies/index.html", text.as_bytes().to_vec());
        let found = scan(&artifacts, &records.board, &records.register, &loaded.sources, day());
        found.iter().map(|problem| (problem.rule.name, problem.message.zh.clone())).collect::<Vec<_>>()
    };
    let page = "<ol><li>赵铁柱，12 亩</li><li><strong>高明</strong>，8 亩</li></ol>";
    let found = told(page);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].0 == "named-on-purpose" && found[0].1.contains("2 位") && found[0].1.contains("第三十条")
    );
    assert!(told(&format!("{page}<p>赵铁柱家的狗</p>")).iter().any(|(rule, _)| *rule == "private-leaked"));
    assert!(told(&page.replace("12 亩", "139 0000 2222")).iter().any(|(rule, _)| *rule == "private-leaked"));
}

#[test]
fn public_facts_are_no_leak_in_any_spelling() {
    let site = format!("{SITE}hotline: 0355-7830012\n");
    let records = "\
grids:
  - {id: east, name: 东网格, level: grid, lead: wang-fang}
members:
  - {id: wang-fang, name: 王芳, phone: 0355-7831234, phone_public: 是, honours: [{title: 好人, date: 2011-07-01}]}
households:
  - {id: h-1, door: 1号, grid: east, label: 小卖部, private: {户主: 王 芳, 电话: 7831234, 座机: 03557830012, 生日: 2011-07-01}}
";
    let files = BTreeMap::from([
        ("content/site.yaml".to_owned(), site.into_bytes()),
        ("content/records.yaml".to_owned(), records.as_bytes().to_vec()),
    ]);
    let loaded = load_files(&files).0;
    let records = resolve(&loaded).0.unwrap();
    let text = "王芳，小卖部门口，7831234，0355-783 1234，7830012，(0355)7830012，2011年7月1日";
    let mut artifacts = Artifacts::default();
    artifacts.add("a.html", text.as_bytes().to_vec());
    let found = scan(&artifacts, &records.board, &records.register, &loaded.sources, day());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_field_excuses_only_what_it_is_for() {
    let told = |site: &str, grid: &str, member: &str, household: &str, private: &str, text: &str| {
        let records = format!(
            "grids:\n  - {{id: east, name: 东网格, level: grid, lead: wang-fang{grid}}}\n\
             members:\n  - {{id: wang-fang, name: 王芳{member}}}\n\
             households:\n  - {{id: h-1, door: 1号, grid: east{household}, private: {{{private}}}}}\n"
        );
        let files = BTreeMap::from([
            ("content/site.yaml".to_owned(), format!("{SITE}{site}").into_bytes()),
            ("content/records.yaml".to_owned(), records.into_bytes()),
        ]);
        let loaded = load_files(&files).0;
        let records = resolve(&loaded).0.unwrap();
        let mut artifacts = Artifacts::default();
        artifacts.add("a.html", format!("<p>{text}</p>").into_bytes());
        scan(&artifacts, &records.board, &records.register, &loaded.sources, day()).iter().len()
    };
    let basis = "disclosures: [{name: 财务, basis: 徐德丽}]\n";
    let services = "poster: {services: [{name: 徐德丽, phone: 0355-7830012, note: 徐德丽}]}\n";
    let (name, phone) = ("户主: 徐德丽", "电话: 13906480894");
    for (site, grid, member, household, private, text, leaks) in [
        // Names of people are public wherever; of posts, bases and services they are none.
        ("", "", ", title: 徐德丽", "", name, "徐德丽", 1),
        ("", ", aka: [徐德丽]", "", "", name, "徐德丽", 0),
        (basis, "", "", "", name, "徐德丽", 1),
        (services, "", "", "", name, "徐德丽", 1),
        ("", "", "", ", label: 徐德丽", name, "徐德丽", 0),
        ("", "", "", ", group: 徐德丽", name, "徐德丽", 1),
        // Numbers of a person are public only as a phone.
        ("", "", ", title: '13906480894'", "", phone, "13906480894", 1),
        ("", "", "", ", group: '13906480894'", phone, "13906480894", 1),
        ("", ", code: '13906480894'", "", "", phone, "13906480894", 1),
        ("", "", "", ", label: '13906480894'", phone, "13906480894", 1),
        ("", "", ", phone: '13906480894', phone_public: 是", "", phone, "13906480894", 0),
        ("hotline: 13906480894\n", "", "", "", phone, "13906480894", 0),
        ("description: 请打 0355-7830012\n", "", "", "", "电话: 0355-7830012", "0355-7830012", 1),
        (services, "", "", "", "电话: 0355-7830012", "7830012", 0),
        ("", ", code: '140429101201'", "", "", "网格编码: 140429101201", "140429101201", 0),
        // An address of public names is public, unless it tells more.
        ("", "", "", ", group: 第三村民小组", "住址: 东网格第三村民小组1号", "东网格第三村民小组1号", 0),
        ("", "", "", "", "住址: 东网格第三村民小组1号", "东网格第三村民小组1号", 1),
        // Remarks are where they name a place or a class.
        ("", "", "", ", group: 老伴卧病在床", "备注: 老伴卧病在床", "老伴卧病在床", 1),
        ("", "", "", ", group: 东坡第三村民小组", "组: 东坡第三村民小组", "东坡第三村民小组", 0),
        ("", "", ", title: 乡村振兴信息专干", "", "备注: 乡村振兴信息专干", "乡村振兴信息专干", 0),
    ] {
        let found = told(site, grid, member, household, private, text);
        assert_eq!(found, leaks, "{site}{grid}{member}{household} excuses {private}: {text}");
    }
}
