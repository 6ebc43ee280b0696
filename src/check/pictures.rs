//! The pictures that records name, each with the record that first names it.

use crate::model::Ground;
use crate::model::board::{Asset, AssetIx, LinkTarget, Markdown};
use crate::picture::Picture;

use super::naming;

/// What is done with each picture and its owner's name, Chinese and English.
type Visit<'v> = dyn FnMut(&Asset, &Picture, (String, String)) + 'v;

/// Every picture with its facts and whose it is, Chinese and English.
pub(super) fn each(board: &Ground, visit: &mut Visit<'_>) {
    for (asset, index) in board.assets.iter().zip(0..) {
        if let Some(picture) = &asset.picture {
            visit(asset, picture, owner(board, AssetIx(index)));
        }
    }
}

fn owner(board: &Ground, wanted: AssetIx) -> (String, String) {
    let links = |text: &Markdown| text.links.iter().any(|(_, to)| *to == LinkTarget::Asset(wanted));
    if let Some(member) = board.member_ids().find(|at| board[*at].photo == Some(wanted)) {
        let name = naming::member(board, member);
        return (format!("责任人 {name} 的照片"), format!("the photo of member {name}"));
    }
    let shows = |record: &&crate::model::board::Commitment| {
        record.progress.iter().any(|step| step.evidence.contains(&wanted))
            || record.detail.as_ref().is_some_and(links)
    };
    if let Some(record) = board.commitments.iter().find(shows) {
        let name = naming::commitment(record);
        return (format!("承诺 {name} 的图片"), format!("a picture of commitment {name}"));
    }
    if let Some(page) = board.pages.iter().find(|page| links(&page.body)) {
        let name = naming::shown(&page.id.value);
        return (format!("页面 {name} 的图片"), format!("a picture of page {name}"));
    }
    if let Some(grid) = board.grid_ids().find(|at| board[*at].note.as_ref().is_some_and(links)) {
        let name = naming::grid(board, grid);
        return (format!("网格 {name} 的图片"), format!("a picture of grid {name}"));
    }
    ("这张图片".to_owned(), "a picture".to_owned())
}
