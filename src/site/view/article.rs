//! Notices and standing pages.

use serde::Serialize;

use super::{Frame, Link, MarkdownText, SharedSite};

/// A notice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticeLine {
    /// Its id.
    pub id: String,
    /// 标题
    pub title: String,
    /// Where it is.
    pub href: String,
    /// 日期
    pub date: Option<String>,
    /// 到期, included.
    pub expires: Option<String>,
    /// Whether its time is over.
    pub expired: bool,
    /// 网格
    pub grid: Option<Link>,
    /// 栏目
    pub section: Option<String>,
    /// 公开事项; href leads to the catalogue.
    pub disclosure: Option<Link>,
    /// 期间
    pub period: Option<String>,
}

/// `notices/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticesView {
    /// Common part.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// In force, newest first.
    pub current: Vec<NoticeLine>,
    /// Expired, newest first.
    pub archive: Vec<NoticeLine>,
    /// Standing pages, by their `order`.
    pub pages: Vec<Link>,
}

/// `notices/ID/index.html` and `pages/ID/index.html`; `page.kind` is `notice` or `page`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleView {
    /// Common part; `page.title` is the title.
    pub page: Frame,
    /// The board.
    pub site: SharedSite,
    /// What lists show of it.
    pub article: NoticeLine,
    /// The text; its headings begin at level 2.
    pub body: MarkdownText,
    /// The way back to `notices/index.html`.
    pub notices_href: String,
}
