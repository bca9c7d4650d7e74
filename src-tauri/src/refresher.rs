//! Refresh, as the window and the clock ask for it: one at a time, told in events, and in the background about every six
//! hours.

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use api::error::ApiError;
use api::refresh::{Hosting, Refreshed};
use api::views::RefreshProgress;
use chrono::Utc;
use sync::schedule::{self, Occasion};
use sync::{DeviceTrouble, Outcome, Progress, Refresher, Refusal};
use tauri::{AppHandle, Emitter, Manager, Runtime};
use tokio::sync::{Notify, OnceCell};

use crate::policy::Source;
use crate::shell::Shell;

/// The window that is told.
const WINDOW: &str = "main";
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
    under_way: AtomicBool,
    network_is_back: Notify,
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
            under_way: AtomicBool::new(false),
            network_is_back: Notify::new(),
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

    /// Says that the network is there again.
    pub fn network_is_back(&self) {
        self.network_is_back.notify_one();
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
        return Err(ApiError::bad_request(
            "No host is set in this copy of Doorstep, so there is nothing to check. Everything on this device still \
             works.",
        ));
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move { refresh(&app).await });
    Ok(())
}

/// Refreshes, unless a refresh is under way, and tells the window.
async fn refresh<R: Runtime>(app: &AppHandle<R>) {
    let shell = app.state::<Shell>();
    let Some(_flight) = Flight::begin(&shell.refreshing.under_way) else {
        return;
    };
    let now = shell.now();
    let refreshed = match shell.refreshing.refresher(&shell).await {
        Ok(Some(refresher)) => {
            let reports = Reports::to(app.clone());
            let report = |progress| reports.report(progress);
            words(refresher.refresh(now, &report, std::future::pending()).await)
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
}

/// How it ended, as `api` puts it into words.
fn words(outcome: Outcome) -> Refreshed {
    match outcome {
        Outcome::UpToDate { checked, .. } => Refreshed::UpToDate { checked },
        Outcome::Updated(updated) => Refreshed::Updated {
            edition: updated.to,
            beyond: updated.beyond,
        },
        Outcome::TooNew { edition } => Refreshed::TooNew { edition },
        Outcome::Refused(Refusal::MassRemoval { gone, of }) => Refreshed::MassRemoval { gone, of },
        Outcome::Refused(_) => Refreshed::Refused,
        Outcome::Offline => Refreshed::Offline,
        Outcome::CaptivePortal => Refreshed::CaptivePortal,
        Outcome::HostTrouble { retry_at, .. } => Refreshed::HostTrouble { retry_at },
        Outcome::NotPrivate => Refreshed::NotPrivate,
        Outcome::Expired { since } => Refreshed::Expired { since },
        Outcome::CheckDate { host } => Refreshed::CheckDate { host },
        Outcome::Device(DeviceTrouble::Full) => Refreshed::Full,
        Outcome::Device(DeviceTrouble::ReadOnly) => Refreshed::ReadOnly,
        Outcome::Device(DeviceTrouble::Busy | DeviceTrouble::Failed(_)) => Refreshed::NotStored,
        Outcome::Busy | Outcome::Cancelled => Refreshed::Stopped,
    }
}

/// The one refresh under way. It is over when this is dropped, also by a panic.
struct Flight<'a>(&'a AtomicBool);

impl<'a> Flight<'a> {
    fn begin(under_way: &'a AtomicBool) -> Option<Self> {
        let free = !under_way.swap(true, Ordering::AcqRel);
        free.then_some(Self(under_way))
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
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

fn tell<R: Runtime>(app: &AppHandle<R>, event: &str, what: impl serde::Serialize + Clone) {
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
