//! What is said of private values in an attachment: at the record that names the file, with sheet and cell, and never the
//! value. All of one file are told at once: a roster holds hundreds.

use crate::attachment::Reading;
use crate::diagnostic::Diagnostic;
use crate::model::{Ground, Register};
use crate::reading::Format;
use crate::source::Span;
use crate::text;

use super::places::place;
use super::rule::PRIVATE_LEAKED;
use super::secrets::Secret;
use super::sought::SoughtText;

/// How many places are named.
const NAMED: usize = 3;
/// Of how many values places are looked for.
const SOUGHT: usize = 60;

/// The problem of an attachment published at `path` that holds `secrets`.
pub(super) fn leak(
    (path, reading, at): (&str, &Reading, Span),
    secrets: &[(Secret, &SoughtText)],
    board: &Ground,
    register: &Register,
    may_show: &dyn Fn(&str) -> bool,
) -> Diagnostic {
    let shown = path.strip_prefix("files/").unwrap_or(path);
    let shown = if may_show(shown) { shown } else { "…" };
    let mut found: Vec<(usize, &Secret)> = Vec::new();
    for (secret, target) in secrets.iter().take(SOUGHT) {
        found.extend(
            place((reading.text(), Format::of_text(path)), target).map(|place| (place.start, secret)),
        );
    }
    found.sort_by_key(|(place, _)| *place);
    let (mut places_zh, mut places_en) = (Vec::new(), Vec::new());
    for (place, secret) in found.iter().take(NAMED) {
        let (place_zh, place_en) = reading.place(*place, may_show);
        let (owner_zh, owner_en) = secret.owner.told(board);
        let (key, _) = secret.written(register);
        let (key_zh, key_en) = key.told();
        places_zh.push(format!("{place_zh}（{owner_zh}的{key_zh}）"));
        places_en.push(format!("{place_en} ({key_en} of {owner_en})"));
    }
    let count = secrets.len();
    let (places_zh, places_en) = match places_zh.is_empty() {
        true => (String::new(), String::new()),
        false => {
            let (more_zh, more_en) = if count > places_zh.len() { (" 等", " and more") } else { ("", "") };
            (format!("：{}{more_zh}", places_zh.join("、")), format!(": {}{more_en}", places_en.join(", ")))
        }
    };
    let message = text!(
        "附件“{shown}”里有 {count} 项内部信息{places_zh}",
        "the attachment `{shown}` holds {count} private values{places_en}"
    );
    let help = text!(
        "删去这些内容再附上，或换成只写门牌的表；纯属巧合的，在 site.yaml 的“隐私”里写“豁免”和理由。",
        "Take them out of the file, or attach a table of doors alone; what is mere chance goes below `privacy: excused` with its reason."
    );
    let first = found.first().map(|(_, secret)| *secret).or(secrets.first().map(|(secret, _)| secret));
    let diagnostic = Diagnostic::new(&PRIVATE_LEAKED, at, message).help(help).hidden();
    match first {
        Some(secret) => {
            let (_, own) = secret.written(register);
            diagnostic.related(own, text!("内部信息写在这里", "the private value stands here"))
        }
        None => diagnostic,
    }
}
