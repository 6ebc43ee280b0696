//! `publish`: a run that records what it makes public.

use super::cache::RunCache;
use super::print::{Printed, Printing};
use super::publication::{Begun, Publication, Recorded};
use super::stages::{Request, Step, free_later};
use crate::fault::Fault;
use crate::publication::folder;
use crate::publish::{self, Destination, Published};

/// What [`record`] did.
#[derive(Debug)]
pub struct Done {
    /// All that the run found out.
    pub printed: Printed,
    /// What is in the output folder now, and what was recorded; `None` when errors forbid it.
    pub published: Option<(Published, Recorded)>,
}

/// What [`super::build`] does, and an entry in the publication record. The site is staged first, then the entry is written,
/// then the site takes its place: a run that dies leaves a record that the next run finishes.
pub fn record(
    request: &Request<'_>,
    publication: &Publication<'_>,
    printing: Option<&Printing<'_>>,
    destination: &mut Destination,
    watch: &mut dyn FnMut(Step),
) -> Result<Done, Fault> {
    let _held = folder::hold(request.site)?;
    let mut make = |is_new| {
        let mut cache = RunCache::once();
        let begun = Begun { publication, is_new };
        let made = cache.make_recorded(request, Some(begun), printing, watch);
        free_later(cache);
        made
    };
    let (mut printed, mut entered) = make(false)?;
    if entered.as_ref().is_some_and(|entered| entered.is_other) {
        (printed, entered) = make(true)?;
    }
    let published = match (&printed.made.artifacts, entered) {
        (Some(artifacts), Some(entered)) if !printed.made.is_refused(request.deny_warnings) => {
            watch(Step::Publish);
            let write = || entered.write(request.site);
            Some((publish::publish_after(artifacts, destination, write)?, entered.told()))
        }
        _ => None,
    };
    Ok(Done { printed, published })
}
