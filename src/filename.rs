//! Names for published files that every disk, browser and host keeps as they are.
//!
//! A name holds letters of any script, digits, `-`, `_` and `.` only; it is no device name of Windows, ends in no dot or
//! blank, and differs from every other in more than case, width and normal form. What has another name gets one that is
//! made from it.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::characters::is_unseen;

/// Most bytes of a name: what disks take (255) with room for what programs add.
const LONGEST: usize = 180;
/// The name of what has nothing that could stand in one.
const NAMELESS: &str = "file";
/// Endings of pictures: where one is not that of the picture's format it is replaced.
const PICTURES: [&str; 16] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "apng", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "avif",
    "ico", "psd",
];

/// The names under which files are published, in the order of `files`: each its path, with `/`, and for a picture the
/// ending of its format.
pub fn published(files: &[(&str, Option<&'static str>)]) -> Vec<String> {
    let mut top = Folder::default();
    for (index, (path, ending)) in files.iter().enumerate() {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let within = folders.split('/').filter(|name| !name.is_empty());
        let folder = within.fold(&mut top, |folder, name| folder.folders.entry(name).or_default());
        folder.files.insert(name, (index, *ending));
    }
    let mut names = vec![String::new(); files.len()];
    top.name("", &mut names);
    names
}

#[derive(Default)]
struct Folder<'p> {
    folders: BTreeMap<&'p str, Folder<'p>>,
    files: BTreeMap<&'p str, (usize, Option<&'static str>)>,
}

impl Folder<'_> {
    /// Gives a name to everything in the folder, which is published as `prefix`. Who has a sound name keeps it.
    fn name(&self, prefix: &str, names: &mut [String]) {
        let folders = self.folders.keys().map(|name| (*name, safe(name, None), false));
        let files = self.files.iter().map(|(name, (_, ending))| (*name, safe(name, *ending), true));
        let mut wanted: Vec<(&str, String, bool)> = folders.chain(files).collect();
        wanted.sort_by(|a, b| (a.0 != a.1, a.0, a.2).cmp(&(b.0 != b.1, b.0, b.2)));
        let mut taken: BTreeMap<String, ()> = BTreeMap::new();
        for (written, name, is_file) in wanted {
            let mut given = name.clone();
            let mut number = 2;
            while taken.insert(folded(&given), ()).is_some() {
                given = numbered(&name, number, is_file);
                number += 1;
            }
            let path = format!("{prefix}{given}");
            match is_file {
                true => {
                    let (index, _) = self.files[written];
                    names[index] = path;
                }
                false => self.folders[written].name(&format!("{path}/"), names),
            }
        }
    }
}

/// What two names have in common when a disk takes them for one.
fn folded(name: &str) -> String {
    name.nfkc().collect::<String>().to_uppercase().to_lowercase()
}

/// `name` with a number before its ending.
fn numbered(name: &str, number: usize, is_file: bool) -> String {
    match name.rsplit_once('.').filter(|_| is_file) {
        Some((stem, ending)) => format!("{stem}-{number}.{ending}"),
        None => format!("{name}-{number}"),
    }
}

/// A name made from `name`: itself, where it is sound.
fn safe(name: &str, ending: Option<&'static str>) -> String {
    let plain: String =
        name.nfkc().filter(|c| !is_unseen(*c)).map(|c| if stays(c) { c } else { ' ' }).collect();
    let (stem, old) = plain.rsplit_once('.').unwrap_or((&plain, ""));
    let parts = stem.split('.').map(joined).filter(|part| !part.is_empty());
    let mut made = parts.collect::<Vec<_>>().join(".");
    if made.is_empty() {
        made.push_str(NAMELESS);
    }
    let old = joined(old);
    if !old.is_empty() {
        made = format!("{made}.{old}");
    }
    if let Some(ending) = ending {
        let stem = made.rsplit_once('.').filter(|(_, old)| PICTURES.contains(&&*old.to_ascii_lowercase()));
        match stem {
            Some((_, old)) if is_same_format(old, ending) => {}
            Some((stem, _)) => made = format!("{stem}.{ending}"),
            None => made = format!("{made}.{ending}"),
        }
    }
    let stem = made.split('.').next().unwrap_or_default().len();
    if is_device(&made) {
        made.insert(stem, '_');
    }
    shortened(made)
}

