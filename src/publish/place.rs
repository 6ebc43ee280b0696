//! Single files into a folder of the user's own: each whole or not at all, nothing else there touched.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::destination::{real, refuse_file, refuse_overlap};
use super::manifest;
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

    /// Takes `out` for files that may be published.
    pub fn any(out: &Path) -> Result<Folder, Fault> {
        let path = real(out)?;
        refuse_file(out, &path)?;
        Ok(Folder(path))
    }

    /// Takes `out` for files that must not be published: unless it is, or lies in, what is published or read for that.
    pub fn apart(site: &Path, out: &Path) -> Result<Folder, Fault> {
        let Folder(path) = Folder::any(out)?;
        let root = real(site)?;
        let own = ["content", "themes", "public"].map(|name| real(&root.join(name)));
        let own: Vec<PathBuf> = own.into_iter().collect::<Result<_, _>>()?;
        let is_content = |folder: &Path| folder.ends_with("content") && folder.join("site.yaml").is_file();
        let is_open = |folder: &Path| {
            own.iter().any(|own| own == folder) || is_content(folder) || manifest::is_in(folder)
        };
        if path.ancestors().any(is_open) {
            let out = out.display();
            return Err(Fault::usage(text!(
                "不写到 {out}：内部资料不能放在 content/、themes/ 或发布的文件夹里；用 -o 另写一个地方，或用 --public 只导出可以公开的",
                "nothing is written into {out}: what is internal may lie neither in content/ or themes/ nor in a published folder; name another place with -o, or export only what may be published with --public"
            )));
        }
        Ok(Folder(path))
    }
}

/// The same as [`place`], but never over a file that says something else: somebody may have filled it in.
pub fn place_new(artifacts: &Artifacts, folder: &Folder) -> Result<Placed, Fault> {
    for (name, bytes) in artifacts.iter() {
        let to = folder.0.join(name);
        let is_free = match fs::read(&to) {
            Ok(old) => old[..] == bytes[..],
            Err(error) => error.kind() == ErrorKind::NotFound,
        };
        if !is_free {
            let to = to.display();
            return Err(Fault::usage(text!(
                "已有 {to}，内容不同，不覆盖：换一个名字，或先把它移走",
                "{to} is there already with other content and is not overwritten: choose another name, or move it away"
            )));
        }
    }
    place(artifacts, folder)
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
