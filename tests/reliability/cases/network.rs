//! What a network, a server or somebody in between does to answers. Edition 1 is stored and edition 2 is published.

use std::io::Write;
use std::time::Duration;

use catalogue::refresh::Trouble;
use kit::device::{Device, Source};
use kit::host::Mood;
use kit::world::{World, edition};
use sync::delta;

use crate::endure::{Fault, endure, name, run, sentence, stored};
use crate::table::{Case, Family, Row};

/// What is done, how, and how the outcome begins then.
type Fork = (&'static str, Fault, &'static str);

const PAGE: &[u8] = b"<!doctype html><title>Sign in</title>";
const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

pub fn family() -> Family {
    let case = |(name, fault, want): Fork| Case::new(name, move || endure(fault, want));
    let mut cases = vec![Case::new("nobody listens at the host's address", nobody)];
    cases.extend(FAULTS.into_iter().map(case));
    Family {
        title: "The network",
        about: "Edition 1 is on the device, edition 2 on the host. Time-outs and caps are set to what a test can wait \
                for; each is the same code with a larger number in the app.",
        cases,
    }
}

fn nobody() -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        let free = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let source = Source {
            host: format!("http://{free}/doorstep"),
            ..world.source()
        };
        let device = Device::open(world.dir.path(), &source, world.now).unwrap();
        let outcome = device.refresh(world.now).await;
        assert_eq!(outcome, Err(Trouble::Offline));
        let reads = sentence(&device, &outcome, world.now);
        assert_eq!(stored(&world), 1);
        assert!(world.refresh().await.is_ok());
        assert_eq!(stored(&world), 2);
        Row {
            seen: format!("{}. Edition 1, then 2", name(&outcome)),
            reads,
        }
    })
}

/// The mood for every path that has `part` in it.
fn on(world: &World, part: &'static str, mood: Mood) {
    world
        .host
        .misbehave(move |request| request.path.contains(part).then(|| mood.clone()));
}

fn status(status: u16, headers: &str, body: &[u8]) -> Mood {
    Mood::Status(status, headers.to_owned(), body.to_vec())
}

/// The download of edition 2, whole, in the first of two answers cut off and in the second as `mood` has it.
fn after_a_cut(world: &mut World, mood: fn(&[u8]) -> Mood) {
    world.press.without_deltas();
    let whole = world.press.file(&world.press.path("edition-2.json.zst"));
    let mut asked = 0;
    world.host.misbehave(move |request| {
        let edition = request.path.ends_with(".zst");
        asked += u32::from(edition);
        match asked {
            1 if edition => Some(Mood::Cut(3000)),
            _ if edition => Some(mood(&whole)),
            _ => None,
        }
    });
}

/// Fifty megabytes of blanks, in gzip.
fn gzip_bomb() -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b' '; 50 << 20]).unwrap();
    gzip.finish().unwrap()
}

