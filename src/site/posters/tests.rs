//! What is made for which question, and what each sheet says of the usual village.

use super::super::fixture::{day, village};
use super::super::view::{MemberSheet, PosterView};
use super::*;

fn names(board: &Board, wanted: &WantedSheets) -> Vec<String> {
    plan(board, day("2026-03-31"), wanted).unwrap().into_iter().map(|poster| poster.name).collect()
}

#[test]
fn every_kind_is_made_unless_one_is_asked_for() {
    let board = village("", "");
    let all = names(&board, &WantedSheets::default());
    assert_eq!(
        all,
        [
            "board",
            "grid-g1",
            "grid-g2",
            "grid-g3",
            "grid-v",
            "cards-g1",
            "cards-g2",
            "cards-g3",
            "member-cards-v"
        ]
    );
    let one = WantedSheets { grids: vec!["二网格".into()], ..WantedSheets::default() };
    assert_eq!(names(&board, &one), ["grid-g2"]);
    let cards =
        WantedSheets { kinds: vec![SheetKind::Cards], grids: vec!["g1".into()], ..WantedSheets::default() };
    assert_eq!(names(&board, &cards), ["cards-g1"]);
}

#[test]
fn an_unknown_grid_is_told_with_the_one_that_may_be_meant() {
    let board = village("", "");
    let wanted = WantedSheets { grids: vec!["三网隔".into()], ..WantedSheets::default() };
    let unknown = plan(&board, day("2026-03-31"), &wanted).unwrap_err();
    assert!(matches!(unknown, Unknown::Grid(text, Some(_)) if text == "三网隔"));
}

#[test]
fn a_village_has_the_cards_of_its_grids_and_an_ended_grid_has_none() {
    let board = village("", "grids: [{id: old, name: 旧网格, level: grid, parent: v, to: 2025-12-31}]");
    let cards = |grid: &str| WantedSheets {
        kinds: vec![SheetKind::Cards],
        grids: vec![grid.into()],
        ..WantedSheets::default()
    };
    assert_eq!(names(&board, &cards("v")), ["cards-g1", "cards-g2", "cards-g3"]);
    let ended = plan(&board, day("2026-03-31"), &cards("old")).unwrap_err();
    assert_eq!(ended, Unknown::Ended("旧网格".into()));
    assert!(plan(&board, day("2025-12-31"), &cards("old")).is_ok());
}

#[test]
fn a_grid_sheet_lists_doors_by_who_answers_for_them() {
    let board = village("base_url: https://a.example/cun/\n", "");
    let wanted = WantedSheets { grids: vec!["g1".into()], ..WantedSheets::default() };
    let posters = plan(&board, day("2026-03-31"), &wanted).unwrap();
    let PosterView::Grid(sheet) = &posters[0].view else { panic!("no sheet of a grid") };
    let lists: Vec<(&str, String)> =
        sheet.doors.iter().map(|list| (list.who[0].name.as_str(), list.doors.concat().join("、"))).collect();
    assert_eq!(lists, [("王五", "上街1号".to_owned()), ("张三", "上街2号".to_owned())]);
    assert_eq!(sheet.frame.address.as_deref(), Some("https://a.example/cun/grids/g1/"));
    assert_eq!(sheet.members.len(), 1, "the lead is not told twice");
    assert_eq!(
        sheet.chain.last().and_then(|rung| rung.holder.as_ref()).map(|who| who.name.as_str()),
        Some("崔海平")
    );
}

#[test]
fn a_vacant_post_stays_on_paper() {
    let board = village("", "");
    let wanted = WantedSheets { grids: vec!["g2".into()], ..WantedSheets::default() };
    let posters = plan(&board, day("2026-03-31"), &wanted).unwrap();
    let PosterView::Grid(sheet) = &posters[0].view else { panic!("no sheet of a grid") };
    let lead = sheet.lead.as_ref().unwrap();
    assert!(lead.holder.is_none() && lead.backup.is_some());
    assert_eq!(sheet.doors[0].by, "above");
}

#[test]
fn everybody_in_office_has_one_card_with_what_they_hold_and_how_it_was_rated() {
    let more = "members: [{name: 孙田, grid: g1, duties: [护林]}, {name: 何山, grid: v, to: 2025-12-31}]";
    let board = village("base_url: https://a.example/cun/\n", more);
    let wanted = |grids: &[&str]| WantedSheets {
        kinds: vec![SheetKind::MemberCards],
        grids: grids.iter().map(|grid| (*grid).to_owned()).collect(),
        ..WantedSheets::default()
    };
    let cards = |grids: &[&str]| -> Vec<(String, Vec<MemberSheet>)> {
        let posters = plan(&board, day("2026-03-31"), &wanted(grids)).unwrap();
        let sheet = |poster: Poster| match poster.view {
            PosterView::Members(sheet) => (poster.name, sheet.members),
            other => panic!("no cards of people: {other:?}"),
        };
        posters.into_iter().map(sheet).collect()
    };
    let all = cards(&[]);
    assert_eq!(all.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["member-cards-v"]);
    let names: Vec<&str> = all[0].1.iter().map(|member| member.person.name.as_str()).collect();
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len(), "nobody has two: {names:?}");
    assert!(names.contains(&"孙田") && names.contains(&"崔海平") && !names.contains(&"何山"), "{names:?}");
    let of = |name: &str| all[0].1.iter().find(|member| member.person.name == name).unwrap();
    assert_eq!((of("孙田").duties.clone(), of("孙田").households), (vec!["护林".to_owned()], None));
    assert!(
        of("张三").posts.iter().any(|post| post.role == "backup" && post.other.is_none()),
        "{:?}",
        of("张三")
    );
    assert!(of("崔海平").code.as_ref().unwrap().address.starts_with("https://a.example/cun/members/"));
    assert_eq!(cards(&["g1"]).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["member-cards-g1"]);
}
