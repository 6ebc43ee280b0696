//! One file of `content/`, from bytes to raw records: a function of its bytes alone.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::bytes::{self, Refused};
use super::context::{Context, MAX_PROBLEMS};
use super::encoding::{self, Decoded};
use super::find::{FileKind, FoundFile};
use super::names::Names;
use super::outcome::{Content, RawPage, ReadFile, gather, name_links};
use super::records::{Raw, RawFront};
use super::shape::Decode;
use super::site::RawSite;
use super::tree::{Data, Node};
use super::values::MarkdownText;
use super::whole::FileReader;
use super::{comments, edit, recover, rules};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Places, SourceId, Span};
use crate::text;

/// The names of all keys that there are.
pub(super) static NAMES: LazyLock<Names> =
    LazyLock::new(|| Names::of(&[Raw::KEYS, RawFront::KEYS, RawSite::KEYS]));

/// Reads one file from its bytes, or tells why there are none. `known` is what it last held.
pub(super) fn read(
    found: &FoundFile,
    id: SourceId,
    bytes: Result<Vec<u8>, Refused>,
    known: Option<&ReadFile>,
) -> ReadFile {
    let mut out = Diagnostics::default();
    let is_refused = refuse(found, id, &mut out);
    let Decoded { text, doubts } = match bytes {
        _ if is_refused => Decoded::default(),
        Ok(bytes) => {
            let sound = known.filter(|known| known.problems.is_empty()).map(|known| &*known.text);
            encoding::decode(id, bytes, sound, &mut out)
        }
        Err(refused) => {
            let advice = text!("按村或按月拆成几个文件。", "Split it by village or month.");
            out.push(refused.diagnostic(&found.path, Span::file(id), advice));
            Decoded::default()
        }
    };
    let folder = found.path.rsplit_once('/').map_or("content", |(folder, _)| folder);
    let mut cx = Context::new(&NAMES, id, &text, folder, out);
    let content = match found.kind {
        // Garbled text is told; the rest of the file is read all the same.
        _ if is_refused || (text.is_empty() && cx.out.has_errors()) => Content::Nothing,
        FileKind::Page => {
            page(found, &text, &mut cx).map_or(Content::Nothing, |page| Content::Page(Arc::new(page)))
        }
        FileKind::Site | FileKind::MisnamedSite => {
            record(&text, &mut cx).map_or(Content::Nothing, |site| Content::Site(Arc::new(site)))
        }
        _ => records(&mut cx, known).map_or(Content::Nothing, |raw| Content::Records(Arc::new(raw))),
    };
    if cx.is_full() {
        let message = text!(
            "这个文件的问题超过 {MAX_PROBLEMS} 处，其余的没有列出",
            "more than {MAX_PROBLEMS} problems in this file, the limit: the rest are not listed"
        );
        cx.out.push(Diagnostic::new(&rules::LIMIT_EXCEEDED, Span::file(id), message));
    }
    if matches!(content, Content::Nothing) && cx.out.has_errors() && cx.unread.is_empty() {
        cx.unread.push(recover::whole(&NAMES, id, &text, 0..text.len()));
    }
    let Context { mut out, mut hidden, mut files, faulty, unread, .. } = cx;
    files.sort_by_key(|file| file.span);
    // Nobody knows what stands in lines that could not be read.
    hidden.extend(unread.iter().filter(|part| !part.is_public).map(|part| part.span));
    for doubt in doubts {
        out.push(doubt.diagnostic(&text, is_private(doubt.place(), &text, &hidden)));
    }
    ReadFile { problems: out, content, hidden, files, faulty, unread, text: text.into() }
}

/// Whether what stands at `place` may be private: in a hidden value, or behind a sign that begins a comment.
fn is_private(place: Span, text: &str, hidden: &[Span]) -> bool {
    let line = text[..place.range().start].rsplit('\n').next().unwrap_or_default();
    line.contains('#') || hidden.iter().any(|span| span.start < place.end && place.start < span.end)
}

/// The file on disk. One that is refused whatever it holds is not opened: it may be a pipe.
pub(super) fn from_disk(found: &FoundFile, reading: &FileReader) -> Result<Vec<u8>, Refused> {
    match found.kind {
        FileKind::NoFile | FileKind::LinkedFromOutside => Ok(Vec::new()),
        _ => reading.read(&found.on_disk, bytes::MAX_TEXT),
    }
}

