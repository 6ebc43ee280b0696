//! Problems in the form that was asked for.

use std::env;
use std::fmt;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::args::{Format, InputArgs};
use super::console::Console;
use crate::diagnostic::github::github;
use crate::diagnostic::human::human;
use crate::diagnostic::json::json;
use crate::diagnostic::sarif::sarif;
use crate::diagnostic::short::short;
use crate::diagnostic::{Lang, Severity, Text};
use crate::fault::Fault;
use crate::pipeline::{Made, Request, Step};
use crate::text;

/// The problems of `made`, as `input` wants them written.
pub(super) fn write(made: &Made, input: &InputArgs, lang: Lang, colour: bool) -> String {
    let (diagnostics, sources) = (&made.diagnostics, &made.sources);
    match input.format {
        Format::Human => human(diagnostics, sources, lang, colour),
        Format::Short => short(diagnostics, sources, lang),
        Format::Json => json(diagnostics, sources, lang),
        Format::Sarif => sarif(diagnostics, sources, lang, &prefix(&input.site)),
        Format::Github => github(diagnostics, sources, lang, &prefix(&input.site)),
    }
}

/// What `input` asks of the pipeline.
pub(super) fn request(input: &InputArgs) -> Result<Request<'_>, Fault> {
    let as_of = super::clock::as_of(input.as_of)?;
    Ok(Request { site: &input.site, as_of, base_url: None, deny_warnings: input.deny_warnings })
}

/// Says what comes next on a board that holds nothing but its settings. Whether it holds more.
pub(super) fn begin(made: &Made, console: &Console) -> bool {
    let is_other = |path: &str| path.starts_with("content/") && path != "content/site.yaml";
    let has_begun = made.sources.iter().any(|(_, source)| is_other(&source.path));
    if !has_begun {
        console.progress(&text!(
            "还没有记录和页面。花名册是表格的，用 gongkailan import 文件 导入；也可以自己写记录文件，写法见样例：gongkailan init 样例",
            "There are no records or pages yet. Make records of a spreadsheet with `gongkailan import FILE`, or write record files as those of an example: gongkailan init example"
        ));
    }
    has_begun
}

/// Whether the warnings alone are why the run is refused.
pub(super) fn only_warnings(made: &Made) -> bool {
    made.diagnostics.count(Severity::Error) == 0
}

/// The path from the repository to the site folder, with a `/` at its end unless it is empty.
fn prefix(site: &Path) -> String {
    let root = env::var_os("GITHUB_WORKSPACE").map(Into::into).or_else(|| env::current_dir().ok());
    let root = root.and_then(|root| root.canonicalize().ok());
    let site = site.canonicalize().ok();
    let below = root.zip(site).and_then(|(root, site)| site.strip_prefix(root).ok().map(Path::to_owned));
    let names = below.iter().flat_map(|path| path.components());
    names.map(|name| format!("{}/", name.as_os_str().to_string_lossy())).collect()
}

/// After so long a terminal tells what goes on, and a command how long it took.
const LATE: Duration = Duration::from_secs(1);

/// With `-v`, tells each stage and how long it took; else a terminal shows the current one when it takes a while.
pub(super) struct Progress<'a> {
    console: &'a Console,
    begun: Instant,
    current: Option<(Step, Instant)>,
    line: ProgressBar,
    shown: Arc<Mutex<String>>,
}

impl<'a> Progress<'a> {
    /// Nothing has begun.
    pub(super) fn new(console: &'a Console) -> Progress<'a> {
        let is_shown = !console.quiet && !console.verbose && io::stderr().is_terminal();
        let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let line = ProgressBar::with_draw_target(None, target);
        let shown = Arc::new(Mutex::new(String::new()));
        let stage = shown.clone();
        let late = move |state: &ProgressState, out: &mut dyn fmt::Write| {
            if let (true, Ok(stage)) = (state.elapsed() >= LATE, stage.lock()) {
                let _ = write!(out, "{stage}… {} s", state.elapsed().as_secs());
            }
        };
        if let (true, Ok(style)) = (is_shown, ProgressStyle::with_template("{late}")) {
            line.set_style(style.with_key("late", late));
            line.enable_steady_tick(LATE / 4);
        }
        Progress { console, begun: Instant::now(), current: None, line, shown }
    }

    /// How long it took until now, and how much memory at most, where that was long enough to be told.
    pub(super) fn cost(&self) -> Option<Text> {
        let took = Some(self.begun.elapsed()).filter(|took| *took >= LATE)?;
        let seconds = format!("{:.1}", took.as_secs_f64());
        let Some(most) = most_memory() else { return Some(text!("用时 {seconds} 秒", "{seconds} s")) };
        let most = most / (1 << 20);
        Some(text!("用时 {seconds} 秒，内存最多 {most} MiB", "{seconds} s, at most {most} MiB of memory"))
    }

    /// `stage` begins, and the one before has ended.
    pub(super) fn begin(&mut self, stage: Step) {
        self.end();
        self.current = Some((stage, Instant::now()));
        if let Ok(mut shown) = self.shown.lock() {
            *shown = name(stage).get(self.console.lang).to_owned();
        }
        // Sheets have a bar of their own.
        if stage == Step::Print {
            self.line.finish_and_clear();
        }
    }

    fn end(&mut self) {
        if let Some((stage, since)) = self.current.take()
            && self.console.verbose
        {
            let Text { zh, en } = name(stage);
            let took = since.elapsed().as_millis();
            self.console.progress(&text!("{zh}：{took} 毫秒", "{en}: {took} ms"));
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.end();
        self.line.finish_and_clear();
    }
}

/// The most memory that this process ever had, in bytes, where the system tells it.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    most.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|most| most << 10)
}

fn name(stage: Step) -> Text {
    match stage {
        Step::Load => text!("读取文件", "reading files"),
        Step::Model => text!("解析记录", "resolving records"),
        Step::Check => text!("检查规则", "checking rules"),
        Step::Site => text!("检查规则、规划页面", "checking rules and planning pages"),
        Step::Render => text!("生成页面", "rendering pages"),
        Step::Print => text!("排版海报", "setting posters"),
        Step::Guard => text!("核对内部信息", "looking for private values"),
        Step::Publish => text!("发布", "publishing"),
    }
}
