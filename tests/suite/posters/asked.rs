//! What is asked for by options: Chinese names.

use super::{names, printed, village};

/// The PDFs that these options make.
fn made(arguments: &[&str]) -> Vec<String> {
    let site = village();
    let folder = printed(&site, arguments);
    names(&folder).into_iter().filter(|name| name.ends_with(".pdf")).collect()
}

#[test]
fn kinds_and_orientations_have_chinese_names() {
    let kinds = [
        ("board", &["公开栏", "总栏"]),
        ("grid", &["网格", "网格海报"]),
        ("bulletin", &["通报", "评分通报"]),
        ("cards", &["联系卡", "便民联系卡"]),
    ];
    for (english, chinese) in kinds {
        let wanted = made(&["--kind", english]);
        assert!(!wanted.is_empty() && wanted.iter().all(|name| name.starts_with(english)), "{wanted:?}");
        for name in chinese {
            assert_eq!(made(&["--kind", name]), wanted, "{name}");
        }
    }
    assert_eq!(made(&["--kind", "公开栏,通报"]), made(&["--kind", "board,bulletin"]));
    let shape = |orientation: &str| {
        let site = village();
        let folder = printed(&site, &["--kind", "board", "--preview", "--orientation", orientation]);
        image::image_dimensions(folder.join("board.png")).unwrap()
    };
    for name in ["竖版", "竖", "纵向"] {
        assert_eq!(shape(name), shape("portrait"), "{name}");
    }
    for name in ["横版", "横", "横向"] {
        assert_eq!(shape(name), shape("landscape"), "{name}");
    }
}
