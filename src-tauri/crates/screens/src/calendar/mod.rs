//! The calendar: what is on, what is next, what is past.

use catalogue::calendar::WeekState;
use catalogue::{Day, PracticeWeek, Session};
use chrono::{DateTime, Datelike, Utc};

use crate::card::{RecordKind, RecordLink};
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::following;
use crate::views::{ArchiveYear, Calendar, CalendarDay, DayView, FigureView, SessionView, WeekView};
use crate::words;

impl Doorstep {
    /// All practice weeks: running, ahead, past.
    pub fn calendar(&self, now: DateTime<Utc>) -> Result<Calendar, ApiError> {
        self.ask(now, |c| {
            let weeks = weeks(c)?;
            let dated = weeks.iter().filter(|week| week.starts.is_some());
            let mut days: Vec<CalendarDay> = dated.map(|week| days(c, week)).collect::<Result<Vec<_>, _>>()?.concat();
            days.sort_by(|a, b| (a.date, &a.week.title).cmp(&(b.date, &b.week.title)));
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
                today: format!("{} {}", words::weekday(c.today.weekday().into()), words::date(c.today)),
                date: c.today,
                days,
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
                muted: self.personal.muted_weeks()?.contains(&week.id),
                kept: following::kept(c, week)?,
                days: week.days.iter().map(|d| day(c, week, d)).collect::<Result<_, _>>()?,
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

/// Every day from a week's first to its last.
fn days(c: &Context, week: &PracticeWeek) -> Result<Vec<CalendarDay>, Failure> {
    let (Some(starts), Some(ends)) = (week.starts, week.ends) else {
        return Ok(Vec::new());
    };
    let card = c.week(week);
    let dates = starts.iter_days().take_while(|date| *date <= ends);
    dates
        .map(|date| {
            let day = week.days.iter().find(|day| day.date == Some(date));
            let sessions = day.map_or(&[][..], |day| &day.sessions);
            Ok(CalendarDay {
                date,
                title: format!("{} {}", words::weekday(date.weekday().into()), words::date(date)),
                week: RecordLink {
                    kind: RecordKind::Week,
                    id: week.id.clone(),
                    title: week.title.clone(),
                    area: Some(card.area.title.clone()),
                },
                state: card.state,
                first: date == starts,
                topic: day.map(|day| day.topic.clone()),
                sessions: sessions.iter().map(|s| session(c, week, s)).collect::<Result<_, _>>()?,
            })
        })
        .collect()
}

pub(crate) fn day(c: &Context, week: &PracticeWeek, day: &Day) -> Result<DayView, Failure> {
    let begun = week.starts.is_some_and(|starts| starts <= c.today);
    let mut links = c.links(RecordKind::Pathway, &day.pathways)?;
    links.extend(c.links(RecordKind::Theme, &day.themes)?);
    links.extend(c.links(RecordKind::Article, &day.articles)?);
    Ok(DayView {
        weekday: day.weekday,
        title: words::day_title(day.weekday, day.date),
        date: day.date,
        done: begun.then(|| following::is_done(c, &week.id, day.weekday)),
        today: day.date == Some(c.today),
        topic: day.topic.clone(),
        summary: day.summary.clone(),
        sessions: day
            .sessions
            .iter()
            .map(|s| session(c, week, s))
            .collect::<Result<_, _>>()?,
        resources: c.resources(&day.resources)?,
        links,
    })
}

fn session(c: &Context, week: &PracticeWeek, session: &Session) -> Result<SessionView, Failure> {
    let record = format!("{}/{}", week.id, session.id);
    Ok(SessionView {
        id: session.id.clone(),
        bookmarked: c.is_bookmarked(RecordKind::Session, &record),
        record,
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
