//! Which edition is shown: the stored one, or the one inside the program. Always one of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use catalogue::{Came, Kind, Origin, Record, Timeline, calendar};
use chrono::{DateTime, Utc};
use search::Finder;
use store::{CatalogueDb, StoreError, Stored, StoredEdition};

use crate::bundled::{self, Bundled};
use crate::trouble;

/// An edition in memory, with its search index, built when it is first needed.
pub struct Edition {
    /// The edition through its days.
    pub timeline: Timeline,
    /// One for each stretch of days on which the same holds.
    finders: Vec<OnceLock<Box<Finder>>>,
    /// It is all that was published: nothing of it is damaged or missing here.
    pub(crate) whole: bool,
    /// It is shown instead of one that cannot be read or stored: what is not in it may still be wanted.
    pub(crate) stand_in: bool,
}

impl Edition {
    fn of(timeline: Timeline, whole: bool, stand_in: bool) -> Arc<Self> {
        Arc::new(Self {
            finders: std::iter::repeat_with(OnceLock::new)
                .take(timeline.stretches())
                .collect(),
            timeline,
            whole,
            stand_in,
        })
    }

    /// What finds things in it at `now`.
    pub fn finder(&self, now: DateTime<Utc>) -> &Finder {
        let today = calendar::today(now);
        let finder = || Box::new(Finder::of(self.timeline.on(today).catalogue()));
        self.finders[self.timeline.stretch(today)].get_or_init(finder)
    }
}

/// What is shown, and what the person should know about that.
pub(crate) struct Shown {
    pub edition: Arc<Edition>,
    pub notices: Vec<String>,
}

/// The edition of what is stored. Where that is older than the one inside the program, damaged, or not there, the one
/// inside replaces it, and is stored when the device allows it.
pub(crate) fn choose(
    catalogue: Result<&CatalogueDb, &StoreError>,
    bundled: &Bundled,
    suspicious: bool,
    now: DateTime<Utc>,
) -> Shown {
    let stored = match catalogue {
        Ok(db) => db.read(),
        Err(error) => return from_memory(bundled, Vec::new(), Some(trouble::not_stored(error)), now),
    };
    let stored = match stored {
        Ok(stored) => stored,
        Err(error) => return from_memory(bundled, Vec::new(), Some(trouble::not_stored(&error)), now),
    };
    if suspicious {
        let notice = "Doorstep did not start properly the last few times, so you are reading the catalogue that came \
                      with the app. Everything in it works. An update may fix this.";
        return from_memory(bundled, stored.arrivals, Some(notice.into()), now);
    }
    let Stored { edition, arrivals, .. } = stored;
    match edition {
        Some(edition) if holds(&edition, bundled) && edition.whole => {
            let came = came(&edition);
            Shown {
                edition: Edition::of(Timeline::of(&edition.edition, came, arrivals), true, false),
                notices: Vec::new(),
            }
        }
        Some(edition) if holds(&edition, bundled) => repaired(catalogue.ok(), edition, arrivals, bundled),
        None if had_a_newer_one(&arrivals, bundled) => {
            instead_of_newer(store_bundled(catalogue.ok(), arrivals, bundled, now))
        }
        _ => store_bundled(catalogue.ok(), arrivals, bundled, now),
    }
}

/// Whether an edition newer than the bundled one came to this device, as far as is still known.
fn had_a_newer_one(arrivals: &[catalogue::Arrival], bundled: &Bundled) -> bool {
    let ours = bundled.header().map(|header| header.edition);
    arrivals.first().is_some_and(|newest| Some(newest.edition) > ours)
}

/// The bundled edition instead of a newer one that can no longer be identified: the person is informed, and a newer one
/// is fetched at once.
fn instead_of_newer(mut shown: Shown) -> Shown {
    if let Some(edition) = Arc::get_mut(&mut shown.edition) {
        (edition.whole, edition.stand_in) = (false, true);
    }
    shown.notices.push(
        "The catalogue on this device was damaged, so you are reading the one that came with the app, which is older. \
         Doorstep updates it as soon as it can."
            .into(),
    );
    shown
}

/// Whether the stored edition is to be shown and not the bundled one. One of the same number that the host signed, or
/// that came from a file, stays.
fn holds(stored: &StoredEdition, bundled: &Bundled) -> bool {
    let Some(header) = bundled.header() else { return true };
    let ours = &stored.edition.header;
    let same = *ours == header && stored.digest == bundled.digest;
    ours.edition > header.edition || (ours.edition == header.edition && (same || stored.origin != Origin::Bundled))
}

