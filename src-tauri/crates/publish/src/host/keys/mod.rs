//! The keys that sign a catalogue, and the root that says which they are.
//!
//! A key directory holds Ed25519 keys, one a file (PKCS#8 PEM, with a passphrase or without), and every version of the
//! root, which is public: `targets-1.pem`, … and `1.root.json`, `2.root.json`, … A file's name is for people; only the
//! root says which key is for what. Keys may be in several directories: the root's are created on separate sticks and
//! stay there, in separate hands. Other files in these directories are not ours and are left alone.

mod file;
mod medium;
mod new;
mod passphrase;
mod pem;
mod ring;
mod role;
mod rotate;
mod signing;

pub use new::{Ceremony, New, NewKey, Quorum, new};
pub use passphrase::{Passphrases, Secret};
pub use ring::Keyring;
pub(crate) use ring::follows;
pub use role::Role;
pub use rotate::{Rotated, Rotation, renew, rotate};
