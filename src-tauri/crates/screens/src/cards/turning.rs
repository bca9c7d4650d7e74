//! What a day changes, said ahead of it and on it.

use catalogue::{PhoneNumber, Span, Turn};
use chrono::{NaiveDate, TimeDelta};

use super::number::whole;
use crate::{Moment, words};

/// How long ahead a change is said.
const AHEAD: TimeDelta = TimeDelta::days(14);

/// What changes in the next two weeks about whom to call: "From Monday 24 February: 01983 555 138.".
pub(super) fn ahead(m: &Moment, turns: &[Turn<'_>]) -> Option<String> {
    let ahead = turns.iter().filter(|turn| is_ahead(m, turn.day));
    sentences(ahead.map(announcement))
}

fn announcement(turn: &Turn<'_>) -> String {
    let from = format!("From {}", words::near(turn.day));
    if let Some(next) = turn.next {
        let begin = next.numbers.iter().filter(|number| number.span.holds_on(turn.day));
        let who = std::iter::once(next.title.clone()).chain(begin.map(whole));
        return format!("{from}: {}.", who.collect::<Vec<_>>().join(", "));
    }
    let listed = |numbers: &[&PhoneNumber]| {
        let numbers: Vec<String> = numbers.iter().map(|number| whole(number)).collect();
        numbers.join(" and ")
    };
    match (turn.gone.is_empty(), turn.new.is_empty()) {
        (true, true) => until(turn.day.pred_opt().unwrap_or(turn.day)),
        (false, true) => format!("{from}, do not use {}.", listed(&turn.gone)),
        (true, false) => format!("{from}, also: {}.", listed(&turn.new)),
        (false, false) => format!("{from}: {}.", listed(&turn.new)),
    }
}

fn until(last: NaiveDate) -> String {
    format!("Until {}.", words::near(last))
}

/// What changes in the next two weeks about something that holds today, or changed today: "Until Sunday 23 February.".
pub(crate) fn of_span(m: &Moment, span: Span) -> Option<String> {
    let ends = span.until.filter(|_| span.ends().is_some_and(|day| is_ahead(m, day)));
    let new = (span.from == Some(m.today)).then(|| TODAY.to_owned());
    sentences(new.into_iter().chain(ends.map(until)))
}

/// What begins in the next two weeks: "From Monday 24 February: Call the front door.".
pub(crate) fn beginning<'a>(m: &Moment, things: impl IntoIterator<Item = (NaiveDate, &'a str)>) -> Option<String> {
    let ahead = things.into_iter().filter(|(day, _)| is_ahead(m, *day));
    sentences(ahead.map(|(day, title)| format!("From {}: {title}.", words::near(day))))
}

/// What is said of what is new today.
pub(super) const TODAY: &str = "Changed today.";

fn is_ahead(m: &Moment, day: NaiveDate) -> bool {
    m.today < day && day - m.today <= AHEAD
}

pub(super) fn sentences(all: impl Iterator<Item = String>) -> Option<String> {
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| all.join(" "))
}
