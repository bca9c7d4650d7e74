//! Following a practice week: days ticked off, and no more reminders of it.

use catalogue::{PracticeWeek, Weekday};
use chrono::{DateTime, Utc};
use personal::{Change, DayDone, MutedWeek};
use screens::week::{self, WeekView};
use screens::{Failure, NotFound, Part, Written};

use crate::Doorstep;

impl Doorstep {
    /// Ticks a day of a week off, or takes the tick away.
    ///
    /// # Errors
    /// `NotFound` when there is no such week, or no such day in it.
    pub fn tick_day(
        &self,
        id: &str,
        weekday: Weekday,
        done: bool,
        now: DateTime<Utc>,
    ) -> Result<Written<WeekView>, Failure> {
        self.change(now, |m| {
            let week: &PracticeWeek = m.library.get(id).ok_or(NotFound("practice week"))?;
            if week.days.iter().all(|day| day.weekday != weekday) {
                return Err(NotFound("day").into());
            }
            let (week, weekday) = (id.to_owned(), weekday.name().to_owned());
            let change = if done {
                Change::TickDay(DayDone {
                    week,
                    weekday,
                    done_at: now,
                })
            } else {
                Change::UntickDay { week, weekday }
            };
            Ok((Some(change), ()))
        })?;
        self.written(id, vec![Part::Weeks], now)
    }

    /// Sends no more reminders of a week, or sends them again.
    ///
    /// # Errors
    /// `NotFound` when there is no such week.
    pub fn mute_week(&self, id: &str, muted: bool, now: DateTime<Utc>) -> Result<Written<WeekView>, Failure> {
        self.change(now, |m| {
            let _: &PracticeWeek = m.library.get(id).ok_or(NotFound("practice week"))?;
            let week = id.to_owned();
            let change = if muted {
                Change::MuteWeek(MutedWeek { week, muted_at: now })
            } else {
                Change::UnmuteWeek(week)
            };
            Ok((Some(change), ()))
        })?;
        self.written(id, vec![Part::Weeks, Part::Reminders], now)
    }

    fn written(&self, id: &str, changed: Vec<Part>, now: DateTime<Utc>) -> Result<Written<WeekView>, Failure> {
        Ok(Written::of(changed, self.ask(now, |m| week::answer(m, id))?))
    }
}
