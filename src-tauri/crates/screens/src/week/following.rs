//! Following a practice week: days ticked off, and what is left of it afterwards.

use std::collections::HashSet;

use catalogue::calendar::{self, WeekState};
use catalogue::{Id, Kind, PracticeWeek, Resource, Theme};
use chrono::Days;

use super::view::{DayTick, KeptSummary};
use crate::cards::{self, RecordLink};
use crate::{Moment, words};

/// For how many days after its last one Now keeps what is left of a week.
const KEPT_ON_NOW: Days = Days::new(14);

/// What Now keeps of weeks that ended lately.
pub(crate) fn kept_lately(m: &Moment, weeks: &[&PracticeWeek]) -> Vec<KeptSummary> {
    let last_day = |week: &PracticeWeek| week.ends?.checked_add_days(KEPT_ON_NOW);
    let lately = weeks
        .iter()
        .filter(|week| last_day(week).is_some_and(|last_day| m.today <= last_day));
    lately.filter_map(|week| kept(m, week)).collect()
}

/// What is left of a week that is over: for one that the person followed.
pub(crate) fn kept(m: &Moment, week: &PracticeWeek) -> Option<KeptSummary> {
    let days = ticks(m, week);
    let done = days.iter().filter(|day| day.done).count();
    let followed = done > 0 || m.is_bookmarked(Kind::Week, &week.id);
    if !followed || calendar::state(week, m.today) != WeekState::Past {
        return None;
    }
    let (one_thing, one_thing_of) = one_thing(m, week);
    let mut seen = HashSet::new();
    let of_days = week.days.iter().flat_map(|day| &day.resources);
    let resources = week.resources.iter().chain(of_days);
    let resources: Vec<Id<Resource>> = resources.filter(|id| seen.insert(*id)).cloned().collect();
    Some(KeptSummary {
        card: cards::week(m, week),
        sentence: match (done, days.len()) {
            (0, _) => "You can still learn from it.".into(),
            (done, of) if done == of => "You ticked off every day.".into(),
            (1, of) => format!("You ticked off 1 day of {of}."),
            (done, of) => format!("You ticked off {done} days of {of}."),
        },
        days,
        one_thing,
        one_thing_of,
        resources: cards::resources(m, &resources),
    })
}

fn ticks(m: &Moment, week: &PracticeWeek) -> Vec<DayTick> {
    let tick = |day: &catalogue::Day| DayTick {
        weekday: day.weekday,
        title: words::day_title(day.weekday, day.date),
        topic: day.topic.clone(),
        done: m.personal.is_done(&week.id, day.weekday.name()),
        today: day.date == Some(m.today),
    };
    week.days.iter().map(tick).collect()
}

/// *If you do one thing*: the week's own, or that of the first pack it belongs to, which is named then.
fn one_thing(m: &Moment, week: &PracticeWeek) -> (Option<String>, Option<RecordLink>) {
    if week.one_thing.is_some() {
        return (week.one_thing.clone(), None);
    }
    let theme = week.themes.first().and_then(|id| m.library.get::<Theme>(id));
    match theme.filter(|theme| theme.standing.is_active()) {
        Some(theme) => (
            Some(theme.one_thing.clone()),
            cards::link(m.library, Kind::Theme, &theme.id),
        ),
        None => (None, None),
    }
}
