//! `theme list`, `theme export`, `theme why`: what a theme consists of, and the beginning of one's own.

use std::fs;

use super::harness::{Site, root, tree};

#[test]
fn themes_are_listed_with_the_one_in_use() {
    let site = Site::village();
    site.write("themes/plain/look.css", ":root { --ink: #000000; }\n");
    let ran = site.run(&["theme", "list"]).exits(0);
    let line =
        |name: &str| ran.stdout.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    assert!(line("default").contains("自带") && line("default").contains("在用"), "{}", ran.stdout);
    assert!(line("contrast").contains("自带") && !line("contrast").contains("在用"), "{}", ran.stdout);
    assert!(line("plain").contains("themes/plain/，1 个文件"), "{}", ran.stdout);
    site.edit("content/site.yaml", "标题:", "theme: plain\n标题:");
    let ran = site.run(&["theme", "list", "--lang", "en"]).exits(0);
    assert!(ran.stdout.contains("themes/plain/, files: 1 (in use)"), "{}", ran.stdout);
}

#[test]
fn an_exported_file_changes_nothing_until_it_is_edited_and_is_never_overwritten() {
    let site = Site::village();
    let list = site.run(&["theme", "export"]).exits(0).stdout;
    assert!(list.lines().any(|line| line == "templates/404.html"), "{list}");
    site.run(&["build", "-q"]).exits(0);
    let before = tree(&site.public());
    let ran = site.run(&["theme", "export", "templates/404.html", "assets/base.css"]).exits(0);
    assert!(ran.stderr.contains("themes/default/templates/404.html"), "{}", ran.stderr);
    let exported = fs::read(site.path().join("themes/default/templates/404.html")).unwrap();
    assert_eq!(exported, fs::read(root().join("themes/default/templates/404.html")).unwrap());
    site.run(&["build", "-q"]).exits(0);
    super::harness::assert_same(&tree(&site.public()), &before);

    site.write("themes/default/templates/404.html", "mine");
    for files in [&["templates/404.html"][..], &["templates/home.html", "templates/404.html"]] {
        let ran = site.run(&[&["theme", "export"], files].concat()).exits(2);
        assert!(ran.stderr.contains("不覆盖"), "{}", ran.stderr);
    }
    assert_eq!(fs::read_to_string(site.path().join("themes/default/templates/404.html")).unwrap(), "mine");
    assert!(!site.path().join("themes/default/templates/home.html").exists(), "all or nothing");
    let list = site.run(&["theme", "export", "--lang", "en"]).exits(0).stdout;
    assert!(list.contains("templates/404.html  themes/default/, in place of the built-in file"), "{list}");
}

#[test]
fn an_export_stays_below_themes_and_knows_what_was_meant() {
    let site = Site::village();
    let ran = site.run(&["theme", "export", "templates/hom.html"]).exits(2);
    assert!(ran.stderr.contains("templates/home.html"), "{}", ran.stderr);
    for name in ["..", "../x", "a/b", ""] {
        let ran = site.run(&["theme", "export", "--theme", name, "look.css"]).exits(2);
        assert!(ran.stderr.contains("不能作主题名"), "{}", ran.stderr);
    }
    site.run(&["theme", "export", "../../content/site.yaml"]).exits(2);
    site.run(&["theme", "export", "--theme", "jia", "strings/en.yaml"]).exits(0);
    assert!(site.path().join("themes/jia/strings/en.yaml").is_file());
    assert!(!site.path().join("themes/default").exists());
}

#[test]
fn a_page_tells_what_it_is_made_of() {
    let site = Site::village();
    site.run(&["theme", "export", "templates/home.html", "assets/base.css", "--theme", "contrast"]).exits(0);
    site.write("themes/contrast/strings/zh-CN.yaml", "hotline: 打这个\n");
    site.edit("content/site.yaml", "标题:", "theme: contrast\n标题:");
    let ran = site.run(&["theme", "why", "/", "--lang", "en"]).exits(0);
    let told = |path: &str| {
        let line = ran.stdout.lines().find_map(|line| line.trim_start().strip_prefix(path));
        line.unwrap_or_else(|| panic!("{path} in {}", ran.stdout)).trim().to_owned()
    };
    assert!(ran.stdout.starts_with("index.html\n"), "{}", ran.stdout);
    for path in ["templates/home.html", "assets/base.css", "strings/zh-CN.yaml"] {
        assert_eq!(told(path), "themes/contrast/, in place of the built-in file", "{path}");
    }
    for path in [
        "templates/base.html",
        "templates/components/people.html",
        "assets/components.css",
        "assets/board.js",
    ] {
        assert_eq!(told(path), "built in (default)", "{path}");
    }
    assert_eq!(told("look.css"), "built in (contrast)");
    assert!(!ran.stdout.contains("strings/en.yaml") && !ran.stdout.contains("rtl.css"), "{}", ran.stdout);

    for page in ["grids/g-1/", "grids/g-1", "grids/g-1/index.html", "/grids/g-1/index.html"] {
        assert!(
            site.run(&["theme", "why", page]).exits(0).stdout.starts_with("grids/g-1/index.html\n"),
            "{page}"
        );
    }
    let ran = site.run(&["theme", "why", "grids/g-11/index.html"]).exits(2);
    assert!(ran.stderr.contains("grids/g-1/index.html"), "{}", ran.stderr);
    site.edit("content/records.yaml", "door: 1号", "doorr: 1号");
    assert!(site.run(&["theme", "why", "/"]).exits(1).stderr.contains("key-unknown"));
}
