//! What docs/privacy.md says of what the app keeps and tells.

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};

use app::Doorstep;
use catalogue::Kind;
use personal::Personal;
use reminders::Snooze;
use screens::Part;
use screens::documents::{BUDGETS, KeepKind};
use screens::start::Place;
use serde_json::{from_value, json};

use crate::kit::{MARK, at, first, live, now, second};

/// Chooses everything that can be chosen.
fn choose(app: &Doorstep) {
    app.save_settings(
        from_value(json!({"areas": ["here"], "appearance": "dark"})).unwrap(),
        now(),
    )
    .unwrap();
    app.save_reminder_settings(from_value(json!({"sessions": true})).unwrap(), now())
        .unwrap();
    app.set_background(true, now()).unwrap();
    app.set_remembering(true, now()).unwrap();
    app.set_document_budget(BUDGETS[0], now()).unwrap();
    app.pause_documents(true, now()).unwrap();
    app.mark_changes_read(now()).unwrap();
    app.remember_place(Place::at("#/act-now"), now()).unwrap();
}

#[test]
fn choices_are_kept_under_these_names_and_no_others() {
    let dir = tempfile::tempdir().unwrap();
    drop(first(dir.path()));
    let app = second(dir.path());
    choose(&app);
    let personal = app.personal();
    let names: Vec<&str> = personal.settings.iter().map(|(name, _)| name).collect();
    assert_eq!(names, NAMES);
}

const NAMES: [&str; 8] = [
    "background",
    "changes_looked_at",
    "documents.budget",
    "documents.paused",
    "reminders",
    "route",
    "searches.remembered",
    "settings",
];

/// Whoever reads the file learns that there is something at nine on Wednesday.
#[test]
fn a_reminder_to_chase_holds_a_time_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let app = first(dir.path());
    let before = Personal::clone(&app.personal());
    let nine = at("2026-11-25T09:00:00Z");
    let written = app.set_reminder(nine, true, now()).unwrap();
    assert_eq!(written.changed, [Part::Reminders]);
    app.set_reminder(nine, true, now()).unwrap();
    let kept = Personal {
        reminders_set: vec![nine].into(),
        ..before.clone()
    };
    assert_eq!(*app.personal(), kept);
    drop(app);

    // It is there after a restart, comes once, and is gone.
    let app = first(dir.path());
    assert_eq!(*app.personal(), kept);
    let due = || app.ask(nine, |m| screens::reminders::due(m).show);
    let shown = due();
    let [reminder] = &shown[..] else { panic!("{shown:?}") };
    app.reminders_shown(&reminder.keys, nine).unwrap();
    assert_eq!((due(), &*app.personal()), (Vec::new(), &before));

    // Set an hour later it is another time; removed, there is none.
    app.snooze_reminder(&reminder.key, Snooze::Hour, nine).unwrap();
    let ten = at("2026-11-25T10:00:00Z");
    assert_eq!(*app.personal().reminders_set, [ten]);
    app.set_reminder(ten, false, nine).unwrap();
    assert_eq!(*app.personal(), before);
    assert!(app.set_reminder(nine, true, ten).is_err(), "that has passed");
}

/// How often, and nothing more: no time, no number.
#[test]
fn a_call_from_a_search_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    let app = first(dir.path());
    for times in 1..=2 {
        app.remember_hit("office", Kind::Contact, "office", now()).unwrap();
        assert_eq!(
            app.personal().opened[&("contact".to_owned(), "office".to_owned())],
            times
        );
    }
    app.set_remembering(false, now()).unwrap();
    app.remember_hit("office", Kind::Contact, "office", now()).unwrap();
    assert!(app.personal().opened.is_empty());
}

/// L15.
#[test]
fn copies_for_other_programs_go_when_the_app_ends() {
    let dir = tempfile::tempdir().unwrap();
    let app = live(dir.path());
    let copy = app.document_file("leaflet", now()).unwrap().path;
    assert!(copy.exists());
    app.close();
    assert!(!copy.exists());
}

thread_local! {
    /// What was logged in this thread.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.with_borrow_mut(|log| log.extend(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Not even where everything is logged and everything goes wrong.
#[test]
fn nothing_that_is_kept_or_searched_for_is_logged() {
    // For all threads: where one alone listens, what another has come by first is not heard.
    let everything = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
    everything.with_writer(|| Log).init();
    let dir = tempfile::tempdir().unwrap();
    let app = live(dir.path());
    app.search(MARK, &Default::default(), now()).unwrap();
    choose(&app);
    // A setting of another version, a damaged document, a refused file, and a file that cannot be written.
    assert!(app.import_personal(MARK, now()).is_err());
    assert!(app.document_bytes(MARK, now()).is_err());
    assert!(app.set_bookmark(Kind::Term, MARK, true, now()).is_err());
    assert!(app.keep_offline(KeepKind::Theme, MARK, true, now()).is_err());
    assert!(app.save_personal(&dir.path().join("nowhere"), now()).is_err());
    app.close();
    fs::write(dir.path().join("personal.db"), MARK.repeat(5000)).unwrap();
    let _ = app.remember_hit(MARK, Kind::Contact, "office", now());
    drop(app);
    for log in ["personal.db-wal", "personal.db-shm"] {
        fs::remove_file(dir.path().join(log)).unwrap();
    }
    let app = first(dir.path());
    app.erase(now()).unwrap();
    let log = String::from_utf8(LOG.take()).unwrap();
    assert!(log.contains("put aside"), "nothing was logged: {log}");
    assert!(!log.contains(MARK), "{log}");
}
