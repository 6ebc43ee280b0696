//! What is packed as a zip file: its parts, and the same package again without what is not published.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use encoding_rs::GB18030;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::reading::PartName;
use super::{Look, Made, Why};

/// Most files in a package.
const MOST_FILES: usize = 20_000;
/// What systems and programs leave behind in a zip file.
const LITTER: [&str; 4] = [".ds_store", "thumbs.db", "desktop.ini", "__macosx"];

/// A package, and what becomes of each of its parts.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names of the parts, in order.
    pub(crate) names: Vec<String>,
    fates: Vec<Fate>,
}

/// What is published of a part.
enum Fate {
    Kept,
    Made(Vec<u8>),
    LeftOut,
}

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Package<'b>, Why> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(why)?;
        if archive.len() > MOST_FILES {
            return Err(Why::TooLarge);
        }
        let mut names = Vec::new();
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index).map_err(why)?;
            if file.encrypted() {
                return Err(Why::Encrypted);
            }
            names.push(decoded(file.name_raw()));
        }
        let fates = names.iter().map(|_| Fate::Kept).collect();
        Ok(Package { archive, names, fates })
    }

    /// The number of the part called `name`.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known.eq_ignore_ascii_case(name))
    }

    /// Names of the parts, and remarks on them and on the whole.
    pub(super) fn remarks(&mut self) -> Result<String, Why> {
        let mut remarks = String::from_utf8_lossy(self.archive.comment()).into_owned();
        for index in 0..self.names.len() {
            let file = self.archive.by_index_raw(index).map_err(why)?;
            remarks.extend(["\n", &self.names[index], "\n", file.comment()]);
        }
        Ok(remarks)
    }

    /// A part, unpacked while it is read.
    pub(crate) fn unpacking(&mut self, index: usize) -> Result<impl Read, Why> {
        self.archive.by_index(index).map_err(why)
    }

    /// A part unpacked.
    pub(super) fn part(&mut self, index: usize, look: &mut Look) -> Result<Vec<u8>, Why> {
        let file = self.archive.by_index(index).map_err(why)?;
        let stated = file.size();
        look.unpacked(file, stated)
    }

    /// Leaves a part out that a system or a program left behind; whether it is one.
    pub(super) fn leave_out_litter(&mut self, index: usize) -> bool {
        let name = self.names[index].to_ascii_lowercase();
        let is_litter = name.split('/').any(|part| LITTER.contains(&part) || part.starts_with("~$"));
        if is_litter {
            self.leave_out(index);
        }
        is_litter
    }

    /// The part is not published.
    pub(super) fn leave_out(&mut self, index: usize) {
        self.fates[index] = Fate::LeftOut;
    }

    /// The part is published as `bytes`.
    pub(super) fn replace(&mut self, index: usize, bytes: Vec<u8>) {
        self.fates[index] = Fate::Made(bytes);
    }

    /// The package as it is published: what was not looked at, such as bytes between its parts, is not in it.
    pub(super) fn again(mut self) -> Result<Vec<u8>, Why> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (index, (name, fate)) in self.names.iter().zip(self.fates).enumerate() {
            match fate {
                Fate::LeftOut => {}
                Fate::Kept => {
                    let file = self.archive.by_index_raw(index).map_err(why)?;
                    writer.raw_copy_file(file).map_err(why)?;
                }
                Fate::Made(bytes) => {
                    let is_stored = self.archive.by_index_raw(index).map_err(why)?.compression()
                        == CompressionMethod::Stored;
                    let method =
                        if is_stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
                    let options = SimpleFileOptions::default()
                        .compression_method(method)
                        .last_modified_time(DateTime::default());
                    writer.start_file(name.as_str(), options).map_err(why)?;
                    std::io::Write::write_all(&mut writer, &bytes).map_err(|_| Why::Broken)?;
                }
            }
        }
        Ok(writer.finish().map_err(why)?.into_inner())
    }
}

/// A plain zip file: each file in it by itself.
pub(super) fn read(look: &mut Look, bytes: &[u8]) -> Made {
    let mut package = Package::open(bytes)?;
    let remarks = package.remarks()?;
    let mut number = 0;
    for index in 0..package.names.len() {
        if package.leave_out_litter(index) {
            continue;
        }
        let name = package.names[index].clone();
        if name.ends_with(['/', '\\']) {
            continue;
        }
        number += 1;
        let part = package.part(index, look)?;
        if let Some(made) = look.inner(number, &name, &part)? {
            package.replace(index, made);
        }
    }
    look.whole(PartName::named("文件名", "names of files"), &remarks)?;
    Ok(Some(package.again()?))
}

/// A name in a package, in the encoding of its system.
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => Cow::Borrowed(name),
        Err(_) => GB18030.decode_without_bom_handling(name).0,
    }
    .into_owned()
}

pub(super) fn why(error: ZipError) -> Why {
    match error {
        ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => Why::Encrypted,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => Why::Packing,
        _ => Why::Broken,
    }
}
