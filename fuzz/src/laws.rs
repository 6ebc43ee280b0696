//! What must hold of every board, sound or not. Each law panics where it is broken.

use std::collections::BTreeSet;

use gongkailan::guard;
use gongkailan::load::{self, Loaded};
use gongkailan::mend;
use gongkailan::model::Records;
use gongkailan::model::register::Stage;
use gongkailan::render::Artifacts;
use gongkailan::source::{Source, Sources, Span};

use crate::{Files, Read, as_of, html, internal, paper, plan, read, render, worded};

/// A name that is private wherever inputs say so: see [`is_private`].
pub const CANARY: &str = "金丝雀";
/// A name that is private in what every board has.
const HOME: &str = "上官白鹭";

/// All laws, on the whole way. What costs as much again (a second run, files in another order) is asked of every
/// fourth input.
pub fn hold(files: &Files, given: &[u8]) -> Option<Artifacts> {
    let made = board(files);
    let artifacts = made.sound().and_then(|records| finished(&made, records));
    mending(files, &made, artifacts.as_ref());
    if given.iter().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte)) % 4 == 0 {
        again(files, &made, artifacts.as_ref());
    }
    recovery(files, given);
    artifacts
}

/// The laws of reading: problems have places, and their words keep what is private.
pub fn board(files: &Files) -> Read {
    let made = read(files);
    for problem in made.found.iter() {
        place(&made.sources, problem.span);
        problem.related.iter().for_each(|related| place(&made.sources, related.span));
    }
    if made.found.iter().next().is_some() {
        let said = worded(&made);
        secret(&made.sources, |word| said.iter().find(|text| text.contains(word)).map(String::as_str));
    }
    made
}

/// A place lies in its file, on characters.
fn place(sources: &Sources, span: Span) {
    let text = &sources.get(span.file).text;
    assert!(text.get(span.range()).is_some(), "{span:?} is no place in a file of {} bytes", text.len());
}

/// Nothing that is told or published may hold the names that are private here.
fn secret<'t>(sources: &Sources, holds: impl Fn(&str) -> Option<&'t str>) {
    let own = |(_, source): &(_, &Source)| source.path.ends_with("base.yaml");
    if !sources.iter().filter(|file| !own(file)).any(|(_, source)| source.text.contains(HOME)) {
        assert_eq!(holds(HOME), None, "{HOME} came out");
    }
    if sources.iter().all(|(_, source)| !body(source).contains(CANARY) && is_private(&source.text)) {
        assert_eq!(holds(CANARY), None, "{CANARY} came out");
    }
}

/// What stands below the front matter of a page, for everybody to read.
fn body(source: &Source) -> &str {
    let front = source.text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    match front {
        _ if !source.path.ends_with(".md") => "",
        Some((_, body)) => body,
        None => &source.text,
    }
}

/// Whether every [`CANARY`] in `text` plainly is the value of a private key, or of 户主, which is no key of ours. Inside
/// quotes or a block of text the same words would be public, and below some keys people choose their own: such texts
/// are passed over.
fn is_private(text: &str) -> bool {
    let quotes = |quote: char| text.matches(quote).count() > 1;
    let own = ["scores", "得分", "sources", "来源", "severity", "级别"];
    let is_doubtful =
        quotes('"') || quotes('\'') || text.contains(['|', '>']) || own.iter().any(|key| text.contains(key));
    if !text.contains(CANARY) || is_doubtful {
        return !text.contains(CANARY);
    }
    text.lines().filter(|line| line.contains(CANARY)).all(|line| {
        let Some((before, after)) = line.split_once(CANARY) else { return false };
        let typed = before.trim_end_matches(['"', '\'', '*', '[']).strip_suffix(": ").map(str::trim_end);
        let names = ["户主", "private", "内部"];
        let key = typed.and_then(|typed| names.iter().find_map(|name| typed.strip_suffix(name)));
        let is_begun = key.is_some_and(|before| before.is_empty() || before.ends_with([' ', '{', ',']));
        is_begun && !before.contains(['#', '&', '"', '\'']) && !after.contains(CANARY)
    })
}

