//! Tests: what links and data call households by.

use crate::model::board::HouseholdIx;
use crate::site::fixture;

fn first(households: &[(&str, &str, &str)]) -> Option<String> {
    let line = |(id, door, grid): &(&str, &str, &str)| {
        format!("  - {{id: {id}, door: {door}, grid: {grid}, people: 2}}\n")
    };
    let records = fixture::RECORDS.split("households:").next().unwrap_or_default();
    let records = records.replace("covers: [h-1]", "title: 网格员");
    let households: String = households.iter().map(line).collect();
    let records = format!("{records}households:\n{households}");
    let board = fixture::board(&[("site.yaml", fixture::SITE), ("a.yaml", &records)]);
    board.ground.telling_id().map(|at| board[at].id.value.clone())
}

#[test]
fn what_groups_or_names_households_is_told_from_what_counts_them() {
    let plain: &[&[(&str, &str, &str)]] = &[
        &[("h-1", "一号", "g1"), ("h-12", "二号", "g1"), ("h-7", "三号", "g2")],
        &[("001", "一号", "g1"), ("2", "二号", "g2")],
        &[("户3", "一号", "g1"), ("户12", "二号", "g1")],
        // Five of a kind in a grid of their own are a place.
        &[
            ("dc-1", "一号", "g1"),
            ("dc-2", "二号", "g1"),
            ("dc-3", "三号", "g1"),
            ("dc-4", "四号", "g1"),
            ("dc-5", "五号", "g1"),
            ("h-6", "六号", "g2"),
        ],
        // A household that was divided.
        &[("h-12-1", "一号", "g1"), ("h-12-2", "二号", "g1"), ("h-7", "三号", "g1"), ("h-8", "四号", "g1")],
        &[("5-3-402", "5幢3单元402", "g1"), ("5-1-101", "5幢1单元101", "g1")],
    ];
    for households in plain {
        assert_eq!(first(households), None, "{households:?}");
    }
    for (households, telling) in [
        (&[("h-1", "一号", "g1"), ("db-2", "二号", "g1"), ("h-3", "三号", "g1")][..], "db-2"),
        (&[("wangjianguo-1", "一号", "g1"), ("h-3", "三号", "g2")], "wangjianguo-1"),
        (&[("王建国", "一号", "g1")], "王建国"),
        (&[("dibao-1", "一号", "g1"), ("wubao3", "二号", "g2")], "dibao-1"),
        (&[("1-001", "一号", "g1"), ("2-002", "二号", "g1")], "2-002"),
        (&[("h-1", "一号", "g1"), ("pkh-07", "二号", "g1")], "pkh-07"),
    ] {
        assert_eq!(first(households).as_deref(), Some(telling), "{households:?}");
    }
}

#[test]
fn where_ids_tell_something_all_households_go_by_their_doors() {
    let households = "households:
  - {id: db-1, door: 河边 1号, grid: g2}
  - {id: h-2, door: 上街1号, grid: g1}
  - {id: h-3, door: 上街1号, grid: g1}
";
    let records = fixture::RECORDS.split("households:").next().unwrap_or_default();
    let records = records.replace("covers: [h-1]", "title: 网格员") + households;
    let board = fixture::board(&[("site.yaml", fixture::SITE), ("a.yaml", &records)]);
    let mut keys: Vec<String> = fixture::on(&board, "2026-03-01", |facts| {
        board.ground.household_ids().map(|at| facts.key(at).to_owned()).collect()
    });
    keys.sort();
    assert_eq!(keys, ["g1/上街1号", "g1/上街1号/2", "g2/河边1号"]);
    let plain = fixture::village("", "");
    fixture::on(&plain, "2026-03-01", |facts| assert_eq!(facts.key(HouseholdIx(0)), "h-1"));
}
