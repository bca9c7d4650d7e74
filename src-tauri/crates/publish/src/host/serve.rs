//! `serve`: a folder as a host, on this machine only, to try things with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use sync::layout;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use super::error::{Error, Result, unusable};

/// A host on loopback: `ETag`, `If-None-Match` and Range as a real web server has them.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    router: Router,
}

impl Server {
    /// Listens on `port`, or on any free one when it is 0. Nobody but this machine is answered.
    ///
    /// # Errors `Usage` when `dir` is not a directory or the port is taken.
    pub async fn new(dir: &Path, port: u16) -> Result<Self> {
        if !dir.is_dir() {
            return Err(unusable(dir, "this is not a directory"));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener = listener.map_err(|error| Error::Usage(format!("port {port}: {error}")))?;
        let files = ServeDir::new(dir).append_index_html_on_directories(false);
        let router = Router::new().fallback_service(files).layer(from_fn(keep));
        Ok(Self { listener, router })
    }

    /// Calls `log` with every answer: method, path and status, as in "GET /metadata/timestamp.json 304".
    #[must_use]
    pub fn logging_to(self, log: impl Fn(&str) + Clone + Send + Sync + 'static) -> Self {
        let logged = move |request: Request, next: Next| {
            let (log, asked) = (log.clone(), format!("{} {}", request.method(), request.uri().path()));
            async move {
                let response = next.run(request).await;
                log(&format!("{asked} {}", response.status().as_u16()));
                response
            }
        };
        Self {
            listener: self.listener,
            router: self.router.layer(from_fn(logged)),
        }
    }

    /// Where it listens.
    ///
    /// # Errors
    /// `Host` when the system cannot say.
    pub fn address(&self) -> Result<SocketAddr> {
        self.listener
            .local_addr()
            .map_err(|error| Error::Host(error.to_string()))
    }

    /// Serves until `stop` is done.
    ///
    /// # Errors
    /// `Host` when the listener fails.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let serving = axum::serve(self.listener, self.router).with_graceful_shutdown(stop);
        serving.await.map_err(|error| Error::Host(error.to_string()))
    }
}

/// Says how long an answer may be kept, and what a calendar is, as a real host's configuration should.
async fn keep(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (changes, is_calendar) = (layout::is_written_over(path), path.ends_with(".ics"));
    let mut response = next.run(request).await;
    let stays = response.status().is_success() && !changes;
    if response.status().is_success() && is_calendar {
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(ical::MEDIA_TYPE));
    }
    let value = if stays {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(value));
    response
}
