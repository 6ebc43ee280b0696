//! Where a rule begins and ends: boards just inside and just outside, and faults that must not be told twice.

use super::cases::run;
use crate::diagnostic::Severity::{self, Error, Note, Warning};

/// Checks `records` and compares what is found (by line) with `expected`.
#[track_caller]
fn expect(records: &str, expected: &[(&str, Severity, usize)]) {
    let (sources, found) = run(records);
    let told: Vec<(&str, Severity, usize)> = found
        .iter()
        .map(|problem| (problem.rule.name, problem.severity, sources.position(problem.span).line))
        .collect();
    let messages: Vec<&str> = found.iter().map(|problem| problem.message.en.as_str()).collect();
    assert_eq!(told, expected, "{messages:#?}\n{records}");
}

/// A `site.yaml` with `more` added, then the records.
fn with_site(more: &str, records: &str) -> String {
    let levels = "[{id: village, name: 村, lead: required}, {id: grid, name: 网格, lead_title: 网格长}]";
    format!(
        "-- content/site.yaml --\ntitle: 柳村\npublisher: 柳村村民委员会\nnetworks:\n  - {{id: grid, name: 网格, levels: {levels}}}\n{more}-- content/records.yaml --\n{records}"
    )
}

const SCHEME: &str = "schemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习, max: 50}, {id: b, name: 服务, max: 50}]}]\n";

#[test]
fn a_vacant_lead_is_told_once_with_what_follows_from_it() {
    let records = |lead: &str| {
        format!(
            "grids:\n  - {{id: v, name: 柳村, level: village, lead: 王芳}}\n  - {{id: g, name: 东网格, level: grid, parent: v, {lead}}}\nmembers:\n  - name: 王芳\n  - {{name: 李强, to: 2025-12-31}}\nhouseholds:\n  - {{id: h-1, door: 1号, grid: g}}\n  - {{id: h-2, door: 2号, grid: g}}\n"
        )
    };
    expect(&records("lead: 王芳"), &[]);
    expect(&records("lead: 李强"), &[("household-uncovered", Warning, 3)]);
    expect(&records("posts: [{post: 网格长, vacant: true}]"), &[("household-uncovered", Warning, 3)]);
    expect(&records("posts: [{post: 网格长}]"), &[("post-holder-missing", Warning, 3)]);
    expect(&records("code: '1'"), &[("household-uncovered", Error, 3)]);
    expect(&records("lead: 赵敏"), &[("reference-unknown", Error, 3)]);
    // The term ends with its last day.
    expect(&records("posts: [{post: 网格长, member: 王芳, to: 2026-03-31}]"), &[]);
    expect(
        &records("posts: [{post: 网格长, member: 王芳, to: 2026-03-30}]"),
        &[("household-uncovered", Warning, 3)],
    );
    expect(
        &records("posts: [{post: 网格长, member: 王芳, from: 2026-04-01}]"),
        &[("household-uncovered", Warning, 3)],
    );
    // A successor beside the one who left is no fault.
    expect(
        &records("posts: [{post: 网格长, member: 李强, to: 2025-12-31}, {post: 网格长, member: 王芳}]"),
        &[],
    );
}

#[test]
fn a_required_lead_is_missing_or_vacant() {
    expect(
        &with_site("", "grids:\n  - {id: v, name: 柳村, level: village}\n"),
        &[("lead-missing", Error, 2)],
    );
    let vacant = "grids:\n  - {id: v, name: 柳村, level: village, posts: [{post: 负责人, vacant: true}]}\n";
    expect(&with_site("", vacant), &[("lead-vacant", Warning, 2)]);
    let optional = "grids:\n  - {id: g, name: 东网格, level: grid, posts: [{post: 网格长, vacant: true}]}\n";
    expect(&with_site("", optional), &[]);
}

#[test]
fn cover_that_could_not_be_read_leaves_nobody_uncovered() {
    let records = |covers: &str, covered_by: &str| {
        format!(
            "grids:\n  - {{id: g, name: 东网格, level: grid}}\nmembers:\n  - {{name: 王芳, covers: [{covers}]}}\nhouseholds:\n  - {{id: h-1, door: 1号, grid: g}}\n  - {{id: h-2, door: 2号, grid: g}}\n  - {{id: h-3, door: 3号, grid: g, covered_by: {covered_by}}}\n"
        )
    };
    expect(&records("h-1..h-2", "王芳"), &[]);
    expect(&records("h-1..h-4", "王芳"), &[("range-invalid", Error, 4)]);
    expect(&records("h-1..h-2", "赵敏"), &[("reference-unknown", Error, 8)]);
    expect(&records("h-1", "王芳"), &[("household-uncovered", Error, 7)]);
}

