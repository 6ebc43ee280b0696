//! The formats of problems that other programs read: they must read them whole.

use std::process::Command;

use super::harness::{Site, root};

/// Reads SARIF by the types of its standard and writes it again; prints what was lost or changed on the way.
const READ: &str = r#"
import json, sys
from sarif_pydantic import Sarif
ours = json.load(open(sys.argv[1], encoding="utf-8"))
read = json.loads(Sarif.model_validate(ours).model_dump_json(by_alias=True, exclude_none=True))
def differ(a, b, at):
    if isinstance(a, dict) and isinstance(b, dict):
        for key in a:
            if key not in b: print("unknown:", at + "/" + key)
            else: differ(a[key], b[key], at + "/" + key)
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for index, (x, y) in enumerate(zip(a, b)): differ(x, y, f"{at}/{index}")
    elif a != b: print("read as another:", at, a, b)
differ(ours, read, "")
"#;

#[test]
fn sarif_is_read_whole_by_another_program() {
    let python = root().join("target/sarif-pydantic/bin/python");
    if !python.exists() {
        eprintln!("skipped: the Python package `sarif-pydantic` is not installed (see .ci/run)");
        return;
    }
    let site = Site::village();
    site.edit("content/records.yaml", "door: 1号", "doorr: 1号");
    site.write("content/more.yaml", "households:\n  - {id: h-1, door: 一号, grid: nowhere}\n");
    let ran = site.run(&["check", "--format", "sarif"]).exits(1);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let results = report["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|one| one["relatedLocations"].is_array()), "{report:#}");
    let file = site.path().join("problems.sarif");
    std::fs::write(&file, &ran.stdout).unwrap();
    let read = Command::new(python).args(["-c", READ]).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&read.stdout) + String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success() && said.is_empty(), "{said}");
}
