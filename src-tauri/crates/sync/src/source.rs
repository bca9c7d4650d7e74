//! Where the files of one refresh come from.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use chrono::{DateTime, Utc};

use crate::bundle::Bundle;
use crate::http::Http;

/// A host, or a bundle from one.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Host(Http),
    Bundle(Arc<Bundle>),
}

impl Source {
    /// The host's date, when it says.
    pub(crate) fn date(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Host(http) => http.tally.date(),
            Self::Bundle(_) => None,
        }
    }

    /// What has come over the network, in bytes of bodies.
    pub(crate) fn bytes(&self) -> u64 {
        match self {
            Self::Host(http) => http.tally.bytes.load(Ordering::Relaxed),
            Self::Bundle(_) => 0,
        }
    }
}
