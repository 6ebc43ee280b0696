//! What the web expects beside pages: robots.txt always; a feed, a sitemap and a manifest with `base_url`.

use serde_json::json;

use crate::site::Site;
use crate::site::view::{ChangeCount, ChangesFeed, FeedEntry, Landing, PublicationEntry, Sitemap, WebView};
use crate::theme::Theme;

use super::artifact::Artifacts;
use super::strings::Strings;
use super::svg::escape;
use super::words;

/// The theme's icon, if it has one under this name.
const ICON: &str = "assets/icon.svg";

/// Adds all of them.
pub(super) fn add(artifacts: &mut Artifacts, site: &Site, theme: &Theme, strings: &Strings) {
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(web) = &site.web {
        robots.push_str(&format!("\nSitemap: {}\n", web.sitemap));
        artifacts.add("feed.xml", feed(web, strings).into_bytes());
        if let Some(feed) = &web.changes {
            artifacts.add("changes.xml", changes(web, feed, strings).into_bytes());
        }
        for part in &web.sitemaps {
            artifacts.add(&*part.path, sitemap(part).into_bytes());
        }
        if web.sitemaps.len() > 1 {
            artifacts.add("sitemap.xml", index(web).into_bytes());
        }
        artifacts.serve_below(&web.folder);
        artifacts.add("site.webmanifest", manifest(web, theme).into_bytes());
    }
    artifacts.add("robots.txt", robots.into_bytes());
}

fn feed(web: &WebView, strings: &Strings) -> String {
    let entry = |entry: &FeedEntry| {
        let title = match &entry.period {
            Some(period) => format!("{} {}", entry.title, words::period(strings, period)),
            None => entry.title.clone(),
        };
        atom_entry(&title, &entry.address, &entry.date, "")
    };
    let entries: String = web.entries.iter().map(entry).collect();
    atom(web, &web.site.title, &web.feed, &web.updated, &entries)
}

/// What was published when, for those who follow only that.
fn changes(web: &WebView, feed: &ChangesFeed, strings: &Strings) -> String {
    let word = |key: &str, n: usize| strings.fill(key, &[("n", &n.to_string())]).unwrap_or_default();
    let entry = |entry: &PublicationEntry| {
        let count = |count: &ChangeCount| {
            let kind = strings.get(&format!("data_{}", count.kind)).unwrap_or(&count.kind);
            format!("{kind} {}", word(&format!("change_n_{}", count.op), count.count))
        };
        let told: Vec<String> = entry.note.iter().cloned().chain(entry.counts.iter().map(count)).collect();
        let title = word("publication_number", entry.number as usize);
        atom_entry(&title, &entry.address, &entry.date, &told.join("\n"))
    };
    let title = format!("{} · {}", web.site.title, strings.get("title_changes").unwrap_or_default());
    let updated = feed.entries.first().map_or(&web.updated, |entry| &entry.date);
    let entries: String = feed.entries.iter().map(entry).collect();
    atom(web, &title, &feed.address, updated, &entries)
}

fn atom_entry(title: &str, address: &str, date: &str, summary: &str) -> String {
    let summary = match summary {
        "" => String::new(),
        text => format!("<summary>{}</summary>\n", escape(text)),
    };
    format!(
        "<entry>\n<title>{}</title>\n<link href=\"{1}\"/>\n<id>{1}</id>\n<updated>{date}T00:00:00Z</updated>\n{summary}</entry>\n",
        escape(title),
        escape(address),
    )
}

fn atom(web: &WebView, title: &str, own: &str, updated: &str, entries: &str) -> String {
    // The feed of news has the board's address as its lasting id, as readers know it.
    let id = if own == web.feed { &web.home } else { own };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<link href=\"{}\"/>\n<link rel=\"self\" href=\"{}\"/>\n<id>{}</id>\n\
         <updated>{updated}T00:00:00Z</updated>\n<author><name>{}</name></author>\n{entries}</feed>\n",
        escape(&web.language),
        escape(title),
        escape(&web.home),
        escape(own),
        escape(id),
        escape(&web.site.publisher),
    )
}

/// The sitemap of sitemaps.
fn index(web: &WebView) -> String {
    let line = |part: &Sitemap| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&part.address));
    let lines: String = web.sitemaps.iter().map(line).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{lines}</sitemapindex>\n"
    )
}

fn sitemap(part: &Sitemap) -> String {
    let other = |(language, address): &(String, String)| {
        format!(
            "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
            escape(language),
            escape(address)
        )
    };
    let line = |page: &Landing| {
        let others: String = page.editions.iter().map(other).collect();
        format!("<url><loc>{}</loc>{others}</url>\n", escape(&page.address))
    };
    let lines: String = part.landings.iter().map(line).collect();
    let several = part.landings.iter().any(|page| !page.editions.is_empty());
    let more = if several { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" } else { "" };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{more}>\n{lines}</urlset>\n"
    )
}

fn manifest(web: &WebView, theme: &Theme) -> String {
    let icon = json!({ "src": ICON, "sizes": "any", "type": "image/svg+xml" });
    let mut manifest = json!({
        "name": web.site.title,
        "short_name": web.site.title,
        "lang": web.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "icons": if theme.files.contains_key(ICON) { vec![icon] } else { Vec::new() },
    });
    if let Some(description) = &web.site.description {
        manifest["description"] = json!(description);
    }
    format!("{manifest:#}\n")
}
