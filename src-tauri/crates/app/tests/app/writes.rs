//! What a person does that is kept: what each answers, what a restart finds, and what is refused.

use std::fs;
use std::path::Path;
use std::sync::Barrier;

use app::Doorstep;
use catalogue::managed::Managed;
use catalogue::{Kind, Weekday};
use personal::Personal;
use reminders::Snooze;
use screens::bookmarks::RemovedBookmark;
use screens::calendar_file::CalendarChoice;
use screens::documents::KeepKind;
use screens::settings::{Appearance, SettingsPatch};
use screens::start::Place;
use screens::{ErrorCode, Failure, Part};
use serde_json::json;
use tempfile::TempDir;

use crate::kit::{WEEK, at, first, now, numbers, second};

/// Half past eight on the Monday before the practice week.
const WEEK_BEFORE: &str = "2026-11-30T08:30:00Z";

/// An app on a folder of its own.
struct App {
    app: Doorstep,
    folder: TempDir,
}

impl App {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            app: first(folder.path()),
            folder,
        }
    }

    /// The app is closed and opened again. What it keeps must be what it kept before.
    fn restart(&mut self) {
        let before = self.app.personal();
        self.app.close();
        self.app = first(self.folder.path());
        assert_eq!(self.app.personal(), before, "the file holds what memory held");
    }

    fn bookmark(&self, kind: Kind, id: &str, on: bool) -> Option<RemovedBookmark> {
        self.app.set_bookmark(kind, id, on, now()).unwrap().answer.removed
    }

    /// The ids of all bookmarks, in their order.
    fn bookmarks(&self) -> Vec<String> {
        self.app.personal().bookmarks.iter().map(|b| b.id.clone()).collect()
    }

    /// A failed write: its code, when it has changed nothing.
    fn refused<T: std::fmt::Debug>(&mut self, write: impl FnOnce(&Doorstep) -> Result<T, Failure>) -> ErrorCode {
        let before = self.app.personal();
        let code = write(&self.app).unwrap_err().code;
        assert_eq!(self.app.personal(), before);
        self.restart();
        code
    }
}

fn patch<T: serde::de::DeserializeOwned>(patch: serde_json::Value) -> T {
    serde_json::from_value(patch).unwrap()
}

#[test]
fn a_bookmark_is_added_taken_away_and_put_back_where_it_was() {
    let mut app = App::new();
    let written = app.app.set_bookmark(Kind::Term, "t1", true, now()).unwrap();
    assert_eq!(written.changed, [Part::Bookmarks, Part::Documents]);
    assert_eq!(written.answer.removed, None);
    for id in ["t2", "t3"] {
        app.bookmark(Kind::Term, id, true);
    }
    assert_eq!(app.bookmarks(), ["t3", "t2", "t1"]);
    app.restart();

    let written = app.app.set_bookmark(Kind::Term, "t2", false, now()).unwrap();
    assert_eq!(written.changed, [Part::Bookmarks]);
    let removed = written.answer.removed.unwrap();
    assert_eq!(
        (removed.id.as_str(), removed.title.as_str(), removed.position),
        ("t2", "Term 2", 1)
    );
    assert_eq!(
        app.bookmark(Kind::Term, "t2", false),
        None,
        "there is nothing to take away"
    );
    assert_eq!(app.bookmarks(), ["t3", "t1"]);
    app.restart();
    let written = app.app.restore_bookmark(removed, now()).unwrap();
    assert_eq!(written.changed, [Part::Bookmarks, Part::Documents]);
    assert_eq!(app.bookmarks(), ["t3", "t2", "t1"]);
    app.restart();

    app.app.move_bookmark(Kind::Term, "t1", 0, now()).unwrap();
    assert_eq!(app.bookmarks(), ["t1", "t3", "t2"]);
    app.app.move_bookmark(Kind::Term, "t1", 99, now()).unwrap();
    assert_eq!(app.bookmarks(), ["t3", "t2", "t1"]);
    app.restart();
    let nothing = app.refused(|app| app.set_bookmark(Kind::Term, "no-such", true, now()));
    assert_eq!(nothing, ErrorCode::NotFound);
}

