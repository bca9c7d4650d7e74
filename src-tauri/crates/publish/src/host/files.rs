//! Reading a host's files, wherever they are, and tough's way of asking for them.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use tough::{Bytes, Transport, TransportError, TransportErrorKind, TransportStream};
use url::Url;

use super::error::Result;

/// Somewhere a host's files can be read from, by their name from the host's top.
#[async_trait]
pub trait Files: fmt::Debug + Send + Sync {
    /// The file, or `None` when there is none.
    ///
    /// # Errors
    /// `Host` when it is not known whether there is one.
    async fn read(&self, name: &str) -> Result<Option<Vec<u8>>>;

    /// Whether deltas, documents and calendars belong here as well: not in a bundle.
    fn is_whole(&self) -> bool {
        true
    }
}

/// Files in memory, in front of others.
#[derive(Debug)]
pub(crate) struct Pinned {
    pub(crate) files: HashMap<String, Vec<u8>>,
    pub(crate) behind: Option<Arc<dyn Files>>,
}

#[async_trait]
impl Files for Pinned {
    async fn read(&self, name: &str) -> Result<Option<Vec<u8>>> {
        if let Some(bytes) = self.files.get(name) {
            return Ok(Some(bytes.clone()));
        }
        match &self.behind {
            Some(behind) => behind.read(name).await,
            None => Ok(None),
        }
    }

    fn is_whole(&self) -> bool {
        self.behind.is_some()
    }
}

/// The address that tough is given: it joins names to it, which are taken from it again here.
pub(crate) const BASE: &str = "https://host.invalid/";

/// Files as tough fetches them.
#[derive(Clone, Debug)]
pub(crate) struct FilesTransport(pub(crate) Arc<dyn Files>);

#[async_trait]
impl Transport for FilesTransport {
    async fn fetch(&self, url: Url) -> Result<TransportStream, TransportError> {
        let name = url.path().trim_start_matches('/').to_owned();
        match self.0.read(&name).await {
            Ok(Some(bytes)) => {
                let whole = futures_util::stream::once(std::future::ready(Ok(Bytes::from(bytes))));
                Ok(Box::pin(whole))
            }
            Ok(None) => Err(TransportError::new(TransportErrorKind::FileNotFound, url)),
            Err(error) => Err(TransportError::new_with_cause(TransportErrorKind::Other, url, error)),
        }
    }
}
