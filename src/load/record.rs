//! The publication record in `record/`, unless it is as it was.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::whole::Stamp;
use crate::fault::Fault;
use crate::publication::{Record, folder};

/// What `record/` holds, and how its files were.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownRecord {
    /// Only where all of them were at rest.
    stamps: Option<Vec<(PathBuf, Stamp)>>,
    pub(super) record: Option<Arc<Record>>,
}

/// Reads the record of the site folder `root`. What is as it was `before` is not read again.
pub(super) fn read(root: &Path, before: &KnownRecord, now: SystemTime) -> Result<KnownRecord, Fault> {
    let folder = folder::of(root);
    let files = folder::files_in(&folder).into_iter();
    let stamps: Option<Vec<(PathBuf, Stamp)>> =
        files.map(|file| Some((file.clone(), Stamp::at_rest(&file, now)?))).collect();
    if stamps.is_some() && before.stamps == stamps {
        return Ok(before.clone());
    }
    let record = folder::read(&folder)?;
    let record = match &before.record {
        Some(known) if record.as_ref() == Some(known) => Some(known.clone()),
        _ => record.map(Arc::new),
    };
    Ok(KnownRecord { stamps, record })
}
