//! `watch`: whatever an editor does, a save arrives; what is no input does not; and nothing is lost. Each test but the
//! last ones is a fault that other programs of the kind had.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::following::{Following, until};
use super::harness::{EPOCH, PROGRAM, Site, assert_same, program, tree};

const RECORDS: &str = "content/records.yaml";
const PUBLISHED: &str = "published to";

/// A village that is being watched, its first site published.
fn watched(site: &Site, arguments: &[&str]) -> Following {
    let mut following = Following::start(site.path(), &[&["watch", "--lang", "en"], arguments].concat());
    following.says(PUBLISHED, 1);
    following
}

/// Waits until the published file holds `text`.
#[track_caller]
fn shows(site: &Site, path: &str, text: &str) {
    let file = site.public().join(path);
    until(&format!("{text} in {path}"), || fs::read_to_string(&file).ok()?.contains(text).then_some(()));
}

#[track_caller]
fn is_gone(site: &Site, path: &str) {
    let file = site.public().join(path);
    // While folders are exchanged nothing may be missing that stays.
    until(&format!("{path} to go"), || {
        (!file.exists() && site.public().join("index.html").exists()).then_some(())
    });
}

/// What is published equals what a build from nothing publishes.
#[track_caller]
fn is_clean(site: &Site) {
    let out = site.path().join("clean");
    site.run(&["build", "-q", "-o", "clean"]).exits(0);
    assert_same(&tree(&site.public()), &tree(&out));
    fs::remove_dir_all(out).unwrap();
}

const LANE: &str = "lookup/g-1/index.html";

#[test]
fn every_way_of_saving_arrives() {
    let site = Site::village();
    let _following = watched(&site, &[]);
    let path = site.path().join(RECORDS);
    let text = |door: &str| fs::read_to_string(&path).unwrap().replace("1号, grid: g-1", door);
    let original = fs::read_to_string(&path).unwrap();
    // In place.
    fs::write(&path, text("东头1号, grid: g-1")).unwrap();
    shows(&site, LANE, "东头1号");
    // A new file in its place, twice: whoever watches files loses the second.
    for door in ["南头1号", "西头1号"] {
        let beside = site.path().join("content/.records.yaml.new");
        fs::write(&beside, original.replace("1号, grid: g-1", &format!("{door}, grid: g-1"))).unwrap();
        fs::rename(&beside, &path).unwrap();
        shows(&site, LANE, door);
    }
    // Away and back, as some editors keep a copy.
    fs::rename(&path, site.path().join("content/records.yaml~")).unwrap();
    fs::write(&path, original.replace("1号, grid: g-1", "北头1号, grid: g-1")).unwrap();
    shows(&site, LANE, "北头1号");
    // With the old times and the old length.
    let times = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, original.replace("1号, grid: g-1", "中头1号, grid: g-1")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(times).unwrap();
    shows(&site, LANE, "中头1号");
    is_clean(&site);
}

#[test]
fn what_is_new_removed_or_moved_arrives() {
    let site = Site::village();
    let _following = watched(&site, &[]);
    // Folders made and filled in one go.
    site.write("content/2026/03/通知/a.md", "---\n标题: 甲\n类型: 公告\n日期: 2026-03-01\n---\n甲。\n");
    site.write("content/2026/03/通知/b.md", "---\n标题: 乙\n类型: 公告\n日期: 2026-03-02\n---\n乙。\n");
    shows(&site, "notices/b/index.html", "乙。");
    shows(&site, "notices/a/index.html", "甲。");
    fs::remove_file(site.path().join("content/2026/03/通知/a.md")).unwrap();
    is_gone(&site, "notices/a/index.html");
    fs::rename(site.path().join("content/2026"), site.path().join("content/old")).unwrap();
    site.edit("content/old/03/通知/b.md", "乙。", "在新地方改的。");
    shows(&site, "notices/b/index.html", "在新地方改的。");
    fs::remove_dir_all(site.path().join("content/old")).unwrap();
    is_gone(&site, "notices/b/index.html");
    // A folder that comes back under its old name is another folder.
    site.write("content/2026/c.md", "---\n标题: 丙\n类型: 公告\n日期: 2026-03-03\n---\n丙。\n");
    shows(&site, "notices/c/index.html", "丙。");
    site.edit("content/2026/c.md", "丙。", "又改。");
    shows(&site, "notices/c/index.html", "又改。");
    is_clean(&site);
}

