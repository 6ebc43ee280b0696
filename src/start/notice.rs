//! A page or notice to be filled in, or with its text.

use super::words::{Answer, name};
use crate::calendar::NaiveDate;
use crate::diagnostic::Lang;
use crate::filename;
use crate::load::records::RawFront;
use crate::model::Board;
use crate::model::board::PageKind;
use crate::source::Sources;

/// A new Markdown file.
#[derive(Debug)]
pub struct Notice {
    /// Where it belongs, relative to the site folder.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Longest name of a file that is made from a title, in bytes: it becomes an id.
const LONGEST: usize = 100;

/// A notice (or a page, where the answers say so) with these answers to its keys, in a file beside those there are. One
/// without a text is a draft.
pub fn notice(
    (board, sources): (&Board, &Sources),
    mut answers: Vec<Answer>,
    text: Option<&str>,
    day: NaiveDate,
    lang: Lang,
) -> Notice {
    let keys = RawFront::KEYS;
    let said = |answers: &[Answer], en: &str| {
        answers.iter().find(|answer| answer.key.en == en).map(|answer| answer.values.join(" "))
    };
    let is_page = said(&answers, "kind").is_some_and(|kind| ["page", "页面"].contains(&kind.as_str()));
    if said(&answers, "kind").is_none() {
        answers.push(Answer::new(keys, "kind", "notice".into()));
    }
    if said(&answers, "date").is_none() && !is_page {
        answers.push(Answer::new(keys, "date", day.to_string()));
    }
    // The file is called so.
    let id = said(&answers, "id");
    answers.retain(|answer| answer.key.en != "id");
    let (title, date) = (said(&answers, "title").unwrap_or_default(), said(&answers, "date"));
    let named = match (id, date.filter(|_| !is_page)) {
        (Some(id), _) => id,
        (None, Some(date)) => format!("{date} {title}"),
        (None, None) => title,
    };
    let stem = stem(&named);
    let kind = if is_page { PageKind::Page } else { PageKind::Notice };
    let path = format!("{}/{stem}.md", folder(board, sources, kind));

    let position = |answer: &Answer| keys.iter().position(|key| key.en == answer.key.en);
    answers.sort_by_key(position);
    let mut written: String = answers.iter().map(|answer| answer.line(lang)).collect();
    let body = text.map(str::trim).filter(|text| !text.is_empty());
    if body.is_none() && said(&answers, "draft").is_none() {
        let draft = keys.iter().find(|key| key.en == "draft").map_or("", |key| name(key, lang));
        written += &match lang {
            Lang::Zh => format!("{draft}: 是   # 正文写在下面；写好后删去这一行，才会公布\n"),
            Lang::En => {
                format!("{draft}: true   # write the text below, then remove this line to publish it\n")
            }
        };
    }
    let body = body.map(|body| format!("{body}\n")).unwrap_or_default();
    Notice { path, text: format!("---\n{written}---\n\n{body}") }
}

/// A name for the file of what is called `title`, which is read and can be an id.
fn stem(title: &str) -> String {
    let title = title.trim_matches(['.', '/', '\\', ' ']).replace(['/', '\\'], " ");
    let name = filename::published(&[(&title, None)]).pop().unwrap_or_default();
    let name = name.trim_matches(['.', '-', '_']);
    name[..name.floor_char_boundary(LONGEST)].trim_end_matches(['.', '-', '_']).to_owned()
}

/// Where most pages of this kind lie.
fn folder(board: &Board, sources: &Sources, kind: PageKind) -> String {
    let alike = board.ground.pages.iter().filter(|page| page.kind == kind);
    let mut folders: Vec<&str> =
        alike.filter_map(|page| Some(sources.get(page.at.file).path.rsplit_once('/')?.0)).collect();
    folders.sort_unstable();
    let most = folders.chunk_by(|one, next| one == next).max_by_key(|same| same.len());
    let usual = || match kind {
        PageKind::Page => "content/pages",
        PageKind::Notice => "content/notices",
    };
    most.and_then(|same| same.first().copied()).unwrap_or_else(usual).to_owned()
}
