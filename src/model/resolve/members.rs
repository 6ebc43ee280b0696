//! Responsible members: the public part to the board, the rest to the register.

use super::super::board::{Honour, Member, PublicPhone, Term};
use super::super::register::PrivateMember;
use super::super::settings::{PhonePolicy, Privacy};
use super::assets::Assets;
use super::lookup::{Lookup, NamedRecord, admit};
use super::names::Names;
use super::values::placed;
use crate::diagnostic::Diagnostics;
use crate::load::records::RawMember;

/// Members that have a name and an id of their own, sorted.
pub(super) fn admitted<'r>(
    raw: &[&'r RawMember],
    out: &mut Diagnostics,
) -> (Lookup, Vec<(NamedRecord, &'r RawMember)>) {
    let named = raw.iter().filter_map(|&member| {
        let name = member.name.clone()?.map(|name| name.0);
        let mut named = NamedRecord::new(member.id.as_ref(), &name);
        named.hint = member.grid.as_ref().map(|grid| grid.value.0.clone());
        Some((named, member))
    });
    admit(named.collect(), RawMember::WHAT, out)
}

/// Resolves the admitted members; what they cover is filled in once households are known.
pub(super) fn resolve(
    raw: Vec<(NamedRecord, &RawMember)>,
    names: &Names,
    privacy: &Privacy,
    assets: &mut Assets<'_>,
    out: &mut Diagnostics,
) -> (Vec<Member>, Vec<PrivateMember>) {
    let mut members = Vec::with_capacity(raw.len());
    let mut private = Vec::with_capacity(raw.len());
    for (named, raw) in raw {
        let consent = raw.phone_public.as_ref().is_some_and(|at| at.value);
        let number = raw.phone.as_ref().map(|at| at.clone().map(|phone| phone.0));
        let phone = match &number {
            None => PublicPhone::Hidden,
            Some(number) if consent => PublicPhone::Full(number.value.reveal().clone()),
            Some(number) => match privacy.phones {
                PhonePolicy::Hidden => PublicPhone::Hidden,
                PhonePolicy::Masked => PublicPhone::Masked(mask(number.value.reveal())),
                PhonePolicy::Full => PublicPhone::Full(number.value.reveal().clone()),
            },
        };
        let is_shown = matches!(phone, PublicPhone::Full(_));
        private.push(PrivateMember {
            phone_at: number.as_ref().map(|number| number.span),
            phone: number.filter(|_| !is_shown),
            phone_consent: consent,
            details: raw.private.as_ref().map_or_else(Vec::new, |at| at.value.0.clone()),
        });
        let honours = raw.honours.iter().flat_map(|at| &at.value.0).filter_map(|at| {
            let title = at.value.title.clone()?;
            Some(Honour { title, date: at.value.date.as_ref().map(|date| date.value) })
        });
        members.push(Member {
            name: raw.name.clone().map_or_else(|| named.id.clone(), |name| name.map(|name| name.0)),
            id: named.id,
            title: raw.title.as_ref().map(|at| at.value.clone()),
            party_member: raw.party_member.as_ref().map(|at| at.value),
            grid: raw.grid.as_ref().and_then(|grid| names.grid(grid, out)),
            phone,
            photo: assets.picture(raw.photo.as_ref(), out),
            covers: Vec::new(),
            duties: placed(&raw.duties).to_vec(),
            pledge: raw.pledge.clone(),
            honours: honours.collect(),
            term: Term { from: raw.from.clone(), to: raw.to.clone() },
            at: raw.at,
        });
    }
    (members, private)
}

/// `138****5678`; shorter numbers keep two digits at each end, very short ones none.
fn mask(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let (front, back) = match digits.len() {
        11.. => (3, 4),
        7..=10 => (2, 2),
        _ => return "****".into(),
    };
    let start: String = digits[..front].iter().collect();
    let end: String = digits[digits.len() - back..].iter().collect();
    format!("{start}****{end}")
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn masks_keep_the_ends_only() {
        assert_eq!(mask("13800135678"), "138****5678");
        assert_eq!(mask("7830012"), "78****12");
        assert_eq!(mask("0355-1234567"), "035****4567");
        assert_eq!(mask("110"), "****");
    }
}
