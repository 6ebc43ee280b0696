//! Grids as nodes of a tree.

use crate::model::board::{GridIx, Subject};

use crate::site::pages::desk::Desk;
use crate::site::urls::Target;
use crate::site::view::GridNode;

impl Desk<'_> {
    /// A grid with the grids in force below it.
    pub(crate) fn tree(&self, grid: GridIx) -> GridNode {
        let children = self.facts.board[grid].children.iter();
        let children = children.filter(|&&child| self.facts.in_force(child)).map(|&child| self.tree(child));
        GridNode { children: children.collect(), ..self.node(grid) }
    }

    /// A grid alone.
    pub(crate) fn node(&self, grid: GridIx) -> GridNode {
        let board = self.facts.board;
        let record = &board[grid];
        let level = board.level(grid);
        let post = board.lead(grid, self.facts.day);
        let lead = post.and_then(|post| board.holder(post, self.facts.day));
        GridNode {
            id: record.id.value.clone(),
            name: record.name.value.clone(),
            href: self.href(Target::Grid(grid)),
            level: level.name.clone(),
            depth: board.ancestry(grid).count() - 1,
            lead_title: post.map_or(&level.lead_title, |post| &post.title.value).clone(),
            lead: lead.map(|member| self.card(member)),
            vacant: lead.is_none() && (post.is_some() || level.lead_required),
            households: self.facts.households(grid),
            population: self.facts.population(grid),
            stars: self.newest_stars(Subject::Grid(grid)),
            lookup_href: self.lookup_href(grid),
            children: Vec::new(),
        }
    }

    /// The plain list of a grid's households, if it has one.
    pub(crate) fn lookup_href(&self, grid: GridIx) -> Option<String> {
        self.facts.has_list(grid).then(|| self.href(Target::LookupGrid(grid)))
    }
}
