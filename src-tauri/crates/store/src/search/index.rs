//! The full-text table: filling it, changing only what differs, checking it.

use std::collections::{HashMap, HashSet};

use catalogue::canonical::{self, Digest};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::documents::Doc;
use crate::StoreError;

const CREATE: &str = include_str!("sql/search.sql");
const INSERT: &str = include_str!("sql/insert.sql");
const ROWS: &str = "SELECT kind, id, withdrawn, digest, title, terms, section, summary, body, rowid FROM search";

/// Makes the table hold `docs`, writing only what differs. A table that cannot be read is made anew.
pub(crate) fn put(db: &Connection, docs: &[Doc]) -> Result<(), StoreError> {
    match changes(db, docs) {
        Ok(changes) => {
            let mut delete = db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?;
            for rowid in changes.stale {
                delete.execute([rowid])?;
            }
            insert(db, changes.missing)
        }
        Err(StoreError::Damaged { .. } | StoreError::Sql(_)) => rebuild(db, docs),
        Err(other) => Err(other),
    }
}

/// Makes the table anew.
pub(crate) fn rebuild(db: &Connection, docs: &[Doc]) -> Result<(), StoreError> {
    clear(db)?;
    insert(db, docs)
}

/// Makes the table anew and empty, in whatever state it is.
pub(crate) fn clear(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch("DROP TABLE IF EXISTS search")?;
    Ok(db.execute_batch(CREATE)?)
}

/// Whether the table holds exactly `docs`.
pub(crate) fn agrees(db: &Connection, docs: &[Doc]) -> bool {
    changes(db, docs).is_ok_and(|changes| changes.stale.is_empty() && changes.missing.is_empty())
}

/// FTS5's own check: SQLite's does not look into the index. Needs a transaction that may write, and writes nothing.
pub(crate) fn is_whole(db: &Connection) -> Result<bool, StoreError> {
    match db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 0)", []) {
        Ok(_) => Ok(true),
        Err(error) => match StoreError::from(error) {
            StoreError::Damaged { .. } | StoreError::Sql(_) => Ok(false),
            other => Err(other),
        },
    }
}

struct Changes<'a> {
    /// Rows that are in no document.
    stale: Vec<i64>,
    /// Documents that are in no row.
    missing: Vec<&'a Doc>,
}

fn changes<'a>(db: &Connection, docs: &'a [Doc]) -> Result<Changes<'a>, StoreError> {
    let by_name: HashMap<(&str, &str), &Doc> = docs.iter().map(|d| ((d.kind.name(), d.id.as_str()), d)).collect();
    let (mut stale, mut found) = (Vec::new(), HashSet::new());
    let mut statement = db.prepare_cached(ROWS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, id): (String, String) = (row.get(0)?, row.get(1)?);
        let doc = by_name.get(&(kind.as_str(), id.as_str()));
        let same =
            doc.is_some_and(|doc| is_sound(row) && matches!(row.get_ref(3), Ok(ValueRef::Blob(d)) if d == digest(doc)));
        // A document in two rows is in one of them too often.
        if !same || !found.insert((kind, id)) {
            stale.push(row.get(9)?);
        }
    }
    // In the documents' order, so that equal editions make equal files.
    let missing = docs
        .iter()
        .filter(|d| !found.contains(&(d.kind.name().to_owned(), d.id.clone())));
    Ok(Changes {
        stale,
        missing: missing.collect(),
    })
}

fn insert<'a>(db: &Connection, docs: impl IntoIterator<Item = &'a Doc>) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(INSERT)?;
    for d in docs {
        tracing::trace!(id = d.id, "a document's turn");
        insert.execute((
            d.kind.name(),
            &d.id,
            d.withdrawn,
            digest(d),
            &d.title,
            &d.terms,
            &d.section,
            &d.summary,
            &d.body,
        ))?;
    }
    Ok(())
}

/// Whether a row that begins with the table's columns is what was stored.
pub(super) fn is_sound(row: &Row<'_>) -> bool {
    let text = |at| match row.get_ref(at) {
        Ok(ValueRef::Text(text)) => text,
        _ => &[],
    };
    let withdrawn = matches!(row.get_ref(2), Ok(ValueRef::Integer(1)));
    let columns = [0, 1, 4, 5, 6, 7, 8].map(text);
    matches!(row.get_ref(3), Ok(ValueRef::Blob(stored)) if stored == digest_of(columns, withdrawn))
}

fn digest(d: &Doc) -> Digest {
    let columns = [
        d.kind.name(),
        &d.id,
        &d.title,
        &d.terms,
        &d.section,
        &d.summary,
        &d.body,
    ];
    digest_of(columns.map(str::as_bytes), d.withdrawn)
}

fn digest_of(columns: [&[u8]; 7], withdrawn: bool) -> Digest {
    let mut bytes = vec![u8::from(withdrawn)];
    for column in columns {
        bytes.extend((column.len() as u64).to_le_bytes());
        bytes.extend(column);
    }
    canonical::digest(&bytes)
}
