//! Documents kept offline, fetched in the background: one at a time, for as long as there is something to fetch and the
//! person has not paused. Nobody waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use api::documents::view::Documents;
use api::documents::{Fetched, Next};
use api::error::ApiError;
use catalogue::Keepable;
use sync::{DeviceTrouble, DocumentFetcher, DocumentOutcome, Limits, schedule};
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::{Notify, OnceCell};

use crate::refresher;
use crate::shell::Shell;

/// The least time between two reports about one download.
const REPORT: Duration = Duration::from_millis(300);
/// How often the clock is looked at while something waits for its time: a device may have slept.
const GLANCE: Duration = Duration::from_secs(60);
const SOON: Duration = Duration::from_secs(1);

/// What the shell keeps about downloads.
#[derive(Default)]
pub struct Downloading {
    fetcher: OnceCell<Arc<DocumentFetcher>>,
    changed: Notify,
}

impl Downloading {
    /// Says that something may have changed about what is wanted.
    pub fn wake(&self) {
        self.changed.notify_one();
    }

    /// The one fetcher, made when it is first needed; `None` where there is no host that can be asked.
    async fn fetcher(&self, shell: &Shell) -> Option<Arc<DocumentFetcher>> {
        let host = shell.refreshing.host()?;
        let make = || async {
            let (catalogue, folder) = (shell.catalogue().await.ok()?, shell.document_folder().await.ok()?);
            let fetcher = DocumentFetcher::new(catalogue, folder, host, Limits::default());
            fetcher
                .map(Arc::new)
                .inspect_err(|error| tracing::warn!(%error, "no document can be fetched"))
                .ok()
        };
        let fetcher = self.fetcher.get_or_try_init(|| async { make().await.ok_or(()) }).await;
        fetcher.cloned().ok()
    }
}

/// Tries again what failed: the network is back.
///
/// # Errors
/// When the app cannot be opened.
pub async fn try_again(shell: &Shell) -> Result<(), ApiError> {
    let again = shell.ask(|d, _| {
        d.try_documents_again();
        Ok(())
    });
    again.await?;
    shell.downloading.wake();
    Ok(())
}

/// Fetches what is wanted for as long as the app runs, removes what is not, and tells the window about both.
pub async fn run_in_background<R: Runtime>(app: AppHandle<R>) {
    let shell = app.state::<Shell>();
    let mut reports = Reports { app: &app, last: None };
    loop {
        let wait = match shell.ask(|d, now| d.next_document(now)).await {
            Ok(Next::Fetch(document)) => {
                fetch(&shell, document, &mut reports).await;
                continue;
            }
            Ok(Next::At(again)) => Some((again - shell.now()).to_std().unwrap_or_default()),
            Ok(Next::Nothing) => None,
            Err(_) => Some(GLANCE),
        };
        reports.report().await;
        let changed = shell.downloading.changed.notified();
        match wait {
            Some(wait) => drop(tokio::time::timeout(wait.clamp(SOON, GLANCE), changed).await),
            None => changed.await,
        }
    }
}

/// Fetches a document, unless it is not wanted any more meanwhile, and takes down how that went.
async fn fetch<R: Runtime>(shell: &Shell, document: Keepable, reports: &mut Reports<'_, R>) {
    let fetched = match shell.downloading.fetcher(shell).await {
        Some(fetcher) => fetch_by(&fetcher, shell, document, reports).await,
        None => Fetched::NotStored,
    };
    let dice = fastrand::f64();
    let taken_down = shell.ask(move |d, now| {
        d.document_ended(&document, fetched, |times| schedule::back_off(times, dice), now);
        Ok(())
    });
    let _ = taken_down.await;
    reports.report().await;
}

async fn fetch_by<R: Runtime>(
    fetcher: &DocumentFetcher,
    shell: &Shell,
    document: Keepable,
    reports: &mut Reports<'_, R>,
) -> Fetched {
    let done = AtomicU64::new(0);
    let progress = |there| done.store(there, Ordering::Relaxed);
    let mut fetching = std::pin::pin!(fetcher.fetch(&document, shell.now(), &progress));
    loop {
        let there = done.load(Ordering::Relaxed);
        let goes_on = shell.ask(move |d, now| {
            d.document_progress(&document, there);
            d.may_fetch(&document, now)
        });
        if !goes_on.await.unwrap_or(true) {
            return Fetched::Stopped;
        }
        reports.report().await;
        tokio::select! {
            outcome = &mut fetching => return words(outcome),
            () = shell.downloading.changed.notified() => {}
            () = tokio::time::sleep(REPORT) => {}
        }
    }
}

/// How it ended, as `api` puts it into words.
fn words(outcome: DocumentOutcome) -> Fetched {
    match outcome {
        DocumentOutcome::Arrived => Fetched::Arrived,
        DocumentOutcome::Missing => Fetched::Missing,
        DocumentOutcome::Altered => Fetched::Altered,
        DocumentOutcome::Offline => Fetched::Offline,
        DocumentOutcome::CaptivePortal => Fetched::CaptivePortal,
        DocumentOutcome::HostTrouble { retry_at, .. } => Fetched::HostTrouble { retry_at },
        DocumentOutcome::NotPrivate => Fetched::NotPrivate,
        DocumentOutcome::CheckDate => Fetched::CheckDate,
        DocumentOutcome::Device(DeviceTrouble::Full) => Fetched::Full,
        DocumentOutcome::Device(DeviceTrouble::ReadOnly) => Fetched::ReadOnly,
        DocumentOutcome::Device(DeviceTrouble::Busy | DeviceTrouble::Failed(_)) => Fetched::NotStored,
    }
}

/// Tells the window how documents stand, when that has changed.
struct Reports<'a, R: Runtime> {
    app: &'a AppHandle<R>,
    last: Option<Documents>,
}

impl<R: Runtime> Reports<'_, R> {
    async fn report(&mut self) {
        let shell = self.app.state::<Shell>();
        let Ok(documents) = shell.ask(|d, now| d.documents(now)).await else {
            return;
        };
        if self.last.as_ref() != Some(&documents) {
            refresher::tell(self.app, "documents", documents.clone());
            self.last = Some(documents);
        }
    }
}
