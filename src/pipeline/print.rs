//! The stages of paper: plan, look for every character, set, look for private values.

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use super::patience;
use super::stages::{Made, Read, Request, Step, adjust, beside, check, finish, free_later, resolve};
use crate::calendar::{AsOf, Period};
use crate::check::CheckCache;
use crate::check::paper::{GLYPH_MISSING, Unprintable, unaddressed, unprintable};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Text};
use crate::fault::Fault;
use crate::guard;
use crate::load::fonts;
use crate::model::{self, Records};
use crate::render::Artifacts;
use crate::render::paper::cache::{RECORD, Reason, SheetCache};
use crate::render::paper::glyphs::Missing;
use crate::render::paper::{AVAILABLE, Sheets, Studio};
use crate::site::posters::{self, BulletinsOut, Unknown, WantedSheets};
use crate::text;
use crate::theme::Theme;

/// What paper is asked for.
pub struct Printing<'a> {
    /// Which sheets.
    pub wanted: &'a WantedSheets,
    /// PDF/A-2 whatever `site.yaml` says.
    pub archive: bool,
    /// PNG of every page in place of PDF.
    pub preview: bool,
    /// Whether the machine's fonts may help out.
    pub system_fonts: bool,
    /// What an earlier run left.
    pub kept: &'a SheetCache,
    /// Told after each sheet, with the number of all.
    pub tick: &'a (dyn Fn(usize) + Sync),
}

/// All that a run of paper found out.
#[derive(Debug)]
pub struct Printed {
    /// Problems, and the finished files when nothing forbids them.
    pub made: Made,
    /// Each sheet by its path, and why it was set; `None` when an earlier one was good still.
    pub set: Vec<(String, Option<Reason>)>,
    /// Names of the sheets that cannot be printed, because no font has some character of theirs.
    pub stopped: Vec<String>,
}

/// Reads, checks, sets and looks the sheets through; writes nothing. The artifacts are the sheets alone.
pub fn print(
    request: &Request<'_>,
    printing: &Printing<'_>,
    watch: &mut dyn FnMut(Step),
) -> Result<Printed, Fault> {
    watch(Step::Load);
    let (loaded, diagnostics) = patience::load(request.site)?;
    let Read { mut loaded, records, mut diagnostics } =
        resolve(request, loaded, diagnostics, &mut model::ResolveCache::default(), watch);
    let mut artifacts = None;
    let (mut set, mut stopped) = (Vec::new(), Vec::new());
    if let Some(records) = records {
        watch(Step::Print);
        let make = || sheets_of_sound(&records, &loaded.theme, request.as_of, printing, &mut diagnostics);
        let (made, mut looks) = beside(&records, request.as_of, guard::LookCache::default(), make);
        if let Some(mut made) = made? {
            stopped = std::mem::take(&mut made.stopped);
            let mut finished = Artifacts::default();
            set = add(&mut finished, "", made);
            watch(Step::Guard);
            diagnostics.append(looks.look(&finished, &records.board, &loaded.sources));
            // A character without a glyph stops the sheets that hold it, and they are not among these.
            let forbids = |problem: &Diagnostic| {
                problem.severity == Severity::Error && problem.rule.name != GLYPH_MISSING.name
            };
            let is_sound = !set.is_empty() && !diagnostics.iter().any(forbids);
            artifacts = Some(Arc::new(finished)).filter(|_| is_sound);
        }
        free_later((records, looks));
    }
    finish(&mut diagnostics, &mut loaded.sources);
    let (sources, has_boards) = (std::mem::take(&mut loaded.sources), loaded.has_boards());
    free_later(loaded);
    let made = Made { sources, diagnostics, artifacts, again: Vec::new(), changed: Vec::new(), has_boards };
    Ok(Printed { made, set, stopped })
}

