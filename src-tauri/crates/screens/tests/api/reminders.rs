//! Reminders and following a week, on the real catalogue and its week of October 2025.

use api::card::RecordKind;
use api::error::ErrorCode;
use api::reminders::view::Reminder;
use api::{Bundled, Doorstep};
use catalogue::{Catalogue, PracticeWeek, Status, Weekday, Withdrawal};
use chrono::TimeDelta;
use reminders::{Choices, Snooze};
use store::Origin;
use tempfile::TempDir;

use crate::kit::{EDITION, at, bundle, edited};

const WEEK: &str = "child-exploitation-2025";
const TITLE: &str = "HIPS Child Exploitation (CE) Safeguarding Practice Week";
/// The Monday before it, half past eight in London.
const WEEK_BEFORE: &str = "2025-10-06T07:30:00Z";
const NEUTRAL: (&str, &str) = ("A reminder from Doorstep", "Open Doorstep to see it.");

struct App {
    doorstep: Doorstep,
    bundled: Bundled,
    folder: TempDir,
}

impl App {
    fn new() -> Self {
        let (folder, bundled) = (tempfile::tempdir().unwrap(), bundle(&EDITION));
        let doorstep = Doorstep::open(folder.path(), bundled, at("2025-10-01T09:00:00Z")).unwrap();
        Self {
            doorstep,
            bundled,
            folder,
        }
    }

    /// One whose notifications name the week.
    fn outspoken() -> Self {
        let app = Self::new();
        app.choose(|choices| choices.full_text = true);
        app
    }

    fn choose(&self, edit: impl FnOnce(&mut Choices)) {
        let now = at("2025-10-01T09:00:00Z");
        let mut choices = self.doorstep.reminder_settings(now).unwrap().choices;
        edit(&mut choices);
        self.doorstep.save_reminder_settings(&choices, now).unwrap();
    }

    fn restart(&mut self) {
        self.doorstep = Doorstep::open(self.folder.path(), self.bundled, at("2025-10-01T09:00:00Z")).unwrap();
    }

    /// Edition `number` arrives, in which the week is as `edit` makes it.
    fn receives(&self, number: u32, edit: impl FnOnce(&mut PracticeWeek)) {
        let edition = edited(number, |c: &mut Catalogue| {
            edit(c.practice_weeks.iter_mut().find(|week| week.id == WEEK).unwrap());
        });
        let catalogue = self.doorstep.catalogue();
        catalogue.apply(&edition, Origin::Host, at(WEEK_BEFORE)).unwrap();
    }

    fn due(&self, now: &str) -> Vec<Reminder> {
        self.doorstep.due_reminders(at(now)).unwrap().show
    }

