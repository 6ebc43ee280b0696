//! The arguments that several commands take.

use std::path::PathBuf;

use clap::ValueEnum;

use super::clock::parse_day;
use super::usage::Wrong;
use crate::calendar::NaiveDate;
use crate::model::BaseUrl;
use crate::text;

pub(super) const SITE: &str =
    "看板文件夹（含 content/），默认当前文件夹 | Site folder (holds content/); the current one by default";
pub(super) const AS_OF: &str = "按哪一天判断；默认 SOURCE_DATE_EPOCH，再默认今天 | Day on which all is judged; else SOURCE_DATE_EPOCH, else today";
/// What every command takes that reads records.
#[derive(Clone, Debug, clap::Args)]
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

/// Reads how many of something there are to be: at least one, a thousand at most.
pub(super) fn parse_count(text: &str) -> Result<u16, Wrong> {
    let count = text.parse().ok().filter(|count| (1..=1000).contains(count));
    count.ok_or_else(|| Wrong(text!("写 1 到 1000 的整数", "write a whole number from 1 to 1000")))
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
