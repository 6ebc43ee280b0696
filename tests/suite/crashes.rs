//! The program killed at every step of publishing: what is published is the old site or the new one, and what the user
//! keeps in the output folder is there, or is given back by the next run. Where `strace` is missing, the test that needs
//! it says so and passes.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::thread;

use super::harness::{EPOCH, PROGRAM, Site, assert_same, program, tree};

const DAYS: [&str; 2] = ["2026-03-31", "2026-07-01"];

/// What the user keeps there.
const OWN: [&str; 4] = ["own/deep/photo.jpg", ".git/HEAD", "自己的/x.txt", "CNAME"];

/// A published village with things of the user's in its output, and what is published on either day.
fn kept() -> (Site, [BTreeMap<String, Vec<u8>>; 2]) {
    let site = Site::village();
    let wanted = DAYS.map(|day| {
        site.run(&["build", "-q", "--as-of", day, "-o", day]).exits(0);
        let wanted = tree(&site.path().join(day));
        fs::remove_dir_all(site.path().join(day)).unwrap();
        wanted
    });
    site.run(&["build", "-q", "--as-of", DAYS[0]]).exits(0);
    OWN.iter().for_each(|path| site.write(&format!("public/{path}"), "mine"));
    (site, wanted)
}

/// What is published, without what is the user's.
fn published(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let mut found = tree(&site.public());
    found.retain(|path, _| !OWN.contains(&path.as_str()));
    found
}

/// Checks what a killed run has left: a whole site, and all of the user's in the folder or beside it.
#[track_caller]
fn is_sound(site: &Site, wanted: &[BTreeMap<String, Vec<u8>>; 2], what: &str) {
    assert!(wanted.contains(&published(site)), "{what}: a mixed site");
    let places = ["public", ".public.gongkailan-new"];
    for path in OWN {
        let found: Vec<_> =
            places.iter().filter_map(|place| fs::read(site.path().join(place).join(path)).ok()).collect();
        assert!(!found.is_empty() && found.iter().all(|text| text == b"mine"), "{what}: {path} is lost");
    }
}

/// Checks that a further run leaves nothing amiss.
#[track_caller]
fn is_mended(site: &Site, wanted: &[BTreeMap<String, Vec<u8>>; 2], what: &str) {
    site.run(&["build", "-q", "--as-of", DAYS[0]]).exits(0);
    assert_same(&published(site), &wanted[0]);
    for path in OWN {
        assert_eq!(fs::read(site.public().join(path)).unwrap_or_default(), b"mine", "{what}: {path}");
    }
    assert_eq!(site.names(), ["content", "public"], "{what}");
}

#[test]
fn killed_before_any_change_of_the_disk_everything_is_there() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|ran| ran.status.success()) {
        eprintln!("skipped: strace is missing");
        return;
    }
    let (site, wanted) = kept();
    // Every renaming; of the many others the first ones and some later ones.
    let every: Vec<u32> = (1..).take(64).collect();
    let some: Vec<u32> = (0..8).map(|power| 1 << power).collect();
    let mut kills = 0;
    for (calls, times) in [
        ("rename,renameat,renameat2", &every),
        ("mkdir,mkdirat", &some),
        ("link,linkat", &some),
        ("unlink,unlinkat,rmdir", &some),
        ("fsync,syncfs", &some),
    ] {
        for time in times {
            let (trace, inject) =
                (format!("trace={calls}"), format!("inject={calls}:signal=KILL:when={time}"));
            let mut command = Command::new("strace");
            command.args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject, PROGRAM]);
            command.args(["build", "-q", "--as-of", DAYS[1]]).current_dir(site.path());
            let ran = command.env("SOURCE_DATE_EPOCH", EPOCH).output().unwrap();
            if ran.status.success() {
                is_mended(&site, &wanted, &inject);
                break;
            }
            kills += 1;
            is_sound(&site, &wanted, &inject);
            is_mended(&site, &wanted, &inject);
        }
    }
    assert!(kills > 20, "only {kills} kills");
}

#[test]
fn killed_at_any_moment_everything_is_there() {
    let (site, wanted) = kept();
    let start = std::time::Instant::now();
    site.run(&["build", "-q", "--as-of", DAYS[1]]).exits(0);
    let whole_run = start.elapsed();
    const KILLS: u32 = 60;
    for kill in 0..KILLS {
        let mut build = program()
            .current_dir(site.path())
            .args(["build", "-q", "--as-of", DAYS[kill as usize % 2]])
            .spawn()
            .unwrap();
        // Publishing is the second half.
        thread::sleep(whole_run / 2 + whole_run * kill / KILLS / 2);
        build.kill().unwrap();
        build.wait().unwrap();
        is_sound(&site, &wanted, &format!("kill {kill}"));
    }
    is_mended(&site, &wanted, "the last run");
}
