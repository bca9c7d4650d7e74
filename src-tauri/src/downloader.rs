//! Downloads documents that the person wants on the device: one at a time, while there is something to download and the
//! person has not paused. Nobody waits for it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use app::Next;
use catalogue::Keepable;
use catalogue::refresh::Trouble;
use screens::Failure;
use screens::documents::{self, Documents};
use sync::{DocumentFetcher, Limits, schedule};
use tauri::{AppHandle, Manager, Runtime};

use crate::events;
use crate::refresher::Refreshing;
use crate::shell::Shell;

/// The least time between two reports about one download.
const REPORT: Duration = Duration::from_millis(300);
/// How often the clock is looked at while something waits for its time: a device may have slept.
const LOOK: Duration = Duration::from_secs(60);
const SOON: Duration = Duration::from_secs(1);

/// Tries again what failed: the network is back.
///
/// # Errors
/// When it panics.
pub async fn try_again(shell: &Shell) -> Result<(), Failure> {
    let again = shell.ask(|d, _| {
        d.try_documents_again();
        Ok(())
    });
    again.await?;
    shell.wakes.downloader.wake();
    Ok(())
}

/// Downloads what is wanted for as long as the app runs, removes what is not, and reports both to the window.
pub async fn run<R: Runtime>(app: AppHandle<R>) {
    let shell = app.state::<Shell>();
    let mut downloader = Downloader {
        app: &app,
        shell: &shell,
        fetcher: None,
        last: None,
    };
    loop {
        let wait = match shell.ask(|d, now| Ok(d.next_document(now))).await {
            Ok(Next::Fetch(document)) => match downloader.download(document).await {
                Some(()) => continue,
                None => return,
            },
            Ok(Next::At(again)) => Some((again - shell.now()).to_std().unwrap_or_default().clamp(SOON, LOOK)),
            Ok(Next::Nothing) => None,
            Err(_) => Some(LOOK),
        };
        downloader.report().await;
        if shell.wakes.downloader.wait(wait).await.is_none() {
            return;
        }
    }
}

struct Downloader<'a, R: Runtime> {
    app: &'a AppHandle<R>,
    shell: &'a Shell,
    /// Made when it is first needed.
    fetcher: Option<DocumentFetcher>,
    /// The last report.
    last: Option<Documents>,
}

impl<R: Runtime> Downloader<'_, R> {
    /// Downloads a document, unless it is no longer wanted meanwhile, and notes how that ended. `None` when the app is
    /// closing.
    async fn download(&mut self, document: Keepable) -> Option<()> {
        let ended = match self.fetcher().await {
            Ok(fetcher) => {
                let ended = self.fetch(&fetcher, document).await;
                self.fetcher = Some(fetcher);
                ended?
            }
            Err(trouble) => Err(trouble),
        };
        let jitter = fastrand::f64();
        let noted = self.shell.ask(move |d, now| {
            d.document_ended(&document, &ended, |times| schedule::back_off(times, jitter), now);
            Ok(())
        });
        if let Err(error) = noted.await {
            tracing::error!(%error, "the end of a download could not be noted");
        }
        self.report().await;
        Some(())
    }

    async fn fetch(&mut self, fetcher: &DocumentFetcher, document: Keepable) -> Option<Result<(), Trouble>> {
        let done = AtomicU64::new(0);
        let progress = |there| done.store(there, Ordering::Relaxed);
        let mut fetching = std::pin::pin!(fetcher.fetch(&document, self.shell.now(), &progress));
        loop {
            let there = done.load(Ordering::Relaxed);
            let goes_on = self.shell.ask(move |d, now| {
                d.document_progress(&document, there);
                Ok(d.may_fetch(&document, now))
            });
            if !goes_on.await.unwrap_or(true) {
                return Some(Err(Trouble::Stopped));
            }
            self.report().await;
            tokio::select! {
                ended = &mut fetching => return Some(ended),
                woken = self.shell.wakes.downloader.wait(Some(REPORT)) => woken?,
            };
        }
    }

    /// The one there is, or a new one.
    async fn fetcher(&mut self) -> Result<DocumentFetcher, Trouble> {
        if let Some(fetcher) = self.fetcher.take() {
            return Ok(fetcher);
        }
        let host = self.app.state::<Refreshing>().host().ok_or(Trouble::NoHost)?;
        let catalogue = self.shell.catalogue().await?;
        let folder = self.shell.ask(|d, _| Ok(d.document_folder())).await;
        let folder = folder.map_err(|failure| Trouble::NotStored { why: failure.message })?;
        DocumentFetcher::new(catalogue, folder, host, Limits::default())
            .inspect_err(|trouble| tracing::warn!(%trouble, "no document can be downloaded"))
    }

    /// Reports to the window how far documents are, when that has changed.
    async fn report(&mut self) {
        let Ok(documents) = self.shell.show(documents::answer).await else {
            return;
        };
        if self.last.as_ref() != Some(&documents) {
            events::documents(self.app, &documents);
            self.last = Some(documents);
        }
    }
}

#[cfg(test)]
mod tests {
    use catalogue::canonical;
    use screens::documents::KeepKind;
    use serde_json::{Value, json};
    use tauri::Listener;
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;
    use crate::refresher::{self, tests};

    /// What the next edition has for a resource.
    const PDF: &[u8] = b"%PDF-1.7 a leaflet";

    #[tokio::test]
    async fn what_the_person_keeps_is_downloaded_and_the_window_hears_how_far_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let (_host, mut press, source) = tests::publisher().await;
        let app = tests::app(folder.path(), source);
        let mut newer = tests::next_edition(&app).await;
        let sha256 = hex::encode(canonical::digest(PDF));
        let resource = newer.records.iter_mut().find(|record| record.collection == "resources");
        let resource = resource.expect("a resource");
        let mut body: Value = serde_json::from_str(&resource.body).expect("JSON");
        body["document"] = json!({"sha256": sha256, "bytes": PDF.len(), "media_type": "application/pdf"});
        resource.body = canonical::to_string(&body);
        let id = resource.id.clone();
        press.write(&format!("documents/{sha256}"), PDF.to_vec());
        press.publish(&newer);
        assert!(refresher::check(app.handle()).await.expect("an end").changed);

        let (tell, mut heard) = unbounded_channel();
        app.listen_any("documents", move |event| {
            let _ = tell.send(serde_json::from_str::<Value>(event.payload()).expect("JSON"));
        });
        let shell = app.state::<Shell>();
        let keeps = async {
            let written = shell.write(move |d, now| d.keep_offline(KeepKind::Resource, &id, true, now));
            written.await.expect("it is kept");
            while heard.recv().await.expect("an event")["used"] != PDF.len() {}
            shell.wakes.stop();
        };
        let ran = async { tokio::join!(run(app.handle().clone()), keeps) };
        tokio::time::timeout(Duration::from_secs(60), ran)
            .await
            .expect("it comes");
        let kept = shell.open().await.expect("it is open").document_folder();
        assert_eq!(kept.held().expect("a folder").len(), 1);
    }
}