/// The laws of a finished site.
fn finished(made: &Read, records: &Records) -> Option<Artifacts> {
    let artifacts = render(records, &plan(records))?;
    site(&artifacts, true);
    let paper = paper(records);
    let holds = |word: &str| {
        let file = artifacts.iter().find(|(path, bytes)| path.contains(word) || contains(bytes, word));
        file.map(|(path, _)| path).or(paper.contains(word).then_some("paper"))
    };
    secret(&made.sources, holds);
    if register(records) == said(&made.sources) {
        assert_eq!(holds(CANARY), None, "{CANARY} came out of the register");
    }
    guard::scan(&artifacts, &records.board, &records.register, &made.sources, as_of());
    internal(records);
    Some(artifacts)
}

/// The laws of finished files. Links are followed where the site is `whole`.
pub fn site(artifacts: &Artifacts, whole: bool) {
    let paths: BTreeSet<&str> = artifacts.iter().map(|(path, _)| path).collect();
    for (path, bytes) in artifacts.iter() {
        let text = || std::str::from_utf8(bytes).expect("text");
        match path.rsplit('.').next().unwrap_or_default() {
            // It is served at any address, so its links begin with the site's folder.
            "html" if path.ends_with("404.html") => {
                let folder = format!("=\"{}", artifacts.folder().unwrap_or_default());
                html::page(path, &text().replace(&folder, "=\""), whole.then_some(&paths));
            }
            "html" => html::page(path, text(), whole.then_some(&paths)),
            "json" | "webmanifest" => {
                serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON");
            }
            "xml" => {
                let odd = text()
                    .chars()
                    .find(|c| !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..));
                assert_eq!(odd, None, "{path}: no character of XML");
            }
            _ => {}
        }
    }
}

fn contains(bytes: &[u8], word: &str) -> bool {
    let first = word.as_bytes()[0];
    let begins = |(at, byte): (usize, &u8)| *byte == first && bytes[at..].starts_with(word.as_bytes());
    bytes.iter().enumerate().any(begins)
}

/// How often [`CANARY`] was typed.
fn said(sources: &Sources) -> usize {
    sources.iter().map(|(_, source)| source.text.matches(CANARY).count()).sum()
}

/// How often it was, as something that is never published.
fn register(records: &Records) -> usize {
    let register = &records.register;
    let count = |text: &str| text.matches(CANARY).count();
    let details = register.held.households.iter().map(|household| &household.details);
    let details = details.chain(register.held.members.iter().map(|member| &member.details)).flatten();
    let labels = register.held.households.iter().filter_map(|household| household.label.as_ref());
    let drafts = register.ratings.iter().filter(|sheet| sheet.stage.value != Stage::Approved);
    let notes = drafts.flat_map(|sheet| &sheet.entries).filter_map(|entry| entry.note.as_ref());
    details.map(|detail| count(detail.value.reveal())).sum::<usize>()
        + labels.map(|label| count(label.value.reveal())).sum::<usize>()
        + notes.map(|note| count(&note.value)).sum::<usize>()
}

/// `check --fix` takes its notes away and changes nothing else: no other problem comes or goes, what is published stays
/// the same but for blanks within names, and a second time there is nothing to do.
fn mending(files: &Files, made: &Read, artifacts: Option<&Artifacts>) {
    let edits = mend::remedies(&made.found);
    let mut mended = files.clone();
    for (id, source) in made.sources.iter() {
        let (Some(edits), Some(bytes)) = (edits.get(&id), mended.get_mut(&source.path)) else { continue };
        if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) != source.text.as_bytes() {
            // Not UTF-8: left alone.
            return;
        }
        *bytes = mend::apply(&source.text, edits).into_bytes();
    }
    if edits.is_empty() {
        return;
    }
    let after = read(&mended);
    let shown =
        || String::from_utf8_lossy(&mended.values().flatten().copied().collect::<Vec<_>>()).into_owned();
    let left = mend::remedies(&after.found);
    assert!(left.is_empty(), "still to be mended: {left:?}\n{}", shown());
    assert_eq!(others(made), others(&after), "mending changed other problems\n{}", shown());
    // A name is published as it was typed: 刘 洋 until it is mended.
    let is_respaced =
        made.found.iter().any(|problem| problem.rule.name == "name-spacing" && problem.fix.is_some());
    if let (Some(before), Some(records)) = (artifacts.filter(|_| !is_respaced), after.sound()) {
        same(before, render(records, &plan(records)).as_ref(), "mending changed");
    }
}