#[test]
fn files_that_were_missing_and_themes_arrive() {
    let site = Site::village();
    site.write("content/n.md", "---\n标题: 图\n类型: 公告\n日期: 2026-03-01\n---\n[方案](附件/方案.txt)\n");
    let mut following = Following::start(site.path(), &["watch", "--lang", "en"]);
    following.says("there is no file content/附件/方案.txt", 1);
    assert!(!site.public().exists());
    site.write("content/附件/方案.txt", "the plan");
    shows(&site, "notices/n/index.html", "href=\"../../files/");
    site.write("content/附件/方案.txt", "another plan");
    until("the new file", || {
        (fs::read(site.public().join("files/附件/方案.txt")).ok()? == b"another plan").then_some(())
    });
    // No folder `themes` was there.
    site.write("themes/default/assets/base.css", "body { color: teal }");
    shows(&site, "assets/base.css", "teal");
    site.write("themes/default/strings/zh-CN.yaml", "nav_home: 大门口\n");
    shows(&site, "index.html", "大门口");
    site.write("themes/default/templates/404.html", "{{ broken");
    following.says("theme-template", 1);
    fs::remove_dir_all(site.path().join("themes")).unwrap();
    until("the built-in theme", || {
        (!fs::read_to_string(site.public().join("index.html")).ok()?.contains("大门口")).then_some(())
    });
    site.edit("content/site.yaml", "试村公开栏", "新村公开栏");
    shows(&site, "index.html", "新村公开栏");
    is_clean(&site);
}

#[test]
fn droppings_and_the_output_make_nothing_again() {
    let site = Site::village();
    let mut following = watched(&site, &[]);
    for path in [
        "content/.records.yaml.swp",
        "content/4913",
        "content/records.yaml~",
        "content/#records.yaml#",
        "content/a.tmp",
        "notes.txt",
        "public/extra.txt",
    ] {
        site.write(path, "x");
        fs::remove_file(site.path().join(path)).unwrap();
    }
    let same = fs::read(site.path().join(RECORDS)).unwrap();
    site.write(RECORDS, same);
    thread::sleep(Duration::from_millis(300));
    site.edit(RECORDS, "1号, grid: g-1", "东头1号, grid: g-1");
    shows(&site, LANE, "东头1号");
    following.says(PUBLISHED, 2);
    thread::sleep(Duration::from_millis(300));
    let err = following.err();
    assert_eq!(following.times(PUBLISHED) + following.times("no change"), 2, "{err}");
}

#[test]
fn a_broken_save_keeps_the_published_site_whole() {
    let site = Site::village();
    let mut following = watched(&site, &[]);
    let before = tree(&site.public());
    site.edit(RECORDS, "door: 1号", "doorr: 1号");
    following.says("pages stay as they were", 1);
    assert!(following.err().contains("content/records.yaml:12:15"), "{}", following.err());
    assert_same(&tree(&site.public()), &before);
    fs::rename(site.path().join("content"), site.path().join("away")).unwrap();
    following.says("there is no folder content/", 1);
    assert_same(&tree(&site.public()), &before);
    fs::rename(site.path().join("away"), site.path().join("content")).unwrap();
    site.edit(RECORDS, "doorr: 1号", "door: 东头1号");
    shows(&site, LANE, "东头1号");
    is_clean(&site);
}

#[test]
fn many_saves_at_once_end_with_the_last() {
    let site = Site::village();
    let _following = watched(&site, &[]);
    let original = fs::read_to_string(site.path().join(RECORDS)).unwrap();
    // Without a pause, and longer than any burst may be.
    const SAVES: u32 = 220;
    for saves in 1..=SAVES {
        site.write(RECORDS, original.replace("1号, grid: g-1", &format!("{saves}弄1号, grid: g-1")));
        thread::sleep(Duration::from_millis(4));
    }
    shows(&site, LANE, &format!("{SAVES}弄1号"));
    is_clean(&site);
}

