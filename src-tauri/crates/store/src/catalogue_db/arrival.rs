//! The editions that replaced another one on this device, and what each changed.

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
    let mut changes: BTreeMap<i64, Vec<Change>> = BTreeMap::new();
    // In the fourth schema, which remains where nothing can be written, the first column has another name.
    let sql = "SELECT * FROM change ORDER BY 1, 2, 3";
    for (nth, change) in rows(db, sql, |row| {
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
        changes.entry(nth).or_default().push(change);
    }
    let sql = "SELECT rowid, edition, came_after, published_at, arrived_at FROM arrival ORDER BY rowid DESC";
    rows(db, sql, |row| {
        Some(Arrival {
            edition: number(row, 1)?,
            came_after: number(row, 2)?,
            published_at: moment::parse(&text(row, 3)?)?,
            arrived_at: moment::parse(&text(row, 4)?)?,
            changes: changes.remove(&number(row, 0)?).unwrap_or_default(),
        })
    })
}

/// Lists an edition's arrival. If the newest listed is not the edition that is being replaced, those of its number and
/// later are dropped as never applied; of the others, the newest are kept.
pub(super) fn put(db: &Connection, arrival: &Arrival) -> Result<(), StoreError> {
    let newest = "SELECT edition FROM arrival ORDER BY nth DESC LIMIT 1";
    db.prepare_cached(&format!("DELETE FROM arrival WHERE edition >= ?1 AND ({newest}) <> ?2"))?
        .execute([arrival.edition, arrival.came_after])?;
    db.prepare_cached("INSERT INTO arrival (edition, came_after, published_at, arrived_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute((
            arrival.edition,
            arrival.came_after,
            moment::text(arrival.published_at),
            moment::text(arrival.arrived_at),
        ))?;
    let nth = db.last_insert_rowid();
    let mut insert = db.prepare_cached(
        "INSERT INTO change (nth, collection, id, what, title, before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for change in &arrival.changes {
        insert.execute((
            nth,
            &change.collection,
            &change.id,
            name(change.what),
            &change.title,
            &change.before,
        ))?;
    }
    db.prepare_cached("DELETE FROM arrival WHERE nth NOT IN (SELECT nth FROM arrival ORDER BY nth DESC LIMIT ?1)")?
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
