//! A small edition with one record of each kind, the app on a folder with it, and what Now shows there.

use std::array;
use std::path::Path;
use std::sync::LazyLock;

use app::{Bundled, Doorstep};
use catalogue::{Catalogue, Edition, EditionStatus, Header, Kind, Origin, Record};
use kit::device::bundle;
use kit::world::now;
use serde_json::{Map, Value, json};
use store::{CatalogueDb, Commit};
use tempfile::TempDir;

/// The local number, by the edition's number.
const OFFICE: [&str; 4] = ["", "0300 555 1384", "0300 555 1999", "0300 555 1777"];
/// The id of the contact that has it.
pub const CONTACT: &str = "office";
/// The area of that contact, which an edition may no longer have.
pub const AREA: &str = "here";
/// The term that the person bookmarks.
const KEPT: &str = "t0";

/// The local number of an edition.
pub fn office(edition: u32) -> &'static str {
    OFFICE[edition as usize]
}

fn contact(id: &str, group: &str, area: &str, number: &str) -> Value {
    json!({"id": id, "title": format!("Title of {id}"), "purpose": "Purpose.", "group": group, "order": 1, "area": area,
           "used_by": "everyone", "numbers": [{"number": number}], "source": "s"})
}

/// Editions differ by the office's number.
pub fn edition(number: u32) -> Edition {
    let area = |id: &str, selectable: bool| json!({"id": id, "title": id, "selectable": selectable, "source": "s"});
    let term = |n: usize| json!({"id": format!("t{n}"), "title": format!("Term {n}"), "meaning": "M", "source": "s"});
    let catalogue: Catalogue = serde_json::from_value(json!({
        "areas": [area("national", false), area(AREA, true), area("there", true)],
        "articles": [{"id": "a", "title": "Article", "summary": "S", "area": "national", "audience": "everyone",
                      "body": "B", "source": "s"}],
        "contacts": [
            contact("police", "emergency", "national", "999"),
            contact(CONTACT, "childrens-services", AREA, office(number)),
        ],
        "pathways": [{"id": "p", "title": "Pathway", "situation": "I am worried", "order": 1, "area": AREA,
                      "summary": "S", "source": "s",
                      "steps": [{"id": "one", "title": "Call", "urgency": "urgent", "text": "T", "contacts": [CONTACT]}]}],
        "practice_weeks": [{"id": "w", "title": "Week", "area": AREA, "year": 2026, "starts": "2026-11-30",
                            "ends": "2026-12-04", "summary": "S", "source": "s",
                            "days": [{"weekday": "monday", "date": "2026-11-30", "topic": "T"}]}],
        "publishers": [{"id": "pub", "title": "Publisher", "source": "s"}],
        "resources": [{"id": "r", "title": "Resource", "kind": "toolkit", "audience": "everyone", "area": "national",
                       "publisher": "pub", "link": {"url": "https://example.org/r"}, "source": "s"}],
        "sources": [{"id": "s", "title": "S", "short": "s", "recorded_on": "2026-11-01"}],
        "terms": (0..20).map(term).collect::<Vec<_>>(),
        "themes": [{"id": "th", "title": "Theme", "order": 1, "summary": "S", "one_thing": "O", "source": "s",
                    "sections": [{"kind": "toolkits", "entries": [{"resource": "r"}]}]}],
    }))
    .unwrap();
    let header = Header {
        format: 1,
        min_reader: 1,
        edition: number,
        status: EditionStatus::Draft,
        title: "Catalogue".into(),
        published_at: "2026-11-22T09:00:00Z".parse().unwrap(),
        publisher: "P".into(),
        feedback: None,
        recommended_app: None,
        partnership: catalogue::Partnership::default(),
    };
    catalogue.into_edition(header).unwrap()
}

/// The editions, as they come with the app.
static BUNDLED: LazyLock<[Bundled; OFFICE.len()]> = LazyLock::new(|| array::from_fn(|n| bundle(&edition(n as u32))));

/// The app starts on `folder`, with edition `number` inside it.
pub fn start(folder: &Path, number: u32) -> Doorstep {
    Doorstep::open(folder, BUNDLED[number as usize], now())
}

/// A folder for what is done thousands of times: in memory, where the machine has such a place.
pub fn in_memory() -> TempDir {
    TempDir::new_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

/// A folder as a person leaves it: edition 1, a bookmark, a backup, the app closed.
pub fn used(folder: &Path) {
    let app = start(folder, 1);
    app.set_bookmark(Kind::Term, KEPT, true, now()).unwrap();
    app.backup(now()).unwrap();
    app.painted();
    app.close();
}

/// Stores an edition that a host sent.
pub fn store(folder: &Path, edition: &Edition) {
    let (db, _) = CatalogueDb::open(folder).unwrap();
    db.commit(&Commit::of_edition(edition, Origin::Host), now()).unwrap();
    db.close();
}

/// A folder in use with `edition` from a host, and the app open on it.
pub fn with(edition: &Edition) -> (TempDir, Doorstep) {
    let dir = tempfile::tempdir().unwrap();
    used(dir.path());
    store(dir.path(), edition);
    let app = start(dir.path(), 1);
    (dir, app)
}

/// The members of a record.
pub fn members(record: &Record) -> Map<String, Value> {
    serde_json::from_str(&record.body).unwrap()
}

/// Whether the bookmark is there.
pub fn is_kept(app: &Doorstep) -> bool {
    let personal = app.personal();
    personal.bookmarks.iter().any(|bookmark| bookmark.id == KEPT)
}

/// The emergency numbers of Now, and every number of children's services.
pub fn numbers(app: &Doorstep) -> Vec<String> {
    app.ask(now(), |m| {
        let lists = screens::contacts::answer(m).here.into_iter();
        let services = lists
            .flat_map(|list| list.contacts)
            .filter(|card| card.group == catalogue::ContactGroup::ChildrensServices);
        let cards = screens::who::answer(m).emergency.into_iter().chain(services);
        let numbers = cards.flat_map(|card| card.numbers);
        numbers.map(|number| number.number).collect()
    })
}

/// What the app has put right or cannot do, in words.
pub fn notices(app: &Doorstep) -> String {
    app.ask(now(), |m| m.device.notices.join(" "))
}

/// The number of the edition that is shown.
pub fn shown(app: &Doorstep) -> u32 {
    app.ask(now(), |m| screens::now::answer(m).freshness.edition)
}

/// Now shows 999 and the local number of `edition`, and every other screen answers.
pub fn works(app: &Doorstep, edition: u32, what: &str) {
    assert_eq!(numbers(app), ["999", office(edition)], "{what}");
    app.ask(now(), |m| {
        screens::now::answer(m);
        assert!(!screens::contacts::answer(m).here.is_empty(), "{what}");
        screens::changes::answer(m);
        screens::bookmarks::answer(m);
        screens::calendar::answer(m);
        screens::documents::answer(m);
        screens::about::answer(m, "1");
        screens::reminders::due(m);
    });
}

/// Everything is as it should be with edition `number`, also on the disk: nothing is to be said.
pub fn is_well(folder: &Path, number: u32, what: &str) {
    let app = start(folder, number);
    works(&app, number, what);
    assert_eq!(notices(&app), "", "{what}");
    let stored = app.catalogue().unwrap().read().unwrap().edition.expect("an edition");
    assert!(stored.whole, "{what}");
    assert_eq!(stored.edition.header.edition, number, "{what}");
    app.painted();
    app.close();
}
