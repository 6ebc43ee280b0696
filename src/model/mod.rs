//! Typed records: the [`Board`] of public facts and the [`Register`] of private ones.

mod base_url;
pub mod board;
pub mod meanings;
pub mod order;
mod plain_ids;
pub mod rating;
pub mod register;
mod resolve;
mod romanise;
pub mod rules;
pub mod settings;

pub use base_url::BaseUrl;
pub use board::{Board, Ground};
pub use register::{Held, Register};
pub use resolve::{ResolveCache, id_from_name, resolve, resolve_again};
pub use romanise::readings;

use std::sync::Arc;

/// Everything the records say, resolved, the public and the private apart.
#[derive(Clone, Debug)]
pub struct Records {
    /// What may be published.
    pub board: Arc<Board>,
    /// What may not.
    pub register: Arc<Register>,
}
