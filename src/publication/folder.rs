//! The folder `record/` beside `content/`: read whole or refused, written a file at a time, each whole or not at all.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "reads and writes record/")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Entry;
use super::keys;
use super::lines::{self, Unread};
use super::replay::{Break, Record};
use super::tree::Said;
use crate::diagnostic::Text;
use crate::fault::Fault;
use crate::lock::Lock;
use crate::text;

/// Its name in the site folder.
pub const FOLDER: &str = "record";

/// The lock on it, in the site folder.
const LOCK: &str = ".record.gongkailan-lock";

/// How the name of a publication ends.
const ENTRY: &str = ".jsonl";

/// How the name of the list of its files ends.
const PAGES: &str = ".pages";

/// How the name of the signatures ends that others gave to its checkpoint.
const SIGNATURES: &str = ".signatures";

/// How the name of a file ends that is not there yet.
const PASSING: &str = ".new";

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 256 << 20;

/// Where the record of the site folder `site` lies.
pub fn of(site: &Path) -> PathBuf {
    site.join(FOLDER)
}

/// Holds the record of `site` for one run that reads it and writes what follows from that.
pub fn hold(site: &Path) -> Result<Option<Lock>, Fault> {
    match Lock::take(site.join(LOCK)) {
        Ok(Some(lock)) => Ok(Some(lock)),
        Ok(None) => Err(Fault::busy(text!(
            "另一个 gongkailan 正在写 record/，请等它结束后再试",
            "another gongkailan is writing record/; try again when it has finished"
        ))),
        // Where no lock can be made, nothing can be written: that is told when it comes to it.
        Err(_) => Ok(None),
    }
}

/// What lies in a folder, as bytes; what [`read`] is made of.
type Files = BTreeMap<String, Vec<u8>>;

fn name(number: u32, kind: &str) -> String {
    format!("{number:06}{kind}")
}

/// The number of the file `name` that ends in `kind`.
fn number(name: &str, kind: &str) -> Option<u32> {
    let digits = name.strip_suffix(kind)?;
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Whatever lies in `folder`, in order.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.collect();
    files.sort();
    files
}

