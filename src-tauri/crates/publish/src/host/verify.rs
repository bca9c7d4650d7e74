//! `verify`: everything a host offers, checked against a root, as a device would and beyond.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Catalogue, Edition};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use sync::delta;
use sync::layout::{self, Custom, TargetName};
use tough::schema::{Target, Targets};
use tough::{ExpirationEnforcement, Repository};

use super::error::{Error, Result, chain};
use super::files::Files;
use super::keys::Role;
use super::lifetime::day;
use super::marks::{Known, Marks};
use super::{calendars, editions, state};

/// What was found. As JSON: roles, edition, sizes in bytes, faults, advice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// The signed metadata, root first.
    pub roles: Vec<Lifetime>,
    /// The newest edition.
    pub edition: u32,
    /// When it was published.
    pub published_at: String,
    /// Its file.
    pub full_bytes: u64,
    /// How many deltas lead to it, all of which were applied.
    pub deltas: usize,
    /// How many documents it names, all of which were hashed.
    pub documents: usize,
    /// How many calendars are what the edition gives.
    pub calendars: usize,
    /// Why devices will not update, or not all of them, and what calendars say wrongly.
    pub faults: Vec<String>,
    /// What will be a fault soon.
    pub advice: Vec<String>,
}

/// A role's metadata and how long it lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lifetime {
    /// The role.
    pub role: &'static str,
    /// The version served.
    pub version: u64,
    /// When it runs out, in RFC 3339.
    pub expires: String,
}

/// Looks at everything that `files` offers, trusting `root` and what follows from it, and compares it with what is
/// known here.
///
/// # Errors
/// `Host` when the files cannot be read or the metadata is not to be trusted. Everything else is in the audit.
pub async fn verify(files: Arc<dyn Files>, root: &[u8], marks: &Marks, now: Timestamp) -> Result<Audit> {
    // The dates are of most interest when they are over, so that they are judged here.
    let repository = state::load(root, Arc::clone(&files), ExpirationEnforcement::Unsafe).await?;
    let (custom, target) = editions::newest(&repository.targets().signed)
        .ok_or_else(|| Error::Host("the signed list names no edition".into()))?;
    let mut audit = Audit {
        edition: custom.edition,
        published_at: custom.date.to_rfc3339(),
        full_bytes: target.length,
        ..Audit::default()
    };
    audit.lifetimes(&repository, now);
    audit.against(marks, &known(&repository), files.is_whole(), now);
    match editions::fetch(files.as_ref(), &custom, target).await {
        Ok(json) => {
            audit
                .everything_about(&json, &custom, &repository, files.as_ref())
                .await
        }
        Err(why) => audit.faults.push(why.to_string()),
    }
    audit.faults.sort();
    Ok(audit)
}

/// How far a catalogue has come.
pub(crate) fn known(repository: &Repository) -> Known {
    Known::of(
        repository.root(),
        repository.targets(),
        repository.snapshot(),
        repository.timestamp(),
    )
}

impl Audit {
    /// Says so when the host has less than this edition.
    pub fn require(&mut self, edition: u32) {
        if self.edition < edition {
            self.faults.push(format!(
                "the newest edition here is {}, and it should be {edition} or later: the host has gone back to an \
                 older state, or that edition was never published here",
                self.edition
            ));
        }
    }

    /// Whether less is there than was there once. A bundle is of its day.
    fn against(&mut self, marks: &Marks, shown: &Known, is_host: bool, now: Timestamp) {
        if marks.are_ahead_of(shown) && is_host {
            self.faults.push(marks.gone_back(shown));
        } else if marks.are_ahead_of(shown) {
            self.advice
                .push(format!("a newer bundle can be made: {} is known here", marks.known()));
        }
        if let Some(jump) = marks.jump(shown, now) {
            self.faults.push(jump.to_string());
        }
    }

    /// How long each role's signature lasts.
    fn lifetimes(&mut self, repository: &Repository, now: Timestamp) {
        let root = &repository.root().signed;
        let targets = &repository.targets().signed;
        let snapshot = &repository.snapshot().signed;
        let timestamp = &repository.timestamp().signed;
        for (role, version, expires) in [
            (Role::Root, root.version, root.expires),
            (Role::Targets, targets.version, targets.expires),
            (Role::Snapshot, snapshot.version, snapshot.expires),
            (Role::Timestamp, timestamp.version, timestamp.expires),
        ] {
            let (name, end) = (role.name(), day(expires));
            self.roles.push(Lifetime {
                role: name,
                version: version.get(),
                expires: expires.to_string(),
            });
            if expires <= now {
                self.faults.push(format!("{name} expired on {end}: {}", fix(role)));
            } else if expires < now + notice(role) {
                self.advice.push(format!("{name} expires on {end}: {}", fix(role)));
            }
        }
    }

