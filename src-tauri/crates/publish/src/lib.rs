//! From an edition to every device: keys, and hosts that serve what is signed with them ([`host`]).
//!
//! What editors write is read by [`source`]. The program `doorstep-publish` offers both on a command line.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod host;
pub mod init;
