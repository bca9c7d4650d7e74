//! Metadata as tough asks for it.
//!
//! What tough 0.24 asks at every load, in this order: the next root until there is none, `timestamp.json`, and then
//! the snapshot and the list of targets, even those it has seen. The last two are immutable, so they are answered from
//! what is held, and a refresh that finds nothing new costs two requests: one 404 and the timestamp.
//!
//! No request is conditional: an `ETag` that is kept and sent back is whatever a host, or somebody on the way, chose to
//! mark this device with, and saves no more than the few hundred bytes of a timestamp.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalogue::refresh::Trouble;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tough::{Bytes, TransportError, TransportErrorKind, TransportStream, async_trait};
use url::Url;

use crate::http::{is_page, unasked};
use crate::layout;
use crate::source::Source;

/// Files by their name on the host.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// [`tough::Transport`] over a [`Source`].
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    source: Source,
    /// What is on the device already.
    held: Arc<Files>,
    seen: Arc<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// What was answered, from the host or from what is held.
    files: Mutex<Files>,
    /// The first failure that ends the refresh. Nothing more is asked after it.
    trouble: Mutex<Option<Trouble>>,
    used_held: AtomicBool,
}

impl Transport {
    pub(crate) fn new(source: Source, held: Files) -> Self {
        Self {
            source,
            held: Arc::new(held),
            seen: Arc::default(),
        }
    }

    /// The file that was answered under this name.
    pub(crate) fn file(&self, name: &str) -> Option<Vec<u8>> {
        lock(&self.seen.files).get(name).cloned()
    }

    /// Why the host could not be asked, when that is why a load failed.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        lock(&self.seen.trouble).clone()
    }

    /// Whether something was answered from what is held.
    pub(crate) fn used_held(&self) -> bool {
        self.seen.used_held.load(Ordering::Relaxed)
    }

    async fn answer(&self, url: &Url, name: &str) -> Result<Vec<u8>, Trouble> {
        if let Some(trouble) = self.trouble() {
            return Err(trouble);
        }
        let stamp = name == layout::TIMESTAMP;
        if !stamp && !name.starts_with(|c: char| c.is_ascii_digit()) {
            let why = "its root does not ask for consistent snapshots";
            return Err(Trouble::Unreadable { why: why.into() });
        }
        let http = match &self.source {
            Source::Host(http) => http,
            Source::Bundle(bundle) => {
                let file = bundle.files.get(&format!("{}{name}", layout::METADATA));
                return file.cloned().ok_or(Trouble::Missing);
            }
        };
        if let Some(bytes) = self.held.get(name) {
            self.seen.used_held.store(true, Ordering::Relaxed);
            return Ok(bytes.clone());
        }
        let response = http.ask(url, HeaderMap::new(), http.limits.small).await?;
        if response.status() != StatusCode::OK {
            return Err(unasked("a part of a file"));
        }
        if is_page(&response) {
            return Err(Trouble::CaptivePortal);
        }
        let limits = &http.limits;
        let small = stamp || name.ends_with(".root.json");
        let max = if small { limits.max_small } else { limits.max_metadata };
        let body = http.body(response, max).await?;
        // Metadata is a JSON object. Some portals do not even say that theirs is a page.
        if body.trim_ascii_start().first() != Some(&b'{') {
            return Err(Trouble::CaptivePortal);
        }
        Ok(body)
    }
}

#[async_trait]
impl tough::Transport for Transport {
    async fn fetch(&self, url: Url) -> Result<TransportStream, TransportError> {
        let name = url.path().rsplit('/').next().unwrap_or_default().to_owned();
        let root = name.ends_with(".root.json");
        match self.answer(&url, &name).await {
            Ok(bytes) => {
                tracing::debug!(name, "metadata is answered");
                lock(&self.seen.files).insert(name, bytes.clone());
                let whole = std::future::ready(Ok(Bytes::from(bytes)));
                Ok(Box::pin(futures_util::stream::once(whole)))
            }
            // The usual end of the search for a newer root.
            Err(trouble @ Trouble::Missing) if root => Err(TransportError::new_with_cause(
                TransportErrorKind::FileNotFound,
                url,
                trouble,
            )),
            Err(trouble) => {
                // tough takes any failure here for "no newer root" and goes on: refusing the next request as well makes
                // the refresh fail as a whole.
                lock(&self.seen.trouble).get_or_insert_with(|| trouble.clone());
                Err(TransportError::new_with_cause(TransportErrorKind::Other, url, trouble))
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
