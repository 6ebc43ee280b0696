//! Notices and standing pages.

use crate::model::board::{PageIx, PageKind};

use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::Target;
use crate::site::view::{ArticleView, NoticeLine, NoticesView};

/// `notices/index.html`
pub(in crate::site) fn index(facts: &Facts) -> NoticesView {
    let desk = Desk::new(facts, Target::Notices);
    let lines = facts.notices().iter().map(|&page| desk.notice(page));
    let (archive, current): (Vec<NoticeLine>, Vec<NoticeLine>) = lines.partition(|line| line.expired);
    NoticesView {
        page: desk.frame("notices", None, Vec::new()),
        site: facts.site.clone(),
        current,
        archive,
        pages: desk.standing_pages(),
    }
}

/// `notices/ID/index.html` or `pages/ID/index.html`
pub(in crate::site) fn page(facts: &Facts, page: PageIx) -> ArticleView {
    let desk = Desk::new(facts, Target::Page(page));
    let record = &facts.board[page];
    let kind = match record.kind {
        PageKind::Page => "page",
        PageKind::Notice => "notice",
    };
    ArticleView {
        page: desk.frame(kind, Some(facts.title(page)), Vec::new()),
        site: facts.site.clone(),
        article: desk.notice(page),
        body: desk.body(page),
        notices_href: desk.href(Target::Notices),
    }
}
