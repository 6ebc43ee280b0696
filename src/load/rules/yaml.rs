//! Faults of the YAML itself.

use crate::diagnostic::{Rule, Said, Severity};

/// The file cannot be read as YAML.
pub static YAML_SYNTAX: Rule = Rule {
    name: "yaml-syntax",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "文件不合 YAML 的写法，读不下去。", en: "The file cannot be read as YAML."
    },
    why: Said {
        zh: "常见原因：用 Tab 或全角空格缩进、全角冒号、冒号后缺空格、引号没收尾。按提示改那一处即可。",
        en: "Usual causes: a tab or full-width space as indentation, a full-width colon, no space after a colon, an open quotation mark. Mend the place shown.",
    },
    bad: "members:\n  - name:张三\n#       ^\n    title: 网格员\n",
    good: "members:\n  - name: 张三\n    title: 网格员\n",
};

/// A tag such as `!!int`.
pub static YAML_TAG: Rule = Rule {
    name: "yaml-tag",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "记录里用了 YAML 标签（以 ! 开头）。",
        en: "A record uses a YAML tag (a word that begins with `!`).",
    },
    why: Said {
        zh: "标签会改变读法，记录里用不着。去掉它；若文字本来就以 ! 开头，请加引号。",
        en: "Tags change how a value is read, and records need none. Remove it; quote text that begins with `!`.",
    },
    bad: "members:\n  - name: !person 张三\n#         ^^^^^^^\n",
    good: "members:\n  - name: 张三\n",
};

/// `<<`.
pub static YAML_MERGE_KEY: Rule = Rule {
    name: "yaml-merge-key",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "记录里用了合并键“<<”。", en: "A record uses a merge key (`<<`)." },
    why: Said {
        zh: "合并来的内容在哪里、改了会影响谁，看不出来。把内容写全。",
        en: "Nobody sees where merged content comes from or whom a change touches. Write it out.",
    },
    bad: "members:\n  - &zhang\n    name: 张三\n  - <<: *zhang\n#   ^^\n    id: zhang-2\n",
    good: "members:\n  - name: 张三\n  - name: 张三\n    id: zhang-2\n",
};

/// A second document in one file.
pub static YAML_DOCUMENT_EXTRA: Rule = Rule {
    name: "yaml-document-extra",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "一个文件里有多份 YAML 文档（---）。",
        en: "One file holds several YAML documents (`---`).",
    },
    why: Said {
        zh: "后面的文档容易被忽略。每份放进一个文件。",
        en: "Further documents are easily overlooked. Give each a file of its own.",
    },
    bad: "members:\n  - name: 张三\n---\n#^^\nmembers:\n  - name: 李四\n",
    good: "members:\n  - name: 张三\n  - name: 李四\n",
};

/// A key that is a list or a mapping.
pub static KEY_NOT_TEXT: Rule = Rule {
    name: "key-not-text",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "键不是文字。", en: "A key is not text." },
    why: Said {
        zh: "键只能是文字。多半是值以 [ 或 { 开头而没有加引号。",
        en: "Keys are text. Most often a value begins with `[` or `{` and lacks its quotation marks.",
    },
    bad: "members:\n  - name: 张三\n    ? [title]\n#      ^^^^^\n    : 网格员\n",
    good: "members:\n  - name: 张三\n    title: 网格员\n",
};

/// Too big, too deep, too many.
pub static LIMIT_EXCEEDED: Rule = Rule {
    name: "limit-exceeded",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "文件超过大小、层数或数量的上限。",
        en: "A file exceeds a limit of size, depth or number.",
    },
    why: Said {
        zh: "上限是有意设的，远大于一个乡镇的记录；超过多半是缩进错误或放错了文件。",
        en: "The limits are set on purpose, far above a township's records; exceeding one usually means wrong indentation or a misplaced file.",
    },
    bad: "members:\n  - name: 张三\n    private: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n#                                         ^\n",
    good: "members:\n  - name: 张三\n    private: {备注: 无}\n",
};

/// An alias out of a private value.
pub static ALIAS_PRIVATE: Rule = Rule {
    name: "alias-private",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "引用（*）把内部信息带进了公开的键。",
        en: "An alias carries a private value into a public key.",
    },
    why: Said {
        zh: "内部信息不会出现在任何页面上，也不能绕道引用出去。",
        en: "Private values reach no page, and not by way of an alias either.",
    },
    bad: "members:\n  - name: 张三\n    private: {别名: &secret 老张头}\n    title: *secret\n#          ^^^^^^^\n",
    good: "members:\n  - name: 张三\n    private: {别名: 老张头}\n    title: 网格员\n",
};
