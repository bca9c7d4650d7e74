//! What the person chose.

use catalogue::calendar;
use catalogue::hours::clock_time;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::local;

/// What the person wants to be reminded of, and how. Times of day are London's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ReminderChoices")]
#[serde(default)]
pub struct Choices {
    /// Whether there are reminders at all.
    pub on: bool,
    /// A week before a practice week starts.
    pub week_before: bool,
    /// On the working day before it starts.
    pub working_day_before: bool,
    /// On the morning of each of its days.
    pub morning_of: bool,
    /// When the morning is, "08:30". The two reminders before the week come at this time, too.
    #[serde(with = "clock_time")]
    #[ts(type = "string")]
    pub morning_at: NaiveTime,
    /// 15 minutes before a session that is bookmarked, or is of a bookmarked week.
    pub sessions: bool,
    /// Ids of the areas whose weeks to be reminded of; empty means the person's own.
    pub areas: Vec<String>,
    /// When the quiet hours begin, "20:00". The same as `quiet_until` means none.
    #[serde(with = "clock_time")]
    #[ts(type = "string")]
    pub quiet_from: NaiveTime,
    /// When they end, "07:30".
    #[serde(with = "clock_time")]
    #[ts(type = "string")]
    pub quiet_until: NaiveTime,
    /// Whether a notification may name the week. Anyone may read a lock screen, so it does not unless chosen.
    pub full_text: bool,
}

impl Default for Choices {
    fn default() -> Self {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        Self {
            on: true,
            week_before: true,
            working_day_before: true,
            morning_of: true,
            morning_at: time(8, 30),
            sessions: true,
            areas: Vec::new(),
            quiet_from: time(20, 0),
            quiet_until: time(7, 30),
            full_text: false,
        }
    }
}

impl Choices {
    /// The quiet hours that contain `moment`, from their first moment to the first after them.
    pub(crate) fn quiet_at(&self, moment: DateTime<Utc>) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let (from, until) = (self.quiet_from, self.quiet_until);
        if from == until {
            return None;
        }
        let today = calendar::today(moment);
        let days = if from < until {
            vec![(today, today)]
        } else {
            vec![
                (local::day_after(today, -1), today),
                (today, local::day_after(today, 1)),
            ]
        };
        days.into_iter()
            .map(|(first, last)| (local::at(first, from), local::at(last, until)))
            .find(|(begin, end)| *begin <= moment && moment < *end)
    }
}

/// How long to leave a reminder for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Snooze {
    /// An hour from now.
    Hour,
    /// Until tomorrow morning, at the time chosen for mornings.
    Tomorrow,
}

impl Snooze {
    /// Longer than any snooze: one that ends later than this was set by a wrong clock.
    pub(crate) const LONGEST: TimeDelta = TimeDelta::hours(49);

    /// When it ends.
    pub fn until(self, choices: &Choices, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Snooze::Hour => now + TimeDelta::hours(1),
            Snooze::Tomorrow => local::at(local::day_after(calendar::today(now), 1), choices.morning_at),
        }
    }
}
