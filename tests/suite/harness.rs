//! A site folder in a temporary place, and the real program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_gongkailan");

/// 2026-03-31 in UTC: the day on which all tests judge.
pub const EPOCH: &str = "1774915200";

/// What a run said.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    /// Exit status; `None` when a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    fn from(output: Output) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Fails the test unless the run ended with `code`.
    #[track_caller]
    pub fn exits(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The program with a clean environment and a fixed day.
pub fn program() -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_clear().env("SOURCE_DATE_EPOCH", EPOCH).stdin(Stdio::null());
    command
}

/// A temporary site folder.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// An empty folder.
    pub fn empty() -> Site {
        Site { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A small village: two grids, three members, six households.
    pub fn village() -> Site {
        let site = Site::empty();
        site.copy_from(&root().join("tests/boards/village"));
        site
    }

    /// Copies `content/` and `themes/` of another site folder here.
    pub fn copy_from(&self, other: &Path) {
        for name in ["content", "themes"] {
            let from = other.join(name);
            for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
                let to = self.path().join(entry.path().strip_prefix(other).unwrap());
                if entry.file_type().is_dir() {
                    fs::create_dir_all(&to).unwrap();
                } else {
                    fs::copy(entry.path(), &to).unwrap();
                }
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The default output folder.
    pub fn public(&self) -> PathBuf {
        self.path().join("public")
    }

    /// Writes a file below the folder.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces `from`, which must be there, in a file.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let old = fs::read_to_string(self.path().join(path)).unwrap();
        assert!(old.contains(from), "{path} holds no {from}");
        self.write(path, old.replace(from, to));
    }

    /// Runs the program in this folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(program().current_dir(self.path()).args(arguments).output().expect("the program runs"))
    }

    /// Names in the folder, hidden ones too.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with its bytes, by path with `/`. Empty folders are told by a path ending in `/`.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        if entry.file_type().is_file() {
            files.insert(path, fs::read(entry.path()).unwrap());
        } else if fs::read_dir(entry.path()).is_ok_and(|mut entries| entries.next().is_none()) {
            files.insert(path + "/", Vec::new());
        }
    }
    files
}

/// Fails the test unless the trees are equal, and says which paths differ.
#[track_caller]
pub fn assert_same(found: &BTreeMap<String, Vec<u8>>, expected: &BTreeMap<String, Vec<u8>>) {
    let paths: std::collections::BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let differing: Vec<&&String> =
        paths.iter().filter(|path| found.get(**path) != expected.get(**path)).collect();
    assert!(differing.is_empty(), "these differ: {differing:?}");
}
