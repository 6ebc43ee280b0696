//! Word, Excel and PowerPoint files: every part of the package is read, whatever it is called.

use super::package::Package;
use super::reading::PartName;
use super::sheets::{self, Owners};
use super::xml::{self, Role};
use super::{AttachmentKind, Look, Made, Why, kind, text};
use crate::picture;

pub(super) fn read(look: &mut Look, bytes: &[u8]) -> Made {
    let mut package = Package::open(bytes)?;
    if package.find("[Content_Types].xml").is_none() {
        return Err(Why::Misnamed.into());
    }
    let before = look.so_far();
    let (done, owners) = sheets::read(look, &mut package)?;
    let mut others: Vec<usize> = (0..package.names.len()).filter(|index| !done.contains(index)).collect();
    // What a reader sees first comes first.
    others.sort_by_cached_key(|index| (order(&package.names[*index]), package.names[*index].clone()));
    for (index, number) in others.into_iter().zip(1..) {
        let name = package.names[index].clone();
        if name.ends_with('/') || package.leave_out_litter(index) {
            continue;
        }
        if is_font(&name) {
            package.leave_out(index);
            continue;
        }
        let part = package.part(index, look)?;
        if let Some(made) = self::part(look, &name, number, &part, &owners)? {
            package.replace(index, made);
        }
    }
    look.must_say_something(before)?;
    look.whole(PartName::named("文件名", "names of files"), &package.remarks()?)?;
    Ok(Some(package.again()?))
}

fn part(look: &mut Look, name: &str, number: usize, bytes: &[u8], owners: &Owners) -> Made {
    let lower = name.to_ascii_lowercase();
    let (folder, file) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let (_, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    match ending {
        _ if lower.contains("vbaproject") || lower.contains("macrosheet") => {
            Err(Why::Active("macros").into())
        }
        "xml" | "rels" | "vml" => {
            let role = role(folder, file);
            if let Some(owner) = owners.get(name)
                && let Some(what) = of_sheet(file)
            {
                return Ok(sheets::belonging(look, bytes, what, role, owner)?);
            }
            let (zh, en) = label(folder, file, name);
            Ok(xml::read(look, bytes, role, &|what_zh, what_en| named(&zh, &en, what_zh, what_en))?)
        }
        "bin" if file.starts_with("printersettings") || folder.ends_with("activex") => {
            look.whole(PartName::named("附带的设置", "attached settings"), &text::runs(bytes))?;
            Ok(None)
        }
        _ if is_other_picture(name, bytes) => {
            look.reading.pictures += 1;
            look.whole(PartName::named("图里的文字", "text of a drawing"), &text::runs(bytes))?;
            Ok(None)
        }
        _ => match kind::of(name, bytes) {
            Ok(AttachmentKind::Picture(format)) if file.starts_with("thumbnail") => look.thumbnail(format),
            Ok(AttachmentKind::Picture(format)) => look.picture(format, bytes),
            Ok(_) => look.inner(number, file, bytes),
            Err(why @ Why::Active(_)) => Err(why.into()),
            Err(_) if bytes.is_empty() => Ok(None),
            Err(_) => Err(Why::Embedded.into()),
        },
    }
}

/// Whether it is a font that the document brings along: others stand in for it.
fn is_font(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    matches!(&*ending, "odttf" | "fntdata" | "ttf" | "otf")
}

/// Whether it is a picture of a kind that is not published by itself.
pub(super) fn is_other_picture(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    matches!(&*ending, "emf" | "wmf" | "svm" | "wdp" | "jxr")
        || matches!(picture::kind(name, bytes), Some(Err(picture::Refusal::Format(_))))
}

/// The place of a part among those that are read.
fn order(name: &str) -> usize {
    let first = ["word/document", "ppt/slides/", "word/", "ppt/", "xl/", "docProps/"];
    first.iter().position(|begin| name.starts_with(begin)).unwrap_or(first.len())
}

fn role(folder: &str, file: &str) -> Role {
    match (folder, file) {
        ("docprops", "custom.xml") => Role::Custom,
        ("docprops", _) => Role::Properties,
        _ if folder.starts_with("customxml") || file.ends_with(".rels") => Role::Data,
        ("xl", _) if file.starts_with("comments") => Role::Comments,
        ("xl/comments", _) => Role::Comments,
        _ => Role::Body,
    }
}

/// What belongs to a sheet is called, where a reader knows it.
fn of_sheet(file: &str) -> Option<(&'static str, &'static str)> {
    let kinds = [
        ("comments", ("批注", "comments")),
        ("comment", ("批注", "comments")),
        ("threadedcomment", ("批注", "comments")),
        ("vmldrawing", ("文本框", "text boxes")),
        ("drawing", ("文本框", "text boxes")),
        ("table", ("表头", "table headers")),
        ("pivottable", ("透视表", "pivot tables")),
    ];
    kinds.iter().find(|(begin, _)| file.starts_with(begin)).map(|(_, name)| *name)
}

/// What a part is called, in Chinese and English.
fn label(folder: &str, file: &str, name: &str) -> (String, String) {
    let stem = file.split('.').next().unwrap_or_default();
    let digits = stem.trim_start_matches(|c: char| !c.is_ascii_digit());
    let both = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match (folder, stem.trim_end_matches(|c: char| c.is_ascii_digit())) {
        ("word", "document") => both("正文", "text"),
        ("word", "header") => both("页眉", "header"),
        ("word", "footer") => both("页脚", "footer"),
        ("word", "footnotes") => both("脚注", "footnotes"),
        ("word", "endnotes") => both("尾注", "endnotes"),
        (_, "comments" | "commentsextended" | "comment") => both("批注", "comments"),
        ("ppt/slides", "slide") => (format!("第{digits}张幻灯片"), format!("slide {digits}")),
        ("ppt/notesslides", _) => (format!("备注{digits}"), format!("notes {digits}")),
        ("xl", "workbook") => both("工作簿", "workbook"),
        (_, "chart") => both("图表", "chart"),
        ("docprops", _) => both("元数据", "metadata"),
        _ => (format!("附加部分 {name}"), format!("part {name}")),
    }
}

/// A part, or what stands beside its text.
fn named(zh: &str, en: &str, what_zh: &str, what_en: &str) -> PartName {
    match what_zh {
        "" => PartName::named(zh, en),
        _ => PartName::Named(format!("{zh}的{what_zh}"), format!("{what_en} of {en}")),
    }
}
