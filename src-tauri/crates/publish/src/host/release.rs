//! `release`: from `data/` to a new edition on a host.
//!
//! In two halves, so that a person can look in between: [`plan`] reads, checks and compares and changes nothing;
//! [`Plan::publish`] writes. An interrupted release leaves files behind that nothing refers to, and can be run again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use catalogue::{Catalogue, Edition, EditionStatus, Header};
use jiff::Timestamp;
use serde::Serialize;
use sync::delta;
use sync::layout::{self, Custom, TargetName};
use tough::schema::Targets;

use super::calendars;
use super::changes::Changes;
use super::editions::{self, DELTAS};
use super::error::{Error, Result, chain, unusable};
use super::keys::{Keyring, Role};
use super::lifetime;
use super::number;
use super::progress::Progress;
use super::sign::{self, Put};
use super::state::State;
use super::store::{Created, Host};

/// How often a daily job may be faster before it is not worth trying on.
const TRIES: u32 = 5;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Where the files of documents are that are not on the host yet.
    pub documents: Option<PathBuf>,
}

/// A release that is ready to go.
#[derive(Debug)]
pub struct Plan {
    /// What it changes for those who have the edition before.
    pub changes: Changes,
    /// What it changes in the header: "status draft → published".
    pub header: Vec<String>,
    /// The new edition's header.
    pub edition: Header,
    /// Whether there is nothing to do: the host's newest edition says the same.
    pub is_published: bool,
    data: PathBuf,
    new: Edition,
    json: Vec<u8>,
    state: Option<State>,
    /// Document hashes and their files that are to go onto the host.
    documents: BTreeMap<String, PathBuf>,
}

/// What a release put on the host. As JSON: edition, sizes in bytes, warnings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Released {
    /// The edition's number.
    pub edition: u32,
    /// The canonical JSON, uncompressed.
    pub json_bytes: u64,
    /// The whole edition, compressed.
    pub full_bytes: u64,
    /// The deltas, by the older edition's number.
    pub delta_bytes: BTreeMap<u32, u64>,
    /// The signed list that a device fetches with them.
    pub targets: usize,
    /// How many documents were added.
    pub documents: usize,
    /// What went otherwise than it should, and stops nobody.
    pub warnings: Vec<String>,
}

/// Checks and builds `data`, and compares it with what `host` has.
///
/// # Errors
/// `Faults` and `Data` for what must be mended in `data`; `Usage` when a key is missing; `Host` when the host does not
/// answer or what it holds is not right; `Refused` when the edition does not follow the host's newest one.
pub async fn plan(data: &Path, host: &Host, keys: &Keyring, wanted: &Wanted, now: Timestamp) -> Result<Plan> {
    keys.require(&[Role::Targets, Role::Snapshot, Role::Timestamp])?;
    let mut new = crate::build(data).map_err(|report| Error::Faults(Box::new(report)))?;
    let state = State::load(host, keys).await?;
    super::usable(keys, now)?;
    let newest = match &state {
        Some(state) => Some(state.newest(host).await?),
        None => None,
    };
    let held = newest.as_ref().map(|(_, _, held)| held);
    let is_published = held.is_some_and(|held| held.records == new.records && number::alike(&held.header, &new.header));
    let changes = Changes::between(held, &new);
    let header = held
        .map(|held| header_changes(&held.header, &new.header))
        .unwrap_or_default();
    new.header = match held {
        Some(held) if is_published => held.header.clone(),
        _ => number::follow(held.map(|held| &held.header), &new.header, now)?,
    };
    let documents = if is_published {
        BTreeMap::new()
    } else {
        documents(&new, host, wanted).await?
    };
    Ok(Plan {
        changes,
        header,
        edition: new.header.clone(),
        is_published,
        data: data.to_owned(),
        json: canonical(&new)?,
        new,
        state,
        documents,
    })
}

impl Plan {
    /// Writes number and date into the data's `edition.toml`, and the ids into `ids.lock`, when the host has this edition:
    /// after publishing, or because a release was cut short before it came to that.
    ///
    /// # Errors
    /// `Usage` when the files cannot be written.
    pub fn note(&self) -> Result<()> {
        number::write(&self.data, &self.edition)?;
        lock_ids(&self.data)
    }

    /// Puts the edition's calendars on the host, where they are not there yet: after publishing, or because a release was
    /// cut short before it came to that.
    ///
    /// # Errors
    /// `Host` when the host fails.
    pub async fn put_calendars(&self, host: &Host) -> Result<()> {
        calendars::put(host, &self.new).await
    }

