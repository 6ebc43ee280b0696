//! `gongkailan completions`: what a shell needs to finish commands and options.

use clap::Command;
use clap_complete::Shell;

use super::console::Console;
use super::outcome::Outcome;
use crate::fault::Fault;

/// `gongkailan completions`
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    #[arg(
        value_name = "bash|zsh|fish|powershell|elvish",
        value_enum,
        hide_possible_values = true,
        help = "哪一种命令行 | Which shell"
    )]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, mut command: Command, console: &Console) -> Result<Outcome, Fault> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "gongkailan", &mut script);
    console.result(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
