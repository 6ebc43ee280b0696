//! A run that dies between any two steps of publishing leaves the old site or the new one, and everything of the user's;
//! the next run, whatever it publishes, puts all of it back in its place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::changes::Changes;
use super::destination::Destination;
use super::stage::Staged;
use super::tests::{Place, artifacts};
use super::{in_place, manifest, remove, swap};

const OLD: [(&str, &str); 4] =
    [("index.html", "旧"), ("members/a/index.html", "甲"), ("same.html", "同"), ("x/y", "z")];
const NEW: [(&str, &str); 4] =
    [("index.html", "新"), ("members/b/index.html", "乙"), ("same.html", "同"), ("posters/a4.pdf", "z")];
const NEXT: [(&str, &str); 2] = [("index.html", "再"), ("same.html", "同")];

/// What the user keeps in the folder.
const OWN: [(&str, &str); 6] = [
    (".git/HEAD", "ref"),
    (".htaccess", "deny"),
    ("CNAME", "village.example"),
    ("own/deep/photo.jpg", "mine"),
    ("自己的/x.txt", "mine"),
    ("own.txt", "mine"),
];

/// How the trees change places.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Exchange,
    InTwoSteps,
}

/// A published site with things of the user's in it.
fn place() -> Place {
    let place = Place::new();
    place.publish(&OLD).unwrap();
    for (path, text) in OWN {
        let path = place.out().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("own", place.out().join("latest")).unwrap();
    fs::create_dir(place.out().join("空")).unwrap();
    place
}

/// Publishes `NEW` as [`swap::swap`] does, and stops after so many steps; whether there were so many.
fn stopped(place: &Place, way: Way, steps: usize) -> bool {
    let mut left = steps;
    let mut step = || {
        left = left.wrapping_sub(1);
        left == usize::MAX
    };
    let mut destination = Destination::open(place.site(), &place.out()).unwrap();
    destination.claim().unwrap();
    let path = destination.path().to_owned();
    let plan = manifest::with_manifest(&artifacts(&NEW)).unwrap();
    let changes = Changes::find(&plan, &path).unwrap();
    let staged = Staged::build(&plan, &changes, destination.paths()).unwrap();
    let half = || {
        fs::rename(&staged.path, destination.paths().part()).unwrap();
        fs::remove_file(destination.paths().part().join(manifest::NAME)).unwrap();
        fs::remove_file(destination.paths().part().join("CNAME")).unwrap();
    };
    if step() {
        half();
        return true;
    }
    if step() {
        return true;
    }
    let old = match way {
        Way::Exchange => {
            let swapped = swap::exchange(&staged.path, &path, &destination.paths().set_aside()).unwrap();
            if swapped != swap::Swapped::Exchanged {
                return false;
            }
            staged.path.clone()
        }
        Way::InTwoSteps => {
            fs::rename(&path, destination.paths().set_aside()).unwrap();
            if step() {
                return true;
            }
            fs::rename(&staged.path, &path).unwrap();
            destination.paths().set_aside()
        }
    };
    for name in swap::users(&old, &path).unwrap() {
        if step() {
            return true;
        }
        let (from, to) = (old.join(&name), path.join(&name));
        if fs::symlink_metadata(&to).is_err() {
            fs::rename(from, to).unwrap();
        }
    }
    if step() {
        return true;
    }
    fs::rename(&old, destination.paths().gone()).unwrap();
    for file in [manifest::NAME, "CNAME", "index.html"] {
        if step() {
            return true;
        }
        fs::remove_file(destination.paths().gone().join(file)).unwrap();
    }
    if step() {
        return true;
    }
    remove::remove_tree(&destination.paths().gone()).unwrap();
    false
}

/// The texts of all files below `folder`, by path; links and empty folders by their paths alone.
fn texts(folder: &Path) -> BTreeMap<PathBuf, String> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    let is_leaf = |entry: &walkdir::DirEntry| {
        !entry.file_type().is_dir() || fs::read_dir(entry.path()).unwrap().next().is_none()
    };
    let text = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_owned();
        (path, fs::read_to_string(entry.path()).unwrap_or_default())
    };
    walk.filter(is_leaf).map(text).collect()
}

/// The site alone that is published, without its manifest; none while the folder is away.
fn site(place: &Place) -> Option<Vec<(String, String)>> {
    place.out().exists().then(|| {
        let is_users = |path: &Path| {
            let first = path.iter().next().unwrap().to_str().unwrap();
            first.starts_with('.') || ["CNAME", "own", "own.txt", "自己的", "latest", "空"].contains(&first)
        };
        let texts = texts(&place.out()).into_iter().filter(|(path, _)| !is_users(path));
        texts.map(|(path, text)| (path.to_str().unwrap().to_owned(), text)).collect()
    })
}

fn wanted(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.sort_by(|a, b| PathBuf::from(&a.0).cmp(&PathBuf::from(&b.0)));
    files
}

