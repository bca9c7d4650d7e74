//! Practice weeks as events.

use catalogue::calendar::WeekState;
use catalogue::provenance::taken_from;
use catalogue::validate::is_https;
use catalogue::{BankHolidays, Catalogue, Day, EditionStatus, Header, PracticeWeek, Session, Weekday, area, calendar};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::event::{Event, Span};
use crate::file::File;

/// Minutes from half past eight, when people are reminded of a week, to the end of that day.
const MORNING: i64 = 15 * 60 + 30;
/// Minutes before a session at which people are reminded of it.
const SESSION: i64 = 15;

/// The practice weeks of an edition, and what is said with them.
#[derive(Clone, Copy, Debug)]
pub struct Weeks<'a> {
    /// What the edition says of itself.
    pub header: &'a Header,
    /// Its practice weeks, the areas, resources and sources that they name, and the bank holidays. No other collection
    /// is looked at.
    pub catalogue: &'a Catalogue,
    /// Whether an entry's title says what it is about. Devices show titles to whoever sees their screen: "Practice
    /// week: Wednesday" reveals nothing, and the topic is the first line of the text.
    pub full_titles: bool,
}

impl Weeks<'_> {
    /// A week as one event; `None` where the edition has no such week or it has no dates.
    pub fn week(&self, week: &str) -> Option<File> {
        let week = self.find(week)?;
        Some(self.file([self.whole(week)?]))
    }

    /// A day of a week as one event; `None` where there is no such day or it has no date.
    pub fn day(&self, week: &str, weekday: Weekday) -> Option<File> {
        let week = self.find(week)?;
        let day = week.days.iter().find(|day| day.weekday == weekday)?;
        Some(self.file([self.of_day(week, day)?]))
    }

    /// A session of a week; `None` where there is no such session.
    pub fn session(&self, week: &str, session: &str) -> Option<File> {
        let week = self.find(week)?;
        let sessions = week.days.iter().flat_map(|day| &day.sessions);
        let session = sessions.into_iter().find(|its| its.id == session)?;
        Some(self.file([self.of_session(week, session)]))
    }

    /// All that is not over yet of the weeks that concern somebody who works in `areas`: weeks, days and sessions.
    /// `None` where nothing is upcoming. What was withdrawn is in it, so that a calendar which has it learns so.
    pub fn upcoming(&self, areas: &[impl AsRef<str>], now: DateTime<Utc>) -> Option<File> {
        let today = calendar::today(now);
        let ahead = |week: &&PracticeWeek| {
            area::concerns(&self.catalogue.areas, &week.area, areas) && calendar::state(week, today) != WeekState::Past
        };
        let weeks: Vec<&PracticeWeek> = self.sorted().filter(ahead).collect();
        weeks.iter().find(|week| week.standing.is_active())?;
        let events = weeks.into_iter().flat_map(|week| self.events(week));
        Some(self.file(events.filter(|event| event.span.last_day() >= today)))
    }

    /// The weeks, soonest first.
    pub(crate) fn sorted(&self) -> impl Iterator<Item = &PracticeWeek> {
        let mut weeks: Vec<&PracticeWeek> = self.catalogue.practice_weeks.iter().collect();
        weeks.sort_by_key(|week| (week.starts, &week.id));
        weeks.into_iter()
    }

    pub(crate) fn file(&self, events: impl IntoIterator<Item = Event>) -> File {
        File {
            edition: self.header.edition,
            published_at: self.header.published_at,
            name: None,
            events: events.into_iter().collect(),
        }
    }

    /// A week, its days and its sessions; nothing of a week without dates.
    pub(crate) fn events(&self, week: &PracticeWeek) -> Vec<Event> {
        let days = week.days.iter().flat_map(|day| {
            let sessions = day.sessions.iter().map(|session| self.of_session(week, session));
            self.of_day(week, day).into_iter().chain(sessions)
        });
        let Some(whole) = self.whole(week) else {
            return Vec::new();
        };
        [whole].into_iter().chain(days).collect()
    }

    fn find(&self, id: &str) -> Option<&PracticeWeek> {
        self.catalogue.practice_weeks.iter().find(|week| week.id == id)
    }

    fn whole(&self, week: &PracticeWeek) -> Option<Event> {
        let (first, last) = week.starts.zip(week.ends)?;
        let mut about = vec![
            week.title.clone(),
            format!("A practice week for {}.", self.area(&week.area)),
        ];
        about.extend(paragraphs(&week.summary));
        let days: Vec<String> = week.days.iter().filter_map(day_line).collect();
        about.push(days.join("\n"));
        if let Some(thing) = &week.one_thing {
            about.push(format!("If you do one thing: {}", in_one_line(thing)));
        }
        Some(self.with_alarm_if_due(Event {
            alarm: Some(
                first - BankHolidays::of(&self.catalogue.bank_holidays).working_day_before(first) - TimeDelta::days(1)
                    + TimeDelta::minutes(MORNING),
            ),
            ..self.event(
                week,
                format!("{}.week@doorstep", week.id),
                Span::Days { first, last },
                self.title("Practice week", &week.title),
                about,
            )
        }))
    }

    /// Without an alarm: the week has one, and one each morning would be too many.
    fn of_day(&self, week: &PracticeWeek, day: &Day) -> Option<Event> {
        let date = day.date?;
        let full = format!("{}: {}", week.title, day.topic);
        let mut about = vec![full.clone()];
        about.extend(day.summary.iter().flat_map(|summary| paragraphs(summary)));
        let sessions: Vec<String> = day.sessions.iter().map(session_line).collect();
        about.push(sessions.join("\n"));
        // Its date may change, and it is still the same day.
        let uid = format!("{}.{}.day@doorstep", week.id, day_name(date).to_lowercase());
        let title = self.title(&format!("Practice week: {}", day_name(date)), &full);
        let span = Span::Days {
            first: date,
            last: date,
        };
        Some(self.event(week, uid, span, title, about))
    }

    fn of_session(&self, week: &PracticeWeek, session: &Session) -> Event {
        let span = Span::Times {
            starts: session.starts,
            ends: session.ends,
        };
        let uid = format!("{}.{}.session@doorstep", week.id, session.id);
        let about = vec![
            session.title.clone(),
            format!("A session of the practice week {}.", week.title),
        ];
        self.with_alarm_if_due(Event {
            place: Some(session.place.clone()),
            link: session.resource.as_deref().and_then(|id| self.confirmed_link(id)),
            alarm: Some(TimeDelta::minutes(SESSION)),
            ..self.event(
                week,
                uid,
                span,
                self.title("Practice week: session", &session.title),
                about,
            )
        })
    }

    fn title(&self, neutral: &str, full: &str) -> String {
        if self.full_titles { full } else { neutral }.to_owned()
    }

    /// What all events of a week have in common.
    fn event(&self, week: &PracticeWeek, uid: String, span: Span, title: String, about: Vec<String>) -> Event {
        let cancelled = !week.standing.is_active();
        let withdrawn = week.standing.withdrawal();
        let withdrawn = withdrawn.map(|why| format!("Withdrawn on {}. {}", date(why.on), in_one_line(&why.reason)));
        let source = self.catalogue.sources.iter().find(|source| source.id == week.source);
        let mut last = vec![taken_from(source.map_or(&week.source, |source| &source.title))];
        if self.header.status == EditionStatus::Draft {
            last.push("This is a draft, not yet confirmed by the partnership.".into());
        }
        let parts: Vec<String> = withdrawn.into_iter().chain(about).chain([last.join(" ")]).collect();
        Event {
            uid,
            span,
            // Not every program strikes out what is cancelled.
            title: if cancelled {
                format!("Withdrawn: {title}")
            } else {
                title
            },
            description: parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n"),
            place: None,
            link: None,
            cancelled,
            alarm: None,
        }
    }

    /// The event, without an alarm where nobody needs one: it is cancelled, or was over when the edition came out.
    fn with_alarm_if_due(&self, event: Event) -> Event {
        let is_ahead = event.span.last_day() >= calendar::today(self.header.published_at);
        Event {
            alarm: event.alarm.filter(|_| is_ahead && !event.cancelled),
            ..event
        }
    }

    fn area(&self, id: &str) -> String {
        let area = self.catalogue.areas.iter().find(|area| area.id == id);
        area.map_or(id, |area| &area.title).to_owned()
    }

    /// A resource's address, where somebody has opened it and the resource is still in use.
    fn confirmed_link(&self, resource: &str) -> Option<String> {
        let resource = self.catalogue.resources.iter().find(|its| its.id == resource)?;
        let link = resource.link.as_ref().filter(|_| resource.standing.is_active())?;
        let confirmed = link.confirmation.confirmed().is_some();
        (confirmed && is_https(&link.url)).then(|| link.url.clone())
    }
}

/// "Monday 25 November: Overview".
fn day_line(day: &Day) -> Option<String> {
    let date = day.date?;
    Some(format!("{} {}: {}", day_name(date), date.format("%-d %B"), day.topic))
}

/// "1:30pm to 3:00pm: Talk (Microsoft Teams)".
fn session_line(session: &Session) -> String {
    let time = |at: chrono::NaiveDateTime| at.format("%-I:%M%P").to_string();
    format!(
        "{} to {}: {} ({})",
        time(session.starts),
        time(session.ends),
        session.title,
        session.place
    )
}

fn day_name(date: NaiveDate) -> String {
    date.format("%A").to_string()
}

fn date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// Paragraphs, parted by empty lines in the source.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(in_one_line).collect()
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
