//! What is held in the hand: cards for doors, cards of people, and what people sign.

use std::fs;
use std::path::Path;

use super::super::harness::root;
use super::tools::{self, value};
use super::{BASE_URL, names, printed, village};

/// The text of a page of a PDF in the order it is read in, without blanks.
fn page(file: &Path, page: usize) -> Option<String> {
    let page = page.to_string();
    tools::run("pdftotext", &["-raw", "-f", &page, "-l", &page], file)?;
    let text = fs::read_to_string(file.with_extension("txt")).unwrap();
    Some(text.chars().filter(|c| !c.is_whitespace()).collect())
}

#[test]
fn a_card_for_a_door_says_on_its_front_whom_to_call_and_on_its_back_only_what_there_is() {
    let site = village();
    let file = printed(&site, &["--kind", "cards"]).join("cards-g-1.pdf");
    let Some(said) = tools::run("pdfinfo", &[], &file) else { return };
    assert_eq!(value(&said, "Pages"), "1", "nothing is given that a back could say");
    site.edit("content/site.yaml", "热线:", "意见箱: 村委会门口\n地址: 试村中街一号\n热线:");
    let file = printed(&site, &["--kind", "cards"]).join("cards-g-1.pdf");
    let (front, back) = (page(&file, 1).unwrap(), page(&file, 2).unwrap());
    assert_eq!(front.matches("12345").count(), 3 + front.matches("热线12345").count(), "{front}");
    assert!(front.contains("有事请打") && front.contains("李二"), "{front}");
    for told in ["意见箱", "村委会门口", "地址", "试村中街一号", "数据截至"] {
        assert!(back.contains(told), "{told}: {back}");
    }
    assert!(!back.contains("办公时间"), "{back}");
    assert_eq!(
        tools::codes(&file, 1).unwrap(),
        [
            format!("{BASE_URL}/grids/g-1/"),
            format!("{BASE_URL}/grids/g-1/"),
            format!("{BASE_URL}/grids/g-1/")
        ]
    );
    for word in tools::words(&file).unwrap() {
        assert!(word.size() >= 7.9, "{word:?}");
    }
}

#[test]
fn a_card_of_somebody_says_what_they_answer_for_and_how_it_went() {
    let site = village();
    site.edit(
        "content/records.yaml",
        "lead: 李二}",
        "posts: [{post: 网格长, member: 李二, backup: 张三, duties: [每月走访一遍]}]}",
    );
    site.edit(
        "content/records.yaml",
        "name: 李二,",
        "name: 李二, party_member: true, pledge: 随叫随到, duties: [代办证件],",
    );
    let folder = printed(&site, &["--kind", "member-cards"]);
    let pdfs: Vec<String> = names(&folder).into_iter().filter(|name| name.ends_with(".pdf")).collect();
    assert_eq!(pdfs, ["member-cards-v.pdf"], "the people of both grids share a sheet with the village's");
    let file = folder.join("member-cards-v.pdf");
    let Some(said) = page(&file, 1) else { return };
    for told in [
        "王一",
        "138****0002",
        "随叫随到",
        "每月走访一遍",
        "代办证件",
        "B岗张三",
        "李二的B岗",
        "包3户",
        "93分",
        "修通机耕路",
        "未开始",
        "12345",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    // Cards keep 8 mm from the edges of A4: what lies in them 4 mm more, and what is small is large enough.
    for word in tools::words(&file).unwrap() {
        let edge = 11.9 * 72.0 / 25.4;
        assert!(word.x.0 >= edge && word.x.1 <= word.sheet.0 - edge + 3.0, "{word:?}");
        assert!(word.y.0 >= 8.0 * 72.0 / 25.4 && word.size() >= 7.9, "{word:?}");
    }
    let mut codes = tools::codes(&file, 1).unwrap();
    codes.sort();
    let address = |member: &str| format!("{BASE_URL}/members/{member}/");
    assert_eq!(codes, ["li-er", "wang-yi", "zhang-san"].map(address));
    // A grid that is named has a sheet of its own, and nobody is on two.
    let folder = printed(&site, &["--kind", "member-cards", "--grid", "g-2"]);
    let own = page(&folder.join("member-cards-g-2.pdf"), 1).unwrap();
    assert!(own.contains("张三") && !own.contains("修通机耕路王一"), "{own}");
    tools::all_within(&file);
    // What is not shown is not on the card either.
    site.edit(
        "content/site.yaml",
        "公开: 分数",
        "星级: [{下限: 90, 星级: 5}, {下限: 0, 星级: 4}]\n    公开: 星级\n隐私: {电话: 不公开}",
    );
    site.edit("content/site.yaml", "隐私:", "\n隐私:");
    let said = page(&printed(&site, &["--kind", "member-cards"]).join("member-cards-v.pdf"), 1).unwrap();
    assert!(!said.contains("93分") && said.contains("五星") && !said.contains("138****0002"), "{said}");
}

#[test]
fn a_pledge_is_made_when_asked_for_and_has_lines_to_sign_on() {
    let site = village();
    let all = names(&printed(&site, &[]));
    assert!(!all.iter().any(|name| name.starts_with("pledge")), "{all:?}");
    let file = printed(&site, &["--kind", "承诺书"]).join("pledge-v.pdf");
    let Some(said) = page(&file, 1) else { return };
    for told in [
        "责任承诺书",
        "张三",
        "第二网格网格长",
        "修通机耕路",
        "目标：1.2公里",
        "2026年6月30日",
        "承诺人签名",
        "见证人签名",
        "日期",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!said.contains("未开始"), "what is to be signed says nothing of how it went: {said}");
    let info = tools::run("pdfinfo", &[], &file).unwrap();
    assert_eq!(value(&info, "Pages"), "1", "who promised nothing and has no duty signs nothing");
}

#[test]
fn shapes_of_states_and_stars_are_the_webs() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let web = read("themes/default/templates/components/marks.html") + &read("src/render/svg/stars.rs");
    let paper = read("themes/default/posters/marks.typ");
    let paths: Vec<&str> = paper.split(" d='").skip(1).map(|rest| rest.split('\'').next().unwrap()).collect();
    assert!(paths.len() > 8, "{paths:?}");
    for path in paths {
        // A star of a row begins where its place is.
        let path = path.strip_prefix("M12 2.6l").unwrap_or(path);
        assert!(web.contains(path), "{path} is drawn on paper alone");
    }
}
