//! What the report says of a small village: every stage, who is strictly below, what is missing.

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::attachment::is_report;
use crate::calendar::{Month, NaiveDate};
use crate::diagnostic::Lang;
use crate::load;
use crate::model::{self, Records};

const SITE: &str = "\
title: 甲村
publisher: 甲村
networks: [{id: net, name: 网, levels: [{id: village, name: 村}, {id: grid, name: 网格, lead_title: 网格长, lead: required}]}]
schemes:
  - {id: s, name: 月评, threshold: 80, dimensions: [{name: 学习, max: 60}, {name: 服务, max: 40}], sources: [{name: 自评}, {name: 互评}], stars: [{min: 0, stars: 1}]}
  - {id: g, name: 网格月评, subject: grid, dimensions: [{name: 总评}], stars: [{min: 0, stars: 1}]}
";

const RECORDS: &str = "\
grids:
  - {id: v, name: 甲村, level: village, lead: 王一}
  - {id: g-1, name: 东网格, level: grid, parent: v, posts: [{post: 网格长, member: 李二, to: 2026-01-31}]}
  - {id: g-2, name: 西网格, level: grid, parent: v, posts: [{post: 网格长, member: 李二, to: 2025-12-31}, {post: 网格长, member: 张三, from: 2026-01-01}, {post: 文书, vacant: 是, backup: 王一}]}
members:
  - {id: wang, name: 王一}
  - {id: li, name: 李二, to: 2026-06-30}
  - {id: zhang, name: 张三, from: 2026-01-01}
commitments:
  - {by: 王一, title: 修路, target: 1 里, made: 2025-01-05, due: 2025-06-30, outcome: kept, evaluation: 认可}
  - {by: 张三, title: 修桥, target: 1 座, made: 2025-12-05, due: 2026-06-30}
ratings:
  - {scheme: s, month: 2026-01, stage: approved, entries: [{member: 王一, scores: [50, 30]}, {member: 李二, scores: [50, 29.94]}, {member: 张三, scores: [50, 29.95]}]}
  - {scheme: s, month: 2026-03, stage: approved, entries: [{member: 王一, scores: [50, 29.8]}, {member: 李二, scores: [50, 31]}]}
  - {scheme: s, month: 2026-04, stage: self, entries: [{member: 王一, scores: [40, 20], sources: {自评: 90, 互评: 80}}, {member: 张三, scores: [40, ~], note: 待补}]}
";

fn report_of(site: &str, records: &str, question: &Question, day: &str) -> Result<Report, NoScheme> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("content")).unwrap();
    std::fs::write(folder.path().join("content/site.yaml"), site).unwrap();
    std::fs::write(folder.path().join("content/a.yaml"), records).unwrap();
    let (loaded, problems) = load::load(folder.path()).unwrap();
    let (records, more) = model::resolve(&loaded);
    let found: Vec<String> = problems.iter().chain(more.iter()).map(|one| one.message.en.clone()).collect();
    assert_eq!(found, [""; 0]);
    let Records { board, register } = records.unwrap();
    let day = AsOf(NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap());
    report(&board, &register, day, question)
}

/// With something late that the records do not tell.
fn village(question: &Question, day: &str) -> Result<Report, NoScheme> {
    let late = Late {
        kind: LateKind::Reply,
        title: "路灯\u{1b}[31m何时修".into(),
        who: Vec::new(),
        period: None,
        owed: 1,
        due: NaiveDate::from_ymd_opt(2026, 4, 1),
    };
    Ok(Report { late: vec![late], ..report_of(SITE, RECORDS, question, day)? })
}

fn asked(period: &str) -> Question {
    Question { scheme: Some("s".into()), period: Some(period.parse().unwrap()) }
}

