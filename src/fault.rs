//! What stops a run without being a fault of the records: wrong usage, or the machine. Always exit status 2.

use std::fmt;
use std::io;
use std::path::Path;

use crate::diagnostic::{Lang, Text};
use crate::text;

/// Whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The command was given something it cannot work with: no `content/`, a foreign output folder.
    Usage,
    /// Somebody else is writing into the same output folder.
    Busy,
    /// A file that is to be read is being written by another program.
    Unfinished,
    /// The machine refused: full disk, missing permission, unreadable folder.
    Machine,
}

/// A reason why a command could not do its work, told in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whose fault it is.
    pub kind: FaultKind,
    /// What happened and what to do; may run over several lines.
    pub text: Text,
}

impl Fault {
    /// The machine's fault, told in the caller's own words.
    pub fn new(text: Text) -> Fault {
        Fault { kind: FaultKind::Machine, text }
    }

    /// Wrong usage.
    pub fn usage(text: Text) -> Fault {
        Fault { kind: FaultKind::Usage, text }
    }

    /// Another run holds the folder.
    pub fn busy(text: Text) -> Fault {
        Fault { kind: FaultKind::Busy, text }
    }

    /// Another program is writing the file at `path`.
    pub fn unfinished(path: &Path) -> Fault {
        let path = path.display();
        let text = text!(
            "{path} 正由另一个程序写入，写完之前不用它的内容",
            "{path} is being written by another program, and is not used before that is finished"
        );
        Fault { kind: FaultKind::Unfinished, text }
    }

    /// The machine refused to `doing` (e.g. `text!("写入", "write")`) at `path`.
    pub fn machine(doing: &Text, path: &Path, error: &io::Error) -> Fault {
        let path = path.display();
        let Text { zh, en } = doing;
        let why = reason(error);
        let (why_zh, why_en) = (why.zh, why.en);
        Fault::new(text!("无法{zh} {path}：{why_zh}", "cannot {en} {path}: {why_en}"))
    }

    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text.en)
    }
}

impl std::error::Error for Fault {}

/// The common refusals in plain words with their remedy; the system's own words for the rest.
fn reason(error: &io::Error) -> Text {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull => {
            text!("磁盘已满，请腾出空间后重试", "the disk is full; free some space and try again")
        }
        Kind::QuotaExceeded => {
            text!("磁盘配额已用完", "the disk quota is used up")
        }
        Kind::PermissionDenied => {
            text!("没有权限", "permission denied")
        }
        Kind::ReadOnlyFilesystem => {
            text!("所在的磁盘是只读的", "the disk is read-only")
        }
        Kind::NotFound => {
            text!("不存在", "it does not exist")
        }
        Kind::NotADirectory => {
            text!("路径中有一段不是文件夹", "a part of the path is not a folder")
        }
        Kind::InvalidFilename => {
            text!(
                "文件名过长或含有系统不允许的字符",
                "the name is too long or holds characters the system refuses"
            )
        }
        _ => {
            text!("系统提示：{error}", "{error}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_in_plain_words() {
        let error = io::Error::from(io::ErrorKind::StorageFull);
        let fault = Fault::machine(&text!("写入", "write"), Path::new("public/index.html"), &error);
        assert_eq!(fault.get(Lang::Zh), "无法写入 public/index.html：磁盘已满，请腾出空间后重试");
        assert_eq!(
            fault.get(Lang::En),
            "cannot write public/index.html: the disk is full; free some space and try again"
        );
    }
}
