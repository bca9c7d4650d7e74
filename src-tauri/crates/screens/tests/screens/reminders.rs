//! Reminders, on the real catalogue and its week of October 2025. The rules themselves: `reminders`' tests.

use catalogue::{Kind, PracticeWeek};
use chrono::TimeDelta;
use personal::{Change, MutedWeek};
use reminders::{Choices, Snooze};
use screens::ErrorCode;
use screens::reminders::{self as answers, ChoicesPatch, Reminder};

use crate::kit::{App, at, edited, withdrawn};

const WEEK: &str = "child-exploitation-2025";
const TITLE: &str = "HIPS Child Exploitation (CE) Safeguarding Practice Week";
const BEFORE: &str = "2025-10-01T09:00:00Z";
/// The Monday before it, half past eight in London.
const WEEK_BEFORE: &str = "2025-10-06T07:30:00Z";
const NEUTRAL: (&str, &str) = ("A reminder from Doorstep", "Open Doorstep to see it.");

impl App {
    /// One whose notifications name the week.
    fn outspoken() -> Self {
        let mut app = Self::new();
        app.choose(|choices| choices.full_text = true);
        app
    }

    pub fn choose(&mut self, edit: impl FnOnce(&mut Choices)) {
        let mut choices = answers::choices(&self.at(BEFORE));
        edit(&mut choices);
        self.set(answers::CHOICES, &choices);
    }

    /// Edition `number` arrives, in which the week is as `edit` makes it.
    fn receives_week(&mut self, number: u32, edit: impl FnOnce(&mut PracticeWeek)) {
        let edition = edited(number, |c| {
            edit(c.practice_weeks.iter_mut().find(|week| week.id == WEEK).unwrap());
        });
        self.receives(&edition, WEEK_BEFORE);
    }

    fn due(&self, now: &str) -> Vec<Reminder> {
        answers::due(&self.at(now)).show
    }

    fn upcoming(&self, now: &str) -> Vec<Reminder> {
        answers::upcoming(&self.at(now), 50)
    }

    /// What is due is shown and noted. Answers the words.
    fn shows(&mut self, now: &str) -> Vec<(String, String)> {
        let due = self.due(now);
        for reminder in &due {
            self.change(&answers::shown(&reminder.keys, at(now)).unwrap());
        }
        due.into_iter().map(|r| (r.title, r.body)).collect()
    }
}

/// Moves a week, its days and its sessions.
fn move_by(week: &mut PracticeWeek, by: TimeDelta) {
    week.starts = week.starts.map(|day| day + by);
    week.ends = week.ends.map(|day| day + by);
    for day in &mut week.days {
        day.date = day.date.map(|date| date + by);
        for session in &mut day.sessions {
            session.starts += by;
            session.ends += by;
        }
    }
}

#[test]
fn a_reminder_is_neutral_leads_to_its_week_and_comes_once() {
    let mut app = App::new();
    let due = answers::due(&app.at("2025-10-05T07:30:00Z"));
    assert_eq!((due.show.len(), due.next_at), (0, Some(at(WEEK_BEFORE))));
    let due = app.due(WEEK_BEFORE);
    let [reminder] = due.as_slice() else { panic!("{due:?}") };
    assert_eq!((reminder.title.as_str(), reminder.body.as_str()), NEUTRAL);
    assert_eq!(
        (reminder.route.as_str(), reminder.week.as_deref()),
        ("#/weeks/child-exploitation-2025", Some(WEEK))
    );
    assert!(reminder.can_snooze);
    // What was not noted as shown comes again, with the same key.
    assert_eq!(app.due(WEEK_BEFORE), due);
    app.shows(WEEK_BEFORE);
    assert_eq!(app.due("2025-10-06T07:31:00Z"), []);
}

#[test]
fn neutral_words_name_nothing_and_full_ones_the_week() {
    let mut app = App::new();
    app.bookmark(Kind::Week, WEEK);
    let neutral = app.upcoming(BEFORE);
    assert_eq!(neutral.len(), 12);
    assert!(neutral.iter().all(|r| (r.title.as_str(), r.body.as_str()) == NEUTRAL));

    app.choose(|choices| choices.full_text = true);
    let full = app.upcoming(BEFORE);
    let read: Vec<_> = full.iter().map(|r| (r.title.as_str(), r.body.as_str())).collect();
    let starts = format!("{TITLE} starts on Monday 13 October");
    assert_eq!(read[0], (&*starts, "13 to 17 October 2025."));
    assert_eq!(read[1].0, starts);
    assert_eq!(
        read[2],
        (&*format!("{TITLE} starts today"), "Today: Topic not announced.")
    );
    assert_eq!(
        read[4],
        (
            "HIPS Child Exploitation Toolkit Tour starts at 8:30am",
            "Microsoft Teams."
        )
    );
    assert_eq!(read[5], ("Today: Webinars via Microsoft Teams", &*format!("{TITLE}.")));
    assert_eq!(
        read[9].0,
        "An introduction to having Honest Conversations starts at 7pm"
    );
}

