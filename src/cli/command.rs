//! The command line as a whole. Each help text is written once in both languages (`中文 | English`) and shown in one.

use clap::builder::StyledStr;
use clap::{ArgAction, CommandFactory, Parser, Subcommand};

use super::at::AtArgs;
use super::build::BuildArgs;
use super::check::CheckArgs;
use super::completions::CompletionsArgs;
use super::console::ColorArg;
use super::explain::ExplainArgs;
use super::export::ExportArgs;
use super::import::ImportArgs;
use super::init::InitArgs;
use super::internal::ReportArgs;
use super::keys::KeyArgs;
use super::language::LangArg;
use super::new::NewArgs;
use super::poster::PosterArgs;
use super::publish::PublishArgs;
use super::redact::RedactArgs;
use super::schema::SchemaArgs;
use super::serve::ServeArgs;
use super::theme::ThemeArgs;
use super::verify::VerifyArgs;
use super::watch::WatchArgs;
use super::who::WhoArgs;
use crate::diagnostic::Lang;

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
    #[arg(
        short,
        long,
        global = true,
        display_order = 104,
        value_name = "N",
        value_parser = super::args::parse_count,
        help = "同时用几个处理器，默认全部 | How many processors to use at once; all by default"
    )]
    pub(super) jobs: Option<u16>,
    #[arg(short, long, global = true, display_order = 105, action = ArgAction::Help, help = "显示帮助 | Print help")]
    help: Option<bool>,
    #[arg(short = 'V', long, display_order = 106, action = ArgAction::Version, help = "显示版本 | Print the version")]
    version: Option<bool>,
}

const LANG: &str =
    "消息的语言；不给时按系统语言，默认中文 | Language of messages; else the locale's, else Chinese";
const COLOR: &str =
    "颜色：auto 只在终端上（并尊重 NO_COLOR） | Colour: auto is on a terminal only, and heeds NO_COLOR";

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = "检查，无误后发布网站 | Check, then publish the site")]
    Build(BuildArgs),
    #[command(
        about = "公布：发布网站，并把公布了什么记入 record/ | Publish the site, and record in record/ what that made public"
    )]
    Publish(PublishArgs),
    #[command(about = "核对发布的网页、数据和日志是否一致 | Whether published pages, data and log agree")]
    Verify(VerifyArgs),
    #[command(about = "依法撤下公布过的内容 | Withdraw what was published, for privacy")]
    Redact(RedactArgs),
    #[command(
        about = "某一天公布着的记录，写成数据文件 | The records as they stood published on a day, as data files"
    )]
    At(AtArgs),
    #[command(about = "公布签名用的钥匙 | Keys that publications are signed with")]
    Key(KeyArgs),
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
        about = "把记录导出成 Excel 表格或 CSV，内部的另成一张表 | The records as an Excel workbook or CSV, what is internal on sheets of its own"
    )]
    Export(ExportArgs),
    #[command(
        about = "谁包这一户：按门牌、组、户编号或地名查 | Who covers a household: by door, group, id or place"
    )]
    Who(WhoArgs),
    #[command(about = "新建一个公开栏，从样例开始 | Make a new board, to begin with an example")]
    Init(InitArgs),
    #[command(
        about = "新建：下个月的评分、责任人、公告、承诺 | Make something new: next month's ratings, a member, a notice, a commitment"
    )]
    New(NewArgs),
    #[command(about = "把 Excel 等表格里的名册登记进来 | Take rosters in from Excel and other spreadsheets")]
    Import(ImportArgs),
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
