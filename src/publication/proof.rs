//! Whether what is published agrees with itself: pages, open data and log. Needs nothing but the published files, so anybody
//! can find out.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use crate::calendar::NaiveDate;
use crate::diagnostic::Text;
use crate::manifest::{self, Manifest};
use crate::text;

use super::commit::entry;
use super::digest::Digest;
use super::keys::{PublicKey, Signed};
use super::public::{CHECKPOINT, FOLDER, KEY, PAGES, Told, path};
use super::replay::is_gone;
use super::rows;
use super::tree::{Root, Said, Tree, read};
use super::{Fields, Key, Op, Version};

/// Where posters lie, which are made now and then.
const POSTERS: &str = "posters/";

/// So many publications are looked for: more than a page a minute for ten years.
const MOST: u32 = 999_999;

/// What was found.
#[derive(Debug)]
pub struct Verdict {
    /// Whose log it is.
    pub origin: String,
    /// Its root.
    pub root: Root,
    /// How many publications.
    pub publications: u32,
    /// When the last one was.
    pub last: Option<NaiveDate>,
    /// Whether the checkpoint is signed by the key that was given, or else by the site's own.
    pub signed: Signed,
    /// Whether the key was given, and not taken from the site.
    pub is_given: bool,
    /// How many versions were withdrawn and cannot be shown any more.
    pub withdrawn: usize,
    /// Every disagreement.
    pub wrong: Vec<Text>,
    /// What changed since the checkpoint that was given, in order.
    pub since: Option<Vec<(u32, Key, Op)>>,
}

/// What to look at beside the files.
#[derive(Debug, Default)]
pub struct Asked {
    /// The key that the checkpoint must be signed with.
    pub key: Option<PublicKey>,
    /// A checkpoint that somebody kept.
    pub since: Option<Said>,
}

/// Looks through what `file` gives by path; `None` where there is no log.
pub fn verify(asked: &Asked, file: &mut dyn FnMut(&str) -> Option<Vec<u8>>) -> Option<Verdict> {
    let checkpoint = String::from_utf8(file(CHECKPOINT)?).unwrap_or_default();
    let mut wrong = Vec::new();
    let Some(said) = Said::read(&checkpoint) else {
        wrong.push(text!("{CHECKPOINT} 读不懂", "{CHECKPOINT} cannot be read"));
        let root = Root { size: 0, hash: Digest([0; 32]) };
        return Some(Verdict {
            origin: String::new(),
            root,
            publications: 0,
            last: None,
            signed: Signed::None,
            is_given: asked.key.is_some(),
            withdrawn: 0,
            wrong,
            since: None,
        });
    };
    let hashes = manifested(file, &mut wrong);
    let own = file(KEY).map(|bytes| std::str::from_utf8(&bytes).ok().and_then(PublicKey::read));
    if own == Some(None) {
        wrong.push(text!("{KEY} 读不懂", "{KEY} cannot be read"));
    }
    let own = own.flatten();
    let key = asked.key.as_ref().or(own.as_ref());
    let signed = key.map_or(Signed::None, |key| key.signed(&checkpoint));
    match signed {
        Signed::Wrong => wrong.push(text!(
            "{CHECKPOINT} 的签名不对：它不是用这把钥匙签的，或签后被改过",
            "the signature of {CHECKPOINT} is wrong: another key made it, or it was altered since"
        )),
        Signed::None if key.is_some() => {
            wrong.push(text!("{CHECKPOINT} 没有用这把钥匙签名", "{CHECKPOINT} is not signed by this key"));
        }
        _ => {}
    }
    let tree = match read(said.root.size, &mut |path| file(&format!("{FOLDER}{path}"))) {
        Ok(tree) => tree,
        Err(path) => {
            wrong.push(text!("{FOLDER}{path} 缺失或损坏", "{FOLDER}{path} is missing or damaged"));
            Tree::default()
        }
    };
    let is_whole = tree.root(said.root.size) == Some(said.root);
    if !is_whole && wrong.is_empty() {
        wrong.push(text!(
            "日志的内容和 {CHECKPOINT} 对不上",
            "the entries of the log do not make up what {CHECKPOINT} says"
        ));
    }
    for (path, bytes) in tree.tiles() {
        let path = format!("{FOLDER}{path}");
        if file(&path).is_none_or(|found| found != bytes) {
            wrong.push(text!("{path} 缺失或损坏", "{path} is missing or damaged"));
        }
    }
    let told = publications(&tree, &said, file, &mut wrong);
    if let Some(last) = told.last().filter(|last| !checkpoint.starts_with(&last.checkpoint)) {
        let path = path(last.publication);
        wrong.push(text!("{path} 和 {CHECKPOINT} 对不上", "{path} does not agree with {CHECKPOINT}"));
    }
    let withdrawn = records(&tree, &told, file, &mut wrong);
    pages(&said, &hashes, file, &mut wrong);
    let since = asked.since.as_ref().map(|kept| {
        if kept.origin != said.origin || !tree.grew_from(kept.root) {
            let size = kept.root.size;
            wrong.push(text!(
                "日志不是接着您留存的那个校验点（{size} 条）写的：以前公布的被改写过，或者这是另一份日志",
                "the log did not grow out of the checkpoint that you kept ({size} entries): what was published was rewritten, or it is another log"
            ));
        }
        since(&told, kept.root.size)
    });
    Some(Verdict {
        origin: said.origin,
        root: said.root,
        publications: told.len() as u32,
        last: told.last().map(|told| told.date),
        signed,
        is_given: asked.key.is_some(),
        withdrawn,
        wrong,
        since,
    })
}

