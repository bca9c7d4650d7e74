//! The app without its window, on folders of every kind.
#![allow(clippy::unwrap_used, missing_docs)]

mod erase;
mod kit;
mod modes;
mod open;
mod privacy;
mod writes;
