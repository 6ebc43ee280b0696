//! What many households have, so that a page holds some of it by chance.

use super::*;

/// A village with so many incomes and days of birth, of which some stand elsewhere by chance.
fn board_of_many(households: u32) -> (crate::load::Loaded, crate::model::Records) {
    let household = |at: u32| {
        let (income, day) = (30_000 + at * 50, at % 28 + 1);
        format!(
            "  - {{id: m-{at}, door: 北{at}号, grid: east, private: {{年收入: {income}, 出生: 2011-07-{day:02}}}}}\n"
        )
    };
    let households: String = (1..households).map(household).collect();
    let records = RECORDS.replacen("ratings:\n", &(households + "ratings:\n"), 1);
    let files = BTreeMap::from([
        ("content/site.yaml".to_owned(), SITE.as_bytes().to_vec()),
        ("content/records.yaml".to_owned(), records.into_bytes()),
    ]);
    let (loaded, problems) = load_files(&files);
    assert!(!problems.has_errors(), "{problems:?}");
    let records = resolve(&loaded).0.unwrap();
    (loaded, records)
}

fn of_many(path: &str, text: &str) -> usize {
    let (loaded, records) = board_of_many(200);
    let mut artifacts = Artifacts::default();
    artifacts.add(path, text.as_bytes().to_vec());
    scan(&artifacts, &records.board, &records.register, &loaded.sources, day()).iter().len()
}

#[test]
fn what_many_households_have_counts_below_a_header_of_its_kind() {
    let table = |head: &str, row: &str| {
        let cells = |line: &str, tag: &str| {
            line.split('|').map(|cell| format!("<{tag}>{cell}</{tag}>")).collect::<String>()
        };
        let rows: String =
            (0..60).map(|_| format!("<tr>{}</tr>", cells("东街1号|无|普通的一家人", "td"))).collect();
        format!(
            "<table><thead><tr>{}</tr></thead><tbody>{rows}<tr>{}</tr></tbody></table>",
            cells(head, "th"),
            cells(row, "td")
        )
    };
    for (head, row, is_leak) in [
        ("门牌|说明|年收入", "东街3号|去年的统计数|36650", true),
        ("门牌|说明|年收入（元）", "东街3号|去年的统计数|36,650", true),
        ("门牌|说明|出生日期", "东街3号|去年的统计数|2011-07-12", true),
        ("门牌|年收入", "东街3号|去年的统计数|36650", true),
        ("门牌|年收入|用水", "东街3号|去年的统计数|36650", false),
        ("项目|说明|金额", "修路|去年的统计数|36650", false),
        ("门牌|说明|登记日期", "东街3号|去年的统计数|2011-07-12", false),
    ] {
        assert_eq!(of_many("a.html", &table(head, row)) > 0, is_leak, "{head}: {row}");
    }
    let filler = "东街1号,无,普通的一家人\n".repeat(60);
    let csv = |head: &str| format!("{head}\n{filler}东街3号,去年的统计数,\"36,650\"\n");
    assert!(of_many("data/a.csv", &csv("门牌,说明,收入")) > 0);
    assert_eq!(of_many("data/a.csv", &csv("门牌,收入,说明")), 0);
    let titled =
        "<h2>各户年收入</h2><table><tr><td>东街3号</td><td>去年的统计数</td><td>36650</td></tr></table>";
    assert!(of_many("a.html", titled) > 0);
    assert_eq!(of_many("a.html", &titled.replace("年收入", "用水")), 0);
}