/// Which versions have leaves behind the first `size`.
fn since(told: &[Told], size: u64) -> Vec<(u32, Key, Op)> {
    let mut found = Vec::new();
    for one in told {
        let (versions, _) = one.versions();
        for (place, (version, _)) in versions.into_iter().enumerate().skip(1) {
            if one.first + place as u64 >= size {
                found.push((one.publication, version.key, version.op));
            }
        }
    }
    found
}

/// The files of the manifest with their hashes, each looked at.
fn manifested(
    file: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
    wrong: &mut Vec<Text>,
) -> BTreeMap<String, String> {
    let name = manifest::NAME;
    let read = file(name).and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let Some(Manifest { files, .. }) = read.filter(Manifest::is_ours) else {
        wrong.push(text!("没有清单 {name}，或读不懂", "the manifest {name} is missing, or cannot be read"));
        return BTreeMap::new();
    };
    for (path, hash) in &files {
        match file(path).map(|bytes| blake3::hash(&bytes).to_hex().to_string()) {
            Some(found) if found == *hash => {}
            Some(_) => wrong.push(text!("{path} 和发布时不一样", "{path} is not as it was published")),
            None => wrong.push(text!("缺 {path}", "{path} is missing")),
        }
    }
    files
}

/// What each publication tells, as far as the log goes.
fn publications(
    tree: &Tree,
    said: &Said,
    file: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
    wrong: &mut Vec<Text>,
) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    let mut size = 0;
    for number in 1..=MOST {
        if size >= said.root.size {
            break;
        }
        let path = path(number);
        let Some(told) = file(&path).and_then(|bytes| serde_json::from_slice::<Told>(&bytes).ok()) else {
            wrong.push(text!("{path} 缺失或损坏", "{path} is missing or damaged"));
            break;
        };
        let count: usize = told.groups.iter().map(|group| group.ids.len()).sum();
        let after = size + 1 + count as u64;
        let root = Said::read(&told.checkpoint).filter(|at| at.origin == said.origin).map(|at| at.root);
        let fits = told.publication == number
            && told.first == size
            && told.groups.iter().all(|group| group.ids.len() == group.salts.len())
            && root.is_some_and(|root| root.size == after && tree.root(after) == Some(root))
            && told.before == found.last().map(|last| json!(Digest::over(&last.checkpoint)))
            && found.last().is_none_or(|last| last.date <= told.date);
        if !fits {
            wrong.push(text!("{path} 和日志对不上", "{path} does not agree with the log"));
        }
        size = after;
        found.push(told);
    }
    found
}

