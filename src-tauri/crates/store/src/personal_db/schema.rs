//! What makes a file the person's, and what is in it.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::file::Identity;

/// The personal file. The number spells "DSTP".
pub(super) const IDENTITY: Identity = Identity {
    what: "what you keep",
    application_id: 0x4453_5450,
    version: 6,
    synchronous: "FULL",
    secure_delete: true,
    is_whole,
    migrations,
};

const V1: &str = concat!(
    "PRAGMA application_id = 1146311760;\n",
    include_str!("sql/bookmark.sql"),
    include_str!("sql/setting.sql"),
);
const V2: &str = include_str!("sql/kept_offline.sql");
const V3: &str = include_str!("sql/opened.sql");
const V4: &str = concat!(include_str!("sql/reminder.sql"), include_str!("sql/week.sql"));

/// When something was opened: nothing needs to know.
const V5: &str = "ALTER TABLE opened DROP COLUMN last_at;";

const V6: &str = include_str!("sql/reminder_set.sql");

fn migrations() -> Migrations<'static> {
    Migrations::new([V1, V2, V3, V4, V5, V6].map(M::up).to_vec())
}

/// SQLite's full check, values, indexes and all: the file is small.
fn is_whole(db: &Connection) -> rusqlite::Result<bool> {
    let answer: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(answer == "ok")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    #[test]
    fn the_schema_is_the_one_the_version_names() {
        assert_eq!(migrations().validate(), Ok(()));
        let mut connection = Connection::open_in_memory().unwrap();
        file::migrate(&mut connection, &IDENTITY).unwrap();
        assert!(file::identify(&connection, &IDENTITY).is_ok());
    }
}
