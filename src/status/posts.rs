//! Who is named for which posts, whether they hold them or not.

use crate::model::board::{GridIx, Ground};

/// A post as its holder or backup sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostOf {
    /// The grid.
    pub grid: GridIx,
    /// Which of its posts.
    pub index: usize,
    /// Whether as its backup.
    pub backup: bool,
}

/// The posts that each member is named for, in the order of the grids.
pub fn posts(board: &Ground) -> Vec<Vec<PostOf>> {
    let mut posts = vec![Vec::new(); board.members.len()];
    for grid in board.grid_ids() {
        for (index, post) in board[grid].posts.iter().enumerate() {
            for (named, backup) in [(&post.member, false), (&post.backup, true)] {
                if let Some(member) = named {
                    posts[member.value.0 as usize].push(PostOf { grid, index, backup });
                }
            }
        }
    }
    posts
}
