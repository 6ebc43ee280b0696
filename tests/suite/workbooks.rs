//! Workbooks as attachments: what their cells show is what is looked through.

use super::attachments::{made, told, with_files, zipped};

#[test]
fn a_day_of_birth_is_one_however_a_cell_stores_it() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\-mm\-dd"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>"#;
    let relations = r#"<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>"#;
    for (flag, cell, is_told) in [
        ("", r#"<c r="B2" s="1"><v>20516</v></c>"#, true),
        ("", r#"<c r="B2" s="2"><v>20516</v></c>"#, true),
        (r#" date1904="1""#, r#"<c r="B2" s="1"><v>19054</v></c>"#, true),
        ("", r#"<c r="B2" t="d"><v>1956-03-02T00:00:00</v></c>"#, true),
        ("", r#"<c r="B2" s="0"><v>20516</v></c>"#, false),
    ] {
        let workbook = format!(
            r#"<workbook xmlns:r="r"><workbookPr{flag}/><sheets><sheet name="a" r:id="a"/></sheets></workbook>"#
        );
        let sheet = format!("<worksheet><sheetData><row r=\"2\">{cell}</row></sheetData></worksheet>");
        let bytes = zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ]);
        let site = with_files(&[("名单.xlsx", &bytes)]);
        site.edit("content/records.yaml", "private: {户主:", "private: {出生: 1956-03-02, 户主:");
        let told = told(&made(&site)).join("\n");
        assert_eq!(told.contains("private-leaked"), is_told, "{cell}: {told}");
        assert!(!is_told || told.contains("B2"), "{told}");
    }
}

#[test]
fn the_internal_report_is_refused_whoever_looked_at_it() {
    let heads =
        "栏目,办法,期间,对象,编号,名称,阶段,总分,约谈线,各项得分,说明\n没有核定的月份,s,2026-02,,,,,,,,\n";
    let cells: String =
        heads.lines().next().unwrap().split(',').map(|head| format!("<si><t>{head}</t></si>")).collect();
    let workbook = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/sharedStrings.xml", format!("<sst>{cells}</sst>").as_bytes()),
    ]);
    for (name, bytes) in [("评分.csv", heads.as_bytes()), ("评分.xlsx", &workbook)] {
        let site = with_files(&[(name, bytes)]);
        let settings = std::fs::read_to_string(site.path().join("content/site.yaml")).unwrap();
        let review = format!("attachments: [{{file: {name}, reviewed_by: 王芳, date: 2026-03-01}}]\n");
        site.write("content/site.yaml", format!("{settings}{review}"));
        let told = told(&made(&site)).join("\n");
        assert!(told.contains("attachment-refused"), "{name}: {told}");
    }
}

#[test]
fn incomes_one_below_the_other_are_told_by_their_heading() {
    let households: String = (0..120)
        .map(|at| {
            format!(
                "  - {{id: m-{at}, door: 北{at}号, grid: g-1, private: {{年收入: {}}}}}\n",
                30_000 + at * 50
            )
        })
        .collect();
    let incomes: Vec<String> =
        (20..60).map(|at| (20_001 + at * 50).to_string()).chain(["35050".into()]).collect();
    let text = |head: &str| format!("{head}\n{}\n", incomes.join("\n"));
    let document = |head: &str| {
        let lines: String = text(head).lines().map(|line| format!("<w:p><w:t>{line}</w:t></w:p>")).collect();
        zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", lines.as_bytes())])
    };
    let workbook = |head: &str| {
        let rows: String = (1..)
            .zip(text(head).lines())
            .map(|(row, cell)| format!(r#"<row r="{row}"><c r="A{row}" t="str"><v>{cell}</v></c></row>"#))
            .collect();
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            (
                "xl/workbook.xml",
                br#"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="a"/></sheets></workbook>"#,
            ),
            ("xl/_rels/workbook.xml.rels", br#"<R><R Id="a" Target="worksheets/s.xml"/></R>"#),
            ("xl/worksheets/s.xml", sheet.as_bytes()),
        ])
    };
    for (head, is_told) in [("各户年收入", true), ("各户用水量", false)] {
        let files = [
            ("a.txt", text(head).into_bytes()),
            ("a.csv", text(head).into_bytes()),
            ("a.docx", document(head)),
            ("a.xlsx", workbook(head)),
        ];
        for (name, bytes) in files {
            let site = with_files(&[(name, &bytes)]);
            site.write("content/many.yaml", format!("households:\n{households}"));
            let told = told(&made(&site)).join("\n");
            assert_eq!(told.contains("private-leaked"), is_told, "{name}, {head}: {told}");
        }
    }
}
