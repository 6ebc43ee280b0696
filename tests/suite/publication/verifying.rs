//! `verify`: whatever is other than it was published is told, whoever altered it and whatever else with it.

use std::io::{Cursor, Write};

use gongkailan::manifest::{self, Manifest};
use gongkailan::publication::proof::{self, Asked, Verdict};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::harness::{Site, tree};
use super::{DAYS, Files, move_due, publish, published, text, verify};

/// What a stranger finds out about `files`.
fn verdict(files: &Files) -> Verdict {
    proof::verify(&Asked::default(), &mut |path| files.get(path).cloned()).expect("there is a log")
}

pub(super) fn told(files: &Files) -> Vec<String> {
    verdict(files).wrong.into_iter().map(|wrong| wrong.en).collect()
}

/// The manifest as it is for `files` as they are now.
fn manifested(files: &mut Files) {
    let hash = |bytes: &Vec<u8>| blake3::hash(bytes).to_hex().to_string();
    let hashes = files.iter().filter(|(path, _)| *path != manifest::NAME);
    let manifest = Manifest::of(hashes.map(|(path, bytes)| (path.clone(), hash(bytes))).collect());
    files.insert(manifest::NAME.to_owned(), manifest.bytes());
}

/// `files` with one byte of the file at `path` changed, that at a third, the middle, the last.
fn flipped(files: &Files, path: &str, part: usize) -> Option<Files> {
    let mut other = files.clone();
    let bytes = other.get_mut(path)?;
    let at = (bytes.len().checked_sub(1)? * part) / 3;
    bytes[at] ^= 1;
    Some(other)
}

#[test]
fn one_byte_changed_in_any_published_file_is_told_with_the_file() {
    let site = published();
    let files = tree(&site.public());
    assert_eq!(told(&files), [""; 0]);
    let mut count = 0;
    for path in files.keys() {
        for part in 0..4 {
            let Some(other) = flipped(&files, path, part) else { continue };
            count += 1;
            let told = told(&other);
            let is_named = |told: &String| told.contains(path.as_str()) || path == manifest::NAME;
            assert!(told.iter().any(is_named), "{path} {part}: {told:?}");
        }
    }
    assert!(count > 250, "{count}");
    for path in files.keys().filter(|path| *path != "log/checkpoint") {
        let mut less = files.clone();
        less.remove(path);
        assert!(told(&less).iter().any(|told| told.contains(path.as_str())), "without {path}");
    }
}

#[test]
fn a_manifest_made_anew_hides_nothing() {
    for site in [published(), signed().0] {
        let files = tree(&site.public());
        let mut again = files.clone();
        manifested(&mut again);
        assert_eq!(told(&again), [""; 0]);
        for path in files.keys().filter(|path| *path != manifest::NAME) {
            for part in 0..4 {
                let Some(mut other) = flipped(&files, path, part) else { continue };
                // Blanks behind the key say nothing.
                if path == "log/key" && part == 3 {
                    continue;
                }
                manifested(&mut other);
                assert_ne!(told(&other), [""; 0], "{path} {part}");
            }
            let mut less = files.clone();
            less.remove(path);
            manifested(&mut less);
            let verdict = proof::verify(&Asked::default(), &mut |path| less.get(path).cloned());
            // Without its key a site tells no more than that it is not signed.
            let is_told = verdict.is_none_or(|verdict| !verdict.wrong.is_empty());
            assert!(is_told || path == "log/key", "without {path}");
        }
    }
}

#[test]
fn a_manifest_made_anew_hides_no_page_and_no_row() {
    let files = tree(&published().public());
    let mut more = files.clone();
    more.insert("new/index.html".to_owned(), b"x".to_vec());
    manifested(&mut more);
    assert_eq!(told(&more), ["new/index.html was not there at the last publication"]);
    // A row of the data, told by the record it is of.
    let mut rows = files.clone();
    let data = String::from_utf8(files["data/commitments.json"].clone()).unwrap();
    rows.insert("data/commitments.json".to_owned(), data.replace("2026-09-30", "2026-12-31").into_bytes());
    manifested(&mut rows);
    let told = told(&rows);
    let wanted = "commitments/xiu-tong-ji-geng-lu is not what publication 2 recorded";
    assert!(told.iter().any(|told| told == wanted), "{told:?}");
}

