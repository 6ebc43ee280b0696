//! Publishing into real folders: what is written, what stays, what is refused.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::fault::FaultKind;

/// A site folder with `content/`, and its output `public`.
pub(super) struct Place {
    folder: TempDir,
}

impl Place {
    pub(super) fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Place { folder }
    }

    pub(super) fn site(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn out(&self) -> PathBuf {
        self.site().join("public")
    }

    pub(super) fn publish(&self, files: &[(&str, &str)]) -> Result<Published, Fault> {
        publish_to(self.site(), &self.out(), files)
    }

    /// Every path below the output with its text; folders have none.
    fn tree(&self) -> Vec<(String, Option<String>)> {
        tree(&self.out())
    }

    /// Names in the site folder.
    pub(super) fn beside(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.site())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub(super) fn artifacts(files: &[(&str, &str)]) -> Artifacts {
    let mut artifacts = Artifacts::default();
    for (path, text) in files {
        artifacts.add(*path, text.as_bytes());
    }
    artifacts
}

fn publish_to(site: &Path, out: &Path, files: &[(&str, &str)]) -> Result<Published, Fault> {
    publish(&artifacts(files), &mut Destination::open(site, out)?)
}

fn tree(folder: &Path) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        found.push((path, fs::read_to_string(entry.path()).ok()));
    }
    found
}

fn paths(place: &Place) -> Vec<String> {
    place.tree().into_iter().filter(|(_, text)| text.is_some()).map(|(path, _)| path).collect()
}

#[test]
fn the_first_build_makes_the_folder_and_nothing_else() {
    let place = Place::new();
    let published = place.publish(&[("index.html", "家"), ("grids/g-1/index.html", "一")]).unwrap();
    assert_eq!(published.files, 3);
    assert_eq!(published.written, [".gongkailan.json", "grids/g-1/index.html", "index.html"]);
    assert_eq!(paths(&place), [".gongkailan.json", "grids/g-1/index.html", "index.html"]);
    assert_eq!(place.beside(), ["content", "public"]);
}

#[test]
fn missing_parents_are_made_only_when_publishing() {
    let place = Place::new();
    let out = place.site().join("甲/乙/public");
    let mut destination = Destination::open(place.site(), &out).unwrap();
    assert_eq!(place.beside(), ["content"]);
    publish(&artifacts(&[("index.html", "家")]), &mut destination).unwrap();
    assert!(out.join("index.html").is_file());
}

#[cfg(unix)]
#[test]
fn what_has_not_changed_keeps_its_time_and_identity() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::new();
    place.publish(&[("a.html", "甲"), ("b.html", "乙")]).unwrap();
    let identity = |name: &str| {
        let found = fs::metadata(place.out().join(name)).unwrap();
        (found.ino(), found.mtime(), found.mtime_nsec())
    };
    let (a, b) = (identity("a.html"), identity("b.html"));
    let published = place.publish(&[("a.html", "甲"), ("b.html", "变")]).unwrap();
    assert_eq!(published.written, [".gongkailan.json", "b.html"]);
    assert_eq!(identity("a.html"), a);
    assert_ne!(identity("b.html").0, b.0);
    assert_eq!(fs::metadata(place.out().join("a.html")).unwrap().nlink(), 1);
}

#[cfg(unix)]
#[test]
fn nothing_to_change_changes_nothing() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::new();
    place.publish(&[("a.html", "甲")]).unwrap();
    let before = fs::metadata(place.out()).unwrap().ino();
    let published = place.publish(&[("a.html", "甲")]).unwrap();
    assert_eq!(published, Published { files: 2, ..Published::default() });
    assert_eq!(fs::metadata(place.out()).unwrap().ino(), before);
}

