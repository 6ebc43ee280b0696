//! `phones: full` publishes numbers that nobody consented to: once for the board, somebody must see how many.

use super::*;

rules! {
    /// Shown in full without consent.
    pub RULE: "phone-without-consent", Warning;
    what "隐私设置为完整公开电话，其中有人没有同意公开。"
        "The privacy setting shows phone numbers in full, and some members did not consent.";
    why "公开个人电话须本人同意。征得同意后写“公开电话: 是”（phone_public: true），或把“电话”（phones）改为“遮蔽”（masked）。"
        "Publishing somebody's number needs their consent. Ask and write `phone_public: true`, or set `phones` to `masked`.";
    example "\
-- content/site.yaml --
title: 柳村
publisher: 柳村村民委员会
networks:
  - {id: grid, name: 网格, levels: [{id: grid, name: 网格}]}
privacy: {phones: full}
-- content/records.yaml --
members:
<   - {name: 王芳, phone: 0355-7890123}
>   - {name: 王芳, phone: 0355-7890123, phone_public: true}
";
}

/// Counts the numbers.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    if board.settings.privacy.phones != PhonePolicy::Full {
        return;
    }
    let without: Vec<MemberIx> = board
        .member_ids()
        .zip(&register.members)
        .filter(|(member, private)| {
            !private.phone_consent && matches!(board[*member].phone, PublicPhone::Full(_))
        })
        .map(|(member, _)| member)
        .collect();
    if without.is_empty() {
        return;
    }
    let count = without.len();
    let (zh, en) = naming::list(without.iter().map(|&at| naming::member(board, at)));
    let message = text!(
        "{count} 个没有同意公开的电话会完整公布：{zh}",
        "{count} phone numbers are published in full without consent: {en}"
    );
    let help = text!(
        "征得同意后写“公开电话: 是”（phone_public: true），或把“隐私”里的“电话”（phones）改为“遮蔽”（masked）。",
        "Ask and write `phone_public: true`, or set `phones` to `masked`."
    );
    out.push(Diagnostic::new(&RULE, Span::BOARD, message).help(help));
}
