//! Which of the editions that the host offers is taken.

use catalogue::canonical::{self, Digest};
use catalogue::edition::READER;
use catalogue::refresh::{Applied, Refreshed, Updated};
use tough::Repository;

use super::Held;
use crate::layout::{Custom, TargetName};

/// A target of a kind this version knows.
#[derive(Clone)]
pub(super) struct Offer {
    pub name: TargetName,
    pub custom: Custom,
    pub sha256: Digest,
    pub length: u64,
}

/// An edition to be fetched.
pub(super) struct Choice<'a> {
    pub wanted: &'a Offer,
    /// The difference from what is held, where there is one that costs less than the whole.
    pub delta: Option<&'a Offer>,
    /// If it removes much, that is meant.
    pub removals_meant: bool,
    /// The number of the edition that is held.
    pub from: Option<u32>,
    /// The number of a newer one still, for which this version is too old.
    pub beyond: Option<u32>,
}

/// The edition to fetch, or else what there is to say of the offers.
pub(super) fn choose<'a>(offers: &'a [Offer], held: &Held) -> Result<Choice<'a>, Refreshed> {
    let from = held.number();
    let editions = || {
        let editions = offers.iter();
        editions.filter(|offer| matches!(offer.name, TargetName::Edition(_)))
    };
    let number = |offer: &&Offer| offer.custom.edition;
    let newest = editions()
        .filter(|offer| offer.custom.min_reader <= READER)
        .max_by_key(number);
    let beyond = editions().map(|offer| offer.custom.edition).max();
    let beyond = beyond.filter(|beyond| newest.is_none_or(|newest| newest.custom.edition < *beyond));
    let wanted = newest.filter(|newest| match from {
        Some(from) if held.whole => newest.custom.edition > from,
        Some(from) => newest.custom.edition >= from,
        None => true,
    });
    let Some(wanted) = wanted else {
        return Err(match beyond.filter(|beyond| from.is_none_or(|from| from < *beyond)) {
            Some(edition) => Refreshed::TooNew { edition },
            None => Refreshed::UpToDate {
                edition: from.unwrap_or_default(),
                checked: true,
            },
        });
    };
    let delta = from.filter(|_| held.whole).and_then(|from| {
        let name = TargetName::Delta {
            from,
            to: wanted.custom.edition,
        };
        let fits = |offer: &&Offer| offer.name == name && offer.length < wanted.length;
        offers.iter().find(fits)
    });
    let removals_meant = editions().any(|offer| {
        let later = from.is_none_or(|from| offer.custom.edition > from);
        later && offer.custom.edition <= wanted.custom.edition && offer.custom.removals_meant
    });
    Ok(Choice {
        wanted,
        delta,
        removals_meant,
        from,
        beyond,
    })
}

impl Choice<'_> {
    /// What taking it comes to. What it changes is known when it is stored.
    pub fn updated(&self, by_delta: bool, bytes: u64) -> Refreshed {
        Refreshed::Updated(Updated {
            from: self.from,
            to: self.wanted.custom.edition,
            applied: Applied::default(),
            by_delta,
            bytes,
            beyond: self.beyond,
        })
    }
}

impl Offer {
    pub fn all(repository: &Repository) -> Vec<Self> {
        let targets = repository.targets().signed.targets.iter();
        let offers = targets.filter_map(|(name, target)| {
            let name = TargetName::parse(name.raw())?;
            let custom = Custom::read(&target.custom)
                .inspect_err(|error| tracing::warn!(%name, %error, "a target is left out"))
                .ok()?;
            let offer = Self {
                name,
                custom,
                sha256: Digest::try_from(&target.hashes.sha256[..]).ok()?,
                length: target.length,
            };
            offer.is_consistent().then_some(offer)
        });
        offers.collect()
    }

    fn is_consistent(&self) -> bool {
        let (edition, from) = (self.custom.edition, self.custom.from);
        match self.name {
            TargetName::Edition(number) => number == edition && from.is_none(),
            TargetName::Delta { from: older, to } => to == edition && from == Some(older),
        }
    }

    /// Whether `json` is the edition this offers.
    pub fn is(&self, json: &[u8]) -> bool {
        hex::encode(canonical::digest(json)) == self.custom.sha256.to_ascii_lowercase()
    }
}