/// [`sheets`], if the rules find no error, which are looked after while the sheets are prepared.
fn sheets_of_sound(
    records: &Records,
    theme: &Theme,
    as_of: AsOf,
    printing: &Printing<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Sheets>, Fault> {
    thread::scope(|scope| {
        let found = scope.spawn(|| check(records, as_of, &mut CheckCache::default()));
        let is_sound = |diagnostics: &mut Diagnostics| {
            diagnostics.append(found.join().unwrap_or_else(|panic| resume_unwind(panic)));
            !diagnostics.has_errors()
        };
        match diagnostics.has_errors() {
            true => Ok(is_sound(diagnostics).then(Sheets::default)),
            false => sheets(records, theme, as_of, printing, is_sound, diagnostics),
        }
    })
}

/// All sheets, unless the records or the theme forbid it; nothing is set before the records prove sound.
pub(super) fn sheets(
    records: &Records,
    theme: &Theme,
    as_of: AsOf,
    printing: &Printing<'_>,
    is_sound: impl FnOnce(&mut Diagnostics) -> bool,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Sheets>, Fault> {
    if !AVAILABLE {
        return Err(Fault::usage(text!(
            "这个程序编译时没有带海报功能（posters），不能印海报；用默认选项重新编译即可",
            "this program was compiled without posters and cannot print; compile it with its default features"
        )));
    }
    let board = &records.board;
    let mut is_sound = Some(is_sound);
    let mut is_sound = |diagnostics: &mut Diagnostics| is_sound.take().is_none_or(|asked| asked(diagnostics));
    let mut posters = match posters::plan(board, as_of, printing.wanted) {
        Ok(posters) => posters,
        Err(fault) if is_sound(diagnostics) => return Err(unknown(fault)),
        Err(_) => return Ok(None),
    };
    let mut problems = unaddressed(&board.ground);
    adjust(&mut problems, &board.ground.settings);
    let language = &board.ground.settings.language;
    let mut stopped = BTreeSet::new();
    let made = Studio::open(theme, language, &[]).and_then(|studio| {
        let lacking = studio.missing(&posters);
        let wanted: BTreeSet<char> = lacking.iter().map(|missing| missing.character).collect();
        let more = match printing.system_fonts && !wanted.is_empty() {
            true => fonts::of_machine(&wanted),
            false => Vec::new(),
        };
        let studio = if more.is_empty() { studio } else { Studio::open(theme, language, &more)? };
        let lacking = studio.missing(&posters);
        let name = |at: &usize| posters[*at].name.as_str();
        let found: Vec<Unprintable<'_>> = lacking
            .iter()
            .map(|Missing { character, text, sheets }| Unprintable {
                character: *character,
                text,
                sheets: sheets.iter().map(name).collect(),
            })
            .collect();
        stopped =
            lacking.iter().flat_map(|missing| &missing.sheets).map(|at| posters[*at].name.clone()).collect();
        let faults = unprintable(board, &records.register, &found, printing.system_fonts);
        if !is_sound(diagnostics) {
            return Err(faults);
        }
        diagnostics.append(faults);
        posters.retain(|poster| !stopped.contains(&poster.name));
        let archive = printing.archive || board.ground.settings.poster.archive;
        let tick = || (printing.tick)(posters.len());
        match printing.preview {
            true => studio.preview(&posters, &tick),
            false => studio.print(&posters, archive, printing.kept, &tick),
        }
    });
    is_sound(diagnostics);
    diagnostics.append(problems);
    let made = made.map_err(|faults| diagnostics.append(faults)).ok();
    Ok(made.map(|sheets| Sheets { stopped: stopped.into_iter().collect(), ..sheets }))
}

/// Adds `sheets` and their record below `folder`; why each was set.
pub(super) fn add(artifacts: &mut Artifacts, folder: &str, sheets: Sheets) -> Vec<(String, Option<Reason>)> {
    let mut set = Vec::with_capacity(sheets.list.len());
    for sheet in sheets.list {
        let path = format!("{folder}{}", sheet.name);
        artifacts.add_with_text(path.as_str(), sheet.bytes, sheet.text);
        set.push((path, sheet.set));
    }
    if !sheets.record.is_empty() {
        artifacts.add(format!("{folder}{RECORD}"), sheets.record);
    }
    set
}

fn unknown(unknown: Unknown) -> Fault {
    Fault::usage(match unknown {
        Unknown::Grid(text, Some(guess)) => {
            text!("没有网格“{text}”，是不是“{guess}”？", "there is no grid `{text}`; did you mean `{guess}`?")
        }
        Unknown::Grid(text, None) => {
            text!(
                "没有网格“{text}”：写网格的编号或名称",
                "there is no grid `{text}`: give one by its id or name"
            )
        }
        Unknown::Ended(name) => text!(
            "网格“{name}”已经停用；要印当时的样子，用 --as-of 写那时的日期",
            "the grid `{name}` is in force no more; to print it as it was, give a day of then with --as-of"
        ),
        Unknown::Ambiguous(text, ids) => {
            let ids = ids.join(", ");
            text!(
                "有几个网格都叫“{text}”，请写编号：{ids}",
                "several grids are called `{text}`; give an id: {ids}"
            )
        }
        Unknown::Scheme(text, ids) if ids.is_empty() => {
            text!(
                "没有评分办法“{text}”：site.yaml 里一个办法也没有",
                "there is no rating scheme `{text}`: site.yaml has none at all"
            )
        }
        Unknown::Scheme(text, ids) => {
            let (zh, en) = (ids.join("、"), ids.join(", "));
            text!("没有评分办法“{text}”，有的是：{zh}", "there is no rating scheme `{text}`; there is: {en}")
        }
        Unknown::Bulletin(period, schemes) => no_bulletin(period, &schemes),
    })
}

/// So many published periods of a scheme are told.
const NEWEST: usize = 6;

/// That nothing is published of `period`, and which periods could be asked for.
fn no_bulletin(period: Period, schemes: &[BulletinsOut]) -> Text {
    let mut said = match schemes.iter().all(|scheme| scheme.periods.is_empty()) {
        true => text!(
            "没有公布过 {period} 的通报：评分核定以后才有通报",
            "no bulletin of {period} is published: there is none before ratings are approved"
        ),
        false => text!(
            "没有公布过 {period} 的通报；--period 请写公布过的一期：",
            "no bulletin of {period} is published; give --period one that is:"
        ),
    };
    for BulletinsOut { id, name, periods } in schemes {
        let newest: Vec<String> = periods.iter().take(NEWEST).map(Period::to_string).collect();
        let (list_zh, list_en) = (newest.join("、"), newest.join(", "));
        let line = match periods.len() {
            0 => text!("一期也没有", "none yet"),
            all if all > NEWEST => text!("{list_zh}……共 {all} 期", "{list_en} … {all} in all"),
            _ => text!("{list_zh}", "{list_en}"),
        };
        said.zh += &format!("\n  {name}（{id}）：{}", line.zh);
        said.en += &format!("\n  {id} ({name}): {}", line.en);
    }
    said
}
