//! Reading rows that may be damaged: whatever cannot be read is left out, and never an error.

use rusqlite::{Connection, Row};

use crate::StoreError;

/// What `read` makes of the rows that `sql` asks for. A row that it cannot use is left out, and so is everything after
/// a place in the file that cannot be read.
///
/// # Errors
/// When the device is at fault and not the file.
pub(crate) fn rows<T>(
    db: &Connection,
    sql: &str,
    mut read: impl FnMut(&Row<'_>) -> Option<T>,
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::new();
    let mut left_out = 0_u32;
    match each(db, sql, |row| match read(row) {
        Some(row) => found.push(row),
        None => left_out += 1,
    }) {
        Err(error) if error.is_damage() => tracing::warn!(%error, "a table cannot be read to its end"),
        done => done?,
    }
    if left_out > 0 {
        tracing::warn!(left_out, sql, "rows that cannot be read");
    }
    Ok(found)
}

fn each(db: &Connection, sql: &str, mut read: impl FnMut(&Row<'_>)) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        read(row);
    }
    Ok(())
}

/// The text in a column, when it is text.
pub(crate) fn text(row: &Row<'_>, column: usize) -> Option<String> {
    Some(row.get_ref(column).ok()?.as_str().ok()?.to_owned())
}

/// The number in a column, when it is one.
pub(crate) fn number<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> Option<T> {
    row.get_ref(column).ok()?.as_i64().ok()?.try_into().ok()
}

/// The bytes in a column, when it holds bytes.
pub(crate) fn bytes<'a>(row: &'a Row<'_>, column: usize) -> Option<&'a [u8]> {
    row.get_ref(column).ok()?.as_blob().ok()
}