/// Everything that is the user's, as it lies in the folder.
fn users(place: &Place) -> BTreeMap<PathBuf, String> {
    let site: Vec<PathBuf> =
        site(place).unwrap_or_default().into_iter().map(|(path, _)| path.into()).collect();
    let mut all = texts(&place.out());
    all.retain(|path, _| !site.contains(path) && path != Path::new(manifest::NAME));
    all
}

#[test]
fn whichever_step_is_the_last_the_site_is_whole_and_everything_of_the_users_comes_back() {
    for way in [Way::Exchange, Way::InTwoSteps] {
        let mut stops = 0;
        loop {
            let mut is_stopped = false;
            for next in [&OLD[..], &NEW, &NEXT] {
                let place = place();
                let owned = users(&place);
                is_stopped = stopped(&place, way, stops);
                let found = site(&place);
                let expected = [Some(wanted(&OLD)), Some(wanted(&NEW)), None];
                assert!(
                    expected[..2 + usize::from(way == Way::InTwoSteps)].contains(&found),
                    "{way:?} {stops}"
                );
                place.publish(next).unwrap();
                assert_eq!(site(&place), Some(wanted(next)), "{way:?} {stops}");
                assert_eq!(users(&place), owned, "{way:?} {stops}");
                assert_eq!(place.beside(), ["content", "public"], "{way:?} {stops}");
            }
            if !is_stopped {
                break;
            }
            stops += 1;
        }
        // A half tree, a whole one, then one step for each name and some more.
        assert!(stops > 12 || way == Way::Exchange, "{way:?}: {stops}");
    }
}

#[test]
fn a_folder_that_was_removed_after_a_run_died_comes_back_with_what_is_the_users() {
    let place = place();
    let owned = users(&place);
    if !stopped(&place, Way::Exchange, 2) {
        return;
    }
    fs::remove_dir_all(place.out()).unwrap();
    place.publish(&NEXT).unwrap();
    assert_eq!((site(&place), users(&place)), (Some(wanted(&NEXT)), owned));
}

#[test]
fn what_the_user_changed_since_a_run_died_is_not_overwritten() {
    let place = place();
    if !stopped(&place, Way::Exchange, 2) {
        return;
    }
    fs::create_dir(place.out().join("own")).unwrap();
    fs::write(place.out().join("own/new.txt"), "newer").unwrap();
    let (live, left) = (place.out().join("own"), place.site().join(".public.gongkailan-new/own"));
    for next in [&NEXT[..], &NEW] {
        let fault = place.publish(next).unwrap_err();
        assert!(fault.text.en.contains("own"), "{fault}");
        assert_eq!(fs::read_to_string(live.join("new.txt")).unwrap(), "newer");
        assert_eq!(fs::read_to_string(left.join("deep/photo.jpg")).unwrap(), "mine");
    }
    // One of them moved away, as the message asks.
    fs::rename(&live, place.site().join("elsewhere")).unwrap();
    place.publish(&NEXT).unwrap();
    assert_eq!(fs::read_to_string(live.join("deep/photo.jpg")).unwrap(), "mine");
}

#[test]
fn what_the_user_does_while_the_new_site_is_staged_is_not_lost() {
    let place = place();
    let mut destination = Destination::open(place.site(), &place.out()).unwrap();
    destination.claim().unwrap();
    let plan = manifest::with_manifest(&artifacts(&NEW)).unwrap();
    let changes = Changes::find(&plan, destination.path()).unwrap();
    let staged = Staged::build(&plan, &changes, destination.paths()).unwrap();
    // A file replaced, as editors do, another made, and a folder.
    fs::write(place.out().join("x.tmp"), "other.example").unwrap();
    fs::rename(place.out().join("x.tmp"), place.out().join("CNAME")).unwrap();
    fs::write(place.out().join("late.txt"), "late").unwrap();
    fs::create_dir_all(place.out().join("late/deep")).unwrap();
    let owned = users(&place);
    assert!(swap::swap(staged, destination.paths()).unwrap().is_ok());
    assert_eq!(users(&place), owned);
    assert_eq!(users(&place)[Path::new("CNAME")], "other.example");
}

#[test]
fn replacing_file_by_file_leaves_no_page_behind_wherever_it_dies() {
    // The folder as it stands between the first manifest and the last: all of both sites.
    let place = place();
    let owned = users(&place);
    let plan = manifest::with_manifest(&artifacts(&NEW)).unwrap();
    let both = manifest::of_both(&plan, &place.out());
    fs::write(place.out().join(manifest::NAME), &both[..]).unwrap();
    for (path, text) in NEW {
        let path = place.out().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    for next in [&NEW[..], &NEXT, &OLD] {
        let mut destination = Destination::open(place.site(), &place.out()).unwrap();
        destination.claim().unwrap();
        let plan = manifest::with_manifest(&artifacts(next)).unwrap();
        let changes = Changes::find(&plan, &place.out()).unwrap();
        in_place::replace(&plan, &changes, &place.out()).unwrap();
        assert_eq!((site(&place), users(&place)), (Some(wanted(next)), owned.clone()));
    }
}
