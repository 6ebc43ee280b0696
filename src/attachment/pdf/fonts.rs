//! What the codes of a font mean: by the table it brings along, by its encoding, by the collection its glyphs belong to,
//! or by the font itself.

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, WINDOWS_1252};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};

use super::super::{Look, Why};
use super::glyphs::glyph;
use super::objects::File;
use super::syntax::{Dict, Value};

/// A font as far as its text goes.
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    /// Whether it holds signs and no letters: what has no meaning there is none.
    is_symbolic: bool,
    known: HashMap<(u32, u8), Option<String>>,
}

/// How bytes become codes, and what these mean without a table.
enum Codes {
    /// One byte each, by their names.
    Single(Box<[Option<String>; 256]>),
    /// Text in an encoding of the system.
    Encoded(&'static Encoding),
    /// Two bytes each, or four: UTF-16.
    Units,
    /// By a table into glyphs, and what these mean.
    Glyphs { cids: Option<Box<CMap>>, meaning: Meaning },
}

/// What glyphs mean.
enum Meaning {
    /// By their collection.
    Collection(Box<CMap>),
    /// By the characters that the font has them for.
    Font(HashMap<u16, char>),
    Unknown,
}

/// What a code turned out to be.
pub(super) struct Shown {
    /// `None` where nobody can tell.
    pub text: Option<String>,
    /// Its width in ems, about.
    pub width: f64,
}

impl Font {
    pub(super) fn read(look: &mut Look, file: &File<'_>, dict: &Dict) -> Result<Font, Why> {
        let to_unicode = match dict.get("ToUnicode") {
            Some(Value::Ref(number)) => {
                let data = file.data(look, *number)?.unwrap_or_default();
                CMap::parse(&data, load_embedded)
            }
            _ => None,
        };
        let name = file.get(dict, "BaseFont").and_then(Value::name).unwrap_or_default();
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let symbols = ["wingdings", "webdings", "symbol", "dingbats", "mt-extra", "mtextra", "marlett"];
        let is_symbolic = symbols.iter().any(|symbol| name.contains(symbol));
        let codes = match dict.is("Subtype", "Type0") {
            true => composite(look, file, dict)?,
            false => Codes::Single(simple(look, file, dict)?),
        };
        Ok(Font { codes, to_unicode, is_symbolic, known: HashMap::new() })
    }

    /// What `bytes` show.
    pub(super) fn shown(&mut self, bytes: &[u8], out: &mut Vec<Shown>) {
        let mut at = 0;
        while at < bytes.len() {
            let length = self.length(&bytes[at..]).clamp(1, bytes.len() - at);
            let code = &bytes[at..at + length];
            at += length;
            let number = code.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
            let key = (number, length as u8);
            if !self.known.contains_key(&key) {
                let meant = self.meant(number, code);
                self.known.insert(key, meant);
            }
            let text = self.known[&key].clone();
            let is_wide = text.as_ref().is_some_and(|text| text.chars().any(|c| c >= '\u{1100}'));
            out.push(Shown { text, width: if is_wide { 1.0 } else { 0.5 } });
        }
    }

    /// How many bytes the next code has.
    fn length(&self, bytes: &[u8]) -> usize {
        match &self.codes {
            Codes::Single(_) => 1,
            Codes::Units => {
                if matches!(bytes[0], 0xd8..=0xdb) {
                    4
                } else {
                    2
                }
            }
            Codes::Encoded(encoding) => match bytes {
                [0..=0x80, ..] => 1,
                [0xa0..=0xdf, ..] if *encoding == SHIFT_JIS => 1,
                [0x81..=0xfe, 0x30..=0x39, ..] if *encoding == GB18030 => 4,
                _ => 2,
            },
            Codes::Glyphs { cids: None, .. } => 2,
            Codes::Glyphs { cids: Some(cids), .. } => {
                let fits = |length: usize| {
                    let code =
                        bytes.get(..length)?.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
                    cids.lookup_cid_code(code, length as u8)
                };
                (1..=4).find(|length| fits(*length).is_some()).unwrap_or(2)
            }
        }
    }

    fn meant(&self, number: u32, code: &[u8]) -> Option<String> {
        let by_table = self.to_unicode.as_ref().and_then(|table| table.lookup_bf_string(number)).map(
            |found| match found {
                BfString::Char(c) => c.to_string(),
                BfString::String(text) => text,
            },
        );
        let is_text =
            |text: &String| !text.chars().any(|c| matches!(c, '\u{fffd}' | '\u{1}'..='\u{8}' | '\0'));
        let is_private = |text: &String| text.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}'));
        let meant = by_table
            .filter(|text| is_text(text) && !is_private(text))
            .or_else(|| self.by_itself(number, code));
        meant.or_else(|| self.is_symbolic.then(String::new))
    }

