//! The demonstration board and a kiosk in a real browser: see `tests/browser/` for what is looked at there.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::harness::{program, root};

/// The day on which the demonstration board is judged.
const AS_OF: &str = "2026-11-22";

/// The first of `names` that can be run.
fn program_named(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = || std::env::split_paths(&path);
    names.iter().flat_map(|name| places().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// Past the test runner's own catching of output.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Node, unless it is missing: then it is said.
pub fn node() -> Option<PathBuf> {
    let node = program_named(&["node"]);
    if node.is_none() {
        say("skipped: no tests of the scripts, node is missing (apt-get install nodejs npm)");
    }
    node
}

/// A browser and what drives it, unless something is missing: then it is said.
pub fn chromium() -> Option<PathBuf> {
    // The first draws no window and takes a quarter of the time.
    let names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
    let Some(chromium) = program_named(&names) else {
        say("skipped: no browser tests, chromium is missing (apt-get install chromium-headless-shell)");
        return None;
    };
    if !root().join("tests/browser/node_modules/playwright-core").is_dir() {
        say("skipped: no browser tests, their modules are missing (npm ci --prefix tests/browser)");
        return None;
    }
    Some(chromium)
}

#[test]
fn the_board_works_in_a_browser() {
    drive(root(), &[]);
}

#[test]
fn the_kiosk_and_the_service_desk_work_in_a_browser() {
    drive(&root().join("examples/resettlement"), &["kiosk"]);
}

#[test]
fn the_history_of_a_promise_is_read_in_a_browser() {
    let Some((node, chromium)) = node().zip(chromium()) else { return };
    let site = super::harness::Site::village();
    site.run(&["publish", "-q", "--as-of", "2026-03-31"]).exits(0);
    site.edit("content/records.yaml", "due: 2026-06-30", "due: 2026-09-30");
    site.run(&["publish", "-q", "--as-of", "2026-07-02"]).exits(0);
    let script = root().join("tests/browser/history.js");
    let ran = Command::new(node).arg(script).arg(chromium).arg(site.public()).output().expect("node runs");
    let (said, faults) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{said}{faults}");
    say(said.lines().find(|line| line.starts_with("browser checks: ")).unwrap_or_default());
}

/// Builds `board` and lets the browser look at what `words` name.
fn drive(board: &Path, words: &[&str]) {
    let Some((node, chromium)) = node().zip(chromium()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let public = folder.path().join("public");
    let built =
        program().arg("build").arg("-s").arg(board).args(["--as-of", AS_OF, "-o"]).arg(&public).output();
    let built = built.expect("the program runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let script = root().join("tests/browser/run.js");
    let mut run = Command::new(node);
    let ran = run.arg(script).arg(chromium).arg(&public).args(words).output().expect("node runs");
    let (said, faults) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{said}{faults}");
    say(said.lines().find(|line| line.starts_with("browser checks: ")).unwrap_or_default());
}

#[test]
fn open_pages_follow_every_save() {
    let Some((node, chromium)) = node().zip(chromium()) else { return };
    let site = super::harness::Site::empty();
    site.copy_from(root());
    let script = root().join("tests/browser/live.js");
    let mut command = Command::new(node);
    command.arg(script).arg(chromium).arg(super::harness::PROGRAM).arg(site.path());
    let ran = command.output().expect("node runs");
    let (said, faults) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{said}{faults}");
    say(said.lines().find(|line| line.starts_with("browser checks: ")).unwrap_or_default());
}
