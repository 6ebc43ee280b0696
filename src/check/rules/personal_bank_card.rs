//! Bank card numbers must never be published; the number is never repeated either.

use super::*;

rules! {
    /// A bank card in a public text.
    pub RULE: "personal-bank-card", Error;
    what "公开的文字里有银行卡号。" "A public text holds a bank card number.";
    why "16 到 19 位、合乎校验的算错误；写在“卡号”之后而不合校验的只提醒。村集体账户也不必公布号码。提示里不写号码。"
        "16 to 19 digits that pass the check are an error; after a word for card, digits that do not are a warning. A village's own account needs no number either. The number is not repeated.";
    example "\
replies:
  - asked: 2026-02-03
<     question: 补贴打到 5555 5555 5555 4444 了吗？
< #                      ^^^^^^^^^^^^^^^^^^^
>     question: 补贴到账了吗？
";
}

/// Looks at every public text.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    texts.numbered().for_each(|text| {
        for found in numbers::find(text.text) {
            let numbers::NumberKind::Card { certain } = found.kind else { continue };
            let (zh, en) = text.named(texts.board);
            let problem = match certain {
                true => {
                    let message = text!("{zh}里有银行卡号", "{en} holds a bank card number");
                    Diagnostic::new(&RULE, text.place(found.range), message)
                }
                false => {
                    let message =
                        text!("{zh}里有像银行卡号的数字", "{en} holds what looks like a bank card number");
                    Diagnostic::new(&RULE, text.place(found.range), message).severity(Severity::Warning)
                }
            };
            let help = text!("删去它。", "Remove it.");
            out.push(problem.help(help).hidden());
        }
    });
    let certain = |kind: &numbers::NumberKind| match kind {
        numbers::NumberKind::Card { certain } => Some(*certain),
        _ => None,
    };
    let what = [("像银行卡号的数字", "what looks like bank card numbers"), ("银行卡号", "bank card numbers")];
    let help = text!("从附件里删去再附上。", "Take them out of the file.");
    attachments::tell((texts.register, &texts.attachments), &RULE, certain, what, &help, out);
}
