//! Pages that show who is above: with the stars of a village's lead nothing but that changes on hundreds of them.

use serde::Serialize;

use super::{ChainCard, Frame, GridView, LookupGridView, MemberView, PageView, SiteInfo, View, sealed};

/// What the template of a page's chain sees: all of it is the page's own.
#[derive(Debug, Serialize)]
pub struct ChainView<'v> {
    /// Common part of the page; `page.title` is whose chain it is.
    pub page: &'v Frame,
    /// The board.
    pub site: &'v SiteInfo,
    /// From whoever is nearest up to the root.
    pub chain: &'v [ChainCard],
}

impl sealed::Sealed for ChainView<'_> {}
impl View for ChainView<'_> {}

/// Pages with a chain, and all their fields but that; a field that is added must be named here.
macro_rules! chained {
    ($($page:ident($view:ident): $($field:ident),*;)*) => {
        impl PageView {
            /// Its chain, if it is a page that has one.
            pub fn chain(&self) -> Option<ChainView<'_>> {
                match self {
                    $(PageView::$page(view) => {
                        Some(ChainView { page: &view.page, site: &view.site, chain: &view.chain })
                    })*
                    _ => None,
                }
            }

            /// Whether both are pages with a chain that show the same beside it.
            pub fn is_same_but_chain(&self, other: &PageView) -> bool {
                match (self, other) {
                    $((PageView::$page(one), PageView::$page(other)) => {
                        let $view { chain: _, $($field),* } = &**one;
                        true $(&& *$field == other.$field)*
                    })*
                    _ => false,
                }
            }
        }
    };
}

chained! {
    Grid(GridView): page, site, id, name, level, network, several_networks, state, from, to, kind, facts, figures, posts, teams, children, covers, members, lookup_href, services, note, boundary, map, commitments, ratings, calendars, ledgers, notices;
    Member(MemberView): page, site, person, state, from, to, grid, duties, honours, posts, patches, commitments, ratings, calendars;
    LookupGrid(LookupGridView): page, site, grid, level, network, several_networks, households, has_groups, lookup_href;
}