#[test]
fn fifty_thousand_bookmarks_are_bookmarks() {
    const MANY: usize = 50_000;
    let mut app = App::new();
    let bookmark = |n: usize| json!({"kind": "term", "id": format!("b{n}"), "title": format!("B {n}")});
    let file = json!({"format": "doorstep-personal", "version": 1, "exported_at": "2026-11-22T09:00:00Z",
                      "bookmarks": (0..MANY).map(bookmark).collect::<Vec<_>>()});
    app.app.import_personal(&file.to_string(), now()).unwrap();
    assert_eq!(app.bookmarks().len(), MANY);

    app.bookmark(Kind::Term, "t1", true);
    assert_eq!(&app.bookmarks()[..2], ["t1", "b0"]);
    app.app.move_bookmark(Kind::Term, "t1", 25_000, now()).unwrap();
    assert_eq!(app.bookmarks()[25_000], "t1");
    assert_eq!(app.bookmark(Kind::Term, "b49999", false).unwrap().position, 50_000);
    assert_eq!(app.bookmarks().len(), MANY);
    let saved = |app: &App| app.app.ask(now(), |m| screens::now::answer(m).saved);
    let shown = saved(&app);
    assert_eq!(shown[0].id, "b0");
    assert_eq!(shown.len(), 5);
    app.restart();
    assert_eq!(saved(&app), shown);
}

