//! What is on the disk while the app runs, after it has ended, and once a person has erased what they saved.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use kit::window::{App, DESKTOP, Device, PHONE};
use personal::Personal;
use store::PersonalDb;

fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    // What the app removes meanwhile is not there.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => found.extend(everything(&path)),
            false => found.push(path),
        }
    }
    found
}

fn others_may_read(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| it.permissions().mode() & 0o077 != 0)
}

/// What `personal.db` holds, copied to a place where nothing is beside it.
fn alone(device: &Device) -> Personal {
    let copy = tempfile::tempdir().expect("a folder");
    fs::copy(device.data().join("personal.db"), copy.path().join("personal.db")).expect("a copy");
    let now = "2026-11-22T09:00:00Z".parse().expect("a time");
    let (db, _) = PersonalDb::open(copy.path(), now).expect("it opens");
    db.read().expect("it is read")
}

fn bookmark(app: &App, address: &str, title: &str) {
    app.go(address);
    app.press("button", &format!("Save: {title}"));
    app.until_with(
        "the bookmark is kept",
        "return doorstep.find('button', 'Save: ' + arguments[0])?.ariaPressed === 'true'",
        &[title.into()],
    );
}

/// M4, M7, L14.
#[test]
fn nobody_else_reads_it_no_crash_leaves_it_and_after_a_shutdown_the_file_alone_is_whole() {
    let device = Device::new().with_a_tray();
    let app = device.start_in("Hampshire");
    bookmark(&app, "#/contacts/childline", "Childline");
    let limits = fs::read_to_string(format!("/proc/{}/limits", app.process())).expect("the limits");
    let cores = limits.lines().find(|line| line.starts_with("Max core file size"));
    let soft = cores.and_then(|line| line.split_whitespace().nth(4));
    assert!(matches!(soft, Some("0" | "1")), "{cores:?}");
    let open = |path: &PathBuf| others_may_read(path) && path.parent() != Some(&device.data().join("tray"));
    let all = everything(device.data());
    assert!(all.contains(&device.data().join("personal.db")), "{all:?}");
    let open: Vec<_> = all.into_iter().filter(open).collect();
    assert_eq!(open, [""; 0].map(PathBuf::from));
    app.shut_down();
    assert!(alone(&device).is_bookmarked("contact", "childline"));
    assert_eq!(
        fs::metadata(device.data().join("personal.db-wal")).map_or(0, |log| log.len()),
        0
    );
}

/// L16.
#[test]
fn a_device_that_is_handed_on_begins_anew() {
    let device = Device::new();
    let app = device.start_in("Hampshire");
    bookmark(&app, "#/contacts/childline", "Childline");
    for theme in ["Light", "Dark"] {
        app.go("#/settings");
        app.press("radio", theme);
        for size in [PHONE, DESKTOP] {
            app.resize(size);
            let name = |what: &str| format!("{what}-{}-{}", size.name, theme.to_lowercase());
            app.find("button", "Erase what you saved");
            app.picture(&name("settings-erase"));
            app.press("button", "Erase what you saved");
            app.see("This cannot be undone.");
            app.focused("button: Cancel");
            app.picture(&name("erase"));
            assert_eq!(app.violations(), [""; 0]);
            app.press("button", "Cancel");
            app.arrive("Settings");
        }
    }
    app.press("checkbox", "Start when I log in");
    app.see("Doorstep starts when you log in.");
    // As a desktop's own settings turn it off: the entry stays, and is the person's as well.
    let mut entry = File::options()
        .append(true)
        .open(app.entry_for_login())
        .expect("an entry");
    entry.write_all(b"Hidden=true\n").expect("turned off");
    app.press("button", "Erase what you saved");
    app.press("button", "Erase everything");
    let first = "return document.querySelector('main h1')?.innerText === 'Who to call now' && !!doorstep.find('heading', 'Where does the child live?')";
    app.until("the window to begin anew", first);
    app.find("button", "Isle of Wight");
    app.picture("erased");
    assert!(!app.entry_for_login().exists());
    app.shut_down();
    let mut left = alone(&device);
    // Where one is now, as at any start.
    left.settings = left
        .settings
        .iter()
        .filter(|(key, _)| *key != "route")
        .map(|(key, json)| (key.to_owned(), json.to_owned()))
        .collect();
    assert_eq!(left, Personal::default());

    let app = device.start_in("Isle of Wight");
    app.go("#/bookmarks");
    app.see("Nothing saved yet.");
    app.do_not_see("Childline");
    app.close();
}