#[test]
fn what_is_no_longer_planned_is_gone_and_so_are_strays_within() {
    let place = Place::new();
    place.publish(&[("members/a/index.html", "甲"), ("index.html", "家")]).unwrap();
    fs::write(place.out().join("members/stray.txt"), "x").unwrap();
    fs::create_dir_all(place.out().join("members/empty/deep")).unwrap();
    let published = place.publish(&[("index.html", "家")]).unwrap();
    assert_eq!(published.removed, ["members/a/index.html", "members/stray.txt"]);
    let names: Vec<String> = place.tree().into_iter().map(|(path, _)| path).collect();
    assert_eq!(names, [".gongkailan.json", "index.html"]);
}

#[test]
fn a_file_changed_by_hand_is_put_right() {
    let place = Place::new();
    place.publish(&[("index.html", "家")]).unwrap();
    fs::write(place.out().join("index.html"), "窜").unwrap();
    assert_eq!(place.publish(&[("index.html", "家")]).unwrap().written, ["index.html"]);
    assert_eq!(fs::read_to_string(place.out().join("index.html")).unwrap(), "家");
}

#[test]
fn names_of_the_web_server_and_of_git_stay() {
    let place = Place::new();
    place.publish(&[("index.html", "1")]).unwrap();
    fs::create_dir_all(place.out().join(".git/objects")).unwrap();
    fs::write(place.out().join(".git/HEAD"), "ref").unwrap();
    fs::write(place.out().join(".htaccess"), "deny").unwrap();
    fs::write(place.out().join("CNAME"), "village.example").unwrap();
    fs::create_dir_all(place.out().join("own")).unwrap();
    fs::write(place.out().join("own/verify.txt"), "ours").unwrap();
    place.publish(&[("index.html", "2")]).unwrap();
    let kept = [".git/HEAD", ".gongkailan.json", ".htaccess", "CNAME", "index.html", "own/verify.txt"];
    assert_eq!(paths(&place), kept);
    assert_eq!(place.beside(), ["content", "public"]);
}

#[test]
fn folders_and_files_may_take_each_other_s_names() {
    let place = Place::new();
    place.publish(&[("a", "file"), ("b/c", "deep")]).unwrap();
    place.publish(&[("a/b", "deep"), ("b", "file")]).unwrap();
    assert_eq!(paths(&place), [".gongkailan.json", "a/b", "b"]);
}

#[test]
fn a_foreign_folder_is_refused_and_untouched() {
    let place = Place::new();
    fs::create_dir(place.out()).unwrap();
    fs::write(place.out().join("photo.jpg"), "x").unwrap();
    let before = place.tree();
    let fault = place.publish(&[("index.html", "家")]).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Usage);
    assert_eq!(place.tree(), before);

    fs::write(place.out().join(".gongkailan.json"), "{\"program\": \"other\"}").unwrap();
    assert!(place.publish(&[("index.html", "家")]).is_err());
}

#[test]
fn what_the_user_put_there_is_not_replaced_by_what_is_planned_later() {
    let place = Place::new();
    place.publish(&[("index.html", "1")]).unwrap();
    fs::create_dir(place.out().join("posters")).unwrap();
    fs::write(place.out().join("posters/own.pdf"), "mine").unwrap();
    fs::write(place.out().join("robots.txt"), "mine").unwrap();
    for clash in [("posters/a4.pdf", "x"), ("robots.txt", "x"), ("robots.txt/x", "x")] {
        let before = place.tree();
        let fault = place.publish(&[("index.html", "2"), clash]).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Usage);
        assert!(fault.text.en.contains(manifest::top(clash.0)), "{fault}");
        assert_eq!(place.tree(), before);
    }
    place.publish(&[("index.html", "2"), ("robots.txt", "mine")]).unwrap();
    place.publish(&[("index.html", "3")]).unwrap();
    assert_eq!(paths(&place), [".gongkailan.json", "index.html", "posters/own.pdf"]);
}

#[test]
fn an_empty_folder_is_welcome() {
    let place = Place::new();
    fs::create_dir(place.out()).unwrap();
    place.publish(&[("index.html", "家")]).unwrap();
    assert_eq!(paths(&place), [".gongkailan.json", "index.html"]);
}

