//! Following a practice week: today's topic while it runs, days ticked off, and what is kept of it afterwards.

use std::collections::HashSet;

use catalogue::calendar::WeekState;
use catalogue::{PracticeWeek, Theme, Weekday};
use chrono::{DateTime, TimeDelta, Utc};

use crate::calendar;
use crate::card::{RecordKind, RecordLink};
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::{DayTick, KeptSummary, TodayView, WeekView};
use crate::words;

/// For how long after its last day Home keeps what is left of a week.
const KEPT_ON_HOME: TimeDelta = TimeDelta::weeks(2);

impl Doorstep {
    /// Ticks a day of a week off, or takes the tick away.
    ///
    /// # Errors
    /// `NotFound` when there is no such week, or no such day in it.
    pub fn tick_day(&self, week: &str, weekday: Weekday, done: bool, now: DateTime<Utc>) -> Result<WeekView, ApiError> {
        if !self.week(week, now)?.days.iter().any(|day| day.weekday == weekday) {
            return Err(ApiError::not_found("day"));
        }
        self.personal.tick_day(week, name(weekday), done, now)?;
        self.week(week, now)
    }
}

/// The weeks that run today, each with its day.
pub(crate) fn today(c: &Context, weeks: &[PracticeWeek]) -> Result<Vec<TodayView>, Failure> {
    let running = weeks
        .iter()
        .filter(|week| catalogue::calendar::state(week, c.today) == WeekState::Running);
    running
        .map(|week| {
            let day = week.days.iter().find(|day| day.date == Some(c.today));
            let (one_thing, one_thing_of) = one_thing(c, week)?;
            Ok(TodayView {
                card: c.week(week),
                day: day.map(|day| calendar::day(c, week, day)).transpose()?,
                one_thing,
                one_thing_of,
                days: ticks(c, week),
            })
        })
        .collect()
}

/// What Home keeps of weeks that ended lately.
pub(crate) fn kept_lately(c: &Context, weeks: &[PracticeWeek]) -> Result<Vec<KeptSummary>, Failure> {
    let lately = weeks
        .iter()
        .filter(|week| week.ends.is_some_and(|ends| c.today <= ends + KEPT_ON_HOME));
    let kept: Vec<Option<KeptSummary>> = lately.map(|week| kept(c, week)).collect::<Result<_, _>>()?;
    Ok(kept.into_iter().flatten().collect())
}

/// What is kept of a week that is over: for one that the person followed.
pub(crate) fn kept(c: &Context, week: &PracticeWeek) -> Result<Option<KeptSummary>, Failure> {
    let days = ticks(c, week);
    let done = days.iter().filter(|day| day.done).count();
    let followed = done > 0 || c.is_bookmarked(RecordKind::Week, &week.id);
    if !followed || catalogue::calendar::state(week, c.today) != WeekState::Past {
        return Ok(None);
    }
    let (one_thing, one_thing_of) = one_thing(c, week)?;
    let mut seen = HashSet::new();
    let resources = week.days.iter().flat_map(|day| &day.resources);
    let resources: Vec<String> = resources.filter(|id| seen.insert(*id)).cloned().collect();
    Ok(Some(KeptSummary {
        card: c.week(week),
        sentence: match (done, days.len()) {
            (0, _) => "You kept this week and ticked no day off.".into(),
            (done, of) if done == of => "You ticked off every day.".into(),
            (1, of) => format!("You ticked off 1 day of {of}."),
            (done, of) => format!("You ticked off {done} days of {of}."),
        },
        days,
        one_thing,
        one_thing_of,
        resources: c.resources(&resources)?,
    }))
}

/// Whether the person ticked a day of a week off.
pub(crate) fn is_done(c: &Context, week: &str, weekday: Weekday) -> bool {
    c.days_done.contains(&(week.to_owned(), name(weekday).to_owned()))
}

fn ticks(c: &Context, week: &PracticeWeek) -> Vec<DayTick> {
    let tick = |day: &catalogue::Day| DayTick {
        weekday: day.weekday,
        title: words::day_title(day.weekday, day.date),
        topic: day.topic.clone(),
        done: is_done(c, &week.id, day.weekday),
        today: day.date == Some(c.today),
    };
    week.days.iter().map(tick).collect()
}

/// *If you do one thing*: the week's own, or that of the first pack it belongs to, which is named then.
fn one_thing(c: &Context, week: &PracticeWeek) -> Result<(Option<String>, Option<RecordLink>), Failure> {
    if week.one_thing.is_some() {
        return Ok((week.one_thing.clone(), None));
    }
    let Some(id) = week.themes.first() else {
        return Ok((None, None));
    };
    let theme: Option<Theme> = c.db.get(collection::THEMES, id)?;
    match theme.filter(|theme| theme.status.is_active()) {
        Some(theme) => Ok((Some(theme.one_thing), c.link(RecordKind::Theme, id)?)),
        None => Ok((None, None)),
    }
}

/// The day's stable name, as stored with a tick.
fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}
