//! The commands as the window asks them.

use catalogue::PracticeWeek;
use catalogue::managed::Managed;
use serde_json::{Value, json};
use tauri::Manager;
use tauri::async_runtime::block_on;

use crate::access::{app, app_of, ask, window};
use crate::shell::Shell;
use crate::shell::tests::shell;

/// Each write wakes whoever works with what it changes, and says to the window what that is.
#[test]
fn no_write_forgets_whom_it_concerns() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let (window, shell) = (window(&app, "main"), app.state::<Shell>());
    let week = shell.find(|m| {
        let week = m
            .library
            .all::<PracticeWeek>()
            .iter()
            .find(|week| !week.days.is_empty());
        week.map(|week| (week.id.clone(), week.days[0].weekday))
            .ok_or(screens::NotFound("practice week"))
    });
    let (week, weekday) = block_on(week).expect("a week with days");
    let bookmark = |on: bool| json!({"kind": "week", "id": week, "on": on});
    let removed = json!({
        "kind": "week", "id": week, "title": "A week", "position": 0, "kept_at": "2026-11-22T09:00:00Z"
    });
    let exported = ask(&window, "export_personal", json!({})).expect("a file");
    let exported = std::fs::read_to_string(exported["path"].as_str().expect("a path")).expect("its text");
    for (command, arguments, changed, reminder, downloader) in [
        ("set_bookmark", bookmark(true), "bookmarks documents", true, true),
        // What its document is may come back with the next tap.
        ("set_bookmark", bookmark(false), "bookmarks", true, false),
        (
            "restore_bookmark",
            json!({"removed": removed}),
            "bookmarks documents",
            true,
            true,
        ),
        (
            "move_bookmark",
            json!({"kind": "week", "id": week, "position": 0}),
            "bookmarks documents",
            true,
            true,
        ),
        (
            "tick_day",
            json!({"week": week, "weekday": weekday, "done": true}),
            "weeks",
            true,
            false,
        ),
        (
            "mute_week",
            json!({"week": week, "muted": true}),
            "weeks reminders",
            true,
            false,
        ),
        (
            "save_settings",
            json!({"patch": {"appearance": "dark"}}),
            "settings reminders",
            true,
            false,
        ),
        (
            "save_reminder_settings",
            json!({"patch": {"sessions": true}}),
            "reminders",
            true,
            false,
        ),
        (
            "import_personal",
            json!({"text": exported}),
            "bookmarks weeks settings reminders documents",
            true,
            true,
        ),
        (
            "keep_offline",
            json!({"kind": "bookmarks", "id": "", "on": true}),
            "documents",
            false,
            true,
        ),
        ("pause_documents", json!({"paused": true}), "documents", false, true),
        (
            "set_document_budget",
            json!({"bytes": 50_000_000}),
            "documents",
            false,
            true,
        ),
        ("forget_searches", json!({}), "searches", false, false),
        ("set_remembering", json!({"on": false}), "searches", false, false),
        ("mark_changes_read", json!({}), "changes-read", false, false),
        (
            "erase_kept",
            json!({}),
            "bookmarks weeks settings reminders documents searches changes-read",
            true,
            true,
        ),
    ] {
        let written = ask(&window, command, arguments).expect(command);
        let parts: Vec<&str> = changed.split(' ').collect();
        assert_eq!(written["changed"], json!(parts), "{command}");
        assert!(written.get("answer").is_some(), "{command}");
        let woken = block_on(async {
            (
                shell.wakes.reminder.was_called().await,
                shell.wakes.downloader.was_called().await,
            )
        });
        assert_eq!(woken, (reminder, downloader), "{command}");
    }
}

#[test]
fn what_a_person_saves_is_what_the_screens_show_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let window = window(&app, "main");
    let patch = |patch: Value| ask(&window, "save_settings", json!({"patch": patch})).expect("saved");
    patch(json!({"works_with_children": true}));
    patch(json!({"appearance": "dark"}));
    patch(json!({"text_size": 150}));
    let settings = ask(&window, "start", json!({})).expect("an answer")["settings"].clone();
    assert_eq!(
        settings,
        json!({"areas": [], "works_with_children": true, "appearance": "dark", "text_size": 150})
    );
    let refused = ask(&window, "save_settings", json!({"patch": {"areas": ["nowhere"]}})).expect_err("refused");
    assert_eq!(refused["code"], "bad-request");
}

#[test]
fn what_an_organisation_has_set_no_command_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let managed = Managed {
        areas: Some(vec!["hampshire".into()]),
        background: Some(false),
        reminders: Some(false),
        ..Managed::default()
    };
    let app = app_of(shell(folder.path()).managed_by(managed));
    let window = window(&app, "main");
    let start = ask(&window, "start", json!({})).expect("an answer");
    assert_eq!(start["settings"]["areas"], json!(["hampshire"]));
    for (command, arguments) in [
        ("set_background", json!({"on": true})),
        ("set_autostart", json!({"on": true})),
        ("save_settings", json!({"patch": {"areas": ["isle-of-wight"]}})),
        ("save_reminder_settings", json!({"patch": {"on": true}})),
    ] {
        let refused = ask(&window, command, arguments).expect_err(command);
        assert_eq!(refused["code"], "bad-request", "{command}");
    }
}
