//! What every page says of itself and of the board.

use std::sync::Arc;

use serde::Serialize;

/// The common part, `page` in every template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// Code of the page: `home`, `grid`, `member`, `commitments`, `ratings`, `bulletin`, `lookup`, `lookup_grid`,
    /// `contents`, `disclosures`, `notices`, `notice`, `page`, `replies`, `services`, `data`,
    /// `kiosk`, `not_found`.
    pub kind: &'static str,
    /// Its path in the output: `grids/x/index.html`.
    pub path: String,
    /// Prefix back to the output's top: `../../`, empty at the top. Assets are `{{ page.root }}assets/…`; pages of a
    /// further language lie one folder below it.
    pub root: String,
    /// The home page of this edition, from here.
    pub home: String,
    /// Title where the records give one (a grid's or member's name, a notice's title; the scheme's name on a
    /// bulletin); null where the theme words it by `kind`.
    pub title: Option<String>,
    /// A sentence for `<meta name="description">` where the records give one.
    pub summary: Option<String>,
    /// Main navigation: only sections that this board has, in order.
    pub nav: Vec<NavItem>,
    /// Sections that have a page and nothing on it yet: for the footer.
    pub empty: Vec<NavItem>,
    /// The board's standing pages (村规民约 …), by their `order`.
    pub pages: Vec<Link>,
    /// The hall's screen in this language, where there is one.
    pub kiosk: Option<String>,
    /// The page of the open data.
    pub data: String,
    /// The page of what was published when, where the board keeps a record of that.
    pub changes: Option<String>,
    /// The sheets of paper that say what this page says; empty where none are published.
    pub sheets: Vec<SheetLink>,
    /// From the root grid down to the parent of what the page shows; empty where that makes no sense.
    pub crumbs: Vec<Link>,
    /// The day everything is judged on, `2026-03-31`.
    pub as_of: String,
    /// BCP 47, e.g. `zh-CN`.
    pub language: String,
    /// The language of the records, where that is another one.
    pub original: Option<String>,
    /// This page in every language of the board, this one among them; empty where there is only one.
    pub editions: Vec<Edition>,
    /// The page's absolute address, with `base_url` only.
    pub canonical: Option<String>,
    /// Relative href of the Atom feed, with `base_url` only.
    pub feed: Option<String>,
    /// Relative href of the web manifest, with `base_url` only.
    pub manifest: Option<String>,
}

/// The same page in one of the board's languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// BCP 47: the filter `language_name` words it.
    pub language: String,
    /// Where it is.
    pub href: String,
    /// Whether it is this very page.
    pub current: bool,
    /// Its absolute address, with `base_url` only; null on a page that is published in one language only.
    pub address: Option<String>,
}

/// One section in the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// `home`, `lookup`, `commitments`, `ratings`, `disclosures`, `notices`, `replies`,
    /// `services`: the theme words it.
    pub code: &'static str,
    /// Where it is.
    pub href: String,
    /// Whether this page belongs to the section (`aria-current`).
    pub current: bool,
}

/// A sheet of paper published with the site, a PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetLink {
    /// `board`, `grid`, `bulletin`, `cards`, `member-cards`: the theme words it.
    pub code: &'static str,
    /// Where it is.
    pub href: String,
}

/// The board itself, `site` in every template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteInfo {
    /// 标题
    pub title: String,
    /// 发布单位
    pub publisher: String,
    /// 简介
    pub description: Option<String>,
    /// 热线 as typed.
    pub hotline: Option<String>,
    /// `tel:` link of the hotline, when it is a number.
    pub hotline_href: Option<String>,
    /// 意见箱 as typed.
    pub mailbox: Option<String>,
    /// `mailto:` link, when the mailbox is an e-mail address.
    pub mailbox_href: Option<String>,
    /// 地址
    pub address: Option<String>,
    /// 办公时间
    pub hours: Option<String>,
    /// 网址 without its last slash.
    pub base_url: Option<String>,
}

/// The board's part as it is shared by all pages.
pub type SharedSite = Arc<SiteInfo>;

/// A name that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What to write.
    pub name: String,
    /// Null when the thing has no page: write the name alone.
    pub href: Option<String>,
}

/// A file to show or offer: photo, evidence, map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Where it is.
    pub href: String,
    /// Its file name, for want of a better description.
    pub name: String,
    /// Whether browsers show it as a picture (else it is offered as a link).
    pub is_image: bool,
}

/// Markdown for the filter `markdown`, which shows raw HTML as text and follows only safe links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkdownText {
    /// The source.
    pub text: String,
    /// Its language where that is not the page's: the filter says so to browsers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Where its relative links lead from this page.
    pub links: Vec<ResolvedLink>,
}

/// A Markdown link that was resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResolvedLink {
    /// As written.
    pub written: String,
    /// Relative to the page.
    pub href: String,
}

/// `404.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotFoundView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// The look-up page.
    pub lookup_href: String,
    /// The home page.
    pub home_href: String,
}
