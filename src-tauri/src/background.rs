//! What the app does by itself, from its start to its end: it opens what is stored, makes the daily backup, starts the
//! other tasks once the first screen is there, and ends when the system asks for that.

use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime};

#[cfg(mobile)]
use crate::device;
use crate::shell::Shell;
#[cfg(desktop)]
use crate::tray;
use crate::{autostart, downloader, passing, refresher, reminder};

/// The longest that everything else waits for the first screen: on a small device they would slow each other down.
const FIRST_SCREEN: Duration = Duration::from_secs(5);
/// How often the clock is looked at: the app may run for weeks, and the device may sleep.
const LOOK: Duration = Duration::from_secs(60 * 60);

/// Begins everything that goes on beside the window. `hidden`: the app has been started without one.
pub fn start<R: Runtime>(app: &AppHandle<R>, hidden: bool) {
    let app = app.clone();
    #[cfg(mobile)]
    {
        let folder = app.state::<Shell>().folder().to_owned();
        reminder::listen(&app);
        device::forget_handed_over(&folder);
        device::keep_from_backup(&app, &folder);
    }
    #[cfg(unix)]
    tauri::async_runtime::spawn(end_when_asked(app.clone()));
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        if let Err(error) = shell.open().await {
            tracing::error!(%error, "the stored data could not be opened");
        }
        #[cfg(desktop)]
        tauri::async_runtime::spawn(tray::run(app.clone()));
        autostart::as_managed(&app, shell.managed.background);
        if shell.wakes.background.wait(Some(FIRST_SCREEN)).await.is_none() {
            return;
        }
        // The day's backup comes before anything that could go wrong.
        back_up(&shell).await;
        prepare_search(&shell, hidden).await;
        tauri::async_runtime::spawn(downloader::run(app.clone()));
        tauri::async_runtime::spawn(reminder::run(app.clone()));
        tauri::async_runtime::spawn(passing::run(app.clone()));
        tauri::async_runtime::spawn(refresher::run(app.clone()));
        tidy_daily(&shell).await;
    });
}

/// Makes the day's backup as soon as it is due, and removes what other programs were given, for as long as the app
/// runs.
async fn tidy_daily(shell: &Shell) {
    while shell.wakes.background.wait(Some(LOOK)).await.is_some() {
        back_up(shell).await;
        let forgotten = shell.ask(|d, now| {
            d.forget_old_copies(now);
            Ok(())
        });
        if let Err(error) = forgotten.await {
            tracing::warn!(%error, "copies of documents may still be there");
        }
    }
}

async fn back_up(shell: &Shell) {
    if let Err(error) = shell.ask(|d, now| d.backup(now)).await {
        tracing::warn!(%error, "there is no backup of today");
    }
}

/// Builds the search index once the first screen is shown, so that it does not delay it.
async fn prepare_search(shell: &Shell, hidden: bool) {
    let prepared = shell.ask(move |d, now| {
        d.prepare_search(now);
        if hidden {
            // It was not meant to show a screen, so it is no failed start.
            d.painted();
        }
        Ok(())
    });
    if let Err(error) = prepared.await {
        tracing::error!(%error, "the search could not be prepared");
    }
}

/// Ends the app as its own *Quit* does when the system, or a person at a terminal, asks for that.
#[cfg(unix)]
async fn end_when_asked<R: Runtime>(app: AppHandle<R>) {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = signal(SignalKind::terminate()).and_then(|end| Ok((end, signal(SignalKind::interrupt())?)));
    let (mut end, mut interrupt) = match signals {
        Ok(signals) => signals,
        Err(error) => return tracing::warn!(%error, "the app ends without tidying up when the system asks it to end"),
    };
    tokio::select! {
        Some(()) = end.recv() => {}
        Some(()) = interrupt.recv() => {}
        else => return,
    }
    // Done here and not at the window's end: its thread may be what hangs.
    let shell = app.state::<Shell>();
    shell.wakes.stop();
    let closed = shell.ask(|d, _| {
        d.close();
        Ok(())
    });
    if let Err(error) = closed.await {
        tracing::error!(%error, "the write-ahead logs could not be folded in");
    }
    app.exit(0);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use chrono::{DateTime, Utc};
    use screens::Hosting;

    use super::*;

    /// The backups in the folder, and not what is being made.
    fn backups(folder: &std::path::Path) -> usize {
        let Ok(files) = folder.join("backups").read_dir() else {
            return 0;
        };
        let name = |file: std::fs::DirEntry| file.file_name().to_string_lossy().into_owned();
        files
            .flatten()
            .map(name)
            .filter(|name| name.starts_with("personal-") && name.ends_with(".db"))
            .count()
    }

    #[tokio::test]
    async fn a_program_that_runs_for_days_backs_up_each_day() {
        let folder = tempfile::tempdir().expect("a folder");
        let hours = Arc::new(AtomicI64::new(0));
        let clock = {
            let (hours, start) = (
                hours.clone(),
                DateTime::from_timestamp(1_790_000_000, 0).expect("a time"),
            );
            move || -> DateTime<Utc> { start + chrono::TimeDelta::hours(hours.load(Ordering::SeqCst)) }
        };
        let shell = Shell::new(folder.path().to_owned(), None, Box::new(clock), Hosting::None);
        back_up(&shell).await;
        assert_eq!(backups(folder.path()), 1);
        // The task looks again for as long as it is not stopped: each call is in place of an hour that passes.
        let days = async {
            for day in 1..=3 {
                hours.store(day * 24, Ordering::SeqCst);
                shell.wakes.background.wake();
                while backups(folder.path()) <= usize::try_from(day).expect("few") {
                    tokio::task::yield_now().await;
                }
            }
            shell.wakes.stop();
        };
        let ran = async { tokio::join!(tidy_daily(&shell), days) };
        tokio::time::timeout(Duration::from_secs(20), ran)
            .await
            .expect("a backup each day");
        assert_eq!(backups(folder.path()), 4);
    }
}
