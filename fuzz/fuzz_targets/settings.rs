//! The bytes of `site.yaml`, with records that refer to what it may say, the whole way.
#![no_main]

use gongkailan_fuzz::{Files, laws};
use libfuzzer_sys::fuzz_target;

const RECORDS: &str = "\
grids:
  - {id: v, name: 柳村, level: village, lead: wang}
  - {id: g, name: 东网格, level: grid, parent: v, lead: wang}
members:
  - {id: wang, name: 王芳, phone: 13800138000, covers: [h-1..h-3]}
households:
  - {id: h-1, door: 1号, grid: g, private: {户主: 李大明}}
  - {id: h-2, door: 2号, grid: g}
  - {id: h-3, door: 3号, grid: g, label: 向阳人家}
ratings:
  - {month: 2026-02, stage: approved, entries: [{member: wang, scores: {学习: 30, 服务: 50}}]}
activities:
  - {date: 2026-02-01, cadence: visit, member: wang, title: 走访老人}
";

fuzz_target!(|bytes: &[u8]| {
    let files = Files::from([
        ("content/site.yaml".to_owned(), bytes.to_vec()),
        ("content/records.yaml".to_owned(), RECORDS.into()),
    ]);
    laws::hold(&files, bytes);
});