#[test]
fn a_save_that_is_repeated_at_once_is_shown() {
    let site = Site::village();
    let _following = watched(&site, &[]);
    let original = fs::read_to_string(site.path().join(RECORDS)).unwrap();
    // What the first save makes is held back by the second, which makes nothing: it must be shown all the same.
    for pause in 4..20 {
        let saved = original.replace("1号, grid: g-1", &format!("{pause}弄1号, grid: g-1"));
        for _ in 0..3 {
            site.write(RECORDS, &saved);
            thread::sleep(Duration::from_millis(pause));
        }
        shows(&site, LANE, &format!("{pause}弄1号"));
    }
    is_clean(&site);
}

#[test]
fn without_the_systems_word_all_is_looked_at() {
    let site = Site::village();
    let following = watched(&site, &["--poll"]);
    assert!(following.err().contains("looked at a few times a second"), "{}", following.err());
    site.edit(RECORDS, "1号, grid: g-1", "东头1号, grid: g-1");
    shows(&site, LANE, "东头1号");
    site.write("content/n/n.md", "---\n标题: 丙\n类型: 公告\n日期: 2026-03-03\n---\n丙。\n");
    shows(&site, "notices/n/index.html", "丙。");
}

#[cfg(target_os = "linux")]
#[test]
fn the_systems_limit_is_told_in_words_and_saves_arrive_all_the_same() {
    let site = Site::village();
    let namespace = ["--user", "--map-root-user"];
    let limited = "echo 1 > /proc/sys/user/max_inotify_watches";
    let may = Command::new("unshare").args(namespace).args(["sh", "-c", limited]).status();
    if !may.is_ok_and(|status| status.success()) {
        eprintln!("skipped: this system lets nobody lower the limit of watches");
        return;
    }
    let mut command = Command::new("unshare");
    command.args(namespace).args(["sh", "-c", &format!("{limited}; exec \"$P\" watch --lang en")]);
    command.env("P", PROGRAM).env("SOURCE_DATE_EPOCH", EPOCH).current_dir(site.path());
    let mut following = Following::run(command);
    following.says("fs.inotify.max_user_watches", 1);
    assert!(following.err().contains("the disk is not full"), "{}", following.err());
    following.says(PUBLISHED, 1);
    site.edit(RECORDS, "1号, grid: g-1", "东头1号, grid: g-1");
    shows(&site, LANE, "东头1号");
    assert!(following.runs());
}

#[cfg(unix)]
#[test]
fn links_are_followed_wherever_they_are_led() {
    use std::os::unix::fs::symlink;
    let site = Site::empty();
    let [one, other] = [Site::village(), Site::village()];
    other.edit(RECORDS, "1号, grid: g-1", "别处1号, grid: g-1");
    let link = site.path().join("content");
    symlink(one.path().join("content"), &link).unwrap();
    let _following = watched(&site, &[]);
    one.edit(RECORDS, "1号, grid: g-1", "东头1号, grid: g-1");
    shows(&site, LANE, "东头1号");
    fs::remove_file(&link).unwrap();
    symlink(other.path().join("content"), &link).unwrap();
    shows(&site, LANE, "别处1号");
    other.edit(RECORDS, "别处1号", "那里1号");
    shows(&site, LANE, "那里1号");
}

