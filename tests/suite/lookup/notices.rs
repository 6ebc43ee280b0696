//! Made-up notices of a township.

use super::Dice;

/// What notices are about.
const SUBJECTS: &str = "村民小组道路硬化工程资金来源财政补助集体经济收入支出明细公示期满无异议按照规定执行饮水安全管网改造路灯安装学校修缮医院缴费认证防火巡查清运河道整治接种报名土地流转合同续签鱼塘承包林权登记宅基地审批电费物业值班安排监督委员会议事协商表决通过反馈时限责任落实整改台账归档验收移交管护群众满意测评";

/// The texts of notices as long as those of a township in a year, some of them very long.
pub fn notices(dice: &mut Dice) -> Vec<String> {
    let signs: Vec<char> = SUBJECTS.chars().collect();
    let sentence = |dice: &mut Dice| -> String {
        let from = dice.roll(signs.len() - 12);
        let (one, other) = (&signs[from..from + 3 + dice.roll(5)], dice.pick(&signs));
        one.iter().chain([other, dice.pick(&signs)]).chain([&'，']).collect()
    };
    let sizes = [20, 60, 120, 1200];
    (0..160).map(|at| (0..sizes[at % sizes.len()]).map(|_| sentence(dice)).collect()).collect()
}
