//! Typed records: the [`Board`] of public facts and the [`Register`] of private ones.

pub mod board;
pub mod cover;
pub mod private;
pub mod register;
pub mod settings;

pub use board::Board;
pub use private::Private;
pub use register::Register;

/// Everything the records say, resolved, the public and the private apart.
#[derive(Debug)]
pub struct Records {
    /// What may be published.
    pub board: Board,
    /// What may not.
    pub register: Register,
}