/// A line that cannot be read, put into a record file without faults, makes up no record: whoever is read then was read
/// before.
fn recovery(files: &Files, given: &[u8]) {
    let path = "content/records.yaml";
    let Some(text) = files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { return };
    let (before, found) = load::load_files(files);
    if found.has_errors() || !before.unread.is_empty() {
        return;
    }
    let hash = given.iter().fold(7_usize, |sum, byte| sum.wrapping_mul(131).wrapping_add(usize::from(*byte)));
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let at = starts[hash % starts.len()];
    let indent = text[at..].len() - text[at..].trim_start_matches(' ').len();
    let fault = FAULTS[hash / 64 % FAULTS.len()];
    let mut broken = files.clone();
    broken
        .insert(path.into(), format!("{}{}{fault}\n{}", &text[..at], " ".repeat(indent), &text[at..]).into());
    let (after, _) = load::load_files(&broken);
    let (known, read) = (names(&before), names(&after));
    let is_new =
        |name: &&String| !known.contains(*name) && !FAULTS.iter().any(|fault| name.contains(fault.trim()));
    let new: Vec<_> = read.iter().filter(is_new).collect();
    assert!(new.is_empty(), "made up: {new:?} by {fault:?} at {at}");
    board(&broken);
}

/// Lines that are no YAML at most places.
const FAULTS: [&str; 6] = ["@@@", "x：1", "\"", "'", "- [", "{"];

/// Ids and names of all who are read, and the questions that were asked.
fn names(loaded: &Loaded) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for raw in &loaded.records {
        let grids = raw.grids.iter().flat_map(|list| &list.value.0);
        names.extend(
            grids.flat_map(|grid| [grid.value.name.as_ref().map(|name| name.value.clone())]).flatten(),
        );
        let members = raw.members.iter().flat_map(|list| &list.value.0);
        names
            .extend(members.filter_map(|member| member.value.name.as_ref().map(|name| name.value.0.clone())));
        let homes = raw.households.iter().flat_map(|list| &list.value.0);
        names.extend(homes.filter_map(|home| home.value.id.as_ref().map(|id| id.value.0.clone())));
        let replies = raw.replies.iter().flat_map(|list| &list.value.0);
        names
            .extend(replies.filter_map(|reply| reply.value.question.as_ref().map(|text| text.value.clone())));
    }
    names
}

/// Problems that nothing can be done about by itself.
fn others(made: &Read) -> BTreeSet<(&str, &str)> {
    let others = made.found.iter().filter(|problem| problem.fix.is_none());
    others.map(|problem| (problem.rule.name, problem.message.en.as_str())).collect()
}

/// A second run, with files under other names and so in another order, finds and makes the same.
fn again(files: &Files, made: &Read, artifacts: Option<&Artifacts>) {
    let twice = read(files);
    assert_eq!(worded(made), worded(&twice), "a second run tells something else");
    let mut moved = files.clone();
    if let Some(base) = moved.remove("content/base.yaml") {
        moved.insert("content/zz-base.yaml".to_owned(), base);
    }
    let moved = read(&moved);
    assert_eq!(made.sound().is_some(), moved.sound().is_some(), "the order of files decides what is sound");
    for (other, what) in [(&twice, "a second run"), (&moved, "another order of files")] {
        if let (Some(before), Some(records)) = (artifacts, other.sound()) {
            same(before, render(records, &plan(records)).as_ref(), what);
        }
    }
}

fn same(before: &Artifacts, after: Option<&Artifacts>, what: &str) {
    let after = after.unwrap_or_else(|| panic!("{what}: nothing is made"));
    for ((path, bytes), (other, more)) in before.iter().zip(after.iter()) {
        assert!(path == other && bytes == more, "{what}: {path} and {other} differ");
    }
    assert_eq!(before.len(), after.len(), "{what}: more files or fewer");
}

/// Nothing of a draft is published: neither its text nor its name.
pub fn draft(bytes: &[u8], artifacts: &Artifacts) {
    if !contains(bytes, CANARY) {
        return;
    }
    let found = artifacts.iter().find(|(path, bytes)| path.contains(CANARY) || contains(bytes, CANARY));
    assert_eq!(found.map(|(path, _)| path), None, "a draft came out");
}
