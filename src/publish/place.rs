//! Single files into a folder of the user's own: each whole or not at all, nothing else there touched.

use std::fs;
use std::path::{Path, PathBuf};

use super::destination::{real, refuse_file, refuse_overlap};
use crate::fault::Fault;
use crate::render::artifact::Artifacts;
use crate::text;

/// What [`place`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Names of files that are new or changed, sorted.
    pub written: Vec<String>,
    /// How many lay there already with the same bytes.
    pub unchanged: usize,
}

/// A folder of the user's own that may be written into; it need not be there yet.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Takes `out` for sheets of the site folder `site`, unless it is a file or would write into the records.
    pub fn open(site: &Path, out: &Path) -> Result<Folder, Fault> {
        let path = real(out)?;
        refuse_overlap(site, out, &path)?;
        refuse_file(out, &path)?;
        Ok(Folder(path))
    }
}

/// Puts `artifacts`, which have no folders, into `folder`, made where missing. All bytes are on the disk under passing
/// names before the first file is replaced, so a full disk changes nothing.
pub fn place(artifacts: &Artifacts, Folder(folder): &Folder) -> Result<Placed, Fault> {
    fs::create_dir_all(folder).map_err(|error| Fault::machine(&text!("创建", "create"), folder, &error))?;
    let mut placed = Placed::default();
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    let done = stage(artifacts, folder, &mut staged, &mut placed).and_then(|()| {
        staged.iter().try_for_each(|(from, to)| {
            fs::rename(from, to).map_err(|error| Fault::machine(&text!("替换", "replace"), to, &error))
        })
    });
    if done.is_err() {
        staged.iter().for_each(|(from, _)| drop(fs::remove_file(from)));
    }
    done.map(|()| placed)
}

fn stage(
    artifacts: &Artifacts,
    folder: &Path,
    staged: &mut Vec<(PathBuf, PathBuf)>,
    placed: &mut Placed,
) -> Result<(), Fault> {
    for (name, bytes) in artifacts.iter() {
        let to = folder.join(name);
        if fs::read(&to).is_ok_and(|old| old[..] == bytes[..]) {
            placed.unchanged += 1;
            continue;
        }
        let from = folder.join(format!(".{name}.gongkailan-new"));
        staged.push((from.clone(), to));
        fs::write(&from, bytes).map_err(|error| Fault::machine(&text!("写入", "write"), &from, &error))?;
        placed.written.push(name.to_owned());
    }
    Ok(())
}
