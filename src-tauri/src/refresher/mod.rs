//! Updates of the catalogue: one at a time, when the window asks, when the person chooses a file, and by itself about
//! every six hours. Each ends in a sentence.

mod by_itself;
mod progress;
mod rhythm;

use std::sync::{Arc, Mutex, PoisonError};

use catalogue::refresh::{Cause, Outcome, Trouble};
use policy::Source;
use screens::freshness::{self, RefreshEnd};
use screens::{Asked, Failure, Hosting, Part};
use sync::bundle::{self, Bundle};
use sync::{Config, Held, Limits, Refresher};
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::{Mutex as Turn, OnceCell};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::events;
use crate::shell::Shell;
use progress::Reports;

pub use by_itself::run;

/// What the shell holds of updates.
pub struct Refreshing {
    source: Result<Option<Source>, String>,
    refresher: OnceCell<Arc<Refresher>>,
    /// Held by the one update that is under way, which leaves its end here: the answer to a check that waited for it.
    turn: Turn<Option<RefreshEnd>>,
    /// Stops the check that is under way.
    stop: Mutex<CancellationToken>,
}

impl Refreshing {
    /// Asks no server yet. `source` is what the policy says.
    pub fn from(source: Result<Option<Source>, String>) -> Self {
        if let Err(why) = &source {
            tracing::warn!(why, "there is no update server");
        }
        Self {
            source,
            refresher: OnceCell::new(),
            turn: Turn::new(None),
            stop: Mutex::default(),
        }
    }

    /// Whether there is an update server, as the screens say it.
    pub fn hosting(&self) -> Hosting {
        match &self.source {
            Ok(Some(_)) => Hosting::Set,
            Ok(None) => Hosting::None,
            Err(why) => Hosting::Refused(why.clone()),
        }
    }

    /// The update server's address, where there is one.
    pub fn host(&self) -> Option<Url> {
        let source = self.source.as_ref().ok()?.as_ref();
        source.map(|source| source.host.clone())
    }

    /// Stops the check that is under way, if one is and it has not begun to store. What has come of a download stays.
    pub fn stop(&self) {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }

    /// What stops the check that begins now.
    fn stoppable(&self) -> CancellationToken {
        let stop = CancellationToken::new();
        *self.stop.lock().unwrap_or_else(PoisonError::into_inner) = stop.clone();
        stop
    }

    /// The one refresher, made when it is first needed.
    async fn refresher(&self, shell: &Shell) -> Result<Arc<Refresher>, Trouble> {
        let source = match &self.source {
            Ok(Some(source)) => source,
            Ok(None) => return Err(Trouble::NoHost),
            Err(why) => return Err(Trouble::BadHost { why: why.clone() }),
        };
        let make = || async {
            let config = Config {
                host: source.host.clone(),
                root: source.root.clone(),
                scratch: shell.folder().join("refresh"),
                limits: Limits::default(),
            };
            Refresher::new(shell.catalogue().await?, config).map(Arc::new)
        };
        self.refresher.get_or_try_init(make).await.cloned()
    }
}

/// Checks for an update and answers how that ended. Where a check is under way already, its end is the answer. How far
/// it is comes as an event.
///
/// # Errors
/// When the answer panics.
pub async fn check<R: Runtime>(app: &AppHandle<R>) -> Result<RefreshEnd, Failure> {
    let (shell, refreshing) = (app.state::<Shell>(), app.state::<Refreshing>());
    let mut turn = match refreshing.turn.try_lock() {
        Ok(turn) => turn,
        Err(_) => {
            let turn = refreshing.turn.lock().await;
            if let Some(end) = &*turn {
                return Ok(end.clone());
            }
            turn
        }
    };
    *turn = None;
    let stop = refreshing.stoppable();
    let outcome = match refreshing.refresher(&shell).await {
        Ok(refresher) => {
            let reports = Reports::to(app.clone());
            let report = |progress| reports.report(progress);
            let held = held(&shell).await?;
            refresher.refresh(held, shell.now(), &report, stop.cancelled()).await
        }
        Err(trouble) => Err(trouble),
    };
    let end = end(app, outcome, Asked::Server).await;
    *turn = end.clone().ok();
    end
}

/// Updates from the bytes of a bundle, and answers how that ended. A file that a person chose comes before the app's
/// own check: a check that is under way is stopped.
///
/// # Errors
/// When the file is too large to be a bundle, and when the answer panics.
pub async fn take<R: Runtime>(app: &AppHandle<R>, bytes: &[u8]) -> Result<RefreshEnd, Failure> {
    if bytes.len() as u64 > bundle::MOST_BYTES {
        return Err(Failure::bad_request(format!(
            "This file is larger than {} MB, so it is not an update file. Nothing has changed. Choose another file.",
            bundle::MOST_BYTES >> 20
        )));
    }
    let bundle = Bundle::read(bytes).map_err(|error| Trouble::Unreadable { why: error.to_string() });
    let (shell, refreshing) = (app.state::<Shell>(), app.state::<Refreshing>());
    refreshing.stop();
    let mut turn = refreshing.turn.lock().await;
    *turn = None;
    let outcome = match (refreshing.refresher(&shell).await, bundle) {
        (Ok(refresher), Ok(bundle)) => refresher.take(bundle, held(&shell).await?, shell.now(), &|_| {}).await,
        (Err(trouble), _) | (_, Err(trouble)) => Err(trouble),
    };
    end(app, outcome, Asked::File).await
}

/// What a newer edition is compared with. Asked by the refresher, where it may block.
async fn held(shell: &Shell) -> Result<impl FnOnce() -> Held + Send + 'static, Failure> {
    let doorstep = shell.open().await?;
    Ok(move || {
        let (edition, whole) = doorstep.held();
        Held { edition, whole }
    })
}

/// Takes what an update left behind into memory, reports to the window what has changed, and answers how it ended.
async fn end<R: Runtime>(app: &AppHandle<R>, outcome: Outcome, by: Asked) -> Result<RefreshEnd, Failure> {
    let shell = app.state::<Shell>();
    match &outcome {
        Err(trouble @ Trouble::BadHost { .. }) => refuse_host(app, trouble).await?,
        Err(trouble) if matches!(trouble.cause(), Cause::Content | Cause::Device) => {
            tracing::warn!(%trouble, ?by, "no update");
        }
        _ => {}
    }
    let end = shell.ask(move |d, now| {
        d.refreshed(&outcome, now);
        Ok(d.ask(now, |m| freshness::end(m, &outcome, by)))
    });
    let end = end.await?;
    let changed: &[Part] = match end.changed {
        true => &[Part::Catalogue, Part::Freshness],
        false => &[Part::Freshness],
    };
    events::changed(app, changed);
    Ok(end)
}

/// Has the screens say that the configured update server cannot be used.
async fn refuse_host<R: Runtime>(app: &AppHandle<R>, trouble: &Trouble) -> Result<(), Failure> {
    tracing::warn!(%trouble, "no update server is asked");
    if app.state::<Refreshing>().hosting() != Hosting::Set {
        // They say it already, and why.
        return Ok(());
    }
    let why = "The update server that was set for this copy of Doorstep cannot be used".to_owned();
    let shell = app.state::<Shell>();
    let refuse = shell.ask(|d, _| {
        d.set_hosting(Hosting::Refused(why));
        Ok(())
    });
    refuse.await
}

#[cfg(test)]
pub mod tests;
