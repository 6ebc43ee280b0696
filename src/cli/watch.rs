//! `gongkailan watch`: publish after every save.

use std::path::PathBuf;

use super::console::Console;
use super::follow::{FollowArgs, follow, out_of};
use super::outcome::Outcome;
use crate::fault::Fault;
use crate::text;

/// `gongkailan watch`
#[derive(Debug, clap::Args)]
pub(super) struct WatchArgs {
    #[command(flatten)]
    follow: FollowArgs,
    #[arg(
        short,
        long,
        value_name = "OUT",
        help = "输出文件夹，默认 SITE/public | Output folder; SITE/public by default"
    )]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &WatchArgs, console: &Console) -> Result<Outcome, Fault> {
    let out = args.out.clone().unwrap_or_else(|| out_of(&args.follow.input.site));
    console.progress(&text!("正在监视；按 Ctrl-C 结束", "watching; Ctrl-C ends it"));
    follow(&args.follow, Some(&out), console, &mut |_| {})
}