#[test]
fn conflicts_of_ranges_are_told_once() {
    let records = "grids:\n  - {id: g, name: 东网格, level: grid}\nmembers:\n  - {name: 王芳, covers: [h-1..h-3]}\n  - {name: 李强, covers: [h-2..h-3]}\n  - {name: 赵敏, covers: [h-2..h-3], to: 2025-01-01}\nhouseholds:\n  - {id: h-1, door: 1号, grid: g}\n  - {id: h-2, door: 2号, grid: g}\n  - {id: h-3, door: 3号, grid: g}\n";
    expect(records, &[("coverage-conflict", Error, 4)]);
}

#[test]
fn a_parent_total_that_only_repeats_its_child_is_quiet() {
    let records = |village: u32, east: u32| {
        format!(
            "grids:\n  - {{id: v, name: 柳村, level: village, lead: 王芳, households: {village}}}\n  - {{id: e, name: 东网格, level: grid, parent: v, lead: 王芳, households: {east}}}\n  - {{id: w, name: 西网格, level: grid, parent: v, lead: 王芳, households: 1}}\nmembers:\n  - name: 王芳\nhouseholds:\n  - {{id: h-1, door: 1号, grid: e}}\n  - {{id: h-2, door: 2号, grid: e}}\n  - {{id: h-3, door: 3号, grid: w}}\n"
        )
    };
    expect(&records(3, 2), &[]);
    expect(&records(4, 3), &[("totals-differ", Error, 3)]);
    expect(&records(4, 2), &[("totals-differ", Error, 2)]);
    expect(&records(3, 3), &[("totals-differ", Error, 3)]);
    // A household that was dropped is what is missing.
    expect(&records(3, 2).replace("h-2, door", "h-1, door"), &[("id-duplicate", Error, 9)]);
    expect(&records(3, 2).replace("2号, grid: e", "2号, grid: x"), &[("reference-unknown", Error, 9)]);
}

#[test]
fn declared_totals_add_up_and_stand_for_lists_that_are_not_there() {
    let records = |village: u32, west: &str, list: &str| {
        format!(
            "grids:\n  - {{id: v, name: 柳村, level: village, lead: 王芳, households: {village}}}\n  - {{id: e, name: 东网格, level: grid, parent: v, lead: 王芳, households: 2}}\n  - {{id: w, name: 西网格, level: grid, parent: v, lead: 王芳{west}}}\nmembers:\n  - name: 王芳\n{list}"
        )
    };
    let list = "households:\n  - {id: h-1, door: 1号, grid: e}\n  - {id: h-2, door: 2号, grid: e}\n";
    for list in ["", list] {
        expect(&records(7, ", households: 5", list), &[]);
        expect(&records(8, ", households: 5", list), &[("totals-differ", Error, 2)]);
        expect(&records(2, ", households: 5, to: 2026-03-30", list), &[]);
    }
    expect(&records(8, "", ""), &[]);
}

#[test]
fn norms_count_one_kind_only() {
    let records = |what: &str| {
        with_site(
            &format!("norms: [{{{what}}}]\n"),
            "grids:\n  - id: v\n    name: 柳村\n    level: village\n    posts: [{post: 负责人, member: 王芳}, {post: 干事, member: 李强}]\n    teams:\n      - {name: 监督组, kind: 监督, members: [王芳, 李强]}\n      - {name: 保洁队, kind: 保洁, members: [王芳]}\nmembers:\n  - name: 王芳\n  - name: 李强\n",
        )
    };
    let told = |what: &str, line| expect(&records(what), &[("norm-exceeded", Warning, line)]);
    expect(&records("what: team_members, only: 监督, min: 2"), &[]);
    told("what: team_members, min: 2", 8);
    told("what: team_members, only: 监督, min: 3", 7);
    expect(&records("what: grid_teams, only: 监督, target: 1"), &[]);
    told("what: grid_teams, target: 1", 3);
    expect(&records("what: grid_staff, only: 干事, max: 1"), &[]);
    told("what: grid_staff, max: 1", 3);
}

#[test]
fn population_is_compared_without_telling_a_household() {
    let records = |listed: &str| {
        format!(
            "grids:\n  - {{id: g, name: 东网格, level: grid, lead: 王芳, population: 7}}\nmembers:\n  - name: 王芳\nhouseholds:\n  - {{id: h-1, door: 1号, grid: g, people: 3}}\n  - {{id: h-2, door: 2号, grid: g{listed}}}\n"
        )
    };
    expect(&records(", people: 4"), &[("count-withheld", Note, 2)]);
    expect(&records(""), &[("count-withheld", Note, 2)]);
    expect(&records(", people: 9"), &[("count-withheld", Note, 2), ("totals-differ", Error, 2)]);
    let (_, found) = run(&records(", people: 9"));
    assert!(found.iter().all(|problem| !problem.message.zh.contains("12")));
}

