//! The publisher's side: hosts that go back, files that are exchanged, and many hands at once.

use std::collections::BTreeMap;
use std::fs;

use std::sync::Arc;

use catalogue::refresh::{Outcome, Refreshed};
use chrono::{DateTime, Utc};
use doorstep_publish::host::keys::{self, Keyring};
use doorstep_publish::host::{self, Error, Host, Plan, Silent, Wanted};
use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use kit::bucket::{Bucket, Fault};
use kit::fixture;
use kit::world::patient;
use serde_json::Value;
use store::CatalogueDb;
use sync::layout::{self, TargetName};
use sync::{Config, Held, Refresher};
use tempfile::TempDir;

use crate::endure::run;
use crate::scene::copy_into;
use crate::small::in_memory;
use crate::table::{Case, Family, Row};

/// How long the many hands are at it.
const STEPS: usize = 1_000;

pub fn family() -> Family {
    Family {
        title: "The publisher",
        about: "The editors' program on a host in memory. Two editors and the daily job each have a machine with the same \
                keys and marks of their own; the editors share their data, as a repository does. What is read is what the \
                program says. Devices refresh from the same files over HTTP.",
        cases: vec![
            Case::new("the host restored at each earlier state", restored),
            Case::new(
                "each file on the host removed, emptied, exchanged for another of its kind or for junk, and flipped in one bit",
                tampered,
            ),
            Case::new(
                format!(
                    "{STEPS} steps at random: releases, daily signatures, releases cut short, lost races, restores, exchanged \
                     timestamps, days without a signature"
                ),
                interleaved,
            ),
        ],
    }
}

/// Data, and machines with keys.
struct Desk {
    data: TempDir,
    home: TempDir,
    root: Vec<u8>,
}

fn at(hours: i64) -> Timestamp {
    let first: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
    first + SignedDuration::from_hours(hours)
}

fn utc(now: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(now.as_second(), 0).unwrap()
}

impl Desk {
    async fn new() -> Self {
        let (home, data) = (in_memory(), in_memory());
        copy_into(fixture::data().path(), data.path());
        let keys = home.path().join("keys");
        let (ceremony, nobody) = (keys::Ceremony::trial(&keys, 1, 1), keys::Passphrases::none());
        let made = keys::new(&ceremony, &nobody, at(0)).await.unwrap();
        let root = fs::read(made.root).unwrap();
        for machine in ["one", "two", "daily"] {
            fs::create_dir(home.path().join(machine)).unwrap();
            copy_into(&keys, &home.path().join(machine));
        }
        Self { data, home, root }
    }

    /// The same desk, to be used apart.
    fn copy(&self) -> Self {
        let (data, home) = (in_memory(), in_memory());
        copy_into(self.data.path(), data.path());
        copy_into(self.home.path(), home.path());
        Self {
            data,
            home,
            root: self.root.clone(),
        }
    }

    fn machine(&self, name: &str) -> Keyring {
        Keyring::open(&[self.home.path().join(name)]).unwrap()
    }

    /// The editors write another number.
    fn write(&self, n: usize) {
        let contacts = self.data.path().join("contacts.toml");
        let text = fs::read_to_string(&contacts).unwrap();
        let old = text
            .split("number = \"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let number = format!("0300 555 {:04}", 1_000 + n);
        fs::write(contacts, text.replacen(&old, &number, 1)).unwrap();
    }

    async fn plan(&self, host: &Host, machine: &str, wanted: &Wanted, now: Timestamp) -> host::Result<Plan> {
        host::plan(self.data.path(), host, &self.machine(machine), wanted, now).await
    }

    /// The number that is out then; `None` when there was nothing to publish.
    async fn release(&self, host: &Host, machine: &str, wanted: &Wanted, now: Timestamp) -> host::Result<Option<u32>> {
        let plan = self.plan(host, machine, wanted, now).await?;
        if plan.is_published {
            plan.note()?;
            return Ok(None);
        }
        let released = plan.publish(host, &self.machine(machine), &Silent, now).await?;
        Ok(Some(released.edition))
    }

    async fn resign(&self, host: &Host, machine: &str, now: Timestamp) -> host::Result<()> {
        host::resign(host, &self.machine(machine), false, now).await.map(|_| ())
    }

    /// What the data say that they come from.
    fn number(&self) -> u32 {
        let text = fs::read_to_string(self.data.path().join("edition.toml")).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("edition = ")).unwrap();
        line.parse().unwrap()
    }
}

