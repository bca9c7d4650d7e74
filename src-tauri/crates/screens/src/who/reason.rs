//! Why these numbers: the area, the day, the hour, and whether offices are open.

use catalogue::{Contact, Hours, calendar};
use chrono::{Datelike, NaiveTime, Timelike};

use crate::{Moment, cards, words};

/// "Isle of Wight, Saturday after 10pm. Offices are closed."
///
/// Only the hour: it stays right until the next one, where a minute would be wrong as soon as it is read.
pub(super) fn sentence(m: &Moment, areas: &[&str], services: &[&Contact]) -> String {
    let names = areas.iter().map(|area| cards::area_name(m.library, area).title);
    let local = calendar::local(m.now);
    let hour = NaiveTime::from_hms_opt(local.hour(), 0, 0).unwrap_or_default();
    let when = format!("{} after {}", words::weekday(local.weekday().into()), words::time(hour));
    let mut sentence = match words::list(&names.collect::<Vec<_>>()) {
        where_to if where_to.is_empty() => when,
        where_to => format!("{where_to}, {when}"),
    };
    sentence.push('.');
    if let Some(holiday) = m.library.bank_holidays().on(m.today) {
        sentence += &format!(" Bank holiday: {holiday}.");
    }
    if let Some(offices) = offices(m, areas, services) {
        sentence += &format!(" {offices}");
    }
    sentence
}

/// Whether the offices of these areas are open; of all, where there is no area.
fn offices(m: &Moment, areas: &[&str], services: &[&Contact]) -> Option<&'static str> {
    let is_office = |contact: &&&Contact| matches!(contact.hours, Some(Hours::Weekly(_)));
    let is_here = |contact: &&&Contact| areas.is_empty() || areas.iter().any(|area| m.is_for(&contact.area, area));
    let offices = services.iter().filter(is_office).filter(is_here);
    let open: Vec<Option<bool>> = offices.map(|office| m.library.is_open(office, m.now)).collect();
    let all = |state| open.iter().all(|of| *of == state);
    match () {
        () if open.is_empty() => None,
        () if all(Some(true)) => Some("Offices are open."),
        () if all(Some(false)) => Some("Offices are closed."),
        () if open.contains(&Some(true)) => Some("Some offices are open."),
        () => Some("Offices may be closed."),
    }
}
