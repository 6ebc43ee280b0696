//! Faults of keys.

use crate::diagnostic::rules;

rules! {
    /// A key nobody knows.
    pub KEY_UNKNOWN: "key-unknown", Error, fixed;
    what "有不认识的键。" "A key is unknown.";
    why "拼错的键会让内容悄悄丢失，所以算错误。不想公开的内容写在“内部”下面。"
        "A misspelt key would lose its value in silence, so it is an error. What is not to be published goes below `private`.";
    example "members:\n  - name: 张三\n<     phnoe: 0978\n< #   ^^^^^\n>     phone: 0978-7212345\n>     phone_public: true\n";

    /// A required key is not given.
    pub KEY_MISSING: "key-missing", Error, fixed;
    what "缺少必填的键。" "A required key is missing.";
    why "没有它这条记录就不完整。空着等于没写。"
        "The record is incomplete without it. An empty value is as good as none.";
    example "members:\n  - id: zhang\n#   ^^\n>     name: 张三\n    title: 网格员\n";

    /// The same key twice, under either name.
    pub KEY_DUPLICATE: "key-duplicate", Error, fixed;
    what "同一个键写了两次（中文名、英文名算同一个）。"
        "A key is given twice (its Chinese and English names are one key).";
    why "不知道以哪个为准。留下一个。" "Nobody can tell which one holds. Keep one.";
    example "members:\n  - name: 张三\n<     姓名: 张叁\n< #   ^^^^\n";
}
