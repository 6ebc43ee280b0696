//! Workbooks of Excel since 2007, and of WPS in that format: sheets are read cell by cell while they are unpacked.

use std::borrow::Cow;
use std::cell::Cell as Counter;
use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::book::Value;
use super::builder::Builder;
use super::formats::{Format, stated_day};
use super::refusal::Why;
use super::strings::Strings;
use super::xml::{Budget, Xml, is_true};
use crate::attachment::{Package, attribute, cell, local, meant, resolved};

/// Most bytes that a workbook may unpack to.
pub(super) const MOST: u64 = 512 << 20;
/// The same of the parts that only list others.
const MOST_OF_LISTS: u64 = 16 << 20;
/// Longest text of a cell, in bytes; Excel knows none of so many characters.
const LONGEST: usize = 1 << 20;
/// Most formats and cell styles, as in Excel.
const MOST_LISTED: usize = 65_536;
/// The last row and column that a sheet has.
const LAST: (u32, u32) = (1_048_576, 16_384);

/// A workbook's package.
struct Workbook<'w, 'b> {
    package: &'w mut Package<'b>,
    left: Budget,
    /// The same for lists of parts and sheets.
    left_of_lists: Budget,
}

/// A part that another refers to.
struct Relation {
    /// The last word of its kind: `worksheet`, `sharedStrings`.
    kind: String,
    part: String,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    is_hidden: bool,
    /// By which it is known among the relations.
    id: String,
}

pub(super) fn read(package: &mut Package<'_>, book: &mut Builder) -> Result<(), Why> {
    if package.names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        book.note_macros();
    }
    let [left, left_of_lists] = [MOST, MOST_OF_LISTS].map(|most| Budget::new(Counter::new(most)));
    let mut workbook = Workbook { package, left, left_of_lists };
    let main = workbook.relations("")?.into_values().find(|relation| relation.kind == "officeDocument");
    let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.part);
    let relations = workbook.relations(&main)?;
    let (sheets, from_1904) = workbook.sheets(&main)?;
    let of_kind = |kind: &str| relations.values().find(|relation| relation.kind == kind);
    let strings = match of_kind("sharedStrings") {
        Some(relation) => workbook.strings(&relation.part)?,
        None => Strings::default(),
    };
    let formats = match of_kind("styles") {
        Some(relation) => workbook.formats(&relation.part)?,
        None => Vec::new(),
    };
    for sheet in sheets {
        book.sheet(&sheet.name, sheet.is_hidden)?;
        let Some(relation) = relations.get(&sheet.id) else { return Err(Why::Broken) };
        let Some(xml) = Xml::part(workbook.package, &relation.part, &workbook.left)? else {
            return Err(Why::Broken);
        };
        cells(xml, book, &strings, (&formats, from_1904))?;
    }
    Ok(())
}

impl Workbook<'_, '_> {
    /// The parts that `part` refers to, by the ids it knows them by; of the whole package where it is empty.
    fn relations(&mut self, part: &str) -> Result<BTreeMap<String, Relation>, Why> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let between = if folder.is_empty() { "" } else { "/" };
        let mut found = BTreeMap::new();
        let Some(mut xml) =
            Xml::part(self.package, &format!("{folder}{between}_rels/{name}.rels"), &self.left_of_lists)?
        else {
            return Ok(found);
        };
        loop {
            match xml.next()? {
                Event::Eof => return Ok(found),
                Event::Start(element) if local(element.name().as_ref()) == "Relationship" => {
                    let said = |name| attribute(&element, name).unwrap_or_default();
                    let kind = said("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    let part = resolved(folder, &said("Target"));
                    found.insert(said("Id").into_owned(), Relation { kind, part });
                }
                _ => {}
            }
        }
    }

