//! Runs of a county of boards: nothing private of a village comes up into it, it is whole however often anything is killed,
//! and its bytes are the same however they came about.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use gongkailan::calendar::{AsOf, NaiveDate};
use gongkailan::pipeline::{self, Remade, Request, RunCache};
use serde_json::Value;

use super::below::{build, county};
use super::harness::{Site, assert_same, program, tree};
use super::lookup::Dice;

const DAYS: [&str; 2] = ["2026-03-31", "2026-07-01"];

#[test]
fn nothing_private_of_a_village_comes_up_into_the_county() {
    let site = county();
    site.edit(
        "jia/content/records.yaml",
        "{id: h-1, door: 1号, grid: g-1}",
        "{id: h-1, door: 1号, grid: g-1, people: 97, private: {户主: 欧阳建设, 备注: 长期卧床, 身份证: 11010519491231002X}} # 内部说明",
    );
    site.write(
        "jia/content/draft.md",
        "---\ntitle: 未定的名单\nkind: notice\ndate: 2026-03-01\ndraft: true\n---\n还没有表决\n",
    );
    build(&site, "jia", DAYS[0]).exits(0);
    build(&site, ".", DAYS[0]).exits(0);
    let records = fs::read_to_string(site.path().join("jia/content/records.yaml")).unwrap();
    let private =
        ["欧阳建设", "长期卧床", "11010519491231002X", "13800000002", "内部说明", "未定的名单", "还没有表决"];
    for (path, bytes) in tree(&site.public()) {
        let text = String::from_utf8_lossy(&bytes);
        for value in private {
            assert!(!text.contains(value), "{path} tells {value}");
        }
    }
    assert!(private[..5].iter().all(|value| records.contains(value)), "the village has them");
    // It has not even looked: the same comes of what they published alone.
    let before = tree(&site.public());
    for name in ["jia", "yi"] {
        fs::remove_dir_all(site.path().join(name).join("content")).unwrap();
    }
    fs::remove_dir_all(site.public()).unwrap();
    build(&site, ".", DAYS[0]).exits(0);
    assert_same(&tree(&site.public()), &before);
}

#[test]
fn one_thread_and_two_make_the_same_county() {
    let site = county();
    let made = ["1", "2", "2"].map(|threads| {
        let out = site.path().join("out");
        let mut county = program();
        county
            .current_dir(site.path())
            .env("RAYON_NUM_THREADS", threads)
            .arg("build")
            .args(["-q", "-o"])
            .arg(&out);
        assert!(county.status().unwrap().success());
        let made = tree(&out);
        fs::remove_dir_all(out).unwrap();
        made
    });
    assert!(made[0].len() > 20);
    assert_same(&made[0], &made[1]);
    assert_same(&made[1], &made[2]);
}

#[test]
fn whatever_changes_in_a_county_or_below_it_the_bytes_are_those_of_a_clean_run() {
    let site = county();
    let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let request = Request { site: site.path(), as_of: AsOf(day), base_url: None, deny_warnings: false };
    let (mut kept, mut dice) = (RunCache::new(true), Dice(11));
    let mut again = 0;
    for round in 0..40 {
        let name = ["jia", "yi"][dice.roll(2)];
        let what = dice.roll(6);
        match what {
            0 => drop(build(&site, name, ["2026-03-31", "2026-04-10", "2026-05-20"][dice.roll(3)]).exits(0)),
            1 => {
                let title = format!(
                    "title: 甲村第{round}版\npublisher: 甲村村民委员会\nnetworks: [{{id: n, name: 网, levels: [{{id: a, name: 村}}]}}]\n"
                );
                site.write("jia/content/site.yaml", title);
                let grids: String = (0..1 + dice.roll(30))
                    .map(|at| format!("  - {{id: g{at}, name: 岭{at}片, level: a}}\n"))
                    .collect();
                site.write("jia/content/records.yaml", format!("grids:\n{grids}"));
                build(&site, "jia", "2026-03-31").exits(0);
            }
            2 => drop(fs::remove_dir_all(site.path().join(name).join("public"))),
            3 => site.write(&format!("{name}/public/data/members.json"), "[]\n"),
            4 => site.write(
                "content/grids.yaml",
                format!("grids: [{{id: c, name: 柳县{round}, level: county}}]\n"),
            ),
            _ => site.write(
                "content/通知.md",
                format!("---\ntitle: 通知{round}\nkind: notice\ndate: 2026-03-01\n---\n正文\n"),
            ),
        }
        // Far in the future every file is at rest.
        let now = SystemTime::now() + Duration::from_secs(3600);
        let clean = pipeline::make(&request, &mut |_| {}).unwrap();
        if let Remade::Made(made) = kept.remake(&request, now, &|| false, &mut |_| {}).unwrap() {
            assert_eq!(made.artifacts, clean.artifacts, "round {round}: {what} of {name}");
            again += 1;
        }
    }
    assert!(again > 15, "{again}");
}

