//! The program killed while it publishes: the record is whole, with the publication or without it, the site is the old one
//! or the new one, and the next run finishes the work. Where `strace` is missing, that test says so and passes.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;

use gongkailan::publication::folder;

use super::super::harness::{EPOCH, PROGRAM, Site, program, tree};
use super::verifying::told;
use super::{DAYS, RECORDS, move_due, publish, recorded, verify};

/// How many publications `record/` holds, which must be whole.
#[track_caller]
fn publications(site: &Site) -> usize {
    let read = folder::read(&folder::of(site.path())).expect("the record is whole");
    read.map_or(0, |record| record.entries.len())
}

/// Checks what a killed run has left, and that the next one finishes its work.
#[track_caller]
fn is_sound(site: &Site, before: usize, what: &str) {
    let known = publications(site);
    assert!(known == before || known == before + 1, "{what}: {known} publications");
    if site.public().exists() {
        assert_eq!(told(&tree(&site.public())), [""; 0], "{what}");
    }
    publish(site, DAYS[1], &["-q"]).exits(0);
    assert_eq!(publications(site), before + 1, "{what}");
    verify(site, &[]).exits(0);
    assert!(recorded(site).iter().all(|name| !name.starts_with('.')), "{what}: {:?}", recorded(site));
    assert_eq!(site.names(), ["content", "public", "record"], "{what}");
}

/// Whether there is `strace`; else that is said.
fn has_strace() -> bool {
    let found = Command::new("strace").arg("-V").output().is_ok_and(|ran| ran.status.success());
    if !found {
        eprintln!("skipped: strace is missing");
    }
    found
}

/// A village that published `before` times, and then changed.
fn site(before: usize) -> Site {
    let site = Site::village();
    if before > 0 {
        publish(&site, DAYS[0], &["-q"]).exits(0);
        move_due(&site);
    }
    site
}

#[test]
fn killed_before_any_change_of_the_disk_the_record_is_whole() {
    if !has_strace() {
        return;
    }
    // In the record every call, elsewhere every renaming and some of the others.
    let every: Vec<u32> = (1..40).collect();
    let some: Vec<u32> = (0..7).map(|power| 1 << power).collect();
    let mut kills = 0;
    for before in [0, 1] {
        let kept = site(before);
        let whole = tree(kept.path());
        for (calls, times, only_record) in [
            // Calls of one name are counted together.
            ("openat", &every, true),
            ("write", &every, true),
            ("fsync", &every, true),
            ("rename", &every, true),
            ("unlink", &every, true),
            ("mkdir", &every, true),
            ("rename,renameat,renameat2", &every, false),
            ("mkdir,mkdirat", &some, false),
            ("link,linkat", &some, false),
            ("unlink,unlinkat,rmdir", &some, false),
            ("fsync,syncfs", &some, false),
            ("write,pwrite64,copy_file_range", &some, false),
        ] {
            for time in times {
                let site = Site::empty();
                whole.iter().for_each(|(path, bytes)| site.write(path, bytes));
                let (trace, inject) =
                    (format!("trace={calls}"), format!("inject={calls}:signal=KILL:when={time}"));
                let mut command = Command::new("strace");
                command.args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject]);
                if only_record {
                    let number = before + 1;
                    for name in ["pages", "jsonl"] {
                        command.args(["-P", &format!("./record/.{number:06}.{name}.new")]);
                        command.args(["-P", &format!("./record/{number:06}.{name}")]);
                    }
                    command.args(["-P", "./record"]);
                }
                command.args([PROGRAM, "publish", "-q", "--as-of", DAYS[1]]).current_dir(site.path());
                let ran = command.env("SOURCE_DATE_EPOCH", EPOCH).output().unwrap();
                let what = format!("{before} {inject} {only_record}");
                is_sound(&site, before, &what);
                if ran.status.success() {
                    break;
                }
                kills += 1;
            }
        }
    }
    assert!(kills > 40, "only {kills} kills");
}

#[test]
fn a_withdrawal_that_was_killed_is_finished_by_the_next() {
    if !has_strace() {
        return;
    }
    let kept = site(1);
    publish(&kept, DAYS[1], &["-q"]).exits(0);
    let whole = tree(kept.path());
    let redact = ["redact", "承诺", "xiu-tong-ji-geng-lu", "--field", "title", "--reason", "x"];
    let mut kills = 0;
    let calls = ["openat", "write", "fsync", "rename"];
    for (call, time) in calls.into_iter().flat_map(|call| (1..4).map(move |time| (call, time))) {
        let site = Site::empty();
        whole.iter().for_each(|(path, bytes)| site.write(path, bytes));
        let (trace, inject) = (format!("trace={call}"), format!("inject={call}:signal=KILL:when={time}"));
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject]);
        for name in ["000001.jsonl", "000002.jsonl"] {
            command.args(["-P", &format!("./record/.{name}.new"), "-P", &format!("./record/{name}")]);
        }
        command.arg(PROGRAM).args(redact).current_dir(site.path());
        let ran = command.env("SOURCE_DATE_EPOCH", EPOCH).output().unwrap();
        kills += usize::from(!ran.status.success());
        assert_eq!(publications(&site), 2, "{inject}");
        site.run(&redact).exits(0);
        for (path, bytes) in tree(&site.path().join("record")) {
            assert!(!String::from_utf8_lossy(&bytes).contains("修通机耕路"), "{inject}: {path}");
        }
        assert_eq!(publications(&site), 2, "{inject}");
    }
    assert!(kills > 4, "only {kills} kills");
}

#[test]
fn killed_at_any_moment_the_record_is_whole() {
    let kept = site(1);
    let whole = tree(kept.path());
    let start = std::time::Instant::now();
    publish(&kept, DAYS[1], &["-q"]).exits(0);
    let whole_run = start.elapsed();
    const KILLS: u32 = 30;
    for kill in 0..KILLS {
        let site = Site::empty();
        whole.iter().for_each(|(path, bytes)| site.write(path, bytes));
        let mut run =
            program().current_dir(site.path()).args(["publish", "-q", "--as-of", DAYS[1]]).spawn().unwrap();
        // Publishing is the second half.
        std::thread::sleep(whole_run / 2 + whole_run * kill / KILLS / 2);
        run.kill().unwrap();
        run.wait().unwrap();
        is_sound(&site, 1, &format!("kill {kill}"));
    }
}

#[test]
fn two_at_the_same_time_make_no_fork() {
    let site = site(1);
    for (round, day) in ["2026-07-02", "2026-07-03", "2026-07-04", "2026-07-05"].into_iter().enumerate() {
        site.edit(RECORDS, "王一, title: 村书记", &format!("王一, title: 第{round}任书记"));
        let both = ["one", "two"].map(|out| {
            let mut run = program();
            run.current_dir(site.path()).args(["publish", "-q", "--as-of", day, "-o", out]);
            run.spawn().unwrap()
        });
        let codes = both.map(|mut run| run.wait().unwrap().code());
        assert!(codes.contains(&Some(0)), "{codes:?}");
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
        assert_eq!(publications(&site), round + 2);
        site.edit(RECORDS, &format!("第{round}任书记"), "村书记");
    }
    for out in ["one", "two"].iter().filter(|out| site.path().join(out).exists()) {
        assert_eq!(told(&tree(&site.path().join(out))), [""; 0], "{out}");
    }
    drop(fs::remove_dir_all(site.path().join("one")));
}
