//! The demonstration board for poor eyes, on paper, and where a visitor asks for what is not there: `tests/browser/reading.js`.

use std::process::Command;

use super::browser::{chromium, node, say};
use super::harness::{Site, root};

#[test]
fn the_board_is_large_enough_prints_short_and_leads_home() {
    let Some((node, chromium)) = node().zip(chromium()) else { return };
    let site = Site::empty();
    site.copy_from(root());
    let base = ["--base-url", "HTTPS://Example.org/cun/"];
    site.run(&[&["build", "-q", "--as-of", "2026-11-22"][..], &base].concat()).exits(0);
    let script = root().join("tests/browser/reading.js");
    let ran = Command::new(node).arg(script).arg(chromium).arg(site.public()).output().expect("node runs");
    let (said, faults) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{said}{faults}");
    say(said.lines().find(|line| line.starts_with("browser checks: ")).unwrap_or_default());
}
