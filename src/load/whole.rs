//! Whether a file is whole when it is read: nobody is writing it. Half a YAML file at a record's end is sound YAML with
//! half the households.
//!
//! A file that was not touched for a while is taken as it stands. Of another one the system is asked whether somebody
//! has it open for writing, before and after it is read, and its length and times must not change meanwhile. Where the
//! system does not tell (shared disks, files of others, other systems than Linux), the reading is in doubt: whoever
//! reads looks again after [`STILL`], and believes what is the same then.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "reads the files")]

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::bytes::{Refused, within};
use crate::disk;

/// So long what is in doubt must stay the same.
pub const STILL: Duration = Duration::from_millis(400);
/// What was not touched for so long is whole, although a program may have it open: some keep what they show open.
const HELD: Duration = Duration::from_secs(10);
/// So much the clock of a shared disk may be wrong.
const SKEW: Duration = Duration::from_secs(60);

/// The coarsest clock of a file system: FAT counts every second second.
const COARSE: Duration = Duration::from_secs(3);

/// One reading of all files, and what it came upon.
#[derive(Debug)]
pub struct FileReader {
    now: SystemTime,
    unfinished: Mutex<Option<PathBuf>>,
    is_doubtful: AtomicBool,
}

impl FileReader {
    /// A reading that begins at `now`.
    pub fn new(now: SystemTime) -> FileReader {
        FileReader { now, unfinished: Mutex::default(), is_doubtful: AtomicBool::new(false) }
    }

    /// A file that somebody is writing: what was read is not to be used.
    pub fn unfinished(&self) -> Option<PathBuf> {
        self.unfinished.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether something that was read may be half of what is being written.
    pub fn is_doubtful(&self) -> bool {
        self.is_doubtful.load(Ordering::Relaxed)
    }

    /// When it began.
    pub(super) fn now(&self) -> SystemTime {
        self.now
    }

    /// Reads the file at `path`, unless it is larger than `limit` bytes. What its metadata tells is not read at all.
    pub fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Refused> {
        let refused = |error: io::Error| {
            if error.kind() == io::ErrorKind::NotFound {
                // It was listed a moment ago: many programs move a file away before they write the new one.
                self.note(path);
            }
            Refused::System(error)
        };
        let found = fs::metadata(path).map_err(refused)?;
        if !found.is_file() {
            return Err(Refused::NotAFile);
        }
        if found.len() > limit {
            return Err(Refused::TooLarge(limit));
        }
        let mut bytes = Vec::with_capacity(found.len() as usize);
        let file = File::open(path).map_err(refused)?;
        let before = file.metadata().map_err(Refused::System)?;
        let is_written = self.is_written(&file, &before);
        // A file may grow while it is read.
        (&file).take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(Refused::System)?;
        let after = file.metadata().map_err(Refused::System)?;
        if is_written || Stamp::of(&before) != Stamp::of(&after) || self.is_written(&file, &after) {
            self.note(path);
        } else if bytes.is_empty() && self.is_younger(&after, HELD) {
            // Emptied and closed: what comes into it now may be on its way.
            self.is_doubtful.store(true, Ordering::Relaxed);
        }
        within(bytes, limit)
    }

    fn note(&self, path: &Path) {
        *self.unfinished.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.to_owned());
    }

    /// Whether somebody is known to be writing the file; where nobody knows, the reading is in doubt.
    fn is_written(&self, file: &File, found: &Metadata) -> bool {
        if !self.is_younger(found, SKEW) {
            return false;
        }
        match has_writer(file) {
            Some(has_writer) => has_writer && self.is_younger(found, HELD),
            None => {
                self.is_doubtful.store(true, Ordering::Relaxed);
                false
            }
        }
    }

    /// Whether the file was touched so shortly ago; or in the future, by a clock that is wrong.
    fn is_younger(&self, found: &Metadata, time: Duration) -> bool {
        let touched = Stamp::of(found).map_or(self.now, |stamp| stamp.touched());
        touched + time > self.now
    }
}

/// What the file system tells of a file without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: SystemTime,
    /// Device, number, and when it was changed in any way: a date set by hand does not change the last.
    identity: (u64, u64, i64, i64),
}

impl Stamp {
    /// That of the file at `path`, if it was at rest at `now`: whatever changes it later gives it another.
    pub(super) fn at_rest(path: &Path, now: SystemTime) -> Option<Stamp> {
        let stamp = Stamp::now(path)?;
        let is_past = |time: SystemTime| time + COARSE < now;
        (is_past(stamp.modified) && is_past(stamp.touched())).then_some(stamp)
    }