fn refuse(found: &FoundFile, id: SourceId, out: &mut Diagnostics) -> bool {
    let path = &found.path;
    match found.kind {
        FileKind::SecondSite => {
            let message = text!("“{path}”是第二个 site.yaml", "`{path}` is a second site.yaml");
            let help = text!(
                "设置只写在 content/site.yaml；把内容并过去。",
                "Settings stand in content/site.yaml only: move them there."
            );
            out.push(Diagnostic::new(&rules::SITE_DUPLICATE, Span::file(id), message).help(help));
        }
        FileKind::LinkedFromOutside => {
            let message =
                text!("“{path}”是通到 content/ 外面的链接", "`{path}` is a link that leads out of content/");
            let help = text!("把文件本身复制进来。", "Copy the file itself in.");
            out.push(Diagnostic::new(&rules::FILE_OUTSIDE, Span::file(id), message).help(help));
        }
        FileKind::Misnamed => {
            let (right, _) = path.rsplit_once('.').unwrap_or((path, ""));
            let message = text!("“{path}”多了 .txt，不会被读", "`{path}` ends in .txt and is not read");
            let help = text!(
                "改名为 {right}（先让系统显示文件的扩展名）。",
                "Rename it to {right} (let the system show file extensions first)."
            );
            out.push(Diagnostic::new(&rules::FILE_MISNAMED, Span::file(id), message).help(help));
        }
        FileKind::MisnamedSite => {
            let message = text!(
                "设置文件叫“{path}”，应叫 content/site.yaml",
                "the settings are called `{path}` instead of content/site.yaml"
            );
            let help = text!("给它改名。", "Rename it.");
            out.push(Diagnostic::new(&rules::SITE_MISSING, Span::file(id), message).help(help));
            return false;
        }
        FileKind::NoFile => {
            let advice = text!("把文件本身放在这里。", "Put the file itself here.");
            out.push(Refused::NotAFile.diagnostic(path, Span::file(id), advice));
        }
        _ => return false,
    }
    true
}

fn record<T: Decode>(text: &str, cx: &mut Context<'_>) -> Option<T> {
    match parse(text, 0..text.len(), cx) {
        Some(Node { data: Data::Empty, .. }) | None if cx.unread.is_empty() => T::decode(&empty(cx), cx),
        Some(node) => T::decode(&node, cx),
        None => None,
    }
}

