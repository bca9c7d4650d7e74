//! The index beside the records: the rows that are shown, and what the engine made of all documents. Both are written in
//! the transaction that writes the records, and belong together by their stamp.

use std::collections::HashMap;

use catalogue::canonical::{self, Digest};
use chrono::{DateTime, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};
use search::Index;

use super::documents::SearchDocument;
use super::names::{Name, Names};
use super::{News, SearchKind};
use crate::StoreError;

/// What an edition's documents make: what is to be stored.
pub(crate) struct Made {
    documents: Vec<SearchDocument>,
    index: Bytes,
}

/// An index as it is stored.
#[derive(PartialEq, Eq)]
struct Bytes {
    /// Says of which documents it is, and by which version of the engine.
    stamp: Digest,
    names: Vec<u8>,
    index: Vec<u8>,
}

impl Bytes {
    fn digest(&self) -> Digest {
        let mut bytes = Vec::with_capacity(self.names.len() + self.index.len() + 48);
        bytes.extend(self.stamp);
        put_sized(&mut bytes, &self.names);
        bytes.extend(&self.index);
        canonical::digest(&bytes)
    }
}

impl Made {
    pub(crate) fn of(documents: Vec<SearchDocument>) -> Self {
        let names: Vec<Name> = documents.iter().map(Name::of).collect();
        let plain: Vec<_> = documents.iter().map(SearchDocument::as_document).collect();
        let index = Bytes {
            stamp: stamp(&documents),
            names: Names::to_bytes(&names),
            index: search::build(&plain),
        };
        Self { documents, index }
    }
}

/// An index, ready to be asked, with what its documents are called.
pub(super) struct Loaded {
    pub stamp: Stamp,
    pub index: Index,
    pub names: Names,
    /// By document: the number of the newest edition that changed it, and when that arrived.
    pub changes: Vec<(u32, u32, DateTime<Utc>)>,
}

/// Says which index is stored, and which edition changed something last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    documents: Digest,
    newest_arrival: Option<u32>,
}

impl Loaded {
    /// The documents that changed lately.
    pub fn changed(&self, news: News) -> Vec<u32> {
        let new = self
            .changes
            .iter()
            .filter(|(_, edition, arrived)| *edition > news.read || *arrived >= news.since);
        new.map(|(document, ..)| *document).collect()
    }
}

/// Makes the tables hold what was made, writing only what differs.
pub(crate) fn put(db: &Connection, made: &Made) -> Result<(), StoreError> {
    let mut stored: HashMap<(String, String), Digest> = HashMap::new();
    let mut delete = db.prepare_cached("DELETE FROM search_document WHERE rowid = ?1")?;
    {
        let mut all =
            db.prepare_cached("SELECT kind, id, withdrawn, title, summary, body, digest, rowid FROM search_document")?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            match sound(row) {
                Some(digest) => {
                    stored.insert((row.get(0)?, row.get(1)?), digest);
                }
                None => {
                    delete.execute([row.get::<_, i64>(7)?])?;
                }
            }
        }
    }
    let mut insert = db.prepare_cached(
        "INSERT OR REPLACE INTO search_document (kind, id, withdrawn, title, summary, body, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for d in &made.documents {
        let digest = digest(d);
        if stored.remove(&(d.kind.name().to_owned(), d.id.clone())) != Some(digest) {
            tracing::trace!(id = d.id, "a document's turn");
            insert.execute((
                d.kind.name(),
                &d.id,
                d.withdrawn,
                &d.title,
                &d.summary,
                d.shown_body(),
                digest,
            ))?;
        }
    }
    let mut delete = db.prepare_cached("DELETE FROM search_document WHERE kind = ?1 AND id = ?2")?;
    for (kind, id) in stored.keys() {
        delete.execute([kind, id])?;
    }
    if bytes(db).ok().as_ref() != Some(&made.index) {
        let Bytes { stamp, names, index } = &made.index;
        db.prepare_cached(
            "INSERT OR REPLACE INTO search_index (one, stamp, names, bytes, digest) VALUES (1, ?1, ?2, ?3, ?4)",
        )?
        .execute((stamp, names, index, made.index.digest()))?;
    }
    Ok(())
}