fn recovering() -> Wanted {
    Wanted {
        recover: true,
        ..Wanted::default()
    }
}

fn open(bucket: &Bucket) -> Host {
    Host::new("the host", bucket.store())
}

/// Number and SHA-256 of the newest edition that the host shows, signed or not.
fn shown(files: &BTreeMap<String, Vec<u8>>) -> Option<(u32, String)> {
    let signed = |name: &str| {
        serde_json::from_slice::<Value>(files.get(name)?)
            .ok()?
            .get("signed")
            .cloned()
    };
    let next = |value: &Value, role: &str| {
        let version = value["meta"][format!("{role}.json")]["version"].as_u64()?;
        signed(&format!("metadata/{}", layout::metadata_name(role, version)))
    };
    let targets = next(&next(&signed("metadata/timestamp.json")?, "snapshot")?, "targets")?;
    let listed = targets["targets"].as_object()?.iter();
    let editions = listed.filter_map(|(name, target)| match TargetName::parse(name)? {
        TargetName::Edition(number) => Some((number, target["custom"]["sha256"].as_str()?.to_owned())),
        TargetName::Delta { .. } => None,
    });
    editions.max()
}

/// A device that has nothing but what it gets.
struct Device {
    db: Arc<CatalogueDb>,
    refresher: Refresher,
    _folder: TempDir,
}

impl Device {
    fn new(server: &kit::host::Host, root: &[u8]) -> Self {
        let folder = in_memory();
        let db = Arc::new(CatalogueDb::open(folder.path()).unwrap().0);
        let config = Config {
            host: server.address.parse().unwrap(),
            root: root.to_vec(),
            scratch: folder.path().join("refresh"),
            limits: patient(),
        };
        Self {
            refresher: Refresher::new(Arc::clone(&db), config).unwrap(),
            db,
            _folder: folder,
        }
    }

    /// Refreshes from what the bucket holds.
    async fn refresh(&self, server: &kit::host::Host, bucket: &Bucket, now: Timestamp) -> Outcome {
        *server.files.lock().unwrap() = bucket.files().await;
        let db = Arc::clone(&self.db);
        let held = move || Held {
            edition: db.edition().unwrap().map(Arc::new),
            whole: true,
        };
        self.refresher
            .refresh(held, utc(now), &|_| {}, std::future::pending())
            .await
    }

    fn number(&self) -> Option<u32> {
        Some(self.db.edition().unwrap()?.header.edition)
    }
}

/// The first sentence, without numbers and dates.
fn first_line(error: &Error) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

/// Editions 3 to 6, each signed a second time by the daily job; the states in between.
async fn history(desk: &Desk) -> (Vec<Bucket>, Timestamp) {
    let (bucket, mut states, mut hours) = (Bucket::new(), Vec::new(), 0);
    let host = open(&bucket);
    for n in 0..4 {
        desk.write(n);
        desk.release(&host, "one", &Wanted::default(), at(hours)).await.unwrap();
        states.push(bucket.fork());
        desk.resign(&host, "daily", at(hours + 12)).await.unwrap();
        states.push(bucket.fork());
        hours += 24;
    }
    (states, at(hours))
}

