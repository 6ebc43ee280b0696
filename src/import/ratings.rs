//! Rating sheets: people by dimensions, or by months.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::dates::{self, Named};
use super::draft::{Draft, DraftValue, Field, RecordKind};
use super::kinds::Head;
use super::names::{self, Who};
use super::options::Options;
use super::record_rows::Rows;
use super::report::Report;
use super::rows::Pending;
use super::titles::{Titles, stage, whole_month, year};
use super::unrated::{RATED, remedy};
use super::values;
use super::words;
use crate::calendar::Month;
use crate::diagnostic::Text;
use crate::fault::Fault;
use crate::load::kind::{Choice, Key, ValueKind};
use crate::model::settings::Scheme;
use crate::private::Private;
use crate::table::letters;
use crate::text;

/// How a rating sheet is read.
pub(super) struct Plan<'b> {
    scheme: &'b Scheme,
    stage: &'static Choice,
    /// The column of those who are rated.
    pub subject: u32,
    /// Columns of scores: the dimension's number and the month.
    pub scores: Vec<(u32, usize, Month)>,
}

/// How the table is read as ratings; `None` where it is none. What the table does not say is asked for.
pub(super) fn plan<'b>(
    heads: &[Head<'_>],
    titles: &Titles<'_>,
    schemes: &'b [Scheme],
    options: &Options,
    place: &str,
    report: &mut Report,
) -> Result<Option<Plan<'b>>, Fault> {
    let months: Vec<(u32, Named)> =
        heads.iter().filter_map(|head| Some((head.column.at, head.month()?))).collect();
    let is_asked = options.kind == Some(RecordKind::Rating);
    let speaks = RATED.iter().any(|word| titles.all().contains(word))
        || schemes.iter().any(|scheme| titles.all().contains(&*scheme.name));
    let fits: Vec<&Scheme> =
        schemes.iter().filter(|scheme| fits(scheme, heads, &months, speaks || is_asked)).collect();
    if fits.is_empty() {
        if let Some(Text { zh, en }) = remedy(heads, titles, !schemes.is_empty()).filter(|_| is_asked) {
            return Err(Fault::usage(text!("{place}：{zh}", "{place}: {en}")));
        }
        let is_period = |head: &Head<'_>| ["季度", "半年"].iter().any(|part| head.word.contains(part));
        let is_rated = speaks && (!months.is_empty() || heads.iter().any(is_period));
        return match is_asked || is_rated {
            false => Ok(None),
            true => Err(Fault::usage(text!(
                "{place}：没有一个评分办法的维度与表头相符；表头写维度的名称，或一列一个月（季度、半年由各月算出）；不是评分表就用 --as 指明",
                "{place}: the header fits the dimensions of no rating scheme: name them there, or give a column a month (quarters and half-years follow from months), or say with --as what else it lists"
            ))),
        };
    }
    let scheme = scheme(&fits, schemes, titles, options, place)?;
    let Some(subject) = subject(heads, scheme.of_members) else {
        return match is_asked {
            false => Ok(None),
            true => Err(Fault::usage(text!(
                "{place}：没有写评的是谁的一列，如“姓名”",
                "{place}: no column says who is rated, such as 姓名"
            ))),
        };
    };
    let stage = stage(titles, options, place)?;
    let columns = dimensions(scheme, heads);
    // Months side by side, each over its dimensions.
    let below = |column: u32| heads.iter().find(|head| head.column.at == column && !head.group.is_empty());
    let monthly: Vec<(u32, usize, Named)> = columns
        .iter()
        .filter_map(|&(column, dimension)| Some((column, dimension, dates::month(&below(column)?.group)?)))
        .collect();
    let scores = if columns.is_empty() {
        across(months.iter().map(|&(column, month)| (column, 0, month)), titles, options, place)?
    } else if monthly.len() == columns.len() {
        across(monthly.into_iter(), titles, options, place)?
    } else {
        match whole_month(titles, options, place)? {
            Ok(month) => columns.into_iter().map(|(column, dimension)| (column, dimension, month)).collect(),
            Err(why) => {
                report.refuse(place, why);
                Vec::new()
            }
        }
    };
    let is_same =
        |one: &(u32, usize, Month), other: &(u32, usize, Month)| (one.1, one.2) == (other.1, other.2);
    for (at, score) in scores.iter().enumerate() {
        if let Some(first) = scores[..at].iter().find(|first| is_same(first, score)) {
            let (first, column) = (letters(first.0), letters(score.0));
            return Err(Fault::usage(text!(
                "{place}：{first} 和 {column} 两列是同一个月的同一项得分；不要的一列用 --map 去掉，例如 --map {column}=-",
                "{place}: columns {first} and {column} hold the same score of the same month: leave one out, as in --map {column}=-"
            )));
        }
    }
    maxima(scheme, heads, place, report);
    Ok(Some(Plan { scheme, stage, subject, scores }))
}

