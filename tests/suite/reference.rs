//! What is generated from the program's own tables: `docs/rules/`, the tables of `docs/format.md`, `docs/schema/`, and
//! the editor lines of records. `BLESS=1` writes it anew.

mod guide;
mod rules;

use std::collections::BTreeMap;
use std::{env, fs};

use gongkailan::pipeline;
use gongkailan::reference::Document;
use gongkailan::start::{editor_line, schema_file};

use super::harness::{root, tree};
use guide::guide;
use rules::{rule_index, rule_page};

/// Ends the hand-written part of `docs/format.md`.
const MARK: &str = "cargo test --test suite reference -->\n\n";

/// Every generated file by its path.
fn generated() -> BTreeMap<String, Vec<u8>> {
    let rules = pipeline::rules();
    let mut files: BTreeMap<String, Vec<u8>> = rules
        .iter()
        .map(|rule| (format!("docs/rules/{}.md", rule.name), rule_page(rule).into_bytes()))
        .collect();
    files.insert("docs/rules/README.md".into(), rule_index(&rules).into_bytes());
    for (name, document) in
        [("records", Document::Records), ("site", Document::Site), ("page", Document::Page)]
    {
        files.insert(format!("docs/schema/{name}.json"), schema_file(document));
    }
    let format = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let (prose, _) = format.split_once(MARK).expect("docs/format.md has its mark");
    files.insert("docs/format.md".into(), [prose, MARK, guide().trim_end(), "\n"].concat().into_bytes());
    files
}

#[test]
fn the_reference_is_up_to_date() {
    let wanted = generated();
    let mut wrong = Vec::new();
    if env::var_os("BLESS").is_some() {
        for folder in ["docs/rules", "docs/schema"] {
            let _ = fs::remove_dir_all(root().join(folder));
            fs::create_dir_all(root().join(folder)).unwrap();
        }
        for (path, bytes) in &wanted {
            fs::write(root().join(path), bytes).unwrap();
        }
    }
    for (path, bytes) in &wanted {
        if fs::read(root().join(path)).ok().as_ref() != Some(bytes) {
            wrong.push(format!("{path} is out of date"));
        }
    }
    for folder in ["docs/rules", "docs/schema"] {
        for path in tree(&root().join(folder)).keys() {
            if !wanted.contains_key(&format!("{folder}/{path}")) {
                wrong.push(format!("{folder}/{path} belongs to nothing"));
            }
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 writes them anew:\n{}", wrong.join("\n"));
}

#[test]
fn every_record_file_names_its_schema_to_editors() {
    let mut boards = vec![String::new()];
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        boards.push(format!("examples/{}/", entry.unwrap().file_name().to_str().unwrap()));
    }
    for board in boards {
        for (path, bytes) in tree(&root().join(format!("{board}content"))) {
            if !path.ends_with(".yaml") {
                continue;
            }
            let path = format!("content/{path}");
            let back = "../".repeat(board.matches('/').count());
            let wanted = editor_line(&path, &format!("{back}docs/schema"));
            assert!(bytes.starts_with(wanted.as_bytes()), "{board}{path} begins with {wanted}");
        }
    }
}
