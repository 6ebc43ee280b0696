//! PDF: pages with their text through the fonts, comments, forms, bookmarks, files within, properties.
//!
//! The file is read object by object here, within limits, and not by a library: what libraries show is the last version of
//! each page, while what was there before an edit is in the file still; and they unpack whatever a file says.

mod authors;
mod beside;
mod content;
mod file;
mod filters;
mod fonts;
mod glyphs;
mod objects;
mod syntax;
mod texts;

use std::collections::HashMap;

use content::{Page, Painter};
use objects::File;
use syntax::{Dict, Value};

use super::reading::{PartName, Spot};
use super::xml::{self, Role};
use super::{Look, Made, Why, doubt, look};

/// From which share of a page on pictures are taken for the page itself.
const WHOLE: f64 = 0.75;
/// From which share on they are where there is next to no text.
const MUCH: f64 = 0.05;
/// From how many curves on a page without text is taken for one whose characters are drawn.
const DRAWN: usize = 400;

pub(super) fn read(look: &mut Look, bytes: &[u8]) -> Made {
    let file = File::read(look, bytes)?;
    beside::must_be_still(&file)?;
    let pages = file.pages();
    if pages.is_empty() {
        return Err(Why::Broken.into());
    }
    let mut painter = Painter::new(&file);
    look.begin(PartName::named("", ""))?;
    let mut out_of_order = Vec::new();
    for ((number, above), index) in pages.iter().zip(1..) {
        look.reading.mark(Spot::Page(index));
        let mut page = page(look, &file, &mut painter, *number, above)?;
        look.reading.say(&page.text)?;
        look.reading.say("\n\n")?;
        out_of_order.extend(page.by_place().map(|text| (index, text)));
        out_of_order.extend((!page.beside.is_empty()).then(|| (index, std::mem::take(&mut page.beside))));
    }
    look.reading.end();
    if !out_of_order.is_empty() {
        look.begin(PartName::named("", ""))?;
        for (index, text) in out_of_order {
            look.reading.mark(Spot::Page(index));
            look.reading.say(&text)?;
            look.reading.say("\n\n")?;
        }
        look.reading.end();
    }
    rest(look, &file, &mut painter)?;
    strings(look, &file)?;
    look.whole(PartName::named("没有显示的内容", "what is not shown"), &beside::text(&file))?;
    look.reading.pictures += painter.pictures.len();
    streams(look, &file, &painter)?;
    Ok(authors::left_out(look, &file)?)
}

/// What a page shows, with what is stuck onto it.
fn page<'f>(
    look: &mut Look,
    file: &'f File<'_>,
    painter: &mut Painter<'f, '_>,
    number: u32,
    above: &[&'f Dict],
) -> Result<Page, Why> {
    let mut page = Page::default();
    let Some(dict) = file.object(number).and_then(|object| object.value.dict()) else { return Ok(page) };
    let inherited =
        |key: &str| [dict].into_iter().chain(above.iter().copied()).find_map(|dict| file.get(dict, key));
    let resources: Vec<&Dict> = inherited("Resources").and_then(Value::dict).into_iter().collect();
    let mut data = Vec::new();
    for part in dict.get("Contents").map_or(&[][..], |contents| match file.resolved(contents) {
        Value::Array(parts) => parts,
        _ => std::slice::from_ref(contents),
    }) {
        if let Value::Ref(part) = part {
            painter.seen.insert(*part);
            data.extend(file.data(look, *part)?.unwrap_or_default());
            data.push(b'\n');
        }
    }
    painter.draw(look, &data, &resources, &mut page)?;
    for note in file.get(dict, "Annots").map_or(&[][..], Value::members) {
        let Some(note) = file.resolved(note).dict() else { continue };
        if let Some(shown) = file.dict(note, "AP") {
            appearance(look, file, painter, shown, &resources, &mut page, 0)?;
        }
    }
    let edges = inherited("MediaBox").map_or(&[][..], Value::members);
    let edge = |at: usize| edges.get(at).and_then(|edge| file.resolved(edge).number()).unwrap_or(0.0);
    let area = ((edge(2) - edge(0)) * (edge(3) - edge(1))).abs().max(1.0);
    let share = page.covered / area;
    let says_little = page.characters < look::FEW;
    if share >= WHOLE || says_little && (share >= MUCH || page.curves >= DRAWN) {
        return Err(Why::Pictures);
    }
    if page.unknown_run >= 2 || page.unknown * 20 > page.characters {
        return Err(Why::Fonts);
    }
    Ok(page)
}

