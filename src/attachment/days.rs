//! Which numbers of a workbook its cells show as days.

use std::borrow::Cow;
use std::collections::BTreeSet;

use quick_xml::events::Event;

use super::element::{attribute, local, number};
use super::package::Package;
use super::xml::{Role, Xml, decoded};
use super::{Look, Why};
use crate::calendar::NaiveDate;

const STYLES: &str = "xl/styles.xml";
/// Formats of days that every workbook knows without saying so.
const DAYS: [std::ops::RangeInclusive<u32>; 4] = [14..=17, 22..=22, 27..=36, 50..=58];

/// How a workbook shows days.
pub(super) struct Days {
    /// Of which styles the numbers are days.
    pub styles: BTreeSet<u32>,
    /// Whether they are counted from 1904 on.
    from_1904: bool,
}

impl Days {
    /// The day that a number stands for.
    pub(super) fn shown<'v>(&self, value: &'v str) -> Cow<'v, str> {
        let first = if self.from_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
        let first = NaiveDate::from_ymd_opt(first.0, first.1, first.2);
        let count = value.trim().parse::<f64>().ok().filter(|count| (0.0..200_000.0).contains(count));
        let day = first
            .zip(count)
            .and_then(|(first, count)| first.checked_add_days(chrono::Days::new(count as u64)));
        day.map_or(Cow::Borrowed(value), |day| Cow::Owned(day.to_string()))
    }
}

/// Which numbers of the workbook are days.
pub(super) fn days(look: &mut Look, package: &mut Package<'_>, from_1904: bool) -> Result<Days, Why> {
    let mut days = Days { styles: BTreeSet::new(), from_1904 };
    let Some(index) = package.find(STYLES) else { return Ok(days) };
    let bytes = package.part(index, look)?;
    let text = decoded(&bytes)?;
    let mut styles = Xml::new(&text, Role::Data);
    let (mut own, mut is_list, mut count) = (BTreeSet::new(), false, 0);
    loop {
        match styles.next()? {
            Event::Eof => return Ok(days),
            Event::Start(element) | Event::Empty(element) => match local(element.name().as_ref()) {
                "numFmt" => {
                    let code = attribute(&element, "formatCode").unwrap_or_default().to_lowercase();
                    let is_day = code.contains(['y', '年']) || code.contains('d') && code.contains('m');
                    own.extend(number(&element, "numFmtId").filter(|_| is_day));
                }
                "cellXfs" => is_list = true,
                "xf" if is_list => {
                    let format = number(&element, "numFmtId").unwrap_or(0);
                    if own.contains(&format) || DAYS.iter().any(|days| days.contains(&format)) {
                        days.styles.insert(count);
                    }
                    count += 1;
                }
                _ => {}
            },
            Event::End(element) if local(element.name().as_ref()) == "cellXfs" => is_list = false,
            _ => {}
        }
    }
}
