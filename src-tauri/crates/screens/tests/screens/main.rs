//! What each screen is given, on the real catalogue and on small ones.
#![allow(clippy::unwrap_used, missing_docs, dead_code)]

mod kit;
mod worlds;
