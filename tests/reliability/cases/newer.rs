//! An app of version N and editions as version N+2 may write them, on the real catalogue.

use std::path::Path;
use std::sync::LazyLock;

use app::Bundled;
use catalogue::edition::READER;
use catalogue::refresh::Refreshed;
use catalogue::{Edition, Theme};
use kit::device::{Device, Source, bundle};
use kit::host::Host;
use kit::press::Press;
use kit::world::{limits, now};
use screens::search::SearchFilters;
use screens::{calendar, changes, contacts, now as now_screen, pack, pathway, terms};
use serde_json::{Value, json};
use sync::Limits;

use crate::endure::{name, run, sentence};
use crate::table::{Case, Family, Row};

static REAL: LazyLock<Edition> = LazyLock::new(|| {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    source::build(&data).unwrap()
});

static BUNDLED: LazyLock<Bundled> = LazyLock::new(|| bundle(&REAL));

/// What version N+2 writes differently.
type Newer = (&'static str, fn(&mut Value));

const NEWER: [Newer; 5] = [
    (
        "an unknown field in every record, and in what is inside them",
        |edition| {
            for record in records(edition) {
                record["sign_language"] = json!({"film": "https://example.org/bsl", "seconds": 90});
                for part in record["sections"].as_array_mut().into_iter().flatten() {
                    part["colour"] = "teal".into();
                }
            }
        },
    ),
    ("resources of an unknown kind, audience and section", |edition| {
        let resources = edition["resources"].as_array_mut().unwrap();
        resources[0]["kind"] = "hologram".into();
        resources[1]["audience"] = "volunteers".into();
        let theme = &mut edition["themes"][0];
        theme["sections"][0]["kind"] = "podcasts".into();
    }),
    ("unknown collections of records", |edition| {
        edition["drop_ins"] = json!([{"id": "a", "title": "A drop-in"}, {"id": "b", "title": "Another"}]);
        edition["translations"] = json!([{"id": "cy", "of": "neglect"}]);
    }),
    (
        "unknown members beside the records: words, numbers, lists, nothing",
        |edition| {
            edition["reviewed"] = true.into();
            edition["languages"] = json!(["en", "cy"]);
            edition["licence"] = json!({"name": "OGL", "version": 3});
            edition["waiting"] = json!([]);
        },
    ),
    ("a contact whose group and area are unknown", |edition| {
        let contacts = edition["contacts"].as_array_mut().unwrap();
        let last = contacts.len() - 1;
        contacts[last]["group"] = "interpreters".into();
        contacts[last]["area"] = "the-moon".into();
    }),
];

pub fn family() -> Family {
    let mut cases: Vec<_> = NEWER.map(|(name, newer)| Case::new(name, move || read(newer))).into();
    cases.push(Case::new("`min_reader` above ours in the newest edition", too_new));
    Family {
        title: "An older app and newer editions",
        about: "Edition 1 is the real catalogue; edition 2 is as a version two further on may write it, and edition 3 \
                one title further. Both are taken, the second by the delta from what is stored, and each screen is asked \
                for: Now, all packs, all contacts, all pathways, the calendar, the glossary, search, what's \
                changed.",
        cases,
    }
}

fn records(edition: &mut Value) -> impl Iterator<Item = &mut Value> {
    let collections = edition.as_object_mut().unwrap().values_mut();
    collections.filter_map(Value::as_array_mut).flatten()
}

/// The real catalogue under another number, changed.
fn edition(number: u32, change: impl Fn(&mut Value)) -> Edition {
    let mut whole: Value = serde_json::from_str(&REAL.to_json().unwrap()).unwrap();
    whole["edition"] = number.into();
    change(&mut whole);
    Edition::from_json(whole.to_string().as_bytes()).unwrap()
}

struct Stage {
    host: Host,
    press: Press,
    folder: tempfile::TempDir,
    source: Source,
}

impl Stage {
    async fn new() -> Self {
        let host = Host::new().await;
        host.set_date(Some(now()));
        let press = Press::new(host.files.clone(), now() + chrono::TimeDelta::days(30));
        let source = Source {
            host: host.address.clone(),
            root: press.file("metadata/1.root.json"),
            limits: Limits {
                large: std::time::Duration::from_secs(60),
                max_edition: 64 << 20,
                ..limits()
            },
        };
        Self {
            host,
            press,
            folder: tempfile::tempdir().unwrap(),
            source,
        }
    }

    fn open(&self) -> Device {
        Device::open_with(*BUNDLED, self.folder.path(), &self.source, now()).unwrap()
    }

    /// The stored edition is what was published, in sound files, and every screen answers.
    fn whole(&self, number: u32) {
        let device = self.open();
        assert!(device.db.read().unwrap().edition.unwrap().whole);
        let stored = device.db.edition().unwrap().unwrap();
        assert_eq!(stored.header.edition, number);
        assert!(
            stored.to_json().unwrap() == self.press.json(number),
            "edition {number} is not what was published"
        );
        screens(&device);
    }
}

fn screens(device: &Device) {
    let app = &device.app;
    app.ask(now(), |m| {
        let now = now_screen::answer(m);
        assert!(!now.situations.is_empty() && now.freshness.notices.is_empty());
        assert!(!now.who.emergency.is_empty() && !now.who.choose.is_empty());
        let themes = m.library.all::<Theme>();
        assert_eq!(themes.len(), 21);
        for theme in themes {
            assert!(!pack::answer(m, &theme.id).unwrap().sections.is_empty());
        }
        for situation in now.situations {
            for one in situation.pathways {
                pathway::answer(m, &one.id).unwrap();
            }
        }
        assert!(format!("{:?}", contacts::answer(m)).contains("0300 555 1384"));
        calendar::answer(m);
        assert!(terms::answer(m).len() > 50);
        changes::answer(m);
    });
    let found = app.search("domestic abuse", &SearchFilters::default(), now()).unwrap();
    assert!(found.total > 0);
}

fn read(newer: fn(&mut Value)) -> Row {
    run(async {
        let mut stage = Stage::new().await;
        stage.press.publish(&edition(2, newer));
        let outcome = stage.open().refresh(now()).await;
        assert!(matches!(outcome, Ok(Refreshed::Updated(_))), "{outcome:?}");
        stage.whole(2);
        stage.press.publish(&edition(3, |whole| {
            newer(whole);
            whole["terms"][0]["title"] = "Another title".into();
        }));
        let device = stage.open();
        let outcome = device.refresh(now()).await;
        match &outcome {
            Ok(Refreshed::Updated(updated)) => assert!(updated.by_delta, "what is stored is not what was signed"),
            other => panic!("{other:?}"),
        }
        let reads = sentence(&device, &outcome, now());
        stage.whole(3);
        Row {
            seen: format!(
                "{} twice, by delta the second time. Edition 3; every screen answers",
                name(&outcome)
            ),
            reads,
        }
    })
}

fn too_new() -> Row {
    run(async {
        let mut stage = Stage::new().await;
        stage
            .press
            .publish(&edition(2, |whole| whole["terms"][0]["title"] = "Another title".into()));
        assert!(matches!(stage.open().refresh(now()).await, Ok(Refreshed::Updated(_))));
        let mut newest = edition(3, |_| {});
        newest.header.min_reader = READER + 1;
        stage.press.publish(&newest);
        let device = stage.open();
        let outcome = device.refresh(now()).await;
        assert_eq!(outcome, Ok(Refreshed::TooNew { edition: 3 }));
        let reads = sentence(&device, &outcome, now());
        stage.whole(2);
        drop(stage.host);
        Row {
            seen: format!("{}. Edition 2; every screen answers", name(&outcome)),
            reads,
        }
    })
}
