//! Saves that come in pieces: a file that somebody is still writing is never read as if it were whole, whatever the
//! program that writes does and however busy the machine is. Half of the records below are sound YAML.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::following::{Ear, Following, ask, until};
use super::harness::{Site, assert_same, program, tree};

const RECORDS: &str = "content/records.yaml";
const LANE: &str = "lookup/g-2/index.html";
const PUBLISHED: &str = "published to";
const WRITING: &str = "is being written by another program";

/// Between two parts of a file.
const PAUSES: [u64; 7] = [1, 5, 20, 60, 150, 220, 300];

/// The records with another door of the last household, and where they can be cut: half of the households are a board.
fn records(door: &str) -> (String, usize) {
    let text = fs::read_to_string(super::harness::root().join("tests/boards/village").join(RECORDS)).unwrap();
    let text = text.replace("door: 6号", &format!("door: {door}"));
    let cut = text.find("  - {id: h-5").unwrap();
    (text, cut)
}

fn pause(milliseconds: u64) {
    thread::sleep(Duration::from_millis(milliseconds));
}

/// A way in which programs write: into the file at hand, so many milliseconds between the parts.
type Way = fn(&Site, &str, usize, u64);

fn emptied_first(site: &Site, text: &str, cut: usize, milliseconds: u64) {
    let mut file = File::create(site.path().join(RECORDS)).unwrap();
    pause(milliseconds);
    file.write_all(&text.as_bytes()[..cut]).unwrap();
    pause(milliseconds);
    file.write_all(&text.as_bytes()[cut..]).unwrap();
}

/// In place, then cut to its length.
fn over_the_old(site: &Site, text: &str, cut: usize, milliseconds: u64) {
    let mut file = File::options().write(true).open(site.path().join(RECORDS)).unwrap();
    file.set_len(cut as u64).unwrap();
    pause(milliseconds);
    file.write_all(text.as_bytes()).unwrap();
    pause(milliseconds);
    file.set_len(text.len() as u64).unwrap();
}

/// The end before the beginning, as some copies over a network arrive.
fn the_end_first(site: &Site, text: &str, cut: usize, milliseconds: u64) {
    let mut file = File::create(site.path().join(RECORDS)).unwrap();
    file.seek(SeekFrom::Start(cut as u64)).unwrap();
    file.write_all(&text.as_bytes()[cut..]).unwrap();
    pause(milliseconds);
    file.rewind().unwrap();
    file.write_all(&text.as_bytes()[..cut]).unwrap();
    file.sync_all().unwrap();
    pause(milliseconds);
}

/// A new file that is moved into place while it is still written.
fn moved_too_early(site: &Site, text: &str, cut: usize, milliseconds: u64) {
    let beside = site.path().join("content/.records.part");
    let mut file = File::create(&beside).unwrap();
    file.write_all(&text.as_bytes()[..cut]).unwrap();
    fs::rename(&beside, site.path().join(RECORDS)).unwrap();
    pause(milliseconds);
    file.write_all(&text.as_bytes()[cut..]).unwrap();
}

/// Whether the system tells who has a file open. Where it does not, what pauses too long cannot be told from what ends.
fn is_told() -> bool {
    let is_told = fs::read("/proc/sys/fs/leases-enable").is_ok_and(|text| text.starts_with(b"1"));
    if !is_told {
        eprintln!("skipped: this system knows no leases on files");
    }
    is_told
}

/// Saves in every way and with every pause; each is published once, whole.
fn each_save_is_published_once(arguments: &[&str]) {
    if !is_told() {
        return;
    }
    let site = Site::village();
    let mut following = Following::start(site.path(), &[&["watch", "--lang", "en"], arguments].concat());
    following.says(PUBLISHED, 1);
    let ways: [(&str, Way); 4] = [
        ("emptied", emptied_first),
        ("over", over_the_old),
        ("end", the_end_first),
        ("moved", moved_too_early),
    ];
    let mut saves = 1;
    for milliseconds in PAUSES {
        for (name, write) in ways {
            let (text, cut) = records(&format!("{name}{milliseconds}号"));
            write(&site, &text, cut, milliseconds);
            saves += 1;
            following.says(PUBLISHED, saves);
            let shown = fs::read_to_string(site.public().join(LANE)).unwrap();
            assert!(
                shown.contains(&format!("{name}{milliseconds}号")),
                "{name} {milliseconds}: published too early"
            );
        }
    }
    site.run(&["build", "-q", "-o", "clean"]).exits(0);
    assert_same(&tree(&site.public()), &tree(&site.path().join("clean")));
    assert_eq!(following.times(PUBLISHED), saves, "{}", following.err());
}

#[test]
fn a_file_in_pieces_is_published_when_it_is_whole() {
    each_save_is_published_once(&[]);
}

