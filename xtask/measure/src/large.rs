//! A data folder whose catalogue is larger than the one in the app, for the app to be measured on.

use std::path::Path;

use anyhow::{Result, anyhow};
use chrono::Utc;
use store::{CatalogueDb, Origin};
use tempfile::TempDir;

use crate::source::Source;

/// Equal seeds make equal catalogues.
const SEED: u64 = 1;
/// The edition is so much newer than ours that the app keeps it.
const NEWER: u32 = 1000;

/// Puts an edition of so many resources into `folder`, which is made.
pub fn make(folder: &Path, resources: usize) -> Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let source = TempDir::new()?;
    let source = Source::new(&data, &source.path().join("source"), resources, SEED)?;
    let built = ::source::build(source.folder());
    let mut edition = built.map_err(|report| anyhow!("the made-up catalogue has faults:\n{report}"))?;
    edition.header.edition += NEWER;
    let (db, _) = CatalogueDb::open(folder)?;
    db.apply(&edition, Origin::Host, Utc::now())?;
    Ok(())
}
