//! An edition packed for its host: whole, and as deltas from older editions.

use std::collections::BTreeMap;
use std::num::NonZeroU64;

use jiff::Timestamp;
use sync::delta;
use sync::layout::{self, Custom, TargetName};
use tough::schema::{Target, Targets};

use super::editions;
use super::error::{Error, Result, chain};
use super::lifetime;
use super::progress::{Progress, Stretch};

/// An older edition.
pub(crate) struct Older {
    /// SHA-256 of its file on the host.
    pub(crate) file: String,
    pub(crate) json: Vec<u8>,
}

/// The files of one edition.
pub(crate) struct Packed {
    pub(crate) full: File,
    /// By the older edition's number.
    pub(crate) deltas: BTreeMap<u32, File>,
}

/// A file as the host has it, and what is signed of it.
pub(crate) struct File {
    name: TargetName,
    target: Target,
    pub(crate) bytes: Vec<u8>,
}

impl Packed {
    /// Compresses the edition that `custom` describes.
    pub(crate) async fn new(
        json: &[u8],
        custom: &Custom,
        older: BTreeMap<u32, Older>,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let stretch = Stretch::begin(progress, "Compressing", 1 + older.len());
        let full = compressed(json, None).await?;
        stretch.step();
        let mut deltas = BTreeMap::new();
        for (from, Older { file, json: before }) in older {
            let delta = compressed(json, Some(before)).await?;
            stretch.step();
            // Where nearly everything is new, the whole is the shorter way.
            if delta.len() < full.len() {
                let to = custom.edition;
                let name = TargetName::Delta { from, to };
                let target = editions::target(&delta, editions::delta_custom(custom, from, &file));
                let bytes = delta;
                deltas.insert(from, File { name, target, bytes });
            }
        }
        Ok(Self {
            full: File {
                name: TargetName::Edition(custom.edition),
                target: editions::target(&full, custom.to_map()),
                bytes: full,
            },
            deltas,
        })
    }

    /// The whole edition first.
    pub(crate) fn files(&self) -> impl ExactSizeIterator<Item = &File> {
        let files: Vec<_> = std::iter::once(&self.full).chain(self.deltas.values()).collect();
        files.into_iter()
    }

    /// The list of them, to be signed. Its version is the host's to say.
    pub(crate) fn targets(&self, now: Timestamp) -> Result<Targets> {
        let mut targets = Targets::new(lifetime::SPECIFICATION.into(), NonZeroU64::MIN, lifetime::targets(now));
        targets.delegations = None;
        for file in self.files() {
            let name = tough::TargetName::new(file.name.to_string()).map_err(|error| Error::Host(chain(&error)))?;
            targets.add_target(name, file.target.clone());
        }
        Ok(targets)
    }
}

impl File {
    /// Its path on the host.
    pub(crate) fn path(&self) -> String {
        layout::target_path(&self.name.to_string(), &hex::encode(&self.target.hashes.sha256))
    }
}

/// The whole edition, or what turns `older` into it, on a thread of its own: seconds for a large one.
async fn compressed(json: &[u8], older: Option<Vec<u8>>) -> Result<Vec<u8>> {
    let json = json.to_owned();
    let work = move || match older {
        Some(older) => delta::make(&older, &json),
        None => delta::compress(&json),
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Error::Usage(error.to_string()))?
        .map_err(|error| Error::Usage(chain(&error)))
}