#[test]
fn what_is_kept_can_be_taken_along() {
    let here = App::new();
    here.bookmark(Kind::Term, "t1", true);
    here.app.tick_day(WEEK, Weekday::Monday, true, now()).unwrap();
    here.app.mute_week(WEEK, true, now()).unwrap();
    here.app
        .keep_offline(KeepKind::Resource, "leaflet", true, now())
        .unwrap();
    here.app
        .save_settings(patch(json!({"areas": ["here"]})), now())
        .unwrap();
    let [soon, later] = ["2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z"].map(at);
    for time in [later, soon] {
        here.app.set_reminder(time, true, now()).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    let saved = here.app.save_personal(out.path(), now()).unwrap();
    let again = here.app.save_personal(out.path(), now()).unwrap();
    assert_ne!(saved.path, again.path, "a second file takes no other's place");

    let mut there = App::new();
    there.bookmark(Kind::Term, "t2", true);
    let text = fs::read_to_string(saved.path).unwrap();
    let written = there.app.import_personal(&text, soon).unwrap();
    assert_eq!(
        *there.app.personal().reminders_set,
        [later],
        "what was due by then was shown where it was set"
    );
    for part in [
        Part::Bookmarks,
        Part::Weeks,
        Part::Settings,
        Part::Reminders,
        Part::Documents,
    ] {
        assert!(written.changed.contains(&part), "{part:?}");
    }
    assert_eq!(there.bookmarks(), ["t2", "t1"], "what is there comes first");
    let (a, b) = (here.app.personal(), there.app.personal());
    let rest = |p: &Personal| (p.days_done.clone(), p.muted_weeks.clone(), p.kept_offline.clone());
    assert_eq!(rest(&a), rest(&b));
    assert!(!b.days_done.is_empty() && !b.muted_weeks.is_empty() && !b.kept_offline.is_empty());
    assert_eq!(there.app.ask(now(), |m| m.settings.areas.clone()), ["here"]);
    there.restart();

    let cut = &text[..text.len() / 2];
    assert_eq!(
        there.refused(|app| app.import_personal(cut, now())),
        ErrorCode::BadRequest
    );
    let file = out.path().join("file");
    fs::write(&file, "").unwrap();
    let nowhere = there.refused(|app| app.save_personal(&file, now()));
    assert_eq!(nowhere, ErrorCode::BadRequest);
}

/// B4: a colleague's file names an area that the edition here does not know, before an area is chosen.
#[test]
fn a_colleagues_area_takes_no_number_away() {
    let mut app = App::new();
    let before = numbers(&app.app);
    assert_eq!(before[0], "999");
    let settings = json!({"areas": ["atlantis"], "appearance": "dark"});
    let file = json!({"format": "doorstep-personal", "version": 1, "exported_at": "2026-11-22T09:00:00Z",
                      "settings": {"settings": settings, "reminders": {"areas": ["atlantis"]}}});
    app.app.import_personal(&file.to_string(), now()).unwrap();
    for _ in 0..2 {
        assert_eq!(numbers(&app.app), before);
        let settings = app.app.ask(now(), |m| m.settings.clone());
        assert!(settings.areas.is_empty(), "it is no choice");
        assert_eq!(settings.appearance, Appearance::Dark);
        app.restart();
    }
    // Another choice leaves it for an edition that has it.
    let light = app
        .app
        .save_settings(patch(json!({"appearance": "light"})), now())
        .unwrap();
    assert!(light.answer.areas.is_empty());
    assert_eq!(
        screens::settings::stored(&app.app.personal()).areas,
        ["atlantis"],
        "the area is kept"
    );
    app.app
        .save_reminder_settings(patch(json!({"full_text": true})), now())
        .unwrap();
    let reminders = app.app.ask(now(), screens::reminders::stored);
    assert_eq!((reminders.areas, reminders.full_text), (vec!["atlantis".into()], true));
    // What is chosen next takes its place.
    app.app.save_settings(patch(json!({"areas": ["here"]})), now()).unwrap();
    assert_eq!(numbers(&app.app), before[..2]);
}

#[test]
fn settings_are_changed_one_by_one() {
    let mut app = App::new();
    let save = |app: &App, json| app.app.save_settings(patch(json), now()).unwrap();
    let written = save(&app, json!({"areas": ["here"]}));
    assert_eq!(written.changed, [Part::Settings, Part::Reminders]);
    assert_eq!(written.answer.areas, ["here"]);
    let dark = save(&app, json!({"appearance": "dark"})).answer;
    assert_eq!(dark.areas, ["here"]);
    app.restart();
    assert_eq!(app.app.ask(now(), |m| m.settings.clone()), dark);
    for area in ["narnia", "national"] {
        let bad: SettingsPatch = patch(json!({"areas": [area]}));
        let refused = app.refused(|app| app.save_settings(bad, now()));
        assert_eq!(refused, ErrorCode::BadRequest, "{area}");
    }
}

/// B12: two choices made so quickly that neither has seen the other's answer.
#[test]
fn two_quick_choices_are_both_kept() {
    let mut app = App::new();
    for round in 0..20 {
        let appearance = ["light", "dark"][round % 2];
        let area = ["here", "there"][round % 2];
        let full_text = round % 2 == 0;
        let together = Barrier::new(4);
        let doorstep = &app.app;
        std::thread::scope(|threads| {
            let settings = |json| {
                let together = &together;
                threads.spawn(move || {
                    together.wait();
                    doorstep.save_settings(patch(json), now()).unwrap();
                });
            };
            let reminders = |json| {
                let together = &together;
                threads.spawn(move || {
                    together.wait();
                    doorstep.save_reminder_settings(patch(json), now()).unwrap();
                });
            };
            settings(json!({"appearance": appearance}));
            settings(json!({"areas": [area]}));
            reminders(json!({"full_text": full_text}));
            reminders(json!({"areas": [area]}));
        });
        let (settings, choices) = app
            .app
            .ask(now(), |m| (m.settings.clone(), screens::reminders::choices(m)));
        assert_eq!(json!(settings.appearance), json!(appearance));
        assert_eq!(settings.areas, [area]);
        assert_eq!(
            (choices.full_text, &*choices.areas),
            (full_text, &[area.to_owned()][..])
        );
    }
    app.restart();
}

#[test]
fn a_day_is_ticked_off_and_a_week_muted() {
    let mut app = App::new();
    let tuesday = at("2026-12-08T10:00:00Z");
    let written = app.app.tick_day(WEEK, Weekday::Monday, true, tuesday).unwrap();
    assert_eq!(written.changed, [Part::Weeks]);
    assert_eq!(written.answer.days[0].done, Some(true));
    app.restart();
    let done = |app: &App| {
        app.app
            .ask(tuesday, |m| screens::week::answer(m, WEEK).unwrap().days[0].done)
    };
    assert_eq!(done(&app), Some(true));
    let written = app.app.tick_day(WEEK, Weekday::Monday, false, tuesday).unwrap();
    assert_eq!(written.answer.days[0].done, Some(false));
    app.restart();
    for (week, weekday) in [(WEEK, Weekday::Sunday), ("nothing", Weekday::Monday)] {
        let refused = app.refused(|app| app.tick_day(week, weekday, true, tuesday));
        assert_eq!(refused, ErrorCode::NotFound);
    }

    let written = app.app.mute_week(WEEK, true, now()).unwrap();
    assert_eq!(written.changed, [Part::Weeks, Part::Reminders]);
    assert!(written.answer.muted);
    app.restart();
    let next = |app: &App| app.app.ask(now(), |m| screens::reminders::settings(m).next);
    assert_eq!(next(&app), None);
    assert!(!app.app.mute_week(WEEK, false, now()).unwrap().answer.muted);
    assert!(next(&app).is_some());
    let refused = app.refused(|app| app.mute_week("nothing", true, now()));
    assert_eq!(refused, ErrorCode::NotFound);
}

#[test]
fn a_reminder_comes_once_and_again_when_it_is_left_for_later() {
    let mut app = App::new();
    let due = |app: &App, now: &str| app.app.ask(at(now), |m| screens::reminders::due(m).show);
    let reminder = due(&app, WEEK_BEFORE).remove(0);
    app.restart();
    assert_eq!(
        due(&app, WEEK_BEFORE)[0],
        reminder,
        "not shown yet, it comes again after a restart"
    );
    app.app.reminders_shown(&reminder.keys, at(WEEK_BEFORE)).unwrap();
    app.restart();
    assert_eq!(due(&app, "2026-11-30T08:31:00Z"), []);

    let written = app
        .app
        .snooze_reminder(&reminder.key, Snooze::Hour, at(WEEK_BEFORE))
        .unwrap();
    assert_eq!(
        (written.changed, written.answer.as_str()),
        (vec![Part::Reminders], "30 November 2026 at 9:30am")
    );
    app.restart();
    assert_eq!(due(&app, "2026-11-30T09:29:00Z"), []);
    assert_eq!(due(&app, "2026-11-30T09:30:00Z").len(), 1);

    for bad in ["", "test", "a/day/2025-10-13"] {
        let refused = app.refused(|app| app.snooze_reminder(bad, Snooze::Hour, now()));
        assert_eq!(refused, ErrorCode::BadRequest);
        let keys = [reminder.key.clone(), bad.to_owned()];
        assert_eq!(
            app.refused(|app| app.reminders_shown(&keys, now())),
            ErrorCode::BadRequest
        );
    }
}

#[test]
fn choices_about_reminders_are_kept_and_checked() {
    let mut app = App::new();
    let chosen = json!({"areas": ["here"], "week_before": false, "quiet_from": "21:30"});
    let written = app.app.save_reminder_settings(patch(chosen), now()).unwrap();
    assert_eq!(written.changed, [Part::Reminders]);
    assert!(!written.answer.choices.week_before);
    app.restart();
    let settings = app.app.ask(now(), screens::reminders::settings);
    assert_eq!(settings, written.answer);
    for bad in [json!({"areas": ["national"]}), json!({"quiet_from": "late"})] {
        let refused = app.refused(|app| app.save_reminder_settings(patch(bad), now()));
        assert_eq!(refused, ErrorCode::BadRequest);
    }
}

#[test]
fn documents_are_wanted_and_let_go() {
    let mut app = App::new();
    let written = app
        .app
        .keep_offline(KeepKind::Resource, "leaflet", true, now())
        .unwrap();
    assert_eq!(written.changed, [Part::Documents]);
    assert_eq!(written.answer.items[0].resource, "leaflet");
    app.restart();
    let paused = app.app.pause_documents(true, now()).unwrap();
    assert!(paused.answer.paused);
    let smallest = *screens::documents::BUDGETS.iter().min().unwrap();
    assert_eq!(
        app.app.set_document_budget(smallest, now()).unwrap().answer.budget,
        smallest
    );
    app.restart();
    let refused = app.refused(|app| app.set_document_budget(smallest + 1, now()));
    assert_eq!(refused, ErrorCode::BadRequest);
    for id in ["nothing", "website"] {
        let refused = app.refused(|app| app.keep_offline(KeepKind::Resource, id, true, now()));
        assert_eq!(refused, ErrorCode::NotFound, "{id}");
    }
    let written = app
        .app
        .keep_offline(KeepKind::Resource, "leaflet", false, now())
        .unwrap();
    assert!(written.answer.items.is_empty());
    app.restart();
}

#[test]
fn recent_searches_are_those_that_led_somewhere() {
    let mut app = App::new();
    let recent = |app: &App| app.app.ask(now(), screens::search::recent);
    let remember = |app: &App, query: &str| app.app.remember_hit(query, Kind::Term, "t1", now()).unwrap();
    app.app.search("typed and left", &Default::default(), now()).unwrap();
    assert_eq!(recent(&app).queries, [""; 0]);
    for query in ["term", "  cpi   form ", "TERM", &"x".repeat(200), " "] {
        remember(&app, query);
    }
    assert_eq!(recent(&app).queries, ["TERM", "cpi form"]);
    app.restart();
    let refused = app.refused(|app| app.remember_hit("q", Kind::Term, "nothing", now()));
    assert_eq!(refused, ErrorCode::NotFound);
    let written = app.app.forget_searches(now()).unwrap();
    assert_eq!(
        (written.changed, written.answer.queries.len()),
        (vec![Part::Searches], 0)
    );
    app.restart();
    assert!(app.app.personal().opened.is_empty());

    remember(&app, "term");
    let off = app.app.set_remembering(false, now()).unwrap().answer;
    assert!(!off.on && off.queries.is_empty());
    remember(&app, "term");
    app.restart();
    let on = app.app.set_remembering(true, now()).unwrap().answer;
    assert!(on.on && on.queries.is_empty());
}

#[test]
fn the_last_place_is_kept_and_what_was_typed_is_not() {
    let mut app = App::new();
    let place = |app: &App| app.app.ask(now(), |m| screens::start::answer(m).place);
    let left = |left: &str| Place {
        left: Some(left.into()),
        ..Place::at("#/themes/here")
    };
    app.app.remember_place(left("open"), now()).unwrap();
    app.restart();
    assert_eq!(place(&app), Some(left("open")));
    // Where there is too much of it, the place alone is kept.
    app.app.remember_place(left(&"x".repeat(10_000)), now()).unwrap();
    assert_eq!(place(&app), Some(Place::at("#/themes/here")));

    let typed = Place::at("#/search?q=bruise on Sam at number 4");
    app.app.remember_place(typed, now()).unwrap();
    assert_eq!(place(&app), Some(Place::at("#/search")));
    let long = format!("#/{}", "x".repeat(1_000));
    for other in ["https://example.org", "", &long] {
        app.app.remember_place(Place::at(other), now()).unwrap();
    }
    app.restart();
    assert_eq!(place(&app), Some(Place::at("#/search")));

    // As versions before this one wrote it down.
    let app = App::new();
    let before = json!({"format": "doorstep-personal", "version": 1, "settings": {"route": "#/terms"}});
    app.app.import_personal(&before.to_string(), now()).unwrap();
    assert_eq!(place(&app), Some(Place::at("#/terms")));
}

#[test]
fn changes_are_unread_until_they_are_looked_at() {
    let mut app = App::new();
    app.app.close();
    app.app = second(app.folder.path());
    let news = |m: &screens::Moment| screens::now::answer(m).news.map(|news| news.summary);
    let unread = |app: &App| app.app.ask(now(), news);
    assert_eq!(unread(&app).as_deref(), Some("1 thing changed."));
    let written = app.app.mark_changes_read(now()).unwrap();
    assert_eq!(written.changed, [Part::ChangesRead]);
    assert_eq!(unread(&app), None);
    app.restart();
    assert_eq!(unread(&app), None);
}

#[test]
fn what_closing_the_window_does_is_kept() {
    let mut app = App::new();
    assert_eq!(app.app.background(), None);
    app.app.set_background(false, now()).unwrap();
    app.restart();
    assert_eq!(app.app.background(), Some(false));
}

#[test]
fn a_calendar_file_is_written_under_a_name_of_its_own() {
    let app = App::new();
    let out = tempfile::tempdir().unwrap();
    let week = CalendarChoice::Week { week: WEEK.into() };
    for (name, full_text) in [("", false), ("-2", false), ("-3", true)] {
        let choices = patch(json!({"full_text": full_text}));
        app.app.save_reminder_settings(choices, now()).unwrap();
        let saved = app.app.save_calendar(&week, out.path(), now()).unwrap();
        let name = format!("doorstep-2026-12-07-to-2026-12-08{name}.ics");
        assert_eq!(saved.path.file_name().unwrap().to_str(), Some(&*name));
        let text = fs::read_to_string(&saved.path).unwrap();
        assert_eq!(text.contains("SUMMARY:Practice week\r\n"), !full_text, "{text}");
        assert!(text.contains("DTSTART;VALUE=DATE:20261207\r\n"), "{text}");
    }
    let nowhere = app
        .app
        .save_calendar(&week, &out.path().join("nowhere"), now())
        .unwrap_err();
    assert_eq!(nowhere.code, ErrorCode::BadRequest);
    assert!(nowhere.message.contains("still works"), "{nowhere}");
}

/// What cannot be written, whole, changes nothing: it is said, memory and file are as before, and everything else
/// works.
#[test]
fn what_cannot_be_written_changes_nothing() {
    let mut app = App::new();
    app.bookmark(Kind::Term, "t1", true);
    app.app.close();
    takes_no_text(&app.folder.path().join("personal.db"), "value");
    app.app = first(app.folder.path());

    let import = json!({"format": "doorstep-personal", "version": 1, "exported_at": "2026-11-22T09:00:00Z",
                        "bookmarks": [{"kind": "term", "id": "t2", "title": "Term 2"}],
                        "settings": {"settings": {"areas": [], "appearance": "dark"}}})
    .to_string();
    let refused = [
        app.refused(|app| app.save_settings(patch(json!({"appearance": "dark"})), now())),
        app.refused(|app| app.save_reminder_settings(patch(json!({"on": false})), now())),
        app.refused(|app| app.set_remembering(false, now())),
        app.refused(|app| app.pause_documents(true, now())),
        app.refused(|app| app.set_background(true, now())),
        // Its bookmark is written already when its setting is refused.
        app.refused(|app| app.import_personal(&import, now())),
    ];
    assert_eq!(refused, [ErrorCode::Storage; 6]);
    assert_eq!(app.bookmarks(), ["t1"]);
    let failure = app.app.set_background(true, now()).unwrap_err();
    assert!(
        failure.message.contains("What you saved before is still there"),
        "{failure}"
    );
    app.bookmark(Kind::Term, "t3", true);
    app.restart();
    assert_eq!(app.bookmarks(), ["t3", "t1"]);
}

/// Makes `column` one that refuses every text, behind SQLite's back: SQL is the store's alone.
fn takes_no_text(file: &Path, column: &str) {
    let (text, blob) = (format!("{column} TEXT"), format!("{column} BLOB"));
    let mut bytes = fs::read(file).unwrap();
    let places = bytes.windows(text.len()).enumerate();
    let places: Vec<usize> = places
        .filter(|(_, window)| *window == text.as_bytes())
        .map(|(place, _)| place)
        .collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..][..blob.len()].copy_from_slice(blob.as_bytes());
    }
    fs::write(file, bytes).unwrap();
}

