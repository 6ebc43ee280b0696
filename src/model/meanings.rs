//! What records' keys mean, by the one table of keys, for those who may not see how records are read.

use crate::diagnostic::Said;
use crate::load::kind::Key;
use crate::load::records::{
    RawActivity, RawCommitment, RawEntry, RawFigure, RawFront, RawGrid, RawMember, RawReply,
};
use crate::load::site::{RawBoard, RawDisclosure};

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// 网格
    Grid,
    /// 责任人
    Member,
    /// 承诺
    Commitment,
    /// 评分明细
    RatingEntry,
    /// 台账
    Activity,
    /// 公开事项
    Disclosure,
    /// 回音
    Reply,
    /// 下级公开栏
    Board,
    /// 页面和公告
    Page,
    /// 数据
    Figure,
}

impl RecordKind {
    /// What the key called `key` in English means, if there is one.
    pub fn meaning(self, key: &str) -> Option<Said> {
        self.keys().iter().find(|known| known.en == key).map(|known| known.doc)
    }

    /// The English name of the key called `key` in either language, if there is one.
    pub fn english(self, key: &str) -> Option<&'static str> {
        self.keys().iter().find(|known| known.en == key || known.zh == key).map(|known| known.en)
    }

    fn keys(self) -> &'static [Key] {
        match self {
            RecordKind::Grid => RawGrid::KEYS,
            RecordKind::Member => RawMember::KEYS,
            RecordKind::Commitment => RawCommitment::KEYS,
            RecordKind::RatingEntry => RawEntry::KEYS,
            RecordKind::Activity => RawActivity::KEYS,
            RecordKind::Disclosure => RawDisclosure::KEYS,
            RecordKind::Reply => RawReply::KEYS,
            RecordKind::Board => RawBoard::KEYS,
            RecordKind::Page => RawFront::KEYS,
            RecordKind::Figure => RawFigure::KEYS,
        }
    }
}
