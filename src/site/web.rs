//! What `base_url` makes possible: a feed, a sitemap, a web manifest.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::model::board::{BoardHome, BoardIx, PageIx};

use super::changes::pages as changes;
use super::urls::{self, Target};
use super::view::{FeedEntry, Frame, Landing, PageView, Sitemap, WebView};
use crate::site::tracking::facts::Facts;

/// How many entries a feed holds.
const ENTRIES: usize = 40;
/// Most pages in one sitemap, as sitemaps.org has it.
const PAGES: usize = 50_000;
/// Most bytes of addresses in one. It may have 50 MiB, in which signs such as `&` are longer.
const BYTES: usize = 40_000_000;
/// What stands around an address there.
const LINK: usize = 80;

/// `None` without `base_url`.
pub(super) fn plan(facts: &Facts, pages: &[Arc<PageView>]) -> Option<WebView> {
    let base = facts.board.settings.base_url.as_ref()?;
    let file = |target| {
        let path = urls::path(facts.board, target);
        let address = urls::absolute(base, &path);
        (path, address)
    };
    let address = |target| file(target).1;
    let entries = entries(facts, address);
    let mut landings: Vec<Landing> = pages.iter().filter_map(|page| landing(page.frame())).collect();
    landings.sort();
    Some(WebView {
        site: facts.site.clone(),
        language: facts.board.settings.language.clone(),
        home: address(Target::Home),
        feed: address(Target::Feed),
        sitemap: address(Target::Sitemap),
        updated: entries.first().map_or(facts.day.to_string(), |entry| entry.date.clone()),
        entries,
        sitemaps: sitemaps(landings, file),
        changes: changes::feed(facts, &address, ENTRIES),
        folder: base.folder(),
    })
}

/// The pages in files that search engines take.
fn sitemaps(landings: Vec<Landing>, address: impl Fn(Target) -> (String, String)) -> Vec<Sitemap> {
    let mut parts: Vec<Vec<Landing>> = vec![Vec::new()];
    let mut size = 0;
    for landing in landings {
        let more: usize =
            landing.editions.iter().map(|(code, address)| LINK + code.len() + address.len()).sum();
        let more = LINK + landing.address.len() + more;
        if let Some(last) = parts.last_mut().filter(|last| last.len() < PAGES && size + more <= BYTES) {
            last.push(landing);
            size += more;
        } else {
            parts.push(vec![landing]);
            size = more;
        }
    }
    let is_one = parts.len() == 1;
    let file = |(landings, number)| {
        let target = if is_one { Target::Sitemap } else { Target::SitemapPart(number) };
        let (path, address) = address(target);
        Sitemap { path, address, landings }
    };
    parts.into_iter().zip(1..).map(file).collect()
}

fn landing(page: &Frame) -> Option<Landing> {
    let editions =
        page.editions.iter().filter_map(|edition| Some((edition.language.clone(), edition.address.clone()?)));
    Some(Landing { address: page.canonical.clone()?, editions: editions.collect() })
}

/// Dated notices and pages, and bulletins, of this board and of those below, under the last day of their period (or the
/// as-of date while it runs).
fn entries(facts: &Facts, address: impl Fn(Target) -> String) -> Vec<FeedEntry> {
    let board = facts.board;
    let mut entries: Vec<FeedEntry> = Vec::new();
    for page in (0..board.pages().len() as u32).map(PageIx) {
        let record = &board[page];
        if let Some(date) = record.date.as_ref().filter(|date| date.value <= facts.day.0) {
            entries.push(FeedEntry {
                title: record.title.value.clone(),
                period: None,
                address: address(Target::Page(page)),
                date: date.value.to_string(),
            });
        }
    }
    for scheme in facts.schemes() {
        for period in facts.published(scheme) {
            entries.push(FeedEntry {
                title: board[scheme].name.clone(),
                period: Some(period.to_string()),
                address: address(Target::Bulletin(scheme, period)),
                date: period.last_day().min(facts.day.0).to_string(),
            });
        }
    }
    for at in (0..board.boards().len() as u32).map(BoardIx) {
        let below = &board[at];
        for bulletin in below.published().iter().flat_map(|published| &published.bulletins) {
            let (scheme, period) = (&bulletin.scheme, bulletin.period);
            let path = format!("ratings/{scheme}/{period}/index.html");
            let own =
                || format!("{}#{}", address(Target::Board(at)), urls::encode(&format!("{scheme}-{period}")));
            let theirs = match &below.home {
                Some(BoardHome::Address(home)) => Some(urls::absolute(home, &path)),
                _ => None,
            };
            entries.push(FeedEntry {
                title: format!("{} · {}", below.name, bulletin.name),
                period: Some(period.to_string()),
                address: theirs.unwrap_or_else(own),
                date: period.last_day().min(facts.day.0).to_string(),
            });
        }
    }
    entries.sort_by(|a, b| (Reverse(&a.date), &a.address).cmp(&(Reverse(&b.date), &b.address)));
    entries.truncate(ENTRIES);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_board_has_several_sitemaps() {
        let landing = |number: usize| Landing {
            address: format!("https://a.cn/cun/grids/g{number}/"),
            editions: Vec::new(),
        };
        let file = |target| match target {
            Target::SitemapPart(number) => (format!("sitemap-{number}.xml"), String::new()),
            _ => ("sitemap.xml".to_owned(), String::new()),
        };
        let made = |pages: usize| sitemaps((0..pages).map(landing).collect(), file);
        assert_eq!(made(50_000)[0].path, "sitemap.xml");
        let parts = made(52_009);
        let counts: Vec<_> = parts.iter().map(|part| (part.path.as_str(), part.landings.len())).collect();
        assert_eq!(counts, [("sitemap-1.xml", 50_000), ("sitemap-2.xml", 2009)]);
        // Long addresses in several languages.
        let long = |number: usize| Landing {
            editions: vec![("zh-CN".to_owned(), "x".repeat(4000)), ("en".to_owned(), "x".repeat(4000))],
            ..landing(number)
        };
        let parts = sitemaps((0..12_000).map(long).collect(), file);
        assert!(parts.len() > 2 && parts.iter().all(|part| part.landings.len() < 5000));
        assert_eq!(parts.iter().map(|part| part.landings.len()).sum::<usize>(), 12_000);
        assert_eq!(made(0).len(), 1);
    }
}
