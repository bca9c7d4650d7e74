//! The calendar: what is on, what is next, what is past.

use catalogue::calendar::WeekState;
use catalogue::{Day, PracticeWeek, Session};
use chrono::{DateTime, Utc};

use crate::card::RecordKind;
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::{ArchiveYear, Calendar, DayView, FigureView, SessionView, WeekView};
use crate::words;

impl Doorstep {
    /// All practice weeks: running, ahead, past.
    pub fn calendar(&self, now: DateTime<Utc>) -> Result<Calendar, ApiError> {
        self.ask(now, |c| {
            let weeks = weeks(c)?;
            let mut archive: Vec<ArchiveYear> = Vec::new();
            for week in in_state(c, &weeks, WeekState::Past).into_iter().rev() {
                match archive.last_mut().filter(|y| y.year == week.year) {
                    Some(year) => year.weeks.push(week),
                    None => archive.push(ArchiveYear {
                        year: week.year,
                        weeks: vec![week],
                    }),
                }
            }
            Ok(Calendar {
                today: format!(
                    "{} {}",
                    words::weekday(chrono::Datelike::weekday(&c.today).into()),
                    words::date(c.today)
                ),
                running: in_state(c, &weeks, WeekState::Running),
                upcoming: in_state(c, &weeks, WeekState::Upcoming),
                archive,
            })
        })
    }

    /// A practice week by id.
    pub fn week(&self, id: &str, now: DateTime<Utc>) -> Result<WeekView, ApiError> {
        self.ask(now, |c| {
            let weeks: Vec<PracticeWeek> = c.db.all(collection::WEEKS)?;
            let week = weeks
                .iter()
                .find(|w| w.id == id)
                .ok_or(Failure::NotFound("practice week"))?;
            let same = |w: &&PracticeWeek| {
                w.id != week.id && w.year == week.year && w.status.is_active() && w.themes == week.themes
            };
            Ok(WeekView {
                card: c.week(week),
                summary: words::paragraphs(&week.summary),
                hashtag: week.hashtag.clone(),
                figures: week
                    .figures
                    .iter()
                    .map(|f| FigureView {
                        value: f.value.clone(),
                        of: f.of.clone(),
                        source: c.taken_from(&f.source).source,
                    })
                    .collect(),
                one_thing: week.one_thing.clone(),
                days: week.days.iter().map(|d| day(c, d)).collect::<Result<_, _>>()?,
                themes: c.links(RecordKind::Theme, &week.themes)?,
                elsewhere: weeks.iter().filter(same).map(|w| c.week(w)).collect(),
                provenance: c.taken_from(&week.source),
                withdrawn: c.withdrawn(RecordKind::Week, week.status, week.withdrawal.as_ref())?,
            })
        })
    }
}

/// Weeks in use that concern the person, soonest first; within a year, those without dates last.
pub(crate) fn weeks(c: &Context) -> Result<Vec<PracticeWeek>, Failure> {
    let mut weeks: Vec<PracticeWeek> = c.db.all(collection::WEEKS)?;
    weeks.retain(|w| w.status.is_active() && c.concerns(&w.area));
    weeks.sort_by(|a, b| (a.year, a.starts, &a.id).cmp(&(b.year, b.starts, &b.id)));
    Ok(weeks)
}

pub(crate) fn in_state(c: &Context, weeks: &[PracticeWeek], state: WeekState) -> Vec<crate::card::WeekCard> {
    weeks
        .iter()
        .map(|w| c.week(w))
        .filter(|card| card.state == state)
        .collect()
}

fn day(c: &Context, day: &Day) -> Result<DayView, Failure> {
    let name = words::weekday(day.weekday);
    let mut links = c.links(RecordKind::Pathway, &day.pathways)?;
    links.extend(c.links(RecordKind::Theme, &day.themes)?);
    links.extend(c.links(RecordKind::Article, &day.articles)?);
    Ok(DayView {
        weekday: day.weekday,
        title: day
            .date
            .map_or(name.to_owned(), |date| format!("{name} {}", date.format("%-d %B"))),
        today: day.date == Some(c.today),
        topic: day.topic.clone(),
        summary: day.summary.clone(),
        sessions: day.sessions.iter().map(|s| session(c, s)).collect::<Result<_, _>>()?,
        resources: c.resources(&day.resources)?,
        links,
    })
}

fn session(c: &Context, session: &Session) -> Result<SessionView, Failure> {
    Ok(SessionView {
        id: session.id.clone(),
        title: session.title.clone(),
        time: format!(
            "{} to {}",
            words::time(session.starts.time()),
            words::time(session.ends.time())
        ),
        place: session.place.clone(),
        resource: match &session.resource {
            Some(id) => c.link(RecordKind::Resource, id)?,
            None => None,
        },
    })
}