    /// That of the file at `path` as it is now.
    pub(super) fn now(path: &Path) -> Option<Stamp> {
        Stamp::of(&fs::metadata(path).ok()?)
    }

    /// When the file was last changed in any way, as far as the system tells.
    pub(super) fn touched(&self) -> SystemTime {
        match self.identity.2 {
            0 => self.modified,
            seconds => SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.max(0) as u64),
        }
    }

    pub(super) fn of(found: &Metadata) -> Option<Stamp> {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            (found.dev(), found.ino(), found.ctime(), found.ctime_nsec())
        };
        #[cfg(not(unix))]
        let identity = (0, 0, 0, 0);
        Some(Stamp { length: found.len(), modified: found.modified().ok()?, identity })
    }
}

/// Whether somebody has the file open for writing; `None` where the system does not tell.
///
/// A lease for reading is given only for a file that nobody has open for writing. It is given back at once: a writer who
/// comes in between waits for no longer than that. Servers of shared disks refuse leases for reasons of their own.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "no library knows leases")]
fn has_writer(file: &File) -> Option<bool> {
    use std::os::fd::AsRawFd;
    // Of <linux/fcntl.h>.
    const F_SETSIG: libc::c_int = 10;
    let ask = |command: libc::c_int, value: libc::c_int| {
        // SAFETY: these commands take a number and touch no memory; the file is open.
        unsafe { libc::fcntl(file.as_raw_fd(), command, value) == 0 }
    };
    if disk::shared(file).is_some() {
        return None;
    }
    // The writer who comes in between is told to us by a signal: by one that is ignored, not by one that kills.
    if !ask(F_SETSIG, libc::SIGURG) {
        return None;
    }
    if ask(libc::F_SETLEASE, libc::F_RDLCK) {
        ask(libc::F_SETLEASE, libc::F_UNLCK);
        return Some(false);
    }
    (io::Error::last_os_error().kind() == io::ErrorKind::WouldBlock).then_some(true)
}

#[cfg(not(target_os = "linux"))]
fn has_writer(_: &File) -> Option<bool> {
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const LIMIT: u64 = 1 << 20;

    fn later(seconds: u64) -> SystemTime {
        SystemTime::now() + Duration::from_secs(seconds)
    }

    #[test]
    fn what_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        // Sparse: it has a length and no content.
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let reading = FileReader::new(SystemTime::now());
        assert!(matches!(reading.read(&path, LIMIT), Err(Refused::TooLarge(LIMIT))));
        assert!(matches!(reading.read(folder.path(), LIMIT), Err(Refused::NotAFile)));
        assert!(matches!(reading.read(&folder.path().join("none"), LIMIT), Err(Refused::System(_))));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_is_whole_when_nobody_has_it_open_for_writing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let mut writer = File::create(&path).unwrap();
        writer.write_all(b"half").unwrap();
        let looked = |now: SystemTime| {
            let reading = FileReader::new(now);
            reading.read(&path, LIMIT).unwrap();
            (reading.unfinished().is_some(), reading.is_doubtful())
        };
        assert_eq!(looked(SystemTime::now()), (true, false));
        assert_eq!(looked(later(11)), (false, false), "a program that keeps it open and writes nothing");
        let reader = File::open(&path).unwrap();
        drop(writer);
        assert_eq!(looked(SystemTime::now()), (false, false), "whoever reads is in nobody's way");
        drop(reader);
        // What is open for writing elsewhere under another name is the same file.
        fs::hard_link(&path, folder.path().join("b")).unwrap();
        let other = File::options().append(true).open(folder.path().join("b")).unwrap();
        assert_eq!(looked(SystemTime::now()), (true, false));
        drop(other);
        File::create(&path).unwrap();
        assert_eq!(looked(SystemTime::now()), (false, true), "emptied");
        assert_eq!(looked(later(11)), (false, false), "empty for long");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_writer_who_comes_meanwhile_neither_fails_nor_ends_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "0").unwrap();
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for turn in 0..2000 {
                    fs::write(&path, format!("{turn}\n").repeat(100)).unwrap();
                }
                is_over.store(true, Ordering::Relaxed);
            });
            while !is_over.load(Ordering::Relaxed) {
                let reading = FileReader::new(SystemTime::now());
                let bytes = reading.read(&path, LIMIT).unwrap();
                if reading.unfinished().is_none() && bytes != b"0" {
                    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
                    assert_eq!(lines.len(), 101, "half of a file was taken for the whole");
                    assert!(lines[..100].iter().all(|line| *line == lines[0]));
                }
            }
        });
    }
}