/// Goes back from the open data through every version of every record; how many were withdrawn.
fn records(
    tree: &Tree,
    told: &[Told],
    file: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
    wrong: &mut Vec<Text>,
) -> usize {
    let mut now: HashMap<Key, Fields> = HashMap::new();
    let mut rows_of = Vec::new();
    for (kind, _) in rows::TABLES {
        let path = format!("data/{kind}.json");
        let Some(bytes) = file(&path) else { continue };
        match rows::parsed(kind, &bytes) {
            Some(rows) => rows_of.extend(rows.into_iter().map(|(key, fields)| {
                now.insert(key.clone(), fields);
                key
            })),
            None => wrong.push(text!("{path} 读不懂", "{path} cannot be read")),
        }
    }
    let mut withdrawn = 0;
    let mut seen: HashMap<Key, bool> = HashMap::new();
    for one in told.iter().rev() {
        let (versions, head) = one.versions();
        for (place, (version, was)) in versions.into_iter().enumerate().rev() {
            let leaf = one.first + place as u64;
            withdrawn += usize::from(version.withdrawn.is_some());
            if place == 0 {
                compare(tree, leaf, &version, &head, one.publication, wrong);
                continue;
            }
            let key = version.key.clone();
            let stands = version.op != Op::Removed && !is_gone(&version);
            let is_last = seen.insert(key.clone(), true).is_none();
            if is_last && stands != now.contains_key(&key) {
                wrong.push(differs(&key, stands));
                continue;
            }
            if !stands {
                now.remove(&key);
            }
            let fields = now.entry(key).or_default();
            compare(tree, leaf, &version, fields, one.publication, wrong);
            for (name, value) in was {
                match value.is_null() {
                    true => fields.remove(&name),
                    false => fields.insert(name, value),
                };
            }
        }
    }
    for key in rows_of {
        if !seen.contains_key(&key) {
            wrong.push(differs(&key, false));
        }
    }
    withdrawn
}

fn compare(tree: &Tree, leaf: u64, version: &Version, fields: &Fields, number: u32, wrong: &mut Vec<Text>) {
    if entry(version, fields).is_none_or(|found| tree.entry(leaf) != Some(found)) {
        let Key { kind, id } = &version.key;
        wrong.push(text!(
            "{kind}/{id}：现在公布的和第 {number} 次公布记下的对不上",
            "{kind}/{id} is not what publication {number} recorded"
        ));
    }
}

fn differs(Key { kind, id }: &Key, is_recorded: bool) -> Text {
    match is_recorded {
        true => text!(
            "data/{kind}.json 里没有 {id}，公开记录里有",
            "data/{kind}.json lacks {id}, which the record has"
        ),
        false => text!(
            "data/{kind}.json 里的 {id} 没有记入公开记录",
            "{id} in data/{kind}.json is not in the record"
        ),
    }
}

/// Whether the files are those that the last publication listed.
fn pages(
    said: &Said,
    hashes: &BTreeMap<String, String>,
    file: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
    wrong: &mut Vec<Text>,
) {
    let Some(digest) = &said.pages else { return };
    let list = file(PAGES).and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(list) = list.filter(|list| super::folder::digest(list) == *digest) else {
        wrong.push(text!("{PAGES} 和 {CHECKPOINT} 对不上", "{PAGES} does not agree with {CHECKPOINT}"));
        return;
    };
    let listed = listed(&list);
    for (path, hash) in &listed {
        match hashes.get(*path) {
            Some(found) if found == hash => {}
            Some(_) => wrong.push(text!(
                "{path} 不是上次公布（gongkailan publish）时的样子，是之后重新做的",
                "{path} is not as it was when it was last published with `gongkailan publish`: it was made anew since"
            )),
            None => wrong.push(text!("上次公布时有 {path}，现在没有", "{path} was there at the last publication and is gone")),
        }
    }
    for path in hashes.keys().filter(|path| is_listed(path) && !listed.contains_key(path.as_str())) {
        wrong.push(text!("{path} 上次公布时没有", "{path} was not there at the last publication"));
    }
}

/// Whether the file at `path` stands in the list of a publication.
fn is_listed(path: &str) -> bool {
    !path.starts_with(FOLDER) && !path.starts_with(POSTERS)
}

fn listed(list: &str) -> BTreeMap<&str, &str> {
    list.lines().filter_map(|line| line.split_once("  ")).map(|(hash, path)| (path, hash)).collect()
}

/// The list of the files of a publication: a line a file, its BLAKE3 and its path.
pub fn list<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> String {
    use rayon::prelude::*;
    let files: Vec<(&str, &[u8])> = files.filter(|(path, _)| is_listed(path)).collect();
    let lines = files.par_iter().map(|(path, bytes)| format!("{}  {path}\n", blake3::hash(bytes).to_hex()));
    lines.collect::<Vec<String>>().concat()
}
