//! Metadata signed as it should be, and content that is not as it should be. Edition 1 is stored.

use catalogue::acceptable::{MOST_BYTES, MOST_RECORDS};
use catalogue::{Edition, Record};
use kit::world::{World, edition, edition_of, now};
use sync::delta;

use crate::endure::{Fault, facts, name, opened, run, sentence, stored};
use crate::table::{Case, Family, Row};

/// What is done, how, and how the outcome begins then.
type Offer = (&'static str, Fault, &'static str);

pub fn family() -> Family {
    let case = |(name, publish, want): Offer| Case::new(name, move || take(publish, want));
    Family {
        title: "Content",
        about: "The metadata is signed as it should be; what it describes, or what the host sends for it, is not right. \
                Afterwards a right edition 3 is published.",
        cases: OFFERS.into_iter().map(case).collect(),
    }
}

const OFFERS: [Offer; 16] = [
    (
        "arbitrary software: a file on the host that is not in the metadata",
        |w| {
            let evil = delta::compress(edition(9).to_json().unwrap().as_bytes()).unwrap();
            w.press.write("targets/edition-9.json.zst", evil);
        },
        "UpToDate { edition: 1, checked: true }",
    ),
    (
        "arbitrary software: another file of the same length in the edition's place",
        |w| {
            w.press.publish(&edition(2));
            w.press.without_deltas();
            let path = w.press.path("edition-2.json.zst");
            let mut evil = delta::compress(edition(9).to_json().unwrap().as_bytes()).unwrap();
            evil.resize(w.press.file(&path).len(), 0);
            w.press.write(&path, evil);
        },
        "Altered",
    ),
    (
        "an edition that is not the one whose hash was signed",
        |w| w.press.publish_as(&edition(2), |custom| custom.sha256 = "00".into()),
        "Altered",
    ),
    (
        "a zstd bomb: a signed edition that unpacks to more than its signed length",
        |w| w.press.publish_as(&edition(2), |custom| custom.bytes = 100),
        "Unreadable",
    ),
    (
        "a signed edition of a terabyte",
        |w| w.press.publish_as(&edition(2), |custom| custom.bytes = 1 << 40),
        "TooLong",
    ),
    (
        "an edition under another one's number",
        |w| w.press.publish_as(&edition(2), |custom| custom.edition = 3),
        "UpToDate",
    ),
    (
        "an edition that says it is an older one",
        |w| {
            let mut one = edition(2);
            one.header.edition = 1;
            w.press.publish_under(2, &one);
        },
        "Unreadable",
    ),
    (
        "an edition with one record twice",
        |w| {
            let mut twice = edition(2);
            twice.records.push(twice.records[0].clone());
            w.press.publish(&twice);
        },
        "Unacceptable",
    ),
    (
        "a mass removal: half of all records",
        |w| w.press.publish(&edition_of(2, 100)),
        "MassRemoval { removed: 100, of: 201 }",
    ),
    (
        "a mass removal: half of all records withdrawn",
        |w| {
            let mut withdrawn = edition(2);
            let terms = withdrawn
                .records
                .iter_mut()
                .filter(|record| record.collection == "terms");
            for record in terms.take(100) {
                record.body = record.body.replace("\"title\"", "\"status\":\"withdrawn\",\"title\"");
            }
            w.press.publish(&withdrawn);
        },
        "MassRemoval { removed: 100, of: 201 }",
    ),
    (
        "an edition without a number for an emergency",
        |w| {
            let mut silent = edition(2);
            silent.records.retain(|record| record.collection != "contacts");
            w.press.publish(&silent);
        },
        "Unacceptable",
    ),
    (
        "an edition with a day in the year 262142",
        |w| {
            let mut late = edition(2);
            let body = &mut late.records[0].body;
            *body = body.replace("\"id\"", "\"ends\":\"+262142-12-25\",\"id\"");
            w.press.publish(&late);
        },
        "Unacceptable",
    ),
    (
        "an edition of more records than a device holds",
        |w| {
            let mut many = edition(2);
            let record = |n: usize| Record {
                collection: "x".into(),
                id: format!("{n}"),
                body: format!("{{\"id\":\"{n}\"}}"),
            };
            many.records.extend((0..MOST_RECORDS).map(record));
            w.press.publish(&Edition::new(many.header, many.records));
        },
        "Unacceptable",
    ),
    (
        "an edition with a record longer than a screen can show",
        |w| {
            let mut long = edition(2);
            let body = &mut long.records[0].body;
            *body = body.replace("\"purpose\":\"", &format!("\"purpose\":\"{}", "x".repeat(MOST_BYTES)));
            w.press.publish(&long);
        },
        "Unacceptable",
    ),
    (
        "a delta that does not fit: the whole edition is taken",
        |w| {
            w.press.publish(&edition(2));
            let path = w.press.path("delta-1-2.zst");
            w.press.write(&path, delta::make(b"another", b"edition").unwrap());
        },
        "Updated",
    ),
    (
        "a delta that gives another edition, signed: the whole edition is taken",
        |w| {
            w.press.publish(&edition(2));
            w.press.forge_delta(1, 2, &edition(9));
        },
        "Updated",
    ),
];

fn take(publish: Fault, want: &str) -> Row {
    run(async {
        let mut world = World::new().await;
        publish(&mut world);
        let outcome = world.refresh().await;
        let found = facts(&outcome);
        assert!(found.starts_with(want), "{found}");
        let reads = sentence(&opened(&world), &outcome, now());
        let first = stored(&world);
        assert_eq!(first, if want.starts_with("Updated") { 2 } else { 1 });
        world.press.take_back(2);
        world.press.publish(&edition(3));
        let again = facts(&world.refresh().await);
        assert!(again.starts_with("Updated"), "and then: {again}");
        assert_eq!(stored(&world), 3);
        Row {
            seen: format!("{}. Edition {first}, then 3", name(&outcome)),
            reads,
        }
    })
}
