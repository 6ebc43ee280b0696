//! A record that is not whole, keys that do not fit, clocks that ran backwards, disks that take nothing: each is told in both
//! languages, and nothing is lost.

use std::fs;

use gongkailan::publication::folder;

use super::super::disks::on_a_disk;
use super::super::harness::{Site, assert_same, tree};
use super::{DAYS, publish, published, recorded, text, verify};

/// What befalls a record, what is then told in Chinese and English, and which file is named.
type Harm = (&'static str, fn(&Site), [&'static str; 2]);

const HARMS: [Harm; 12] = [
    (
        "000002.jsonl",
        |site| {
            let whole = text(site, "record/000002.jsonl");
            site.write("record/000002.jsonl", &whole[..whole.len() - 40]);
        },
        ["末尾缺了，没有写完或被截断", "its end is missing: it was cut off"],
    ),
    (
        "000002.jsonl",
        |site| {
            let whole = text(site, "record/000002.jsonl");
            let lines: Vec<&str> = whole.lines().collect();
            site.write("record/000002.jsonl", lines[..2].join("\n") + "\n");
        },
        ["末尾缺了", "its end is missing"],
    ),
    ("000001.jsonl", |site| site.write("record/000001.jsonl", ""), ["末尾缺了", "its end is missing"]),
    (
        "000002.jsonl",
        |site| site.edit("record/000002.jsonl", "2026-09-30", "2026-12-31"),
        ["内容和它的校验值不符，被改动过", "it was altered"],
    ),
    (
        "000001.jsonl",
        |site| fs::remove_file(site.path().join("record/000001.jsonl")).unwrap(),
        ["缺了这一次公布", "this publication is missing"],
    ),
    (
        "000001.jsonl",
        |site| {
            for name in ["000001.jsonl", "000002.jsonl"] {
                fs::remove_file(site.path().join("record").join(name)).unwrap();
            }
        },
        ["缺了这一次公布", "this publication is missing"],
    ),
    (
        "000002 (2).jsonl",
        |site| site.write("record/000002 (2).jsonl", text(site, "record/000002.jsonl")),
        ["像是另一份副本", "looks like a copy"],
    ),
    (
        "000002.jsonl",
        |site| {
            let whole = text(site, "record/000002.jsonl");
            site.write(
                "record/000002.jsonl",
                format!("<<<<<<< HEAD\n{whole}=======\n{whole}>>>>>>> other\n"),
            );
        },
        ["里面有合并冲突的标记", "marks of a merge conflict are left in it"],
    ),
    (
        "000002.jsonl",
        |site| {
            // Another copy published apart from this one, and its file was taken over.
            let other = Site::village();
            publish(&other, DAYS[0], &[]).exits(0);
            publish(&other, DAYS[1], &["--note", "另一份"]).exits(0);
            site.write("record/000002.jsonl", text(&other, "record/000002.jsonl"));
            site.write("record/000002.pages", text(&other, "record/000002.pages"));
        },
        ["它不是接着前一次公布的，是从另一份副本来的", "it comes from another copy"],
    ),
    (
        "000002.jsonl",
        |site| {
            // Written by a program that knows more: whole by its sum.
            let whole = text(site, "record/000002.jsonl");
            let (lines, last) = whole.trim_end().rsplit_once('\n').unwrap();
            let lines =
                format!("{}\n", lines.replace("\"op\":\"changed\"", "\"op\":\"changed\",\"by\":\"x\""));
            let tail: serde_json::Value = serde_json::from_str(last).unwrap();
            let checkpoint = tail["checkpoint"].as_str().unwrap();
            let sum = blake3::hash(format!("{lines}{checkpoint}").as_bytes()).to_hex();
            let tail = serde_json::json!({"checkpoint": checkpoint, "sum": sum.as_str()});
            site.write("record/000002.jsonl", format!("{lines}{tail}\n"));
        },
        ["第 2 行读不懂。\n如果是更新的版本写的，请升级 gongkailan", "line 2 cannot be understood"],
    ),
    (
        "000002.pages",
        |site| site.edit("record/000002.pages", "index.html", "indey.html"),
        ["不是第 2 次公布时的文件清单", "it is not the list of files of publication 2"],
    ),
    (
        "000002.signatures",
        |site| site.write("record/000002.signatures", "a line\n"),
        ["不是会签的行", "it holds no countersignatures"],
    ),
];

