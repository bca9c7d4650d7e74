//! Asking a host over HTTP: what is allowed, how long it may take, and what its failures mean.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use catalogue::refresh::{LONGEST_WAIT, Trouble};
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{AGE, CONTENT_ENCODING, CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, redirect};
use url::{Host, Url};

use crate::failure;

/// The most an edition may be, in bytes, compressed or not: fifty times today's size on a phone, and two hundred times
/// on a computer. The largest stored edition, and so the window that a delta is unpacked with.
pub const MOST_EDITION: u64 = if cfg!(any(target_os = "android", target_os = "ios")) {
    16 << 20
} else {
    64 << 20
};

/// How much may be fetched, and how long that may take.
#[derive(Clone, Debug)]
pub struct Limits {
    /// To reach the host.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub read: Duration,
    /// For one small answer as a whole: a slow drip ends here.
    pub small: Duration,
    /// For one large answer as a whole; after that it is resumed, as long as each answer brings something.
    pub large: Duration,
    /// Bytes of `timestamp.json` and of a root.
    pub max_small: u64,
    /// Bytes of a snapshot and of the list of targets.
    pub max_metadata: u64,
    /// Bytes of an edition, compressed or not.
    pub max_edition: u64,
    /// How often one target is asked for in one refresh.
    pub tries: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            read: Duration::from_secs(30),
            small: Duration::from_secs(60),
            large: Duration::from_secs(600),
            max_small: 256 << 10,
            max_metadata: 8 << 20,
            max_edition: MOST_EDITION,
            tries: 5,
        }
    }
}

/// Whether an address may be asked: only over TLS, save on this very device.
pub(crate) fn may_ask(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// What was asked and answered in one refresh.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub requests: AtomicU32,
    /// Bytes of bodies.
    pub bytes: AtomicU64,
    /// The host's time, from the newest answer that no cache on the way served.
    date: Mutex<Option<DateTime<Utc>>>,
}

