//! Refresh: ask the host, verify, apply; and the documents that an edition names.
//!
//! [The Update Framework](https://theupdateframework.github.io/specification/latest/) on static files, with tough as
//! the client: [`Refresher::refresh`] has tough verify the metadata on a scratch copy of what is trusted, fetches the
//! newest edition this version can read, as a [`delta`] where it can, and stores it in one transaction with the
//! metadata that vouches for it; [`Refresher::take`] does the same with a [`bundle`] from a file. [`DocumentFetcher`]
//! fetches the documents that an edition names. [`schedule`] says when. [`layout`] says what is where on a host.
//!
//! **Invariants:** of the app's crates only this one names reqwest or tough. `now` is an argument: tough reads the
//! system's clock itself, and is configured not to judge by it. A host's word is believed only as far as it is signed.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod blocking;
pub mod bundle;
pub mod delta;
mod documents;
mod download;
mod failure;
mod flight;
mod http;
pub mod layout;
mod refresh;
pub mod schedule;
mod source;
mod transport;
mod trusted;

pub use documents::DocumentFetcher;
pub use http::{Limits, MOST_EDITION};
pub use refresh::{Config, Held, Progress, Refresher};
