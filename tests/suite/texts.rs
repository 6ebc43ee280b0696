//! Texts as clerks write them, on finished pages and in the open data: emphasis, masks, comments, lines.

use std::fs;

use super::harness::{Site, root, tree};

/// One village whose page, notice, commitment, answer, grid and short texts say `text`, which is one line.
fn saying(text: &str) -> Site {
    let site = Site::empty();
    site.copy_from(&root().join("tests/boards/village"));
    let quoted = serde_json::to_string(text).unwrap();
    site.write("content/a.md", format!("---\ntitle: 说明\n---\n甲。\n\n{text}\n"));
    site.write("content/b.md", format!("---\ntitle: 通知\nkind: notice\ndate: 2026-03-01\n---\n{text}\n"));
    let records = format!(
        "grids:\n  - {{id: more, name: 后山网格, level: grid, parent: v, lead: 李二, note: {quoted}}}\n\
         commitments:\n  - id: more\n    by: 张三\n    title: 修路\n    made: 2026-01-05\n    due: 2026-12-31\n    target: 一公里\n    detail: {quoted}\n    progress:\n      - {{date: 2026-02-01, percent: 20, note: {quoted}}}\n\
         replies:\n  - asked: 2026-02-01\n    question: 何时修好？\n    answered: 2026-02-03\n    answer: {quoted}\n",
    );
    site.write("content/more.yaml", records);
    site
}

/// The pages on which it stands as Markdown.
const PAGES: [&str; 5] = [
    "pages/a/index.html",
    "notices/b/index.html",
    "commitments/index.html",
    "replies/index.html",
    "grids/more/index.html",
];

#[track_caller]
fn published(text: &str) -> Site {
    let site = saying(text);
    site.run(&["build"]).exits(0);
    site
}

#[test]
fn emphasis_and_masks_are_as_meant_wherever_markdown_stands() {
    for (text, right) in [
        ("依据**《村民委员会组织法》**实行", "依据<strong>《村民委员会组织法》</strong>实行"),
        ("**（试行）**村", "<strong>（试行）</strong>村"),
        ("张*三、李*四，138****5678、139****1234", "张*三、李*四，138****5678、139****1234"),
        ("2*3*4米", "2*3*4米"),
        ("[注]: 以上数字由镇财政所提供。", "<p>[注]: 以上数字由镇财政所提供。</p>"),
    ] {
        let site = published(text);
        for page in PAGES {
            let html = fs::read_to_string(site.public().join(page)).unwrap();
            assert!(html.contains(right), "{page}: {text}\n{html}");
        }
    }
}

#[test]
fn comments_are_in_nothing_that_is_published() {
    let site = saying("四月动工。<!-- 资金未到位 -->请放心。[//]: # (资金)");
    site.edit("content/a.md", "甲。", "<!-- 资金\n\n未到位 -->\n乙。\n\n[//]: # (资金未到位)\n\n丙。");
    site.edit("content/b.md", "四月", "**四月**");
    site.edit("content/b.md", "请放心。", "请放心。<!-- 资金");
    site.edit("content/more.yaml", "title: 修路", "title: 修路<!-- 资金 -->");
    site.edit("content/more.yaml", "何时修好？", "何时修好？<!-- 资金 -->");
    let ran = site.run(&["build", "--lang", "en"]).exits(0);
    for (path, bytes) in tree(&site.public()) {
        let text = String::from_utf8_lossy(&bytes);
        // What follows a comment is there, and an answer in the open data is Markdown.
        assert!(!text.contains("未到位") && !text.contains("<!-- 资金"), "{path}");
    }
    let page = |path: &str| fs::read_to_string(site.public().join(path)).unwrap();
    assert!(page("data/replies.json").contains("四月动工。请放心。"));
    assert!(page("pages/a/index.html").contains("<p>乙。</p>\n<p>丙。</p>"));
    assert!(page("notices/b/index.html").contains("<strong>四月</strong>动工。请放心。</p>"));
    let told = site.run(&["check", "--format", "short"]).exits(0).stdout;
    // One each: three in the page, two in the notice, two short texts, and four texts of records.
    assert!(told.matches("comment-left-out").count() == 1 && told.contains("共 11 处"), "{told}");
    // Nor does a message show them.
    assert!(!told.contains("未到位") && !ran.stderr.contains("未到位"), "{}", ran.stderr);
}

#[test]
fn lines_of_chinese_are_joined_in_yaml_too() {
    let site = saying("甲");
    let folded = "replies:\n  - asked: 2026-02-02\n    question: \"村口的路\n      何时修？\"\n    answered: 2026-02-03\n    answer: >\n      四月\n      **动工**，[见](https://a.cn)\n      图纸 see the plan\n      below.\n";
    site.write("content/folded.yaml", folded);
    site.run(&["build", "-q"]).exits(0);
    let page = fs::read_to_string(site.public().join("replies/index.html")).unwrap();
    assert!(page.contains("<span>村口的路何时修？</span>"), "{page}");
    let answer = "<p>四月<strong>动工</strong>，<a href=\"https://a.cn\">见</a>图纸 see the plan\nbelow.</p>";
    assert!(page.contains(answer), "{page}");
}

#[test]
fn accounts_have_their_numbers_in_a_column_and_their_sums_told_apart() {
    let site = saying("甲");
    let table = "|项目|金额（元）|备注|\n|---|---|---|\n|租金|9,000|一季度|\n|水泵|-1870.5||\n|**本期结余**|7129.5||\n";
    site.write("content/b.md", format!("---\ntitle: 通知\nkind: notice\ndate: 2026-03-01\n---\n{table}"));
    site.run(&["build", "-q"]).exits(0);
    let page = fs::read_to_string(site.public().join("notices/b/index.html")).unwrap();
    assert!(
        page.contains("<th scope=\"col\" class=\"n\">金额（元）</th><th scope=\"col\">备注</th>"),
        "{page}"
    );
    assert!(page.contains("<td class=\"n\">-1870.5</td>"), "{page}");
    assert!(
        page.contains("<tr class=\"total\"><th scope=\"row\" class=\"whole\"><strong>本期结余</strong></th>"),
        "{page}"
    );
    assert!(!page.contains(" style="), "{page}");
}

#[test]
fn what_a_comment_leaves_is_told_at_its_own_place() {
    let site = saying("甲");
    site.write("content/a.md", "---\ntitle: 说明\n---\n甲<!-- x\ny -->乙**丙丁\n");
    let told = site.run(&["check", "--format", "short"]).exits(0).stdout;
    assert!(told.contains("content/a.md:5:7: "), "{told}");
    // A value that is only a comment is not given.
    site.write("content/more.yaml", "replies:\n  - {asked: 2026-02-01, question: <!-- 先不说 -->}\n");
    let told = site.run(&["check", "--format", "short"]).exits(1).stdout;
    assert!(told.contains("key-missing") && told.contains("comment-left-out"), "{told}");
}
