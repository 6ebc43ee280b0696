//! Where a private value stands: in the text of an attachment, and where somebody typed it a second time.

use std::ops::Range;

use crate::reading::{Format, Reader};
use crate::source::{Sources, Span};

use super::seek::Seeker;
use super::sought::SoughtText;

/// Where `target` first counts in `text`.
pub(super) fn place((text, format): (&str, Format), target: &SoughtText) -> Option<Range<usize>> {
    let wanted = &target.sign.wanted.text;
    let seeker = Seeker::new([wanted.clone()].into_iter());
    let mut reader = Reader::placed();
    reader.read(text.as_bytes(), format);
    let mut first = None;
    for letters in reader.streams() {
        seeker.each(letters.units(), |_, at| {
            if first.is_none() && target.sign.leaks(letters, at) == Some(None) {
                first = Some(letters.place(at..at + wanted.len(), text.len()));
            }
        });
    }
    first
}

/// Where somebody typed each of `secrets` a second time, if it stands in a record or page.
pub(super) fn culprits(secrets: &[(&SoughtText, Span)], sources: &Sources) -> Vec<Option<Span>> {
    let mut places = vec![None; secrets.len()];
    if secrets.is_empty() {
        return places;
    }
    let seeker = Seeker::new(secrets.iter().map(|(target, _)| target.sign.wanted.text.clone()));
    let mut reader = Reader::placed();
    for (id, source) in sources.iter() {
        reader.read(source.text.as_bytes(), Format::Text);
        for letters in reader.streams() {
            seeker.each(letters.units(), |number, at| {
                let (target, own) = secrets[number];
                let length = target.sign.wanted.text.len();
                let range = letters.place(at..at + length, source.text.len());
                let last = letters.place(at + length - 1..at + length, source.text.len()).start;
                let end = source.text[last..].chars().next().map_or(range.end, |c| last + c.len_utf8());
                let span = Span::new(id, range.start..end);
                let is_other = !sources.is_hidden(span)
                    && (span.file != own.file || span.end <= own.start || span.start >= own.end);
                if places[number].is_none() && is_other && target.sign.leaks(letters, at).is_some() {
                    places[number] = Some(span);
                }
            });
        }
    }
    places
}
