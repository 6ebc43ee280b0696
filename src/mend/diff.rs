//! What is changed, as a unified diff without context. Lines that must not be shown are only counted.

use std::fmt::Write;

use super::{Patch, apply};
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Lang, Text};
use crate::source::{Source, Sources, Span};
use crate::text;

/// The changes of one file; `colour` as on terminals.
pub fn diff(patch: &Patch, sources: &Sources, lang: Lang, colour: bool) -> String {
    let path = visible(&patch.path);
    let mut out = format!("--- {path}\n+++ {path}\n");
    let Some((_, source)) = sources.iter().find(|(_, source)| source.path == patch.path) else { return out };
    if patch.bom {
        let Text { zh, en } = text!("去掉文件开头的 BOM 标记", "the mark (BOM) at the file's beginning goes");
        out += &format!("@@ 1 @@ {}\n", if lang == Lang::Zh { zh } else { en });
    }
    let mut edits = patch.edits.as_slice();
    while let Some((first, _)) = edits.first() {
        let line = sources.position(*first).line;
        let count = edits.iter().take_while(|(span, _)| sources.position(*span).line == line).count();
        let (here, rest) = edits.split_at(count);
        edits = rest;
        let _ = writeln!(out, "@@ -{line} +{line} @@");
        let (old, new) = lines(source, here, line);
        let is_hidden = here.iter().any(|(span, _)| !sources.is_shown(*span));
        for (sign, code, text) in [('-', 31, old), ('+', 32, new)] {
            let shown = if is_hidden { secret(lang).to_owned() } else { visible(&text).into_owned() };
            match colour {
                true => out += &format!("\u{1b}[{code}m{sign}{shown}\u{1b}[0m\n"),
                false => out += &format!("{sign}{shown}\n"),
            }
        }
    }
    out
}

/// The line before and after.
fn lines(source: &Source, edits: &[(Span, String)], line: usize) -> (String, String) {
    let range = source.line_range(line - 1);
    let old = &source.text[range.clone()];
    let within: Vec<(Span, String)> = edits
        .iter()
        .map(|(span, fix)| {
            let at = |byte: u32| (byte as usize).saturating_sub(range.start).min(old.len());
            (Span::new(span.file, at(span.start)..at(span.end)), fix.clone())
        })
        .collect();
    (old.to_owned(), apply(old, &within))
}

fn secret(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "（含电话或内部信息，不显示）",
        Lang::En => "(holds a phone or private details: not shown)",
    }
}
