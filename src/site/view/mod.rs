//! What templates see: one struct per template, neutral facts only. Wording belongs to the theme's strings.
//!
//! Conventions, the same in every view:
//! - every page view has `page` ([`Frame`]: where it is, navigation, as-of date) and `site` ([`SiteInfo`]);
//! - hrefs are ready: relative to the page, naming their file, percent-encoded;
//! - dates are `2026-03-31`, periods `2026-03`, `2026-q1`, `2026-h1`, `2026`: filters `date` and `period` word them;
//! - states, kinds and cycles are codes (`"overdue"`, `"quarter"`): look them up in `t`;
//! - what is not given is null (falsy in `{% if %}`), a list is never null;
//! - scores are strings as they are to be read (`"92.5"`); counts are numbers;
//! - Markdown is a [`MarkdownText`]: print it with the filter `markdown`.
//!
//! The template of a bulletin has its lines ready as `rows` and `month_rows`: templates of their own
//! ([`BulletinView::PARTS`]) make them of some `entries` at a time, and see all else that the page sees.
//!
//! Beside Tera's own, templates have (see `render`):
//! - `t`: the theme's strings (`t.home`, `t[code]`), in templates; inside a component declare it as `@t`;
//! - filters `x | date` → 2026年3月31日, `x | period` → 2026年3月 / 2026年第一季度 …
//!   (`x | year_of` → 2026年 and `x | within_year` → 3月 are its parts), `text | fill(n=85)` puts 85
//!   in place of `{n}`, `x | markdown(level=2)` → HTML whose highest heading is `h2`, `code | language_name` → English;
//! - functions `stars(stars=entry.stars)`, `progress_bar(percent=item.percent)`, `trend_chart(history=history)`,
//!   `trend_line(points=entry.trend)`, each HTML, each empty for null; `in_words(point=…)`: a result as text.
//!
//! Words that filters and functions take from the theme's strings: `format_date` (`{y}` `{m}` `{d}`), `format_month`
//! (`{y}` `{m}`), `format_quarter` (`{y}` `{n}`), `format_first_half`, `format_second_half`, `format_year` (`{y}`),
//! `format_years` (`{from}` `{to}`), `numerals` (零一二三四五…), `star_word` (`{n}`), `point_word` (`{n}`),
//! `percent_word` (`{n}`), `unpublished`, `trend_unrated`, `trend_title` (`{from}` `{to}`), `trend_sep`.

mod article;
mod calendar;
mod commitment;
mod disclosure;
mod feed;
mod frame;
mod grid;
mod home;
mod kiosk;
mod lines;
mod lookup;
mod map;
mod member;
mod number;
mod paper;
mod people;
mod poster;
mod rating;
mod reply;
mod service;
mod shard;
mod sheet;
mod table;
mod worded;

use serde::Serialize;

pub use article::{ArticleView, NoticeLine, NoticesView};
pub use calendar::{CalendarCell, CalendarView, LedgerRow, LedgerView};
pub use commitment::{
    CommitmentGroup, CommitmentItem, CommitmentList, CommitmentMention, CommitmentsView, ProgressStep,
    Verdict,
};
pub use disclosure::{DisclosureCell, DisclosureItem, DisclosureSection, DisclosuresView, PublishedItem};
pub use feed::{FeedEntry, Landing, Sitemap, WebView};
pub use frame::{
    Download, Edition, Frame, Link, MarkdownText, NavItem, NotFoundView, Picture, ResolvedLink, SharedSite,
    SiteInfo,
};
pub use grid::{CoverLine, FigurePart, FigureView, GridFacts, GridNode, GridView, PostView, TeamView};
pub use home::{
    Figures, FreshItem, HomeView, LatestBulletin, LevelCount, NetworkTree, OverdueCadence, OverdueList,
};
pub use kiosk::{KioskView, Slide};
pub use lines::Lines;
pub use lookup::{
    Answer, Answers, HouseholdRow, LookupGrid, LookupGridView, LookupNetwork, LookupPart, LookupView,
    NetworkAnswer, PersonAnswer, PostHeld,
};
pub use map::{MapPlace, MapView};
pub use member::{HeldPost, HonourView, MemberView, PatchLine};
pub use number::Number;
pub use paper::{Paper, SheetFrame, SheetKind};
pub use people::{ChainCard, PersonCard, Phone};
pub use poster::{Poster, PosterView, SheetPhoto};
pub use rating::{
    BulletinEntry, BulletinView, DimensionView, HistoryPoint, MonthResult, PeriodLink, RatingHistory,
    RatingsView, SchemeBulletins, SchemeInfo, SchemeYear, StarDimension, StarRow, StarsView, SubjectLink,
};
pub use reply::{RepliesView, ReplyItem};
pub use service::{ServiceCategory, ServiceItem, ServicesView};
pub use shard::{ChainLine, Directory, DoorRow, Doors, HomeGrid, PersonRow, Responder, Shard, ShardData};
pub use sheet::{
    BoardSheet, Branch, BulletinSheet, Card, CardService, CardsSheet, DoorList, GridSheet, Rung, SheetEntry,
    SheetLevel, SheetNetwork, SheetPerson, SheetPost, SheetPromise, SheetTeam, StateCount,
};
pub use table::{Cell, Field, FieldKind, Rows, Table, Words};
pub use worded::{Translate, Worded};

