//! Who covers a household: the explicit answer, else the lead of its leaf grid, then every lead up to the root.

use crate::calendar::AsOf;

use crate::model::board::{GridIx, Ground, HouseholdIx, MemberIx, NetworkIx};

/// The answer for one household in one network on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The network.
    pub network: NetworkIx,
    /// The household's leaf grid there.
    pub leaf: GridIx,
    /// 包户: members named for this household and in office; empty when the leaf grid's lead answers.
    pub explicit: Vec<MemberIx>,
    /// The leads from the leaf grid to the root.
    pub chain: Vec<Link>,
}

/// One lead in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose lead.
    pub grid: GridIx,
    /// `None`: the post stands vacant, or no lead is declared.
    pub member: Option<MemberIx>,
    /// The lead's backup in office (B岗).
    pub backup: Option<MemberIx>,
}

impl Cover {
    /// Whom to go to first: the explicit answer, else the first lead in office up the chain.
    pub fn first(&self) -> Option<MemberIx> {
        self.explicit.first().copied().or_else(|| self.chain.iter().find_map(|link| link.member))
    }
}

impl Ground {
    /// The network in which an explicit answer by `member` counts for `household`: that of the member's own grid,
    /// or the household's first grid when the member has none.
    pub fn cover_network(&self, member: MemberIx, household: HouseholdIx) -> Option<NetworkIx> {
        match &self[member].grid {
            Some(grid) => Some(self[grid.value].network),
            None => self[household].grids.first().map(|grid| self[grid.value].network),
        }
    }

    /// Leads from `grid` up to its root.
    pub fn chain(&self, grid: GridIx, day: AsOf) -> Vec<Link> {
        let link = |grid| {
            let post = self.lead(grid, day);
            Link {
                grid,
                member: post.and_then(|post| self.holder(post, day)),
                backup: post.and_then(|post| self.backup(post, day)),
            }
        };
        self.ancestry(grid).map(link).collect()
    }

    /// 包户 in `network`: the members in office whom the household lists, else those whose own list names it.
    pub fn explicit(&self, household: HouseholdIx, network: NetworkIx, day: AsOf) -> Vec<MemberIx> {
        let counts = |member: &MemberIx| {
            self.cover_network(*member, household) == Some(network) && self[*member].term.holds(day)
        };
        let record = &self[household];
        let listed: Vec<MemberIx> = record.covered_by.iter().map(|at| at.value).filter(counts).collect();
        match listed.is_empty() {
            true => record.covered_from.iter().map(|at| at.value).filter(counts).collect(),
            false => listed,
        }
    }

    /// Who covers `household`, one answer a network it is in, in the order its grids are written.
    pub fn covers(&self, household: HouseholdIx, day: AsOf) -> Vec<Cover> {
        let answer = |grid: GridIx| {
            let network = self[grid].network;
            let explicit = self.explicit(household, network, day);
            Cover { network, leaf: grid, explicit, chain: self.chain(grid, day) }
        };
        self[household].grids.iter().map(|grid| answer(grid.value)).collect()
    }
}
