//! Thousands of single faults in the data folder, one before each start, drawn with a fixed seed.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::thread;

use catalogue::Kind;
use fastrand::Rng;
use kit::world::now;

use crate::small::{CONTACT, edition, in_memory, notices, numbers, office, shown, start, store, used};
use crate::table::{Case, Family, Row};

/// How many faults, over both scenes.
const FAULTS: u64 = 10_000;

pub fn family() -> Family {
    let name = format!("{FAULTS} random faults, each followed by a start");
    Family {
        title: "Anything at all in the data folder",
        about: "A device with edition 2, a bookmark, a backup and a document; edition 1 is inside the app. A byte is \
                flipped in one of its files, or the file is cut short, removed, or replaced by garbage, by an empty file \
                or by a folder; half of the times the app had been closed, half of the times the power had failed.",
        cases: vec![
            Case::new(name, faults),
            Case::new(
                "a bit flipped in each byte of the record with the local number, one at a time",
                each_byte,
            ),
        ],
    }
}

/// The files of a folder, in memory.
struct Scene(Vec<(PathBuf, Vec<u8>)>);

impl Scene {
    fn of(folder: &Path) -> Self {
        let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
        while let Some(inner) = folders.pop() {
            for entry in fs::read_dir(inner).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).unwrap();
                    files.push((path.strip_prefix(folder).unwrap().to_owned(), bytes));
                }
            }
        }
        files.sort();
        Self(files)
    }

    /// Makes `folder` what it was.
    fn lay_out(&self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            }
            .unwrap();
        }
        for (path, bytes) in &self.0 {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Harms one file in `folder`, and says how.
    fn harm(&self, folder: &Path, rng: &mut Rng) -> String {
        let (name, bytes) = &self.0[rng.usize(..self.0.len())];
        let (path, mut bytes) = (folder.join(name), bytes.clone());
        let fault = match rng.u8(..if bytes.is_empty() { 4 } else { 6 }) {
            0 => {
                fs::remove_file(&path).unwrap();
                "removed".to_owned()
            }
            1 => {
                let garbage: Vec<u8> = (0..rng.usize(1..20_000)).map(|_| rng.u8(..)).collect();
                fs::write(&path, garbage).unwrap();
                "garbage".into()
            }
            2 => {
                fs::write(&path, "").unwrap();
                "empty".into()
            }
            3 => {
                fs::remove_file(&path).unwrap();
                fs::create_dir(&path).unwrap();
                fs::write(path.join("x"), "x").unwrap();
                "a folder".into()
            }
            4 => {
                bytes.truncate(rng.usize(..bytes.len()));
                fs::write(&path, &bytes).unwrap();
                format!("cut to {}", bytes.len())
            }
            _ => {
                let (place, bits) = (rng.usize(..bytes.len()), rng.u8(1..));
                bytes[place] ^= bits;
                fs::write(&path, &bytes).unwrap();
                format!("byte {place} ^ {bits}")
            }
        };
        format!("{}: {fault}", name.display())
    }
}

/// A folder in use, and the same as the power leaves it, with what is newest in SQLite's logs.
fn scenes() -> [Scene; 2] {
    let folder = in_memory();
    used(folder.path());
    let documents = folder.path().join("documents");
    fs::create_dir(&documents).unwrap();
    fs::write(documents.join("0".repeat(64)), "a document").unwrap();
    let powerless = in_memory();
    Scene::of(folder.path()).lay_out(powerless.path());

    store(folder.path(), &edition(2));
    let app = start(folder.path(), 1);
    app.close();
    drop(app);

    let (db, _) = store::CatalogueDb::open(powerless.path()).unwrap();
    let newer = edition(2);
    db.commit(&store::Commit::of_edition(&newer, catalogue::Origin::Host), now())
        .unwrap();
    let app = start(powerless.path(), 1);
    app.set_bookmark(Kind::Term, "t1", true, now()).unwrap();
    [Scene::of(folder.path()), Scene::of(powerless.path())]
}

fn faults() -> Row {
    thread::scope(|scope| {
        let work = |(half, scene): (u64, Scene)| {
            let run = move || {
                let folder = in_memory();
                (0..FAULTS / 2).for_each(|n| one(&scene, folder.path(), 2 * n + half));
            };
            scope.spawn(run)
        };
        let threads = [0, 1].into_iter().zip(scenes()).map(work).collect::<Vec<_>>();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    });
    Row {
        seen: "999 each time, with the local number of edition 2, or of edition 1 under its name or with a warning"
            .into(),
        reads: "What was put right, where it had to be".into(),
    }
}

/// The record that matters most, damaged at every byte.
fn each_byte() -> Row {
    let [scene, _] = scenes();
    let newest = edition(2);
    let record = newest.records.iter().find(|record| record.id == CONTACT).unwrap();
    let (_, file) = scene
        .0
        .iter()
        .find(|(name, _)| name == Path::new("catalogue.db"))
        .unwrap();
    let body = record.body.as_bytes();
    let place = file.windows(body.len()).position(|bytes| bytes == body).unwrap();
    let folder = in_memory();
    let mut reads = String::new();
    for place in place..place + body.len() {
        scene.lay_out(folder.path());
        let mut bytes = file.clone();
        bytes[place] ^= 1;
        fs::write(folder.path().join("catalogue.db"), bytes).unwrap();
        let warned = shows_what_it_says(folder.path());
        assert!(warned, "byte {place}: the number of edition 1 is shown with a warning");
        let app = start(folder.path(), 1);
        assert!(app.is_damaged(), "byte {place}: to be fetched again at once");
        reads = notices(&app);
    }
    Row {
        seen: "Edition 2 with the local number of edition 1, and a warning beside it".into(),
        reads,
    }
}

/// One fault, and the start after it.
fn one(scene: &Scene, folder: &Path, seed: u64) {
    scene.lay_out(folder);
    let what = scene.harm(folder, &mut Rng::with_seed(seed));
    let right = panic::catch_unwind(AssertUnwindSafe(|| shows_what_it_says(folder)));
    if let Err(panic) = right {
        eprintln!("fault {seed}: {what}");
        panic::resume_unwind(panic);
    }
}

/// Starts the app: Now shows 999, and the local number of the edition it names or one with a warning. Whether there
/// is a warning.
fn shows_what_it_says(folder: &Path) -> bool {
    let app = start(folder, 1);
    let (numbers, edition) = (numbers(&app), shown(&app));
    if numbers.is_empty() {
        assert!(notices(&app).contains("999"), "no number, and no word of 999");
        return false;
    }
    let contact = app.ask(now(), |m| screens::contacts::contact(m, CONTACT));
    // An older number is never shown as if it were the newest.
    let warned = contact.is_ok_and(|contact| contact.warning.is_some());
    let number = if warned { office(1) } else { office(edition) };
    assert_eq!(numbers, ["999", number], "edition {edition}, with a warning: {warned}");
    warned
}
