//! Signed editions on a static host: keys, releases, the daily signature, audits and bundles.
//!
//! The Update Framework on static files, with tough as the signer and `sync::layout` as the map of a host. A host needs
//! no special program: it is a folder behind any web server, an S3 bucket or an Azure container.
//!
//! **Invariant:** a file on a host is written once and never again, but for `metadata/timestamp.json`, which is swapped
//! only for the one that was read. Until then nothing that a device can see has changed; after it, everything it refers
//! to is there. The calendars, which no device reads, follow after that, and are swapped in the same way.
//!
//! Nothing here reads the clock: `now` is an argument.

mod bundle;
mod calendars;
mod changes;
mod device;
mod documents;
mod editions;
mod error;
mod files;
mod ground;
mod http;
pub mod keys;
pub mod lifetime;
mod marks;
mod number;
mod pack;
mod place;
mod plan;
mod progress;
mod release;
mod resign;
mod serve;
mod sign;
mod state;
mod store;
mod verify;

pub use bundle::{Bundled, bundle};
pub use changes::{Change, Changes};
pub use editions::DELTAS;
pub use error::{Error, Result};
pub use files::Files;
pub use marks::Marks;
pub use place::{audit, open};
pub use plan::{Plan, Wanted, plan};
pub use progress::{Progress, Silent};
pub use release::Released;
pub use resign::{Resigned, resign};
pub use serve::Server;
pub use store::{Created, Host, Seen};
pub use verify::{Audit, Lifetime, verify};
