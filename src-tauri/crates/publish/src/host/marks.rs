//! What this machine knows was published: high-water marks, in a small file beside the keys.
//!
//! A host cannot vouch for itself: what was put back from a backup, or by somebody who has no key at all, is signed as
//! validly as the newest. Devices remember what they have seen. So must whoever signs, or a daily job would put its
//! name to an old state for ever.
//!
//! The marks belong to the chain of roots beside them, not to an address: what these keys sign is valid on every device
//! that trusts the root, wherever it is served from. They only rise, with one exception: new keys for a role, which
//! only the root's keepers can give, drop what the old ones signed, as they do on a device (TUF 5.3.11).
//!
//! tough's datastore does not do for this: it forgets at a rotation, where a publisher must continue counting, and its
//! errors do not say how to bring a host back.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use catalogue::Header;
use catalogue::edition::LARGEST_JUMP;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tough::schema::{Root, Signed, Snapshot, Targets, Timestamp};

use super::editions;
use super::error::{Error, Result, unusable};
use super::keys::Role;
use super::lifetime;

/// The file, in each key directory that takes it.
const FILE: &str = "marks.json";
/// Held locked while the file is exchanged: two commands at once on one machine.
const LOCK: &str = ".marks.lock";
/// How far a version, which is the second it was signed in, may be ahead of the clock: a year.
const MOST_SECONDS_AHEAD: u64 = 366 * 24 * 60 * 60;

/// The marks of one machine: the highest of those in all its key directories.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    known: Known,
    dirs: Vec<PathBuf>,
}

/// How far a catalogue had come when it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    /// The root's version.
    pub(crate) root: u64,
    targets: Mark,
    snapshot: Mark,
    timestamp: Mark,
    /// The newest edition.
    pub(crate) edition: Option<Edition>,
    /// The number of an edition that was on its way out when this was written. If the program was killed then, a device
    /// may have seen it: the number is not given again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    under_way: Option<u32>,
}

/// A role's version, and the ids of the keys that the root named for it then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    version: u64,
    keys: BTreeSet<String>,
}

/// An edition and which of that number it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Edition {
    pub(crate) number: u32,
    /// Of its canonical JSON.
    sha256: String,
    pub(crate) published_at: DateTime<Utc>,
}

impl Edition {
    /// Whether data with this header say that they come from it.
    pub(crate) fn is(&self, header: &Header) -> bool {
        self.number == header.edition && self.published_at == header.published_at
    }
}

/// What is further ahead than it can be.
pub(crate) enum Jump {
    Version { role: Role, there: u64 },
    Edition { there: u32, known: u32 },
}

impl Marks {
    /// Those of these key directories.
    ///
    /// # Errors
    /// `Usage` when there are some that cannot be read.
    pub fn open(dirs: &[PathBuf]) -> Result<Self> {
        let mut known = Known::default();
        for dir in dirs {
            known = known.with(&read(dir)?);
        }
        let dirs = dirs.to_vec();
        Ok(Self { known, dirs })
    }

    /// Those in the directory of this root; none, where there are none.
    ///
    /// # Errors
    /// As [`Marks::open`].
    pub fn beside(root: &Path) -> Result<Self> {
        let dir = root.parent().filter(|dir| !dir.as_os_str().is_empty());
        Self::open(&[dir.unwrap_or(Path::new(".")).to_owned()])
    }

