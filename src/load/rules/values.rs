//! Faults of single values.

use crate::diagnostic::{Rule, Said, Severity};

/// A list where text is wanted, and the like.
pub static VALUE_TYPE: Rule = Rule {
    name: "value-type",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "值的形式不对（例如该写文字却写了列表）。",
        en: "A value has the wrong form (a list where text is wanted, say).",
    },
    why: Said {
        zh: "多半是多了或少了“- ”，或缩进不对。",
        en: "Usually a `- ` too many or too few, or wrong indentation.",
    },
    bad: "members:\n  - name: [张三, 李四]\n#         ^^^^^^^^^^^^\n",
    good: "members:\n  - name: 张三\n  - name: 李四\n",
};

/// A dash with nothing behind it.
pub static RECORD_EMPTY: Rule = Rule {
    name: "record-empty",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "记录列表里有一个“- ”，后面什么也没有。",
        en: "A list of records has a `- ` that nothing follows.",
    },
    why: Said {
        zh: "多半是删记录时留下的，或忘了填。补上内容，或删去这一行。",
        en: "It was left behind by a record that was removed, or was never filled in. Write the record, or remove the line.",
    },
    bad: "members:\n  - name: 张三\n  -\n# ^\n",
    good: "members:\n  - name: 张三\n",
};

/// A word that is none of the choices.
pub static VALUE_UNKNOWN: Rule = Rule {
    name: "value-unknown",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "值不在可选的几个词里。", en: "A value is none of the words to choose from."
    },
    why: Said {
        zh: "提示里列出了可以写的词，中英文都行。",
        en: "The message lists the words, Chinese or English.",
    },
    bad: "-- content/notes/a.md --\n---\ntitle: 换届\nkind: 通报\n#     ^^^^\n---\n正文。\n",
    good: "-- content/notes/a.md --\n---\ntitle: 换届\nkind: 页面\n---\n正文。\n",
};

/// Neither true nor false.
pub static BOOLEAN_INVALID: Rule = Rule {
    name: "boolean-invalid",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "是非值写得不对。", en: "A yes-or-no value is not spelled as one." },
    why: Said {
        zh: "写 是/否 或 true/false；yes、on、1 之类不算，免得误会。",
        en: "Write `true`/`false` or 是/否; `yes`, `on`, `1` are not taken, to avoid mistakes.",
    },
    bad: "members:\n  - name: 张三\n    party_member: yes\n#                 ^^^\n",
    good: "members:\n  - name: 张三\n    party_member: 是\n",
};

/// Not a number.
pub static NUMBER_INVALID: Rule = Rule {
    name: "number-invalid",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "数字写得不对。", en: "A number is not written as one." },
    why: Said {
        zh: "只写数字，例如 85、12.5；“约”“多”写在说明里。",
        en: "Write digits only, such as 85 or 12.5; `about` and the like belong into a note.",
    },
    bad: "-- content/grids.yaml --\ngrids:\n  - name: 甲村\n    level: village\n    lead: 张三\n    households: 八十五\n#               ^^^^^^\nmembers:\n  - name: 张三\n",
    good: "-- content/grids.yaml --\ngrids:\n  - name: 甲村\n    level: village\n    lead: 张三\n    households: 85\nmembers:\n  - name: 张三\n",
};

/// No such day.
pub static DATE_INVALID: Rule = Rule {
    name: "date-invalid",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "日期写得不对，或没有这一天。", en: "A date is misspelt, or there is no such day."
    },
    why: Said {
        zh: "写成 2026-03-31；两位年份、民国年和 Excel 的日期序号都要改成这样。",
        en: "Write 2026-03-31; two-digit years, Minguo years and Excel's serial numbers have to be rewritten.",
    },
    bad: "replies:\n  - asked: 2026-02-30\n#          ^^^^^^^^^^\n    question: 路灯何时修好？\n",
    good: "replies:\n  - asked: 2026-02-28\n    question: 路灯何时修好？\n",
};

/// No such month or period.
pub static MONTH_INVALID: Rule = Rule {
    name: "month-invalid",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "月份或期间写得不对。", en: "A month or period is misspelt." },
    why: Said {
        zh: "月份写成 2026-03；期间也可写 2026-q1（季）、2026-h1（半年）、2026（年）。",
        en: "Write months 2026-03; periods also 2026-q1, 2026-h1, 2026.",
    },
    bad: "members:\n  - name: 张三\nratings:\n  - month: 2026-13\n#          ^^^^^^^\n    stage: approved\n    entries:\n      - {member: 张三, scores: [90]}\n",
    good: "members:\n  - name: 张三\nratings:\n  - month: 2026-03\n    stage: approved\n    entries:\n      - {member: 张三, scores: [90]}\n",
};

