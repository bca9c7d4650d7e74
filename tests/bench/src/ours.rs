//! All that the laboratory knows of our crates: when their API changes, this file does, and no other.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use app::Doorstep;
use catalogue::refresh::{Refreshed as Ended, Updated};
use catalogue::{Catalogue, Origin, canonical};
use chrono::Utc;
use kit::device::{self, Device, Source};
use kit::host::Host;
use kit::press::Press;
use screens::search::SearchFilters;
use search::{Index, Label, Limits, Mark, Preferences, Request, SearchDocument};
use serde_json::Value;
use store::Commit;
use sync::{Progress, delta};

pub use catalogue::{Edition, Record};
pub use search::SearchDocument as Found;

/// The edition that `data/` makes.
pub fn real() -> Result<Edition> {
    source::build(&kit::repository("data")).map_err(|report| anyhow!("data/ has faults:\n{report}"))
}

/// A record of an edition.
pub fn record(collection: &str, value: &Value) -> Record {
    Record {
        collection: collection.to_owned(),
        id: value["id"].as_str().unwrap_or_default().to_owned(),
        body: canonical(value),
    }
}

pub fn canonical(value: &Value) -> String {
    canonical::to_string(value)
}

pub fn json(edition: &Edition) -> Result<Vec<u8>> {
    Ok(edition.to_json()?.into_bytes())
}

/// The app without its window, with an edition inside it.
pub struct App(Doorstep);

impl App {
    pub fn open(folder: &Path, edition: &Edition) -> Result<Self> {
        let app = Doorstep::open(folder, device::bundle(edition), Utc::now());
        app.prepare_search(Utc::now());
        Ok(Self(app))
    }

    /// All that a keystroke in the search asks for.
    pub fn keystroke(&self, typed: &str) -> Result<()> {
        let found = self.0.search(typed, &SearchFilters::default(), Utc::now());
        found.map(drop).map_err(|error| anyhow!("{typed}: {error:?}"))
    }

    /// A screen that people wait for.
    pub fn screen(&self) -> Result<()> {
        self.0.ask(Utc::now(), |moment| drop(screens::now::answer(moment)));
        Ok(())
    }

    /// Applies an edition that has arrived, until the screens and the search answer from it.
    pub fn apply(&self, edition: &Edition) -> Result<()> {
        let (db, now) = (self.0.catalogue()?, Utc::now());
        let applied = db.commit(&Commit::of_edition(edition, Origin::Host), now)?;
        let updated = Updated {
            from: None,
            to: edition.header.edition,
            applied,
            by_delta: false,
            bytes: 0,
            beyond: None,
        };
        self.0.refreshed(&Ok(Ended::Updated(updated)), now);
        self.0.prepare_search(now);
        Ok(())
    }
}

/// What can be found in an edition, as the app indexes it.
pub fn documents(edition: &Edition) -> Result<Vec<Found>> {
    Ok(search::documents(&Catalogue::from_edition(edition)?))
}

/// "contact/hampshire-lado".
pub fn name(found: &Found) -> String {
    format!("{}/{}", found.kind.name(), found.id)
}

/// Whether it concerns somebody in `area`.
pub fn concerns(found: &Found, area: &str) -> bool {
    let concern = concern(area);
    found
        .labels
        .iter()
        .any(|(group, value)| concern.contains(&(*group, value.as_str())))
}

/// The labels of what concerns somebody in `area`; none of somebody who has chosen no area.
fn concern(area: &str) -> Vec<Label<'_>> {
    match area {
        "" => Vec::new(),
        area => [area, "hips", "national"].map(|area| ("area", area)).into(),
    }
}

/// Our search engine.
pub struct Engine {
    index: Index,
    marked: [Vec<u32>; 3],
}

impl Engine {
    /// So many hits are handed back.
    pub const LIMIT: usize = 20;

    pub fn of(documents: &[Found]) -> Self {
        let index = Index::of(&documents.iter().map(SearchDocument::as_document).collect::<Vec<_>>());
        // What the person has bookmarked, has on the device, and has not seen since it changed: one in so many.
        let marked = [300, 200, 20].map(|every| (0..documents.len() as u32).step_by(every).collect());
        Self { index, marked }
    }