    fn by_itself(&self, number: u32, code: &[u8]) -> Option<String> {
        match &self.codes {
            Codes::Single(names) => names.get(number as usize)?.clone(),
            Codes::Encoded(encoding) => encoding
                .decode_without_bom_handling_and_without_replacement(code)
                .map(|text| text.into_owned()),
            Codes::Units => {
                let units = code.as_chunks::<2>().0.iter().map(|unit| u16::from_be_bytes(*unit));
                char::decode_utf16(units).collect::<Result<String, _>>().ok()
            }
            Codes::Glyphs { cids, meaning } => {
                let cid = match cids {
                    Some(cids) => cids.lookup_cid_code(number, code.len() as u8)?,
                    None => number,
                };
                match meaning {
                    Meaning::Collection(table) => match table.lookup_bf_string(cid)? {
                        BfString::Char(c) => Some(c.to_string()),
                        BfString::String(text) => Some(text),
                    },
                    Meaning::Font(chars) => chars.get(&u16::try_from(cid).ok()?).map(|c| c.to_string()),
                    Meaning::Unknown => None,
                }
            }
        }
    }
}

/// Fonts of many characters: Chinese is set in these.
fn composite(look: &mut Look, file: &File<'_>, dict: &Dict) -> Result<Codes, Why> {
    let descendant = file.get(dict, "DescendantFonts").map_or(&[][..], Value::members).first();
    let Some(descendant) = descendant.and_then(|font| file.resolved(font).dict()) else {
        return Ok(Codes::Glyphs { cids: None, meaning: Meaning::Unknown });
    };
    let encoding = file.get(dict, "Encoding");
    let name = encoding.and_then(Value::name).unwrap_or_default();
    let text = String::from_utf8_lossy(name);
    let encoded = match &*text {
        _ if text.starts_with("Uni") => return Ok(Codes::Units),
        _ if text.starts_with("GB") => Some(GB18030),
        _ if text.contains("B5") => Some(BIG5),
        _ if text.contains("RKSJ") => Some(SHIFT_JIS),
        _ if text.starts_with("KSC") => Some(EUC_KR),
        _ => None,
    };
    if let Some(encoding) = encoded {
        return Ok(Codes::Encoded(encoding));
    }
    let cids = match dict.get("Encoding") {
        Some(Value::Ref(number)) if encoding.is_some_and(|encoding| encoding.dict().is_some()) => {
            let data = file.data(look, *number)?.unwrap_or_default();
            CMap::parse(&data, load_embedded)
        }
        _ if text.starts_with("Identity") => None,
        _ => load_embedded(CMapName::from_bytes(name)).and_then(|data| CMap::parse(data, load_embedded)),
    };
    let string = |dict: &Dict, key| match file.get(dict, key) {
        Some(Value::Text(text)) => text.bytes.clone(),
        _ => Vec::new(),
    };
    let family = file
        .dict(descendant, "CIDSystemInfo")
        .map(|info| CidFamily::from_registry_ordering(&string(info, "Registry"), &string(info, "Ordering")));
    let table = family.and_then(|family| family.ucs2_cmap()).and_then(load_embedded);
    let meaning = match table.and_then(|data| CMap::parse(data, load_embedded)) {
        Some(table) => Meaning::Collection(Box::new(table)),
        None => by_font(look, file, descendant)?.map_or(Meaning::Unknown, Meaning::Font),
    };
    Ok(Codes::Glyphs { cids: cids.map(Box::new), meaning })
}

/// The characters of the glyphs of an embedded font.
fn by_font(look: &mut Look, file: &File<'_>, dict: &Dict) -> Result<Option<HashMap<u16, char>>, Why> {
    let descriptor = file.dict(dict, "FontDescriptor");
    let font = descriptor.and_then(|descriptor| descriptor.get("FontFile2").or(descriptor.get("FontFile3")));
    let Some(Value::Ref(number)) = font else { return Ok(None) };
    let data = file.data(look, *number)?.unwrap_or_default();
    let Ok(face) = ttf_parser::Face::parse(&data, 0) else { return Ok(None) };
    let chars = meanings(&face);
    Ok((!chars.is_empty()).then_some(chars))
}

/// The characters that a font has glyphs for, by these.
fn meanings(face: &ttf_parser::Face<'_>) -> HashMap<u16, char> {
    let mut chars = HashMap::new();
    let tables = face.tables().cmap.iter().flat_map(|cmap| cmap.subtables);
    for table in tables.filter(|table| table.is_unicode()) {
        table.codepoints(|code| {
            // Fonts of signs have their codes where nothing has a meaning.
            let c = char::from_u32(code).filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}'));
            if let Some((glyph, c)) = table.glyph_index(code).zip(c) {
                chars.entry(glyph.0).or_insert(c);
            }
        });
    }
    chars
}