    /// Whether nothing was ever published from here, as far as is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.known.root == 0
    }

    pub(crate) fn known(&self) -> &Known {
        &self.known
    }

    /// The highest number that an edition has, or may have.
    pub(crate) fn number(&self) -> u32 {
        let edition = self.known.edition.as_ref().map_or(0, |edition| edition.number);
        edition.max(self.known.under_way.unwrap_or_default())
    }

    /// Whether a catalogue in the state of `seen` is behind what is known, or has another edition of the newest number.
    pub(crate) fn are_ahead_of(&self, seen: &Known) -> bool {
        let known = &self.known;
        let behind = |role| known.mark(role).is_ahead_of(seen.mark(role));
        let other_edition = known.targets.keys == seen.targets.keys
            && known.edition.as_ref().is_some_and(|known| match &seen.edition {
                None => true,
                Some(seen) => {
                    seen.number < known.number || (seen.number == known.number && seen.sha256 != known.sha256)
                }
            });
        seen.root < known.root || ROLES.into_iter().any(behind) || other_edition
    }

    /// That a host which shows `seen` has gone back.
    pub(crate) fn gone_back(&self, seen: &Known) -> String {
        format!(
            "the host has gone back to an older state: it was restored from a backup, or somebody has tampered with \
             it.\n  known here:  {}\n  on the host: {seen}",
            self.known
        )
    }

    /// What in `seen` is further ahead than any honest publisher comes.
    pub(crate) fn jump(&self, seen: &Known, now: jiff::Timestamp) -> Option<Jump> {
        let version = |role: Role| {
            let (there, known) = (seen.version(role), self.known.version(role).max(lifetime::version(now)));
            (there > known.saturating_add(MOST_SECONDS_AHEAD)).then_some(Jump::Version { role, there })
        };
        let edition = || {
            let (known, there) = (self.known.edition.as_ref()?.number, seen.edition.as_ref()?.number);
            (there > known.saturating_add(LARGEST_JUMP)).then_some(Jump::Edition { there, known })
        };
        ROLES.into_iter().find_map(version).or_else(edition)
    }

    /// Remembers what was seen.
    ///
    /// # Errors
    /// `Usage` when it cannot be kept in any of the directories.
    pub(crate) fn raise(&mut self, seen: &Known) -> Result<()> {
        self.known = self.known.with(seen);
        self.keep(|held, known| held.with(known))
    }

    /// Remembers that an edition of this number is on its way out.
    pub(crate) fn begin(&mut self, number: u32) -> Result<()> {
        self.known.under_way = Some(number);
        self.keep(|held, known| held.with(known))
    }

    /// It is known that no device has seen the edition of this number.
    pub(crate) fn take_back(&mut self, number: u32) -> Result<()> {
        let without = |known: &Known| Known {
            under_way: known.under_way.filter(|under_way| *under_way != number),
            ..known.clone()
        };
        self.known = without(&self.known);
        self.keep(|held, _| without(held))
    }

    /// Writes `change` of what each directory holds. One that takes it is enough: another may be a stick that cannot be
    /// written to.
    fn keep(&self, change: impl Fn(&Known, &Known) -> Known) -> Result<()> {
        let kept: Vec<_> = self
            .dirs
            .iter()
            .map(|dir| {
                let held = read(dir)?;
                if change(&held, &self.known) == held {
                    return Ok(());
                }
                let _locked = lock(dir).map_err(|error| unusable(dir, error))?;
                write(dir, &change(&read(dir)?, &self.known))
            })
            .collect();
        match kept.into_iter().reduce(Result::or) {
            Some(Err(why)) => Err(Error::Usage(format!(
                "what is published could not be recorded, so a host that goes back would not be noticed: {why}. If the \
                 key directory is read-only, name a writable directory with another --keys"
            ))),
            _ => Ok(()),
        }
    }
}

const ROLES: [Role; 3] = [Role::Targets, Role::Snapshot, Role::Timestamp];

impl Known {
    /// What signed metadata show.
    pub(crate) fn of(
        root: &Signed<Root>,
        targets: &Signed<Targets>,
        snapshot: &Signed<Snapshot>,
        timestamp: &Signed<Timestamp>,
    ) -> Self {
        let (targets, root) = (&targets.signed, &root.signed);
        let mark = |role, version: std::num::NonZeroU64| Mark {
            version: version.get(),
            keys: key_ids(root, role),
        };
        Self {
            root: root.version.get(),
            targets: mark(Role::Targets, targets.version),
            snapshot: mark(Role::Snapshot, snapshot.signed.version),
            timestamp: mark(Role::Timestamp, timestamp.signed.version),
            edition: newest(targets),
            under_way: None,
        }
    }

    /// The same, for metadata that were made just now.
    pub(crate) fn made(root: &Root, targets: (u64, &Targets), snapshot: u64, timestamp: u64) -> Self {
        let mark = |role, version| Mark {
            version,
            keys: key_ids(root, role),
        };
        Self {
            root: root.version.get(),
            targets: mark(Role::Targets, targets.0),
            snapshot: mark(Role::Snapshot, snapshot),
            timestamp: mark(Role::Timestamp, timestamp),
            edition: newest(targets.1),
            under_way: None,
        }
    }

    /// Without what was signed with keys that `root` no longer names.
    pub(crate) fn under(mut self, root: &Root) -> Self {
        for role in ROLES {
            if self.mark(role).keys != key_ids(root, role) {
                *self.mark_mut(role) = Mark::default();
                if role == Role::Targets {
                    self.edition = None;
                }
            }
        }
        self
    }

    /// Whether it knows anything of the role that counts.
    pub(crate) fn counts(&self, role: Role) -> bool {
        self.version(role) > 0
    }

