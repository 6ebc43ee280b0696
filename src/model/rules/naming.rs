//! Faults of 公示姓名.

use crate::diagnostic::rules;

rules! {
    /// People are named and nothing says why.
    pub NAMED_WITHOUT_BASIS: "named-without-basis", Error, fixed;
    what "写了“公示姓名”，没有写“依据”。" "People are `named` without a `basis`.";
    why "姓名平时不公开；点名公示要有依据（哪部法、哪条规定、本人同意），别人才能复核。"
        "Names stay private unless something requires them: a law, a rule, the person's consent. Others must be able to review that.";
    example "replies:\n  - asked: 2026-02-03\n    question: 机动地由谁承包？\n    answered: 2026-02-10\n    answer: 由李建设承包。\n    named: [李建设]\n#          ^^^^^^^^\n>     basis: 村民委员会组织法第三十条\n";

    /// A name that is not in the text.
    pub NAMED_ABSENT: "named-absent", Warning;
    what "“公示姓名”里的姓名不在正文里。" "A name below `named` is not in the text.";
    why "多半写错了字，正文里的那个人就没有放行；或者正文改了，名单没有改。"
        "Mostly a character is wrong, and whoever the text names is not meant; or the text changed and the list did not.";
    example "replies:\n  - asked: 2026-02-03\n    question: 机动地由谁承包？\n    answered: 2026-02-10\n    answer: 由李建设承包。\n<     named: [李建社]\n< #           ^^^^^^\n>     named: [李建设]\n    basis: 村民委员会组织法第三十条\n";
}
