//! `site.yaml`, resolved.

use rust_decimal::Decimal;

use super::super::BaseUrl;
use super::super::board::{NetworkIx, Term};
use super::super::register::Gaps;
use super::super::rules;
use super::super::settings::*;
use super::lookup::{Lookup, NamedRecord, in_order};
use super::poster;
use super::privacy;
use super::schemes;
use super::values::{list, text, texts};
use crate::calendar::Cycle;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::compound::Tolerance;
use crate::load::site::*;
use crate::load::values::{Id, LevelRef};
use crate::private::Private;
use crate::publication::keys::PublicKey;
use crate::source::{At, Sources, Span};
use crate::text;

/// Everything of `site.yaml`, with look-up by id and name.
pub(super) struct Resolved {
    pub settings: Settings,
    pub networks: Vec<Network>,
    pub network_lookup: Lookup,
    pub schemes: Vec<Scheme>,
    pub scheme_lookup: Lookup,
    pub thresholds: Vec<Option<Private<Decimal>>>,
    pub cadences: Vec<Cadence>,
    pub cadence_lookup: Lookup,
    pub disclosures: Vec<Disclosure>,
    pub disclosure_lookup: Lookup,
}

/// Resolves `site.yaml`; `None` when a network is missing or unclear.
pub(super) fn resolve(
    raw: &RawSite,
    sources: &Sources,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Option<Resolved> {
    // Networks keep the order written: the first is the default one.
    let (network_lookup, networks) =
        in_order(&raw.networks, |raw| named(&raw.id, &raw.name), RawNetwork::WHAT, out);
    // Without its levels a network places no grid: nothing more can be said until that is mended.
    let networks: Option<Vec<Network>> =
        networks.into_iter().map(|(named, raw)| resolve_network(named, raw, gaps, out)).collect();
    let networks =
        networks.filter(|networks| networks.len() == list(&raw.networks).len() && !networks.is_empty())?;
    let (scheme_lookup, schemes) =
        in_order(&raw.schemes, |raw| named(&raw.id, &raw.name), RawScheme::WHAT, out);
    let thresholds =
        schemes.iter().map(|(_, raw)| raw.threshold.as_ref().map(|at| at.value.clone())).collect();
    let schemes = schemes.into_iter().map(|(named, raw)| schemes::resolve(named, raw, gaps, out)).collect();
    let (cadence_lookup, cadences) =
        in_order(&raw.cadences, |raw| named(&raw.id, &raw.name), RawCadence::WHAT, out);
    let cadences =
        cadences.into_iter().map(|(named, raw)| resolve_cadence(named, raw, &networks, gaps, out)).collect();
    let (disclosure_lookup, disclosures) =
        in_order(&raw.disclosures, |raw| named(&raw.id, &raw.name), RawDisclosure::WHAT, out);
    let disclosures = disclosures.into_iter().map(|(named, raw)| resolve_disclosure(named, raw)).collect();
    let norms =
        list(&raw.norms).iter().filter_map(|norm| resolve_norm(&norm.value, &networks, gaps, out)).collect();
    let settings = Settings {
        // Where these two are missing that is told, and nothing is published.
        title: text(&raw.title).unwrap_or_default(),
        publisher: text(&raw.publisher).unwrap_or_default(),
        description: text(&raw.description),
        language: text(&raw.language).unwrap_or_else(|| "zh-CN".into()),
        languages: super::languages::published(raw, out),
        base_url: base_url(raw.base_url.as_ref(), out),
        region_code: raw.region_code.clone().map(|at| at.map(|code| code.0)),
        hotline: text(&raw.hotline),
        mailbox: text(&raw.mailbox),
        address: text(&raw.address),
        hours: text(&raw.hours),
        data_licence: text(&raw.data_licence),
        theme: raw.theme.clone().unwrap_or_else(|| At::new("default".into(), Span::BOARD)),
        norms,
        kiosk: raw.kiosk.as_ref().map(|kiosk| resolve_kiosk(&kiosk.value)),
        record_key: record_key(raw.record.as_ref(), out),
        privacy: privacy::resolve(raw, sources, out),
        severity: raw
            .severity
            .iter()
            .flat_map(|at| &at.value.0)
            .map(|(rule, level)| (rule.clone(), level.value.severity()))
            .collect(),
        poster: poster::resolve(raw, out),
    };
    Some(Resolved {
        settings,
        networks,
        network_lookup,
        schemes,
        scheme_lookup,
        thresholds,
        cadences,
        cadence_lookup,
        disclosures,
        disclosure_lookup,
    })
}

/// What has both an id and a name.
pub(super) fn named(id: &Option<At<Id>>, name: &Option<At<String>>) -> Option<NamedRecord> {
    Some(NamedRecord::new(Some(id.as_ref()?), name.as_ref()?))
}

/// Where the board will be served, unless that cannot be.
fn base_url(raw: Option<&At<String>>, out: &mut Diagnostics) -> Option<BaseUrl> {
    let At { value, span } = raw?;
    let refused = match BaseUrl::parse(value) {
        Ok(address) => return Some(address),
        Err(refused) => refused,
    };
    let problem = Diagnostic::new(&rules::BASE_URL_INVALID, *span, refused.message).help(refused.help);
    // A password may stand there.
    out.push(if value.contains('@') { problem.hidden() } else { problem });
    None
}

/// What checkpoints are signed with, unless it cannot be read.
fn record_key(raw: Option<&At<RawRecord>>, out: &mut Diagnostics) -> Option<At<PublicKey>> {
    let At { value, span } = raw?.value.key.as_ref()?;
    if let Some(key) = PublicKey::read(value) {
        return Some(At::new(key, *span));
    }
    let message = text!("读不懂这个公钥", "this public key cannot be read");
    let help = text!(
        "用 gongkailan key new 新建一对，或把它给出的那一行整个抄来。",
        "Make a pair with `gongkailan key new`, or copy the whole line that it told."
    );
    // Somebody may have copied the private one.
    out.push(Diagnostic::new(&rules::RECORD_KEY_INVALID, *span, message).help(help).hidden());
    None
}

fn resolve_network(
    named: NamedRecord,
    raw: &RawNetwork,
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Option<Network> {
    let mark = out.mark();
    let (_, levels) = in_order(&raw.levels, |raw| self::named(&raw.id, &raw.name), RawLevel::WHAT, out);
    // Which levels it is to have is not known, then, nor which of them is below which.
    if gaps.is_faulty(raw.at) || out.errors_since(mark) {
        gaps.faulty.insert(named.id.span);
    }
    let levels: Vec<Level> = levels
        .into_iter()
        .map(|(named, level)| Level {
            name: named.name.unwrap_or_default(),
            id: named.id,
            lead_title: text(&level.lead_title).unwrap_or_else(|| "负责人".into()),
            lead_required: text(&level.lead) == Some(RawLead::Required),
        })
        .collect();
    (!levels.is_empty()).then(|| Network {
        id: named.id,
        name: named.name.unwrap_or_default(),
        levels,
        complete: text(&raw.complete).unwrap_or(false),
        term: Term { from: raw.from.clone(), to: raw.to.clone() },
    })
}

/// A level by id or name, in whichever network has it; the first network wins.
fn find_level(word: &str, networks: &[Network]) -> Option<(NetworkIx, usize)> {
    networks.iter().enumerate().find_map(|(network, settings)| {
        let level = settings.levels.iter().position(|level| level.id.value == word || level.name == word)?;
        Some((NetworkIx(network as u32), level))
    })
}

/// The level that `level` names; an unknown one is reported.
fn level_named(
    level: &At<LevelRef>,
    networks: &[Network],
    gaps: &Gaps,
    out: &mut Diagnostics,
) -> Option<(NetworkIx, usize)> {
    let found = find_level(&level.value.0, networks);
    if found.is_none() {
        unknown_level(&At::new(level.value.0.clone(), level.span), networks, gaps, out);
    }
    found
}

/// Reports a level that no network has, unless a network's own levels may not all have been read.
fn unknown_level(word: &At<String>, networks: &[Network], gaps: &Gaps, out: &mut Diagnostics) {
    if networks.iter().any(|network| gaps.is_faulty(network.id.span)) {
        return;
    }
    let found = &word.value;
    let names = networks
        .iter()
        .flat_map(|network| &network.levels)
        .flat_map(|level| [level.id.value.as_str(), &level.name]);
    let guess = crate::suggest::closest(found, names);
    let message = text!("没有层级“{found}”", "there is no level `{found}`");
    let help = match guess {
        Some(guess) => text!("是不是“{guess}”？", "Did you mean `{guess}`?"),
        None => text!("层级写在 site.yaml 的网格体系里。", "Levels stand with the networks in site.yaml."),
    };
    out.push(Diagnostic::new(&rules::REFERENCE_UNKNOWN, word.span, message).help(help));
}

fn resolve_cadence(
    named: NamedRecord,
    raw: &RawCadence,
    networks: &[Network],
    gaps: &mut Gaps,
    out: &mut Diagnostics,
) -> Cadence {
    let mark = out.mark();
    // A level named like the word for members is still a level: the board's own words come first.
    let by = raw.by.as_ref().map_or(CadenceBy::Member, |by| {
        match (find_level(&by.value, networks), by.value.as_str()) {
            (Some((network, level)), _) => CadenceBy::Level(network, level),
            (None, "member" | "责任人") => CadenceBy::Member,
            (None, _) => {
                unknown_level(by, networks, gaps, out);
                gaps.faulty.insert(named.id.span);
                CadenceBy::Member
            }
        }
    });
    if out.errors_since(mark) || gaps.is_faulty(raw.at) {
        gaps.faulty.insert(named.id.span);
    }
    Cadence {
        id: named.id,
        name: named.name.unwrap_or_default(),
        every: text(&raw.every).unwrap_or(Cycle::Year),
        by,
        bounds: (text(&raw.min), text(&raw.max)),
        advisory: text(&raw.advisory).unwrap_or(false),
        from: raw.from.as_ref().map(|from| from.value.0),
    }
}

fn resolve_disclosure(named: NamedRecord, raw: &RawDisclosure) -> Disclosure {
    Disclosure {
        at: raw.at,
        id: named.id,
        name: named.name.unwrap_or_default(),
        section: text(&raw.section),
        every: match text(&raw.every) {
            Some(RawDisclosureEvery::Month) => Some(Cycle::Month),
            Some(RawDisclosureEvery::Quarter) => Some(Cycle::Quarter),
            Some(RawDisclosureEvery::Year) => Some(Cycle::Year),
            Some(RawDisclosureEvery::Once) | None => None,
        },
        days: text(&raw.days).unwrap_or(0),
        basis: text(&raw.basis),
        from: raw.from.as_ref().map(|from| from.value.0),
    }
}

fn resolve_norm(raw: &RawNorm, networks: &[Network], gaps: &Gaps, out: &mut Diagnostics) -> Option<Norm> {
    let level = match &raw.level {
        None => None,
        Some(level) => Some(level_named(level, networks, gaps, out)?),
    };
    let slack = |target: Decimal| match text(&raw.tolerance) {
        Some(Tolerance::Number(number)) => number,
        Some(Tolerance::Percent(percent)) => target * percent / Decimal::ONE_HUNDRED,
        None => Decimal::ZERO,
    };
    let target = text(&raw.target).map(|target| (target - slack(target), target + slack(target)));
    let min = [target.map(|bounds| bounds.0), text(&raw.min)].into_iter().flatten().max();
    let max = [target.map(|bounds| bounds.1), text(&raw.max)].into_iter().flatten().min();
    Some(Norm {
        what: text(&raw.what)?,
        level,
        only: text(&raw.only),
        min,
        max,
        severity: raw
            .severity
            .as_ref()
            .map(|level| level.value.severity())
            .unwrap_or(Some(crate::diagnostic::Severity::Warning)),
        at: raw.what.as_ref().map_or(raw.at, |what| what.span),
    })
}

fn resolve_kiosk(raw: &RawKiosk) -> Kiosk {
    let every = vec![
        KioskPart::Notices,
        KioskPart::Bulletins,
        KioskPart::Cover,
        KioskPart::Services,
        KioskPart::Commitments,
    ];
    Kiosk {
        slide_seconds: text(&raw.slide_seconds).unwrap_or(12).max(1),
        idle_seconds: text(&raw.idle_seconds).unwrap_or(60).max(1),
        show: raw.show.as_ref().map_or(every, |show| show.value.0.iter().map(|part| part.value).collect()),
        sections: texts(&raw.sections),
        touch: text(&raw.touch).unwrap_or(true),
    }
}
