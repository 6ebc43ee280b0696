//! What clerks really type, and what they are told: `tests/inputs/*.txt`, word for word in both languages.
//!
//! A case is a board (written as rules' examples are) under a line `=== NUMBER what`, the number being that of the list
//! of bad inputs, and below `>>>` what is told on 2026-03-31: severity, rule, place, message and advice. ⟨200B⟩ stands
//! for the character of that code. `BLESS=1` writes what is told anew: read the difference before committing it.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::diagnostic::visible::visible;
use gongkailan::diagnostic::{Lang, SHOWN, example};
use gongkailan::pipeline::{self, Request};

use super::harness::{Site, root};

/// Cases told apart at their first lines.
fn cases(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("=== ").skip(1).filter_map(|case| case.split_once('\n'))
}

#[test]
fn every_bad_input_is_answered_as_expected() {
    let bless = env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(root().join("tests/inputs")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut written = String::new();
        for (name, case) in cases(&text) {
            count += 1;
            let (board, expected) = case.split_once(">>>\n").unwrap_or((case, ""));
            let told = answer(board);
            if told != expected {
                wrong.push(format!("{}: {name}\n  expected\n{expected}  found\n{told}", path.display()));
            }
            let _ = write!(written, "=== {name}\n{board}>>>\n{told}");
        }
        if bless {
            fs::write(&path, written).unwrap();
        }
    }
    assert!(count > 100, "{count}");
    assert!(bless || wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What follows from a file that cannot be read is not told beside it.
#[test]
fn a_file_that_cannot_be_read_is_one_problem() {
    let path = "content/members.yaml";
    let rules = |site: &Site| -> Vec<String> {
        let said = site.run(&["check", "--format", "json", "--as-of", "2026-11-22"]).exits(1).stdout;
        let told: serde_json::Value = serde_json::from_str(&said).unwrap();
        let told = told["diagnostics"].as_array().unwrap().iter();
        told.filter(|one| one["severity"] == "error")
            .map(|one| format!("{} {}", one["rule"].as_str().unwrap(), one["file"].as_str().unwrap()))
            .collect()
    };
    let site = Site::empty();
    site.copy_from(root());
    let whole = fs::read(site.path().join(path)).unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    #[cfg(unix)]
    {
        fs::remove_file(site.path().join(path)).unwrap();
        let made = std::process::Command::new("mkfifo").arg(site.path().join(path)).status().unwrap();
        assert!(made.success());
        assert_eq!(rules(&site), ["file-unreadable content/members.yaml"]);
        fs::remove_file(site.path().join(path)).unwrap();
    }
    site.write(path, [whole.clone(), vec![b'#'; 33 << 20]].concat());
    assert_eq!(rules(&site), ["limit-exceeded content/members.yaml"]);
    site.write(path, format!("{text}---\nmembers: []\n"));
    assert_eq!(rules(&site), ["yaml-document-extra content/members.yaml"]);
    site.write(path, text.replacen("members:", "members: {", 1));
    assert!(rules(&site).iter().all(|told| told == "yaml-syntax content/members.yaml"), "{:?}", rules(&site));
}

/// What the board is told, in both languages.
fn answer(board: &str) -> String {
    let site = Site::empty();
    lay_out(&site, &unescaped(board));
    let as_of = AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
    let request = Request { site: site.path(), as_of, base_url: None, deny_warnings: false };
    let made = pipeline::make(&request, &mut |_| {}).unwrap();
    let mut told = String::new();
    for problem in made.diagnostics.iter() {
        let at = made.sources.position(problem.span);
        let path = &made.sources.get(problem.span.file).path;
        let place = format!("{path}:{}:{}-{}", at.line, at.column, at.end_column);
        let _ = writeln!(told, "{} {} {place}", problem.severity, problem.rule.name);
        let help = problem.help.as_ref();
        for (text, help) in [
            (&problem.message.zh, help.map(|help| &help.zh)),
            (&problem.message.en, help.map(|help| &help.en)),
        ] {
            let help = help.map(|help| format!(" → {help}")).unwrap_or_default();
            let _ = writeln!(told, "    {}{}", visible(text), visible(&help));
        }
        for (span, said) in problem.others(Lang::Zh, SHOWN - 1) {
            let at = made.sources.position(span);
            let _ = writeln!(told, "    + {}:{} {said}", at.line, at.column);
        }
    }
    told
}

/// Writes the files of a board; a path may tell how its text is stored.
fn lay_out(site: &Site, board: &str) {
    for (path, bytes) in example::files(board) {
        let (path, form) = path.split_once(" (").unwrap_or((&path, ""));
        let units =
            |text: &[u8]| String::from_utf8(text.to_vec()).unwrap().encode_utf16().collect::<Vec<u16>>();
        let stored = match form.trim_end_matches(')') {
            "" => bytes,
            "BOM CRLF" => {
                let text = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
                ["\u{feff}", &text].concat().into_bytes()
            }
            "UTF-16LE" => {
                [0xff, 0xfe].into_iter().chain(units(&bytes).into_iter().flat_map(u16::to_le_bytes)).collect()
            }
            "UTF-16BE" => {
                [0xfe, 0xff].into_iter().chain(units(&bytes).into_iter().flat_map(u16::to_be_bytes)).collect()
            }
            form => panic!("no such form: {form}"),
        };
        site.write(Path::new(path).to_str().unwrap(), stored);
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('⟨') {
        let (code, after) = after.split_once('⟩').unwrap();
        out += before;
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        rest = after;
    }
    out + rest
}
