//! What is not the records' fault: the machine, or the way the command was used.

use crate::diagnostic::Text;

/// A failure that ends the run with status 2.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What happened and what to do.
    pub text: Text,
}

impl Fault {
    /// A failure told in both languages.
    pub fn new(text: Text) -> Fault {
        Fault { text }
    }
}
