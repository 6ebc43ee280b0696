//! 限时办结: who comes to the desk is told how long it takes.

use super::*;

rules! {
    /// No time limit.
    pub RULE: "service-without-limit", Warning;
    what "服务事项没有写时限。" "A service has no time limit.";
    why "限时办结要先有时限：写“当场办结”或“5 个工作日”；村里只代收、由上级定时限的，写明报送几天。"
        "A promise to finish in time needs a time: write “on the spot” or “5 working days”; where another office decides, how soon it is handed on.";
    example "\
services:
<   - {name: 居住证明, category: 证明盖章}
< #          ^^^^^^^^
>   - {name: 居住证明, category: 证明盖章, time_limit: 当场办结}
";
}

/// Looks at every service.
pub fn check(board: &Ground, register: &Held, _: AsOf, out: &mut Diagnostics) {
    let without = board.services.iter().filter(|service| service.time_limit.is_none());
    for service in without.filter(|service| !register.gaps.is_faulty(service.at)) {
        let name = naming::shown(&service.name.value);
        let message = text!("“{name}”没有写时限", "\"{name}\" has no time limit");
        let help = text!("写上“时限”（time_limit），例如“当场办结”。", "Write `time_limit`.");
        out.push(Diagnostic::new(&RULE, service.name.span, message).help(help));
    }
}
