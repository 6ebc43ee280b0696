//! What the program is built from: licences that allow it, and settings that name what is really there.

use std::process::Command;

use serde_json::Value;

use super::harness::root;

/// Licences under which a dependency may be linked into a program that is given away.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression of at most one level of brackets can be met: all of its parts, each by one of its choices.
fn is_allowed(expression: &str) -> bool {
    let parts = expression.split(" AND ");
    parts.into_iter().all(|part| {
        let part = part.trim().trim_matches(['(', ')']).replace('/', " OR ");
        part.split(" OR ").any(|choice| ALLOWED.contains(&choice.trim()))
    })
}

#[test]
fn every_dependency_may_be_given_away() {
    // Of other systems nothing was fetched here.
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let packages = told["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(is_allowed))
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn licences_are_read_as_they_are_meant() {
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0") && is_allowed("Unlicense/MIT"));
    assert!(is_allowed("MIT OR Apache-2.0 OR LGPL-2.1-or-later"));
    assert!(!is_allowed("GPL-3.0-only") && !is_allowed("MIT AND LGPL-2.1-or-later"));
}

/// Settings for a crate that is gone, or came in another version, do nothing and nobody is told.
#[test]
fn every_crate_with_settings_of_its_own_is_there() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let (_, settings) = manifest.split_once("[profile.release.package]\n").unwrap();
    let settings = settings.split("\n[").next().unwrap();
    let names = settings.lines().filter_map(|line| line.split_once(" = { opt-level")).map(|(name, _)| name);
    let names: Vec<&str> = names.map(|name| name.trim_matches('"')).collect();
    assert!(names.len() > 50);
    let is_there = |name: &&str| {
        let (name, version) = name.split_once('@').unwrap_or((name, ""));
        lock.contains(&format!("name = \"{name}\"\nversion = \"{version}"))
    };
    let gone: Vec<&str> = names.into_iter().filter(|name| !is_there(name)).collect();
    assert!(gone.is_empty(), "in Cargo.toml's list and not in Cargo.lock: {gone:?}");
}