/// The words of a part between dots with `-` between them.
fn joined(part: &str) -> String {
    if !part.contains(' ') {
        return part.to_owned();
    }
    let words = part.split(' ').map(|word| word.trim_matches('-')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Whether `c` may stand in a name.
fn stays(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_' | '.')
}

fn is_same_format(one: &str, other: &str) -> bool {
    let one = one.to_ascii_lowercase();
    one == other || one == "jpeg" && other == "jpg"
}

/// Whether Windows takes a file of this name, whatever follows its first dot, for a device.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_numbered = |kind: &str| {
        let number = stem.strip_prefix(kind).unwrap_or_default();
        // To Windows these three are digits, too.
        matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    };
    let is_named = ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&&*stem);
    is_named || is_numbered("com") || is_numbered("lpt")
}

/// `name` of at most [`LONGEST`] bytes: its stem is cut.
fn shortened(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() < 16 => (stem, format!(".{ending}")),
        _ => (name.as_str(), String::new()),
    };
    let end = stem.floor_char_boundary(LONGEST - ending.len());
    format!("{}{ending}", stem[..end].trim_end_matches(['.', '-']))
}

/// Whether `id` can be a path segment everywhere: Unicode letters, digits, `-`, `_`, `.`.
pub fn is_id(id: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !id.is_empty()
        && id.len() <= 120
        && id.chars().all(plain)
        && !id.starts_with('.')
        && !id.ends_with('.')
        && !id.contains("..")
        // The name of every folder's own page.
        && !id.eq_ignore_ascii_case("index.html")
        && !is_device(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(files: &[(&str, Option<&'static str>)]) -> Vec<String> {
        published(files)
    }

    #[test]
    fn sound_names_stay() {
        for name in
            ["图.jpg", "IMG_0001.JPG", "a-b/v1.2--x.pdf", "ئۇيغۇر.pdf", "བོདཡིག.pdf", "é.png", "LICENSE"]
        {
            assert_eq!(names(&[(name, None)]), [name]);
        }
    }

    #[test]
    fn what_a_disk_refuses_is_replaced() {
        for (name, made) in [
            ("会议 10:30.jpg", "会议-10-30.jpg"),
            ("图?.jpg", "图.jpg"),
            ("a<b>.jpg", "a-b.jpg"),
            ("a*b|c.jpg", "a-b-c.jpg"),
            ("a - b.pdf", "a-b.pdf"),
            ("CON.jpg", "CON_.jpg"),
            ("com¹.tar.gz", "com1_.tar.gz"),
            ("aux/x.jpg", "aux_/x.jpg"),
            ("dir./a.jpg", "dir/a.jpg"),
            ("a .jpg ", "a.jpg"),
            ("？.jpg", "file.jpg"),
            ("…", "file"),
            ("附件①（二）.pdf", "附件1-二.pdf"),
            ("ＡＢ１.pdf", "AB1.pdf"),
            ("e\u{301}.png", "é.png"),
            ("葛\u{e0100}洪\u{200b}.pdf", "葛洪.pdf"),
            ("照片😀.png", "照片.png"),
        ] {
            assert_eq!(names(&[(name, None)]), [made], "{name}");
        }
        let long = format!("{}.jpg", "长".repeat(80));
        let made = names(&[(&long, None)]).remove(0);
        assert!(made.len() <= LONGEST && made.ends_with("长.jpg"), "{made}");
    }

    #[test]
    fn a_picture_is_named_after_its_format() {
        for (name, ending, made) in [
            ("a.png", "jpg", "a.jpg"),
            ("a.JPEG", "jpg", "a.JPEG"),
            ("a.jfif", "jpg", "a.jpg"),
            ("v1.2", "png", "v1.2.png"),
            ("a.dat", "webp", "a.dat.webp"),
            ("?.gif", "png", "file.png"),
        ] {
            assert_eq!(names(&[(name, Some(ending))]), [made], "{name}");
        }
    }

    #[test]
    fn no_two_names_are_one_on_any_disk() {
        let files = [
            "图.jpg",
            "图.JPG",
            "图?.jpg",
            "é.jpg",
            "e\u{301}.jpg",
            "ａ.jpg",
            "a.jpg",
            "A/x.jpg",
            "a/x.jpg",
            "a?/x.jpg",
            "straße.pdf",
            "STRASSE.pdf",
        ];
        let files: Vec<_> = files.iter().map(|name| (*name, None)).collect();
        let made = names(&files);
        // A disk may take a file and a folder of one name for the same thing.
        let mut keys: Vec<String> = made.iter().map(|name| folded(name)).collect();
        keys.extend(made.iter().filter_map(|name| Some(folded(name.rsplit_once('/')?.0))));
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), made.len() + 3, "{made:?}");
        assert_eq!(made[6], "a.jpg");
        assert_eq!((&*made[0], &*made[1], &*made[2]), ("图-2.jpg", "图.JPG", "图-3.jpg"));
    }
}