    /// What is due is shown and remembered. Answers the words.
    fn shows(&self, now: &str) -> Vec<(String, String)> {
        let due = self.due(now);
        for reminder in &due {
            self.doorstep.reminders_shown(&reminder.keys, at(now)).unwrap();
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

fn withdraw(week: &mut PracticeWeek) {
    week.status = Status::Withdrawn;
    week.withdrawal = Some(Withdrawal {
        on: at(WEEK_BEFORE).date_naive(),
        reason: "The trainer is ill".into(),
        replacement: None,
    });
}

#[test]
fn a_reminder_is_neutral_leads_to_its_week_and_comes_once() {
    let mut app = App::new();
    let due = app.doorstep.due_reminders(at("2025-10-05T07:30:00Z")).unwrap();
    assert_eq!((due.show.len(), due.next_at), (0, Some(at(WEEK_BEFORE))));
    let due = app.due(WEEK_BEFORE);
    let [reminder] = due.as_slice() else { panic!("{due:?}") };
    assert_eq!((reminder.title.as_str(), reminder.body.as_str()), NEUTRAL);
    assert_eq!(
        (reminder.route.as_str(), reminder.week.as_str()),
        ("#/weeks/child-exploitation-2025", WEEK)
    );
    assert!(reminder.can_snooze);
    // What was not remembered as shown comes again, with the same key.
    app.restart();
    assert_eq!(app.due(WEEK_BEFORE), due);
    app.shows(WEEK_BEFORE);
    app.restart();
    assert_eq!(app.due("2025-10-06T07:31:00Z"), []);
}

#[test]
fn neutral_words_name_nothing_and_full_ones_the_week() {
    let app = App::new();
    let now = at("2025-10-01T09:00:00Z");
    app.doorstep.set_bookmark(RecordKind::Week, WEEK, true, now).unwrap();
    let neutral = app.doorstep.upcoming_reminders(50, now).unwrap();
    assert_eq!(neutral.len(), 12);
    assert!(neutral.iter().all(|r| (r.title.as_str(), r.body.as_str()) == NEUTRAL));

    app.choose(|choices| choices.full_text = true);
    let full = app.doorstep.upcoming_reminders(50, now).unwrap();
    let said: Vec<_> = full.iter().map(|r| (r.title.as_str(), r.body.as_str())).collect();
    assert_eq!(
        said[0],
        (
            &*format!("{TITLE} starts on Monday 13 October"),
            "13 to 17 October 2025."
        )
    );
    assert_eq!(said[1].0, format!("{TITLE} starts on Monday 13 October"));
    assert_eq!(
        said[2],
        (
            &*format!("{TITLE} starts today"),
            "Today: Focus not announced in our source."
        )
    );
    assert_eq!(
        said[4],
        (
            "HIPS Child Exploitation Toolkit Tour starts at 8:30am",
            "Microsoft Teams."
        )
    );
    assert_eq!(said[5], ("Today: Webinars via Microsoft Teams", &*format!("{TITLE}.")));
    assert_eq!(
        said[9].0,
        "An introduction to having Honest Conversations starts at 7pm"
    );
}

#[test]
fn a_week_that_moves_or_is_withdrawn_by_an_edition_is_told_once_over_restarts() {
    let mut app = App::outspoken();
    app.shows(WEEK_BEFORE);
    app.receives(2, |week| move_by(week, TimeDelta::days(7)));
    let moved = (
        format!("{TITLE} has moved"),
        "It starts on Monday 20 October.".to_owned(),
    );
    assert_eq!(app.shows("2025-10-06T10:00:00Z"), [moved]);
    app.restart();
    assert_eq!(app.shows("2025-10-06T10:01:00Z"), []);
    // A new title is nothing new, and neither is the same week in another edition.
    app.receives(3, |week| {
        move_by(week, TimeDelta::days(7));
        week.title = "A week".into();
    });
    assert_eq!(app.shows("2025-10-06T10:02:00Z"), []);
    app.receives(4, |week| {
        move_by(week, TimeDelta::days(7));
        withdraw(week);
    });
    app.restart();
    let cancelled = (format!("{TITLE} is cancelled"), "The trainer is ill.".to_owned());
    assert_eq!(app.shows("2025-10-06T10:03:00Z"), [cancelled]);
    app.restart();
    assert_eq!(app.shows("2025-10-20T07:30:00Z"), []);
    assert_eq!(
        app.doorstep.upcoming_reminders(50, at("2025-10-06T10:04:00Z")).unwrap(),
        []
    );
}

#[test]
fn a_week_the_catalogue_no_longer_has_leads_to_the_calendar() {
    let app = App::outspoken();
    app.shows(WEEK_BEFORE);
    let without = edited(2, |c| c.practice_weeks.retain(|week| week.id != WEEK));
    let catalogue = app.doorstep.catalogue();
    catalogue.apply(&without, Origin::Host, at(WEEK_BEFORE)).unwrap();
    let due = app.due("2025-10-06T10:00:00Z");
    assert_eq!((due.len(), due[0].route.as_str()), (1, "#/calendar"));
    assert_eq!(due[0].title, "A practice week is no longer in the calendar");
}

#[test]
fn a_week_learned_of_while_it_runs_is_one_message_with_todays_topic() {
    let app = App::outspoken();
    let words = app.shows("2025-10-15T10:00:00Z");
    assert_eq!(
        words,
        [("Today: Webinars via Microsoft Teams".to_owned(), format!("{TITLE}."))]
    );
    assert_eq!(app.shows("2025-10-15T10:01:00Z"), []);
    let app = App::outspoken();
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
    let app = App::outspoken();
    let now = at("2025-10-15T08:00:00Z");
    app.shows("2025-10-15T08:00:00Z");
    let session = format!("{WEEK}/honest-conversations");
    app.doorstep
        .set_bookmark(RecordKind::Session, &session, true, now)
        .unwrap();
    let next = app.doorstep.due_reminders(now).unwrap().next_at;
    assert_eq!(next, Some(at("2025-10-15T17:45:00Z")), "a quarter to seven in London");
    assert_eq!(
        app.shows("2025-10-15T17:45:00Z")[0].0,
        "An introduction to having Honest Conversations starts at 7pm"
    );
    let week = app.doorstep.week(WEEK, now).unwrap();
    let kept: Vec<_> = week
        .days
        .iter()
        .flat_map(|d| &d.sessions)
        .filter(|s| s.bookmarked)
        .collect();
    assert_eq!((kept.len(), &kept[0].record), (1, &session));
}

#[test]
fn what_is_left_for_later_comes_again_and_what_is_muted_does_not() {
    let mut app = App::new();
    let key = app.due(WEEK_BEFORE)[0].key.clone();
    app.shows(WEEK_BEFORE);
    let until = app
        .doorstep
        .snooze_reminder(&key, Snooze::Hour, at(WEEK_BEFORE))
        .unwrap();
    assert_eq!(until, "6 October 2025 at 9:30am");
    app.restart();
    assert_eq!(app.due("2025-10-06T08:29:00Z"), []);
    assert_eq!(app.shows("2025-10-06T08:30:00Z").len(), 1);
    assert_eq!(app.due("2025-10-06T08:31:00Z"), []);
    for bad in ["", "test", "a/day/2025-10-13"] {
        let refused = app
            .doorstep
            .snooze_reminder(bad, Snooze::Hour, at(WEEK_BEFORE))
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::BadRequest);
        let refused = app
            .doorstep
            .reminders_shown(&[bad.to_owned()], at(WEEK_BEFORE))
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::BadRequest);
    }

    let now = at("2025-10-06T09:00:00Z");
    assert!(app.doorstep.mute_week(WEEK, true, now).unwrap().muted);
    app.restart();
    assert!(app.doorstep.week(WEEK, now).unwrap().muted);
    assert_eq!(app.doorstep.upcoming_reminders(50, now).unwrap(), []);
    let muted = app.doorstep.reminder_settings(now).unwrap().muted;
    assert_eq!(muted.iter().map(|link| link.id.as_str()).collect::<Vec<_>>(), [WEEK]);
    assert!(!app.doorstep.mute_week(WEEK, false, now).unwrap().muted);
    assert_eq!(app.doorstep.upcoming_reminders(50, now).unwrap().len(), 6);
    assert_eq!(
        app.doorstep.mute_week("nothing", true, now).unwrap_err().code,
        ErrorCode::NotFound
    );
}

#[test]
fn what_a_phone_showed_by_itself_is_not_shown_again() {
    let mut app = App::new();
    let armed = app.doorstep.arm_reminders(3, at("2025-10-01T09:00:00Z")).unwrap();
    assert_eq!(armed.len(), 3);
    assert_eq!(armed[0].at, at(WEEK_BEFORE));
    app.restart();
    // Two of them came while the app was not running.
    let again = app.doorstep.arm_reminders(3, at("2025-10-11T09:00:00Z")).unwrap();
    assert_eq!(again[0], armed[2]);
    assert_eq!(app.due("2025-10-11T09:00:00Z"), []);
}

#[test]
fn choices_are_kept_checked_and_taken_along() {
    let mut app = App::new();
    let now = at("2025-10-01T09:00:00Z");
    let settings = app.doorstep.reminder_settings(now).unwrap();
    assert_eq!(settings.choices, Choices::default());
    assert_eq!(
        settings.next.unwrap(),
        format!("Next: 6 October 2025 at 8:30am, {TITLE}.")
    );
    assert!(settings.note.contains("bank holidays are not known"));
    let chosen = Choices {
        areas: vec!["isle-of-wight".into()],
        week_before: false,
        quiet_from: "21:30".parse().unwrap(),
        ..Choices::default()
    };
    let nowhere = Choices {
        areas: vec!["hips".into()],
        ..chosen.clone()
    };
    let refused = app.doorstep.save_reminder_settings(&nowhere, now).unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest);
    let saved = app.doorstep.save_reminder_settings(&chosen, now).unwrap();
    assert_eq!(
        saved.next.unwrap(),
        format!("Next: 10 October 2025 at 8:30am, {TITLE}.")
    );
    app.restart();
    assert_eq!(app.doorstep.reminder_settings(now).unwrap().choices, chosen);

