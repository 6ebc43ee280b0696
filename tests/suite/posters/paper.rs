//! What is printed, as others read it.

use std::fs;

use super::super::harness::{Site, root};
use super::tools::{self, value};
use super::{BASE_URL, names, print, printed, village};

/// Millimetres of the A series, and points to one.
const SIZES: [(&str, f64, f64); 5] = [
    ("a4", 210.0, 297.0),
    ("a3", 297.0, 420.0),
    ("a2", 420.0, 594.0),
    ("a1", 594.0, 841.0),
    ("a0", 841.0, 1189.0),
];
const POINTS: f64 = 72.0 / 25.4;

#[test]
fn every_sheet_is_exactly_as_large_as_asked_and_nothing_leaves_it() {
    let site = village();
    for (size, short, long) in SIZES {
        for orientation in ["portrait", "landscape"] {
            let kinds = ["--kind", "board,grid,bulletin", "--size", size, "--orientation", orientation];
            let folder = printed(&site, &kinds);
            let (width, height) = if orientation == "portrait" { (short, long) } else { (long, short) };
            for name in ["board.pdf", "grid-g-1.pdf", "bulletin-monthly-2026-02.pdf"] {
                let file = folder.join(name);
                let Some(said) = tools::run("pdfinfo", &[], &file) else { return };
                assert_eq!(value(&said, "Pages"), "1", "{name} {size} {orientation}");
                let shown = value(&said, "Page size");
                let sides: Vec<f64> = shown.split(' ').filter_map(|word| word.parse().ok()).collect();
                let is_exact =
                    (sides[0] - width * POINTS).abs() < 0.02 && (sides[1] - height * POINTS).abs() < 0.02;
                assert!(is_exact, "{name} {size} {orientation}: {shown}");
                tools::all_within(&file);
            }
        }
    }
}

#[test]
fn the_text_is_whole_and_in_reading_order() {
    let site = village();
    let folder = printed(&site, &["--grid", "g-2"]);
    let Some(text) = tools::text(&folder.join("grid-g-2.pdf")) else { return };
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut from = 0;
    let told = [
        "试村公开栏",
        "第二网格",
        "网格长",
        "张三",
        "热线12345",
        "试村村书记",
        "王一",
        "13800000001",
        "您家",
    ];
    for wanted in
        told.into_iter().chain(["修通机耕路", "未开始", "1.2公里", "4–6号", "数据截至2026年3月31日"])
    {
        let at =
            plain[from..].find(wanted).unwrap_or_else(|| panic!("{wanted} is not told in its place: {text}"));
        from += at + wanted.len();
    }
}

#[test]
fn the_file_is_sound_tagged_titled_and_has_its_fonts() {
    let site = village();
    let folder = printed(&site, &[]);
    for name in names(&folder).iter().filter(|name| name.ends_with(".pdf")) {
        let file = folder.join(name);
        let Some(said) = tools::run("pdfinfo", &[], &file) else { return };
        assert_eq!(value(&said, "Tagged"), "yes", "{name}");
        assert!(value(&said, "Title").contains("试村公开栏"), "{name}: {said}");
        let made = value(&said, "CreationDate");
        assert!(made.contains("Mar 31 00:00:00 2026"), "{name}: the clock is not asked: {made}");
        if let Some(said) = tools::run("pdffonts", &[], &file) {
            let fonts: Vec<&str> = said.lines().skip(2).collect();
            assert!(!fonts.is_empty() && fonts.iter().all(|line| line.contains("GKL")), "{name}:\n{said}");
            for line in fonts {
                let marks: Vec<&str> = line.split_whitespace().rev().skip(2).take(3).collect();
                assert_eq!(marks, ["yes", "yes", "yes"], "{name}: embedded, subset, with Unicode: {line}");
            }
        }
        tools::run("qpdf", &["--check"], &file);
        if let Some(plain) = tools::run(
            "qpdf",
            &["--qdf", "--object-streams=disable", "--stream-data=preserve", "--replace-input"],
            &file,
        ) {
            assert!(plain.is_empty());
            let bytes = fs::read(&file).unwrap();
            assert!(String::from_utf8_lossy(&bytes).contains("/Lang (zh"), "{name} tells its language");
        }
    }
}