#[test]
fn a_week_that_an_edition_moves_or_withdraws_is_announced_once() {
    let mut app = App::outspoken();
    app.shows(WEEK_BEFORE);
    app.receives_week(2, |week| move_by(week, TimeDelta::days(7)));
    let moved = (
        format!("{TITLE} has moved"),
        "It starts on Monday 20 October.".to_owned(),
    );
    assert_eq!(app.shows("2025-10-06T10:00:00Z"), [moved]);
    assert_eq!(app.shows("2025-10-06T10:01:00Z"), []);
    // A new title is nothing new, and neither is the same week in another edition.
    app.receives_week(3, |week| {
        move_by(week, TimeDelta::days(7));
        week.title = "A week".into();
    });
    assert_eq!(app.shows("2025-10-06T10:02:00Z"), []);
    app.receives_week(4, |week| {
        move_by(week, TimeDelta::days(7));
        week.standing = withdrawn("2025-10-06", "The trainer is ill", None);
    });
    let cancelled = (format!("{TITLE} is cancelled"), "The trainer is ill.".to_owned());
    assert_eq!(app.shows("2025-10-06T10:03:00Z"), [cancelled]);
    assert_eq!(app.shows("2025-10-20T07:30:00Z"), []);
    assert_eq!(app.upcoming("2025-10-06T10:04:00Z"), []);
}

#[test]
fn a_week_the_catalogue_no_longer_has_leads_to_the_calendar() {
    let mut app = App::outspoken();
    app.shows(WEEK_BEFORE);
    let without = edited(2, |c| c.practice_weeks.retain(|week| week.id != WEEK));
    app.receives(&without, WEEK_BEFORE);
    let due = app.due("2025-10-06T10:00:00Z");
    assert_eq!((due.len(), due[0].route.as_str()), (1, "#/calendar"));
    assert_eq!(due[0].title, "A practice week is no longer in the calendar");
}

#[test]
fn a_week_learned_of_while_it_runs_is_one_message_with_todays_topic() {
    let mut app = App::outspoken();
    let words = app.shows("2025-10-15T10:00:00Z");
    assert_eq!(
        words,
        [("Today: Webinars via Microsoft Teams".to_owned(), format!("{TITLE}."))]
    );
    assert_eq!(app.shows("2025-10-15T10:01:00Z"), []);
    let mut app = App::outspoken();
    app.choose(|choices| choices.morning_of = false);
    let words = app.shows("2025-10-15T10:00:00Z");
    let expected = (
        format!("{TITLE} is on"),
        "Today: Webinars via Microsoft Teams.".to_owned(),
    );
    assert_eq!(words, [expected]);
}

#[test]
fn a_bookmarked_session_is_announced_alone() {
    let mut app = App::outspoken();
    let now = "2025-10-15T08:00:00Z";
    app.shows(now);
    app.bookmark(Kind::Session, &format!("{WEEK}/honest-conversations"));
    let next = answers::due(&app.at(now)).next_at;
    assert_eq!(next, Some(at("2025-10-15T17:45:00Z")), "a quarter to seven in London");
    assert_eq!(
        app.shows("2025-10-15T17:45:00Z")[0].0,
        "An introduction to having Honest Conversations starts at 7pm"
    );
}

#[test]
fn what_is_left_for_later_comes_again() {
    let mut app = App::new();
    let key = app.due(WEEK_BEFORE)[0].key.clone();
    app.shows(WEEK_BEFORE);
    let until = Snooze::Hour.until(&Choices::default(), at(WEEK_BEFORE));
    app.change(&answers::later(&key, until).unwrap());
    assert_eq!(app.due("2025-10-06T08:29:00Z"), []);
    assert_eq!(app.shows("2025-10-06T08:30:00Z").len(), 1);
    assert_eq!(app.due("2025-10-06T08:31:00Z"), []);
}

