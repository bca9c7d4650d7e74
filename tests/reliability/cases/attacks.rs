//! The attacks that The Update Framework names. Edition 1 is stored at version 11 of each role, and edition 2 is
//! published at 12.

use catalogue::Edition;
use catalogue::edition::READER;
use catalogue::refresh::{Refreshed, Trouble};
use chrono::TimeDelta;
use kit::host::{Mood, Request};
use kit::world::{World, edition, now};

use crate::endure::{Fault, endure, name, opened, run, sentence, stored};
use crate::table::{Case, Family, Row};

/// What is done, how, and how the outcome begins then.
type Attack = (&'static str, Fault, &'static str);

pub fn family() -> Family {
    let attack = |(name, fault, want): Attack| Case::new(name, move || endure(fault, want));
    let mut cases: Vec<_> = ATTACKS.into_iter().map(attack).collect();
    cases.extend(LONGER.map(|(name, story)| Case::new(name, story)));
    Family {
        title: "Attacks on the update",
        about: "Those that The Update Framework names. The attacker has the host, the way to it, or some of the keys, \
                as each row says. Arbitrary software stands here and, with validly signed metadata, in the next table.",
        cases,
    }
}

const ATTACKS: [Attack; 23] = [
    (
        "arbitrary software: everything signed with keys of the attacker's own",
        |w| {
            for (role, keys) in [("targets", 24), ("snapshot", 25), ("timestamp", 26)] {
                w.press.role(role).keys = vec![keys];
            }
            w.press.publish(&edition(9));
        },
        "Signature",
    ),
    (
        "rollback of the timestamp, which is what an edge that lags behind does too",
        |w| w.press.timestamp(10, 12),
        "UpToDate { edition: 1, checked: false }",
    ),
    (
        "rollback of the snapshot",
        |w| {
            w.press.snapshot(10, 12);
            w.press.timestamp(13, 10);
        },
        "Rollback",
    ),
    (
        "rollback of the targets",
        |w| {
            w.press.targets(10);
            w.press.snapshot(13, 10);
            w.press.timestamp(13, 13);
        },
        "Rollback",
    ),
    (
        "rollback of the root",
        |w| {
            w.press
                .write("metadata/2.root.json", w.press.file("metadata/1.root.json"))
        },
        "Rollback",
    ),
    (
        "indefinite freeze: an expired timestamp",
        |w| freeze(w, "timestamp"),
        "Expired { since: 2026-11-22T08:00:00Z }",
    ),
    (
        "indefinite freeze: an expired snapshot",
        |w| freeze(w, "snapshot"),
        "Expired",
    ),
    (
        "indefinite freeze: expired targets",
        |w| freeze(w, "targets"),
        "Expired",
    ),
    (
        "endless data: a timestamp that names a snapshot of a terabyte, and a host that sends without end",
        |w| {
            w.press.timestamp_naming(13, 12, 1 << 40);
            let endless = |request: &Request| request.path.ends_with("snapshot.json").then_some(Mood::Endless);
            w.host.misbehave(endless);
        },
        "TooLong",
    ),
    (
        "mix and match: another snapshot of the same version",
        |w| {
            w.press.role("snapshot").expires += TimeDelta::days(1);
            w.press.snapshot(12, 12);
        },
        "Inconsistent",
    ),
    (
        "mix and match: other targets of the same version",
        |w| {
            w.press.role("targets").expires += TimeDelta::days(1);
            w.press.targets(12);
        },
        "Inconsistent",
    ),
    (
        "mix and match: the snapshot of another version",
        |w| {
            w.press
                .write("metadata/12.snapshot.json", w.press.file("metadata/11.snapshot.json"))
        },
        "Inconsistent",
    ),
    (
        "wrong keys: targets signed with one that is nobody's",
        |w| targets_by(w, 7),
        "Signature",
    ),
    (
        "wrong keys: targets signed with the timestamp's",
        |w| targets_by(w, 6),
        "Signature",
    ),
    (
        "wrong keys: a snapshot signed with the timestamp's",
        |w| {
            w.press.role("snapshot").keys = vec![6];
            w.press.snapshot(13, 12);
            w.press.timestamp(13, 13);
        },
        "Signature",
    ),
    (
        "too few keys: a timestamp signed with none",
        |w| {
            w.press.role("timestamp").keys.clear();
            w.press.timestamp(13, 12);
        },
        "Signature",
    ),
    (
        "too few keys: a root signed with one of two",
        |w| root_by(w, &[1]),
        "Signature",
    ),
    (
        "too few keys: a root signed twice with one",
        |w| root_by(w, &[1, 1]),
        "Signature",
    ),
    (
        "key compromise: one of the root's keys of which two must sign, beside a new one",
        |w| {
            w.press.role("root").keys = vec![1, 8, 9];
            root_by(w, &[1, 8, 9]);
        },
        "Signature",
    ),
    (
        "a root signed by its own new keys alone",
        |w| {
            w.press.role("root").keys = vec![7, 8, 9];
            root_by(w, &[7, 8, 9]);
        },
        "Signature",
    ),
    (
        "key compromise: the timestamp's and the snapshot's keys, and an edition of the attacker's",
        |w| {
            w.press.role("targets").keys = vec![24];
            w.press.publish(&edition(9));
        },
        "Signature",
    ),
    (
        "key compromise: the editor's key, and an edition 4294967295, after which there could be no other",
        |w| w.press.publish(&numbered(u32::MAX, 9)),
        "Jump { from: 1, to: 4294967295 }",
    ),
    (
        "key compromise: the same, for a newer app alone",
        |w| {
            w.press
                .publish_as(&numbered(u32::MAX, 9), |custom| custom.min_reader = READER + 1)
        },
        "Jump { from: 1, to: 4294967295 }",
    ),
];

