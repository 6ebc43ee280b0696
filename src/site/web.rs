//! What `base_url` makes possible: a feed, a sitemap, a web manifest.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::model::board::PageIx;

use super::facts::Facts;
use super::urls::{self, Target};
use super::view::{FeedEntry, Frame, Landing, PageView, WebView};

/// How many entries a feed holds.
const ENTRIES: usize = 40;

/// `None` without `base_url`.
pub(super) fn plan(facts: &Facts, pages: &[Arc<PageView>]) -> Option<WebView> {
    let base = facts.board.settings.base_url.as_deref()?;
    let address = |target| urls::absolute(base, &urls::path(facts.board, target));
    let entries = entries(facts, address);
    let landing = pages.iter().filter(|page| page.frame().kind != "not_found");
    let mut landings: Vec<Landing> = landing.filter_map(|page| self::landing(page.frame())).collect();
    landings.sort();
    Some(WebView {
        site: facts.site.clone(),
        language: facts.board.settings.language.clone(),
        home: address(Target::Home),
        feed: address(Target::Feed),
        sitemap: address(Target::Sitemap),
        updated: entries.first().map_or(facts.day.to_string(), |entry| entry.date.clone()),
        entries,
        landings,
    })
}

fn landing(page: &Frame) -> Option<Landing> {
    let editions =
        page.editions.iter().filter_map(|edition| Some((edition.language.clone(), edition.address.clone()?)));
    Some(Landing { address: page.canonical.clone()?, editions: editions.collect() })
}

/// Dated notices and pages, and bulletins under the last day of their period (or the as-of date while it runs).
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
    entries.sort_by(|a, b| (Reverse(&a.date), &a.address).cmp(&(Reverse(&b.date), &b.address)));
    entries.truncate(ENTRIES);
    entries
}
