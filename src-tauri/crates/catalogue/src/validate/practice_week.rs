//! Practice weeks: days in their week, sessions in their day.

use std::collections::BTreeSet;

use chrono::{Datelike, TimeDelta};

use super::{At, Check};
use crate::{Day, PracticeWeek, Weekday};

/// Longer than any week, fortnight or month that was ever held.
const MOST: TimeDelta = TimeDelta::days(31);

pub(super) fn check(check: &mut Check<'_>) {
    for (index, week) in check.catalogue.practice_weeks.iter().enumerate() {
        let at = At {
            collection: "practice_weeks",
            index,
            id: &week.id,
        };
        dates(check, at, week);
        once(check, at, week);
        for (d, day) in week.days.iter().enumerate() {
            date(check, at, week, d, day);
            sessions(check, at, d, day);
        }
    }
}

fn dates(check: &mut Check<'_>, at: At<'_>, week: &PracticeWeek) {
    match (week.starts, week.ends) {
        (Some(_), None) => {
            check.refuse(
                at,
                "starts",
                "the week has a first day and no last day",
                "add `ends`, its last day",
            );
        }
        (None, Some(_)) => {
            check.refuse(
                at,
                "ends",
                "the week has a last day and no first day",
                "add `starts`, its first day",
            );
        }
        (Some(starts), Some(ends)) if ends < starts => {
            check.refuse(
                at,
                "ends",
                format!("the week ends on {ends}, before it starts on {starts}"),
                "correct the two days",
            );
        }
        (Some(starts), Some(ends)) if ends.signed_duration_since(starts) >= MOST => {
            check.refuse(
                at,
                "ends",
                format!(
                    "the week from {starts} to {ends} is longer than {} days",
                    MOST.num_days()
                ),
                "correct the two days",
            );
        }
        _ => {}
    }
    if let Some(starts) = week.starts
        && starts.year() != week.year
    {
        check.refuse(
            at,
            "year",
            format!("the week is of {} and starts on {starts}", week.year),
            "make `year` the year of `starts`",
        );
    }
}

/// Each day once: by its date, and by its weekday while the week has no dates.
fn once(check: &mut Check<'_>, at: At<'_>, week: &PracticeWeek) {
    let (mut dates, mut weekdays) = (BTreeSet::new(), BTreeSet::new());
    for (d, day) in week.days.iter().enumerate() {
        match day.date {
            Some(date) if !dates.insert(date) => {
                check.refuse(
                    at,
                    format!("days/{d}/date"),
                    format!("there are two days on {date}"),
                    "correct the date, or make the two days one",
                );
            }
            None if week.starts.is_none() && !weekdays.insert(day.weekday) => {
                check.refuse(
                    at,
                    format!("days/{d}/weekday"),
                    format!("there are two {:?}s, and no dates to tell them apart", day.weekday),
                    "correct `weekday`, or make the two days one",
                );
            }
            _ => {}
        }
    }
}

fn date(check: &mut Check<'_>, at: At<'_>, week: &PracticeWeek, d: usize, day: &Day) {
    let path = format!("days/{d}/date");
    let Some(date) = day.date else {
        if week.starts.is_some() {
            check.refuse(
                at,
                format!("days/{d}"),
                "the week has dates and this day has none",
                "add the day's `date`",
            );
        }
        return;
    };
    let (Some(starts), Some(ends)) = (week.starts, week.ends) else {
        if week.starts.is_none() && week.ends.is_none() {
            check.refuse(
                at,
                path,
                "this day has a date and its week has none",
                "add `starts` and `ends` to the week, or leave the date out",
            );
        }
        return;
    };
    if date < starts || ends < date {
        check.refuse(
            at,
            &path,
            format!("{date} is not in the week from {starts} to {ends}"),
            "correct the day's date or the week's",
        );
    }
    let is = Weekday::from(date.weekday());
    if is != day.weekday {
        check.refuse(
            at,
            path,
            format!("{date} is a {}", date.format("%A")),
            "correct the date or `weekday`",
        );
    }
}

fn sessions(check: &mut Check<'_>, at: At<'_>, d: usize, day: &Day) {
    for (s, session) in day.sessions.iter().enumerate() {
        let path = format!("days/{d}/sessions/{s}");
        if session.ends <= session.starts {
            check.refuse(
                at,
                format!("{path}/ends"),
                format!(
                    "the session starts at {} and ends at {}",
                    session.starts.format("%H:%M"),
                    session.ends.format("%H:%M")
                ),
                "make it end after it starts",
            );
        } else if session.ends.date() != session.starts.date() {
            check.refuse(
                at,
                format!("{path}/ends"),
                "the session does not end on the day it starts",
                "make it end that day; write a second day as a second session",
            );
        }
        match day.date {
            Some(date) if session.starts.date() != date => {
                check.refuse(
                    at,
                    format!("{path}/starts"),
                    format!("the session is on {} and its day on {date}", session.starts.date()),
                    "correct the session's date, or move it to its day",
                );
            }
            Some(_) => {}
            None => {
                check.refuse(
                    at,
                    format!("{path}/starts"),
                    "the session has a date and its day has none",
                    "add the day's `date`",
                );
            }
        }
    }
}
