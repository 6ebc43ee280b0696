//! ID numbers must never be published; the number is never repeated either.

use super::*;

rules! {
    /// An ID number in a public text.
    pub RULE: "personal-id", Error, fixed;
    what "公开的文字里有身份证号。" "A public text holds an ID number.";
    why "身份证号一律不公开。日期和校验码都对的算错误，只是形似的只提醒。要留存的写在“内部”下面。提示里不写号码。"
        "ID numbers are never published. One whose date and check digit are right is an error, one that only looks like it a warning. What must be kept goes below `private`. The number is not repeated.";
    example "\
replies:
  - asked: 2026-02-03
<     question: 证号 11010519491231002X 的补贴何时发？
< #                  ^^^^^^^^^^^^^^^^^^
>     question: 我的补贴何时发？
";
}

/// Looks at every public text.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    texts.numbered().for_each(|text| {
        for found in numbers::find(text.text) {
            let numbers::NumberKind::Id { certain } = found.kind else { continue };
            let (zh, en) = text.named(texts.board);
            let problem = match certain {
                true => {
                    let message = text!("{zh}里有身份证号", "{en} holds an ID number");
                    Diagnostic::new(&RULE, text.place(found.range), message)
                }
                false => {
                    let message =
                        text!("{zh}里有像身份证号的数字", "{en} holds what looks like an ID number");
                    Diagnostic::new(&RULE, text.place(found.range), message).severity(Severity::Warning)
                }
            };
            let help = text!(
                "删去它；要留存的写在“内部”下面。",
                "Remove it; what must be kept goes below `private`."
            );
            out.push(problem.help(help).hidden());
        }
    });
    let certain = |kind: &numbers::NumberKind| match kind {
        numbers::NumberKind::Id { certain } => Some(*certain),
        _ => None,
    };
    let what = [("像身份证号的数字", "what looks like ID numbers"), ("身份证号", "ID numbers")];
    let help = text!(
        "从附件里删去再附上；要留存的写在“内部”下面。",
        "Take them out of the file; what must be kept goes below `private`."
    );
    attachments::tell((texts.register, &texts.attachments), &RULE, certain, what, &help, out);
}