/// The record in `folder`; `None` where there is none. What is not whole, or not as this program wrote it, is refused with
/// what is to be done.
pub fn read(folder: &Path) -> Result<Option<Record>, Fault> {
    let files = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Fault::machine(&text!("读取", "read"), folder, &error)),
    };
    let mut found = Files::new();
    for entry in files {
        let path = entry.map_err(|error| Fault::machine(&text!("读取", "read"), folder, &error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        if ![ENTRY, PAGES, SIGNATURES].iter().any(|kind| number(name, kind).is_some()) {
            return Err(stray(&path));
        }
        let length = fs::metadata(&path).map_or(0, |found| found.len());
        if length > MAX_FILE {
            return Err(refused(&path, &text!("太大了", "it is too large"), &restore()));
        }
        let bytes = fs::read(&path).map_err(|error| Fault::machine(&text!("读取", "read"), &path, &error))?;
        found.insert(name.to_owned(), bytes);
    }
    if found.keys().all(|name| number(name, ENTRY).is_none()) {
        // The list of the first publication is written before it.
        let is_first = |name: &String| *name == self::name(1, PAGES);
        return if found.keys().all(is_first) { Ok(None) } else { Err(broken(folder, Break::Missing(1))) };
    }
    parsed(folder, &found).map(Some)
}

/// A text without what version control on Windows does to the ends of lines.
fn as_written(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").into() } else { text.into() }
}

fn parsed(folder: &Path, files: &Files) -> Result<Record, Fault> {
    let mut entries = Vec::new();
    for (file, bytes) in files {
        let Some(of) = number(file, ENTRY) else { continue };
        let path = folder.join(file);
        let text = std::str::from_utf8(bytes)
            .map_err(|_| refused(&path, &text!("不是 UTF-8 文本", "it is no UTF-8 text"), &restore()))?;
        let mut entry = lines::read(&as_written(text)).map_err(|why| unread(&path, why))?;
        if entry.number != of {
            let number = entry.number;
            let why = text!(
                "里面写的是第 {number} 次公布，与文件名不符",
                "it holds publication {number}, which is not what its name says"
            );
            return Err(refused(&path, &why, &restore()));
        }
        if let Some(bytes) = files.get(&name(of, SIGNATURES)) {
            entry.cosigned = as_written(&String::from_utf8_lossy(bytes)).into_owned();
            if !keys::is_note(&entry.signed()) {
                let why = text!("不是会签的行", "it holds no countersignatures");
                return Err(refused(&folder.join(name(of, SIGNATURES)), &why, &restore()));
            }
        }
        entries.push(entry);
    }
    let last = entries.last().map_or(0, |entry| entry.number);
    let pages = files.get(&name(last, PAGES)).cloned().unwrap_or_default();
    let pages = as_written(&String::from_utf8(pages).unwrap_or_default()).into_owned();
    let record = Record::of(entries, pages).map_err(|fault| broken(folder, fault))?;
    // A list of another publication is the remains of one that was broken off.
    let is_listed = |said: &Said| said.pages.as_deref() == Some(&digest(&record.pages));
    let said = record.last().and_then(|entry| Said::read(&entry.checkpoint));
    match said {
        Some(said) if said.pages.is_none() || is_listed(&said) => Ok(record),
        _ => {
            let path = folder.join(name(last, PAGES));
            let why = text!(
                "不是第 {last} 次公布时的文件清单",
                "it is not the list of files of publication {last}"
            );
            Err(refused(&path, &why, &restore()))
        }
    }
}

/// What a checkpoint holds of a list of files.
pub fn digest(pages: &str) -> String {
    blake3::hash(pages.as_bytes()).to_hex().to_string()
}

/// Writes the new publications of `record`, those after the first `known`. The list of files goes first, the publication
/// last, so that a run that dies leaves a record without it or with it.
pub fn write(folder: &Path, record: &Record, known: usize) -> Result<(), Fault> {
    fs::create_dir_all(folder).map_err(|error| Fault::machine(&text!("创建", "create"), folder, &error))?;
    let last = record.last().map_or(0, |entry| entry.number);
    let mut files = vec![(name(last, PAGES), record.pages.clone().into_bytes())];
    files.extend(
        record.entries[known..].iter().map(|entry| (name(entry.number, ENTRY), lines::written(entry))),
    );
    replace(folder, files)?;
    // Only the newest list is used.
    for path in files_in(folder) {
        let of = path.file_name().and_then(|name| name.to_str()).and_then(|name| number(name, PAGES));
        if of.is_some_and(|of| of < last) {
            drop(fs::remove_file(path));
        }
    }
    Ok(())
}

/// Writes `entries` anew, in which something was withdrawn: the newest first, because each is proven with what those before it
/// say, so that a run that dies leaves a record that is whole.
pub fn rewrite<'e>(folder: &Path, entries: impl Iterator<Item = &'e Entry>) -> Result<(), Fault> {
    let mut files: Vec<(String, Vec<u8>)> =
        entries.map(|entry| (name(entry.number, ENTRY), lines::written(entry))).collect();
    files.sort_by(|a, b| b.0.cmp(&a.0));
    replace(folder, files)
}

/// Adds a signature to the checkpoint of publication `number`.
pub fn sign(folder: &Path, number: u32, line: &str) -> Result<(), Fault> {
    let file = name(number, SIGNATURES);
    let known = fs::read_to_string(folder.join(&file)).unwrap_or_default();
    match known.contains(line) {
        true => Ok(()),
        false => replace(folder, vec![(file, format!("{known}{line}").into_bytes())]),
    }
}

