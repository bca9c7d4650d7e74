//! Reminders of practice weeks, and of what only the person knows: what to show, and what Settings says of them.

mod choices;
mod own;
pub mod view;
mod words;

use std::collections::{BTreeMap, HashMap, HashSet};

use catalogue::{Area, BankHolidays, Kind, PracticeWeek};
use chrono::{DateTime, Utc};
use personal::{Change, ShownReminder};
use reminders::{Choices, History, Key, Message, World, own as rules};

pub(crate) use choices::time_title;
pub use choices::{CHOICES, ChoicesPatch, choices, stored};
pub use own::set_at;
pub use view::{DueReminders, OwnReminder, Reminder, ReminderSettings};

use crate::{Failure, Moment, cards};

/// What to show now. What is not noted as shown comes again.
pub fn due(m: &Moment) -> DueReminders {
    let facts = Facts::of(m);
    let (due_own, next_own) = rules::due(&m.personal.reminders_set, &facts.choices, m.now);
    facts.with(|world, history| {
        let (show, next) = reminders::due(world, history, m.now);
        let of_weeks = show.iter().filter_map(|message| reminder(world, message));
        DueReminders {
            show: own::reminder(&due_own, m.now).into_iter().chain(of_weeks).collect(),
            next_at: [next_own, next].into_iter().flatten().min(),
        }
    })
}

/// The next `n` reminders as things are, soonest first; what is due already is at `now`, or when the quiet hours end.
/// Nobody may be there to take one back: so each of a week is over when the next of that week comes, which counts for
/// both.
pub fn upcoming(m: &Moment, n: usize) -> Vec<Reminder> {
    let facts = Facts::of(m);
    let mut own: BTreeMap<DateTime<Utc>, Vec<DateTime<Utc>>> = BTreeMap::new();
    for set in m.personal.reminders_set.iter() {
        let at = rules::shown_at((*set).max(m.now), &facts.choices);
        own.entry(at).or_default().push(*set);
    }
    let mut all: Vec<Reminder> = facts.with(|world, history| {
        let messages = reminders::upcoming(world, history, m.now, n);
        messages.iter().filter_map(|message| reminder(world, message)).collect()
    });
    one_after_another(&mut all);
    all.extend(own.iter().filter_map(|(at, set)| own::reminder(set, *at)));
    all.sort_by_key(|reminder| reminder.at);
    all.truncate(n);
    all
}

/// Ends each reminder of a week at the next one of it, which takes over its keys. They come soonest first.
fn one_after_another(all: &mut [Reminder]) {
    let mut last: HashMap<String, usize> = HashMap::new();
    for next in 0..all.len() {
        let Some(week) = all[next].week.clone() else { continue };
        let Some(before) = last.insert(week, next) else {
            continue;
        };
        let (at, keys) = (all[next].at, all[before].keys.clone());
        all[before].over = all[before].over.map(|over| over.min(at));
        all[next].keys.extend(keys);
    }
}

/// What Settings says of reminders.
pub fn settings(m: &Moment) -> ReminderSettings {
    let facts = Facts::of(m);
    let muted: Vec<&str> = m.personal.muted_weeks.iter().map(|muted| muted.week.as_str()).collect();
    let next = facts.with(|world, history| reminders::upcoming(world, history, m.now, 1).pop());
    let next = next.and_then(|message: Message| {
        let week: &PracticeWeek = m.library.get(&message.week)?;
        Some(format!("Next: {}, {}.", crate::words::moment(message.at), week.title))
    });
    ReminderSettings {
        areas: m
            .selectable_areas()
            .iter()
            .map(|a| cards::area_name(m.library, &a.id))
            .collect(),
        muted: cards::links(m.library, Kind::Week, &muted),
        next,
        own: own::all(m),
        note: note(m),
        choices: facts.choices,
    }
}

/// What is noted when the reminder of these keys was shown at `now`. One that the person set has done its work, and
/// goes.
///
/// # Errors `BadRequest` when one is not a reminder's key.
pub fn shown(keys: &[String], now: DateTime<Utc>) -> Result<Change, Failure> {
    let own: Option<Vec<_>> = keys.iter().map(|key| rules::time_of(key)).collect();
    match own {
        Some(times) => Ok(Change::DropReminders(times)),
        None => Ok(Change::RemindersShown(of_weeks(keys)?, now)),
    }
}

