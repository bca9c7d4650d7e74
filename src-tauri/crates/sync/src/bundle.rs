//! A host's newest edition in one file, for devices without a network.
//!
//! A plain tar of the files a device would fetch, under the names they have on the host ([`crate::layout`]). Nothing in
//! it is trusted for being there: it is verified as if it came from the host.

use std::collections::BTreeMap;
use std::io::{self, Read};

use tar::Archive;

use crate::http::MOST_EDITION;

/// The most a bundle may be, in bytes: an edition with its signatures is much smaller than the largest edition
/// unpacked.
pub const MOST_BYTES: u64 = MOST_EDITION;

/// The files of a bundle, by their name from the host's address on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// See above.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Bundle {
    /// Reads a bundle. Of two files with one name the later one counts; anything but a file is skipped.
    ///
    /// # Errors When it is not a tar file, or is cut short, or longer than [`MOST_BYTES`].
    pub fn read(from: impl Read) -> io::Result<Self> {
        let mut archive = Archive::new(from.take(MOST_BYTES));
        let mut files = BTreeMap::new();
        for entry in archive.entries()? {
            let mut entry = entry?;
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let name = entry.path()?.to_string_lossy().into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            // tar does not notice a file that ends within its last entry.
            if bytes.len() as u64 != entry.header().size()? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            files.insert(name, bytes);
        }
        Ok(Self { files })
    }
}