/// Makes the tables anew.
pub(crate) fn rebuild(db: &Connection, made: &Made) -> Result<(), StoreError> {
    clear(db)?;
    put(db, made)
}

/// Empties the tables.
pub(crate) fn clear(db: &Connection) -> Result<(), StoreError> {
    Ok(db.execute_batch("DELETE FROM search_document; DELETE FROM search_index;")?)
}

/// Whether what is stored is sound and is what `documents` make.
pub(crate) fn agrees(db: &Connection, documents: &[SearchDocument]) -> bool {
    let rows = || -> Result<HashMap<(String, String), Option<Digest>>, StoreError> {
        let mut all =
            db.prepare_cached("SELECT kind, id, withdrawn, title, summary, body, digest FROM search_document")?;
        let rows = all.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), sound(row))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let stamped = matches!(load(db), Ok(loaded) if loaded.stamp.documents == stamp(documents));
    stamped
        && rows().is_ok_and(|rows| {
            let name = |d: &SearchDocument| (d.kind.name().to_owned(), d.id.clone());
            rows.len() == documents.len()
                && documents
                    .iter()
                    .all(|d| rows.get(&name(d)).copied().flatten() == Some(digest(d)))
        })
}

/// Which index is stored. `Damaged` when there is none.
pub(super) fn stored_stamp(db: &Connection) -> Result<Stamp, StoreError> {
    let mut stamp = db.prepare_cached("SELECT stamp, (SELECT max(edition) FROM arrival) FROM search_index")?;
    let stamp = stamp.query_row([], |row| {
        Ok(Stamp {
            documents: row.get(0)?,
            newest_arrival: row.get(1)?,
        })
    });
    stamp.optional()?.ok_or_else(damaged)
}

/// Reads the index. `Damaged` when it is not what was stored, or another version of this program made it.
pub(super) fn load(db: &Connection) -> Result<Loaded, StoreError> {
    let stamp = stored_stamp(db)?;
    let Bytes { names, index, .. } = bytes(db)?;
    let names = Names::from_bytes(&names).ok_or_else(damaged)?;
    let index = Index::open(index).map_err(|error| {
        tracing::info!(%error, "the search index cannot be used");
        damaged()
    })?;
    if index.len() != names.len() {
        return Err(damaged());
    }
    let changes = changes(db, &names)?;
    Ok(Loaded {
        stamp,
        index,
        names,
        changes,
    })
}

fn bytes(db: &Connection) -> Result<Bytes, StoreError> {
    let row = db
        .prepare_cached("SELECT stamp, names, bytes, digest FROM search_index")?
        .query_row([], |row| {
            let bytes = Bytes {
                stamp: row.get(0)?,
                names: row.get(1)?,
                index: row.get(2)?,
            };
            Ok((bytes, row.get::<_, Digest>(3)?))
        })
        .optional()?;
    match row {
        Some((bytes, digest)) if digest == bytes.digest() => Ok(bytes),
        _ => Err(damaged()),
    }
}

/// The newest change to each document. What is said of a record is said of its parts.
fn changes(db: &Connection, names: &Names) -> Result<Vec<(u32, u32, DateTime<Utc>)>, StoreError> {
    let mut newest = db.prepare_cached(
        "SELECT c.collection, c.id, max(a.edition), a.arrived_at FROM change c JOIN arrival a USING (edition)
         GROUP BY c.collection, c.id",
    )?;
    let mut rows = newest.query([])?;
    let mut changed: HashMap<(SearchKind, String), (u32, DateTime<Utc>)> = HashMap::new();
    while let Some(row) = rows.next()? {
        let arrived: DateTime<Utc> = row.get::<_, String>(3)?.parse().unwrap_or_default();
        if let Some(kind) = kind_of(&row.get::<_, String>(0)?) {
            changed.insert((kind, row.get(1)?), (row.get(2)?, arrived));
        }
    }
    let of = |name: &Name| {
        let (kind, id) = name.record();
        changed.get(&(kind, id.to_owned()))
    };
    let documents = (0..).zip(names.all());
    Ok(documents
        .filter_map(|(at, name)| of(name).map(|(edition, arrived)| (at, *edition, *arrived)))
        .collect())
}

