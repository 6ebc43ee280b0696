//! One cause, one message: problems of the same cause become one, with how many there are and where the others stand.

use std::collections::HashMap;

use super::problem::{Also, Cause, Diagnostic, Diagnostics};
use super::text::{Lang, Said, Severity, Text};
use crate::source::Span;
use crate::text;

/// So many problems of one cause are each told where they stand; more become one.
const FEW: usize = 3;

/// How many places one problem shows to people; programs are told all.
pub const SHOWN: usize = 3;

/// What is told at the other places of a cause.
const ALSO: Said = Said { zh: "这里也是", en: "here, too" };

/// By what problems are known to be of one cause.
#[derive(PartialEq, Eq, Hash)]
struct Key<'d> {
    rule: &'static str,
    severity: Severity,
    cause: Option<&'d Cause>,
    said: Option<(&'d str, Option<&'d str>)>,
}

impl<'d> Key<'d> {
    fn of(problem: &'d Diagnostic) -> Key<'d> {
        let help = problem.help.as_ref().map(|help| help.zh.as_str());
        Key {
            rule: problem.rule.name,
            severity: problem.severity,
            cause: problem.cause.as_ref(),
            said: problem.cause.is_none().then_some((problem.message.zh.as_str(), help)),
        }
    }
}

impl Diagnostics {
    /// Makes one problem of those that have one cause, at the place of the first; for a list that is sorted.
    pub fn gather(&mut self) {
        let mut groups: HashMap<Key<'_>, Vec<usize>> = HashMap::new();
        for (at, problem) in self.list.iter().enumerate() {
            groups.entry(Key::of(problem)).or_default().push(at);
        }
        // Which problem speaks for those behind it.
        let mut first: Vec<usize> = (0..self.list.len()).collect();
        let mut counts: HashMap<usize, Count> = HashMap::new();
        for group in groups.into_values().filter(|group| group.len() > FEW) {
            let head = group[0];
            let is_alike = |at: &usize| self.list[*at].message == self.list[head].message;
            counts.insert(head, Count { places: group.len(), are_alike: group.iter().all(is_alike) });
            group.into_iter().for_each(|at| first[at] = head);
        }
        if counts.is_empty() {
            return;
        }
        let mut told: Vec<Diagnostic> = Vec::with_capacity(self.list.len());
        // Where in `told` a problem came to stand.
        let mut place = vec![0; self.list.len()];
        for (at, problem) in std::mem::take(&mut self.list).into_iter().enumerate() {
            let head = first[at];
            if head != at {
                let also = Also { span: problem.span, fix: problem.fix };
                told[place[head]].also.push(also);
                continue;
            }
            place[at] = told.len();
            let count = counts.remove(&at);
            told.push(match count {
                Some(count) => Diagnostic { message: count.said(problem.message), ..problem },
                None => problem,
            });
        }
        self.list = told;
    }
}

/// How many problems became one.
struct Count {
    places: usize,
    /// Whether their messages were the same.
    are_alike: bool,
}

impl Count {
    fn said(&self, message: Text) -> Text {
        let (Text { zh, en }, n) = (message, self.places);
        match self.are_alike {
            true => text!("{zh}（共 {n} 处）", "{en} ({n} places)"),
            false => text!("{zh}（像这样的共 {n} 处）", "{en} ({n} places like this)"),
        }
    }
}

impl Diagnostic {
    /// The places that belong to it beside its own and what is there, at most `most` of them for being of the same cause.
    pub fn others(&self, lang: Lang, most: usize) -> impl Iterator<Item = (Span, &str)> {
        let related = self.related.iter().map(move |related| (related.span, related.message.get(lang)));
        related.chain(self.also.iter().take(most).map(move |also| (also.span, ALSO.get(lang))))
    }

    /// What is certain to be right, place by place.
    pub fn fixes(&self) -> impl Iterator<Item = (Span, &String)> {
        let own = self.fix.iter().map(|fix| (self.span, fix));
        own.chain(self.also.iter().filter_map(|also| Some((also.span, also.fix.as_ref()?))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{human, json, sample, short};
    use super::*;
    use crate::source::{Source, Sources};

    /// `count` problems of one cause in every second line, with messages that differ where told.
    fn problems(count: usize, differ: bool) -> (Diagnostics, Sources) {
        let rule = sample::board().0.iter().next().unwrap().rule;
        let mut sources = Sources::default();
        let id = sources.add(Source::new("content/site.yaml", "- a\n- b\n".repeat(count)));
        let mut found = Diagnostics::default();
        for at in (0..count).rev() {
            let span = Span::new(id, at * 8 + 2..at * 8 + 3);
            let problem = match differ {
                true => Diagnostic::new(rule, span, text!("“{at}”读不成", "`{at}` cannot be read"))
                    .cause(Cause::form("date", &at.to_string())),
                false => Diagnostic::new(rule, span, text!("没有网格“西”", "no grid `西`")),
            };
            found.push(problem.fix(at.to_string()));
        }
        found.sort(&sources);
        found.gather();
        (found, sources)
    }

    #[test]
    fn many_of_one_cause_are_one_with_its_first_places() {
        let (found, sources) = problems(72, false);
        assert_eq!(
            human::human(&found, &sources, Lang::Zh, false),
            "\
警告[board-empty]: 没有网格“西”（共 72 处）
 --> content/site.yaml:1:3
  |
1 | - a
  |   ^
2 | - b
3 | - a
  |   - 这里也是
  |
 ::: content/site.yaml:5:3
  |
5 | - a
  |   - 这里也是

0 个错误，1 个警告
"
        );
        assert_eq!(short::short(&found, &sources, Lang::En).lines().count(), 1);
        let told: serde_json::Value = serde_json::from_str(&json::json(&found, &sources, Lang::En)).unwrap();
        let told = &told["diagnostics"][0];
        assert_eq!(told["message"], "no grid `西` (72 places)");
        assert_eq!(told["related"].as_array().unwrap().len(), 71);
        assert_eq!(found.iter().flat_map(Diagnostic::fixes).count(), 72);
    }

    #[test]
    fn a_few_are_each_told_where_they_stand() {
        let (found, _) = problems(3, false);
        assert_eq!(found.iter().count(), 3);
    }

    #[test]
    fn values_of_one_form_have_one_cause() {
        let (found, _) = problems(14, true);
        let said: Vec<&str> = found.iter().map(|problem| problem.message.en.as_str()).collect();
        assert_eq!(
            said,
            ["`0` cannot be read (10 places like this)", "`10` cannot be read (4 places like this)"]
        );
    }
}
