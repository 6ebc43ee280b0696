//! When two records say the same, wherever in which file they are written: what is made of one need not be made
//! again of the other.

use super::{
    Activity, Asset, BoardBelow, Commitment, Grid, Household, Markdown, Member, Page, PageVersion, Post,
    Reply, Service, Team,
};

/// Equality over every field but `at` and those in brackets; a field that is added must be named here.
macro_rules! same {
    ($($record:ident: $($field:ident),* $([$($other:ident),*])?;)*) => {$(
        impl PartialEq for $record {
            fn eq(&self, other: &$record) -> bool {
                let $record { $($field,)* $($($other: _,)*)? at: _ } = self;
                true $(&& *$field == other.$field)*
            }
        }

        impl Eq for $record {}
    )*};
}

// What households add to a grid or a member is theirs: it is compared where it is worked out for pages.
same! {
    Grid: id, name, network, level, parent, children, aka, merged_from, kind, code, posts, teams, declared_households, declared_population, area_km2, figures, boundary, place, services, note, term [households, listed_population];
    Post: title, is_lead, member, is_dangling, vacant, backup, duties, how, term;
    Team: name, kind, theme, members;
    Member: id, name, title, party_member, grid, phone, photo, duties, pledge, honours, term [covers];
    Household: id, door, label, grids, group, covered_by, covered_from, to;
    Commitment: id, by, is_stand_in, title, detail, kind, baseline, target, made, due, progress, outcome, evaluation;
    Activity: date, cadence, by, title, count, planned, note;
    Reply: asked, topic, question, due, answered, answer;
    Page: id, title, kind, date, section, disclosure, period, expires, grid, order, body, versions;
    PageVersion: language, title, body;
    BoardBelow: id, name, home, reading;
    Service: id, name, category, time_limit, materials, fee, window, appointment, note;
}

impl PartialEq for Markdown {
    fn eq(&self, other: &Markdown) -> bool {
        let Markdown { text, links, at: _, places: _ } = self;
        *text == other.text && *links == other.links
    }
}

/// What is made of a file's bytes is not compared.
impl PartialEq for Asset {
    fn eq(&self, other: &Asset) -> bool {
        self.path == other.path && self.published == other.published && self.bytes == other.bytes
    }
}
