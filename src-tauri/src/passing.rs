//! Time that passes while a window stays open: whenever only the time has changed what screens show, they ask again.

use std::time::Duration;

use chrono::Timelike;
use tauri::{AppHandle, Manager, Runtime};

use crate::events;
use crate::shell::Shell;
use screens::Part;

/// Looks at the clock at the beginning of each minute, for as long as the app runs: days begin then, and offices open.
pub async fn run<R: Runtime>(app: AppHandle<R>) {
    let shell = app.state::<Shell>();
    let mut seen = None;
    loop {
        match shell.show(screens::passing::answer).await {
            Ok(now) => {
                let before = seen.replace(now.clone());
                if before.is_some_and(|before| before != now) {
                    events::changed(&app, &[Part::Catalogue]);
                }
            }
            Err(error) => tracing::warn!(%error, "what the time has changed could not be worked out"),
        }
        let minute = Duration::from_secs(60 - u64::from(shell.now().second()));
        if shell.wakes.passing.wait(Some(minute)).await.is_none() {
            return;
        }
    }
}
