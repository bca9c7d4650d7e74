//! From what editors write to an edition.
//!
//! `data/` is read whole ([`source`]), checked whole ([`check()`]) and becomes one canonical [`Edition`] ([`build()`]).
//! Every fault of every file is found in one go, each with its file, line and mend ([`Diagnostic`]). The program
//! `doorstep-publish` shows them with the lines around them; the app's own build uses this library without the program.
//!
//! **Invariant:** the edition depends on the files' content alone: not on the clock, the machine, the order in which a
//! directory lists its files, or how lines end.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod check;
mod diagnostic;
#[cfg(feature = "cli")]
pub mod host;
pub mod ids;
pub mod schema;
pub mod source;
mod write;

pub use catalogue::Edition;
pub use check::{Report, build, check};
pub use diagnostic::Diagnostic;
pub use write::write;