    /// Puts the edition on the host: documents, the edition and its deltas first, then the timestamp, by which devices see
    /// it, and the calendars last.
    ///
    /// # Errors
    /// `Refused` when another edition was published since the plan was made; `Host` when the host fails; `Usage` when a
    /// document cannot be read. Devices see the old edition then. What fails after the timestamp is a warning.
    pub async fn publish(
        mut self,
        host: &Host,
        keys: &Keyring,
        progress: &dyn Progress,
        now: Timestamp,
    ) -> Result<Released> {
        let mut warnings = Vec::new();
        let older = self.older(host, &mut warnings).await?;

        progress.begin("Compressing", 1 + older.len() as u64);
        let full = compressed(self.json.clone(), None).await?;
        progress.step();
        let custom = Custom {
            edition: self.edition.edition,
            date: self.edition.published_at,
            min_reader: self.edition.min_reader,
            sha256: editions::sha256(&self.json),
            bytes: self.json.len() as u64,
            from: None,
            removals_meant: self.removes_much(&older),
        };
        let name = TargetName::Edition(self.edition.edition);
        let mut files = vec![(name, editions::target(&full, custom.to_map()), full.clone())];
        let mut delta_bytes = BTreeMap::new();
        for (number, edition) in older {
            let delta = compressed(self.json.clone(), Some(edition.json)).await?;
            progress.step();
            // Where nearly everything is new, the whole is the shorter way.
            if delta.len() < full.len() {
                let name = TargetName::Delta {
                    from: number,
                    to: self.edition.edition,
                };
                let map = editions::delta_custom(&custom, number, &edition.file);
                delta_bytes.insert(number, delta.len() as u64);
                files.push((name, editions::target(&delta, map), delta));
            }
        }
        progress.end();

        progress.begin("Uploading", (files.len() + self.documents.len() + 2) as u64);
        for (hash, file) in &self.documents {
            let bytes = fs::read(file).map_err(|error| unusable(file, error))?;
            put(host, &layout::document_path(hash), &bytes).await?;
            progress.step();
        }
        let mut targets = Targets::new(
            lifetime::SPECIFICATION.into(),
            std::num::NonZeroU64::MIN,
            lifetime::targets(now),
        );
        targets.delegations = None;
        for (name, target, bytes) in files {
            put(
                host,
                &layout::target_path(&name.to_string(), &hex::encode(&target.hashes.sha256)),
                &bytes,
            )
            .await?;
            let name = tough::TargetName::new(name.to_string()).map_err(|error| Error::Host(chain(&error)))?;
            targets.add_target(name, target);
            progress.step();
        }
        let listed = targets.targets.len();
        self.refer(host, keys, targets, now).await?;
        progress.step();
        if let Err(error) = self.put_calendars(host).await {
            warnings.push(format!(
                "published, but without its calendars: {error}. Run the release again: it does only that"
            ));
        }
        progress.step();
        progress.end();

        if let Err(error) = self.note() {
            warnings.push(format!(
                "published, but not noted: {error}. Run the release again: it does only that"
            ));
        }
        Ok(Released {
            edition: self.edition.edition,
            json_bytes: self.json.len() as u64,
            full_bytes: full.len() as u64,
            delta_bytes,
            targets: listed,
            documents: self.documents.len(),
            warnings,
        })
    }

    /// Makes the uploaded files count, unless another edition does by now. A daily job that was faster is no obstacle.
    async fn refer(&mut self, host: &Host, keys: &Keyring, mut targets: Targets, now: Timestamp) -> Result<()> {
        let held = self
            .state
            .as_ref()
            .and_then(|state| editions::newest(&state.targets.signed))
            .map(|(c, _)| c);
        for _ in 0..TRIES {
            targets.version = sign::next(self.state.as_ref().map(|state| state.targets.signed.version));
            let put = sign::put(host, keys, self.state.as_ref(), Some(targets.clone()), true, now).await?;
            if put == Put::Done {
                return Ok(());
            }
            self.state = State::load(host, keys).await?;
            let there = self
                .state
                .as_ref()
                .and_then(|state| editions::newest(&state.targets.signed));
            let there = there.map(|(custom, _)| custom);
            if there != held {
                return Err(Error::Refused(format!(
                    "somebody published edition {} while this ran, and it stands. Bring their changes into your data \
                     (git pull), and release again",
                    there.map_or(0, |custom| custom.edition)
                )));
            }
        }
        Err(Error::Host(format!(
            "{host} is written to by others again and again: try later"
        )))
    }

