//! What each screen is given, on the real catalogue, on small ones and in random worlds.
#![allow(clippy::unwrap_used, missing_docs)]

mod act_now;
mod bookmarks;
mod documents;
mod freshness;
mod kit;
mod worlds;
