//! The output folder: all or nothing, only what changed, the same everywhere, one build at a time.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::harness::{Site, assert_same, program, tree};

const RECORDS: &str = "content/records.yaml";

#[test]
fn an_error_publishes_nothing_and_leaves_the_old_site_byte_identical() {
    let site = Site::village();
    site.run(&["build"]).exits(0);
    let (before, times) = (tree(&site.public()), times(&site.public()));
    site.edit(RECORDS, "parent: v, lead: 张三", "parent: nowhere, lead: 张三");
    let ran = site.run(&["build"]).exits(1);
    assert!(ran.stdout.is_empty());
    assert!(ran.stderr.contains("content/records.yaml:4:"), "{}", ran.stderr);
    assert_same(&tree(&site.public()), &before);
    assert_eq!(self::times(&site.public()), times);
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn a_first_build_with_errors_makes_no_folder() {
    let site = Site::village();
    site.edit(RECORDS, "door: 1号", "doorr: 1号");
    site.run(&["build"]).exits(1);
    assert_eq!(site.names(), ["content"]);
}

#[test]
fn denied_warnings_publish_nothing() {
    let site = Site::village();
    // No target and no due date: a warning.
    site.edit(RECORDS, "    due: 2026-06-30\n    target: 1.2 公里\n", "");
    site.run(&["build", "--deny-warnings"]).exits(1);
    assert_eq!(site.names(), ["content"]);
    site.run(&["check", "--deny-warnings"]).exits(1);
    site.run(&["build"]).exits(0);
    assert!(site.public().join("index.html").is_file());
}

#[test]
fn two_builds_in_different_folders_are_byte_identical() {
    let [one, two] = [Site::village(), Site::village()];
    one.run(&["build"]).exits(0);
    let ran = program()
        .current_dir("/")
        .env("TZ", "Pacific/Kiritimati")
        .env("LANG", "en_US.UTF-8")
        .env("RAYON_NUM_THREADS", "1")
        .args(["build", "-s"])
        .arg(two.path())
        .output()
        .unwrap();
    assert!(ran.status.success());
    assert_same(&tree(&one.public()), &tree(&two.public()));
}

#[test]
fn the_day_comes_from_the_option_before_the_environment() {
    let [one, two] = [Site::village(), Site::village()];
    one.run(&["build", "--as-of", "2026-07-01"]).exits(0);
    two.run(&["build"]).exits(0);
    assert_ne!(tree(&one.public()), tree(&two.public()));
    two.run(&["build", "--as-of", "2026-07-01"]).exits(0);
    assert_same(&tree(&one.public()), &tree(&two.public()));
}

#[test]
fn what_did_not_change_keeps_its_time() {
    let site = Site::village();
    site.run(&["build"]).exits(0);
    let before = times(&site.public());
    let ran = site.run(&["build", "--lang", "en"]).exits(0);
    assert!(ran.stdout.starts_with("no change:"), "{}", ran.stdout);
    assert_eq!(times(&site.public()), before);

    let old = tree(&site.public());
    site.edit("content/规约.md", "清扫门前", "打扫门前");
    site.run(&["build"]).exits(0);
    let (new, after) = (tree(&site.public()), times(&site.public()));
    let mut rewritten = 0;
    for (path, time) in &after {
        if old.get(path) == new.get(path) {
            assert_eq!(before.get(path), Some(time), "{path} was touched");
        } else {
            rewritten += 1;
        }
    }
    assert!(rewritten > 0 && rewritten < after.len(), "{rewritten} of {}", after.len());
}

#[test]
fn what_is_gone_from_the_records_is_gone_from_the_site() {
    let site = Site::village();
    site.edit(RECORDS, "members:\n", "members:\n  - {id: zhao, name: 赵四}\n");
    site.run(&["build"]).exits(0);
    assert!(site.public().join("members/zhao/index.html").is_file());
    site.edit(RECORDS, "  - {id: zhao, name: 赵四}\n", "");
    site.run(&["build"]).exits(0);
    assert!(!site.public().join("members/zhao").exists());
    let clean = Site::village();
    clean.run(&["build"]).exits(0);
    assert_same(&tree(&site.public()), &tree(&clean.public()));
}

#[test]
fn a_foreign_folder_is_refused() {
    let site = Site::village();
    site.write("public/照片.jpg", "x");
    let ran = site.run(&["build"]).exits(2);
    assert!(ran.stderr.contains("清单"), "{}", ran.stderr);
    assert_eq!(tree(&site.public()).len(), 1);
    for out in [".", "..", "content", "content/x", "themes"] {
        site.run(&["build", "-o", out]).exits(2);
    }
    site.run(&["build", "-o", "elsewhere/site"]).exits(0);
    assert!(site.path().join("elsewhere/site/index.html").is_file());
}

#[test]
fn what_is_missing_is_the_user_s_or_the_machine_s_fault() {
    let site = Site::empty();
    site.run(&["build"]).exits(2);
    site.run(&["check", "-s", "nowhere"]).exits(2);
    site.run(&["check", "--as-of", "2026-02-30"]).exits(2);
    site.run(&["publish"]).exits(2);
    site.run(&[]).exits(2);
    let epoch =
        program().current_dir(site.path()).env("SOURCE_DATE_EPOCH", "soon").arg("check").output().unwrap();
    assert_eq!(epoch.status.code(), Some(2));
    assert_eq!(site.names(), Vec::<String>::new());
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let site = Site::village();
    site.run(&["build"]).exits(0);
    let before = tree(&site.public());
    let lock = fs::File::create(site.path().join(".public.gongkailan-lock")).unwrap();
    lock.lock().unwrap();
    let ran = site.run(&["build", "--lang", "en"]).exits(2);
    assert!(ran.stderr.contains("another gongkailan"), "{}", ran.stderr);
    assert_same(&tree(&site.public()), &before);
    drop(lock);
    site.run(&["build"]).exits(0);
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn builds_that_race_leave_a_whole_site() {
    let site = Site::village();
    site.run(&["build", "-o", "clean"]).exits(0);
    let clean = tree(&site.path().join("clean"));
    for _ in 0..10 {
        let racers: Vec<_> = (0..4)
            .map(|_| {
                program()
                    .current_dir(site.path())
                    .args(["build", "-q"])
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let codes: Vec<_> = racers.into_iter().map(|mut racer| racer.wait().unwrap().code()).collect();
        assert!(codes.contains(&Some(0)), "{codes:?}");
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
        assert_same(&tree(&site.public()), &clean);
        fs::remove_dir_all(site.public()).unwrap();
    }
}

/// Kills builds at many moments; each time the published folder must be wholly the old or wholly the new site.
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let site = Site::village();
    let days = ["2026-03-31", "2026-07-01"];
    let wanted: Vec<BTreeMap<String, Vec<u8>>> = days
        .iter()
        .map(|day| {
            let clean = Site::village();
            clean.run(&["build", "--as-of", day]).exits(0);
            tree(&clean.public())
        })
        .collect();
    site.run(&["build", "--as-of", days[0]]).exits(0);
    let content = tree(&site.path().join("content"));
    let start = std::time::Instant::now();
    site.run(&["build", "--as-of", days[1]]).exits(0);
    let whole_run = start.elapsed();

    const KILLS: u32 = 100;
    for kill in 0..KILLS {
        let mut build = program()
            .current_dir(site.path())
            .args(["build", "-q", "--as-of", days[kill as usize % 2]])
            .spawn()
            .unwrap();
        thread::sleep(whole_run * kill / KILLS);
        build.kill().unwrap();
        build.wait().unwrap();
        let found = tree(&site.public());
        assert!(wanted.contains(&found), "kill {kill} left a mixed site");
    }
    assert_same(&tree(&site.path().join("content")), &content);
    site.run(&["build", "--as-of", days[0]]).exits(0);
    assert_same(&tree(&site.public()), &wanted[0]);
    assert_eq!(site.names(), ["content", "public"]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_130() {
    let site = Site::village();
    // A report too long for the pipe, which nobody reads, keeps the program waiting until it is told to stop.
    site.write(
        "content/long.yaml",
        (0..2000)
            .fold("households:\n".to_owned(), |text, n| text + &format!("  - {{door: 1号, key{n}: 1}}\n")),
    );
    let mut check = program().current_dir(site.path()).arg("check").stdout(Stdio::piped()).spawn().unwrap();
    // Its first words: it is at work.
    check.stdout.as_mut().unwrap().read_exact(&mut [0; 64]).unwrap();
    let told = Command::new("sh").args(["-c", &format!("kill -INT {}", check.id())]).status().unwrap();
    assert!(told.success());
    assert_eq!(check.wait().unwrap().code(), Some(130));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let site = Site::village();
    let script = format!("'{}' check --format json | true; echo ${{PIPESTATUS[0]}}", super::harness::PROGRAM);
    let ran = Command::new("bash").arg("-c").arg(script).current_dir(site.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "0\n");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
}

/// Modification times of all files.
fn times(folder: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let modified = |path: &String| fs::metadata(folder.join(path)).unwrap().modified().unwrap();
    tree(folder).into_keys().map(|path| (path.clone(), modified(&path))).collect()
}

/// Builds `site` with a cache of its own; what it said, with how many pages it says were made when it made any.
fn cached(site: &Site, cache: &Path, more: &[&str]) -> (bool, String, String) {
    let ran = program()
        .current_dir(site.path())
        .env("XDG_CACHE_HOME", cache)
        .arg("build")
        .args(more)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ran.status.success(), text(ran.stdout), text(ran.stderr))
}

#[test]
fn a_build_of_the_same_says_the_same_and_sees_whatever_else_changed() {
    let (site, cache) = (Site::village(), tempfile::tempdir().unwrap());
    // A warning, so that there is something to be said again.
    site.edit(RECORDS, "    due: 2026-06-30\n    target: 1.2 公里\n", "");
    let build = |more: &[&str]| cached(&site, cache.path(), more);
    let (is_done, first, told) = build(&[]);
    assert!(is_done && first.contains("写入") && told.contains("警告"), "{first}{told}");
    let records =
        || fs::read_dir(cache.path().join("gongkailan/builds")).unwrap().flatten().collect::<Vec<_>>();
    assert_eq!(records().len(), 1);
    // Whatever is made is written down anew.
    let written = || records()[0].metadata().unwrap().modified().unwrap();
    let clean = tree(&site.public());
    let same = |more: &[&str], what: &str| {
        let (is_done, said, again) = build(more);
        assert!(is_done && said.contains("没有变化"), "{what}: {said}");
        let before = written();
        assert!(build(more).0 && written() == before, "{what}: made once more");
        assert_eq!(again, told, "{what}");
        assert_same(&tree(&site.public()), &clean);
    };
    same(&[], "nothing changed");
    // What was published is touched, lost, or not alone.
    let home = site.public().join("index.html");
    for (what, touch) in [
        ("written over", &(|| fs::write(&home, "x").unwrap()) as &dyn Fn()),
        ("lost", &|| fs::remove_file(&home).unwrap()),
        ("beside a stranger", &|| fs::write(site.public().join("grids/more.html"), "x").unwrap()),
    ] {
        touch();
        let (is_done, said, again) = build(&[]);
        assert!(is_done && said.contains("已发布"), "{what}: {said}");
        assert_eq!(again, told, "{what}");
        assert_same(&tree(&site.public()), &clean);
        same(&[], what);
    }
    // A damaged record is none.
    let record = records()[0].path();
    let text = fs::read_to_string(&record).unwrap();
    for damaged in [&text[..text.len() / 2], &text.replace("警告", "警惕"), ""] {
        fs::write(&record, damaged).unwrap();
        same(&[], "a damaged record");
    }
    // Anything that is asked for, or read, is seen.
    assert!(!build(&["--deny-warnings"]).0);
    assert!(build(&["--format", "json"]).2.contains("\"warnings\""));
    assert!(build(&["--as-of", "2026-07-01"]).1.contains("已发布"));
    site.write("content/about.md", "---\ntitle: 关于\n---\n本村的事。\n");
    let (is_done, said, _) = build(&[]);
    assert!(
        is_done && said.contains("已发布") && site.public().join("pages/about/index.html").is_file(),
        "{said}"
    );
}
