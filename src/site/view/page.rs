//! What may be published, and one page's view, whichever it is.

use serde::Serialize;

use super::*;

mod sealed {
    /// Keeps [`super::View`] to this module tree: no other type can reach a template, a poster or a data file.
    pub trait Sealed {}
}

/// A value that may be published. Implemented here and nowhere else.
pub trait View: Serialize + sealed::Sealed {}

macro_rules! views {
    ($($view:ty),*) => { $(impl sealed::Sealed for $view {} impl View for $view {})* };
}

views! { Table, Answers, Shard, WebView, PosterView, PageView }

macro_rules! page_views {
    ($($(#[$doc:meta])* $name:ident($view:ty) = $template:literal),* $(,)?) => {
        views! { $($view),* }

        /// One page's view, whichever it is.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum PageView {
            $($(#[$doc])* $name(Box<$view>),)*
        }

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
            fn word(&mut self, into: Wording<'_>) {
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
    /// `ratings/SCHEME/months-YEAR/index.html` and its like
    YearResults(YearResultsView) = "year-results.html",
    /// `lookup/index.html`
    Lookup(LookupView) = "lookup.html",
    /// `lookup/GRID/index.html`
    LookupGrid(LookupGridView) = "lookup-grid.html",
    /// `contents/index.html`
    Contents(ContentsView) = "contents.html",
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
    /// `boards/index.html`
    Boards(BoardsView) = "boards.html",
    /// `boards/ID/index.html`
    Board(BoardView) = "board.html",
    /// `changes/index.html` and its like
    Changes(ChangesView) = "changes.html",
    /// `data/index.html`
    Data(DataView) = "data.html",
    /// `kiosk/index.html`
    Kiosk(KioskView) = "kiosk.html",
    /// `404.html`
    NotFound(NotFoundView) = "404.html",
}

impl PageView {
    /// Every template a theme must have.
    pub fn templates() -> impl Iterator<Item = &'static str> {
        PageView::TEMPLATES.iter().copied()
    }
}
