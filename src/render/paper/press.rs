//! Typst within this process: the theme's templates and one sheet's data as its whole world. No clock, no network, no
//! files of the machine.

use std::collections::HashMap;

use chrono::Datelike;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, Scalar};
use typst::{Library, LibraryExt, World, WorldExt, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use crate::calendar::NaiveDate;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::render::fault::{self, FONT, TEMPLATE};
use crate::render::strings::Strings;
use crate::site::view::Poster;
use crate::source::Span;
use crate::text;
use crate::theme::Theme;

use super::fonts::Fonts;
use super::{data, qr};

/// Longer side of a preview in pixels.
const PREVIEW: f64 = 1600.0;
/// Path of a sheet's data as templates see it.
const SHEET: &str = "/sheet.json";
/// Path of the theme's words as templates see it.
const WORDS: &str = "/words.json";
/// Path of a sheet's QR code, where it has an address.
const QR: &str = "/qr.png";
/// Where templates lie in a theme.
const FOLDER: &str = "posters/";

/// The typesetter with the theme's fonts and templates in place.
pub(super) struct Press<'a> {
    theme: &'a Theme,
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// Templates and whatever lies beside them, by path within the theme.
    files: HashMap<FileId, Held>,
}

/// A file of Typst's world.
enum Held {
    Template(Source),
    Other(Bytes),
}

impl<'a> Press<'a> {
    pub(super) fn new(theme: &'a Theme, strings: &'a Strings, fonts: &Fonts<'a>) -> Press<'a> {
        let mut read: Vec<(*const u8, Bytes)> = Vec::new();
        let mut set = Vec::new();
        for face in &fonts.faces {
            // A collection's faces share its bytes.
            let at = face.bytes.as_ptr();
            let bytes = match read.iter().find(|(known, _)| *known == at) {
                Some((_, bytes)) => bytes.clone(),
                None => {
                    let bytes = lasting(theme, face.path, face.bytes);
                    read.push((at, bytes.clone()));
                    bytes
                }
            };
            set.extend(Font::new(bytes, face.index));
        }
        let mut files = HashMap::new();
        for (path, file) in theme.files.iter().filter(|(path, _)| path.starts_with(FOLDER)) {
            let Some(id) = id(path) else { continue };
            let text = std::str::from_utf8(&file.bytes).ok().filter(|_| path.ends_with(".typ"));
            let held = match text {
                Some(text) => Held::Template(Source::new(id, text.to_owned())),
                None => Held::Other(Bytes::new(file.bytes.clone())),
            };
            files.insert(id, held);
        }
        files.extend(id(WORDS).map(|id| (id, Held::Other(Bytes::new(data::words(strings))))));
        Press {
            theme,
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&set)),
            fonts: set,
            files,
        }
    }

    /// The PDF of a sheet.
    pub(super) fn pdf(&self, poster: &Poster, archive: bool) -> Result<Vec<u8>, Diagnostics> {
        let world = Desk::new(self, poster);
        let document = world.document()?;
        let standards = if archive { &[PdfStandard::A_2b][..] } else { &[] };
        let options = PdfOptions {
            ident: Smart::Custom(format!("{} {}", poster.view.frame().title, poster.name)),
            creator: Smart::Custom(Some(concat!("gongkailan ", env!("CARGO_PKG_VERSION")).to_owned())),
            standards: PdfStandards::new(standards).unwrap_or_default(),
            timestamp: midnight(&poster.view.frame().as_of).map(Timestamp::new_utc),
            ..PdfOptions::default()
        };
        let mut pdf = typst_pdf::pdf(&document, &options).map_err(|errors| world.told(&errors))?;
        without_suspects(&mut pdf);
        Ok(pdf)
    }

    /// The pages of a sheet as PNG.
    pub(super) fn png(&self, poster: &Poster) -> Result<Vec<Vec<u8>>, Diagnostics> {
        let world = Desk::new(self, poster);
        let document = world.document()?;
        let page = |page: &typst_layout::Page| {
            let size = page.frame.size();
            let scale = PREVIEW / size.x.to_pt().max(size.y.to_pt()).max(1.0);
            let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
            // Pixels into memory: this cannot fail.
            typst_render::render(page, &options).encode_png().unwrap_or_default()
        };
        Ok(document.pages().iter().map(page).collect())
    }
}

/// Blanks a key whose value is the default anyway, byte for byte: poppler takes it for a fault of the file and says so
/// whenever it opens one.
fn without_suspects(pdf: &mut [u8]) {
    const KEY: &[u8] = b"/Suspects false";
    if let Some(at) = memchr::memmem::rfind(pdf, KEY) {
        pdf[at..at + KEY.len()].fill(b' ');
    }
}