#[test]
fn norms_are_inclusive_and_exact() {
    let board = |norm: &str, count: usize| {
        let mut records = String::from(
            "grids:\n  - {id: g, name: 东网格, level: grid, lead: 王芳}\nmembers:\n  - name: 王芳\n  - {name: 李强, grid: g}\nhouseholds:\n",
        );
        for number in 1..=count {
            records += &format!("  - {{id: h-{number}, door: {number}号, grid: g}}\n");
        }
        with_site(&format!("norms: [{norm}]\n"), &records)
    };
    // 25 and a fifth: 20 to 30.
    let about = "{what: grid_households, target: 25, tolerance: 20%}";
    for (count, faults) in [(19, 1), (20, 0), (30, 0), (31, 1)] {
        let (_, found) = run(&board(about, count));
        assert_eq!(found.iter().count(), faults, "{count}");
    }
    // A third of 5 is not a whole number: 3.35 to 6.65.
    let odd = "{what: grid_households, target: 5, tolerance: 33%}";
    for (count, faults) in [(3, 1), (4, 0), (6, 0), (7, 1)] {
        assert_eq!(run(&board(odd, count)).1.iter().count(), faults, "{count}");
    }
    expect(&board("{what: grid_staff, min: 2, severity: error}", 1), &[("norm-exceeded", Error, 2)]);
    expect(&board("{what: grid_staff, min: 1}", 1), &[]);
    expect(&board("{what: grid_staff, min: 2, severity: off}", 1), &[]);
    expect(&board("{what: grid_households, level: village, max: 0}", 1), &[]);
    // Who holds a post answers by it; who holds none and covers nobody is below the bound.
    expect(&board("{what: member_households, min: 1}", 1), &[("norm-exceeded", Warning, 5)]);
}

#[test]
fn what_was_mistyped_is_not_missing() {
    let commitment = |more: &str| {
        format!(
            "members:\n  - name: 王芳\ncommitments:\n  - {{by: 王芳, title: 装路灯, target: 12 盏, made: 2026-01-05, {more}}}\n"
        )
    };
    expect(&commitment("due: 2026-12-31"), &[]);
    expect(&commitment("due: 2026-02-30"), &[("date-invalid", Error, 4)]);
    expect(&commitment("duo: 2026-12-31"), &[("key-unknown", Error, 4)]);
    expect(&commitment("due: "), &[("commitment-undated", Warning, 4)]);
    expect(
        &commitment("due: 2026-12-31, outcome: kept, progress: [{date: 2026-02-01, evidence: [a.jpg]}]"),
        &[("file-missing", Error, 4)],
    );
    let reply =
        "replies:\n  - {asked: 2026-02-03, question: 路灯何时修？, answered: 2026-02-31, answer: 修了。}\n";
    expect(reply, &[("date-invalid", Error, 2)]);
    let activity = with_site(
        "cadences: [{id: visit, name: 走访, every: month, by: member}]\n",
        "members:\n  - name: 王芳\nactivities:\n  - {date: 2026-01-05, cadence: visit, member: 赵敏}\n",
    );
    expect(&activity, &[("reference-unknown", Error, 4)]);
    let cadence = activity.replace("by: member", "by: hamlet").replace("赵敏", "王芳");
    expect(&cadence, &[("reference-unknown", Error, 5)]);
}

#[test]
fn a_score_that_could_not_be_read_is_not_missing() {
    let rating = |scores: &str| {
        with_site(
            SCHEME,
            &format!(
                "members: [{{name: 王芳}}]\nratings:\n  - month: 2026-01\n    stage: approved\n    entries:\n      - {{member: 王芳, scores: {scores}}}\n"
            ),
        )
    };
    expect(&rating("{a: 40, b: 0}"), &[]);
    expect(&rating("{a: 40, b: }"), &[("rating-incomplete", Error, 6)]);
    expect(&rating("{a: 40, b: 良好}"), &[("number-invalid", Error, 6)]);
    expect(&rating("{a: 40, c: 41}"), &[("dimension-unknown", Error, 6)]);
    expect(&rating("{a: 40}").replace("approved", "proposed"), &[]);
}

