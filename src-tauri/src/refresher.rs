//! Refresh, as the window and the clock ask for it: one at a time, told in events, and in the background about every six
//! hours.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use api::error::ApiError;
use api::refresh::{Hosting, Refreshed};
use api::views::{RefreshEnd, RefreshProgress};
use chrono::Utc;
use sync::bundle::Bundle;
use sync::schedule::{self, Occasion};
use sync::{Progress, Refresher};
use tauri::{AppHandle, Emitter, Manager, Runtime};
use tokio::sync::{Mutex as Turn, Notify, OnceCell};
use url::Url;

use crate::ending::ending;
use crate::policy::Source;
use crate::shell::Shell;

/// The window that is told.
pub const WINDOW: &str = "main";
/// How often the background looks at the clock, and the least time between two refreshes of its own.
const GLANCE: Duration = Duration::from_secs(60);
/// A glance that took this much longer than it should was a sleeping device.
const SLEPT: Duration = Duration::from_secs(30);
/// The least time between two reports about one download.
const REPORT: Duration = Duration::from_millis(200);

/// What the shell keeps about refreshing.
pub struct Refreshing {
    source: Result<Option<Source>, String>,
    refresher: OnceCell<Arc<Refresher>>,
    /// Held by the one refresh that is under way.
    turn: Turn<()>,
    network_is_back: Notify,
    stop: Notify,
}

impl Refreshing {
    /// Asks nobody yet. `source` is what `policy::source` answers.
    pub fn from(source: Result<Option<Source>, String>) -> Self {
        if let Err(why) = &source {
            tracing::warn!(why, "no host is asked");
        }
        Self {
            source,
            refresher: OnceCell::new(),
            turn: Turn::new(()),
            network_is_back: Notify::new(),
            stop: Notify::new(),
        }
    }

    /// Whether there is a host, in the words of `api`.
    pub fn hosting(&self) -> Hosting {
        match &self.source {
            Ok(Some(_)) => Hosting::Set,
            Ok(None) => Hosting::None,
            Err(why) => Hosting::Refused(why.clone()),
        }
    }

    /// The host's address, where there is one.
    pub fn host(&self) -> Option<Url> {
        let source = self.source.as_ref().ok()?.as_ref();
        source.map(|source| source.host.clone())
    }

    /// Says that the network is there again.
    pub fn network_is_back(&self) {
        self.network_is_back.notify_one();
    }

    /// Stops the refresh that is under way, if one is and it has not begun to store. What has come of a download stays.
    pub fn stop(&self) {
        self.stop.notify_waiters();
    }

    /// The one refresher, made when it is first needed.
    async fn refresher(&self, shell: &Shell) -> Result<Option<Arc<Refresher>>, ApiError> {
        let Ok(Some(source)) = &self.source else {
            return Ok(None);
        };
        let make = || async {
            let config = sync::Config {
                host: source.host.clone(),
                root: source.root.clone(),
                scratch: shell.folder().join("refresh"),
                limits: sync::Limits::default(),
            };
            let refresher = Refresher::new(shell.catalogue().await?, config);
            refresher.map(Arc::new).map_err(|error| {
                tracing::warn!(%error, "there can be no refresh");
                ApiError::bad_request(
                    "This device does not let Doorstep ask its host. Everything on it still works. Ask whoever looks \
                     after this device.",
                )
            })
        };
        self.refresher.get_or_try_init(make).await.cloned().map(Some)
    }
}

/// Begins a refresh and returns. How far it comes and how it ends is told in the events `refresh-progress` and
/// `refresh-end`; one that is under way already is the one that is told about.
///
/// # Errors
/// When there is no host to ask.
pub async fn begin<R: Runtime>(app: AppHandle<R>) -> Result<(), ApiError> {
    let shell = app.state::<Shell>();
    if shell.refreshing.refresher(&shell).await?.is_none() {
        return Err(no_host());
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move { refresh(&app).await });
    Ok(())
}

fn no_host() -> ApiError {
    ApiError::bad_request(
        "No host is set in this copy of Doorstep, so there is nobody whose word it could take. Everything on this device \
         still works.",
    )
}

