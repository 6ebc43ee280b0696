//! Somebody else's implementation of C2SP's logs accepts ours: PyPI `aics-tlog`, which `.ci/run` installs. Where it is
//! missing, this test says so and passes.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use super::super::browser::say;
use super::super::harness::{Site, root};
use super::{RECORDS, publish, text, verify};

/// Python with the module, unless it is missing: then it is said.
fn python() -> Option<PathBuf> {
    let python = root().join("target/aics-tlog/bin/python");
    let found = Command::new(&python).args(["-c", "import aics_tlog"]).output();
    if found.is_ok_and(|ran| ran.status.success()) {
        return Some(python);
    }
    say("skipped: aics-tlog is not installed (see .ci/run), nobody else looks at the log");
    None
}

/// A pair of keys: the file of the private one, the line for `site.yaml`, the public one.
fn pair(keys: &Site, name: &str) -> (String, String, String) {
    let file = keys.path().join(name.replace('/', "-")).to_str().unwrap().to_owned();
    let line = keys.run(&["key", "new", &file, "--name", name]).exits(0).stdout;
    let public = line.trim().trim_start_matches("record: {key: ").trim_end_matches('}').to_owned();
    (file, line, public)
}

#[test]
fn an_independent_implementation_accepts_checkpoints_proofs_and_countersignatures() {
    let Some(python) = python() else { return };
    let (site, keys) = (Site::village(), Site::empty());
    let (file, line, public) = pair(&keys, "village.example/log");
    let (county, _, witness) = pair(&keys, "county.example/witness");
    let settings = text(&site, "content/site.yaml");
    site.write("content/site.yaml", format!("{settings}{line}"));
    // More than one tile: members come by dozens.
    let mut kept = Vec::new();
    for month in 3..=9 {
        let more: String =
            (0..40 * month).map(|number| format!("  - {{id: m-{number}, name: 村民{number}}}\n")).collect();
        let records = text(&site, RECORDS);
        let (head, tail) = records.split_once("members:\n").unwrap();
        let tail = tail.lines().filter(|line| !line.contains("id: m-")).map(|line| format!("{line}\n"));
        site.write(RECORDS, format!("{head}members:\n{more}{}", tail.collect::<String>()));
        publish(&site, &format!("2026-0{month}-28"), &["-q", "--key", &file]).exits(0);
        kept.push(format!("kept-{month}"));
        site.write(kept.last().unwrap(), text(&site, "public/log/checkpoint"));
    }
    let accepted = |cosigner: &str| -> Output {
        let mut command = Command::new(&python);
        command.arg(root().join("tests/tlog/accept.py")).args([&public, cosigner]).args(&kept).arg("public");
        command.current_dir(site.path()).output().unwrap()
    };
    let tell = |ran: &Output| String::from_utf8_lossy(&[&ran.stdout[..], &ran.stderr].concat()).into_owned();
    let ran = accepted("-");
    assert!(ran.status.success(), "{}", tell(&ran));
    assert!(tell(&ran).contains("entries, 7 checkpoints, 0 countersignatures"), "{}", tell(&ran));
    assert!(!accepted(&witness).status.success());

    // The county countersigns, and the board shows it.
    site.run(&["publish", "--cosign", ".", "--key", &county]).exits(0);
    site.run(&["publish", "--cosign", "public", "--key", &county]).exits(0);
    site.run(&["build", "-q", "--as-of", "2026-09-28"]).exits(0);
    let ran = accepted(&witness);
    assert!(ran.status.success(), "{}", tell(&ran));
    assert!(tell(&ran).contains("1 countersignatures"), "{}", tell(&ran));
    verify(&site, &["--key", &public]).exits(0);

    // What it is to accept, it looks at.
    let tile = walkdir::WalkDir::new(site.public().join("log/tile/0")).into_iter().filter_map(Result::ok);
    let tile = tile.map(|entry| entry.into_path()).find(|path| path.is_file()).unwrap();
    let mut bytes = fs::read(&tile).unwrap();
    bytes[40] ^= 1;
    fs::write(&tile, &bytes).unwrap();
    assert!(!accepted("-").status.success());
}
