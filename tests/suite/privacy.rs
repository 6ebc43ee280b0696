//! Canaries: private values that may appear in no output file and in no word the program says.

use super::harness::{Ran, Site, tree};

/// Begins every private value of these boards.
const CANARY: &str = "金丝雀";
/// A telephone number without consent.
const PHONE: &str = "13912345678";

const FORMATS: &[&str] = &["human", "short", "json", "sarif", "github"];

/// A board full of private values in every place where they may stand.
fn board() -> Site {
    let site = Site::village();
    site.edit(
        "content/records.yaml",
        "phone: \"13800000002\"",
        &format!("phone: \"{PHONE}\", private: {CANARY}甲甲"),
    );
    site.edit(
        "content/records.yaml",
        "  - {id: h-2, door: 2号, grid: g-1}\n",
        &format!(
            "  - id: h-2
    door: 2号
    grid: g-1
    label: {CANARY}乙乙
    people: 4
    private:
      户主: {CANARY}丙丙
      电话: \"{PHONE}\"
      类别: [{CANARY}丁丁, {CANARY}戊戊]
      更多: {{备注: {CANARY}己己, 子女: [{{姓名: {CANARY}庚庚}}]}}
"
        ),
    );
    site.edit(
        "content/records.yaml",
        "ratings:\n",
        &format!(
            "ratings:
  - month: 2026-03
    stage: self
    entries:
      - {{member: 李二, scores: [33, 37], note: {CANARY}辛辛}}
"
        ),
    );
    site
}

/// What of it a run said.
fn said(ran: &Ran) -> Option<&'static str> {
    [CANARY, PHONE].into_iter().find(|private| ran.stdout.contains(private) || ran.stderr.contains(private))
}

#[test]
fn no_file_that_is_published_holds_a_private_value() {
    let site = board();
    assert_eq!(said(&site.run(&["build", "-v"]).exits(0)), None);
    for query in ["2号", "h-2", "jsq", CANARY] {
        for format in ["human", "json"] {
            let ran = site.run(&["who", query, "--format", format]).exits(0);
            assert_eq!(said(&Ran { stdout: ran.stdout.replace(query, ""), ..ran }), None, "who {query}");
        }
    }
    let files = tree(&site.public());
    assert!(files.len() > 10);
    // How characters are read is told of public ones only.
    let directory = String::from_utf8_lossy(&files["lookup/s~directory.js"]);
    assert!(directory.contains('号') && !directory.contains('雀'), "{directory}");
    for (path, bytes) in &files {
        assert!(!path.contains(CANARY), "{path}");
        for private in [CANARY, PHONE] {
            let utf16: Vec<u8> = private.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let escaped: String = private.chars().map(|c| format!("\\u{:04x}", c as u32)).collect();
            for form in [private.as_bytes(), &utf16, escaped.as_bytes()] {
                let found = bytes.windows(form.len()).any(|window| window == form);
                assert!(!found, "{path} holds {private}");
            }
        }
    }
}

/// Boards that are wrong at, or right beside, a private value. Each names what is replaced in [`board`] by what.
const FAULTS: &[(&str, &str)] = &[
    // The private mapping's own shape, and its name misspelt.
    ("    private:\n", "    privat:\n"),
    ("    private:\n", "    私密: 金丝雀壬壬\n    private:\n"),
    ("      户主: 金丝雀丙丙\n", "      户主: 金丝雀丙丙\n      户主: 金丝雀癸癸\n"),
    ("      户主: 金丝雀丙丙\n", "      ? [金丝雀子子]\n      : 1\n"),
    ("      户主: 金丝雀丙丙\n", "      户主: 金丝雀丑丑: x\n"),
    ("      户主: 金丝雀丙丙\n", "      户主: \"金丝雀寅寅\n"),
    ("      户主: 金丝雀丙丙\n", "\t户主: 金丝雀卯卯\n"),
    ("      户主: 金丝雀丙丙\n", "      户主: !x 金丝雀辰辰\n"),
    ("      户主: 金丝雀丙丙\n", "      <<: {户主: 金丝雀巳巳}\n"),
    // What lost its key, or slipped below another one.
    ("    private:\n", "    ? 金丝雀丑寅\n    private:\n"),
    ("    private:\n", "    ? 户主\n      金丝雀丑卯\n    private:\n"),
    ("    people: 4\n", "    people: 4\n      户主 金丝雀丑辰\n"),
    ("    people: 4\n", "    covered_by: 李二\n      金丝雀丑午\n"),
    ("    people: 4\n", "    group: 一组\n    - 金丝雀丑未\n"),
    // A private value carried into a public key.
    ("      户主: 金丝雀丙丙\n", "      户主: &a 金丝雀午午\n    group: *a\n"),
    // Faults of public keys on the line of, or next to, private ones.
    ("private: 金丝雀甲甲", "private: 金丝雀甲甲, grid: nowhere"),
    ("private: 金丝雀甲甲", "privte: 金丝雀甲甲, titel: 金丝雀未未"),
    ("phone: \"13912345678\"", "phone: \"13912345678x\""),
    ("phone: \"13912345678\"", "phone: [\"13912345678\"]"),
    ("id: h-2", "id: h-1"),
    // Private values in records that are not read, because they are misplaced or given twice.
    ("private: 金丝雀甲甲", "private: 金丝雀甲甲, 内部: {户主: 金丝雀申申}"),
    ("ratings:\n", "members: [{name: 王五, private: 金丝雀酉酉}]\nratings:\n"),
    ("ratings:\n", "replies: {question: 路, private: 金丝雀戌戌}\nratings:\n"),
    ("title: 村书记", "title: {内部: 金丝雀亥亥}"),
    // Personal data that slipped into public text.
    ("title: 修通机耕路", "title: 修通机耕路，找 13912345678"),
    ("title: 村书记", "title: 村书记 13912345678"),
    ("name: 第二网格", "name: 第二网格, note: 有事打 13912345678"),
];