/// Whether the columns can be scores of `scheme`.
fn fits(scheme: &Scheme, heads: &[Head<'_>], months: &[(u32, Named)], speaks: bool) -> bool {
    let found = dimensions(scheme, heads).len();
    let is_single = scheme.dimensions.len() == 1;
    found == scheme.dimensions.len() && (found > 1 || speaks)
        || found > 1 && speaks
        || is_single && speaks && !months.is_empty()
}

/// The columns of the scheme's dimensions. The total stands for the only one.
fn dimensions(scheme: &Scheme, heads: &[Head<'_>]) -> Vec<(u32, usize)> {
    let of = |head: &Head<'_>| {
        let is_it = |name: &str| words::normal(name).0 == head.word;
        scheme.dimensions.iter().position(|dimension| is_it(&dimension.name) || is_it(&dimension.id.value))
    };
    let found: Vec<(u32, usize)> =
        heads.iter().filter_map(|head| Some((head.column.at, of(head)?))).collect();
    if !found.is_empty() || scheme.dimensions.len() > 1 {
        return found;
    }
    let totals: Vec<&Head<'_>> =
        heads.iter().filter(|head| ["得分", "分数", "评分", "积分", "分值"].contains(&&*head.word)).collect();
    totals.first().filter(|_| totals.len() == 1).map(|head| (head.column.at, 0)).into_iter().collect()
}

fn scheme<'b>(
    fits: &[&'b Scheme],
    schemes: &'b [Scheme],
    titles: &Titles<'_>,
    options: &Options,
    place: &str,
) -> Result<&'b Scheme, Fault> {
    if let Some(wanted) = &options.scheme {
        let found = schemes.iter().find(|scheme| scheme.id.value == *wanted || scheme.name == *wanted);
        return found.ok_or_else(|| {
            let known = schemes.iter().map(|scheme| scheme.id.value.as_str()).collect::<Vec<_>>().join(", ");
            Fault::usage(text!(
                "没有评分办法“{wanted}”，有的是 {known}",
                "there is no rating scheme '{wanted}', but {known}"
            ))
        });
    }
    let all = titles.all();
    let is_named = |scheme: &&&Scheme| {
        all.contains(&*scheme.name)
            || scheme.dimensions.iter().any(|dimension| all.contains(&*dimension.name))
    };
    let named: Vec<&&Scheme> = fits.iter().filter(is_named).collect();
    match (fits, named.as_slice()) {
        ([scheme], _) => Ok(scheme),
        (_, [scheme]) => Ok(**scheme),
        _ => {
            let names = fits.iter().map(|scheme| scheme.id.value.as_str()).collect::<Vec<_>>().join(", ");
            Err(Fault::usage(text!(
                "{place} 没有写明按哪个评分办法；加 --scheme，可以是 {names}",
                "{place} does not say by which rating scheme: add --scheme, one of {names}"
            )))
        }
    }
}

