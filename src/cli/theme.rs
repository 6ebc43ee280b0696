//! `gongkailan theme`: which themes there are, how to begin one's own, where each part of a page comes from.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::args::{AS_OF, SITE};
use super::clock::{self, parse_day};
use super::console::Console;
use super::outcome::Outcome;
use super::report;
use crate::calendar::NaiveDate;
use crate::diagnostic::human::human;
use crate::diagnostic::{Severity, Text};
use crate::fault::Fault;
use crate::pipeline::{self, Request};
use crate::text;
use crate::theme::Theme;
use crate::theming::{self, FileOrigin, PartRole};

/// `gongkailan theme`
#[derive(Debug, clap::Args)]
pub(super) struct ThemeArgs {
    #[command(subcommand)]
    what: Asked,
}

/// What is asked of themes.
#[derive(Debug, Subcommand)]
enum Asked {
    #[command(about = "有哪些主题：自带的和 themes/ 里的 | Which themes there are: built in, and in themes/")]
    List(SiteArgs),
    #[command(
        about = "把自带的文件抄进 themes/，从它改起；不给文件名则列出全部 | Copy built-in files into themes/, to begin one's own; without a file all are listed"
    )]
    Export(ExportArgs),
    #[command(
        about = "一页由主题的哪些文件做成，各从哪里来 | Which files of the theme a page is made of, and where each comes from"
    )]
    Why(WhyArgs),
}

/// Where the board is.
#[derive(Debug, clap::Args)]
struct SiteArgs {
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    site: PathBuf,
}

/// `gongkailan theme export`
#[derive(Debug, clap::Args)]
struct ExportArgs {
    #[arg(
        value_name = "FILE",
        help = "主题里的文件，如 templates/home.html | Files of the theme, such as templates/home.html"
    )]
    files: Vec<String>,
    #[arg(
        long,
        value_name = "NAME",
        help = "抄进 themes/NAME/；默认是 site.yaml 写的主题 | Into themes/NAME/; by default the theme that site.yaml names"
    )]
    theme: Option<String>,
    #[command(flatten)]
    place: SiteArgs,
}

/// `gongkailan theme why`
#[derive(Debug, clap::Args)]
struct WhyArgs {
    #[arg(
        value_name = "PAGE",
        help = "网站里的一页，如 index.html 或 grids/goukou/ | A page of the site, such as index.html or grids/goukou/"
    )]
    page: String,
    #[command(flatten)]
    place: SiteArgs,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    as_of: Option<NaiveDate>,
}

pub(super) fn run(args: &ThemeArgs, console: &Console) -> Result<Outcome, Fault> {
    match &args.what {
        Asked::List(args) => list(&args.site, console),
        Asked::Export(args) => export(args, console),
        Asked::Why(args) => why(args, console),
    }
}

fn list(site: &Path, console: &Console) -> Result<Outcome, Fault> {
    let used = pipeline::theme_name(site)?;
    let listed = theming::list(site)?;
    let width = listed.iter().map(|theme| theme.name.chars().count()).max().unwrap_or(0);
    let mut told = String::new();
    for theme in listed {
        let (name, files) = (&theme.name, theme.files);
        let what = match (theme.is_builtin, files) {
            (true, 0) => text!("自带", "built in"),
            (true, _) => text!(
                "自带，themes/{name}/ 里有 {files} 个文件",
                "built in, with files in themes/{name}/: {files}"
            ),
            (false, _) => text!("themes/{name}/，{files} 个文件", "themes/{name}/, files: {files}"),
        };
        let mark = if *name == used { text!("（在用）", " (in use)") } else { text!("", "") };
        told += &format!("{name:width$}  {}{}\n", what.get(console.lang), mark.get(console.lang));
    }
    console.result(&told)?;
    Ok(Outcome::Done)
}

fn export(args: &ExportArgs, console: &Console) -> Result<Outcome, Fault> {
    let site = &args.place.site;
    let used = pipeline::theme_name(site)?;
    let name = args.theme.as_ref().unwrap_or(&used);
    if !Theme::is_name(name) {
        return Err(Fault::usage(text!(
            "“{name}”不能作主题名；用小写字母、数字和连字符",
            "'{name}' cannot name a theme; use small letters, digits and hyphens"
        )));
    }
    if args.files.is_empty() {
        let files = theming::exportable(site, name);
        let line = |(path, origin): &(String, FileOrigin)| match origin {
            FileOrigin::BuiltIn(_) => format!("{path}\n"),
            FileOrigin::Overridden | FileOrigin::Own => {
                format!("{path}  {}\n", told(origin, name).get(console.lang))
            }
        };
        console.result(&files.iter().map(line).collect::<String>())?;
        return Ok(Outcome::Done);
    }
    for path in theming::export(site, name, &args.files)? {
        let path = path.display();
        console.progress(&text!("已写 {path}", "wrote {path}"));
    }
    if *name != used {
        console.progress(&text!(
            "要用它，在 content/site.yaml 里写“主题: {name}”",
            "to use it, write `theme: {name}` in content/site.yaml"
        ));
    }
    Ok(Outcome::Done)
}

fn why(args: &WhyArgs, console: &Console) -> Result<Outcome, Fault> {
    let as_of = clock::as_of(args.as_of)?;
    let site = &args.place.site;
    let request = Request { site, as_of, base_url: None, deny_warnings: false };
    let mut progress = report::Progress::new(console);
    let mut shown = pipeline::show(&request, &mut |stage| progress.begin(stage))?;
    drop(progress);
    let Some((made, artifacts)) = shown.site else {
        shown.diagnostics.retain_mut(|diagnostic| diagnostic.severity == Severity::Error);
        console.diagnostics(&human(&shown.diagnostics, &shown.sources, console.lang, console.colour_err));
        return Ok(Outcome::Errors);
    };
    let (path, parts) = theming::why(site, (&shown.name, &shown.theme), (&made, &artifacts), &args.page)
        .map_err(|unknown| {
            let page = &args.page;
            match unknown.guess {
                Some(guess) => Fault::usage(text!(
                    "网站里没有“{page}”这一页，是不是“{guess}”？",
                    "the site has no page '{page}'; did you mean '{guess}'?"
                )),
                None => Fault::usage(text!("网站里没有“{page}”这一页", "the site has no page '{page}'")),
            }
        })?;
    let mut written = format!("{path}\n");
    let width = parts.iter().map(|part| part.path.len()).max().unwrap_or(0);
    let mut role = None;
    for part in parts {
        if role.replace(part.role) != Some(part.role) {
            written += &format!("\n{}\n", heading(part.role).get(console.lang));
        }
        written +=
            &format!("  {:width$}  {}\n", part.path, told(&part.origin, &shown.name).get(console.lang));
    }
    console.result(&written)?;
    Ok(Outcome::Done)
}

fn heading(role: PartRole) -> Text {
    match role {
        PartRole::Template => text!("模板", "templates"),
        PartRole::Components => text!("组件", "components"),
        PartRole::Strings => text!("文字（后面的优先）", "words (the last come first)"),
        PartRole::Style => text!("样式", "style sheets"),
        PartRole::Script => text!("脚本", "scripts"),
        PartRole::Other => text!("其他", "other"),
    }
}

fn told(origin: &FileOrigin, name: &str) -> Text {
    match origin {
        FileOrigin::BuiltIn(theme) => text!("自带（{theme}）", "built in ({theme})"),
        FileOrigin::Overridden => {
            text!("themes/{name}/，代替自带的", "themes/{name}/, in place of the built-in file")
        }
        FileOrigin::Own => text!("themes/{name}/", "themes/{name}/"),
    }
}