#[test]
fn by_the_command_files_are_told_in_both_languages() {
    let site = published();
    site.edit("public/index.html", "试村公开栏", "试村公开兰");
    let ran = verify(&site, &[]).exits(1);
    assert!(
        ran.stdout.ends_with("✗ index.html 和发布时不一样\n有 1 处对不上\n") && ran.stderr.is_empty(),
        "{ran:?}"
    );
    let ran = verify(&site, &["--lang", "en"]).exits(1);
    assert!(ran.stdout.ends_with("✗ index.html is not as it was published\n1 disagreements\n"), "{ran:?}");
    let ran = verify(&site, &["--format", "json", "--lang", "en"]).exits(1);
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["agrees"], false);
    assert_eq!(told["disagreements"], serde_json::json!(["index.html is not as it was published"]));
    // Whoever builds without publishing is told so.
    site.edit("content/规约.md", "清扫门前", "打扫门前");
    site.run(&["build", "-q", "--as-of", DAYS[1]]).exits(0);
    let ran = verify(&site, &[]).exits(1);
    assert!(ran.stdout.contains("不是上次公布（gongkailan publish）时的样子，是之后重新做的"), "{ran:?}");
}

#[test]
fn a_checkpoint_that_was_kept_proves_that_the_log_only_grew() {
    let site = Site::village();
    publish(&site, DAYS[0], &[]).exits(0);
    site.write("kept", text(&site, "public/log/checkpoint"));
    let other = Site::village();
    other.edit(super::RECORDS, "修通机耕路", "修通水渠");
    publish(&other, DAYS[0], &[]).exits(0);
    move_due(&site);
    publish(&site, DAYS[1], &[]).exits(0);
    let ran = verify(&site, &["--since", "kept"]).exits(0);
    assert!(ran.stdout.contains("\n  第 2 次公布改动：commitments/xiu-tong-ji-geng-lu\n"), "{}", ran.stdout);
    let ran = verify(&site, &["--since", "kept", "--format", "json"]).exits(0);
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["since"].as_array().unwrap().len(), 1);
    assert_eq!(told["since"][0]["op"], "changed");
    assert_eq!((&told["publications"], &told["size"]), (&Value::from(2), &Value::from(12)));
    // A history that was written anew.
    for (path, bytes) in tree(other.path()) {
        site.write(&format!("other/{path}"), bytes);
    }
    site.run(&["publish", "-q", "-s", "other", "--as-of", DAYS[1], "--note", "x"]).exits(0);
    let ran = site.run(&["verify", "other/public", "--since", "kept"]).exits(1);
    assert!(ran.stdout.contains("日志不是接着您留存的那个校验点（10 条）写的"), "{}", ran.stdout);
    let ran = site.run(&["verify", "other/public", "--since", "kept", "--lang", "en"]).exits(1);
    assert!(
        ran.stdout.contains("the log did not grow out of the checkpoint that you kept"),
        "{}",
        ran.stdout
    );
    // One from after the log's end, and what is none.
    let newest = text(&site, "public/log/checkpoint");
    let (_, rest) = newest.split_once("\n12\n").unwrap();
    site.write("later", format!("gongkailan\n999\n{rest}"));
    verify(&site, &["--since", "later"]).exits(1);
    site.write("later", "something");
    let ran = verify(&site, &["--since", "later", "--lang", "en"]).exits(2);
    assert!(ran.stderr.contains("later is no copy of a log/checkpoint"), "{}", ran.stderr);
}

/// A village whose checkpoints are signed, and its public key.
fn signed() -> (Site, String) {
    let keys = Site::empty();
    let site = Site::village();
    let file = keys.path().join("key");
    let line = site.run(&["key", "new", file.to_str().unwrap(), "--name", "试村"]).exits(0).stdout;
    let settings = text(&site, "content/site.yaml");
    site.write("content/site.yaml", format!("{settings}{line}"));
    publish(&site, DAYS[0], &["--key", file.to_str().unwrap()]).exits(0);
    let key = line.trim().trim_start_matches("record: {key: ").trim_end_matches('}').to_owned();
    (site, key)
}

