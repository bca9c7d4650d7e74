//! The table of entries, derived from the themes: which resource stands in which pack.

use catalogue::{Record, Theme};
use rusqlite::Connection;

use super::CatalogueDb;
use crate::StoreError;

/// A resource's place in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    theme: String,
    pack: u32,
    position: u32,
    section: String,
    group: String,
    resource: String,
}

impl CatalogueDb {
    /// The ids of the themes whose packs have an entry for `resource`, in the brochure's order.
    pub fn packs_of(&self, resource: &str) -> Result<Vec<String>, StoreError> {
        self.db.read(|db| {
            db.prepare_cached("SELECT DISTINCT theme FROM entry WHERE resource = ?1 ORDER BY pack, theme")?
                .query_map([resource], |row| row.get(0))?
                .map(|row| row.map_err(StoreError::from))
                .collect()
        })
    }
}

/// The rows these records make. A theme that cannot be read has none.
pub(super) fn of(records: &[Record]) -> Vec<Row> {
    let themes = records.iter().filter(|r| r.collection == "themes");
    let mut rows: Vec<Row> = themes
        .filter_map(|record| record.parse().ok())
        .flat_map(|theme: Theme| rows_of(&theme))
        .collect();
    rows.sort_by(|a, b| (&a.theme, a.position).cmp(&(&b.theme, b.position)));
    rows
}

fn rows_of(theme: &Theme) -> Vec<Row> {
    let entries = theme
        .sections
        .iter()
        .flat_map(|s| s.entries.iter().map(move |e| (s, e)));
    (0..)
        .zip(entries)
        .map(|(position, (section, entry))| Row {
            theme: theme.id.to_string(),
            pack: theme.order,
            position,
            section: serde_json::to_value(section.kind)
                .ok()
                .and_then(|kind| kind.as_str().map(str::to_owned))
                .unwrap_or_default(),
            group: entry.group.clone().unwrap_or_default(),
            resource: entry.resource.to_string(),
        })
        .collect()
}

/// The rows that are stored.
pub(super) fn stored(db: &Connection) -> Result<Vec<Row>, StoreError> {
    db.prepare("SELECT theme, pack, position, section, grp, resource FROM entry ORDER BY theme, position")?
        .query_map([], |row| {
            Ok(Row {
                theme: row.get(0)?,
                pack: row.get(1)?,
                position: row.get(2)?,
                section: row.get(3)?,
                group: row.get(4)?,
                resource: row.get(5)?,
            })
        })?
        .map(|row| row.map_err(StoreError::from))
        .collect()
}

/// Makes the table hold `rows`, writing only when it does not.
pub(super) fn put(db: &Connection, rows: &[Row]) -> Result<(), StoreError> {
    if matches!(stored(db), Ok(old) if old == rows) {
        return Ok(());
    }
    db.execute("DELETE FROM entry", [])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO entry (theme, pack, position, section, grp, resource) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for row in rows {
        insert.execute((
            &row.theme,
            row.pack,
            row.position,
            &row.section,
            &row.group,
            &row.resource,
        ))?;
    }
    Ok(())
}
