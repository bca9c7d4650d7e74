//! When a contact answers, in a few words: what somebody wants to know before they call.

use catalogue::{Contact, OnBankHolidays};
use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};

use crate::{Moment, words};

/// "Open until 5pm", "Open day and night", "Opens Monday 8:30am", "May be closed today: Christmas Day"; nothing where
/// no hours are known. For a day that is or may be a bank holiday, only what a source says is claimed.
pub(super) fn when(m: &Moment, contact: &Contact) -> Option<String> {
    let holidays = m.library.bank_holidays();
    let holiday = holidays.on(m.today);
    let mut changes = m.library.answering(contact, m.now, holidays);
    let (now, open) = changes.next()?;
    let said = match (open, changes.next()) {
        (Some(true), None) => "Open day and night".into(),
        (Some(true), Some((at, after))) => {
            let least = if after.is_none() { " at least" } else { "" };
            format!("Open until {}{least}", until(now, at))
        }
        (Some(false), next) => match (holiday, next) {
            (Some(title), _) if is_closed_for_it(contact) => format!("Closed today: {title}"),
            (_, Some((at, Some(true)))) => format!("Opens {}", on(now, at)),
            (_, Some(_)) => match changes.find(|(_, open)| *open == Some(true)) {
                Some((at, _)) => format!("Opens {} at the latest", on(now, at)),
                None => usually(m, contact, now),
            },
            (_, None) => "Closed".into(),
        },
        (None, _) => holiday.map_or_else(
            || usually(m, contact, now),
            |title| format!("May be closed today: {title}"),
        ),
    };
    Some(said)
}

/// A day that the list of bank holidays does not reach may be one.
fn usually(m: &Moment, contact: &Contact, now: NaiveDateTime) -> String {
    let usual = m.library.bank_holidays().and_no_more();
    let mut changes = m.library.answering(contact, m.now, &usual);
    let open = changes.next().and_then(|(_, open)| open);
    match changes.find(|(_, after)| after.is_some() && *after != open) {
        Some((at, Some(true))) => format!("Usually opens {}", on(now, at)),
        Some((at, _)) => format!("Usually open until {}", until(now, at)),
        None => "Bank holidays may differ".into(),
    }
}

/// Whether it is closed only because of the bank holiday.
fn is_closed_for_it(contact: &Contact) -> bool {
    contact.on_bank_holidays == Some(OnBankHolidays::Closed)
}

/// "5pm"; "Monday 8:30am" where that is more than a day away.
fn until(now: NaiveDateTime, at: NaiveDateTime) -> String {
    if at - now < TimeDelta::days(1) {
        words::time(at.time())
    } else {
        on(now, at)
    }
}

/// "8:30am", "tomorrow 8:30am", "Monday 8:30am", "Monday 4 January 8:30am". Midnight is the end of a day.
fn on(now: NaiveDateTime, at: NaiveDateTime) -> String {
    let before = at.date() - Days::new(u64::from(at.time() == NaiveTime::MIN));
    let day = match (before - now.date()).num_days() {
        ..=0 => String::new(),
        1 => "tomorrow ".into(),
        2..=6 => format!("{} ", before.format("%A")),
        _ => format!("{} ", words::near(before)),
    };
    day + &words::time(at.time())
}
