//! Every fault and attack, one row each: what is done, how the refresh ends, and that the next one goes well again.

use std::time::Duration;

use chrono::TimeDelta;
use sync::delta;

use crate::host::Mood;
use crate::world::{World, edition, edition_of, now};

/// A name, what is done, and how [`sync::Outcome`] begins then.
type Row = (&'static str, fn(&mut World), &'static str);

const PAGE: &[u8] = b"<!doctype html><title>Sign in</title>";

/// The mood for every path that has `part` in it.
fn on(world: &World, part: &'static str, mood: Mood) {
    world
        .host
        .misbehave(move |request| request.path.contains(part).then(|| mood.clone()));
}

fn status(status: u16, headers: &str, body: &[u8]) -> Mood {
    Mood::Status(status, headers.to_owned(), body.to_vec())
}

/// Edition 1 is stored and edition 2 is published.
const NETWORK: [Row; 27] = [
    (
        "a captive portal",
        |w| on(w, "", status(200, "Content-Type: text/html; charset=utf-8\r\n", PAGE)),
        "CaptivePortal",
    ),
    (
        "a portal that does not say so",
        |w| on(w, "", status(200, "", PAGE)),
        "CaptivePortal",
    ),
    (
        "a portal elsewhere",
        |w| on(w, "", status(302, "Location: http://127.0.0.2:9/login\r\n", PAGE)),
        "CaptivePortal",
    ),
    (
        "a portal by the book",
        |w| on(w, "", status(511, "", PAGE)),
        "CaptivePortal",
    ),
    (
        "a portal half-way",
        |w| on(w, ".zst", status(200, "Content-Type: text/html\r\n", PAGE)),
        "CaptivePortal",
    ),
    (
        "304 for everything",
        |w| on(w, "", status(304, "", b"")),
        "HostTrouble { retry_at: None",
    ),
    (
        "304 for a snapshot",
        |w| on(w, "snapshot", status(304, "", b"")),
        "HostTrouble { retry_at: None",
    ),
    (
        "304 for an edition",
        |w| on(w, ".zst", status(304, "", b"")),
        "HostTrouble { retry_at: None",
    ),
    (
        "206 for a timestamp",
        |w| on(w, "timestamp", status(206, "", b"{}")),
        "HostTrouble { retry_at: None",
    ),
    (
        "500",
        |w| on(w, "", status(500, "", b"oh")),
        "HostTrouble { retry_at: None",
    ),
    (
        "503, please wait",
        |w| on(w, "", status(503, "Retry-After: 600\r\n", b"")),
        "HostTrouble { retry_at: Some(2026-11-22T09:10:00Z)",
    ),
    (
        "503 until a date",
        |w| {
            on(
                w,
                ".zst",
                status(503, "Retry-After: Sun, 22 Nov 2026 09:20:00 GMT\r\n", b""),
            )
        },
        "HostTrouble { retry_at: Some(2026-11-22T09:20:00Z)",
    ),
    (
        "503 for ever",
        |w| on(w, "", status(429, "Retry-After: 4000000000\r\n", b"")),
        "HostTrouble { retry_at: Some(2026-11-23T09:00:00Z)",
    ),
    (
        "gzip that nobody asked for",
        |w| on(w, "timestamp", status(200, "Content-Encoding: gzip\r\n", b"\x1f\x8b")),
        "HostTrouble",
    ),
    (
        "no timestamp",
        |w| on(w, "timestamp", status(404, "", b"")),
        "HostTrouble",
    ),
    (
        "no snapshot yet",
        |w| on(w, "snapshot", status(404, "", b"")),
        "HostTrouble",
    ),
    (
        "a torn timestamp",
        |w| on(w, "timestamp", Mood::Cut(100)),
        "HostTrouble",
    ),
    (
        "a torn timestamp that does not show",
        |w| on(w, "timestamp", Mood::Raw(b"HTTP/1.1 200 OK\r\n\r\n{\"sig".to_vec())),
        "Refused(Unreadable",
    ),
    (
        "a flipped bit in the timestamp",
        |w| on(w, "timestamp", Mood::Flipped),
        "Refused(",
    ),
    (
        "a flipped bit in the targets",
        |w| on(w, "targets.json", Mood::Flipped),
        "Refused(Inconsistent)",
    ),
    (
        "a flipped bit in the edition",
        |w| on(w, ".zst", Mood::Flipped),
        "Refused(Altered)",
    ),
    (
        "an endless timestamp",
        |w| on(w, "timestamp", Mood::Endless),
        "Refused(TooLong)",
    ),
    (
        "an endless snapshot",
        |w| on(w, "snapshot", Mood::Endless),
        "Refused(TooLong)",
    ),
    (
        "an endless edition",
        |w| on(w, ".zst", Mood::Endless),
        "Refused(TooLong)",
    ),
    (
        "a dripping timestamp",
        |w| on(w, "timestamp", Mood::Drip(Duration::from_millis(50))),
        "HostTrouble",
    ),
    (
        "a dripping edition",
        |w| on(w, ".zst", Mood::Drip(Duration::from_millis(50))),
        "HostTrouble",
    ),
    ("silence", |w| on(w, "", Mood::Silence), "HostTrouble"),
];

