//! Where words go: results to stdout, everything else to stderr, colour only where it is wanted.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use clap::ValueEnum;

use crate::diagnostic::{Lang, Text, visible::visible};
use crate::fault::Fault;
use crate::text;

/// A value of `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// Language, colour and talkativeness of one run.
#[derive(Debug)]
pub(super) struct Console {
    /// The language of messages.
    pub(super) lang: Lang,
    /// Whether stdout takes colour.
    pub(super) colour_out: bool,
    /// Whether stderr takes colour.
    pub(super) colour_err: bool,
    /// `-v`
    pub(super) verbose: bool,
    /// `-q`
    pub(super) quiet: bool,
}

impl Console {
    /// Looks at the terminal and the environment once.
    pub(super) fn new(lang: Lang, color: ColorArg, verbose: bool, quiet: bool) -> Console {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let wanted = |is_terminal: bool| match color {
            ColorArg::Auto => is_terminal && !refused,
            ColorArg::Always => true,
            ColorArg::Never => false,
        };
        Console {
            lang,
            colour_out: wanted(io::stdout().is_terminal()),
            colour_err: wanted(io::stderr().is_terminal()),
            verbose,
            quiet,
        }
    }

    /// A result, complete with its line break. A reader that has gone away is no fault.
    pub(super) fn result(&self, text: &str) -> Result<(), Fault> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Fault::machine(&text!("写入", "write to"), Path::new("stdout"), &error))
            }
            _ => Ok(()),
        }
    }

    /// Diagnostics, complete with their line breaks.
    pub(super) fn diagnostics(&self, text: &str) {
        say_last(text);
    }

    /// A line of progress.
    pub(super) fn progress(&self, line: &Text) {
        if !self.quiet {
            say_last(&format!("{}\n", visible(line.get(self.lang))));
        }
    }

    /// Why the command could not do its work.
    pub(super) fn fault(&self, fault: &Fault) {
        let label = match self.lang {
            Lang::Zh => "错误",
            Lang::En => "error",
        };
        let (on, off) = if self.colour_err { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        say_last(&format!("{on}{label}{off}: {}\n", visible(fault.get(self.lang))));
    }
}

/// Writes to stderr; when even that fails there is nobody left to tell.
pub(super) fn say_last(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
