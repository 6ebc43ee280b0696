//! How a command ended.

/// How a command ended, when no [`Fault`](crate::fault::Fault) stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The work is done.
    Done,
    /// The records, `site.yaml` or the theme have errors; nothing was published.
    Errors,
    /// Ctrl-C ended what would never have ended.
    Interrupted,
}