#[test]
fn qr_codes_lead_to_the_page_of_the_sheet() {
    let site = village();
    let folder = printed(&site, &["--size", "a4"]);
    let leads = [
        ("board.pdf", 1, format!("{BASE_URL}/"), 1),
        ("grid-g-1.pdf", 1, format!("{BASE_URL}/grids/g-1/"), 1),
        ("bulletin-monthly-2026-02.pdf", 1, format!("{BASE_URL}/ratings/monthly/2026-02/"), 1),
        ("cards-g-1.pdf", 1, format!("{BASE_URL}/grids/g-1/"), 3),
    ];
    for (name, page, address, count) in leads {
        let Some(found) = tools::codes(&folder.join(name), page) else { return };
        assert_eq!(found, vec![address; count], "{name}");
    }
}

#[test]
fn without_an_address_there_is_a_warning_and_no_code() {
    let site = Site::village();
    let ran = print(&site, &["--kind", "board"]).exits(0);
    assert!(ran.stderr.contains("warning[base-url-missing]"), "{}", ran.stderr);
    let ran = print(&site, &["--kind", "board", "--base-url", "https://a.example.cn"]).exits(0);
    assert!(!ran.stderr.contains("base-url-missing"), "{}", ran.stderr);
    print(&site, &["--kind", "board", "--deny-warnings"]).exits(1);
}

#[test]
fn cards_lie_ten_to_a_sheet_with_their_backs() {
    let site = village();
    let mut records = String::from("households:\n");
    for number in 10..31 {
        records.push_str(&format!("  - {{id: x-{number}, door: 新街{number}号, grid: g-1}}\n"));
    }
    site.write("content/more.yaml", records);
    site.edit("content/site.yaml", "热线:", "意见箱: 村委会门口\n热线:");
    let folder = printed(&site, &["--kind", "cards"]);
    let Some(said) = tools::run("pdfinfo", &[], &folder.join("cards-g-1.pdf")) else { return };
    assert_eq!(value(&said, "Pages"), "6", "24 cards are three sheets, front and back");
    assert!(value(&said, "Page size").contains("A4"));
    let text = tools::text(&folder.join("cards-g-1.pdf")).unwrap();
    for number in 10..31 {
        assert!(text.replace(' ', "").contains(&format!("新街{number}号")), "{number}: {text}");
    }
    site.edit("content/site.yaml", "热线:", "海报: {联系卡: 每网格}\n热线:");
    let folder = printed(&site, &["--kind", "cards"]);
    let said = tools::run("pdfinfo", &[], &folder.join("cards-g-1.pdf")).unwrap();
    assert_eq!(value(&said, "Pages"), "2");
}

#[test]
fn bleed_and_archive_are_as_asked() {
    let site = village();
    site.edit("content/site.yaml", "热线:", "海报: {出血: 3, 纸张: A3, 方向: 横版}\n热线:");
    let folder = printed(&site, &["--grid", "g-1", "--archive"]);
    let file = folder.join("grid-g-1.pdf");
    let Some(said) = tools::run("pdfinfo", &["-box"], &file) else { return };
    let sides = |key: &str| -> Vec<f64> {
        value(&said, key).split_whitespace().map(|side| side.parse().unwrap()).collect()
    };
    let (media, trim) = (sides("MediaBox"), sides("TrimBox"));
    assert!(((trim[2] - trim[0]) - 420.0 * POINTS).abs() < 0.02, "{said}");
    assert!(((media[2] - media[0]) - 426.0 * POINTS).abs() < 0.02, "{said}");
    let bytes = fs::read(&file).unwrap();
    let plain = String::from_utf8_lossy(&bytes);
    assert!(plain.contains("<pdfaid:part>2</pdfaid:part>"), "PDF/A-2");
}

