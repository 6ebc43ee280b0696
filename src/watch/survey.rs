//! The state of all input as the file system tells it without opening a file: for noticing what no event announced.

use std::fs::Metadata;
use std::time::SystemTime;

use super::input::Input;

/// Equal as long as nothing changed.
pub(super) type Survey = blake3::Hash;

/// Looks at every file and folder of `input`. Links are looked at themselves.
pub(super) fn survey(input: &Input) -> Survey {
    let mut hasher = blake3::Hasher::new();
    for entry in input.entries() {
        let Ok(found) = entry.metadata() else { continue };
        hasher.update(entry.path().as_os_str().as_encoded_bytes());
        hasher.update(&[0, u8::from(found.is_dir())]);
        // A folder's own times change with names that are skipped.
        let numbers = if found.is_dir() { identity(&found) } else { times(&found) };
        for number in numbers {
            hasher.update(&number.to_le_bytes());
        }
    }
    hasher.finalize()
}

fn times(found: &Metadata) -> [u64; 4] {
    let since = |time: SystemTime| {
        time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64)
    };
    let [device, number, ..] = identity(found);
    let modified = found.modified().map_or(0, since);
    [device ^ number.rotate_left(32), found.len(), modified, changed(found)]
}

#[cfg(unix)]
fn identity(found: &Metadata) -> [u64; 4] {
    use std::os::unix::fs::MetadataExt;
    [found.dev(), found.ino(), 0, 0]
}

#[cfg(unix)]
fn changed(found: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    (found.ctime() as u64).wrapping_mul(1_000_000_000).wrapping_add(found.ctime_nsec() as u64)
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> [u64; 4] {
    [0; 4]
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> u64 {
    0
}
