//! LibreOffice's files: texts, tables and slides, each in one part, with styles and properties beside it.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use super::element::{attribute, local};
use super::office::is_other_picture;
use super::package::Package;
use super::reading::{PartName, Spot};
use super::sheets::whole;
use super::xml::{self, Role, Xml, decoded, meant};
use super::{AttachmentKind, Look, Made, Why, kind, text};

pub(super) fn read(look: &mut Look, bytes: &[u8]) -> Made {
    let mut package = Package::open(bytes)?;
    let content = package.find("content.xml").ok_or(Why::Misnamed)?;
    if let Some(manifest) = package.find("META-INF/manifest.xml") {
        let manifest = package.part(manifest, look)?;
        if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(Why::Encrypted.into());
        }
    }
    let before = look.so_far();
    let mut order: Vec<usize> = (0..package.names.len()).collect();
    order.sort_by_key(|index| *index != content);
    for (index, number) in order.into_iter().zip(1..) {
        let name = package.names[index].clone();
        if name.ends_with('/') || name == "mimetype" || package.leave_out_litter(index) {
            continue;
        }
        let part = package.part(index, look)?;
        if let Some(made) = self::part(look, &name, number, &part)? {
            package.replace(index, made);
        }
    }
    look.must_say_something(before)?;
    look.whole(PartName::named("文件名", "names of files"), &package.remarks()?)?;
    Ok(Some(package.again()?))
}

fn part(look: &mut Look, name: &str, number: usize, bytes: &[u8]) -> Made {
    let lower = name.to_ascii_lowercase();
    let is_empty_library = memchr::memmem::find(bytes, b"library:element").is_none();
    match lower.as_str() {
        _ if lower.starts_with("scripts/") || lower.starts_with("basic/") && !is_empty_library => {
            Err(Why::Active("macros").into())
        }
        "content.xml" => content(look, bytes),
        "meta.xml" => {
            Ok(xml::read(look, bytes, Role::Properties, &|_, _| PartName::named("元数据", "metadata"))?)
        }
        "styles.xml" => Ok(xml::read(look, bytes, Role::Body, &|_, _| {
            PartName::named("页眉页脚", "headers and footers")
        })?),
        _ if lower.ends_with(".xml") || lower.ends_with(".rdf") => {
            let role = if lower.starts_with("object") { Role::Body } else { Role::Data };
            let of = |_: &str, _: &str| PartName::Named(format!("附加部分 {name}"), format!("part {name}"));
            Ok(xml::read(look, bytes, role, &of)?)
        }
        _ if lower.starts_with("objectreplacements/") || is_other_picture(name, bytes) => {
            look.reading.pictures += 1;
            look.whole(PartName::named("图里的文字", "text of a drawing"), &text::runs(bytes))?;
            Ok(None)
        }
        _ => match kind::of(name, bytes) {
            Ok(AttachmentKind::Picture(format)) if lower.starts_with("thumbnails/") => look.thumbnail(format),
            Ok(AttachmentKind::Picture(format)) => look.picture(format, bytes),
            Ok(AttachmentKind::Text) => Ok(text::read(look, bytes)?),
            Ok(_) => look.inner(number, name, bytes),
            Err(why @ Why::Active(_)) => Err(why.into()),
            Err(_)
                if lower.starts_with("configurations2/") || lower == "layout-cache" || bytes.is_empty() =>
            {
                // Settings that nobody can read here; the program makes its own.
                Ok(Some(Vec::new()).filter(|_| !bytes.is_empty()))
            }
            Err(_) => Err(Why::Embedded.into()),
        },
    }
}

/// Where a table is being read.
#[derive(Default)]
struct Table {
    number: usize,
    name: String,
    row: u32,
    column: u32,
    /// How many more rows are as this one is.
    repeat: u32,
    /// What the cell holds, where its text may show it rounded.
    value: Option<String>,
    /// Where its text begins.
    start: usize,
}

