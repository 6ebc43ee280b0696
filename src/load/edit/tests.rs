//! Whatever changes in a file, reading what changed comes to the same as reading it from nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::file;
use super::super::find::{FileKind, FoundFile};
use super::super::values::Several;
use super::*;
use crate::diagnostic::Diagnostics;
use crate::sample::Dice;
use crate::source::SourceId;

fn read(text: &str, known: Option<&ReadFile>) -> ReadFile {
    let path = "content/households/a.yaml".to_owned();
    let found = FoundFile { path, on_disk: PathBuf::new(), kind: FileKind::Records };
    file::read(&found, SourceId::SITE, Ok(text.as_bytes().to_vec()), known)
}

fn is_patched(known: &ReadFile, text: &str) -> bool {
    let mut cx =
        Context::new(&file::NAMES, SourceId::SITE, text, "content/households", Diagnostics::default());
    records(known, &mut cx).is_some()
}

/// All that was read, with private texts, which have no `Debug`.
fn told(read: &ReadFile) -> String {
    let mut hidden = read.hidden.clone();
    hidden.sort();
    let private = match &read.content {
        Content::Records(raw) => {
            let members = raw.members.iter().flat_map(|list| &list.value.0);
            let members = members.filter_map(|member| Some(&member.value.private.as_ref()?.value.0));
            let households = raw.households.iter().flat_map(|list| &list.value.0);
            let households =
                households.filter_map(|household| Some(&household.value.private.as_ref()?.value.0));
            let details = members.chain(households).flatten();
            details.map(|one| format!("{:?} {} {:?}\n", one.path, one.value.reveal(), one.at)).collect()
        }
        _ => String::new(),
    };
    let ReadFile { content, problems, files, faulty, unread, .. } = read;
    format!("{content:#?}\n{problems:#?}\n{hidden:?}\n{files:?}\n{faulty:?}\n{unread:?}\n{private}")
}

/// Every record file of the boards here, with a list of each kind that some hold.
fn files() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("content"), root.join("examples")];
    let entries = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name());
    let paths = entries.map(|entry| entry.unwrap().into_path());
    let records = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let texts = records.filter_map(|path| std::fs::read_to_string(path).ok());
    // Long files say the same over and over.
    texts.filter(|text| text.len() < 12_000).collect()
}

/// What a hand may do to a file.
fn edited(text: &str, dice: &mut Dice) -> String {
    const TYPED: &[&str] = &[
        "x",
        "甲乙",
        "\n",
        "\n\n",
        "  ",
        "#",
        "- ",
        "\n  - ",
        "\n- id: z\n",
        "\"",
        "'",
        ": ",
        "：",
        "[",
        "]",
        "{",
        "&a ",
        "*a",
        "|",
        "|+\n",
        "\n---\n",
        "\n...\n",
        "\t",
        "!x ",
        "note: |\n      甲\n\n",
        "\n  # 注\n",
        "\ngrids:\n",
        "~",
        "\r\n",
        "，",
    ];
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = dice.roll(lines.len());
    let several = line..(line + 1 + dice.roll(6)).min(lines.len());
    let at = |line: usize| lines[..line].concat().len();
    let mut text = text.to_owned();
    match dice.roll(6) {
        0 => text.replace_range(at(several.start)..at(several.end), ""),
        1 => text.insert_str(at(line), &lines[several].concat()),
        2 => text.insert_str(at(lines.len()), &lines[several].concat()),
        _ => {
            let begin = at(line);
            let places: Vec<usize> =
                lines.get(line).map_or(vec![0], |line| line.char_indices().map(|(at, _)| at).collect());
            let place = begin + places[dice.roll(places.len())];
            text.insert_str(place, TYPED[dice.roll(TYPED.len())]);
        }
    }
    text
}

#[test]
fn what_changed_is_read_as_from_nothing() {
    let (mut patched, mut tried) = (0, 0);
    for (seed, original) in files().into_iter().enumerate() {
        let mut dice = Dice(seed as u64);
        let (mut text, mut known) = (original.clone(), read(&original, None));
        for _ in 0..15 {
            let next = edited(&text, &mut dice);
            tried += 1;
            let again = read(&next, Some(&known));
            // What is not, is read from nothing.
            if is_patched(&known, &next) {
                patched += 1;
                assert_eq!(told(&again), told(&read(&next, None)), "{text}\n=== became ===\n{next}");
            }
            // From a faulty file there is no way on but from nothing.
            let goes_on = again.problems.is_empty() && dice.roll(8) > 0;
            (text, known) = if goes_on { (next, again) } else { (original.clone(), read(&original, None)) };
        }
    }
    assert!(patched * 8 > tried, "only {patched} of {tried} edits were read by what changed");
}

/// Households that fill a file, each told on a line or on several.
fn households(count: usize) -> String {
    let one = |number: usize| match number % 2 {
        0 => {
            format!("  - {{id: h-{number}, door: 东巷{number}号, grid: g, private: {{户主: 王{number}}}}}\n")
        }
        _ => format!(
            "  - id: h-{number}\n    door: 西巷{number}号\n    grid: [g, k]\n    private:\n      户主: 李{number}\n"
        ),
    };
    format!("# 名册\nhouseholds:\n{}", (0..count).map(one).collect::<String>())
}

fn doors(read: &ReadFile) -> BTreeMap<String, (String, usize)> {
    let Content::Records(raw) = &read.content else { panic!("no records") };
    let list = raw.households.as_ref().unwrap();
    let one = |household: &super::super::records::RawHousehold| {
        let grids = household.grid.as_ref().map_or(0, |at| {
            let Several(grids) = &at.value;
            grids.len()
        });
        (
            household.id.as_ref().unwrap().value.0.clone(),
            (household.door.as_ref().unwrap().value.clone(), grids),
        )
    };
    list.value.0.iter().map(|at| one(&at.value)).collect()
}

#[test]
fn only_what_changed_is_parsed() {
    let text = households(40);
    let known = read(&text, None);
    let edits: [(&str, String); 5] = [
        ("longer", text.replace("东巷0号", "东边的小巷0号")),
        ("added", text.clone() + "  - {id: h-99, door: 新1号, grid: g}\n"),
        ("between", text.replace("  - id: h-7\n", "  - {id: h-98, door: 新2号, grid: g}\n  - id: h-7\n")),
        ("gone", text.replace("  - {id: h-8, door: 东巷8号, grid: g, private: {户主: 王8}}\n", "")),
        ("comment", text.replace("    door: 西巷9号\n", "    # 已核\n    door: 西巷9号\n")),
    ];
    for (what, next) in edits {
        assert!(is_patched(&known, &next), "{what}");
        let (again, fresh) = (read(&next, Some(&known)), read(&next, None));
        assert_eq!(told(&again), told(&fresh), "{what}");
        assert_eq!(doors(&again), doors(&fresh), "{what}");
    }
    let refused: [(&str, String); 6] = [
        ("another list", text.clone() + "grids:\n  - {name: 甲}\n"),
        ("an anchor", text.replace("东巷0号", "&a 东巷0号")),
        ("an open quotation mark", text.replace("东巷2号", "\"东巷2号")),
        ("an entry taken into the one before", text.replace("  - id: h-7\n", "    id: h-7\n")),
        ("a document's end", text.replace("  - id: h-7\n", "...\n  - id: h-7\n")),
        ("the key above", text.replace("households:", "住户:")),
    ];
    for (what, next) in refused {
        assert!(!is_patched(&known, &next), "{what}");
    }
}