    app.doorstep.tick_day(WEEK, Weekday::Monday, true, now).unwrap();
    let out = tempfile::tempdir().unwrap();
    let saved = app.doorstep.save_personal(out.path(), now).unwrap();
    let other = App::new();
    other
        .doorstep
        .import_personal(&std::fs::read_to_string(saved.path).unwrap(), now)
        .unwrap();
    assert_eq!(other.doorstep.reminder_settings(now).unwrap().choices, chosen);
    assert_eq!(
        other.doorstep.week(WEEK, at("2025-10-14T09:00:00Z")).unwrap().days[0].done,
        Some(true)
    );
}

#[test]
fn a_test_says_that_it_is_one() {
    let test = App::new().doorstep.test_reminder(at(WEEK_BEFORE));
    assert_eq!(test.title, NEUTRAL.0);
    assert!(test.body.contains("test") && test.keys.is_empty());
}

#[test]
fn a_running_week_is_followed_on_home_and_kept_for_two_weeks() {
    let app = App::new();
    let home = |now: &str| app.doorstep.home(at(now)).unwrap();
    assert_eq!(
        (
            home("2025-10-12T09:00:00Z").today.len(),
            home("2025-10-12T09:00:00Z").kept.len()
        ),
        (0, 0)
    );

    let wednesday = "2025-10-15T09:00:00Z";
    let today = home(wednesday).today.remove(0);
    let day = today.day.unwrap();
    assert_eq!(
        (today.card.id.as_str(), day.topic.as_str()),
        (WEEK, "Webinars via Microsoft Teams")
    );
    assert_eq!((day.done, day.sessions.len()), (Some(false), 5));
    // The week has no one thing of its own: its pack's is named as the pack's.
    assert_eq!(today.one_thing_of.unwrap().id, "child-exploitation");
    assert!(!today.one_thing.unwrap().is_empty());
    let days: Vec<_> = today.days.iter().map(|d| (d.title.as_str(), d.done, d.today)).collect();
    assert_eq!(days[2], ("Wednesday 15 October", false, true));

    let week = app
        .doorstep
        .tick_day(WEEK, Weekday::Wednesday, true, at(wednesday))
        .unwrap();
    assert_eq!(week.days[2].done, Some(true));
    app.doorstep
        .tick_day(WEEK, Weekday::Monday, true, at(wednesday))
        .unwrap();
    app.doorstep
        .tick_day(WEEK, Weekday::Tuesday, true, at(wednesday))
        .unwrap();
    app.doorstep
        .tick_day(WEEK, Weekday::Tuesday, false, at(wednesday))
        .unwrap();
    assert!(home(wednesday).today[0].days[2].done);
    let nowhere = app
        .doorstep
        .tick_day(WEEK, Weekday::Sunday, true, at(wednesday))
        .unwrap_err();
    assert_eq!(nowhere.code, ErrorCode::NotFound);

    let after = "2025-10-18T09:00:00Z";
    let kept = home(after).kept.remove(0);
    assert_eq!(
        (kept.card.id.as_str(), kept.sentence.as_str()),
        (WEEK, "You ticked off 2 days of 5.")
    );
    assert_eq!(app.doorstep.week(WEEK, at(after)).unwrap().kept, Some(kept));
    assert!(app.doorstep.week(WEEK, at(wednesday)).unwrap().kept.is_none());
    assert_eq!(
        home("2025-10-31T23:00:00Z").kept.len(),
        1,
        "the last day of the two weeks"
    );
    assert_eq!(home("2025-11-01T00:00:00Z").kept.len(), 0);
    assert!(
        app.doorstep
            .week(WEEK, at("2026-10-15T09:00:00Z"))
            .unwrap()
            .kept
            .is_some()
    );
}

