//! Grids: ids, the tree, levels, posts and teams.

use std::sync::Arc;

use super::super::board::{Figure, Grid, GridIx, Household, NetworkIx, Post, Team, Term};
use super::super::register::{Gaps, PrivateHousehold};
use super::super::rules;
use super::super::settings::Network;
use super::assets::Assets;
use super::lookup::{Lookup, NamedRecord, admit};
use super::names::Names;
use super::values::{list, placed, texts};
use crate::diagnostic::{Cause, Diagnostic, Diagnostics};
use crate::load::records::{RawFigure, RawGrid, RawPart, RawPost, RawTeam};
use crate::source::At;
use crate::text;

/// Grids that have a name and an id of their own, sorted.
pub(super) fn admitted<'r>(
    raw: &[&'r RawGrid],
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> (Lookup, Vec<(NamedRecord, &'r RawGrid)>) {
    let count = raw.len();
    let named = raw.iter().filter_map(|&grid| {
        let mut named = NamedRecord::new(grid.id.as_ref(), grid.name.as_ref()?);
        named.hint = grid.parent.as_ref().map(|parent| parent.value.0.clone());
        Some((named, grid))
    });
    let (lookup, admitted) = admit(named.collect(), RawGrid::WHAT, out);
    gaps.grids |= admitted.len() != count;
    (lookup, admitted)
}

/// Tells what is wrong with the references of a grid that was left out.
pub(super) fn look_at(grid: &RawGrid, names: &Names, out: &mut Diagnostics) {
    grid.parent.as_ref().and_then(|parent| names.grid(parent, out));
    posts(grid, "", names, out);
    for at in list(&grid.teams) {
        team(&at.value, names, out);
    }
}

/// Where each grid hangs.
struct Tree {
    parents: Vec<Option<At<GridIx>>>,
    networks: Vec<NetworkIx>,
    /// Parents first.
    order: Vec<usize>,
}

/// Resolves the admitted grids.
pub(super) fn resolve(
    raw: Vec<(NamedRecord, &RawGrid)>,
    names: &Names,
    networks: &[Network],
    assets: &mut Assets<'_>,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Vec<Grid> {
    let tree = tree(&raw, names, gaps, out);
    let levels = levels(&raw, &tree, networks, gaps, out);
    let mut grids: Vec<Grid> = Vec::with_capacity(raw.len());
    for (index, (named, grid)) in raw.iter().enumerate() {
        let lead_title = &networks[tree.networks[index].0 as usize].levels[levels[index]].lead_title;
        grids.push(Grid {
            id: named.id.clone(),
            name: grid.name.clone().unwrap_or_else(|| named.id.clone()),
            network: tree.networks[index],
            level: levels[index],
            parent: tree.parents[index].as_ref().map(|parent| parent.value),
            children: Vec::new(),
            aka: texts(&grid.aka),
            merged_from: texts(&grid.merged_from),
            code: grid.code.as_ref().map(|at| at.value.0.clone()),
            posts: posts(grid, lead_title, names, out),
            teams: list(&grid.teams).iter().map(|team| self::team(&team.value, names, out)).collect(),
            households: Vec::new(),
            declared_households: grid.households.clone(),
            declared_population: grid.population.clone(),
            listed_population: None,
            area_km2: grid.area_km2.as_ref().map(|at| at.value),
            kind: grid.kind.as_ref().map(|at| at.value.clone()),
            figures: list(&grid.figures).iter().filter_map(|at| figure(&at.value)).collect(),
            boundary: assets.boundary(grid.boundary.as_ref(), out),
            place: grid.place.as_ref().map(|at| at.value.clone()),
            services: placed(&grid.services).to_vec(),
            note: grid.note.as_ref().map(|at| assets.markdown(&at.value, at.span, out)),
            term: Term { from: grid.from.clone(), to: grid.to.clone() },
            at: grid.at,
        });
    }
    for (index, parent) in tree.parents.iter().enumerate() {
        if let Some(parent) = parent {
            grids[parent.value.0 as usize].children.push(GridIx(index as u32));
        }
    }
    // Official codes number grids as people know them, from west to east; those without one follow by id.
    let codes: Vec<Option<String>> = grids.iter().map(|grid| grid.code.clone()).collect();
    for grid in &mut grids {
        let place = |child: &GridIx| (codes[child.0 as usize].is_none(), &codes[child.0 as usize], *child);
        grid.children.sort_by(|a, b| place(a).cmp(&place(b)));
    }
    grids
}

/// Parents, without cycles; networks from the roots down.
fn tree(raw: &[(NamedRecord, &RawGrid)], names: &Names, gaps: &mut Gaps, out: &mut Diagnostics) -> Tree {
    let mut parents: Vec<Option<At<GridIx>>> = Vec::with_capacity(raw.len());
    for (_, grid) in raw {
        let parent = grid.parent.as_ref().and_then(|parent| names.grid(parent, out));
        gaps.grids |= parent.is_none() && grid.parent.is_some();
        parents.push(parent);
    }
    cut_cycles(raw, &mut parents, gaps, out);
    let mut children = vec![Vec::new(); raw.len()];
    let mut order: Vec<usize> = Vec::with_capacity(raw.len());
    for (index, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => children[parent.value.0 as usize].push(index),
            None => order.push(index),
        }
    }
    let mut at = 0;
    while at < order.len() {
        order.extend(children[order[at]].iter().copied());
        at += 1;
    }
    let mut networks = vec![NetworkIx(0); raw.len()];
    for &index in &order {
        let given = raw[index].1.network.as_ref();
        let found = given.and_then(|network| names.networks.find(&network.value.0, network.span, out));
        let found = found.map(NetworkIx);
        networks[index] = match &parents[index] {
            None => found.unwrap_or(NetworkIx(0)),
            Some(parent) => {
                let network = networks[parent.value.0 as usize];
                if let (Some(other), Some(given)) = (found, given)
                    && other != network
                {
                    let message =
                        text!("体系和上级网格的不同", "the network differs from that of the grid above");
                    let help = text!(
                        "体系只写在最上一级，去掉这一行。",
                        "The network stands on the root only: remove this line."
                    );
                    let diagnostic =
                        Diagnostic::new(&rules::NETWORK_MISPLACED, given.span, message).help(help);
                    out.push(
                        diagnostic.related(parent.span, text!("上级写在这里", "the grid above stands here")),
                    );
                }
                network
            }
        };
    }
    Tree { parents, networks, order }
}

/// Reports each circle of parents once and cuts it, so that everything after can walk up safely.
fn cut_cycles(
    raw: &[(NamedRecord, &RawGrid)],
    parents: &mut [Option<At<GridIx>>],
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) {
    // 0 unseen, otherwise the walk that saw it.
    let mut seen = vec![0usize; parents.len()];
    for start in 0..parents.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| seen[*index] == 0) {
            seen[index] = start + 1;
            path.push(index);
            at = parents[index].as_ref().map(|parent| parent.value.0 as usize);
        }
        let Some(again) = at.filter(|index| seen[*index] == start + 1) else { continue };
        let from = path.iter().position(|index| *index == again).unwrap_or(0);
        let circle = &path[from..];
        let names: Vec<&str> = circle
            .iter()
            .chain([&again])
            .map(|index| raw[*index].0.name.as_deref().unwrap_or_default())
            .collect();
        let shown = names.join(" → ");
        let message = text!("上级绕成一圈：{shown}", "the grids above form a circle: {shown}");
        let help = text!("改其中一个的上级。", "Change the parent of one of them.");
        let span = parents[again].as_ref().map_or(raw[again].1.at, |parent| parent.span);
        let mut diagnostic = Diagnostic::new(&rules::PARENT_CYCLE, span, message).help(help);
        for index in circle.iter().filter(|index| **index != again) {
            if let Some(parent) = &parents[*index] {
                diagnostic = diagnostic.related(parent.span, text!("这一环", "this link"));
            }
        }
        out.push(diagnostic);
        gaps.grids = true;
        for &index in circle {
            parents[index] = None;
        }
    }
}