#[test]
fn what_is_no_reminders_key_is_refused() {
    for bad in ["", "test", "a/day/2025-10-13"] {
        assert_eq!(answers::later(bad, at(BEFORE)).unwrap_err().code, ErrorCode::BadRequest);
        let good = App::new().due(WEEK_BEFORE)[0].key.clone();
        let refused = answers::shown(&[good, bad.to_owned()], at(BEFORE)).unwrap_err();
        assert_eq!(refused.code, ErrorCode::BadRequest);
    }
}

#[test]
fn a_muted_week_is_quiet_and_listed() {
    let mut app = App::new();
    assert_eq!(app.upcoming(BEFORE).len(), 7);
    app.change(&Change::MuteWeek(MutedWeek {
        week: WEEK.into(),
        muted_at: at(BEFORE),
    }));
    assert_eq!(app.upcoming(BEFORE), []);
    let settings = answers::settings(&app.at(BEFORE));
    assert_eq!(settings.next, None);
    assert_eq!(settings.muted.iter().map(|link| &*link.id).collect::<Vec<_>>(), [WEEK]);
    app.change(&Change::UnmuteWeek(WEEK.into()));
    assert_eq!(app.upcoming(BEFORE).len(), 7);
}

#[test]
fn on_a_phone_each_of_a_week_is_over_when_the_next_comes_and_that_one_counts_for_both() {
    let app = App::new();
    let armed = answers::upcoming(&app.at("2025-10-01T12:00:00Z"), 50);
    let of_week: Vec<_> = armed.iter().filter(|reminder| reminder.week == armed[0].week).collect();
    assert!(of_week.len() > 2, "{of_week:?}");
    for pair in of_week.windows(2) {
        assert!(pair[0].over <= Some(pair[1].at), "{pair:?}");
        assert!(pair[1].keys.ends_with(&pair[0].keys), "{pair:?}");
        assert_ne!(pair[0].key, pair[1].key);
    }
}

#[test]
fn settings_name_the_next_reminder() {
    let mut app = App::new();
    let settings = answers::settings(&app.at(BEFORE));
    assert_eq!(settings.choices, Choices::default());
    assert_eq!(
        settings.next.unwrap(),
        format!("Next: 6 October 2025 at 8:30am, {TITLE}.")
    );
    assert!(settings.note.contains("except bank holidays"), "{}", settings.note);
    let areas: Vec<_> = settings.areas.iter().map(|area| area.id.as_str()).collect();
    let selectable: Vec<_> = app.library().selectable_areas().map(|area| area.id.as_ref()).collect();
    assert_eq!(areas, selectable);
    app.choose(|choices| choices.week_before = false);
    assert_eq!(
        answers::settings(&app.at(BEFORE)).next.unwrap(),
        format!("Next: 10 October 2025 at 8:30am, {TITLE}.")
    );
    app.choose(|choices| choices.on = false);
    assert_eq!(answers::settings(&app.at(BEFORE)).next, None);
}

/// B12: a patch says what it changes and nothing else.
#[test]
fn a_patch_leaves_the_other_choices_as_they_are() {
    let before = Choices {
        areas: vec!["isle-of-wight".into()],
        full_text: true,
        ..Choices::default()
    };
    let patch = |json: serde_json::Value| -> ChoicesPatch { serde_json::from_value(json).unwrap() };
    let apply = |json| patch(json).apply(before.clone());
    assert_eq!(apply(serde_json::json!({})).unwrap(), before);
    let expected = Choices {
        quiet_from: "21:30".parse().unwrap(),
        ..before.clone()
    };
    assert_eq!(apply(serde_json::json!({"quiet_from": "21:30"})).unwrap(), expected);
    for bad in [
        serde_json::json!({"quiet_from": "late"}),
        serde_json::json!({"on": 1}),
        serde_json::json!({"areas": "hampshire"}),
    ] {
        assert_eq!(apply(bad).unwrap_err().code, ErrorCode::BadRequest);
    }
}

/// What only a newer version knows stays stored and is passed over.
#[test]
fn a_key_that_is_not_known_changes_nothing() {
    let mut app = App::new();
    let unknown = personal::ShownReminder {
        key: "week/occasion-of-the-future".into(),
        named: "?".into(),
    };
    let before = app.upcoming(BEFORE);
    app.change(&Change::RemindersShown(vec![unknown], at(BEFORE)));
    assert_eq!(app.upcoming(BEFORE), before);
}

#[test]
fn a_test_says_that_it_is_one() {
    let test = answers::test(at(WEEK_BEFORE));
    assert_eq!(test.title, NEUTRAL.0);
    assert!(test.body.contains("test") && test.keys.is_empty());
}
