//! Workbooks of old Excel, made record by record.

use std::io::{Cursor, Write};

use encoding_rs::GB18030;

use super::super::Area;
use super::{cells, refused, sound};

pub(super) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A text of BIFF8, whose length has so many bytes.
fn text(text: &str, width: usize) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [&(units.len() as u16).to_le_bytes()[..width], &[1], &words(&units)].concat()
}

/// A file with these streams.
pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

const END: u16 = 0x000a;

/// The stream of a workbook: what holds for all, and sheets of which each has a name, a state and records.
fn stream(version: u16, globals: &[u8], sheets: &[(&[u8], u8, Vec<u8>)]) -> Vec<u8> {
    let begin = record(0x0809, &words(&[version, 5, 0, 0]));
    let listed = |start: usize, (name, state, _): &(&[u8], u8, Vec<u8>)| {
        record(0x0085, &[&(start as u32).to_le_bytes()[..], &[*state, 0], name].concat())
    };
    let mut start = begin.len() + globals.len() + record(END, &[]).len();
    start += sheets.iter().map(|sheet| listed(0, sheet).len()).sum::<usize>();
    let (mut list, mut bodies) = (Vec::new(), Vec::new());
    for sheet in sheets {
        list.extend(listed(start + bodies.len(), sheet));
        bodies.extend([&begin, &sheet.2[..], &record(END, &[])].concat());
    }
    [&begin, globals, &list, &record(END, &[]), &bodies].concat()
}

pub(super) fn workbook(globals: &[u8], rows: &[Vec<u8>]) -> Vec<u8> {
    let name = text("东街", 1);
    compound(&[("Workbook", &stream(0x0600, globals, &[(&name, 0, rows.concat())]))])
}

/// A cell's record: row, column and style stand before its data.
fn cell(kind: u16, [row, column, style]: [u16; 3], data: &[u8]) -> Vec<u8> {
    record(kind, &[&words(&[row, column, style]), data].concat())
}

fn formula(place: [u16; 3], result: [u8; 8]) -> Vec<u8> {
    cell(0x0006, place, &[&result[..], &[2], &[0; 9]].concat())
}

#[test]
fn each_kind_of_cell_is_read() {
    let format = |id: u16, code: &str| record(0x041e, &[&words(&[id]), &text(code, 2)[..]].concat());
    let style = |format: u16| record(0x00e0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]));
    // 甲 with a font for a part of it and its pronunciation; 一乙丙 cut behind its first character, where it becomes
    // short; nothing; 丁.
    let first = [
        &words(&[1])[..],
        &[0b1101],
        &words(&[1]),
        &5_u32.to_le_bytes(),
        &words(&[0x7532]),
        &[0; 4],
        b"spoke",
    ]
    .concat();
    let cut = [&words(&[3])[..], &[1], &words(&[0x4e00])].concat();
    let strings = record(0x00fc, &[&[0; 4], &4_u32.to_le_bytes()[..], &first, &cut].concat());
    let further = record(0x003c, &[&[0][..], b"ab", &text("", 2), &text("丁", 2)].concat());
    let globals = [
        record(0x0042, &words(&[1200])),
        record(0x0022, &words(&[0])),
        format(164, "yyyy\"年\"m\"月\""),
        format(165, "00000"),
        style(0),
        style(164),
        style(165),
        style(9),
        strings,
        further,
    ]
    .concat();
    let number = |value: f64| value.to_le_bytes();
    let rk = |value: u32| value.to_le_bytes();
    let error = |kind: u8, value: u8| [kind, 0, value, 0, 0, 0, 0xff, 0xff];
    let rows = [
        record(0x0200, &[0xff; 14]),
        cell(0x00fd, [0, 0, 0], &rk(0)),
        cell(0x00fd, [0, 1, 0], &rk(1)),
        cell(0x00fd, [0, 2, 0], &rk(2)),
        cell(0x00fd, [0, 3, 0], &rk(3)),
        cell(0x00fd, [0, 4, 0], &rk(99)),
        cell(0x0204, [0, 5, 0], &text("戊\r\n己", 2)),
        cell(0x0203, [1, 0, 0], &number(17.5)),
        cell(0x0203, [1, 1, 1], &number(46054.0)),
        cell(0x027e, [1, 2, 2], &rk(37 << 2 | 2)),
        cell(0x027e, [1, 3, 3], &rk(1234 << 2 | 3)),
        cell(0x027e, [1, 4, 0], &rk((1.5_f64.to_bits() >> 32) as u32)),
        cell(0x027e, [1, 5, 0], &rk((-7_i32 << 2) as u32 | 2)),
        record(
            0x00bd,
            &[&words(&[2, 3, 0]), &rk(1 << 2 | 2)[..], &words(&[2]), &rk(2 << 2 | 2), &words(&[4])].concat(),
        ),
        cell(0x0205, [3, 0, 0], &[1, 0]),
        cell(0x0205, [3, 1, 0], &[0x2a, 1]),
        formula([4, 0, 0], number(3.0)),
        formula([4, 1, 0], error(0, 0)),
        record(0x0207, &text("3户", 2)),
        formula([4, 2, 0], error(1, 1)),
        formula([4, 3, 0], error(2, 0x17)),
        formula([4, 4, 0], error(3, 0)),
        cell(0x0006, [4, 5, 0], &[&error(3, 0)[..], &[1], &[0; 9]].concat()),
        cell(0x0201, [9, 9, 0], &[]),
        // A chart with cells of its own.
        record(0x0809, &words(&[0x0600, 0x20, 0, 0])),
        cell(0x0203, [7, 7, 0], &number(8.0)),
        record(END, &[]),
        cell(0x0203, [65_535, 255, 0], &number(9.0)),
    ];
    let book = sound(&workbook(&globals, &rows));
    let expected = [
        "A1=甲",
        "B1=一ab",
        "D1=丁",
        "F1=戊\n己",
        "A2=#17.5",
        "B2=@2026-02-01",
        "C2=#37 5",
        "D2=#12.34 %",
        "E2=#1.5",
        "F2=#-7",
        "D3=#1",
        "E3=#2 5",
        "A4=?true",
        "B4=!#N/A",
        "A5:=#3",
        "B5:=3户",
        "C5:=?true",
        "D5:=!#REF!",
        "E5:=!#?",
        "IV65536=#9",
    ];
    assert_eq!(cells(&book.sheets[0]), expected);
    assert_eq!(book.sheets[0].name, "东街");
}

