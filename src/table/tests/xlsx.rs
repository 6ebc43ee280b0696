//! Workbooks of Excel and WPS.

use super::super::Area;
use super::{at, cells, sound, workbook, workbook_with, zipped};

#[test]
fn texts_are_read_as_they_are_seen() {
    let strings = "<si><t>甲</t></si><si/><si><r><rPr><b/></rPr><t>乙</t></r><r><t xml:space='preserve'> 丙</t></r>\
                   <rPh sb='0' eb='1'><t>yi</t></rPh><phoneticPr fontId='1'/></si><si><t>a&amp;b&#x5f20;_x000D_\n_x4E00_ _xyz_</t></si>";
    let rows = "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c>\
                <c r='D1' t='s'><v>3</v></c><c r='E1' t='s'><v>99</v></c><c r='F1' t='inlineStr'><is><r><t>丁</t></r>\
                <rPh><t>ding</t></rPh></is><v>丁</v></c><c r='G1' t='inlineStr'><is><t>  </t></is></c></row></sheetData>";
    let book = sound(&workbook_with(rows, "", strings));
    assert_eq!(cells(&book.sheets[0]), ["A1=甲", "C1=乙 丙", "D1=a&b张\n一 _xyz_", "F1=丁"]);
}

#[test]
fn cells_need_not_say_where_they_stand() {
    let rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row>\
                <row><c><v>5</v></c></row><row r='2'><c r='B2'><v>6</v></c></row><row r='4'><c r='C4'><v>7</v></c></row>";
    let book = sound(&workbook(rows));
    assert_eq!(cells(&book.sheets[0]), ["A1=#1", "C1=#2", "B2=#6", "C4=#7", "D4=#4", "A5=#5"]);
}

#[test]
fn a_format_makes_a_number_a_day_or_an_id() {
    let formats = [
        "yyyy\"年\"m\"月\"d\"日\"",
        "[$-804]yyyy/m/d;@",
        "00000",
        "0.00%",
        "#,##0\"ymd\"\\y",
        "[h]:mm",
        "[Red]000-0000_d;(0)",
        "General",
    ];
    let own: String = formats
        .iter()
        .zip(164..)
        .map(|(code, id)| format!("<numFmt numFmtId='{id}' formatCode='{}'/>", code.replace('"', "&quot;")))
        .collect();
    let ids = [0, 164, 165, 166, 167, 168, 169, 170, 171, 14, 22, 27, 36, 57, 58, 9, 49];
    let list: String = ids.iter().map(|id| format!("<xf numFmtId='{id}'/>")).collect();
    let styles = format!(
        "<numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>{list}</cellXfs><dxfs><xf/></dxfs>"
    );
    let cell = |style: usize| format!("<c s='{style}'><v>46054.75</v></c>");
    let rows: String = (0..ids.len()).map(|style| format!("<row>{}</row>", cell(style))).collect();
    let more = "<row><c s='1'><v>0.5</v></c><c s='1'><v>1E300</v></c><c s='1'><v>-3</v></c><c s='77'><v>8</v></c></row>";
    let book = sound(&workbook_with(&format!("<sheetData>{rows}{more}</sheetData>"), &styles, ""));
    let sheet = &book.sheets[0];
    let day = "@2026-02-01";
    let expected = [
        "#46054.75",
        day,
        day,
        "#46054.75 5",
        "#46054.75 %",
        "#46054.75",
        "#46054.75",
        "#46054.75 7",
        "#46054.75",
        day,
        day,
        day,
        day,
        day,
        day,
        "#46054.75 %",
        "#46054.75",
    ];
    for (row, expected) in expected.iter().enumerate() {
        assert_eq!(at(sheet, &format!("A{}", row + 1)), *expected, "style {row}");
    }
    assert_eq!([at(sheet, "A18"), at(sheet, "C18"), at(sheet, "D18")], ["#0.5", "#-3", "#8"]);
}

#[test]
fn days_may_be_counted_from_1904() {
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='a' r:id='a'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id='a' Type='worksheet' Target='a.xml'/><Relationship Id='s' Type='styles' Target='s.xml'/></R>",
        ),
        (
            "xl/a.xml",
            "<worksheet><sheetData><row><c s='0'><v>44592</v></c><c t='d'><v>2026-02-01T08:00:00</v></c></row></sheetData></worksheet>",
        ),
        ("xl/s.xml", "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"),
    ];
    assert_eq!(cells(&sound(&zipped(&parts)).sheets[0]), ["A1=@2026-02-01", "B1=@2026-02-01"]);
}

