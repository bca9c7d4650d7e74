//! "Somebody published in our name": the book's commands, against a real host, with devices at four stages.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use catalogue::refresh::Outcome;
use doorstep_publish::host::keys::{self, Keyring};
use doorstep_publish::host::{self, Host, Silent, Wanted};
use jiff::{SignedDuration, Timestamp};
use kit::thief::Thief;
use store::CatalogueDb;
use sync::{Config, Held, Limits, Refresher};
use tempfile::TempDir;

use crate::book::{commands_under, shell};
use crate::fixture::{data, text};
use crate::kit::{Done, change, program};

const OLD: &str = "0300 555 1384";
const RIGHT: &str = "0300 555 1999";
const WRONG: &str = "0900 555 0000";

/// The editor's home as the book has it, and its host.
struct Home {
    dir: TempDir,
    server: Server,
    root: Vec<u8>,
    /// Has been off since edition 3, of last year.
    offline: Device,
    now: Timestamp,
}

/// The folder over HTTP, on any day: a real server would say which day it is.
#[derive(Clone)]
struct Server {
    folder: PathBuf,
    http: Arc<kit::host::Host>,
}

impl Server {
    fn load(&self) {
        let (mut files, mut folders) = (BTreeMap::new(), vec![self.folder.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a directory").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&self.folder).expect("inside");
                    files.insert(text(name).to_owned(), fs::read(&path).expect("a file"));
                }
            }
        }
        *self.http.files.lock().expect("the files") = files;
    }
}

/// A device that has nothing but what it gets.
struct Device {
    server: Server,
    db: Arc<CatalogueDb>,
    refresher: Refresher,
    _folder: TempDir,
}

impl Device {
    fn new(server: &Server, root: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a directory");
        let db = Arc::new(CatalogueDb::open(folder.path()).expect("a catalogue").0);
        let config = Config {
            host: server.http.address.parse().expect("an address"),
            root: root.to_vec(),
            scratch: folder.path().join("refresh"),
            limits: Limits::default(),
        };
        Self {
            server: server.clone(),
            refresher: Refresher::new(Arc::clone(&db), config).expect("a refresher"),
            db,
            _folder: folder,
        }
    }

    async fn refresh(&self, now: Timestamp) -> Outcome {
        self.server.load();
        let db = Arc::clone(&self.db);
        let held = move || Held {
            edition: db.edition().expect("a catalogue").map(Arc::new),
            whole: true,
        };
        let now = chrono::DateTime::from_timestamp(now.as_second(), 0).expect("a date");
        self.refresher.refresh(held, now, &|_| {}, std::future::pending()).await
    }

    /// The edition's number, and the office's.
    fn shows(&self) -> Option<(u32, String)> {
        let edition = self.db.edition().expect("a catalogue")?;
        let office = edition.records.iter().find(|record| record.id == "office")?;
        let number = office.body.split("\"number\":\"").nth(1)?.split('"').next()?;
        Some((edition.header.edition, number.to_owned()))
    }
}

impl Home {
    /// Edition 3 is a year old, 4 of the day before yesterday and 5, with the right number, of yesterday.
    async fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let (now, data) = (Timestamp::now(), data());
        let ago = |days: i64| now - SignedDuration::from_hours(24 * days);
        crate::book::copy(data.path(), &dir.path().join("data"));
        let at = |name: &str| dir.path().join(name);
        let editor = at("doorstep-keys");
        keys::new(
            &keys::Ceremony::trial(&editor, 2, 3),
            &keys::Passphrases::none(),
            ago(340),
        )
        .await
        .expect("keys");
        for n in 1..=3 {
            let stick = at(&format!("stick-{n}"));
            fs::create_dir(&stick).expect("a stick");
            let key = format!("root-{n}.pem");
            fs::rename(editor.join(&key), stick.join(&key)).expect("moved");
        }
        let daily = at("daily-keys");
        fs::create_dir(&daily).expect("a directory");
        for name in ["snapshot-1.pem", "timestamp-1.pem", "1.root.json"] {
            fs::copy(editor.join(name), daily.join(name)).expect("copied");
        }

        let release = async |days| {
            let host = Host::open(text(&at("public"))).expect("a host");
            let keys = Keyring::open(&[at("doorstep-keys")]).expect("keys");
            let wanted = Wanted {
                renew_expired: true,
                ..Wanted::default()
            };
            let plan = host::plan(&at("data"), &host, &keys, &wanted, ago(days)).await;
            let done = plan.expect("a plan").publish(&host, &keys, &Silent, ago(days)).await;
            done.expect("an edition").edition
        };
        assert_eq!(release(339).await, 3);
        let server = Server {
            folder: at("public"),
            http: Arc::new(kit::host::Host::new().await),
        };
        let root = fs::read(editor.join("1.root.json")).expect("a root");
        let offline = Device::new(&server, &root);
        offline.refresh(ago(338)).await.expect("edition 3");
        assert_eq!(offline.shows(), Some((3, OLD.into())));

