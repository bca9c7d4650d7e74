//! The stored edition as a whole.

use std::collections::HashSet;

use catalogue::Edition;

use super::{CatalogueDb, meta, record};
use crate::StoreError;

impl CatalogueDb {
    /// The stored edition, every record of it; `None` when nothing is stored. For an edition that was not mended its
    /// [`Edition::to_json`] is the canonical JSON it came from.
    ///
    /// # Errors
    /// `Damaged` when a record is damaged, gone, or one too many.
    pub fn edition(&self) -> Result<Option<Edition>, StoreError> {
        self.db.read(|db| {
            let Some(imported) = meta::imported(db)? else {
                return Ok(None);
            };
            let edition = Edition {
                unknown: imported.unknown,
                ..Edition::new(imported.header, record::sound(db)?)
            };
            if edition.digest() != imported.digest {
                return Err(StoreError::damaged("the stored edition"));
            }
            Ok(Some(edition))
        })
    }

    /// How many of the stored records `edition` no longer has, and how many records are stored.
    pub fn removed_by(&self, edition: &Edition) -> Result<(usize, usize), StoreError> {
        let keys: HashSet<_> = edition
            .records
            .iter()
            .map(|r| (r.collection.as_str(), r.id.as_str()))
            .collect();
        self.db.read(|db| {
            let (mut gone, mut stored) = (0, 0);
            let mut statement = db.prepare_cached("SELECT collection, id FROM record")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                // A name that is no text is damaged, and no edition has it.
                let known = match (row.get_ref(0)?.as_str(), row.get_ref(1)?.as_str()) {
                    (Ok(collection), Ok(id)) => keys.contains(&(collection, id)),
                    _ => false,
                };
                stored += 1;
                gone += usize::from(!known);
            }
            Ok((gone, stored))
        })
    }
}
