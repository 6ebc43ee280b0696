//! What no reader shows of a PDF file: comments of its source, what stands between its objects, names and keys. And what
//! a reader does by itself when the file is opened.

use super::super::Why;
use super::objects::File;
use super::syntax::{Dict, Value};
use super::texts::{decoded, is_text};

/// Deepest that values are looked at; the file was read as far before.
const DEEPEST: usize = 100;
/// Actions that run or send something.
const ACTIVE: [&str; 5] = ["JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition"];

/// Refuses a file that runs something.
pub(super) fn must_be_still(file: &File<'_>) -> Result<(), Why> {
    let is_active = |dict: &Dict| dict.has("JS") || ACTIVE.iter().any(|action| dict.is("S", action));
    let mut is_still = true;
    for object in &file.objects {
        each(&object.value, 0, &mut |value| is_still &= !value.dict().is_some_and(is_active));
    }
    if is_still { Ok(()) } else { Err(Why::Active("JavaScript")) }
}

/// The text that stands there, a line each.
pub(super) fn text(file: &File<'_>) -> String {
    let mut said = String::new();
    let mut add = |bytes: &[u8]| {
        let line = decoded(bytes.trim_ascii());
        if is_text(&line) && is_telling(&line) {
            said.push_str(&line);
            said.push('\n');
        }
    };
    for range in &file.between {
        let lines = file.bytes[range.clone()].split(|byte| b"\r\n".contains(byte));
        lines.filter(|line| !is_entry(line, file.bytes.len())).for_each(&mut add);
    }
    // Within objects, where they may stand between any two words.
    let mut from = 0;
    let streams = file.objects.iter().filter(|object| object.packed.is_none());
    let mut streams: Vec<_> = streams.filter_map(|object| object.stream.clone()).collect();
    streams.sort_by_key(|range| range.start);
    let end = file.bytes.len();
    for stream in streams.into_iter().chain(std::iter::once(end..end)) {
        let source = file.bytes.get(from..stream.start).unwrap_or_default();
        for line in source.split(|byte| b"\r\n".contains(byte)) {
            if let Some(start) = memchr::memchr(b'%', line) {
                add(&line[start + 1..]);
            }
        }
        from = from.max(stream.end);
    }
    for object in &file.objects {
        each(&object.value, 0, &mut |value| match value {
            Value::Name(name) => add(name),
            Value::Dict(Dict(entries)) => entries.iter().for_each(|(key, _)| add(key)),
            _ => {}
        });
    }
    said
}

/// Whether a line may tell of somebody: most names are those of fonts and the like.
fn is_telling(line: &str) -> bool {
    !line.is_ascii() || line.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// Whether a line is one of the table of objects, or tells where that begins in a file of so many bytes.
fn is_entry(line: &[u8], length: usize) -> bool {
    let line = line.trim_ascii();
    let is_number = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    match line {
        [at @ .., b' ', b'n' | b'f'] if at.len() == 16 => at.split(|byte| *byte == b' ').all(is_number),
        _ => std::str::from_utf8(line).is_ok_and(|at| at.parse().is_ok_and(|at: usize| at < length)),
    }
}

fn each<'v>(value: &'v Value, depth: usize, visit: &mut dyn FnMut(&'v Value)) {
    if depth > DEEPEST {
        return;
    }
    visit(value);
    match value {
        Value::Array(list) => list.iter().for_each(|value| each(value, depth + 1, visit)),
        Value::Dict(Dict(entries)) => entries.iter().for_each(|(_, value)| each(value, depth + 1, visit)),
        _ => {}
    }
}
