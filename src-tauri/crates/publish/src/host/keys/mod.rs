//! The keys that sign a catalogue, and the root that says which they are.
//!
//! A key directory holds one Ed25519 key a file (PKCS#8 PEM, readable by its owner alone) and every version of the root,
//! which is public: `root-1.pem`, `targets-1.pem`, … and `1.root.json`, `2.root.json`, … A file's name is for people;
//! which key is for what stands in the root alone. Keys may lie in several directories: the root's belong on separate
//! sticks in separate hands.

mod file;
mod new;
mod ring;
mod rotate;
mod signing;

pub use new::{New, new};
pub use ring::Keyring;
pub use rotate::{Rotated, renew, rotate};

use tough::schema::RoleType;

/// A role and what it is for. The names are TUF's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Says which keys count. Its own lie offline, and several must agree.
    Root,
    /// Signs editions: the editor's.
    Targets,
    /// Signs which set of editions is current: the daily job's.
    Snapshot,
    /// Signs that the snapshot is still the newest: the daily job's.
    Timestamp,
}

impl Role {
    /// All four.
    pub const ALL: [Role; 4] = [Role::Root, Role::Targets, Role::Snapshot, Role::Timestamp];

    /// As it is written in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Role::Root => "root",
            Role::Targets => "targets",
            Role::Snapshot => "snapshot",
            Role::Timestamp => "timestamp",
        }
    }

    /// As TUF's metadata has it.
    pub(crate) fn kind(self) -> RoleType {
        match self {
            Role::Root => RoleType::Root,
            Role::Targets => RoleType::Targets,
            Role::Snapshot => RoleType::Snapshot,
            Role::Timestamp => RoleType::Timestamp,
        }
    }
}
