//! The edition that came with the app.

use catalogue::canonical::Digest;
use catalogue::{Edition, EditionStatus, Header};
use chrono::{DateTime, Utc};

/// The edition that came with the app.
#[derive(Clone, Copy, Debug)]
pub struct Bundled {
    /// The edition's canonical JSON, compressed with zstd.
    pub zst: &'static [u8],
    /// Its header, as JSON, and [`Edition::digest`]: an unchanged edition need not be unpacked at every start.
    pub header: &'static str,
    /// See `header`.
    pub digest: Digest,
}

impl Bundled {
    /// What it says of itself; `None` in a damaged copy of the app.
    pub(crate) fn header(&self) -> Option<Header> {
        serde_json::from_str(self.header)
            .inspect_err(|error| tracing::error!(%error, "the bundled edition's header cannot be read"))
            .ok()
    }

    /// The edition; `None` in a damaged copy of the app.
    pub(crate) fn unpack(&self) -> Option<Edition> {
        let json = zstd::decode_all(self.zst)
            .inspect_err(|error| tracing::error!(%error, "the bundled edition cannot be unpacked"))
            .ok()?;
        Edition::from_json(&json)
            .inspect_err(|error| tracing::error!(%error, "the bundled edition cannot be read"))
            .ok()
    }
}

/// What is shown when even the program's own copy is damaged: only what is built into the window.
pub(crate) fn empty(now: DateTime<Utc>) -> Edition {
    let header = Header {
        format: catalogue::edition::FORMAT,
        min_reader: 1,
        edition: 0,
        status: EditionStatus::Draft,
        title: "Doorstep".into(),
        published_at: now,
        publisher: String::new(),
        feedback: None,
        recommended_app: None,
        partnership: catalogue::Partnership::default(),
    };
    Edition::new(header, Vec::new())
}
