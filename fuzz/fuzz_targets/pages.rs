//! The bytes of a Markdown page, up to its finished HTML, which must hold no script and no unsafe link.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use gongkailan::load::theme::Theme;
use gongkailan::render::Renderer;
use gongkailan::site;
use libfuzzer_sys::fuzz_target;

static THEME: LazyLock<Theme> = LazyLock::new(Theme::builtin);
static RENDERER: LazyLock<Renderer> =
    LazyLock::new(|| Renderer::new(&THEME, "zh-CN", &[]).unwrap_or_else(|_| panic!("the built-in theme")));

/// How many scripts the theme itself puts on the page.
static SCRIPTS: LazyLock<usize> = LazyLock::new(|| html(b"# a\n").map_or(0, |html| scripts(&html)));

fuzz_target!(|bytes: &[u8]| {
    if let Some(html) = html(bytes) {
        assert!(scripts(&html) <= *SCRIPTS, "a script came in");
        for mark in [" href=\"", " src=\""] {
            for (at, _) in html.match_indices(mark) {
                let rest = &html[at + mark.len()..];
                let value = rest.split('"').next().unwrap_or_default().trim_start().to_ascii_lowercase();
                let scheme = value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
                let safe = scheme.is_none_or(|(name, _)| ["http", "https", "tel", "mailto"].contains(&name));
                assert!(safe, "an unsafe address");
            }
        }
    }
});

fn scripts(html: &str) -> usize {
    html.to_ascii_lowercase().matches("<script").count()
}

/// The article's page.
fn html(bytes: &[u8]) -> Option<String> {
    let files = BTreeMap::from([
        ("content/site.yaml".to_owned(), gongkailan_fuzz::SITE.into()),
        ("content/page.md".to_owned(), bytes.to_vec()),
        ("content/other.md".to_owned(), b"# Other\n".to_vec()),
    ]);
    let (board, found) = gongkailan_fuzz::understand(&files)?;
    if found.has_errors() {
        return None;
    }
    let mut site = site::plan(&board, gongkailan_fuzz::as_of());
    site.pages.retain(|page| page.template() == "article.html");
    let artifacts = RENDERER.render(&site, &THEME).unwrap_or_else(|_| panic!("a page that cannot be rendered"));
    let pages = artifacts.iter().filter(|(path, _)| path.ends_with(".html"));
    Some(pages.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect())
}
