//! Random histories: records come, change and go, and are withdrawn, publication after publication; all of it is proven
//! every time, and no byte of it can be changed unseen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use gongkailan::calendar::NaiveDate;
use gongkailan::manifest::{self, Manifest};
use gongkailan::publication::keys::{PrivateKey, PublicKey, pair};
use gongkailan::publication::proof::{self, Asked};
use gongkailan::publication::tree::{Root, Said};
use gongkailan::publication::{
    About, Fields, Key, Reason, Record, Redaction, Row, changes, files, folder, redact,
};
use serde_json::{Value, json};

use super::Files;

/// Chance that is the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// A board that is nothing but its public records.
struct Board {
    rows: BTreeMap<Key, Row>,
    chance: Chance,
    made: usize,
}

/// Columns whose values come and go.
const COLUMNS: [&str; 5] = ["name", "title", "target", "note", "count"];

impl Board {
    fn value(&mut self, name: &str) -> Option<Value> {
        let number = self.chance.below(30);
        match (name, number % 5) {
            (_, 0) => None,
            ("count", 1) => Some(json!(number as f64 + 0.5)),
            ("count", _) => Some(json!(number)),
            ("note", 1) => Some(json!("甲\n\"乙\"\\ \u{1f600} </script>")),
            ("note", 2) => Some(json!(true)),
            _ => Some(json!(format!("{name}{number}"))),
        }
    }

    fn add(&mut self) {
        self.made += 1;
        let number = self.made;
        let (kind, id, mut fields) = match number % 3 {
            0 => {
                let (grid, name) = (format!("g-{}", number % 4), format!("户数{number}"));
                let fields = Fields::from([("grid".into(), json!(grid)), ("name".into(), json!(name))]);
                ("figures", format!("{grid}/{name}/"), fields)
            }
            rest => {
                let id = format!("r-{number}");
                let fields = Fields::from([("id".into(), json!(id))]);
                (["", "members", "commitments"][rest], id, fields)
            }
        };
        let key = Key { kind: kind.to_owned(), id };
        for name in COLUMNS.iter().filter(|name| kind != "figures" || **name != "name") {
            fields.extend(self.value(name).map(|value| ((*name).to_owned(), value)));
        }
        self.rows.insert(key, Row { fields: Arc::new(fields), reasons: Vec::new() });
    }

    fn any(&mut self) -> Option<Key> {
        let count = self.rows.len();
        (count > 0).then(|| self.rows.keys().nth(self.chance.below(count)).cloned())?
    }

    /// Some additions, changes and removals.
    fn edit(&mut self, day: NaiveDate) {
        for _ in 0..self.chance.below(4) {
            self.add();
        }
        for _ in 0..self.chance.below(5) {
            let Some(key) = self.any() else { break };
            let name = COLUMNS[1 + self.chance.below(4)];
            let value = self.value(name);
            let has_reason = self.chance.one_in(3);
            let row = self.rows.get_mut(&key).unwrap();
            let fields = Arc::make_mut(&mut row.fields);
            fields.remove(name);
            fields.extend(value.map(|value| (name.to_owned(), value)));
            if has_reason {
                row.reasons.push(Reason { date: day, key: name.to_owned(), reason: "写错了".to_owned() });
            }
        }
        if self.chance.one_in(2) {
            let gone = self.any();
            gone.map(|key| self.rows.remove(&key));
        }
    }

    /// What is to be withdrawn, which the board then says no more.
    fn withdraw(&mut self, record: &Record, day: NaiveDate) -> Redaction {
        // Anything that was ever published.
        let mut keys: Vec<&Key> = record.keys().filter(|key| key.kind != "publication").collect();
        keys.sort();
        let key = keys[self.chance.below(keys.len())].clone();
        let fields: Vec<String> = match self.chance.one_in(2) {
            true => Vec::new(),
            false => vec![COLUMNS[1 + self.chance.below(4)].to_owned()],
        };
        match self.rows.get_mut(&key) {
            Some(row) if !fields.is_empty() => {
                Arc::make_mut(&mut row.fields).retain(|name, _| !fields.contains(name));
                row.reasons.retain(|reason| !fields.contains(&reason.key));
            }
            _ => drop(self.rows.remove(&key)),
        }
        Redaction { key, fields, date: day, reason: "本人要求".to_owned() }
    }

    /// The open data, and a page.
    fn data(&self) -> Files {
        let mut tables: BTreeMap<&str, Vec<&Fields>> = BTreeMap::new();
        for (key, row) in &self.rows {
            tables.entry(&key.kind).or_default().push(&row.fields);
        }
        let front = ("index.html".to_owned(), b"x".to_vec());
        let json = |rows| serde_json::to_vec(&rows).unwrap();
        let tables = tables.into_iter().map(|(kind, rows)| (format!("data/{kind}.json"), json(rows)));
        tables.chain([front]).collect()
    }
}

/// All that is published.
fn published(board: &Board, record: &Record, key: &PublicKey) -> Files {
    let mut all = board.data();
    all.extend(files(record, Some(key)));
    let hashes = all.iter().map(|(path, bytes)| (path.clone(), blake3::hash(bytes).to_hex().to_string()));
    let manifest = Manifest::of(hashes.collect()).bytes();
    all.insert(manifest::NAME.to_owned(), manifest);
    all
}

