//! What must be disclosed, and for which periods it was.

use crate::model::board::{DisclosureIx, PageIx};
use crate::status::disclosures::{DisclosureState, Owed, OwedState};

use crate::site::pages::codes;
use crate::site::pages::desk::Desk;
use crate::site::tracking::facts::Facts;
use crate::site::urls::{self, Target};
use crate::site::view::{DisclosureCell, DisclosureItem, DisclosureSection, DisclosuresView, PublishedItem};

/// How many periods an item shows.
const SHOWN: usize = 12;

/// The usual sections come first, in the order boards on walls have them.
const SECTIONS: [&str; 4] = ["党务", "村务", "财务", "服务"];

impl Desk<'_> {
    /// One item of the catalogue.
    pub(crate) fn disclosure(&self, item: DisclosureIx) -> DisclosureItem {
        let record = &self.facts.board[item];
        let status = self.facts.disclosure(item);
        let next = status.next();
        DisclosureItem {
            id: record.id.value.clone(),
            anchor: urls::anchor(self.facts.board, Target::Disclosure(item)).unwrap_or_default(),
            href: self.href(Target::Disclosure(item)),
            name: record.name.clone(),
            section: record.section.clone(),
            basis: record.basis.clone(),
            every: record.every.map_or("once", codes::cycle),
            days: record.days,
            state: status.state,
            last: status.pages.last().map(|&page| self.published(page)),
            next_due: next.map(|owed| owed.due.to_string()),
            next_period: next.and_then(|owed| owed.period).map(|period| period.to_string()),
            overdue: status.late(),
            cells: status.owed.iter().rev().take(SHOWN).map(|owed| self.cell(owed)).collect(),
        }
    }

    fn published(&self, page: PageIx) -> PublishedItem {
        let record = &self.facts.board[page];
        PublishedItem {
            title: self.facts.title(page),
            href: self.href(Target::Page(page)),
            date: record.date.as_ref().map(|at| at.value.to_string()),
            period: record.period.as_ref().map(|at| at.value.to_string()),
        }
    }

    fn cell(&self, owed: &Owed) -> DisclosureCell {
        DisclosureCell {
            period: owed.period.map(|period| period.to_string()),
            due: Some(owed.due.to_string()),
            state: owed.state,
            days_overdue: (owed.state == OwedState::Overdue)
                .then(|| (self.facts.day.0 - owed.due).num_days()),
            published: owed.pages.iter().map(|&page| self.published(page)).collect(),
        }
    }
}

/// `disclosures/index.html`
pub(in crate::site) fn page(facts: &Facts) -> DisclosuresView {
    let desk = Desk::new(facts, Target::Disclosures);
    let mut sections: Vec<DisclosureSection> = Vec::new();
    for item in facts.catalogue().map(|item| desk.disclosure(item)) {
        match sections.iter_mut().find(|section| section.name == item.section) {
            Some(section) => section.items.push(item),
            None => sections.push(DisclosureSection { name: item.section.clone(), items: vec![item] }),
        }
    }
    let usual = |name: &Option<String>| SECTIONS.iter().position(|known| name.as_deref() == Some(known));
    sections.sort_by_key(|section| (section.name.is_none(), usual(&section.name).unwrap_or(SECTIONS.len())));
    for section in &mut sections {
        section.items.sort_by_key(|item| item.state != DisclosureState::Overdue);
    }
    let overdue = sections
        .iter()
        .flat_map(|section| &section.items)
        .filter(|item| item.state == DisclosureState::Overdue)
        .count();
    DisclosuresView {
        page: desk.frame("disclosures", None, Vec::new()),
        site: facts.site.clone(),
        overdue,
        sections,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::fixture::{RECORDS, SITE, board, on};
    use crate::site::view::DisclosureItem;

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
            (on("2026-04-15").state.code(), on("2026-04-15").next_due.as_deref()),
            ("due", Some("2026-04-15"))
        );
        let late = on("2026-04-16");
        assert_eq!(
            (late.state.code(), late.overdue, late.next_period.as_deref()),
            ("overdue", 1, Some("2026-q1"))
        );
        assert_eq!(late.cells[1].days_overdue, Some(1));
        assert_eq!(late.cells[0].state.code(), "due", "the running quarter");
    }

    #[test]
    fn months_make_a_quarter_and_a_late_notice_stays_late() {
        let pages = [("2026-02-03", "2026-01"), ("2026-03-03", "2026-02"), ("2026-04-20", "2026-03")];
        let found = item("quarter", "2026-01", &pages, "2026-05-01");
        assert_eq!((found.cells[1].state.code(), found.cells[1].published.len()), ("late", 3));
        assert_eq!(item("quarter", "2026-01", &pages[..2], "2026-05-01").state.code(), "overdue");
        assert_eq!(
            item("quarter", "2026-01", &pages, "2026-04-17").state.code(),
            "overdue",
            "not yet told by then"
        );
    }

    #[test]
    fn without_a_beginning_the_first_notice_is_one() {
        let found = item("month", "", &[("2026-02-20", "")], "2026-04-10");
        assert_eq!(
            found.cells.iter().map(|cell| cell.state.code()).collect::<Vec<_>>(),
            ["due", "due", "published"]
        );
        assert_eq!(item("month", "", &[], "2026-04-10").state.code(), "unset");
    }

    #[test]
    fn once_is_once() {
        assert_eq!(item("once", "2026-03", &[], "2026-04-15").state.code(), "due");
        assert_eq!(item("once", "2026-03", &[], "2026-04-16").state.code(), "overdue");
        let done = item("once", "2026-03", &[("2026-04-01", "")], "2027-01-01");
        assert_eq!((done.state.code(), done.next_due), ("published", None));
    }
}