#[test]
fn what_the_office_hid_is_told() {
    let row = |row: u16, flags: u16| record(0x0208, &words(&[row, 0, 9, 255, 0, 0, flags, 0]));
    let columns = |first: u16, last: u16, width: u16, flags: u16| {
        record(0x007d, &words(&[first, last, width, 0, flags, 0]))
    };
    let number = |row, column| cell(0x0203, [row, column, 0], &1.0_f64.to_le_bytes());
    let rows = [
        columns(0, 0, 2000, 0),
        columns(1, 2, 2000, 1),
        columns(3, 255, 0, 0),
        row(0, 0x100),
        row(1, 0x120),
        row(2, 0x20),
        number(0, 0),
        number(0, 1),
        number(1, 4),
        record(0x00e5, &words(&[2, 0, 2, 0, 1, 5, 5, 5, 5])),
    ]
    .concat();
    let name = text("甲", 1);
    let sheets = [(&name[..], 0, rows), (&name[..], 1, Vec::new()), (&name[..], 2, Vec::new())];
    let bytes = stream(0x0600, &[], &sheets);
    let book = sound(&compound(&[("WORKBOOK", &bytes)]));
    let sheet = &book.sheets[0];
    assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&1]);
    assert_eq!(sheet.hidden_columns.iter().collect::<Vec<_>>(), [&1, &4]);
    assert_eq!(sheet.merged, [Area { rows: (0, 2), columns: (0, 1) }]);
    assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn excel_of_1995_is_read_in_its_code_page() {
    let bytes = |text: &str, width: usize| {
        let (bytes, ..) = GB18030.encode(text);
        [&(bytes.len() as u16).to_le_bytes()[..width], &bytes].concat()
    };
    let name = bytes("东街", 1);
    let globals = [
        record(0x0042, &words(&[936])),
        record(0x00e0, &words(&[0, 14])),
        record(0x00e0, &words(&[0, 164])),
        record(0x041e, &[&words(&[164])[..], &bytes("000\"号\"", 1)].concat()),
    ]
    .concat();
    let rows = [
        cell(0x0204, [0, 0, 0], &bytes("姓名", 2)),
        cell(0x00d6, [0, 1, 0], &[&bytes("张三", 2)[..], &[1, 0, 0]].concat()),
        cell(0x0203, [1, 0, 0], &46054.0_f64.to_le_bytes()),
        cell(0x0203, [1, 1, 1], &7.0_f64.to_le_bytes()),
    ];
    let book = sound(&compound(&[("Book", &stream(0x0500, &globals, &[(&name, 0, rows.concat())]))]));
    assert_eq!(cells(&book.sheets[0]), ["A1=姓名", "B1=张三", "A2=@2026-02-01", "B2=#7 3"]);
    assert_eq!(book.sheets[0].name, "东街");
}

#[test]
fn what_cannot_be_read_is_told_for_what_it_is() {
    let password = workbook(&record(0x002f, &words(&[1, 1, 1])), &[]);
    let whole = workbook(&[], &[cell(0x0203, [0, 0, 0], &1.0_f64.to_le_bytes())]);
    for (bytes, expected) in [
        (password, "password"),
        (compound(&[("EncryptionInfo", b"x"), ("EncryptedPackage", b"x")]), "password"),
        (compound(&[("WordDocument", b"x")]), "document of Word"),
        (compound(&[("PowerPoint Document", b"x")]), "presentation"),
        (compound(&[("Contents", b"x")]), "no table"),
        (compound(&[("Workbook", &record(0x0809, &words(&[0x0400, 5])))]), "Excel 4.0"),
        (compound(&[("Workbook", b"")]), "broken"),
        (compound(&[("Workbook", &record(0x0042, &[1]))]), "broken"),
        (whole[..whole.len() / 2].to_vec(), "broken"),
        (workbook(&[], &[cell(0x0203, [0, 0, 0], &[1])]), "broken"),
        (workbook(&[], &[record(0x00e5, &words(&[9000]))]), "broken"),
    ] {
        let why = refused(&bytes);
        assert!(why.contains(expected), "{why}");
    }
}
