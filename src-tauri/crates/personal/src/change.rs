//! One write to what the person keeps, as data.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::settings::REMEMBERING;
use crate::{Bookmark, DayDone, KeptOffline, MutedWeek, Personal, ShownReminder};

/// How many searches are remembered.
pub const RECENT: u32 = 8;

/// How often an opening is counted at most.
pub const MOST_OPENED: u32 = 1_000_000;

/// One write: it is stored whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Bookmarks this, before all others. What is bookmarked already stays as it is, where it is.
    AddBookmark(Bookmark),
    /// Takes a bookmark away.
    RemoveBookmark {
        /// What sort of thing it is.
        kind: String,
        /// Its stable id.
        id: String,
    },
    /// Bookmarks this at a place counted from 0; beyond the end means last. What is bookmarked already is only moved.
    PutBookmark(u32, Bookmark),
    /// Moves a bookmark to a place counted from 0 among all without it; beyond the end means last.
    MoveBookmark {
        /// What sort of thing it is.
        kind: String,
        /// Its stable id.
        id: String,
        /// Its new place.
        position: u32,
    },
    /// Sets a setting to this JSON.
    Set {
        /// Its key.
        key: String,
        /// Its value, as JSON text.
        json: String,
    },
    /// Wants the documents of this. What is wanted already stays as it is.
    KeepOffline(KeptOffline),
    /// Wants the documents of this no longer.
    LetGoOffline {
        /// What sort of thing it is.
        kind: String,
        /// Its stable id.
        id: String,
    },
    /// Ticks a day off. One that is ticked off keeps its time.
    TickDay(DayDone),
    /// Takes a tick away.
    UntickDay {
        /// The week's stable id.
        week: String,
        /// The day: "monday".
        weekday: String,
    },
    /// Wants to hear nothing of a week.
    MuteWeek(MutedWeek),
    /// Wants to hear of a week again.
    UnmuteWeek(String),
    /// These reminders were shown, one after the other. What was left for later has come with it.
    RemindersShown(Vec<ShownReminder>, DateTime<Utc>),
    /// Leaves the reminder of this key for later.
    SnoozeReminder {
        /// Its key.
        key: String,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// Reminds the person at this time, of nothing that is known here.
    SetReminder(DateTime<Utc>),
    /// Removes these times: they have come, or are not wanted any more.
    DropReminders(Vec<DateTime<Utc>>),
    /// Counts one more opening of a record and puts the search that led there, if there was one, first among the recent
    /// ones; one that differs only in capitals replaces the other. Nothing when searches are not remembered.
    Opened {
        /// The search, as typed.
        query: Option<String>,
        /// What sort of thing was opened.
        kind: String,
        /// Its stable id.
        id: String,
    },
    /// Forgets all searches and what was opened from them.
    ForgetSearches,
    /// Whether searches are remembered from now on. Off forgets all of them at once.
    RememberSearches(bool),
    /// What a saved file holds, added to what is there; nothing is taken away.
    Import(Box<Import>),
}

/// What a saved file holds. Each is added unless it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Bookmarks, in the order of the file: they come after those that are there.
    pub bookmarks: Vec<Bookmark>,
    /// Whose documents are wanted.
    pub kept_offline: Vec<KeptOffline>,
    /// Weeks of which nothing is wanted.
    pub muted_weeks: Vec<MutedWeek>,
    /// Days ticked off.
    pub days_done: Vec<DayDone>,
    /// Times at which the person wants to be reminded.
    pub reminders_set: Vec<DateTime<Utc>>,
    /// Settings, by key, as JSON text.
    pub settings: Vec<(String, String)>,
}

