//! Relative links and pictures in Markdown: which files they lead to.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::compound::resolve_path;
use crate::markdown;

/// A link to a file below `content/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalLink {
    /// As written.
    pub destination: String,
    /// The file relative to the site folder; `None` when it lies outside `content/`.
    pub path: Option<String>,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

/// Links of `text` to files: relative ones with an extension other than `html`, as seen from `folder`.
pub fn local_links(text: &str, folder: &str) -> Vec<LocalLink> {
    if !text.contains("](") && !text.contains("]:") {
        return Vec::new();
    }
    let text = markdown::Text::new(text);
    let destinations = text.read().events.into_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some((dest_url, range)),
        _ => None,
    });
    destinations
        .filter_map(|(destination, range)| {
            let file = destination.split(['#', '?']).next().unwrap_or_default();
            let extension = file.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
            let elsewhere =
                file.contains(':') || file.starts_with('/') || matches!(&*extension, "html" | "htm");
            let path = resolve_path(folder, &percent_decoded(file));
            (!elsewhere).then(|| LocalLink { destination: destination.to_string(), path, range })
        })
        .collect()
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_and_addresses_are_left_alone() {
        let text =
            "[a](rules.md#one) ![b](../p/%E5%9B%BE.jpg) [c](https://x.cn/a.pdf) [d](x/index.html) [e](#f)";
        let links = local_links(text, "content/pages");
        let paths: Vec<_> = links.iter().map(|link| link.path.as_deref().unwrap()).collect();
        assert_eq!(paths, ["content/pages/rules.md", "content/p/图.jpg"]);
    }
}