#[test]
fn a_build_by_hand_is_welcome_and_a_foreign_folder_is_not_touched() {
    let site = Site::village();
    let _following = watched(&site, &[]);
    site.run(&["build", "-q"]).exits(0);
    let foreign = Site::village();
    foreign.write("photos/a.jpg", "mine");
    foreign.run(&["watch", "-o", "photos"]).exits(2);
    assert_eq!(fs::read(foreign.path().join("photos/a.jpg")).unwrap(), b"mine");
    foreign.run(&["watch", "-s", "nowhere"]).exits(2);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_130_and_leaves_nothing_behind() {
    let site = Site::village();
    let mut following = watched(&site, &[]);
    assert_eq!(following.interrupt(), Some(130));
    assert_eq!(site.names(), ["content", "public"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_published_to_once_there_is_room() {
    let namespace = ["--user", "--map-root-user", "--mount"];
    if !Command::new("unshare").args(namespace).arg("true").status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: this system allows no mount namespaces");
        return;
    }
    let site = Site::village();
    fs::create_dir(site.path().join("disk")).unwrap();
    let script = r#"
        set -eu
        mount -t tmpfs -o size=16m tmpfs disk
        wait_for() { i=0; while ! grep -q "$1" said; do i=$((i + 1)); [ $i -lt 3000 ]; sleep 0.1; done; }
        "$P" watch --lang en -o disk/public 2>said & pid=$!
        trap 'kill $pid' EXIT
        wait_for 'published to'
        cp -r disk/public before
        dd if=/dev/zero of=disk/fill bs=4k 2>/dev/null || true
        sed -i 's/door: 1号/door: 东头1号/' content/records.yaml
        wait_for 'the disk is full'
        diff -r disk/public before
        rm disk/fill
        : >said
        wait_for 'published to'
        "$P" build -q -o clean
        diff -r disk/public clean
    "#;
    let ran = Command::new("unshare")
        .args(namespace)
        .args(["sh", "-c", script])
        .current_dir(site.path())
        .env("P", PROGRAM)
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .output()
        .unwrap();
    let said = fs::read_to_string(site.path().join("said")).unwrap_or_default();
    assert!(
        ran.status.success(),
        "{}{}{said}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
}

/// Kills `watch` at many moments after a save; each time the published folder must be wholly the old or the new site.
#[test]
fn a_killed_watch_leaves_the_old_site_or_the_new_one() {
    let site = Site::village();
    let original = fs::read_to_string(site.path().join(RECORDS)).unwrap();
    let versions = [
        original.clone(),
        original.replace("door: 1号", "door: 东头1号").replace("修通机耕路", "修好机耕路"),
    ];
    let wanted = versions.clone().map(|text| {
        let clean = Site::village();
        clean.write(RECORDS, text);
        clean.run(&["build", "-q"]).exits(0);
        tree(&clean.public())
    });
    site.run(&["build", "-q"]).exits(0);
    let start = Instant::now();
    let mut following = watched_quietly(&site);
    let usual = start.elapsed();
    site.write(RECORDS, &versions[1]);
    shows(&site, LANE, "东头1号");
    let whole_run = start.elapsed().max(usual * 2);
    following.kill();

    const KILLS: u32 = 100;
    for kill in 0..KILLS {
        // Half of them are killed at some moment from the start on, half after a save that they saw.
        let mut watch = program().current_dir(site.path()).args(["watch", "-q"]).spawn().unwrap();
        let text = &versions[kill as usize % 2];
        if kill % 4 < 2 {
            site.write(RECORDS, text);
            thread::sleep(whole_run * kill / KILLS);
        } else {
            thread::sleep(usual);
            site.write(RECORDS, text);
            thread::sleep(Duration::from_millis(u64::from(kill)));
        }
        watch.kill().unwrap();
        watch.wait().unwrap();
        assert!(wanted.contains(&tree(&site.public())), "kill {kill} left a mixed site");
        assert_eq!(&fs::read_to_string(site.path().join(RECORDS)).unwrap(), text, "kill {kill}");
    }
    site.run(&["build", "-q"]).exits(0);
    assert_same(&tree(&site.public()), &wanted[(KILLS as usize - 1) % 2]);
    // The next one removes whatever one that was killed could not.
    watched_quietly(&site).kill();
    assert_eq!(site.names(), ["content", "public"]);
}

fn watched_quietly(site: &Site) -> Following {
    let mut following = Following::start(site.path(), &["watch", "--lang", "en"]);
    following.says("up to date", 1);
    following
}
