//! What the suite and `sync`'s own tests stand on: a host on loopback that can misbehave, a publisher who signs for
//! it, and a device, which is the app without its window.
#![allow(clippy::unwrap_used, missing_docs)]

#[cfg(feature = "world")]
pub mod device;
pub mod editions;
pub mod host;
pub mod press;
#[cfg(feature = "world")]
pub mod world;