/// The main part: paragraphs, and where there are tables their cells.
fn content(look: &mut Look, bytes: &[u8]) -> Made {
    let text = decoded(bytes)?;
    let is_workbook = memchr::memmem::find(bytes, b"office:spreadsheet").is_some();
    if !is_workbook {
        return Ok(xml::read(look, bytes, Role::Body, &|zh, en| match zh {
            "" => PartName::named("正文", "text"),
            _ => PartName::named(zh, en),
        })?);
    }
    let mut xml = Xml::new(&text, Role::Body);
    let mut table = Table::default();
    let mut authors: u32 = 0;
    look.begin(PartName::named("表格以外", "beside the tables"))?;
    loop {
        let event = xml.next()?;
        match &event {
            Event::Eof => break,
            Event::Start(element) => {
                authors += u32::from(is_author(element));
                table.open(look, element)?;
            }
            Event::Empty(element) => {
                table.open(look, element)?;
                table.close(look, local(element.name().as_ref()))?;
            }
            Event::End(element) => {
                let name = element.name();
                let name = local(name.as_ref());
                if matches!(name, "creator" | "creator-initials" | "sender-initials") {
                    authors = authors.saturating_sub(1);
                }
                table.close(look, name)?;
            }
            Event::Text(said) if authors > 0 => {
                xml.aside.authors.push_str(said);
                xml.aside.authors.push('\n');
                xml.leave_out(said);
            }
            Event::Text(said) => say(look, &Cow::Borrowed(&**said))?,
            Event::CData(said) => say(look, &Cow::Borrowed(&**said))?,
            Event::GeneralRef(reference) => say(look, &meant(reference))?,
            _ => {}
        }
    }
    look.reading.end();
    Ok(xml.finish(look, &|zh, en| PartName::named(zh, en))?)
}

fn is_author(element: &BytesStart<'_>) -> bool {
    matches!(local(element.name().as_ref()), "creator" | "creator-initials" | "sender-initials")
}

fn say(look: &mut Look, said: &str) -> Result<(), Why> {
    // Between elements stand line breaks of the file, which nobody sees.
    if said.trim().is_empty() && said.contains('\n') { Ok(()) } else { look.reading.say(said) }
}

impl Table {
    fn open(&mut self, look: &mut Look, element: &BytesStart<'_>) -> Result<(), Why> {
        let repeated =
            |name| attribute(element, name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1);
        match local(element.name().as_ref()) {
            "table" => {
                look.reading.end();
                let name = attribute(element, "name").unwrap_or_default().into_owned();
                *self = Table { number: self.number + 1, name, ..Table::default() };
                look.begin(PartName::Sheet(self.number, self.name.clone()))?;
            }
            "table-row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
                self.repeat = repeated("number-rows-repeated").saturating_sub(1);
            }
            "table-cell" | "covered-table-cell" => {
                self.column = self.column.saturating_add(1);
                look.reading.mark(Spot::Cell(self.row, self.column));
                let value =
                    ["value", "string-value", "date-value"].iter().find_map(|name| attribute(element, name));
                self.value = value.map(|value| whole(&value).into_owned());
                self.start = look.reading.text().len();
                self.column =
                    self.column.saturating_add(repeated("number-columns-repeated").saturating_sub(1));
            }
            "s" => look.reading.say(" ")?,
            "tab" => look.reading.say("\t")?,
            "line-break" => look.reading.say("\n")?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, look: &mut Look, name: &str) -> Result<(), Why> {
        match name {
            "table" => {
                look.reading.end();
                look.begin(PartName::named("表格以外", "beside the tables"))
            }
            "table-row" => {
                self.row = self.row.saturating_add(std::mem::take(&mut self.repeat));
                look.reading.say("\n")
            }
            "table-cell" | "covered-table-cell" => {
                let text = look.reading.text();
                let shown = text.get(self.start..).unwrap_or_default();
                let is_told = |value: &String| shown.contains(value.as_str());
                if let Some(value) = self.value.take().filter(|value| !is_told(value)) {
                    look.reading.say(" ")?;
                    look.reading.say(&value)?;
                }
                let is_empty = look.reading.text().len() == self.start;
                if is_empty {
                    look.reading.unmark();
                }
                look.reading.say(if is_empty { "" } else { "\t" })
            }
            "p" | "h" => look.reading.say(" "),
            _ => Ok(()),
        }
    }
}
