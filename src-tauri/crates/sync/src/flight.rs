//! One refresh at a time: in this process, and in any other that uses the same folder.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;

use catalogue::refresh::Trouble;
use store::private;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::blocking::blocking;

/// Its name in the scratch folder. The operating system releases it when its process ends, however that ends.
const LOCK: &str = "lock";

/// The one refresh under way, until it is dropped.
#[derive(Debug)]
pub(crate) struct Flight {
    _here: OwnedMutexGuard<()>,
    _elsewhere: Option<File>,
}

impl Flight {
    /// Of two in one process the one that asked first flies.
    ///
    /// # Errors
    /// [`Trouble::UnderWay`] when a refresh is.
    pub(crate) async fn begin(here: &Arc<Mutex<()>>, scratch: &Path) -> Result<Self, Trouble> {
        let here = here.clone().try_lock_owned().map_err(|_| Trouble::UnderWay)?;
        let scratch = scratch.to_owned();
        let elsewhere = match blocking(move || lock(&scratch)).await {
            Ok(file) => Some(file),
            Err(TryLockError::WouldBlock) => return Err(Trouble::UnderWay),
            // Not every file system knows locks, and a folder that cannot be written is reported by what needs it.
            Err(TryLockError::Error(error)) => {
                tracing::warn!(%error, "other processes could not be locked out");
                None
            }
        };
        Ok(Self {
            _here: here,
            _elsewhere: elsewhere,
        })
    }
}

fn lock(scratch: &Path) -> Result<File, TryLockError> {
    let open = || -> io::Result<File> {
        private::folder(scratch)?;
        private::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(scratch.join(LOCK))
    };
    let file = open().map_err(TryLockError::Error)?;
    file.try_lock()?;
    Ok(file)
}
