//! A long list of which some records changed: only those are parsed again, the others move to where they stand now.
//!
//! What continues an entry of a list stands further in than its dash, and nothing else of a file that is one list does
//! not ([`super::recover`]). So entries that were read without a problem say the same between whatever neighbours, and
//! those that changed say by themselves what they say among them. Wherever anything is out of the ordinary, the file is
//! read from nothing.

use std::ops::Range;

use super::moved::Moved;
use super::outcome::{Content, ReadFile, gather};
use super::records::{Raw, RawRating};
use super::shape::{Context, Decode};
use super::tree::{self, Data};
use super::values::List;
use crate::ends::same_ends;
use crate::source::{At, Span};

/// What `known` comes to when its text has become that of `cx`: the same as when read from nothing, if at all.
pub(super) fn records(known: &ReadFile, cx: &mut Context<'_>) -> Option<Raw> {
    let Content::Records(raw) = &known.content else { return None };
    let was_sound = known.problems.is_empty() && known.faulty.is_empty() && known.unread.is_empty();
    // Names of anchors and what refers to them reach across entries.
    if !was_sound || !cx.out.is_empty() || cx.text.contains(['&', '*']) || known.text.contains(['&', '*']) {
        return None;
    }
    let edit = Edit::between(&known.text, cx.text);
    let (found, kept) = changed_list(raw, &edit, cx)?;
    gather(&found, cx);
    if !cx.out.is_empty() || !cx.faulty.is_empty() || !cx.unread.is_empty() {
        return None;
    }
    let hidden = known.hidden.iter().filter_map(|span| kept.moved(*span));
    cx.hidden.extend(hidden);
    let files = known.files.iter();
    cx.files.extend(files.filter_map(|at| Some(At::new(at.value.clone(), kept.moved(at.span)?))));
    put_back(raw, found, &kept)
}

/// Where two texts differ.
struct Edit<'t> {
    old: &'t str,
    new: &'t str,
    /// So many bytes at the beginning are the same …
    before: usize,
    /// … and so many of the rest at the end.
    after: usize,
}

/// Entries of a list that say the same in both texts.
struct Unchanged {
    /// So many first ones …
    first: usize,
    /// … and those from this one on.
    last: usize,
    /// Bytes of the old text that lie between.
    changed: Range<usize>,
    /// How much further down the last ones stand.
    by: i64,
    /// The list in the new text.
    span: Span,
}

impl<'t> Edit<'t> {
    fn between(old: &'t str, new: &'t str) -> Edit<'t> {
        let (before, after) = same_ends(old.as_bytes(), new.as_bytes());
        Edit { old, new, before, after }
    }

    /// The entries of `list` that changed, and which did not.
    fn apply<T: Decode>(&self, list: &At<List<T>>, cx: &mut Context<'_>) -> Option<(At<List<T>>, Unchanged)> {
        let Edit { old, new, before, after } = *self;
        let items = &list.value.0;
        let starts: Vec<usize> = items.iter().map(|item| line_start(old, item.span)).collect();
        let dash = &old[*starts.first()?..items[0].span.start as usize];
        let column = dash.strip_suffix("- ")?.len();
        let is_entry = |start: usize| old[start..].starts_with(dash);
        if dash.trim_start_matches(' ') != "- "
            || !starts.is_sorted_by(|one, next| one < next)
            || !starts.iter().all(|start| is_entry(*start))
            || starts[0] > before
            || !new[starts[0]..].lines().all(|line| belongs(line, column))
        {
            return None;
        }
        let ends = starts[1..].iter().copied().chain([old.len()]);
        let first = ends.take_while(|end| *end <= before).count();
        let last = first.max(starts.partition_point(|start| *start < old.len() - after));
        let begin = starts.get(first).copied().unwrap_or(old.len());
        let end = starts.get(last).copied().unwrap_or(old.len());
        let by = new.len() as i64 - old.len() as i64;
        let between = begin..(end as i64 + by) as usize;
        let text = &new[between.clone()];
        let is_whole =
            text.is_empty() || text.starts_with(dash) && (last == items.len() || text.ends_with('\n'));
        if !is_whole || !(begin == 0 || old[..begin].ends_with('\n')) {
            return None;
        }
        let mut found = At::new(List(Vec::new()), list.span);
        if !text.is_empty() {
            let node = tree::parse(cx.file, new, between, None, &mut cx.out)?;
            let Data::List(_) = node.data else { return None };
            found = At::new(List::decode(&node, cx)?, node.span);
        }
        // Where the list ends now is known from its last entry, unless that one went away.
        let list_end = match last < items.len() {
            true => (i64::from(list.span.end) + by) as usize,
            false if text.is_empty() => return None,
            false => found.span.end as usize,
        };
        let span = Span::new(cx.file, list.span.start as usize..list_end);
        Some((found, Unchanged { first, last, changed: begin..end, by, span }))
    }
}

