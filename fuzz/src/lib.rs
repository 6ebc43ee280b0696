//! What all targets share: a small board, and every stage up to the messages.

use std::collections::BTreeMap;
use std::sync::Once;

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::check;
use gongkailan::diagnostic::{Diagnostics, Lang, human::human, json::json};
use gongkailan::load;
use gongkailan::model::{self, Board};
use gongkailan::source::Sources;

/// Settings in which every kind of record finds something to refer to.
pub const SITE: &str = "\
title: 柳村公开栏
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: village, name: 村}, {id: grid, name: 网格, lead_title: 网格长, lead: required}]}
schemes:
  - {id: star, name: 月评, dimensions: [{id: a, name: 学习, weight: 40}, {id: b, name: 服务, weight: 60}], stars: {per_dimension: 80%}, show: both}
cadences:
  - {id: visit, name: 走访, every: month, by: member, from: 2026-01}
disclosures:
  - {id: finance, name: 财务, every: quarter, days: 20, from: 2026-01}
norms:
  - {what: grid_households, target: 25, tolerance: 20%}
";

/// The day on which everything is judged.
pub fn as_of() -> AsOf {
    AsOf(NaiveDate::from_ymd_opt(2026, 3, 31).expect("a day"))
}

/// Loads, resolves and checks `files`, and words every problem.
pub fn understand(files: &BTreeMap<String, Vec<u8>>) -> Option<(Board, Diagnostics)> {
    // Handing each small board to other threads takes longer than the work, and makes runs differ.
    static ALONE: Once = Once::new();
    ALONE.call_once(|| {
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        alone.build_global().expect("nobody asked for threads before");
    });
    let (mut loaded, mut found) = load::load_files(files);
    let (records, problems) = model::resolve(&loaded);
    found.append(problems);
    if let Some(records) = &records {
        found.append(check::check(&records.board, &records.register, as_of()));
    }
    found.sort(&loaded.sources);
    found.hide(&mut loaded.sources);
    if found.iter().next().is_some() {
        word(&found, &loaded.sources);
    }
    Some((records?.board, found))
}

fn word(found: &Diagnostics, sources: &Sources) {
    for lang in [Lang::Zh, Lang::En] {
        let _ = human(found, sources, lang, true);
    }
    let _ = json(found, sources, Lang::Zh);
}
