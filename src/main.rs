//! The program's entry point.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongkailan::cli::install_handlers();
    gongkailan::cli::run(std::env::args_os())
}