/// The as-of date as the day the file says it was made on: archives ask for one, and the clock is not asked.
fn midnight(day: &str) -> Option<Datetime> {
    let day: NaiveDate = day.parse().ok()?;
    Datetime::from_ymd_hms(day.year(), day.month() as u8, day.day() as u8, 0, 0, 0)
}

/// A font's bytes for as long as Typst may want them; those of the theme are not copied.
fn lasting(theme: &Theme, path: &str, bytes: &[u8]) -> Bytes {
    match theme.files.get(path).map(|file| &file.bytes) {
        Some(own) if own.as_ptr() == bytes.as_ptr() => Bytes::new(own.clone()),
        _ => Bytes::new(bytes.to_vec()),
    }
}

/// Clears what the typesetter remembers of sheets before the last batch: it would remember all of them.
pub(super) fn forget() {
    comemo::evict(1);
}

/// A path within the theme as Typst names it.
fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The press with one sheet on it.
struct Desk<'a> {
    press: &'a Press<'a>,
    main: Option<FileId>,
    /// The sheet's data and pictures.
    own: HashMap<FileId, Bytes>,
}

impl<'a> Desk<'a> {
    fn new(press: &'a Press<'a>, poster: &Poster) -> Desk<'a> {
        let sheet = id(SHEET).map(|id| (id, Bytes::new(data::sheet(&poster.view))));
        let photos = poster
            .photos
            .iter()
            .filter_map(|photo| Some((id(&photo.name)?, Bytes::new(photo.bytes.clone()))));
        let address = poster.view.frame().address.as_deref();
        let codes = poster.view.codes().map(|code| (&*code.name, &*code.address));
        let codes = address.map(|address| (QR, address)).into_iter().chain(codes);
        let codes = codes.filter_map(|(name, address)| Some((id(name)?, Bytes::new(qr::png(address)?))));
        let own = sheet.into_iter().chain(codes).chain(photos).collect();
        Desk { press, main: id(&format!("{FOLDER}{}.typ", poster.kind.name())), own }
    }

    /// The sheet set, with a glyph for every character.
    fn document(&self) -> Result<PagedDocument, Diagnostics> {
        let document = typst::compile::<PagedDocument>(self).output.map_err(|errors| self.told(&errors))?;
        let blank = document.pages().iter().find_map(|page| without_glyph(&page.frame));
        match blank {
            None => Ok(document),
            Some(text) => {
                let message =
                    text!("没有一种字体有“{text}”里的某个字", "no font has some character of `{text}`");
                let mut problems = Diagnostics::default();
                problems.push(Diagnostic::new(&FONT, Span::BOARD, message));
                Err(problems)
            }
        }
    }

    /// Typst's errors as ours: its words, our places.
    fn told(&self, errors: &[SourceDiagnostic]) -> Diagnostics {
        let mut problems = Diagnostics::default();
        for error in errors {
            let message = &error.message;
            let path = error.span.id().map(|id| id.vpath().get_without_slash().to_owned());
            let path = path.unwrap_or_default();
            let range = self.range(error.span).unwrap_or_default();
            let file = self.press.theme.files.get(&path);
            let (span, place) = match file.and_then(|file| file.source) {
                Some(source) => (Span::new(source, range), path),
                None => {
                    let text = file.map(|file| String::from_utf8_lossy(&file.bytes)).unwrap_or_default();
                    let line = text.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
                    (Span::BOARD, format!("{path}:{line}"))
                }
            };
            let said = fault::message(&place, message);
            problems.push(Diagnostic::new(&TEMPLATE, span, said));
        }
        problems
    }
}

/// A text of the frame of which some character has no glyph.
fn without_glyph(frame: &Frame) -> Option<String> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => without_glyph(&group.frame),
        FrameItem::Text(text) => text.glyphs.iter().any(|glyph| glyph.id == 0).then(|| text.text.to_string()),
        _ => None,
    })
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        // A kind's name makes a sound path, so there is always one.
        self.main.unwrap_or_else(|| Source::detached("").id())
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.press.files.get(&id) {
            Some(Held::Template(source)) => Ok(source.clone()),
            Some(Held::Other(_)) => Err(FileError::NotSource),
            None => Err(FileError::NotFound(id.vpath().get_without_slash().into())),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(bytes) = self.own.get(&id) {
            return Ok(bytes.clone());
        }
        match self.press.files.get(&id) {
            Some(Held::Template(source)) => Ok(Bytes::from_string(source.clone())),
            Some(Held::Other(bytes)) => Ok(bytes.clone()),
            None => Err(FileError::NotFound(id.vpath().get_without_slash().into())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// There is no today: the as-of date is in the sheet.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
