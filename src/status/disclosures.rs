//! For which periods an item of the catalogue was disclosed by a day, and which are late.

use super::states;
use crate::calendar::{AsOf, Cycle, Month, NaiveDate, Period, add_days};
use crate::model::board::{DisclosureIx, Page, PageIx};
use crate::model::settings::Disclosure;

states! {
    /// How an item stands.
    DisclosureState {
        /// A period is late.
        Overdue = "overdue",
        /// Neither its `from` nor anything published says since when it is owed.
        Unset = "unset",
        /// Something is to come, nothing late.
        Due = "due",
        /// Nothing outstanding (a `once` that is done).
        Published = "published",
    }

    /// How one period stands.
    OwedState {
        /// Published in time.
        Published = "published",
        /// Published after its last day.
        Late = "late",
        /// Not published, and still in time.
        Due = "due",
        /// Not published after its last day.
        Overdue = "overdue",
    }
}

/// One period owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// `None` for what is disclosed once.
    pub period: Option<Period>,
    /// The last day on which publishing is in time.
    pub due: NaiveDate,
    /// What disclosed it, by date.
    pub pages: Vec<PageIx>,
    /// How it stands.
    pub state: OwedState,
}

/// An item on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosureStatus {
    /// How it stands.
    pub state: DisclosureState,
    /// Pages and notices that disclose it, by date.
    pub pages: Vec<PageIx>,
    /// The periods owed so far, oldest first, with the running one. Empty when nothing says since when.
    pub owed: Vec<Owed>,
}

impl DisclosureStatus {
    /// How `item` stands on `day`, by those of `pages` that are out by then.
    pub fn of(record: &Disclosure, item: DisclosureIx, pages: &[Page], day: AsOf) -> DisclosureStatus {
        let found = Pages { all: pages, record, day };
        let published = found.of(item);
        let owed = found.owed(&published);
        let state = match () {
            () if owed.iter().any(|owed| owed.state == OwedState::Overdue) => DisclosureState::Overdue,
            () if owed.is_empty() => DisclosureState::Unset,
            () if owed.iter().any(|owed| owed.state == OwedState::Due) => DisclosureState::Due,
            () => DisclosureState::Published,
        };
        DisclosureStatus { state, pages: published, owed }
    }

    /// How many periods are late.
    pub fn late(&self) -> usize {
        self.owed.iter().filter(|owed| owed.state == OwedState::Overdue).count()
    }

    /// The first period outstanding, late or not.
    pub fn next(&self) -> Option<&Owed> {
        self.owed.iter().find(|owed| matches!(owed.state, OwedState::Due | OwedState::Overdue))
    }
}

/// What is published, seen from one item.
#[derive(Clone, Copy)]
struct Pages<'a> {
    all: &'a [Page],
    record: &'a Disclosure,
    day: AsOf,
}

impl Pages<'_> {
    fn at(&self, page: PageIx) -> &Page {
        &self.all[page.0 as usize]
    }

    /// The day of a page; one without a date was there from the first.
    fn date(&self, page: PageIx) -> NaiveDate {
        self.at(page).date.as_ref().map_or(NaiveDate::MIN, |at| at.value)
    }

    /// Pages and notices that disclose the item by the day, by date and id.
    fn of(&self, item: DisclosureIx) -> Vec<PageIx> {
        let is_out = |page: &Page| page.date.as_ref().is_none_or(|date| date.value <= self.day.0);
        let discloses = |page: &Page| page.disclosure.as_ref().is_some_and(|at| at.value == item);
        let all = (0..self.all.len() as u32).map(PageIx);
        let mut found: Vec<PageIx> =
            all.filter(|&page| discloses(self.at(page)) && is_out(self.at(page))).collect();
        found.sort_by_key(|&page| self.date(page));
        found
    }

    /// The months a page speaks for: its period's, else the period its date lies in.
    fn told(&self, page: PageIx, every: Cycle, origin: Month) -> Option<Period> {
        let page = self.at(page);
        let dated = || page.date.as_ref().map(|date| every.period_of(Month::of(date.value), origin));
        page.period.as_ref().map(|at| at.value).or_else(dated)
    }

    fn owed(&self, pages: &[PageIx]) -> Vec<Owed> {
        let record = self.record;
        let today = Month::of(self.day.0);
        let Some(every) = record.every else {
            let origin = record.from.map(|from| add_days(from.last_day(), record.days));
            let since = pages.iter().map(|&page| self.date(page)).min();
            let due = origin.or(since);
            let once = due.map(|due| self.one(None, due, pages.to_vec(), since));
            return once.into_iter().collect();
        };
        let spoken = |page: &PageIx| self.told(*page, every, today);
        let earliest = pages.iter().filter_map(spoken).map(Period::first_month).min();
        let Some(origin) = record.from.or(earliest).filter(|origin| *origin <= today) else {
            return Vec::new();
        };
        let told = |page: &PageIx| self.told(*page, every, origin);
        let period = |period: Period| {
            let overlaps = |page: &&PageIx| {
                told(page).is_some_and(|told| {
                    told.first_day() <= period.last_day() && period.first_day() <= told.last_day()
                })
            };
            let pages: Vec<PageIx> = pages.iter().filter(overlaps).copied().collect();
            // In full on the day the last of its months was told for the first time.
            let first_told = |month: Month| {
                let tells = |page: &&PageIx| {
                    told(page).is_some_and(|told| {
                        told.first_day() <= month.first_day() && month.last_day() <= told.last_day()
                    })
                };
                pages.iter().filter(tells).map(|&page| self.date(page)).min()
            };
            let months: Option<Vec<NaiveDate>> = period.months().map(first_told).collect();
            let since = months.and_then(|months| months.into_iter().max());
            self.one(Some(period), add_days(period.last_day(), record.days), pages, since)
        };
        every.period_of(origin, origin).to(every.period_of(today, origin)).map(period).collect()
    }

    /// `since`: when it was told in full; `None` where it was not, or not all of its months.
    fn one(
        &self,
        period: Option<Period>,
        due: NaiveDate,
        pages: Vec<PageIx>,
        since: Option<NaiveDate>,
    ) -> Owed {
        let state = match since {
            Some(since) if since > due => OwedState::Late,
            Some(_) => OwedState::Published,
            None if due < self.day.0 => OwedState::Overdue,
            None => OwedState::Due,
        };
        Owed { period, due, pages, state }
    }
}
