//! Workbooks of Excel up to 2003 (BIFF8, and BIFF5 of Excel 95), and of WPS as .et: records one behind the other.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use cfb::CompoundFile;
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

use super::book::Value;
use super::builder::Builder;
use super::formats::Format;
use super::records::{Data, Record, Records};
use super::refusal::Why;
use super::strings::Strings;

/// What records are called.
mod kind {
    pub(super) const BEGIN: u16 = 0x0809;
    pub(super) const END: u16 = 0x000a;
    pub(super) const PASSWORD: u16 = 0x002f;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const DATE_MODE: u16 = 0x0022;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const STYLE: u16 = 0x00e0;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const STRINGS: u16 = 0x00fc;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const COLUMNS: u16 = 0x007d;
    pub(super) const MERGED: u16 = 0x00e5;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const SHORT_NUMBER: u16 = 0x027e;
    pub(super) const SHORT_NUMBERS: u16 = 0x00bd;
    pub(super) const SHARED_TEXT: u16 = 0x00fd;
    pub(super) const TEXT: u16 = 0x0204;
    pub(super) const RICH_TEXT: u16 = 0x00d6;
    pub(super) const TRUTH: u16 = 0x0205;
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const FORMULA_TEXT: u16 = 0x0207;
}

/// Files within such a file that tell what it is.
const OTHERS: [(&str, &str, &str); 3] = [
    ("WordDocument", "Word 文档（doc）", "a document of Word (doc)"),
    ("PowerPoint Document", "演示文稿（ppt）", "a presentation (ppt)"),
    ("__properties_version1.0", "邮件（msg）", "a mail (msg)"),
];

pub(super) fn read(bytes: &[u8], book: &mut Builder) -> Result<(), Why> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Why::Broken)?;
    if file.exists("EncryptedPackage") {
        return Err(Why::Password);
    }
    if let Some((_, zh, en)) = OTHERS.iter().find(|(name, ..)| file.exists(name)) {
        return Err(Why::Other(zh, en));
    }
    if file.exists("_VBA_PROJECT_CUR") {
        book.note_macros();
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name)).ok_or(Why::NoTable)?;
    let stream = file.open_stream(name).map_err(|_| Why::Broken)?;
    let mut stream_bytes = Vec::new();
    stream.take(bytes.len() as u64).read_to_end(&mut stream_bytes).map_err(|_| Why::Broken)?;
    let mut workbook = Workbook::default();
    for sheet in workbook.globals(&stream_bytes)? {
        book.sheet(&sheet.name, sheet.is_hidden)?;
        workbook.sheet(stream_bytes.get(sheet.start..).ok_or(Why::Broken)?, book)?;
    }
    Ok(())
}

struct Listed {
    start: usize,
    name: String,
    is_hidden: bool,
}

/// What holds for all sheets.
struct Workbook {
    /// Whether texts are Unicode: BIFF8.
    is_unicode: bool,
    /// In which encoding they are otherwise.
    encoding: &'static Encoding,
    from_1904: bool,
    strings: Strings,
    /// The format of each cell style.
    formats: Vec<Format>,
}

impl Default for Workbook {
    fn default() -> Workbook {
        Workbook {
            is_unicode: true,
            encoding: WINDOWS_1252,
            from_1904: false,
            strings: Strings::default(),
            formats: Vec::new(),
        }
    }
}

impl Workbook {
    /// Reads what stands before the sheets: where these begin.
    fn globals(&mut self, bytes: &[u8]) -> Result<Vec<Listed>, Why> {
        let (mut own, mut styles, mut sheets) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut records = Records::new(bytes);
        loop {
            let Record { kind, mut data } = records.next()?;
            match kind {
                kind::BEGIN => match data.u16()? {
                    0x0600 => self.is_unicode = true,
                    0x0500 => self.is_unicode = false,
                    _ => return Err(Why::Format("Excel 4.0")),
                },
                kind::PASSWORD => return Err(Why::Password),
                kind::CODE_PAGE => self.encoding = encoding(data.u16()?),
                kind::DATE_MODE => self.from_1904 = data.u16()? == 1,
                kind::FORMAT => {
                    let id = data.u16()?;
                    let length = if self.is_unicode { data.u16()? } else { data.u8()?.into() };
                    own.insert(id, Format::written(&self.text(&mut data, length)?));
                }
                kind::STYLE => {
                    data.skip(2)?;
                    styles.push(data.u16()?);
                }
                kind::SHEET => {
                    let start = data.u32()? as usize;
                    let (state, what) = (data.u8()?, data.u8()?);
                    let length = data.u8()?.into();
                    let name = self.text(&mut data, length)?.replace('\0', "");
                    // 1, 2 and 6 are macros and charts.
                    if what == 0 {
                        sheets.push(Listed { start, name, is_hidden: state & 3 != 0 });
                    }
                }
                kind::STRINGS => {
                    data.skip(4)?;
                    let count = data.u32()?;
                    for _ in 0..count {
                        // Some programs count those that they left out.
                        if data.len() == 0 {
                            break;
                        }
                        let length = data.u16()?;
                        self.strings.add(&data.unicode(length)?)?;
                    }
                }
                kind::END => break,
                _ => {}
            }
        }
        let format = |id: u16| own.get(&id).copied().unwrap_or_else(|| Format::built_in(id.into()));
        self.formats = styles.into_iter().map(format).collect();
        Ok(sheets)
    }

