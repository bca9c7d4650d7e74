//! What the person has chosen, and where they were. Kept on the device, sent nowhere.

use std::path::Path;

use catalogue::{Area, calendar};
use chrono::{DateTime, Utc};
use store::StoreError;

use crate::context::collection;
use crate::doorstep::Doorstep;
use crate::error::ApiError;
use crate::new_file;
use crate::views::{Appearance, BookmarksChanged, Saved, Settings};

const SETTINGS: &str = "settings";
pub(crate) const ROUTE: &str = "route";
/// Longer than any address of ours; what is longer is not one.
const LONGEST_ROUTE: usize = 300;

impl Doorstep {
    pub(crate) fn stored_settings(&self) -> Result<Settings, StoreError> {
        Ok(self.personal.setting(SETTINGS)?.unwrap_or(Settings {
            asked: false,
            areas: Vec::new(),
            appearance: Appearance::System,
        }))
    }

    /// Keeps the person's choices; areas that cannot be chosen are refused.
    pub fn save_settings(&self, settings: Settings) -> Result<Settings, ApiError> {
        self.only_selectable(&settings.areas)?;
        self.personal.set_setting(SETTINGS, &settings)?;
        Ok(settings)
    }

    /// Refuses areas that cannot be chosen.
    pub(crate) fn only_selectable(&self, chosen: &[String]) -> Result<(), ApiError> {
        let areas: Vec<Area> = self.catalogue.all(collection::AREAS)?;
        let choosable = |id: &String| areas.iter().any(|a| a.selectable && &a.id == id);
        if chosen.iter().all(choosable) {
            Ok(())
        } else {
            Err(ApiError::bad_request(
                "That area is not in this edition. Choose one from the list.",
            ))
        }
    }

    /// Keeps the place the person is at, for the next start. What was typed into a search is not kept.
    pub fn remember_route(&self, route: &str) -> Result<(), ApiError> {
        let place = route.split('?').next().unwrap_or_default();
        if place.starts_with("#/") && place.len() <= LONGEST_ROUTE {
            self.personal.set_setting(ROUTE, &place)?;
        }
        Ok(())
    }

    /// Writes what the person keeps into `folder`, under a name that takes no other file's place.
    pub fn save_personal(&self, folder: &Path, now: DateTime<Utc>) -> Result<Saved, ApiError> {
        let text = self.personal.export(now)?;
        let name = format!("doorstep-kept-{}", calendar::today(now));
        let path = new_file::write(folder, &name, "json", &text).map_err(|_| {
            ApiError::bad_request(format!(
                "Doorstep could not write to {}. Nothing is lost: what you keep is still in the app.",
                folder.display()
            ))
        })?;
        Ok(Saved {
            path: path.display().to_string(),
        })
    }

    /// Adds what an exported document holds to what is kept here; takes nothing away.
    pub fn import_personal(&self, text: &str, now: DateTime<Utc>) -> Result<BookmarksChanged, ApiError> {
        self.personal.import(text, now)?;
        Ok(BookmarksChanged {
            bookmarks: self.bookmarks(now)?,
            removed: None,
        })
    }
}