#[test]
fn input_and_output_must_not_lie_within_each_other() {
    let place = Place::new();
    let refused = |out: &Path| {
        let fault = Destination::open(place.site(), out).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Usage, "{}", out.display());
    };
    refused(place.site());
    refused(place.site().parent().unwrap());
    refused(Path::new("/"));
    for below in ["content", "content/public", "content/../content/x", "themes/default", "."] {
        refused(&place.site().join(below));
    }
    fs::write(place.site().join("file"), "x").unwrap();
    refused(&place.site().join("file"));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_stays() {
    let place = Place::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("www")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("www"), place.out()).unwrap();
    place.publish(&[("index.html", "家")]).unwrap();
    assert!(fs::symlink_metadata(place.out()).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(elsewhere.path().join("www/index.html")).unwrap(), "家");

    std::os::unix::fs::symlink(place.site().join("content"), place.site().join("sly")).unwrap();
    assert!(Destination::open(place.site(), &place.site().join("sly/out")).is_err());
    std::os::unix::fs::symlink("nowhere", place.site().join("dangling")).unwrap();
    assert!(Destination::open(place.site(), &place.site().join("dangling")).is_err());
}

#[test]
fn two_builds_at_once_are_refused() {
    let place = Place::new();
    let held = Destination::open(place.site(), &place.out()).unwrap();
    let fault = Destination::open(place.site(), &place.out()).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Busy);
    drop(held);
    place.publish(&[("index.html", "家")]).unwrap();
}

#[test]
fn a_failed_write_leaves_the_old_site_whole() {
    let place = Place::new();
    place.publish(&[("index.html", "旧"), ("a.html", "甲")]).unwrap();
    let before = place.tree();
    let too_long = format!("{}.html", "x".repeat(300));
    let fault = place.publish(&[("index.html", "新"), (&too_long, "y")]).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Machine);
    assert_eq!(place.tree(), before);
    assert_eq!(place.beside(), ["content", "public"]);
}

#[test]
fn remains_of_a_dead_run_are_cleared_and_its_git_folder_rescued() {
    let place = Place::new();
    place.publish(&[("index.html", "旧")]).unwrap();
    let remains = place.site().join(".public.gongkailan-new");
    fs::create_dir_all(remains.join(".git")).unwrap();
    fs::write(remains.join(".git/HEAD"), "ref").unwrap();
    fs::write(remains.join("index.html"), "half").unwrap();
    fs::write(place.site().join(".public.gongkailan-lock"), "").unwrap();
    place.publish(&[("index.html", "旧")]).unwrap();
    assert_eq!(paths(&place), [".git/HEAD", ".gongkailan.json", "index.html"]);
    assert_eq!(place.beside(), ["content", "public"]);
}

#[test]
fn a_run_that_died_between_two_renames_is_mended() {
    let place = Place::new();
    place.publish(&[("index.html", "旧")]).unwrap();
    fs::rename(place.out(), place.site().join(".public.gongkailan-old")).unwrap();
    drop(Destination::open(place.site(), &place.out()).unwrap());
    assert_eq!(paths(&place), [".gongkailan.json", "index.html"]);
    assert_eq!(place.beside(), ["content", "public"]);
}

#[test]
fn replacing_file_by_file_gives_the_same_tree() {
    let swapped = Place::new();
    let replaced = Place::new();
    let old = [("a", "file"), ("b/c", "deep"), ("same.html", "同"), ("x/y/z", "gone")];
    let new = [("a/b", "deep"), ("b", "file"), ("same.html", "同"), ("index.html", "家")];
    for files in [old, new] {
        swapped.publish(&files).unwrap();
        let plan = manifest::with_manifest(&artifacts(&files)).unwrap();
        fs::create_dir_all(replaced.out()).unwrap();
        let changes = changes::Changes::find(&plan, &replaced.out()).unwrap();
        in_place::replace(&plan, &changes, &replaced.out()).unwrap();
        assert_eq!(replaced.tree(), swapped.tree());
    }
}
