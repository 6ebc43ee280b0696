//! Texts far longer than usual ones leave the rest of a sheet as it should be.

use super::tools::{self, value};
use super::{printed, village};

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
