//! `gongkailan build`: check, then publish.

use std::path::{Path, PathBuf};

use super::again::Wanted;
use super::args::{Format, InputArgs, parse_base_url};
use super::console::Console;
use super::list::{self, Shard, parse_shard};
use super::outcome::Outcome;
use super::poster::SYSTEM_FONTS;
use super::{poster, report};
use crate::diagnostic::Text;
use crate::fault::Fault;
use crate::model::BaseUrl;
use crate::pipeline::{self, Done, Printing, Publication, Recorded, Request};
use crate::publish::{Destination, Published};
use crate::render::paper::cache::SheetCache;
use crate::site::posters::WantedSheets;
use crate::text;

/// Which site is published, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct SiteArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[arg(
        short,
        long,
        value_name = "OUT",
        help = "输出文件夹，默认 SITE/public | Output folder; SITE/public by default"
    )]
    out: Option<PathBuf>,
    #[arg(
        long,
        value_name = "URL",
        value_parser = parse_base_url,
        help = "网站地址，代替 site.yaml 的 base_url | Where it will be served, in place of site.yaml's base_url"
    )]
    base_url: Option<BaseUrl>,
    #[arg(long, help = "也印海报，放在网站的 posters/ 里 | Posters too, below posters/ of the site")]
    posters: bool,
    #[arg(long, requires = "posters", help = SYSTEM_FONTS)]
    system_fonts: bool,
}

/// `gongkailan build`
#[derive(Debug, clap::Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["site", "out", "base_url"],
        help = "一次发布许多公开栏：FILE 里一行一个看板文件夹，从 FILE 所在的文件夹算起 | Many boards in one run: FILE names a site folder a line, seen from where FILE lies"
    )]
    boards: Option<PathBuf>,
    #[arg(
        long,
        value_name = "I/N",
        requires = "boards",
        value_parser = parse_shard,
        help = "只做名单的 N 份里的第 I 份，其余由别的机器做 | Only the I-th of N parts of the list; other machines make the others"
    )]
    shard: Option<Shard>,
}

pub(super) fn run(args: &BuildArgs, console: &Console) -> Result<Outcome, Fault> {
    let Some(list) = &args.boards else {
        return one(&args.site, &args.site.input, None, console);
    };
    // Each is published whole or not at all, and one that has errors is no reason to leave out the others.
    let mut outcome = Ok(Outcome::Done);
    for site in list::sites(list, args.shard)? {
        let name = site.display();
        console.progress(&text!("{name}", "{name}"));
        match one(&args.site, &InputArgs { site, ..args.site.input.clone() }, None, console) {
            Ok(Outcome::Done) => {}
            Ok(errors) => outcome = outcome.map(|_| errors),
            Err(fault) => {
                if let Err(before) = std::mem::replace(&mut outcome, Err(fault)) {
                    console.fault(&before);
                }
            }
        }
    }
    outcome
}