#[test]
fn no_problem_quotes_a_private_value_in_any_form() {
    let mut wrong = Vec::new();
    for (from, to) in FAULTS {
        let site = board();
        site.edit("content/records.yaml", from, to);
        for format in FORMATS {
            for lang in ["zh", "en"] {
                let ran = site.run(&["check", "--format", format, "--lang", lang, "--color", "always"]);
                assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
                wrong.extend(
                    said(&ran).map(|private| format!("check --format {format} says {private} of {to:?}")),
                );
            }
        }
        let ran = site.run(&["build", "-v"]);
        wrong.extend(said(&ran).map(|private| format!("build says {private} of {to:?}")));
        for (path, bytes) in tree(&site.public()) {
            if bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()) {
                wrong.push(format!("{path} holds a private value of {to:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Ways in which a clerk types a private value where everybody reads it: file, what is replaced, by what.
const LEAKS: &[(&str, &str, &str)] = &[
    ("content/规约.md", "邻里和睦", "金丝雀丙丙，邻里和睦"),
    ("content/records.yaml", "door: 1号", "door: 金丝雀丙丙家"),
    ("content/records.yaml", "door: 1号", "door: 1号, group: 金丝雀庚庚"),
    ("content/site.yaml", "热线:", "简介: 请打 139-1234-5678\n热线:"),
    // However it is typed.
    ("content/规约.md", "邻里和睦", "**金丝雀**丙丙，邻里和睦"),
    ("content/规约.md", "邻里和睦", "金 丝 雀 丙 丙，邻里和睦"),
    ("content/规约.md", "邻里和睦", "金絲雀\u{200b}丙丙，邻里和睦"),
    ("content/规约.md", "邻里和睦", "139**1234**5678，邻里和睦"),
    ("content/规约.md", "邻里和睦", "l39.I234.5678，邻里和睦"),
    ("content/规约.md", "邻里和睦", "一三九一二三四五六七八，邻里和睦"),
    // In ids.
    ("content/records.yaml", "id: g-1,", "id: g-13912345678,"),
    ("content/records.yaml", "id: li-er,", "id: 金丝雀庚庚,"),
];

#[test]
fn a_private_value_typed_in_public_stops_the_build_and_is_not_repeated() {
    let mut wrong = Vec::new();
    for (file, from, to) in LEAKS {
        let site = board();
        site.edit(file, from, to);
        for format in FORMATS {
            for lang in ["zh", "en"] {
                let ran = site.run(&["check", "--format", format, "--lang", lang]);
                if ran.code != Some(1)
                    || !(ran.stdout.contains("private-leaked") || ran.stdout.contains("personal-"))
                {
                    wrong.push(format!("{to:?} passes: {}", ran.stdout));
                }
                wrong.extend(
                    said(&ran).map(|private| format!("{format} says {private} of {to:?}: {}", ran.stdout)),
                );
            }
        }
        site.run(&["build"]).exits(1);
        assert!(!site.public().exists(), "{to:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What neighbours and insiders tried: what stands below `private`, and the text of a page that tells it.
const TRIED: &[(&str, &str)] = &[
    ("户主: 买买提·艾力", "本月看望买买提·艾力家。"),
    ("户主: 徐德丽", "看见徐 德 丽来了，感谢徐 德丽同志"),
    ("户主: 李强", "5月走访了李强家、王芳家"),
    ("学生姓名: 徐德丽", "感谢徐德丽"),
    ("姓名/电话: 徐德丽 13906480894", "感谢徐德丽"),
    ("户主姓名（身份证）: 徐德丽", "感谢徐德丽"),
    ("银行卡户名: 徐德丽", "感谢徐德丽"),
    ("租客: 徐德丽", "感谢徐德丽"),
    ("headOfHousehold: 徐德丽", "感谢徐德丽"),
    ("家庭成员: \"妻王桂花，子徐小明\"", "表扬徐小明"),
    ("备注: 其子徐德丽在外打工", "感谢徐德丽"),
    ("户主: 徐德丽和王桂花", "表扬王桂花"),
    ("徐德丽: 13906480894", "感谢徐德丽"),
    ("成员: {徐德丽: 女}", "感谢徐德丽"),
    ("微信: 573920418", "加QQ573920418"),
    ("电话: 13906480894", "Tel13906480894"),
    ("身份证: 140431195603021234", "ID140431195603021234"),
    ("备注: 1956年3月2日生", "老党员（1956.3.2）"),
    ("备注: 1956年3月2日生", "他56年3月2日出生"),
    ("身份证: 140431195603021234", "一九五六年三月二日，旧历"),
    ("身份证: '140431560302123'", "1956-3-2"),
    ("收入: 38650.50", "去年38,650.50元"),
    ("收入: 38650", "去年3.865万元"),
    ("备注: 欠信用社 38650 元", "还有38650元没还"),
    ("住址: 岭上村东街19号后院平房", "去看了东街19号后院平房的房顶"),
    ("出生: 1942-03-03", "| 门牌 | 日期 |\n|---|---|\n| 东头3号 | 1942-03-03 |"),
];

/// What is right: nothing of it is anybody's secret.
const RIGHT: &[(&str, &str)] = &[
    ("补贴: 2026", "2026年的账目"),
    ("身份证: 140431195603021234", "编号560302，56年3月2日建"),
    ("备注: 已签订家庭医生服务协议", "全村已签订家庭医生服务协议的有 61 户"),
    ("出生: 1949-10-01", "1949-10-01，新中国成立"),
    ("热线: 400-820-8820", "打 400-820-8820"),
    ("联系人: 村委会", "请到村委会登记"),
    ("承包人: 村集体", "收归村集体"),
    ("老伴: 高血压", "高血压筛查"),
    ("儿子: 解放军", "慰问解放军"),
    ("家庭成员: 老两口", "给老两口拍照"),
    ("户主: 马坊", "马坊家园小区"),
    ("备注: 公益性岗位保洁员", "招聘公益性岗位保洁员"),
];

#[test]
fn what_neighbours_and_insiders_tried_is_found_and_what_is_right_passes() {
    let mut wrong = Vec::new();
    for (list, code) in [(TRIED, 1), (RIGHT, 0)] {
        for (private, text) in list {
            let site = Site::village();
            let with = format!("door: 2号, grid: g-1, private: {{{private}}}}}");
            site.edit("content/records.yaml", "door: 2号, grid: g-1}", &with);
            site.write("content/试.md", format!("# 试\n\n{text}\n"));
            let ran = site.run(&["check", "--format", "short"]);
            if ran.code != Some(code) || (code == 1) != ran.stdout.contains("private-leaked") {
                wrong.push(format!("{private}; {text}: {:?} {}", ran.code, ran.stdout));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whoever_is_named_on_one_page_is_named_nowhere_else() {
    let site = Site::village();
    site.edit(
        "content/records.yaml",
        "door: 2号, grid: g-1}",
        "door: 2号, grid: g-1, private: {户主: 徐德丽}}",
    );
    site.write("content/a.md", "---\n标题: 徐德丽\n公示姓名: [徐德丽]\n依据: 表彰办法\n---\n徐德丽\n");
    site.run(&["check"]).exits(0);
    site.write("content/b.md", "# 收费\n\n今日到徐德丽家收取卫生费。\n");
    assert!(site.run(&["check"]).exits(1).stdout.contains("private-leaked"));
}

#[test]
fn a_household_id_that_is_a_private_value_is_neither_published_nor_repeated() {
    let site = board();
    site.edit("content/records.yaml", "id: h-1,", "id: 金丝雀庚庚,");
    for format in FORMATS {
        for lang in ["zh", "en"] {
            let ran = site.run(&["check", "--format", format, "--lang", lang]).exits(0);
            assert!(ran.stdout.contains("household-id-telling"), "{ran:?}");
            assert_eq!(said(&ran), None, "{format}");
        }
    }
    site.run(&["build", "-q"]).exits(0);
    for (path, bytes) in tree(&site.public()) {
        assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()), "{path}");
    }
}

#[test]
fn a_theme_that_prints_a_private_value_is_caught() {
    let site = board();
    site.write("themes/default/assets/extra.css", "/* 户主 \\91d1 */ a::after { content: '金丝雀丙丙' }");
    let ran = site.run(&["build", "--lang", "en"]).exits(1);
    assert!(
        ran.stderr.contains("private-leaked") && ran.stderr.contains("assets/extra.css"),
        "{}",
        ran.stderr
    );
    assert_eq!(said(&ran), None);
}

#[test]
fn files_of_a_theme_are_looked_through_before_they_are_published() {
    let sample =
        |name: &str| std::fs::read(super::harness::root().join("tests/attachments").join(name)).unwrap();
    let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let site = board();
    site.edit("content/records.yaml", "户主: 金丝雀丙丙", "户主: 徐德丽");
    for (name, bytes, rule) in [
        ("名单.xlsx", sample("roster.xlsx"), "private-leaked"),
        ("名单.pdf", sample("roster.pdf"), "private-leaked"),
        ("list.js", "var list = ['徐德丽'];".into(), "private-leaked"),
        ("a.svg", "<svg><text>徐德<tspan>丽</tspan></text></svg>".into(), "private-leaked"),
        ("list.css", gbk("/* 徐德丽 */"), "theme-unreadable"),
        ("名单.doc", sample("encrypted.xlsx"), "theme-unreadable"),
        ("a.png", "徐德丽".into(), "theme-unreadable"),
        ("a.woff2", "徐德丽".into(), "theme-unreadable"),
    ] {
        let path = format!("themes/default/assets/{name}");
        site.write(&path, bytes);
        let ran = site.run(&["build"]).exits(1);
        assert!(ran.stderr.contains(rule) && ran.stderr.contains(name), "{name}: {}", ran.stderr);
        assert!(
            !site.public().exists() && said(&ran).is_none() && !ran.stderr.contains("徐德丽"),
            "{}",
            ran.stderr
        );
        std::fs::remove_file(site.path().join(path)).unwrap();
    }
    // Who wrote a document or took a photo is left out; icons and what somebody decided on stay as they are.
    let mut photo = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut photo, image::ImageFormat::Jpeg).unwrap();
    let photo = photo.into_inner();
    let remark = [&photo[..2], b"\xff\xfe\0\x0csecret cam", &photo[2..]].concat();
    let site = board();
    for (name, bytes) in [("a.jpg", remark), ("b.gif", b"GIF89a".to_vec()), ("c.docx", sample("roster.docx"))]
    {
        site.write(&format!("themes/default/assets/{name}"), bytes);
    }
    site.run(&["build", "-q"]).exits(0);
    let files = tree(&site.public());
    assert_eq!((&files["assets/a.jpg"], &files["assets/b.gif"][..]), (&photo, &b"GIF89a"[..]));
    let read = gongkailan::attachment::read("c.docx", &files["assets/c.docx"]).unwrap();
    assert!(!read.reading.text().contains("王小明"));
    site.write("themes/default/assets/d.mp4", b"\0\0\0\x18ftypmp42\xff");
    site.run(&["build", "-q"]).exits(1);
    site.edit("content/site.yaml", "热线:", "severity: {theme-unreadable: warning}\n热线:");
    site.run(&["build", "-q"]).exits(0);
    assert!(tree(&site.public()).contains_key("assets/d.mp4"));
}

#[test]
fn text_that_is_turned_around_is_refused_whatever_the_severities() {
    let site = Site::village();
    site.edit("content/site.yaml", "热线:", "severity: {name-invisible: off}\n热线:");
    site.write("content/a.md", "# 零宽\n\n没有\u{200b}事。\n");
    site.run(&["check"]).exits(0);
    for text in [
        "看望\u{202e}国建张",
        "看望&#x202e;国建张",
        "打 1\u{200f}39",
        "打 1&rlm;&#8203;39",
        "1&#8294;39&#1564;1",
    ] {
        site.write("content/a.md", format!("# 试\n\n{text}\n"));
        let ran = site.run(&["check", "--format", "short"]).exits(1);
        assert!(ran.stdout.contains("text-turned"), "{}", ran.stdout);
    }
    site.write("content/a.md", "# 试\n");
    site.edit("content/records.yaml", "name: 张三", "name: 张\u{202e}三");
    assert!(site.run(&["check"]).exits(1).stdout.contains("text-turned"));
    site.edit("content/site.yaml", "name-invisible: off", "text-turned: off");
    assert!(site.run(&["check"]).exits(1).stdout.contains("rule-unknown"));
}