    fn sheet(&self, bytes: &[u8], book: &mut Builder) -> Result<(), Why> {
        let mut records = Records::new(bytes);
        // A chart in the sheet has records of its own, with a beginning and an end.
        let mut depth = 0;
        // The formula whose text comes next.
        let mut awaited = None;
        loop {
            let Record { kind, mut data } = records.next()?;
            match kind {
                kind::BEGIN => depth += 1,
                kind::END if depth <= 1 => return Ok(()),
                kind::END => depth -= 1,
                _ if depth > 1 => {}
                kind::ROW => {
                    let row = data.u16()?.into();
                    data.skip(10)?;
                    if data.u16()? & 0x20 != 0 {
                        book.hide_rows(row, row)?;
                    }
                }
                kind::COLUMNS => {
                    let (first, last, width) = (data.u16()?, data.u16()?, data.u16()?);
                    data.skip(2)?;
                    if data.u16()? & 1 != 0 || width == 0 {
                        book.hide_columns(first.into(), last.into())?;
                    }
                }
                kind::MERGED => {
                    for _ in 0..data.u16()? {
                        let mut next = || data.u16().map(u32::from);
                        let (rows, columns) = ((next()?, next()?), (next()?, next()?));
                        if rows.0 <= rows.1 && columns.0 <= columns.1 {
                            book.merge(rows, columns)?;
                        }
                    }
                }
                kind::NUMBER
                | kind::SHORT_NUMBER
                | kind::SHARED_TEXT
                | kind::TEXT
                | kind::RICH_TEXT
                | kind::TRUTH
                | kind::FORMULA => {
                    let place = (data.u16()?.into(), data.u16()?.into());
                    let format = self.format(&mut data)?;
                    let number = |value| format.value(value, self.from_1904);
                    let value = match kind {
                        kind::NUMBER => number(data.f64()?),
                        kind::SHORT_NUMBER => number(short(data.u32()?)),
                        kind::SHARED_TEXT => {
                            let shared = self.strings.get(data.u32()? as usize);
                            Value::Text(shared.unwrap_or_default().to_owned())
                        }
                        kind::TRUTH => {
                            let (value, is_error) = (data.u8()?, data.u8()? != 0);
                            truth_or_error(value, is_error)
                        }
                        kind::FORMULA => {
                            let mut result = data.clone();
                            match data.result()? {
                                // Its text stands in the next record.
                                (0, _) => {
                                    awaited = Some(place);
                                    continue;
                                }
                                (what @ (1 | 2), value) => truth_or_error(value, what == 2),
                                // Nothing; where it is to be worked out as the file is opened, not yet.
                                (3, _) => {
                                    if data.u16()? & 2 != 0 {
                                        book.not_worked_out(place)?;
                                    }
                                    continue;
                                }
                                _ => number(result.f64()?),
                            }
                        }
                        _ => {
                            let length = data.u16()?;
                            Value::Text(self.text(&mut data, length)?)
                        }
                    };
                    book.cell(place, value, kind == kind::FORMULA)?;
                }
                kind::SHORT_NUMBERS => {
                    let (row, first) = (data.u16()?.into(), u32::from(data.u16()?));
                    let mut column = first;
                    // The last column's number follows the cells.
                    while data.len() >= 6 {
                        let format = self.format(&mut data)?;
                        let value = format.value(short(data.u32()?), self.from_1904);
                        book.cell((row, column), value, false)?;
                        column += 1;
                    }
                }
                kind::FORMULA_TEXT => {
                    if let Some(place) = awaited.take() {
                        let length = data.u16()?;
                        book.cell(place, Value::Text(self.text(&mut data, length)?), true)?;
                    }
                }
                _ => {}
            }
        }
    }

    /// The format of the cell style whose number comes next.
    fn format(&self, data: &mut Data<'_>) -> Result<Format, Why> {
        let style = usize::from(data.u16()?);
        Ok(self.formats.get(style).copied().unwrap_or(Format::GENERAL))
    }

    /// The text of so many characters, or bytes, that comes next.
    fn text(&self, data: &mut Data<'_>, length: u16) -> Result<String, Why> {
        match self.is_unicode {
            true => data.unicode(length),
            false => {
                Ok(self.encoding.decode_without_bom_handling(&data.bytes(length.into())?).0.into_owned())
            }
        }
    }
}

fn encoding(code_page: u16) -> &'static Encoding {
    match code_page {
        936 => GB18030,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        _ => Encoding::for_label(format!("windows-{code_page}").as_bytes()).unwrap_or(WINDOWS_1252),
    }
}

/// A number in four bytes: a whole one or the upper half of a double, perhaps a hundred times as large as it is meant.
fn short(bits: u32) -> f64 {
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits as i32 >> 2),
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

fn truth_or_error(value: u8, is_error: bool) -> Value {
    let error = match value {
        _ if !is_error => return Value::Truth(value != 0),
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Value::Error(error.to_owned())
}