/// Edition 1 is stored at version 11 of each role, and edition 2 is published at 12.
const ATTACKS: [Row; 15] = [
    (
        "an older timestamp, from an edge that lags",
        |w| w.press.timestamp(10, 12),
        "UpToDate { edition: 1, checked: false }",
    ),
    (
        "rollback of the snapshot",
        |w| {
            w.press.snapshot(10, 12);
            w.press.timestamp(13, 10);
        },
        "Refused(Rollback)",
    ),
    (
        "rollback of the targets",
        |w| {
            w.press.targets(10);
            w.press.snapshot(13, 10);
            w.press.timestamp(13, 13);
        },
        "Refused(Rollback)",
    ),
    (
        "rollback of the root",
        |w| {
            w.press
                .write("metadata/2.root.json", w.press.file("metadata/1.root.json"))
        },
        "Refused(Rollback)",
    ),
    (
        "indefinite freeze: timestamp",
        |w| {
            w.press.role("timestamp").expires = now() - TimeDelta::hours(1);
            w.press.sign();
        },
        "Expired { since: 2026-11-22T08:00:00Z }",
    ),
    (
        "indefinite freeze: targets",
        |w| {
            w.press.role("targets").expires = now() - TimeDelta::hours(1);
            w.press.sign();
        },
        "Expired",
    ),
    (
        "mix and match: another snapshot of the same version",
        |w| {
            w.press.role("snapshot").expires += TimeDelta::days(1);
            w.press.snapshot(12, 12);
        },
        "Refused(Inconsistent)",
    ),
    (
        "mix and match: other targets of the same version",
        |w| {
            w.press.role("targets").expires += TimeDelta::days(1);
            w.press.targets(12);
        },
        "Refused(Inconsistent)",
    ),
    (
        "mix and match: the snapshot of another version",
        |w| {
            w.press
                .write("metadata/12.snapshot.json", w.press.file("metadata/11.snapshot.json"));
        },
        "Refused(Inconsistent)",
    ),
    (
        "targets signed with the wrong key",
        |w| {
            w.press.targets_signed_by(13, &[7]);
            w.press.snapshot(13, 13);
            w.press.timestamp(13, 13);
        },
        "Refused(Signature)",
    ),
    (
        "targets signed with another role's key",
        |w| {
            w.press.targets_signed_by(13, &[6]);
            w.press.snapshot(13, 13);
            w.press.timestamp(13, 13);
        },
        "Refused(Signature)",
    ),
    (
        "a timestamp signed with nothing",
        |w| {
            w.press.role("timestamp").keys.clear();
            w.press.timestamp(13, 12);
        },
        "Refused(Signature)",
    ),
    (
        "a root signed with too few keys",
        |w| {
            w.press.role("root").version = 2;
            w.press.root_signed_by(&[1]);
        },
        "Refused(Signature)",
    ),
    (
        "a root signed twice with one key",
        |w| {
            w.press.role("root").version = 2;
            w.press.root_signed_by(&[1, 1]);
        },
        "Refused(",
    ),
    (
        "a root signed by its own new keys alone",
        |w| {
            w.press.role("root").version = 2;
            w.press.role("root").keys = vec![7, 8, 9];
            w.press.root_signed_by(&[7, 8, 9]);
        },
        "Refused(Signature)",
    ),
];

/// Runs each row, and asks each time whether the catalogue is the old edition whole, the trusted metadata is what it was,
/// and the next refresh, with the fault gone, brings edition 2.
async fn endure(rows: &[Row]) {
    for (name, fault, want) in rows {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        let (trust, roles) = (world.db.trust().unwrap(), world.press.roles.clone());
        fault(&mut world);
        let outcome = format!("{:?}", world.refresh().await);
        assert!(outcome.starts_with(want), "{name}: {outcome}");
        assert_eq!(world.stored(), 1, "{name}");
        assert_eq!(world.db.trust().unwrap(), trust, "{name}");
        let attempts = world.db.attempts().unwrap();
        assert_eq!(
            (attempts.last_tried, attempts.last_succeeded),
            (Some(now()), Some(now())),
            "{name}"
        );
        assert_eq!(attempts.failures, u32::from(!want.starts_with("UpToDate")), "{name}");

        world.host.behave();
        world.press.remove("metadata/2.root.json");
        world.press.roles = roles;
        world.press.sign();
        world.now += TimeDelta::days(2);
        world.host.set_date(Some(world.now));
        let outcome = format!("{:?}", world.refresh().await);
        assert!(outcome.starts_with("Updated"), "{name}, and then: {outcome}");
        assert_eq!(world.stored(), 2, "{name}");
        assert_eq!(world.db.attempts().unwrap().last_succeeded, Some(world.now), "{name}");
    }
}

#[tokio::test]
async fn network_faults() {
    endure(&NETWORK).await;
}

