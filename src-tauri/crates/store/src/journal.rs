//! How a database keeps a transaction whole.
//!
//! By a log beside the file (WAL), where the folder is on this device: reading and writing do not wait for each other.
//! The log is found by memory that processes share, and no two devices share any: in a folder on a network, a database
//! with a log is ruined sooner or later. There the pages that a transaction changes are put aside first, and the file
//! is whole after every write. A writer waits for readers in other programs, for at most the busy timeout. Within the
//! app nothing waits: each database has one connection, and is read once.

use std::path::Path;

use rusqlite::Connection;

/// What keeps a transaction whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Journal {
    /// A log beside the file.
    Log,
    /// The pages as they were, until the transaction is done.
    Rollback,
}

impl Journal {
    /// The one for databases in `dir`.
    pub(crate) fn of(dir: &Path) -> Self {
        #[cfg(test)]
        if let Some(forced) = tests::FORCED.get() {
            return forced;
        }
        if is_elsewhere(dir) { Self::Rollback } else { Self::Log }
    }

    /// Before anything is read: where there is no shared memory, SQLite looks for none if it alone has the file.
    pub(crate) fn prepare(self, connection: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::Log => Ok(()),
            Self::Rollback => connection.pragma_update(None, "locking_mode", "EXCLUSIVE"),
        }
    }

    /// Has the database kept that way, also one that was kept in the other.
    pub(crate) fn begin(self, connection: &Connection) -> rusqlite::Result<()> {
        let mode = match self {
            Self::Log => "wal",
            Self::Rollback => "truncate",
        };
        let now: String = connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))?;
        if now != mode {
            tracing::warn!(
                now,
                "the database could not be switched to the journal mode for its place"
            );
        }
        if self == Self::Rollback {
            connection.pragma_update(None, "locking_mode", "NORMAL")?;
            // The next reader releases the file.
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        }
        Ok(())
    }
}

/// Whether `dir` is on another device.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_elsewhere(dir: &Path) -> bool {
    // The kernel's numbers have 32 bits, whatever type this system gives them.
    rustix::fs::statfs(dir).is_ok_and(|found| is_network(found.f_type as u32))
}

#[cfg(any(target_os = "macos", target_os = "ios"))]
fn is_elsewhere(dir: &Path) -> bool {
    /// `MNT_LOCAL`.
    const LOCAL: u32 = 0x1000;
    rustix::fs::statfs(dir).is_ok_and(|found| found.f_flags & LOCAL == 0)
}

/// A drive letter may be a network drive, too; Windows' own folders for apps are on the device.
#[cfg(windows)]
fn is_elsewhere(dir: &Path) -> bool {
    use std::path::{Component, Prefix};
    matches!(
        dir.components().next(),
        Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "macos",
    target_os = "ios",
    windows
)))]
fn is_elsewhere(_dir: &Path) -> bool {
    false
}

