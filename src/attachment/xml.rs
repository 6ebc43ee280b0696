//! One XML part of a package: its text in the order of reading, and beside it what stands in no text: attributes, deleted
//! text, names of authors. These names are left out of the part as it is published; every other byte stays.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::element::{attribute, gap, local, names_font, symbol};
use super::reading::{PartName, Spot};
use super::{Look, Why};

/// What a part is for, where that decides which names are those of authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What is shown.
    Body,
    /// Comments on cells.
    Comments,
    /// Properties of the whole file.
    Properties,
    /// Properties that other programs made up: all of them are left out.
    Custom,
    /// Data of others, which are left as they are.
    Data,
}

/// An XML part that is being read.
pub(super) struct Xml<'x> {
    text: &'x str,
    /// Whether the part is stored as it was read.
    is_stored: bool,
    role: Role,
    reader: Reader<&'x [u8]>,
    /// What does not belong to the text.
    pub aside: Aside,
    left_out: Vec<Range<usize>>,
}

/// What a part says beside its text.
#[derive(Default)]
pub(super) struct Aside {
    /// Authors and editors.
    pub authors: String,
    /// Text that was deleted and is kept for those who follow the changes.
    pub deleted: String,
    /// Attributes, formulas, fields, remarks.
    pub more: String,
}

/// A part's bytes as text, and whether that is how they are stored.
pub(crate) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, bool), Why> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..]);
        return Ok((text.ok_or(Why::Broken)?, encoding == UTF_8));
    }
    let stated = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let label = memchr::memmem::find(stated, b"encoding=").and_then(|at| {
        let rest = &stated[at + "encoding=".len()..];
        let (quote, rest) = rest.split_first()?;
        rest.split(|byte| byte == quote).next()
    });
    let encoding =
        label.and_then(Encoding::for_label).filter(|_| stated.starts_with(b"<?xml")).unwrap_or(UTF_8);
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    Ok((text.ok_or(Why::Broken)?, encoding == UTF_8))
}

impl<'x> Xml<'x> {
    pub(super) fn new((text, is_stored): &'x (Cow<'_, str>, bool), role: Role) -> Xml<'x> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        // Drawings of Office are HTML in places.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Xml { text, is_stored: *is_stored, role, reader, aside: Aside::default(), left_out: Vec::new() }
    }

    /// What comes next. Attributes and remarks are noted.
    pub(super) fn next(&mut self) -> Result<Event<'x>, Why> {
        let event = self.reader.read_event().map_err(|_| Why::Broken)?;
        match &event {
            Event::Start(element) if local(element.name().as_ref()) == "bdo" => return Err(Why::Turned),
            Event::Empty(element) if names_font(element) => {
                let content: &str = element.as_ref();
                let start = content.as_ptr() as usize - self.text.as_ptr() as usize - "<".len();
                self.left_out.push(start..start + content.len() + "</>".len());
            }
            Event::Start(element) | Event::Empty(element) => self.attributes(element),
            Event::Comment(text) => self.note(text),
            Event::PI(text) => self.note(text),
            // Nobody needs entities of one's own here, and they can hide text.
            Event::DocType(text) if text.contains("<!ENTITY") => return Err(Why::Broken),
            _ => {}
        }
        Ok(event)
    }

    fn note(&mut self, text: &str) {
        self.aside.more.push_str(text);
        self.aside.more.push('\n');
    }

    fn attributes(&mut self, element: &BytesStart<'x>) {
        let name = element.name();
        if is_said(name.as_ref()) {
            self.note(name.as_ref());
        }
        let name = local(name.as_ref());
        if !element.as_ref().contains('=') {
            return;
        }
        let mut attributes = element.attributes();
        for attribute in attributes.with_checks(false) {
            let Ok(attribute) = attribute else {
                // What cannot be told apart is looked at as a whole.
                let whole = element.as_ref().to_owned();
                return self.note(&whole);
            };
            let key = local(attribute.key.as_ref());
            if is_said(key) {
                add(&mut self.aside.more, key);
            }
            if self.role != Role::Data && is_author(name, key) {
                if let Some(start) = position(self.text, element.as_ref(), &attribute.value) {
                    self.left_out.push(start);
                }
                add(&mut self.aside.authors, &attribute.value);
            } else if is_said(&attribute.value) && !is_value(name, key) {
                add(&mut self.aside.more, &attribute.value);
            }
        }
    }

    /// Leaves `text`, a part of the whole, out of what is published.
    pub(super) fn leave_out(&mut self, text: &str) {
        let start = text.as_ptr() as usize - self.text.as_ptr() as usize;
        self.left_out.push(start..start + text.len());
    }

    /// Tells what was noted, and the part without what was left out, unless that is all of it.
    pub(super) fn finish(
        self,
        look: &mut Look,
        of: &dyn Fn(&str, &str) -> PartName,
    ) -> Result<Option<Vec<u8>>, Why> {
        let Aside { authors, deleted, more } = self.aside;
        look.whole(of("删去的文字", "deleted text"), &deleted)?;
        look.whole(of("附带的文字", "attached text"), &more)?;
        look.whole(PartName::named("元数据 author", "metadata author"), &authors)?;
        if self.left_out.is_empty() {
            return Ok(None);
        }
        let mut kept = String::with_capacity(self.text.len());
        let mut from = 0;
        if !self.is_stored && self.text.starts_with("<?xml") {
            // It names an encoding that is no more.
            from = self.text.find("?>").map_or(0, |end| end + 2);
        }
        for range in self.left_out {
            kept.push_str(self.text.get(from..range.start).unwrap_or_default());
            from = range.end;
        }
        kept.push_str(&self.text[from..]);
        Ok(Some(kept.into_bytes()))
    }
}