/// The glyph that a font of signs has for a code.
fn glyph_of(face: &ttf_parser::Face<'_>, code: u8) -> Option<ttf_parser::GlyphId> {
    let tables = || face.tables().cmap.iter().flat_map(|cmap| cmap.subtables);
    let code = u32::from(code);
    tables().find_map(|table| table.glyph_index(0xf000 | code)).or_else(|| {
        let plain = tables().find(|table| !table.is_unicode())?;
        plain.glyph_index(code)
    })
}

/// Fonts of at most 256 characters.
fn simple(look: &mut Look, file: &File<'_>, dict: &Dict) -> Result<Box<[Option<String>; 256]>, Why> {
    let mut names: Box<[Option<String>; 256]> = Box::new([const { None }; 256]);
    let encoding = file.get(dict, "Encoding");
    let base = match encoding {
        Some(Value::Name(name)) => Some(&**name),
        Some(Value::Dict(encoding)) => file.get(encoding, "BaseEncoding").and_then(Value::name),
        _ => None,
    };
    let descriptor = file.dict(dict, "FontDescriptor");
    let is_embedded = descriptor.is_some_and(|descriptor| {
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.has(key))
    });
    let embedded = |key: &str| match descriptor.and_then(|descriptor| descriptor.get(key)) {
        Some(Value::Ref(number)) if base.is_none() => Some(*number),
        _ => None,
    };
    let data = |key: &str, look: &mut Look| -> Result<Vec<u8>, Why> {
        Ok(embedded(key).map(|number| file.data(look, number)).transpose()?.flatten().unwrap_or_default())
    };
    if base.is_some() || !is_embedded && !dict.is("Subtype", "Type3") {
        let table = if base == Some(b"MacRomanEncoding") { MACINTOSH } else { WINDOWS_1252 };
        for (code, name) in (0..=255u8).zip(names.iter_mut()) {
            let bytes = [code];
            let meant = table.decode_without_bom_handling_and_without_replacement(&bytes);
            *name = meant.map(|text| if code < 32 { String::new() } else { text.into_owned() });
        }
    }
    for (code, name) in own_encoding(&data("FontFile", look)?) {
        names[usize::from(code)] = glyph(&name);
    }
    let outlines = data("FontFile3", look)?;
    if let Some(font) = ttf_parser::cff::Table::parse(&outlines) {
        for (code, name) in (0..=255u8).zip(names.iter_mut()) {
            *name = font.glyph_index(code).and_then(|found| glyph(font.glyph_name(found)?));
        }
    }
    let outlines = data("FontFile2", look)?;
    if let Ok(face) = ttf_parser::Face::parse(&outlines, 0) {
        let meant = meanings(&face);
        for (code, name) in (0..=255u8).zip(names.iter_mut()) {
            let found = glyph_of(&face, code);
            let by_table = found.and_then(|found| meant.get(&found.0).map(|c| c.to_string()));
            *name = by_table.or_else(|| glyph(face.glyph_name(found?)?));
        }
    }
    if let Some(Value::Dict(encoding)) = encoding {
        let mut code = 0usize;
        for value in file.get(encoding, "Differences").map_or(&[][..], Value::members) {
            match file.resolved(value) {
                Value::Number(number) => code = *number as usize,
                Value::Name(name) => {
                    if let Some(slot) = names.get_mut(code) {
                        *slot = glyph(&String::from_utf8_lossy(name));
                    }
                    code += 1;
                }
                _ => {}
            }
        }
    }
    Ok(names)
}

/// The encoding that a Type 1 font states in its first, readable part: `dup 65 /A put`.
fn own_encoding(font: &[u8]) -> Vec<(u8, String)> {
    let end = memchr::memmem::find(font, b"eexec").unwrap_or(font.len());
    let text = String::from_utf8_lossy(&font[..end]);
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let entry = |words: &[&str]| match words {
        ["dup", code, name, "put"] => Some((code.parse().ok()?, name.strip_prefix('/')?.to_owned())),
        _ => None,
    };
    words.windows(4).filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_says_its_own_encoding() {
        let font = b"%!PS\n/Encoding 256 array\ndup 49 /one put\ndup 65 /A put\nreadonly def eexec\x80 dup 1 /B put ";
        assert_eq!(own_encoding(font), [(49, "one".to_owned()), (65, "A".to_owned())]);
    }
}
