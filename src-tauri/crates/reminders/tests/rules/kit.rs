//! Weeks, and a device that is looked at now and again.

use std::collections::HashSet;

use catalogue::{Area, BankHolidays, PracticeWeek, Session, Standing, Weekday, Withdrawal};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Europe::London;
use reminders::{Choices, History, Message, Occasion, World};

/// A moment in London: "2026-11-23 08:30".
pub fn london(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    local.and_local_timezone(London).earliest().unwrap().to_utc()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A week of five days from `starts`, of no area's.
pub fn week(id: &str, starts: NaiveDate) -> PracticeWeek {
    let mut week: PracticeWeek = serde_json::from_value(serde_json::json!({
        "id": id, "title": format!("Week {id}"), "area": "here", "year": starts.year(),
        "summary": "S", "days": [], "source": "s",
    }))
    .unwrap();
    put(&mut week, starts);
    week
}

/// Moves a week, its days and its sessions to `starts`; gives it its days when it has none.
pub fn put(week: &mut PracticeWeek, starts: NaiveDate) {
    let by = week.starts.map(|old| starts - old);
    week.starts = Some(starts);
    week.ends = Some(starts + TimeDelta::days(4));
    week.year = starts.year();
    if week.days.is_empty() {
        for n in 0..5 {
            let value = serde_json::json!({"weekday": "monday", "topic": format!("Topic {n}")});
            week.days.push(serde_json::from_value(value).unwrap());
        }
    }
    for (n, day) in (0..).zip(&mut week.days) {
        let date = starts + TimeDelta::days(n);
        day.date = Some(date);
        day.weekday = Weekday::from(date.weekday());
        for session in &mut day.sessions {
            session.starts += by.unwrap_or_default();
            session.ends += by.unwrap_or_default();
        }
    }
}

/// Adds a session of an hour that starts at `starts` in London, on the nth day.
pub fn with_session(week: &mut PracticeWeek, id: &str, nth: usize, starts: NaiveDateTime) {
    week.days[nth].sessions.push(Session {
        id: id.into(),
        title: format!("Session {id}"),
        starts,
        ends: starts + TimeDelta::hours(1),
        place: "Microsoft Teams".into(),
        resource: None,
    });
}

pub fn withdraw(week: &mut PracticeWeek) {
    week.standing = Standing::Withdrawn(Withdrawal {
        on: day("2026-11-01"),
        reason: "Put off.".into(),
        replacement: None,
    });
}

/// A device: what it knows, what was chosen, what it has said.
#[derive(Clone, Debug, Default)]
pub struct Device {
    pub areas: Vec<Area>,
    pub bank_holidays: BankHolidays,
    pub own_areas: Vec<String>,
    pub weeks: Vec<PracticeWeek>,
    pub choices: Choices,
    pub bookmarked_weeks: HashSet<String>,
    pub bookmarked_sessions: HashSet<String>,
    pub muted: HashSet<String>,
    pub history: History,
}

impl Device {
    pub fn with(weeks: impl IntoIterator<Item = PracticeWeek>) -> Self {
        Self {
            weeks: weeks.into_iter().collect(),
            ..Self::default()
        }
    }

    pub fn world(&self) -> World<'_> {
        World {
            areas: &self.areas,
            bank_holidays: &self.bank_holidays,
            weeks: &self.weeks,
            choices: &self.choices,
            own_areas: &self.own_areas,
            bookmarked_weeks: &self.bookmarked_weeks,
            bookmarked_sessions: &self.bookmarked_sessions,
            muted: &self.muted,
        }
    }

    /// Looks, shows what is due and remembers it. Answers when it is to look again.
    pub fn look(&mut self, now: DateTime<Utc>) -> (Vec<Message>, Option<DateTime<Utc>>) {
        let (messages, next) = reminders::due(&self.world(), &self.history, now);
        for key in messages.iter().flat_map(|message| &message.keys) {
            let identity = key.identity();
            // As the store has it: what comes again is the last that was said.
            self.history.shown.retain(|shown| shown.identity() != identity);
            self.history.snoozed.remove(&identity);
            self.history.shown.push(key.clone());
        }
        (messages, next)
    }

    /// Looks at `from`, at every time it asked for, and at `until`. Answers what was shown, a line each.
    pub fn watch(&mut self, from: &str, until: &str) -> Vec<String> {
        let (mut now, until) = (london(from), london(until));
        let mut lines = Vec::new();
        loop {
            let (messages, next) = self.look(now);
            lines.extend(messages.iter().map(line));
            match next.filter(|next| *next < until) {
                Some(next) => {
                    assert!(next > now, "{now} and then {next}");
                    now = next;
                }
                None if now < until => now = until,
                None => return lines,
            }
        }
    }
}

/// "2026-11-16 08:30 week-before", its keys joined by "+".
pub fn line(message: &Message) -> String {
    let keys: Vec<String> = message
        .keys
        .iter()
        .map(|key| match &key.occasion {
            Occasion::WeekBefore(_) => "week-before".into(),
            Occasion::WorkingDayBefore(_) => "working-day-before".into(),
            Occasion::Morning(day) => format!("day {}", day.day()),
            Occasion::Session(id, _) => format!("session {id}"),
            Occasion::Change(_) => format!("{:?}", message.change.unwrap()),
        })
        .collect();
    let at = message.at.with_timezone(&London).format("%Y-%m-%d %H:%M");
    format!("{at} {}", keys.join(" + "))
}