/// Index of each grid's level in its network; a level that does not fit is reported and stands in.
fn levels(
    raw: &[(NamedRecord, &RawGrid)],
    tree: &Tree,
    networks: &[Network],
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Vec<usize> {
    let mut levels = vec![0; raw.len()];
    for &index in &tree.order {
        let network = &networks[tree.networks[index].0 as usize];
        let above = tree.parents[index].as_ref().map(|parent| levels[parent.value.0 as usize]);
        let lowest = above.map_or(0, |level| (level + 1).min(network.levels.len() - 1));
        levels[index] = lowest;
        let is_sure = !gaps.is_faulty(network.id.span);
        gaps.grids |= !is_sure;
        let Some(given) = &raw[index].1.level else {
            gaps.grids = true;
            continue;
        };
        let word = &given.value.0;
        let Some(found) =
            network.levels.iter().position(|level| level.id.value == *word || level.name == *word)
        else {
            let name = &network.name;
            let message = text!("体系“{name}”没有层级“{word}”", "the network `{name}` has no level `{word}`");
            let all =
                network.levels.iter().map(|level| level.id.value.as_str()).collect::<Vec<_>>().join(", ");
            let guess = crate::suggest::closest(
                word,
                network.levels.iter().flat_map(|level| [level.id.value.as_str(), &level.name]),
            );
            let help = match guess {
                Some(guess) => text!("是不是“{guess}”？", "Did you mean `{guess}`?"),
                None => text!("它的层级从上到下是：{all}。", "Its levels, top first: {all}."),
            };
            if is_sure {
                out.push(Diagnostic::new(&rules::REFERENCE_UNKNOWN, given.span, message).help(help));
            }
            gaps.grids = true;
            continue;
        };
        levels[index] = found;
        if let (Some(above), Some(parent)) = (above, &tree.parents[index])
            && found <= above
            && is_sure
        {
            let (mine, theirs) = (&network.levels[found].name, &network.levels[above].name);
            let name = raw[index].0.name.as_deref().unwrap_or_default();
            let message = text!(
                "“{name}”的层级“{mine}”不在上级的层级“{theirs}”之下",
                "the level `{mine}` of `{name}` is not below its parent's, `{theirs}`"
            );
            let help = text!("改层级或改上级。", "Change the level or the parent.");
            let cause = Cause { of: "level", value: format!("{mine} {theirs}") };
            let diagnostic =
                Diagnostic::new(&rules::LEVEL_WRONG, given.span, message).help(help).cause(cause);
            out.push(diagnostic.related(parent.span, text!("上级写在这里", "the parent stands here")));
        }
    }
    levels
}

fn posts(grid: &RawGrid, lead_title: &str, names: &Names, out: &mut Diagnostics) -> Vec<Post> {
    let short = grid.lead.as_ref().map(|lead| {
        let member = names.member(lead, out);
        Post {
            title: At::new(lead_title.to_owned(), lead.span),
            is_lead: true,
            is_dangling: member.is_none(),
            member,
            vacant: None,
            backup: None,
            duties: Vec::new(),
            how: None,
            term: Term::default(),
            at: lead.span,
        }
    });
    let written = list(&grid.posts).iter().filter_map(|at| post(&at.value, lead_title, names, out));
    short.into_iter().chain(written.collect::<Vec<_>>()).collect()
}

fn post(raw: &RawPost, lead_title: &str, names: &Names, out: &mut Diagnostics) -> Option<Post> {
    let title = raw.post.clone()?;
    let member = raw.member.as_ref().and_then(|member| names.member(member, out));
    Some(Post {
        is_lead: title.value.trim() == lead_title,
        is_dangling: raw.member.is_some() && member.is_none(),
        title,
        member,
        vacant: raw.vacant.clone(),
        backup: raw.backup.as_ref().and_then(|backup| names.member(backup, out)),
        duties: placed(&raw.duties).to_vec(),
        how: raw.how.clone(),
        term: Term { from: raw.from.clone(), to: raw.to.clone() },
        at: raw.at,
    })
}

fn team(raw: &RawTeam, names: &Names, out: &mut Diagnostics) -> Team {
    Team {
        name: raw.name.as_ref().map(|at| at.value.clone()).unwrap_or_default(),
        kind: raw.kind.as_ref().map(|at| at.value.clone()),
        theme: raw.theme.as_ref().map(|at| at.value.clone()),
        members: placed(&raw.members).iter().filter_map(|member| names.member(member, out)).collect(),
        at: raw.at,
    }
}

fn figure(raw: &RawFigure) -> Option<Figure> {
    let part = |at: &At<RawPart>| Some((at.value.name.clone()?.value, at.value.value.as_ref()?.value));
    Some(Figure {
        name: raw.name.clone()?,
        value: raw.value.clone()?,
        unit: raw.unit.as_ref().map(|at| at.value.clone()),
        approx: raw.approx.as_ref().is_some_and(|at| at.value),
        counts: raw.counts.as_ref().map(|at| at.value.clone()),
        of: raw.of.clone(),
        percent: raw.percent.clone(),
        parts: list(&raw.parts).iter().filter_map(part).collect(),
    })
}

/// Counts the listed households and people of every grid, those of the grids below it included, each once.
pub(super) fn count(grids: &mut [Grid], households: &[Arc<Household>], private: &[Arc<PrivateHousehold>]) {
    let mut people: Vec<Option<u32>> = vec![Some(0); grids.len()];
    let mut above: Vec<GridIx> = Vec::new();
    for (index, (household, private)) in households.iter().zip(private).enumerate() {
        if household.to.is_some() {
            continue;
        }
        for grid in &household.grids {
            let ancestry = std::iter::successors(Some(grid.value), |at| grids[at.0 as usize].parent);
            above.extend(ancestry);
        }
        above.sort_unstable();
        above.dedup();
        for grid in above.drain(..) {
            let at = grid.0 as usize;
            grids[at].households.push(super::super::board::HouseholdIx(index as u32));
            let more = private.people.as_ref().map(|people| *people.value.reveal());
            people[at] = people[at].zip(more).map(|(sum, more)| sum + more);
        }
    }
    for (grid, people) in grids.iter_mut().zip(people) {
        grid.listed_population = people.filter(|_| !grid.households.is_empty());
    }
}