#[test]
fn formulas_have_the_value_that_was_worked_out_last() {
    let rows = "<row><c><f>1+2</f><v>3</v></c><c t='str'><f>A1&amp;\"户\"</f><v>3户</v></c><c t='e'><f>B9</f><v>#REF!</v></c>\
                <c t='b'><f>TRUE()</f><v>1</v></c><c t='str'><f>IF(1,\"\")</f><v></v></c><c><f t='shared' si='0'/><v>4</v></c></row>";
    let book = sound(&workbook(rows));
    assert_eq!(cells(&book.sheets[0]), ["A1:=#3", "B1:=3户", "C1:=!#REF!", "D1:=?true", "F1:=#4"]);
    assert!(book.notes.is_empty());
    let book = sound(&workbook("<row><c><f>1+2</f></c><c><f>1+2</f><v/></c></row>"));
    assert_eq!(
        (cells(&book.sheets[0]), book.notes.len()),
        (vec!["A1:=!#?".to_owned(), "B1:=!#?".to_owned()], 1)
    );
}

#[test]
fn what_the_office_hid_is_told() {
    let sheet = "<cols><col min='2' max='2' hidden='1'/><col min='3' max='16384' width='0' customWidth='1'/></cols><sheetData>\
                 <row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='D1'><v>3</v></c></row>\
                 <row r='2' hidden='1'><c r='A2'><v>4</v></c></row><row r='3' ht='0' customHeight='1'><c r='A3'><v>5</v></c></row>\
                 <row r='4' hidden='true'/><row r='5' ht='15'><c r='A5'><v>6</v></c></row></sheetData>\
                 <autoFilter ref='A1:D5'/><mergeCells><mergeCell ref='A1:B3'/><mergeCell ref='C1'/><mergeCell ref='B2:A1'/></mergeCells>";
    let book = sound(&workbook_with(sheet, "", ""));
    let sheet = &book.sheets[0];
    assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&1, &2]);
    assert_eq!(sheet.hidden_columns.iter().collect::<Vec<_>>(), [&1, &3]);
    assert_eq!(sheet.merged, [Area { rows: (0, 2), columns: (0, 1) }]);
    let states = ["visible", "hidden", "veryHidden"];
    let sheets: String =
        states.iter().map(|state| format!("<sheet name='{state}' state='{state}' r:id='a'/>")).collect();
    let parts = [
        ("xl/workbook.xml", format!("<workbook xmlns:r='r'><sheets>{sheets}</sheets></workbook>")),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id='a' Type='worksheet' Target='a.xml'/></R>".to_owned(),
        ),
        ("xl/a.xml", "<worksheet/>".to_owned()),
        ("xl/vbaProject.bin", String::new()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let book = sound(&zipped(&parts));
    assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true, true]);
    assert!(book.notes[0].1.contains("macros"));
}

#[test]
fn names_of_parts_may_be_anything() {
    let parts = [
        (
            "_rels/.rels",
            "<R><Relationship Id='x' Type='http://a/officeDocument' Target='/book/main.xml'/></R>",
        ),
        ("[Content_Types].xml", "<Types/>"),
        (
            "book/main.xml",
            "\u{feff}<?xml version='1.0' encoding='UTF-8'?><x:workbook xmlns:x='x'><x:sheets><x:sheet name='甲' p:id='a'/></x:sheets></x:workbook>",
        ),
        (
            "book/_rels/main.xml.rels",
            "<R><Relationship Id='a' Type='worksheet' Target='/Sheets/一.xml'/></R>",
        ),
        (
            "sheets/一.xml",
            "<x:worksheet xmlns:x='x'><x:dimension ref='A1'/><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        ),
    ];
    let book = sound(&zipped(&parts));
    assert_eq!((book.sheets[0].name.as_str(), cells(&book.sheets[0])), ("甲", vec!["A1=#1".to_owned()]));
}

#[test]
fn a_cell_far_out_and_a_million_blank_ones_cost_nothing() {
    let blank: String =
        (2..20_000).map(|row| format!("<row r='{row}' s='1'><c r='A{row}' s='1'/></row>")).collect();
    let rows = format!(
        "<row r='1'><c r='A1'><v>1</v></c></row>{blank}<row r='1048576'><c r='XFD1048576'><v>2</v></c></row>"
    );
    let book = sound(&workbook(&rows));
    assert_eq!(cells(&book.sheets[0]), ["A1=#1", "XFD1048576=#2"]);
    let wide: String = (1..=500).map(|number| format!("<c><v>{number}</v></c>")).collect();
    let book = sound(&workbook(&format!("<row>{wide}</row>")));
    assert_eq!((book.sheets[0].cells.len(), at(&book.sheets[0], "SF1")), (500, "#500".to_owned()));
}
