//! How long the paper of a township of 353 grids takes: `cargo bench --bench posters`. Reading, checking, setting 353
//! A2 sheets and looking them through for private values; then the same with every sheet unchanged, and one alone.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use gongkailan::calendar::{AsOf, Month};
use gongkailan::model::BaseUrl;
use gongkailan::pipeline::{Printing, Request, print};
use gongkailan::render::paper::cache::{RECORD, SheetCache};
use gongkailan::sample::{Scale, township};
use gongkailan::site::posters::WantedSheets;
use gongkailan::site::view::SheetKind;

fn main() {
    let Some(month) = Month::new(2026, 3) else { return };
    let Ok(site) = tempfile::tempdir() else { return };
    for (path, text) in township(Scale::township(month)) {
        let path = site.path().join(path);
        let made = path.parent().map(fs::create_dir_all).transpose().and_then(|_| fs::write(&path, text));
        assert!(made.is_ok(), "the sample is written");
    }
    let as_of = AsOf(month.last_day());
    let base_url = BaseUrl::parse("https://example.org/township").unwrap();
    let request = Request { site: site.path(), as_of, base_url: Some(&base_url), deny_warnings: false };
    let run = |what: &str, wanted: &WantedSheets, kept: &SheetCache| {
        let count = AtomicUsize::new(0);
        let tick = |_: usize| {
            count.fetch_add(1, Ordering::Relaxed);
        };
        let start = Instant::now();
        let printing =
            Printing { wanted, archive: false, preview: false, system_fonts: false, kept, tick: &tick };
        let printed = print(&request, &printing, &mut |_| {});
        let took = start.elapsed().as_secs_f64();
        let made = printed.ok().and_then(|printed| printed.made.artifacts)?;
        let bytes: usize = made.iter().map(|(_, bytes)| bytes.len()).sum();
        println!("{what}: {took:>6.2} s, {} sheets, {} kB", count.into_inner(), bytes / 1000);
        Some(made)
    };
    let leaves: Vec<String> = (1..=353).map(|number| format!("g{number:03}")).collect();
    let grids = WantedSheets { kinds: vec![SheetKind::Grid], ..WantedSheets::default() };
    let one = WantedSheets { grids: leaves.into_iter().take(1).collect(), ..grids.clone() };
    run("one grid      ", &one, &SheetCache::default());
    let made = run("all grids     ", &grids, &SheetCache::default());
    if let Some(made) = made {
        let record = made.get(RECORD).map(|bytes| bytes.to_vec()).unwrap_or_default();
        let kept = SheetCache::new(&record, |name| made.get(name).map(|bytes| bytes.to_vec()));
        run("all, unchanged", &grids, &kept);
    }
    let cards = WantedSheets { kinds: vec![SheetKind::Cards], ..WantedSheets::default() };
    run("all cards     ", &cards, &SheetCache::default());
}
