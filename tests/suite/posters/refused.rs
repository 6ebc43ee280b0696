//! What stops the press, or the sheets that it concerns, and how it is told.

use std::fs::File;

use super::super::harness::Site;
use super::tools::text;
use super::{names, print, village};

/// Nothing was printed, and the report names all of `told`.
#[track_caller]
pub(super) fn refused(site: &Site, arguments: &[&str], code: i32, told: &[&str]) {
    let ran = print(site, arguments).exits(code);
    for part in told {
        assert!(ran.stderr.contains(part), "{part} is not told:\n{}", ran.stderr);
    }
    assert_eq!(names(&site.path().join("posters")), Vec::<String>::new(), "nothing is printed");
}

#[test]
fn an_unknown_grid_is_wrong_usage() {
    refused(&village(), &["--grid", "g-1x"], 2, &["there is no grid `g-1x`", "did you mean `g-1`"]);
    refused(&village(), &["--grid", "g-9"], 2, &["there is no grid `g-9`", "by its id or name"]);
    refused(&village(), &["--scheme", "weekly"], 2, &["there is no rating scheme `weekly`", "monthly"]);
}

#[test]
fn an_unknown_period_is_told_with_those_that_are_published() {
    let site = village();
    let asked = ["--period", "2020-01"];
    refused(&site, &asked, 2, &["no bulletin of 2020-01 is published", "monthly (月度评分): 2026-02\n"]);
    let mut records = String::from("ratings:\n");
    for month in 1..=9 {
        records.push_str(&format!(
            "  - month: 2025-0{month}\n    stage: approved\n    entries:\n      - {{member: 李二, scores: [55, 38]}}\n"
        ));
    }
    site.write("content/ratings.yaml", records);
    let newest = "monthly (月度评分): 2026-02, 2025-09, 2025-08, 2025-07, 2025-06, 2025-05 … 16 in all";
    refused(&site, &asked, 2, &[newest]);
    refused(&site, &["--period", "2020-q1"], 2, &["monthly (月度评分): 2025-q3, 2025-q2, 2025-q1, 2026-02"]);
    refused(&site, &["--period", "2020-01", "--scheme", "月度评分"], 2, &[newest]);
    let ran = site.run(&["poster", "--lang", "zh", "--period", "2020-01"]).exits(2);
    assert!(ran.stderr.contains("月度评分（monthly）：2026-02、2025-09"), "{}", ran.stderr);
    let site = village();
    site.edit("content/records.yaml", "stage: approved", "stage: proposed");
    refused(&site, &asked, 2, &["none before ratings are approved", "monthly (月度评分): none yet"]);
}

#[test]
fn a_character_without_a_glyph_names_its_record_and_field() {
    let site = village();
    site.edit("content/records.yaml", "name: 李二,", "name: 李二, pledge: 随叫随到😀,");
    let told = [
        "error[glyph-missing]",
        "\"pledge\" of member 李二",
        "U+1F600",
        "content/records.yaml:8:",
        "take it out",
    ];
    refused(&site, &["--grid", "g-1", "--kind", "grid"], 1, &told);
    print(&site, &["--grid", "g-2"]).exits(0);
}

#[test]
fn a_character_without_a_glyph_stops_its_own_sheets_alone() {
    let site = village();
    print(&site, &["--kind", "grid"]).exits(0);
    let folder = site.path().join("posters");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let (first, second) = (read("grid-g-1.pdf"), read("grid-g-2.pdf"));
    site.edit("content/records.yaml", "name: 李二,", "name: 李二, pledge: 随叫随到\u{10fff0},");
    site.edit("content/records.yaml", "name: 第二网格", "name: 第二大网格");
    let ran = print(&site, &["--kind", "grid"]).exits(1);
    assert_eq!(ran.stderr.matches("glyph-missing").count(), 1, "told once:\n{}", ran.stderr);
    assert!(
        ran.stderr.contains("1 sheets are not printed") && ran.stderr.contains("grid-g-1"),
        "{}",
        ran.stderr
    );
    assert_eq!(read("grid-g-1.pdf"), first, "what was printed before stays");
    assert_ne!(read("grid-g-2.pdf"), second, "the others are printed anew");
}

