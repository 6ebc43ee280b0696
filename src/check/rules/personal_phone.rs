//! A mobile number in a text is published whatever the privacy settings say: consent stands in the records.

use super::*;

rules! {
    /// A mobile number in a public text without consent.
    pub RULE: "personal-phone", Warning;
    what "公开的文字里有手机号，而它不是同意公开的号码。"
        "A public text holds a mobile number that is not one shown by consent.";
    why "同意公开的号码写在责任人的“电话”（phone）里并写“公开电话: 是”（phone_public: true），或写作热线。与记录里没有公开的号码相同的是错误，别的手机号只提醒。提示里不写号码。"
        "Numbers shown by consent are a member's `phone` with `phone_public: true`, or the hotline. One that equals a number kept private in the records is an error, any other mobile a warning. The number is not repeated.";
    example "\
> members:
>   - {name: 王芳, phone: 13800138000, phone_public: true}
replies:
  - asked: 2026-02-03
    question: 修路灯找谁，是打 13800138000 吗？
#                              ^^^^^^^^^^^
";
}

/// Looks at every public text.
pub fn check(texts: &Texts<'_>, out: &mut Diagnostics) {
    let mut mobiles: Vec<(String, PublicText<'_>, std::ops::Range<usize>)> = Vec::new();
    texts.numbered().for_each(|text| {
        for found in numbers::find(text.text) {
            if let numbers::NumberKind::Mobile(number) = found.kind {
                mobiles.push((number, text, found.range));
            }
        }
    });
    let has_mobile = |attachment: &attachments::Numbered<'_>| {
        attachment.found.iter().any(|found| matches!(found.kind, numbers::NumberKind::Mobile(_)))
    };
    if mobiles.is_empty() && !texts.attachments.iter().any(has_mobile) {
        return;
    }
    let (public, private) = (public_numbers(texts.board), private_numbers(texts.register));
    for (number, text, range) in mobiles.into_iter().filter(|(number, ..)| !public.contains(number)) {
        let (zh, en) = text.named(texts.board);
        let place = text.place(range);
        let problem = match private.contains(&number) {
            true => {
                let message = text!(
                    "{zh}里有一个手机号，它在记录里没有公开",
                    "{en} holds a mobile number that the records keep private"
                );
                Diagnostic::new(&RULE, place, message).severity(Severity::Error)
            }
            false => {
                let message = text!("{zh}里有手机号", "{en} holds a mobile number");
                Diagnostic::new(&RULE, place, message)
            }
        };
        let help = text!(
            "删去它；征得同意的写进责任人的电话并写“公开电话: 是”（phone_public: true），或写作热线。",
            "Remove it; with consent write it as a member's phone with `phone_public: true`, or as the hotline."
        );
        out.push(problem.help(help).hidden());
    }
    for attachment in &texts.attachments {
        let mut hits: [Vec<&numbers::FoundNumber>; 2] = Default::default();
        for found in attachment.found.iter() {
            if let numbers::NumberKind::Mobile(number) = &found.kind
                && !public.contains(number)
            {
                // The last look finds those that are written as they are, and tells whose they are.
                let is_private = private.contains(number);
                let is_plain = attachment.reading.text().get(found.range.clone()) == Some(number);
                if !is_private || !is_plain {
                    hits[usize::from(is_private)].push(found);
                }
            }
        }
        let kinds = [
            (Severity::Warning, ("手机号", "mobile numbers")),
            (Severity::Error, ("记录里没有公开的手机号", "mobile numbers that the records keep private")),
        ];
        for (hits, (severity, what)) in hits.iter().zip(kinds).filter(|(hits, _)| !hits.is_empty()) {
            let help = text!(
                "从附件里删去再附上；征得同意的写进责任人的电话并写“公开电话: 是”（phone_public: true），或写作热线。",
                "Take them out of the file; with consent write them as a member's phone with `phone_public: true`, or as the hotline."
            );
            out.push(attachments::problem(texts.register, attachment, hits, &RULE, severity, what, help));
        }
    }
}

fn mobiles_in(text: &str) -> impl Iterator<Item = String> {
    numbers::find(text).into_iter().filter_map(|found| match found.kind {
        numbers::NumberKind::Mobile(number) => Some(number),
        _ => None,
    })
}

/// Numbers that are shown anyway; those without consent are `phone-without-consent`'s matter.
fn public_numbers(board: &Ground) -> BTreeSet<String> {
    let shown = board.members.iter().filter_map(|member| match &member.phone {
        PublicPhone::Full(number) => Some(number),
        _ => None,
    });
    shown.chain(&board.settings.hotline).flat_map(|text| mobiles_in(text)).collect()
}

fn private_numbers(register: &Held) -> BTreeSet<String> {
    let phones = register
        .members
        .iter()
        .filter_map(|member| member.phone.as_ref())
        .map(|at| at.value.reveal().as_str());
    let details = register.members.iter().flat_map(|member| &member.details);
    let details = details.chain(register.households.iter().flat_map(|household| &household.details));
    phones.chain(details.map(|detail| &**detail.value.reveal())).flat_map(mobiles_in).collect()
}
