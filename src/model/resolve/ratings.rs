//! Rating records of all stages, into the register.

use std::sync::Arc;

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::super::board::{SchemeIx, Subject};
use super::super::rating::total;
use super::super::register::{Gaps, Stage, StageEntry, StageSheet, Stray, Unrated};
use super::super::rules;
use super::super::settings::Scheme;
use super::lookup::missing;
use super::names::Names;
use super::{corrections, schemes, unread};
use crate::calendar::Month;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::load::compound::{NamedNumber, Scores};
use crate::load::records::{Raw, RawEntry, RawRating};
use crate::private::Private;
use crate::reuse::{Known, Made, Same};
use crate::source::{At, SourceId, Span};
use crate::suggest::closest;
use crate::text;

type Score = Option<At<Private<Decimal>>>;

/// The rating records of each file; they hold while the names and the schemes do.
pub(super) type Rated = Known<SourceId, Made<Same<Raw>, Arc<RatedFile>>>;

/// The rating records of one file, what they lack, and why.
#[derive(Debug)]
pub(super) struct RatedFile {
    sheets: Vec<Arc<StageSheet>>,
    lacks: Unrated,
    problems: Diagnostics,
}

/// All rating records, sorted by scheme, month and stage. Files in `rated` are not resolved again.
pub(super) fn stages(
    loaded: &Loaded,
    names: &Names,
    schemes: &[Scheme],
    gaps: &Gaps,
    rated: &mut Rated,
    out: &mut Diagnostics,
) -> (Vec<Arc<StageSheet>>, Unrated) {
    let files = loaded.records.par_iter().filter(|raw| raw.ratings.is_some());
    rated.renew(files.map(|raw| (raw.at.file, Same(raw.clone()))), |_, raw, before| {
        Made::again(before, raw, |raw| Arc::new(file(&raw.0, names, schemes, gaps)))
    });
    let mut all = Vec::new();
    let mut unrated = Unrated { sheets: unread::ratings(loaded), ..Unrated::default() };
    for RatedFile { sheets, lacks, problems } in rated.values().map(|made| &*made.value) {
        all.extend(sheets.iter().cloned());
        unrated.sheets += lacks.sheets;
        unrated.faulty.extend(&lacks.faulty);
        unrated.strays.extend(lacks.strays.iter().cloned());
        out.append(problems.clone());
    }
    all.sort_by(|a, b| {
        let key = |sheet: &StageSheet| (sheet.scheme, sheet.month.value, sheet.stage.value, sheet.month.span);
        key(a).cmp(&key(b))
    });
    (all, unrated)
}

fn file(raw: &Raw, names: &Names, schemes: &[Scheme], gaps: &Gaps) -> RatedFile {
    let (mut lacks, mut problems) = (Unrated::default(), Diagnostics::default());
    let mut sheets = Vec::new();
    for raw in raw.ratings.iter().flat_map(|at| &at.value.0).map(|at| &at.value) {
        match sheet(raw, names, schemes, gaps, &mut lacks, &mut problems) {
            Some(sheet) => sheets.push(Arc::new(sheet)),
            None => lacks.sheets += 1,
        }
    }
    RatedFile { sheets, lacks, problems }
}

fn sheet(
    raw: &RawRating,
    names: &Names,
    schemes: &[Scheme],
    gaps: &Gaps,
    lacks: &mut Unrated,
    out: &mut Diagnostics,
) -> Option<StageSheet> {
    let scheme = match &raw.scheme {
        Some(scheme) => names.schemes.find(&scheme.value.0, scheme.span, out),
        None if schemes.len() == 1 => Some(0),
        // Which there are will show when the one that could not be read is mended.
        None if gaps.schemes => None,
        None => {
            missing(RawRating::KEYS, "scheme", raw.at, &RawRating::WHAT, None, out);
            None
        }
    };
    let settings = scheme.map(|scheme| &schemes[scheme as usize]);
    let rates = |month: &Month| settings.is_none_or(|settings| settings.rates_in(*month));
    if let Some((month, settings)) = raw.month.as_ref().filter(|month| !rates(&month.value)).zip(settings) {
        let last = settings.every.period_of(month.value, month.value);
        let last = Month::of(last.last_day());
        let (name, month_given) = (&settings.name, month.value);
        let message = text!(
            "“{name}”不是每月评一次，{month_given} 不是一期的最后一个月",
            "`{name}` is not rated monthly, and {month_given} is not the last month of its period"
        );
        let help = text!("写 {last}。", "Write {last}.");
        out.push(Diagnostic::new(&rules::RATING_MONTH, month.span, message).help(help));
    }
    let written = &raw.entries.as_ref()?.value.0;
    let month = raw.month.clone().filter(|month| rates(&month.value));
    let head = scheme.zip(month).zip(raw.stage.clone());
    let is_published = raw.stage.as_ref().is_none_or(|stage| stage.value == Stage::Approved);
    let mut entries = Vec::with_capacity(written.len());
    for raw in written.iter().map(|at| &at.value) {
        let entry = entry(raw, settings, names, gaps, lacks, out);
        if is_published && (entry.is_none() || head.is_none()) {
            lacks.strays.extend(raw.note.as_ref().map(|note| Stray::plain(note, ("说明", "note"))));
        }
        entries.extend(entry);
    }
    let ((scheme, month), stage) = head?;
    Some(StageSheet {
        scheme: SchemeIx(scheme),
        month,
        stage,
        corrections: corrections::of(&raw.corrections),
        is_partial: entries.len() != written.len() || gaps.is_faulty(raw.at),
        entries,
    })
}

