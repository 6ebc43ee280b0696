//! Boards for tests, out of the same YAML that clerks write.

use std::sync::Arc;

use crate::calendar::{AsOf, NaiveDate};
use crate::load;
use crate::model::{self, Board};

use crate::site::tracking::facts::Facts;

/// Two levels, so that chains have two links.
pub(crate) const SITE: &str = "
title: 甲村公开栏
publisher: 甲村村民委员会
hotline: 0978-8223344
mailbox: jia@example.cn
networks:
  - id: grid
    name: 党建网格
    complete: true
    levels:
      - {id: village, name: 村, lead_title: 包村领导, lead: required}
      - {id: grid, name: 网格, lead_title: 网格长}
";

/// A village with three leaf grids: one led, one vacant with a backup, one led by someone whose term ended.
pub(crate) const RECORDS: &str = "
grids:
  - {id: v, name: 甲村, level: village, lead: 崔海平}
  - {id: g1, name: 一网格, level: grid, parent: v, lead: 张三}
  - {id: g2, name: 二网格, level: grid, parent: v, posts: [{post: 网格长, vacant: true, backup: 张三}]}
  - {id: g3, name: 三网格, level: grid, parent: v, posts: [{post: 网格长, member: 李四, to: 2026-01-31}]}
members:
  - {name: 崔海平, phone: 13900000001, phone_public: true}
  - {name: 张三, grid: g1, phone: 13900000002, phone_public: false, party_member: true}
  - {name: 李四, grid: g3, phone: 13900000003, phone_public: true, to: 2026-02-28}
  - {name: 王五, grid: g1, phone: 13900000004, phone_public: true, covers: [h-1]}
households:
  - {id: h-1, door: 上街1号, grid: g1, people: 3, group: 一组}
  - {id: h-2, door: 上街2号, grid: g1, people: 4, group: 一组}
  - {id: h-3, door: 下街1号, grid: g2, people: 2}
  - {id: h-4, door: 河边1号, grid: g3, people: 5}
";

/// The board of `files` below `content/`, which must have no errors.
pub(crate) fn board(files: &[(&str, &str)]) -> Arc<Board> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let (loaded, problems) = load::load(folder.path()).unwrap();
    let (records, more) = model::resolve(&loaded);
    for problem in problems.iter().chain(more.iter()) {
        assert!(problem.severity < crate::diagnostic::Severity::Error, "{}", problem.message.en);
    }
    records.unwrap().board
}

/// The usual village with `settings` added to its `site.yaml` and `records` beside its own.
pub(crate) fn village(settings: &str, records: &str) -> Arc<Board> {
    board(&[("site.yaml", &format!("{SITE}{settings}")), ("a.yaml", RECORDS), ("b.yaml", records)])
}

/// `2026-03-31` as the as-of date.
pub(crate) fn day(text: &str) -> AsOf {
    AsOf(NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap())
}

/// What `look` makes of the facts of `board` on `on`.
pub(super) fn on<T>(board: &Board, on: &str, look: impl FnOnce(&Facts) -> T) -> T {
    look(&Facts::new(board, day(on)))
}
