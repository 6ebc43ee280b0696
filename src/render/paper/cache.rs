//! Sheets made earlier: which of them are good still, and why the others are set again. `posters.json` lies beside the
//! PDFs and tells of each from what it was made.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::blob::Blob;
use crate::diagnostic::Text;
use crate::render::strings::Strings;
use crate::site::view::Poster;
use crate::text;
use crate::theme::Theme;

use super::data;
use super::fonts::Fonts;

/// The record's name.
pub const RECORD: &str = "posters.json";

/// What sets the sheets: another version sets all of them again.
const PROGRAM: &str = concat!("gongkailan ", env!("CARGO_PKG_VERSION"), " Typst 0.15");

/// Why a sheet was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There was none.
    New,
    /// What lies there is not what was made: changed by hand, or gone.
    Altered,
    /// Its records, photos, words or as-of date changed.
    Data,
    /// Another sheet, bleed or standard is wanted.
    Paper,
    /// The theme's templates, words or fonts changed.
    Theme,
    /// Another version of the program made it.
    Program,
}

impl Reason {
    /// In words.
    pub fn said(self) -> Text {
        match self {
            Reason::New => text!("新的", "new"),
            Reason::Altered => text!("原来的文件不在了或被改过", "the file was altered or is gone"),
            Reason::Data => text!("内容或截至日期有变", "its content or the as-of date changed"),
            Reason::Paper => text!("纸张、出血或标准有变", "the paper, bleed or standard changed"),
            Reason::Theme => {
                text!("主题的版式、文字或字体有变", "the theme's templates, words or fonts changed")
            }
            Reason::Program => text!("程序换了版本", "another version of the program made it"),
        }
    }
}

/// `posters.json`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    program: String,
    theme: String,
    sheets: BTreeMap<String, Entry>,
}

/// From what a sheet was made, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    data: String,
    paper: String,
    pdf: String,
}

/// What an earlier run left.
#[derive(Clone, Debug, Default)]
pub struct SheetCache {
    record: Record,
    files: BTreeMap<String, Blob>,
    /// Whether sheets that are not wanted this time stay where they are, and are known the next time.
    others_stay: bool,
}

impl SheetCache {
    /// The record's bytes, and what `read` finds under the names in it. What is no record counts as none.
    pub fn new(record: &[u8], read: impl Fn(&str) -> Option<Vec<u8>>) -> SheetCache {
        let record: Record = serde_json::from_slice(record).unwrap_or_default();
        let is_name = |name: &&String| !name.contains(['/', '\\']);
        let files =
            record.sheets.keys().filter(is_name).filter_map(|name| Some((name.clone(), read(name)?.into())));
        SheetCache { files: files.collect(), record, others_stay: false }
    }

    /// The same in a folder in which sheets stay that are not wanted this time.
    pub fn with_others(self) -> SheetCache {
        SheetCache { others_stay: true, ..self }
    }

    /// Sheets that are not among `wanted`, as far as they are as good as when they were made.
    fn others(&self, keys: &Keys, wanted: &[(&str, &Blob)]) -> impl Iterator<Item = (String, Entry)> {
        let is_current =
            self.others_stay && self.record.program == PROGRAM && self.record.theme == keys.theme;
        let known = self.record.sheets.iter().filter(move |_| is_current);
        let is_other = |name: &String| wanted.iter().all(|(wanted, _)| *wanted != name);
        let is_whole =
            |name: &String, entry: &Entry| self.files.get(name).is_some_and(|file| hash(file) == entry.pdf);
        known
            .filter(move |(name, entry)| is_other(name) && is_whole(name, entry))
            .map(|(name, entry)| (name.clone(), entry.clone()))
    }

    /// Whether `poster` was made already of the same, and if not, why it must be set.
    pub(super) fn judge(&self, keys: &Keys, poster: &Poster, archive: bool) -> Verdict {
        let (data, paper) = keys.of(poster, archive);
        let name = format!("{}.pdf", poster.name);
        let entry = self.record.sheets.get(&name);
        let file = self.files.get(&name);
        let is_whole = entry.zip(file).is_some_and(|(entry, file)| hash(file) == entry.pdf);
        let reason = match entry {
            None => Some(Reason::New),
            Some(_) if !is_whole => Some(Reason::Altered),
            Some(_) if self.record.program != PROGRAM => Some(Reason::Program),
            Some(_) if self.record.theme != keys.theme => Some(Reason::Theme),
            Some(entry) if entry.paper != paper => Some(Reason::Paper),
            Some(entry) if entry.data != data => Some(Reason::Data),
            Some(_) => None,
        };
        Verdict { bytes: file.filter(|_| reason.is_none()).cloned(), reason, data, paper }
    }
}

/// What becomes of a sheet.
pub(super) struct Verdict {
    /// The earlier PDF where it is good still.
    pub bytes: Option<Blob>,
    /// Why it must be set.
    pub reason: Option<Reason>,
    data: String,
    paper: String,
}

/// By what sheets are known again.
pub(super) struct Keys {
    theme: String,
}

impl Keys {
    pub(super) fn new(theme: &Theme, strings: &Strings, fonts: &Fonts<'_>) -> Keys {
        let mut hasher = blake3::Hasher::new();
        for (path, file) in theme.files.iter().filter(|(path, _)| path.starts_with("posters/")) {
            part(&mut hasher, path.as_bytes());
            part(&mut hasher, &file.bytes);
        }
        part(&mut hasher, &data::words(strings));
        for face in fonts.faces.iter().filter(|face| face.index == 0) {
            part(&mut hasher, face.bytes);
        }
        Keys { theme: hasher.finalize().to_hex().to_string() }
    }

    fn of(&self, poster: &Poster, archive: bool) -> (String, String) {
        let mut hasher = blake3::Hasher::new();
        part(&mut hasher, &data::sheet(&poster.view));
        for photo in &poster.photos {
            part(&mut hasher, &photo.bytes);
        }
        let paper = poster.view.frame().paper;
        let standard = if archive { " PDF/A-2" } else { "" };
        let paper = format!("{} {}x{}+{}{standard}", paper.size, paper.width, paper.height, paper.bleed);
        (hasher.finalize().to_hex().to_string(), paper)
    }
}

/// Adds `bytes` so that no two lists of parts run together into one.
fn part(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// `posters.json` for `sheets`, and for others that stay beside them.
pub(super) fn record(
    kept: &SheetCache,
    keys: &Keys,
    verdicts: &[Verdict],
    sheets: &[(&str, &Blob)],
) -> Vec<u8> {
    let entry = |(verdict, &(name, bytes)): (&Verdict, &(&str, &Blob))| {
        let (data, paper) = (verdict.data.clone(), verdict.paper.clone());
        (name.to_owned(), Entry { data, paper, pdf: hash(bytes) })
    };
    let others = kept.others(keys, sheets);
    let sheets = verdicts.iter().zip(sheets).map(entry).chain(others).collect();
    let record = Record { program: PROGRAM.to_owned(), theme: keys.theme.clone(), sheets };
    // Strings into memory: this cannot fail.
    let mut json = serde_json::to_vec_pretty(&record).unwrap_or_default();
    json.push(b'\n');
    json
}
