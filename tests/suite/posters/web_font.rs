//! Rare characters on the web come with their glyphs.

use super::super::harness::{Site, tree};

#[test]
fn a_rare_name_is_published_with_a_font_that_has_it() {
    let site = Site::village();
    site.run(&["build"]).exits(0);
    assert!(!tree(&site.public()).keys().any(|path| path.contains("rare")), "common names need none");
    site.edit(
        "content/records.yaml",
        "phone_public: true}",
        "phone_public: true}\n  - {name: 王𬭛喆, grid: g-1}",
    );
    site.run(&["build"]).exits(0);
    let files = tree(&site.public());
    let font = ttf_parser::Face::parse(&files["assets/rare-1.otf"], 0).unwrap();
    assert!(font.glyph_index('𬭛').is_some() && font.glyph_index('喆').is_some());
    let styles = String::from_utf8(files["assets/base.css"].clone()).unwrap();
    assert!(styles.contains("url(rare-1.otf)") && styles.contains("U+2CB5B"), "{styles}");
}
