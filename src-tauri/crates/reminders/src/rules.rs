//! What is due of each week, and what comes next.

use std::collections::{BTreeSet, HashMap, HashSet};

use catalogue::{Area, BankHolidays, PracticeWeek, area, calendar};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::{Change, Choices, Key, Message, Occasion, Snooze, Standing, local};

/// How long before a session its reminder comes.
const BEFORE_SESSION: TimeDelta = TimeDelta::minutes(15);

/// Everything the rules look at, except the time and what was shown.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The areas of the catalogue.
    pub areas: &'a [Area],
    /// The catalogue's bank holidays.
    pub bank_holidays: &'a BankHolidays,
    /// All practice weeks of the catalogue, withdrawn ones too.
    pub weeks: &'a [PracticeWeek],
    /// What the person chose.
    pub choices: &'a Choices,
    /// Ids of the person's own areas; empty means all.
    pub own_areas: &'a [String],
    /// Ids of the bookmarked weeks: they are announced whatever their area.
    pub bookmarked_weeks: &'a HashSet<String>,
    /// The bookmarked sessions, each as `week/session`.
    pub bookmarked_sessions: &'a HashSet<String>,
    /// Ids of the weeks of which nothing is to be said.
    pub muted: &'a HashSet<String>,
}

/// What was said, and what was left for later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// What was shown, in the order in which it was.
    pub shown: Vec<Key>,
    /// By [`Key::identity`], until when.
    pub snoozed: HashMap<String, DateTime<Utc>>,
}

/// What is to be shown at `now`, one message a week, and when to ask again: at the latest then, and whenever the weeks,
/// the choices or the clock change.
pub fn due(world: &World<'_>, history: &History, now: DateTime<Utc>) -> (Vec<Message>, Option<DateTime<Utc>>) {
    let (show, later): (Vec<_>, Vec<_>) = all(world, history, now).into_iter().partition(|m| m.at <= now);
    (show, later.first().map(|message| message.at))
}

/// The next `n` messages, soonest first, each as it will be if nothing changes until then. What is due already is at
/// `now`.
pub fn upcoming(world: &World<'_>, history: &History, now: DateTime<Utc>, n: usize) -> Vec<Message> {
    let mut messages = all(world, history, now);
    messages.truncate(n);
    messages
}

fn all(world: &World<'_>, history: &History, now: DateTime<Utc>) -> Vec<Message> {
    if !world.choices.on {
        return Vec::new();
    }
    let known = world.weeks.iter().map(|week| week.id.as_str());
    let announced = history.shown.iter().map(|key| key.week.as_str());
    let ids: BTreeSet<&str> = known.chain(announced).filter(|id| !world.muted.contains(*id)).collect();
    let mut messages: Vec<Message> = ids
        .into_iter()
        .flat_map(|id| Week::new(world, history, id, now).messages())
        .collect();
    messages.sort_by_key(|message| (message.at, message.week.clone()));
    messages
}

/// A reminder, when to show it, and until when it is worth showing.
struct Pending {
    key: Key,
    /// When it would be said if there were no quiet hours.
    wanted: DateTime<Utc>,
    at: DateTime<Utc>,
    over: DateTime<Utc>,
    snoozed: bool,
}

/// When to show something that has no time of its own.
struct Plan {
    occasion: Occasion,
    /// When the choices would have it said.
    wanted: DateTime<Utc>,
    /// When there is nothing left to announce.
    over: DateTime<Utc>,
}

struct Week<'a> {
    world: &'a World<'a>,
    history: &'a History,
    now: DateTime<Utc>,
    id: &'a str,
    /// Its record, where it concerns the person.
    record: Option<&'a PracticeWeek>,
    /// Its standing.
    standing: Standing,
    /// What was said of it, in order.
    announced: Vec<&'a Key>,
}

impl<'a> Week<'a> {
    fn new(world: &'a World<'a>, history: &'a History, id: &'a str, now: DateTime<Utc>) -> Self {
        let record = world.weeks.iter().find(|week| week.id == id);
        let standing = match record {
            None => Standing::Gone,
            Some(week) if !week.standing.is_active() => Standing::Cancelled,
            Some(week) => week.starts.map_or(Standing::Undated, Standing::Starts),
        };
        Self {
            world,
            history,
            now,
            id,
            record: record.filter(|week| concerns(world, week)),
            standing,
            announced: history.shown.iter().filter(|key| key.week == id).collect(),
        }
    }

