//! The text of a file with the places of its parts: sheet and cell, page, paragraph, the file within a file.

use std::fmt::Write;
use std::sync::Arc;

use super::refusal::Why;

/// What a file says. Its text begins with what a reader sees first; parts of it are apart by blank lines, cells by tabs.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    text: String,
    sections: Vec<Section>,
    marks: Vec<(u32, Spot)>,
    /// How many pictures it shows: what is written on them is not in the text.
    pub pictures: usize,
}

/// A part of a file, from its first byte in the text on.
#[derive(Debug, PartialEq, Eq)]
struct Section {
    /// Where what stands before it ends.
    behind: u32,
    start: u32,
    within: Arc<[Inner]>,
    part: PartName,
}

/// A file within a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inner {
    /// Its number among the files there.
    pub number: usize,
    /// What it is called.
    pub name: String,
}

/// What a part of a file is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PartName {
    /// A sheet of a workbook: its number and its name.
    Sheet(usize, String),
    /// Comments on a sheet and the like: what they are, and the sheet.
    OfSheet(&'static str, &'static str, usize, String),
    /// Any other, in Chinese and English; empty where the places within it tell enough.
    Named(String, String),
}

impl PartName {
    pub(super) fn named(zh: &str, en: &str) -> PartName {
        PartName::Named(zh.to_owned(), en.to_owned())
    }
}

/// A place within a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Row and column, from 1.
    Cell(u32, u32),
    Page(u32),
    Line(u32),
    Paragraph(u32),
}

/// Most bytes of text that one file may have.
const LONGEST: usize = 64 << 20;

impl Reading {
    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where byte `at` of the text stands, in Chinese and English: `东街!C12`. A name of a sheet or file that `may_show`
    /// refuses is not told; its number is.
    pub fn place(&self, at: usize, may_show: &dyn Fn(&str) -> bool) -> (String, String) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let section = self.sections.partition_point(|section| section.start <= at);
        let Some(section) = section.checked_sub(1).map(|index| &self.sections[index]) else {
            return Default::default();
        };
        let mark = self.marks.partition_point(|(start, _)| *start <= at);
        let mark = mark.checked_sub(1).map(|index| self.marks[index]);
        let spot = mark.filter(|(start, _)| *start >= section.start).map(|(_, spot)| spot);
        let (mut zh, mut en) = (String::new(), String::new());
        for (depth, inner) in section.within.iter().enumerate() {
            let between = if depth > 0 { " › " } else { "" };
            let _ = match may_show(&inner.name) {
                true => write!(zh, "{between}{}", inner.name).and(write!(en, "{between}{}", inner.name)),
                false => {
                    let number = inner.number;
                    write!(zh, "{between}第{number}个文件").and(write!(en, "{between}file {number}"))
                }
            };
        }
        section.tell(spot, may_show, &mut zh, &mut en);
        (zh, en)
    }

    /// Begins a part.
    pub(super) fn begin(&mut self, within: &Arc<[Inner]>, part: PartName) -> Result<(), Why> {
        let behind = self.text.len() as u32;
        self.say(if self.text.is_empty() { "" } else { "\n\n" })?;
        self.sections.push(Section { behind, start: self.text.len() as u32, within: within.clone(), part });
        Ok(())
    }

    /// Takes back a part in which nothing was said.
    pub(super) fn end(&mut self) {
        let is_empty = |section: &Section| self.text[section.start as usize..].trim().is_empty();
        if let Some(section) = self.sections.pop_if(|section| is_empty(section)) {
            self.text.truncate(section.behind as usize);
            while self.marks.pop_if(|(start, _)| *start >= section.start).is_some() {}
        }
    }

    /// Takes back a place at which nothing was said.
    pub(super) fn unmark(&mut self) {
        let end = self.text.len() as u32;
        self.marks.pop_if(|(start, _)| *start == end);
    }

    /// What is said from here on stands there.
    pub(super) fn mark(&mut self, spot: Spot) {
        self.marks.push((self.text.len() as u32, spot));
    }

    pub(super) fn say(&mut self, text: &str) -> Result<(), Why> {
        if self.text.len() + text.len() > LONGEST {
            return Err(Why::TooLarge);
        }
        self.text.push_str(text);
        Ok(())
    }
}

