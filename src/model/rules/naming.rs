//! Faults of 公示姓名.

use crate::diagnostic::{Rule, Said, Severity};

/// People are named and nothing says why.
pub static NAMED_WITHOUT_BASIS: Rule = Rule {
    name: "named-without-basis",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "写了“公示姓名”，没有写“依据”。", en: "People are `named` without a `basis`."
    },
    why: Said {
        zh: "姓名平时不公开；点名公示要有依据（哪部法、哪条规定、本人同意），别人才能复核。",
        en: "Names stay private unless something requires them: a law, a rule, the person's consent. Others must be able to review that.",
    },
    bad: "replies:\n  - asked: 2026-02-03\n    question: 机动地由谁承包？\n    answered: 2026-02-10\n    answer: 由李建设承包。\n    named: [李建设]\n#          ^^^^^^^^\n",
    good: "replies:\n  - asked: 2026-02-03\n    question: 机动地由谁承包？\n    answered: 2026-02-10\n    answer: 由李建设承包。\n    named: [李建设]\n    basis: 村民委员会组织法第三十条\n",
};

/// A name that is not in the text.
pub static NAMED_ABSENT: Rule = Rule {
    name: "named-absent",
    severity: Severity::Warning,
    fixed: false,
    what: Said {
        zh: "“公示姓名”里的姓名不在正文里。", en: "A name below `named` is not in the text."
    },
    why: Said {
        zh: "多半写错了字，正文里的那个人就没有放行；或者正文改了，名单没有改。",
        en: "Mostly a character is wrong, and whoever the text names is not meant; or the text changed and the list did not.",
    },
    bad: "replies:\n  - asked: 2026-02-03\n    question: 机动地由谁承包？\n    answered: 2026-02-10\n    answer: 由李建设承包。\n    named: [李建社]\n#           ^^^^^^\n    basis: 村民委员会组织法第三十条\n",
    good: "replies:\n  - asked: 2026-02-03\n    question: 机动地由谁承包？\n    answered: 2026-02-10\n    answer: 由李建设承包。\n    named: [李建设]\n    basis: 村民委员会组织法第三十条\n",
};
