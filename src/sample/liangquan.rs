//! A township in two networks at once, after 凉泉乡: safety grids in force, and the epidemic grids of 2020 that ended.
//! Every household is in one leaf grid of each; both networks have four levels with a lead on every one.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::scale::{Dice, GIVEN, SURNAMES, Scale};
use crate::calendar::Month;

/// A village's name with its households, settlements (屋场), safety grids and epidemic grids: what the documents tell
/// of ten villages is how everything is shared out among them.
const VILLAGES: &[(&str, [usize; 4])] = &[
    ("凉泉社区", [1286, 20, 34, 44]),
    ("泊湖社区", [1104, 18, 30, 38]),
    ("湖滨村", [612, 15, 27, 35]),
    ("太华村", [1035, 17, 28, 36]),
    ("横山村", [968, 16, 26, 34]),
    ("凤林村", [1152, 19, 30, 39]),
    ("团山村", [870, 14, 23, 30]),
    ("韩店村", [1127, 18, 28, 37]),
    ("壬辰占村", [936, 15, 24, 29]),
    ("河南村", [1004, 15, 24, 31]),
];

/// What settlements are called, in turn.
const SETTLEMENTS: &[&str] = &[
    "汪屋", "郭屋", "李屋", "檀屋", "龙屋", "方屋", "程屋", "朱屋", "上街", "下街", "前河", "后河", "东岗",
    "西岗", "竹林", "桥头", "塘边", "岗头", "新屋", "老屋",
];

const SITE: &str = "\
# 凉泉乡整乡，由程序生成：乡村名称、网格数是真实的，屋场、人名、电话、门牌和评分是编造的。
标题: 凉泉乡公开栏
发布单位: 凉泉乡人民政府
热线: 0556-00001732
网格体系:
  - 编号: zongzhi
    名称: 综治网格
    全覆盖: 是
    层级:
      - {编号: zz-town, 名称: 乡, 负责人称谓: 乡综治负责人, 负责人: 必设}
      - {编号: zz-village, 名称: 村居, 负责人称谓: 村综治负责人, 负责人: 必设}
      - {编号: zz-settlement, 名称: 屋场, 负责人称谓: 屋场长, 负责人: 必设}
      - {编号: zz-grid, 名称: 综治网格, 负责人称谓: 网格员, 负责人: 必设}
  - 编号: fangyi
    名称: 2020 年防疫网格
    起: 2020-02-01
    止: 2022-12-31
    层级:
      - {编号: fy-town, 名称: 防疫乡级, 负责人称谓: 乡防疫负责人, 负责人: 必设}
      - {编号: fy-village, 名称: 防疫村级, 负责人称谓: 村防疫负责人, 负责人: 必设}
      - {编号: fy-settlement, 名称: 防疫屋场, 负责人称谓: 屋场防疫负责人, 负责人: 必设}
      - {编号: fy-grid, 名称: 防疫网格, 负责人称谓: 网格责任人, 负责人: 必设}
评分办法:
  - 编号: five-stars
    名称: 五星创评
    对象: 责任人
    维度:
      - {编号: study, 名称: 学习星, 满分: 20}
      - {编号: work, 名称: 实绩星, 满分: 20}
      - {编号: service, 名称: 服务星, 满分: 20}
      - {编号: law, 名称: 法纪星, 满分: 20}
      - {编号: spirit, 名称: 正气星, 满分: 20}
    约谈线: 80
    星级: {单项: 0.9}
";

/// One network of the two.
struct Network {
    /// What its ids begin with.
    code: &'static str,
    /// What stands behind a village's name in it.
    called: &'static str,
    /// How many leaf grids each settlement has.
    leaves: Vec<usize>,
    /// The first of its members that lead the township, a village, a settlement, a leaf grid.
    leads: [usize; 4],
}

/// How the township is divided.
struct Layout {
    /// Settlements of each village.
    settlements: Vec<std::ops::Range<usize>>,
    /// How many households each settlement has.
    households: Vec<usize>,
    safety: Network,
    epidemic: Network,
    /// How many members lead something.
    leading: usize,
}

