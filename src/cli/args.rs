//! The arguments. Each help text is written once in both languages (`中文 | English`) and shown in one.

use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::{ArgAction, CommandFactory, Parser, Subcommand, ValueEnum};

use super::clock::{parse_day, parse_period};
use super::completions::CompletionsArgs;
use super::console::ColorArg;
use super::init::InitArgs;
use super::language::LangArg;
use super::new::NewArgs;
use super::poster::{PosterArgs, SYSTEM_FONTS};
use super::schema::SchemaArgs;
use super::serve::ServeArgs;
use super::theme::ThemeArgs;
use super::usage::Wrong;
use super::watch::WatchArgs;
use crate::calendar::{NaiveDate, Period};
use crate::diagnostic::Lang;
use crate::model::BaseUrl;
use crate::text;

/// Everything that can be asked of the program.
#[derive(Debug, Parser)]
#[command(
    name = "gongkailan",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    about = "公开栏：由村级记录生成公开网站 | Village records in, a finished transparency board out"
)]
pub(super) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    #[arg(long, global = true, display_order = 100, value_name = "zh|en", hide_possible_values = true, help = LANG)]
    pub(super) lang: Option<LangArg>,
    #[arg(
        long,
        global = true,
        display_order = 101,
        value_name = "auto|always|never",
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true,
        help = COLOR
    )]
    pub(super) color: ColorArg,
    #[arg(
        short,
        long,
        global = true,
        display_order = 102,
        help = "说出每一步和每个改动的文件 | Tell every step and changed file"
    )]
    pub(super) verbose: bool,
    #[arg(
        short,
        long,
        global = true,
        display_order = 103,
        conflicts_with = "verbose",
        help = "只说问题，不报进度和结果 | Tell problems only, no progress, no results"
    )]
    pub(super) quiet: bool,
    #[arg(short, long, global = true, display_order = 104, action = ArgAction::Help, help = "显示帮助 | Print help")]
    help: Option<bool>,
    #[arg(short = 'V', long, display_order = 105, action = ArgAction::Version, help = "显示版本 | Print the version")]
    version: Option<bool>,
}

const LANG: &str =
    "消息的语言；不给时按系统语言，默认中文 | Language of messages; else the locale's, else Chinese";
pub(super) const SITE: &str =
    "看板文件夹（含 content/），默认当前文件夹 | Site folder (holds content/); the current one by default";
pub(super) const AS_OF: &str = "按哪一天判断；默认 SOURCE_DATE_EPOCH，再默认今天 | Day on which all is judged; else SOURCE_DATE_EPOCH, else today";
const COLOR: &str =
    "颜色：auto 只在终端上（并尊重 NO_COLOR） | Colour: auto is on a terminal only, and heeds NO_COLOR";

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = "检查，无误后发布网站 | Check, then publish the site")]
    Build(BuildArgs),
    #[command(about = "每次保存后自动发布 | Publish after every save")]
    Watch(WatchArgs),
    #[command(
        about = "在浏览器里看网站，保存后自动更新 | See the site in the browser; it follows every save"
    )]
    Serve(ServeArgs),
    #[command(about = "一次列出所有文件的所有问题 | List all problems of all files in one run")]
    Check(CheckArgs),
    #[command(about = "印海报、通报和便民联系卡（PDF） | Posters, bulletins and cards as PDF")]
    Poster(PosterArgs),
    #[command(
        about = "内部评分报告：各阶段、约谈线以下、缺什么；不得公开 | Internal report: all stages, who is below the threshold, what is missing"
    )]
    Report(ReportArgs),
    #[command(
        about = "谁包这一户：按门牌、组、户编号或地名查 | Who covers a household: by door, group, id or place"
    )]
    Who(WhoArgs),
    #[command(about = "新建一个公开栏，从样例开始 | Make a new board, to begin with an example")]
    Init(InitArgs),
    #[command(about = "新建要填的文件：下个月的评分 | Make a file to be filled in: next month's ratings")]
    New(NewArgs),
    #[command(
        about = "主题：有哪些、怎样开始改、一页由哪些文件做成 | Themes: which there are, how to begin one's own, what a page is made of"
    )]
    Theme(ThemeArgs),
    #[command(about = "输出编辑器用的 JSON Schema | Print JSON Schema for editors")]
    Schema(SchemaArgs),
    #[command(about = "输出命令行补全脚本 | Print the script with which a shell completes commands")]
    Completions(CompletionsArgs),
    #[command(about = "解释一条规则：什么、为什么、怎么改 | Explain a rule: what, why, and how to mend it")]
    Explain(ExplainArgs),
}

/// What every command takes that reads records.
#[derive(Debug, clap::Args)]
pub(super) struct InputArgs {
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    pub(super) site: PathBuf,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    pub(super) as_of: Option<NaiveDate>,
    #[arg(long, help = "有警告也不通过 | Warnings count as errors")]
    pub(super) deny_warnings: bool,
    #[arg(
        long,
        value_name = "human|short|json|sarif|github",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help = "问题的写法，默认 human | How problems are written; human by default"
    )]
    pub(super) format: Format,
}

/// `gongkailan build`
#[derive(Debug, clap::Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[arg(
        short,
        long,
        value_name = "OUT",
        help = "输出文件夹，默认 SITE/public | Output folder; SITE/public by default"
    )]
    pub(super) out: Option<PathBuf>,
    #[arg(
        long,
        value_name = "URL",
        value_parser = parse_base_url,
        help = "网站地址，代替 site.yaml 的 base_url | Where it will be served, in place of site.yaml's base_url"
    )]
    pub(super) base_url: Option<BaseUrl>,
    #[arg(long, help = "也印海报，放在网站的 posters/ 里 | Posters too, below posters/ of the site")]
    pub(super) posters: bool,
    #[arg(long, requires = "posters", help = SYSTEM_FONTS)]
    pub(super) system_fonts: bool,
}

