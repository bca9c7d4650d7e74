//! The calendars that a host offers for subscribing.

use std::collections::BTreeMap;

use catalogue::{Area, area};

use crate::file::File;
use crate::week::Weeks;

/// The path, below the host's address, of the calendar of everything, or of what concerns one area.
pub fn feed_name(area: Option<&str>) -> String {
    area.map_or("calendar.ics".into(), |area| format!("calendar-{area}.ics"))
}

impl Weeks<'_> {
    /// Every calendar that a host offers, by name: one of everything, and one for each area that a person can choose.
    /// Past weeks stay in it: a calendar that subscribes drops what a feed no longer has.
    pub fn feeds(&self) -> BTreeMap<String, File> {
        let chosen = |area: &&Area| area.selectable;
        let areas = self.catalogue.areas.iter().filter(chosen).map(Some);
        areas
            .chain([None])
            .map(|area| (feed_name(area.map(|area| area.id.as_str())), self.feed(area)))
            .collect()
    }

    fn feed(&self, area: Option<&Area>) -> File {
        let mine: Vec<&str> = area.iter().map(|area| area.id.as_str()).collect();
        let concerned = |of: &str| area::concerns(&self.catalogue.areas, of, &mine);
        let name = match area {
            Some(area) => format!("Safeguarding practice weeks: {}", area.title),
            None => "Safeguarding practice weeks".into(),
        };
        File {
            name: Some(name),
            ..self.file(
                self.sorted()
                    .filter(|week| concerned(&week.area))
                    .flat_map(|week| self.events(week)),
            )
        }
    }
}
