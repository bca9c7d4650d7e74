//! Following a practice week: what is said of it once it is over.

use catalogue::calendar::{self, WeekState};
use catalogue::{Kind, PracticeWeek};
use chrono::Days;

use crate::Moment;
use crate::cards::{self, WeekCard};

/// For how many days after its last one Now keeps what is left of a week.
const KEPT_ON_NOW: Days = Days::new(14);

/// What Now keeps of weeks that ended lately.
pub(crate) fn kept_lately(m: &Moment, weeks: &[&PracticeWeek]) -> Vec<(WeekCard, String)> {
    let last_day = |week: &PracticeWeek| week.ends?.checked_add_days(KEPT_ON_NOW);
    let lately = weeks
        .iter()
        .filter(|week| last_day(week).is_some_and(|last_day| m.today <= last_day));
    lately
        .filter_map(|week| Some((cards::week(m, week), kept(m, week)?)))
        .collect()
}

/// What is left of a week that is over, for one that the person followed: "You ticked off 3 days out of 5." Where they
/// ticked off none, it does not say so.
pub(crate) fn kept(m: &Moment, week: &PracticeWeek) -> Option<String> {
    let is_done = |day: &&catalogue::Day| m.personal.is_done(&week.id, day.weekday.name());
    let done = week.days.iter().filter(is_done).count();
    let followed = done > 0 || m.is_bookmarked(Kind::Week, &week.id);
    if !followed || calendar::state(week, m.today) != WeekState::Past {
        return None;
    }
    Some(match (done, week.days.len()) {
        (0, _) => "You can still learn from it.".into(),
        (done, of) if done == of => "You ticked off every day.".into(),
        (1, of) => format!("You ticked off 1 day out of {of}."),
        (done, of) => format!("You ticked off {done} days out of {of}."),
    })
}