/// A file that gives no keys.
fn empty(cx: &Context<'_>) -> Node<'static> {
    Node { span: Span::file(cx.file), data: Data::Map(Vec::new()) }
}

fn parse<'t>(text: &'t str, range: Range<usize>, cx: &mut Context<'_>) -> Option<Node<'t>> {
    let (node, mut unread) = recover::read(&NAMES, cx.file, text, range, &mut cx.out);
    cx.unread.append(&mut unread);
    node
}

fn records(cx: &mut Context<'_>, known: Option<&ReadFile>) -> Option<Raw> {
    if let Some(known) = known {
        let mut again = Context::new(&NAMES, cx.file, cx.text, cx.folder, Diagnostics::default());
        if let Some(raw) = edit::records(known, &mut again).filter(|_| cx.out.is_empty()) {
            *cx = again;
            return Some(raw);
        }
    }
    let text = cx.text;
    match parse(text, 0..text.len(), cx) {
        Some(Node { data: Data::Empty, .. }) | None if cx.unread.is_empty() => {
            let message = text!("文件是空的，或只有注释", "the file is empty or holds only comments");
            let help = text!("补上内容，或删除这个文件。", "Fill it or remove it.");
            cx.out.push(Diagnostic::new(&rules::FILE_EMPTY, Span::file(cx.file), message).help(help));
            None
        }
        Some(node) => {
            let raw = Raw::decode(&node, cx)?;
            gather(&raw, cx);
            Some(raw)
        }
        None => None,
    }
}

fn page(found: &FoundFile, text: &str, cx: &mut Context<'_>) -> Option<RawPage> {
    let (front, body_start) = match split_front(text) {
        Ok(Some((range, body))) => (parse(text, range, cx), body),
        Ok(None) => {
            if let Some(place) = misplaced_front(text) {
                let message = text!(
                    "页面的设置没有从第一行的“---”开始，读不到",
                    "the front matter does not begin with `---` on the first line, and is not read"
                );
                let help = text!(
                    "第一行只写“---”，设置写在它下面，再用一行“---”收尾。",
                    "Write `---` alone on the first line, the settings below it, then a line `---`."
                );
                let span = Span::new(cx.file, place);
                cx.out.push(Diagnostic::new(&rules::FRONT_MATTER_MISPLACED, span, message).help(help));
                return None;
            }
            (None, 0)
        }
        Err(()) => {
            let message = text!("开头的“---”没有收尾", "the front matter is never closed");
            let help = text!(
                "在设置之后另起一行写“---”，再写正文。",
                "Put a line `---` after the settings, then the text."
            );
            cx.out.push(
                Diagnostic::new(&rules::FRONT_MATTER_UNCLOSED, Span::new(cx.file, 0..3), message).help(help),
            );
            return None;
        }
    };
    let front = match front {
        Some(Node { data: Data::Empty, .. }) | None => empty(cx),
        Some(node) => node,
    };
    let front = RawFront::decode(&front, cx)?;
    let name = found.path.rsplit('/').next().unwrap_or(&found.path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let body_at = Span::new(cx.file, body_start..text.len());
    let is_draft = front.draft.as_ref().is_some_and(|draft| draft.value);
    let places = Places::from(body_start);
    let (text, places) = match comments::cut_page(body_start, is_draft, cx) {
        Some(cut) => (cut.text, places.without(&cut.gaps)),
        None => (text[body_start..].to_owned(), places),
    };
    let body = MarkdownText { text, folder: cx.folder.to_owned(), places };
    // Nobody sees a draft yet, nor the files it shows.
    if !is_draft {
        name_links(&body, body_at, cx);
    }
    Some(RawPage { front, body, body_at, stem, path: found.path.clone(), at: Span::file(cx.file) })
}

/// How many lines from the top settings are looked for that were put into the wrong place.
const TOP: usize = 40;

/// The line with which settings seem to begin in a page that has none on its first line: a line of dashes above a key,
/// or a key on the first line, and a line of dashes further down. A draft must not be published for a slip in its first line.
fn misplaced_front(text: &str) -> Option<Range<usize>> {
    let is_dashes = |line: &str| {
        line.chars().count() > 1 && line.chars().all(|c| matches!(c, '-' | '—' | '–' | '－' | '\u{2015}'))
    };
    let is_key = |line: &str| {
        let key = line.split_once([':', '：']).map(|(key, _)| key.trim());
        key.is_some_and(|key| RawFront::KEYS.iter().any(|known| known.en == key || known.zh == key))
    };
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n').take(TOP) {
        let body = line.trim();
        if !body.is_empty() {
            let start = at + line.find(body).unwrap_or(0);
            lines.push((body, start..start + body.len()));
        }
        at += line.len();
    }
    let opens = |index: usize| {
        let (line, _) = &lines[index];
        let next = lines[index + 1..].iter().find(|(line, _)| !line.starts_with('#'));
        is_dashes(line) && next.is_some_and(|(next, _)| is_key(next)) || index == 0 && is_key(line)
    };
    let open = (0..lines.len()).find(|&index| opens(index))?;
    lines[open + 1..].iter().any(|(line, _)| is_dashes(line)).then(|| lines[open].1.clone())
}

/// The front matter's bytes and where the body begins; `None` without front matter, an error when unclosed.
fn split_front(text: &str) -> Result<Option<(Range<usize>, usize)>, ()> {
    let Some(rest) = text.strip_prefix("---") else { return Ok(None) };
    let Some(first_break) = rest.find('\n').filter(|at| rest[..*at].trim().is_empty()) else {
        return Ok(None);
    };
    let start = 3 + first_break + 1;
    let mut at = start;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
        if text[at..end].trim_end() == "---" {
            return Ok(Some((start..at, end)));
        }
        at = end;
    }
    Err(())
}