/// Takes a newer edition from the bytes of a bundle, and answers how that ended. What the person brings comes before what
/// the app looks for by itself: a refresh under way is stopped.
///
/// # Errors
/// When there is no host that it could come from.
pub async fn take<R: Runtime>(app: AppHandle<R>, bytes: Vec<u8>) -> Result<RefreshEnd, ApiError> {
    let shell = app.state::<Shell>();
    let refresher = shell.refreshing.refresher(&shell).await?.ok_or_else(no_host)?;
    shell.refreshing.stop();
    let _turn = shell.refreshing.turn.lock().await;
    let refreshed = match Bundle::read(bytes.as_slice()) {
        Ok(bundle) => ending(refresher.take(bundle, shell.now(), &|_| {}).await),
        Err(error) => {
            tracing::warn!(%error, "no bundle");
            Refreshed::Refused
        }
    };
    let end = shell.ask(move |doorstep, now| doorstep.brought(&refreshed, now)).await;
    shell.reminding.wake();
    end
}

/// Refreshes, unless a refresh is under way, and tells the window.
async fn refresh<R: Runtime>(app: &AppHandle<R>) {
    let shell = app.state::<Shell>();
    let Ok(_turn) = shell.refreshing.turn.try_lock() else {
        return;
    };
    let now = shell.now();
    let refreshed = match shell.refreshing.refresher(&shell).await {
        Ok(Some(refresher)) => {
            let reports = Reports::to(app.clone());
            let report = |progress| reports.report(progress);
            ending(refresher.refresh(now, &report, shell.refreshing.stop.notified()).await)
        }
        Ok(None) | Err(_) => Refreshed::Stopped,
    };
    match shell
        .ask(move |doorstep, now| doorstep.refreshed(&refreshed, now))
        .await
    {
        Ok(end) => tell(app, "refresh-end", end),
        Err(error) => tracing::warn!(%error, "how the refresh ended cannot be told"),
    }
    // Another edition may name other documents, and other weeks.
    shell.downloading.wake();
    shell.reminding.wake();
}

/// Tells the window how far it is, and not too often.
struct Reports<R: Runtime> {
    app: AppHandle<R>,
    last: Mutex<Option<Instant>>,
}

impl<R: Runtime> Reports<R> {
    fn to(app: AppHandle<R>) -> Self {
        Self {
            app,
            last: Mutex::new(None),
        }
    }

    fn report(&self, progress: Progress) {
        let said = match progress {
            Progress::Asking => RefreshProgress::asking(),
            Progress::Applying => RefreshProgress::applying(),
            Progress::Downloading { done, total } => {
                let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
                if done < total && last.is_some_and(|last| last.elapsed() < REPORT) {
                    return;
                }
                *last = Some(Instant::now());
                RefreshProgress::downloading(done, total)
            }
        };
        tell(&self.app, "refresh-progress", said);
    }
}

/// Tells the window.
pub fn tell<R: Runtime>(app: &AppHandle<R>, event: &str, what: impl serde::Serialize + Clone) {
    if let Err(error) = app.emit_to(WINDOW, event, what) {
        tracing::warn!(%error, event, "the window is not told");
    }
}

/// Refreshes by itself for as long as the app runs: at the start, when the device wakes, when the network is back, and
/// about every six hours. Does nothing where there is no host.
pub async fn run_in_background<R: Runtime>(app: AppHandle<R>) {
    let shell = app.state::<Shell>();
    if shell.refreshing.hosting() != Hosting::Set {
        return;
    }
    let mut dice = fastrand::f64();
    let mut occasion = Some(Occasion::Start);
    // When what happened wants a refresh; the timer has its own time, which moves with each refresh by hand.
    let mut wanted = None;
    loop {
        let now = shell.now();
        let wait = match shell.attempts().await {
            Ok(attempts) => {
                if let Some(occasion) = occasion.take() {
                    wanted = Some(schedule::next(&attempts, occasion, now, dice));
                }
                let timer = schedule::next(&attempts, Occasion::Timer, now, dice);
                let due = wanted.map_or(timer, |wanted| timer.min(wanted));
                if due <= now {
                    wanted = None;
                    dice = fastrand::f64();
                    refresh(&app).await;
                    GLANCE
                } else {
                    (due - now)
                        .to_std()
                        .unwrap_or(GLANCE)
                        .clamp(Duration::from_secs(1), GLANCE)
                }
            }
            Err(_) => GLANCE,
        };
        let begun = Utc::now();
        let network = pin!(shell.refreshing.network_is_back.notified());
        let regained = tokio::time::timeout(wait, network).await.is_ok();
        let passed = (Utc::now() - begun).to_std().unwrap_or_default();
        if passed > wait + SLEPT {
            occasion = Some(Occasion::Start);
        } else if regained {
            occasion = Some(Occasion::NetworkRegained);
        }
    }
}