fn of_weeks(keys: &[String]) -> Result<Vec<ShownReminder>, Failure> {
    let shown = |key: &String| {
        let key = parse(key)?;
        Ok(ShownReminder {
            key: key.identity(),
            named: key.standing.to_string(),
        })
    };
    keys.iter().map(shown).collect()
}

/// Leaves the reminder of this key until then.
///
/// # Errors `BadRequest` when it is not a reminder's key.
pub fn later(key: &str, until: DateTime<Utc>) -> Result<Change, Failure> {
    if rules::time_of(key).is_some() {
        return Ok(Change::SetReminder(until));
    }
    let key = parse(key)?.identity();
    Ok(Change::SnoozeReminder { key, until })
}

/// A notification that only shows that notifications work. It is never noted.
pub fn test(now: DateTime<Utc>) -> Reminder {
    let (title, _) = words::NEUTRAL;
    Reminder {
        key: "test".into(),
        keys: Vec::new(),
        at: now,
        title: title.into(),
        body: "This is a test. Reminders will look like this.".into(),
        route: "#/settings".into(),
        week: None,
        can_snooze: false,
        over: None,
    }
}

/// What the rules look at.
struct Facts<'a> {
    areas: &'a [Area],
    bank_holidays: &'a BankHolidays,
    weeks: &'a [PracticeWeek],
    own_areas: &'a [String],
    choices: Choices,
    bookmarked_weeks: HashSet<String>,
    bookmarked_sessions: HashSet<String>,
    muted: HashSet<String>,
    history: History,
}

impl<'a> Facts<'a> {
    fn of(m: &'a Moment<'_>) -> Self {
        let bookmarked = |kind: Kind| -> HashSet<String> {
            let of_kind = m.personal.bookmarks.iter().filter(|b| b.kind == kind.name());
            of_kind.map(|bookmark| bookmark.id.clone()).collect()
        };
        // A key that only a newer version knows stays stored and is passed over.
        let shown = m.personal.reminders_shown.iter();
        let shown = shown.filter_map(|row| format!("{}@{}", row.key, row.named).parse().ok());
        Self {
            areas: m.library.all(),
            bank_holidays: m.library.bank_holidays(),
            weeks: m.library.all(),
            own_areas: &m.settings.areas,
            choices: choices(m),
            bookmarked_weeks: bookmarked(Kind::Week),
            bookmarked_sessions: bookmarked(Kind::Session),
            muted: m.personal.muted_weeks.iter().map(|muted| muted.week.clone()).collect(),
            history: History {
                shown: shown.collect(),
                snoozed: HashMap::clone(&m.personal.reminders_snoozed),
            },
        }
    }

    fn with<T>(&self, ask: impl FnOnce(&World<'_>, &History) -> T) -> T {
        let world = World {
            areas: self.areas,
            bank_holidays: self.bank_holidays,
            weeks: self.weeks,
            choices: &self.choices,
            own_areas: self.own_areas,
            bookmarked_weeks: &self.bookmarked_weeks,
            bookmarked_sessions: &self.bookmarked_sessions,
            muted: &self.muted,
        };
        ask(&world, &self.history)
    }
}

fn note(m: &Moment) -> String {
    let holidays = match m.library.bank_holidays().last() {
        Some(last) => format!(
            ", except bank holidays, which are known up to {}",
            crate::words::date(last)
        ),
        None => ". Bank holidays are not known".into(),
    };
    format!("Times are UK times. A working day is Monday to Friday{holidays}.")
}

fn reminder(world: &World<'_>, message: &Message) -> Option<Reminder> {
    let week = world.weeks.iter().find(|week| week.id == message.week);
    let (title, body) = if world.choices.full_text {
        words::full(message, week)
    } else {
        let (title, body) = words::NEUTRAL;
        (title.to_owned(), body.to_owned())
    };
    let keys: Vec<String> = message.keys.iter().map(ToString::to_string).collect();
    Some(Reminder {
        key: keys.first()?.clone(),
        keys,
        at: message.at,
        title,
        body,
        route: week.map_or("#/calendar".into(), |week| format!("#/weeks/{}", week.id)),
        week: Some(message.week.clone()),
        can_snooze: message.can_snooze,
        over: Some(message.over),
    })
}

fn parse(key: &str) -> Result<Key, Failure> {
    key.parse().map_err(|_| {
        Failure::bad_request("Doorstep no longer has this reminder. Open Practice weeks to see what is on.")
    })
}
