//! `release`, the first half: what would be published, and what it changes. Nothing is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalogue::edition::LARGEST_JUMP;
use catalogue::validate::Key;
use catalogue::{Edition, EditionStatus, Header};
use jiff::Timestamp;

use super::changes::Changes;
use super::error::{Error, Result, chain, unusable};
use super::ground::Ground;
use super::keys::{Keyring, Role};
use super::lifetime::today;
use super::store::Host;
use super::{calendars, documents, number};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Where the files of documents are that are not on the host yet.
    pub documents: Option<PathBuf>,
    /// Whether what has expired on the host is to be signed again.
    pub renew_expired: bool,
    /// Whether the data are to be published although the host has lost the newest edition, or shows one of somebody who
    /// had our keys. Changes nothing where it has and does not.
    pub recover: bool,
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
    pub(crate) new: Edition,
    /// Its canonical JSON.
    pub(crate) json: Vec<u8>,
    /// The host, as it was when the plan was made.
    pub(crate) ground: Ground,
    /// Document hashes and their files that are to go onto the host.
    pub(crate) documents: BTreeMap<String, PathBuf>,
}

/// Checks and builds `data`, and compares it with what `host` has.
///
/// # Errors `Faults` and `Data` for what must be fixed in `data`; `Usage` when a key is missing; `Host` when the host
/// does not answer or what it holds is not right; `Refused` when the edition does not follow the host's newest one, the
/// host has gone back, or something there has expired.
pub async fn plan(data: &Path, host: &Host, keys: &Keyring, wanted: &Wanted, now: Timestamp) -> Result<Plan> {
    keys.require(&[Role::Targets, Role::Snapshot, Role::Timestamp])?;
    let mut new = source::build_on(data, today(now)).map_err(|report| Error::Faults(Box::new(report)))?;
    catalogue::acceptable(&new).map_err(|why| {
        Error::Data(format!(
            "nothing was published: devices would refuse it, because {why}. Correct that in the data, and run this \
             again"
        ))
    })?;
    let mut ground = Ground::find(host, keys, wanted.recover, now).await?;
    keys.require_valid_root(now)?;
    let newest = match &ground.state {
        Some(state) => match state.newest(host).await {
            Ok((_, _, edition)) => Some(edition),
            Err(_) if wanted.recover => {
                ground.recovering = true;
                None
            }
            Err(error) => return Err(error),
        },
        None => None,
    };
    let held = newest.as_ref();
    let changes = Changes::between(held, &new);
    let header = held
        .map(|held| header_changes(&held.header, &new.header))
        .unwrap_or_default();
    let current = ground.require_current(host, now);
    // If something has expired, or a key was replaced, the same content becomes a new edition: devices cannot take the
    // one that is there.
    let is_published = !ground.recovering
        && current.is_ok()
        && ground.all_counts()
        && held.is_some_and(|held| held.records == new.records && number::alike(&held.header, &new.header));
    new.header = match held {
        Some(held) if is_published => held.header.clone(),
        _ => numbered(&mut ground, held, &new.header, wanted, now)?,
    };
    if !(ground.recovering || wanted.renew_expired) {
        current?;
    }
    let documents = if is_published {
        BTreeMap::new()
    } else {
        documents::missing(&new, host, wanted.documents.as_deref()).await?
    };
    Ok(Plan {
        changes,
        header,
        edition: new.header.clone(),
        is_published,
        data: data.to_owned(),
        json: new.to_json().map_err(|error| Error::Data(chain(&error)))?.into_bytes(),
        new,
        ground,
        documents,
    })
}

/// The header under which the data go out. What is to be made good is found out here at the latest.
fn numbered(
    ground: &mut Ground,
    held: Option<&Edition>,
    header: &Header,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<Header> {
    let given = ground.marks.number();
    if !ground.recovering {
        let followed = number::follow(held.map(|held| &held.header), header, given, now);
        if followed.is_ok() || !wanted.recover {
            return followed;
        }
    }
    ground.recovering = true;
    if ground.state.is_some() && !ground.counts(Role::Targets) {
        // Whoever had the old key may have made what is there, and what is known here of it. Their number is passed,
        // where that is a number that can be.
        let there = held.map_or(0, |held| held.header.edition);
        let ours = header.edition.max(given);
        let near = there <= ours.saturating_add(LARGEST_JUMP);
        return number::recover(&[], header, if near { given.max(there) } else { given }, now);
    }
    let known: Vec<_> = ground.marks.known().edition.iter().chain(ground.edition()).collect();
    number::recover(&known, header, given, now)
}

impl Plan {
    /// Writes number and date into the data's `edition.toml`, and the ids into `ids.lock`, when the host has this
    /// edition: after publishing, or because a release was cut short before it came to that.
    ///
    /// # Errors
    /// `Usage` when the files cannot be written.
    pub fn note(&self) -> Result<()> {
        number::write(&self.data, &self.edition)?;
        // Those of the edition that is out: the files may have been written to since it was planned.
        let keys = self.new.records.iter().map(|record| Key {
            collection: record.collection.clone(),
            id: record.id.clone(),
        });
        source::ids::add(&self.data, keys).map_err(|error| unusable(&self.data.join("ids.lock"), error))?;
        Ok(())
    }

    /// Puts the edition's calendars on the host, where they are not there yet: after publishing, or because a release
    /// was cut short before it came to that.
    ///
    /// # Errors
    /// `Host` when the host fails.
    pub async fn put_calendars(&self, host: &Host) -> Result<()> {
        calendars::put(host, &self.new).await
    }
}

fn header_changes(old: &Header, new: &Header) -> Vec<String> {
    let status = |header: &Header| match header.status {
        EditionStatus::Draft => "draft".to_owned(),
        EditionStatus::Published => "published".to_owned(),
    };
    let recommended = |header: &Header| header.recommended_app.clone().unwrap_or_else(|| "none".into());
    let fields = [
        ("status", status(old), status(new)),
        ("title", old.title.clone(), new.title.clone()),
        ("publisher", old.publisher.clone(), new.publisher.clone()),
        ("recommended_app", recommended(old), recommended(new)),
        ("min_reader", old.min_reader.to_string(), new.min_reader.to_string()),
    ];
    let changed = fields.into_iter().filter(|(_, old, new)| old != new);
    changed
        .map(|(name, old, new)| format!("{name} {old} → {new}"))
        .collect()
}
