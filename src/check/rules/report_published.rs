//! An internal report, or internal data, pasted into what everybody reads.

use super::*;

rules! {
    /// Ratings that are not approved, who is below the threshold, private details.
    pub RULE: "report-published", Error, fixed;
    what "公开的文字里有内部报告或内部资料。" "A public text holds an internal report or internal data.";
    why "`gongkailan report` 列出各阶段评分和约谈线以下的人，`gongkailan export` 的内部表格里有住户的内部信息，都只供内部使用。核定以后的评分由程序公布，不用粘贴。"
        "`gongkailan report` lists the ratings of all stages and who is below the threshold, internal sheets of `gongkailan export` hold private details of households: both are for internal use only. Approved ratings are published without being pasted.";
    example "\
members:
  - name: 张三
<     pledge: 内部报告：只供内部使用，不得公开
< #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
>     pledge: 评分每月五日公布
";
}

/// Looks at every text.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    for text in texts.reports() {
        let (zh, en) = text.named(texts.board);
        let message = text!(
            "{zh}里有内部报告或内部资料，不得公开",
            "{en} holds an internal report or internal data, which must not be published"
        );
        let help = text!(
            "删去它；核定以后的评分由程序公布。",
            "Delete it; ratings are published once they are approved."
        );
        let start = text.text.len() - text.text.trim_start().len();
        out.push(Diagnostic::new(&RULE, text.place(start..text.text.len()), message).help(help));
    }
}
