//! What editions changed, for *What's changed*.

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, ToSql};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{CatalogueDb, Imported};
use crate::StoreError;

/// Of how many editions the changes are kept.
const KEPT: u32 = 20;

/// An edition that took another one's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Its number.
    pub edition: u32,
    /// The number of the edition that was stored before it.
    pub came_after: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// When it was stored on this device.
    pub arrived_at: DateTime<Utc>,
    /// What it changed, by collection and id.
    pub changes: Vec<Change>,
}

/// One record that an edition changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record's collection.
    pub collection: String,
    /// The record's id.
    pub id: String,
    /// What happened to it.
    pub what: What,
    /// Its title now, or the last one it had; its id when it has none.
    pub title: String,
    /// Its text before the change, where there was one.
    pub before: Option<String>,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Not there before.
    Added,
    /// There before with another text.
    Changed,
    /// Still there, and no longer to be used.
    Withdrawn,
    /// There before, and no more. Withdrawing comes first, so this is for records that were never to be kept.
    Removed,
}

impl Change {
    /// What happened between two texts of one record, not both absent.
    pub(super) fn between(collection: &str, id: &str, before: Option<String>, after: Option<&str>) -> Self {
        let old = before.as_deref().map(Glimpse::of).unwrap_or_default();
        let new = after.map(Glimpse::of).unwrap_or_default();
        let what = match (&before, after) {
            (_, None) => What::Removed,
            _ if new.withdrawn() && !old.withdrawn() => What::Withdrawn,
            (None, _) => What::Added,
            _ => What::Changed,
        };
        Self {
            collection: collection.to_owned(),
            id: id.to_owned(),
            what,
            title: new.title.or(old.title).unwrap_or_else(|| id.to_owned()),
            before,
        }
    }
}

/// What is in a record for search alone. Nobody reads it, so nobody is told when it changes.
const UNREAD: &str = "everyday";

/// Whether a person could see what changed between two texts of a record.
pub(super) fn is_news(before: Option<&str>, after: &str) -> bool {
    let read = |text: &str| {
        let mut record: Map<String, Value> = serde_json::from_str(text).ok()?;
        record.remove(UNREAD);
        Some(record)
    };
    let (before, after) = (before.and_then(read), read(after));
    before.is_none() || before != after
}

/// As much of a record as a change is told by. A record of a shape that is not known has neither.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Glimpse {
    title: Option<String>,
    status: Option<String>,
}

impl Glimpse {
    fn of(body: &str) -> Self {
        serde_json::from_str(body).unwrap_or_default()
    }

    fn withdrawn(&self) -> bool {
        self.status.as_deref() == Some("withdrawn")
    }
}

impl CatalogueDb {
    /// The last twenty editions that took another one's place, newest first, each with what it changed. The very first
    /// edition on a device took nobody's place.
    ///
    /// # Errors
    /// `Damaged` when a row is not as it was written.
    pub fn arrivals(&self) -> Result<Vec<Arrival>, StoreError> {
        self.arrivals_with(None)
    }

    /// The same with the changes to one collection alone.
    ///
    /// # Errors
    /// As for [`CatalogueDb::arrivals`].
    pub fn arrivals_in(&self, collection: &str) -> Result<Vec<Arrival>, StoreError> {
        self.arrivals_with(Some(collection))
    }

    /// The number of the newest of them.
    pub fn newest_arrival(&self) -> Result<Option<u32>, StoreError> {
        self.db
            .read(|db| Ok(db.query_row("SELECT max(edition) FROM arrival", [], |row| row.get(0))?))
    }

    fn arrivals_with(&self, collection: Option<&str>) -> Result<Vec<Arrival>, StoreError> {
        self.db.read(|db| {
            let mut arrivals: Vec<Arrival> = db
                .prepare_cached(
                    "SELECT edition, came_after, published_at, arrived_at FROM arrival ORDER BY edition DESC",
                )?
                .query_map([], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get::<_, String>(2)?,
                        row.get::<_, String>(3)?,
                    ))
                })?
                .map(|row| {
                    let (edition, came_after, published_at, arrived_at) = row?;
                    Ok(Arrival {
                        edition,
                        came_after,
                        published_at: moment(&published_at)?,
                        arrived_at: moment(&arrived_at)?,
                        changes: Vec::new(),
                    })
                })
                .collect::<Result<_, StoreError>>()?;
            let mut changes = db.prepare_cached(
                "SELECT collection, id, what, title, before FROM change
                 WHERE edition = ?1 AND (?2 IS NULL OR collection = ?2) ORDER BY collection, id",
            )?;
            for arrival in &mut arrivals {
                arrival.changes = changes
                    .query_map((arrival.edition, collection), change)?
                    .collect::<rusqlite::Result<_>>()?;
            }
            Ok(arrivals)
        })
    }
}

fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        collection: row.get(0)?,
        id: row.get(1)?,
        what: row.get(2)?,
        title: row.get(3)?,
        before: row.get(4)?,
    })
}

fn moment(text: &str) -> Result<DateTime<Utc>, StoreError> {
    text.parse().map_err(|_| StoreError::damaged("the list of changes"))
}

/// Writes what the edition described by `imported` changed after the one numbered `came_after`.
pub(super) fn put(db: &Connection, imported: &Imported, came_after: u32, changes: &[Change]) -> Result<(), StoreError> {
    let edition = imported.header.edition;
    db.prepare_cached("DELETE FROM arrival WHERE edition >= ?1")?
        .execute([edition])?;
    db.prepare_cached("INSERT INTO arrival (edition, came_after, published_at, arrived_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute((
            edition,
            came_after,
            imported.header.published_at.to_rfc3339(),
            imported.imported_at.to_rfc3339(),
        ))?;
    let mut insert = db.prepare_cached(
        "INSERT INTO change (edition, collection, id, what, title, before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for change in changes {
        insert.execute((
            edition,
            &change.collection,
            &change.id,
            change.what,
            &change.title,
            &change.before,
        ))?;
    }
    db.prepare_cached(
        "DELETE FROM arrival WHERE edition NOT IN (SELECT edition FROM arrival ORDER BY edition DESC LIMIT ?1)",
    )?
    .execute([KEPT])?;
    Ok(())
}

const SPELLINGS: [(What, &str); 4] = [
    (What::Added, "added"),
    (What::Changed, "changed"),
    (What::Withdrawn, "withdrawn"),
    (What::Removed, "removed"),
];

impl ToSql for What {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let spelling = SPELLINGS.iter().find(|(what, _)| what == self);
        Ok(spelling.map_or("", |(_, spelling)| spelling).into())
    }
}

impl FromSql for What {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let known = SPELLINGS.iter().find(|(_, spelling)| *spelling == text);
        known.map(|(what, _)| *what).ok_or(FromSqlError::InvalidType)
    }
}
