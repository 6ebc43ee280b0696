//! Faults of keys.

use crate::diagnostic::{Rule, Said, Severity};

/// A key nobody knows.
pub static KEY_UNKNOWN: Rule = Rule {
    name: "key-unknown",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "有不认识的键。", en: "A key is unknown." },
    why: Said {
        zh: "拼错的键会让内容悄悄丢失，所以算错误。不想公开的内容写在“内部”下面。",
        en: "A misspelt key would lose its value in silence, so it is an error. What is not to be published goes below `private`.",
    },
    bad: "members:\n  - name: 张三\n    phnoe: 0978\n#   ^^^^^\n",
    good: "members:\n  - name: 张三\n    phone: 0978-7212345\n    phone_public: true\n",
};

/// A required key is not given.
pub static KEY_MISSING: Rule = Rule {
    name: "key-missing",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "缺少必填的键。", en: "A required key is missing." },
    why: Said {
        zh: "没有它这条记录就不完整。空着等于没写。",
        en: "The record is incomplete without it. An empty value is as good as none.",
    },
    bad: "members:\n  - id: zhang\n#   ^^\n    title: 网格员\n",
    good: "members:\n  - id: zhang\n    name: 张三\n    title: 网格员\n",
};

/// The same key twice, under either name.
pub static KEY_DUPLICATE: Rule = Rule {
    name: "key-duplicate",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "同一个键写了两次（中文名、英文名算同一个）。",
        en: "A key is given twice (its Chinese and English names are one key).",
    },
    why: Said {
        zh: "不知道以哪个为准。留下一个。", en: "Nobody can tell which one holds. Keep one."
    },
    bad: "members:\n  - name: 张三\n    姓名: 张叁\n#   ^^^^\n",
    good: "members:\n  - name: 张三\n",
};
