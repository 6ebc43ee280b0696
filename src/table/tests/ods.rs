//! Workbooks of LibreOffice.

use super::super::Area;
use super::{cells, open_workbook, sound};

#[test]
fn cells_are_read_with_what_they_state() {
    let styles = "<number:number-style style:name='N1'><number:number number:min-integer-digits='5'/></number:number-style>\
                  <style:style style:name='ce1' style:family='table-cell' style:data-style-name='N1'/>";
    let sheet = "<table:table table:name='甲'><table:table-row>\
        <table:table-cell office:value-type='string'><text:p>铺路，</text:p><text:p>两<text:s/><text:span>侧</text:span><text:line-break/>沟</text:p>\
        <office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>\
        <table:table-cell office:value-type='float' office:value='37' table:style-name='ce1'><text:p>00037</text:p></table:table-cell>\
        <table:table-cell office:value-type='percentage' office:value='0.5'><text:p>50%</text:p></table:table-cell>\
        <table:table-cell office:value-type='date' office:date-value='2026-03-01T08:00:00'><text:p>3月</text:p></table:table-cell>\
        <table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>TRUE</text:p></table:table-cell>\
        <table:table-cell table:formula='of:=[.B1]' office:value-type='float' office:value='37'><text:p>37</text:p></table:table-cell>\
        <table:table-cell table:formula='of:=#REF!' office:value-type='string' office:string-value='' calcext:value-type='error'><text:p>#REF!</text:p></table:table-cell>\
        </table:table-row></table:table>";
    let book = sound(&open_workbook(styles, sheet));
    let expected = [
        "A1=铺路，\n两 侧\n沟",
        "B1=#37 5",
        "C1=#0.5 %",
        "D1=@2026-03-01",
        "E1=?true",
        "F1:=#37",
        "G1:=!#REF!",
    ];
    assert_eq!(cells(&book.sheets[0]), expected);
}

#[test]
fn what_is_repeated_or_merged_stands_at_its_place() {
    let sheet = "<table:table table:name='甲'><table:table-row>\
        <table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='3'><text:p>一</text:p></table:table-cell>\
        <table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell>\
        <table:table-cell table:number-columns-repeated='2'><text:p>二</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated='2'><table:covered-table-cell table:number-columns-repeated='2'/>\
        <table:table-cell><text:p>三</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated='1048560'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
        <table:table-row><table:table-cell><text:p>四</text:p></table:table-cell></table:table-row></table:table>";
    let book = sound(&open_workbook("", sheet));
    assert_eq!(cells(&book.sheets[0]), ["A1=一", "C1=二", "D1=二", "C2=三", "C3=三", "A1048564=四"]);
    assert_eq!(book.sheets[0].merged, [Area { rows: (0, 2), columns: (0, 1) }]);
}

#[test]
fn what_the_office_hid_is_told() {
    let styles = "<style:style style:name='ta' style:family='table'><style:table-properties table:display='false'/></style:style>\
                  <style:style style:name='ro' style:family='table-row'><style:table-row-properties style:row-height='0cm'/></style:style>\
                  <style:style style:name='co' style:family='table-column'><style:table-column-properties style:column-width='0cm'/></style:style>";
    let cell = "<table:table-cell><text:p>甲</text:p></table:table-cell>";
    let four = cell.repeat(4);
    let sheet = format!(
        "<table:table table:name='甲'><table:table-column/><table:table-column table:visibility='collapse'/>\
         <table:table-column table:style-name='co' table:number-columns-repeated='1000'/>\
         <table:table-row>{four}</table:table-row><table:table-row table:visibility='filter'>{four}</table:table-row>\
         <table:table-row table:style-name='ro'>{four}</table:table-row></table:table>\
         <table:table table:name='乙' table:style-name='ta'/>"
    );
    let book = sound(&open_workbook(styles, &sheet));
    assert_eq!(book.sheets[0].hidden_rows.iter().collect::<Vec<_>>(), [&1, &2]);
    assert_eq!(book.sheets[0].hidden_columns.iter().collect::<Vec<_>>(), [&1, &2, &3]);
    assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true]);
}
