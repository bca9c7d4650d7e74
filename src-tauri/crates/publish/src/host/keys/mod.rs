//! The keys that sign a catalogue, and the root that says which they are.
//!
//! A key directory holds one Ed25519 key a file (PKCS#8 PEM, readable by its owner alone) and every version of the root,
//! which is public: `root-1.pem`, `targets-1.pem`, … and `1.root.json`, `2.root.json`, … A file's name is for people;
//! which key is for what stands in the root alone. Keys may lie in several directories: the root's belong on separate
//! sticks in separate hands.

mod file;
mod new;
mod ring;
mod role;
mod rotate;
mod signing;

pub use new::{New, new};
pub use ring::Keyring;
pub(crate) use ring::follows;
pub use role::Role;
pub use rotate::{Rotated, renew, rotate};
