//! Pages, notices, the ledger, the replies wall, and the files they name.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::index::{AssetIx, CadenceIx, DisclosureIx, GridIx, PageIx};
use super::people::Subject;
use crate::attachment::Reading;
use crate::blob::Blob;
use crate::boundary::Boundary;
use crate::calendar::{NaiveDate, Period};
use crate::picture::Picture;
use crate::source::{At, Places, Span};

pub use crate::load::records::PageKind;

/// 台账: counts only, never who was visited.
#[derive(Debug)]
pub struct Activity {
    /// 日期
    pub date: At<NaiveDate>,
    /// 频次
    pub cadence: At<CadenceIx>,
    /// Whose; `None` when neither grid nor member is given.
    pub by: Option<At<Subject>>,
    /// 事项
    pub title: Option<String>,
    /// 次数; 1 when not given.
    pub count: u32,
    /// 应做: how often it was to be done.
    pub planned: Option<u32>,
    /// 说明
    pub note: Option<At<String>>,
    /// Where the record begins.
    pub at: Span,
}

/// 回音
#[derive(Debug)]
pub struct Reply {
    /// 提出日期
    pub asked: At<NaiveDate>,
    /// 主题
    pub topic: Option<String>,
    /// 问题
    pub question: At<String>,
    /// 答复期限
    pub due: Option<At<NaiveDate>>,
    /// 答复日期
    pub answered: Option<At<NaiveDate>>,
    /// 答复, Markdown.
    pub answer: Option<Markdown>,
    /// Where the record begins.
    pub at: Span,
}

/// A Markdown page or notice.
#[derive(Debug)]
pub struct Page {
    /// Unique among pages and among notices.
    pub id: At<String>,
    /// 标题
    pub title: At<String>,
    /// 类型
    pub kind: PageKind,
    /// 日期
    pub date: Option<At<NaiveDate>>,
    /// 栏目
    pub section: Option<String>,
    /// 公开事项
    pub disclosure: Option<At<DisclosureIx>>,
    /// 期间
    pub period: Option<At<Period>>,
    /// 到期
    pub expires: Option<At<NaiveDate>>,
    /// 网格
    pub grid: Option<At<GridIx>>,
    /// 排序
    pub order: Option<Decimal>,
    /// The text after the front matter.
    pub body: Markdown,
    /// What it is in further languages, at most once each.
    pub versions: Vec<PageVersion>,
    /// The file's beginning.
    pub at: Span,
}

/// A page's or notice's text in a further language.
#[derive(Debug)]
pub struct PageVersion {
    /// BCP 47.
    pub language: At<String>,
    /// 标题
    pub title: At<String>,
    /// The text after the front matter.
    pub body: Markdown,
    /// The file's beginning.
    pub at: Span,
}

/// Markdown text and where its relative links lead.
#[derive(Clone, Debug)]
pub struct Markdown {
    /// The source.
    pub text: String,
    /// Link and picture destinations as written, resolved; others stay as they are.
    pub links: Vec<(String, LinkTarget)>,
    /// Where it stands in the records.
    pub at: Span,
    /// Where its parts stand in the file.
    pub places: Places,
}

/// What a relative Markdown link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Another page or notice.
    Page(PageIx),
    /// A picture or other file below `content/`.
    Asset(AssetIx),
}

/// A file below `content/` that records name.
#[derive(Debug)]
pub struct Asset {
    /// Path relative to the site folder, with `/`.
    pub path: String,
    /// Its path below `files/` in the output.
    pub published: String,
    /// Its bytes as they are published.
    pub bytes: Blob,
    /// What is worth telling about a picture.
    pub picture: Option<Picture>,
    /// What a GeoJSON file says.
    pub boundary: Option<Arc<Boundary>>,
    /// What an attachment says.
    pub reading: Option<Arc<Reading>>,
    /// Where it is first named.
    pub at: Span,
}
