//! The report for a terminal: columns that stand right under wide characters.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::findings::{Mark, Report, SchemeReport};
use super::ratings::STAGES;
use super::words::*;
use crate::calendar::Month;
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Lang, Said};

/// The report as text, complete with its last line break.
pub fn table(report: &Report, lang: Lang) -> String {
    let mut page = Page { text: String::new(), lang };
    let period = report.period.map_or_else(|| NONE.get(lang).to_owned(), |period| period.to_string());
    let (title, label) = (TITLE.get(lang), PERIOD.get(lang));
    page.line(&format!("{title} ({}, {label} {period})", report.as_of));
    for scheme in &report.schemes {
        scheme_part(&mut page, scheme);
    }
    let rows = report.idle.iter().map(|idle| {
        vec![idle.who.name.clone(), idle.who.id.clone(), or_blank(&idle.grid), idle.earlier.to_string()]
    });
    page.section(IDLE, &[MEMBER, ID, GRID, EARLIER], 1, rows.collect());
    let rows = report.vacancies.iter().map(|vacancy| {
        let since = vacancy.since.map(|day| day.to_string());
        vec![
            vacancy.grid.name.clone(),
            vacancy.grid.id.clone(),
            vacancy.post.clone(),
            or_blank(&vacancy.backup),
            or_blank(&since),
        ]
    });
    page.section(VACANCIES, &[GRID, ID, POST, BACKUP, SINCE], 0, rows.collect());
    let rows = report.late.iter().map(|late| {
        let names = if lang == Lang::Zh { late.who.join("、") } else { late.who.join(", ") };
        let kind = super::words::late(late.kind).get(lang).to_owned();
        vec![
            kind,
            or_blank(&late.due.map(|due| due.to_string())),
            or_blank(&super::words::owed(late, lang)),
            late.title.clone(),
            names,
        ]
    });
    page.section(LATE, &[SORT, DUE, PERIOD, WHAT, WHO], 0, rows.collect());
    page.text
}

fn scheme_part(page: &mut Page, scheme: &SchemeReport) {
    let line = scheme.threshold.map_or_else(|| "—".to_owned(), number);
    let label = THRESHOLD.get(page.lang);
    page.line(&format!("\n{} ({}) {label} {line}", scheme.name, scheme.id));
    let mut heads = vec![MONTH, NAME, ID];
    heads.extend(STAGES.map(stage));
    let mut numbers = STAGES.len();
    if scheme.has_sources {
        heads.push(SOURCES);
        numbers += 1;
    }
    let rows = scheme.rows.iter().map(|row| {
        let mut cells = vec![row.month.to_string(), row.who.name.clone(), row.who.id.clone()];
        cells.extend(row.marks.iter().map(|mark| page.mark(mark)));
        let by_sources = row.marks.iter().rev().flatten().find_map(|mark| mark.sources);
        cells.extend(scheme.has_sources.then(|| by_sources.map_or(String::new(), number)));
        cells
    });
    let rows = rows.collect();
    page.section(RATINGS, &heads, numbers, rows);
    let rows = scheme.below.iter().map(|below| {
        let stage = stage(below.stage).get(page.lang).to_owned();
        let (total, short) = (number(below.total), number(below.short));
        vec![below.period.to_string(), below.who.name.clone(), below.who.id.clone(), stage, total, short]
    });
    let rows = rows.collect();
    page.section(BELOW, &[PERIOD, NAME, ID, STAGE, TOTAL, SHORT], 2, rows);
    let months = |months: &[Month]| months.iter().map(Month::to_string).collect::<Vec<String>>().join(" ");
    let rows = if scheme.missing.is_empty() { Vec::new() } else { vec![vec![months(&scheme.missing)]] };
    page.section(MISSING, &[MONTH], 0, rows);
    let rows = scheme
        .absent
        .iter()
        .map(|absent| vec![absent.who.name.clone(), absent.who.id.clone(), months(&absent.months)]);
    page.section(ABSENT, &[NAME, ID, MONTH], 0, rows.collect());
}

/// A score as it is read.
pub(super) fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

fn or_blank(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

/// What has been written so far.
struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(&visible(line));
        self.text.push('\n');
    }

    fn mark(&self, mark: &Option<Mark>) -> String {
        match mark {
            None => String::new(),
            Some(Mark { total: Some(total), .. }) => number(*total),
            Some(_) => INCOMPLETE.get(self.lang).to_owned(),
        }
    }

    /// A titled table whose last `numbers` columns stand to the right; one line says so when it is empty.
    fn section(&mut self, title: Said, heads: &[Said], numbers: usize, rows: Vec<Vec<String>>) {
        let (title, lang) = (title.get(self.lang), self.lang);
        if rows.is_empty() {
            let none = NONE.get(lang);
            self.line(&format!("\n  {title}: {none}"));
            return;
        }
        self.line(&format!("\n  {title} ({})", rows.len()));
        let heads: Vec<String> = heads.iter().map(|head| head.get(lang).to_owned()).collect();
        let rows: Vec<Vec<String>> = std::iter::once(heads)
            .chain(rows)
            .map(|row| row.iter().map(|cell| visible(cell).into_owned()).collect())
            .collect();
        let columns = rows[0].len();
        let widths: Vec<usize> =
            (0..columns).map(|at| rows.iter().map(|row| row[at].width()).max().unwrap_or(0)).collect();
        for row in &rows {
            let mut line = String::from("   ");
            for (at, cell) in row.iter().enumerate() {
                let room = " ".repeat(widths[at] - cell.width());
                let (before, after) =
                    if at >= columns - numbers { (room, String::new()) } else { (String::new(), room) };
                line.push_str(&format!(" {before}{cell}{after} "));
            }
            self.line(line.trim_end());
        }
    }
}