/// Where `value`, which stands in `element`, stands in `text`: both are parts of it.
fn position(text: &str, element: &str, value: &str) -> Option<Range<usize>> {
    let within = |part: &str| {
        let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        (start + part.len() <= text.len()).then_some(start)
    };
    within(element)?;
    let start = within(value)?;
    (!value.is_empty()).then_some(start..start + value.len())
}

/// Adds what an attribute says.
fn add(to: &mut String, value: &str) {
    let said = quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value));
    to.push_str(&said);
    to.push('\n');
}

/// Whether an attribute may say something to a reader: most hold sizes, names of styles and the like.
fn is_said(value: &str) -> bool {
    if value.starts_with("http://schemas.") || value.starts_with("http://purl.") || value.starts_with("urn:")
    {
        return false;
    }
    let mut digits = 0;
    value.bytes().any(|byte| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits >= 7 || !byte.is_ascii() || b"&@_/".contains(&byte)
    })
}

/// Whether this attribute is the value of a cell, which stands in its text.
fn is_value(element: &str, key: &str) -> bool {
    element.ends_with("table-cell") && key.ends_with("value")
}

/// Whether this attribute of this element names an author, an editor or the folder of one.
fn is_author(element: &str, key: &str) -> bool {
    match key {
        "author" | "initials" | "userName" | "lastModifiedBy" => true,
        "displayName" | "userId" => matches!(element, "person" | "presenceInfo" | "author"),
        "name" => matches!(element, "cmAuthor" | "author" | "userInfo"),
        "url" => element == "absPath",
        _ => false,
    }
}

/// What a reference such as `&#x5f20;` means.
pub(crate) fn meant(reference: &BytesRef<'_>) -> Cow<'static, str> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Cow::Owned(c.to_string()),
        _ => Cow::Borrowed(resolve_predefined_entity(reference).unwrap_or_default()),
    }
}

/// What an open element does with its text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    /// Text that runs on.
    Run,
    /// Text of a paragraph, between whose elements there may be more.
    Paragraph,
    Deleted,
    Code,
    Author,
    Other,
}

fn element(name: &str, role: Role) -> Element {
    match (role, name) {
        (Role::Custom, _) => Element::Author,
        (Role::Comments, "author") => Element::Author,
        (Role::Properties, "creator" | "lastModifiedBy" | "Company" | "Manager" | "HyperlinkBase")
        | (Role::Properties, "initial-creator" | "printed-by" | "user-defined")
        | (Role::Body, "creator" | "creator-initials" | "sender-initials") => Element::Author,
        (_, "t" | "span" | "a" | "ruby-base") => Element::Run,
        (_, "p" | "h") => Element::Paragraph,
        (_, "delText") => Element::Deleted,
        (_, "instrText" | "delInstrText" | "f" | "rPh" | "rt" | "ruby-text") => Element::Code,
        _ => Element::Other,
    }
}

