//! Paths of files in records: relative to the file that names them, and below `content/`.

use super::context::NamedFile;
use super::rules;
use super::scalars::scalar;
use super::shape::{Context, Decode, ValueKind};
use super::tree::Node;
use crate::diagnostic::{Diagnostic, Said};
use crate::source::At;
use crate::text;

/// A file below `content/`, by its path relative to the site folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRef(pub String);

impl Decode for FileRef {
    const KIND: ValueKind = ValueKind::File;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<FileRef> {
        let typed = scalar(node, &Said { zh: "文件路径", en: "the path of a file" }, cx)?;
        match resolve_path(cx.folder, typed) {
            Some(path) => {
                cx.files.push(At::new(NamedFile { path: path.clone(), is_certain: true }, node.span));
                Some(FileRef(path))
            }
            None => {
                let message = text!("“{typed}”不在 content/ 里", "`{typed}` lies outside content/");
                let is_address = ["://", ":\\", ":/"].iter().any(|mark| typed.contains(mark));
                let help = match is_address || !has_scheme(typed) {
                    true => text!(
                        "把文件复制到 content/ 里，写相对路径。",
                        "Copy the file into content/ and write a relative path."
                    ),
                    false => text!(
                        "冒号前面的字母会被当成网址的开头；文件名里真有冒号的，写成“./{typed}”。",
                        "What stands before the colon reads as the beginning of an address; if it belongs to the file's name, write `./{typed}`."
                    ),
                };
                cx.out.push(Diagnostic::new(&rules::FILE_OUTSIDE, node.span, message).help(help));
                None
            }
        }
    }
}

/// A file below `content/` that is spoken of and not published for that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherFile(pub String);

impl Decode for OtherFile {
    const KIND: ValueKind = ValueKind::File;

    fn decode(node: &Node<'_>, cx: &mut Context<'_>) -> Option<OtherFile> {
        let before = cx.files.len();
        let file = FileRef::decode(node, cx);
        cx.files.truncate(before);
        file.map(|FileRef(path)| OtherFile(path))
    }
}

/// Whether `typed` begins as an address does (`https:`), or with a drive of Windows.
pub fn has_scheme(typed: &str) -> bool {
    let scheme = typed.split_once(':').map_or("", |(before, _)| before);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// `typed` as seen from `folder` (both with `/`); `None` when it leads out of `content/`.
pub fn resolve_path(folder: &str, typed: &str) -> Option<String> {
    let typed = typed.replace('\\', "/");
    if typed.starts_with('/') || has_scheme(&typed) || typed.contains('\0') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in typed.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            other => parts.push(other),
        }
    }
    (parts.len() > 1 && parts[0] == "content").then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolve_path;

    #[test]
    fn paths_stay_below_content() {
        assert_eq!(resolve_path("content/a", "../p/x.jpg").as_deref(), Some("content/p/x.jpg"));
        assert_eq!(resolve_path("content", "p\\x.jpg").as_deref(), Some("content/p/x.jpg"));
        for within in ["会议 10:30.jpg", "./a10:30.jpg", "a 10:30.jpg"] {
            assert!(resolve_path("content", within).is_some(), "{within}");
        }
        for outside in [
            "../x.jpg",
            "/etc/passwd",
            "C:/x.jpg",
            "https://x.cn/a.jpg",
            "a10:30.jpg",
            "../../x",
            "a/../../x",
        ] {
            assert_eq!(resolve_path("content", outside), None, "{outside}");
        }
    }
}