/// An edition of that number with the text of another one.
fn numbered(number: u32, text: u32) -> Edition {
    let mut edition = edition(text);
    edition.header.edition = number;
    edition
}

fn freeze(w: &mut World, role: &str) {
    w.press.role(role).expires = now() - TimeDelta::hours(1);
    w.press.sign();
}

fn targets_by(w: &mut World, key: u8) {
    w.press.targets_signed_by(13, &[key]);
    w.press.snapshot(13, 13);
    w.press.timestamp(13, 13);
}

fn root_by(w: &mut World, keys: &[u8]) {
    w.press.role("root").version = 2;
    w.press.root_signed_by(keys);
}

/// What is done, and the row that does it.
type Longer = (&'static str, fn() -> Row);

/// Stories of more than one refresh.
const LONGER: [Longer; 13] = [
    (
        "indefinite freeze: all had expired a year ago, and so long is the device's clock behind; the host agrees with it",
        behind,
    ),
    (
        "fast-forward: with stolen keys, snapshot and timestamp are put at version 1,000,000; new keys undo it",
        fast_forward,
    ),
    (
        "fast-forward: the same of the snapshot, new keys for the timestamp alone, and the edition is missing once",
        || fast_forward_of("snapshot", "timestamp"),
    ),
    (
        "fast-forward: the same of the timestamp, new keys for the snapshot alone, and the edition is missing once",
        || fast_forward_of("timestamp", "snapshot"),
    ),
    (
        "key compromise: the editor's key, and an edition 7 with other numbers; new keys and the right edition 2 undo it",
        || robbed(7),
    ),
    (
        "key compromise: the editor's key, and an edition 10001, as far as one step goes; the same undoes it",
        || robbed(10_001),
    ),
    (
        "key compromise: the editor's key, and another edition 2; the same undoes it",
        || robbed(2),
    ),
    (
        "a host restored from a backup: a second, different edition of the number that is stored, signed",
        another_of_its_number,
    ),
    (
        "key rotation: the editor's key, and a host without a key that goes back to what it had before",
        plain_rotation,
    ),
    (
        "a root without consistent snapshots, signed as it should be",
        inconsistent,
    ),
    ("key rotation: every role's keys are new, in one new root", || {
        rotation(rotate_all)
    }),
    (
        "key rotation: three roots, one after the other, while the device is away",
        || rotation(|w| (15..18).for_each(|key| w.press.rotate(|press| press.role("timestamp").keys = vec![key]))),
    ),
    (
        "key rotation: the new root is there, the timestamp still signed with the old key",
        half_rotated,
    ),
];

fn behind() -> Row {
    run(async {
        let mut world = World::new().await;
        let year = TimeDelta::days(365);
        let expires = now() - year + TimeDelta::days(30);
        for role in ["targets", "snapshot", "timestamp"] {
            world.press.role(role).expires = expires;
        }
        world.press.publish_as(&edition(1), |custom| custom.date -= year);
        world.now = now() - year;
        world.host.set_date(Some(world.now));
        let outcome = world.refresh().await;
        assert_eq!(outcome, Err(Trouble::CheckDate { host: None }));
        let reads = sentence(&opened(&world), &outcome, world.now);
        assert_eq!(stored(&world), 1);
        for role in ["targets", "snapshot", "timestamp"] {
            world.press.role(role).expires = now() + TimeDelta::days(30);
        }
        world.press.publish(&edition(2));
        world.now = now();
        world.host.set_date(Some(now()));
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        assert_eq!(stored(&world), 2);
        Row {
            seen: "`CheckDate`. Edition 1; once the clock is right, edition 2".into(),
            reads,
        }
    })
}

fn fast_forward() -> Row {
    run(async {
        let mut world = World::new().await;
        let versions = ["snapshot", "timestamp"].map(|role| world.press.roles[role].version);
        for role in ["snapshot", "timestamp"] {
            world.press.role(role).version = 1_000_000;
        }
        world.press.sign();
        assert!(world.refresh().await.is_ok(), "nobody can tell yet");
        // The publisher goes on as before, and is not listened to until the keys are new.
        for (role, version) in ["snapshot", "timestamp"].into_iter().zip(versions) {
            world.press.role(role).version = version;
        }
        world.press.publish(&edition(2));
        let outcome = world.refresh().await;
        let lagging = Refreshed::UpToDate {
            edition: 1,
            checked: false,
        };
        assert_eq!(outcome, Ok(lagging));
        let reads = sentence(&opened(&world), &outcome, now());
        assert_eq!(stored(&world), 1);
        world.press.rotate(|press| {
            press.role("snapshot").keys = vec![15];
            press.role("timestamp").keys = vec![16];
        });
        world.press.sign();
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        assert_eq!(stored(&world), 2);
        Row {
            seen: "`UpToDate`, not checked. Edition 1; with new keys for both roles, edition 2".into(),
            reads,
        }
    })
}

/// With the stolen key of one role its version is far ahead; the other one's key is new, and the refresh fails late.
fn fast_forward_of(stolen: &'static str, renewed: &'static str) -> Row {
    run(async {
        let mut world = World::new().await;
        let version = world.press.roles[stolen].version;
        world.press.role(stolen).version = 1_000_000;
        world.press.sign();
        assert!(world.refresh().await.is_ok(), "nobody can tell yet");
        world.press.role(stolen).version = version;
        world.press.rotate(|press| press.role(renewed).keys = vec![16]);
        world.press.publish(&edition(2));
        let gone = Mood::Status(404, String::new(), Vec::new());
        world
            .host
            .misbehave(move |request| request.path.ends_with(".zst").then(|| gone.clone()));
        let outcome = world.refresh().await;
        assert_eq!(outcome, Err(Trouble::Missing));
        let reads = sentence(&opened(&world), &outcome, now());
        assert_eq!(stored(&world), 1);
        world.host.behave();
        let again = world.refresh().await;
        assert!(matches!(again, Ok(Refreshed::Updated(_))), "and then: {again:?}");
        assert_eq!(stored(&world), 2);
        Row {
            seen: "`Missing`. Edition 1; the next refresh brings edition 2".into(),
            reads,
        }
    })
}

/// A thief with the editor's folder publishes `number`, and every key in it is replaced.
fn robbed(number: u32) -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.publish(&numbered(number, 9));
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        assert_eq!(stored(&world), number);
        opened(&world).app.mark_changes_read(now()).unwrap();
        world.now += TimeDelta::hours(1);
        world.press.take_back(number);
        world.press.rotate(|press| {
            press.role("targets").keys = vec![14];
            press.role("snapshot").keys = vec![15];
            press.role("timestamp").keys = vec![16];
        });
        world.press.publish(&edition(2));
        let outcome = world.refresh().await;
        assert!(matches!(outcome, Ok(Refreshed::Updated(_))), "{outcome:?}");
        let device = opened(&world);
        let reads = sentence(&device, &outcome, now());
        assert_eq!(stored(&world), 2);
        let changes = device.app.ask(now(), screens::changes::answer);
        let listed: Vec<_> = changes.editions.iter().map(|e| (e.edition, e.unread)).collect();
        assert_eq!(
            listed,
            [(2, true), (number, false)],
            "what the right edition changed is new to the person"
        );
        // The edition inside the app is lower still, and an app that is started again takes nothing back.
        let again = world.refresh().await;
        assert_eq!(
            again,
            Ok(Refreshed::UpToDate {
                edition: 2,
                checked: true
            })
        );
        world.press.publish(&edition(3));
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        assert_eq!(stored(&world), 3);
        Row {
            seen: format!(
                "{}. Edition {number}; with new keys edition 2, marked as new; then 3",
                name(&outcome)
            ),
            reads,
        }
    })
}

