//! A bad disk: `catalogue.db` is damaged while the app is closed. The app opens, checks everything, repairs what it can
//! from the edition that came with it, and refreshes.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use kit::device::{Device, KEPT};
use kit::world::{World, edition, now};

use crate::endure::run;
use crate::scene::{Scene, copy_into};
use crate::table::{Case, Family, Row};

const FILE: &str = "catalogue.db";
const PAGE: usize = 4096;
/// How many places each of the rows for random ones has.
const PLACES: usize = 50;

/// What is done to the bytes of the file.
type Harm = fn(&mut Vec<u8>, &mut fastrand::Rng);
/// What is done to the files in a folder.
type HarmToFolder = fn(&Path);

pub fn family() -> Family {
    let mut cases = vec![
        Case::new(
            "50 random pages of catalogue.db overwritten, one at a time, before the first update",
            || places(1, a_page),
        ),
        Case::new(
            "50 random pages of catalogue.db overwritten, one at a time, between two updates",
            || places(2, a_page),
        ),
        Case::new(
            "a bit flipped at 50 random places of catalogue.db before the first update",
            || places(1, a_bit),
        ),
        Case::new(
            "a bit flipped at 50 random places of catalogue.db between two updates",
            || places(2, a_bit),
        ),
    ];
    let whole: [(&str, Harm); 4] = [
        ("catalogue.db replaced by a web page", |bytes, _| {
            *bytes = b"<html>Sign in to Wi-Fi</html>".repeat(400)
        }),
        ("catalogue.db replaced by random bytes", |bytes, rng| rng.fill(bytes)),
        ("catalogue.db cut to half its length", |bytes, _| {
            bytes.truncate(bytes.len() / 2)
        }),
        ("catalogue.db cut to nothing", |bytes, _| bytes.clear()),
    ];
    cases.extend(whole.map(|(name, harm)| Case::new(name, move || replaced(harm))));
    let logs: [(&str, HarmToFolder); 6] = [
        ("catalogue.db gone", |folder| {
            fs::remove_file(folder.join(FILE)).unwrap()
        }),
        ("SQLite's log (-wal) torn in the middle", |folder| {
            log(folder, |log| log.truncate(log.len() / 2 + 100))
        }),
        ("SQLite's log (-wal) with a page of rubbish in the middle", |folder| {
            log(folder, |log| {
                let middle = log.len() / 2;
                log[middle..middle + PAGE].fill(0xa5);
            });
        }),
        ("SQLite's log (-wal) of random bytes", |folder| {
            log(folder, |log| fastrand::Rng::with_seed(5).fill(log))
        }),
        ("SQLite's log (-wal) gone", |folder| {
            fs::remove_file(folder.join("catalogue.db-wal")).unwrap()
        }),
        ("the log's shared memory (-shm) gone", |folder| {
            fs::remove_file(folder.join("catalogue.db-shm")).unwrap()
        }),
    ];
    cases.extend(logs.map(|(name, harm)| Case::new(name, move || pulled_out(harm))));
    Family {
        title: "A damaged catalogue",
        about: "The damage is done while the app is closed; the places are drawn with a fixed seed. What the person \
                reads is the app's own note after it has put things right, where it had to. Between two updates the \
                device has edition 2, and edition 1 came with the app: records that only edition 2 had as they were are \
                taken from edition 1 until the next refresh fetches the whole edition.",
        cases,
    }
}

#[allow(clippy::ptr_arg, reason = "a `Harm` may change the length")]
fn a_page(bytes: &mut Vec<u8>, rng: &mut fastrand::Rng) {
    let page = rng.usize(..bytes.len() / PAGE) * PAGE;
    rng.fill(&mut bytes[page..page + PAGE]);
}

#[allow(clippy::ptr_arg, reason = "a `Harm` may change the length")]
fn a_bit(bytes: &mut Vec<u8>, rng: &mut fastrand::Rng) {
    let place = rng.usize(..bytes.len());
    bytes[place] ^= 1 << rng.u32(..8);
}

