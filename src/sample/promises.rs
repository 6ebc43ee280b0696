//! What made-up members promised, and what came of it: some kept, some under way, some overdue.

use std::fmt::Write;

use super::scale::{Dice, Scale};

/// What is promised, its kind, and how one knows that it is done.
const PROMISES: &[(&str, &str, &str)] = &[
    ("走访包联户", "服务群众", "每户每季度至少一次，次次有登记"),
    ("代办证件和补贴申报", "服务群众", "有求的 30 件全部办结"),
    ("清理屋前屋后的沟渠", "人居环境", "清理 600 米，雨后不积水"),
    ("清走路边的杂物", "人居环境", "主路两侧没有堆放"),
    ("防火期巡查林地", "安全稳定", "巡查不少于 60 次"),
    ("排查用电和燃气", "安全稳定", "户户查到，隐患当月消除"),
    ("调解邻里纠纷", "安全稳定", "当月的纠纷当月有结果"),
    ("教老人用手机办事", "服务群众", "教会 20 位老人"),
];

/// `scale.promises` of each member, made in the first rated month and due within 14 months.
pub(super) fn promises(scale: Scale, prefix: &str, dice: &mut Dice) -> String {
    let first = scale.last_month.plus(1 - scale.months.max(1) as i32);
    let mut text = String::from("commitments:\n");
    for member in 1..=scale.members {
        for number in 1..=scale.promises {
            let (title, kind, target) = PROMISES[(member + number * 3) % PROMISES.len()];
            let (due, percent) = (first.plus(1 + dice.roll(14) as i32), 5 * dice.roll(20));
            let is_kept = due <= scale.last_month && dice.roll(4) > 0;
            let (outcome, percent) = if is_kept {
                ("\n    outcome: kept\n    evaluation: 群众代表看过，做到了", 100)
            } else {
                ("", percent)
            };
            let _ = writeln!(
                text,
                "  - id: {prefix}p-{member}-{number}\n    by: {prefix}m-{member:04}\n    title: {title}\n    kind: {kind}\n    target: {target}\n    made: {first}-08\n    due: {due}-15\n    progress: [{{date: {first}-28, percent: {percent}, note: 做了 {percent}%}}]{outcome}"
            );
        }
    }
    text
}
