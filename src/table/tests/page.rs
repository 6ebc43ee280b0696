//! Web pages and XML that are called .xls.

use encoding_rs::GB18030;

use super::super::Area;
use super::{cells, sound};

#[test]
fn a_page_is_a_table() {
    let page = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><style>td{a:\"<b>\"}</style>\
                <script>if (1<2) document.write('<table><tr><td>x</table>')</script></head><body><TABLE border=1>\
                <tr><td colspan=3 align=center><b>包片\n  一览表</b></td></tr><tr><th>片区<th>联系<br>电话<th>备注\
                <tr style='display: none'><td rowspan=9>上坝片</td><td>139&nbsp;0000</td><td>&#12289;&lt;3 < 4&amp;</td>\
                <tr><td><p>一</p><p>二</p></td><td>&nbsp;</td></tr></table></body></html>";
    let (bytes, ..) = GB18030.encode(page);
    let book = sound(&bytes);
    let sheet = &book.sheets[0];
    let expected = [
        "A1=包片 一览表",
        "A2=片区",
        "B2=联系\n电话",
        "C2=备注",
        "A3=上坝片",
        "B3=139\u{a0}0000",
        "C3=、<3 < 4&",
        "B4=一\n二",
    ];
    assert_eq!(cells(sheet), expected);
    let areas = [Area { rows: (0, 0), columns: (0, 2) }, Area { rows: (2, 3), columns: (0, 0) }];
    assert_eq!((&sheet.merged[..], sheet.hidden_rows.iter().collect::<Vec<_>>()), (&areas[..], vec![&2]));
    assert!(book.notes.is_empty());
}

#[test]
fn tables_within_tables_and_beside_them_are_sheets_of_their_own() {
    let page = "<table><tr><td>外<table><tr><td>里</td></tr></table></td></tr></table><table></table><table><tr><td>旁";
    let book = sound(page.as_bytes());
    let sheets: Vec<_> = book.sheets.iter().map(|sheet| (sheet.name.as_str(), cells(sheet))).collect();
    let of = |cell: &str| vec![cell.to_owned()];
    assert!(book.notes[0].1.contains("does not end"));
    assert_eq!(sheets, [("表格1", of("A1=里")), ("表格2", of("A1=外")), ("表格3", of("A1=旁"))]);
}

#[test]
fn a_page_without_a_name_for_its_encoding_is_read() {
    let page = "<table><tr><td>石埠村村民委员会</td><td>姓名</td></tr></table>";
    for bytes in [page.as_bytes().to_vec(), GB18030.encode(page).0.into_owned()] {
        assert_eq!(cells(&sound(&bytes).sheets[0]), ["A1=石埠村村民委员会", "B1=姓名"]);
    }
    let utf16: Vec<u8> = "\u{feff}<html><table><tr><td>甲</td></tr></table>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(cells(&sound(&utf16).sheets[0]), ["A1=甲"]);
}

#[test]
fn xml_of_2003_is_a_workbook() {
    let xml = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="00000"/></Style></Styles>
<Worksheet ss:Name="东街"><Table><Column ss:Index="2" ss:Hidden="1"/><Row><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">甲&#10;乙</Data>
<Comment><ss:Data>批注</ss:Data></Comment></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">37</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="DateTime">2026-02-01T00:00:00.000</Data></Cell>
<Cell ss:Formula="=R1"><Data ss:Type="Error">#REF!</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="旧"><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"#;
    let book = sound(xml.as_bytes());
    let sheet = &book.sheets[0];
    assert_eq!(cells(sheet), ["A1=甲\n乙", "D1=#37 5", "B4=@2026-02-01", "C4:=!#REF!", "D4=?true"]);
    assert_eq!(sheet.merged, [Area { rows: (0, 1), columns: (0, 2) }]);
    assert_eq!((sheet.hidden_rows.first(), sheet.hidden_columns.first()), (Some(&3), Some(&1)));
    assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true]);
}