/// An id that cannot be part of an address.
pub static ID_INVALID: Rule = Rule {
    name: "id-invalid",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "编号里有不能用的字符。", en: "An id holds characters it cannot have." },
    why: Said {
        zh: "编号会成为网址的一部分：只用文字、数字、- _ .，不以点开头或结尾，也不能是 Windows 的设备名（如 con、nul）。",
        en: "Ids become part of addresses: letters, digits, `-`, `_` and `.`, no dot at either end, no `..`, and no device name of Windows such as con or nul.",
    },
    bad: "members:\n  - id: zhang/san\n#       ^^^^^^^^^\n    name: 张三\n",
    good: "members:\n  - id: zhang-san\n    name: 张三\n",
};

/// Understood, and normalised.
pub static SPELLING_NORMALISED: Rule = Rule {
    name: "spelling-normalised",
    severity: Severity::Note,
    fixed: false,
    what: Said {
        zh: "写法不规范，但看得懂，已按规范写法读入。",
        en: "An unusual spelling was understood and read in its regular form.",
    },
    why: Said {
        zh: "不影响发布；`gongkailan check --fix` 可以改成规范写法。",
        en: "Nothing to worry about; `gongkailan check --fix` rewrites it.",
    },
    bad: "replies:\n  - asked: 2026年2月28日\n#          ^^^^^^^^^^^^^\n    question: 路灯何时修好？\n",
    good: "replies:\n  - asked: 2026-02-28\n    question: 路灯何时修好？\n",
};

/// Excel wrote 1.38E+10.
pub static DIGITS_LOST: Rule = Rule {
    name: "digits-lost",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "号码被 Excel 改成了科学计数，后几位已经丢失。",
        en: "Excel turned a number into scientific notation, and its last digits are lost.",
    },
    why: Said {
        zh: "在 Excel 里把这一列设成“文本”，重新填写原来的号码。",
        en: "Format the column as text in Excel and enter the original number again.",
    },
    bad: "members:\n  - name: 张三\n    phone: 1.38001E+10\n#          ^^^^^^^^^^^\n",
    good: "members:\n  - name: 张三\n    phone: 13800138000\n",
};

/// A name with another dot than the standard's.
pub static NAME_DOT: Rule = Rule {
    name: "name-dot",
    severity: Severity::Note,
    fixed: false,
    what: Said {
        zh: "姓名的间隔号不是规定的一个“·”（U+00B7），已按规定读入。",
        en: "The dot in a name is not the standard's one, U+00B7, and was read as that.",
    },
    why: Said {
        zh: "几种点、两个点、点旁边的空格看上去差不多，查找时却对不上。只在两个汉字之间才改读；`gongkailan check --fix` 可以改好。",
        en: "Dots that look alike, two of them or spaces around them do not match when searching. Only a dot between two Han characters is taken for it; `gongkailan check --fix` mends it.",
    },
    bad: "members:\n  - name: 阿依古丽•买买提\n#                 ^\n",
    good: "members:\n  - name: 阿依古丽·买买提\n",
};

/// 张 三
pub static NAME_SPACING: Rule = Rule {
    name: "name-spacing",
    severity: Severity::Note,
    fixed: false,
    what: Said { zh: "姓名的字之间有空格。", en: "A name has spaces between its characters." },
    why: Said {
        zh: "按原样显示，但查找时村民不会打空格。去掉空格，对齐由版面去做；`gongkailan check --fix` 可以改好。",
        en: "It is shown as typed, but nobody types the space when searching. Remove it and leave alignment to the layout; `gongkailan check --fix` mends it.",
    },
    bad: "members:\n  - name: 张 三\n#         ^^^^^\n",
    good: "members:\n  - name: 张三\n",
};

/// ⻢ for 马.
pub static CHARACTER_RADICAL: Rule = Rule {
    name: "character-radical",
    severity: Severity::Note,
    fixed: false,
    what: Said {
        zh: "文字里有部首符号或兼容字（⻢ ⾼），已读作普通的字。",
        en: "A text holds a radical or a compatibility character (⻢ ⾼), read as the ordinary one.",
    },
    why: Said {
        zh: "多半是从 PDF 或旧系统里复制来的，看上去一样，查找和打印时却是另一个字。`gongkailan check --fix` 可以改好。",
        en: "It was probably copied from a PDF or an old system: it looks the same, but searching and printing take it for another. `gongkailan check --fix` mends it.",
    },
    bad: "members:\n  - name: ⻢超\n#         ^^\n",
    good: "members:\n  - name: 马超\n",
};