#[test]
fn a_week_that_nobody_followed_is_not_kept_and_a_bookmarked_one_is() {
    let app = App::new();
    let after = at("2025-10-18T09:00:00Z");
    assert!(app.doorstep.home(after).unwrap().kept.is_empty());
    app.doorstep.set_bookmark(RecordKind::Week, WEEK, true, after).unwrap();
    let kept = app.doorstep.home(after).unwrap().kept.remove(0);
    assert_eq!(kept.sentence, "You kept this week and ticked no day off.");
    // Hampshire's week of 2024 has resources: each stands there once.
    let hampshire = "domestic-abuse-2024-hampshire";
    app.doorstep
        .set_bookmark(RecordKind::Week, hampshire, true, after)
        .unwrap();
    let kept = app.doorstep.week(hampshire, after).unwrap().kept.unwrap();
    assert_eq!(kept.resources.len(), 5);
    assert!(kept.one_thing.unwrap().starts_with("Read what research says") && kept.one_thing_of.is_none());
}

#[test]
fn the_calendar_has_every_day_of_every_week_with_dates() {
    let app = App::new();
    let calendar = app.doorstep.calendar(at("2025-10-14T09:00:00Z")).unwrap();
    assert_eq!(calendar.date.to_string(), "2025-10-14");
    let days: Vec<_> = calendar.days.iter().filter(|day| day.week.id == WEEK).collect();
    let titles: Vec<_> = days
        .iter()
        .map(|day| (day.title.as_str(), day.first, day.sessions.len()))
        .collect();
    assert_eq!(titles[0], ("Monday 13 October 2025", true, 0));
    assert_eq!(titles[2], ("Wednesday 15 October 2025", false, 5));
    assert_eq!(titles.len(), 5);
    assert!(calendar.days.is_sorted_by_key(|day| day.date));
    assert!(
        calendar
            .days
            .iter()
            .all(|day| day.week.id != "learning-from-reviews-2024-isle-of-wight")
    );
    // Both areas' weeks of November 2024 are on the same days.
    let both = calendar.days.iter().filter(|day| day.date.to_string() == "2024-11-25");
    let areas: Vec<_> = both.map(|day| day.week.area.as_deref().unwrap()).collect();
    assert_eq!(areas, ["Hampshire", "Isle of Wight"]);
}
