//! The rating file of the next month: every subject of every scheme, the scores still empty.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::words::plain;
use crate::calendar::{self, AsOf};
use crate::diagnostic::Lang;
use crate::model::board::{SchemeIx, Subject};
use crate::model::register::{StageEntry, StageSheet};
use crate::model::settings::Scheme;
use crate::model::{Ground, Register};
use crate::report::next::{next_month, subjects};
use crate::source::{Sources, Span};

/// Where ratings lie if none of the board's lies elsewhere.
const FOLDER: &str = "content/ratings";

/// A file for one month.
#[derive(Debug)]
pub struct MonthFile {
    /// The month.
    pub month: calendar::Month,
    /// Where it belongs, relative to the site folder.
    pub path: String,
    /// Its content.
    pub text: String,
    /// How many subjects it lists.
    pub subjects: usize,
}

/// Why there is nothing to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// The board has no rating scheme, or none of that id, but these.
    NoScheme(Vec<String>),
    /// Every scheme asked for has a rating of that month already.
    Rated(calendar::Month),
    /// There is nobody to be rated.
    NoSubject,
    /// The newest month still waits for scores.
    Unfilled {
        /// Which.
        month: calendar::Month,
        /// How many subjects have none.
        subjects: usize,
        /// Where it stands.
        at: Span,
    },
}

/// The files for `month`, by default for the one after the last that each scheme rated, once that is filled in, else the
/// as-of date's; of the scheme `only`, or of all. Who was rated last is rated again, as far as they are still in office;
/// where nobody was, all in office are.
pub fn month(
    (board, register): (&Ground, &Register),
    sources: &Sources,
    as_of: AsOf,
    month: Option<calendar::Month>,
    only: Option<&str>,
    lang: Lang,
) -> Result<Vec<MonthFile>, Nothing> {
    let wanted = |scheme: &Scheme| only.is_none_or(|only| scheme.id.value == only || scheme.name == only);
    let schemes: Vec<(SchemeIx, &Scheme)> =
        (0..).map(SchemeIx).zip(&board.schemes).filter(|(_, scheme)| wanted(scheme)).collect();
    if schemes.is_empty() {
        return Err(Nothing::NoScheme(board.schemes.iter().map(|scheme| scheme.id.value.clone()).collect()));
    }
    let rated = |at: SchemeIx| register.ratings.iter().filter(move |sheet| sheet.scheme == at);
    let newest = |at| rated(at).max_by_key(|sheet| (sheet.month.value, sheet.stage.value));
    // Nobody means to go on before that: it would be passed over.
    let open = schemes.iter().filter_map(|(at, _)| unfilled(newest(*at)?)).next();
    if let Some(unfilled) = open.filter(|_| month.is_none()) {
        return Err(unfilled);
    }
    let mut months: BTreeMap<calendar::Month, Vec<(SchemeIx, &Scheme)>> = BTreeMap::new();
    let mut last = None;
    for (at, scheme) in schemes {
        let month = month.unwrap_or_else(|| next_month(register, &[(at, scheme)], as_of));
        last = Some(month);
        if scheme.rates_in(month) && rated(at).all(|sheet| sheet.month.value != month) {
            months.entry(month).or_default().push((at, scheme));
        }
    }
    let mut files = Vec::new();
    for (month, open) in &months {
        let words = Words::of(lang);
        let (mut text, mut count) = (words.head(*month), 0);
        for (at, scheme) in open {
            let list = subjects(board, register, *at, *month, as_of);
            count += list.len();
            if !list.is_empty() {
                let others = others(board, scheme, *month, &list);
                let has_ids = newest(*at).is_some_and(|sheet| has_ids(board, sources, sheet));
                text += &words.scheme(board, scheme, *month, (&list, &others), has_ids);
            }
        }
        if count > 0 {
            let newest = open
                .iter()
                .filter_map(|(at, _)| newest(*at))
                .max_by_key(|sheet| sheet.month.value)
                .map(|sheet| &**sheet);
            let path = path(*month, newest, open, (register, sources));
            files.push(MonthFile { month: *month, path, text, subjects: count });
        }
    }
    match (files.is_empty(), months.is_empty(), last) {
        (false, ..) => Ok(files),
        (true, true, Some(month)) => Err(Nothing::Rated(month)),
        _ => Err(Nothing::NoSubject),
    }
}

/// Where the file of a month belongs: beside the newest rating, under a name that no other rating has.
fn path(
    month: calendar::Month,
    newest: Option<&StageSheet>,
    schemes: &[(SchemeIx, &Scheme)],
    (register, sources): (&Register, &Sources),
) -> String {
    let file = |sheet: &StageSheet| sources.get(sheet.month.span.file).path.as_str();
    let folder = newest.and_then(|sheet| file(sheet).rsplit_once('/')).map(|(folder, _)| folder);
    let folder = folder.filter(|folder| *folder != "content").unwrap_or(FOLDER);
    let path = format!("{folder}/{month}.yaml");
    let is_taken = register.ratings.iter().any(|sheet| file(sheet) == path);
    match schemes {
        [(_, scheme), ..] if is_taken => format!("{folder}/{month}-{}.yaml", scheme.id.value),
        _ => path,
    }
}

/// Members in office who are not in `list`, for a scheme that rates members.
fn others(board: &Ground, scheme: &Scheme, month: calendar::Month, list: &[Subject]) -> Vec<Subject> {
    let known: BTreeSet<&Subject> = list.iter().collect();
    let first_day = AsOf(month.first_day());
    let members = board.member_ids().filter(|at| scheme.of_members && board[*at].term.holds(first_day));
    members.map(Subject::Member).filter(|subject| !known.contains(subject)).collect()
}

