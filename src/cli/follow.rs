//! What `watch` and `serve` have in common: wait for a save, make the site again, tell what came of it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use super::args::InputArgs;
use super::console::Console;
use super::outcome::Outcome;
use super::report;
use crate::diagnostic::Text;
use crate::fault::{Fault, FaultKind};
use crate::load::STILL;
use crate::model::BaseUrl;
use crate::pipeline::{self, Made, Remade, Request, RunCache};
use crate::publish::{Destination, Published};
use crate::render::{Again, Why};
use crate::text;
use crate::watch::{Rest, Stopper, Watcher, Woken};

/// For so long a run may give way to newer changes; then one is finished, whatever comes.
const YIELDING: Duration = Duration::from_secs(2);
/// How soon what is being written is looked at again when nothing is heard, and at the latest.
const RETRY: [Duration; 2] = [Duration::from_millis(20), Duration::from_millis(300)];
/// After so long it is told what is waited for.
const WAITED: Duration = Duration::from_secs(1);
/// So many changed files are named.
const NAMED: usize = 3;

/// What both commands take.
#[derive(Debug, clap::Args)]
pub(super) struct FollowArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[arg(
        long,
        value_name = "URL",
        value_parser = super::args::parse_base_url,
        help = "网站地址，代替 site.yaml 的 base_url | Where it will be served, in place of site.yaml's base_url"
    )]
    pub(super) base_url: Option<BaseUrl>,
    #[arg(
        long,
        help = "不靠系统通知，每秒查看几次文件（网络磁盘上用） | Look at the files a few times a second instead of waiting for the system's word (network disks)"
    )]
    pub(super) poll: bool,
}

