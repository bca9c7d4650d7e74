//! The refresh against a real host on loopback, in all its moods.
#![allow(clippy::unwrap_used)]

mod faults;
mod host;
mod press;
mod steps;
mod world;
