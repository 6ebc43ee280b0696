//! Which parts of a view are the records' own texts: those, and nothing else, are shown in a further language.
//!
//! Each view names all of its parts, texts before the bar and the rest behind it, so that none can be forgotten: ids,
//! hrefs, codes, dates, numbers, doors and the labels that households chose stay what they are.
//!
//! A page says of each text that stays as it is written which language that is: see [`Wording`].

use super::*;

/// What the records' texts are in another language.
#[derive(Clone, Copy)]
pub struct Wording<'t> {
    /// What a text is in it; `None` where it stays as it is written.
    pub said: &'t (dyn Fn(&str) -> Option<&'t str> + Sync),
    /// Whether what stays is marked as the records' own language, for the rendering to tell it.
    pub marks: bool,
}

/// Before a text of the records that stands in their own language on a page of another one. Like [`OWN_END`] and [`SAID`] one
/// of the characters that Unicode keeps for such use within programs: no text has them.
pub const OWN: char = '\u{fdd0}';
/// Behind such a text.
pub const OWN_END: char = '\u{fdd1}';
/// Before a text that is already in the page's language, such as the title of a page that was written in it.
pub const SAID: char = '\u{fdd2}';

impl<'t> Wording<'t> {
    fn of(self, text: &str) -> Option<&'t str> {
        (self.said)(text)
    }

    /// Marks `text` as what it is: written, and not to be put into any other language.
    fn keep(self, text: &mut String) {
        if self.marks && !text.starts_with(OWN) && text.chars().any(char::is_alphabetic) {
            *text = format!("{OWN}{text}{OWN_END}");
        }
    }
}

