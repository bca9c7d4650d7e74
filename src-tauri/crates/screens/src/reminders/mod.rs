//! Reminders of practice weeks: what to show, what was shown, and what the person chose.

pub mod view;
mod words;

use std::collections::{HashMap, HashSet};

use catalogue::PracticeWeek;
use chrono::{DateTime, Utc};
use reminders::{Choices, Key, Message, Said, Snooze, World};
use store::ReminderRow;

use crate::card::RecordKind;
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::WeekView;
use view::{DueReminders, Reminder, ReminderSettings};

const CHOICES: &str = "reminders";

impl Doorstep {
    /// What to show at `now`. What was not handed to [`Self::reminders_shown`] comes again.
    pub fn due_reminders(&self, now: DateTime<Utc>) -> Result<DueReminders, ApiError> {
        self.ask(now, |c| {
            Facts::read(c)?.with(|world, said| {
                let (show, next_at) = reminders::due(world, said, now);
                let show = show.iter().map(|message| reminder(world, message)).collect();
                Ok(DueReminders { show, next_at })
            })
        })
    }

    /// The next `n` reminders as things stand, soonest first; what is due already is at `now`.
    pub fn upcoming_reminders(&self, n: usize, now: DateTime<Utc>) -> Result<Vec<Reminder>, ApiError> {
        self.ask(now, |c| {
            Facts::read(c)?.with(|world, said| {
                let messages = reminders::upcoming(world, said, now, n);
                Ok(messages.iter().map(|message| reminder(world, message)).collect())
            })
        })
    }

    /// For a phone, which shows reminders while the app is not running: counts as shown what was armed before and whose
    /// time has come, and answers the next `n` to arm in place of all that was. Those due already are at `now`.
    pub fn arm_reminders(&self, n: usize, now: DateTime<Utc>) -> Result<Vec<Reminder>, ApiError> {
        self.personal.armed_were_shown(now)?;
        let next = self.upcoming_reminders(n, now)?;
        let mut rows = Vec::new();
        for reminder in &next {
            rows.extend(self::rows(&reminder.keys)?.into_iter().map(|row| (row, reminder.at)));
        }
        self.personal.set_reminders_armed(&rows)?;
        Ok(next)
    }

    /// Remembers that a reminder was shown: its [`Reminder::keys`].
    ///
    /// # Errors
    /// `BadRequest` when one is no key of a reminder; nothing is remembered then.
    pub fn reminders_shown(&self, keys: &[String], now: DateTime<Utc>) -> Result<(), ApiError> {
        Ok(self.personal.reminders_shown(&rows(keys)?, now)?)
    }

    /// Leaves the reminder of this key for later, and answers until when: "25 November 2026 at 9:30am".
    ///
    /// # Errors
    /// `BadRequest` when it is no key of a reminder.
    pub fn snooze_reminder(&self, key: &str, choice: Snooze, now: DateTime<Utc>) -> Result<String, ApiError> {
        let until = choice.until(&self.reminder_choices()?, now);
        self.personal.snooze_reminder(&parse(key)?.identity(), until)?;
        Ok(crate::words::moment(until))
    }

    /// Says nothing more of a week, or speaks of it again.
    pub fn mute_week(&self, week: &str, muted: bool, now: DateTime<Utc>) -> Result<WeekView, ApiError> {
        let view = self.week(week, now)?;
        self.personal.mute_week(week, muted, now)?;
        Ok(WeekView { muted, ..view })
    }

    /// What Settings says of reminders.
    pub fn reminder_settings(&self, now: DateTime<Utc>) -> Result<ReminderSettings, ApiError> {
        self.ask(now, |c| {
            let facts = Facts::read(c)?;
            let mut muted: Vec<String> = facts.muted.iter().cloned().collect();
            muted.sort();
            let next = facts.with(|world, said| Ok(reminders::upcoming(world, said, now, 1).pop()))?;
            let week = |message: Message| facts.weeks.iter().find(|week| week.id == message.week).zip(Some(message.at));
            Ok(ReminderSettings {
                areas: c.areas.iter().filter(|a| a.selectable).map(|a| c.area(&a.id)).collect(),
                muted: c.links(RecordKind::Week, &muted)?,
                next: next
                    .and_then(week)
                    .map(|(week, at)| format!("Next: {}, {}.", crate::words::moment(at), week.title)),
                note: "Times are those of the United Kingdom. A working day is Monday to Friday: bank holidays are not known to Doorstep."
                    .into(),
                choices: facts.choices,
            })
        })
    }

