//! Texts far longer than usual ones leave the rest of a sheet as it should be.

use super::tools::{self, value};
use super::{printed, village};

#[test]
fn a_long_name_of_a_grid_leaves_the_title_of_a_card_on_one_line() {
    let name = "土岭底村梨树洼与前沟之间的防火防汛联防联控网格".repeat(4);
    let site = village();
    site.edit("content/records.yaml", "name: 第一网格", &format!("name: {name}"));
    let file = printed(&site, &["--kind", "cards"]).join("cards-g-1.pdf");
    let Some(words) = tools::words(&file) else { return };
    // Ten cards of 90 by 54 mm in the middle of A4, each headed by a band of 10 mm.
    let millimetre = 72.0 / 25.4;
    let of_band = |at: (f64, f64), edge: f64, pitch: f64, length: f64| {
        let (from, to) = (at.0 / millimetre - edge, at.1 / millimetre - edge);
        let start = (from / pitch).floor() * pitch;
        start <= from && to <= start + length
    };
    let in_band = |word: &tools::Word| of_band(word.x, 15.0, 90.0, 90.0) && of_band(word.y, 13.5, 54.0, 10.0);
    let titles: Vec<&tools::Word> = words.iter().filter(|word| word.text == "便民联系卡").collect();
    assert_eq!(titles.len(), 3, "whole, on one line, once for each household: {words:?}");
    for title in titles {
        assert!(in_band(title) && title.y.1 - title.y.0 < 5.0 * millimetre, "{title:?}");
        let beside = words.iter().filter(|word| name.contains(&word.text) && word.text.chars().count() > 4);
        assert!(beside.clone().count() > 0);
        for part in beside.filter(|part| in_band(part)) {
            let is_apart = part.x.1 <= title.x.0 || title.x.1 <= part.x.0;
            assert!(is_apart || part.y.1 <= title.y.0 || title.y.1 <= part.y.0, "{part:?} over {title:?}");
        }
    }
}

#[test]
fn a_lead_with_a_very_long_title_needs_no_second_sheet() {
    let long = "副".repeat(210);
    let of_member = village();
    of_member.edit("content/records.yaml", "name: 李二,", &format!("name: 李二, title: {long},"));
    let of_post = village();
    of_post.edit("content/site.yaml", "负责人称谓: 网格长", &format!("负责人称谓: {long}"));
    for site in [of_member, of_post] {
        for orientation in ["landscape", "portrait"] {
            let asked = ["--grid", "g-1", "--size", "a1", "--orientation", orientation];
            let file = printed(&site, &asked).join("grid-g-1.pdf");
            let Some(said) = tools::run("pdfinfo", &[], &file) else { return };
            assert_eq!(value(&said, "Pages"), "1", "{orientation}");
            let text = tools::text(&file).unwrap();
            assert!(text.matches('副').count() >= 210, "the title is whole: {text}");
            assert!(text.contains("138****0002"), "{text}");
            tools::all_within(&file);
        }
    }
}