fn restored() -> Row {
    run(async {
        let desk = Desk::new().await;
        let (states, now) = history(&desk).await;
        let newest = states.last().unwrap();
        let server = kit::host::Host::new().await;
        let mut reads = String::new();
        for state in &states[..states.len() - 1] {
            let (desk, bucket) = (desk.copy(), state.fork());
            let host = open(&bucket);
            let (had_it, new) = (Device::new(&server, &desk.root), Device::new(&server, &desk.root));
            had_it.refresh(&server, newest, now).await.unwrap();
            assert_eq!(had_it.number(), Some(6));

            let before = bucket.files().await;
            let refused = desk.resign(&host, "daily", now).await.unwrap_err();
            assert_eq!(refused.exit_code(), 4, "{refused}");
            reads = first_line(&refused);
            assert!(bucket.files().await == before, "something was signed");
            assert!(had_it.refresh(&server, &bucket, now).await.is_err() || had_it.number() == Some(6));

            desk.write(5);
            // Who has not seen the last daily signature, but the edition, needs no flag.
            let again = desk.release(&host, "one", &Wanted::default(), now).await;
            if let Err(refused) = again {
                assert_eq!(refused.exit_code(), 4, "{refused}");
                let made_good = desk.release(&host, "one", &recovering(), now).await.unwrap();
                assert_eq!(made_good, Some(7));
            }
            desk.resign(&host, "daily", now + SignedDuration::from_hours(12))
                .await
                .unwrap();
            for device in [had_it, new] {
                device.refresh(&server, &bucket, now).await.unwrap();
                assert_eq!(device.number(), Some(7));
            }
        }
        Row {
            seen: "`Refused` (exit code 4), and nothing is signed. `release --recover` is edition 7 then, on devices that had \
                   edition 6 and on new ones"
                .into(),
            reads,
        }
    })
}

/// What is done to a file. `None`: it is removed.
fn harms(name: &str, files: &BTreeMap<String, Vec<u8>>, older: &BTreeMap<String, Vec<u8>>) -> Vec<Option<Vec<u8>>> {
    let bytes = &files[name];
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 1;
    // Without the version or the hash.
    fn kind(name: &str) -> &str {
        let begins = |(begin, _): &(&str, &str)| begin.chars().all(|c| c.is_ascii_hexdigit() || c == '/');
        let file = name.trim_start_matches("metadata/").trim_start_matches("targets/");
        file.split_once('.').filter(begins).map_or(file, |(_, kind)| kind)
    }
    let alike = |(other, bytes): &(&String, &Vec<u8>)| kind(other) == kind(name) && **bytes != files[name];
    let other = older.iter().chain(files).find(alike);
    let mut harms = vec![None, Some(Vec::new()), Some(b"junk".to_vec()), Some(flipped)];
    harms.extend(other.map(|(_, bytes)| Some(bytes.clone())));
    harms
}

fn tampered() -> Row {
    run(async {
        let desk = Desk::new().await;
        let (states, now) = history(&desk).await;
        let (newest, older) = (states.last().unwrap().files().await, states[3].files().await);
        let is_shown = shown(&newest);
        assert_eq!(is_shown.as_ref().map(|(number, _)| *number), Some(6));
        let server = kit::host::Host::new().await;
        for name in newest.keys() {
            for harm in harms(name, &newest, &older) {
                let (desk, bucket) = (desk.copy(), states.last().unwrap().fork());
                let host = open(&bucket);
                let had_it = Device::new(&server, &desk.root);
                had_it.refresh(&server, &bucket, now).await.unwrap();
                bucket.put(name, harm.as_deref()).await;
                let harmed = bucket.files().await;

                match desk.resign(&host, "daily", now).await {
                    Ok(()) => assert_eq!(
                        shown(&bucket.files().await),
                        is_shown,
                        "{name}: {:?}",
                        harm.map(|harm| harm.len())
                    ),
                    Err(error) => {
                        assert!([3, 4].contains(&error.exit_code()), "{name}: {error}");
                        assert!(bucket.files().await == harmed, "{name}: something was written");
                    }
                }
                desk.write(5);
                let mut released = desk.release(&host, "one", &Wanted::default(), now).await;
                if let Err(error) = &released {
                    assert!([3, 4].contains(&error.exit_code()), "{name}: {error}");
                    released = desk.release(&host, "one", &recovering(), now).await;
                }
                if let Err(error) = &released {
                    // The one thing that nothing is written over for.
                    assert!(error.to_string().contains("Delete it there"), "{name}: {error}");
                    bucket.put(name, None).await;
                    released = desk.release(&host, "one", &recovering(), now).await;
                }
                assert_eq!(released.unwrap(), Some(7), "{name}");
                for device in [had_it, Device::new(&server, &desk.root)] {
                    let outcome = device.refresh(&server, &bucket, now).await;
                    assert!(matches!(outcome, Ok(Refreshed::Updated(_))), "{name}: {outcome:?}");
                    assert_eq!(device.number(), Some(7));
                }
            }
        }
        Row {
            seen: "Signed as it was, or refused with nothing written (exit code 3 or 4). The next release, with `--recover` \
                   where it says so, is edition 7 on every device"
                .into(),
            reads: "What is wrong, and `--recover`, or which file to delete on the host".into(),
        }
    })
}

