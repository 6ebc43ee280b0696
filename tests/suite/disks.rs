//! Full and read-only disks and too little memory. Disks are made of small memory file systems in a mount namespace of their own. Where the system
//! allows no such namespace (some containers), these tests say so and pass.
#![cfg(target_os = "linux")]

use std::process::Command;

use super::harness::{EPOCH, PROGRAM, Site};

/// Runs `script` with `$P` as the program, in a fresh memory disk of `size` that holds the site folder.
pub fn on_a_disk(size: &str, script: &str) -> Option<String> {
    let namespace = ["--user", "--map-root-user", "--mount"];
    if !Command::new("unshare").args(namespace).arg("true").status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: this system allows no mount namespaces");
        return None;
    }
    let site = Site::village();
    let disk = site.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let whole = format!(
        "set -eu; mount -t tmpfs -o size={size} tmpfs disk; cp -r content disk/; cd disk; \
         build() {{ code=0; \"$P\" build \"$@\" >>../said 2>&1 || code=$?; echo $code; }}; {script}"
    );
    let ran = Command::new("unshare")
        .args(namespace)
        .args(["sh", "-c", &whole])
        .current_dir(site.path())
        .env("P", PROGRAM)
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = std::fs::read_to_string(site.path().join("said")).unwrap_or_default();
    Some(String::from_utf8(ran.stdout).unwrap() + &said)
}

#[test]
fn a_full_disk_leaves_the_old_site_whole_and_is_told_in_plain_words() {
    let script = "build -q; cp -r public ../before; dd if=/dev/zero of=fill bs=4k 2>/dev/null || true; \
                  build -q --as-of 2026-07-01; diff -r public ../before; ls -A; rm fill; build -q --as-of 2026-07-01";
    let Some(said) = on_a_disk("16m", script) else { return };
    assert!(said.starts_with("0\n2\ncontent\nfill\npublic\n0\n"), "{said}");
    assert!(said.contains("磁盘已满"), "{said}");
}

#[test]
fn a_read_only_disk_is_no_fault_while_nothing_changes() {
    let script = "build -q; cp -r public ../before; mount -o remount,ro disk . 2>/dev/null || mount -o remount,ro .; \
                  build -q; build -q --as-of 2026-07-01; diff -r public ../before";
    let Some(said) = on_a_disk("16m", script) else { return };
    assert!(said.starts_with("0\n0\n2\n"), "{said}");
    assert!(said.contains("只读"), "{said}");
}

#[test]
fn a_mounted_output_folder_is_filled_in_place() {
    let script = "mkdir out; mount -t tmpfs tmpfs out; build -q -o out; build -q -o plain; diff -r out plain; \
                  build -q -o out --as-of 2026-07-01; build -q -o plain --as-of 2026-07-01; diff -r out plain; ls -A out | head -2";
    let Some(said) = on_a_disk("16m", script) else { return };
    assert!(said.starts_with("0\n0\n0\n0\n.gongkailan.json\n404.html\n"), "{said}");
}

#[test]
fn too_little_memory_is_told_in_plain_words() {
    let site = Site::empty();
    site.run(&["init", "town", "-q", "--example", "township"]).exits(0);
    let mut short_of_memory = 0;
    for kilobytes in [150_000, 200_000, 250_000, 300_000] {
        let ran = Command::new("sh")
            .args([
                "-c",
                &format!("ulimit -v {kilobytes} && exec \"$P\" check -q -s town --as-of 2026-11-22"),
            ])
            .current_dir(site.path())
            .env_clear()
            .env("P", PROGRAM)
            .env("SOURCE_DATE_EPOCH", EPOCH)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(matches!(ran.status.code(), Some(0 | 2)), "{kilobytes}: {:?} {said}", ran.status);
        if ran.status.code() == Some(2) {
            short_of_memory += 1;
            assert!(said.starts_with("内存不够") && said.lines().count() == 2, "{kilobytes}: {said}");
        }
    }
    assert!(short_of_memory > 0);
}

#[test]
fn what_of_the_users_cannot_be_moved_stays_where_it_is() {
    let script = "build -q; mkdir public/own; mount -t tmpfs tmpfs public/own; echo mine >public/own/x; \
                  build -q --as-of 2026-07-01; cat public/own/x; umount public/own; rmdir public/own; \
                  build -q --as-of 2026-07-01 -o plain; diff -r public plain; ls -A";
    let Some(said) = on_a_disk("16m", script) else { return };
    assert!(said.starts_with("0\n0\nmine\n0\ncontent\nplain\npublic\n"), "{said}");
}
