//! `gongkailan poster`: posters, bulletins and cards into a folder.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Format, InputArgs, parse_base_url};
use super::clock::parse_period;
use super::console::Console;
use super::outcome::Outcome;
use super::report;
use crate::calendar::Period;
use crate::diagnostic::Text;
use crate::fault::Fault;
use crate::model::BaseUrl;
use crate::model::settings::PaperSize;
use crate::pipeline::{self, Printing, Request};
use crate::publish::{self, Folder};
use crate::render::paper::cache::{RECORD, Reason, SheetCache};
use crate::site::posters::WantedSheets;
use crate::site::view::SheetKind;
use crate::text;

/// `gongkailan poster`
#[derive(Debug, clap::Args)]
pub(super) struct PosterArgs {
    #[command(flatten)]
    input: InputArgs,
    #[arg(
        long,
        value_name = "ID",
        value_delimiter = ',',
        help = "只印这些网格（编号或名称，可写多个） | These grids only, by id or name; may be given several times"
    )]
    grid: Vec<String>,
    #[arg(
        long,
        value_name = "board|grid|bulletin|cards|member-cards|pledge",
        value_delimiter = ',',
        ignore_case = true,
        hide_possible_values = true,
        help = "只印这几种：公开栏、网格、通报、联系卡、责任人卡、承诺书，写中文英文都行；承诺书不写就不印 | These kinds only: board, grids, bulletins, cards for doors, cards of people, pledges to be signed; pledges are made only when asked for"
    )]
    kind: Vec<KindArg>,
    #[arg(
        long,
        value_name = "a4|a3|a2|a1|a0",
        ignore_case = true,
        hide_possible_values = true,
        help = "纸张；默认按 site.yaml，再默认 a2 | Sheet; else site.yaml's, else a2"
    )]
    size: Option<SizeArg>,
    #[arg(
        long,
        value_name = "portrait|landscape",
        hide_possible_values = true,
        help = "竖版或横版，写中文英文都行 | Portrait or landscape"
    )]
    orientation: Option<OrientationArg>,
    #[arg(long, value_name = "ID", help = "只印一个评分办法的通报 | Bulletins of one rating scheme only")]
    scheme: Option<String>,
    #[arg(
        long,
        value_name = "PERIOD",
        value_parser = parse_period,
        help = "哪一期通报：2026-03、2026-q1……；默认各种周期的最近一期 | Which bulletin: 2026-03, 2026-q1 …; else the newest of each length"
    )]
    period: Option<Period>,
    #[arg(
        short,
        long,
        value_name = "DIR",
        help = "放到哪个文件夹，默认 SITE/posters | Folder; SITE/posters by default"
    )]
    out: Option<PathBuf>,
    #[arg(
        long,
        value_name = "URL",
        value_parser = parse_base_url,
        help = "二维码指向的网站，代替 site.yaml 的 base_url | Where QR codes lead, in place of site.yaml's base_url"
    )]
    base_url: Option<BaseUrl>,
    #[arg(long, help = "出 PNG 预览图，不出 PDF | PNG previews in place of PDF")]
    preview: bool,
    #[arg(long, help = "按 PDF/A-2 标准存档 | As PDF/A-2 for the archive")]
    archive: bool,
    #[arg(long, help = SYSTEM_FONTS)]
    system_fonts: bool,
}

pub(super) const SYSTEM_FONTS: &str = "生僻字借用本机字体（每台机器可能不同） | Borrow this machine's fonts for rare characters; machines differ";

/// A value of `--kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KindArg {
    /// The whole village.
    #[value(aliases = ["公开栏", "总栏"])]
    Board,
    /// One grid each.
    #[value(aliases = ["网格", "网格海报"])]
    Grid,
    /// Ratings of a period.
    #[value(aliases = ["通报", "评分通报"])]
    Bulletin,
    /// Cards for doors.
    #[value(aliases = ["联系卡", "便民联系卡"])]
    Cards,
    /// Cards of people.
    #[value(aliases = ["责任人卡"])]
    MemberCards,
    /// What people sign.
    #[value(aliases = ["承诺书", "责任承诺书"])]
    Pledge,
}

