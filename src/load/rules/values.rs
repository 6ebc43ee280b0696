//! Faults of single values.

use crate::diagnostic::rules;

rules! {
    /// A list where text is wanted, and the like.
    pub VALUE_TYPE: "value-type", Error, fixed;
    what "值的形式不对（例如该写文字却写了列表）。"
        "A value has the wrong form (a list where text is wanted, say).";
    why "多半是多了或少了“- ”，或缩进不对。" "Usually a `- ` too many or too few, or wrong indentation.";
    example "members:\n<   - name: [张三, 李四]\n< #         ^^^^^^^^^^^^\n>   - name: 张三\n>   - name: 李四\n";

    /// A dash with nothing behind it.
    pub RECORD_EMPTY: "record-empty", Error, fixed;
    what "记录列表里有一个“- ”，后面什么也没有。" "A list of records has a `- ` that nothing follows.";
    why "多半是删记录时留下的，或忘了填。补上内容，或删去这一行。"
        "It was left behind by a record that was removed, or was never filled in. Write the record, or remove the line.";
    example "members:\n  - name: 张三\n<   -\n< # ^\n";

    /// A word that is none of the choices.
    pub VALUE_UNKNOWN: "value-unknown", Error, fixed;
    what "值不在可选的几个词里。" "A value is none of the words to choose from.";
    why "提示里列出了可以写的词，中英文都行。" "The message lists the words, Chinese or English.";
    example "-- content/notes/a.md --\n---\ntitle: 换届\n< kind: 通报\n< #     ^^^^\n> kind: 页面\n---\n正文。\n";

    /// Neither true nor false.
    pub BOOLEAN_INVALID: "boolean-invalid", Error, fixed;
    what "是非值写得不对。" "A yes-or-no value is not spelled as one.";
    why "写 是/否 或 true/false；yes、on、1 之类不算，免得误会。"
        "Write `true`/`false` or 是/否; `yes`, `on`, `1` are not taken, to avoid mistakes.";
    example "members:\n  - name: 张三\n<     party_member: yes\n< #                 ^^^\n>     party_member: 是\n";

    /// Not a number.
    pub NUMBER_INVALID: "number-invalid", Error, fixed;
    what "数字写得不对。" "A number is not written as one.";
    why "只写数字，例如 85、12.5；“约”“多”写在说明里。"
        "Write digits only, such as 85 or 12.5; `about` and the like belong into a note.";
    example "-- content/grids.yaml --\ngrids:\n  - name: 甲村\n    level: village\n    lead: 张三\n<     households: 八十五\n< #               ^^^^^^\n>     households: 85\nmembers:\n  - name: 张三\n";

    /// No such day.
    pub DATE_INVALID: "date-invalid", Error, fixed;
    what "日期写得不对，或没有这一天。" "A date is misspelt, or there is no such day.";
    why "写成 2026-03-31；两位年份、民国年和 Excel 的日期序号都要改成这样。"
        "Write 2026-03-31; two-digit years, Minguo years and Excel's serial numbers have to be rewritten.";
    example "replies:\n<   - asked: 2026-02-30\n< #          ^^^^^^^^^^\n>   - asked: 2026-02-28\n    question: 路灯何时修好？\n";

    /// No such month or period.
    pub MONTH_INVALID: "month-invalid", Error, fixed;
    what "月份或期间写得不对。" "A month or period is misspelt.";
    why "月份写成 2026-03；期间也可写 2026-q1（季）、2026-h1（半年）、2026（年）。"
        "Write months 2026-03; periods also 2026-q1, 2026-h1, 2026.";
    example "members:\n  - name: 张三\nratings:\n<   - month: 2026-13\n< #          ^^^^^^^\n>   - month: 2026-03\n    stage: approved\n    entries:\n      - {member: 张三, scores: [90]}\n";

    /// An id that cannot be part of an address.
    pub ID_INVALID: "id-invalid", Error, fixed;
    what "编号里有不能用的字符。" "An id holds characters it cannot have.";
    why "编号会成为网址的一部分：只用文字、数字、- _ .，不以点开头或结尾，也不能是 Windows 的设备名（如 con、nul）。"
        "Ids become part of addresses: letters, digits, `-`, `_` and `.`, no dot at either end, no `..`, and no device name of Windows such as con or nul.";
    example "members:\n<   - id: zhang/san\n< #       ^^^^^^^^^\n>   - id: zhang-san\n    name: 张三\n";

    /// Understood, and normalised.
    pub SPELLING_NORMALISED: "spelling-normalised", Note;
    what "写法不规范，但看得懂，已按规范写法读入。"
        "An unusual spelling was understood and read in its regular form.";
    why "不影响发布；`gongkailan check --fix` 可以改成规范写法。"
        "Nothing to worry about; `gongkailan check --fix` rewrites it.";
    example "replies:\n<   - asked: 2026年2月28日\n< #          ^^^^^^^^^^^^^\n>   - asked: 2026-02-28\n    question: 路灯何时修好？\n";

    /// Excel wrote 1.38E+10.
    pub DIGITS_LOST: "digits-lost", Error, fixed;
    what "号码被 Excel 改成了科学计数，后几位已经丢失。"
        "Excel turned a number into scientific notation, and its last digits are lost.";
    why "在 Excel 里把这一列设成“文本”，重新填写原来的号码。"
        "Format the column as text in Excel and enter the original number again.";
    example "members:\n  - name: 张三\n<     phone: 1.38001E+10\n< #          ^^^^^^^^^^^\n>     phone: 13800138000\n";

    /// A name with another dot than the standard's.
    pub NAME_DOT: "name-dot", Note;
    what "姓名的间隔号不是规定的一个“·”（U+00B7），已按规定读入。"
        "The dot in a name is not the standard's one, U+00B7, and was read as that.";
    why "几种点、两个点、点旁边的空格看上去差不多，查找时却对不上。只在两个汉字之间才改读；`gongkailan check --fix` 可以改好。"
        "Dots that look alike, two of them or spaces around them do not match when searching. Only a dot between two Han characters is taken for it; `gongkailan check --fix` mends it.";
    example "members:\n<   - name: 阿依古丽•买买提\n< #                 ^\n>   - name: 阿依古丽·买买提\n";

    /// 张 三
    pub NAME_SPACING: "name-spacing", Note;
    what "姓名的字之间有空格。" "A name has spaces between its characters.";
    why "按原样显示，但查找时村民不会打空格。去掉空格，对齐由版面去做；`gongkailan check --fix` 可以改好。"
        "It is shown as typed, but nobody types the space when searching. Remove it and leave alignment to the layout; `gongkailan check --fix` mends it.";
    example "members:\n<   - name: 张 三\n< #         ^^^^^\n>   - name: 张三\n";

    /// ⻢ for 马.
    pub CHARACTER_RADICAL: "character-radical", Note;
    what "文字里有部首符号或兼容字（⻢ ⾼），已读作普通的字。"
        "A text holds a radical or a compatibility character (⻢ ⾼), read as the ordinary one.";
    why "多半是从 PDF 或旧系统里复制来的，看上去一样，查找和打印时却是另一个字。`gongkailan check --fix` 可以改好。"
        "It was probably copied from a PDF or an old system: it looks the same, but searching and printing take it for another. `gongkailan check --fix` mends it.";
    example "members:\n<   - name: ⻢超\n< #         ^^\n>   - name: 马超\n";

    /// Nobody sees why it is not found.
    pub REFERENCE_INVISIBLE: "reference-invisible", Note;
    what "引用里有看不见的字符，已略过。" "A reference holds invisible characters, which are left out.";
    why "多半是从网页或聊天里复制来的。`gongkailan check --fix` 可以删去。"
        "Usually pasted from a web page or chat. `gongkailan check --fix` removes them.";
    example "members:\n  - name: 张三\ngrids:\n<   - {name: 甲村, level: village, lead: \"张\\u200b三\"}\n< #                                      ^^^^^^^^^^^^\n>   - {name: 甲村, level: village, lead: 张三}\n";

    /// “甲” in curly quotes.
    pub QUOTES_CURLY: "quotes-curly", Warning;
    what "整段文字用弯引号“”括着。" "A whole text stands in curly quotes.";
    why "弯引号在 YAML 里是普通文字，会照样显示出来。要括住文字请用半角引号，一般不用括。"
        "To YAML curly quotes are ordinary text, and they will be shown. Quote with straight ones; mostly no quotes are needed.";
    example "members:\n<   - name: “张三”\n< #         ^^^^^^\n>   - name: 张三\n>     pledge: '“有事找我”'\n";

    /// `text #4` ends at the sign.
    pub COMMENT_CLOSE: "comment-close", Warning;
    what "文字里的“#”把后面的内容变成了注释。" "A `#` within a text turns the rest of it into a comment.";
    why "空格后面的“#”在 YAML 里开始注释，后面的字不会读入，也不会显示。"
        "In YAML a `#` after a space begins a comment: what follows is neither read nor shown.";
    example "members:\n  - name: 张三\n<     title: 包前沟 #4 片区\n< #                 ^\n>     title: '包前沟 #4 片区'\n";

    /// [甲，乙] is one item.
    pub LIST_COMMA: "list-comma", Warning;
    what "方括号里的列表用了全角逗号或顿号。" "A list between brackets has full-width commas.";
    why "只有半角逗号分隔列表，所以几项会读成一项。"
        "Only ordinary commas divide a list, so several items are read as one.";
    example "members:\n  - name: 张三\n<     duties: [政策宣传，矛盾调解]\n< #                    ^^\n>     duties: [政策宣传, '入户走访，每月一次']\n";

    /// `id: no`.
    pub ID_LIKE_BOOLEAN: "id-like-boolean", Warning;
    what "编号是 no、on、yes 一类的词，没有加引号。" "An id is a word such as no, on or yes, without quotes.";
    why "本程序读作文字，许多别的程序会读成是/否。加上引号，大家读的就一样。"
        "This program reads it as text, many others as a yes or no. In quotes, all read it alike.";
    example "members:\n<   - id: no\n< #       ^^\n>   - id: \"no\"\n    name: 诺敏\n";

    /// A comment in a text.
    pub COMMENT_LEFT_OUT: "comment-left-out", Warning;
    what "文字里有注释（<!-- … --> 或 [//]: # (…)），不公布。"
        "A text holds a comment (`<!-- … -->` or `[//]: # (…)`): it is not published.";
    why "注释多半是写的人暂时不想公布的话，所以不出现在任何页面、文件里；没有收尾的注释一直到文字末尾。要照样印出来，写成 \\<!--，或放进代码里。本来就不公布的话，写在 YAML 的“#”后面或“内部”里更稳妥。"
        "A comment is what somebody does not want to tell, or not yet: it appears on no page and in no file. One that is never closed reaches to the end of the text. What is to be shown as it is begins with `\\<!--`, or is code. What nobody is to read is safer behind a `#` in YAML, or below `private`.";
    example "-- content/notes/a.md --\n---\ntitle: 会议\n---\n< 明天开会。<!-- 地点未定 -->\n< #         ^^^^\n> 明天开会。\n";
}
