//! Tables of scores for which the board has no scheme yet: what to write into `site.yaml`, taken from their headers.

use super::draft::RecordKind;
use super::kinds::Head;
use super::titles::Titles;
use super::words;
use crate::diagnostic::Text;
use crate::model::id_from_name;
use crate::text;

/// What titles of such tables speak of.
pub(super) const RATED: [&str; 9] = ["积分", "评分", "得分", "评定", "考核", "评星", "星级", "打分", "测评"];

/// What to do about a table that looks like one of scores; `None` where it does not.
pub(super) fn remedy(heads: &[Head<'_>], titles: &Titles<'_>, has_schemes: bool) -> Option<Text> {
    let is_rated =
        RATED.iter().any(|word| titles.all().contains(word) || heads.iter().any(|head| head.holds(word)));
    let is_subject = |head: &Head<'_>| {
        words::is_name(&head.word) || words::is_person(&head.word) || head.word.contains("网格")
    };
    if !is_rated || !heads.iter().any(is_subject) {
        return None;
    }
    let scores: Vec<&Head<'_>> = heads.iter().filter(|head| is_score(head)).collect();
    let is_by_month = heads.iter().filter(|head| head.month().is_some()).count() > 1;
    let dimensions: Vec<(&str, String)> = match (scores.len(), is_by_month) {
        (2.., _) => scores
            .iter()
            .map(|head| (&*head.word, digits(&head.bracket).unwrap_or("100".to_owned())))
            .collect(),
        (_, true) => vec![("积分", "100".to_owned())],
        _ => return None,
    };
    let of_members = heads.iter().any(|head| words::is_name(&head.word) || words::is_person(&head.word));
    let columns: Vec<&str> = match scores.len() {
        2.. => scores.iter().map(|head| &*head.word).collect(),
        _ => vec!["各月"],
    };
    let (columns, name) = (columns.join("、"), name(titles));
    let (id, subject) = (id_from_name(&name), if of_members { "责任人" } else { "网格" });
    let (zh, en) = if has_schemes { ("没有合适的", "no fitting") } else { ("还没有", "no") };
    let mut example =
        format!("评分办法:\n  - 编号: {id}\n    名称: {name}\n    对象: {subject}\n    维度:\n");
    for (name, max) in dimensions {
        example += &format!("      - {{名称: {name}, 满分: {max}}}\n");
    }
    let example = example.trim_end();
    Some(text!(
        "这像评分表（{columns}），板上{zh}评分办法，没有读。在 content/site.yaml 写上评分办法，照下面的改名称、满分，再导入；不是评分表就用 --as 指明：\n\n{example}",
        "this looks like a table of ratings ({columns}), and the board has {en} rating scheme for it. Write one into content/site.yaml, mend the names and maxima below, and import again; if it is none, say what it is with --as:\n\n{example}"
    ))
}

/// Whether a column is headed as one of scores: with a maximum, or below 得分.
fn is_score(head: &Head<'_>) -> bool {
    let is_total = RATED.contains(&&*head.word) || words::meaning(RecordKind::Rating, &head.word).is_some();
    let is_below = ["得分", "评分", "分值"].iter().any(|word| head.group.contains(word));
    !is_total && (is_below || head.bracket.contains('分') && digits(&head.bracket).is_some())
}

/// The number in what stands behind a header.
fn digits(bracket: &str) -> Option<String> {
    let digits: String = bracket.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

/// What the scheme may be called: after the title that speaks of it, without year and month.
fn name(titles: &Titles<'_>) -> String {
    let all = titles.above.iter().map(String::as_str).chain([titles.sheet]);
    let found = RATED.into_iter().find(|word| all.clone().any(|title| title.contains(word)));
    match found {
        Some(word) => format!("{word}办法"),
        None => "评分办法".to_owned(),
    }
}
