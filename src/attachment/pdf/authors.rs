//! Authors and editors, taken out of a PDF file in place: the file keeps its length, and every other byte.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use memchr::memmem;

use super::super::{Look, Why};
use super::objects::{File, Object};
use super::syntax::{Dict, PdfString, Value};
use crate::word_list::word_list;

/// Properties that stay: what the file is called, what it is about, when and by what program it was made.
const KEPT: [&str; 9] =
    ["Title", "Subject", "Keywords", "CreationDate", "ModDate", "Producer", "Creator", "Trapped", "Type"];

/// Comments that say who wrote them.
const COMMENTS: [&str; 16] = word_list(
    "Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink \
    Popup FileAttachment",
);

/// Elements of properties in XML that name people.
const ELEMENTS: [&str; 6] =
    ["dc:creator", "pdf:Author", "photoshop:AuthorsPosition", "pdfx:Company", "pdfx:Manager", "xmp:Author"];

/// The objects that hold the properties of the whole file, in any version.
pub(super) fn properties(file: &File<'_>) -> BTreeSet<usize> {
    let numbers: BTreeSet<u32> = file
        .trailers
        .iter()
        .filter_map(|trailer| match trailer.get("Info") {
            Some(Value::Ref(number)) => Some(*number),
            _ => None,
        })
        .collect();
    (0..file.objects.len()).filter(|index| numbers.contains(&file.objects[*index].number)).collect()
}

/// The file without the names of its authors; `None` where it names none.
pub(super) fn left_out(look: &mut Look, file: &File<'_>) -> Result<Option<Vec<u8>>, Why> {
    let mut names: Vec<(Option<usize>, &PdfString)> = Vec::new();
    let properties = properties(file);
    for (index, object) in file.objects.iter().enumerate() {
        let Some(dict) = object.value.dict() else { continue };
        if properties.contains(&index) {
            collect(file, object.packed, dict, &|key| !KEPT.contains(&key), &mut names);
        }
        let is_comment = COMMENTS.iter().any(|kind| dict.is("Subtype", kind)) && dict.has("Rect");
        if is_comment {
            collect(file, object.packed, dict, &|key| key == "T", &mut names);
        }
    }
    for info in file.trailers.iter().filter_map(|trailer| trailer.get("Info")?.dict()) {
        collect(file, None, info, &|key| !KEPT.contains(&key), &mut names);
    }
    let mut made = file.bytes.to_vec();
    let mut changed = false;
    let mut packed: Vec<(usize, Vec<u8>)> = Vec::new();
    for (within, text) in names {
        if super::texts::decoded(&text.bytes).trim().is_empty() {
            continue;
        }
        changed = true;
        match within {
            None => blank(&mut made, text),
            Some(within) => {
                let place = match packed.iter().position(|(known, _)| *known == within) {
                    Some(place) => place,
                    None => {
                        packed.push((within, file.packed[within].1.clone()));
                        packed.len() - 1
                    }
                };
                blank(&mut packed[place].1, text);
            }
        }
    }
    for (within, data) in packed {
        put(&mut made, &file.objects[file.packed[within].0], &data)?;
    }
    for object in &file.objects {
        let Some(dict) = object.value.dict().filter(|dict| dict.is("Type", "Metadata")) else { continue };
        let Some(mut data) = file.data_of(look, object)? else { continue };
        if !blank_xml(&mut data) {
            continue;
        }
        changed = true;
        match dict.get("Filter") {
            None => {
                let Some(range) = object.stream.clone().filter(|range| range.len() == data.len()) else {
                    return Err(Why::Author);
                };
                made[range].copy_from_slice(&data);
            }
            Some(_) => put(&mut made, object, &data)?,
        }
    }
    // A seal over the bytes would break.
    let is_sealed =
        file.objects.iter().any(|object| object.value.dict().is_some_and(|dict| dict.has("ByteRange")));
    match changed {
        true if is_sealed => Err(Why::Author),
        true => Ok(Some(made)),
        false => Ok(None),
    }
}

fn collect<'f>(
    file: &'f File<'_>,
    within: Option<usize>,
    dict: &'f Dict,
    is_name: &dyn Fn(&str) -> bool,
    names: &mut Vec<(Option<usize>, &'f PdfString)>,
) {
    for (key, value) in &dict.0 {
        if !is_name(&String::from_utf8_lossy(key)) {
            continue;
        }
        match value {
            Value::Text(text) => names.push((within, text)),
            Value::Ref(number) => {
                if let Some(Object { value: Value::Text(text), packed, .. }) = file.object(*number) {
                    names.push((*packed, text));
                }
            }
            _ => {}
        }
    }
}

/// Overwrites a string within its brackets.
fn blank(bytes: &mut [u8], text: &PdfString) {
    let Some(written) = bytes.get_mut(text.range.clone()) else { return };
    let is_hex = written.first() == Some(&b'<');
    let length = written.len();
    let Some(inner) = written.get_mut(1..length.saturating_sub(1)) else { return };
    for (at, byte) in inner.iter_mut().enumerate() {
        *byte = match (is_hex, at % 2) {
            (false, _) => b' ',
            (true, 0) => b'2',
            (true, _) => b'0',
        };
    }
}

/// Overwrites what XML elements and attributes that name people say; whether there was anything.
fn blank_xml(data: &mut [u8]) -> bool {
    let mut changed = false;
    for name in ELEMENTS {
        let (open, close) = (format!("<{name}"), format!("</{name}>"));
        let mut from = 0;
        while let Some(start) = memmem::find(&data[from..], open.as_bytes()).map(|at| from + at) {
            let end = memmem::find(&data[start..], close.as_bytes()).map_or(data.len(), |at| start + at);
            from = end.max(start + 1);
            let mut is_tag = false;
            for byte in &mut data[start..end] {
                match byte {
                    b'<' => is_tag = true,
                    b'>' => is_tag = false,
                    _ if is_tag || byte.is_ascii_whitespace() => {}
                    _ => {
                        *byte = b' ';
                        changed = true;
                    }
                }
            }
        }
        let attribute = format!("{name}=");
        let places: Vec<usize> = memmem::find_iter(data, attribute.as_bytes()).collect();
        for at in places {
            let start = at + attribute.len();
            let Some(quote) = data.get(start).copied().filter(|byte| b"'\"".contains(byte)) else { continue };
            for byte in data[start + 1..].iter_mut().take_while(|byte| **byte != quote) {
                changed |= *byte != b' ';
                *byte = b' ';
            }
        }
    }
    changed
}

/// Puts other data in the place of a packed stream's: they must not take more room than these.
fn put(made: &mut [u8], object: &Object, data: &[u8]) -> Result<(), Why> {
    let is_plain_zlib = object.value.dict().is_some_and(|dict| {
        let filter = dict.get("Filter").map_or(&[][..], Value::members);
        filter == [Value::Name(b"FlateDecode".to_vec())] && !dict.has("DecodeParms")
    });
    let range = object.stream.clone().filter(|_| is_plain_zlib).ok_or(Why::Author)?;
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(data).and_then(|()| encoder.finish()).map_err(|_| Why::Author)?;
    let place = &mut made[range];
    if packed.len() > place.len() {
        return Err(Why::Author);
    }
    place.fill(b'\n');
    place[..packed.len()].copy_from_slice(&packed);
    Ok(())
}