#[test]
fn long_records_go_on_to_further_sheets_and_stay_on_them() {
    let site = village();
    let mut records = String::from("members:\n");
    for number in 0..60 {
        records.push_str(&format!("  - {{id: y-{number}, name: 欧阳{number}娜, title: 网格员, grid: g-1, phone: '139000{number:05}', phone_public: true}}\n"));
    }
    let name = "阿卜杜热合曼·阿卜杜克热木·麦麦提吐尔逊";
    records.push_str(&format!(
        "  - {{id: long, name: {name}, grid: g-2, pledge: {}}}\n",
        "说到做到，".repeat(60)
    ));
    records.push_str("commitments:\n");
    records.push_str(&format!(
        "  - {{title: {}, grid: g-1, made: 2026-01-01, due: 2026-12-31, target: 全部}}\n",
        "修".repeat(200)
    ));
    site.write("content/more.yaml", records);
    let long = "总".repeat(200);
    site.edit(
        "content/records.yaml",
        "lead: 张三}",
        &format!("posts: [{{post: {long}, member: 张三}}, {{post: 网格长, member: {name}}}]}}"),
    );
    for arguments in
        [["--size", "a2", "--orientation", "portrait"], ["--size", "a4", "--orientation", "landscape"]]
    {
        let folder = printed(&site, &arguments);
        for grid in ["grid-g-1.pdf", "grid-g-2.pdf", "board.pdf", "cards-g-2.pdf"] {
            tools::all_within(&folder.join(grid));
        }
        let Some(text) = tools::text(&folder.join("grid-g-1.pdf")) else { return };
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!((0..60).all(|number| plain.contains(&format!("欧阳{number}娜"))), "{plain}");
        assert!(plain.matches('修').count() >= 200, "the title is whole");
        let text = tools::text(&folder.join("grid-g-2.pdf")).unwrap();
        assert_eq!(text.matches('总').count(), 200, "the post's title is whole");
    }
}

#[test]
fn a_small_grid_is_one_sheet_with_its_chain_its_staff_and_what_it_offers() {
    let site = Site::empty();
    site.write(
        "content/site.yaml",
        "title: 石桥镇公开栏\npublisher: 石桥镇人民政府\nhotline: '12345'\naddress: 石桥镇中街1号\n\
         hours: 周一至周五 8:30 至 17:30\nmailbox: 便民服务大厅门口，每周五开箱\nnetworks:\n\
         \x20 - id: safety\n    name: 综治\n    levels:\n\
         \x20     - {id: town, name: 镇, lead_title: 包镇领导}\n\
         \x20     - {id: village, name: 村, lead_title: 包村干部}\n\
         \x20     - {id: grid, name: 网格, lead_title: 网格长}\n",
    );
    let mut records = String::from(
        "grids:\n  - {id: town, name: 石桥镇, level: town, lead: 周福田}\n\
         \x20 - {id: village, name: 桥头村, level: village, parent: town, lead: 吴桂英}\n\
         \x20 - {id: small, name: 桥头一网格, level: grid, parent: village, lead: 郑山, place: 村口小卖部, \
         services: [代办证件, 政策咨询, 水电报修, 快递代收]}\nmembers:\n",
    );
    for (number, name) in ["周福田", "吴桂英", "郑山", "王一", "冯二"].iter().enumerate() {
        let grid = if number < 3 { "" } else { ", grid: small" };
        records.push_str(&format!(
            "  - {{id: m-{number}, name: {name}, title: 网格员, phone: '1390000000{number}', phone_public: true, \
             pledge: 有事找我，当天回话{grid}}}\n"
        ));
    }
    records.push_str("households:\n");
    for number in 1..=2 {
        records.push_str(&format!("  - {{id: h-{number}, door: 桥头路{number}号, grid: small}}\n"));
    }
    site.write("content/records.yaml", records);
    for orientation in ["portrait", "landscape"] {
        let arguments = ["--kind", "grid", "--grid", "small", "--orientation", orientation];
        let file = printed(&site, &arguments).join("grid-small.pdf");
        let Some(said) = tools::run("pdfinfo", &[], &file) else { return };
        assert_eq!(value(&said, "Pages"), "1", "{orientation}");
        let text = tools::text(&file).unwrap();
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        for told in ["周福田", "吴桂英", "王一", "冯二", "快递代收", "桥头路1、2号"] {
            assert!(plain.contains(told), "{orientation}: {told} in {text}");
        }
        tools::all_within(&file);
    }
}

