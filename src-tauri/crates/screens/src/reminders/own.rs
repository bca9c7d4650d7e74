//! Reminders that the person set: each a time, and nothing else.

use catalogue::calendar;
use chrono::{DateTime, Utc};
use personal::Change;
use reminders::own;

use super::choices::time_title;
use super::view::{OwnReminder, Reminder};
use super::words::NEUTRAL;
use crate::{Failure, Moment};

/// The times that the person set, soonest first.
pub(super) fn all(m: &Moment) -> Vec<OwnReminder> {
    let own = m.personal.reminders_set.iter().map(|at| OwnReminder {
        at: *at,
        title: time_title(m, *at),
    });
    own.collect()
}

/// Sets a reminder of a time and nothing else.
///
/// # Errors
/// `BadRequest` for a time that has passed or is more than a year away, and where there are too many.
pub fn set_at(m: &Moment, at: DateTime<Utc>) -> Result<Change, Failure> {
    if at <= m.now || at - m.now > own::FURTHEST {
        return Err(Failure::bad_request(
            "That time has passed, or is more than a year away. Nothing was saved.",
        ));
    }
    if m.personal.reminders_set.len() >= own::MOST {
        return Err(Failure::bad_request(format!(
            "You have set {} reminders, and there is no room for more. Remove one in Settings first.",
            own::MOST
        )));
    }
    Ok(Change::SetReminder(at))
}

/// What the person set for these times, said once at `at`; `None` where there is none.
pub(super) fn reminder(times: &[DateTime<Utc>], at: DateTime<Utc>) -> Option<Reminder> {
    let last = times.last()?;
    let keys: Vec<String> = times.iter().copied().map(own::key).collect();
    let (title, _) = NEUTRAL;
    let today = calendar::today(*last) == calendar::today(at);
    Some(Reminder {
        key: keys.first()?.clone(),
        keys,
        at,
        title: title.into(),
        body: format!(
            "Something you wanted to do {}.",
            if today { "today" } else { "earlier" }
        ),
        // Who is to be called again is listed there.
        route: "#/contacts".into(),
        week: None,
        can_snooze: true,
        over: None,
    })
}
