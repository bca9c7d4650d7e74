//! What the person chooses, and where they were.

use chrono::{DateTime, Utc};
use screens::settings::{self, SETTINGS, Settings, SettingsPatch};
use screens::start::{PLACE, Place};
use screens::{Failure, Moment, Part, Written};

use super::set;
use crate::Doorstep;

/// Longer than any of the app's addresses; anything longer is not one.
const LONGEST_ROUTE: usize = 300;
/// Enough for everything open on the longest screen; anything longer is not stored.
const MOST_LEFT: usize = 4_000;

impl Doorstep {
    /// Changes what the person chose, and answers all of it as far as this edition has it. What it does not have stays
    /// kept.
    ///
    /// # Errors
    /// `BadRequest` for an area that cannot be chosen.
    pub fn save_settings(&self, patch: SettingsPatch, now: DateTime<Utc>) -> Result<Written<Settings>, Failure> {
        let settings = self.change(now, |m| {
            only_selectable(m, patch.areas.as_deref().unwrap_or_default())?;
            let kept = patch.apply(settings::stored(m.personal));
            let known = settings::as_known(m.library, &m.device.managed, kept.clone());
            Ok((Some(set(SETTINGS, &kept)?), known))
        })?;
        Ok(Written::of([Part::Settings, Part::Reminders], settings))
    }

    /// Keeps the place the person is at and how they left it, for the next start. What was typed into a search is not
    /// kept.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn remember_place(&self, place: Place, now: DateTime<Utc>) -> Result<(), Failure> {
        let route = place.route.split('?').next().unwrap_or_default().to_owned();
        if !route.starts_with("#/") || route.len() > LONGEST_ROUTE {
            return Ok(());
        }
        let left = place.left.filter(|left| left.len() <= MOST_LEFT);
        self.change(now, |_| Ok((Some(set(PLACE, &Place { route, left })?), ())))
    }
}

/// Refuses areas that cannot be chosen.
pub(super) fn only_selectable(m: &Moment, chosen: &[String]) -> Result<(), Failure> {
    let selectable = m.selectable_areas();
    let choosable = |id: &String| selectable.iter().any(|area| area.id == *id);
    if chosen.iter().all(choosable) {
        Ok(())
    } else {
        Err(Failure::bad_request(
            "You cannot choose that area. Choose one from the list.",
        ))
    }
}