/// Makes and publishes one site, and records what that made public where that is asked for.
pub(super) fn one(
    args: &SiteArgs,
    input: &InputArgs,
    publication: Option<&Publication<'_>>,
    console: &Console,
) -> Result<Outcome, Fault> {
    let request = Request { base_url: args.base_url.as_ref(), ..report::request(input)? };
    let out = args.out.clone().unwrap_or_else(|| super::follow::out_of(&input.site));
    let mut destination = Destination::open(&input.site, &out)?;
    let asked = format!(
        "{:?}\n{:?}\n{}\n{:?}\n{:?}\n{}",
        request.as_of,
        request.base_url,
        request.deny_warnings,
        input.format,
        console.lang,
        console.colour_err
    );
    // Sheets are set with fonts of the system, and are known again by themselves.
    let look = |destination: &Destination| Wanted::of(&input.site, destination, &asked, console);
    let wanted = (!args.posters && publication.is_none()).then(|| look(&destination)).flatten();
    if let Some(done) = wanted.as_ref().and_then(|wanted| wanted.done(&destination)) {
        if !done.told.is_empty() {
            console.diagnostics(&done.told);
        }
        let published = Published { files: done.files, ..Published::default() };
        tell(&published, &out, console)?;
        return Ok(Outcome::Done);
    }
    let kept = if args.posters { poster::kept(&out.join("posters")) } else { SheetCache::default() };
    let bar = poster::Bar::new(console);
    let printing = Printing {
        wanted: &WantedSheets::default(),
        archive: false,
        preview: false,
        system_fonts: args.system_fonts,
        kept: &kept,
        tick: &|total| bar.tick(total),
    };
    let mut progress = report::Progress::new(console);
    let printing = args.posters.then_some(&printing);
    let mut watch = |stage| progress.begin(stage);
    let (printed, published, recorded) = match publication {
        Some(publication) => {
            let Done { printed, published } =
                pipeline::record(&request, publication, printing, &mut destination, &mut watch)?;
            let (published, recorded) = published.unzip();
            (printed, published, recorded)
        }
        None => {
            let (printed, published) = pipeline::build(&request, printing, &mut destination, &mut watch)?;
            (printed, published, None)
        }
    };
    let cost = progress.cost();
    drop(progress);
    bar.end();
    let made = printed.made;

    let mut told = String::new();
    if made.diagnostics.iter().len() > 0 || input.format != Format::Human {
        told = report::write(&made, input, console.lang, console.colour_err);
        console.diagnostics(&told);
    }
    let has_begun = report::begin(&made, console);
    let Some(published) = published else {
        let why = if report::only_warnings(&made) {
            text!(
                "没有发布：--deny-warnings 不许有警告",
                "nothing is published: --deny-warnings allows no warnings"
            )
        } else {
            text!(
                "没有发布，原有的网站没有改动",
                "nothing is published; the site that was there is unchanged"
            )
        };
        console.progress(&why);
        return Ok(Outcome::Errors);
    };
    poster::tell(&printed.set, console);
    if console.verbose {
        for path in &published.written {
            console.progress(&text!("  写入 {path}", "  wrote {path}"));
        }
        for path in &published.removed {
            console.progress(&text!("  删除 {path}", "  removed {path}"));
        }
    }
    if let Some(Text { zh, en }) = cost {
        let files = made.artifacts.iter().flat_map(|artifacts| artifacts.iter());
        let pages = files.filter(|(path, _)| path.ends_with(".html")).count();
        console.progress(&text!("网页 {pages} 个，{zh}", "{pages} pages, {en}"));
    }
    if let Some(recorded) = &recorded {
        tell_recorded(recorded, console);
    }
    tell(&published, &out, console)?;
    let lasts = has_begun && !made.has_boards;
    if let Some(wanted) = wanted.filter(|wanted| lasts && wanted.is_still(look(&destination).as_ref())) {
        wanted.keep(&destination, &told);
    }
    Ok(Outcome::Done)
}

fn tell_recorded(recorded: &Recorded, console: &Console) {
    let Recorded { number, is_new, counts, merged } = *recorded;
    if merged > 0 {
        console.progress(&text!(
            "并入了另一份副本的 {merged} 次公布",
            "{merged} publications of the other copy were merged"
        ));
    }
    if !is_new {
        console.progress(&text!(
            "第 {number} 次公布今天已经记下，内容没有变化",
            "publication {number} was recorded today already, and nothing has changed since"
        ));
        return;
    }
    let Text { zh, en } = pipeline::counted(counts);
    console.progress(&text!(
        "第 {number} 次公布，记入 record/：{zh}",
        "publication {number}, recorded in record/: {en}"
    ));
}

fn tell(published: &Published, out: &Path, console: &Console) -> Result<(), Fault> {
    match console.quiet {
        true => Ok(()),
        false => {
            console.result(&format!("{}\n", done(published, &out.display().to_string()).get(console.lang)))
        }
    }
}

fn done(published: &Published, out: &str) -> Text {
    let (files, written, removed) = (published.files, published.written.len(), published.removed.len());
    if written + removed == 0 {
        return text!(
            "没有变化：{out} 已是最新，共 {files} 个文件",
            "no change: {out} is up to date with {files} files"
        );
    }
    text!(
        "已发布到 {out}：共 {files} 个文件，写入 {written} 个，删除 {removed} 个",
        "published to {out}: {files} files, {written} written, {removed} removed"
    )
}
