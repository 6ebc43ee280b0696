//! Notices and standing pages.

use crate::model::board::{PageIx, PageKind};

use super::desk::Desk;
use super::facts::Facts;
use super::urls::Target;
use super::view::{ArticleView, MarkdownText, NoticeLine, NoticesView};

/// `notices/index.html`
pub(super) fn index(facts: &Facts) -> NoticesView {
    let desk = Desk::new(facts, Target::Notices);
    let lines = facts.notices().into_iter().map(|page| desk.notice(page));
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
pub(super) fn page(facts: &Facts, page: PageIx) -> ArticleView {
    let desk = Desk::new(facts, Target::Page(page));
    let record = &facts.board[page];
    let kind = match record.kind {
        PageKind::Page => "page",
        PageKind::Notice => "notice",
    };
    let mut body = desk.markdown(&record.body);
    without_title(&mut body, &record.title.value);
    ArticleView {
        page: desk.frame(kind, Some(record.title.value.clone()), Vec::new()),
        site: facts.site.clone(),
        article: desk.notice(page),
        body,
        notices_href: desk.href(Target::Notices),
    }
}

/// A first heading that repeats the title would be read twice: the page shows the title itself.
fn without_title(body: &mut MarkdownText, title: &str) {
    let text = body.text.trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let heading = first.strip_prefix("# ").map(|heading| heading.trim().trim_end_matches('#').trim_end());
    if heading == Some(title) {
        body.text = rest.trim_start_matches(['\r', '\n']).to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_first_heading_that_is_the_title_goes() {
        let cut = |text: &str| {
            let mut body = MarkdownText { text: text.to_string(), links: Vec::new() };
            without_title(&mut body, "村规民约");
            body.text
        };
        assert_eq!(cut("\n# 村规民约 #\r\n\r\n第一条\n"), "第一条\n");
        assert_eq!(cut("# 别的\n第一条"), "# 别的\n第一条");
        assert_eq!(cut("第一条\n# 村规民约"), "第一条\n# 村规民约");
    }
}
