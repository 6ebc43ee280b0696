//! gongkailan (公开栏): village records in, a finished transparency board out.
//!
//! ```text
//! load  →  model  →  check  →  site  →  render  →  publish
//! YAML     typed     rules     pages    HTML,      one atomic
//! with     board     with      and      PDF,       swap
//! places   (public)  places    views    data
//!          + register (private)
//! ```
//!
//! - [`load::load`]: files into a [`load::Loaded`], every value with its place
//! - [`model::resolve`]: into [`model::Records`], the public [`model::Board`] and the private [`model::Register`]
//! - [`check::check`]: into [`diagnostic::Diagnostics`], where all problems of all stages meet
//! - [`site::plan`]: the board into a [`site::Site`], the pages and what each shows
//! - [`render::Renderer`]: into [`render::Artifacts`], paths with bytes
//! - [`guard::Ready::look`]: the last look, whether any finished file holds a private value
//! - [`publish::publish`]: into the output folder, all or nothing
//! - [`pipeline::RunCache`]: what one run leaves to the next; [`watch`] says when there is a next, [`serve`] shows it
//!
//! [`report`] and [`export`] are beside these: they read the register, and nothing of it is published.
//!
//! [`pipeline`] alone names them all in order; [`cli`] is a thin shell around it. A module imports only from those
//! declared above it, and what makes public things (`site`, `render`, `publish`, `watch`, `serve`) neither from [`load`] nor
//! what is private: `tests/suite/layering.rs` takes the order from here.
//!
//! Only rooms that say so ask the clock, the environment or the disk (`clippy.toml`).

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

pub mod blob;
pub mod characters;
pub mod disk;
pub mod encoding;
pub mod ends;
pub mod private;
pub mod reading;
pub mod reuse;
pub mod source;
pub mod suggest;
pub mod twins;
pub mod word_list;

pub mod diagnostic;

pub mod fault;

pub mod calendar;

pub mod boundary;
pub mod csv;
pub mod filename;
pub mod manifest;
pub mod markdown;
pub mod sample;
pub mod theme;

pub mod lock;

pub mod publication;

pub mod published;

pub mod picture;

pub mod attachment;

pub mod table;

pub mod load;

pub mod model;

pub mod status;

pub mod check;

pub mod report;

pub mod export;

pub mod site;

pub mod review;

pub mod render;

pub mod guard;

pub mod publish;

pub mod pipeline;

pub mod watch;

pub mod serve;

pub mod reference;

pub mod mend;

pub mod start;

pub mod import;

pub mod theming;

pub mod cli;