/// A history of `length` publications in `folder`, looked at after every step.
fn history(seed: u64, length: u32, folder: &Path) -> Record {
    let mut board = Board { rows: BTreeMap::new(), chance: Chance(seed), made: 0 };
    let (private, public) = pair("试村");
    let (private, public) = (PrivateKey::read(&private).unwrap(), PublicKey::read(&public).unwrap());
    let mut record: Option<Record> = None;
    let mut kept: Vec<(Root, Said)> = Vec::new();
    for number in 1..=length {
        let day = NaiveDate::from_yo_opt(2026, number * 7).unwrap();
        if let Some(record) = record.as_mut().filter(|_| number > 3 && board.chance.one_in(3)) {
            let redaction = board.withdraw(record, day);
            let touched = redact(record, &redaction);
            folder::rewrite(folder, touched.iter().map(|&at| &record.entries[at])).unwrap();
        }
        board.edit(day);
        // As it is read: without what was withdrawn.
        let known = folder::read(folder).unwrap();
        let changes = changes(known.as_ref(), board.rows.iter());
        let about = About {
            date: day,
            program: "gongkailan 0".to_owned(),
            note: board.chance.one_in(4).then(|| "说明".to_owned()),
            origin: "试村".to_owned(),
        };
        let mut next = Record::with(known.as_ref(), about, changes).unwrap();
        let data = board.data();
        let list = proof::list(data.iter().map(|(path, bytes)| (path.as_str(), &bytes[..])));
        next.seal(Some(list), Some(&private)).unwrap();
        folder::write(folder, &next, known.as_ref().map_or(0, |known| known.entries.len())).unwrap();

        assert_eq!(folder::read(folder).unwrap().as_ref(), Some(&next), "seed {seed}, {number}");
        Record::of(next.entries.clone(), next.pages.clone()).unwrap();
        let now: Vec<(&Key, &Arc<Fields>)> = next.published();
        let rows: Vec<_> = board.rows.iter().map(|(key, row)| (key, &row.fields)).collect();
        assert_eq!(now, rows, "seed {seed}, {number}");
        let all = published(&board, &next, &public);
        for (root, since) in kept.iter().step_by(5) {
            assert!(next.tree.grew_from(*root), "seed {seed}, {number}");
            let asked = Asked { key: Some(public.clone()), since: Some(since.clone()) };
            let verdict = proof::verify(&asked, &mut |path| all.get(path).cloned()).unwrap();
            assert!(verdict.wrong.is_empty(), "seed {seed}, {number}: {:?}", verdict.wrong);
        }
        let verdict = proof::verify(&Asked::default(), &mut |path| all.get(path).cloned()).unwrap();
        assert!(verdict.wrong.is_empty(), "seed {seed}, {number}: {:?}", verdict.wrong);
        kept.push((next.root(), Said::read(&next.last().unwrap().checkpoint).unwrap()));
        record = Some(next);
    }
    record.unwrap()
}

#[test]
fn every_publication_of_a_random_history_is_proven() {
    for seed in [23, 2026] {
        let folder = tempfile::tempdir().unwrap();
        let record = history(seed, 50, folder.path());
        let withdrawn = record.entries.iter().flat_map(|entry| &entry.versions);
        assert!(withdrawn.filter(|version| version.withdrawn.is_some()).count() > 10);
        assert!(record.tree.size() > 150, "{}", record.tree.size());
    }
}

#[test]
fn one_byte_changed_anywhere_in_the_record_is_found_when_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let record = history(7, 12, folder.path());
    let mut chance = Chance(99);
    let mut count = 0;
    for file in folder::files_in(folder.path()) {
        let whole = fs::read(&file).unwrap();
        for _ in 0..220 {
            let mut bytes = whole.clone();
            let at = chance.below(bytes.len());
            bytes[at] ^= 1 + chance.below(255) as u8;
            fs::write(&file, &bytes).unwrap();
            count += 1;
            // A value written in another way is no change.
            if let Ok(read) = folder::read(folder.path()) {
                assert_eq!(read.as_ref(), Some(&record), "{} at {at}", file.display());
            }
        }
        fs::write(&file, &whole).unwrap();
    }
    assert!(count > 2_500, "{count}");
}

#[test]
fn what_is_rewritten_with_its_sum_is_found_by_the_publications_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let record = history(11, 6, folder.path());
    let forged = |change: &dyn Fn(&mut gongkailan::publication::Entry)| {
        let other = tempfile::tempdir().unwrap();
        for file in folder::files_in(folder.path()) {
            fs::copy(&file, other.path().join(file.file_name().unwrap())).unwrap();
        }
        let mut entry = record.entries[2].clone();
        change(&mut entry);
        folder::rewrite(other.path(), [&entry].into_iter()).unwrap();
        folder::read(other.path()).is_err()
    };
    assert!(!forged(&|_| {}));
    // Its day, its note, what a record said, a salt, the list of files, the signature.
    let head = |entry: &mut gongkailan::publication::Entry, name: &str| {
        Arc::make_mut(&mut entry.versions[0].set).insert(name.to_owned(), json!("2026-01-01"));
    };
    assert!(forged(&|entry| head(entry, "date")));
    assert!(forged(&|entry| head(entry, "note")));
    assert!(forged(&|entry| entry.versions[1].salt = Some(Default::default())));
    assert!(forged(&|entry| drop(entry.versions.pop())));
    assert!(forged(&|entry| {
        let at = entry.checkpoint.find("\npages ").unwrap() + "\npages ".len();
        entry.checkpoint.replace_range(at..at + 4, "0000");
    }));
    assert!(forged(&|entry| {
        let at = entry.checkpoint.rfind('—').unwrap();
        entry.checkpoint.truncate(at);
    }));
}
