//! The demonstration board in a real browser: see `tests/browser/` for what is looked at there.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use super::harness::{program, root};

/// The day on which the demonstration board is judged.
const AS_OF: &str = "2026-11-22";

/// Node and a browser, unless something is missing: then it is said, past the test runner's own catching of output.
fn tools() -> Option<(PathBuf, PathBuf)> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let find = |names: &[&str]| {
        let places = || std::env::split_paths(&path);
        names
            .iter()
            .flat_map(|name| places().map(move |folder| folder.join(name)))
            .find(|file| file.is_file())
    };
    let modules = root().join("tests/browser/node_modules/playwright-core");
    let missing = match (find(&["node"]), find(&["chromium", "chromium-browser", "google-chrome"])) {
        (Some(node), Some(chromium)) if modules.is_dir() => return Some((node, chromium)),
        (None, _) => "node is missing (apt-get install nodejs npm)",
        (_, None) => "chromium is missing (apt-get install chromium)",
        _ => "its modules are missing (npm ci --prefix tests/browser)",
    };
    let _ = writeln!(std::io::stderr(), "skipped: no browser tests, {missing}");
    None
}

#[test]
fn the_board_works_in_a_browser() {
    let Some((node, chromium)) = tools() else { return };
    let folder = tempfile::tempdir().unwrap();
    let public = folder.path().join("public");
    let built =
        program().arg("build").arg("-s").arg(root()).args(["--as-of", AS_OF, "-o"]).arg(&public).output();
    let built = built.expect("the program runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let script = root().join("tests/browser/run.js");
    let ran = Command::new(node).arg(script).arg(chromium).arg(&public).output().expect("node runs");
    let (said, faults) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{said}{faults}");
    let figures = said.lines().find(|line| line.starts_with("browser checks: ")).unwrap_or_default();
    let _ = writeln!(std::io::stderr(), "{figures}");
}
