//! Rows and cells of a table that are no records: totals, remarks, signatures, 同上.

use super::cells::word;
use super::words::normal;
use crate::table::Cell;

/// Whether a cell repeats the one above it.
pub(super) fn is_ditto(word: &str) -> bool {
    ["同上", "〃", "″", "\"", "”", "〞", "同前", "''"].contains(&word)
}

/// Whether a row that begins with `word` adds the others up.
pub(super) fn is_total(word: &str) -> bool {
    const TOTALS: &[&str] = &[
        "合计",
        "总计",
        "小计",
        "共计",
        "累计",
        "平均",
        "本页",
        "汇总",
        "总合计",
        "平均分",
        "平均值",
        "户数合计",
        "人数合计",
    ];
    let bare = word.trim_end_matches([':', '：']);
    TOTALS.contains(&bare)
        || ["合计", "总计", "小计", "共计"].iter().any(|end| bare.ends_with(end) || bare.starts_with(end))
        || bare.starts_with("平均")
}

/// Whether the row says something of the table, and is no record: notes, and who filled it in.
pub(super) fn is_remark(written: &[&Cell]) -> bool {
    const HEADS: &[&str] = &[
        "注",
        "备注",
        "附注",
        "附",
        "附件",
        "说明",
        "填表说明",
        "填报说明",
        "填表人",
        "填报人",
        "制表人",
        "审核人",
        "审批人",
        "复核人",
        "经办人",
        "统计人",
        "负责人",
        "单位负责人",
        "主要负责人",
        "分管领导",
        "主管领导",
        "单位",
        "填报单位",
        "填表单位",
        "报送单位",
        "签字",
        "签名",
        "盖章",
        "日期",
        "填报时间",
        "填表时间",
        "填报日期",
        "填表日期",
        "制表日期",
        "联系人",
        "联系电话",
    ];
    let Some(first) = written.first() else { return false };
    let word = word(first);
    match word.split_once([':', '：']) {
        Some((head, _)) => HEADS.contains(&&*normal(head).0),
        None => {
            written.len() == 1
                && (word.starts_with('注') && word.contains(['.', '、', '1']) || word == "以下空白")
        }
    }
}