fn another_of_its_number() -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        world.press.take_back(2);
        world.press.publish(&numbered(2, 5));
        let outcome = world.refresh().await;
        assert!(matches!(outcome, Ok(Refreshed::Updated(_))), "{outcome:?}");
        let reads = sentence(&opened(&world), &outcome, now());
        assert_eq!(stored(&world), 2, "byte for byte what was published last");
        Row {
            seen: format!("{}. The second edition 2, in the place of the first", name(&outcome)),
            reads,
        }
    })
}

fn plain_rotation() -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        let before = world.host.files.lock().unwrap().clone();
        world.press.publish(&edition(3));
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        world.press.rotate(|press| press.role("targets").keys = vec![14]);
        world.press.sign();
        assert!(world.refresh().await.is_ok());
        let root = world.press.file("metadata/2.root.json");
        let mut outcome = Err(Trouble::Offline);
        for with_root in [false, true] {
            let mut files = before.clone();
            if with_root {
                files.insert("metadata/2.root.json".into(), root.clone());
            }
            *world.host.files.lock().unwrap() = files;
            outcome = world.refresh().await;
            let lagging = Refreshed::UpToDate {
                edition: 3,
                checked: false,
            };
            assert_eq!(outcome, Ok(lagging));
        }
        let reads = sentence(&opened(&world), &outcome, now());
        assert_eq!(stored(&world), 3);
        Row {
            seen: "`UpToDate`, not checked. Edition 3".into(),
            reads,
        }
    })
}

