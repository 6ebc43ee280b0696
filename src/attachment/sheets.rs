//! Workbooks: cells one by one, never as a table, so that one stray cell at the far end of a sheet costs nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::days::{Days, days};
use super::element::{attribute, local, number};
use super::package::Package;
use super::reading::{PartName, Spot, cell};
use super::xml::{self, Role, Xml, decoded, meant};
use super::{Look, Why};

const STRINGS: &str = "xl/sharedStrings.xml";
const WORKBOOK: &str = "xl/workbook.xml";

/// A sheet as its workbook names it.
struct Sheet {
    number: usize,
    name: String,
    /// The part that holds it.
    part: String,
}

/// Reads all sheets of `package`, and the strings that none of them shows. Which parts were read; and of the parts that
/// belong to a sheet, to which.
pub(super) fn read(look: &mut Look, package: &mut Package<'_>) -> Result<(Vec<usize>, Owners), Why> {
    let mut done = Vec::new();
    let (sheets, from_1904) = sheets(look, package)?;
    let mut shared = shared_strings(look, package, &mut done)?;
    let days = days(look, package, from_1904)?;
    for sheet in &sheets {
        let Some(index) = package.find(&sheet.part) else { continue };
        let bytes = package.part(index, look)?;
        if let Some(made) = cells(look, &bytes, sheet, (&mut shared, &days))? {
            package.replace(index, made);
        }
        done.push(index);
    }
    let unused: Vec<&str> =
        shared.iter().filter(|(_, is_shown)| !is_shown).map(|(text, _)| text.as_str()).collect();
    look.whole(PartName::named("没有显示的文字", "text that is not shown"), &unused.join("\n"))?;
    let mut owners = Owners::default();
    for sheet in sheets {
        let related = related(look, package, &sheet.part)?;
        owners.extend(related.into_iter().map(|part| (part, (sheet.number, sheet.name.clone()))));
    }
    Ok((done, owners))
}

/// To which sheet a part belongs: its number and name, by the part's name.
pub(super) type Owners = BTreeMap<String, (usize, String)>;