    pub(crate) fn version(&self, role: Role) -> u64 {
        self.mark(role).version
    }

    /// The higher of both, or, where the newer root names other keys for a role, what those signed.
    fn with(&self, other: &Self) -> Self {
        let (older, newer) = if self.root <= other.root {
            (self, other)
        } else {
            (other, self)
        };
        let mark = |role| older.mark(role).with(newer.mark(role));
        let edition = match (&older.edition, &newer.edition) {
            // Of one number, the first that was known stays: another is to be noticed.
            (Some(old), Some(new)) if older.targets.keys == newer.targets.keys && old.number >= new.number => Some(old),
            (old, new) => new.as_ref().or(old.as_ref()),
        };
        Self {
            root: newer.root,
            targets: mark(Role::Targets),
            snapshot: mark(Role::Snapshot),
            timestamp: mark(Role::Timestamp),
            edition: edition.cloned(),
            under_way: self.under_way.max(other.under_way).filter(|number| {
                // It came through.
                edition.is_none_or(|edition| edition.number < *number)
            }),
        }
    }

    fn mark(&self, role: Role) -> &Mark {
        match role {
            Role::Targets => &self.targets,
            Role::Snapshot => &self.snapshot,
            Role::Timestamp | Role::Root => &self.timestamp,
        }
    }

    fn mark_mut(&mut self, role: Role) -> &mut Mark {
        match role {
            Role::Targets => &mut self.targets,
            Role::Snapshot => &mut self.snapshot,
            Role::Timestamp | Role::Root => &mut self.timestamp,
        }
    }
}

impl Mark {
    fn is_ahead_of(&self, seen: &Self) -> bool {
        self.keys == seen.keys && self.version > seen.version
    }

    fn with(&self, newer: &Self) -> Mark {
        if newer.version == 0 || self.is_ahead_of(newer) {
            self.clone()
        } else {
            newer.clone()
        }
    }
}

/// That somebody has a key.
impl fmt::Display for Jump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self {
            Self::Version { role, there } => {
                write!(
                    f,
                    "the host shows {} {there}: a version is the second of signing, and that one is years ahead",
                    role.name()
                )?;
                role.name()
            }
            Self::Edition { there, known } => {
                write!(
                    f,
                    "the host shows edition {there}, and {known} is the newest known here: no honest publisher is more \
                     than {LARGEST_JUMP} ahead"
                )?;
                "targets"
            }
        };
        write!(
            f,
            ". Somebody has the {role} key: rotate it, with all others that were stored beside it (docs/publishing.md, \
             \"Somebody published in our name\")"
        )
    }
}

/// As a person reads it.
impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.edition {
            Some(edition) => write!(f, "{edition}")?,
            None => write!(f, "nothing published")?,
        }
        write!(f, ", root {}", self.root)?;
        for role in ROLES {
            write!(f, ", {} {}", role.name(), self.version(role))?;
        }
        Ok(())
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "edition {} of {}",
            self.number,
            self.published_at.format("%Y-%m-%dT%H:%M:%SZ")
        )
    }
}

/// The newest edition that is listed.
pub(crate) fn newest(targets: &Targets) -> Option<Edition> {
    let (custom, _) = editions::newest(targets)?;
    Some(Edition {
        number: custom.edition,
        sha256: custom.sha256,
        published_at: custom.date,
    })
}

fn key_ids(root: &Root, role: Role) -> BTreeSet<String> {
    let keys = root.roles.get(&role.kind());
    keys.map(|keys| keys.keyids.iter().map(hex::encode).collect())
        .unwrap_or_default()
}

fn read(dir: &Path) -> Result<Known> {
    let file = dir.join(FILE);
    let text = match fs::read(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Known::default()),
        Err(error) => return Err(unusable(&file, error)),
    };
    serde_json::from_slice(&text).map_err(|error| {
        let why = format!(
            "this file records what was published, and it is damaged ({error}). Restore it from a copy; if there is \
             none, check the host (`verify --at-least`), and delete the file"
        );
        unusable(&file, why)
    })
}

fn write(dir: &Path, known: &Known) -> Result<()> {
    let file = dir.join(FILE);
    let text = serde_json::to_string_pretty(known).map_err(|error| unusable(&file, error))?;
    source::write(&file, (text + "\n").as_bytes()).map_err(|error| unusable(&file, error))
}

fn lock(dir: &Path) -> std::io::Result<File> {
    let path = dir.join(LOCK);
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
    file.lock()?;
    Ok(file)
}
