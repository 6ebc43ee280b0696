//! The output folder: where it really is, whether it may be used, and what a dead run left beside it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::paths::Paths;
use super::{manifest, swap};
use crate::fault::Fault;
use crate::lock::Lock;
use crate::text;

/// The lock's name inside a folder whose parent cannot be written.
const LOCK: &str = ".gongkailan-lock";

/// An output folder that may be used, locked against other builds while this value lives.
#[derive(Debug)]
pub struct Destination {
    paths: Paths,
    /// Missing while the parent folder is: nobody can be at work there.
    lock: Option<Lock>,
    /// Why no lock can be had; no fault as long as nothing is to be changed.
    refused: Option<Fault>,
}

impl Destination {
    /// Takes hold of `out` for publishing the site folder `site`. Symbolic links are followed; a missing folder is
    /// not made before [`publish`](super::publish()). Remains of a dead run are cleared.
    pub fn open(site: &Path, out: &Path) -> Result<Destination, Fault> {
        let path = real(out)?;
        refuse_overlap(site, out, &path)?;
        refuse_file(out, &path)?;
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(overlap(out));
        };
        let (parent, name) = (parent.to_owned(), name.to_owned());
        let mut destination = Destination { paths: Paths { path, parent, name }, lock: None, refused: None };
        destination.take_lock()?;
        destination.clear()?;
        Ok(destination)
    }

    /// The folder, links resolved.
    pub fn path(&self) -> &Path {
        &self.paths.path
    }

    /// The folder and what waits beside it.
    pub(super) fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Makes sure of the lock and of the folder being ours, now that it is to be written.
    pub(super) fn claim(&mut self) -> Result<(), Fault> {
        if self.lock.is_none() && self.refused.is_none() {
            fs::create_dir_all(&self.paths.parent)
                .map_err(|error| Fault::machine(&text!("创建", "create"), &self.paths.parent, &error))?;
            self.take_lock()?;
        }
        self.clear()
    }

    /// Clears the remains of a dead run, and makes sure that the folder is ours.
    fn clear(&self) -> Result<(), Fault> {
        if self.lock.is_some() {
            swap::recover(&self.paths)?;
        }
        self.refuse_foreign()
    }

    fn take_lock(&mut self) -> Result<(), Fault> {
        if !self.paths.parent.is_dir() {
            return Ok(());
        }
        let mut taken = Lock::take(self.paths.beside("lock"));
        let is_refused = |kind| matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
        if taken.as_ref().is_err_and(|error| is_refused(error.kind())) && self.path().is_dir() {
            taken = Lock::take(self.path().join(LOCK));
        }
        match taken {
            Ok(Some(lock)) => {
                self.lock = Some(lock);
                Ok(())
            }
            Ok(None) => {
                let path = self.path().display();
                Err(Fault::busy(text!(
                    "另一个 gongkailan 正在写入 {path}，请等它结束后再试",
                    "another gongkailan is writing into {path}; try again when it has finished"
                )))
            }
            Err(error) => {
                self.refused = Some(Fault::machine(&text!("写入", "write into"), &self.paths.parent, &error));
                Ok(())
            }
        }
    }

    /// Refuses when the folder or its disk is read-only.
    pub(super) fn must_be_writable(&self) -> Result<(), Fault> {
        if let Some(fault) = &self.refused {
            return Err(fault.clone());
        }
        #[cfg(unix)]
        if self.path().is_dir() {
            rustix::fs::access(self.path(), rustix::fs::Access::WRITE_OK)
                .map_err(|error| Fault::machine(&text!("写入", "write into"), self.path(), &error.into()))?;
        }
        Ok(())
    }

    /// Whether a tree can be staged beside the folder: not when the parent is another disk or another's.
    pub(super) fn can_be_swapped(&self) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let device = |path: &Path| fs::metadata(path).ok().map(|found| found.dev());
            let is_mounted = self.path().is_dir() && device(self.path()) != device(&self.paths.parent);
            !is_mounted && rustix::fs::access(&self.paths.parent, rustix::fs::Access::WRITE_OK).is_ok()
        }
        #[cfg(not(unix))]
        true
    }

    fn refuse_foreign(&self) -> Result<(), Fault> {
        let mut entries = match fs::read_dir(self.path()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Fault::machine(&text!("读取", "read"), self.path(), &error)),
        };
        let is_foreign = entries.any(|entry| {
            !entry
                .is_ok_and(|entry| entry.file_name().as_encoded_bytes().starts_with(manifest::OWN.as_bytes()))
        });
        if !is_foreign || manifest::is_in(self.path()) {
            return Ok(());
        }
        let (path, name) = (self.path().display(), manifest::NAME);
        Err(Fault::usage(text!(
            "{path} 里有别的文件，而没有本程序的清单 {name}：为免误删，不在此发布。\n\
             请用 -o 另选一个空文件夹，或先把其中的文件移走。",
            "{path} holds other files and no {name} of this program; nothing is published there, so that nothing is lost.\n\
             Choose an empty folder with -o, or move those files away first."
        )))
    }
}

/// `out` with links resolved, as far as it exists.
pub(super) fn real(out: &Path) -> Result<PathBuf, Fault> {
    let failed = |error: std::io::Error| Fault::machine(&text!("找到", "find"), out, &error);
    let mut existing = std::path::absolute(out).map_err(failed)?;
    let mut missing = Vec::new();
    loop {
        match fs::canonicalize(&existing) {
            Ok(mut path) => {
                path.extend(missing.iter().rev());
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        let is_link = fs::symlink_metadata(&existing).is_ok();
        let name = match existing.components().next_back() {
            Some(Component::Normal(name)) if !is_link => name.to_owned(),
            _ => {
                let out = out.display();
                return Err(Fault::usage(text!(
                    "输出位置 {out} 中有一段指向不存在的地方",
                    "a part of the output {out} leads nowhere"
                )));
            }
        };
        missing.push(name);
        existing.pop();
    }
}

/// Publishing replaces the whole folder, and input is never written: the two must not lie within each other.
pub(super) fn refuse_overlap(site: &Path, out: &Path, path: &Path) -> Result<(), Fault> {
    let root = fs::canonicalize(site)
        .map_err(|error| Fault::machine(&text!("打开看板文件夹", "open the site folder"), site, &error))?;
    let inputs = ["content", "themes"].map(|name| {
        let input = root.join(name);
        fs::canonicalize(&input).unwrap_or(input)
    });
    let swallows = |input: &PathBuf| input.starts_with(path);
    let lies_in = |input: &PathBuf| path.starts_with(input);
    if swallows(&root) || inputs.iter().any(|input| swallows(input) || lies_in(input)) {
        return Err(overlap(out));
    }
    Ok(())
}

/// Files go into a folder: `out` must not be a file itself.
pub(super) fn refuse_file(out: &Path, path: &Path) -> Result<(), Fault> {
    if path.exists() && !path.is_dir() {
        let out = out.display();
        return Err(Fault::usage(text!(
            "输出位置 {out} 是一个文件，这里要的是文件夹：用 -o 另写一个文件夹，或先把这个文件移走",
            "the output {out} is a file, and a folder is needed: name a folder with -o, or move the file away first"
        )));
    }
    Ok(())
}

fn overlap(out: &Path) -> Fault {
    let out = out.display();
    Fault::usage(text!(
        "不能发布到 {out}：输出文件夹不能是看板文件夹本身或它的上级，也不能在 content/ 或 themes/ 里",
        "cannot publish to {out}: the output may be neither the site folder nor one above it, nor lie in content/ or themes/"
    ))
}
