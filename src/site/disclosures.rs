//! What must be disclosed, and for which periods it was.

use crate::calendar::{Cycle, Month, NaiveDate, Period, add_days};
use crate::model::board::{DisclosureIx, Page, PageIx};

use super::codes;
use super::desk::Desk;
use super::facts::Facts;
use super::ratings::run;
use super::urls::{self, Target};
use super::view::{DisclosureCell, DisclosureItem, DisclosureSection, DisclosuresView, Published};

/// How many periods an item shows.
const SHOWN: usize = 12;

/// The usual sections come first, in the order boards on walls have them.
const SECTIONS: [&str; 4] = ["党务", "村务", "财务", "服务"];

/// All items of the catalogue.
pub(super) fn items(facts: &Facts) -> impl Iterator<Item = DisclosureIx> + use<> {
    (0..facts.board.disclosures.len() as u32).map(DisclosureIx)
}

/// Pages and notices that disclose `item` by the as-of date, by date and id.
fn published(facts: &Facts, item: DisclosureIx) -> Vec<PageIx> {
    let by_then = |page: &Page| page.date.as_ref().is_none_or(|date| date.value <= facts.day.0);
    let pages = (0..facts.board.pages().len() as u32).map(PageIx);
    let mut pages: Vec<PageIx> = pages
        .filter(|&page| {
            let page = &facts.board[page];
            page.disclosure.as_ref().is_some_and(|at| at.value == item) && by_then(page)
        })
        .collect();
    pages.sort_by_key(|&page| facts.board[page].date.as_ref().map(|at| at.value));
    pages
}

/// The months a page speaks for: its period's, else the period its date lies in.
fn told(page: &Page, every: Cycle, origin: Month) -> Option<Period> {
    let dated = || page.date.as_ref().map(|date| every.period_of(Month::of(date.value), origin));
    page.period.as_ref().map(|at| at.value).or_else(dated)
}

/// One period owed: what disclosed it, and since when it was told in full.
struct Owed {
    period: Option<Period>,
    due: NaiveDate,
    pages: Vec<PageIx>,
    /// `None`: not, or not all of its months; a page without a date was there from the first.
    since: Option<NaiveDate>,
}

/// The periods owed so far, oldest first, with the running one. Empty when nothing says since when.
fn owed(facts: &Facts, item: DisclosureIx, pages: &[PageIx]) -> Vec<Owed> {
    let record = &facts.board[item];
    let today = Month::of(facts.day.0);
    let date = |page: &PageIx| facts.board[*page].date.as_ref().map_or(NaiveDate::MIN, |at| at.value);
    let Some(every) = record.every else {
        let origin = record.from.map(|from| add_days(from.last_day(), record.days));
        let since = pages.iter().map(date).min();
        let due = origin.or(since);
        let once = due.map(|due| Owed { period: None, due, pages: pages.to_vec(), since });
        return once.into_iter().collect();
    };
    let spoken = |page: &PageIx| told(&facts.board[*page], every, today);
    let earliest = pages.iter().filter_map(spoken).map(Period::first_month).min();
    let Some(origin) = record.from.or(earliest).filter(|origin| *origin <= today) else { return Vec::new() };
    let period = |period: Period| {
        let overlaps = |page: &&PageIx| {
            let told = told(&facts.board[**page], every, origin);
            told.is_some_and(|told| {
                told.first_day() <= period.last_day() && period.first_day() <= told.last_day()
            })
        };
        let pages: Vec<PageIx> = pages.iter().filter(overlaps).copied().collect();
        Owed { period: Some(period), due: add_days(period.last_day(), record.days), since: None, pages }
    };
    let complete = |mut owed: Owed| {
        // In full on the day the last of its months was told for the first time.
        let first_told = |month: Month| {
            let tells = |page: &&PageIx| {
                told(&facts.board[**page], every, origin).is_some_and(|told| {
                    told.first_day() <= month.first_day() && month.last_day() <= told.last_day()
                })
            };
            owed.pages.iter().filter(tells).map(date).min()
        };
        let months: Option<Vec<NaiveDate>> =
            owed.period.and_then(|period| period.months().map(first_told).collect());
        owed.since = months.and_then(|months| months.into_iter().max());
        owed
    };
    run(every.period_of(origin, origin), every.period_of(today, origin)).map(period).map(complete).collect()
}

