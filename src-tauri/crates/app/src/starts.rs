//! How often the app has started without showing a screen. Something in the stored edition may prevent it: after a few
//! such starts the app begins with the edition inside the program.

use std::fs;
use std::path::{Path, PathBuf};

const FILE: &str = "starts";
/// How many starts in a row without a screen are taken for a fault.
const MOST: u32 = 3;

/// The count of starts, in a file of its own: it must work when nothing else does.
#[derive(Debug)]
pub(crate) struct Starts(PathBuf);

impl Starts {
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self(folder.join(FILE))
    }

    /// Counts one more. Whether those before it never came to a screen. A device that cannot write counts nothing.
    pub(crate) fn begin(&self) -> bool {
        let before: u32 = fs::read_to_string(&self.0)
            .ok()
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or_default();
        if let Err(error) = store::private::write(&self.0, before.saturating_add(1).to_string().as_bytes()) {
            tracing::debug!(%error, "this start is not counted");
        }
        before >= MOST
    }

    /// A screen is there.
    pub(crate) fn painted(&self) {
        if let Err(error) = fs::remove_file(&self.0) {
            tracing::debug!(%error, "the count of starts could not be reset");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fourth_start_without_a_screen_is_suspicious() {
        let dir = tempfile::tempdir().unwrap();
        let starts = Starts::in_folder(dir.path());
        assert_eq!([(); 4].map(|()| starts.begin()), [false, false, false, true]);
        starts.painted();
        assert!(!starts.begin());
        fs::write(dir.path().join(FILE), "garbage").unwrap();
        assert!(!starts.begin());
        assert!(!Starts::in_folder(&dir.path().join("nowhere")).begin());
    }
}