/// Nobody sees why it is not found.
pub static REFERENCE_INVISIBLE: Rule = Rule {
    name: "reference-invisible",
    severity: Severity::Note,
    fixed: false,
    what: Said {
        zh: "引用里有看不见的字符，已略过。",
        en: "A reference holds invisible characters, which are left out.",
    },
    why: Said {
        zh: "多半是从网页或聊天里复制来的。`gongkailan check --fix` 可以删去。",
        en: "Usually pasted from a web page or chat. `gongkailan check --fix` removes them.",
    },
    bad: "members:\n  - name: 张三\ngrids:\n  - {name: 甲村, level: village, lead: \"张\\u200b三\"}\n#                                      ^^^^^^^^^^^^\n",
    good: "members:\n  - name: 张三\ngrids:\n  - {name: 甲村, level: village, lead: 张三}\n",
};

/// “甲” in curly quotes.
pub static QUOTES_CURLY: Rule = Rule {
    name: "quotes-curly",
    severity: Severity::Warning,
    fixed: false,
    what: Said { zh: "整段文字用弯引号“”括着。", en: "A whole text stands in curly quotes." },
    why: Said {
        zh: "弯引号在 YAML 里是普通文字，会照样显示出来。要括住文字请用半角引号，一般不用括。",
        en: "To YAML curly quotes are ordinary text, and they will be shown. Quote with straight ones; mostly no quotes are needed.",
    },
    bad: "members:\n  - name: “张三”\n#         ^^^^^^\n",
    good: "members:\n  - name: 张三\n    pledge: '“有事找我”'\n",
};

/// `text #4` ends at the sign.
pub static COMMENT_CLOSE: Rule = Rule {
    name: "comment-close",
    severity: Severity::Warning,
    fixed: false,
    what: Said {
        zh: "文字里的“#”把后面的内容变成了注释。",
        en: "A `#` within a text turns the rest of it into a comment.",
    },
    why: Said {
        zh: "空格后面的“#”在 YAML 里开始注释，后面的字不会读入，也不会显示。",
        en: "In YAML a `#` after a space begins a comment: what follows is neither read nor shown.",
    },
    bad: "members:\n  - name: 张三\n    title: 包前沟 #4 片区\n#                 ^\n",
    good: "members:\n  - name: 张三\n    title: '包前沟 #4 片区'\n",
};

/// [甲，乙] is one item.
pub static LIST_COMMA: Rule = Rule {
    name: "list-comma",
    severity: Severity::Warning,
    fixed: false,
    what: Said {
        zh: "方括号里的列表用了全角逗号或顿号。",
        en: "A list between brackets has full-width commas.",
    },
    why: Said {
        zh: "只有半角逗号分隔列表，所以几项会读成一项。",
        en: "Only ordinary commas divide a list, so several items are read as one.",
    },
    bad: "members:\n  - name: 张三\n    duties: [政策宣传，矛盾调解]\n#                    ^^\n",
    good: "members:\n  - name: 张三\n    duties: [政策宣传, '入户走访，每月一次']\n",
};

/// `id: no`.
pub static ID_LIKE_BOOLEAN: Rule = Rule {
    name: "id-like-boolean",
    severity: Severity::Warning,
    fixed: false,
    what: Said {
        zh: "编号是 no、on、yes 一类的词，没有加引号。",
        en: "An id is a word such as no, on or yes, without quotes.",
    },
    why: Said {
        zh: "本程序读作文字，许多别的程序会读成是/否。加上引号，大家读的就一样。",
        en: "This program reads it as text, many others as a yes or no. In quotes, all read it alike.",
    },
    bad: "members:\n  - id: no\n#       ^^\n    name: 诺敏\n",
    good: "members:\n  - id: \"no\"\n    name: 诺敏\n",
};

/// A comment in a text.
pub static COMMENT_LEFT_OUT: Rule = Rule {
    name: "comment-left-out",
    severity: Severity::Warning,
    fixed: false,
    what: Said {
        zh: "文字里有注释（<!-- … --> 或 [//]: # (…)），不公布。",
        en: "A text holds a comment (`<!-- … -->` or `[//]: # (…)`): it is not published.",
    },
    why: Said {
        zh: "注释多半是写的人暂时不想公布的话，所以不出现在任何页面、文件里；没有收尾的注释一直到文字末尾。要照样印出来，写成 \\<!--，或放进代码里。本来就不公布的话，写在 YAML 的“#”后面或“内部”里更稳妥。",
        en: "A comment is what somebody does not want to tell, or not yet: it appears on no page and in no file. One that is never closed reaches to the end of the text. What is to be shown as it is begins with `\\<!--`, or is code. What nobody is to read is safer behind a `#` in YAML, or below `private`.",
    },
    bad: "-- content/notes/a.md --\n---\ntitle: 会议\n---\n明天开会。<!-- 地点未定 -->\n#         ^^^^\n",
    good: "-- content/notes/a.md --\n---\ntitle: 会议\n---\n明天开会。\n",
};
