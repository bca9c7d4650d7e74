//! M4: nobody else who can enter the home may read what is kept.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use screens::calendar_file::CalendarChoice;

use crate::kit::{everything, first, live, now};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
}

/// What others may do with something at or below `folder`.
fn open_to_others(folder: &Path) -> Vec<String> {
    let open = |path: &Path| match (path.is_dir(), mode(path)) {
        (true, 0o700) | (false, 0o600) => None,
        (_, mode) => Some(format!("{mode:o} {}", path.display())),
    };
    everything(folder).iter().filter_map(|path| open(path)).collect()
}

/// As most systems begin a session.
fn with_the_usual_umask() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o022));
}

#[test]
fn what_is_kept_is_the_persons_alone() {
    with_the_usual_umask();
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/doorstep");
    let app = live(&folder);
    assert_eq!(open_to_others(&folder), [""; 0]);
    // A process that was killed leaves its files as it had them open.
    std::mem::forget(app);
    first(&folder).backup(now()).unwrap();
    assert_eq!(open_to_others(&folder), [""; 0]);
}

#[test]
fn what_is_written_for_the_person_is_theirs_alone() {
    with_the_usual_umask();
    let home = tempfile::tempdir().unwrap();
    let app = first(&home.path().join("data"));
    let out = home.path().join("Downloads");
    fs::create_dir(&out).unwrap();
    app.save_personal(&out, now()).unwrap();
    app.save_calendar(&CalendarChoice::Upcoming, &out, now()).unwrap();
    let mut files = everything(&out);
    assert_eq!(files.remove(0), out);
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| mode(file) == 0o600), "{files:?}");
    assert_eq!(mode(&out), 0o755, "which is not ours");
}

#[test]
fn what_an_earlier_version_left_open_is_closed() {
    with_the_usual_umask();
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    drop(live(&folder));
    let open_all = || {
        for path in everything(&folder) {
            let mode = if path.is_dir() { 0o755 } else { 0o644 };
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    open_all();
    store::private::repair(&folder, true);
    assert_eq!(open_to_others(&folder), [""; 0]);
    store::private::repair(&home.path().join("nothing there"), true);

    // Where somebody else chose the folder, what they keep there stays as they share it.
    open_all();
    let theirs = ["shared.odt", "documents/thesis.odt", "backups/photos.zip"].map(|name| folder.join(name));
    for file in &theirs {
        fs::write(file, "theirs").unwrap();
    }
    let target = home.path().join("elsewhere");
    fs::write(&target, "theirs").unwrap();
    std::os::unix::fs::symlink(&target, folder.join("personal.link")).unwrap();
    store::private::repair(&folder, false);
    for path in theirs.iter().chain([&target]) {
        assert_eq!(mode(path), 0o644, "{}", path.display());
    }
    assert_eq!(mode(&folder), 0o755);
    for name in [
        "personal.db",
        "personal.db-wal",
        "personal.damaged-1.db",
        "catalogue.db",
        "backups/personal-2026-11-23.db",
    ] {
        assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
    }
}