/// Whether `sheet` calls whom it rates by ids.
fn has_ids(board: &Ground, sources: &Sources, sheet: &StageSheet) -> bool {
    let is_id = |entry: &StageEntry| {
        let span = entry.subject.span;
        let (id, name) = called(board, &entry.subject.value);
        id != name && sources.get(span.file).text[span.range()].trim_matches(['"', '\'']) == id
    };
    sheet.entries.iter().any(is_id)
}

/// A subject's id and name.
fn called<'b>(board: &'b Ground, subject: &Subject) -> (&'b str, &'b str) {
    match subject {
        Subject::Member(at) => (&board[*at].id.value, &board[*at].name.value),
        Subject::Grid(at) => (&board[*at].id.value, &board[*at].name.value),
    }
}

/// Whether only this subject bears its name.
fn is_alone(board: &Ground, subject: &Subject, name: &str) -> bool {
    let bears = |id: &str, other: &str| usize::from(id == name || other == name);
    let count: usize = match subject {
        Subject::Member(_) => board.members.iter().map(|one| bears(&one.id.value, &one.name.value)).sum(),
        Subject::Grid(_) => board.grids.iter().map(|one| bears(&one.id.value, &one.name.value)).sum(),
    };
    count == 1
}

/// That entries of `sheet` have no score at all, if any.
fn unfilled(sheet: &StageSheet) -> Option<Nothing> {
    let has_none = |entry: &&StageEntry| entry.scores.iter().all(Option::is_none);
    let subjects = sheet.entries.iter().filter(has_none).count();
    let (month, at) = (sheet.month.value, sheet.month.span);
    (subjects > 0).then_some(Nothing::Unfilled { month, subjects, at })
}

/// The keys and values of one language.
struct Words {
    lang: Lang,
    ratings: &'static str,
    scheme: &'static str,
    month: &'static str,
    stage: &'static str,
    proposed: &'static str,
    entries: &'static str,
    member: &'static str,
    grid: &'static str,
    scores: &'static str,
    sources: &'static str,
    others: &'static str,
}

impl Words {
    fn of(lang: Lang) -> Words {
        match lang {
            Lang::Zh => Words {
                lang,
                ratings: "评分",
                scheme: "办法",
                month: "月份",
                stage: "阶段",
                proposed: "拟定",
                entries: "明细",
                member: "责任人",
                grid: "网格",
                scores: "得分",
                sources: "来源",
                others: "#     在任而上次没有评的；要评就删去行首的 #，填上分",
            },
            Lang::En => Words {
                lang,
                ratings: "ratings",
                scheme: "scheme",
                month: "month",
                stage: "stage",
                proposed: "proposed",
                entries: "entries",
                member: "member",
                grid: "grid",
                scores: "scores",
                sources: "sources",
                others: "#     In office and not rated last: to rate them, remove the # that begins the line",
            },
        }
    }

    fn head(&self, month: calendar::Month) -> String {
        let note = match self.lang {
            Lang::Zh => format!(
                "# {} 年 {} 月评分\n#\n# 把得分填在冒号后面（冒号后空一格）；空着等于没有评，不等于 0。\n\
                 # 现在是“拟定”，不会公布；上级核定后改成“核定”，才会出通报。\n",
                month.year(),
                month.number()
            ),
            Lang::En => format!(
                "# Ratings of {month}\n#\n# Write each score after its colon and a space; an empty one is not given, and never 0.\n\
                 # `proposed` is not published; change it to `approved` once it is.\n"
            ),
        };
        format!("{note}\n{}:\n", self.ratings)
    }

    /// What one scheme rates: those of `list`, and, to be chosen, `others`.
    fn scheme(
        &self,
        board: &Ground,
        scheme: &Scheme,
        month: calendar::Month,
        (list, others): (&[Subject], &[Subject]),
        has_ids: bool,
    ) -> String {
        let mut text = String::new();
        let empty = |names: &mut dyn Iterator<Item = &String>| {
            let pairs: Vec<String> = names.map(|name| format!("{}: ", plain(name))).collect();
            format!("{{{}}}", pairs.join(", "))
        };
        let dimensions = empty(&mut scheme.dimensions.iter().map(|one| &one.name));
        let sources = empty(&mut scheme.sources.iter().map(|one| &one.name));
        let _ = writeln!(text, "  - {}: {}  # {}", self.scheme, plain(&scheme.id.value), scheme.name);
        let _ = writeln!(text, "    {}: {month}\n    {}: {}", self.month, self.stage, self.proposed);
        let _ = writeln!(text, "    {}:", self.entries);
        let entry = |subject: &Subject, sign: &str| {
            let mut text = String::new();
            let key = if matches!(subject, Subject::Member(_)) { self.member } else { self.grid };
            let (id, name) = called(board, subject);
            let _ = match has_ids || !is_alone(board, subject, name) {
                true => writeln!(text, "{sign}      - {key}: {}  # {}", plain(id), one_line(name)),
                false => writeln!(text, "{sign}      - {key}: {}", plain(name)),
            };
            let _ = writeln!(text, "{sign}        {}: {dimensions}", self.scores);
            if !scheme.sources.is_empty() {
                let _ = writeln!(text, "{sign}        {}: {sources}", self.sources);
            }
            text
        };
        list.iter().for_each(|subject| text += &entry(subject, ""));
        if !others.is_empty() {
            let _ = writeln!(text, "{}", self.others);
            others.iter().for_each(|subject| text += &entry(subject, "#"));
        }
        text
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