#[test]
fn exactly_on_the_threshold_is_not_below_it() {
    let below = |period: &str| -> Vec<(String, String, String)> {
        let report = village(&asked(period), "2026-04-20").unwrap();
        let told = report.schemes[0].below.iter();
        told.map(|below| (below.period.to_string(), below.who.id.clone(), table::number(below.total)))
            .collect()
    };
    let owned = |period: &str, who: &str, total: &str| (period.to_owned(), who.to_owned(), total.to_owned());
    // 80 and 79.95 are not below 80; 79.94 is.
    assert_eq!(below("2026-01"), [owned("2026-01", "li", "79.9")]);
    // Of a quarter its mean counts too: 80 and 79.8 make 79.9; 79.9 and 81 make 80.5.
    assert_eq!(
        below("2026-q1"),
        [owned("2026-01", "li", "79.9"), owned("2026-03", "wang", "79.8"), owned("2026-q1", "wang", "79.9")]
    );
    // A draft below it is told with its stage, an incomplete one is not judged.
    assert_eq!(below("2026-04"), [owned("2026-04", "wang", "60")]);
}

#[test]
fn the_newest_rated_month_is_told_when_none_is_asked_for() {
    let period =
        |day: &str| village(&Question::default(), day).unwrap().period.map(|period| period.to_string());
    assert_eq!(period("2026-04-01").as_deref(), Some("2026-04"));
    assert_eq!(period("2026-03-31").as_deref(), Some("2026-03"));
    assert_eq!(period("2025-03-31"), None);
    let unknown = Question { scheme: Some("月平".into()), period: None };
    assert_eq!(village(&unknown, "2026-04-01").unwrap_err(), NoScheme(Some("月评".into())));
}

#[test]
fn gaps_vacancies_and_the_idle_are_told() {
    let report = village(&asked("2026-q1"), "2026-05-02").unwrap();
    let scheme = &report.schemes[0];
    let months: Vec<String> = scheme.missing.iter().map(Month::to_string).collect();
    assert_eq!(months, ["2026-02", "2026-04"]);
    let absent: Vec<(&str, String)> =
        scheme.absent.iter().map(|one| (one.who.id.as_str(), one.months[0].to_string())).collect();
    assert_eq!(absent, [("zhang", "2026-03".to_owned())]);
    let vacancies: Vec<(&str, &str, Option<String>, Option<&str>)> = report
        .vacancies
        .iter()
        .map(|one| (&*one.grid.id, &*one.post, one.since.map(|day| day.to_string()), one.backup.as_deref()))
        .collect();
    assert_eq!(
        vacancies,
        [("g-1", "网格长", Some("2026-01-31".to_owned()), None), ("g-2", "文书", None, Some("王一"))]
    );
    let idle: Vec<(&str, usize)> = report.idle.iter().map(|one| (one.who.id.as_str(), one.earlier)).collect();
    assert_eq!(idle, [("li", 0), ("wang", 1)]);
}

