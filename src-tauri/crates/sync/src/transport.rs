//! Metadata as tough asks for it.
//!
//! What tough 0.24 asks at every load, in this order: the next root until there is none, `timestamp.json`, and then
//! the snapshot and the list of targets, even those it has seen. The last two are immutable, so they are answered from
//! what is held, and a refresh that finds nothing new costs two requests: one 404 and one 304.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalogue::refresh::Trouble;
use reqwest::StatusCode;
use reqwest::header::{ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use tough::{Bytes, TransportError, TransportErrorKind, TransportStream, async_trait};
use url::Url;

use crate::http::{is_page, unasked};
use crate::layout;
use crate::source::Source;

/// What is on the device already: files by their name on the host, and the `ETag` of `timestamp.json`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    pub files: BTreeMap<String, Vec<u8>>,
    pub etag: Option<String>,
}

/// [`tough::Transport`] over a [`Source`].
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    source: Source,
    held: Arc<Held>,
    seen: Arc<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// What was answered, from the host or from what is held.
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    etag: Mutex<Option<String>>,
    /// The first failure that ends the refresh. Nothing more is asked after it.
    trouble: Mutex<Option<Trouble>>,
    used_held: AtomicBool,
}

impl Transport {
    pub(crate) fn new(source: Source, held: Held) -> Self {
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

    /// The `ETag` of the `timestamp.json` that was answered.
    pub(crate) fn etag(&self) -> Option<String> {
        lock(&self.seen.etag).clone()
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
        if let (false, Some(bytes)) = (stamp, self.held.files.get(name)) {
            self.seen.used_held.store(true, Ordering::Relaxed);
            return Ok(bytes.clone());
        }
        let known = if stamp {
            self.held.files.get(name).zip(self.held.etag.as_ref())
        } else {
            None
        };
        let mut headers = HeaderMap::new();
        if let Some(etag) = known.and_then(|(_, etag)| HeaderValue::from_str(etag).ok()) {
            headers.insert(IF_NONE_MATCH, etag);
        }
        let conditional = !headers.is_empty();
        let response = http.ask(url, headers, http.limits.small).await?;
        match (response.status(), known) {
            (StatusCode::OK, _) => {}
            (StatusCode::NOT_MODIFIED, Some((bytes, etag))) if conditional => {
                self.seen.used_held.store(true, Ordering::Relaxed);
                *lock(&self.seen.etag) = Some(etag.clone());
                return Ok(bytes.clone());
            }
            (StatusCode::NOT_MODIFIED, _) => return Err(unasked("not modified")),
            _ => return Err(unasked("a part of a file")),
        }
        if is_page(&response) {
            return Err(Trouble::CaptivePortal);
        }
        let etag = response
            .headers()
            .get(ETAG)
            .and_then(|etag| etag.to_str().ok())
            .map(str::to_owned);
        let limits = &http.limits;
        let small = stamp || name.ends_with(".root.json");
        let max = if small { limits.max_small } else { limits.max_metadata };
        let body = http.body(response, max).await?;
        // Metadata is a JSON object. Some portals do not even say that theirs is a page.
        if body.trim_ascii_start().first() != Some(&b'{') {
            return Err(Trouble::CaptivePortal);
        }
        if stamp {
            *lock(&self.seen.etag) = etag;
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
                // tough takes any failure here for "no newer root" and goes on: that the next question is not asked
                // either makes the refresh fail as a whole.
                lock(&self.seen.trouble).get_or_insert_with(|| trouble.clone());
                Err(TransportError::new_with_cause(TransportErrorKind::Other, url, trouble))
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