#[test]
fn a_record_that_is_not_whole_is_told_and_the_site_stays() {
    for (file, harm, wanted) in HARMS {
        let site = published();
        let before = tree(&site.public());
        harm(&site);
        let harmed = tree(&site.path().join("record"));
        for command in [
            &["publish"][..],
            &["build"],
            &["check"],
            &["redact", "member", "zhang-san", "--reason", "x"],
            &["at", "2026-07-02", "-o", "then"],
        ] {
            for (lang, wanted) in ["zh", "en"].into_iter().zip(wanted) {
                let ran = site.run(&[command, &["--lang", lang]].concat()).exits(2);
                assert!(ran.stderr.contains(wanted), "{file} {command:?}: {}", ran.stderr);
                assert!(ran.stderr.contains(file), "{command:?} names {file}: {}", ran.stderr);
            }
        }
        assert_same(&tree(&site.public()), &before);
        assert_same(&tree(&site.path().join("record")), &harmed);
        // What was published needs no record to be proven.
        verify(&site, &[]).exits(0);
    }
}

#[test]
fn ends_of_lines_as_windows_has_them_are_no_harm() {
    let site = published();
    let before = tree(&site.public());
    for name in recorded(&site) {
        let path = format!("record/{name}");
        site.write(&path, text(&site, &path).replace('\n', "\r\n"));
    }
    site.run(&["build", "-q", "--as-of", DAYS[1]]).exits(0);
    assert_same(&tree(&site.public()), &before);
    publish(&site, "2026-08-01", &[]).exits(0);
    verify(&site, &[]).exits(0);
}

#[test]
fn a_clock_that_ran_backwards_publishes_nothing() {
    let site = published();
    let (before, record) = (tree(&site.public()), tree(&site.path().join("record")));
    for (lang, wanted) in [
        ("zh", "上次（第 2 次）公布是 2026-07-02，这次的日期 2026-07-01 反而更早"),
        ("en", "the last publication, number 2, was on 2026-07-02, and this one would be of 2026-07-01"),
    ] {
        let ran = publish(&site, "2026-07-01", &["--lang", lang]).exits(2);
        assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
    }
    assert_same(&tree(&site.public()), &before);
    assert_same(&tree(&site.path().join("record")), &record);
}

#[test]
fn records_with_errors_are_not_published_nor_recorded() {
    let site = published();
    let record = tree(&site.path().join("record"));
    site.edit(super::RECORDS, "parent: v, lead: 张三", "parent: nowhere, lead: 张三");
    publish(&site, "2026-07-03", &[]).exits(1);
    site.edit(super::RECORDS, "parent: nowhere, lead: 张三", "parent: v, lead: 张三");
    site.edit(super::RECORDS, "due: 2026-09-30", "due: 2026-12-31");
    publish(&site, "2026-07-03", &["--deny-warnings"]).exits(1);
    assert_same(&tree(&site.path().join("record")), &record);
    verify(&site, &[]).exits(0);
}

