//! A full disk and a folder that cannot be written, for real: each row runs in a process of its own that has a small
//! disk of memory, in a mount namespace that nobody else sees.

use std::cmp::Ordering;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

use catalogue::refresh::{Outcome, Trouble};
use catalogue::{Edition, Record, canonical};
use kit::device::{Device, KEPT};
use kit::world::{edition, limits, now};
use sync::Limits;
use sync::schedule::{self, Occasion};
use tempfile::TempDir;

use crate::child::{self, report};
use crate::endure::{name, run, sentence};
use crate::scene::Scene;
use crate::steps;
use crate::table::{Case, Family, Row};

/// What a disk of memory gives out at a time, in bytes.
const PAGE: u64 = 4096;

/// Mounts the disk on the first argument and becomes the command that follows it.
const WITH_DISK: &str = r#"PATH="$PATH:/usr/sbin:/sbin"; mount -t tmpfs -o size=32m none "$1" && shift && exec "$@""#;

/// Ways into a mount namespace of one's own: as root, and as anybody where the system lets people.
const WAYS: [&[&str]; 2] = [&["--mount"], &["--mount", "--map-root-user"]];

static WAY: LazyLock<Option<&&[&str]>> = LazyLock::new(|| {
    WAYS.iter().find(|way| {
        let folder = tempfile::tempdir().unwrap();
        let mut probe = Command::new("unshare");
        probe
            .args(**way)
            .args(["--", "sh", "-c", WITH_DISK, "sh"])
            .arg(folder.path())
            .arg("true");
        probe.stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    })
});