/// `total` in parts as large as `weights` are, rounded so that the parts are `total` again.
fn shares(total: usize, weights: impl Iterator<Item = usize> + Clone) -> Vec<usize> {
    let whole: usize = weights.clone().sum::<usize>().max(1);
    let mut before = 0;
    let ends = weights.scan(0, |sum, weight| {
        *sum += weight;
        Some(*sum * total / whole)
    });
    ends.map(|end| end - std::mem::replace(&mut before, end)).collect()
}

impl Layout {
    fn new(scale: Scale) -> Layout {
        let of = |what: usize| (0..scale.villages).map(move |at| VILLAGES[at % VILLAGES.len()].1[what]);
        let settled = shares(scale.settlements, of(1));
        let ends = settled.iter().scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        });
        let settlements: Vec<_> = ends.zip(&settled).map(|(end, count)| end - count..end).collect();
        let spread = |total: usize, what: usize| -> Vec<usize> {
            let villages = shares(total, of(what));
            let parts = villages.iter().zip(&settled);
            parts.flat_map(|(total, count)| shares(*total, std::iter::repeat_n(1, *count))).collect()
        };
        let (villages, settlement) = (scale.villages, scale.settlements);
        // A settlement has one head, whatever the network.
        let heads = 2 + 2 * villages;
        let leaves = heads + settlement;
        let safety = Network {
            code: "zz",
            called: "综治",
            leaves: spread(scale.grids, 2),
            leads: [0, 2, heads, leaves],
        };
        let epidemic = Network {
            code: "fy",
            called: "防疫",
            leaves: spread(scale.ended_grids, 3),
            leads: [1, 2 + villages, heads, leaves + scale.grids],
        };
        let leading = leaves + scale.grids + scale.ended_grids;
        Layout { settlements, households: spread(scale.households, 0), safety, epidemic, leading }
    }
}

/// The files of the township's `content/`, by path.
pub(super) fn township(scale: Scale) -> BTreeMap<String, String> {
    let mut dice = Dice(scale.seed);
    let layout = Layout::new(scale);
    let mut files = BTreeMap::new();
    files.insert("content/site.yaml".to_owned(), SITE.to_owned());
    files.insert("content/综治网格.yaml".to_owned(), grids(&layout, &layout.safety));
    files.insert("content/防疫网格.yaml".to_owned(), grids(&layout, &layout.epidemic));
    files.insert("content/责任人.yaml".to_owned(), members(scale, &layout, &mut dice));
    let mut next = Next::default();
    for (village, settlements) in layout.settlements.iter().enumerate() {
        let path = format!("content/住户/{:02}-{}.yaml", village + 1, village_name(village));
        files.insert(path, households(&layout, settlements.clone(), &mut next, &mut dice));
    }
    for back in (0..scale.months).rev() {
        let month = scale.last_month.plus(-(back as i32));
        files.insert(format!("content/评分/{month}.yaml"), ratings(scale, &layout, month, &mut dice));
    }
    files
}

fn village_name(village: usize) -> String {
    let name = VILLAGES[village % VILLAGES.len()].0;
    if village < VILLAGES.len() { name.to_owned() } else { format!("{name}{}", village / VILLAGES.len() + 1) }
}

fn settlement_name(settlement: usize, of_village: usize) -> String {
    let name = SETTLEMENTS[(settlement * 7) % SETTLEMENTS.len()];
    format!("{name}{:02}", of_village + 1)
}