/// What came of a save.
pub(super) enum News<'m> {
    /// A run to its end, to be shown unless it is refused.
    Made { made: &'m Made, is_refused: bool },
    /// The files cannot be read.
    Unreadable(&'m Fault),
}

/// Follows the site folder until Ctrl-C, publishing into `out` where one is given.
pub(super) fn follow(
    args: &FollowArgs,
    out: Option<&Path>,
    console: &Console,
    show: &mut dyn FnMut(News<'_>),
) -> Result<Outcome, Fault> {
    let mut watcher = Watcher::new(&args.input.site, args.poll);
    end_on_interrupt(watcher.stopper());
    let mut cache = RunCache::new(console.verbose);
    let mut outlet = out.map(|out| Outlet { site: &args.input.site, out, waiting: None, complaint: None });
    if let Some(outlet) = &outlet {
        outlet.open()?;
    }
    let (mut is_first, mut yielding) = (true, None::<Instant>);
    // Since when somebody writes, and whether that was told; when what is in doubt was first read.
    let (mut writing, mut doubted) = (None::<(Instant, bool)>, None::<Instant>);
    // What was made of a burst that went on.
    let mut held: Option<Finished> = None;
    let heard = watcher.heard();
    loop {
        watcher.prepare();
        watcher.news().iter().for_each(|reason| console.progress(&reason.text()));
        let request = Request { base_url: args.base_url.as_ref(), ..report::request(&args.input)? };
        let (start, before) = (Instant::now(), heard());
        let may_yield = yielding.is_none_or(|since| since.elapsed() < YIELDING);
        let mut progress = report::Progress::new(console);
        let is_superseded = || may_yield && heard() != before;
        let remade =
            cache.remake(&request, SystemTime::now(), &is_superseded, &mut |stage| progress.begin(stage));
        drop(progress);
        let was_writing = writing.take();
        let (rest, made) = match remade {
            Ok(Remade::Superseded) => {
                doubted = Some(start);
                (Rest::Newer, None)
            }
            Ok(Remade::Same) => match doubted.filter(|_| cache.doubts()).map(|since| since + STILL) {
                Some(end) if start < end => {
                    watcher.look_again(end);
                    (Rest::Newer, None)
                }
                _ => {
                    cache.trust();
                    (watcher.rests(may_yield), held.take().map(Ok))
                }
            },
            Ok(Remade::Made(made)) => {
                let finished = Finished { made, start }.after(held.take());
                doubted = Some(start);
                let rest = match cache.doubts() {
                    true => {
                        watcher.look_again(start + STILL);
                        Rest::Newer
                    }
                    false => watcher.rests(may_yield),
                };
                (rest, Some(Ok(finished)))
            }
            Err(fault) if fault.kind == FaultKind::Unfinished => {
                let (since, mut is_told) = was_writing.unwrap_or((start, false));
                if !is_told && since.elapsed() > WAITED {
                    console.fault(&fault);
                    show(News::Unreadable(&fault));
                    is_told = true;
                }
                writing = Some((since, is_told));
                watcher.look_again(Instant::now() + since.elapsed().clamp(RETRY[0], RETRY[1]));
                (Rest::Newer, None)
            }
            Err(fault) if is_first => return Err(fault),
            Err(fault) => (watcher.rests(may_yield), Some(Err(fault))),
        };
        is_first &= writing.is_some();
        yielding = match rest {
            Rest::Newer if writing.is_none() => yielding.or(Some(start)),
            Rest::Newer => yielding,
            _ => None,
        };
        match (rest, made) {
            (Rest::Stopped, _) => return Ok(Outcome::Interrupted),
            (Rest::Newer, made) => held = made.and_then(Result::ok).or(held),
            (Rest::Still, None) => {}
            (Rest::Still, Some(Ok(Finished { made, start }))) => {
                tell_problems(&made, args, console);
                let is_refused = made.is_refused(request.deny_warnings);
                show(News::Made { made: &made, is_refused });
                tell_pages(&made, console);
                match &mut outlet {
                    Some(outlet) if !is_refused => outlet.waiting = Some((made, start)),
                    _ => tell_made(&made, is_refused, start, console),
                }
            }
            (Rest::Still, Some(Err(fault))) => {
                console.fault(&fault);
                show(News::Unreadable(&fault));
            }
        }
        if let Some(outlet) = &mut outlet {
            outlet.put(console);
        }
        loop {
            match watcher.wait() {
                Woken::Changed => break,
                Woken::Stopped => return Ok(Outcome::Interrupted),
                Woken::Pulse => {
                    if let Some(outlet) = &mut outlet {
                        outlet.put(console);
                    }
                    // Midnight: what is due today is overdue tomorrow. Boards below lie anywhere, and are not listened to.
                    if request.as_of != super::clock::as_of(args.input.as_of)? || cache.has_news_below() {
                        break;
                    }
                }
            }
        }
    }
}

/// A run to its end, and when it began.
struct Finished {
    made: Box<Made>,
    start: Instant,
}

impl Finished {
    /// Counts as its own what changed for a run `before` that was never shown.
    fn after(mut self, before: Option<Finished>) -> Finished {
        if let Some(Finished { made: before, .. }) = before {
            self.made.changed.extend(before.changed);
            self.made.changed.sort();
            self.made.changed.dedup();
            let is_told = |again: &Again| self.made.again.iter().any(|own| own.path == again.path);
            let more: Vec<Again> = before.again.into_iter().filter(|again| !is_told(again)).collect();
            self.made.again.extend(more);
            self.made.again.sort_by(|a, b| a.path.cmp(&b.path));
        }
        self
    }
}

/// The output folder, opened only while something is put there: a `build` by hand in between is welcome.
struct Outlet<'a> {
    site: &'a Path,
    out: &'a Path,
    /// What is not put there yet, and since when.
    waiting: Option<(Box<Made>, Instant)>,
    /// What was last complained about.
    complaint: Option<Fault>,
}

impl Outlet<'_> {
    fn open(&self) -> Result<Destination, Fault> {
        match Destination::open(self.site, self.out) {
            // Somebody else is at it: that passes.
            Err(fault) if fault.kind != FaultKind::Busy => Err(fault),
            other => other,
        }
    }

    /// Puts there what waits. What cannot be put there waits on; the old site stays whole.
    fn put(&mut self, console: &Console) {
        let Some((made, start)) = &self.waiting else { return };
        let published = self.open().and_then(|mut destination| pipeline::put(made, &mut destination));
        match published {
            Ok(published) => {
                tell_published(&published, self.out, *start, made, console);
                (self.waiting, self.complaint) = (None, None);
            }
            Err(fault) => {
                if self.complaint.as_ref() != Some(&fault) {
                    console.fault(&fault);
                    console.progress(&text!(
                        "稍后再试；原有的网站没有改动",
                        "it will be tried again; the site that was there is unchanged"
                    ));
                }
                self.complaint = Some(fault);
            }
        }
    }
}

