//! Documents from a real host on loopback, in its moods.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use catalogue::canonical;
use catalogue::refresh::Trouble;
use catalogue::{DocumentFormat, Keepable};
use chrono::{DateTime, TimeDelta, Utc};
use store::DocumentFolder;
use sync::{DocumentFetcher, Limits};
use tokio::sync::Notify;

use crate::host::Mood;
use crate::world::{World, limits, now};

/// A host with one document, and a device that wants it.
struct Scene {
    world: World,
    bytes: Vec<u8>,
    document: Keepable,
    folder: DocumentFolder,
}

impl Scene {
    async fn new() -> Self {
        let world = World::unasked().await;
        let bytes: Vec<u8> = (0..40_000_u32).flat_map(|n| n.to_le_bytes()).collect();
        let document = Keepable {
            digest: canonical::digest(&bytes),
            bytes: bytes.len() as u64,
            format: DocumentFormat::Pdf,
        };
        let scene = Self {
            folder: DocumentFolder::new(world.dir.path()),
            world,
            bytes,
            document,
        };
        scene.put(&scene.bytes);
        scene
    }

    fn path(&self) -> String {
        format!("documents/{}", hex::encode(self.document.digest))
    }

    /// Puts that onto the host in the document's place.
    fn put(&self, bytes: &[u8]) {
        self.world
            .host
            .files
            .lock()
            .unwrap()
            .insert(self.path(), bytes.to_vec());
    }

    /// A fetcher as after a start.
    fn fetcher(&self, limits: Limits) -> DocumentFetcher {
        let host = self.world.host.address.parse().unwrap();
        DocumentFetcher::new(self.world.db.clone(), self.folder.clone(), host, limits).unwrap()
    }

    async fn fetch_at(&self, now: DateTime<Utc>) -> Result<(), Trouble> {
        self.fetcher(limits()).fetch(&self.document, now, &|_| {}).await
    }

    async fn fetch(&self) -> Result<(), Trouble> {
        self.fetch_at(now()).await
    }

    /// Bytes of it that are in the part.
    fn part(&self) -> Option<u64> {
        let part = std::fs::metadata(self.folder.part(&self.document.digest));
        part.ok().map(|part| part.len())
    }

    /// Nothing of it is there.
    fn assert_nothing(&self, case: &str) {
        assert!(self.folder.held().unwrap().is_empty(), "{case}");
        assert_eq!(self.part(), None, "{case}");
    }

    fn assert_here(&self) {
        assert_eq!(self.folder.read(&self.document).unwrap().as_ref(), Some(&self.bytes));
        assert_eq!(self.part(), None);
    }
}

#[tokio::test]
async fn a_document_arrives_whole_and_says_how_far_it_is() {
    let scene = Scene::new().await;
    let told = Mutex::new(Vec::new());
    let progress = |done| told.lock().unwrap().push(done);
    let outcome = scene.fetcher(limits()).fetch(&scene.document, now(), &progress).await;
    assert_eq!(outcome, Ok(()));
    scene.assert_here();
    let told = told.into_inner().unwrap();
    assert!(told.is_sorted() && told.last() == Some(&160_000), "{told:?}");
    assert_eq!(scene.world.asked().0.len(), 1);
}

#[tokio::test]
async fn a_broken_download_goes_on_where_it_stopped_also_after_a_restart() {
    let scene = Scene::new().await;
    let asked = AtomicUsize::new(0);
    scene
        .world
        .host
        .misbehave(move |_| match asked.fetch_add(1, Ordering::Relaxed) {
            0 => Some(Mood::Cut(50_000)),
            _ => Some(Mood::Status(500, String::new(), Vec::new())),
        });
    assert!(matches!(scene.fetch().await, Err(Trouble::Status { code: 500 })));
    assert_eq!(scene.part(), Some(50_000));
    assert!(scene.folder.held().unwrap().is_empty(), "a part is no document");
    scene.world.asked();
    scene.world.host.behave();
    assert_eq!(scene.fetch().await, Ok(()));
    scene.assert_here();
    let (asked, _) = scene.world.asked();
    assert!(asked[0].ends_with(" bytes=50000-") && asked.len() == 1, "{asked:?}");
}

/// What is asked for, of which program, and nothing about the device or the person: no cookie, no language, no name.
#[tokio::test]
async fn a_request_says_nothing_but_what_it_asks_for() {
    let mut scene = Scene::new().await;
    scene.world.press.publish(&crate::world::edition(2));
    assert!(scene.world.refresh().await.is_ok());
    assert_eq!(scene.fetch().await, Ok(()));
    let (log, _) = scene.world.host.take_log();
    assert!(log.len() > 4);
    for request in log {
        let mut says = request.headers;
        says.sort();
        assert_eq!(says, ["accept", "host", "user-agent"], "{}", request.path);
        assert!(!request.path.contains('?'), "{}", request.path);
    }
}

/// M4: whoever else can enter the home does not read what a person has on the device, whole or not.
#[cfg(unix)]
#[tokio::test]
async fn what_is_fetched_is_the_persons_alone() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::new().await;
    assert!(scene.world.refresh().await.is_ok());
    let open = || {
        let (mut open, mut folders) = (Vec::new(), vec![scene.world.dir.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
                let is_folder = entry.path().is_dir();
                if mode != if is_folder { 0o700 } else { 0o600 } {
                    open.push(format!("{mode:o} {}", entry.path().display()));
                }
                folders.extend(is_folder.then(|| entry.path()));
            }
        }
        open
    };
    let asked = AtomicUsize::new(0);
    let cut = move |_: &_| match asked.fetch_add(1, Ordering::Relaxed) {
        0 => Some(Mood::Cut(50_000)),
        _ => Some(Mood::Status(500, String::new(), Vec::new())),
    };
    scene.world.host.misbehave(cut);
    assert!(scene.fetch().await.is_err());
    assert_eq!(scene.part(), Some(50_000));
    assert_eq!(open(), [""; 0]);
    scene.world.host.behave();
    assert_eq!(scene.fetch().await, Ok(()));
    assert_eq!(open(), [""; 0]);
}

