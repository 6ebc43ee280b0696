//! Faults of the YAML itself.

use crate::diagnostic::rules;

rules! {
    /// The file cannot be read as YAML.
    pub YAML_SYNTAX: "yaml-syntax", Error, fixed;
    what "文件不合 YAML 的写法，读不下去。" "The file cannot be read as YAML.";
    why "常见原因：用 Tab 或全角空格缩进、全角冒号、冒号后缺空格、引号没收尾。按提示改那一处即可。"
        "Usual causes: a tab or full-width space as indentation, a full-width colon, no space after a colon, an open quotation mark. Mend the place shown.";
    example "members:\n<   - name:张三\n< #       ^\n>   - name: 张三\n    title: 网格员\n";

    /// A tag such as `!!int`.
    pub YAML_TAG: "yaml-tag", Error, fixed;
    what "记录里用了 YAML 标签（以 ! 开头）。" "A record uses a YAML tag (a word that begins with `!`).";
    why "标签会改变读法，记录里用不着。去掉它；若文字本来就以 ! 开头，请加引号。"
        "Tags change how a value is read, and records need none. Remove it; quote text that begins with `!`.";
    example "members:\n<   - name: !person 张三\n< #         ^^^^^^^\n>   - name: 张三\n";

    /// `<<`.
    pub YAML_MERGE_KEY: "yaml-merge-key", Error, fixed;
    what "记录里用了合并键“<<”。" "A record uses a merge key (`<<`).";
    why "合并来的内容在哪里、改了会影响谁，看不出来。把内容写全。"
        "Nobody sees where merged content comes from or whom a change touches. Write it out.";
    example "members:\n<   - &zhang\n<     name: 张三\n<   - <<: *zhang\n< #   ^^\n>   - name: 张三\n>   - name: 张三\n    id: zhang-2\n";

    /// A second document in one file.
    pub YAML_DOCUMENT_EXTRA: "yaml-document-extra", Error, fixed;
    what "一个文件里有多份 YAML 文档（---）。" "One file holds several YAML documents (`---`).";
    why "后面的文档容易被忽略。每份放进一个文件。"
        "Further documents are easily overlooked. Give each a file of its own.";
    example "members:\n  - name: 张三\n< ---\n< #^^\n< members:\n  - name: 李四\n";

    /// A key that is a list or a mapping.
    pub KEY_NOT_TEXT: "key-not-text", Error, fixed;
    what "键不是文字。" "A key is not text.";
    why "键只能是文字。多半是值以 [ 或 { 开头而没有加引号。"
        "Keys are text. Most often a value begins with `[` or `{` and lacks its quotation marks.";
    example "members:\n  - name: 张三\n<     ? [title]\n< #      ^^^^^\n<     : 网格员\n>     title: 网格员\n";

    /// Too big, too deep, too many.
    pub LIMIT_EXCEEDED: "limit-exceeded", Error, fixed;
    what "文件超过大小、层数或数量的上限。" "A file exceeds a limit of size, depth or number.";
    why "上限是有意设的，远大于一个乡镇的记录；超过多半是缩进错误或放错了文件。"
        "The limits are set on purpose, far above a township's records; exceeding one usually means wrong indentation or a misplaced file.";
    example "members:\n  - name: 张三\n<     private: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n< #                                         ^\n>     private: {备注: 无}\n";

    /// An alias out of a private value.
    pub ALIAS_PRIVATE: "alias-private", Error, fixed;
    what "引用（*）把内部信息带进了公开的键。" "An alias carries a private value into a public key.";
    why "内部信息不会出现在任何页面上，也不能绕道引用出去。"
        "Private values reach no page, and not by way of an alias either.";
    example "members:\n  - name: 张三\n<     private: {别名: &secret 老张头}\n<     title: *secret\n< #          ^^^^^^^\n>     private: {别名: 老张头}\n>     title: 网格员\n";
}