fn grids(layout: &Layout, network: &Network) -> String {
    let Network { code, called, leaves, leads: [town, village_leads, settlement_leads, leaf_leads] } =
        network;
    let id = if *code == "zz" { "zongzhi" } else { "fangyi" };
    let mut text = format!(
        "网格:\n  - {{编号: {code}, 名称: 凉泉乡{called}, 体系: {id}, 层级: {code}-town, 负责人: m-{:04}}}\n",
        town + 1
    );
    let mut leaf = 0;
    for (village, settlements) in layout.settlements.iter().enumerate() {
        let number = village + 1;
        let households: usize = layout.households[settlements.clone()].iter().sum();
        let _ = writeln!(
            text,
            "  - {{编号: {code}-v{number:02}, 名称: {}{called}, 层级: {code}-village, 上级: {code}, 负责人: m-{:04}, 户数: {households}}}",
            village_name(village),
            village_leads + number,
        );
        for (of_village, settlement) in settlements.clone().enumerate() {
            let name = settlement_name(settlement, of_village);
            let number = settlement + 1;
            let _ = writeln!(
                text,
                "  - {{编号: {code}-w{number:03}, 名称: {name}{called}, 层级: {code}-settlement, 上级: {code}-v{:02}, 负责人: m-{:04}}}",
                village + 1,
                settlement_leads + number,
            );
            for part in 1..=leaves[settlement] {
                leaf += 1;
                let _ = writeln!(
                    text,
                    "  - {{编号: {code}-g{leaf:03}, 名称: {name}{called}{part}格, 层级: {code}-grid, 上级: {code}-w{number:03}, 负责人: m-{:04}}}",
                    leaf_leads + leaf,
                );
            }
        }
    }
    text
}

fn members(scale: Scale, layout: &Layout, dice: &mut Dice) -> String {
    let mut text = String::from("责任人:\n");
    for number in 1..=scale.members.max(layout.leading) {
        let name = format!("{}{}{}", dice.pick(SURNAMES), dice.pick(GIVEN), dice.pick(GIVEN));
        let phone = 13_900_000_000u64 + number as u64;
        let [consent, party] = [dice.roll(2), dice.roll(3)].map(|roll| if roll == 0 { "是" } else { "否" });
        let _ = writeln!(
            text,
            "  - 编号: m-{number:04}\n    姓名: {name}\n    党员: {party}\n    电话: {phone}\n    公开电话: {consent}"
        );
        // Those who lead nothing belong to a grid all the same.
        if let Some(beyond) = number.checked_sub(layout.leading + 1) {
            let _ = writeln!(text, "    所属网格: zz-g{:03}", beyond % scale.grids.max(1) + 1);
        }
    }
    text
}

/// What has been numbered so far.
#[derive(Default)]
struct Next {
    household: usize,
    safety: usize,
    epidemic: usize,
}

fn households(
    layout: &Layout,
    settlements: std::ops::Range<usize>,
    next: &mut Next,
    dice: &mut Dice,
) -> String {
    let mut text = String::from("住户:\n");
    for (of_village, settlement) in settlements.enumerate() {
        let count = layout.households[settlement];
        let (safety, epidemic) = (layout.safety.leaves[settlement], layout.epidemic.leaves[settlement]);
        let place = settlement_name(settlement, of_village);
        for home in 0..count {
            next.household += 1;
            let number = next.household;
            let people = 1 + dice.roll(6);
            let head = format!("{}{}{}", dice.pick(SURNAMES), dice.pick(GIVEN), dice.pick(GIVEN));
            let _ = writeln!(
                text,
                "  - 户编号: h-{number:05}\n    门牌: {place}-{}号\n    网格: [zz-g{:03}, fy-g{:03}]\n    人口: {people}\n    内部:\n      户主: {head}户{number:05}",
                home + 1,
                next.safety + home * safety / count + 1,
                next.epidemic + home * epidemic / count + 1,
            );
        }
        next.safety += safety;
        next.epidemic += epidemic;
    }
    text
}

/// The leads of safety grids are rated.
fn ratings(scale: Scale, layout: &Layout, month: Month, dice: &mut Dice) -> String {
    let mut text = format!("评分:\n  - 办法: five-stars\n    月份: {month}\n    阶段: 核定\n    明细:\n");
    for number in layout.safety.leads[3] + 1..=layout.safety.leads[3] + scale.grids {
        let scores: Vec<String> = (0..5).map(|_| (15 + dice.roll(6)).to_string()).collect();
        let _ = writeln!(text, "      - {{责任人: m-{number:04}, 得分: [{}]}}", scores.join(", "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn shares_add_up() {
        assert_eq!(shares(274, [34, 30, 27].into_iter()).iter().sum::<usize>(), 274);
        assert_eq!(shares(10, [1, 1, 1].into_iter()), [3, 3, 4]);
        assert_eq!(shares(0, [5, 6].into_iter()), [0, 0]);
    }
}