/// Doors are drawn together on paper: what is told is the record, not a place on the sheet.
#[test]
fn a_door_without_a_glyph_is_told_at_its_household() {
    let site = village();
    site.edit("content/records.yaml", "door: 2号", "door: \u{f8ff}2号");
    let ran = print(&site, &["--grid", "g-1"]).exits(1);
    assert!(ran.stderr.contains("\"door\" of household") && !ran.stderr.contains('›'), "{}", ran.stderr);
    assert!(!ran.stderr.contains("site.yaml:1:1"), "{}", ran.stderr);
}

#[test]
fn a_radical_is_printed_as_its_character() {
    let site = village();
    site.edit("content/records.yaml", "name: 李二,", "name: 李二, pledge: 站得\u{2fbc}看得远,");
    print(&site, &["--grid", "g-1"]).exits(0);
    let Some(text) = text(&site.path().join("posters/grid-g-1.pdf")) else { return };
    assert!(text.contains("站得高看得远"), "{text}");
    let told = site.run(&["check", "--format", "short", "--lang", "zh"]).exits(0).stdout;
    assert!(told.contains("读作“高”（U+9AD8）"), "{told}");
}

/// Every character of the official names of villages and townships, and of the general table, can be printed.
#[test]
fn characters_of_official_names_of_places_are_in_the_fonts() {
    let fonts = super::super::harness::root().join("themes/default/fonts");
    let mut faces = Vec::new();
    for name in ["hei-regular.otf", "hei-bold.otf", "song-bold.otf", "rare.ttf"] {
        faces.push(std::fs::read(fonts.join(name)).unwrap());
    }
    let faces: Vec<_> = faces.iter().map(|bytes| ttf_parser::Face::parse(bytes, 0).unwrap()).collect();
    let mut lacking = String::new();
    for list in ["places.txt", "characters.txt"] {
        let text = std::fs::read_to_string(fonts.join(list)).unwrap();
        let all = text.chars().filter(|c| !c.is_whitespace());
        lacking.extend(all.filter(|&c| faces.iter().all(|face| face.glyph_index(c).is_none())));
    }
    assert_eq!(lacking, "");
}

#[test]
fn a_name_in_no_font_says_where_to_put_one() {
    let site = village();
    site.edit("content/records.yaml", "name: 张三,", "name: 张\u{20000},");
    site.edit("content/records.yaml", "lead: 张三}", "lead: zhang-san}");
    site.edit("content/records.yaml", "by: 张三", "by: zhang-san");
    site.edit("content/records.yaml", "member: 张三", "member: zhang-san");
    let told = ["U+20000", "\"name\" of member", "themes/NAME/fonts/", "--system-fonts"];
    refused(&site, &["--kind", "board"], 1, &told);
    site.run(&["build", "--posters"]).exits(1);
    assert!(!site.public().exists(), "all or nothing");
}

#[test]
fn what_was_tried_already_is_not_advised() {
    let site = village();
    // For private use: no font has it.
    site.edit("content/records.yaml", "name: 李二,", "name: 李二, pledge: 随叫随到\u{10fff0},");
    let sheet = ["--kind", "grid", "--grid", "g-1"];
    let borrowing = [&sheet[..], &["--system-fonts"]].concat();
    refused(&site, &sheet, 1, &["U+10FFF0", "themes/NAME/fonts/", "add --system-fonts"]);
    refused(&site, &borrowing, 1, &["U+10FFF0", "themes/NAME/fonts/", "This machine's fonts lack it"]);
    let ran = print(&site, &borrowing).exits(1);
    assert!(!ran.stderr.contains("--system-fonts"), "{}", ran.stderr);
}