#[tokio::test]
async fn what_was_not_signed_for_is_thrown_away() {
    let scene = Scene::new().await;
    let mut longer = scene.bytes.clone();
    longer.push(0);
    let mut other = scene.bytes.clone();
    other[7] ^= 1;
    for (case, body) in [
        ("longer", &longer[..]),
        ("another", &other),
        ("shorter", &scene.bytes[..9]),
    ] {
        scene.put(body);
        assert_eq!(scene.fetch().await, Err(Trouble::Altered), "{case}");
        scene.assert_nothing(case);
    }
    scene.put(&scene.bytes);
    for (case, mood) in [("flipped on the way", Mood::Flipped), ("endless", Mood::Endless)] {
        scene.world.host.misbehave(move |_| Some(mood.clone()));
        assert_eq!(scene.fetch().await, Err(Trouble::Altered), "{case}");
        scene.assert_nothing(case);
    }
    scene.world.host.behave();
    assert_eq!(scene.fetch().await, Ok(()));
    scene.assert_here();
}

#[tokio::test]
async fn a_part_that_went_bad_is_begun_again() {
    let scene = Scene::new().await;
    scene.folder.make().unwrap();
    std::fs::write(scene.folder.part(&scene.document.digest), [9; 1000]).unwrap();
    assert_eq!(scene.fetch().await, Ok(()));
    scene.assert_here();
}

#[tokio::test]
async fn what_a_host_or_a_network_may_answer_instead() {
    let scene = Scene::new().await;
    let page = b"<!doctype html><title>Sign in</title>";
    let status = |status, headers: &str, body: &[u8]| Mood::Status(status, headers.into(), body.to_vec());
    for (case, mood, ends) in [
        ("404", status(404, "", b"no"), "Err(Missing)"),
        ("a bucket's 403", status(403, "", b"no"), "Err(Missing)"),
        (
            "a portal",
            status(200, "Content-Type: text/html\r\n", page),
            "Err(CaptivePortal)",
        ),
        (
            "a portal elsewhere",
            status(302, "Location: http://127.0.0.2:9/\r\n", page),
            "Err(CaptivePortal)",
        ),
        ("a portal by the book", status(511, "", page), "Err(CaptivePortal)"),
        ("500", status(500, "", b""), "Err(Status { code: 500 })"),
        ("304", status(304, "", b""), "Err(Unasked"),
        (
            "gzip",
            status(200, "Content-Encoding: gzip\r\n", b"\x1f\x8b"),
            "Err(Unasked",
        ),
        ("silence", Mood::Silence, "Err(Slow)"),
        ("nonsense", Mood::Raw(b"SSH-2.0-OpenSSH\r\n".to_vec()), "Err(BrokenOff)"),
    ] {
        scene.world.host.misbehave(move |_| Some(mood.clone()));
        let outcome = scene.fetch().await;
        assert!(format!("{outcome:?}").starts_with(ends), "{case}: {outcome:?}");
        scene.assert_nothing(case);
    }
    scene.world.host.stop();
    assert_eq!(scene.fetch().await, Err(Trouble::Offline));
    scene.assert_nothing("nobody listens");
}

#[tokio::test]
async fn a_host_that_wants_to_be_left_alone_is() {
    let scene = Scene::new().await;
    let busy = Mood::Status(503, "Retry-After: 600\r\n".into(), Vec::new());
    scene.world.host.misbehave(move |_| Some(busy.clone()));
    let until = now() + TimeDelta::seconds(600);
    let waits = Trouble::Wait { until };
    assert_eq!(scene.fetch().await, Err(waits.clone()));
    scene.world.host.behave();
    scene.world.asked();
    // Also after a restart, and by a refresh too.
    let later = scene.fetch_at(now() + TimeDelta::seconds(599)).await;
    assert_eq!(later, Err(waits.clone()));
    assert_eq!(scene.world.refresh().await, Err(waits));
    assert_eq!(scene.world.asked().0, [""; 0]);
    assert_eq!(scene.fetch_at(now() + TimeDelta::seconds(600)).await, Ok(()));
}

#[tokio::test]
async fn one_that_is_stopped_keeps_what_has_come() {
    let scene = Scene::new().await;
    scene.world.host.misbehave(|_| Some(Mood::Hold(70_000)));
    let (fetcher, come) = (scene.fetcher(Limits::default()), Notify::new());
    let progress = |done| {
        if done == 70_000 {
            come.notify_one();
        }
    };
    tokio::select! {
        outcome = fetcher.fetch(&scene.document, now(), &progress) => panic!("{outcome:?}"),
        () = come.notified() => {}
    }
    scene.world.host.behave();
    scene.world.asked();
    assert_eq!(scene.fetch().await, Ok(()));
    scene.assert_here();
    let (asked, _) = scene.world.asked();
    assert!(asked[0].contains(" bytes="), "{asked:?}");
}

#[tokio::test]
async fn a_device_that_cannot_store_it_says_so() {
    let scene = Scene::new().await;
    std::fs::write(scene.world.dir.path().join("documents"), b"in the way").unwrap();
    let outcome = scene.fetch().await;
    assert!(matches!(outcome, Err(Trouble::NotStored { .. })), "{outcome:?}");
    assert_eq!(
        scene.world.asked().0,
        [""; 0],
        "nobody is asked for what cannot be stored"
    );
}
