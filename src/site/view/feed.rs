//! What needs absolute addresses: the feed, the sitemap, the web manifest. Only with `base_url`.

use serde::Serialize;

use super::{ChangeCount, SharedSite};

/// Everything that `base_url` adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WebView {
    /// The board.
    pub site: SharedSite,
    /// BCP 47.
    pub language: String,
    /// The home page's address.
    pub home: String,
    /// The feed's own address.
    pub feed: String,
    /// The sitemap's address.
    pub sitemap: String,
    /// The newest entry's day, else the as-of date.
    pub updated: String,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
    /// All pages a visitor may land on, in as many files as they need; one is `sitemap.xml` itself.
    pub sitemaps: Vec<Sitemap>,
    /// What was published when, where the board keeps a record of that.
    pub changes: Option<ChangesFeed>,
    /// Where the site lies on its host: `/cun/`.
    pub folder: String,
}

/// `changes.xml`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangesFeed {
    /// The feed's own address.
    pub address: String,
    /// Newest first.
    pub entries: Vec<PublicationEntry>,
}

/// One publication in a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicationEntry {
    /// 1, 2, …
    pub number: u32,
    /// The day.
    pub date: String,
    /// Where it is told, also the entry's lasting id.
    pub address: String,
    /// What happened to how many records.
    pub counts: Vec<ChangeCount>,
    /// What the clerk wrote.
    pub note: Option<String>,
}

/// One file of the sitemap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sitemap {
    /// Its path in the output.
    pub path: String,
    /// Its own address.
    pub address: String,
    /// Sorted by address.
    pub landings: Vec<Landing>,
}

/// A page of the sitemap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Landing {
    /// Its address.
    pub address: String,
    /// The same page by language, itself among them; empty for a board in one language.
    pub editions: Vec<(String, String)>,
}

/// One entry of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeedEntry {
    /// A notice's or page's title, or a scheme's name.
    pub title: String,
    /// The period of a bulletin; null for notices and pages.
    pub period: Option<String>,
    /// Absolute address, also the entry's lasting id.
    pub address: String,
    /// The day it is of; a bulletin's is the last of its period.
    pub date: String,
}
