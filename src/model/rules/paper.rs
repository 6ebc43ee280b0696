//! Faults of the settings of paper.

use crate::diagnostic::rules;

rules! {
    /// More bleed than a print shop could ask for.
    pub BLEED_RANGE: "bleed-range", Error, fixed;
    what "海报的出血超过 10 毫米。" "The bleed of posters is above 10 millimetres.";
    why "出血是印刷厂裁纸时裁掉的那一圈，以毫米计，一般是 3；更大的数多半是单位写错了。"
        "Bleed is the edge that the print shop trims away, in millimetres and usually 3; more is most likely another unit.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n< poster: {bleed: 30}\n< #               ^^\n> poster: {bleed: 3}\n";
}
