//! Reading a host over HTTP, as a device does.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::{Client, StatusCode};
use sync::layout;
use url::Url;

use super::error::{Error, Result, chain};
use super::files::Files;

/// The longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A host behind a web server.
pub(crate) struct Http {
    base: Url,
    client: Client,
}

impl Http {
    pub(crate) fn new(address: Url) -> Result<Self> {
        let client = Client::builder().timeout(PATIENCE).build();
        Ok(Self {
            base: layout::base(address),
            client: client.map_err(|error| Error::Host(chain(&error)))?,
        })
    }
}

#[async_trait]
impl Files for Http {
    async fn read(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let url = self
            .base
            .join(name)
            .map_err(|error| Error::Host(format!("{name}: {error}")))?;
        let failed = |why: String| Error::Host(format!("{url}: {why}"));
        let answer = self.client.get(url.clone()).send().await;
        let answer = answer.map_err(|error| failed(chain(&error)))?;
        match answer.status() {
            StatusCode::OK => {
                let bytes = answer.bytes().await.map_err(|error| failed(chain(&error)))?;
                Ok(Some(bytes.to_vec()))
            }
            // A bucket whose list is private says "forbidden" of what is not there.
            StatusCode::NOT_FOUND | StatusCode::FORBIDDEN | StatusCode::GONE => Ok(None),
            status => Err(failed(format!("the host answered {status}"))),
        }
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Http({})", self.base)
    }
}
