//! Small editions that differ by their number alone, and how long their tests wait.

use std::time::Duration;

use catalogue::{Edition, EditionStatus, Header, Record, canonical};
use chrono::{DateTime, TimeDelta, Utc};
use sync::Limits;

pub fn now() -> DateTime<Utc> {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

/// Without it no device takes an edition.
const EMERGENCY: &str = r#"{"area":"national","group":"emergency","id":"999","numbers":[{"number":"999"}],"order":1,"purpose":"Somebody is in danger now.","source":"s","title":"999","used_by":"everyone"}"#;

/// An edition of an emergency contact and two hundred terms, of which the first `number` tell its number.
pub fn edition(number: u32) -> Edition {
    edition_of(number, 200)
}

pub fn edition_of(number: u32, records: u32) -> Edition {
    let header = Header {
        format: 1,
        min_reader: 1,
        edition: number,
        status: EditionStatus::Draft,
        title: "Doorstep".into(),
        published_at: now() - TimeDelta::days(1),
        publisher: "The partnerships".into(),
        feedback: None,
        recommended_app: None,
        partnership: catalogue::Partnership::default(),
    };
    let record = |i: u32| {
        let seed = if i < number { 1000 * number + i } else { i };
        let noise = hex::encode(canonical::digest(&seed.to_le_bytes()));
        Record {
            collection: "terms".into(),
            id: format!("g{i}"),
            body: format!("{{\"id\":\"g{i}\",\"meaning\":\"{noise}\",\"source\":\"s\",\"title\":\"Term {i}\"}}"),
        }
    };
    let emergency = Record {
        collection: "contacts".into(),
        id: "999".into(),
        body: EMERGENCY.into(),
    };
    Edition::new(header, (0..records).map(record).chain([emergency]).collect())
}

/// Time-outs and caps that a test can wait for. Under wine, and on the machines that are lent for Windows, what takes
/// no time elsewhere takes seconds.
pub fn limits() -> Limits {
    let slower = if cfg!(windows) { 5 } else { 1 };
    Limits {
        connect: Duration::from_secs(5),
        read: Duration::from_secs(slower),
        small: Duration::from_secs(2 * slower),
        large: Duration::from_secs(2 * slower),
        max_small: 16 << 10,
        max_metadata: 64 << 10,
        max_edition: 1 << 20,
        tries: 3,
    }
}

/// The same caps, and as much time as a busy machine may take: for where nobody is slow on purpose.
pub fn patient() -> Limits {
    Limits {
        read: Duration::from_secs(60),
        small: Duration::from_secs(60),
        large: Duration::from_secs(60),
        ..limits()
    }
}