/// What a comment or a field of a form looks like, in each of its states.
fn appearance<'f>(
    look: &mut Look,
    file: &'f File<'_>,
    painter: &mut Painter<'f, '_>,
    shown: &'f Dict,
    resources: &[&'f Dict],
    page: &mut Page,
    depth: usize,
) -> Result<(), Why> {
    for (_, value) in &shown.0 {
        let Value::Ref(number) = value else {
            if let Some(states) = value.dict().filter(|_| depth < 2) {
                appearance(look, file, painter, states, resources, page, depth + 1)?;
            }
            continue;
        };
        let Some(object) = file.object(*number) else { continue };
        let Some(dict) = object.value.dict() else { continue };
        match file.data_of(look, object)? {
            Some(data) => {
                painter.seen.insert(*number);
                let own = file.dict(dict, "Resources");
                let within: Vec<&Dict> = own.into_iter().chain(resources.iter().copied()).collect();
                painter.draw(look, &data, &within, page)?;
            }
            None if depth < 2 => appearance(look, file, painter, dict, resources, page, depth + 1)?,
            None => {}
        }
    }
    Ok(())
}

/// Drawings that no page shows now, and former versions of pages.
fn rest<'f>(look: &mut Look, file: &'f File<'_>, painter: &mut Painter<'f, '_>) -> Result<(), Why> {
    // Which pages, in any version, are drawn by which streams.
    let mut drawn_by: HashMap<u32, Vec<&Dict>> = HashMap::new();
    for object in &file.objects {
        let Some(dict) = object.value.dict().filter(|dict| dict.is("Type", "Page")) else { continue };
        let resources = file.dict(dict, "Resources");
        for part in dict.get("Contents").map_or(&[][..], |contents| file.resolved(contents).members()) {
            if let Value::Ref(part) = part {
                drawn_by.entry(*part).or_default().extend(resources);
            }
        }
        if let Some(Value::Ref(part)) = dict.get("Contents") {
            drawn_by.entry(*part).or_default().extend(resources);
        }
    }
    let mut page = Page::default();
    for (index, object) in file.objects.iter().enumerate() {
        let Some(dict) = object.value.dict().filter(|_| object.stream.is_some()) else { continue };
        let is_last = file.object(object.number).is_some_and(|last| std::ptr::eq(last, &file.objects[index]));
        if is_last && painter.seen.contains(&object.number) || filters::is_picture(file, dict) {
            continue;
        }
        let is_drawing =
            dict.is("Subtype", "Form") || dict.get("PatternType").and_then(Value::count) == Some(1);
        let pages = drawn_by.get(&object.number);
        if !is_drawing && pages.is_none() {
            continue;
        }
        let own = file.dict(dict, "Resources");
        let within: Vec<&Dict> = own.into_iter().chain(pages.into_iter().flatten().copied()).collect();
        if let Some(data) = file.data_of(look, object)? {
            painter.draw(look, &data, &within, &mut page)?;
            page.text.push('\n');
        }
    }
    look.whole(PartName::named("没有显示的内容", "what is not shown"), &page.text)?;
    if page.unknown_run >= 2 && page.unknown > page.characters { Err(Why::Fonts) } else { Ok(()) }
}

/// Keys of properties that say nothing of people, and strings that are no text.
const TECHNICAL: [&[u8]; 14] = [
    b"ID",
    b"CreationDate",
    b"ModDate",
    b"Producer",
    b"Creator",
    b"Trapped",
    b"M",
    b"DA",
    b"Registry",
    b"Ordering",
    b"Lang",
    b"O",
    b"U",
    b"DOS",
];