        change(&at("data"), "0300 555 1777");
        assert_eq!(release(2).await, 4);
        change(&at("data"), RIGHT);
        assert_eq!(release(1).await, 5);
        let home = Self {
            dir,
            server,
            root,
            offline,
            now,
        };
        assert_eq!(home.daily().code, 0);
        home
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn device(&self) -> Device {
        Device::new(&self.server, &self.root)
    }

    fn thief(&self, keys: &[&str]) -> Thief {
        Thief::new(&self.at("doorstep-keys"), keys, &self.at("public"))
    }

    fn daily(&self) -> Done {
        let (keys, host) = (self.at("daily-keys"), self.at("public"));
        program(&["resign", "--keys", text(&keys), "--to", text(&host)])
    }

    /// The book's commands, after which all devices have the right edition, and go on to the next.
    async fn made_good(self, heading: &str, poisoned: Device, fast_forwarded: Device) {
        let before = [&poisoned, &fast_forwarded].map(Device::shows);
        let commands = commands_under(heading);
        assert!(!commands.is_empty(), "{heading}");
        for script in commands {
            let done = shell(self.dir.path(), &script);
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        self.right(before, [poisoned, fast_forwarded]).await;
    }

    async fn right(self, before: [Option<(u32, String)>; 2], changed: [Device; 2]) {
        let never = self.device();
        never.refresh(self.now).await.expect("the right edition");
        let (number, shown) = never.shows().expect("an edition");
        assert_eq!(shown, RIGHT);
        let [poisoned, fast_forwarded] = changed;
        let devices = [
            ("never refreshed", never),
            ("poisoned", poisoned),
            ("fast-forwarded", fast_forwarded),
            ("offline", self.offline),
        ];
        for (stage, device) in &devices {
            let outcome = device.refresh(self.now).await;
            assert!(outcome.is_ok(), "{stage}: {outcome:?}, from {before:?}");
            assert_eq!(device.shows(), Some((number, RIGHT.into())), "{stage}, from {before:?}");
        }
        // And so it goes on: the job, and the next edition.
        let (data, keys, host) = (
            self.dir.path().join("data"),
            self.dir.path().join("doorstep-keys"),
            self.dir.path().join("public"),
        );
        let daily = self.dir.path().join("daily-keys");
        let signed = program(&["resign", "--keys", text(&daily), "--to", text(&host)]);
        assert_eq!(signed.code, 0, "{signed:?}");
        change(&data, "0300 555 1555");
        let arguments = [
            "release",
            text(&data),
            "--keys",
            text(&keys),
            "--to",
            text(&host),
            "--yes",
        ];
        let released = program(&arguments);
        assert_eq!(released.code, 0, "{released:?}");
        for (stage, device) in &devices {
            device.refresh(self.now).await.expect("the next edition");
            assert_eq!(device.shows(), Some((number + 1, "0300 555 1555".into())), "{stage}");
        }
    }
}

const DAILY: &str = "They had the daily job's folder, or one key of it";
const EDITOR: &str = "They had the editor's folder";
/// As far ahead as no second ever is.
const FAR: u64 = 1 << 60;

#[tokio::test(flavor = "multi_thread")]
async fn the_timestamps_key() {
    let home = Home::new().await;
    let thief = home.thief(&["timestamp-1.pem"]);
    let [_, snapshot, timestamp] = thief.versions();
    let older = snapshots(&home).into_iter().filter(|version| *version < snapshot).max();
    let (poisoned, fast_forwarded) = (home.device(), home.device());
    thief.sign_timestamp(older.expect("that of edition 4"), timestamp + 1);
    poisoned.refresh(home.now).await.expect("an older edition");
    assert_eq!(poisoned.shows(), Some((4, "0300 555 1777".into())));
    let refused = home.daily();
    assert!(refused.code == 4 && refused.err.contains("gone back"), "{refused:?}");
    thief.sign_timestamp(snapshot, FAR);
    fast_forwarded.refresh(home.now).await.expect("the newest edition");
    let refused = home.daily();
    assert!(
        refused.code == 4 && refused.err.contains("timestamp key"),
        "{refused:?}"
    );
    home.made_good(DAILY, poisoned, fast_forwarded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_daily_jobs_folder() {
    for ends_with_an_older_state in [false, true] {
        let home = Home::new().await;
        let thief = home.thief(&["snapshot-1.pem", "timestamp-1.pem"]);
        let [targets, snapshot, timestamp] = thief.versions();
        let older = versions(&home, "targets")
            .into_iter()
            .filter(|version| *version < targets)
            .max();
        let older = older.expect("that of edition 4");
        let (poisoned, fast_forwarded) = (home.device(), home.device());
        thief.sign_versions([older, snapshot + 1, timestamp + 1]);
        poisoned.refresh(home.now).await.expect("an older edition");
        assert_eq!(poisoned.shows(), Some((4, "0300 555 1777".into())));
        let refused = home.daily();
        assert!(refused.code == 4 && refused.err.contains("gone back"), "{refused:?}");
        thief.sign_versions([targets, FAR, FAR]);
        fast_forwarded.refresh(home.now).await.expect("the newest edition");
        if ends_with_an_older_state {
            thief.sign_versions([older, FAR + 1, FAR + 1]);
        }
        let refused = home.daily();
        assert!(refused.code == 4 && refused.err.contains("snapshot key"), "{refused:?}");
        home.made_good(DAILY, poisoned, fast_forwarded).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_editors_folder() {
    let home = Home::new().await;
    let thief = home.thief(&["targets-1.pem", "snapshot-1.pem", "timestamp-1.pem"]);
    let (poisoned, fast_forwarded) = (home.device(), home.device());
    poisoned.refresh(home.now).await.expect("edition 5");
    thief.publish(6, thief.versions().map(|version| version + 1), |body| {
        body.replace(RIGHT, WRONG)
    });
    poisoned.refresh(home.now).await.expect("the thief's edition");
    assert_eq!(poisoned.shows(), Some((6, WRONG.into())));
    // Before anybody knows, the daily job has signed it, and knows no better.
    assert_eq!(home.daily().code, 0);
    thief.publish(u32::MAX, [FAR; 3], |body| body.replace(WRONG, "0900 555 0001"));
    fast_forwarded.refresh(home.now).await.expect("the thief's edition");
    assert_eq!(fast_forwarded.shows(), Some((u32::MAX, "0900 555 0001".into())));
    let refused = home.daily();
    assert!(
        refused.code == 4 && refused.err.contains("Somebody has the targets key"),
        "{refused:?}"
    );
    home.made_good(EDITOR, poisoned, fast_forwarded).await;
}

/// The thief stays at numbers that could be ours, and goes back to an older edition in the end.
#[tokio::test(flavor = "multi_thread")]
async fn the_editors_folder_and_numbers_that_could_be_ours() {
    let home = Home::new().await;
    let thief = home.thief(&["targets-1.pem", "snapshot-1.pem", "timestamp-1.pem"]);
    let (poisoned, fast_forwarded) = (home.device(), home.device());
    let next = || thief.versions().map(|version| version + 1);
    thief.publish(5, next(), |body| body.replace(RIGHT, WRONG));
    poisoned.refresh(home.now).await.expect("another edition 5");
    assert_eq!(poisoned.shows(), Some((5, WRONG.into())));
    let refused = home.daily();
    assert!(
        refused.code == 4 && refused.err.contains("gone back"),
        "another edition 5: {refused:?}"
    );
    thief.publish(9_000, next(), |body| body.replace(WRONG, "0900 555 0001"));
    fast_forwarded.refresh(home.now).await.expect("the thief's edition");
    home.made_good(EDITOR, poisoned, fast_forwarded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_the_roots_keys() {
    let home = Home::new().await;
    let thief = Thief::new(&home.at("stick-2"), &["root-2.pem"], &home.at("public"));
    thief.sign_root(2);
    let (poisoned, fast_forwarded) = (home.device(), home.device());
    for device in [&poisoned, &fast_forwarded] {
        assert!(device.refresh(home.now).await.is_err());
        assert_eq!(device.shows(), None);
    }
    assert!(home.offline.refresh(home.now).await.is_err());
    let refused = home.daily();
    assert!(
        refused.code == 4 && refused.err.contains("metadata/2.root.json"),
        "{refused:?}"
    );
    fs::remove_file(home.at("public/metadata/2.root.json")).expect("deleted there");
    // Exchanged by the other two; the book's commands for a lost one.
    fs::remove_file(home.at("stick-2/root-2.pem")).expect("stolen");
    let (keys, one, three) = (home.at("doorstep-keys"), home.at("stick-1"), home.at("stick-3"));
    let arguments = [
        "keys",
        "rotate",
        "root",
        text(&keys),
        "--with",
        text(&one),
        "--with",
        text(&three),
    ];
    let done = program(&arguments);
    assert_eq!(done.code, 0, "{done:?}");
    fs::copy(keys.join("2.root.json"), home.at("daily-keys/2.root.json")).expect("copied");
    assert_eq!(home.daily().code, 0);
    let before = [&poisoned, &fast_forwarded].map(Device::shows);
    home.right(before, [poisoned, fast_forwarded]).await;
}

fn snapshots(home: &Home) -> Vec<u64> {
    versions(home, "snapshot")
}

/// The versions of a role that are on the host.
fn versions(home: &Home, role: &str) -> Vec<u64> {
    let files = fs::read_dir(home.at("public/metadata")).expect("metadata").flatten();
    let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let ending = format!(".{role}.json");
    names
        .filter_map(|name| name.strip_suffix(&ending)?.parse().ok())
        .collect()
}
