//! What the person chose about reminders, and changes of it.

use catalogue::calendar;
use chrono::{DateTime, Utc};
use reminders::{Choices, own};
use serde_json::{Map, Value};

use crate::{Failure, Moment, words};

/// The setting of what the person chose.
pub const CHOICES: &str = "reminders";

/// What the person chose, as it is kept: an area that this edition does not know may be in the next.
pub fn stored(m: &Moment) -> Choices {
    m.personal.settings.get(CHOICES).unwrap_or_default()
}

/// What the person chose. An area that this edition does not know does not count, nor does what their organisation
/// chose for them.
pub fn choices(m: &Moment) -> Choices {
    let mut choices = stored(m);
    let known = m.selectable_areas();
    choices.areas.retain(|id| known.iter().any(|area| area.id == *id));
    choices.on = m.device.managed.reminders.unwrap_or(choices.on);
    choices
}

/// When a reminder that is set for `at` is shown: "Tuesday 1 December at 3pm".
pub(crate) fn time_title(m: &Moment, at: DateTime<Utc>) -> String {
    let local = calendar::local(own::shown_at(at, &choices(m)));
    format!("{} at {}", words::near(local.date()), words::time(local.time()))
}

/// A change of some choices: only the members of [`Choices`] that change.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, ts_rs::TS)]
#[serde(transparent)]
#[ts(type = "Partial<ReminderChoices>")]
pub struct ChoicesPatch(Map<String, Value>);

impl ChoicesPatch {
    /// Whether it says whether there are reminders at all.
    pub fn is_about_all(&self) -> bool {
        self.0.contains_key("on")
    }

    /// The choices with these changed.
    ///
    /// # Errors
    /// `BadRequest` when one of them is not what a choice can be.
    pub fn apply(self, choices: Choices) -> Result<Choices, Failure> {
        let mut all = match serde_json::to_value(choices) {
            Ok(Value::Object(all)) => all,
            _ => Map::new(),
        };
        all.extend(self.0);
        serde_json::from_value(Value::Object(all))
            .map_err(|_| Failure::bad_request("That choice does not exist. Choose one from the list."))
    }
}