fn inconsistent() -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.consistent_snapshot = false;
        world.press.rotate(|_| {});
        for role in ["snapshot", "targets"] {
            let file = world.press.file(&format!("metadata/11.{role}.json"));
            world.press.write(&format!("metadata/{role}.json"), file);
        }
        let outcome = world.refresh().await;
        assert!(matches!(outcome, Err(Trouble::Unreadable { .. })), "{outcome:?}");
        let reads = sentence(&opened(&world), &outcome, now());
        assert_eq!(stored(&world), 1);
        world.press.consistent_snapshot = true;
        world.press.rotate(|_| {});
        world.press.publish(&edition(2));
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        assert_eq!(stored(&world), 2);
        Row {
            seen: format!("{}. Edition 1; with the next root edition 2", name(&outcome)),
            reads,
        }
    })
}

fn rotate_all(w: &mut World) {
    w.press.rotate(|press| {
        for (role, keys) in [
            ("root", vec![11, 12, 13]),
            ("targets", vec![14]),
            ("snapshot", vec![15]),
            ("timestamp", vec![16]),
        ] {
            press.role(role).keys = keys;
        }
    });
}

fn rotation(rotate: fn(&mut World)) -> Row {
    run(async {
        let mut world = World::new().await;
        rotate(&mut world);
        world.press.publish(&edition(2));
        let outcome = world.refresh().await;
        assert!(matches!(outcome, Ok(Refreshed::Updated(_))), "{outcome:?}");
        let reads = sentence(&opened(&world), &outcome, now());
        assert_eq!(stored(&world), 2);
        Row {
            seen: "`Updated`. Edition 2".into(),
            reads,
        }
    })
}

fn half_rotated() -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.rotate(|press| press.role("timestamp").keys = vec![16]);
        let outcome = world.refresh().await;
        assert_eq!(outcome, Err(Trouble::Signature));
        let reads = sentence(&opened(&world), &outcome, now());
        assert_eq!(stored(&world), 1);
        // An attacker with the old key hides the new root, in vain: it is kept.
        world.press.remove("metadata/2.root.json");
        assert_eq!(world.refresh().await, Err(Trouble::Signature));
        world.press.publish(&edition(2));
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        assert_eq!(stored(&world), 2);
        Row {
            seen: "`Signature`, and the new root is kept. Edition 1, then 2".into(),
            reads,
        }
    })
}
