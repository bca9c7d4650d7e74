//! Which of the editions that the host offers is taken.

use catalogue::canonical::{self, Digest};
use catalogue::edition::{LARGEST_JUMP, READER};
use catalogue::refresh::{Applied, Refreshed, Trouble, Updated};
use catalogue::{Came, Edition, Origin};
use chrono::{DateTime, Utc};
use tough::schema::Targets;

use crate::layout::{Custom, TargetName};

/// A target of a kind this version knows.
#[derive(Clone)]
pub(super) struct Offer {
    pub name: TargetName,
    pub custom: Custom,
    pub sha256: Digest,
    pub length: u64,
}

/// The edition that is held, as offers are compared with it.
pub(super) struct Known {
    pub number: u32,
    /// Of its canonical JSON, in hexadecimal.
    sha256: String,
    /// It is all that was published.
    whole: bool,
    /// The latest time known to have passed: when it was published, as far as this device's clock had reached that time
    /// when it arrived. A thief may date an edition ahead; the one inside the app can only be ours.
    pub since: DateTime<Utc>,
}

/// How far down an offer may be.
#[derive(Clone, Copy)]
pub(super) enum Floor<'a> {
    /// Nothing is held: any will do.
    None,
    /// No lower than what is held.
    At(&'a Known),
    /// Who vouched for what is held is believed no more. A number from a thief is not compared: those who are trusted
    /// now say which edition is the newest, and how much of the stored one is removed.
    Lifted(&'a Known),
}

/// What there is to do.
pub(super) enum Chosen<'a> {
    /// This is to be fetched.
    Edition(Choice<'a>),
    /// Nothing, and so it is to be said.
    Nothing(Refreshed),
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
    /// The number of an even newer one, for which this version is too old.
    pub beyond: Option<u32>,
}

/// The edition to fetch, or else what to report about the offers.
///
/// A number does not identify an edition: one with the stored edition's number and another text is newer.
///
/// # Errors
/// [`Trouble::Jump`].
pub(super) fn choose<'a>(offers: &'a [Offer], floor: Floor<'_>) -> Result<Chosen<'a>, Trouble> {
    let known = match floor {
        Floor::None => None,
        Floor::At(known) | Floor::Lifted(known) => Some(known),
    };
    let lifted = matches!(floor, Floor::Lifted(_));
    let from = known.map(|known| known.number);
    let editions = || {
        let editions = offers.iter();
        editions.filter(|offer| matches!(offer.name, TargetName::Edition(_)))
    };
    let number = |offer: &&Offer| offer.custom.edition;
    let highest = editions().map(|offer| offer.custom.edition).max();
    if let (Floor::At(known), Some(to)) = (floor, highest)
        && to > known.number.saturating_add(LARGEST_JUMP)
    {
        let from = known.number;
        return Err(Trouble::Jump { from, to });
    }
    let newest = editions()
        .filter(|offer| offer.custom.min_reader <= READER)
        .max_by_key(number);
    let beyond = highest.filter(|beyond| newest.is_none_or(|newest| newest.custom.edition < *beyond));
    let wanted = newest.filter(|newest| {
        known.is_none_or(|known| {
            let fits = lifted || newest.custom.edition >= known.number;
            fits && !(known.whole && known.is(newest))
        })
    });
    let Some(wanted) = wanted else {
        let known = from.filter(|_| !lifted);
        return Ok(Chosen::Nothing(
            match beyond.filter(|beyond| known.is_none_or(|known| known < *beyond)) {
                Some(edition) => Refreshed::TooNew { edition },
                None => Refreshed::UpToDate {
                    edition: from.unwrap_or_default(),
                    checked: true,
                },
            },
        ));
    };
    // Between two texts of the same number, a delta's name does not say which is which.
    let other_number = |known: &&Known| known.number != wanted.custom.edition;
    let delta = known
        .filter(|known| known.whole)
        .filter(other_number)
        .and_then(|known| {
            let name = TargetName::Delta {
                from: known.number,
                to: wanted.custom.edition,
            };
            let fits = |offer: &&Offer| offer.name == name && offer.length < wanted.length;
            offers.iter().find(fits)
        });
    let removals_meant = lifted
        || editions().any(|offer| {
            let (number, newest) = (offer.custom.edition, wanted.custom.edition);
            let later = number == newest || from.is_none_or(|from| number > from);
            later && number <= newest && offer.custom.removals_meant
        });
    Ok(Chosen::Edition(Choice {
        wanted,
        delta,
        removals_meant,
        from,
        beyond,
    }))
}

impl Known {
    /// `came`: how it came to this device, where that is known.
    pub fn of(edition: &Edition, whole: bool, came: Option<Came>) -> Self {
        let published = edition.header.published_at;
        // One that cannot be written has no hash that anybody signs.
        let json = edition.to_json().unwrap_or_default();
        Self {
            number: edition.header.edition,
            sha256: hex::encode(canonical::digest(json.as_bytes())),
            whole,
            since: match came {
                Some(came) if came.origin == Origin::Bundled => published,
                Some(came) => published.min(came.at),
                None => DateTime::<Utc>::MIN_UTC,
            },
        }
    }

    /// Whether this is what `offer` describes.
    pub fn is(&self, offer: &Offer) -> bool {
        let edition = matches!(offer.name, TargetName::Edition(number) if number == self.number);
        edition && offer.custom.sha256.eq_ignore_ascii_case(&self.sha256)
    }
}

impl Choice<'_> {
    /// What taking it would do. What it changes is known when it is stored.
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
    pub fn all(targets: &Targets) -> Vec<Self> {
        let targets = targets.targets.iter();
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
