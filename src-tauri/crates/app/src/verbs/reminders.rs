//! Reminders: what was shown, what is left for later, and what the person chose about them.

use chrono::{DateTime, Utc};
use personal::Change;
use reminders::Snooze;
use screens::reminders::{self as answers, CHOICES, ChoicesPatch, ReminderSettings};
use screens::settings::managed;
use screens::{Failure, Part, Written};

use super::set;
use super::settings::only_selectable;
use crate::Doorstep;

impl Doorstep {
    /// Changes what the person chose about reminders.
    ///
    /// # Errors
    /// `BadRequest` for an area that cannot be chosen, and for what their organisation chose.
    pub fn save_reminder_settings(
        &self,
        patch: ChoicesPatch,
        now: DateTime<Utc>,
    ) -> Result<Written<ReminderSettings>, Failure> {
        self.change(now, |m| {
            managed::free(patch.is_about_all() && m.device.managed.reminders.is_some())?;
            let kept = answers::stored(m);
            let choices = patch.apply(kept.clone())?;
            if choices.areas != kept.areas {
                only_selectable(m, &choices.areas)?;
            }
            Ok((Some(set(CHOICES, &choices)?), ()))
        })?;
        Ok(Written::of([Part::Reminders], self.ask(now, answers::settings)))
    }

    /// Sets a reminder for a time, without a subject, or removes it.
    ///
    /// # Errors
    /// `BadRequest` for a time that has passed or is more than a year away, and where there are too many.
    pub fn set_reminder(&self, at: DateTime<Utc>, on: bool, now: DateTime<Utc>) -> Result<Written<()>, Failure> {
        self.change(now, |m| {
            let change = if on {
                answers::set_at(m, at)?
            } else {
                Change::DropReminders(vec![at])
            };
            Ok((Some(change), ()))
        })?;
        Ok(Written::of([Part::Reminders], ()))
    }

    /// Remembers that a reminder was shown: its keys.
    ///
    /// # Errors `BadRequest` when one is not a reminder's key; nothing is remembered then.
    pub fn reminders_shown(&self, keys: &[String], now: DateTime<Utc>) -> Result<(), Failure> {
        let shown = answers::shown(keys, now)?;
        self.change(now, |_| Ok((Some(shown), ())))
    }

    /// Leaves the reminder of this key for later, and answers until when: "25 November 2026 at 9:30am".
    ///
    /// # Errors `BadRequest` when it is not a reminder's key.
    pub fn snooze_reminder(&self, key: &str, choice: Snooze, now: DateTime<Utc>) -> Result<Written<String>, Failure> {
        let until = self.change(now, |m| {
            let until = choice.until(&answers::choices(m), now);
            Ok((Some(answers::later(key, until)?), until))
        })?;
        Ok(Written::of([Part::Reminders], screens::words::moment(until)))
    }
}