impl Section {
    fn tell(&self, spot: Option<Spot>, may_show: &dyn Fn(&str) -> bool, zh: &mut String, en: &mut String) {
        let is_within = !self.within.is_empty();
        let sheet = |number: &usize, name: &str| match may_show(name) {
            true => (name.to_owned(), name.to_owned()),
            false => (format!("第{number}个工作表"), format!("sheet {number}")),
        };
        let (mut part_zh, mut part_en, is_sheet) = match &self.part {
            PartName::Sheet(number, name) => {
                let (zh, en) = sheet(number, name);
                (zh, en, true)
            }
            PartName::OfSheet(what_zh, what_en, number, name) => {
                let (zh, en) = sheet(number, name);
                (format!("{zh}的{what_zh}"), format!("{what_en} of {en}"), true)
            }
            PartName::Named(zh, en) if may_show(zh) => (zh.clone(), en.clone(), false),
            PartName::Named(..) => ("…".to_owned(), "…".to_owned(), false),
        };
        match spot {
            Some(Spot::Cell(row, column)) => {
                let cell = format!("{}{row}", letters(column));
                let between = if part_zh.is_empty() { "" } else { "!" };
                part_zh = format!("{part_zh}{between}{cell}");
                part_en = format!("{part_en}{between}{cell}");
            }
            Some(Spot::Page(number)) => numbered(&mut part_zh, &mut part_en, number, ("页", "page")),
            Some(Spot::Line(number)) => numbered(&mut part_zh, &mut part_en, number, ("行", "line")),
            Some(Spot::Paragraph(number)) => {
                numbered(&mut part_zh, &mut part_en, number, ("段", "paragraph"))
            }
            None => {}
        }
        if is_within && !part_zh.is_empty() {
            let between = if is_sheet { "!" } else { " " };
            zh.push_str(between);
            en.push_str(between);
        }
        zh.push_str(&part_zh);
        en.push_str(&part_en);
    }
}

fn numbered(zh: &mut String, en: &mut String, number: u32, (unit_zh, unit_en): (&str, &str)) {
    *zh = format!("{zh}第{number}{unit_zh}");
    *en = match en.is_empty() {
        true => format!("{unit_en} {number}"),
        false => format!("{en}, {unit_en} {number}"),
    };
}

/// A column as spreadsheets name it.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        left -= 1;
        letters.insert(0, b'A' + (left % 26) as u8);
        left /= 26;
    }
    String::from_utf8(letters).unwrap_or_default()
}

/// Row and column, from 1, of a cell as spreadsheets name it.
pub(crate) fn cell(name: &[u8]) -> Option<(u32, u32)> {
    let digits = name.iter().position(u8::is_ascii_digit)?;
    let column = name[..digits].iter().try_fold(0u32, |sum, letter| {
        let letter = letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase() - b'A' + 1)?;
        sum.checked_mul(26)?.checked_add(u32::from(letter))
    })?;
    let row = std::str::from_utf8(&name[digits..]).ok()?.parse().ok()?;
    (column > 0).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_names() {
        for (name, row, column) in
            [("A1", 1, 1), ("Z9", 9, 26), ("AA10", 10, 27), ("XFD1048576", 1_048_576, 16_384)]
        {
            assert_eq!(cell(name.as_bytes()), Some((row, column)));
            assert_eq!(format!("{}{row}", letters(column)), name);
        }
        for none in ["", "A", "1", "A1B", "$A$1", "ZZZZZZZZZZ1"] {
            assert_eq!(cell(none.as_bytes()), None, "{none}");
        }
    }

    #[test]
    fn places_name_files_sheets_and_cells() {
        let mut reading = Reading::default();
        let top: Arc<[Inner]> = Arc::new([]);
        let inner: Arc<[Inner]> = [("内部.zip", 1), ("花名册.xlsx", 2)]
            .map(|(name, number)| Inner { number, name: name.to_owned() })
            .into();
        reading.begin(&top, PartName::Sheet(1, "东街".to_owned())).unwrap();
        reading.mark(Spot::Cell(12, 3));
        reading.say("甲").unwrap();
        reading.begin(&top, PartName::named("空", "empty")).unwrap();
        reading.end();
        reading.begin(&inner, PartName::Sheet(3, "Sheet1".to_owned())).unwrap();
        reading.mark(Spot::Cell(2, 2));
        reading.say("乙").unwrap();
        reading.begin(&inner, PartName::named("正文", "text")).unwrap();
        reading.mark(Spot::Paragraph(4));
        reading.say("丙").unwrap();
        reading.begin(&top, PartName::named("", "")).unwrap();
        reading.mark(Spot::Page(5));
        reading.say("丁").unwrap();
        assert_eq!(reading.text(), "甲\n\n乙\n\n丙\n\n丁");
        let place = |c: &str| reading.place(reading.text().find(c).unwrap(), &|_| true);
        assert_eq!(place("甲"), ("东街!C12".into(), "东街!C12".into()));
        assert_eq!(place("乙").0, "内部.zip › 花名册.xlsx!Sheet1!B2");
        let told = ("内部.zip › 花名册.xlsx 正文第4段", "内部.zip › 花名册.xlsx text, paragraph 4");
        assert_eq!(place("丙"), (told.0.into(), told.1.into()));
        assert_eq!(place("丁"), ("第5页".into(), "page 5".into()));
        let hidden = reading.place(reading.text().find('乙').unwrap(), &|name| name != "花名册.xlsx");
        assert_eq!(hidden, ("内部.zip › 第2个文件!Sheet1!B2".into(), "内部.zip › file 2!Sheet1!B2".into()));
    }
}