    /// Keeps what the person chose.
    ///
    /// # Errors
    /// `BadRequest` for an area that cannot be chosen.
    pub fn save_reminder_settings(&self, choices: &Choices, now: DateTime<Utc>) -> Result<ReminderSettings, ApiError> {
        self.only_selectable(&choices.areas)?;
        self.personal.set_setting(CHOICES, choices)?;
        self.reminder_settings(now)
    }

    /// A notification that only shows that notifications work. It is never remembered.
    pub fn test_reminder(&self, now: DateTime<Utc>) -> Reminder {
        let (title, _) = words::NEUTRAL;
        Reminder {
            key: "test".into(),
            keys: Vec::new(),
            at: now,
            title: title.into(),
            body: "This is a test. Reminders will look like this.".into(),
            route: "#/settings".into(),
            week: String::new(),
            can_snooze: false,
        }
    }

    fn reminder_choices(&self) -> Result<Choices, ApiError> {
        Ok(self.personal.setting(CHOICES)?.unwrap_or_default())
    }
}

/// What the rules look at, read at one moment.
struct Facts<'a> {
    c: &'a Context<'a>,
    weeks: Vec<PracticeWeek>,
    choices: Choices,
    bookmarked_weeks: HashSet<String>,
    bookmarked_sessions: HashSet<String>,
    muted: HashSet<String>,
    said: Said,
}

impl<'a> Facts<'a> {
    fn read(c: &'a Context<'a>) -> Result<Self, Failure> {
        let personal = &c.app.personal;
        let said = personal.reminders_said()?;
        // A key that only a newer version knows stays stored and is passed over.
        let shown = said
            .shown
            .iter()
            .filter_map(|row| format!("{}@{}", row.key, row.named).parse().ok());
        Ok(Self {
            weeks: c.db.all(collection::WEEKS)?,
            choices: personal.setting(CHOICES)?.unwrap_or_default(),
            bookmarked_weeks: c.bookmarked_ids(RecordKind::Week),
            bookmarked_sessions: c.bookmarked_ids(RecordKind::Session),
            muted: personal.muted_weeks()?,
            said: Said {
                shown: shown.collect(),
                snoozed: HashMap::from_iter(said.snoozed),
            },
            c,
        })
    }

    fn with<T>(&self, ask: impl FnOnce(&World<'_>, &Said) -> Result<T, Failure>) -> Result<T, Failure> {
        let world = World {
            areas: &self.c.areas,
            weeks: &self.weeks,
            choices: &self.choices,
            own_areas: &self.c.settings.areas,
            bookmarked_weeks: &self.bookmarked_weeks,
            bookmarked_sessions: &self.bookmarked_sessions,
            muted: &self.muted,
        };
        ask(&world, &self.said)
    }
}

fn reminder(world: &World<'_>, message: &Message) -> Reminder {
    let week = world.weeks.iter().find(|week| week.id == message.week);
    let (title, body) = if world.choices.full_text {
        words::full(message, week)
    } else {
        let (title, body) = words::NEUTRAL;
        (title.to_owned(), body.to_owned())
    };
    let keys: Vec<String> = message.keys.iter().map(ToString::to_string).collect();
    Reminder {
        key: keys[0].clone(),
        keys,
        at: message.at,
        title,
        body,
        route: week.map_or("#/calendar".into(), |week| format!("#/weeks/{}", week.id)),
        week: message.week.clone(),
        can_snooze: message.can_snooze,
    }
}

fn parse(key: &str) -> Result<Key, ApiError> {
    key.parse().map_err(|_| {
        ApiError::bad_request("That reminder is not one of Doorstep's. Open the calendar to see what is on.")
    })
}

fn rows(keys: &[String]) -> Result<Vec<ReminderRow>, ApiError> {
    let row = |key: &String| {
        let key = parse(key)?;
        Ok(ReminderRow {
            key: key.identity(),
            named: key.standing.to_string(),
        })
    };
    keys.iter().map(row).collect()
}
