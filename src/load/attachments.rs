//! Attachments: what is told of them, and whose review lets those through that cannot be looked through.

use std::collections::BTreeMap;

use super::fit::{Asset, Fit};
use super::rules;
use super::site::RawReview;
use crate::attachment::{Paperwork, Refusal, paperwork};
use crate::diagnostic::{Cause, Diagnostic, Diagnostics, Severity, Text};
use crate::source::{At, Span};
use crate::text;

/// So much of a digest tells one version of a file from another.
const DIGEST: usize = 16;

/// The digest of a file, as reviews name it.
pub(super) fn digest(hash: &blake3::Hash) -> String {
    hash.to_hex()[..DIGEST].to_owned()
}

/// A path as it is shown.
fn shown(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// Tells of pictures within a file that was looked through.
pub(super) fn told(fit: &Fit, path: &str, at: Span, out: &mut Diagnostics) {
    let pictures = fit.reading.as_ref().map_or(0, |reading| reading.pictures);
    if pictures > 0 {
        let name = shown(path);
        let message = text!(
            "附件“{name}”里有 {pictures} 张图片，图片里的字没有查",
            "the attachment `{name}` shows {pictures} pictures, whose text was not looked through"
        );
        let help =
            text!("打开看看，不能公开的删去。", "Look at them, and take out what must not be published.");
        out.push(Diagnostic::new(&rules::ATTACHMENT_PICTURES, at, message).help(help));
    }
}

/// What is told of a table or text that nothing names: the one place that says what becomes of such files.
pub(super) fn unused(path: &str, at: Span) -> Diagnostic {
    let name = shown(path);
    let message = text!("“{name}”没有被读，也不会发布", "`{name}` is neither read nor published");
    let kind = paperwork(path);
    let help = match kind {
        Some(Paperwork::Table) => {
            let file = as_argument(path);
            let (zh, en) = (file.as_deref().unwrap_or("文件"), file.as_deref().unwrap_or("FILE"));
            text!(
                "表格用 gongkailan import {zh} 导入成记录（先加 --dry-run 看一看），然后移到 content/ 外面；要作附件发布的，在记录或页面里引用它。",
                "Make records of it with `gongkailan import {en}` (--dry-run shows them first), then move it out of content/. To publish it as an attachment, name it in a record or page."
            )
        }
        Some(Paperwork::OldTable) => text!(
            "表格移到 content/ 外面，另存为 xlsx，再用 gongkailan import 文件 导入成记录。",
            "Move it out of content/, save it as xlsx, and make records of it with `gongkailan import FILE`."
        ),
        _ => text!(
            "要公布的文字复制到 .md 页面里（gongkailan new notice 新建一个），记录写进 YAML 文件，它本身移到 content/ 外面；要作附件发布的，在记录或页面里引用它。",
            "Copy what is to be published into a page (`gongkailan new notice` makes one) and records into a YAML file, then move it out of content/. To publish it as an attachment, name it in a record or page."
        ),
    };
    let cause = Cause { of: "paperwork", value: format!("{kind:?}") };
    Diagnostic::new(&rules::FILE_UNUSED, at, message).help(help).cause(cause)
}

/// A path as it is typed on the command line of any system, unless a shell would take a sign of it for its own.
fn as_argument(path: &str) -> Option<String> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./（）【】《》、·".contains(c);
    let is_quotable = |c: char| is_plain(c) || " ()&,+=@".contains(c);
    match path.chars().all(is_plain) {
        true => Some(path.to_owned()),
        false => path.chars().all(is_quotable).then(|| format!("\"{path}\"")),
    }
}

/// What a file that was refused is called: `name`, or a file within it.
pub(super) fn named(refusal: &Refusal, name: &str) -> (String, String) {
    let names = (name.to_owned(), name.to_owned());
    refusal.within.iter().fold(names, |(zh, en), number| {
        (format!("{zh} 的第{number}个文件"), format!("file {number} of {en}"))
    })
}

