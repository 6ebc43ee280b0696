//! What is published of a file that records name.

use std::sync::Arc;

use crate::attachment::{self, Reading};
use crate::blob::Blob;
use crate::boundary::{self, Boundary};
use crate::picture::{self, Picture};
use crate::source::Span;

/// A file that records name, as it is published.
#[derive(Clone, Debug)]
pub struct Asset {
    /// What it is made of.
    pub fit: Arc<Fit>,
    /// Where it is first named.
    pub at: Span,
}

/// What is published of a file.
#[derive(Debug)]
pub struct Fit {
    /// Its bytes; mostly not those on disk.
    pub bytes: Blob,
    /// What is worth telling about a picture.
    pub picture: Option<Picture>,
    /// What a GeoJSON file says.
    pub boundary: Option<Arc<Boundary>>,
    /// What any other file says, where that is known.
    pub reading: Option<Arc<Reading>>,
}

/// Why nothing is.
#[derive(Clone, Debug)]
pub(super) enum Unfit {
    Picture(picture::Refusal),
    Boundary(boundary::Refusal),
    /// With what it would be: somebody may have looked at it.
    Attachment(attachment::Refusal, Arc<Fit>),
}
