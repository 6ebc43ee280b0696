//! Problems in the form that was asked for.

use std::env;
use std::path::Path;
use std::time::Instant;

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

/// Says what comes next on a board that holds nothing but its settings.
pub(super) fn begin(made: &Made, console: &Console) {
    let is_other = |path: &str| path.starts_with("content/") && path != "content/site.yaml";
    if !made.sources.iter().any(|(_, source)| is_other(&source.path)) {
        console.progress(&text!(
            "还没有记录和页面。花名册是表格的，用 gongkailan import 文件 导入；也可以自己写记录文件，写法见样例：gongkailan init 样例",
            "There are no records or pages yet. Make records of a spreadsheet with `gongkailan import FILE`, or write record files as those of an example: gongkailan init example"
        ));
    }
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

/// With `-v`, tells each stage and how long it took.
pub(super) struct Progress<'a> {
    console: &'a Console,
    current: Option<(Step, Instant)>,
}

impl<'a> Progress<'a> {
    /// Nothing has begun.
    pub(super) fn new(console: &'a Console) -> Progress<'a> {
        Progress { console, current: None }
    }

    /// `stage` begins, and the one before has ended.
    pub(super) fn begin(&mut self, stage: Step) {
        self.end();
        self.current = Some((stage, Instant::now()));
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
    }
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