impl Unchanged {
    /// Where what stood at `span` stands now, unless that changed.
    fn moved(&self, mut span: Span) -> Option<Span> {
        let Range { start, end } = span.range();
        if end <= self.changed.start {
            return Some(span);
        }
        span.shift(self.by);
        (start >= self.changed.end).then_some(span)
    }

    /// `list` with the entries `found` in place of those that changed.
    fn list<T: Clone + Moved>(&self, list: &At<List<T>>, found: At<List<T>>) -> At<List<T>> {
        let items = &list.value.0;
        let mut all = Vec::with_capacity(items.len() + found.value.0.len());
        all.extend_from_slice(&items[..self.first]);
        all.extend(found.value.0);
        let moved = all.len();
        all.extend_from_slice(&items[self.last..]);
        if self.by != 0 {
            all[moved..].iter_mut().for_each(|item| item.shift(self.by));
        }
        At::new(List(all), self.span)
    }
}

/// Where the line begins on which `span` does.
fn line_start(text: &str, span: Span) -> usize {
    text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1)
}

/// Whether `line` may stand in a list with its dashes in `column`: a dash, what is further in, or nothing.
fn belongs(line: &str, column: usize) -> bool {
    let body = line.trim_start_matches(' ');
    let indent = line.len() - body.len();
    let is_nothing = body.trim().is_empty() || body.starts_with('#');
    is_nothing || indent > column || indent == column && (body.starts_with("- ") || body.trim_end() == "-")
}

/// One list of a file, wherever it stands.
macro_rules! lists {
    ($($name:ident),*) => {
        /// The records of `raw` that changed, alone in a file, if all of it is one list. Of ratings it is the entries of
        /// the only one.
        fn changed_list(raw: &Raw, edit: &Edit<'_>, cx: &mut Context<'_>) -> Option<(Raw, Unchanged)> {
            let Raw { $($name,)* ratings, translations, at } = raw;
            let is_given = [$($name.is_some(),)* ratings.is_some(), translations.is_some()];
            if is_given.iter().filter(|is_given| **is_given).count() != 1 {
                return None;
            }
            let mut found = Raw { $($name: None,)* ratings: None, translations: None, at: *at };
            $(if let Some(list) = $name {
                let (list, kept) = edit.apply(list, cx)?;
                found.$name = Some(list);
                return Some((found, kept));
            })*
            let ratings = ratings.as_ref()?;
            let [rating] = &ratings.value.0[..] else { return None };
            let entries = rating.value.entries.as_ref()?;
            // All ends with the entries.
            if [ratings.span.end, rating.span.end] != [entries.span.end; 2] {
                return None;
            }
            let (list, kept) = edit.apply(entries, cx)?;
            let rating = rating.clone_with(list);
            found.ratings = Some(At::new(List(vec![rating]), ratings.span));
            Some((found, kept))
        }

        /// `raw` with the records `found` in place of those that changed.
        fn put_back(raw: &Raw, found: Raw, kept: &Unchanged) -> Option<Raw> {
            let mut made = Raw { $($name: None,)* ratings: None, translations: None, at: raw.at };
            $(made.$name = raw.$name.as_ref().zip(found.$name).map(|(list, found)| kept.list(list, found));)*
            if let Some((ratings, found)) = raw.ratings.as_ref().zip(found.ratings) {
                // Corrections may stand behind what moved.
                let rating = ratings.value.0.first().filter(|rating| rating.value.corrections.is_none())?;
                let found = found.value.0.into_iter().next()?.value.entries?;
                let entries = kept.list(rating.value.entries.as_ref()?, found);
                let end = |span: Span| Span { end: kept.span.end, ..span };
                let mut rating = rating.clone_with(entries);
                rating.span = end(rating.span);
                made.ratings = Some(At::new(List(vec![rating]), end(ratings.span)));
            }
            Some(made)
        }
    };
}

lists! { grids, members, households, commitments, activities, replies, services }

impl At<RawRating> {
    /// The same rating with other entries.
    fn clone_with(&self, entries: At<List<super::records::RawEntry>>) -> At<RawRating> {
        let RawRating { at, scheme, month, stage, entries: _, corrections: _ } = &self.value;
        let rating = RawRating {
            at: *at,
            scheme: scheme.clone(),
            month: month.clone(),
            stage: stage.clone(),
            entries: Some(entries),
            corrections: None,
        };
        At::new(rating, self.span)
    }
}

#[cfg(test)]
mod tests;
