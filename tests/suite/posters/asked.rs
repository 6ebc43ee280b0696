//! What is asked for by options: Chinese names, and options that nothing would heed.

use super::refused::refused;
use super::{names, printed, village};

/// The PDFs that these options make.
fn made(arguments: &[&str]) -> Vec<String> {
    let site = village();
    let folder = printed(&site, arguments);
    names(&folder).into_iter().filter(|name| name.ends_with(".pdf")).collect()
}

#[test]
fn kinds_and_orientations_have_chinese_names() {
    let kinds: [(&str, &[&str]); 6] = [
        ("board", &["公开栏", "总栏"]),
        ("grid", &["网格", "网格海报"]),
        ("bulletin", &["通报", "评分通报"]),
        ("cards", &["联系卡", "便民联系卡"]),
        ("member-cards", &["责任人卡"]),
        ("pledge", &["承诺书", "责任承诺书"]),
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

#[test]
fn an_option_that_nothing_would_heed_is_told_with_what_to_do() {
    let site = village();
    let period = &["--period", "2026-02"][..];
    let cases: [(&[&str], &[&str], &[&str]); 9] = [
        (&["--kind", "cards"], period, &["--period is about bulletins", "add bulletin to --kind"]),
        (
            &["--kind", "board,grid"],
            &["--scheme", "monthly"],
            &["--scheme is about bulletins", "leave --scheme out"],
        ),
        (
            &["--kind", "board"],
            &["--grid", "g-1"],
            &["--grid is about posters and cards", "add grid or cards to --kind"],
        ),
        (
            &["--kind", "bulletin"],
            &["--grid", "g-1"],
            &["--grid is about posters and cards", "leave --grid out"],
        ),
        (
            &["--scheme", "monthly"],
            &["--grid", "g-1"],
            &["--scheme asks for bulletins", "--kind grid,bulletin"],
        ),
        (period, &["--grid", "g-1"], &["--period asks for bulletins", "--kind grid,bulletin"]),
        (&["--archive"], &["--preview"], &["PNG pictures", "give one of the two"]),
        (&["--kind", "cards"], &["--size", "a1"], &["cards always lie on upright A4", "leave --size"]),
        (&["--kind", "cards"], &["--orientation", "landscape"], &["cards always lie on upright A4"]),
    ];
    for (some, more, told) in cases {
        refused(&site, &[some, more].concat(), 2, told);
    }
    let ran = site.run(&["poster", "--kind", "联系卡", "--period", "2026-02", "--lang", "zh"]).exits(2);
    assert!(
        ran.stderr.contains("--period 只管通报") && ran.stderr.contains("去掉 --period"),
        "{}",
        ran.stderr
    );
}

#[test]
fn options_that_have_something_to_do_go_together() {
    let both = ["--kind", "grid,bulletin", "--grid", "g-1", "--scheme", "monthly", "--period", "2026-02"];
    assert_eq!(made(&both), ["bulletin-monthly-2026-02.pdf", "grid-g-1.pdf"]);
    assert_eq!(made(&["--kind", "cards", "--grid", "g-1", "--size", "a4"]), ["cards-g-1.pdf"]);
    assert_eq!(made(&["--kind", "board,cards", "--size", "a1"]).len(), 3);
}