/// The reviews of `site.yaml`, and which of them were needed.
pub(super) struct Reviews<'r> {
    reviews: Vec<(&'r At<RawReview>, bool)>,
}

impl<'r> Reviews<'r> {
    pub(super) fn new(reviews: &'r [At<RawReview>]) -> Reviews<'r> {
        Reviews { reviews: reviews.iter().map(|review| (review, false)).collect() }
    }

    /// Whether the file at `path`, which was refused, is published because somebody looked at it; tells why, or why not.
    pub(super) fn admit(
        &mut self,
        refusal: &Refusal,
        path: &str,
        at: Span,
        digest: &str,
        out: &mut Diagnostics,
    ) -> bool {
        let name = shown(path);
        let (zh, en) = named(refusal, name);
        let message = refusal.why.told((&zh, &en));
        let advice = refusal.why.advice();
        if refusal.why.is_final() {
            out.push(Diagnostic::new(&rules::ATTACHMENT_REFUSED, at, message).help(advice));
            return false;
        }
        let is_meant = |review: &RawReview| review.file.as_ref().is_some_and(|file| file.value.0 == path);
        let Some((review, is_needed)) = self.reviews.iter_mut().find(|(review, _)| is_meant(&review.value))
        else {
            let Text { zh, en } = advice;
            let help = text!(
                "{zh}；换不了的，请人看过以后写进 site.yaml：附件: [{{文件: {name}, 审核人: …, 日期: …, 摘要: {digest}}}]。",
                "{en}; else have somebody look at it and write into site.yaml: attachments: [{{file: {name}, reviewed_by: …, date: …, digest: {digest}}}]."
            );
            out.push(Diagnostic::new(&rules::ATTACHMENT_UNREADABLE, at, message).help(help));
            return false;
        };
        *is_needed = true;
        let RawReview { file: _, reviewed_by, date, digest: reviewed, at: _ } = &review.value;
        if let Some(other) =
            reviewed.as_ref().filter(|reviewed| !digest.starts_with(&reviewed.value.0.to_ascii_lowercase()))
        {
            let message = text!(
                "“{name}”在审核以后变了（现在的摘要是 {digest}）",
                "`{name}` is not what was reviewed (its digest is {digest} now)"
            );
            let help = text!(
                "请人再看一遍，改写日期和摘要。",
                "Have it looked at again, and write the new date and digest."
            );
            let problem = Diagnostic::new(&rules::ATTACHMENT_UNREADABLE, at, message).help(help);
            out.push(problem.related(other.span, text!("审核的是这一版", "this version was reviewed")));
            return false;
        }
        let (Some(who), Some(day)) = (reviewed_by, date) else { return false };
        let (who, day) = (&who.value, &day.value);
        let message = text!(
            "“{name}”没法查，按 {who} {day} 的审核原样发布",
            "`{name}` cannot be looked through, and is published as it is because {who} reviewed it on {day}"
        );
        out.push(Diagnostic::new(&rules::ATTACHMENT_REVIEW, review.span, message).severity(Severity::Note));
        true
    }

    /// Tells of reviews that nobody needed.
    pub(super) fn finish(self, assets: &BTreeMap<String, Asset>, others: &[String], out: &mut Diagnostics) {
        for (review, _) in self.reviews.into_iter().filter(|(_, is_needed)| !is_needed) {
            let Some(file) = &review.value.file else { continue };
            let (path, name) = (&file.value.0, shown(&file.value.0));
            let message = match () {
                () if assets.contains_key(path) => text!(
                    "“{name}”已经由程序查过，不用审核",
                    "`{name}` was looked through by the program and needs no review"
                ),
                () if others.binary_search(path).is_ok() => text!(
                    "“{name}”没有被引用，不会发布，不用审核",
                    "nothing names `{name}`: it is not published and needs no review"
                ),
                () => text!("没有文件 content/{name}", "there is no file content/{name}"),
            };
            let help = text!("删去这一条。", "Remove this entry.");
            out.push(Diagnostic::new(&rules::ATTACHMENT_REVIEW, file.span, message).help(help));
        }
    }
}
