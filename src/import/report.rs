//! What there is to tell of an import: what was understood, refused or left out, each with its place.

use std::collections::{BTreeMap, HashSet};

use super::draft::RecordKind;
use super::secrets::Secrets;
use crate::characters::is_han;
use crate::check;
use crate::diagnostic::Text;

/// Something to tell about a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// `花名册.xlsx!东街!C12`, or only file and sheet.
    pub place: String,
    /// What is wrong with it. It never repeats what is private.
    pub message: Text,
}

/// How one column was understood.
#[derive(Debug)]
pub struct ColumnReport {
    /// Its letters.
    pub letters: String,
    /// Its header, with the header above it.
    pub header: String,
    /// Where it goes; `None` where it is left out.
    pub target: Option<Text>,
    /// The first value that was read, where it may be shown.
    pub sample: Option<String>,
}

/// How one table was understood.
#[derive(Debug)]
pub struct TableReport {
    /// The file's name.
    pub file: String,
    /// The sheet's name; empty in a text table.
    pub sheet: String,
    /// What it lists.
    pub kind: RecordKind,
    /// How many of its rows became records.
    pub rows: usize,
    /// Its columns, left to right.
    pub columns: Vec<ColumnReport>,
}

/// A column that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownColumn {
    /// The file's name.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// The column's header.
    pub column: String,
}

/// All there is to tell.
#[derive(Debug, Default)]
pub struct Report {
    /// Tables in the order in which they were read.
    pub tables: Vec<TableReport>,
    /// Rows that are not taken.
    pub refused: Vec<Finding>,
    /// Columns that are not taken.
    pub unknown: Vec<UnknownColumn>,
    /// Values, rows and sheets that are left out, and what was noticed.
    pub notes: Vec<Finding>,
    /// The places in `refused`, and the rows in which they lie.
    refused_at: HashSet<String>,
}

impl Report {
    /// How many rows became records.
    pub fn read(&self) -> usize {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// Refuses what stands at `place`.
    pub(super) fn refuse(&mut self, place: impl Into<String>, message: Text) {
        let place = place.into();
        let row = place.rsplit_once('!').map(|(sheet, cell)| row(sheet, cell.trim_start_matches(is_letter)));
        self.refused_at.extend(row.into_iter().chain([place.clone()]));
        self.refused.push(Finding { place, message });
    }

    /// Whether something was refused at `place`.
    pub(super) fn is_refused(&self, place: &str) -> bool {
        self.refused_at.contains(place)
    }

    /// Whether something was refused in the row with this number, from 0, of the sheet in which `place` lies.
    pub(super) fn is_row_refused(&self, place: &str, number: u32) -> bool {
        let sheet = place.rsplit_once('!').map(|(sheet, _)| sheet);
        sheet.is_some_and(|sheet| self.refused_at.contains(&row(sheet, &(u64::from(number) + 1).to_string())))
    }

    /// What `other` tells as well.
    pub(super) fn extend(&mut self, other: Report) {
        self.tables.extend(other.tables);
        self.refused.extend(other.refused);
        self.unknown.extend(other.unknown);
        self.notes.extend(other.notes);
        self.refused_at.extend(other.refused_at);
    }

    /// Tells something about `place`.
    pub(super) fn note(&mut self, place: impl Into<String>, message: Text) {
        self.notes.push(Finding { place: place.into(), message });
    }

    /// Takes out of what is quoted and shown whatever holds one of `secrets`, or a personal number: a value may stand in
    /// the wrong column.
    pub(super) fn conceal<'v>(&mut self, secrets: impl IntoIterator<Item = &'v str>) {
        let secrets: Secrets<'_> = secrets.into_iter().filter(|secret| is_telling(secret)).collect();
        let is_open = |text: &str| !secrets.are_in(text) && check::mask(text) == text;
        for finding in self.refused.iter_mut().chain(&mut self.notes) {
            finding.message.zh = unquoted(&finding.message.zh, ('“', '”'), is_open);
            finding.message.en = unquoted(&finding.message.en, ('`', '`'), is_open);
        }
        for column in self.tables.iter_mut().flat_map(|table| &mut table.columns) {
            column.sample = column.sample.take().filter(|sample| is_open(sample));
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// The place of a whole row.
fn row(sheet: &str, number: &str) -> String {
    format!("{sheet}!{number}")
}

/// Whether a private value is long enough to tell anything: 男 or 3 would hide half of all messages.
fn is_telling(secret: &str) -> bool {
    let han = secret.chars().filter(|c| is_han(*c)).count();
    han >= 2 || secret.chars().filter(char::is_ascii_alphanumeric).count() >= 6
}

/// `text` with `…` for each quoted part that is not open.
fn unquoted(text: &str, (left, right): (char, char), is_open: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(left) {
        let Some((quoted, after)) = after.split_once(right) else { break };
        out += before;
        out.push(left);
        out += if is_open(quoted) { quoted } else { "…" };
        out.push(right);
        rest = after;
    }
    out + rest
}

/// Findings that say the same as one: the message with all its places, in the order of the first.
pub fn gathered(findings: &[Finding]) -> Vec<(&Text, Vec<&str>)> {
    let mut at: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut gathered: Vec<(&Text, Vec<&str>)> = Vec::new();
    for finding in findings {
        let index = *at.entry((&finding.message.zh, &finding.message.en)).or_insert(gathered.len());
        match gathered.get_mut(index) {
            Some((_, places)) => places.push(&finding.place),
            None => gathered.push((&finding.message, vec![&finding.place])),
        }
    }
    gathered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn what_is_private_is_taken_out_of_quotes_and_samples_wherever_it_stands() {
        let mut report = Report::default();
        report.refuse(
            "x!A1",
            text!("没有网格“巫根生家”，也没有“石埠”", "no grid `巫根生家`, no `13900003101`"),
        );
        report.conceal(["巫根生", "男", ""]);
        assert_eq!(report.refused[0].message.zh, "没有网格“…”，也没有“石埠”");
        assert_eq!(report.refused[0].message.en, "no grid `…`, no `…`");
    }

    #[test]
    fn one_cause_is_told_once_with_its_places() {
        let mut report = Report::default();
        for place in ["a", "b", "c"] {
            report.note(place, if place == "b" { text!("乙", "b") } else { text!("甲", "a") });
        }
        let places: Vec<_> = gathered(&report.notes).into_iter().map(|(_, places)| places).collect();
        assert_eq!(places, [vec!["a", "c"], vec!["b"]]);
    }
}