fn log(folder: &Path, harm: impl FnOnce(&mut Vec<u8>)) {
    let path = folder.join("catalogue.db-wal");
    let mut bytes = fs::read(&path).unwrap();
    assert!(bytes.len() > 2 * PAGE, "a log of {} bytes", bytes.len());
    harm(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// A device with edition `stored`, closed, and a host with the next one.
async fn scene(stored: u32) -> Scene {
    let mut world = World::new().await;
    if stored == 2 {
        world.press.publish(&edition(2));
        assert!(world.refresh().await.is_ok());
    }
    Scene::of(world, |press| press.publish(&edition(stored + 1)))
}

/// Opens the app on a damaged folder, lets it repair, and refreshes. Answers the app's notes.
async fn recover(scene: &Scene, folder: &Path, newest: u32) -> Vec<String> {
    let later = now() + TimeDelta::minutes(1);
    let device = Device::open(folder, &scene.source, later).unwrap();
    let notes = device.notices(later);
    drop(device);
    let device = Device::open(folder, &scene.source, later).unwrap();
    assert_eq!(device.kept(), KEPT);
    let stored = device.db.read().unwrap().edition.expect("an edition");
    assert!((1..=newest).contains(&stored.edition.header.edition));
    if stored.whole {
        device.whole(|number| scene.press.json(number), later);
    }
    drop(device);
    let device = Device::open(folder, &scene.source, later).unwrap();
    let outcome = device.refresh(later).await;
    assert!(outcome.is_ok(), "{outcome:?}");
    assert_eq!(device.whole(|number| scene.press.json(number), later), newest);
    notes
}

fn places(stored: u32, harm: Harm) -> Row {
    run(async {
        let scene = scene(stored).await;
        let mut rng = fastrand::Rng::with_seed(u64::from(stored));
        let mut read = Vec::new();
        for _ in 0..PLACES {
            let folder = scene.copy();
            let path = folder.path().join(FILE);
            let mut bytes = fs::read(&path).unwrap();
            harm(&mut bytes, &mut rng);
            fs::write(&path, bytes).unwrap();
            read.extend(recover(&scene, folder.path(), stored + 1).await);
        }
        // How many records a place takes with it is SQLite's affair.
        let plain = |note: &String| note.replace(|c: char| c.is_ascii_digit(), "").trim_start().to_owned();
        let mut kinds: Vec<_> = read.iter().map(plain).collect();
        kinds.sort();
        kinds.dedup();
        assert!(!kinds.is_empty(), "no damage was noticed");
        let new = stored + 1;
        Row {
            seen: if stored == 1 {
                format!("Each time edition 1, then {new}")
            } else {
                format!("Each time edition 2, or 2 mended from 1, or 1; then {new}")
            },
            reads: read
                .into_iter()
                .find(|note| note.contains("records"))
                .unwrap_or_else(|| kinds.swap_remove(0)),
        }
    })
}

fn replaced(harm: Harm) -> Row {
    run(async {
        let scene = scene(2).await;
        let folder = scene.copy();
        let path = folder.path().join(FILE);
        let mut bytes = fs::read(&path).unwrap();
        harm(&mut bytes, &mut fastrand::Rng::with_seed(7));
        fs::write(&path, bytes).unwrap();
        row(recover(&scene, folder.path(), 3).await, "Edition 1, then 3")
    })
}

/// The folder as it is when the power fails while the app runs, with edition 2 in SQLite's log; then `harm`.
fn pulled_out(harm: fn(&Path)) -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        assert!(world.refresh().await.is_ok());
        let folder = tempfile::tempdir().unwrap();
        copy_into(world.dir.path(), folder.path());
        harm(folder.path());
        let scene = Scene::of(world, |press| press.publish(&edition(3)));
        row(recover(&scene, folder.path(), 3).await, "Edition 1 or 2, then 3")
    })
}

fn row(notes: Vec<String>, seen: &str) -> Row {
    Row {
        seen: seen.into(),
        reads: if notes.is_empty() {
            "Nothing: nothing had to be put right".into()
        } else {
            notes.join(" ")
        },
    }
}