mod sealed {
    /// Keeps [`super::View`] to this module tree: no other type can reach a template, a poster or a data file.
    pub trait Sealed {}
}

/// A value that may be published. Implemented here and nowhere else.
pub trait View: Serialize + sealed::Sealed {}

impl sealed::Sealed for Table {}
impl View for Table {}
impl sealed::Sealed for Answers {}
impl View for Answers {}
impl sealed::Sealed for Shard {}
impl View for Shard {}
impl sealed::Sealed for WebView {}
impl View for WebView {}
impl sealed::Sealed for PosterView {}
impl View for PosterView {}

macro_rules! page_views {
    ($($(#[$doc:meta])* $name:ident($view:ty) = $template:literal),* $(,)?) => {
        $(impl sealed::Sealed for $view {} impl View for $view {})*

        /// One page's view, whichever it is.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum PageView {
            $($(#[$doc])* $name(Box<$view>),)*
        }

        impl sealed::Sealed for PageView {}
        impl View for PageView {}

        impl PageView {
            /// Every page's template.
            pub const TEMPLATES: &'static [&'static str] = &[$($template),*];

            /// The template that shows it, by its path below the theme's `templates/`.
            pub fn template(&self) -> &'static str {
                match self { $(PageView::$name(_) => $template,)* }
            }

            /// The part that all pages have.
            pub fn frame(&self) -> &Frame {
                match self { $(PageView::$name(view) => &view.page,)* }
            }
        }

        impl Worded for PageView {
            fn word(&mut self, into: &Translate<'_>) {
                match self { $(PageView::$name(view) => view.word(into),)* }
            }
        }

        $(impl From<$view> for PageView {
            fn from(view: $view) -> PageView { PageView::$name(Box::new(view)) }
        })*
    };
}

page_views! {
    /// `index.html`
    Home(HomeView) = "home.html",
    /// `grids/ID/index.html`
    Grid(GridView) = "grid.html",
    /// `members/ID/index.html`
    Member(MemberView) = "member.html",
    /// `commitments/index.html`
    Commitments(CommitmentsView) = "commitments.html",
    /// `ratings/index.html`
    Ratings(RatingsView) = "ratings.html",
    /// `ratings/SCHEME/PERIOD/index.html`
    Bulletin(BulletinView) = "bulletin.html",
    /// `lookup/index.html`
    Lookup(LookupView) = "lookup.html",
    /// `lookup/GRID/index.html`
    LookupGrid(LookupGridView) = "lookup-grid.html",
    /// `disclosures/index.html`
    Disclosures(DisclosuresView) = "disclosures.html",
    /// `notices/index.html`
    Notices(NoticesView) = "notices.html",
    /// `notices/ID/index.html`, `pages/ID/index.html`
    Article(ArticleView) = "article.html",
    /// `replies/index.html`
    Replies(RepliesView) = "replies.html",
    /// `services/index.html`
    Services(ServicesView) = "services.html",
    /// `kiosk/index.html`
    Kiosk(KioskView) = "kiosk.html",
    /// `404.html`
    NotFound(NotFoundView) = "404.html",
}

impl PageView {
    /// The templates of parts of which pages of `template` are made beside it.
    pub fn parts(template: &str) -> &'static [&'static str] {
        match template {
            "bulletin.html" => &BulletinView::PARTS,
            _ => &[],
        }
    }

    /// Every template a theme must have.
    pub fn templates() -> impl Iterator<Item = &'static str> {
        let with_parts = |&name| [name].into_iter().chain(PageView::parts(name).iter().copied());
        PageView::TEMPLATES.iter().flat_map(with_parts)
    }
}
