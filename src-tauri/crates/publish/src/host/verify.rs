//! `verify`: everything a host offers, held against a root, as a device would and further.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use catalogue::{Catalogue, Edition};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use sync::delta;
use sync::layout::{self, Custom, TargetName};
use tough::ExpirationEnforcement;
use tough::schema::Target;
use url::Url;

use super::error::{Error, Result, chain};
use super::files::Files;
use super::http::Http;
use super::keys::Role;
use super::store::Host;
use super::{bundle, calendars, device, editions, state};

/// What was found. As JSON: roles, edition, sizes in bytes, faults, advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// Why devices will not update, or not all of them, and what calendar programs are told wrongly.
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

/// The files at `place`: an http address, a bundle's file, or whatever can be published to.
///
/// # Errors
/// `Usage` when it is none of these.
pub fn open(place: &str) -> Result<Arc<dyn Files>> {
    if let Some(url) = web_address(place) {
        return Ok(Arc::new(Http::new(url)?));
    }
    let path = Path::new(place);
    if path.is_file() {
        return Ok(Arc::new(bundle::read(path)?));
    }
    if !place.contains("://") && !path.exists() {
        return Err(Error::Usage(format!("{place}: there is no such directory or file")));
    }
    Ok(Arc::new(Host::open(place)?))
}

/// Looks at everything at `place`, and where that is an http address, has a device refresh from it.
///
/// # Errors
/// As [`open`] and [`verify`].
pub async fn audit(place: &str, root: &[u8], now: Timestamp) -> Result<Audit> {
    let mut audit = verify(open(place)?, root, now).await?;
    if let Some(url) = web_address(place)
        && let Some(fault) = device::trouble(url, root, now).await?
    {
        audit.faults.push(fault);
    }
    Ok(audit)
}

fn web_address(place: &str) -> Option<Url> {
    let url = Url::parse(place).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Looks at everything that `files` offers, trusting `root` and what follows from it.
///
/// # Errors
/// `Host` when the files cannot be read or the metadata is not to be trusted. Everything else is in the audit.
pub async fn verify(files: Arc<dyn Files>, root: &[u8], now: Timestamp) -> Result<Audit> {
    // The dates are of most interest when they are over, so that they are judged here.
    let repository = state::load(root, Arc::clone(&files), ExpirationEnforcement::Unsafe).await?;
    let dates = [
        (
            Role::Root,
            repository.root().signed.version,
            repository.root().signed.expires,
        ),
        (
            Role::Targets,
            repository.targets().signed.version,
            repository.targets().signed.expires,
        ),
        (
            Role::Snapshot,
            repository.snapshot().signed.version,
            repository.snapshot().signed.expires,
        ),
        (
            Role::Timestamp,
            repository.timestamp().signed.version,
            repository.timestamp().signed.expires,
        ),
    ];
    let targets = &repository.targets().signed;
    let (custom, target) =
        editions::newest(targets).ok_or_else(|| Error::Host("the signed list names no edition".into()))?;
    let mut audit = Audit {
        roles: Vec::new(),
        edition: custom.edition,
        published_at: custom.date.to_rfc3339(),
        full_bytes: target.length,
        deltas: 0,
        documents: 0,
        calendars: 0,
        faults: Vec::new(),
        advice: Vec::new(),
    };
    for (role, version, expires) in dates {
        audit.roles.push(Lifetime {
            role: role.name(),
            version: version.get(),
            expires: expires.to_string(),
        });
        let name = role.name();
        if expires <= now {
            audit
                .faults
                .push(format!("{name} expired on {}: {}", super::day(expires), mend(role)));
        } else if expires < now + notice(role) {
            audit
                .advice
                .push(format!("{name} expires on {}: {}", super::day(expires), mend(role)));
        }
    }
    match editions::fetch(files.as_ref(), &custom, target).await {
        Ok(json) => {
            audit.contents(&json, &custom);
            if !files.is_whole() {
                return Ok(audit);
            }
            let deltas = targets.targets.iter().filter(|(name, _)| {
                matches!(TargetName::parse(name.raw()), Some(TargetName::Delta { to, .. }) if to == custom.edition)
            });
            for (name, target) in deltas {
                match applied(files.as_ref(), name.raw(), target, &json).await {
                    Ok(()) => audit.deltas += 1,
                    Err(why) => audit.faults.push(format!("{}: {why}", name.raw())),
                }
            }
            audit.hash_documents(files.as_ref(), &json).await;
            if let Ok(edition) = Edition::from_json(&json) {
                let (right, faults) = calendars::check(files.as_ref(), &edition).await;
                audit.calendars = right;
                audit.faults.extend(faults);
            }
        }
        Err(why) => audit.faults.push(why.to_string()),
    }
    audit.faults.sort();
    Ok(audit)
}

impl Audit {
    /// Whether the edition inside says what its signed description says.
    fn contents(&mut self, json: &[u8], custom: &Custom) {
        match Edition::from_json(json) {
            Ok(edition) if edition.header.edition == custom.edition => {}
            Ok(edition) => self.faults.push(format!(
                "the edition signed as number {} says that it is number {}",
                custom.edition, edition.header.edition
            )),
            Err(error) => self
                .faults
                .push(format!("edition {}: {}", custom.edition, chain(&error))),
        }
    }

    async fn hash_documents(&mut self, files: &dyn Files, json: &[u8]) {
        let catalogue = Edition::from_json(json).and_then(|edition| Catalogue::from_edition(&edition));
        let resources = catalogue.map(|catalogue| catalogue.resources).unwrap_or_default();
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
async fn applied(files: &dyn Files, name: &str, target: &Target, json: &[u8]) -> Result<(), String> {
    let Some(TargetName::Delta { from, to }) = TargetName::parse(name) else {
        return Err("it is no delta".into());
    };
    let delta_name = TargetName::Delta { from, to };
    let hash = hex::encode(&target.hashes.sha256);
    let delta = editions::fetch_file(files, delta_name, &hash)
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
        Err("it does not lead to the edition".into())
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

fn mend(role: Role) -> &'static str {
    match role {
        Role::Root => "bring its keys together, run `doorstep-publish keys renew`, then `resign`",
        Role::Targets => "the editor runs `doorstep-publish resign` or releases an edition",
        Role::Snapshot | Role::Timestamp => "see that the daily `doorstep-publish resign` runs",
    }
}
