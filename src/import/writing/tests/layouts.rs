//! However a file is laid out, a change keeps to it.

use super::*;

/// The members' file `before`, and what an import of `says` makes of it.
fn member(before: &str, says: &str) -> String {
    let grids = GRIDS.replace(", 负责人: 覃德旺", "").replace(", 负责人: 柏秀英", "");
    let site = Site::new(&[("grids.yaml", &grids), ("m.yaml", before)]);
    site.import(&[draft(Member, says)]);
    site.text("m.yaml")
}

#[test]
fn values_change_in_their_own_style() {
    let says = "name=覃德旺 title=网格员 grid=杨林一网格 phone=13900001002 duties=走访+代办 from=2026-01-05";
    for (before, after) in [
        // One line, with a comment, and without an end of the last line.
        (
            "members: [{name: 覃德旺, title: '组长'}] # 全部",
            "members: [{name: 覃德旺, title: '网格员', grid: 杨林一网格, phone: 13900001002, duties: [走访, 代办], from: 2026-01-05}] # 全部",
        ),
        (
            "责任人:\n- 姓名: 覃德旺   # 老覃\n  职务: \"组长\"   # 去年起\n  电话:   # 待补\n  职责:\n  - 走访 # 每月\n  - 巡河\n  起: 2026-1-5",
            "责任人:\n- 姓名: 覃德旺   # 老覃\n  职务: \"网格员\"   # 去年起\n  电话: 13900001002   # 待补\n  职责:\n  - 走访 # 每月\n  - 代办\n  起: 2026-1-5\n  所属网格: 杨林一网格",
        ),
        (
            "责任人:\n  - 姓名: 覃德旺\n    职务: >-\n      组\n      长\n    职责: 走访\n    起: 2026-01-05\n    内部:\n      备注: |\n        甲\n        乙\n\n  # 下一位\n  - 姓名: 柏秀英\n",
            "责任人:\n  - 姓名: 覃德旺\n    职务: >-\n      网格员\n    职责: [走访, 代办]\n    起: 2026-01-05\n    内部:\n      备注: |\n        甲\n        乙\n    所属网格: 杨林一网格\n    电话: 13900001002\n\n  # 下一位\n  - 姓名: 柏秀英\n",
        ),
        (
            "members:\n  - {\n      name: 覃德旺, # 老覃\n      duties: [巡河, 走访, 代办],\n    }\n",
            "members:\n  - {\n      name: 覃德旺, # 老覃\n      duties: [走访, 代办], title: 网格员, grid: 杨林一网格, phone: 13900001002, from: 2026-01-05\n    }\n",
        ),
        // What ends on one line is continued from within.
        (
            "责任人:\n- 姓名: 覃德旺\n  电话: 13900001002\n  起: 2026-01-05\n  荣誉:\n  - 称号: 好人\n  职责:\n  - 走访\n  - 巡河\n  - 代办\n  - 护林",
            "责任人:\n- 姓名: 覃德旺\n  电话: 13900001002\n  起: 2026-01-05\n  荣誉:\n  - 称号: 好人\n  职责:\n  - 走访\n  - 代办\n  职务: 网格员\n  所属网格: 杨林一网格",
        ),
    ] {
        assert_eq!(member(before, says), after);
        assert_eq!(member(&before.replace('\n', "\r\n"), says), after.replace('\n', "\r\n"));
    }
}

#[test]
fn new_records_stand_as_the_others_do() {
    let says = "name=江涛 grid=杨林一网格 party_member=是 身份证号=x";
    for (before, after) in [
        (
            "members:\n  - {id: a, name: 甲, grid: yanglin-1}\n",
            "members:\n  - {id: a, name: 甲, grid: yanglin-1}\n  - {name: 江涛, party_member: true, grid: 杨林一网格, private: {身份证号: x}}\n",
        ),
        (
            "责任人:\n- 姓名: 甲\n  所属网格: yanglin-1\n\n- 姓名: 乙\n  所属网格: yanglin-2\n\n网格: []\n",
            "责任人:\n- 姓名: 甲\n  所属网格: yanglin-1\n\n- 姓名: 乙\n  所属网格: yanglin-2\n\n- 姓名: 江涛\n  党员: 是\n  所属网格: 杨林一网格\n  内部: {身份证号: x}\n\n网格: []\n",
        ),
        (
            "责任人: [{姓名: 甲, 所属网格: yanglin-1}]",
            "责任人: [{姓名: 甲, 所属网格: yanglin-1}, {姓名: 江涛, 党员: 是, 所属网格: 杨林一网格, 内部: {身份证号: x}}]",
        ),
    ] {
        let (before, after) =
            (before.replace("网格: []\n", "台账: []\n"), after.replace("网格: []\n", "台账: []\n"));
        assert_eq!(member(&before, says), after);
        assert_eq!(member(&before.replace('\n', "\r\n"), says), after.replace('\n', "\r\n"));
    }
}