/// What all of them see.
struct Many {
    desk: Desk,
    bucket: Bucket,
    backups: Vec<BTreeMap<String, Vec<u8>>>,
    /// Every edition that was ever to be seen, by number.
    published: BTreeMap<u32, String>,
    /// The newest that each machine has seen.
    seen: BTreeMap<&'static str, u32>,
    now: Timestamp,
    written: usize,
}

impl Many {
    /// Notes what can be seen now; two editions of one number count as none.
    async fn look(&mut self) -> Option<u32> {
        let (number, sha256) = shown(&self.bucket.files().await)?;
        let first = self.published.entry(number).or_insert_with(|| sha256.clone());
        assert_eq!(*first, sha256, "two editions are number {number}");
        Some(number)
    }

    /// What a machine signed must be no less than what it had seen.
    async fn signed(&mut self, machine: &'static str) -> u32 {
        let number = self.look().await.expect("a host that was just signed");
        let seen = self.seen.entry(machine).or_default();
        assert!(number >= *seen, "{machine} has seen edition {seen} and signed {number}");
        *seen = number;
        number
    }

    /// An editor releases, and does what the program says until it is out.
    async fn release(&mut self, host: &Host, machine: &'static str) -> host::Result<()> {
        let newest = self.published.keys().next_back().copied();
        let mut wanted = Wanted::default();
        let done = loop {
            match self.desk.release(host, machine, &wanted, self.now).await {
                Err(error) if !wanted.renew_expired && error.to_string().contains("--renew-expired") => {
                    wanted.renew_expired = true;
                }
                Err(error) if !wanted.recover && error.to_string().contains("--recover") => wanted.recover = true,
                done => break done,
            }
        }?;
        let number = self.signed(machine).await;
        match done {
            Some(edition) => assert!(edition == number && Some(number) > newest, "{edition}: {newest:?}"),
            None => assert_eq!(Some(number), newest),
        }
        assert_eq!(self.desk.number(), number, "the data come from it");
        Ok(())
    }

    /// One of the last few, whose signatures have not run out yet, or any.
    fn backup(&self, rng: &mut Rng) -> &BTreeMap<String, Vec<u8>> {
        let first = if rng.u8(..4) == 0 {
            0
        } else {
            self.backups.len().saturating_sub(3)
        };
        &self.backups[rng.usize(first..self.backups.len())]
    }

    fn write(&mut self) {
        self.written += 1;
        self.desk.write(self.written);
    }

    async fn lay_out(&self, files: &BTreeMap<String, Vec<u8>>) {
        for name in self.bucket.files().await.keys() {
            self.bucket.put(name, None).await;
        }
        for (name, bytes) in files {
            self.bucket.put(name, Some(bytes)).await;
        }
    }
}

