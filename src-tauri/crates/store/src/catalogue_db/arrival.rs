//! The editions that took another one's place on this device, and what each changed.

use std::collections::BTreeMap;

use catalogue::{Arrival, Change, What};
use personal::moment;
use rusqlite::Connection;

use crate::StoreError;
use crate::rows::{number, rows, text};

/// Of how many editions the changes are kept.
const KEPT: u32 = 20;

/// All that can be read of them, newest first.
pub(super) fn all(db: &Connection) -> Result<Vec<Arrival>, StoreError> {
    let mut changes: BTreeMap<u32, Vec<Change>> = BTreeMap::new();
    let sql = "SELECT edition, collection, id, what, title, before FROM change ORDER BY edition, collection, id";
    for (edition, change) in rows(db, sql, |row| {
        let change = Change {
            collection: text(row, 1)?,
            id: text(row, 2)?,
            what: named(&text(row, 3)?)?,
            title: text(row, 4)?,
            before: match row.get_ref(5).ok()? {
                rusqlite::types::ValueRef::Null => None,
                _ => Some(text(row, 5)?),
            },
        };
        Some((number(row, 0)?, change))
    })? {
        changes.entry(edition).or_default().push(change);
    }
    let sql = "SELECT edition, came_after, published_at, arrived_at FROM arrival ORDER BY edition DESC";
    rows(db, sql, |row| {
        let edition = number(row, 0)?;
        Some(Arrival {
            edition,
            came_after: number(row, 1)?,
            published_at: moment::parse(&text(row, 2)?)?,
            arrived_at: moment::parse(&text(row, 3)?)?,
            changes: changes.remove(&edition).unwrap_or_default(),
        })
    })
}

/// Lists an edition's arrival. Those of its number and later ones have not happened then; of the others, the newest are
/// kept.
pub(super) fn put(db: &Connection, arrival: &Arrival) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM arrival WHERE edition >= ?1")?
        .execute([arrival.edition])?;
    db.prepare_cached("INSERT INTO arrival (edition, came_after, published_at, arrived_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute((
            arrival.edition,
            arrival.came_after,
            moment::text(arrival.published_at),
            moment::text(arrival.arrived_at),
        ))?;
    let mut insert = db.prepare_cached(
        "INSERT INTO change (edition, collection, id, what, title, before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for change in &arrival.changes {
        insert.execute((
            arrival.edition,
            &change.collection,
            &change.id,
            name(change.what),
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

fn name(what: What) -> &'static str {
    match what {
        What::Added => "added",
        What::Changed => "changed",
        What::Withdrawn => "withdrawn",
        What::Removed => "removed",
    }
}

fn named(text: &str) -> Option<What> {
    let all = [What::Added, What::Changed, What::Withdrawn, What::Removed];
    all.into_iter().find(|what| name(*what) == text)
}