#[test]
fn what_an_organisation_has_set_no_write_changes() {
    let mut app = App::new();
    app.app.set_background(false, now()).unwrap();
    let manage = |app: &Doorstep| {
        app.set_managed(Managed {
            areas: Some(vec!["here".into()]),
            background: Some(true),
            reminders: Some(false),
            ..Managed::default()
        });
    };
    let areas = |id: &str| SettingsPatch {
        areas: Some(vec![id.into()]),
        ..SettingsPatch::default()
    };
    let reminding = |patch: serde_json::Value| serde_json::from_value(patch).unwrap();
    // A restart follows each.
    let mut refused = |write: &dyn Fn(&Doorstep) -> Result<(), Failure>| {
        let code = app.refused(|app| {
            manage(app);
            write(app)
        });
        assert_eq!(code, ErrorCode::BadRequest);
    };
    refused(&|app| app.set_background(false, now()));
    refused(&Doorstep::may_choose_background);
    refused(&|app| app.save_settings(areas("there"), now()).map(drop));
    refused(&|app| {
        app.save_reminder_settings(reminding(json!({"on": true})), now())
            .map(drop)
    });
    manage(&app.app);
    // All else is theirs, and a file from another device unlocks nothing.
    app.app
        .save_reminder_settings(reminding(json!({"full_text": true})), now())
        .unwrap();
    let file = json!({"format": "doorstep-personal", "version": 1, "exported_at": "2026-11-22T09:00:00Z",
                      "settings": {"settings": {"areas": ["there"], "appearance": "dark"}, "background": false}});
    app.app.import_personal(&file.to_string(), now()).unwrap();
    assert_eq!(app.app.background(), Some(true));
    app.app.ask(now(), |m| {
        assert_eq!(m.settings.areas, ["here"]);
        assert!(!screens::reminders::choices(m).on && screens::reminders::choices(m).full_text);
    });
    // Once the policy has gone, what was kept before holds again.
    app.app.set_managed(Managed::default());
    assert_eq!(app.app.background(), Some(false));
}