type Story = (&'static str, fn(&Path) -> Row);

const ROWS: [Story; 5] = [
    ("a full disk: no room for the download", |disk| {
        no_room(disk, "the download begins, or goes on")
    }),
    (
        "a full disk: room for the download, none for the transaction's log",
        |disk| no_room(disk, "the transaction has begun"),
    ),
    ("a full disk: the log is a page too short in the commit", |disk| {
        no_room(disk, "the trusted metadata is written")
    }),
    ("a folder for downloads that is read-only", read_only_downloads),
    ("a read-only data folder", read_only),
];

pub fn family() -> Family {
    let case = |(name, _): Story| Case::new(name, move || in_a_namespace(name)).if_here(WAY.is_some());
    Family {
        title: "The disk",
        about: "On a disk of memory, 32 MB large, filled until the stated place in the refresh is where it ends. While \
                the disk is still full, the app that runs and the app opened anew both have edition 1; with room again, \
                the next refresh brings edition 2, larger than what SQLite keeps in memory.",
        cases: ROWS.into_iter().map(case).collect(),
    }
}

fn in_a_namespace(row: &str) -> Row {
    let folder = tempfile::tempdir().unwrap();
    let inner = child::disk(row, folder.path());
    let mut command = Command::new("unshare");
    command
        .args(*WAY.expect("a way"))
        .args(["--", "sh", "-c", WITH_DISK, "sh"])
        .arg(folder.path());
    command.arg(inner.get_program()).args(inner.get_args());
    report(&command.output().unwrap()).into()
}

/// Runs a row where the disk is.
pub fn run_inside(row: &str, disk: &Path) -> Row {
    let (_, story) = ROWS.iter().find(|(name, _)| *name == row).expect("a row");
    story(disk)
}

/// Edition 2, with more than SQLite keeps in memory, that no delta and no compression makes much less.
fn large() -> Edition {
    let mut edition = edition(2);
    let noise = |seed: u32| hex::encode(canonical::digest(&seed.to_le_bytes()));
    let record = |i: u32| Record {
        collection: "ballast".into(),
        id: format!("b{i}"),
        body: format!(
            "{{\"id\":\"b{i}\",\"noise\":\"{}\"}}",
            (0..312).map(|j| noise(i * 1000 + j)).collect::<String>()
        ),
    };
    edition.records.extend((0..120).map(record));
    Edition::new(edition.header, edition.records)
}

async fn scene() -> Scene {
    let mut scene = Scene::new(|press| press.publish(&large())).await;
    scene.source.limits = Limits {
        max_edition: 16 << 20,
        large: Duration::from_secs(60),
        read: Duration::from_secs(60),
        ..limits()
    };
    scene
}

/// Leaves `free` bytes on the disk, about.
fn fill(disk: &Path, free: u64) {
    let mut ballast = File::create(disk.join("ballast")).unwrap();
    let block = vec![1; 1 << 16];
    while ballast.write_all(&block).is_ok() {}
    let length = ballast.metadata().unwrap().len();
    ballast.set_len(length.saturating_sub(free)).unwrap();
}

/// A device on the disk, and how a refresh with so much room went there.
struct Attempt {
    folder: TempDir,
    outcome: Outcome,
    reads: String,
    /// The last step it came by.
    last: String,
}

impl Attempt {
    async fn with(scene: &Scene, disk: &Path, free: u64) -> Self {
        let folder = scene.copy_to(TempDir::new_in(disk).unwrap());
        let published = |number| scene.press.json(number);
        let device = Device::open(folder.path(), &scene.source, now()).unwrap();
        fill(disk, free);
        steps::watch(None);
        let outcome = device.refresh(now()).await;
        steps::pause();
        let last = steps::seen().0.pop().unwrap_or_default();
        let reads = sentence(&device, &outcome, now());
        if outcome.is_err() {
            assert_eq!(outcome, Err(Trouble::Full), "with {free} bytes, after {last}");
            assert_eq!(device.whole(published, now()), 1, "with {free} bytes");
            waits(&device).await;
            drop(device);
            // What closing has given back is taken too.
            fill(disk, 0);
            let device = Device::open(folder.path(), &scene.source, now()).unwrap();
            assert_eq!(device.whole(published, now()), 1, "opened after {free} bytes");
        }
        fs::remove_file(disk.join("ballast")).unwrap();
        Self {
            folder,
            outcome,
            reads,
            last,
        }
    }
}

/// The host is not asked again at once and for ever, though nothing of the attempt may have been written down.
async fn waits(device: &Device) {
    let attempts = device.refresher.attempts().await.unwrap();
    assert_eq!((attempts.last_tried, attempts.failures), (Some(now()), 1));
    assert!(schedule::next(&attempts, Occasion::Timer, now(), 0.5) > now());
}

/// Looks for the room with which a refresh comes as far as `step`, and no further.
fn no_room(disk: &Path, step: &str) -> Row {
    let order = |step: &str| crate::kill::STEPS.iter().position(|other| *other == step);
    run(async {
        let scene = scene().await;
        // With `low` it ends too early, and with `high` too late.
        let (mut low, mut high, mut free) = (0, 12 << 20, 0);
        while low < high {
            let attempt = Attempt::with(&scene, disk, free).await;
            match order(&attempt.last).cmp(&order(step)) {
                Ordering::Less => low = free + PAGE,
                Ordering::Greater => high = free,
                Ordering::Equal => {
                    scene.after(attempt.folder.path(), 2).await;
                    return Row {
                        seen: format!("{}. Edition 1, then 2", name(&attempt.outcome)),
                        reads: attempt.reads,
                    };
                }
            }
            free = low.midpoint(high);
        }
        panic!("no room at all lets it come as far as {step:?} and no further");
    })
}

fn mount(words: &[&str]) {
    let done = Command::new("mount").args(words).status().unwrap();
    assert!(done.success(), "mount {words:?}");
}

/// Makes a folder read-only, also for root.
fn lock(folder: &Path) {
    let folder = folder.to_str().unwrap();
    mount(&["--bind", folder, folder]);
    mount(&["-o", "remount,bind,ro", folder]);
}

fn unlock(folder: &Path) {
    let done = Command::new("umount").arg(folder).status().unwrap();
    assert!(done.success());
}

fn read_only_downloads(disk: &Path) -> Row {
    run(async {
        let scene = scene().await;
        let folder = scene.copy_to(TempDir::new_in(disk).unwrap());
        let downloads = folder.path().join("refresh");
        fs::create_dir_all(&downloads).unwrap();
        lock(&downloads);
        let device = Device::open(folder.path(), &scene.source, now()).unwrap();
        let outcome = device.refresh(now()).await;
        let reads = sentence(&device, &outcome, now());
        assert_eq!(device.whole(|number| scene.press.json(number), now()), 1);
        drop(device);
        unlock(&downloads);
        scene.after(folder.path(), 2).await;
        Row {
            seen: format!("{}. Edition 1, then 2", name(&outcome)),
            reads,
        }
    })
}

fn read_only(disk: &Path) -> Row {
    run(async {
        let scene = scene().await;
        let folder = scene.copy_to(TempDir::new_in(disk).unwrap());
        lock(folder.path());
        let device = Device::open(folder.path(), &scene.source, now()).unwrap();
        let outcome = device.refresh(now()).await;
        assert_eq!(outcome, Err(Trouble::ReadOnly));
        waits(&device).await;
        let reads = sentence(&device, &outcome, now());
        let shown = device.app.ask(now(), |m| screens::now::answer(m).freshness.edition);
        assert_eq!(shown, 1);
        assert_eq!(device.kept(), KEPT);
        drop(device);
        unlock(folder.path());
        scene.after(folder.path(), 2).await;
        Row {
            seen: format!("{}, and every screen can be read. Edition 1, then 2", name(&outcome)),
            reads,
        }
    })
}