    /// Everything still to be shown about it, soonest first, as far as can be known now.
    fn messages(&self) -> Vec<Message> {
        let mut pending = self.pending();
        let change = self.change().and_then(|(change, plan)| {
            pending.push(Pending {
                at: self.when(&plan)?,
                wanted: plan.wanted,
                key: self.key(plan.occasion),
                over: plan.over,
                snoozed: false,
            });
            Some(change)
        });
        pending.sort_by_key(|p| (p.at, rank(&p.key)));
        let mut messages = Vec::new();
        while let Some(at) = pending.first().map(|first| first.at) {
            // What only the quiet hours delay comes together with the rest: above all that the week has moved, without
            // which the other reminders would seem to be about the old week.
            let (mut ready, later) = pending.into_iter().partition::<Vec<_>, _>(|p| p.at.min(p.wanted) <= at);
            pending = later;
            // A message about the week or a day says what another one later that day would.
            if ready.iter().any(|p| !is_session(&p.key)) {
                let same =
                    |p: &Pending| !is_session(&p.key) && !p.snoozed && calendar::today(p.at) == calendar::today(at);
                let (also, later) = pending.into_iter().partition::<Vec<_>, _>(same);
                ready.extend(also);
                pending = later;
            }
            ready.sort_by_key(|p| rank(&p.key));
            let foremost = &ready[0];
            let is_change = matches!(foremost.key.occasion, Occasion::Change(_));
            messages.push(Message {
                week: self.id.to_owned(),
                at,
                can_snooze: !is_change && Snooze::Hour.until(self.world.choices, at) < foremost.over,
                over: foremost.over,
                change: change.filter(|_| is_change),
                keys: ready.into_iter().map(|p| p.key).collect(),
            });
        }
        messages
    }

    /// What the choices ask for and was not shown, or was snoozed.
    fn pending(&self) -> Vec<Pending> {
        let shown: HashSet<String> = self.announced.iter().map(|key| key.identity()).collect();
        let mut pending = Vec::new();
        for mut plan in self.plans() {
            let key = self.key(plan.occasion.clone());
            let identity = key.identity();
            let snoozed = self.history.snoozed.get(&identity);
            match snoozed {
                // Set by a clock that was ahead: nobody waits for that.
                Some(until) if *until > self.now + Snooze::LONGEST => plan.wanted = self.now,
                Some(until) => plan.wanted = *until,
                None if shown.contains(&identity) => continue,
                None => {}
            }
            pending.extend(self.when(&plan).map(|at| Pending {
                key,
                wanted: plan.wanted,
                at,
                over: plan.over,
                snoozed: snoozed.is_some(),
            }));
        }
        pending
    }

    /// Every occasion of the week that is not over.
    fn plans(&self) -> Vec<Plan> {
        let Some(week) = self.record.filter(|week| week.standing.is_active()) else {
            return Vec::new();
        };
        let (Some(starts), Some(ends)) = (week.starts, week.ends) else {
            return Vec::new();
        };
        let choices = self.world.choices;
        let of_week = |occasion, day| Plan {
            occasion,
            wanted: local::at(day, choices.morning_at),
            over: local::end_of(ends),
        };
        let mut plans = Vec::new();
        if choices.week_before {
            plans.push(of_week(Occasion::WeekBefore(starts), local::day_after(starts, -7)));
        }
        if choices.working_day_before {
            let day = self.world.bank_holidays.working_day_before(starts);
            plans.push(of_week(Occasion::WorkingDayBefore(starts), day));
        }
        if choices.morning_of {
            let days = week.days.iter().filter_map(|day| day.date);
            let days: BTreeSet<NaiveDate> = days.chain([starts]).filter(|d| starts <= *d && *d <= ends).collect();
            plans.extend(days.into_iter().map(|day| Plan {
                occasion: Occasion::Morning(day),
                wanted: local::at(day, choices.morning_at),
                over: local::end_of(day),
            }));
        }
        if choices.sessions {
            let whole = self.world.bookmarked_weeks.contains(self.id);
            let bookmarked = |id: &str| whole || self.world.bookmarked_sessions.contains(&format!("{}/{id}", self.id));
            let sessions = week.days.iter().flat_map(|day| &day.sessions);
            plans.extend(sessions.filter(|s| bookmarked(&s.id)).map(|session| {
                let starts = local::moment(session.starts);
                Plan {
                    occasion: Occasion::Session(session.id.to_string(), session.starts),
                    wanted: starts - BEFORE_SESSION,
                    over: starts,
                }
            }));
        }
        plans
    }

