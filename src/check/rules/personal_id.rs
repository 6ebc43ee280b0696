//! ID numbers must never be published; the number is never repeated either.

use super::*;

/// An ID number in a public text.
pub static RULE: Rule = Rule {
    name: "personal-id",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "公开的文字里有身份证号。", en: "A public text holds an ID number." },
    why: Said {
        zh: "身份证号一律不公开。日期和校验码都对的算错误，只是形似的只提醒。要留存的写在“内部”下面。提示里不写号码。",
        en: "ID numbers are never published. One whose date and check digit are right is an error, one that only looks like it a warning. What must be kept goes below `private`. The number is not repeated.",
    },
    bad: "\
replies:
  - asked: 2026-02-03
    question: 证号 11010519491231002X 的补贴何时发？
#                  ^^^^^^^^^^^^^^^^^^
",
    good: "\
replies:
  - asked: 2026-02-03
    question: 我的补贴何时发？
",
};

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
    for attachment in &texts.attachments {
        let (_, found) = &attachment.known;
        let is_it = |found: &&numbers::FoundNumber| matches!(found.kind, numbers::NumberKind::Id { .. });
        let hits: Vec<&numbers::FoundNumber> = found.iter().filter(is_it).collect();
        if hits.is_empty() {
            continue;
        }
        let is_certain = |hit: &&numbers::FoundNumber| hit.kind == numbers::NumberKind::Id { certain: true };
        let certain: Vec<&numbers::FoundNumber> = hits.iter().copied().filter(is_certain).collect();
        let (hits, severity, what) = match certain.is_empty() {
            true => (hits, Severity::Warning, ("像身份证号的数字", "what looks like ID numbers")),
            false => (certain, Severity::Error, ("身份证号", "ID numbers")),
        };
        let help = text!(
            "从附件里删去再附上；要留存的写在“内部”下面。",
            "Take them out of the file; what must be kept goes below `private`."
        );
        out.push(attachments::problem(texts.register, attachment, &hits, &RULE, severity, what, help));
    }
}
