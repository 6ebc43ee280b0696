//! What must hold of a finished page, whatever was typed into records: it is well formed, it runs nothing and asks for
//! nothing from elsewhere, and its links lead somewhere.

use std::collections::BTreeSet;

/// Elements that have no end.
const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];
/// Elements that a page has no use for and an intruder has.
const BARRED: [&str; 7] = ["iframe", "object", "embed", "base", "style", "applet", "frame"];
/// Where a link may lead outside the site.
const OUTSIDE: [&str; 4] = ["http", "https", "tel", "mailto"];

/// Panics where the page at `path` breaks a rule. `files` are all paths of the site, where they are known.
pub fn page(path: &str, html: &str, files: Option<&BTreeSet<&str>>) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!doctype") {
            continue;
        }
        let is_end = rest.starts_with('/');
        let (name, after) =
            split(rest.trim_start_matches('/'), |c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        assert!(!name.is_empty(), "{path}: a bare <");
        assert!(!BARRED.contains(&name.to_ascii_lowercase().as_str()), "{path}: the element {name}");
        rest = after;
        if is_end {
            assert_eq!(open.pop(), Some(name), "{path}: an end without its beginning");
            rest = rest.strip_prefix('>').expect("the end of an end");
            continue;
        }
        let mut has_source = false;
        let is_closed = loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>") {
                rest = after;
                break true;
            }
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break false;
            }
            let (key, after) = split(rest, |c: char| c == '=' || c == '>' || c == '/' || c.is_whitespace());
            assert!(
                key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-:_".contains(&byte)),
                "{path}: {key}"
            );
            assert!(
                !key.is_empty() && !key.starts_with("on") && key != "style" && key != "srcdoc",
                "{path}: {key}"
            );
            rest = after;
            let Some(after) = rest.strip_prefix("=\"") else {
                assert!(!rest.starts_with('='), "{path}: {key} without quotes");
                continue;
            };
            let (value, after) = split(after, |c| c == '"');
            rest = after.strip_prefix('"').expect("the end of a value");
            match key {
                "id" => assert!(ids.insert(value), "{path}: two elements have the id {value}"),
                "href" | "src" | "action" | "poster" | "data" => address(path, name, &plain(value), files),
                _ => {}
            }
            has_source |= key == "src";
        };
        assert!(name != "script" || has_source, "{path}: a script of its own");
        if !is_closed && !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{path}: never closed: {open:?}");
}

fn split(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

/// An address as a browser takes it.
fn plain(value: &str) -> String {
    let value =
        ["&lt;<", "&gt;>", "&quot;\"", "&#x27;'", "&#39;'", "&#x2F;/", "&#x60;`", "&#x3D;=", "&amp;&"]
            .iter()
            .fold(value.to_owned(), |value, pair| {
                value.replace(&pair[..pair.len() - 1], &pair[pair.len() - 1..])
            });
    value.trim_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "")
}

fn address(path: &str, element: &str, value: &str, files: Option<&BTreeSet<&str>>) {
    let is_scheme = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    if let Some((scheme, _)) = value.split_once(':').filter(|(name, _)| is_scheme(name)) {
        assert!(element == "a" || element == "link", "{path}: {element} from elsewhere: {value}");
        assert!(
            OUTSIDE.contains(&scheme.to_ascii_lowercase().as_str()),
            "{path}: an unsafe address: {value}"
        );
        return;
    }
    assert!(!value.starts_with(['/', '\\']), "{path}: not within the site: {value}");
    let (file, _) = split(value, |c| c == '#' || c == '?');
    let Some(files) = files.filter(|_| !file.is_empty()) else { return };
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    let file = decoded(file);
    for part in file.split('/') {
        match part {
            "." => {}
            ".." => assert!(parts.pop().is_some(), "{path}: out of the site: {value}"),
            part => parts.push(part),
        }
    }
    assert!(files.contains(parts.join("/").as_str()), "{path}: a link to nothing: {value}");
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match hex.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
