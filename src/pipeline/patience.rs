//! Reading for whoever reads once: what is being written is waited for.

#![expect(clippy::disallowed_methods, reason = "waits for whoever is writing")]

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::diagnostic::Diagnostics;
use crate::fault::{Fault, FaultKind};
use crate::load::{self, Loaded, ReadCache, STILL};

/// So long somebody who writes is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// How soon it is looked again.
const RETRY: Duration = Duration::from_millis(20);

/// [`load::load`], when nobody is writing.
pub(super) fn load(site: &Path) -> Result<(Loaded, Diagnostics), Fault> {
    let (loaded, diagnostics, _) = reload(site, &mut ReadCache::default())?;
    Ok((loaded, diagnostics))
}

/// [`load::reload_with`], of what was read a moment ago.
pub(super) fn reload_with(
    site: &Path,
    instead: &BTreeMap<String, Vec<u8>>,
    cache: &mut ReadCache,
) -> Result<(Loaded, Diagnostics, Vec<String>), Fault> {
    load::reload_with(site, instead, cache, SystemTime::now())
}

/// [`load::reload`], when nobody is writing. What is in doubt is read until it is twice the same.
pub(super) fn reload(
    site: &Path,
    cache: &mut ReadCache,
) -> Result<(Loaded, Diagnostics, Vec<String>), Fault> {
    let start = Instant::now();
    let mut is_again = false;
    loop {
        let is_patient = start.elapsed() < PATIENCE;
        match load::reload(site, cache, SystemTime::now()) {
            Err(fault) if fault.kind == FaultKind::Unfinished && is_patient => thread::sleep(RETRY),
            Ok((_, _, changed)) if cache.doubts() && !(is_again && changed.is_empty()) => {
                if let Some(path) = changed.first().filter(|_| !is_patient) {
                    return Err(Fault::unfinished(&site.join(path)));
                }
                is_again = true;
                thread::sleep(STILL);
            }
            read => {
                cache.trust();
                return read;
            }
        }
    }
}