    /// What it finds, best first, with everything on that the app asks for: the person's area first, bookmarks raised,
    /// every label and mark counted.
    pub fn ask(&self, text: &str, area: &str) -> Result<Vec<usize>> {
        let marks = self.marked.each_ref().map(|documents| Mark {
            documents,
            required: false,
        });
        let nudges: Vec<(u32, u8)> = self.marked[0].iter().map(|&document| (document, 40)).collect();
        let request = Request {
            text,
            filters: &[],
            marks: &marks,
            preferences: Preferences {
                concern: &concern(area),
                lean: &[(("audience", "professionals"), 16), (("audience", "everyone"), 16)],
                nudges: &nudges,
            },
            limits: Limits {
                here: Self::LIMIT,
                elsewhere: Self::LIMIT,
            },
        };
        let answer = self.index.search(&request, &|| false).context("nobody overtakes")?;
        let hits = answer.hits.iter().take(Self::LIMIT);
        Ok(hits.map(|hit| hit.document as usize).collect())
    }
}

/// The delta that is published from one edition's JSON to another's, and the newer from it.
pub fn delta(older: &[u8], newer: &[u8]) -> Result<Vec<u8>> {
    Ok(delta::make(older, newer)?)
}

pub fn undo_delta(older: &[u8], delta: &[u8]) -> Result<Vec<u8>> {
    Ok(delta::apply(older, delta, u64::from(u32::MAX))?)
}

/// The same for a whole edition.
pub fn compress(json: &[u8]) -> Result<Vec<u8>> {
    Ok(delta::compress(json)?)
}

pub fn decompress(bytes: &[u8]) -> Result<Vec<u8>> {
    Ok(delta::decompress(bytes, u64::from(u32::MAX))?)
}

/// A refresh, in parts.
#[derive(Clone, Copy)]
pub struct Refreshed {
    /// The edition that it fetched.
    pub edition: Option<u32>,
    /// Bytes of heads and bodies, in both directions.
    pub wire: usize,
    /// Until all had come; the whole refresh, when nothing was new.
    pub asked: Duration,
    /// Until it was decoded, compared with its hash and read.
    pub checked: Duration,
    /// Until it was stored, and the screens answer from it.
    pub applied: Duration,
}

/// The app on `folder`, with `edition` inside it, refreshes from the host.
pub async fn refresh(folder: &Path, edition: &Edition, host: &Host, press: &Press) -> Result<Refreshed> {
    let source = Source {
        host: host.address.clone(),
        root: press.file("metadata/1.root.json"),
        limits: sync::Limits::default(),
    };
    let now = Utc::now();
    let device = Device::open_with(device::bundle(edition), folder, &source, now)?;
    let (came, applying) = (Mutex::new(None), Mutex::new(None));
    let note = |at: &Mutex<Option<Instant>>| *at.lock().unwrap_or_else(|e| e.into_inner()) = Some(Instant::now());
    let progress = |progress| match progress {
        Progress::Asking => {}
        Progress::Downloading { .. } => note(&came),
        Progress::Applying => note(&applying),
    };
    host.take_log();
    let begun = Instant::now();
    let never = std::future::pending();
    let outcome = device
        .refresher
        .refresh(device::held(&device.app), now, &progress, never)
        .await;
    device.app.refreshed(&outcome, now);
    let ended = Instant::now();
    let edition = match outcome {
        Ok(Ended::UpToDate { checked: true, .. }) => None,
        Ok(Ended::Updated(updated)) => Some(updated.to),
        other => bail!("a refresh ended otherwise than it should: {other:?}"),
    };
    let at = |noted: Mutex<Option<Instant>>| noted.into_inner().unwrap_or_else(|e| e.into_inner()).unwrap_or(ended);
    let (came, applying) = (at(came), at(applying));
    Ok(Refreshed {
        edition,
        wire: host.take_log().1,
        asked: came - begun,
        checked: applying.saturating_duration_since(came),
        applied: ended - applying,
    })
}