/// The sheets in the order of their tabs, hidden ones too, and whether days are counted from 1904 on.
fn sheets(look: &mut Look, package: &mut Package<'_>) -> Result<(Vec<Sheet>, bool), Why> {
    let Some(index) = package.find(WORKBOOK) else { return Ok((Vec::new(), false)) };
    let relations = relations(look, package, WORKBOOK)?;
    let bytes = package.part(index, look)?;
    let text = decoded(&bytes)?;
    let mut workbook = Xml::new(&text, Role::Data);
    let (mut found, mut from_1904) = (Vec::new(), false);
    loop {
        match workbook.next()? {
            Event::Eof => return Ok((found, from_1904)),
            Event::Start(element) | Event::Empty(element) => match local(element.name().as_ref()) {
                "workbookPr" => {
                    let is_so = attribute(&element, "date1904");
                    from_1904 = is_so.is_some_and(|value| matches!(&*value, "1" | "true"));
                }
                "sheet" => {
                    let (name, id) = (attribute(&element, "name"), attribute(&element, "id"));
                    let part = id.and_then(|id| relations.get(&*id).cloned());
                    if let Some((name, part)) = name.zip(part) {
                        found.push(Sheet { number: found.len() + 1, name: name.into_owned(), part });
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// The parts that the sheet in `part` refers to.
fn related(look: &mut Look, package: &mut Package<'_>, part: &str) -> Result<Vec<String>, Why> {
    Ok(relations(look, package, part)?.into_values().collect())
}

/// The parts that `part` refers to, by the ids it knows them by.
fn relations(
    look: &mut Look,
    package: &mut Package<'_>,
    part: &str,
) -> Result<BTreeMap<String, String>, Why> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(index) = package.find(&format!("{folder}/_rels/{name}.rels")) else {
        return Ok(BTreeMap::new());
    };
    let bytes = package.part(index, look)?;
    let text = decoded(&bytes)?;
    let mut relations = Xml::new(&text, Role::Data);
    let mut found = BTreeMap::new();
    loop {
        match relations.next()? {
            Event::Eof => return Ok(found),
            Event::Start(element) | Event::Empty(element) => {
                let (id, target) = (attribute(&element, "Id"), attribute(&element, "Target"));
                if let Some((id, target)) = id.zip(target) {
                    found.insert(id.into_owned(), resolved(folder, &target));
                }
            }
            _ => {}
        }
    }
}

/// `target` as seen from `folder`.
pub(crate) fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The strings that cells refer to by number, each with whether a cell shows it.
fn shared_strings(
    look: &mut Look,
    package: &mut Package<'_>,
    done: &mut Vec<usize>,
) -> Result<Vec<(String, bool)>, Why> {
    let Some(index) = package.find(STRINGS) else { return Ok(Vec::new()) };
    let bytes = package.part(index, look)?;
    done.push(index);
    let text = decoded(&bytes)?;
    let mut xml = Xml::new(&text, Role::Data);
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            Event::Eof => break,
            Event::Start(element) if local(element.name().as_ref()) == "si" => {
                let mut string = String::new();
                rich(&mut xml, "si", &mut string)?;
                strings.push((string, false));
            }
            Event::Empty(element) if local(element.name().as_ref()) == "si" => {
                strings.push((String::new(), true));
            }
            _ => {}
        }
    }
    xml.finish(look, &|_, _| PartName::named("共享的文字", "shared text"))?;
    Ok(strings)
}

/// The text of an element that is made of runs, up to its end; how it is pronounced stands aside.
fn rich(xml: &mut Xml<'_>, until: &str, to: &mut String) -> Result<(), Why> {
    let (mut is_text, mut spoken) = (false, 0);
    loop {
        match xml.next()? {
            Event::Eof => return Err(Why::Broken),
            Event::Start(element) => match local(element.name().as_ref()) {
                "t" => is_text = true,
                "rPh" => spoken += 1,
                _ => {}
            },
            Event::End(element) => match local(element.name().as_ref()) {
                "t" => is_text = false,
                "rPh" => {
                    spoken = 0;
                    xml.aside.more.push('\n');
                }
                name if name == until => return Ok(()),
                _ => {}
            },
            Event::Text(text) => said(xml, &text, is_text, spoken, to),
            Event::CData(text) => said(xml, &text, is_text, spoken, to),
            Event::GeneralRef(reference) => said(xml, &meant(&reference), is_text, spoken, to),
            _ => {}
        }
    }
}

fn said(xml: &mut Xml<'_>, text: &str, is_text: bool, spoken: u32, to: &mut String) {
    if is_text && spoken == 0 {
        to.push_str(text);
    } else if !text.trim().is_empty() {
        xml.aside.more.push_str(text);
    }
}

/// What a cell's value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Shared,
    Text,
    Number,
    /// A day counted from the workbook's first.
    Day,
    /// `1956-03-02T00:00:00`
    Moment,
}

/// Reads a sheet cell by cell; whatever else it says stands at its end.
fn cells(
    look: &mut Look,
    bytes: &[u8],
    sheet: &Sheet,
    (shared, days): (&mut [(String, bool)], &Days),
) -> Result<Option<Vec<u8>>, Why> {
    let text = decoded(bytes)?;
    let mut xml = Xml::new(&text, Role::Body);
    look.begin(PartName::Sheet(sheet.number, sheet.name.clone()))?;
    let (mut row, mut column) = (0, 0);
    let mut kind = Type::Number;
    let mut value = String::new();
    let mut is_value = false;
    loop {
        match xml.next()? {
            Event::Eof => break,
            Event::Start(element) => match local(element.name().as_ref()) {
                "row" => {
                    row = number(&element, "r").unwrap_or(row + 1);
                    column = 0;
                }
                "c" => {
                    let named = attribute(&element, "r").and_then(|name| cell(name.as_bytes()));
                    (row, column) = named.unwrap_or((row, column + 1));
                    kind = match attribute(&element, "t").as_deref() {
                        Some("s") => Type::Shared,
                        Some("d") => Type::Moment,
                        Some("str" | "inlineStr" | "e") => Type::Text,
                        _ if number(&element, "s").is_some_and(|style| days.styles.contains(&style)) => {
                            Type::Day
                        }
                        _ => Type::Number,
                    };
                    value.clear();
                }
                "is" => rich(&mut xml, "is", &mut value)?,
                "v" => is_value = true,
                _ => {}
            },
            Event::End(element) => match local(element.name().as_ref()) {
                "v" => is_value = false,
                "row" => look.reading.say("\n")?,
                "c" => show(look, (row, column), kind, &value, (&mut *shared, days))?,
                "f" | "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader"
                | "firstFooter" | "formula" | "formula1" | "formula2" => xml.aside.more.push('\n'),
                _ => {}
            },
            Event::Text(text) => other(&mut xml, &text, is_value, &mut value),
            Event::CData(text) => other(&mut xml, &text, is_value, &mut value),
            Event::GeneralRef(reference) => other(&mut xml, &meant(&reference), is_value, &mut value),
            _ => {}
        }
    }
    look.reading.end();
    let of = |what_zh: &str, what_en: &str| match what_zh {
        "删去的文字" => PartName::named(what_zh, what_en),
        _ => PartName::OfSheet(
            "页眉、公式等",
            "headers, formulas and the like",
            sheet.number,
            sheet.name.clone(),
        ),
    };
    xml.finish(look, &of)
}

fn other(xml: &mut Xml<'_>, text: &str, is_value: bool, value: &mut String) {
    if is_value {
        value.push_str(text);
    } else if !text.trim().is_empty() {
        xml.aside.more.push_str(text);
    }
}

fn show(
    look: &mut Look,
    (row, column): (u32, u32),
    kind: Type,
    value: &str,
    (shared, days): (&mut [(String, bool)], &Days),
) -> Result<(), Why> {
    let shown = match kind {
        Type::Shared => {
            let at = value.trim().parse().ok().and_then(|at: usize| shared.get_mut(at));
            at.map_or("", |(text, is_shown)| {
                *is_shown = true;
                text
            })
            .into()
        }
        Type::Text => Cow::Borrowed(value),
        Type::Number => whole(value),
        Type::Moment => Cow::Owned(value.replace('T', " ")),
        Type::Day => days.shown(value),
    };
    if shown.is_empty() {
        return Ok(());
    }
    look.reading.mark(Spot::Cell(row, column));
    look.reading.say(&shown)?;
    look.reading.say("\t")
}

/// A number as a cell shows it: phones may be stored as `1.3906480894E10`.
pub(super) fn whole(value: &str) -> Cow<'_, str> {
    if !value.contains(['E', 'e', '.']) {
        return Cow::Borrowed(value);
    }
    match value.trim().parse::<f64>() {
        Ok(number) if number.fract() == 0.0 && number.abs() < 1e18 => Cow::Owned(format!("{number:.0}")),
        _ => Cow::Borrowed(value),
    }
}

/// A part that belongs to a sheet and is no sheet: comments have the cells they belong to.
pub(super) fn belonging(
    look: &mut Look,
    bytes: &[u8],
    what: (&'static str, &'static str),
    role: Role,
    (sheet_number, sheet): &(usize, String),
) -> Result<Option<Vec<u8>>, Why> {
    let of = |_: &str, _: &str| PartName::OfSheet(what.0, what.1, *sheet_number, sheet.clone());
    match role {
        Role::Comments => xml::read_marked(look, bytes, role, &of, &|element| {
            let name = attribute(element, "ref")?;
            cell(name.as_bytes()).map(|(row, column)| Spot::Cell(row, column))
        }),
        _ => xml::read(look, bytes, role, &of),
    }
}
