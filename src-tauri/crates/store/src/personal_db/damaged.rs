//! Files that were put aside as damaged: kept for a while, in case somebody can read more of them than we can.

use std::fs::{self, File};
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::files;
use crate::{StoreError, file};

/// How long one is kept.
const KEPT_FOR: TimeDelta = TimeDelta::days(30);

/// Puts the file in use aside, with its log, under the first number that is free.
pub(super) fn put_aside(dir: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    let taken = files::all_damaged(dir)?;
    let mut names = (1..).map(|n| files::damaged(dir, n));
    let Some(name) = names.find(|name| !taken.contains(name)) else {
        return Err(StoreError::Full);
    };
    file::put_aside(&files::in_use(dir), &name)?;
    for path in files::with_logs(&name) {
        // Its time starts now, and not when it was last written.
        if let Err(error) = File::options()
            .write(true)
            .open(path)
            .and_then(|file| file.set_modified(now.into()))
        {
            tracing::debug!(%error, "not there, or removed sooner");
        }
    }
    Ok(())
}

/// Removes those that were put aside long ago.
pub(super) fn drop_old(dir: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    for path in files::all_damaged(dir)? {
        let since = files::with_logs(&path)
            .filter_map(|path| fs::metadata(path).and_then(|it| it.modified()).ok())
            .max();
        if since.is_some_and(|since| DateTime::<Utc>::from(since) + KEPT_FOR < now) {
            files::remove(&path)?;
        }
    }
    Ok(())
}