#[test]
fn the_village_that_comes_along_is_told_on_one_sheet() {
    let site = Site::empty();
    site.copy_from(root());
    for orientation in ["portrait", "landscape"] {
        let asked = ["--kind", "board", "--orientation", orientation, "--as-of", "2026-11-22"];
        let file = printed(&site, &asked).join("board.pdf");
        let Some(said) = tools::run("pdfinfo", &[], &file) else { return };
        assert_eq!(value(&said, "Pages"), "1", "{orientation}");
        let text = tools::text(&file).unwrap();
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        for told in ["崔海平", "武俊生", "李满仓", "孟祥瑞", "梨树洼", "已逾期", "水电费代缴", "0355-0001357"]
        {
            assert!(plain.contains(told), "{told} in {text}");
        }
        tools::all_within(&file);
    }
}

#[test]
fn grids_with_many_below_them_go_on_to_few_sheets_and_lose_nobody() {
    for (example, most) in [("gangxi", 3), ("yiyang", 2), ("resettlement", 1)] {
        let site = Site::empty();
        site.copy_from(&root().join("examples").join(example));
        let file = printed(&site, &["--kind", "board", "--as-of", "2026-11-22"]).join("board.pdf");
        let Some(said) = tools::run("pdfinfo", &[], &file) else { return };
        let pages: usize = value(&said, "Pages").parse().unwrap();
        assert!(pages <= most, "{example}: {pages}");
        let text = tools::text(&file).unwrap();
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let told: &[&str] = match example {
            "gangxi" => &["協西村", "沈卫东", "樊玉珍", "静南第三村民小组", "已兑现3"],
            "yiyang" => &["湾里乡", "程木根", "周大林", "15000000488"],
            _ => &["严国平", "龚巧珍", "西苑9幢"],
        };
        told.iter().for_each(|told| assert!(plain.contains(told), "{example}: {told} in {text}"));
        tools::all_within(&file);
    }
}

#[test]
fn what_is_printed_alone_leaves_the_rest_known() {
    let site = village();
    printed(&site, &[]);
    printed(&site, &["--kind", "board"]);
    let ran = print(&site, &[]).exits(0);
    assert!(ran.stdout.contains("0 of them set anew"), "{}", ran.stdout);
}

#[test]
fn many_services_and_long_words_stay_on_the_paper() {
    let site = village();
    let services: String = (10..22)
        .map(|at| {
            format!(
                "    - {{名称: 便民服务窗口{at}, 电话: 0355-00001{at}, 说明: 工作日上午八点到下午五点}}\n"
            )
        })
        .collect();
    let long = format!("见 https://example.org/{}", "abcdefgh".repeat(30));
    site.edit("content/site.yaml", "热线:", &format!("海报:\n  便民电话:\n{services}热线:"));
    site.edit("content/records.yaml", "title: 修通机耕路", &format!("title: {long}"));
    let folder = printed(&site, &["--size", "a4"]);
    for name in names(&folder).iter().filter(|name| name.ends_with(".pdf")) {
        tools::all_within(&folder.join(name));
    }
    let Some(text) = tools::text(&folder.join("cards-g-1.pdf")) else { return };
    assert!((10..22).all(|at| text.contains(&format!("0355-00001{at}"))), "{text}");
}

