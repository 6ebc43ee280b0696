//! Where a column of a table goes.

use crate::diagnostic::Text;
use crate::load::kind::Key;

/// Where a column goes.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// Under a key of one of the row's records.
    Key(usize, &'static Key),
    /// Below `private` of one of the row's records.
    Private(usize, String),
    /// It tells grids of one name apart.
    Village,
    /// Nowhere: a row's number, a total, or what `--map` leaves out.
    Idle,
    /// Nowhere, which is told, with the reason where there is one.
    Unknown(Option<Text>),
}