    /// What has changed since the last announcement, and how to say so; nothing where nothing was announced.
    fn change(&self) -> Option<(Change, Plan)> {
        let announced = self.announced.last()?.standing;
        let announced_day = self.announced.iter().rev().find_map(|key| match key.standing {
            Standing::Starts(day) => Some(day),
            _ => None,
        })?;
        let change = match (announced, self.standing) {
            (Standing::Starts(from), Standing::Starts(to)) if from != to => Change::Moved { from },
            (Standing::Undated | Standing::Cancelled | Standing::Gone, Standing::Starts(_)) => Change::OnAgain,
            (Standing::Starts(_), Standing::Undated) => Change::Undated,
            (Standing::Starts(_), Standing::Gone) => Change::Gone,
            (Standing::Starts(_) | Standing::Undated, Standing::Cancelled) => Change::Cancelled,
            _ => return None,
        };
        let record = match self.standing {
            Standing::Gone => None,
            // Changes of a week that no longer concerns the person are not shown.
            _ => Some(self.record?),
        };
        let last_day = match (change, record.and_then(|week| week.starts.zip(week.ends))) {
            (Change::Moved { .. } | Change::OnAgain, Some((_, ends))) => ends,
            (Change::Cancelled, Some((starts, ends))) if starts == announced_day => ends,
            _ => announced_day,
        };
        let nth = self
            .announced
            .iter()
            .filter(|key| matches!(key.occasion, Occasion::Change(_)));
        let plan = Plan {
            occasion: Occasion::Change(nth.count() + 1),
            wanted: self.now,
            over: local::end_of(last_day),
        };
        Some((change, plan))
    }

    /// When to say it: as wanted, or now when that is past. Quiet hours move it to their end; where it would be over by
    /// then, to before they begin, or to now when that is past. `None` when it is over already.
    fn when(&self, plan: &Plan) -> Option<DateTime<Utc>> {
        let quiet_at = |moment| self.world.choices.quiet_at(moment);
        let planned = match quiet_at(plan.wanted) {
            Some((_, end)) if end < plan.over => end,
            Some((begin, _)) => begin - TimeDelta::minutes(1),
            None => plan.wanted,
        };
        let at = planned.max(self.now);
        let at = match quiet_at(at) {
            Some((_, end)) if end < plan.over => end,
            _ => at,
        };
        Some(at).filter(|at| *at < plan.over)
    }

    fn key(&self, occasion: Occasion) -> Key {
        Key {
            week: self.id.to_owned(),
            occasion,
            standing: self.standing,
        }
    }
}

/// Whether `week` is announced to the person.
fn concerns(world: &World<'_>, week: &PracticeWeek) -> bool {
    let chosen = match world.choices.areas.as_slice() {
        [] => world.own_areas,
        chosen => chosen,
    };
    is_bookmarked(world, week) || area::concerns(world.areas, &week.area, chosen)
}

/// Whether the person bookmarked the week, or a session of it.
fn is_bookmarked(world: &World<'_>, week: &PracticeWeek) -> bool {
    let of_week = |session: &String| session.split_once('/').is_some_and(|(id, _)| week.id == id);
    world.bookmarked_weeks.contains(week.id.as_str()) || world.bookmarked_sessions.iter().any(of_week)
}

fn is_session(key: &Key) -> bool {
    matches!(key.occasion, Occasion::Session(..))
}

/// What comes foremost in a message, and then the sooner.
fn rank(key: &Key) -> (u8, String) {
    match &key.occasion {
        Occasion::Change(n) => (0, n.to_string()),
        Occasion::Session(id, starts) => (1, format!("{starts} {id}")),
        Occasion::Morning(day) => (2, day.to_string()),
        Occasion::WorkingDayBefore(_) => (3, String::new()),
        Occasion::WeekBefore(_) => (4, String::new()),
    }
}