impl Tally {
    pub(crate) fn date(&self) -> Option<DateTime<Utc>> {
        *self.date.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client for one host, for the length of one refresh.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: Client,
    pub(crate) limits: Limits,
    pub(crate) tally: Arc<Tally>,
    now: DateTime<Utc>,
}

/// How long a connection is kept when nothing is asked.
const IDLE: Duration = Duration::from_secs(10);

/// The client that all refreshes of a host share, with its connections.
///
/// Roots come from the operating system, because councils and trusts inspect TLS, and so does the proxy; a loopback
/// host is asked without one. Nothing is decompressed by itself, so that an answer is never longer than what came over
/// the wire. A redirect is followed to the same host only.
pub(crate) fn client(host: &Url, limits: &Limits) -> Result<Client, Trouble> {
    if !may_ask(host) {
        let why = format!("{host} is not https");
        return Err(Trouble::BadHost { why });
    }
    let builder = Client::builder()
        .user_agent(concat!("Doorstep/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(limits.connect)
        // A refresh is a few requests in a row, and then hours of nothing: no connection is kept open for the next.
        .pool_idle_timeout(IDLE)
        .tcp_keepalive(None)
        .read_timeout(limits.read)
        .redirect(redirect::Policy::custom(|attempt| {
            let from = attempt.previous().first();
            let same = from.is_some_and(|from| from.host() == attempt.url().host());
            if same && may_ask(attempt.url()) && attempt.previous().len() <= 3 {
                attempt.follow()
            } else {
                attempt.error("a redirect to another host")
            }
        }));
    #[cfg(target_os = "android")]
    let builder = builder.tls_certs_only(roots());
    let builder = if is_loopback(host) { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| Trouble::BadHost {
        why: failure::chain(&error),
    })
}

/// Whom a host is believed to be by on Android. A root that an administrator has put on the device is not among them.
#[cfg(target_os = "android")]
fn roots() -> impl Iterator<Item = reqwest::Certificate> {
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    roots.filter_map(|root| reqwest::Certificate::from_der(root).ok())
}

impl Http {
    pub(crate) fn new(client: Client, limits: Limits, now: DateTime<Utc>) -> Self {
        Self {
            client,
            limits,
            tally: Arc::default(),
            now,
        }
    }

    /// Asks for `url` with `headers` and at most `total` for the whole answer. Answers of status 200, 206 and 416
    /// are for the caller.
    pub(crate) async fn ask(&self, url: &Url, headers: HeaderMap, total: Duration) -> Result<Response, Trouble> {
        self.tally.requests.fetch_add(1, Ordering::Relaxed);
        let request = self.client.get(url.clone()).headers(headers).timeout(total);
        let response = request.send().await.map_err(|error| self.trouble(error, url))?;
        let headers = response.headers();
        if let (Some(date), None) = (http_date(headers, DATE.as_str()), headers.get(AGE)) {
            *self.tally.date.lock().unwrap_or_else(PoisonError::into_inner) = Some(date);
        }
        // None was asked for, and none is undone.
        if headers
            .get(CONTENT_ENCODING)
            .is_some_and(|encoding| encoding != "identity")
        {
            return Err(unasked("an encoding"));
        }
        match response.status() {
            StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => Ok(response),
            // No request is conditional.
            StatusCode::NOT_MODIFIED => Err(unasked("not modified")),
            StatusCode::NETWORK_AUTHENTICATION_REQUIRED => Err(Trouble::CaptivePortal),
            // A bucket without the right to list says "forbidden" of what it does not have.
            StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::FORBIDDEN => Err(Trouble::Missing),
            status => Err(match self.retry_after(headers) {
                Some(until) => Trouble::Wait { until },
                None => Trouble::Status { code: status.as_u16() },
            }),
        }
    }

    /// A whole small body.
    pub(crate) async fn body(&self, mut response: Response, max: u64) -> Result<Vec<u8>, Trouble> {
        if response.content_length().is_some_and(|length| length > max) {
            return Err(Trouble::TooLong);
        }
        let mut body = Vec::new();
        while let Some(piece) = self.piece(&mut response).await? {
            if (body.len() + piece.len()) as u64 > max {
                return Err(Trouble::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        Ok(body)
    }

    /// The next piece of a body.
    pub(crate) async fn piece(&self, response: &mut Response) -> Result<Option<tough::Bytes>, Trouble> {
        let piece = match response.chunk().await {
            Ok(piece) => piece,
            Err(error) => return Err(self.trouble(error, response.url())),
        };
        let length = piece.as_ref().map_or(0, tough::Bytes::len);
        self.tally.bytes.fetch_add(length as u64, Ordering::Relaxed);
        Ok(piece)
    }

    fn trouble(&self, error: reqwest::Error, url: &Url) -> Trouble {
        match failure::meaning(error, url.host_str().unwrap_or_default()) {
            Trouble::CheckDate { .. } => Trouble::CheckDate {
                host: self.tally.date(),
            },
            other => other,
        }
    }

    fn retry_after(&self, headers: &HeaderMap) -> Option<DateTime<Utc>> {
        let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        let until = match text.parse::<u32>() {
            Ok(seconds) => self.now + TimeDelta::seconds(seconds.into()),
            Err(_) => http_date(headers, RETRY_AFTER.as_str())?,
        };
        Some(until.min(self.now + LONGEST_WAIT))
    }
}

/// Whether an answer calls itself a web page: what a captive portal sends in the place of anything.
pub(crate) fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"))
}

fn http_date(headers: &HeaderMap, name: &str) -> Option<DateTime<Utc>> {
    let text = headers.get(name)?.to_str().ok()?;
    httpdate::parse_http_date(text).ok().map(DateTime::from)
}

/// The host answered something that it was not asked.
pub(crate) fn unasked(what: &str) -> Trouble {
    Trouble::Unasked { what: what.to_owned() }
}
