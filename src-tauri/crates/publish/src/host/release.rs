//! `release`, the second half: from a plan that somebody has looked at to an edition that devices see.
//!
//! An interrupted release leaves files behind that nothing refers to, and can be run again.

use std::collections::BTreeMap;

use catalogue::Edition;
use catalogue::diff::removed_share;
use jiff::Timestamp;
use serde::Serialize;
use sync::layout::Custom;
use tough::schema::Targets;

use super::documents;
use super::editions::{self, DELTAS};
use super::error::{Error, Result};
use super::ground::Ground;
use super::keys::{Keyring, Role};
use super::pack::{Older, Packed};
use super::plan::Plan;
use super::progress::{Progress, Stretch};
use super::sign::{self, Put};
use super::store::Host;

/// How often a daily job may be faster before it is not worth trying on.
const TRIES: u32 = 5;

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

impl Plan {
    /// Puts the edition on the host: documents, the edition and its deltas first, then the timestamp, by which devices
    /// see it, and the calendars last.
    ///
    /// # Errors `Refused` when another edition was published since the plan was made, or a document was changed; `Host`
    /// when the host fails; `Usage` when a document cannot be read. Devices see the old edition then. What fails after
    /// the timestamp is a warning.
    pub async fn publish(
        mut self,
        host: &Host,
        keys: &Keyring,
        progress: &dyn Progress,
        now: Timestamp,
    ) -> Result<Released> {
        let mut warnings = Vec::new();
        let older = self.older(host, &mut warnings).await;
        let custom = self.describe(&older);
        let packed = Packed::new(&self.json, &custom, older, progress).await?;
        let targets = packed.targets(now)?;

        let steps = self.documents.len() + packed.files().len() + 2;
        let uploading = Stretch::begin(progress, "Uploading", steps);
        self.upload(host, &packed, &uploading).await?;
        let unkept = self.refer(host, keys, targets, now).await?;
        warnings.extend(unkept.map(|why| format!("published, but {why}")));
        uploading.step();
        warnings.extend(self.follow_up(host).await);
        uploading.step();
        Ok(self.released(&packed, warnings))
    }

    /// The last editions before this one, as far as the host still has them. What keys that count no more have listed
    /// is nothing to build on.
    async fn older(&self, host: &Host, warnings: &mut Vec<String>) -> BTreeMap<u32, Older> {
        let Some(state) = self.ground.state.as_ref().filter(|_| self.ground.counts(Role::Targets)) else {
            return BTreeMap::new();
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
        older
    }

    /// What is signed of the edition.
    fn describe(&self, older: &BTreeMap<u32, Older>) -> Custom {
        Custom {
            edition: self.edition.edition,
            date: self.edition.published_at,
            min_reader: self.edition.min_reader,
            sha256: editions::sha256(&self.json),
            bytes: self.json.len() as u64,
            from: None,
            removals_meant: self.removes_much(older),
        }
    }

    /// Whether a device that comes from any of the older editions would take this one for a mistake. Each step was
    /// looked at when it was published; a device that skips some sees them all at once.
    fn removes_much(&self, older: &BTreeMap<u32, Older>) -> bool {
        let mut editions = older.values().filter_map(|older| Edition::from_json(&older.json).ok());
        self.changes.is_mass_removal() || editions.any(|old| removed_share(&old, &self.new).is_too_much())
    }

    /// Everything that the metadata will refer to.
    async fn upload(&self, host: &Host, packed: &Packed, uploading: &Stretch<'_>) -> Result<()> {
        for (hash, file) in &self.documents {
            documents::put(host, hash, file).await?;
            uploading.step();
        }
        for file in packed.files() {
            host.create_hashed(&file.path(), &file.bytes).await?;
            uploading.step();
        }
        Ok(())
    }

    /// Makes the uploaded files count, unless another edition does by now. A daily job that was faster does not stop
    /// it. Answers what could not be remembered here.
    async fn refer(&mut self, host: &Host, keys: &Keyring, targets: Targets, now: Timestamp) -> Result<Option<String>> {
        let held = there(&self.ground);
        for _ in 0..TRIES {
            let put = sign::put(host, keys, &mut self.ground, Some(targets.clone()), true, now).await?;
            if let Put::Done(unkept) = put {
                return Ok(unkept);
            }
            let recovering = self.ground.recovering;
            self.ground = Ground::find(host, keys, recovering, now).await?;
            self.ground.recovering |= recovering;
            let there = there(&self.ground);
            if there != held {
                return Err(Error::Refused(format!(
                    "somebody else published edition {} while this ran. Bring their changes into your data (git pull), \
                     and release again",
                    there.map_or(0, |custom| custom.edition)
                )));
            }
        }
        Err(Error::Host(format!(
            "{host} is being changed by somebody else again and again: try later"
        )))
    }

    /// What comes after the edition is out, and what of it failed.
    async fn follow_up(&self, host: &Host) -> Vec<String> {
        let calendars = self.put_calendars(host).await.err().map(|error| {
            format!("published, but without its calendars: {error}. Run the release again: it does only that")
        });
        let note = self.note().err().map(|error| {
            format!(
                "published, but edition.toml and ids.lock were not updated: {error}. Run the release \
                again: it does only that"
            )
        });
        calendars.into_iter().chain(note).collect()
    }

    fn released(&self, packed: &Packed, warnings: Vec<String>) -> Released {
        let deltas = packed.deltas.iter();
        Released {
            edition: self.edition.edition,
            json_bytes: self.json.len() as u64,
            full_bytes: packed.full.bytes.len() as u64,
            delta_bytes: deltas.map(|(from, file)| (*from, file.bytes.len() as u64)).collect(),
            targets: packed.files().len(),
            documents: self.documents.len(),
            warnings,
        }
    }
}

/// What is signed of the host's newest edition.
fn there(ground: &Ground) -> Option<Custom> {
    let state = ground.state.as_ref()?;
    editions::newest(&state.targets.signed).map(|(custom, _)| custom)
}