fn interleaved() -> Row {
    run(async {
        let desk = Desk::new().await;
        let bucket = Bucket::new();
        let mut many = Many {
            desk,
            backups: Vec::new(),
            published: BTreeMap::new(),
            seen: BTreeMap::new(),
            now: at(0),
            written: 0,
            bucket,
        };
        let (host, server) = (open(&many.bucket), kit::host::Host::new().await);
        many.release(&host, "one").await.unwrap();
        let device = Device::new(&server, &many.desk.root);
        let mut rng = Rng::with_seed(20_261_126);
        let mut counts = BTreeMap::<&str, usize>::new();
        for step in 0..STEPS {
            many.now += SignedDuration::from_mins(rng.i64(1..480));
            let editor = if rng.bool() { "one" } else { "two" };
            let what = match rng.u8(..100) {
                0..40 => match many.desk.resign(&host, "daily", many.now).await {
                    Ok(()) => {
                        many.signed("daily").await;
                        "signed"
                    }
                    Err(error) => {
                        assert!([3, 4].contains(&error.exit_code()), "{step}: {error}");
                        if error.to_string().contains("gone back") {
                            "gone back"
                        } else {
                            "not signed"
                        }
                    }
                },
                40..60 => {
                    many.write();
                    many.release(&host, editor)
                        .await
                        .unwrap_or_else(|error| panic!("{step}: {error}"));
                    "released"
                }
                60..64 => {
                    many.release(&host, editor)
                        .await
                        .unwrap_or_else(|error| panic!("{step}: {error}"));
                    "released again"
                }
                64..78 => {
                    many.write();
                    let fault = if rng.bool() { Fault::Lost } else { Fault::Unanswered };
                    let failing = Host::new("cut short", many.bucket.failing(rng.usize(..7), fault));
                    if many.release(&failing, editor).await.is_err() {
                        many.look().await;
                    }
                    "cut short"
                }
                78..84 => {
                    many.write();
                    race(&mut many, &host, editor).await;
                    "raced"
                }
                84..90 => {
                    many.backups.push(many.bucket.files().await);
                    "backed up"
                }
                90..94 if !many.backups.is_empty() => {
                    let files = many.backup(&mut rng).clone();
                    many.lay_out(&files).await;
                    "restored"
                }
                94..97 if !many.backups.is_empty() => {
                    let files = many.backup(&mut rng);
                    let name = "metadata/timestamp.json";
                    many.bucket.put(name, Some(&files[name])).await;
                    "put back"
                }
                97 => {
                    many.now += SignedDuration::from_hours(24 * 8);
                    "away"
                }
                _ => "nothing",
            };
            *counts.entry(what).or_default() += 1;
            let had = device.number();
            let outcome = device.refresh(&server, &many.bucket, many.now).await;
            assert!(device.number() >= had, "{step}, {what}: {outcome:?}");
            if what.starts_with("released") {
                let newest = many.published.keys().next_back().copied();
                assert!(
                    outcome.is_ok() && device.number() == newest,
                    "{step}, {what}: {outcome:?}"
                );
            }
        }
        assert!(
            counts.len() >= 12 && counts.values().all(|count| *count > 5),
            "{counts:?}"
        );
        Row {
            seen: "No two editions share a number; nobody signs less than they have seen; after each release every device has \
                   the newest, and none ever goes back"
                .into(),
            reads: "What the program says is what is done".into(),
        }
    })
}

/// Both plan, and something comes in between: the daily job, which stops nothing, or the other editor, who wins.
async fn race(many: &mut Many, host: &Host, editor: &'static str) {
    let theirs = many.desk.copy();
    let Ok(plan) = many.desk.plan(host, editor, &Wanted::default(), many.now).await else {
        return;
    };
    if plan.is_published {
        return;
    }
    let other = if editor == "one" { "two" } else { "one" };
    let daily = theirs.number().is_multiple_of(2);
    let overtaken = if daily {
        many.desk.resign(host, "daily", many.now).await.is_err()
    } else {
        many.release(host, other).await.is_ok()
    };
    many.look().await;
    if daily && !overtaken {
        many.signed("daily").await;
    }
    let keys = many.desk.machine(editor);
    match plan.publish(host, &keys, &Silent, many.now).await {
        Ok(_) => {
            many.signed(editor).await;
        }
        Err(error) => {
            assert!(overtaken, "{error}");
            many.look().await;
        }
    }
}
