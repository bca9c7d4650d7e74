//! *Erase what you saved* is cut off, by the death of its process at each file that it removes.

use std::fs;
use std::path::{Path, PathBuf};

use kit::world::now;
use screens::start::Place;

use crate::child::{self, report};
use crate::scene::copy_into;
use crate::small::{is_well, start, used, works};
use crate::steps::{self, Death};
use crate::table::{Case, Family, Row};

/// A word in everything that the person kept, and in nothing else.
const MARK: &str = "zanzibar";

pub fn family() -> Family {
    Family {
        title: "Erasing what was saved",
        about: "A device with bookmarks, settings and searches in `personal.db`, its log, its backups and a file put aside \
                as damaged, and with documents whole, unfinished and handed to another program. The process that erases is \
                killed; the app is opened anew. Then no byte of any file in the data folder is the person's, and the app \
                is as at its first start.",
        cases: vec![
            Case::new(
                "kill -9 at each step and each file of *Erase what you saved*",
                at_each_event,
            )
            .if_here(cfg!(unix)),
        ],
    }
}

/// Puts the mark wherever something of a person's can be.
fn live(folder: &Path) {
    let kept = format!(
        r#"{{"format": "doorstep-personal", "version": 1, "exported_at": "2026-11-22T09:00:00Z",
            "bookmarks": [{{"kind": "theme", "id": "{MARK}", "title": "{MARK}", "kept_at": "2026-11-22T09:00:00Z"}}],
            "kept_offline": [], "muted_weeks": [], "days_done": [], "settings": {{"{MARK}": true}}}}"#
    );
    used(folder);
    let app = start(folder, 1);
    app.import_personal(&kept, now()).unwrap();
    app.close();
    drop(app);
    fs::remove_dir_all(folder.join("backups")).unwrap();
    let app = start(folder, 1);
    app.backup(now()).unwrap();
    app.close();
    drop(app);
    fs::copy(folder.join("personal.db"), folder.join("personal.damaged-1.db")).unwrap();
    fs::copy(folder.join("personal.db"), folder.join("backups/unfinished.db")).unwrap();
    let app = start(folder, 1);
    app.remember_hit(MARK, catalogue::Kind::Term, "t1", now()).unwrap();
    app.remember_place(Place::at(format!("#/themes/{MARK}")), now())
        .unwrap();
    app.painted();
    drop(app);
    let name = "ab".repeat(32);
    for place in ["", "parts", "opened"] {
        let place = folder.join("documents").join(place);
        fs::create_dir_all(&place).unwrap();
    }
    fs::write(folder.join("documents").join(&name), MARK).unwrap();
    fs::write(folder.join("documents/parts").join(&name), MARK).unwrap();
    fs::create_dir(folder.join("documents/opened").join(&name)).unwrap();
    fs::write(folder.join("documents/opened").join(&name).join("Leaflet.pdf"), MARK).unwrap();
}

/// Does it, in a process that may be killed.
pub fn erase(folder: &Path, death: Option<Death>) -> Row {
    let app = start(folder, 1);
    steps::watch(death);
    app.erase(now()).unwrap();
    steps::pause();
    Row {
        seen: "erased".into(),
        reads: String::new(),
    }
}

fn at_each_event() -> Row {
    let device = tempfile::tempdir().unwrap();
    live(device.path());
    assert!(marked(device.path()).len() >= 7, "{:?}", marked(device.path()));
    let (mut deaths, mut events) = (0, 1);
    let mut event = 0;
    while event < events {
        let folder = tempfile::tempdir().unwrap();
        copy_into(device.path(), folder.path());
        let output = child::erase(folder.path(), Some(Death::Event(event))).output().unwrap();
        assert!(output.status.code().is_none(), "it lived: {output:?}");
        deaths += 1;
        if event == 0 {
            let whole = tempfile::tempdir().unwrap();
            copy_into(device.path(), whole.path());
            events = report(&child::erase(whole.path(), None).output().unwrap()).events;
            assert_eq!(marked(whole.path()), [""; 0]);
        }
        let app = start(folder.path(), 1);
        let what = format!("after event {event}");
        assert_eq!(marked(folder.path()), [""; 0], "{what}");
        assert!(app.personal().bookmarks.iter().next().is_none(), "{what}");
        works(&app, 1, &what);
        drop(app);
        is_well(folder.path(), 1, &what);
        event += 1;
    }
    assert!(deaths > 10, "{deaths} deaths");
    Row {
        seen: "Each time nothing that was saved is left, and edition 1".into(),
        reads: "Now, which asks where the child lives.".into(),
    }
}

/// The files that contain something of the person's.
fn marked(folder: &Path) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::from(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::read(&path)
                .unwrap()
                .windows(MARK.len())
                .any(|at| at == MARK.as_bytes())
            {
                found.push(path.display().to_string());
            }
        }
    }
    found
}