#[test]
fn a_file_in_pieces_is_published_when_it_is_whole_though_the_system_tells_nothing() {
    each_save_is_published_once(&["--poll"]);
}

#[test]
fn what_is_being_written_when_watching_begins_is_waited_for_and_told() {
    if !is_told() {
        return;
    }
    let site = Site::village();
    site.run(&["build", "-q"]).exits(0);
    let before = tree(&site.public());
    let (text, cut) = records("新6号");
    let mut file = File::create(site.path().join(RECORDS)).unwrap();
    file.write_all(&text.as_bytes()[..cut]).unwrap();
    let mut following = Following::start(site.path(), &["watch", "--lang", "en"]);
    following.says(WRITING, 1);
    assert!(following.err().contains("content/records.yaml"), "{}", following.err());
    assert_same(&tree(&site.public()), &before);
    file.write_all(&text.as_bytes()[cut..]).unwrap();
    drop(file);
    following.says(PUBLISHED, 1);
    assert!(fs::read_to_string(site.public().join(LANE)).unwrap().contains("新6号"));
    assert_eq!(following.times(WRITING), 1, "told once");
}

#[test]
fn every_kind_of_file_is_waited_for() {
    if !is_told() {
        return;
    }
    let site = Site::village();
    site.write("content/n.md", "---\n标题: 图\n类型: 公告\n日期: 2026-03-01\n---\n[方案](附件/方案.txt)\n");
    site.write("content/附件/方案.txt", "the plan is whole");
    site.write("themes/default/assets/own.css", "body { color: teal }");
    let following = Following::start(site.path(), &["serve", "--lang", "en"]);
    let port = following.port();
    until("the first site", || (ask(port, "GET", "/", &[]).status == 200).then_some(()));
    let mut ear = Ear::open(port, "index.html");
    for (told, (path, shown, old, new)) in [
        (
            "content/附件/方案.txt",
            "/files/%E9%99%84%E4%BB%B6/%E6%96%B9%E6%A1%88.txt",
            "the plan is whole",
            "a new one",
        ),
        ("themes/default/assets/own.css", "/assets/own.css", "body { color: teal }", "body { color: red }"),
        ("content/site.yaml", "/", "试村公开栏", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let whole = fs::read_to_string(site.path().join(path)).unwrap();
        let new = if new.is_empty() { whole.replace(old, "新村公开栏") } else { new.to_owned() };
        let mut file = File::create(site.path().join(path)).unwrap();
        file.write_all(&new.as_bytes()[..new.len() / 2]).unwrap();
        until(&format!("that {path} is waited for"), || (following.times(WRITING) > told).then_some(()));
        assert!(ask(port, "GET", shown, &[]).text().contains(old), "{path}");
        file.write_all(&new.as_bytes()[new.len() / 2..]).unwrap();
        drop(file);
        assert!(ear.next()["trouble"]["title"].as_str().unwrap().contains(path), "open pages say so");
        assert!(ear.next()["trouble"].is_null());
        assert!(!ask(port, "GET", shown, &[]).text().contains(old), "{path}");
    }
}

#[test]
fn a_build_waits_until_a_file_is_whole() {
    if !is_told() {
        return;
    }
    let site = Site::village();
    for milliseconds in [0, 10, 50, 300, 900] {
        let (text, cut) = records(&format!("{milliseconds}号"));
        let mut file = File::create(site.path().join(RECORDS)).unwrap();
        file.write_all(&text.as_bytes()[..cut]).unwrap();
        let mut build =
            program().current_dir(site.path()).args(["build", "-q"]).stderr(Stdio::null()).spawn().unwrap();
        pause(milliseconds);
        file.write_all(&text.as_bytes()[cut..]).unwrap();
        drop(file);
        assert!(build.wait().unwrap().success());
        let shown = fs::read_to_string(site.public().join(LANE)).unwrap();
        assert!(shown.contains(&format!("{milliseconds}号")), "{milliseconds}");
    }
}

#[test]
fn a_file_that_goes_on_changing_while_it_is_read_is_read_whole() {
    if !is_told() {
        return;
    }
    let site = Site::village();
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let texts = [records("甲").0, records("乙丙丁").0];
    thread::scope(|scope| {
        scope.spawn(|| {
            for text in texts.iter().cycle() {
                if is_over.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                fs::write(site.path().join(RECORDS), text).unwrap();
                pause(3);
            }
        });
        for _ in 0..20 {
            site.run(&["build", "-q"]).exits(0);
            let shown = fs::read_to_string(site.public().join(LANE)).unwrap();
            assert!(shown.contains("甲") || shown.contains("乙丙丁"), "half of the records");
        }
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
