//! The program's entry point.

use std::process::ExitCode;

/// Boards are made of very many small texts: the system's own allocator takes a third of the time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gongkailan::cli::install_handlers();
    gongkailan::cli::run(std::env::args_os())
}
