//! Relative links and pictures in Markdown: which files they lead to.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Tag};

use super::paths::{has_scheme, resolve_path};
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
    /// Whether it ends in `.html` and may lead to a page of the finished site.
    pub may_be_page: bool,
}

/// Links of `text` to files: relative ones with an extension, as seen from `folder`.
pub fn local_links(text: &str, folder: &str) -> Vec<LocalLink> {
    if !text.contains("](") && !text.contains("]:") {
        return Vec::new();
    }
    let text = markdown::MarkdownSource::new(text);
    let destinations = text.read().events.into_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some((dest_url, range)),
        _ => None,
    });
    destinations
        .filter_map(|(destination, range)| {
            let file = file_of(&destination)?;
            let extension = file.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
            let elsewhere = has_scheme(file) || file.starts_with('/');
            // What an address hides behind `%3A` is no scheme.
            let name = percent_decode_str(file).decode_utf8().unwrap_or(file.into());
            let path = resolve_path(folder, &format!("./{name}"));
            let may_be_page = matches!(&*extension, "html" | "htm");
            (!elsewhere).then(|| LocalLink { destination: destination.to_string(), path, range, may_be_page })
        })
        .collect()
}

/// `text` out of the folder `from` with its links to files as they are seen from the folder `to`, both below the site
/// folder. A definition that stands apart from its link stays as it is.
pub fn relinked(text: &str, from: &str, to: &str) -> String {
    let mut moved = text.to_owned();
    let mut links = if from == to { Vec::new() } else { local_links(text, from) };
    links.sort_by_key(|link| std::cmp::Reverse(link.range.start));
    for LocalLink { destination, range, .. } in links {
        let Some(file) = file_of(&destination) else { continue };
        let Some(path) = resolve_path(from, &format!("./{file}")) else { continue };
        let Some(at) = text[range.clone()].find(&destination).map(|at| range.start + at) else { continue };
        moved.replace_range(at..at + file.len(), &seen_from(to, &path));
    }
    moved
}

/// The file at `path` as it is seen from `folder`, both relative to the site folder.
pub fn seen_from(folder: &str, path: &str) -> String {
    let (folder, path): (Vec<&str>, Vec<&str>) = (folder.split('/').collect(), path.split('/').collect());
    let shared = folder.iter().zip(&path).take_while(|(one, other)| one == other).count();
    let up = folder[shared..].iter().map(|_| "..");
    up.chain(path[shared..].iter().copied()).collect::<Vec<&str>>().join("/")
}

/// The path of a destination, without what follows it; a name may hold the marks of what follows as well (`图?.jpg`).
fn file_of(destination: &str) -> Option<&str> {
    let has_ending = |path: &str| path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let path = destination.split(['#', '?']).next()?;
    Some(if has_ending(path) || path.is_empty() { path } else { destination })
}

/// Destinations of `text` that were meant as links to files and are read as text, because of a blank in them.
pub(super) fn unread_links(text: &str) -> Vec<Range<usize>> {
    if !text.contains("](") {
        return Vec::new();
    }
    let read: Vec<Range<usize>> = markdown::MarkdownSource::new(text)
        .read()
        .events
        .into_iter()
        .filter_map(|(event, range)| {
            let is_read = matches!(
                event,
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) | Event::Code(_)
            );
            is_read.then_some(range)
        })
        .collect();
    let destination = |at: usize| {
        let start = at + "](".len();
        let length = text[start..].find([')', '\n']).filter(|end| text[start + end..].starts_with(')'))?;
        let written = text[start..start + length].trim();
        let is_file = written.rsplit_once('.').is_some_and(|(_, ending)| {
            (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        let is_meant = is_file && written.contains(char::is_whitespace) && !written.starts_with('<');
        let is_text = !read.iter().any(|range| range.contains(&at));
        (is_meant && is_text).then_some(start..start + length)
    };
    text.match_indices("](").filter_map(|(at, _)| destination(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_in_a_destination_makes_it_text() {
        let found = |text: &'static str| -> Vec<&str> {
            unread_links(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(found("[照片](会议 10:30.jpg)，[表](a b.xlsx)"), ["会议 10:30.jpg", "a b.xlsx"]);
        for sound in [
            "[a](<b c.jpg>)",
            "[a](b.jpg \"c d.jpg\")",
            "[a](b%20c.jpg)",
            "`[a](b c.jpg)`",
            "数组[a](b, c)",
            "[a](b c",
        ] {
            assert_eq!(found(sound), [""; 0], "{sound}");
        }
    }

    #[test]
    fn links_lead_to_the_same_files_from_another_folder() {
        let text = "[a](rules.md#one) ![b](../p/%E5%9B%BE.jpg) [c](https://x.cn/a.pdf) [d](#e)";
        let from_above = relinked(text, "content/pages", "content");
        assert_eq!(
            from_above,
            "[a](pages/rules.md#one) ![b](p/%E5%9B%BE.jpg) [c](https://x.cn/a.pdf) [d](#e)"
        );
        assert_eq!(relinked(&from_above, "content", "content/pages"), text);
    }

    #[test]
    fn files_are_found_and_addresses_are_left_alone() {
        let text = "[a](rules.md#one) ![b](../p/%E5%9B%BE.jpg) [c](https://x.cn/a.pdf) [d](x/index.html) [e](#f) \
             [g](图?.jpg) [h](x?y=z)";
        let links = local_links(text, "content/pages");
        let paths: Vec<_> =
            links.iter().map(|link| (link.path.as_deref().unwrap(), link.may_be_page)).collect();
        let page = ("content/pages/x/index.html", true);
        let files =
            ["content/pages/rules.md", "content/p/图.jpg", "content/pages/图?.jpg"].map(|path| (path, false));
        assert_eq!(paths, [files[0], files[1], page, files[2]]);
    }
}
