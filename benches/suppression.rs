//! How long it takes to decide which counts are shown, for a township of 10,000 households in two networks and a province
//! of 64,096 grids that declare their people: `cargo bench --bench suppression`. Medians of eleven runs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;

use gongkailan::calendar::{AsOf, Month};
use gongkailan::sample::{Scale, township};
use gongkailan::status::suppression::Suppression;
use gongkailan::{load, model};

fn time(name: &str, files: BTreeMap<String, String>, as_of: AsOf) {
    let files = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    let (loaded, _) = load::load_files(&files);
    let (records, _) = model::resolve(&loaded);
    let Some(records) = records else { return };
    let board = &records.board;
    let mut times: Vec<f64> = Vec::new();
    let mut shown = 0;
    for _ in 0..11 {
        let start = Instant::now();
        let decided = Suppression::of(&board.ground, as_of);
        times.push(start.elapsed().as_secs_f64() * 1e3);
        shown = decided.population.iter().flatten().count();
    }
    times.sort_by(f64::total_cmp);
    let (grids, households) = (board.ground.grids.len(), board.ground.households.len());
    println!(
        "{name}: {:>6.1} ms, {households} households, {grids} grids, {shown} show their people",
        times[5]
    );
}

/// A province, counties, townships and villages; every seventh village is of a few households.
fn province() -> BTreeMap<String, String> {
    let mut grids = String::from("grids:\n  - {id: p, name: 省, level: p}\n");
    let (mut counties, mut towns) = (0, 0);
    for village in 0..62_695 {
        if village % 627 == 0 {
            counties += 1;
            let _ = writeln!(grids, "  - {{id: c{counties}, name: 县{counties}, level: c, parent: p}}");
        }
        if village % 48 == 0 {
            towns += 1;
            let _ = writeln!(grids, "  - {{id: t{towns}, name: 乡{towns}, level: t, parent: c{counties}}}");
        }
        let households = if village % 7 == 0 { 3 } else { 100 + village % 300 };
        let people = households * 3 + village % 5;
        let _ = writeln!(
            grids,
            "  - {{id: v{village}, name: 村{village}, level: v, parent: t{towns}, households: {households}, population: {people}}}"
        );
    }
    let levels = ["p", "c", "t", "v"].map(|id| format!("{{id: {id}, name: {id}}}")).join(", ");
    let site = format!("title: 省\npublisher: 省\nnetworks: [{{id: n, name: 网, levels: [{levels}]}}]\n");
    BTreeMap::from([("content/site.yaml".to_owned(), site), ("content/grids.yaml".to_owned(), grids)])
}

fn main() {
    let Some(month) = Month::new(2026, 10) else { return };
    let as_of = AsOf(month.last_day());
    time("township", township(Scale::liangquan(month)), as_of);
    time("province", province(), as_of);
}