#[test]
fn private_details_stay_below_private() {
    let says = "name=甲 身份证号=x 备注=丙";
    for (before, after) in [
        (
            "责任人:\n  - {姓名: 甲, 内部: 老党员}\n",
            "责任人:\n  - {姓名: 甲, 内部: {备注: 老党员, 身份证号: x}}\n",
        ),
        (
            "责任人:\n  - 姓名: 甲\n    内部:\n      备注: 乙 # 旧\n    职务: 丁\n",
            "责任人:\n  - 姓名: 甲\n    内部:\n      备注: 丙 # 旧\n      身份证号: x\n    职务: 丁\n",
        ),
        (
            "责任人:\n  - {姓名: 甲, 内部: {身份证号: y}}\n",
            "责任人:\n  - {姓名: 甲, 内部: {身份证号: x, 备注: 丙}}\n",
        ),
    ] {
        let says = match before {
            _ if before.contains("老党员") => "name=甲 身份证号=x".to_owned(),
            _ if after.contains("片长") => format!("{says} title=片长"),
            _ => says.to_owned(),
        };
        assert_eq!(member(before, &says), after);
    }
}

#[test]
fn what_an_anchor_shares_is_left_alone() {
    let grids = GRIDS.replace(", 负责人: 覃德旺", "").replace(", 负责人: 柏秀英", "");
    let members = "责任人:\n  - {姓名: 甲, 职务: &z 组长}\n  - {姓名: 乙, 职务: *z, 电话: 13900001001}\n";
    let site = Site::new(&[("grids.yaml", &grids), ("m.yaml", members)]);
    let drafts = [draft(Member, "name=甲 title=片长"), draft(Member, "name=乙 phone=13900001002 title=片长")];
    let plan = site.plan(&drafts, Options { partial: true, ..Options::default() });
    assert_eq!((plan.refused.len(), plan.files.len()), (2, 0), "of a record all is taken or nothing");
    site.import(&[draft(Member, "name=乙 phone=13900001002 title=组长")]);
    assert_eq!(site.text("m.yaml"), members.replace("001001", "001002"));
}

/// Numbers that look as if they were drawn.
struct Draw(u64);

impl Draw {
    fn of(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }
}

#[test]
fn whatever_is_imported_a_second_import_changes_no_byte() {
    for seed in 0..12 {
        let mut draw = Draw(seed);
        let mut text = String::from("# 名册\n住户:\n");
        for number in 0..30 {
            let (grid, people) = (draw.of(2) + 1, draw.of(5) + 1);
            text += &match draw.of(4) {
                0 => format!(
                    "  - {{户编号: h-{number}, 门牌: {number}号, 网格: yanglin-{grid}, 人口: {people}}} # 注\n"
                ),
                1 => format!(
                    "  - id: h-{number}\n    door: '{number}号'\n    grid: [杨林{}网格]\n\n",
                    ["一", "二"][grid as usize - 1]
                ),
                2 => format!(
                    "  - 户编号: \"h-{number}\"\n    门牌: {number} 号\n    网格: yanglin-{grid}\n    内部:\n      户主: 甲{number}\n"
                ),
                _ => format!(
                    "  - {{门牌: {number}号, 户编号: h-{number}, 网格: yanglin-{grid}, 内部: {{户主: 乙, 电话: 0978}}}}\n"
                ),
            };
        }
        if draw.of(2) == 0 {
            text = text.replace('\n', "\r\n");
        }
        let site = Site::new(&[("members.yaml", MEMBERS), ("households.yaml", &text)]);
        let mut drafts = Vec::new();
        for number in 0..40 {
            if draw.of(3) > 0 {
                let (grid, people, head) = (["一", "二"][draw.of(2) as usize], draw.of(6) + 1, draw.of(3));
                let covered = ["", " covered_by=覃德旺", " covered_by=覃德旺+柏秀英"][draw.of(3) as usize];
                drafts.push(draft(
                    Household,
                    &format!("id=h-{number} door={number}号 grid=杨林{grid}网格 people={people}{covered} 户主=丙{head} 电话=0978{head}"),
                ));
            }
        }
        site.import(&drafts);
        let kept = text.lines().filter(|line| line.contains('#'));
        assert!(
            kept.clone().count() > 1
                && kept
                    .clone()
                    .all(|line| site.text("households.yaml").contains(line.rsplit('#').next().unwrap()))
        );
    }
}
