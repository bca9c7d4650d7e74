//! The refresh against a real host on loopback, when all goes well.
#![allow(clippy::unwrap_used)]

mod bundle;
mod content;
mod documents;
mod floor;
mod steps;
mod world;

use kit::{editions, host, press};
