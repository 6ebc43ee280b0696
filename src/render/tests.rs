//! Rendering as a whole: faults of a theme are told all at once, and the built-in theme makes a sound site.

use crate::diagnostic::Diagnostics;
use crate::site::fixture::{day, village};
use crate::site::view::PageView;
use crate::site::{Site, plan};
use crate::source::{Source, SourceId, Sources};
use crate::theme::{Theme, ThemeFile};

use super::{Artifacts, Renderer};

/// A theme of one-line templates, with `files` over it as if read from `themes/default/`.
fn theme(files: &[(&str, &str)]) -> (Theme, Sources) {
    let mut theme = Theme::default();
    let mut sources = Sources::default();
    sources.add(Source::new("content/site.yaml", ""));
    for name in PageView::templates() {
        let bytes = "<h1>{{ page.title or site.title }}</h1>".as_bytes().into();
        theme.files.insert(format!("templates/{name}"), ThemeFile { bytes, source: None });
    }
    for (path, text) in files {
        let source = sources.add(Source::new(format!("themes/default/{path}"), *text));
        let file = ThemeFile { bytes: text.as_bytes().to_vec().into(), source: Some(source) };
        theme.files.insert(path.to_string(), file);
    }
    (theme, sources)
}

fn site() -> Site {
    let records = "replies: [{asked: 2026-01-05, question: 路灯<b>何时修, answered: 2026-01-07, answer: '[看](https://a.cn) <i>斜</i>'}]";
    plan(&village("base_url: https://jia.example.cn\n", records), day("2026-03-01"))
}

fn render(theme: &Theme) -> Result<Artifacts, Diagnostics> {
    Renderer::new(theme, "zh-CN", &[])?.render(&site(), theme)
}

/// `path:line:column message` of every problem.
fn told(problems: &Diagnostics, sources: &Sources) -> Vec<String> {
    let line = |problem: &crate::diagnostic::Diagnostic| {
        let at = sources.position(problem.span);
        let path = &sources.get(problem.span.file).path;
        let message = problem.message.en.split(": ").last().unwrap_or_default();
        format!("{path}:{}:{}-{} {message}", at.line, at.column, at.end_column)
    };
    problems.iter().map(line).collect()
}

#[test]
fn all_broken_templates_are_told_together() {
    let (theme, sources) = theme(&[
        ("templates/404.html", "第一行\n村{{ page.title"),
        ("templates/home.html", "{% if page %}"),
        ("templates/grid.html", "\n网格 {{ name | upper_case }}{{ nowhere() }}"),
    ]);
    let told = told(&Renderer::new(&theme, "zh-CN", &[]).unwrap_err(), &sources);
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(told[0].starts_with("themes/default/templates/404.html:2:"), "{told:#?}");
    assert!(told[1].starts_with("themes/default/templates/home.html:1:"), "{told:#?}");
    assert_eq!(told[2], "themes/default/templates/grid.html:2:14-24 Unknown filter `upper_case`");
    assert!(told[3].starts_with("themes/default/templates/grid.html:2:"), "{told:#?}");
    assert!(told.iter().all(|line| !line.contains('^') && !line.contains("-->")), "{told:#?}");
}

#[test]
fn a_field_that_no_view_has_is_told_once_at_its_place() {
    let (theme, sources) = theme(&[("templates/member.html", "名字：{{ page.titel }}")]);
    let told = told(&render(&theme).unwrap_err(), &sources);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("themes/default/templates/member.html:1:12-17 "), "{told:#?}");
}

#[test]
fn a_missing_template_and_missing_parents_are_told() {
    let (mut missing, sources) = theme(&[("templates/grid.html", "{% extends \"base.html\" %}")]);
    missing.files.remove("templates/home.html");
    let told = told(&Renderer::new(&missing, "zh-CN", &[]).unwrap_err(), &sources);
    assert!(told.iter().any(|line| line.starts_with("themes/default/templates/grid.html:1:1")), "{told:#?}");
    assert!(told.iter().any(|line| line.contains("no such template")), "{told:#?}");
}

#[test]
fn one_line_changes_one_word() {
    let (changed, _) = theme(&[
        ("strings/zh-CN.yaml", "hotline: 打这个\n"),
        ("templates/404.html", "{{ t.hotline }}{{ t.address }}"),
    ]);
    let made = render(&changed).unwrap();
    assert_eq!(made.get("404.html").unwrap().as_ref(), "打这个地址".as_bytes());
    let (broken, sources) = theme(&[("strings/zh-CN.yaml", "nav: 主要\nhotline: [热线, 电话]\n")]);
    let told = told(&Renderer::new(&broken, "zh-CN", &[]).unwrap_err(), &sources);
    assert!(told[0].starts_with("themes/default/strings/zh-CN.yaml:2:10"), "{told:#?}");
}

#[test]
fn the_built_in_theme_makes_a_sound_site() {
    let theme = Theme::builtin();
    let made = render(&theme).unwrap();
    assert_eq!(made, render(&theme).unwrap(), "the same once more");
    for (path, bytes) in made.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert!(!html.contains(" style=") && !html.contains("<script>"), "{path}");
        for href in html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let href = href.split('#').next().unwrap_or_default();
            let elsewhere = ["tel:", "mailto:", "https:"].iter().any(|scheme| href.starts_with(scheme));
            assert!(
                elsewhere
                    || href.is_empty()
                    || made.get(&target(path, href)).is_some()
                    || path == "404.html" && made.get(href.trim_start_matches('/')).is_some(),
                "{href} on {path}"
            );
        }
    }
    let replies = std::str::from_utf8(made.get("replies/index.html").unwrap()).unwrap();
    assert!(replies.contains("路灯&lt;b&gt;何时修") && replies.contains("&lt;i&gt;斜&lt;/i&gt;"));
    let home = std::str::from_utf8(made.get("index.html").unwrap()).unwrap();
    assert!(home.contains("2026年3月1日"), "the theme words dates");
    for path in ["robots.txt", "feed.xml", "sitemap.xml", "data/datapackage.json", "assets/base.css"] {
        assert!(made.get(path).is_some(), "{path}");
    }
}

#[test]
fn the_built_in_strings_have_every_word_the_program_needs() {
    let (strings, problems) = super::strings::Strings::read(&Theme::default(), "zh-CN");
    assert!(!problems.has_errors());
    for key in super::words::KEYS.iter().chain(super::svg::KEYS) {
        assert!(strings.get(key).is_some(), "{key}");
    }
}

fn target(page: &str, href: &str) -> String {
    let mut at: Vec<&str> = page.split('/').collect();
    at.pop();
    for step in href.split('/') {
        match step {
            ".." => drop(at.pop()),
            step => at.push(step),
        }
    }
    at.join("/")
}

#[test]
fn places_in_built_in_templates_are_told_in_words() {
    let mut theme = Theme::builtin();
    let bytes = "甲\n{{ x | nope }}".as_bytes().into();
    theme.files.insert("templates/404.html".into(), ThemeFile { bytes, source: None });
    let problems = Renderer::new(&theme, "zh-CN", &[]).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.span.file, SourceId::SITE);
    assert!(problem.message.en.contains("404.html:2"), "{}", problem.message.en);
}
