//! The calendars beside the editions, for programs that subscribe to them.
//!
//! They are not signed: no calendar program could check it. Doorstep itself never reads them. They are written after
//! the timestamp, so that none is ahead of the devices, and each replaces only one of an older edition, so that the
//! slower of two editors cannot put an old one back.

use std::collections::BTreeMap;

use catalogue::{Catalogue, Edition, calendar};
use ical::Weeks;

use super::error::{Error, Result, chain};
use super::files::Files;
use super::store::Host;

/// How often somebody else may be faster before it is not worth trying on.
const TRIES: u32 = 5;

/// What `edition` gives, of what holds on the day it was published: the calendars by their names on the host.
fn of(edition: &Edition) -> Result<BTreeMap<String, Vec<u8>>> {
    let catalogue = Catalogue::from_edition(edition).map_err(|error| Error::Data(chain(&error)))?;
    let catalogue = catalogue.on(calendar::today(edition.header.published_at));
    let weeks = Weeks {
        header: &edition.header,
        catalogue: &catalogue,
        // Subscribers see them on a phone, and cannot tell a host how discreet to be.
        full_titles: false,
    };
    let feeds = weeks.feeds().into_iter();
    Ok(feeds.map(|(name, feed)| (name, feed.write().into_bytes())).collect())
}

/// Puts the calendars of `edition` on the host, where they are not there yet.
pub(crate) async fn put(host: &Host, edition: &Edition) -> Result<()> {
    for (name, bytes) in of(edition)? {
        put_one(host, &name, &bytes, edition.header.edition).await?;
    }
    Ok(())
}

async fn put_one(host: &Host, name: &str, bytes: &[u8], edition: u32) -> Result<()> {
    for _ in 0..TRIES {
        let seen = host.seen(name).await?;
        let there = seen.as_ref().map(|seen| seen.bytes.as_slice());
        if there == Some(bytes) || there.and_then(ical::edition_of) > Some(edition) {
            return Ok(());
        }
        if host.replace(name, seen.as_ref(), bytes).await? {
            return Ok(());
        }
    }
    Err(Error::Host(format!(
        "{name} on {host} is being changed by somebody else again and again: try later"
    )))
}

/// How many of the calendars are there and right, and what is wrong with the others.
pub(crate) async fn check(files: &dyn Files, edition: &Edition) -> (usize, Vec<String>) {
    let expected = match of(edition) {
        Ok(expected) => expected,
        Err(error) => return (0, vec![error.to_string()]),
    };
    let (number, mut right, mut faults) = (edition.header.edition, 0, Vec::new());
    for (name, bytes) in expected {
        match files.read(&name).await {
            Ok(Some(there)) if there == bytes => right += 1,
            Ok(Some(_)) => faults.push(format!("{name} does not match edition {number}: run the release again")),
            Ok(None) => faults.push(format!("{name} is missing: run the release again")),
            Err(error) => faults.push(error.to_string()),
        }
    }
    (right, faults)
}