fn kind_of(collection: &str) -> Option<SearchKind> {
    Some(match collection {
        "articles" => SearchKind::Article,
        "contacts" => SearchKind::Contact,
        "pathways" => SearchKind::Pathway,
        "practice_weeks" => SearchKind::Week,
        "resources" => SearchKind::Resource,
        "terms" => SearchKind::Term,
        "themes" => SearchKind::Theme,
        _ => return None,
    })
}

/// A row that is shown.
pub(crate) struct Shown {
    pub withdrawn: bool,
    pub title: String,
    pub summary: String,
    pub body: String,
}

/// The row of one document. `Damaged` when it is not there or not what was stored: a number in it may be dialled.
pub(crate) fn shown(db: &Connection, kind: SearchKind, id: &str) -> Result<Shown, StoreError> {
    db.prepare_cached(
        "SELECT kind, id, withdrawn, title, summary, body, digest FROM search_document WHERE kind = ?1 AND id = ?2",
    )?
    .query_row([kind.name(), id], |row| match sound(row) {
        Some(_) => Ok(Some(Shown {
            withdrawn: row.get(2)?,
            title: row.get(3)?,
            summary: row.get(4)?,
            body: row.get(5)?,
        })),
        None => Ok(None),
    })
    .optional()?
    .flatten()
    .ok_or_else(damaged)
}

/// The digest of a row that begins with the table's columns, if it is what was stored.
fn sound(row: &Row<'_>) -> Option<Digest> {
    let text = |at| match row.get_ref(at) {
        Ok(ValueRef::Text(text)) => text,
        _ => &[],
    };
    let withdrawn = matches!(row.get_ref(2), Ok(ValueRef::Integer(1)));
    let stored: Digest = row.get(6).ok()?;
    (stored == digest_of([0, 1, 3, 4, 5].map(text), withdrawn)).then_some(stored)
}

fn digest(d: &SearchDocument) -> Digest {
    let columns = [d.kind.name(), &d.id, &d.title, &d.summary, d.shown_body()];
    digest_of(columns.map(str::as_bytes), d.withdrawn)
}

fn digest_of(columns: [&[u8]; 5], withdrawn: bool) -> Digest {
    let mut bytes = vec![u8::from(withdrawn)];
    for column in columns {
        put_sized(&mut bytes, column);
    }
    canonical::digest(&bytes)
}

/// Equal documents and an equal engine make an equal stamp.
fn stamp(documents: &[SearchDocument]) -> Digest {
    let mut bytes = search::FORMAT.to_le_bytes().to_vec();
    for d in documents {
        let texts = [
            d.kind.name(),
            &d.id,
            &d.title,
            &d.terms,
            &d.section,
            &d.summary,
            &d.body,
        ];
        for text in texts {
            put_sized(&mut bytes, text.as_bytes());
        }
        for (group, value) in &d.labels {
            put_sized(&mut bytes, group.as_bytes());
            put_sized(&mut bytes, value.as_bytes());
        }
        bytes.extend(d.file.iter().flatten());
        bytes.extend((d.shown as u64).to_le_bytes());
        bytes.push(u8::from(d.withdrawn));
    }
    canonical::digest(&bytes)
}

fn put_sized(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend((part.len() as u64).to_le_bytes());
    bytes.extend(part);
}

fn damaged() -> StoreError {
    StoreError::damaged("the search index")
}