    /// The last editions before this one, as far as the host still has them.
    async fn older(&self, host: &Host, warnings: &mut Vec<String>) -> Result<BTreeMap<u32, Older>> {
        let Some(state) = &self.state else {
            return Ok(BTreeMap::new());
        };
        let mut files = editions::older(&state.targets.signed);
        if let Some((custom, target)) = editions::newest(&state.targets.signed) {
            files.insert(custom.edition, hex::encode(&target.hashes.sha256));
        }
        let mut older = BTreeMap::new();
        for (number, file) in files.into_iter().rev().take(DELTAS) {
            match editions::fetch_older(host, number, &file).await {
                Ok(json) => {
                    older.insert(number, Older { file, json });
                }
                Err(error) => warnings.push(format!("no delta from edition {number}: {error}")),
            }
        }
        Ok(older)
    }

    /// Whether a device that comes from any of the older editions would take this one for a mistake. Each step was looked
    /// at when it was published; a device that skips some sees them all at once.
    fn removes_much(&self, older: &BTreeMap<u32, Older>) -> bool {
        let mut editions = older.values().filter_map(|older| Edition::from_json(&older.json).ok());
        self.changes.is_mass_removal()
            || editions.any(|edition| Changes::between(Some(&edition), &self.new).is_mass_removal())
    }
}

/// An older edition.
struct Older {
    /// SHA-256 of its file on the host.
    file: String,
    json: Vec<u8>,
}

fn canonical(edition: &Edition) -> Result<Vec<u8>> {
    let json = edition.to_json().map_err(|error| Error::Data(chain(&error)))?;
    Ok(json.into_bytes())
}

/// The whole edition, or what turns `older` into it, on a thread of its own: seconds for a large one.
async fn compressed(json: Vec<u8>, older: Option<Vec<u8>>) -> Result<Vec<u8>> {
    let work = move || match older {
        Some(older) => delta::make(&older, &json),
        None => delta::compress(&json),
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Error::Usage(error.to_string()))?
        .map_err(|error| Error::Usage(chain(&error)))
}

/// Files are named by their hash: the same name with other content is damage.
async fn put(host: &Host, path: &str, bytes: &[u8]) -> Result<()> {
    match host.create(path, bytes).await? {
        Created::Now | Created::Before => Ok(()),
        Created::Taken => Err(Error::Host(format!(
            "{path} on {host} is damaged: delete it there, and run this again"
        ))),
    }
}

fn header_changes(old: &Header, new: &Header) -> Vec<String> {
    let status = |header: &Header| match header.status {
        EditionStatus::Draft => "draft".to_owned(),
        EditionStatus::Published => "published".to_owned(),
    };
    let fields = [
        ("status", status(old), status(new)),
        ("title", old.title.clone(), new.title.clone()),
        ("publisher", old.publisher.clone(), new.publisher.clone()),
        ("min_reader", old.min_reader.to_string(), new.min_reader.to_string()),
    ];
    let changed = fields.into_iter().filter(|(_, old, new)| old != new);
    changed
        .map(|(name, old, new)| format!("{name} {old} → {new}"))
        .collect()
}

/// The documents of `edition` that the host has not got, and where their files are.
async fn documents(edition: &Edition, host: &Host, wanted: &Wanted) -> Result<BTreeMap<String, PathBuf>> {
    let catalogue = Catalogue::from_edition(edition).map_err(|error| Error::Data(chain(&error)))?;
    let mut missing = BTreeMap::new();
    for resource in catalogue.resources {
        let Some(document) = resource.document else { continue };
        if !host.has(&layout::document_path(&document.sha256)).await? {
            missing.insert(document.sha256.clone(), (resource.id, document));
        }
    }
    if missing.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut here = BTreeMap::new();
    if let Some(dir) = &wanted.documents {
        let entries = fs::read_dir(dir).map_err(|error| unusable(dir, error))?;
        for path in entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_file())
        {
            let bytes = fs::read(&path).map_err(|error| unusable(&path, error))?;
            here.insert(editions::sha256(&bytes), (path, bytes));
        }
    }
    missing
        .into_iter()
        .map(|(hash, (resource, document))| match here.remove(&hash) {
            Some((path, bytes)) if !document.describes(&bytes) => Err(Error::Data(format!(
                "resource {resource} has a document that is not what the resource says of it: copy its lines from \
                 `doorstep-publish document {}`",
                path.display()
            ))),
            Some((path, _)) => Ok((hash, path)),
            None => Err(Error::Data(format!(
                "resource {resource} has a document that is neither on {host} nor in the directory given with \
                 --documents: no file has the SHA-256 {hash}"
            ))),
        })
        .collect()
}

/// From now on, `check` refuses a catalogue that has lost one of these ids.
fn lock_ids(data: &Path) -> Result<()> {
    let loaded = crate::source::read(data);
    if crate::ids::missing(&loaded).is_empty() {
        return Ok(());
    }
    let lock = data.join("ids.lock");
    crate::write(&lock, crate::ids::lock(&loaded).as_bytes()).map_err(|error| unusable(&lock, error))
}
