//! Boards below this one, with what they published.

use super::super::BaseUrl;
use super::super::board::{BoardBelow, BoardHome};
use super::super::rules;
use super::lookup::in_order;
use super::settings::named;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::load::site::{RawBoard, RawSite};
use crate::source::At;

/// All of them, in the order written.
pub(super) fn resolve(raw: &RawSite, loaded: &Loaded, out: &mut Diagnostics) -> Vec<BoardBelow> {
    let (_, boards) = in_order(&raw.boards, |raw| named(&raw.id, &raw.name), RawBoard::WHAT, out);
    let mut resolved = Vec::new();
    for (named, raw) in boards {
        let Some((name, from)) = raw.name.as_ref().zip(raw.from.as_ref()) else { continue };
        let reading = loaded.boards.get(&from.value).cloned();
        let mut board =
            BoardBelow { id: named.id, name: name.value.clone(), home: None, reading, at: from.span };
        let own = || BaseUrl::parse(board.published()?.home.as_ref()?).ok().map(BoardHome::Address);
        board.home = match &raw.base_url {
            Some(given) => home(given, out),
            None => own(),
        };
        resolved.push(board);
    }
    resolved
}

/// Where its pages are, as it is written.
fn home(At { value, span }: &At<String>, out: &mut Diagnostics) -> Option<BoardHome> {
    if value.starts_with("./") || value.starts_with("../") {
        return Some(BoardHome::Beside(value.trim_end_matches('/').to_owned()));
    }
    match BaseUrl::parse(value) {
        Ok(address) => Some(BoardHome::Address(address)),
        Err(refused) => {
            let problem =
                Diagnostic::new(&rules::BASE_URL_INVALID, *span, refused.message).help(refused.help);
            // A password may stand there.
            out.push(if value.contains('@') { problem.hidden() } else { problem });
            None
        }
    }
}
