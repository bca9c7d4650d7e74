//! `resign`: what the daily job does, so that devices know the host is alive and nothing is held back from them.

use jiff::Timestamp;
use serde::Serialize;

use super::error::{Error, Result};
use super::ground::Ground;
use super::keys::{Keyring, Role};
use super::sign::{self, Put};
use super::store::Host;
use super::{lifetime, marks};

/// How often somebody else may be faster before it is not worth trying on.
const TRIES: u32 = 5;

/// What was signed again. As JSON: the names of the roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resigned {
    /// The roles, in the order they were signed.
    pub roles: Vec<&'static str>,
    /// The version of the root that the host serves now.
    pub root: u64,
    /// When the timestamp runs out, which is first of all.
    pub expires: String,
    /// What went otherwise than it should, and stops nobody.
    pub warnings: Vec<String>,
}

/// Signs the timestamp again; the snapshot when half its life is over or its key has changed; the targets likewise,
/// when their key is here. Nothing of what is published changes. A newer root in the key directory goes onto the host.
/// What has expired is signed again only when that is asked for: `renew_expired`.
///
/// # Errors `Usage` when a key is missing; `Refused` when the host has gone back, when something has expired, or when a
/// newer root has another key for the targets and that key is not here, or has yet to sign one of our editions; `Host`
/// when there is nothing to sign or the host does not answer.
pub async fn resign(host: &Host, keys: &Keyring, renew_expired: bool, now: Timestamp) -> Result<Resigned> {
    keys.require(&[Role::Snapshot, Role::Timestamp])?;
    keys.require_valid_root(now)?;
    for _ in 0..TRIES {
        let mut ground = Ground::find(host, keys, false, now).await?;
        if !renew_expired {
            ground.require_current(host, now)?;
        }
        let state = ground.state.as_ref().ok_or_else(|| {
            Error::Host(format!(
                "nothing is published on {host} yet: run `doorstep-publish release` first"
            ))
        })?;
        let held = &state.targets;
        let targets_valid = keys.root().verify_role(held).is_ok();
        if !targets_valid {
            may_vouch(host, keys, &ground)?;
        }
        let expires = held.signed.expires;
        let targets_old = lifetime::is_half_over(expires, now, lifetime::TARGETS_DAYS);
        let renewed_by_others = keys.short_of(Role::Targets).filter(|_| targets_old);
        let targets = (keys.can_sign(Role::Targets) && (targets_old || !targets_valid)).then(|| {
            let mut targets = held.signed.clone();
            targets.expires = lifetime::targets(now);
            targets
        });
        let snapshot = targets.is_some()
            || lifetime::is_half_over(state.snapshot.signed.expires, now, lifetime::SNAPSHOT_DAYS)
            || keys.root().verify_role(&state.snapshot).is_err();
        let mut roles = vec!["timestamp"];
        if snapshot {
            roles.insert(0, "snapshot");
        }
        if targets.is_some() {
            roles.insert(0, "targets");
        }
        let root = keys.version().max(state.root.signed.version.get());
        if let Put::Done(unkept) = sign::put(host, keys, &mut ground, targets, snapshot, now).await? {
            return Ok(Resigned {
                roles,
                root,
                expires: lifetime::timestamp(now).to_string(),
                warnings: renewed_by_others
                    .map(|who| {
                        format!(
                            "the list of editions was not, and expires on {}: {who}",
                            lifetime::day(expires)
                        )
                    })
                    .into_iter()
                    .chain(unkept)
                    .collect(),
            });
        }
        // Somebody released or signed just now. Nothing of theirs was touched: look at it again.
    }
    Err(Error::Host(format!(
        "{host} is being changed by somebody else again and again: try later"
    )))
}

/// Refuses to put a new targets key under an edition that is not known here: the old key was replaced for a reason, and
/// whoever had it may have signed what the host shows.
fn may_vouch(host: &Host, keys: &Keyring, ground: &Ground) -> Result<()> {
    if !keys.can_sign(Role::Targets) {
        return Err(Error::Refused(format!(
            "root version {} has a new targets key that has signed nothing yet: devices would refuse everything. The editor \
             must run this, or release an edition; {}",
            keys.version(),
            keys.missing(Role::Targets)
        )));
    }
    let there = ground
        .state
        .as_ref()
        .and_then(|state| marks::newest(&state.targets.signed));
    if there.is_some() && there == ground.marks.known().edition {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "the targets key is new, and {} on {host} is not known here: whoever had the old key may have made it. Release \
         an edition of your own instead",
        there.map_or("what is published".into(), |edition| edition.to_string())
    )))
}
