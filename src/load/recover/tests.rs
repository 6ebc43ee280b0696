//! What is read of files with faults, and what is told of them.

use super::*;
use crate::load::file::NAMES;

fn read_all(text: &str) -> (String, Vec<(usize, String)>, Vec<String>) {
    let mut out = Diagnostics::default();
    let (node, unread) = read(&NAMES, SourceId::SITE, text, 0..text.len(), &mut out);
    let line = |span: Span| text[..span.start as usize].matches('\n').count() + 1;
    let told = out.iter().map(|problem| (line(problem.span), problem.message.en.clone())).collect();
    let unread = unread.iter().map(|part| text[part.span.range()].trim().to_owned()).collect();
    (node.map(|node| shown(&node)).unwrap_or_default(), told, unread)
}

fn shown(node: &Node<'_>) -> String {
    match &node.data {
        Data::Empty => "~".into(),
        Data::Lost => "?".into(),
        Data::Scalar { text, .. } => text.to_string(),
        Data::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Data::Map(entries) => {
            let entry = |entry: &Entry<'_>| format!("{}: {}", entry.key, shown(&entry.value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

#[test]
fn only_the_entry_at_fault_is_lost() {
    let text =
        "members:\n  - name: a\n  - name: b\n    title:x\n    grid: g\n  - name: c\ngrids:\n- name: g\n";
    let (tree, told, unread) = read_all(text);
    assert_eq!(tree, "{members: [{name: a}, {name: b, title: ?, grid: g}, {name: c}], grids: [{name: g}]}");
    assert_eq!(told, [(4, "a space is missing after the colon".into())]);
    assert_eq!(unread, ["title:x"]);
}

#[test]
fn an_item_without_a_space_is_an_item_of_its_own() {
    let text = "members:\n  - name: a\n    title: x\n  -name: b\n    title: y\n  - name: c\n";
    let (tree, told, _) = read_all(text);
    assert_eq!(tree, "{members: [{name: a, title: x}, ?, {name: c}]}");
    assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4], "{told:?}");
}

#[test]
fn every_fault_is_told_and_at_its_own_place() {
    let text = "a：1\nb: \"x\nc: [1, 2\nd: 1\n\te: 2\nf: x: y\ng: fine\n";
    let (tree, told, _) = read_all(text);
    assert!(tree.ends_with("g: fine}"), "{tree}");
    assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3, 5, 6], "{told:?}");
}

#[test]
fn text_blocks_are_never_taken_for_records() {
    let text = "replies:\n  - question: |\n      - name: no\n      more\n    asked：1\n  - question: b\n";
    let (tree, told, _) = read_all(text);
    assert_eq!(tree, "{replies: [{question: - name: no\nmore\n, asked: ?}, {question: b}]}");
    assert_eq!(told.len(), 1);
}

#[test]
fn lines_may_be_shown_below_known_public_keys_only() {
    for text in
        ["- name: a", "{name: a, 'title' : b}", "# name: a", "title: 8:30", "title: a name: b", "? name\n: b"]
    {
        assert!(keys_are_public(&NAMES, text), "{text}");
    }
    for text in [
        "private: a",
        "{name: a, private : b}",
        "? private\n: b",
        "\"private\" : b",
        "my name: a",
        "内部：a",
        "{name: a, private b}",
    ] {
        assert!(!keys_are_public(&NAMES, text), "{text}");
    }
}

#[test]
fn anchors_elsewhere_are_no_further_fault() {
    let text = "a: &x one\nb: *x\nc：1\nd: *x\n";
    let (tree, told, _) = read_all(text);
    assert_eq!(tree, "{a: one, b: one, c: ?, d: ?}");
    assert_eq!(told.len(), 1);
}
