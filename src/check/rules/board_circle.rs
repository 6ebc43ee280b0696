//! A board below that has this board below it: each would count the other, and more at every build.

use super::*;
use crate::status::boards::{counted, identity};

rules! {
    /// This board is below itself.
    pub RULE: "board-circle", Error, fixed;
    what "下级公开栏的下级里有这个公开栏自己。" "This board is below one of the boards below it.";
    why "两家互相汇总，每发布一次各数就多算一遍。名称、发布单位和最上一级网格都一样的，认作同一家。在其中一家的 site.yaml 里删去另一家，先发布那一家。"
        "Each would add up the other, and count more with every build. Boards with the same title, publisher and grids at the top are taken for one. Remove the other from the site.yaml of one of both, and publish that one first.";
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
< {\"title\": \"青龙乡公开栏\", \"as_of\": \"2026-03-01\", \"ids_below\": [\"c0939774d5b12a4b\"]}
> {\"title\": \"青龙乡公开栏\", \"as_of\": \"2026-03-01\"}
-- 青龙乡/.gongkailan.json --
< {\"program\": \"gongkailan\", \"version\": 1, \"files\": {\"data/datapackage.json\": \"e0698e8c664620e5bb49784c2acff5279fea22e659289d4516765cb1211405be\"}}
> {\"program\": \"gongkailan\", \"version\": 1, \"files\": {\"data/datapackage.json\": \"64749ee7dbb26056ab8e4ec2592825ffb15f0b9efcd2b0391dbdc036ef1329dc\"}}
";
}

/// Looks for this board among those that the boards below count.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    let own = identity(board);
    for below in &board.boards {
        let Some(published) = below.published() else { continue };
        let name = naming::shown(&below.name);
        let (message, help) = if published.id.as_ref() == Some(&own) {
            (
                text!("“{name}”就是这个公开栏自己", "{name} is this board itself"),
                text!(
                    "写下级公开栏发布的文件夹；确是另一家的，把名称、发布单位改得不一样。",
                    "Name the folder into which the board below is published; if it is another board, give it another title or publisher."
                ),
            )
        } else if counted(published).any(|id| id == own) {
            (
                text!(
                    "“{name}”的下级里有这个公开栏：互为下级",
                    "{name} has this board below it, as this one has {name}"
                ),
                text!(
                    "在其中一家的 site.yaml 里删去另一家，先发布那一家。",
                    "Remove the other from the site.yaml of one of both, and publish that one first."
                ),
            )
        } else {
            continue;
        };
        out.push(Diagnostic::new(&RULE, below.at, message).help(help));
    }
}