/// The first Ctrl-C ends between two steps, the second at once.
fn end_on_interrupt(stopper: Stopper) {
    let again = AtomicBool::new(false);
    // Without a handler the system ends the program, and the shell says 130 too.
    let _ = ctrlc::set_handler(move || {
        if again.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        stopper.stop();
    });
}

fn tell_problems(made: &Made, args: &FollowArgs, console: &Console) {
    if made.diagnostics.iter().len() > 0 {
        console.diagnostics(&report::write(made, &args.input, console.lang, console.colour_err));
    }
}

/// With `-v`, which pages were rendered again and why.
fn tell_pages(made: &Made, console: &Console) {
    if !console.verbose {
        return;
    }
    for again in &made.again {
        let path = &again.path;
        console.progress(&match &again.why {
            Why::Theme => text!(
                "  生成 {path}：首次生成，或主题、语言有改动",
                "  rendered {path}: the first time, or the theme or language changed"
            ),
            Why::New => text!("  生成 {path}：新页面", "  rendered {path}: a new page"),
            Why::Shows(parts) => {
                let parts = parts.join(", ");
                text!(
                    "  生成 {path}：内容有变（{parts}）",
                    "  rendered {path}: it shows something else ({parts})"
                )
            }
        });
    }
}

fn tell_made(made: &Made, is_refused: bool, start: Instant, console: &Console) {
    let (cause, took) = (cause(made), start.elapsed().as_millis());
    let (zh, en) = (cause.zh, cause.en);
    console.progress(&match is_refused {
        true => text!("有错，网页保持上一次的样子{zh}", "there are errors; pages stay as they were{en}"),
        false => {
            let pages = made.again.len();
            text!("已更新 {pages} 个页面，用了 {took} 毫秒{zh}", "{pages} pages renewed in {took} ms{en}")
        }
    });
}

fn tell_published(published: &Published, out: &Path, start: Instant, made: &Made, console: &Console) {
    if console.verbose {
        published.written.iter().for_each(|path| console.progress(&text!("  写入 {path}", "  wrote {path}")));
        published
            .removed
            .iter()
            .for_each(|path| console.progress(&text!("  删除 {path}", "  removed {path}")));
    }
    let (cause, took, out) = (cause(made), start.elapsed().as_millis(), out.display());
    let (zh, en) = (cause.zh, cause.en);
    let (written, removed) = (published.written.len(), published.removed.len());
    console.progress(&match written + removed {
        0 => text!("没有变化：{out} 已是最新{zh}", "no change: {out} is up to date{en}"),
        _ => text!(
            "已发布到 {out}：写入 {written} 个文件，删除 {removed} 个，用了 {took} 毫秒{zh}",
            "published to {out}: {written} files written, {removed} removed, in {took} ms{en}"
        ),
    });
}

/// The files that were saved, unless they are too many to name.
fn cause(made: &Made) -> Text {
    match made.changed.len() {
        1..=NAMED => {
            let (zh, en) = (made.changed.join("、"), made.changed.join(", "));
            text!("（{zh}）", " ({en})")
        }
        _ => text!("", ""),
    }
}

/// The output folder as it is told: `public`, not `./public`.
pub(super) fn out_of(site: &Path) -> PathBuf {
    let public = site.join("public");
    public.strip_prefix(".").map(PathBuf::from).unwrap_or(public)
}
