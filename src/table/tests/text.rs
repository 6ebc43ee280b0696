//! Tables as text, in any encoding.

use encoding_rs::{BIG5, GB18030};

use super::{cells, refused, sound};

const TABLE: &str = "编号,姓名,备注\r\n1,丘㛃,\"一,二\"\r\n\r\n2,田䶮,\"他说\"\"好\"\"\n再说\"\r\n";
const CELLS: [&str; 9] = [
    "A1=编号",
    "B1=姓名",
    "C1=备注",
    "A2=1",
    "B2=丘㛃",
    "C2=一,二",
    "A4=2",
    "B4=田䶮",
    "C4=他说\"好\"\n再说",
];

#[test]
fn each_encoding_reads_as_the_same_table() {
    let utf16 = |unit: fn(u16) -> [u8; 2]| TABLE.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let files = [
        TABLE.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", TABLE.into()),
        GB18030.encode(TABLE).0.into_owned(),
        marked(b"\xff\xfe", utf16(u16::to_le_bytes)),
        marked(b"\xfe\xff", utf16(u16::to_be_bytes)),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ];
    for (index, file) in files.iter().enumerate() {
        let book = sound(file);
        assert_eq!(cells(&book.sheets[0]), CELLS, "{index}");
        assert!(book.notes.is_empty() && book.sheets[0].name.is_empty(), "{index}");
    }
}

#[test]
fn what_parts_the_cells_is_seen_from_them() {
    for (text, expected) in [
        ("甲\t一,二\n乙\t三\n", vec!["A1=甲", "B1=一,二", "A2=乙", "B2=三"]),
        ("甲;1,5\n乙;2,5\n", vec!["A1=甲", "B1=1,5", "A2=乙", "B2=2,5"]),
        ("名册\n\n甲,一，二\n乙,三，四", vec!["A1=名册", "A3=甲", "B3=一，二", "A4=乙", "B4=三，四"]),
        ("sep=;\n甲;1,5,2\n", vec!["A2=甲", "B2=1,5,2"]),
        ("甲,乙\r丙,丁\r", vec!["A1=甲", "B1=乙", "A2=丙", "B2=丁"]),
        ("\"甲\"乙,丙\"丁\n", vec!["A1=甲乙", "B1=丙\"丁"]),
        ("甲", vec!["A1=甲"]),
    ] {
        assert_eq!(cells(&sound(text.as_bytes()).sheets[0]), expected, "{text:?}");
    }
}

#[test]
fn a_doubtful_encoding_is_told() {
    let names = "編號,姓名,住址\n1,張國強,臺北縣\n2,陳麗華,鄉公所\n3,歐陽鐵龍,龜山區\n";
    let book = sound(&BIG5.encode(names).0);
    assert_eq!(cells(&book.sheets[0])[4], "B2=張國強");
    assert!(book.notes.iter().any(|(zh, en)| zh.contains("Big5") && en.contains("Big5")));
    let book = sound("甲,\u{fffd}乙\n".as_bytes());
    assert!(book.notes[0].1.contains("lost"));
}

#[test]
fn a_stray_quotation_mark_is_told_with_its_line() {
    let why = refused("编号,姓名\n1,\"张三\n2,李四\n".as_bytes());
    assert!(why.contains("line 2"), "{why}");
}

#[test]
fn marks_that_keep_digits_in_excel_are_no_part_of_them() {
    let book = sound("电话,编号\n=\"13900001001\",'007\n\"=\"\"13900001002\"\"\",'说\n".as_bytes());
    let read = cells(&book.sheets[0]);
    assert_eq!(read[2..], ["A2=13900001001", "B2=007", "A3=13900001002", "B3='说"]);
}
