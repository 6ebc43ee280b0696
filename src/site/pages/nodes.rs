//! Grids as nodes of a tree.

use crate::model::board::{GridIx, Subject};

use crate::site::pages::desk::Desk;
use crate::site::urls::Target;
use crate::site::view::GridNode;

/// Most grids of several levels that a page shows.
const MOST: usize = 240;

impl Desk<'_> {
    /// A grid with all grids in force below it, for paper.
    pub(crate) fn tree(&self, grid: GridIx) -> GridNode {
        self.down_to(grid, usize::MAX)
    }

    /// `grids` with the grids in force below them: at most `levels` in all, and fewer where these would be too many for a
    /// page. Whatever is left out is on the pages of those above it.
    pub(crate) fn trees(&self, grids: &[GridIx], levels: usize) -> Vec<GridNode> {
        let (mut depth, mut row, mut total) = (1, grids.to_vec(), grids.len());
        while depth < levels {
            row = row.iter().flat_map(|&grid| self.below(grid)).collect();
            total += row.len();
            if row.is_empty() || total > MOST {
                break;
            }
            depth += 1;
        }
        grids.iter().map(|&grid| self.down_to(grid, depth)).collect()
    }

    fn down_to(&self, grid: GridIx, levels: usize) -> GridNode {
        let below = self.below(grid);
        let shown = if levels > 1 { &below[..] } else { &[] };
        GridNode {
            below: below.len(),
            below_level: self.level_of_all(&below),
            children: shown.iter().map(|&child| self.down_to(child, levels - 1)).collect(),
            ..self.node(grid)
        }
    }

    /// The grids in force straight below.
    pub(crate) fn below(&self, grid: GridIx) -> Vec<GridIx> {
        let children = self.facts.board[grid].children.iter().copied();
        children.filter(|&child| self.facts.in_force(child)).collect()
    }

    /// The level that all of `grids` stand on.
    pub(crate) fn level_of_all(&self, grids: &[GridIx]) -> Option<String> {
        let level = |grid: &GridIx| &self.facts.board.level(*grid).name;
        let first = grids.first().map(level)?;
        grids.iter().all(|grid| level(grid) == first).then(|| first.clone())
    }

    /// The same of whoever is rated; `None` of people.
    pub(crate) fn level_of_subjects(&self, subjects: impl Iterator<Item = Subject>) -> Option<String> {
        let grid = |subject| match subject {
            Subject::Grid(grid) => Some(grid),
            Subject::Member(_) => None,
        };
        self.level_of_all(&subjects.map(grid).collect::<Option<Vec<GridIx>>>()?)
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
            below: 0,
            below_level: None,
            children: Vec::new(),
        }
    }

    /// The plain list of a grid's households, if it has one.
    pub(crate) fn lookup_href(&self, grid: GridIx) -> Option<String> {
        self.facts.has_list(grid).then(|| self.href(Target::LookupGrid(grid)))
    }
}
