//! The fonts of a theme: `fonts/*.otf`, `.ttf`, `.ttc`, and which characters each face has.

use ttf_parser::Face;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::render::fault::FONT;
use crate::source::Span;
use crate::text;
use crate::theme::{Theme, ThemeFile};

/// Where fonts lie in a theme.
const FOLDER: &str = "fonts/";

/// One face of a font file.
#[derive(Debug)]
pub struct FontFace<'t> {
    /// The file: its path within the theme, or on the machine.
    pub path: &'t str,
    /// The whole file.
    pub bytes: &'t [u8],
    /// Which of the file's faces.
    pub index: u32,
    coverage: Coverage,
}

impl FontFace<'_> {
    /// Whether it has a glyph for `c`.
    pub fn has(&self, c: char) -> bool {
        self.coverage.has(c)
    }
}

/// All faces, the theme's in the order of their paths, then others.
#[derive(Debug)]
pub struct Fonts<'t> {
    /// Every face.
    pub faces: Vec<FontFace<'t>>,
}

impl<'t> Fonts<'t> {
    /// Reads the theme's fonts and `more`; every file that is no font is a fault.
    pub fn read(theme: &'t Theme, more: &'t [(String, ThemeFile)]) -> Result<Fonts<'t>, Diagnostics> {
        let mut fonts = Fonts { faces: Vec::new() };
        let mut problems = Diagnostics::default();
        let own = theme.files.iter().filter(|(path, _)| path.starts_with(FOLDER) && is_font(path));
        for (path, file) in own.chain(more.iter().map(|(path, file)| (path, file))) {
            let known = fonts.faces.len();
            fonts.add(path, &file.bytes);
            if fonts.faces.len() == known {
                problems.push(broken(path));
            }
        }
        if problems.has_errors() { Err(problems) } else { Ok(fonts) }
    }

    fn add(&mut self, path: &'t str, bytes: &'t [u8]) {
        for index in 0..ttf_parser::fonts_in_collection(bytes).unwrap_or(1) {
            let face = Face::parse(bytes, index).ok();
            let coverage = face.as_ref().map(Coverage::of).filter(|coverage| !coverage.is_empty());
            self.faces.extend(coverage.map(|coverage| FontFace { path, bytes, index, coverage }));
        }
    }

    /// Whether any face has a glyph for `c`.
    pub fn has(&self, c: char) -> bool {
        self.faces.iter().any(|face| face.has(c))
    }
}

/// Whether a file is a font by its name.
pub fn is_font(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("otf" | "ttf" | "ttc" | "otc"))
}

fn broken(path: &str) -> Diagnostic {
    let message = text!("字体 {path} 读不出来", "the font {path} cannot be read");
    let help = text!(
        "换成完整的 OTF、TTF 或 TTC 字体文件；不需要就删掉它。",
        "Put a whole OTF, TTF or TTC font there, or remove it."
    );
    Diagnostic::new(&FONT, Span::BOARD, message).help(help)
}

/// A set of code points, a bit each.
#[derive(Debug)]
struct Coverage(Vec<u64>);

impl Coverage {
    fn of(face: &Face<'_>) -> Coverage {
        let mut bits = Vec::new();
        for table in face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables) {
            if !table.is_unicode() {
                continue;
            }
            table.codepoints(|code| {
                if table.glyph_index(code).is_some_and(|glyph| glyph.0 != 0) {
                    let word = code as usize / 64;
                    if bits.len() <= word {
                        bits.resize(word + 1, 0u64);
                    }
                    bits[word] |= 1 << (code % 64);
                }
            });
        }
        Coverage(bits)
    }

    fn has(&self, c: char) -> bool {
        let code = c as usize;
        self.0.get(code / 64).is_some_and(|word| word & (1 << (code % 64)) != 0)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
