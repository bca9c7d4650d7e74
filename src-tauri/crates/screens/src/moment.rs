//! What every answer is made of, at one moment: the library, what the person keeps, the device, and the time.

use std::cell::OnceCell;

use catalogue::{Area, Kind, Library, Timeline, area, calendar};
use chrono::{DateTime, NaiveDate, Utc};
use personal::Personal;

use crate::Device;
use crate::documents::Shelf;
use crate::settings::{self, Settings};

/// What every answer is made of. Each part is one state: an answer never mixes two editions.
pub struct Moment<'a> {
    /// What holds of the edition today.
    pub library: &'a Library,
    /// What the person keeps.
    pub personal: &'a Personal,
    /// The device.
    pub device: &'a Device,
    /// The time.
    pub now: DateTime<Utc>,
    /// The day in London.
    pub today: NaiveDate,
    /// What the person chose, as far as this edition has it: an area that it does not know does not count.
    pub settings: Settings,
    /// The wanted documents, made when the first resource with a document is shown.
    shelf: OnceCell<Shelf<'a>>,
}

impl<'a> Moment<'a> {
    /// These, at `now`.
    pub fn new(timeline: &'a Timeline, personal: &'a Personal, device: &'a Device, now: DateTime<Utc>) -> Self {
        let today = calendar::today(now);
        let library = timeline.on(today);
        Self {
            library,
            personal,
            device,
            now,
            today,
            settings: settings::read(library, personal, &device.managed),
            shelf: OnceCell::new(),
        }
    }

    /// The areas that the person can choose.
    pub fn selectable_areas(&self) -> Vec<&'a Area> {
        settings::managed::selectable(self.library, &self.device.managed)
    }

    /// The wanted documents, and how far each is.
    pub(crate) fn shelf(&self) -> &Shelf<'a> {
        self.shelf
            .get_or_init(|| Shelf::of(self.library, self.personal, self.device, self.now))
    }

    /// Whether a record of this area concerns the person. A record for an unknown area concerns everybody: a number too
    /// many does less harm than one too few.
    pub fn concerns(&self, of: &str) -> bool {
        self.is_of(of, &self.settings.areas)
    }

    /// Whether a record of area `of` applies in this area, whatever the person chose.
    pub(crate) fn is_for(&self, of: &str, area: &str) -> bool {
        self.is_of(of, &[area])
    }

    fn is_of(&self, of: &str, areas: &[impl AsRef<str>]) -> bool {
        self.library.get::<Area>(of).is_none() || area::concerns(self.library.all::<Area>(), of, areas)
    }

    /// Whether professionals' numbers are for this person. Who has not said is not.
    pub fn is_for_professionals(&self) -> bool {
        self.settings.works_with_children == Some(true)
    }

    /// Whether the person bookmarked this.
    pub fn is_bookmarked(&self, kind: Kind, id: &str) -> bool {
        self.personal.is_bookmarked(kind.name(), id)
    }

    /// The same for anything within it: a pathway is kept with any of its steps.
    pub fn is_kept(&self, kind: Kind, id: &str) -> bool {
        let part = |bookmark: &personal::Bookmark| {
            let parts = Kind::named(&bookmark.kind).map(|of| (of, of.record(&bookmark.id)));
            parts.is_some_and(|(of, record)| of != kind && record == (kind, id))
        };
        self.is_bookmarked(kind, id) || self.personal.bookmarks.iter().any(part)
    }
}