impl KindArg {
    fn kind(self) -> SheetKind {
        match self {
            KindArg::Board => SheetKind::Board,
            KindArg::Grid => SheetKind::Grid,
            KindArg::Bulletin => SheetKind::Bulletin,
            KindArg::Cards => SheetKind::Cards,
            KindArg::MemberCards => SheetKind::MemberCards,
            KindArg::Pledge => SheetKind::Pledge,
        }
    }
}

/// A value of `--size`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SizeArg {
    /// 841 by 1189 mm
    A0,
    /// 594 by 841 mm
    A1,
    /// 420 by 594 mm
    A2,
    /// 297 by 420 mm
    A3,
    /// 210 by 297 mm
    A4,
}

/// A value of `--orientation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OrientationArg {
    /// Upright.
    #[value(aliases = ["竖版", "竖", "纵向"])]
    Portrait,
    /// On its long side.
    #[value(aliases = ["横版", "横", "横向"])]
    Landscape,
}

impl PosterArgs {
    /// An option that nothing asked for would heed: whoever gives one counts on it.
    fn idle(&self) -> Option<Text> {
        let may_be =
            |kinds: &[KindArg]| self.kind.is_empty() || self.kind.iter().any(|kind| kinds.contains(kind));
        let of_bulletins = match (self.scheme.is_some(), self.period.is_some()) {
            (true, _) => Some("--scheme"),
            (_, true) => Some("--period"),
            _ => None,
        };
        if let Some(option) = of_bulletins
            && !may_be(&[KindArg::Bulletin])
        {
            return Some(text!(
                "{option} 只管通报，--kind 里却没有通报：去掉 {option}，或在 --kind 里加上 bulletin",
                "{option} is about bulletins, and --kind names none: leave {option} out, or add bulletin to --kind"
            ));
        }
        let of_grids = [KindArg::Grid, KindArg::Cards, KindArg::MemberCards, KindArg::Pledge];
        if !self.grid.is_empty() && !may_be(&of_grids) {
            return Some(text!(
                "--grid 只管网格海报、卡片和承诺书，--kind 里却没有这几种：去掉 --grid，或在 --kind 里加上 grid、cards、member-cards 或 pledge",
                "--grid is about posters and cards of grids, and --kind names none: leave --grid out, or add grid or cards to --kind"
            ));
        }
        if let Some(option) = of_bulletins
            && !self.grid.is_empty()
            && self.kind.is_empty()
        {
            return Some(text!(
                "{option} 要的是通报，--grid 要的是网格海报：分两次印，或用 --kind grid,bulletin 一起印",
                "{option} asks for bulletins, --grid for posters of grids: print them one after the other, or together with --kind grid,bulletin"
            ));
        }
        let is_elsewhere = self.size.is_some_and(|size| size != SizeArg::A4)
            || self.orientation == Some(OrientationArg::Landscape);
        if is_elsewhere && !self.kind.is_empty() && self.kind.iter().all(|kind| kind.kind().is_in_hand()) {
            return Some(text!(
                "卡片和承诺书总是排在竖版的 A4 上：去掉 --size 和 --orientation",
                "cards always lie on upright A4, and so do pledges: leave --size and --orientation out"
            ));
        }
        (self.preview && self.archive).then(|| {
            text!(
                "--preview 出 PNG 图片，--archive 出存档用的 PDF：两个只能写一个",
                "--preview makes PNG pictures, --archive PDF for the archive: give one of the two"
            )
        })
    }

    fn wanted(&self) -> WantedSheets {
        let size = |size| match size {
            SizeArg::A0 => PaperSize::A0,
            SizeArg::A1 => PaperSize::A1,
            SizeArg::A2 => PaperSize::A2,
            SizeArg::A3 => PaperSize::A3,
            SizeArg::A4 => PaperSize::A4,
        };
        WantedSheets {
            kinds: self.kind.iter().map(|kind| kind.kind()).collect(),
            grids: self.grid.clone(),
            scheme: self.scheme.clone(),
            period: self.period,
            size: self.size.map(size),
            landscape: self.orientation.map(|orientation| orientation == OrientationArg::Landscape),
        }
    }
}

