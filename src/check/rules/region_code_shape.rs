//! 区划代码 has twelve digits: province to village.

use super::*;

rules! {
    /// Not twelve digits.
    pub RULE: "region-code-shape", Error;
    what "区划代码不是 12 位数字。" "The region code is not twelve digits.";
    why "省、市、县各 2 位，乡镇、村各 3 位，共 12 位。只核对形式，不核对是哪个村。"
        "Province, city and county have two digits each, township and village three: twelve. Only the form is checked.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
< region_code: 14043120420
< #            ^^^^^^^^^^^
> region_code: 140431204206
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
";
}

/// Looks at the settings.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    let Some(At { value: code, span }) = &board.settings.region_code else { return };
    if code.len() == 12 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let (length, shown) = (code.chars().count(), naming::shown(code));
    let message = text!(
        "区划代码“{shown}”应是 12 位数字，这里是 {length} 位",
        "the region code {shown} should be 12 digits and has {length} characters"
    );
    let help =
        text!("补足 12 位，或去掉“区划代码”（region_code）。", "Complete it, or remove `region_code`.");
    out.push(Diagnostic::new(&RULE, *span, message).help(help));
}
