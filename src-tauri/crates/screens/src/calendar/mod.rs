//! The calendar: what is on, what is next, what is past.

pub mod view;

use catalogue::calendar::WeekState;
use catalogue::{Kind, PracticeWeek};
use chrono::Datelike;

pub use view::{ArchiveYear, Calendar, CalendarDay};

use crate::cards::{self, RecordLink, WeekCard};
use crate::{Moment, week, words};

/// All practice weeks: running, ahead, past.
pub fn answer(m: &Moment) -> Calendar {
    let weeks = weeks(m);
    let mut days: Vec<CalendarDay> = weeks.iter().flat_map(|week| days(m, week)).collect();
    days.sort_by(|a, b| (a.date, &a.week.title).cmp(&(b.date, &b.week.title)));
    let mut archive: Vec<ArchiveYear> = Vec::new();
    for week in in_state(m, &weeks, WeekState::Past).into_iter().rev() {
        match archive.last_mut().filter(|y| y.year == week.year) {
            Some(year) => year.weeks.push(week),
            None => archive.push(ArchiveYear {
                year: week.year,
                weeks: vec![week],
            }),
        }
    }
    Calendar {
        today: format!("{} {}", words::weekday(m.today.weekday().into()), words::date(m.today)),
        date: m.today,
        days,
        running: in_state(m, &weeks, WeekState::Running),
        upcoming: in_state(m, &weeks, WeekState::Upcoming),
        archive,
    }
}

/// Weeks in use that concern the person, soonest first; within a year, those without dates last.
pub(crate) fn weeks<'a>(m: &Moment<'a>) -> Vec<&'a PracticeWeek> {
    let mut weeks: Vec<&PracticeWeek> = m.library.active().collect();
    weeks.retain(|week| m.concerns(&week.area));
    weeks.sort_by(|a, b| {
        (a.year, a.starts.is_none(), a.starts, &a.id).cmp(&(b.year, b.starts.is_none(), b.starts, &b.id))
    });
    weeks
}

pub(crate) fn in_state(m: &Moment, weeks: &[&PracticeWeek], state: WeekState) -> Vec<WeekCard> {
    let cards = weeks.iter().map(|week| cards::week(m, week));
    cards.filter(|card| card.state == state).collect()
}

/// The longest week that is drawn, in days: editions with a longer one are refused, but an older device may have one.
const LONGEST: usize = 31;

/// Every day from a week's first to its last.
fn days(m: &Moment, week: &PracticeWeek) -> Vec<CalendarDay> {
    let (Some(starts), Some(ends)) = (week.starts, week.ends) else {
        return Vec::new();
    };
    let card = cards::week(m, week);
    let dates = starts.iter_days().take_while(|date| *date <= ends).take(LONGEST);
    dates
        .map(|date| {
            let day = week.days.iter().find(|day| day.date == Some(date));
            let sessions = day.map_or(&[][..], |day| &day.sessions);
            CalendarDay {
                date,
                week: RecordLink {
                    kind: Kind::Week,
                    id: week.id.to_string(),
                    title: week.title.clone(),
                    area: Some(card.area.title.clone()),
                },
                state: card.state,
                first: date == starts,
                topic: day.map(|day| day.topic.clone()),
                sessions: sessions.iter().map(|s| week::session(m, week, s)).collect(),
            }
        })
        .collect()
}
