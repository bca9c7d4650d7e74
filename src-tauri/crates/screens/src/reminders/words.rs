//! What a notification says.

use catalogue::{Day, PracticeWeek, Session, calendar};
use chrono::NaiveDate;
use reminders::{Change, Message, Occasion};

use crate::words;

/// Nothing that a stranger could learn anything from.
pub(super) const NEUTRAL: (&str, &str) = ("A reminder from Doorstep", "Open Doorstep to see it.");

/// Title and body of `message`, of `week` as it is; the week is `None` when the catalogue no longer has it.
pub(super) fn full(message: &Message, week: Option<&PracticeWeek>) -> (String, String) {
    let Some(week) = week else {
        return (
            "A practice week is no longer in the calendar".into(),
            "You were reminded of it before. Open Doorstep to see what is planned.".into(),
        );
    };
    let today = calendar::today(message.at);
    let sessions: Vec<&Session> = message.sessions().filter_map(|id| session(week, id)).collect();
    let (title, mut body) = match (message.change, sessions.first()) {
        (Some(change), _) => (changed(change, week), standing(week, today)),
        (None, Some(first)) => (announced(first), first.place.clone()),
        (None, None) => match message.keys.first().map(|key| &key.occasion) {
            Some(Occasion::Morning(day)) if Some(*day) != week.starts => (topic(week, *day), week.title.clone()),
            _ => (starts(week, today), rest(week, today)),
        },
    };
    let others = match message.change {
        Some(_) => &sessions[..],
        None => sessions.get(1..).unwrap_or_default(),
    };
    for session in others {
        body = format!("{body}. {}", announced(session));
    }
    (title, ended(&body))
}

/// "Honest conversations starts at 7pm".
fn announced(session: &Session) -> String {
    format!("{} starts at {}", session.title, words::time(session.starts.time()))
}

fn session<'a>(week: &'a PracticeWeek, id: &str) -> Option<&'a Session> {
    week.days.iter().flat_map(|day| &day.sessions).find(|s| s.id == id)
}

fn changed(change: Change, week: &PracticeWeek) -> String {
    let title = &week.title;
    match change {
        Change::Moved { .. } => format!("{title} has moved"),
        Change::OnAgain => format!("{title} takes place after all"),
        Change::Undated => format!("{title} has no date any more"),
        Change::Cancelled => format!("{title} is cancelled"),
        Change::Gone => format!("{title} is no longer in the calendar"),
    }
}

/// The standing of a changed week now.
fn standing(week: &PracticeWeek, today: NaiveDate) -> String {
    match (week.starts, week.standing.withdrawal()) {
        (_, Some(withdrawal)) => withdrawal.reason.clone(),
        (Some(first), _) if first > today => format!("It starts {}", on(first, today)),
        (Some(_), _) => rest(week, today),
        (None, _) => "There is no date now. Doorstep reminds you when there is one".into(),
    }
}

/// "Neglect week starts on Monday 23 November", "… starts today", "… is on".
fn starts(week: &PracticeWeek, today: NaiveDate) -> String {
    match week.starts {
        Some(first) if first >= today => format!("{} starts {}", week.title, on(first, today)),
        _ => format!("{} is on", week.title),
    }
}

/// What there is to know besides: today's topic, or until when.
fn rest(week: &PracticeWeek, today: NaiveDate) -> String {
    match (week.starts, week.ends) {
        (Some(first), Some(_)) if first <= today && day(week, today).is_some() => topic(week, today),
        (Some(first), Some(last)) if first < today => format!("Until {}", on(last, today)),
        (Some(first), Some(last)) => words::dates(first, last),
        _ => String::new(),
    }
}

fn day(week: &PracticeWeek, date: NaiveDate) -> Option<&Day> {
    week.days.iter().find(|day| day.date == Some(date))
}

/// "Today: Early help".
fn topic(week: &PracticeWeek, date: NaiveDate) -> String {
    day(week, date).map_or(String::new(), |day| format!("Today: {}", day.topic))
}

/// "today", "tomorrow", "on Monday 23 November".
fn on(day: NaiveDate, today: NaiveDate) -> String {
    if day == today {
        "today".into()
    } else if Some(day) == today.succ_opt() {
        "tomorrow".into()
    } else {
        day.format("on %A %-d %B").to_string()
    }
}

/// The text with its full stop.
fn ended(text: &str) -> String {
    match text.trim().trim_end_matches('.') {
        "" => String::new(),
        text => format!("{text}."),
    }
}