/// Every string that is no drawing's: properties one by one, all others together.
fn strings(look: &mut Look, file: &File<'_>) -> Result<(), Why> {
    let properties = authors::properties(file);
    let mut others = String::new();
    for (index, object) in file.objects.iter().enumerate() {
        let is_properties = properties.contains(&index);
        let mut told = Vec::new();
        let mut visit = |key: &[u8], text: &syntax::PdfString| {
            let said = texts::decoded(&text.bytes);
            if TECHNICAL.contains(&key) || !texts::is_text(&said) {
                return;
            }
            match is_properties {
                true => told.push((String::from_utf8_lossy(key).into_owned(), said)),
                false => {
                    others.push_str(&said);
                    others.push('\n');
                }
            }
        };
        texts::each(&object.value, b"", 0, &mut visit)?;
        for (key, said) in told {
            look.whole(PartName::Named(format!("元数据 {key}"), format!("metadata {key}")), &said)?;
        }
    }
    for trailer in &file.trailers {
        let Some(info) = trailer.get("Info").and_then(Value::dict) else { continue };
        for (key, value) in &info.0 {
            if let Value::Text(text) = value {
                let key = String::from_utf8_lossy(key);
                let part = PartName::Named(format!("元数据 {key}"), format!("metadata {key}"));
                look.whole(part, &texts::decoded(&text.bytes))?;
            }
        }
    }
    look.whole(PartName::named("书签、批注和表单", "bookmarks, comments and forms"), &others)
}

/// What is packed in the file and drawn by nobody: files within it, properties in XML, scripts.
fn streams(look: &mut Look, file: &File<'_>, painter: &Painter<'_, '_>) -> Result<(), super::Refusal> {
    let names = embedded(file);
    let mut number = 0;
    for object in &file.objects {
        let Some(dict) = object.value.dict().filter(|_| object.stream.is_some()) else { continue };
        if let Some(name) = names.get(&object.number) {
            number += 1;
            let data = file.data_of(look, object)?.unwrap_or_default();
            // The parts of a form have no names.
            match name.is_empty() && is_xml(&data) {
                true => xml(look, &data, "表单", "form"),
                // What it would be published as cannot take its place.
                false if look.inner(number, name, &data)?.is_some() => return Err(Why::Embedded.into()),
                false => {}
            }
            continue;
        }
        let is_text = dict.is("Type", "Metadata")
            || dict.is("Subtype", "XML")
            || dict.0.iter().all(|(key, _)| {
                matches!(&**key, b"Length" | b"Filter" | b"DecodeParms" | b"Type" | b"Subtype")
            });
        if !is_text || painter.seen.contains(&object.number) || filters::is_picture(file, dict) {
            continue;
        }
        let Some(data) = file.data_of(look, object)? else { continue };
        if is_xml(&data) {
            xml(look, &data, "元数据 XMP", "metadata XMP");
            continue;
        }
        let said = doubt::decoded(&data).filter(|said| texts::is_text(said));
        if let Some(said) = said.filter(|said| !said.contains("begincmap")) {
            look.whole(PartName::named("附带的文字", "attached text"), &said)?;
        }
    }
    Ok(())
}

fn is_xml(data: &[u8]) -> bool {
    let start = data.trim_ascii_start();
    start.first() == Some(&b'<')
        && start.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'?')
}

/// A part that is XML; what claims to be and is not says nothing to anybody.
fn xml(look: &mut Look, data: &[u8], zh: &str, en: &str) {
    let _ = xml::read(look, data, Role::Data, &|_, _| PartName::named(zh, en));
}

/// The files within the file: the numbers of their streams, and their names.
fn embedded(file: &File<'_>) -> HashMap<u32, String> {
    let mut names = HashMap::new();
    for object in &file.objects {
        if object.stream.is_some() && object.value.dict().is_some_and(|dict| dict.is("Type", "EmbeddedFile"))
        {
            names.entry(object.number).or_insert_with(String::new);
        }
    }
    for object in &file.objects {
        collect(file, &object.value, 0, &mut names);
    }
    names
}

fn collect(file: &File<'_>, value: &Value, depth: usize, names: &mut HashMap<u32, String>) {
    match value {
        Value::Dict(dict) => {
            if let Some(files) = file.dict(dict, "EF") {
                let name = ["UF", "F"].iter().find_map(|key| match file.get(dict, key) {
                    Some(Value::Text(text)) => Some(texts::decoded(&text.bytes)),
                    _ => None,
                });
                for (_, stream) in &files.0 {
                    if let Value::Ref(stream) = stream {
                        names.insert(*stream, name.clone().unwrap_or_default());
                    }
                }
            }
            if depth < 8 {
                dict.0.iter().for_each(|(_, value)| collect(file, value, depth + 1, names));
            }
        }
        Value::Array(list) if depth < 8 => {
            list.iter().for_each(|value| collect(file, value, depth + 1, names));
        }
        _ => {}
    }
}
