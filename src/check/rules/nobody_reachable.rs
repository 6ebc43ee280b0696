//! A board that tells who answers, and on which nobody can be called.

use super::*;

rules! {
    /// No number that can be dialled.
    pub RULE: "nobody-reachable", Warning;
    what "整个公开栏上没有一个打得通的电话。" "There is no number on the whole board that can be called.";
    why "号码没有本人同意就只显示头尾，又没有热线，村民找到了人也联系不上。写上热线（hotline），或请责任人同意公开电话（phone_public: 是）。"
        "Numbers without consent show their ends only. With no hotline either, villagers find out who answers and cannot reach them. Give a `hotline`, or ask members for their consent (`phone_public: true`).";
    example "\
-- content/site.yaml --
title: 甲村
publisher: 甲村
> hotline: 0355-7830012
networks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]
-- content/records.yaml --
members:
  - {name: 王芳, phone: 13800138000}
";
}

/// Looks for any number in full. A board that has no numbers yet is still being made.
pub fn check(board: &Ground, register: &Held, as_of: AsOf, out: &mut Diagnostics) {
    let in_office =
        || board.members.iter().zip(&register.members).filter(|(member, _)| member.term.holds(as_of));
    let has_number = in_office().any(|(_, private)| private.phone_at.is_some());
    let can_be_called = in_office().any(|(member, _)| matches!(member.phone, PublicPhone::Full(_)));
    if !has_number || can_be_called || board.settings.hotline.is_some() || register.gaps.staff {
        return;
    }
    let message = text!(
        "公开栏上没有一个完整的电话：没有热线，责任人的号码都没有公开",
        "no number on the board can be called: there is no hotline, and no member's number is shown in full"
    );
    let help = text!(
        "在 site.yaml 写上热线，或请责任人同意公开电话。",
        "Give a `hotline` in site.yaml, or ask members to let their numbers be shown."
    );
    out.push(Diagnostic::new(&RULE, Span::BOARD, message).help(help));
}