const FAULTS: [Fork; 44] = [
    (
        "every answer is a captive portal's page, with status 200",
        |w| on(w, "", status(200, HTML, PAGE)),
        "CaptivePortal",
    ),
    (
        "the same, without saying that it is a page",
        |w| on(w, "", status(200, "", PAGE)),
        "CaptivePortal",
    ),
    (
        "every answer is a redirect to a portal elsewhere",
        |w| on(w, "", status(302, "Location: http://127.0.0.2:9/login\r\n", PAGE)),
        "CaptivePortal",
    ),
    (
        "every answer is status 511, network authentication required",
        |w| on(w, "", status(511, "", PAGE)),
        "CaptivePortal",
    ),
    (
        "a captive portal's page in the place of the edition only",
        |w| on(w, ".zst", status(200, HTML, PAGE)),
        "CaptivePortal",
    ),
    ("304 for everything", |w| on(w, "", status(304, "", b"")), "Unasked"),
    (
        "304 for the snapshot",
        |w| on(w, "snapshot", status(304, "", b"")),
        "Unasked",
    ),
    (
        "304 for the edition",
        |w| on(w, ".zst", status(304, "", b"")),
        "Unasked",
    ),
    (
        "206 for the timestamp",
        |w| on(w, "timestamp", status(206, "", b"{}")),
        "Unasked",
    ),
    (
        "500 for everything",
        |w| on(w, "", status(500, "", b"oh")),
        "Status { code: 500 }",
    ),
    (
        "503, and to be left alone for ten minutes",
        |w| on(w, "", status(503, "Retry-After: 600\r\n", b"")),
        "Wait { until: 2026-11-22T09:10:00Z",
    ),
    (
        "503 for the edition, and to be left alone until a date",
        |w| {
            on(
                w,
                ".zst",
                status(503, "Retry-After: Sun, 22 Nov 2026 09:20:00 GMT\r\n", b""),
            )
        },
        "Wait { until: 2026-11-22T09:20:00Z",
    ),
    (
        "429, and to be left alone for 126 years",
        |w| on(w, "", status(429, "Retry-After: 4000000000\r\n", b"")),
        "Wait { until: 2026-11-23T09:00:00Z",
    ),
    ("no timestamp", |w| on(w, "timestamp", status(404, "", b"")), "Missing"),
    (
        "a lagging edge: the new timestamp, no new snapshot yet",
        |w| on(w, "snapshot", status(404, "", b"")),
        "Missing",
    ),
    (
        "a lagging edge: the new metadata, no new edition yet",
        |w| on(w, ".zst", status(404, "", b"")),
        "Missing",
    ),
    (
        "a lagging edge: no delta yet, but the whole edition",
        |w| on(w, "delta-1-2.zst", status(404, "", b"")),
        "Updated",
    ),
    (
        "a torn timestamp: 100 bytes, then the end",
        |w| on(w, "timestamp", Mood::Cut(100)),
        "BrokenOff",
    ),
    (
        "a torn timestamp that does not show: without a length",
        |w| on(w, "timestamp", Mood::Raw(b"HTTP/1.1 200 OK\r\n\r\n{\"sig".to_vec())),
        "Unreadable",
    ),
    (
        "the connection reset in the middle of the timestamp",
        |w| on(w, "timestamp", Mood::Reset(100)),
        "BrokenOff",
    ),
    (
        "the connection reset in the middle of the edition, and at once whenever it is asked for again",
        |w| {
            let mut places = [100].into_iter();
            w.host.misbehave(move |request| {
                let edition = request.path.ends_with(".zst");
                edition.then(|| Mood::Reset(places.next().unwrap_or_default()))
            });
        },
        "BrokenOff",
    ),
    (
        "the connection reset in the middle of the edition, once",
        |w| {
            w.press.without_deltas();
            let mut first = true;
            w.host.misbehave(move |request| {
                let reset = request.path.ends_with(".zst") && std::mem::take(&mut first);
                reset.then_some(Mood::Reset(3000))
            });
        },
        "Updated",
    ),
    (
        "an answer that stops in the middle and stays open",
        |w| {
            w.press.without_deltas();
            on(w, ".zst", Mood::Hold(100));
        },
        "Slow",
    ),
    (
        "a wrong range: 206 of another part",
        |w| after_a_cut(w, |_| status(206, "Content-Range: bytes 7-8/9\r\n", b"xx")),
        "Unasked",
    ),
    (
        "a wrong range: 206 that does not say of which part",
        |w| after_a_cut(w, |_| status(206, "", b"xx")),
        "Unasked",
    ),
    (
        "a wrong range: 416 for what is there",
        |w| after_a_cut(w, |_| status(416, "", b"")),
        "Unasked",
    ),
    (
        "no ranges: 200 and the whole edition from the start",
        |w| after_a_cut(w, |whole| status(200, "", whole)),
        "Updated",
    ),
    (
        "a flipped bit in the timestamp",
        |w| on(w, "timestamp", Mood::Flipped),
        "Unreadable",
    ),
    (
        "a flipped bit in the snapshot",
        |w| on(w, "snapshot", Mood::Flipped),
        "Inconsistent",
    ),
    (
        "a flipped bit in the targets",
        |w| on(w, "targets.json", Mood::Flipped),
        "Inconsistent",
    ),
    (
        "a flipped bit in the edition",
        |w| on(w, ".zst", Mood::Flipped),
        "Altered",
    ),
    (
        "an oversize timestamp: 20 KB",
        |w| on(w, "timestamp", status(200, "", &[b'{'; 20 << 10])),
        "TooLong",
    ),
    (
        "an oversize edition: one byte more than was signed for",
        |w| {
            w.press.without_deltas();
            let mut longer = w.press.file(&w.press.path("edition-2.json.zst"));
            longer.push(0);
            on(w, ".zst", status(200, "", &longer));
        },
        "TooLong",
    ),
    ("an endless timestamp", |w| on(w, "timestamp", Mood::Endless), "TooLong"),
    ("an endless snapshot", |w| on(w, "snapshot", Mood::Endless), "TooLong"),
    ("an endless edition", |w| on(w, ".zst", Mood::Endless), "TooLong"),
    (
        "a slow drip for a timestamp, byte by byte",
        |w| on(w, "timestamp", Mood::Drip(Duration::from_millis(50))),
        "Slow",
    ),
    (
        "a slow drip for an edition, byte by byte",
        |w| on(w, ".zst", Mood::Drip(Duration::from_millis(50))),
        "Slow",
    ),
    (
        "silence: the request is taken and never answered",
        |w| on(w, "", Mood::Silence),
        "Slow",
    ),
    (
        "a gzip bomb under `Content-Encoding`: 50 MB in the place of the timestamp",
        |w| {
            on(
                w,
                "timestamp",
                status(200, "Content-Encoding: gzip\r\n", &gzip_bomb()[..15_000]),
            )
        },
        "Unasked",
    ),
    (
        "a gzip bomb under `Content-Encoding`: 50 MB in the place of the edition",
        |w| on(w, ".zst", status(200, "Content-Encoding: gzip\r\n", &gzip_bomb())),
        "Unasked",
    ),
    (
        "a zstd bomb under `Content-Encoding`: 50 MB in the place of the timestamp",
        |w| {
            let bomb = delta::compress(&vec![b' '; 50 << 20]).unwrap();
            on(w, "timestamp", status(200, "Content-Encoding: zstd\r\n", &bomb));
        },
        "Unasked",
    ),
    (
        "a zstd bomb in the place of the edition, unsigned",
        |w| {
            let bomb = delta::compress(&vec![b' '; 50 << 20]).unwrap();
            on(w, ".zst", status(200, "", &bomb));
        },
        "Altered",
    ),
    (
        "an answer that is no HTTP",
        |w| on(w, "", Mood::Raw(b"\x15\x03\x01\x00\x02\x02\x46".to_vec())),
        "BrokenOff",
    ),
];