/// The column of those who are rated.
fn subject(heads: &[Head<'_>], of_members: bool) -> Option<u32> {
    let grids = ["网格", "网格名称", "网格名", "片区", "所属网格"];
    let of =
        |is_it: &dyn Fn(&Head<'_>) -> bool| heads.iter().find(|head| is_it(head)).map(|head| head.column.at);
    match of_members {
        true => of(&|head| words::is_name(&head.word)).or_else(|| of(&|head| words::is_person(&head.word))),
        false => of(&|head| grids.contains(&&*head.word)),
    }
}

/// Columns that are months.
fn across(
    months: impl Iterator<Item = (u32, usize, Named)>,
    titles: &Titles<'_>,
    options: &Options,
    place: &str,
) -> Result<Vec<(u32, usize, Month)>, Fault> {
    let year = year(titles, options);
    let one = |(column, dimension, named): (u32, usize, Named)| {
        let month = match named {
            Named::Whole(month) => Some(month),
            Named::OfYear(number) => year.and_then(|year| Month::new(year, number)),
        };
        month.map(|month| (column, dimension, month)).ok_or_else(|| {
            Fault::usage(text!(
                "{place} 没有写明是哪一年；加 --month，例如 --month 2026",
                "{place} does not say of which year it is: add --month, as in --month 2026"
            ))
        })
    };
    months.map(one).collect()
}

/// Tells where a header names another maximum than the scheme has.
fn maxima(scheme: &Scheme, heads: &[Head<'_>], place: &str, report: &mut Report) {
    for (column, dimension) in dimensions(scheme, heads) {
        let Some(head) = heads.iter().find(|head| head.column.at == column) else { continue };
        let digits: String = head.bracket.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let (name, max) = (&scheme.dimensions[dimension].name, scheme.dimensions[dimension].max);
        if digits.parse::<Decimal>().is_ok_and(|said| said != max) {
            let letters = letters(column);
            report.note(
                format!("{place}!{letters}"),
                text!(
                    "表头写的满分是 {digits}，评分办法里“{name}”的满分是 {max}；按评分办法核对",
                    "the header says a maximum of {digits}, the scheme {max} for `{name}`: scores are judged by the scheme"
                ),
            );
        }
    }
}

/// Reads the rows; how many of them hold a score.
pub(super) fn read(
    plan: &Plan<'_>,
    table: &[u32],
    rows: &mut Rows<'_>,
    report: &mut Report,
    found: &mut Vec<Pending>,
) -> usize {
    let mut sheets: BTreeMap<Month, Vec<Vec<Field>>> = BTreeMap::new();
    let mut count = 0;
    for &row in table {
        let Some(cell) = rows.cell(row, plan.subject) else { continue };
        let place = rows.place.cell(row, plan.subject);
        let mut given: BTreeMap<Month, Vec<(usize, Decimal)>> = BTreeMap::new();
        let mut faulty: Vec<Month> = Vec::new();
        for &(column, dimension, month) in &plan.scores {
            let Some(cell) = rows.cell(row, column) else { continue };
            match values::score(cell, plan.scheme.dimensions[dimension].max) {
                Ok(Some(score)) => given.entry(month).or_default().push((dimension, score)),
                Ok(None) => {}
                Err(why) => {
                    report.refuse(rows.place.cell(row, column), why);
                    faulty.push(month);
                }
            }
        }
        if given.is_empty() {
            continue;
        }
        let subject = match values::written(&cell.value).map(|text| values::tight(&text)) {
            Ok(name) if !plan.scheme.of_members => name,
            Ok(name) => match names::people(&name) {
                Ok(Who::People(names)) if names.len() == 1 => names[0].clone(),
                Ok(_) => {
                    report.refuse(place, text!("一行只写一个人", "one person a row"));
                    continue;
                }
                Err(why) => {
                    report.refuse(place, why);
                    continue;
                }
            },
            Err(why) => {
                report.refuse(place, why);
                continue;
            }
        };
        let mut is_read = false;
        for (month, mut scores) in given {
            if faulty.contains(&month) {
                continue;
            }
            let missing = (0..plan.scheme.dimensions.len())
                .find(|at| !scores.iter().any(|(dimension, _)| dimension == at));
            if let Some(missing) = missing.filter(|_| plan.stage.en == "approved") {
                let name = &plan.scheme.dimensions[missing].name;
                let message = text!(
                    "缺“{name}”的得分；核定的评分要写全",
                    "the score of `{name}` is missing: an approved rating is whole"
                );
                report.refuse(place.clone(), message);
                continue;
            }
            scores.sort_by_key(|(dimension, _)| *dimension);
            super::combine::add(
                sheets.entry(month).or_default(),
                entry(plan.scheme, &subject, scores, &place),
                report,
            );
            is_read = true;
        }
        count += usize::from(is_read);
    }
    for (month, entries) in sheets {
        found.push(pending(plan, month, entries, rows));
    }
    count
}

fn entry(scheme: &Scheme, subject: &str, scores: Vec<(usize, Decimal)>, place: &str) -> Vec<Field> {
    let ValueKind::List(ValueKind::Record(keys)) = RecordKind::Rating.key("entries").kind else {
        return Vec::new();
    };
    let key = |en: &str| -> &'static Key { keys.iter().find(|key| key.en == en).expect("a key of an entry") };
    let scores =
        scores.into_iter().map(|(at, score)| (scheme.dimensions[at].name.clone(), Private::new(score)));
    let field = |key, value| Field { key, value, place: place.to_owned() };
    vec![
        field(
            key(if scheme.of_members { "member" } else { "grid" }),
            DraftValue::Reference(subject.to_owned()),
        ),
        field(key("scores"), DraftValue::Scores(scores.collect())),
    ]
}

fn pending(plan: &Plan<'_>, month: Month, entries: Vec<Vec<Field>>, rows: &Rows<'_>) -> Pending {
    let kind = RecordKind::Rating;
    let place = rows.place.whole();
    let field = |en, value| Field { key: kind.key(en), value, place: String::new() };
    let fields = vec![
        field("scheme", DraftValue::Reference(plan.scheme.id.value.clone())),
        field("month", DraftValue::Month(month)),
        field("stage", DraftValue::Choice(plan.stage)),
        field("entries", DraftValue::Records(entries)),
    ];
    let rows_read = vec![rows.place.row(0)];
    let draft =
        Draft { kind, rows: rows_read, id: None, id_place: String::new(), fields, private: Vec::new() };
    Pending {
        draft,
        place,
        village: None,
        sheet_grid: None,
        called: String::new(),
        cell: (rows.place.number, 0, plan.subject),
        is_row: true,
    }
}