fn came(stored: &StoredEdition) -> Came {
    Came {
        origin: stored.origin,
        at: stored.imported_at,
    }
}

fn from_memory(
    bundled: &Bundled,
    arrivals: Vec<catalogue::Arrival>,
    notice: Option<String>,
    now: DateTime<Utc>,
) -> Shown {
    let stand_in = notice.is_some();
    let mut notices: Vec<String> = notice.into_iter().collect();
    let edition = bundled.unpack().unwrap_or_else(|| {
        notices.push(
            "This copy of Doorstep is damaged. In immediate danger, call 999. Install Doorstep again: what you saved \
             stays on this device."
                .into(),
        );
        bundled::empty(now)
    });
    let came = Came {
        origin: Origin::Bundled,
        at: now,
    };
    Shown {
        edition: Edition::of(Timeline::of(&edition, came, arrivals), true, stand_in),
        notices,
    }
}

/// Stores the bundled edition; where the device does not allow it, it is shown from memory.
fn store_bundled(
    db: Option<&CatalogueDb>,
    arrivals: Vec<catalogue::Arrival>,
    bundled: &Bundled,
    now: DateTime<Utc>,
) -> Shown {
    let (Some(db), Some(edition)) = (db, bundled.unpack()) else {
        return from_memory(bundled, arrivals, None, now);
    };
    match db.commit(&store::Commit::of_edition(&edition, Origin::Bundled), now) {
        Ok(_) => {
            let arrivals = db.read().map_or(arrivals, |stored| stored.arrivals);
            from_memory(bundled, arrivals, None, now)
        }
        Err(error) => from_memory(bundled, arrivals, Some(trouble::not_stored(&error)), now),
    }
}

/// A stored edition of which something is damaged or missing, made as whole as the bundled edition can make it. Where
/// the bundled text is another than the one that was lost, the record says that it is older.
fn repaired(
    db: Option<&CatalogueDb>,
    stored: StoredEdition,
    arrivals: Vec<catalogue::Arrival>,
    bundled: &Bundled,
) -> Shown {
    let came = came(&stored);
    let Some(ours) = bundled.unpack() else {
        let edition = Edition::of(Timeline::of(&stored.edition, came, arrivals), false, true);
        let notices = vec![DAMAGED.into()];
        return Shown { edition, notices };
    };
    let lost: BTreeMap<(&str, &str), _> = stored
        .damaged
        .iter()
        .map(|row| ((row.collection.as_str(), row.id.as_str()), row.digest))
        .collect();
    let present: std::collections::HashSet<(&str, &str)> = stored
        .edition
        .records
        .iter()
        .map(|record| (record.collection.as_str(), record.id.as_str()))
        .collect();
    let (mut records, mut older): (Vec<Record>, HashMap<(Kind, String), u32>) = (Vec::new(), HashMap::new());
    for record in &ours.records {
        let name = (record.collection.as_str(), record.id.as_str());
        if present.contains(&name) {
            continue;
        }
        let digest = lost.get(&name).copied().flatten();
        if digest != Some(record.digest())
            && let Some(kind) = Kind::of_collection(&record.collection)
        {
            older.insert((kind, record.id.clone()), ours.header.edition);
        }
        records.push(record.clone());
    }
    let restored = records.len();
    let same_edition = stored.digest;
    let mut edition = stored.edition;
    edition.records.append(&mut records);
    let edition = catalogue::Edition {
        unknown: std::mem::take(&mut edition.unknown),
        ..catalogue::Edition::new(edition.header, edition.records)
    };
    let whole = edition.digest() == same_edition;
    if whole {
        // Written again only where it differs; on a device that cannot store it, it is repaired in memory at each
        // start.
        if let Some(db) = db
            && let Err(error) = db.commit(&store::Commit::of_edition(&edition, came.origin), came.at)
        {
            tracing::warn!(%error, "the repaired records are not stored");
        }
        older.clear();
    }
    let notice = if whole {
        restored_words(restored)
    } else {
        DAMAGED.into()
    };
    let timeline = Timeline::with_older(&edition, came, arrivals, older);
    Shown {
        edition: Edition::of(timeline, whole, !whole),
        notices: vec![notice],
    }
}

fn restored_words(restored: usize) -> String {
    match restored {
        1 => "1 damaged item on this device was restored from the catalogue that came with the app.".into(),
        n => format!("{n} damaged items on this device were restored from the catalogue that came with the app."),
    }
}

const DAMAGED: &str = "Part of the catalogue on this device was damaged. What is shown from an older version says so, \
                       and what could not be restored is missing. Doorstep updates it as soon as it can.";