pub(super) fn run(args: &PosterArgs, console: &Console) -> Result<Outcome, Fault> {
    if let Some(idle) = args.idle() {
        return Err(Fault::usage(idle));
    }
    let input = &args.input;
    let request = Request { base_url: args.base_url.as_ref(), ..report::request(input)? };
    let out = args.out.clone().unwrap_or_else(|| input.site.join("posters"));
    // Before anything is set: hundreds of posters take their time.
    let folder = Folder::open(&input.site, &out)?;
    let kept = if args.preview { SheetCache::default() } else { kept(&out).with_others() };
    let bar = Bar::new(console);
    let printing = Printing {
        wanted: &args.wanted(),
        archive: args.archive,
        preview: args.preview,
        system_fonts: args.system_fonts,
        kept: &kept,
        tick: &|total| bar.tick(total),
    };
    let mut progress = report::Progress::new(console);
    let printed = pipeline::print(&request, &printing, &mut |stage| progress.begin(stage))?;
    drop(progress);
    bar.end();
    let made = &printed.made;
    if made.diagnostics.iter().len() > 0 || input.format != Format::Human {
        console.diagnostics(&report::write(made, input, console.lang, console.colour_err));
    }
    let Some(artifacts) = made.artifacts.as_ref().filter(|_| !made.is_refused(input.deny_warnings)) else {
        console.progress(&text!("一张也没有印", "nothing is printed"));
        return Ok(Outcome::Errors);
    };
    let placed = publish::place(artifacts, &folder)?;
    tell(&printed.set, console);
    if !console.quiet {
        let sheets = printed.set.len();
        let set = printed.set.iter().filter(|(_, reason)| reason.is_some()).count();
        let (out, written) = (out.display(), placed.written.len());
        let done = text!(
            "已放到 {out}：共 {sheets} 份，重新排版 {set} 份，写入 {written} 个文件\n",
            "put into {out}: {sheets} sheets, {set} of them set anew, {written} files written\n"
        );
        console.result(done.get(console.lang))?;
    }
    if printed.stopped.is_empty() {
        return Ok(Outcome::Done);
    }
    let (count, zh, en) = (printed.stopped.len(), printed.stopped.join("、"), printed.stopped.join(", "));
    console.progress(&text!(
        "有 {count} 份没有印（以前印的还在原处，是旧的）：{zh}",
        "{count} sheets are not printed (earlier ones stay where they are, and are old): {en}"
    ));
    Ok(Outcome::Errors)
}

/// With `-v`, why each sheet was set.
pub(super) fn tell(set: &[(String, Option<Reason>)], console: &Console) {
    for (path, reason) in set.iter().filter(|_| console.verbose) {
        let said = reason.map_or_else(|| text!("没有变化，沿用", "unchanged, kept"), Reason::said);
        let (zh, en) = (said.zh, said.en);
        console.progress(&text!("  {path}：{zh}", "  {path}: {en}"));
    }
}

/// What an earlier run left in `folder`.
pub(super) fn kept(folder: &Path) -> SheetCache {
    let record = fs::read(folder.join(RECORD)).unwrap_or_default();
    SheetCache::new(&record, |name| fs::read(folder.join(name)).ok())
}

/// A bar on a terminal; elsewhere, and when told to be quiet, nothing.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// Nothing is set yet.
    pub(super) fn new(console: &Console) -> Bar {
        let target = match console.quiet || !console.colour_err {
            true => ProgressDrawTarget::hidden(),
            false => ProgressDrawTarget::stderr(),
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar(bar)
    }

    /// One more of `total` is done.
    pub(super) fn tick(&self, total: usize) {
        self.0.set_length(total as u64);
        self.0.inc(1);
    }

    /// Clears the line.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
