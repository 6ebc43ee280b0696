//! Faults of boards below this one.

use crate::diagnostic::rules;

rules! {
    /// Nothing was published where it is looked for.
    pub BOARD_UNPUBLISHED: "board-unpublished", Warning;
    what "下级公开栏的来源里没有发布好的公开栏。" "Nothing is published where a board below is looked for.";
    why "来源是下级 `gongkailan build` 发布出来的文件夹，从看板文件夹算起。路径写错了，或下级还没有发布，它就显示为“未更新”，户数等也不算进合计。"
        "`from` is the folder that the board below was published into by `gongkailan build`, seen from the site folder. Where the path is wrong, or nothing is published yet, the board is shown as not updated and is in no sum.";
    example "-- content/site.yaml --\ntitle: 甲县\npublisher: 甲县委组织部\nnetworks: [{id: net, name: 网, levels: [{id: county, name: 县}]}]\n< boards:\n<   - {id: qinglong, name: 青龙乡, from: ../qinglong}\n< #                                      ^^^^^^^^^^^\n";

    /// Not what was published.
    pub BOARD_DAMAGED: "board-damaged", Warning;
    what "下级公开栏的文件和发布时不一样。" "A file of a board below is not what was published.";
    why "发布时每个文件的摘要都记在 .gongkailan.json 里。拷到一半、被改过的文件对不上；对不上的一个也不用，这一家显示为“未更新”，不会只显示一半。"
        "`.gongkailan.json` holds the digest of every file. A copy that was broken off, or a file that was changed, does not fit it; then nothing of that board is used and it is shown as not updated, never half.";
    example "-- content/site.yaml --\ntitle: 甲县\npublisher: 甲县委组织部\nnetworks: [{id: net, name: 网, levels: [{id: county, name: 县}]}]\n< boards: [{id: qinglong, name: 青龙乡, from: 青龙乡}]\n< #                                           ^^^^^^\n< -- 青龙乡/.gongkailan.json --\n< {\"program\": \"gongkailan\", \"ver\n";

    /// Of another version.
    pub BOARD_VERSION: "board-version", Warning;
    what "下级公开栏是别的版本发布的。" "A board below was published by another version.";
    why "较早的版本没有写数据截至哪一天，较新的可能换了写法。用同一版重新发布，在此之前这一家显示为“未更新”。"
        "An earlier version does not say which day its data is of, a later one may say things in another way. Publish it again with the same version; until then it is shown as not updated.";
    example "-- content/site.yaml --\ntitle: 甲县\npublisher: 甲县委组织部\nnetworks: [{id: net, name: 网, levels: [{id: county, name: 县}]}]\n< boards: [{id: qinglong, name: 青龙乡, from: 青龙乡}]\n< #                                           ^^^^^^\n< -- 青龙乡/.gongkailan.json --\n< {\"program\": \"gongkailan\", \"version\": 2, \"files\": {}}\n";

    /// The folder that this board is published into.
    pub BOARD_ITSELF: "board-itself", Error, fixed;
    what "下级公开栏的来源是这个公开栏自己的 public/。" "A board below is looked for in this board's own public/.";
    why "自己不能是自己的下级。" "A board cannot be below itself.";
    example "-- content/site.yaml --\ntitle: 甲县\npublisher: 甲县委组织部\nnetworks: [{id: net, name: 网, levels: [{id: county, name: 县}]}]\n< boards:\n<   - {id: qinglong, name: 青龙乡, from: public}\n< #                                      ^^^^^^\n-- public/.gongkailan.json --\n{\"program\": \"gongkailan\", \"version\": 1, \"files\": {}}\n";

    /// The same folder twice.
    pub BOARD_TWICE: "board-twice", Error, fixed;
    what "两个下级公开栏的来源是同一个文件夹。" "Two boards below are looked for in the same folder.";
    why "同一家会算两遍。" "One board would count twice.";
    example "-- content/site.yaml --\ntitle: 甲县\npublisher: 甲县委组织部\nnetworks: [{id: net, name: 网, levels: [{id: county, name: 县}]}]\nboards:\n  - {id: qinglong, name: 青龙乡, from: 青龙乡}\n<   - {id: baihe, name: 白鹤乡, from: 青龙乡/}\n< #                                   ^^^^^^^\n-- 青龙乡/data/datapackage.json --\n{\"title\": \"青龙乡公开栏\", \"as_of\": \"2026-03-01\"}\n-- 青龙乡/.gongkailan.json --\n{\"program\": \"gongkailan\", \"version\": 1, \"files\": {\"data/datapackage.json\": \"64749ee7dbb26056ab8e4ec2592825ffb15f0b9efcd2b0391dbdc036ef1329dc\"}}\n";
}
