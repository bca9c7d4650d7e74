//! From what editors write to an edition.
//!
//! `data/` is read whole ([`read()`]), checked whole ([`check()`]) and becomes one canonical [`catalogue::Edition`]
//! ([`build()`]). Every fault of every file is found in one go, each with its file, line and fix ([`Diagnostic`]).
//! `doorstep-publish` shows them with the lines around them; the app's own build needs this library alone.
//!
//! **Invariant:** the edition depends on the files' content alone: not on the clock, the machine, the order in which a
//! directory lists its files, or how lines end.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod article;
mod bytes;
mod check;
mod diagnostic;
pub mod ids;
mod include;
mod layout;
mod loaded;
mod located;
mod partnership;
mod read;
mod record;
pub mod schema;
mod unfilled;
mod write;

pub use bytes::MAX_BYTES;
pub use check::{Report, build, build_on, check, check_with};
pub use diagnostic::Diagnostic;
pub use loaded::Loaded;
pub use read::read;
pub use unfilled::FILL_IN;
pub use write::write;
