//! How far an update is, reported to the window and not too often.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use screens::freshness::RefreshProgress;
use sync::Progress;
use tauri::{AppHandle, Runtime};

use crate::events;

/// The least time between two reports about one download.
const EVERY: Duration = Duration::from_millis(200);

/// Reports of one update.
pub struct Reports<R: Runtime> {
    app: AppHandle<R>,
    last: Mutex<Option<Instant>>,
}

impl<R: Runtime> Reports<R> {
    /// To the window of that app.
    pub fn to(app: AppHandle<R>) -> Self {
        Self {
            app,
            last: Mutex::new(None),
        }
    }

    /// Reports to the window, unless there was a report on this download a moment ago. Its end is always reported.
    pub fn report(&self, progress: Progress) {
        let report = match progress {
            Progress::Asking => RefreshProgress::asking(),
            Progress::Applying => RefreshProgress::applying(),
            Progress::Downloading { done, total } => {
                let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
                if done < total && last.is_some_and(|last| last.elapsed() < EVERY) {
                    return;
                }
                *last = Some(Instant::now());
                RefreshProgress::downloading(done, total)
            }
        };
        events::refresh_progress(&self.app, report);
    }
}
