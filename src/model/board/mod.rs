//! The board: every fact that may be published, resolved. It holds no path to the register.

mod boards;
mod corrections;
mod grids;
pub(super) mod index;
mod named;
mod pages;
mod people;
mod promises;
mod results;
mod same;
mod services;
pub(super) mod term;
mod translations;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{AsOf, Month};
use crate::publication::Record;
use crate::source::Span;

pub use boards::*;
pub use corrections::*;
pub use grids::*;
pub use index::*;
pub use named::*;
pub use pages::*;
pub use people::*;
pub use promises::*;
pub use results::*;
pub use services::*;
pub use term::Term;
pub use translations::*;

use super::settings::{Cadence, Disclosure, Network, Scheme, Settings};

macro_rules! indexed {
    ($($name:ident => $field:ident: $of:ty;)*) => {$(
        impl std::ops::Index<$name> for Ground {
            type Output = $of;
            fn index(&self, at: $name) -> &$of {
                &self.$field[at.0 as usize]
            }
        }

        impl std::ops::Index<$name> for Board {
            type Output = $of;
            fn index(&self, at: $name) -> &$of {
                &self.ground[at]
            }
        }
    )*};
}

indexed! {
    NetworkIx => networks: Network;
    SchemeIx => schemes: Scheme;
    CadenceIx => cadences: Cadence;
    DisclosureIx => disclosures: Disclosure;
    GridIx => grids: Grid;
    MemberIx => members: Member;
    HouseholdIx => households: Household;
    PageIx => pages: Page;
    AssetIx => assets: Asset;
    BoardIx => boards: BoardBelow;
}

/// All public facts: those of the [`Ground`], and the results.
#[derive(Clone, Debug)]
pub struct Board {
    /// All but the results.
    pub ground: Arc<Ground>,
    /// Approved results only: months, and the cycles made of them.
    pub ratings: Vec<Arc<RatingSheet>>,
    /// 更正 of approved months.
    pub rating_corrections: BTreeMap<(SchemeIx, Month), Vec<Correction>>,
    /// What was published so far, where the board keeps that.
    pub record: Option<Arc<Record>>,
}

/// All public facts that no score changes. Lists are sorted by id (numbers in ids count as numbers), so that the order
/// of files and records never shows; posts, teams and services keep the order written.
#[derive(Debug)]
pub struct Ground {
    /// Title, publisher, privacy and the like.
    pub settings: Settings,
    /// At least one.
    pub networks: Vec<Network>,
    /// Rating schemes.
    pub schemes: Vec<Scheme>,
    /// Cadences (频次制度).
    pub cadences: Vec<Cadence>,
    /// The catalogue of what must be disclosed.
    pub disclosures: Vec<Disclosure>,
    /// Boards of the places below (下级公开栏), in the order written.
    pub boards: Vec<BoardBelow>,
    /// All grids of all networks.
    pub grids: Vec<Grid>,
    /// Responsible members, present and past.
    pub members: Vec<Member>,
    /// Households by their public facts only.
    pub households: Vec<Arc<Household>>,
    /// What was promised.
    pub commitments: Vec<Commitment>,
    /// The ledger.
    pub activities: Vec<Activity>,
    /// Questions and answers.
    pub replies: Vec<Reply>,
    /// What the service desk offers (办事指南).
    pub services: Vec<Service>,
    /// Pages and notices; drafts are not here.
    pub pages: Vec<Page>,
    /// Whom pages and records name on purpose.
    pub named: Vec<Named>,
    /// What the records' own texts are in each of the further languages, in their order.
    pub translations: Vec<Translations>,
    /// Pictures and maps that records name.
    pub assets: Vec<Asset>,
    /// 更正 of all records but ratings, by where the record stands.
    pub corrections: BTreeMap<Span, Vec<Correction>>,
}

impl Ground {
    /// All indices of grids, in order.
    pub fn grid_ids(&self) -> impl Iterator<Item = GridIx> + use<> {
        (0..self.grids.len() as u32).map(GridIx)
    }

    /// All indices of members, in order.
    pub fn member_ids(&self) -> impl Iterator<Item = MemberIx> + use<> {
        (0..self.members.len() as u32).map(MemberIx)
    }

    /// The indices of households that are listed, in order: those that have not ended.
    pub fn household_ids(&self) -> impl Iterator<Item = HouseholdIx> {
        self.all_household_ids().filter(|&at| self[at].to.is_none())
    }

    /// All indices of households, in order.
    pub fn all_household_ids(&self) -> impl Iterator<Item = HouseholdIx> + use<> {
        (0..self.households.len() as u32).map(HouseholdIx)
    }

    /// Who holds `post` on `day`: nobody when it is vacant, the post's or the member's term has ended or not begun.
    pub fn holder(&self, post: &Post, day: AsOf) -> Option<MemberIx> {
        let member = post.member.as_ref()?.value;
        (post.term.holds(day) && self[member].term.holds(day)).then_some(member)
    }

    /// The backup of `post` in office on `day`.
    pub fn backup(&self, post: &Post, day: AsOf) -> Option<MemberIx> {
        let member = post.backup.as_ref()?.value;
        (!post.term.ended(day) && self[member].term.holds(day)).then_some(member)
    }

    /// The post of the grid's lead that speaks for `day`: the one in office, else the last one written.
    pub fn lead(&self, grid: GridIx, day: AsOf) -> Option<&Post> {
        let leads = || self[grid].posts.iter().filter(|post| post.is_lead);
        leads().find(|post| self.holder(post, day).is_some()).or_else(|| leads().next_back())
    }

    /// Every term that must hold for the grid to be in force: its own, those of the grids above, its network's.
    pub fn terms(&self, grid: GridIx) -> impl Iterator<Item = &Term> {
        let network = &self[self[grid].network].term;
        self.ancestry(grid).map(|at| &self[at].term).chain([network])
    }

    /// Whether the grid is in force on `day`.
    pub fn in_force(&self, grid: GridIx, day: AsOf) -> bool {
        self.terms(grid).all(|term| term.holds(day))
    }

    /// The grid, its parent, and so on up to the root.
    pub fn ancestry(&self, grid: GridIx) -> impl Iterator<Item = GridIx> + '_ {
        std::iter::successors(Some(grid), |&at| self[at].parent)
    }

    /// Whether the grid has no grids below it.
    pub fn is_leaf(&self, grid: GridIx) -> bool {
        self[grid].children.is_empty()
    }

    /// The level's settings of a grid.
    pub fn level(&self, grid: GridIx) -> &super::settings::Level {
        let grid = &self[grid];
        &self[grid.network].levels[grid.level]
    }
}
