//! An app's state as values: an edition in memory, what the person keeps, and the device.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use catalogue::{
    Arrival, Came, Catalogue, Change, Edition, Kind, Library, Origin, Record, Standing, Timeline, Withdrawal, change,
};
use chrono::{DateTime, Utc};
use personal::Personal;
use screens::cards::ContactCard;
use screens::{Device, Moment};
use serde::Serialize;

/// A Sunday, 9am in London. The real catalogue was published then.
pub const SUNDAY: &str = "2026-11-22T09:00:00Z";
/// A Monday, 10am in London.
pub const MONDAY: &str = "2026-11-23T10:00:00Z";

/// The real catalogue.
pub static EDITION: LazyLock<Edition> = LazyLock::new(|| source::build(&root().join("data")).unwrap());

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The real catalogue with a change, as edition `number`.
pub fn edited(number: u32, edit: impl FnOnce(&mut Catalogue)) -> Edition {
    let mut catalogue = Catalogue::from_edition(&EDITION).unwrap();
    edit(&mut catalogue);
    edition(number, catalogue)
}

/// An edition of this catalogue.
pub fn edition(number: u32, catalogue: Catalogue) -> Edition {
    let mut header = EDITION.header.clone();
    header.edition = number;
    catalogue.into_edition(header).unwrap()
}

/// A catalogue from JSON: `{"contacts": […]}`.
pub fn catalogue(json: serde_json::Value) -> Catalogue {
    serde_json::from_value(json).unwrap()
}

/// Every line for a child in the areas that concern the person, area by area, the one to call now first.
pub fn local(m: &Moment) -> Vec<ContactCard> {
    let areas = screens::who::answer(m).areas.into_iter();
    let lines = areas.map(|of| match of.professionals_first {
        true => [of.professionals, of.public],
        false => [of.public, of.professionals],
    });
    lines.flatten().flatten().collect()
}

pub fn withdrawn(on: &str, reason: &str, replacement: Option<&str>) -> Standing {
    Standing::Withdrawn(Withdrawal {
        on: on.parse().unwrap(),
        reason: reason.to_owned(),
        replacement: replacement.map(Into::into),
    })
}

/// What every answer is made of, save the time.
pub struct App {
    pub edition: Edition,
    pub timeline: Timeline,
    pub personal: Personal,
    pub device: Device,
}

impl App {
    /// An app with the real catalogue, newly installed.
    pub fn new() -> Self {
        Self::with(&EDITION)
    }

    /// An app with this edition, newly installed on that Sunday.
    pub fn with(edition: &Edition) -> Self {
        let came = Came {
            origin: Origin::Bundled,
            at: at(SUNDAY),
        };
        Self {
            edition: edition.clone(),
            timeline: Timeline::of(edition, came, Vec::new()),
            personal: Personal::default(),
            device: Device::default(),
        }
    }

    /// The same, where the person chose these areas.
    pub fn in_areas(mut self, areas: &[&str]) -> Self {
        self.set(
            screens::settings::SETTINGS,
            &serde_json::json!({"areas": areas, "appearance": "system"}),
        );
        self
    }

    /// The same, where the person said whether they work with children.
    pub fn works_with_children(mut self, yes: bool) -> Self {
        let settings = screens::settings::Settings {
            works_with_children: Some(yes),
            ..self.now().settings
        };
        self.set(screens::settings::SETTINGS, &settings);
        self
    }

    /// Everything there is at that time: "2026-11-23T10:00:00Z".
    pub fn at(&self, now: &str) -> Moment<'_> {
        Moment::new(&self.timeline, &self.personal, &self.device, at(now))
    }

    /// What holds on that Monday.
    pub fn library(&self) -> &Library {
        self.now().library
    }

    /// Everything there is on that Monday.
    pub fn now(&self) -> Moment<'_> {
        self.at(MONDAY)
    }

    /// The person does something that is kept.
    pub fn change(&mut self, change: &personal::Change) {
        self.personal = self.personal.after(change);
    }

    pub fn bookmark(&mut self, kind: Kind, id: &str) {
        let change = screens::bookmarks::add(&self.now(), kind, id).unwrap();
        self.change(&change);
    }

    pub fn set(&mut self, key: &str, value: &impl Serialize) {
        self.change(&personal::Change::Set {
            key: key.to_owned(),
            json: serde_json::to_string(value).unwrap(),
        });
    }

    /// The person looks at what has changed.
    pub fn looks_at_changes(&mut self) {
        let looked = screens::changes::Looked::all(&self.now()).unwrap();
        self.set(screens::changes::READ, &looked);
    }

    /// What is known of the editions that came is another.
    pub fn rewrite_arrivals(&mut self, rewrite: impl FnOnce(&mut Vec<Arrival>)) {
        let (came, mut arrivals) = (self.timeline.whole().arrival, self.timeline.whole().arrivals.clone());
        rewrite(&mut arrivals);
        self.timeline = Timeline::of(&self.edition, came, arrivals);
    }

    /// Another edition comes from the update server.
    pub fn receives(&mut self, edition: &Edition, now: &str) {
        let arrival = Arrival {
            edition: edition.header.edition,
            came_after: self.edition.header.edition,
            published_at: edition.header.published_at,
            arrived_at: at(now),
            changes: changes(&self.edition, edition),
        };
        let mut arrivals = vec![arrival];
        arrivals.extend_from_slice(&self.timeline.whole().arrivals);
        let came = Came {
            origin: Origin::Host,
            at: at(now),
        };
        self.timeline = Timeline::of(edition, came, arrivals);
        self.edition = edition.clone();
    }
}

/// What the store notes of an edition that takes another one's place.
fn changes(old: &Edition, new: &Edition) -> Vec<Change> {
    let by_name = |edition: &Edition| -> BTreeMap<(String, String), String> {
        let name = |record: &Record| (record.collection.clone(), record.id.clone());
        edition
            .records
            .iter()
            .map(|record| (name(record), record.body.clone()))
            .collect()
    };
    let (mut before, after) = (by_name(old), by_name(new));
    let mut changes = Vec::new();
    for ((collection, id), body) in &after {
        let was = before.remove(&(collection.clone(), id.clone()));
        if change::is_news(was.as_deref(), body) {
            changes.push(Change::between(collection, id, was, Some(body)));
        }
    }
    let gone = before.into_iter();
    changes.extend(gone.map(|((collection, id), was)| Change::between(&collection, &id, Some(was), None)));
    changes.sort_by(|a, b| (&a.collection, &a.id).cmp(&(&b.collection, &b.id)));
    changes
}