    /// The newest edition, and what is beside it on a whole host: deltas, documents and calendars.
    async fn everything_about(&mut self, json: &[u8], custom: &Custom, repository: &Repository, files: &dyn Files) {
        let edition = match Edition::from_json(json) {
            Ok(edition) => edition,
            Err(error) => {
                let fault = format!("edition {}: {}", custom.edition, chain(&error));
                return self.faults.push(fault);
            }
        };
        self.contents(&edition, custom);
        if files.is_whole() {
            self.deltas(&repository.targets().signed, custom.edition, json, files)
                .await;
            self.documents(&edition, files).await;
            let (right, faults) = calendars::check(files, &edition).await;
            self.calendars = right;
            self.faults.extend(faults);
        }
    }

    /// Whether the edition says what its signed description says, and no more than a device accepts.
    fn contents(&mut self, edition: &Edition, custom: &Custom) {
        let (signed, own) = (custom.edition, edition.header.edition);
        if own != signed {
            let fault = format!("the edition signed as number {signed} says that it is number {own}");
            self.faults.push(fault);
        }
        if let Err(why) = catalogue::acceptable(edition) {
            self.faults.push(format!("devices refuse edition {signed}: {why}"));
        }
    }

    /// Whether each delta leads to the edition.
    async fn deltas(&mut self, targets: &Targets, edition: u32, json: &[u8], files: &dyn Files) {
        for (name, target) in &targets.targets {
            match TargetName::parse(name.raw()) {
                Some(TargetName::Delta { from, to }) if to == edition => {
                    match applied(files, from, to, target, json).await {
                        Ok(()) => self.deltas += 1,
                        Err(why) => self.faults.push(format!("{}: {why}", name.raw())),
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether each document is there, and what it should be.
    async fn documents(&mut self, edition: &Edition, files: &dyn Files) {
        let resources = Catalogue::from_edition(edition)
            .map(|catalogue| catalogue.resources)
            .unwrap_or_default();
        let documents: BTreeMap<_, _> = resources
            .into_iter()
            .filter_map(|resource| resource.document)
            .map(|document| (document.sha256.clone(), document))
            .collect();
        for (hash, document) in documents {
            let path = layout::document_path(&hash);
            match files.read(&path).await {
                Ok(Some(bytes)) if editions::sha256(&bytes) == hash && document.describes(&bytes) => {
                    self.documents += 1
                }
                Ok(Some(_)) => self.faults.push(format!("{path} is not the document it should be")),
                Ok(None) => self.faults.push(format!("{path} is missing")),
                Err(error) => self.faults.push(error.to_string()),
            }
        }
    }
}

/// Applies a delta to the edition it starts from, where the host still has that.
async fn applied(files: &dyn Files, from: u32, to: u32, target: &Target, json: &[u8]) -> Result<(), String> {
    let hash = hex::encode(&target.hashes.sha256);
    let delta = editions::fetch_file(files, TargetName::Delta { from, to }, &hash)
        .await
        .map_err(|error| error.to_string())?;
    let older = editions::from_file(target).ok_or("it does not say what it starts from")?;
    let older = editions::fetch_older(files, from, older)
        .await
        .map_err(|error| error.to_string())?;
    let newer = delta::apply(&older, &delta, json.len() as u64).map_err(|error| chain(&error))?;
    if newer == json {
        Ok(())
    } else {
        Err("it does not produce the edition".into())
    }
}

/// How long before the end somebody should know.
fn notice(role: Role) -> SignedDuration {
    let days = match role {
        Role::Root | Role::Targets => 30,
        Role::Snapshot => 7,
        Role::Timestamp => 3,
    };
    SignedDuration::from_hours(24 * days)
}

fn fix(role: Role) -> &'static str {
    match role {
        Role::Root => "bring its keys together, run `doorstep-publish keys renew`, then `resign`",
        Role::Targets => "the editor runs `doorstep-publish resign` or releases an edition",
        Role::Snapshot | Role::Timestamp => "make sure that the daily `doorstep-publish resign` runs",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_devices_refuse_is_a_fault_however_well_it_is_signed() {
        let json = r#"{"format":1,"min_reader":1,"edition":4,"status":"draft","title":"T",
            "published_at":"2026-11-22T09:00:00Z","publisher":"P"}"#;
        let edition = Edition::from_json(json.as_bytes()).unwrap();
        let custom = Custom {
            edition: 5,
            date: edition.header.published_at,
            min_reader: 1,
            sha256: editions::sha256(json.as_bytes()),
            bytes: json.len() as u64,
            from: None,
            removals_meant: false,
        };
        let mut audit = Audit::default();
        audit.contents(&edition, &custom);
        assert_eq!(
            audit.faults,
            [
                "the edition signed as number 5 says that it is number 4",
                "devices refuse edition 5: it has no active emergency contact that gives 999 to everyone everywhere"
            ]
        );
    }
}
