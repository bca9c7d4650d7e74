//! What the journeys, the reliability suite, `sync`'s tests, the benches and xtask share. Each asks for the part it
//! needs: see the features in Cargo.toml.
#![allow(clippy::unwrap_used, missing_docs)]

pub mod edits;

#[cfg(feature = "bucket")]
pub mod bucket;

#[cfg(feature = "display")]
pub mod display;
#[cfg(feature = "display")]
pub mod picture;
#[cfg(feature = "display")]
pub mod sheet;

#[cfg(feature = "fixture")]
pub mod fixture;

#[cfg(all(feature = "window", target_os = "linux"))]
pub mod window;

#[cfg(feature = "world")]
pub mod device;
#[cfg(feature = "host")]
pub mod editions;
#[cfg(feature = "host")]
pub mod host;
#[cfg(feature = "host")]
pub mod press;
#[cfg(feature = "host")]
pub mod thief;
#[cfg(feature = "world")]
pub mod world;

/// A place in the repository.
pub fn repository(place: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(place)
}
