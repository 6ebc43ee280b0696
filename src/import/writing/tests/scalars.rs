//! Every text is read back as it was, wherever it stands, and quoted only where that is needed.

use crate::diagnostic::Diagnostics;
use crate::import::writing::yaml::Yaml;
use crate::load::tree::{self, Data, Node};
use crate::source::SourceId;

const TEXTS: [&str; 40] = [
    "杨林1号",
    "张三",
    "0978",
    "13900001001",
    "349999197203150113",
    "yes",
    "No",
    "~",
    "null",
    "true",
    "2026-03-31",
    "1e5",
    "0x1F",
    "1_000",
    "12:30",
    "3.50",
    "- 甲",
    "-甲",
    "甲: 乙",
    "甲:乙",
    "甲 # 乙",
    "#甲",
    "“引号”",
    "'单'",
    "\"双\"",
    "甲, 乙",
    "甲，乙",
    "[1]",
    "{a}",
    "&a",
    "*a",
    "!x",
    "%y",
    "@z",
    "甲\n乙",
    "甲\n  乙\n",
    " 前后 ",
    "a\\b",
    "结尾:",
    "甲<!-- 乙 -->",
];

fn read(text: &str) -> Node<'_> {
    let mut out = Diagnostics::default();
    let node = tree::parse(SourceId::SITE, text, 0..text.len(), None, &mut out);
    assert!(!out.has_errors(), "{text}");
    node.unwrap()
}

fn texts(node: &Node<'_>, found: &mut Vec<String>) {
    match &node.data {
        Data::Scalar { text, .. } => found.push(text.to_string()),
        Data::List(items) => items.iter().for_each(|item| texts(item, found)),
        Data::Map(entries) => entries.iter().for_each(|entry| {
            found.push(entry.key.to_string());
            texts(&entry.value, found);
        }),
        Data::Empty | Data::Lost => found.push(String::new()),
    }
}

#[test]
fn whatever_is_written_is_read_back() {
    for text in TEXTS {
        let value = Yaml::Text(text.to_owned());
        let key = text.replace('\n', " ");
        let record = Yaml::Map(vec![
            ("a".into(), value.clone()),
            ("b".into(), Yaml::List(vec![value.clone(), value.clone()])),
            ("c".into(), Yaml::Map(vec![(key.clone(), value.clone()), ("e".into(), value)])),
        ]);
        let wanted = ["a", text, "b", text, text, "c", &key, text, "e", text].map(str::trim_end).to_vec();
        for written in [record.flow(), record.lines(0), record.item(2, false)] {
            let mut found = Vec::new();
            texts(&read(&written), &mut found);
            // A block of lines ends with its last one.
            let found: Vec<&str> = found.iter().map(|text| text.trim_end()).collect();
            assert_eq!(found, wanted, "{written}");
        }
    }
}

#[test]
fn quotes_stand_only_where_they_are_needed() {
    let flow = |text: &str| Yaml::Text(text.to_owned()).flow();
    for plain in [
        "杨林1号",
        "13900001001",
        "0355-7830012",
        "h-001",
        "2026-03",
        "3.5",
        "甲·乙",
        "一（二）",
        "A座 3单元",
        "YL-101",
    ] {
        assert_eq!(flow(plain), plain);
    }
    for quoted in
        ["0978", "007", "349999197203150113", "yes", "否决: 是", "2026-03-31", "12:30", "1e5", "3.50"]
    {
        assert_eq!(flow(quoted), format!("\"{quoted}\""));
    }
}
