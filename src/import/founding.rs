//! The places that tables speak of, for a board that has none: villages and grids from their columns, who leads a grid from
//! the column of its 网格员.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::draft::{Draft, DraftValue, Field, RecordKind};
use super::rows::Pending;
use super::words;
use crate::load::kind::ValueKind;
use crate::model::id_from_name;
use crate::start::Level;

/// Who leads a grid, by the words for it: the first of them that is said of one person alone.
const LEADS: [&str; 2] = ["网格长", "网格员"];

/// How grids are called, and so their level.
const GRIDS: [&str; 7] = ["微网格", "网格", "片区", "村民小组", "小组", "社区", "村"];

/// A grid that rows name.
#[derive(Debug)]
struct Place {
    /// The village it lies in, where a column says so.
    village: Option<String>,
    /// What it is called.
    name: String,
    /// Who may lead it, each with the word for it.
    people: Vec<(&'static str, String)>,
    /// Where it is first named.
    at: String,
}

/// All that rows name, in their order.
#[derive(Debug, Default)]
struct Places {
    grids: Vec<Place>,
    /// Grids that are rows of their own, by their names.
    described: BTreeSet<String>,
    /// What lies above those.
    parents: BTreeSet<String>,
    /// The words for those who lead that are said of anybody.
    titles: BTreeSet<&'static str>,
}

impl Places {
    fn of(found: &[Pending]) -> Places {
        let mut places = Places::default();
        // The members of a row stand before what the row is.
        let mut beside: Vec<&Pending> = Vec::new();
        for next in found {
            let draft = &next.draft;
            if draft.kind == RecordKind::Grid {
                places.described.extend(draft.text("name").map(str::to_owned));
                if let Some(village) = draft.text("parent") {
                    places.parents.insert(village.to_owned());
                    places.place(None, village, next);
                }
                places.titles.extend(beside.drain(..).filter_map(leads).map(|(title, _)| title));
            }
            let (Some(name), RecordKind::Member | RecordKind::Household) = (grid(draft), draft.kind) else {
                if draft.kind == RecordKind::Member {
                    beside.push(next);
                }
                continue;
            };
            let own = (draft.kind == RecordKind::Member).then_some(next);
            let same_row = |other: &&&Pending| other.draft.rows == draft.rows;
            let people: Vec<(&'static str, String)> =
                beside.iter().filter(same_row).copied().chain(own).filter_map(leads).collect();
            beside.clear();
            places.titles.extend(people.iter().map(|(title, _)| title));
            let place = places.place(next.village.as_deref(), name, next);
            place.people.extend(people);
        }
        places.fold();
        places
    }

    /// A place that one table names without its village is the only one of its name that another names with it.
    fn fold(&mut self) {
        let (lone, mut placed): (Vec<Place>, Vec<Place>) =
            std::mem::take(&mut self.grids).into_iter().partition(|place| place.village.is_none());
        for place in lone {
            let mut others =
                placed.iter_mut().filter(|other| other.village.is_some() && other.name == place.name);
            match (others.next(), others.next()) {
                (Some(other), None) => other.people.extend(place.people),
                _ => placed.push(place),
            }
        }
        self.grids = placed;
    }

    fn place(&mut self, village: Option<&str>, name: &str, next: &Pending) -> &mut Place {
        let is_it = |place: &Place| place.name == name && place.village.as_deref() == village;
        let at = self.grids.iter().position(is_it).unwrap_or_else(|| {
            let (name, village) = (name.to_owned(), village.map(str::to_owned));
            let said = next.draft.fields.iter().find(|field| ["grid", "parent"].contains(&field.key.en));
            let at = said.map_or(&next.place, |field| &field.place).clone();
            self.grids.push(Place { village, name, people: Vec::new(), at });
            self.grids.len() - 1
        });
        &mut self.grids[at]
    }

    /// The villages, in the order in which they are named.
    fn villages(&self) -> Vec<&str> {
        let mut villages: Vec<&str> = Vec::new();
        for place in &self.grids {
            let alone = self.is_village(place).then_some(place.name.as_str());
            for village in place.village.as_deref().into_iter().chain(alone) {
                if !villages.contains(&village) {
                    villages.push(village);
                }
            }
        }
        villages
    }

    /// Whether grids lie in it, and it in none.
    fn is_village(&self, place: &Place) -> bool {
        let is_above = |other: &Place| other.village.as_ref() == Some(&place.name);
        place.village.is_none() && (self.parents.contains(&place.name) || self.grids.iter().any(is_above))
    }
}

/// The levels that rows speak of, top first; none, where they speak of no grid.
pub(super) fn levels(found: &[Pending]) -> Vec<Level> {
    let places = Places::of(found);
    let villages = places.villages();
    let grids: Vec<&str> =
        places.grids.iter().filter(|place| !places.is_village(place)).map(|place| &*place.name).collect();
    let described = places.described.iter().map(String::as_str);
    let lead = LEADS.into_iter().find(|word| places.titles.contains(word));
    let level = |names: &[&str], otherwise: &str| {
        let called =
            GRIDS.into_iter().find(|end| !names.is_empty() && names.iter().all(|name| name.ends_with(end)));
        called.unwrap_or(otherwise).to_owned()
    };
    let mut levels = Vec::new();
    if !villages.is_empty() {
        levels.push(Level { name: level(&villages, "村"), lead_title: None });
    }
    let grids: Vec<&str> = grids.into_iter().chain(described).collect();
    if !grids.is_empty() {
        levels.push(Level { name: level(&grids, "网格"), lead_title: lead.map(str::to_owned) });
    }
    levels
}

/// The levels of grids that `export` wrote, top first. Their leads are called as the first post of those that name nobody
/// under `lead`, where all agree.
pub(super) fn levels_of_own(drafts: &[Draft]) -> Vec<Level> {
    let grids: Vec<&Draft> = drafts.iter().filter(|draft| draft.kind == RecordKind::Grid).collect();
    let parent = |grid: &Draft| -> Option<&Draft> {
        let parent = grid.text("parent")?;
        grids
            .iter()
            .copied()
            .find(|one| one.id.as_deref() == Some(parent) || one.text("name") == Some(parent))
    };
    // A way around in a circle is as long as there are grids.
    let depth = |grid| iter::successors(Some(grid), |grid: &&Draft| parent(grid)).take(grids.len()).count();
    let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
    let mut titles: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for grid in &grids {
        let Some(level) = grid.text("level") else { continue };
        let below = depths.entry(level).or_default();
        *below = depth(*grid).max(*below);
        titles.entry(level).or_default().extend(first_post(grid).filter(|_| grid.get("lead").is_none()));
    }
    let mut levels: Vec<(&str, usize)> = depths.into_iter().collect();
    levels.sort_by_key(|(_, depth)| *depth);
    let level = |(name, _): (&str, usize)| {
        let said = &titles[name];
        let lead_title = said.first().filter(|_| said.len() == 1).map(|title| (*title).to_owned());
        Level { name: name.to_owned(), lead_title }
    };
    levels.into_iter().map(level).collect()
}

/// What the first post of a grid is called.
fn first_post(grid: &Draft) -> Option<&str> {
    let DraftValue::Records(posts) = grid.get("posts")? else { return None };
    posts.first()?.iter().find_map(|field| match &field.value {
        DraftValue::Text(title) if field.key.en == "post" => Some(title.as_str()),
        _ => None,
    })
}

/// The grids that rows name and no row describes. Where nobody is said to lead one of the lowest level, that is declared a
/// vacancy.
pub(super) fn grids(found: &[Pending], levels: &[Level]) -> Vec<Pending> {
    let places = Places::of(found);
    let villages: Vec<&str> = places.villages();
    let (Some(top), Some(bottom)) = (levels.first(), levels.last()) else { return Vec::new() };
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &places.grids {
        *names.entry(&place.name).or_default() += 1;
    }
    let at = |village: &str| {
        let is_in = |place: &&Place| place.village.as_deref() == Some(village) || place.name == village;
        places.grids.iter().find(is_in).map(|place| place.at.clone()).unwrap_or_default()
    };
    let undescribed = |name: &str| !places.described.contains(name);
    let above = villages.iter().filter(|name| undescribed(name));
    let mut made: Vec<Pending> = above.map(|name| pending(draft(name, None, top), at(name), None)).collect();
    for place in places.grids.iter().filter(|place| undescribed(&place.name)) {
        if villages.contains(&&*place.name) {
            continue;
        }
        let mut draft = draft(&place.name, place.village.as_deref(), bottom);
        if names[&*place.name] > 1 {
            let village = place.village.as_deref().unwrap_or_default();
            draft.id = Some(id_from_name(&format!("{village}{}", place.name)));
        }
        draft.fields.extend(match lead(&place.people) {
            Some(name) => Some(field(RecordKind::Grid.key("lead"), DraftValue::Reference(name.to_owned()))),
            None => vacant(bottom),
        });
        made.push(pending(draft, place.at.clone(), place.village.clone()));
    }
    made
}

/// The grid that a row belongs to.
fn grid(draft: &Draft) -> Option<&str> {
    match draft.get("grid")? {
        DraftValue::Text(text) | DraftValue::Reference(text) => Some(text),
        DraftValue::List(values) => match values.first()? {
            DraftValue::Reference(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The word for somebody who may lead the grid of the row, with the name.
fn leads(next: &Pending) -> Option<(&'static str, String)> {
    let name = next.draft.text("name")?.to_owned();
    let (called, _) = words::normal(&next.called);
    let said = match next.is_row {
        true => next.draft.text("title").unwrap_or(words::post(&called)).to_owned(),
        false => words::post(&called).to_owned(),
    };
    LEADS.into_iter().find(|word| said == *word).map(|word| (word, name))
}

/// Of the people the one who leads: whoever is alone under the first word that is said.
fn lead<'a>(people: &'a [(&'static str, String)]) -> Option<&'a str> {
    let word = LEADS.into_iter().find(|word| people.iter().any(|(title, _)| title == word))?;
    let mut names = people.iter().filter(|(title, _)| *title == word).map(|(_, name)| name.as_str());
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}

fn draft(name: &str, parent: Option<&str>, level: &Level) -> Draft {
    let key = |en| RecordKind::Grid.key(en);
    let parent = parent.map(|parent| field(key("parent"), DraftValue::Reference(parent.to_owned())));
    let own = [
        field(key("name"), DraftValue::Text(name.to_owned())),
        field(key("level"), DraftValue::Reference(level.name.clone())),
    ];
    let fields = own.into_iter().chain(parent).collect();
    Draft {
        kind: RecordKind::Grid,
        rows: Vec::new(),
        id: None,
        id_place: String::new(),
        fields,
        private: Vec::new(),
    }
}

/// The post of the lead, vacant.
fn vacant(level: &Level) -> Option<Field> {
    let posts = RecordKind::Grid.key("posts");
    let ValueKind::List(ValueKind::Record(keys)) = posts.kind else { return None };
    let key = |en: &str| keys.iter().find(|key| key.en == en);
    let title = level.lead_title.as_deref().unwrap_or("负责人").to_owned();
    let post =
        vec![field(key("post")?, DraftValue::Text(title)), field(key("vacant")?, DraftValue::Truth(true))];
    Some(field(posts, DraftValue::Records(vec![post])))
}

fn field(key: &'static crate::load::kind::Key, value: DraftValue) -> Field {
    Field { key, value, place: String::new() }
}

fn pending(draft: Draft, place: String, village: Option<String>) -> Pending {
    Pending { draft, place, village, sheet_grid: None, called: String::new(), cell: (0, 0, 0), is_row: false }
}
