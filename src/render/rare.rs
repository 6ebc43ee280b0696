//! A small font for the web with the rare characters that the finished pages hold: old phones have GB 2312 and little
//! else, and a villager's name must not be a row of boxes.

mod sfnt;

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::GBK;
use rayon::prelude::*;
use subsetter::GlyphRemapper;

use crate::blob::Blob;
use crate::diagnostic::Diagnostics;
use crate::reuse::{Known, Made};
use crate::theme::Theme;

use super::artifact::Artifacts;
use super::paper::fonts::{FontFace, Fonts};

/// The style sheet that holds the colours.
pub(super) const STYLES: &str = "assets/base.css";
/// The face that is asked first: body text is set in it.
const BODY: &str = "fonts/hei-regular.otf";
/// Kinds of files whose text is shown.
const SHOWN: [&str; 3] = [".html", ".js", ".webmanifest"];

/// The rare characters of each file, by its path; made of its bytes.
pub(super) type RareOf = Known<String, Made<Blob, BTreeSet<char>>>;

/// Adds `assets/rare-N.otf` and their rules at the end of the style sheet; nothing where no rare character is shown, or
/// no font of the theme has it. Files that are `known` are not looked through again.
pub(super) fn add(artifacts: &mut Artifacts, theme: &Theme, known: &mut RareOf) -> Result<(), Diagnostics> {
    look(artifacts, known);
    let mut rare: BTreeSet<char> = known.values().flat_map(|made| &made.value).copied().collect();
    if rare.is_empty() {
        return Ok(());
    }
    let fonts = Fonts::read(theme, &[])?;
    let mut faces: Vec<&FontFace<'_>> = fonts.faces.iter().collect();
    faces.sort_by_key(|face| face.path != BODY);
    let mut rules = String::new();
    for face in faces {
        let here: BTreeSet<char> = rare.iter().copied().filter(|&c| face.has(c)).collect();
        let Some(font) = (!here.is_empty()).then(|| subset(face, &here)).flatten() else { continue };
        rare.retain(|c| !here.contains(c));
        let number = rules.matches("@font-face").count() + 1;
        let ranges: Vec<String> = here.iter().map(|&c| format!("U+{:X}", c as u32)).collect();
        rules.push_str(&format!(
            "\n@font-face {{\n  font-family: \"GKL Rare\";\n  src: url(rare-{number}.otf) format(\"opentype\");\n  \
             font-display: swap;\n  unicode-range: {};\n}}\n",
            ranges.join(", ")
        ));
        artifacts.add(format!("assets/rare-{number}.otf"), font);
    }
    artifacts.append(STYLES, rules.as_bytes());
    Ok(())
}

/// Finds every Han character of what is shown that GB 2312 lacks.
fn look(artifacts: &Artifacts, known: &mut RareOf) {
    let common = common();
    let is_shown = |path: &str| SHOWN.iter().any(|kind| path.ends_with(kind)) && !path.starts_with("assets/");
    let files: Vec<(&str, &Blob)> = artifacts.iter().filter(|(path, _)| is_shown(path)).collect();
    let files = files.into_par_iter().map(|(path, bytes)| (path.to_owned(), bytes.clone()));
    known.renew(files, |_, bytes, before| {
        Made::again(before, bytes, |bytes| common.lacking(std::str::from_utf8(bytes).unwrap_or_default()))
    });
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The Han characters of GB 2312: rows 16 to 87.
struct Common(Vec<bool>);

fn common() -> Common {
    let mut bytes = Vec::new();
    for row in 0xb0..=0xf7_u8 {
        (0xa1..=0xfe_u8).for_each(|cell| bytes.extend([row, cell]));
    }
    let mut known = vec![false; 0x10000];
    let (text, _) = GBK.decode_without_bom_handling(&bytes);
    for c in text.chars().filter(|c| is_han(*c)) {
        if let Some(slot) = known.get_mut(c as usize) {
            *slot = true;
        }
    }
    Common(known)
}

impl Common {
    fn contains(&self, c: char) -> bool {
        self.0.get(c as usize).copied().unwrap_or(false)
    }

    /// The Han characters of `text` that are none of these.
    fn lacking(&self, text: &str) -> BTreeSet<char> {
        let mut lacking = BTreeSet::new();
        let (bytes, mut at) = (text.as_bytes(), 0);
        while let Some(skipped) = beyond(&bytes[at..]) {
            at += skipped;
            let Some(c) = text[at..].chars().next() else { break };
            if is_han(c) && !self.contains(c) {
                lacking.insert(c);
            }
            at += c.len_utf8();
        }
        lacking
    }
}

/// Where a character beyond U+2FFF begins, by its first byte. Most of a page is markup: whole blocks have none, which the
/// processor sees at once.
fn beyond(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let is_free = |block: &&[u8]| block.iter().fold(0, |most, byte| most.max(*byte)) < 0xe3;
    let free = BLOCK * bytes.chunks_exact(BLOCK).take_while(is_free).count();
    bytes[free..].iter().position(|byte| *byte >= 0xe3).map(|at| free + at)
}

/// The glyphs of `characters` as a font of their own.
fn subset(face: &FontFace<'_>, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let whole = ttf_parser::Face::parse(face.bytes, face.index).ok()?;
    let mut glyphs = GlyphRemapper::new();
    let mut map: BTreeMap<u32, u16> = BTreeMap::new();
    for &c in characters {
        map.insert(c as u32, glyphs.remap(whole.glyph_index(c)?.0));
    }
    let bare = subsetter::subset(face.bytes, face.index, &glyphs).ok()?;
    let metrics = whole.raw_face().table(ttf_parser::Tag::from_bytes(b"OS/2"))?;
    sfnt::with_tables(&bare, &[(*b"OS/2", metrics.to_vec()), (*b"cmap", sfnt::cmap(&map))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Artifacts {
        let mut artifacts = Artifacts::default();
        artifacts.add(STYLES, b"body {}\n".as_slice());
        artifacts.add("index.html", text.as_bytes());
        artifacts
    }

    #[test]
    fn common_characters_need_no_font() {
        let mut artifacts = page("张三，土岭底村 the quick brown fox");
        add(&mut artifacts, &Theme::builtin(), &mut RareOf::default()).unwrap();
        assert_eq!(artifacts.len(), 2);
    }

    #[test]
    fn a_rare_character_is_found_wherever_it_stands() {
        let common = common();
        for length in 0..200 {
            let text = format!("{}喆{}", "a".repeat(length), "中b".repeat(length % 70));
            assert_eq!(common.lacking(&text), BTreeSet::from(['喆']), "behind {length} bytes");
        }
    }

    #[test]
    fn rare_ones_come_with_a_font_that_has_them() {
        // 𬭛 is in the third level of the table of general characters, 喆 is in no GB 2312.
        let mut artifacts = page("李喆、王𬭛");
        add(&mut artifacts, &Theme::builtin(), &mut RareOf::default()).unwrap();
        let font = artifacts.get("assets/rare-1.otf").unwrap();
        let face = ttf_parser::Face::parse(font, 0).unwrap();
        for c in ['喆', '𬭛'] {
            let glyph = face.glyph_index(c).unwrap();
            assert!(face.glyph_bounding_box(glyph).is_some(), "{c} is drawn");
        }
        assert!(face.glyph_index('李').is_none());
        assert!(font.len() < 20_000, "{} bytes", font.len());
        let styles = std::str::from_utf8(artifacts.get(STYLES).unwrap()).unwrap();
        assert!(
            styles.starts_with("body {}\n") && styles.contains("unicode-range: U+5586, U+2CB5B"),
            "{styles}"
        );
    }
}