/// Puts files into `folder`, one after the other; all their bytes are on the disk before the first takes its place.
fn replace(folder: &Path, files: Vec<(String, Vec<u8>)>) -> Result<(), Fault> {
    let passing = |name: &str| folder.join(format!(".{name}{PASSING}"));
    // What a run left that died may hold what was withdrawn since.
    let is_left = |path: &Path| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with(PASSING))
    };
    files_in(folder).iter().filter(|path| is_left(path)).for_each(|path| drop(fs::remove_file(path)));
    let put = |(name, bytes): &(String, Vec<u8>)| -> std::io::Result<()> {
        let mut file = fs::File::create(passing(name))?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    for one in &files {
        if let Err(error) = put(one) {
            files.iter().for_each(|(name, _)| drop(fs::remove_file(passing(name))));
            return Err(Fault::machine(&text!("写入", "write"), &folder.join(&one.0), &error));
        }
    }
    for (name, _) in &files {
        let to = folder.join(name);
        fs::rename(passing(name), &to)
            .map_err(|error| Fault::machine(&text!("替换", "replace"), &to, &error))?;
    }
    #[cfg(unix)]
    if let Ok(opened) = fs::File::open(folder) {
        // What a disk does not promise is no reason to stop.
        drop(opened.sync_all());
    }
    Ok(())
}

fn restore() -> Text {
    text!(
        "从版本管理或备份里恢复这个文件，不要手改；record/ 只由 gongkailan publish 和 redact 写。",
        "Restore the file from version control or a backup, and do not edit it: only `gongkailan publish` and `redact` write record/."
    )
}

fn altered() -> Text {
    text!(
        "内容和它的校验值不符，被改动过",
        "what it says is not what its checkpoint was made of: it was altered"
    )
}

fn refused(path: &Path, why: &Text, help: &Text) -> Fault {
    let path = path.display();
    let (why_zh, why_en, help_zh, help_en) = (&why.zh, &why.en, &help.zh, &help.en);
    Fault::usage(text!(
        "公开记录 {path} 不能用：{why_zh}。\n{help_zh}",
        "the publication record {path} cannot be used: {why_en}.\n{help_en}"
    ))
}

fn stray(path: &Path) -> Fault {
    refused(
        path,
        &text!(
            "record/ 里不该有这个文件，像是另一份副本",
            "it does not belong into record/ and looks like a copy"
        ),
        &merge(),
    )
}

fn merge() -> Text {
    text!(
        "两份副本各自公布过时：保留其中一份 record/，另一份放到别处，再运行 gongkailan publish --merge 那个文件夹；多余的文件移走。",
        "Where two copies published apart: keep record/ of one of them, put that of the other elsewhere, and run `gongkailan publish --merge FOLDER`; move away what else lies here."
    )
}

fn unread(path: &Path, why: Unread) -> Fault {
    let why = match why {
        Unread::CutOff => text!("末尾缺了，没有写完或被截断", "its end is missing: it was cut off"),
        Unread::Unmerged => {
            let why = text!("里面有合并冲突的标记", "marks of a merge conflict are left in it");
            return refused(path, &why, &merge());
        }
        Unread::Altered => altered(),
        Unread::Line(line) => {
            let why = text!("第 {line} 行读不懂", "line {line} cannot be understood");
            let Text { zh, en } = restore();
            let help = text!(
                "如果是更新的版本写的，请升级 gongkailan；不是的话，{zh}",
                "If a newer version of gongkailan wrote it, use that. Otherwise: {en}"
            );
            return refused(path, &why, &help);
        }
    };
    refused(path, &why, &restore())
}

fn broken(folder: &Path, fault: Break) -> Fault {
    let (number, why, help) = match fault {
        Break::Missing(number) => (number, text!("缺了这一次公布", "this publication is missing"), restore()),
        Break::Forked(number) => (
            number,
            text!(
                "它不是接着前一次公布的，是从另一份副本来的",
                "it does not follow from the one before it: it comes from another copy"
            ),
            merge(),
        ),
        Break::Altered(number) => (number, altered(), restore()),
        Break::Senseless(number) => {
            (number, text!("改动了没有公布过的记录", "it changes a record that was not published"), restore())
        }
    };
    refused(&folder.join(name(number, ENTRY)), &why, &help)
}
