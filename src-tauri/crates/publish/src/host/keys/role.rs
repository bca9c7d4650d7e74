//! Who signs what.

use tough::schema::RoleType;

/// A role and what it is for. The names are TUF's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Says which keys are valid. Its own keys are offline, and several must agree.
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
