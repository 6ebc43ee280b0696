//! Sheets of paper: posters, bulletins and cards into PDF, by Typst within this process. Pure: views, theme bytes and
//! what was made before in, bytes out.
//!
//! - [`fonts`]: the theme's faces, and which characters each has
//! - [`glyphs`]: every character looked for in them before anything is set
//! - [`data`]: what a template is given, as values and never as source
//! - [`cache`]: sheets that need not be set again, and why the others must
//! - `press`: Typst itself; without the feature `posters` there is none

pub mod cache;
mod data;
pub mod fonts;
pub mod glyphs;
#[cfg(not(feature = "posters"))]
#[path = "no_press.rs"]
mod press;
#[cfg(feature = "posters")]
mod press;
#[cfg(feature = "posters")]
mod qr;

use rayon::prelude::*;

use crate::blob::Blob;
use crate::diagnostic::Diagnostics;
use crate::site::view::Poster;
use crate::theme::{Theme, ThemeFile};

use super::strings::Strings;
use cache::{Keys, Reason, SheetCache};
use fonts::Fonts;
use glyphs::Missing;
use press::Press;

/// Whether this program can set paper at all.
pub const AVAILABLE: bool = cfg!(feature = "posters");

/// So many sheets are set between two clearings of the typesetter's memory.
const BATCH: usize = 16;

/// A theme ready for paper.
#[derive(Debug)]
pub struct Studio<'t> {
    theme: &'t Theme,
    strings: Strings,
    fonts: Fonts<'t>,
}

/// One finished PDF.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// File name: `grid-x.pdf`.
    pub name: String,
    /// The PDF.
    pub bytes: Blob,
    /// Every text that it was given, a line each: what to look through for private values, because the PDF itself
    /// is compressed.
    pub text: String,
    /// Why it was set; `None` when an earlier one was good still.
    pub set: Option<Reason>,
}

/// All sheets, and the record by which the next run knows them.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    /// In the order of the plan.
    pub list: Vec<Sheet>,
    /// `posters.json`
    pub record: Vec<u8>,
    /// Names of sheets that were asked for and cannot be set.
    pub stopped: Vec<String>,
}

impl<'t> Studio<'t> {
    /// Takes in the theme's words for `language` and its fonts, `more` fonts behind them.
    pub fn open(
        theme: &'t Theme,
        language: &str,
        more: &'t [(String, ThemeFile)],
    ) -> Result<Studio<'t>, Diagnostics> {
        let (strings, mut problems) = Strings::read(theme, language);
        match Fonts::read(theme, more) {
            Ok(fonts) if !problems.has_errors() => Ok(Studio { theme, strings, fonts }),
            Ok(_) => Err(problems),
            Err(faults) => {
                problems.append(faults);
                Err(problems)
            }
        }
    }

    /// Every character that no font has, with the text it stands in.
    pub fn missing(&self, posters: &[Poster]) -> Vec<Missing> {
        glyphs::missing(&self.fonts, &self.strings, posters)
    }

    /// All sheets as PDF; what `kept` proves unchanged is not set again. `tick` is called after each sheet.
    pub fn print(
        &self,
        posters: &[Poster],
        archive: bool,
        kept: &SheetCache,
        tick: &(dyn Fn() + Sync),
    ) -> Result<Sheets, Diagnostics> {
        let keys = Keys::new(self.theme, &self.strings, &self.fonts);
        let verdicts: Vec<cache::Verdict> =
            posters.par_iter().map(|poster| kept.judge(&keys, poster, archive)).collect();
        let due: Vec<&Poster> = posters
            .iter()
            .zip(&verdicts)
            .filter(|(_, verdict)| verdict.bytes.is_none())
            .map(|(poster, _)| poster)
            .collect();
        (due.len()..posters.len()).for_each(|_| tick());
        let mut set = self.each(&due, |press, poster| press.pdf(poster, archive), tick)?.into_iter();
        let mut list = Vec::with_capacity(posters.len());
        for (poster, verdict) in posters.iter().zip(&verdicts) {
            // As many were set as are due, in the same order.
            let bytes = verdict.bytes.clone().or_else(|| set.next().map(Blob::from)).unwrap_or_default();
            list.push(Sheet {
                name: format!("{}.pdf", poster.name),
                bytes,
                text: glyphs::text(&poster.view),
                set: verdict.reason,
            });
        }
        let files: Vec<(&str, &Blob)> = list.iter().map(|sheet| (&*sheet.name, &sheet.bytes)).collect();
        let record = cache::record(kept, &keys, &verdicts, &files);
        Ok(Sheets { list, record, stopped: Vec::new() })
    }

    /// All sheets as PNG, a file a page.
    pub fn preview(&self, posters: &[Poster], tick: &(dyn Fn() + Sync)) -> Result<Sheets, Diagnostics> {
        let due: Vec<&Poster> = posters.iter().collect();
        let pages = self.each(&due, |press, poster| press.png(poster), tick)?;
        let mut sheets = Sheets::default();
        for (poster, pages) in posters.iter().zip(pages) {
            for (page, bytes) in pages.into_iter().enumerate() {
                let number = if page == 0 { String::new() } else { format!("-{}", page + 1) };
                sheets.list.push(Sheet {
                    name: format!("{}{number}.png", poster.name),
                    bytes: bytes.into(),
                    text: glyphs::text(&poster.view),
                    set: Some(Reason::New),
                });
            }
        }
        Ok(sheets)
    }

    /// Runs `make` for every sheet, a batch at a time, so that memory stays bounded.
    fn each<T: Send>(
        &self,
        due: &[&Poster],
        make: impl Fn(&Press<'_>, &Poster) -> Result<T, Diagnostics> + Sync,
        tick: &(dyn Fn() + Sync),
    ) -> Result<Vec<T>, Diagnostics> {
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let press = Press::new(self.theme, &self.strings, &self.fonts);
        let mut made = Vec::with_capacity(due.len());
        let mut problems = Diagnostics::default();
        for batch in due.chunks(BATCH) {
            let results: Vec<Result<T, Diagnostics>> = batch
                .par_iter()
                .map(|poster| {
                    let result = make(&press, poster);
                    tick();
                    result
                })
                .collect();
            for result in results {
                match result {
                    Ok(sheet) => made.push(sheet),
                    Err(found) => add_new(&mut problems, found),
                }
            }
            press::forget();
            // One broken template breaks every sheet: there is no use in setting the others.
            if problems.has_errors() {
                return Err(problems);
            }
        }
        Ok(made)
    }
}

/// Adds what is not there yet: every sheet meets the same fault of a template.
fn add_new(problems: &mut Diagnostics, found: Diagnostics) {
    for problem in found.iter() {
        if !problems.iter().any(|known| known.span == problem.span && known.message == problem.message) {
            problems.push(problem.clone());
        }
    }
}