impl Desk<'_> {
    /// One item of the catalogue.
    pub fn disclosure(&self, item: DisclosureIx) -> DisclosureItem {
        let facts = self.facts;
        let record = &facts.board[item];
        let pages = published(facts, item);
        let owed = owed(facts, item, &pages);
        let late = owed.iter().filter(|owed| owed.since.is_none() && owed.due < facts.day.0).count();
        let next = owed.iter().find(|owed| owed.since.is_none());
        let cells = owed.iter().rev().take(SHOWN).map(|owed| self.cell(owed));
        DisclosureItem {
            id: record.id.value.clone(),
            anchor: urls::anchor(facts.board, Target::Disclosure(item)).unwrap_or_default(),
            href: self.href(Target::Disclosure(item)),
            name: record.name.clone(),
            section: record.section.clone(),
            basis: record.basis.clone(),
            every: record.every.map_or("once", codes::cycle),
            days: record.days,
            state: match () {
                () if late > 0 => "overdue",
                () if owed.is_empty() => "unset",
                () if next.is_some() => "due",
                () => "published",
            },
            last: pages.last().map(|&page| self.published(page)),
            next_due: next.map(|owed| owed.due.to_string()),
            next_period: next.and_then(|owed| owed.period).map(|period| period.to_string()),
            overdue: late,
            cells: cells.collect(),
        }
    }

    fn published(&self, page: PageIx) -> Published {
        let record = &self.facts.board[page];
        Published {
            title: record.title.value.clone(),
            href: self.href(Target::Page(page)),
            date: record.date.as_ref().map(|at| at.value.to_string()),
            period: record.period.as_ref().map(|at| at.value.to_string()),
        }
    }

    fn cell(&self, owed: &Owed) -> DisclosureCell {
        let day = self.facts.day.0;
        let state = match owed.since {
            Some(since) if since > owed.due => "late",
            Some(_) => "published",
            None if owed.due < day => "overdue",
            None => "due",
        };
        DisclosureCell {
            period: owed.period.map(|period| period.to_string()),
            due: Some(owed.due.to_string()),
            state,
            days_overdue: (state == "overdue").then(|| (day - owed.due).num_days()),
            published: owed.pages.iter().map(|&page| self.published(page)).collect(),
        }
    }
}

/// `disclosures/index.html`
pub(super) fn page(facts: &Facts) -> DisclosuresView {
    let desk = Desk::new(facts, Target::Disclosures);
    let mut sections: Vec<DisclosureSection> = Vec::new();
    for item in items(facts).map(|item| desk.disclosure(item)) {
        match sections.iter_mut().find(|section| section.name == item.section) {
            Some(section) => section.items.push(item),
            None => sections.push(DisclosureSection { name: item.section.clone(), items: vec![item] }),
        }
    }
    let usual = |name: &Option<String>| SECTIONS.iter().position(|known| name.as_deref() == Some(known));
    sections.sort_by_key(|section| (section.name.is_none(), usual(&section.name).unwrap_or(SECTIONS.len())));
    for section in &mut sections {
        section.items.sort_by_key(|item| item.state != "overdue");
    }
    let overdue =
        sections.iter().flat_map(|section| &section.items).filter(|item| item.state == "overdue").count();
    DisclosuresView {
        page: desk.frame("disclosures", None, Vec::new()),
        site: facts.site.clone(),
        overdue,
        sections,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{RECORDS, SITE, board, on};
    use super::super::view::DisclosureItem;
    use super::*;

    fn item(every: &str, from: &str, pages: &[(&str, &str)], day: &str) -> DisclosureItem {
        let from = if from.is_empty() { String::new() } else { format!(", from: {from}") };
        let site = format!("{SITE}disclosures: [{{id: m, name: 财务, every: {every}, days: 15{from}}}]\n");
        let mut files = vec![("site.yaml".to_string(), site), ("a.yaml".to_string(), RECORDS.to_string())];
        for (at, (date, period)) in pages.iter().enumerate() {
            let period = if period.is_empty() { String::new() } else { format!("period: {period}\n") };
            let text = format!(
                "---\ntitle: 第{at}次\nkind: notice\ndate: {date}\ndisclosure: m\n{period}---\n正文\n"
            );
            files.push((format!("n{at}.md"), text));
        }
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        on(&board(&files), day, |facts| Desk::new(facts, Target::Disclosures).disclosure(DisclosureIx(0)))
    }

    #[test]
    fn the_last_day_of_grace_is_still_in_time() {
        let on = |day| item("quarter", "2026-01", &[], day);
        assert_eq!(
            (on("2026-04-15").state, on("2026-04-15").next_due.as_deref()),
            ("due", Some("2026-04-15"))
        );
        let late = on("2026-04-16");
        assert_eq!((late.state, late.overdue, late.next_period.as_deref()), ("overdue", 1, Some("2026-q1")));
        assert_eq!(late.cells[1].days_overdue, Some(1));
        assert_eq!(late.cells[0].state, "due", "the running quarter");
    }

    #[test]
    fn months_make_a_quarter_and_a_late_notice_stays_late() {
        let pages = [("2026-02-03", "2026-01"), ("2026-03-03", "2026-02"), ("2026-04-20", "2026-03")];
        let found = item("quarter", "2026-01", &pages, "2026-05-01");
        assert_eq!((found.cells[1].state, found.cells[1].published.len()), ("late", 3));
        assert_eq!(item("quarter", "2026-01", &pages[..2], "2026-05-01").state, "overdue");
        assert_eq!(item("quarter", "2026-01", &pages, "2026-04-17").state, "overdue", "not yet told by then");
    }

    #[test]
    fn without_a_beginning_the_first_notice_is_one() {
        let found = item("month", "", &[("2026-02-20", "")], "2026-04-10");
        assert_eq!(
            found.cells.iter().map(|cell| cell.state).collect::<Vec<_>>(),
            ["due", "due", "published"]
        );
        assert_eq!(item("month", "", &[], "2026-04-10").state, "unset");
    }

    #[test]
    fn once_is_once() {
        assert_eq!(item("once", "2026-03", &[], "2026-04-15").state, "due");
        assert_eq!(item("once", "2026-03", &[], "2026-04-16").state, "overdue");
        let done = item("once", "2026-03", &[("2026-04-01", "")], "2027-01-01");
        assert_eq!((done.state, done.next_due), ("published", None));
    }
}
