//! CSV as spreadsheets take it: a mark that says UTF-8, CRLF, quotes where needed, and nothing that runs.

/// Excel takes a file without this for the system's old encoding.
const BOM: &str = "\u{feff}";

/// A whole file: heads, then rows of cells that are ready (see [`text`]).
pub fn file(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut written = head(heads);
    rows.for_each(|row| add_row(&mut written, row.into_iter()));
    written
}

/// How a file begins.
pub fn head(heads: &[&str]) -> String {
    let mut written = String::from(BOM);
    add_row(&mut written, heads.iter().map(|head| quoted(head)));
    written
}

/// Writes one row of cells that are ready.
pub fn add_row(written: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            written.push(',');
        }
        written.push_str(&cell);
    }
    written.push_str("\r\n");
}

/// A cell of text. A spreadsheet would run one that begins like a formula (where Chinese is typed, also one with a
/// full-width sign), so it gets an apostrophe before it; numbers and phones keep their sign.
pub fn text(text: &str) -> String {
    if runs(text) { quoted(&format!("'{text}")) } else { quoted(text) }
}

/// Whether a spreadsheet would run `text`.
pub fn runs(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('=' | '@' | '＝' | '＠' | '＋' | '－' | '\t' | '\r' | '\n') => true,
        Some('+' | '-') => !chars.all(|c| c.is_ascii_digit() || " .-".contains(c)),
        _ => false,
    }
}

fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_a_cell_runs() {
        assert_eq!(super::text("-1 - 2"), "-1 - 2");
        assert_eq!(super::text("+86 138-0000"), "+86 138-0000");
        assert_eq!(super::text("-cmd|x"), "'-cmd|x");
        assert_eq!(super::text("=1,2"), "\"'=1,2\"");
        assert_eq!(super::text("＝1+2"), "'＝1+2");
        assert_eq!(
            super::file(&["甲", "乙"], [vec!["1".into(), String::new()]].into_iter()),
            "\u{feff}甲,乙\r\n1,\r\n"
        );
    }
}