#[test]
fn keys_that_do_not_fit_are_told() {
    let keys = Site::empty();
    let site = Site::village();
    let path = |name: &str| keys.path().join(name).to_str().unwrap().to_owned();
    let make = |name: &str| site.run(&["key", "new", &path(name), "--name", name]).exits(0).stdout;
    let (own, _) = (make("own"), make("other"));
    keys.write("damaged", "PRIVATE+KEY+own+12345678+AAAA");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(path("own")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let tell = |arguments: &[&str], wanted: [&str; 2]| {
        for (lang, wanted) in ["zh", "en"].into_iter().zip(wanted) {
            let ran = site.run(&[arguments, &["--lang", lang]].concat()).exits(2);
            assert!(ran.stderr.contains(wanted), "{arguments:?}: {}", ran.stderr);
        }
        assert_eq!(site.names(), ["content"], "{arguments:?}");
    };
    // Made again, or where it would be copied along.
    tell(&["key", "new", &path("own")], ["不覆盖", "is not overwritten"]);
    tell(&["key", "new", "key"], ["在看板文件夹里", "lies in the site folder"]);
    tell(&["key", "new", "content/key"], ["在看板文件夹里", "lies in the site folder"]);
    tell(
        &["key", "new", &path("named"), "--name", "a b"],
        ["不能作钥匙的名字", "cannot be the name of a key"],
    );
    // The site does not tell it.
    tell(&["publish", "--key", &path("own")], ["site.yaml 里没有写公钥", "site.yaml tells no public key"]);
    let settings = text(&site, "content/site.yaml");
    site.write("content/site.yaml", format!("{settings}{own}"));
    tell(&["publish"], ["公布要签名", "a publication is to be signed"]);
    tell(
        &["publish", "--key", &path("other")],
        ["不是 site.yaml 里写的那一把", "is not the one in site.yaml"],
    );
    tell(&["publish", "--key", &path("nowhere")], ["nowhere", "nowhere"]);
    tell(&["publish", "--key", &path("damaged")], ["不是 gongkailan key new 做的钥匙文件", "is no key file"]);
    tell(&["publish", "--key", "content/site.yaml"], ["在看板文件夹里", "lies in the site folder"]);
    publish(&site, DAYS[0], &["--key", &path("own")]).exits(0);
    verify(&site, &["--key", own.trim().trim_start_matches("record: {key: ").trim_end_matches('}')]).exits(0);
    // A key that the site cannot read.
    site.write("content/site.yaml", format!("{settings}record: {{key: own+1+x}}\n"));
    let ran = publish(&site, DAYS[0], &["--key", &path("own")]).exits(1);
    assert!(ran.stderr.contains("公钥"), "{}", ran.stderr);
}

#[test]
fn a_key_inside_the_site_folder_is_not_used() {
    let keys = Site::empty();
    let site = Site::village();
    let file = keys.path().join("key");
    let line = site.run(&["key", "new", file.to_str().unwrap()]).exits(0).stdout;
    let settings = text(&site, "content/site.yaml");
    site.write("content/site.yaml", format!("{settings}{line}"));
    for place in ["key", "content/key"] {
        fs::copy(&file, site.path().join(place)).unwrap();
        let ran = publish(&site, DAYS[0], &["--key", place, "--lang", "en"]).exits(2);
        assert!(ran.stderr.contains("lies in the site folder"), "{}", ran.stderr);
        fs::remove_file(site.path().join(place)).unwrap();
    }
}

#[test]
fn one_publication_at_a_time() {
    let site = published();
    let record = tree(&site.path().join("record"));
    let held = folder::hold(site.path()).unwrap().expect("nobody else is at work");
    for command in [
        &["publish", "-o", "elsewhere", "--as-of", "2026-07-03"][..],
        &["redact", "member", "zhang-san", "--reason", "x"],
    ] {
        for (lang, wanted) in
            [("zh", "另一个 gongkailan 正在写 record/"), ("en", "another gongkailan is writing record/")]
        {
            let ran = site.run(&[command, &["--lang", lang]].concat()).exits(2);
            assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
        }
    }
    // Whoever only reads needs not wait.
    site.run(&["build", "-q", "--as-of", DAYS[1]]).exits(0);
    drop(held);
    assert_same(&tree(&site.path().join("record")), &record);
    publish(&site, "2026-07-03", &[]).exits(0);
    assert_eq!(site.names(), ["content", "public", "record"]);
}

#[test]
fn a_full_disk_leaves_the_record_and_the_site_whole() {
    let script = "publish() { code=0; \"$P\" publish \"$@\" >>../said 2>&1 || code=$?; echo $code; }; \
                  publish -q; cp -r public ../before; cp -r record ../record; \
                  dd if=/dev/zero of=fill bs=4k 2>/dev/null || true; \
                  publish -q --as-of 2026-07-01; diff -r public ../before; diff -r record ../record; ls -A; \
                  rm fill; publish -q --as-of 2026-07-01; \"$P\" verify public >/dev/null; ls record";
    let Some(said) = on_a_disk("16m", script) else { return };
    let wanted = "0\n2\ncontent\nfill\npublic\nrecord\n0\n000001.jsonl\n000002.jsonl\n000002.pages\n";
    assert!(said.starts_with(wanted), "{said}");
    assert!(said.contains("磁盘已满"), "{said}");
}

#[test]
fn a_read_only_record_is_told_and_the_site_stays() {
    let script = "publish() { code=0; \"$P\" publish \"$@\" >>../said 2>&1 || code=$?; echo $code; }; \
                  publish -q; cp -r public ../before; mount --bind record record; mount -o remount,bind,ro record; \
                  build -q --as-of 2026-03-31; publish -q; publish -q --as-of 2026-07-01; diff -r public ../before; \
                  umount record; publish -q --as-of 2026-07-01; \"$P\" verify public >/dev/null; ls -A";
    let Some(said) = on_a_disk("16m", script) else { return };
    assert!(said.starts_with("0\n0\n0\n2\n0\ncontent\npublic\nrecord\n"), "{said}");
    assert!(said.contains("只读") && said.contains("record"), "{said}");
}