#[test]
fn a_signature_is_the_key_s_that_is_given() {
    let (site, key) = signed();
    let ran = verify(&site, &[]).exits(0);
    assert!(ran.stdout.contains("签名正确，用的是网站自己给的公钥"), "{}", ran.stdout);
    let ran = verify(&site, &["--key", &key]).exits(0);
    assert!(ran.stdout.contains("签名正确，是给出的公钥签的"), "{}", ran.stdout);
    // As a file, alone or as the line of site.yaml.
    site.write("key.pub", format!("{key}\n"));
    verify(&site, &["--key", "key.pub"]).exits(0);
    verify(&site, &["--key", "content/site.yaml"]).exits(0);
    let (_, other) = signed();
    let ran = verify(&site, &["--key", &other, "--lang", "en"]).exits(1);
    assert!(ran.stdout.contains("✗ log/checkpoint is not signed by this key\n"), "{}", ran.stdout);
    for wrong in ["试村+x", "nowhere", "", &key[..key.len() - 4]] {
        let ran = verify(&site, &["--key", wrong, "--lang", "en"]).exits(2);
        assert!(ran.stderr.contains("is neither a public key nor a file that holds one"), "{}", ran.stderr);
    }
    // Whoever alters a page and all lists of pages cannot sign.
    let mut files = tree(&site.public());
    let page = "规约.html";
    let page = files.keys().find(|path| path.ends_with(".html") && *path != page).unwrap().clone();
    files.get_mut(&page).unwrap().extend(b"<!-- -->");
    let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
    let list = String::from_utf8(files["log/pages"].clone()).unwrap();
    let list: String = list
        .lines()
        .map(|line| match line.ends_with(&format!("  {page}")) {
            true => format!("{}  {page}\n", hash(&files[&page])),
            false => format!("{line}\n"),
        })
        .collect();
    let checkpoint = String::from_utf8(files["log/checkpoint"].clone()).unwrap();
    let old = checkpoint.lines().find_map(|line| line.strip_prefix("pages ")).unwrap();
    let checkpoint = checkpoint.replace(old, &hash(list.as_bytes()));
    files.insert("log/pages".to_owned(), list.into_bytes());
    files.insert("log/checkpoint".to_owned(), checkpoint.into_bytes());
    manifested(&mut files);
    let told = told(&files);
    assert!(told.iter().any(|told| told.starts_with("the signature of log/checkpoint is wrong")), "{told:?}");
}

#[test]
fn a_zip_file_is_judged_as_the_folder_in_it() {
    let site = published();
    let zipped = |top: &str, files: &Files| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in files {
            zip.start_file(format!("{top}{path}"), SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let mut files = tree(&site.public());
    for (round, code) in [0, 1].into_iter().enumerate() {
        let wanted = verify(&site, &["--since", "public/log/checkpoint"]).exits(code);
        for (at, top) in ["", "public/", "a/b/公开栏/"].into_iter().enumerate() {
            let name = format!("{round}-{at}.zip");
            site.write(&name, zipped(top, &files));
            let ran = site.run(&["verify", &name, "--since", "public/log/checkpoint"]);
            assert_eq!(ran, wanted, "{top}");
        }
        if round == 0 {
            site.edit("public/index.html", "试村", "拭村");
            files = tree(&site.public());
        }
    }
}

#[test]
fn where_nothing_can_be_verified_that_is_said() {
    let site = Site::village();
    site.run(&["build", "-q"]).exits(0);
    let ran = verify(&site, &["--lang", "en"]).exits(2);
    assert!(
        ran.stderr.contains("there is no log/checkpoint in public and nothing to verify"),
        "{}",
        ran.stderr
    );
    assert!(verify(&site, &[]).exits(2).stderr.contains("没有可核对的"));
    site.run(&["verify", "nowhere"]).exits(2);
    let ran = site.run(&["verify", "content/records.yaml", "--lang", "en"]).exits(2);
    assert!(ran.stderr.contains("neither a folder nor a zip file"), "{}", ran.stderr);
    site.run(&["verify"]).exits(2);
    site.run(&["verify", "public", "--format", "xml"]).exits(2);
}