/// `gongkailan check`
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[arg(
        long,
        help = "把有把握的（全角数字、日期写法等）改进文件里，并列出改动 | Write what is certain (full-width digits, dates …) into the files, and show it"
    )]
    pub(super) fix: bool,
    #[arg(
        long,
        requires = "fix",
        help = "只列出 --fix 会改什么，不动文件 | Only show what --fix would change"
    )]
    pub(super) dry_run: bool,
}

/// `gongkailan report`
#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    #[arg(
        value_name = "PERIOD",
        value_parser = parse_period,
        help = "期间：2026-03、2026-q1、2026-h1 或 2026；默认最近一个有评分的月份 | 2026-03, 2026-q1, 2026-h1 or 2026; the newest rated month by default"
    )]
    pub(super) period: Option<Period>,
    #[arg(long, value_name = "ID", help = "只报告一个评分办法 | One rating scheme only")]
    pub(super) scheme: Option<String>,
    #[arg(
        long,
        value_name = "table|csv|json",
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true,
        help = "报告的写法，默认 table | How the report is written; table by default"
    )]
    pub(super) format: ReportFormat,
    #[arg(short, long, value_name = "SITE", default_value = ".", hide_default_value = true, help = SITE)]
    pub(super) site: PathBuf,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day, help = AS_OF)]
    pub(super) as_of: Option<NaiveDate>,
}

/// A value of `report --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For a terminal.
    Table,
    /// For a spreadsheet.
    Csv,
    /// For programs.
    Json,
}

/// `gongkailan who`
#[derive(Debug, clap::Args)]
pub(super) struct WhoArgs {
    #[arg(
        value_name = "TEXT",
        required = true,
        help = "门牌、组、地名或人名的一部分，也可用拼音或首字母；户编号要写全 | Part of a door, group, place or name, pinyin or initials too; an id must be whole"
    )]
    pub(super) text: Vec<String>,
    #[arg(
        short,
        long,
        value_name = "SITE",
        default_value = ".",
        hide_default_value = true,
        help = "看板文件夹（含 content/），默认当前文件夹 | Site folder (holds content/); the current one by default"
    )]
    pub(super) site: PathBuf,
    #[arg(
        long,
        value_name = "YYYY-MM-DD",
        value_parser = parse_day,
        help = "按哪一天判断；默认 SOURCE_DATE_EPOCH，再默认今天 | Day on which all is judged; else SOURCE_DATE_EPOCH, else today"
    )]
    pub(super) as_of: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "human|json",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help = "答案的写法，默认 human | How the answer is written; human by default"
    )]
    pub(super) format: WhoFormat,
    #[arg(
        long,
        value_name = "LANGUAGE",
        help = "用公开栏的哪种语言回答，如 en；默认是公开栏自己的语言 | In which of the board's languages names are told, such as en; its own by default"
    )]
    pub(super) edition: Option<String>,
}

/// A value of `who --format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum WhoFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// `gongkailan explain`
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    #[arg(value_name = "RULE", help = "规则名；不给则列出全部 | The rule's name; all are listed without it")]
    pub(super) rule: Option<String>,
}

/// A value of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// One line a problem.
    Short,
    /// The contract's JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub Actions.
    Github,
}

/// Reads a value of `--base-url`.
pub(super) fn parse_base_url(text: &str) -> Result<BaseUrl, Wrong> {
    BaseUrl::parse(text).map_err(|_| {
        Wrong(text!(
            "写完整的网址，例如 https://example.org/cun/",
            "write a whole address, such as https://example.org/cun/"
        ))
    })
}

/// The whole command line with help in `lang`.
pub(super) fn command(lang: Lang) -> clap::Command {
    let mut command = localise(Args::command(), lang);
    command.build();
    command
}

fn localise(mut command: clap::Command, lang: Lang) -> clap::Command {
    let pick = |text: &StyledStr| -> String {
        let text = text.to_string();
        match (text.split_once(" | "), lang) {
            (Some((zh, _)), Lang::Zh) => zh.to_owned(),
            (Some((_, en)), Lang::En) => en.to_owned(),
            (None, _) => text,
        }
    };
    if let Some(about) = command.get_about().map(pick) {
        command = command.about(about);
    }
    let (options, commands, value, template) = match lang {
        Lang::Zh => ("选项", "命令", "命令", "{about}\n\n用法：{usage}\n\n{all-args}"),
        Lang::En => ("Options", "Commands", "COMMAND", "{about}\n\nUsage: {usage}\n\n{all-args}"),
    };
    command
        .help_template(template)
        .subcommand_help_heading(commands)
        .subcommand_value_name(value)
        .mut_args(|argument| {
            let help = argument.get_help().map(pick).unwrap_or_default();
            let heading = (!argument.is_positional()).then_some(options);
            argument.help(help).help_heading(heading)
        })
        .mut_subcommands(|command| localise(command, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent_and_every_help_has_both_languages() {
        command(Lang::Zh).debug_assert();
        fn both(command: &clap::Command) {
            let texts = command.get_arguments().map(clap::Arg::get_help).chain([command.get_about()]);
            for text in texts {
                let text = text.map(ToString::to_string).unwrap_or_default();
                assert_eq!(text.matches(" | ").count(), 1, "{}: {text}", command.get_name());
            }
            command.get_subcommands().for_each(both);
        }
        both(&Args::command());
    }
}
