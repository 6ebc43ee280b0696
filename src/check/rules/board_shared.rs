//! One board below two of the boards below, or a copy of it in another folder: it would count twice.

use super::*;
use crate::status::boards::counted;

rules! {
    /// Two boards below count the same one.
    pub RULE: "board-shared", Error;
    what "两个下级公开栏里有同一家。" "Two boards below have one board in common.";
    why "同一家会算两遍。名称、发布单位和最上一级网格都一样的，认作同一家，拷到两个文件夹里的也是。"
        "One board would count twice. Boards with the same title, publisher and grids at the top are taken for one, also where they are copied into two folders.";
    example "\
-- content/site.yaml --
title: 柳县
publisher: 柳县县委组织部
networks:
  - {id: grid, name: 网格, levels: [{id: county, name: 县}]}
boards:
  - {id: qinglong, name: 青龙乡, from: 青龙乡}
  - {id: baihe, name: 白鹤乡, from: 白鹤乡}
#                                   ^^^^^^
-- 青龙乡/data/datapackage.json --
{\"id\": \"a\", \"title\": \"青龙乡公开栏\", \"as_of\": \"2026-03-01\"}
-- 青龙乡/.gongkailan.json --
{\"program\": \"gongkailan\", \"version\": 1, \"files\": {\"data/datapackage.json\": \"105788dc6c8e7ea03e7d67e079a9d5a735c0df0de8250698f6f7a11f8816a3aa\"}}
-- 白鹤乡/data/datapackage.json --
< {\"id\": \"a\", \"title\": \"青龙乡公开栏\", \"as_of\": \"2026-03-01\"}
> {\"id\": \"b\", \"title\": \"白鹤乡公开栏\", \"as_of\": \"2026-03-01\"}
-- 白鹤乡/.gongkailan.json --
< {\"program\": \"gongkailan\", \"version\": 1, \"files\": {\"data/datapackage.json\": \"105788dc6c8e7ea03e7d67e079a9d5a735c0df0de8250698f6f7a11f8816a3aa\"}}
> {\"program\": \"gongkailan\", \"version\": 1, \"files\": {\"data/datapackage.json\": \"12e22c840262ab4086cf1b16667d741ed4b9363e9a1b2eaca7c5c0d0027a219d\"}}
";
}

/// Compares what the boards below count, each with those before it.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, below) in board.boards.iter().enumerate() {
        let mut first = None;
        for id in below.published().into_iter().flat_map(counted) {
            let before = *known.entry(id).or_insert(at);
            first = first.or(Some(before).filter(|before| *before != at));
        }
        let Some(first) = first.map(|first| &board.boards[first]) else { continue };
        let (one, other) = (naming::shown(&first.name), naming::shown(&below.name));
        let message = text!(
            "“{one}”和“{other}”里有同一家公开栏，会算两遍",
            "{one} and {other} have a board in common, which would count twice"
        );
        let help = text!(
            "留一处，另一处删去；确是两家的，把名称、发布单位改得不一样。",
            "Keep one and remove the other; if they are two boards, give one another title or publisher."
        );
        let problem = Diagnostic::new(&RULE, below.at, message).help(help);
        out.push(problem.related(first.at, text!("第一次在这里", "first listed here")));
    }
}
