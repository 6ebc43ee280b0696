//! A board below that was not published for a month: what stands there is no longer so.

use super::*;
use crate::status::boards::Freshness;

rules! {
    /// More than a month old.
    pub RULE: "board-late", Warning;
    what "下级公开栏一个多月没有更新。" "A board below was not published for more than a month.";
    why "汇总里用的还是那时的数据。请它重新发布，再把发布的文件夹整个拷来；在此之前它排在最前面。"
        "The sums still tell what was so then. Have it published again and copy the folder as a whole; until then it stands first.";
    example "\
-- content/site.yaml --
title: 柳县
publisher: 柳县县委组织部
networks:
  - {id: grid, name: 网格, levels: [{id: county, name: 县}]}
boards:
  - {id: qinglong, name: 青龙乡, from: 青龙乡}
#                                      ^^^^^^
-- 青龙乡/data/datapackage.json --
< {\"title\": \"青龙乡公开栏\", \"as_of\": \"2026-02-27\"}
> {\"title\": \"青龙乡公开栏\", \"as_of\": \"2026-03-01\"}
-- 青龙乡/.gongkailan.json --
< {\"program\": \"gongkailan\", \"version\": 1, \"files\": {\"data/datapackage.json\": \"ed7bbb7385261f8e0ab47105e667ba49d0a87535e3d4e4c18faa9a448892f461\"}}
> {\"program\": \"gongkailan\", \"version\": 1, \"files\": {\"data/datapackage.json\": \"64749ee7dbb26056ab8e4ec2592825ffb15f0b9efcd2b0391dbdc036ef1329dc\"}}
";
}

/// Looks at the boards below.
pub fn check(board: &Ground, _: &Held, as_of: AsOf, out: &mut Diagnostics) {
    for board in &board.boards {
        let Some(published) = board.published().filter(|_| Freshness::of(board, as_of) == Freshness::Late)
        else {
            continue;
        };
        let (name, day) = (naming::shown(&board.name), published.as_of);
        let message = text!("“{name}”的数据还是 {day} 的", "{name} is still that of {day}");
        let help = text!(
            "请它重新 gongkailan build 一次，再整个拷来。",
            "Have it built again with `gongkailan build`, and copy the folder as a whole."
        );
        out.push(Diagnostic::new(&RULE, board.at, message).help(help));
    }
}
