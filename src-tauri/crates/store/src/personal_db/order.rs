//! The position of a bookmark among the others: a number of its own, with gaps between, so that a change writes one
//! row.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::StoreError;
use crate::rows::number;

/// The gap that renumbering leaves: it can be halved often enough for any real use.
pub(super) const GAP: i64 = 1 << 32;

/// The position for a bookmark at `place`, counted from 0 among all without it; beyond the end means last. Where there
/// is no number between its neighbours, all are renumbered.
pub(super) fn position(db: &Connection, kind: &str, id: &str, place: usize) -> Result<i64, StoreError> {
    if let Some(position) = free(db, kind, id, place)? {
        return Ok(position);
    }
    renumber(db)?;
    // With gaps on all sides there is one.
    Ok(free(db, kind, id, place)?.unwrap_or_default())
}

const TWO: &str =
    "SELECT position FROM bookmark WHERE (kind, id) <> (?1, ?2) ORDER BY position, kind, id LIMIT 2 OFFSET ?3";
const LAST: &str =
    "SELECT position FROM bookmark WHERE (kind, id) <> (?1, ?2) ORDER BY position DESC, kind DESC, id DESC LIMIT 1";

/// A number between those of its neighbours, if there is one.
fn free(db: &Connection, kind: &str, id: &str, place: usize) -> Result<Option<i64>, StoreError> {
    // A value that is not a number, in a damaged file, has no neighbours.
    let at = |row: &Row<'_>| Ok(number::<i64>(row, 0));
    let skipped = i64::try_from(place.saturating_sub(1)).unwrap_or(i64::MAX);
    let neighbours: Vec<Option<i64>> = db
        .prepare_cached(TWO)?
        .query_map((kind, id, skipped), at)?
        .collect::<Result<_, _>>()?;
    Ok(match neighbours[..] {
        // Before all others.
        [first, ..] if place == 0 => first.and_then(|first| first.checked_sub(GAP)),
        [before, Some(after)] => before.and_then(|before| {
            let middle = before.checked_add(after.checked_sub(before)? / 2)?;
            (before < middle && middle < after).then_some(middle)
        }),
        [_, None] => None,
        [last] => last.and_then(|last| last.checked_add(GAP)),
        _ => match db.prepare_cached(LAST)?.query_row((kind, id), at).optional()? {
            None => Some(0),
            Some(last) => last.and_then(|last| last.checked_add(GAP)),
        },
    })
}

/// Numbers all bookmarks in their order, with gaps.
fn renumber(db: &Connection) -> Result<(), StoreError> {
    db.execute(
        "UPDATE bookmark SET position = numbered.place * ?1
         FROM (SELECT kind, id, row_number() OVER (ORDER BY position, kind, id) AS place FROM bookmark) AS numbered
         WHERE (bookmark.kind, bookmark.id) = (numbered.kind, numbered.id)",
        [GAP],
    )?;
    Ok(())
}
