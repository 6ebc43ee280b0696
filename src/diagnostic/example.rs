//! The examples of rules as boards: what is shown by `explain` and `docs/rules/` is what the tests run.

use std::collections::BTreeMap;

use encoding_rs::GB18030;

/// What an example gets when it brings no settings of its own.
pub const SITE: &str = "\
title: 柳村
publisher: 柳村村民委员会
hotline: 0355-7830012
networks:
  - {id: grid, name: 网格, levels: [{id: village, name: 村}, {id: grid, name: 网格, lead_title: 网格长}]}
schemes:
  - {id: star, name: 星级评定, subject: member, dimensions: [{id: work, name: 实绩, max: 100}]}
";

/// Whether a line of an example is a comment of carets, which point at the fault above.
pub fn is_caret(line: &str) -> bool {
    line.starts_with('#') && line.contains('^') && line.trim_end().chars().all(|c| "# ^".contains(c))
}

/// The files of `example` by their paths: split at its lines `-- PATH --`, the first part being
/// `content/records.yaml`. `-- PATH (GB18030) --` stores the file in that encoding.
pub fn files(example: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files: Vec<(&str, String)> = vec![("content/records.yaml", String::new())];
    for line in example.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            Some(path) => files.push((path, String::new())),
            None => files.last_mut().into_iter().for_each(|(_, text)| text.push_str(line)),
        }
    }
    let is_site = |path: &str| path.to_ascii_lowercase().starts_with("content/site.y");
    if !files.iter().any(|(path, _)| is_site(path)) {
        files.push(("content/site.yaml", SITE.to_owned()));
    }
    let stored = |(path, text): (&str, String)| match path.strip_suffix(" (GB18030)") {
        Some(path) => (path.to_owned(), GB18030.encode(&text).0.into_owned()),
        None => (path.to_owned(), text.into_bytes()),
    };
    files.into_iter().filter(|(_, text)| !text.is_empty()).map(stored).collect()
}