#[test]
fn what_many_households_have_counts_in_a_list_below_its_heading() {
    let list = |head: &str, line: &dyn Fn(u32) -> String| {
        let lines: String = (0..12).map(|at| format!("<li>{}</li>", line(21_111 + at))).collect();
        format!("<h2>{head}</h2><ul>{lines}<li>{}</li></ul>", line(36_650))
    };
    let bare = |number: u32| number.to_string();
    let doors = |number: u32| format!("东{}号 {number} 元", number % 10);
    for (text, is_leak) in [
        (list("年收入", &bare), true),
        (list("去年全村各家的年收入", &|number| format!("{number}元")), true),
        (list("年收入", &bare).replace("li>", "p>"), true),
        (list("用水", &bare), false),
        (list("各户收入", &doors), true),
        // A village's own accounts.
        (list("收入", &doors), false),
        (list("年收入", &bare).replace("<ul>", "<p>都是去年的统计数</p><ul>"), false),
        (list("出生日期", &bare).replace("36650", "2011-07-12"), true),
        (list("登记日期", &bare).replace("36650", "2011-07-12"), false),
    ] {
        assert_eq!(of_many("a.html", &text) > 0, is_leak, "{text}");
    }
    let lines: String = (0..12).map(|at| format!("{}\n", 21_111 + at)).collect();
    assert!(of_many("data/a.csv", &format!("年收入\n{lines}36650\n")) > 0);
    assert_eq!(of_many("data/a.csv", &format!("用水\n{lines}36650\n")), 0);
}

#[test]
fn a_changed_line_is_looked_through_with_what_heads_its_list() {
    let (loaded, records) = board_of_many(40);
    let look = |text: &str, cache: &mut LookCache| look_again(text, &loaded, &records, cache).len();
    let lines: String = (0..30).map(|at| format!("<li>{}</li>", 21_111 + at)).collect();
    let list = |pad: usize, head: &str, number: u32| {
        let before = "<p>公开。</p>".repeat(pad);
        format!("{before}<h2>{head}</h2><ul>{lines}<li>{number}</li>{lines}</ul>{before}")
    };
    for pad in [0, 130, 170, 210, 250, 400] {
        let mut cache = LookCache::default();
        for (head, number, count) in
            [("年收入", 1, 0), ("年收入", 31_650, 1), ("用水", 31_650, 0), ("年收入", 31_650, 1)]
        {
            assert_eq!(look(&list(pad, head, number), &mut cache), count, "{pad} {head} {number}");
        }
    }
}

#[test]
fn a_changed_cell_is_looked_through_with_what_heads_it() {
    let (loaded, records) = board_of_many(40);
    let look = |text: &str, cache: &mut LookCache| look_again(text, &loaded, &records, cache);
    let rows = "<tr><td>东街1号</td><td>去年的统计数</td><td>无</td></tr>".repeat(200);
    let long = "<p>公开，公开。</p>".repeat(400);
    let head = "<tr><th>门牌</th><th>说明</th><th>年收入</th></tr>";
    let own = |number: u32| format!("<tr><td>东街3号</td><td>去年的统计数</td><td>{number}</td></tr>");
    let table = |title: &str, head: &str, last: &str| {
        format!("{long}<h2>{title}</h2><table>{head}{rows}{last}{rows}</table>{long}")
    };
    let mut cache = LookCache::default();
    for (now, count) in [
        (table("公开", head, &own(31_651)), 0),
        (table("公开", head, &own(31_650)), 1),
        (table("公开", head, ""), 0),
        (table("各户收入", "", &own(1)), 0),
        (table("各户收入", "", &own(31_650)), 1),
        (table("各户用水", "", &own(31_650)), 0),
        (table("各户收入", "", &own(31_650)), 1),
        (table("各户收入", "", &own(1)) + &own(31_650), 0),
    ] {
        let found = look(&now, &mut cache);
        assert_eq!((found.len(), &found), (count, &look(&now, &mut LookCache::default())));
    }
    // Wherever reading can begin again: also between a title and its table.
    for pad in 0..140 {
        let text = |number: u32| {
            let before = "<p>公开。</p>".repeat(130 + pad);
            format!("{before}<h2>各户收入</h2><table>{}{}</table>{long}", &rows, own(number))
        };
        look(&text(1), &mut cache);
        assert_eq!(look(&text(31_650), &mut cache).len(), 1, "{pad}");
    }
}