/// Reads a part that is text: paragraph by paragraph. `of` names the part, or what stands beside its text.
pub(super) fn read(
    look: &mut Look,
    bytes: &[u8],
    role: Role,
    of: &dyn Fn(&str, &str) -> PartName,
) -> Result<Option<Vec<u8>>, Why> {
    read_marked(look, bytes, role, of, &|_| None)
}

/// The same, where elements tell to which place their text belongs.
pub(super) fn read_marked(
    look: &mut Look,
    bytes: &[u8],
    role: Role,
    of: &dyn Fn(&str, &str) -> PartName,
    place: &dyn Fn(&BytesStart<'_>) -> Option<Spot>,
) -> Result<Option<Vec<u8>>, Why> {
    let text = decoded(bytes)?;
    let mut xml = Xml::new(&text, role);
    look.begin(of("", ""))?;
    let mut open: Vec<Element> = Vec::new();
    let mut paragraphs = 0;
    // Whether text came last that does not run on into what follows.
    let mut is_apart = false;
    loop {
        let event = xml.next()?;
        let said: Cow<'_, str> = match &event {
            Event::Eof => break,
            Event::Start(start) => {
                let is_packed = attribute(start, "type").is_some_and(|kind| kind == "base64Binary");
                let element = match element(local(start.name().as_ref()), role) {
                    // Settings of somebody's printer.
                    Element::Other if is_packed => Element::Author,
                    element => element,
                };
                symbol(start).map_or(Ok(()), |c| look.reading.say(c.encode_utf8(&mut [0; 4])))?;
                if let Some(spot) = place(start) {
                    look.reading.mark(spot);
                }
                if element == Element::Paragraph && role == Role::Body {
                    paragraphs += 1;
                    look.reading.mark(Spot::Paragraph(paragraphs));
                }
                let within =
                    open.last().filter(|outer| **outer == Element::Code || **outer == Element::Deleted);
                open.push(within.copied().unwrap_or(element));
                continue;
            }
            Event::Empty(empty) => {
                look.reading.say(gap(local(empty.name().as_ref())))?;
                symbol(empty).map_or(Ok(()), |c| look.reading.say(c.encode_utf8(&mut [0; 4])))?;
                if local(empty.name().as_ref()) == "fldChar" {
                    xml.aside.more.push('\n');
                }
                continue;
            }
            Event::End(end) => {
                let element = open.pop();
                let name = end.name();
                let name = local(name.as_ref());
                let gap = gap(name);
                look.reading.say(if gap.is_empty() && is_apart { "\n" } else { gap })?;
                is_apart = false;
                // What a field is may be cut into several runs.
                if element == Some(Element::Code) && !name.ends_with("nstrText") {
                    xml.aside.more.push('\n');
                }
                if name == "p" && !xml.aside.more.ends_with('\n') {
                    xml.aside.more.push('\n');
                }
                continue;
            }
            Event::Text(text) => Cow::Borrowed(text),
            Event::CData(text) => Cow::Borrowed(text),
            Event::GeneralRef(reference) => meant(reference),
            _ => continue,
        };
        match open.last().copied().unwrap_or(Element::Other) {
            Element::Run => look.reading.say(&said)?,
            Element::Paragraph => {
                look.reading.say(if said.trim().is_empty() { " " } else { &said })?;
            }
            Element::Deleted => xml.aside.deleted.push_str(&said),
            Element::Code => xml.aside.more.push_str(&said),
            Element::Author => {
                xml.aside.authors.push_str(&said);
                xml.aside.authors.push('\n');
                match &event {
                    Event::Text(text) => xml.leave_out(text),
                    Event::CData(text) => xml.leave_out(text),
                    // A reference is left: alone it names nobody.
                    _ => {}
                }
            }
            Element::Other if said.trim().is_empty() => {}
            Element::Other => {
                look.reading.say(&said)?;
                is_apart = true;
            }
        }
    }
    look.reading.end();
    xml.finish(look, of)
}