#[test]
fn the_same_input_gives_the_same_bytes_and_is_set_once() {
    let site = village();
    let folder = printed(&site, &[]);
    let first = super::super::harness::tree(&folder);
    let ran = print(&site, &["-v"]).exits(0);
    assert!(
        ran.stderr.contains("grid-g-1.pdf: unchanged, kept") && ran.stdout.contains("0 of them set anew"),
        "{ran:?}"
    );
    fs::remove_dir_all(&folder).unwrap();
    printed(&site, &[]);
    super::super::harness::assert_same(&super::super::harness::tree(&folder), &first);
    site.run(&["build", "--posters"]).exits(0);
    super::super::harness::assert_same(&super::super::harness::tree(&site.public().join("posters")), &first);
}

#[test]
fn each_sheet_that_is_set_again_says_why() {
    let site = village();
    let folder = printed(&site, &["--kind", "grid"]);
    let told = |arguments: &[&str], name: &str| {
        let arguments: Vec<&str> = ["--kind", "grid", "-v"].iter().chain(arguments).copied().collect();
        let ran = print(&site, &arguments).exits(0);
        let line = ran
            .stderr
            .lines()
            .find_map(|line| line.trim().strip_prefix(&format!("{name}: ")).map(str::to_owned));
        line.unwrap_or_else(|| panic!("{name} is not told of: {}", ran.stderr))
    };
    site.edit("content/records.yaml", "name: 张三,", "name: 张三, title: 护林员,");
    assert!(told(&[], "grid-g-2.pdf").contains("content"));
    assert_eq!(told(&[], "grid-g-1.pdf"), "unchanged, kept");
    fs::write(folder.join("grid-g-1.pdf"), "by hand").unwrap();
    assert!(told(&[], "grid-g-1.pdf").contains("altered"));
    assert!(told(&["--size", "a3"], "grid-g-1.pdf").contains("paper"));
    site.write("themes/default/posters/look.typ", look("#123456"));
    assert!(told(&["--size", "a3"], "grid-g-1.pdf").contains("theme"));
    assert!(told(&["--size", "a3", "--as-of", "2026-04-01"], "grid-g-1.pdf").contains("as-of"));
}

/// The built-in colours with another band.
fn look(band: &str) -> String {
    let path = super::super::harness::root().join("themes/default/posters/look.typ");
    fs::read_to_string(path)
        .unwrap()
        .replace("#let band = rgb(\"#B3261E\")", &format!("#let band = rgb(\"{band}\")"))
}

#[test]
fn a_designer_overrides_one_file_and_a_preview_shows_it() {
    let site = village();
    site.write("themes/default/posters/look.typ", look("#123456"));
    let folder = printed(&site, &["--kind", "board", "--preview"]);
    assert_eq!(names(&folder), ["board.png"]);
    let picture = image::open(folder.join("board.png")).unwrap().to_rgb8();
    assert_eq!(picture.dimensions(), (1131, 1600));
    assert_eq!(picture.get_pixel(5, 5).0, [0x12, 0x34, 0x56], "the band is blue up to the edge");
}

#[test]
fn every_look_that_comes_along_prints_every_kind() {
    for look in ["official", "laser", "contrast"] {
        let site = village();
        site.edit("content/site.yaml", "热线:", &format!("主题: {look}\n热线:"));
        let folder = printed(&site, &["--size", "a4"]);
        assert_eq!(names(&folder).iter().filter(|name| name.ends_with(".pdf")).count(), 8, "{look}");
        site.run(&["build"]).exits(0);
        let Some(found) = tools::codes(&folder.join("board.pdf"), 1) else { return };
        assert_eq!(found, [format!("{BASE_URL}/")], "{look}");
    }
}