#[test]
fn a_private_value_is_found_on_paper() {
    let site = village();
    site.edit("content/records.yaml", "name: 李二,", "name: 李二, pledge: 帮扶欧阳建国国一家,");
    site.edit(
        "content/records.yaml",
        "door: 2号, grid: g-1}",
        "door: 2号, grid: g-1, private: {户主: 欧阳建国国}}",
    );
    refused(&site, &["--grid", "g-1"], 1, &["private-leaked", "grid-g-1.pdf"]);
    refused(&site, &["--grid", "g-1", "--preview"], 1, &["private-leaked", "grid-g-1"]);
}

#[test]
fn broken_and_giant_photos_are_refused_before_anything_is_set() {
    let site = village();
    site.edit("content/records.yaml", "name: 李二,", "name: 李二, photo: photo.jpg,");
    site.write("content/photo.jpg", b"\xff\xd8\xff\xe0 no photo");
    refused(&site, &[], 1, &["picture-broken"]);
    let giant = File::create(site.path().join("content/photo.jpg")).unwrap();
    giant.set_len(80 << 20).unwrap();
    refused(&site, &[], 1, &["error[", "photo.jpg"]);
}

#[test]
fn a_photo_prints_by_what_it_is_and_not_by_its_name() {
    let site = village();
    site.edit("content/records.yaml", "name: 李二,", "name: 李二, photo: photo.png,");
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    site.write("content/photo.png", jpeg.into_inner());
    print(&site, &["--grid", "g-1"]).exits(0);
    // In inks, on a sheet for the archive, which takes colours only.
    let inks = std::fs::read(super::super::harness::root().join("tests/attachments/inks.jpg")).unwrap();
    site.write("content/photo.png", inks);
    site.edit("content/site.yaml", "热线:", "poster: {archive: true}\n热线:");
    print(&site, &["--grid", "g-1"]).exits(0);
}

#[test]
fn what_is_no_picture_is_told_with_its_record() {
    let site = village();
    site.edit("content/records.yaml", "name: 李二,", "name: 李二, photo: photo.txt,");
    site.write("content/photo.txt", "no photo");
    refused(
        &site,
        &["--grid", "g-1"],
        1,
        &["error[picture-format]", "content/records.yaml:8:", "no picture"],
    );
}

#[test]
fn a_broken_font_and_a_broken_template_are_the_themes_fault() {
    let site = village();
    site.write("themes/default/fonts/hei-regular.otf", "no font");
    refused(&site, &[], 1, &["error[theme-font]", "fonts/hei-regular.otf"]);
    let site = village();
    site.write("themes/default/posters/grid.typ", "#import \"base.typ\": *\n#nothing\n");
    refused(&site, &[], 1, &["error[theme-template]", "themes/default/posters/grid.typ:2:2", "nothing"]);
}

#[test]
fn text_is_never_typst_source() {
    let site = village();
    site.edit(
        "content/records.yaml",
        "name: 李二,",
        "name: 李二, pledge: '#panic(1) $x$ *粗* #image(\"x\") \\\\ </script>',",
    );
    let folder = super::printed(&site, &["--grid", "g-1"]);
    let Some(text) = super::tools::text(&folder.join("grid-g-1.pdf")) else { return };
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(plain.contains("#panic(1)$x$*粗*#image"), "{text}");
}

#[test]
fn a_file_is_no_folder_for_posters() {
    let site = village();
    site.write("wall.pdf", "mine");
    let told = ["wall.pdf is a file, and a folder is needed", "name a folder with -o", "move the file away"];
    refused(&site, &["-o", "wall.pdf"], 2, &told);
    let ran = site.run(&["poster", "--lang", "zh", "-o", "wall.pdf"]).exits(2);
    assert!(
        ran.stderr.contains("wall.pdf 是一个文件，这里要的是文件夹：用 -o 另写一个文件夹"),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read(site.path().join("wall.pdf")).unwrap(), b"mine");
}

#[test]
fn the_records_are_never_written_into() {
    let site = village();
    refused(&site, &["-o", "content/posters"], 2, &["content"]);
}