#[tokio::test]
async fn attacks() {
    endure(&ATTACKS).await;
}

/// Edition 1 is stored. Each row publishes by itself.
const CONTENT: [Row; 17] = [
    ("nothing", |_| {}, "UpToDate { edition: 1, checked: true }"),
    (
        "signed again",
        |w| w.press.sign(),
        "UpToDate { edition: 1, checked: true }",
    ),
    (
        "the next",
        |w| w.press.publish(&edition(2)),
        "Updated(Updated { from: Some(1), to: 2, applied: Applied { added: 0, changed: 2, removed: 0, unchanged: 198 }, by_delta: true",
    ),
    (
        "two at once",
        |w| {
            w.press.publish(&edition(2));
            w.press.publish(&edition(3));
        },
        "Updated(Updated { from: Some(1), to: 3, applied: Applied { added: 0, changed: 3, removed: 0, unchanged: 197 }, by_delta: true",
    ),
    (
        "a mass removal",
        |w| w.press.publish(&edition_of(2, 100)),
        "Refused(MassRemoval { gone: 100, of: 200 })",
    ),
    (
        "a mass removal that is meant",
        |w| {
            w.press
                .publish_as(&edition_of(2, 100), |custom| custom.removals_meant = true);
        },
        "Updated",
    ),
    (
        "a mass removal that was meant one edition ago",
        |w| {
            w.press
                .publish_as(&edition_of(2, 100), |custom| custom.removals_meant = true);
            w.press.publish(&edition_of(3, 100));
        },
        "Updated(Updated { from: Some(1), to: 3",
    ),
    (
        "one for a newer app",
        |w| w.press.publish_as(&edition(2), |custom| custom.min_reader = 2),
        "TooNew { edition: 2 }",
    ),
    (
        "one for a newer app after one for ours",
        |w| {
            w.press.publish(&edition(2));
            w.press.publish_as(&edition(3), |custom| custom.min_reader = 2);
        },
        "Updated(Updated { from: Some(1), to: 2",
    ),
    (
        "arbitrary content: a file that is not in the metadata",
        |w| {
            let evil = delta::compress(edition(9).to_json().unwrap().as_bytes()).unwrap();
            w.press.write("targets/editions/9.json.zst", evil);
        },
        "UpToDate { edition: 1, checked: true }",
    ),
    (
        "arbitrary content: a file in another one's place",
        |w| {
            w.press.publish(&edition(2));
            w.press.without_deltas();
            let path = w.press.path("2.json.zst");
            let mut evil = delta::compress(edition(9).to_json().unwrap().as_bytes()).unwrap();
            evil.resize(w.press.file(&path).len(), 0);
            w.press.write(&path, evil);
        },
        "Refused(Altered)",
    ),
    (
        "a wrong hash of the content",
        |w| w.press.publish_as(&edition(2), |custom| custom.sha256 = "00".into()),
        "Refused(Altered)",
    ),
    (
        "a bomb",
        |w| w.press.publish_as(&edition(2), |custom| custom.bytes = 100),
        "Refused(Unreadable",
    ),
    (
        "longer than may be",
        |w| w.press.publish_as(&edition(2), |custom| custom.bytes = 1 << 40),
        "Refused(TooLong)",
    ),
    (
        "an edition under another one's number",
        |w| w.press.publish_as(&edition(2), |custom| custom.edition = 3),
        "UpToDate",
    ),
    (
        "a delta that does not fit",
        |w| {
            w.press.publish(&edition(2));
            let path = w.press.path("1-2.zst");
            w.press.write(&path, delta::make(b"another", b"edition").unwrap());
        },
        "Updated(Updated { from: Some(1), to: 2, applied: Applied { added: 0, changed: 2, removed: 0, unchanged: 198 }, by_delta: false",
    ),
    (
        "no delta",
        |w| {
            w.press.publish(&edition(2));
            w.press.without_deltas();
        },
        "Updated(Updated { from: Some(1), to: 2, applied: Applied { added: 0, changed: 2, removed: 0, unchanged: 198 }, by_delta: false",
    ),
];

#[tokio::test]
async fn content() {
    for (name, publish, want) in CONTENT {
        let mut world = World::new().await;
        publish(&mut world);
        let outcome = format!("{:?}", world.refresh().await);
        assert!(outcome.starts_with(want), "{name}: {outcome}");
        let stored = world.stored();
        assert_eq!(stored > 1, want.starts_with("Updated"), "{name}");
        if name.starts_with("one for a newer app after") {
            assert!(outcome.contains("beyond: Some(3)"), "{outcome}");
        }
        // And once more, with nothing new.
        let again = format!("{:?}", world.refresh().await);
        let want = if want.starts_with("Updated") && !name.starts_with("one for a newer app") {
            format!("UpToDate {{ edition: {stored}, checked: true }}")
        } else if name.starts_with("one for a newer app") {
            "TooNew".into()
        } else {
            outcome
        };
        assert!(again.starts_with(&want), "{name}, again: {again}");
        assert_eq!(world.stored(), stored, "{name}");
    }
}
