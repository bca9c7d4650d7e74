//! The stored edition as a whole.

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

    /// What is stored, as far as it is sound.
    pub fn read(&self) -> Result<Stored, StoreError> {
        let Some(imported) = self.imported()? else {
            return Ok(Stored::default());
        };
        let edition = Edition {
            unknown: imported.unknown,
            ..Edition::new(imported.header, self.db.read(record::sound)?)
        };
        Ok(Stored {
            whole: !imported.mended && edition.digest() == imported.digest,
            edition: Some(edition),
        })
    }
}

/// What is stored, as far as it is sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// The edition; `None` when there is none, or nobody can say which one it is.
    pub edition: Option<Edition>,
    /// It is all that was published: nothing of it is damaged, gone or mended.
    pub whole: bool,
}