#[test]
fn what_is_late_is_told_as_the_board_shows_it() {
    let site = SITE.to_owned()
        + "cadences: [{id: c, name: 走访, every: month, by: grid, from: 2026-01}]\n\
           disclosures: [{id: d, name: 财务, every: month, days: 15, from: 2026-02}]\n";
    let records = RECORDS.to_owned()
        + "activities: [{date: 2026-03-09, cadence: c, grid: g-1}]\n\
           replies: [{asked: 2026-03-01, question: 路灯, due: 2026-03-10}, {asked: 2026-03-02, question: 水渠, due: 2026-04-20}]\n";
    let late = |day: &str| -> Vec<(LateKind, String, String, usize)> {
        let report = report_of(&site, &records, &asked("2026-01"), day);
        let told = |late: Late| {
            let since = [late.period.map(|it| it.to_string()), late.due.map(|it| it.to_string())];
            let who = late.who.join(" ");
            (
                late.kind,
                format!("{} {who}", late.title),
                since.into_iter().flatten().collect::<Vec<_>>().join(" "),
                late.owed,
            )
        };
        report.unwrap().late.into_iter().map(told).collect()
    };
    let owned = |kind, what: &str, since: &str, owed| (kind, what.to_owned(), since.to_owned(), owed);
    // On the last day of grace, and before a deadline, nothing is late but what somebody did not do in March.
    assert_eq!(
        late("2026-04-15"),
        [
            owned(LateKind::Disclosure, "财务 ", "2026-02 2026-03-15", 1),
            owned(LateKind::Cadence, "走访 西网格", "2026-03", 1),
            owned(LateKind::Reply, "路灯 ", "2026-03-10", 1),
        ]
    );
    assert_eq!(
        late("2026-07-01"),
        [
            owned(LateKind::Commitment, "修桥 张三", "2026-06-30", 1),
            owned(LateKind::Disclosure, "财务 ", "2026-02 2026-03-15", 4),
            owned(LateKind::Cadence, "走访 东网格 西网格", "2026-06", 1),
            owned(LateKind::Reply, "路灯 ", "2026-03-10", 1),
            owned(LateKind::Reply, "水渠 ", "2026-04-20", 1),
        ]
    );
}

#[test]
fn columns_stand_right_under_wide_characters() {
    let report = village(&asked("2026-04"), "2026-05-02").unwrap();
    let text = table(&report, Lang::Zh);
    let rows: Vec<&str> = text.lines().skip_while(|line| !line.contains("月份")).take(3).collect();
    let end = |line: &str, word: &str| line.find(word).map(|at| line[..at + word.len()].width());
    assert_eq!(end(rows[0], "自评"), end(rows[1], "60"), "{text}");
    assert_eq!(end(rows[0], "自评"), end(rows[2], "缺项"), "{text}");
    assert_eq!(end(rows[0], "来源加权"), end(rows[1], "85"), "{text}");
    assert!(!text.contains('\u{1b}') && !text.contains(" \n"), "{text:?}");
}

#[test]
fn csv_and_json_tell_the_same() {
    let report = village(&asked("2026-04"), "2026-05-02").unwrap();
    let csv = csv(&report, Lang::En);
    assert!(csv.starts_with("\u{feff}section,scheme,period,kind,id,name,stage,total,"), "{csv}");
    assert!(
        csv.contains(
            "\r\nratings of all stages,s,2026-04,member,zhang,张三,self,,,学习=40; 服务=,incomplete; 待补\r\n"
        ),
        "{csv}"
    );
    assert!(
        csv.contains("\r\nbelow the threshold,s,2026-04,member,wang,王一,self,60,80,,short by 20\r\n"),
        "{csv}"
    );
    let json: serde_json::Value = serde_json::from_str(&json(&report)).unwrap();
    let scheme = &json["schemes"][0];
    assert_eq!(scheme["ratings"][0]["stages"]["self"]["sources"], 85);
    assert_eq!(scheme["ratings"][1]["stages"]["self"]["total"], serde_json::Value::Null);
    assert_eq!(scheme["below_threshold"][0]["short_by"], 20);
    assert_eq!(json["overdue"][0]["kind"], "reply");
    assert_eq!(json["without_commitments"][1]["id"], "wang");
}

#[test]
fn every_form_is_known_as_internal() {
    let report = village(&asked("2026-04"), "2026-05-02").unwrap();
    for lang in [Lang::Zh, Lang::En] {
        assert!(is_report(&table(&report, lang)) && is_report(&csv(&report, lang)), "{lang:?}");
        // The table without its title, and with its columns as cells.
        let rows = table(&report, lang)
            .lines()
            .skip(3)
            .map(|line| line.replace("  ", "\t") + "\n")
            .collect::<String>();
        assert!(is_report(&rows), "{rows}");
    }
    assert!(is_report(&json(&report)));
    assert!(!is_report("栏目,期间\n内部管理办法，不得公开征集\n月份 名称 编号 核定\n"));
}
