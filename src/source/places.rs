//! Where a text stands in its file, when it is not read exactly as it is written.

use std::ops::Range;

use super::{SourceId, Span};

/// Where each part of a text is written in its file: YAML takes the indentation of lines off, and comments are cut out.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// From which byte of the text on it stands from which byte of the file on, in order; empty where that is not known.
    parts: Vec<(u32, u32)>,
}

impl Places {
    /// Where it is not known.
    pub const UNKNOWN: &Places = &Places { parts: Vec::new() };

    /// Of a text that stands in the file as it is, from byte `start` on.
    pub fn from(start: usize) -> Places {
        Places { parts: vec![(0, start as u32)] }
    }

    /// Of parts that begin at these bytes of the text and of the file.
    pub fn new(parts: Vec<(u32, u32)>) -> Places {
        Places { parts }
    }

    /// Where bytes `range` of the text stand in `file`: so much of them as stand together.
    pub fn span(&self, file: SourceId, range: Range<usize>) -> Option<Span> {
        let after = self.parts.partition_point(|(text, _)| *text as usize <= range.start);
        let (text, start) = self.parts[after.checked_sub(1)?];
        let end = self.parts.get(after).map_or(range.end, |(next, _)| range.end.min(*next as usize));
        let place = |at: usize| start as usize + at - text as usize;
        Some(Span::new(file, place(range.start)..place(end)))
    }

    /// Of the text without its bytes `gaps`.
    pub fn without(&self, gaps: &[Range<usize>]) -> Places {
        let mut parts: Vec<(u32, u32)> = Vec::new();
        let (mut taken, mut gaps) = (0, gaps.iter().peekable());
        for (index, &(text, file)) in self.parts.iter().enumerate() {
            let end = self.parts.get(index + 1).map_or(u32::MAX, |(next, _)| *next) as usize;
            let mut at = text as usize;
            while at < end {
                match gaps.peek() {
                    Some(gap) if gap.start <= at => {
                        let cut = gap.end.clamp(at, end);
                        taken += cut - at;
                        at = cut;
                        if gap.end <= end {
                            gaps.next();
                        }
                    }
                    next => {
                        parts.push(((at - taken) as u32, file + (at - text as usize) as u32));
                        at = next.map_or(end, |gap| gap.start.min(end));
                    }
                }
            }
        }
        Places { parts }
    }

    /// Of the text from byte `from` on.
    pub fn after(&self, from: usize) -> Places {
        let from = from as u32;
        let first = self.parts.partition_point(|(text, _)| *text <= from).saturating_sub(1);
        let parts = self.parts[first..].iter().map(|&(text, file)| match text.checked_sub(from) {
            Some(text) => (text, file),
            None => (0, file + from - text),
        });
        Places { parts: parts.collect() }
    }

    /// When everything stands `by` bytes further on in the file.
    pub fn shift(&mut self, by: i64) {
        self.parts.iter_mut().for_each(|(_, file)| *file = (i64::from(*file) + by) as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in `file` where `part` of `text` is said to be.
    fn found<'f>(places: &Places, file: &'f str, text: &str, part: &str) -> &'f str {
        let at = text.find(part).unwrap();
        let span = places.span(SourceId::SITE, at..at + part.len()).unwrap();
        &file[span.range()]
    }

    #[test]
    fn what_is_left_is_found_where_it_was_written() {
        let file = "a:\n  甲乙\n  丙<!-- x -->丁\n  <!-- y -->\n  戊\n";
        let whole = "甲乙\n丙<!-- x -->丁\n<!-- y -->\n戊\n";
        let at = |part: &str| (whole.find(part).unwrap() as u32, file.find(part).unwrap() as u32);
        let lines = Places::new(vec![at("甲"), at("丙"), at("<!-- y"), at("戊")]);
        let gaps = [10..20, 24..35];
        let left = lines.without(&gaps);
        let text = "甲乙\n丙丁\n戊\n";
        for part in ["甲乙", "乙", "丙", "丁", "戊"] {
            assert_eq!(found(&left, file, text, part), part);
        }
        // As far as it stands together.
        assert_eq!(found(&left, file, text, "丙丁"), "丙");
        let rest = left.after(text.find('丁').unwrap());
        assert_eq!(found(&rest, file, "丁\n戊\n", "戊"), "戊");
        assert_eq!(found(&rest, file, "丁\n戊\n", "丁"), "丁");
        assert_eq!(Places::UNKNOWN.span(SourceId::SITE, 0..1), None);
    }
}