impl Personal {
    /// What the person keeps after a change.
    pub fn after(&self, change: &Change) -> Self {
        let mut next = self.clone();
        match change {
            Change::AddBookmark(bookmark) => {
                Arc::make_mut(&mut next.bookmarks).put(0, bookmark.clone());
            }
            Change::RemoveBookmark { kind, id } => {
                Arc::make_mut(&mut next.bookmarks).remove(kind, id);
            }
            Change::PutBookmark(position, bookmark) => {
                let bookmarks = Arc::make_mut(&mut next.bookmarks);
                let position = *position as usize;
                if !bookmarks.put(position, bookmark.clone()) {
                    bookmarks.place(&bookmark.kind, &bookmark.id, position);
                }
            }
            Change::MoveBookmark { kind, id, position } => {
                Arc::make_mut(&mut next.bookmarks).place(kind, id, *position as usize);
            }
            Change::Set { key, json } => next.settings.set(key, json.clone()),
            Change::KeepOffline(kept) => next.keep_offline(kept),
            Change::LetGoOffline { kind, id } => {
                Arc::make_mut(&mut next.kept_offline).retain(|kept| (&kept.kind, &kept.id) != (kind, id));
            }
            Change::TickDay(day) => next.tick(day),
            Change::UntickDay { week, weekday } => {
                Arc::make_mut(&mut next.days_done).retain(|day| (&day.week, &day.weekday) != (week, weekday));
            }
            Change::MuteWeek(muted) => next.mute(muted),
            Change::UnmuteWeek(week) => {
                Arc::make_mut(&mut next.muted_weeks).retain(|muted| muted.week != *week);
            }
            Change::RemindersShown(shown, _) => {
                let all = Arc::make_mut(&mut next.reminders_shown);
                for reminder in shown {
                    // A reminder shown again after a snooze is the latest.
                    all.retain(|other| other.key != reminder.key);
                    all.push(reminder.clone());
                    Arc::make_mut(&mut next.reminders_snoozed).remove(&reminder.key);
                }
            }
            Change::SnoozeReminder { key, until } => {
                Arc::make_mut(&mut next.reminders_snoozed).insert(key.clone(), *until);
            }
            Change::SetReminder(at) => next.set_reminder(*at),
            Change::DropReminders(times) => {
                Arc::make_mut(&mut next.reminders_set).retain(|at| !times.contains(at));
            }
            Change::Opened { query, kind, id } => {
                if next.remembers_searches() {
                    next.open(query.as_deref(), kind, id);
                }
            }
            Change::ForgetSearches => next.forget(),
            Change::RememberSearches(on) => {
                next.settings.set(REMEMBERING, on.to_string());
                if !on {
                    next.forget();
                }
            }
            Change::Import(import) => next.import(import),
        }
        next
    }

    fn keep_offline(&mut self, kept: &KeptOffline) {
        let same = |other: &KeptOffline| (&other.kind, &other.id) == (&kept.kind, &kept.id);
        if !self.kept_offline.iter().any(same) {
            let all = Arc::make_mut(&mut self.kept_offline);
            all.push(kept.clone());
            all.sort_by(|a, b| (a.kept_at, &a.kind, &a.id).cmp(&(b.kept_at, &b.kind, &b.id)));
        }
    }

    fn tick(&mut self, day: &DayDone) {
        if !self.is_done(&day.week, &day.weekday) {
            let all = Arc::make_mut(&mut self.days_done);
            all.push(day.clone());
            all.sort_by(|a, b| (&a.week, &a.weekday).cmp(&(&b.week, &b.weekday)));
        }
    }

    fn mute(&mut self, muted: &MutedWeek) {
        if !self.is_muted(&muted.week) {
            let all = Arc::make_mut(&mut self.muted_weeks);
            all.push(muted.clone());
            all.sort_by(|a, b| a.week.cmp(&b.week));
        }
    }

    fn set_reminder(&mut self, at: DateTime<Utc>) {
        if let Err(place) = self.reminders_set.binary_search(&at) {
            Arc::make_mut(&mut self.reminders_set).insert(place, at);
        }
    }

    fn open(&mut self, query: Option<&str>, kind: &str, id: &str) {
        let times = Arc::make_mut(&mut self.opened);
        let times = times.entry((kind.to_owned(), id.to_owned())).or_default();
        *times = (*times + 1).min(MOST_OPENED);
        if let Some(query) = query {
            let recent = Arc::make_mut(&mut self.recent_searches);
            // As SQLite's NOCASE compares.
            recent.retain(|other| !other.eq_ignore_ascii_case(query));
            recent.insert(0, query.to_owned());
            recent.truncate(RECENT as usize);
        }
    }

    fn forget(&mut self) {
        self.opened = Arc::default();
        self.recent_searches = Arc::default();
    }

    fn import(&mut self, import: &Import) {
        let bookmarks = Arc::make_mut(&mut self.bookmarks);
        for bookmark in &import.bookmarks {
            bookmarks.put(usize::MAX, bookmark.clone());
        }
        import.kept_offline.iter().for_each(|kept| self.keep_offline(kept));
        import.muted_weeks.iter().for_each(|muted| self.mute(muted));
        import.days_done.iter().for_each(|day| self.tick(day));
        import.reminders_set.iter().for_each(|at| self.set_reminder(*at));
        for (key, json) in &import.settings {
            if self.settings.iter().all(|(other, _)| other != key) {
                self.settings.set(key, json.clone());
            }
        }
    }
}