fn entry(
    raw: &RawEntry,
    scheme: Option<&Scheme>,
    names: &Names,
    gaps: &Gaps,
    lacks: &mut Unrated,
    out: &mut Diagnostics,
) -> Option<StageEntry> {
    let mark = out.mark();
    // Scores of somebody unknown may be wrong as well.
    let subject = names.subject(raw.member.as_ref(), raw.grid.as_ref(), raw.at, gaps, out);
    let scheme = scheme?;
    if let Some(subject) = &subject
        && matches!(subject.value, Subject::Member(_)) != scheme.of_members
    {
        let name = &scheme.name;
        let (zh, en) = if scheme.of_members { ("责任人", "members") } else { ("网格", "grids") };
        let message = text!("“{name}”评的是{zh}", "`{name}` rates {en}");
        let help = text!("改评分对象，或换一个办法。", "Name one of those, or choose another scheme.");
        out.push(Diagnostic::new(&rules::SUBJECT_WRONG, subject.span, message).help(help));
        return None;
    }
    // Of a scheme with a fault nobody knows which dimensions it is to have.
    let is_sure = !gaps.is_faulty(scheme.id.span);
    let mut unheard = Diagnostics::default();
    let told = if is_sure { &mut *out } else { &mut unheard };
    let dimensions: Vec<_> =
        scheme.dimensions.iter().map(|one| (one.id.value.as_str(), one.name.as_str())).collect();
    let scores = raw.scores.as_ref().and_then(|given| match &given.value {
        Scores::Named(named) => Some(by_name(named, &dimensions, scheme, told)),
        Scores::Listed(list, span) if list.len() != dimensions.len() => {
            let (found, wanted) = (list.len(), dimensions.len());
            let names = scheme.dimensions.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("、");
            let message = text!(
                "写了 {found} 个得分，“{}”有 {wanted} 个维度",
                "{found} scores, but `{}` has {wanted} dimensions",
                scheme.name
            );
            let help = text!("按顺序写：{names}。", "In order: {names}.");
            told.push(Diagnostic::new(&rules::SCORES_COUNT, *span, message).help(help));
            None
        }
        Scores::Listed(list, _) => Some(list.clone()),
    });
    for (score, dimension) in scores.iter().flatten().zip(&scheme.dimensions) {
        // The maximum itself may be at fault.
        if !gaps.is_faulty(dimension.id.span) {
            in_range(score, dimension.max, &dimension.name, told);
        }
    }
    let source_names: Vec<_> =
        scheme.sources.iter().map(|one| (one.id.value.as_str(), one.name.as_str())).collect();
    let sources = match &raw.sources {
        Some(named) => by_name(&named.value.0, &source_names, scheme, told),
        None => vec![None; source_names.len()],
    };
    if schemes::is_measured(&scheme.dimensions, gaps) {
        for (score, source) in sources.iter().zip(&scheme.sources) {
            in_range(score, scheme.full_marks, &source.name, told);
        }
    }
    if out.errors_since(mark) || unheard.has_errors() {
        lacks.faulty.insert(raw.at);
    }
    let scores = scores?;
    Some(StageEntry {
        subject: subject?,
        total: total(scheme, &scores).map(Private::new),
        scores,
        sources,
        note: raw.note.clone(),
        at: raw.at,
        scores_at: raw.scores.as_ref()?.span,
    })
}

fn in_range(score: &Score, max: Decimal, name: &str, out: &mut Diagnostics) {
    let Some(score) = score else { return };
    let value = score.value.reveal();
    if *value >= Decimal::ZERO && *value <= max {
        return;
    }
    let max = max.normalize();
    let message = text!(
        "“{name}”得 {value} 分，应在 0 到 {max} 之间",
        "{value} for `{name}`, which runs from 0 to {max}"
    );
    let help = text!(
        "改成 0 到 {max} 之间的分数；满分在 site.yaml 里改。",
        "Write a score from 0 to {max}; maxima are set in site.yaml."
    );
    out.push(Diagnostic::new(&rules::RATING_OUT_OF_RANGE, score.span, message).help(help));
}

fn by_name(
    named: &[NamedNumber],
    known: &[(&str, &str)],
    scheme: &Scheme,
    out: &mut Diagnostics,
) -> Vec<Score> {
    let mut scores: Vec<Score> = vec![None; known.len()];
    let mut first: Vec<Option<Span>> = vec![None; known.len()];
    for (name, score) in named {
        let word = name.value.as_str();
        let Some(index) = known.iter().position(|(id, label)| *id == word || *label == word) else {
            let title = &scheme.name;
            let list = known.iter().map(|(_, label)| *label).collect::<Vec<_>>().join("、");
            let message = text!("“{title}”里没有“{word}”", "`{title}` has no `{word}`");
            let help = match closest(word, known.iter().flat_map(|(id, label)| [*id, *label])) {
                Some(guess) => text!("是不是“{guess}”？", "Did you mean `{guess}`?"),
                None => text!("可以写：{list}。", "Known are: {list}."),
            };
            out.push(Diagnostic::new(&rules::DIMENSION_UNKNOWN, name.span, message).help(help));
            continue;
        };
        if let Some(before) = first[index] {
            let message = text!("“{word}”写了两次", "`{word}` is given twice");
            let diagnostic = Diagnostic::new(&crate::load::rules::KEY_DUPLICATE, name.span, message)
                .help(text!("留下一个。", "Keep one of them."))
                .related(before, text!("第一次写在这里", "first given here"));
            out.push(diagnostic);
            continue;
        }
        first[index] = Some(name.span);
        scores[index] = score.clone();
    }
    scores
}
