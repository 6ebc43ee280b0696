//! 公示姓名: whom a page or record names on purpose.

use crate::source::{At, Span};

/// People who are named where a text stands, because something requires it.
#[derive(Debug, PartialEq)]
pub struct Named {
    /// 公示姓名
    pub names: Vec<At<String>>,
    /// 依据
    pub basis: String,
    /// The texts that name them, as they are read.
    pub texts: Vec<String>,
    /// Where the list stands.
    pub at: Span,
}