    /// The sheets in the order of their tabs, and whether days are counted from 1904 on.
    fn sheets(&mut self, main: &str) -> Result<(Vec<Listed>, bool), Why> {
        let mut xml = Xml::part(self.package, main, &self.left_of_lists)?.ok_or(Why::NoTable)?;
        let (mut found, mut from_1904) = (Vec::new(), false);
        loop {
            match xml.next()? {
                Event::Eof => return Ok((found, from_1904)),
                Event::Start(element) => match local(element.name().as_ref()) {
                    "workbookPr" => {
                        from_1904 = attribute(&element, "date1904").is_some_and(|value| is_true(&value));
                    }
                    "sheet" => {
                        let said = |name| attribute(&element, name).unwrap_or_default().into_owned();
                        let is_hidden = matches!(said("state").as_str(), "hidden" | "veryHidden");
                        found.push(Listed { name: said("name"), is_hidden, id: said("id") });
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// The texts that cells refer to by number.
    fn strings(&mut self, part: &str) -> Result<Strings, Why> {
        let mut strings = Strings::default();
        let Some(mut xml) = Xml::part(self.package, part, &self.left)? else { return Ok(strings) };
        let (mut said, mut string) = (Said::default(), String::new());
        loop {
            match xml.next()? {
                Event::Eof => return Ok(strings),
                Event::Start(element) => match local(element.name().as_ref()) {
                    "si" => string.clear(),
                    name => said.open(name),
                },
                Event::End(element) => match local(element.name().as_ref()) {
                    "si" => strings.add(&unescaped(&string))?,
                    name => said.close(name),
                },
                event => said.add(&event, &mut string)?,
            }
        }
    }

    /// The format of each cell style.
    fn formats(&mut self, part: &str) -> Result<Vec<Format>, Why> {
        let (mut own, mut formats) = (BTreeMap::new(), Vec::new());
        let Some(mut xml) = Xml::part(self.package, part, &self.left)? else { return Ok(formats) };
        let mut is_list = false;
        loop {
            match xml.next()? {
                Event::Eof => return Ok(formats),
                Event::Start(element) => {
                    let id = || attribute(&element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    match local(element.name().as_ref()) {
                        "cellXfs" => is_list = true,
                        "numFmt" if own.len() < MOST_LISTED => {
                            let code = attribute(&element, "formatCode").unwrap_or_default();
                            own.extend(id().map(|id| (id, Format::written(&code))));
                        }
                        "xf" if is_list && formats.len() < MOST_LISTED => {
                            let id = id().unwrap_or(0);
                            formats.push(own.get(&id).copied().unwrap_or_else(|| Format::built_in(id)));
                        }
                        _ => {}
                    }
                }
                Event::End(element) if local(element.name().as_ref()) == "cellXfs" => is_list = false,
                _ => {}
            }
        }
    }
}

/// Which text belongs to a cell: what stands in `t` and `v`, but not how it is pronounced.
#[derive(Default)]
struct Said {
    is_text: bool,
    is_spoken: bool,
}

impl Said {
    fn open(&mut self, name: &str) {
        match name {
            "t" | "v" => self.is_text = true,
            "rPh" => self.is_spoken = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" | "v" => self.is_text = false,
            "rPh" => self.is_spoken = false,
            _ => {}
        }
    }

    fn add(&self, event: &Event<'_>, to: &mut String) -> Result<(), Why> {
        if self.is_text && !self.is_spoken {
            match event {
                Event::Text(text) => to.push_str(text),
                Event::CData(text) => to.push_str(text),
                Event::GeneralRef(reference) => to.push_str(&meant(reference)),
                _ => {}
            }
        }
        if to.len() > LONGEST { Err(Why::TooLarge) } else { Ok(()) }
    }
}

/// Characters that XML cannot hold stand as `_x000D_`.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let code = code.filter(|_| rest[at + 6..].starts_with('_'));
        let (before, behind) = rest.split_at(at + if code.is_some() { 7 } else { 2 });
        units.extend(before[..code.map_or(before.len(), |_| at)].encode_utf16());
        units.extend(code);
        rest = behind;
    }
    units.extend(rest.encode_utf16());
    Cow::Owned(String::from_utf16_lossy(&units))
}

/// What kind of value a cell says it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Shared,
    Text,
    Truth,
    Error,
    /// `1956-03-02T00:00:00`
    Moment,
    Number(Format),
}

fn cells(
    mut xml: Xml<'_>,
    book: &mut Builder,
    strings: &Strings,
    (formats, from_1904): (&[Format], bool),
) -> Result<(), Why> {
    // The row that is read and the next cell in it, from 1: rows and cells need not say where they stand.
    let (mut row, mut column) = (0, 1);
    let mut place = (1, 1);
    let (mut kind, mut is_formula) = (Type::Number(Format::GENERAL), false);
    let (mut said, mut value) = (Said::default(), String::new());
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start(element) => match local(element.name().as_ref()) {
                "col" => {
                    let number = |name| attribute(&element, name).and_then(|at| at.parse::<u32>().ok());
                    if let Some((first, last)) = number("min").zip(number("max"))
                        && is_unseen(&element, "width")
                    {
                        book.hide_columns(first.saturating_sub(1), last.saturating_sub(1))?;
                    }
                }
                "row" => {
                    let stated = attribute(&element, "r").and_then(|row| row.trim().parse().ok());
                    row = stated.unwrap_or(row + 1);
                    column = 1;
                    if row > LAST.0 {
                        return Err(Why::Broken);
                    }
                    if is_unseen(&element, "ht") {
                        book.hide_rows(row.saturating_sub(1), row.saturating_sub(1))?;
                    }
                }
                "c" => {
                    place = (row.max(1), column);
                    let (mut format, mut stated) = (Format::GENERAL, Type::Number(Format::GENERAL));
                    let mut attributes = element.attributes();
                    for attribute in attributes.with_checks(false).flatten() {
                        let said = attribute.value.as_ref();
                        match attribute.key.as_ref() {
                            "r" => place = cell(said.as_bytes()).unwrap_or(place),
                            "s" => {
                                let style = said.parse().ok().and_then(|style: usize| formats.get(style));
                                format = style.copied().unwrap_or(format);
                            }
                            "t" => {
                                stated = match said {
                                    "s" => Type::Shared,
                                    "str" | "inlineStr" => Type::Text,
                                    "b" => Type::Truth,
                                    "e" => Type::Error,
                                    "d" => Type::Moment,
                                    _ => stated,
                                }
                            }
                            _ => {}
                        }
                    }
                    kind = if let Type::Number(_) = stated { Type::Number(format) } else { stated };
                    if place.0 == 0 || place.0 > LAST.0 || place.1 > LAST.1 {
                        return Err(Why::Broken);
                    }
                    column = place.1 + 1;
                    is_formula = false;
                    value.clear();
                }
                "f" => is_formula = true,
                // The same text may stand in both.
                "is" => value.clear(),
                "v" if !value.is_empty() => {}
                "mergeCell" => {
                    let area = attribute(&element, "ref").unwrap_or_default();
                    let (first, last) = area.split_once(':').unwrap_or((&area, &area));
                    if let Some((first, last)) = cell(first.as_bytes()).zip(cell(last.as_bytes()))
                        && first.0 > 0
                        && last.0 >= first.0
                        && last.1 >= first.1
                    {
                        book.merge((first.0 - 1, last.0 - 1), (first.1 - 1, last.1 - 1))?;
                    }
                }
                name => said.open(name),
            },
            Event::End(element) => match local(element.name().as_ref()) {
                "c" => {
                    let place = (place.0 - 1, place.1 - 1);
                    match (value.is_empty(), kind) {
                        (false, _) => {
                            book.cell(place, shown(kind, &value, strings, from_1904), is_formula)?
                        }
                        (true, Type::Number(_)) if is_formula => book.not_worked_out(place)?,
                        _ => {}
                    }
                }
                name => said.close(name),
            },
            event => said.add(&event, &mut value)?,
        }
    }
}

/// Whether a row or column is hidden, or has no height or width.
fn is_unseen(element: &quick_xml::events::BytesStart<'_>, size: &str) -> bool {
    attribute(element, "hidden").is_some_and(|value| is_true(&value))
        || attribute(element, size).is_some_and(|size| size.parse() == Ok(0.0))
}

fn shown(kind: Type, value: &str, strings: &Strings, from_1904: bool) -> Value {
    let trimmed = value.trim();
    let text = |text: &str| Value::Text(text.to_owned());
    match kind {
        Type::Shared => text(trimmed.parse().ok().and_then(|index| strings.get(index)).unwrap_or_default()),
        Type::Text => Value::Text(unescaped(value).into_owned()),
        Type::Truth => Value::Truth(is_true(trimmed)),
        Type::Error => Value::Error(trimmed.to_owned()),
        Type::Moment => stated_day(trimmed).map_or_else(|| text(value), Value::Date),
        Type::Number(format) => match trimmed.parse::<f64>() {
            Ok(number) if number.is_finite() => format.value(number, from_1904),
            _ => text(value),
        },
    }
}
