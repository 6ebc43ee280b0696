//! The rating file of the next month: every subject of every scheme, the scores still empty.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::calendar::{self, AsOf};
use crate::diagnostic::Lang;
use crate::model::board::{GridIx, SchemeIx, Subject};
use crate::model::register::{StageEntry, StageSheet};
use crate::model::settings::Scheme;
use crate::model::{Ground, Register};
use crate::source::Span;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// The board has no rating scheme, or none of that id.
    NoScheme,
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

/// The file for `month` (by default the one after the last rated, once that is filled in, else the as-of date's) of the scheme `only`, or of
/// all. Who was rated last is rated again, as far as they are still in office; where nobody was, all in office are.
pub fn month(
    board: &Ground,
    register: &Register,
    as_of: AsOf,
    month: Option<calendar::Month>,
    only: Option<&str>,
    lang: Lang,
) -> Result<MonthFile, Nothing> {
    let wanted = |scheme: &Scheme| only.is_none_or(|only| scheme.id.value == only || scheme.name == only);
    let schemes: Vec<(SchemeIx, &Scheme)> =
        (0..).map(SchemeIx).zip(&board.schemes).filter(|(_, scheme)| wanted(scheme)).collect();
    if schemes.is_empty() {
        return Err(Nothing::NoScheme);
    }
    let rated = |at: SchemeIx| register.ratings.iter().filter(move |sheet| sheet.scheme == at);
    let last = schemes.iter().flat_map(|(at, _)| rated(*at)).map(|sheet| sheet.month.value).max();
    let newest = schemes
        .iter()
        .filter_map(|(at, _)| rated(*at).max_by_key(|sheet| (sheet.month.value, sheet.stage.value)));
    // Nobody means to go on before that: it would be passed over.
    if let Some(unfilled) = newest.filter_map(|sheet| unfilled(sheet)).next().filter(|_| month.is_none()) {
        return Err(unfilled);
    }
    let first = last.map_or(calendar::Month::of(as_of.0), |last| last.next());
    let rates = |month| schemes.iter().any(|(_, scheme)| scheme.rates_in(month));
    let next = (0..).map(|ahead| first.plus(ahead)).find(|&month| rates(month)).unwrap_or(first);
    let month = month.unwrap_or(next);
    let unrated = |at| rated(at).all(|sheet| sheet.month.value != month);
    let open: Vec<(SchemeIx, &Scheme)> =
        schemes.into_iter().filter(|(at, scheme)| scheme.rates_in(month) && unrated(*at)).collect();
    if open.is_empty() {
        return Err(Nothing::Rated(month));
    }
    let words = Words::of(lang);
    let mut text = words.head(month);
    let mut subjects = 0;
    for (at, scheme) in open {
        let list = who(board, register, at, scheme, month, as_of);
        subjects += list.len();
        if !list.is_empty() {
            text += &words.scheme(board, scheme, month, &list);
        }
    }
    match subjects {
        0 => Err(Nothing::NoSubject),
        _ => Ok(MonthFile { month, path: format!("content/ratings/{month}.yaml"), text, subjects }),
    }
}

/// That entries of `sheet` have no score at all, if any.
fn unfilled(sheet: &StageSheet) -> Option<Nothing> {
    let has_none = |entry: &&StageEntry| entry.scores.iter().all(Option::is_none);
    let subjects = sheet.entries.iter().filter(has_none).count();
    let (month, at) = (sheet.month.value, sheet.month.span);
    (subjects > 0).then_some(Nothing::Unfilled { month, subjects, at })
}

/// Whom the scheme rated last before `month`, else everybody in office; by id.
fn who(
    board: &Ground,
    register: &Register,
    at: SchemeIx,
    scheme: &Scheme,
    month: calendar::Month,
    as_of: AsOf,
) -> Vec<Subject> {
    let before = || register.ratings.iter().filter(|sheet| sheet.scheme == at && sheet.month.value < month);
    let last = before().map(|sheet| sheet.month.value).max();
    let of_last = before().filter(|sheet| Some(sheet.month.value) == last);
    let rated: BTreeSet<Subject> =
        of_last.flat_map(|sheet| &sheet.entries).map(|entry| entry.subject.value).collect();
    let first_day = AsOf(month.first_day());
    let ended = |subject: &Subject| match subject {
        Subject::Member(member) => board[*member].term.ended(first_day),
        Subject::Grid(grid) => board[*grid].term.ended(first_day),
    };
    if !rated.is_empty() {
        return rated.into_iter().filter(|subject| !ended(subject)).collect();
    }
    let leaf = |grid: &GridIx| board.is_leaf(*grid) && board[*grid].term.holds(as_of);
    match scheme.of_members {
        true => board.member_ids().filter(|at| board[*at].term.holds(as_of)).map(Subject::Member).collect(),
        false => board.grid_ids().filter(leaf).map(Subject::Grid).collect(),
    }
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

    fn scheme(&self, board: &Ground, scheme: &Scheme, month: calendar::Month, list: &[Subject]) -> String {
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
        for subject in list {
            let (key, id, name) = match subject {
                Subject::Member(at) => (self.member, &board[*at].id.value, &board[*at].name.value),
                Subject::Grid(at) => (self.grid, &board[*at].id.value, &board[*at].name.value),
            };
            let _ = writeln!(text, "      - {key}: {}  # {}", plain(id), one_line(name));
            let _ = writeln!(text, "        {}: {dimensions}", self.scores);
            if !scheme.sources.is_empty() {
                let _ = writeln!(text, "        {}: {sources}", self.sources);
            }
        }
        text
    }
}

/// A text as YAML reads it back: in quotes unless it is letters and digits.
fn plain(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '·'))
        && !crate::load::values::is_like_boolean(text);
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
