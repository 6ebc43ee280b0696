//! The command line: arguments in, reports out, and the exit status of the contract (0 done, 1 the records have
//! errors, 2 wrong usage or the machine's fault, 130 interrupted).

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "the shell around all of it")]

mod adding;
mod again;
mod args;
mod at;
mod build;
mod check;
mod clock;
mod command;
mod completions;
mod console;
mod explain;
mod export;
mod fields;
mod follow;
mod found;
mod import;
mod init;
mod internal;
mod keys;
mod language;
mod list;
mod new;
mod outcome;
mod poster;
mod preview;
mod publish;
mod redact;
mod report;
mod schema;
mod serve;
mod several;
mod theme;
mod usage;
mod verify;
mod watch;
mod who;

use std::cell::Cell;
use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::FromArgMatches;

use crate::fault::Fault;
use command::{Args, Command};
use console::Console;
use outcome::Outcome;

/// Runs the program with `arguments`, the first of which is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = language::choose(&arguments);
    let mut command = command::command(lang);
    let arguments = several::divided(&arguments, &command);
    let matches = command.try_get_matches_from_mut(&arguments);
    let args = match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => return usage::report(&error, &command, lang),
    };
    let console = Console::new(lang, args.color, args.verbose, args.quiet);
    if let Some(jobs) = args.jobs {
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
    }
    match dispatch(args.command, &console) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        Err(fault) => {
            console.fault(&fault);
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: Command, console: &Console) -> Result<Outcome, Fault> {
    if !matches!(command, Command::Watch(_) | Command::Serve(_)) {
        // Publishing is safe at any moment, so there is nothing to wait for. Without a handler the shell says 130 too.
        let _ = ctrlc::set_handler(|| std::process::exit(130));
    }
    match command {
        Command::Build(args) => build::run(&args, console),
        Command::Publish(args) => publish::run(&args, console),
        Command::Key(args) => keys::run(&args, console),
        Command::Redact(args) => redact::run(&args, console),
        Command::Verify(args) => verify::run(&args, console),
        Command::At(args) => at::run(&args, console),
        Command::Watch(args) => watch::run(&args, console),
        Command::Serve(args) => serve::run(&args, console),
        Command::Check(args) => check::run(&args, console),
        Command::Poster(args) => poster::run(&args, console),
        Command::Report(args) => internal::run(&args, console),
        Command::Export(args) => export::run(&args, console),
        Command::Who(args) => who::run(&args, console),
        Command::Init(args) => init::run(&args, console),
        Command::New(args) => new::run(&args, console),
        Command::Import(args) => import::run(&args, console),
        Command::Theme(args) => theme::run(&args, console),
        Command::Schema(args) => schema::run(&args, console),
        Command::Completions(args) => completions::run(&args, command::command(console.lang), console),
        Command::Explain(args) => explain::run(&args, console),
    }
}

/// Ends, on a fault of the program itself, with one calm sentence instead of a backtrace. What a panic says is not
/// shown: it might quote a private value.
pub fn install_handlers() {
    std::panic::set_hook(Box::new(|panic| {
        let said = panic.payload_as_str().unwrap_or_default();
        // A thread that cannot begin has found no memory for its stack, or too many beside it.
        if said.contains("failed to spawn thread") || said.contains("ThreadPoolBuildError") {
            out_of_memory();
        }
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        console::say_last(&format!(
            "程序内部出错（{place}），已停止；已发布的网站仍是完整的。请把这一行告诉开发者。\n\
             A fault of this program ({place}); it has stopped, and the published site is whole. \
             Please report this line.\n"
        ));
        std::process::exit(2);
    }));
}

/// Ends because the machine has no memory left for the program; asks for none itself.
pub fn out_of_memory() {
    static IS_TOLD: AtomicBool = AtomicBool::new(false);
    thread_local! {
        static IS_TELLING: Cell<bool> = const { Cell::new(false) };
    }
    if IS_TELLING.replace(true) {
        return;
    }
    while IS_TOLD.swap(true, Ordering::SeqCst) {
        // Another thread ends the program.
        std::thread::sleep(Duration::from_secs(1));
    }
    console::say_last(
        "内存不够，已停止；已发布的网站仍是完整的。关掉别的程序，或换一台内存大些的电脑再运行。\n\
         Out of memory: the program has stopped, and the published site is whole. Close other programs, or run it on a \
         machine with more memory.\n",
    );
    std::process::exit(2);
}