#[test]
fn gaps_are_told_once_for_all_or_for_one() {
    let month = |month: &str, who: &[&str]| {
        let entries: String =
            who.iter().map(|who| format!("      - {{member: {who}, scores: [40, 40]}}\n")).collect();
        format!("  - month: {month}\n    stage: approved\n    entries:\n{entries}")
    };
    let board = |months: &[String], term: &str| {
        let ratings: String = months.concat();
        with_site(SCHEME, &format!("members: [{{name: 王芳}}, {{name: 李强{term}}}]\nratings:\n{ratings}"))
    };
    let both = ["王芳", "李强"];
    let whole = [month("2025-11", &both), month("2026-02", &both)];
    expect(&board(&whole, ""), &[("rating-gap", Warning, 8)]);
    let one = [month("2025-12", &both), month("2026-01", &["王芳"]), month("2026-02", &both)];
    expect(&board(&one, ""), &[("rating-gap", Warning, 16)]);
    // A mistyped name in that month is the reason, and so is a mistyped month.
    let mistyped = [month("2025-12", &both), month("2026-01", &["王芳", "李墙"]), month("2026-02", &both)];
    expect(&board(&mistyped, ""), &[("reference-unknown", Error, 12)]);
    let no_month = [month("2025-12", &both), month("2026-13", &both), month("2026-02", &both)];
    expect(&board(&no_month, ""), &[("month-invalid", Error, 8)]);
    // The running month may be rated; leap days and year ends are ordinary.
    expect(&board(&[month("2026-03", &both)], ", to: 2026-03-01"), &[]);
    expect(&board(&[month("2026-04", &both)], ""), &[("rating-future", Error, 3)]);
    expect(&board(&[month("2026-02", &both)], ", to: 2026-01-31"), &[("rating-after-leaving", Error, 7)]);
}

#[test]
fn a_sheet_entered_twice_is_one_fault() {
    let sheet = "  - {month: 2026-01, stage: approved, entries: [{member: 王芳, scores: [40, 40]}, {member: 李强, scores: [40, 40]}]}\n";
    let records = format!("members: [{{name: 王芳}}, {{name: 李强}}]\nratings:\n{sheet}{sheet}");
    expect(&with_site(SCHEME, &records), &[("rating-twice", Error, 4)]);
}

#[test]
fn sensitive_words_depend_on_where_they_stand() {
    let site = "cadences: [{id: visit, name: 走访, every: month, by: member}]\ndisclosures: [{id: relief, name: 低保、五保评议情况, every: once}]\n";
    let board = |page: &str, activity: &str| {
        format!(
            "{}grids: [{{id: g, name: 东网格, level: grid, lead: 王芳}}]\nmembers: [{{name: 王芳}}]\nhouseholds:\n  - {{id: h-1, door: 1号, grid: g, private: {{户主: 李大山, 类别: 低保}}}}\nactivities:\n  - {{date: 2026-01-05, cadence: visit, member: 王芳, title: {activity}}}\n-- content/guide.md --\n---\ntitle: 办事指南\n---\n{page}\n",
            with_site(site, "")
        )
    };
    expect(&board("低保申请办理流程见村务栏。", "入户走访"), &[]);
    expect(&board("本月核查低保户。", "入户走访"), &[("sensitive-word", Warning, 4)]);
    expect(&board("低保申请：李大山已通过。", "入户走访"), &[("sensitive-word", Error, 4)]);
    expect(&board("李大山修路。\n低保申请从速。", "入户走访"), &[]);
    expect(&board("修路。", "走访低保户"), &[("sensitive-word", Error, 6)]);
    let (_, found) = run(&board("修路。", "走访低保户"));
    assert!(found.iter().all(|problem| !problem.message.zh.contains("低保")));
    expect(&board("修路。", "代办低保申请：李大山"), &[("sensitive-word", Error, 6)]);
}

#[test]
fn numbers_in_texts_are_weighed_by_consent() {
    let board = |phone: &str, text: &str| {
        format!(
            "members:\n  - {{name: 王芳{phone}}}\nreplies:\n  - asked: 2026-02-03\n    question: {text}\n"
        )
    };
    expect(&board("", "打 13800138000 吗"), &[("personal-phone", Warning, 5)]);
    expect(&board(", phone: 13800138000", "打 13800138000 吗"), &[("personal-phone", Error, 5)]);
    expect(&board(", phone: 13800138000, phone_public: 是", "打 138-0013-8000 吗"), &[]);
    expect(&board("", "打 0355-7890123 吗"), &[]);
    expect(&board("", "订单 202601051234567890 何时到"), &[]);
    expect(&board("", "证号 110105194912310021 对吗"), &[("personal-id", Warning, 5)]);
    expect(&board(", phone: 138001380000", "好"), &[("phone-shape", Error, 2)]);
    expect(&board(", phone: 找村会计", "好"), &[("phone-shape", Warning, 2)]);
}

#[test]
fn small_things_of_names() {
    let member = |name: &str| format!("members:\n  - name: {name}\n");
    expect(&member("张 三"), &[("name-spacing", Note, 2)]);
    expect(&member("Anna Müller"), &[]);
    expect(&member("买买提·艾力"), &[]);
    expect(&member("买买提.艾力"), &[("name-dot", Note, 2)]);
    expect(&member("J. Smith"), &[]);
    expect(&member("𠮷田"), &[]);
}
