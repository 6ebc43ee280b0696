//! `privacy` of `site.yaml`: what may be shown, and the words that may not.

use super::super::settings::{Excuse, PhonePolicy, Privacy};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::paths::resolve_path;
use crate::load::rules;
use crate::load::site::{RawExcuse, RawHouseholdLabel, RawPrivacy, RawSite};
use crate::source::{At, SourceId, Sources};
use crate::suggest::closest;
use crate::text;

/// The settings, strict where nothing is said.
pub(super) fn resolve(raw: &RawSite, sources: &Sources, out: &mut Diagnostics) -> Privacy {
    let raw = raw.privacy.as_ref().map(|at| &at.value);
    let phones = raw.and_then(|raw| raw.phones.as_ref()).map(|at| at.value);
    let label = raw.and_then(|raw| raw.household_label.as_ref()).map(|at| at.value);
    Privacy {
        phones: phones.unwrap_or(PhonePolicy::Masked),
        household_labels: label == Some(RawHouseholdLabel::Label),
        small_counts: raw.and_then(|raw| raw.small_counts.as_ref()).map_or(5, |at| at.value),
        words: raw.map_or(Vec::new(), words),
        excused: raw.map_or(Vec::new(), |raw| excused(raw, sources, out)),
    }
}

/// 敏感词; an empty one would be everywhere.
fn words(privacy: &RawPrivacy) -> Vec<String> {
    let written = privacy.words.iter().flat_map(|at| &at.value.0);
    written.map(|at| at.value.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

fn excused(privacy: &RawPrivacy, sources: &Sources, out: &mut Diagnostics) -> Vec<Excuse> {
    let one = |raw: &At<RawExcuse>| {
        let word = raw.value.word.clone().map(|at| at.map(|word| word.trim().to_owned()))?;
        let reason = raw.value.reason.as_ref()?.value.clone();
        let files = match &raw.value.place {
            Some(place) => Some(files_at(place, sources, out)?),
            None => None,
        };
        (!word.value.is_empty()).then_some(Excuse { word, reason, files })
    };
    privacy.excused.iter().flat_map(|at| &at.value.0).filter_map(one).collect()
}

/// The records and pages that `place` names: a file, or all of a folder.
fn files_at(place: &At<String>, sources: &Sources, out: &mut Diagnostics) -> Option<Vec<SourceId>> {
    let written = place.value.trim().trim_end_matches('/');
    let path = resolve_path("content", written).unwrap_or_else(|| written.to_owned());
    let is_meant =
        |found: &str| found.strip_prefix(&*path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let files: Vec<SourceId> =
        sources.iter().filter(|(_, source)| is_meant(&source.path)).map(|(id, _)| id).collect();
    if files.is_empty() {
        let message = text!("没有文件或文件夹 {path}", "there is no file or folder {path}");
        let known = sources.iter().map(|(_, source)| source.path.as_str());
        let help = closest(&path, known).map(|guess| text!("是不是 {guess}？", "Did you mean {guess}?"));
        let problem = Diagnostic::new(&rules::FILE_MISSING, place.span, message).maybe_help(help);
        out.push(problem);
        return None;
    }
    Some(files)
}