/// Whether Linux' number of a file system is that of one on a network. What a program of the user's own serves (FUSE)
/// may be anywhere: it counts as a network.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_network(file_system: u32) -> bool {
    const NETWORKS: [u32; 17] = [
        0x6969,      // NFS
        0x517b,      // SMB, the first
        0xff53_4d42, // CIFS
        0xfe53_4d42, // SMB2 and later
        0x0102_1997, // 9P: shares of virtual machines, and Windows' drives in its Linux
        0x6573_5546, // FUSE: sshfs, GVfs, virtiofs
        0x5346_414f, // AFS
        0x6b41_4653, // AFS in the kernel
        0x7375_7245, // Coda
        0x564c,      // NCP
        0x00c3_6400, // Ceph
        0x0bd0_0bd0, // Lustre
        0x0116_1970, // GFS2
        0x7461_636f, // OCFS2
        0x4750_4653, // GPFS
        0x786f_4256, // VirtualBox's shared folders
        0xbacb_acbc, // VMware's
    ];
    NETWORKS.contains(&file_system)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;

    use catalogue::{Edition, EditionStatus, Header, Origin, Record};
    use chrono::{DateTime, Utc};
    use personal::{Bookmark, Change};

    use super::*;
    use crate::{CatalogueDb, Commit, PersonalDb};

    thread_local! {
        pub(super) static FORCED: Cell<Option<Journal>> = const { Cell::new(None) };
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_on_a_network_is_known_by_its_number() {
        for (name, number, network) in [
            ("ext4", 0xef53, false),
            ("btrfs", 0x9123_683e, false),
            ("xfs", 0x5846_5342, false),
            ("zfs", 0x2fc1_2fc1, false),
            ("tmpfs", 0x0102_1994, false),
            ("overlayfs", 0x794c_7630, false),
            ("ecryptfs", 0xf15f, false),
            ("vfat", 0x4d44, false),
            ("ntfs3", 0x7366_746e, false),
            ("f2fs", 0xf2f5_2010, false),
            ("nfs", 0x6969, true),
            ("smb", 0x517b, true),
            ("cifs", 0xff53_4d42, true),
            ("smb2", 0xfe53_4d42, true),
            ("9p", 0x0102_1997, true),
            ("fuse", 0x6573_5546, true),
            ("afs", 0x5346_414f, true),
            ("ceph", 0x00c3_6400, true),
            ("nothing", 0, false),
        ] {
            assert_eq!(is_network(number), network, "{name}");
        }
        let here = tempfile::tempdir().unwrap();
        assert_eq!(Journal::of(here.path()), Journal::Log, "the device itself");
        assert_eq!(Journal::of(&here.path().join("nothing")), Journal::Log);
    }

    fn now() -> DateTime<Utc> {
        "2026-11-22T09:00:00Z".parse().unwrap()
    }

    fn edition(number: u32) -> Edition {
        let header = Header {
            format: 1,
            min_reader: 1,
            edition: number,
            status: EditionStatus::Draft,
            title: "Doorstep".into(),
            published_at: now(),
            publisher: "P".into(),
            feedback: None,
            recommended_app: None,
            partnership: catalogue::Partnership::default(),
        };
        let record = |id: &str| Record {
            collection: "terms".into(),
            id: id.into(),
            body: format!(r#"{{"id":"{id}","n":{number}}}"#),
        };
        Edition::new(header, vec![record("a"), record("b")])
    }

    fn bookmark(id: &str) -> Change {
        Change::AddBookmark(Bookmark {
            kind: "term".into(),
            id: id.into(),
            title: id.into(),
            kept_at: now(),
        })
    }

    fn opened(query: &str) -> Change {
        Change::Opened {
            query: Some(query.into()),
            kind: "term".into(),
            id: "a".into(),
        }
    }

    fn names(dir: &Path) -> Vec<String> {
        let names = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names
            .filter(|name| name.ends_with("-wal") || name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    }

    fn ids(db: &PersonalDb) -> String {
        db.read()
            .unwrap()
            .bookmarks
            .iter()
            .map(|bookmark| bookmark.id.as_str())
            .collect()
    }

    /// M12: every file is whole, whatever the store is doing.
    #[test]
    fn on_a_network_there_is_no_log_and_everything_works() {
        FORCED.set(Some(Journal::Rollback));
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        let catalogue = CatalogueDb::open(dir).unwrap().0;
        for number in [1, 2] {
            let edition = edition(number);
            catalogue
                .commit(&Commit::of_edition(&edition, Origin::Host), now())
                .unwrap();
            assert_eq!(catalogue.edition().unwrap(), Some(edition));
        }
        let (db, _) = PersonalDb::open(dir, now()).unwrap();
        for id in ["a", "b"] {
            db.write(&bookmark(id)).unwrap();
        }
        db.write(&opened("zanzibarquery")).unwrap();
        // Another program reads between writes, and what it reads is whole without us.
        let other = Connection::open(dir.join("personal.db")).unwrap();
        assert_eq!(
            other.query_row("SELECT count(*) FROM bookmark", [], |row| row.get(0)),
            Ok(2)
        );
        db.backup(now()).unwrap().unwrap();
        db.write(&Change::ForgetSearches).unwrap();
        assert!(
            !fs::read(dir.join("personal.db"))
                .unwrap()
                .windows(13)
                .any(|at| at == b"zanzibarquery")
        );
        db.write(&bookmark("c")).unwrap();
        let mode: String = other
            .pragma_query_value(None, "journal_mode", |row| row.get(0))
            .unwrap();
        assert_eq!(
            mode, "delete",
            "not \"wal\": a program of its own begins with SQLite's usual way"
        );
        assert_eq!(names(dir), [""; 0]);
        // The copy is as after a kill. Windows puts no file aside that is open.
        let copy = tempfile::tempdir().unwrap();
        fs::copy(dir.join("personal.db"), copy.path().join("personal.db")).unwrap();
        drop((db, other));
        for dir in [dir, copy.path()] {
            let (db, _) = PersonalDb::open(dir, now()).unwrap();
            assert_eq!(ids(&db), "cba");
            assert!(db.close() && names(dir).is_empty());
        }
        fs::write(dir.join("personal.db"), b"garbage".repeat(1000)).unwrap();
        let (db, found) = PersonalDb::open(dir, now()).unwrap();
        assert_eq!(
            (found.restored_from.as_deref(), ids(&db).as_str()),
            (Some("2026-11-22"), "ba")
        );
        drop(db);
        crate::erase(dir).unwrap();
        assert_eq!(ids(&PersonalDb::open(dir, now()).unwrap().0), "");
        assert!(catalogue.close() && names(dir).is_empty());
        FORCED.set(None);
    }

    /// A home that was moved to a network, and back again.
    #[test]
    fn what_was_kept_in_the_other_way_is_kept_in_this_one() {
        let dir = tempfile::tempdir().unwrap();
        let mut kept = String::new();
        for (journal, id) in [
            (Journal::Log, "a"),
            (Journal::Rollback, "b"),
            (Journal::Log, "c"),
            (Journal::Rollback, "d"),
        ] {
            FORCED.set(Some(journal));
            let (db, opened) = PersonalDb::open(dir.path(), now()).unwrap();
            assert_eq!(opened, crate::PersonalOpened::default());
            db.write(&bookmark(id)).unwrap();
            kept.insert_str(0, id);
            assert_eq!(ids(&db), kept);
            assert_eq!(
                names(dir.path()).is_empty(),
                journal == Journal::Rollback,
                "{journal:?}"
            );
        }
        FORCED.set(None);
    }
}
