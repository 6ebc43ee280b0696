//! The nine rosters of `tests/rosters`.

use super::super::{Book, Sheet};
use super::{at, sound};

fn roster(start: &str) -> Book {
    let folder = std::fs::read_dir("tests/rosters").unwrap();
    let path = folder.map(|entry| entry.unwrap().path()).find(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with(start) && !name.ends_with(".json")
    });
    sound(&std::fs::read(path.unwrap()).unwrap())
}

fn names(book: &Book) -> Vec<(&str, bool)> {
    book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect()
}

fn values(sheet: &Sheet, places: &[(&str, &str)]) {
    for (place, expected) in places {
        assert_eq!(at(sheet, place), *expected, "{place}");
    }
}

fn hidden(sheet: &Sheet) -> (Vec<u32>, Vec<u32>) {
    (sheet.hidden_rows.iter().copied().collect(), sheet.hidden_columns.iter().copied().collect())
}

#[test]
fn grid_workers() {
    let book = roster("01");
    let sheet = &book.sheets[0];
    assert_eq!(names(&book), [("网格员花名册 ", false)]);
    let expected = [
        ("D3", "网格员\n姓名"),
        ("H4", "#13900001001"),
        ("D7", "\u{3000}岑玉兰"),
        ("I6", "#349999196901200300"),
        ("H13", "13900001010\n13900001011"),
        ("D16", "#12"),
    ];
    values(sheet, &expected);
    assert_eq!((sheet.merged.len(), sheet.cells.len()), (11, 116));
    assert!(sheet.cells.iter().any(|cell| (cell.row, cell.column, cell.formula) == (15, 3, true)));
}

#[test]
fn heads_of_households() {
    let book = roster("02");
    let expected =
        [("第一组", false), ("第二组", false), ("第三组", false), ("旧表2024", true), ("Sheet5", false)];
    assert_eq!(names(&book), expected);
    assert_eq!(hidden(&book.sheets[0]), (vec![], vec![6]));
    assert_eq!(hidden(&book.sheets[1]), (vec![5], vec![6]));
    values(
        &book.sheets[0],
        &[("D7", "#3"), ("D5", "3人"), ("D6", "５"), ("F4", "#13900002001"), ("E10", "#8")],
    );
    assert!(book.sheets[4].cells.is_empty());
}

#[test]
fn households_of_party_members() {
    let book = roster("03");
    assert_eq!(book.sheets[1].cells.len(), 13);
    values(&book.sheets[0], &[("B4", "麻世昌"), ("B5", ""), ("E2", "被联系户"), ("L12", "#24")]);
    values(&book.sheets[1], &[("B3", "FH-11、FH-12，FH-13/FH-14\nFH-15")]);
    assert_eq!(book.sheets[0].merged.len(), 20);
}

#[test]
fn ratings_in_the_old_format() {
    let book = roster("04");
    assert_eq!(names(&book), [("3月", false), ("4月", false)]);
    let expected = [
        ("D4", "学习星\n（20分）"),
        ("F5", "#17.700000000000003"),
        ("D6", "１８"),
        ("E8", "良好"),
        ("D9", "#0"),
        ("D10", ""),
        ("J10", ""),
    ];
    values(&book.sheets[0], &expected);
    values(&book.sheets[1], &[("D4", "正气星\n（20分）"), ("H6", "#15.5")]);
    assert!(book.sheets[0].cells.iter().any(|cell| (cell.row, cell.column, cell.formula) == (4, 8, true)));
    assert_eq!(book.sheets.iter().map(|sheet| sheet.merged.len()).collect::<Vec<_>>(), [9, 9]);
}

#[test]
fn points_in_gb18030() {
    let book = roster("05");
    let expected = [
        ("B3", "丘㛃"),
        ("B4", "田䶮"),
        ("E4", "—"),
        ("E5", "１００"),
        ("Q5", "3月未参加组织生活,扣完"),
        ("F6", "101"),
    ];
    values(&book.sheets[0], &expected);
    assert!(book.notes.is_empty());
}

#[test]
fn commitments_of_libre_office() {
    let book = roster("06");
    let expected = [
        ("B3", "覃德旺"),
        ("B4", ""),
        ("D3", "铺砂石路面，\n两侧开排水沟"),
        ("G3", "@2026-01-15"),
        ("G4", "2026.1.15"),
        ("G6", "#46054"),
    ];
    values(&book.sheets[0], &expected);
    assert_eq!(
        (book.sheets[0].merged.len(), book.sheets[0].cells.iter().map(|cell| cell.row).max()),
        (2, Some(6))
    );
}

#[test]
fn a_page_of_an_office_system() {
    let book = roster("07");
    let expected = [
        ("A1", "石埠村村干部包片一览表"),
        ("D2", "联系\n电话"),
        ("B5", "逄\u{a0}\u{a0}丽"),
        ("E5", "第4、5组"),
        ("F4", "17"),
    ];
    values(&book.sheets[0], &expected);
    assert_eq!(book.sheets[0].merged.len(), 5);
}

#[test]
fn a_ledger_of_an_exporting_system() {
    let book = roster("08");
    let expected = [
        ("A1", "枫渡镇网格化管理台账"),
        ("C3", "石埠三网格"),
        ("L3", "#349999101003001"),
        ("J6", "1,031"),
        ("L6", "#349999101004002000"),
        ("I7", "#133"),
    ];
    values(&book.sheets[0], &expected);
}

#[test]
fn village_cadres() {
    let book = roster("09");
    assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, false, false, true]);
    assert_eq!(hidden(&book.sheets[0]), (vec![], vec![5]));
    values(&book.sheets[0], &[("G3", "@2021-03-01"), ("G5", "#44256"), ("E5", "!#REF!"), ("G4", "2021.3")]);
}