/// Fails unless the manifest in `folder` and what lies there say the same.
#[track_caller]
fn is_whole(folder: &Path, what: &str) {
    let mut found = tree(folder);
    let manifest: Value = serde_json::from_slice(&found.remove(".gongkailan.json").unwrap()).unwrap();
    let digests: BTreeMap<String, String> =
        found.into_iter().map(|(path, bytes)| (path, blake3::hash(&bytes).to_hex().to_string())).collect();
    let listed: BTreeMap<String, String> = serde_json::from_value(manifest["files"].clone()).unwrap();
    assert!(digests == listed, "{what}: {} is not whole", folder.display());
}

fn spawn(site: &Site, arguments: &[&str]) -> Child {
    let mut run = program();
    run.current_dir(site.path()).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    run.spawn().unwrap()
}

/// Kills each of `runs` after some of a hundred equal parts of `time`.
fn kill(runs: Vec<Child>, dice: &mut Dice, time: Duration) {
    for mut run in runs {
        thread::sleep(time * dice.roll(100) as u32 / 100);
        run.kill().unwrap();
        run.wait().unwrap();
    }
}

#[test]
fn a_county_killed_a_hundred_times_is_whole() {
    let site = county();
    build(&site, ".", DAYS[0]).exits(0);
    let start = Instant::now();
    for name in ["jia", "."] {
        site.run(&["build", "-q", "-s", name, "--as-of", DAYS[1]]).exits(0);
    }
    let time = start.elapsed();
    let mut dice = Dice(23);
    for round in 0..50 {
        let (village, day) = (["jia", "yi"][dice.roll(2)], DAYS[round % 2]);
        // A county is read from while a village publishes.
        let runs = [village, "."].map(|name| spawn(&site, &["build", "-q", "-s", name, "--as-of", day]));
        kill(runs.into(), &mut dice, time / 2);
        for name in ["jia", "yi", "."] {
            is_whole(&site.path().join(name).join("public"), &format!("round {round}"));
        }
        if round % 5 == 4 {
            for name in [village, "."] {
                site.run(&["build", "-q", "-s", name, "--as-of", day]).exits(0);
            }
        }
    }
    for name in ["jia", "yi", "."] {
        site.run(&["build", "-q", "-s", name, "--as-of", DAYS[0]]).exits(0);
    }
    let clean = county();
    build(&clean, ".", DAYS[0]).exits(0);
    assert_same(&tree(site.path()), &tree(clean.path()));
}

#[test]
fn two_parts_of_a_list_killed_at_once_end_with_the_same() {
    let (site, clean) = (county(), county());
    for site in [&site, &clean] {
        site.write("list.txt", "jia\nyi\n");
    }
    clean.run(&["build", "-q", "--boards", "list.txt", "--as-of", DAYS[1]]).exits(0);
    let start = Instant::now();
    site.run(&["build", "-q", "-s", "yi", "--as-of", DAYS[1]]).exits(0);
    let (time, mut dice) = (start.elapsed(), Dice(5));
    for round in 0..10 {
        let parts = ["1/2", "2/2"].map(|part| {
            spawn(
                &site,
                &["build", "-q", "--boards", "list.txt", "--shard", part, "--as-of", DAYS[round % 2]],
            )
        });
        kill(parts.into(), &mut dice, time);
        for name in ["jia", "yi"] {
            is_whole(&site.path().join(name).join("public"), &format!("round {round}"));
        }
    }
    for part in ["1/2", "2/2"] {
        site.run(&["build", "-q", "--boards", "list.txt", "--shard", part, "--as-of", DAYS[1]]).exits(0);
    }
    assert_same(&tree(site.path()), &tree(clean.path()));
}
