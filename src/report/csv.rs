//! The report as one flat table for a spreadsheet.

use super::findings::{Report, SchemeReport, Who};
use super::ratings::STAGES;
use super::table::number;
use super::words::*;
use crate::csv::{file, text};
use crate::diagnostic::{Lang, Said};

const HEADS: [Said; 11] = [SECTION, SCHEME, PERIOD, KIND, ID, NAME, STAGE, TOTAL, THRESHOLD, SCORES, NOTE];

/// One line of it; what does not apply stays empty.
#[derive(Default)]
struct Line {
    section: &'static str,
    scheme: String,
    period: String,
    kind: &'static str,
    id: String,
    name: String,
    stage: &'static str,
    total: String,
    threshold: String,
    scores: String,
    note: String,
}

impl Line {
    fn of(section: Said, lang: Lang, who: &Who) -> Line {
        Line {
            section: section.get(lang),
            kind: subject(who.subject).get(lang),
            id: who.id.clone(),
            name: who.name.clone(),
            ..Line::default()
        }
    }

    fn cells(self) -> Vec<String> {
        let texts = [self.section, &self.scheme, &self.period, self.kind, &self.id, &self.name, self.stage];
        let numbers = [self.total, self.threshold];
        let rest = [self.scores.as_str(), &self.note].map(text);
        texts.map(text).into_iter().chain(numbers).chain(rest).collect()
    }
}

/// The report as CSV.
pub fn csv(report: &Report, lang: Lang) -> String {
    let mut lines: Vec<Line> = report.schemes.iter().flat_map(|scheme| of_scheme(scheme, lang)).collect();
    for idle in &report.idle {
        let note = format!("{} {}", EARLIER.get(lang), idle.earlier);
        lines.push(Line { note, ..Line::of(IDLE, lang, &idle.who) });
    }
    for vacancy in &report.vacancies {
        let since = vacancy.since.map(|day| format!(" ({} {day})", SINCE.get(lang))).unwrap_or_default();
        let note = format!("{}{since}", vacancy.post);
        lines.push(Line { note, ..Line::of(VACANCIES, lang, &vacancy.grid) });
    }
    for late in &report.late {
        lines.push(Line {
            section: LATE.get(lang),
            kind: super::words::late(late.kind).get(lang),
            name: late.title.clone(),
            period: super::words::owed(late, lang)
                .or_else(|| late.due.map(|due| due.to_string()))
                .unwrap_or_default(),
            note: late.who.join("; "),
            ..Line::default()
        });
    }
    file(&HEADS.map(|head| head.get(lang)), lines.into_iter().map(Line::cells))
}

fn of_scheme(scheme: &SchemeReport, lang: Lang) -> Vec<Line> {
    let mut lines = Vec::new();
    let threshold = scheme.threshold.map_or(String::new(), number);
    for row in &scheme.rows {
        for (mark, &at) in row.marks.iter().zip(&STAGES) {
            let Some(mark) = mark else { continue };
            let scores = scheme.dimensions.iter().zip(&mark.scores);
            let scores =
                scores.map(|(name, score)| format!("{name}={}", score.map_or(String::new(), number)));
            let sources = mark.sources.map(|mean| format!("{}={}", SOURCES.get(lang), number(mean)));
            let missing = mark.total.is_none().then(|| INCOMPLETE.get(lang).to_owned());
            let notes: Vec<String> = [missing, sources, mark.note.clone()].into_iter().flatten().collect();
            lines.push(Line {
                period: row.month.to_string(),
                stage: stage(at).get(lang),
                total: mark.total.map_or(String::new(), number),
                scores: scores.collect::<Vec<String>>().join("; "),
                note: notes.join("; "),
                ..Line::of(RATINGS, lang, &row.who)
            });
        }
    }
    for below in &scheme.below {
        lines.push(Line {
            period: below.period.to_string(),
            stage: stage(below.stage).get(lang),
            total: number(below.total),
            threshold: threshold.clone(),
            note: format!("{} {}", SHORT.get(lang), number(below.short)),
            ..Line::of(BELOW, lang, &below.who)
        });
    }
    for month in &scheme.missing {
        lines.push(Line { section: MISSING.get(lang), period: month.to_string(), ..Line::default() });
    }
    for absent in &scheme.absent {
        for month in &absent.months {
            lines.push(Line { period: month.to_string(), ..Line::of(ABSENT, lang, &absent.who) });
        }
    }
    lines.iter_mut().for_each(|line| line.scheme.clone_from(&scheme.id));
    lines
}