/// Something with texts of the records in it.
pub trait Worded {
    /// Puts in place of each text what it is in another language.
    fn word(&mut self, into: Wording<'_>);
}

impl Worded for String {
    fn word(&mut self, into: Wording<'_>) {
        if let Some(said) = self.strip_prefix(SAID).or_else(|| into.of(self)) {
            *self = said.to_owned();
        } else {
            into.keep(self);
        }
    }
}

impl<T: Worded> Worded for Option<T> {
    fn word(&mut self, into: Wording<'_>) {
        self.iter_mut().for_each(|part| part.word(into));
    }
}

impl<T: Worded> Worded for Vec<T> {
    fn word(&mut self, into: Wording<'_>) {
        self.iter_mut().for_each(|part| part.word(into));
    }
}

impl Worded for MarkdownText {
    fn word(&mut self, into: Wording<'_>) {
        if let Some(said) = into.of(&self.text) {
            self.text = said.to_owned();
            self.language = None;
        }
    }
}

impl Worded for Doors {
    fn word(&mut self, into: Wording<'_>) {
        let Doors { homes, groups, written, people, rows: _ } = self;
        homes.word(into);
        people.word(into);
        let before = groups.clone();
        groups.word(into);
        if before != *groups {
            *written = before;
        }
    }
}

impl Worded for HomeGrid {
    fn word(&mut self, into: Wording<'_>) {
        let HomeGrid { name, above, written, network, chain, href: _, list: _ } = self;
        let names = || above.iter().chain([&*name]);
        *written = names().filter(|name| into.of(name).is_some()).cloned().collect();
        name.word(into);
        above.word(into);
        network.word(into);
        chain.word(into);
    }
}

impl Worded for PersonRow {
    fn word(&mut self, into: Wording<'_>) {
        let PersonRow { name, title, posts, written, href: _, phone: _, dials: _ } = self;
        let told = |title: &Option<String>, posts: &[(String, String)]| -> Vec<String> {
            let posts = posts.iter().map(|(grid, post)| format!("{grid} {post}"));
            title.iter().cloned().chain(posts).collect()
        };
        let before = (name.clone(), told(title, posts));
        name.word(into);
        title.word(into);
        for (grid, post) in posts.iter_mut() {
            grid.word(into);
            post.word(into);
        }
        *written = ((&before.0, &before.1) != (&*name, &told(title, posts))).then_some(before);
    }
}

impl Worded for MatterRow {
    fn word(&mut self, into: Wording<'_>) {
        // The text was taken from what this edition says.
        let MatterRow { title, line, written, text: _, href: _, date: _ } = self;
        if into.of(title).is_some() {
            *written = Some(title.clone());
        }
        title.word(into);
        line.word(into);
    }
}

impl Worded for Directory {
    fn word(&mut self, into: Wording<'_>) {
        self.places.iter_mut().for_each(|(name, ..)| name.word(into));
    }
}

impl Worded for Shard {
    fn word(&mut self, into: Wording<'_>) {
        match &mut self.data {
            ShardData::Directory(directory) => directory.word(into),
            ShardData::Doors(doors) => doors.word(into),
            ShardData::People(people) => people.word(into),
            ShardData::Matters(matters) => matters.word(into),
            ShardData::Keys(_) | ShardData::Pages(_) | ShardData::Pulse(_) => {}
        }
    }
}

impl Worded for Slide {
    fn word(&mut self, into: Wording<'_>) {
        match self {
            Slide::Welcome { figures } => figures.word(into),
            Slide::Notice { section, notice, body } => {
                section.word(into);
                notice.word(into);
                body.word(into);
            }
            Slide::Bulletin { scheme, entries, period: _, part: _, parts: _ } => {
                scheme.word(into);
                entries.word(into);
            }
            Slide::Cover { above, grids, part: _, parts: _ } => {
                above.word(into);
                grids.word(into);
            }
            Slide::Services { categories, part: _, parts: _ } => categories.word(into),
            Slide::Commitments { items, part: _, parts: _ } => items.word(into),
        }
    }
}

/// Something with a text in it that is the same in every language.
trait Kept {
    fn kept(&mut self, into: Wording<'_>);
}

impl Kept for String {
    fn kept(&mut self, into: Wording<'_>) {
        into.keep(self);
    }
}

impl Kept for Option<String> {
    fn kept(&mut self, into: Wording<'_>) {
        self.iter_mut().for_each(|text| into.keep(text));
    }
}

/// Texts that are put into another language, those that stay what they are, and what is no text.
macro_rules! worded {
    ($($view:ident { $($text:ident),* $(; $($kept:ident),*)? | $($other:ident),* })*) => {$(
        impl Worded for $view {
            fn word(&mut self, into: Wording<'_>) {
                let $view { $($text,)* $($($kept,)*)? $($other: _,)* } = self;
                $($text.word(into);)*
                $($($kept.kept(into);)*)?
            }
        }
    )*};
}

worded! {
    SiteInfo { title, publisher, description, mailbox, address, hours | hotline, hotline_href, mailbox_href, base_url }
    Frame { title, summary, pages, crumbs | kind, path, root, home, nav, empty, kiosk, data, changes, sheets, as_of, language, original, editions, canonical, feed, manifest }
    Link { name | href }
    SubjectLink { name | kind, id, href }
    PersonCard { name, title, pledge, stars | id, href, party_member, phone, photo, in_office }
    ChainCard { level, grid, post, people, backup | role, current }
    StarsView { dimensions | lit, of }
    StarDimension { name | lit }

    GridNode { name, level, lead_title, lead, stars, below_level, children | id, href, depth, vacant, households, population, lookup_href, below }
    PostView { title, holder, named, backup, duties, how | is_lead, state, from, to }
    TeamView { name, kind, theme, members | }
    FigureView { name, unit, parts | value, approx, of, percent }
    FigurePart { name | value }
    PersonHere { person, posts | households }
    GridFacts { aka, merged_from, place | households, population, grids, members, area_km2 }
    NormView { level, only, outside | what, min, max, of, within }
    GridView { page, name, level, network, kind, history, facts, figures, norms, chain, leads, people, teams, children, children_level, services, note, map, commitments, ratings, calendars, ledgers, notices | site, id, several_networks, state, from, to, lookup_href, find_href, boundary_href }
    MapView { places | width, height }
    MapPlace { name, lead_title, lead | href, path, label, numbered, x, y }

    HeldPost { title, grid, level, duties | role, is_lead, state, from, to }
    PatchLine { grid | households }
    HonourView { title | date }
    MemberView { page, history, person, grid, duties, honours, posts, patches, chain, commitments, ratings, calendars | site, state, from, to, covers }

    CommitmentItem { history, by, grid, title, detail, kind, baseline, target, progress, evaluation | id, anchor, href, made, due, state, days_overdue, verdicts, percent, proofs }
    ProgressStep { note | date, percent, evidence, outcome }
    KindRating { scheme, results, level | period, of, rated, lit }
    KindResult { subject | lit, score }
    CommitmentGroup { head, ratings, items | state, anchor, href, count, continued }
    CommitmentsView { page, groups, index, pager | site, total, brief, order, orders, pages_href }
    Pager { parts | number, count, previous, next }
    PagerPart { first | number, state, href }

    SchemeInfo { name, dimensions | id, of, every, full_marks, show_stars, show_scores, ranking, sums, bands, star_share }
    DimensionView { name | max, weight }
    SchemeBulletins { scheme, rows, level | latest, missing, span, subjects, scale, tables, years }
    ResultRow { subject, place, points, latest | change }
    YearResultsView { page, scheme, rows, level, pager | absences, site, year, years, ratings_href, periods, order, orders, ranked_by, subjects }
    RatingsView { page, schemes | site }
    BulletinView { page, scheme, level, unrated, entries, pager | site, period, cycle, previous, next, wider, year_table, months, missing, full_marks, rated, subjects, trends, scale, notes, gaps, without_before, dimension_stars, ratings_href }
    BulletinEntry { subject, place, stars, trend, note | total, summands, mean, full_marks, scores, months_rated, months_due, missing, change, rank }
    MonthResult { stars | period, state, total }
    RatingHistory { scheme, points, table, cycles, latest | }
    HistoryPoint { stars, note | period, cycle, state, href, total, scores }

    CalendarView { name, cells | id, every, advisory, done, overdue }
    CalendarCell { titles | period, state, count, planned, until }
    LedgerView { name, rows | id, every, advisory, periods, left_out }
    LedgerRow { who, cells | done, overdue }

    PublishedItem { title | href, date, period }
    DisclosureCell { published | period, due, state, days_overdue }
    DisclosureItem { name, section, basis, last, cells | id, anchor, href, every, days, state, next_due, next_period, overdue }
    DisclosureSection { name, items | }
    DisclosuresView { page, sections | site, overdue }

    ReplyItem { topic, question, answer | anchor, href, asked, due, answered, state, days, days_late }
    RepliesView { page, waiting, answered | site, overdue }
    ServiceItem { name, time_limit, materials, fee, window, note | anchor, appointment }
    ServiceCategory { name, items | }
    ServicesView { page, categories | site, total }

    BoardRow { name | id, href, state, as_of, days, figures }
    BoardLate { name, who | kind, period, due, href }
    BoardBulletin { scheme | anchor, period, of, total, counts }
    BoardPlace { place, level, lead, below | vacant, households }
    BoardPerson { person, what | }
    BoardsView { page, boards | site, total }
    BoardView { page, board, publisher, overdue, bulletins, boards, places, people | site, home, lookup }

    ChangesView { page, grid, publications, grids | site, year, number, total, older, years, all_href, checkpoint, key }
    PublicationView { note, withdrawn, groups | number, anchor, href, date, code, counts }
    ChangeGroup { items | op, more }
    ChangeItem { title, about, fields, reasons, withdrawn | kind, period }
    FieldChange { was, now, parts | label, kind }
    TextChange { text | op }
    ReasonView { reason | date, label }
    WithdrawnView { reason | date, fields }
    HistoryLine { was, now, reason | label, times, kind, date, href }
    LastPublication { publication | total, href }

    NoticeLine { title, grid, section, disclosure | id, href, date, expires, expired, period }
    NoticesView { page, current, archive, pages | site }
    ArticleView { page, article, body | site, notices_href }
    DataView { page, licence | site, tables, package }
    NotFoundView { page | site, lookup_href, home_href }

    Figures { further | households, population, members }
    LevelCount { name | count }
    NetworkTree { name, levels, map, roots | id }
    OverdueCadence { name, who | period }
    OverdueList { disclosures, commitments, replies, cadences | total }
    FreshItem { title | kind, date, href }
    ResultGroup { grid, entries | counts, total }
    LatestBulletin { scheme, groups | bulletin, missing, counts, total }
    HomeView { page, publication, overdue, fresh, boards, networks, bulletins, notices, figures | site, lookup_href, lookup_example, fresh_total, boards_total, boards_late, boards_href, notices_total, notices_href }
    KioskView { page, places, slides | site, slide_seconds, idle_seconds, touch, example, pulse }

    LookupGrid { grid, groups | }
    LookupPart { above, grids | }
    LookupPlace { grid | lists }
    LookupNetwork { name, parts, places | id, total }
    LookupView { page, networks, boards | site, example, searchable, contents_href }
    HouseholdRow { group; door, label | anchor }
    DoorRun { people, lead_of, group, households | by }
    LookupGridView { page, grid, level, network, chain, runs | site, ended, several_networks, total, lookup_href }
    ContentsEntry { link, line | date }
    ContentsGroup { entries | kind, total, href }
    ContentsView { page, groups | site, lookup_href }
    Answer { group, networks | id, door, label, near }
    NetworkAnswer { network, grids, lead_of, people, chain | by }
    PersonAnswer { person, posts | }
    PostHeld { post, grid | }
    Answers { households, people | query, total, near, people_total, people_first, hotline }
    ChainLine { post, grid | href, who, backup, own }
    Responder { name, title, pledge | party, href, phone, tel, stars }
}
