//! What's changed, how fresh it is, and how a refresh ends, on the real catalogue.

use api::card::RecordKind;
use api::refresh::{Hosting, Refreshed};
use api::views::{ChangeKind, ChangeRow, RefreshState};
use api::{Bundled, Doorstep};
use catalogue::{Catalogue, Edition, Status, Withdrawal};
use store::{Attempts, Origin};
use tempfile::TempDir;

use crate::kit::{self, EDITION, at, bundle};

const CONTACT: &str = "hampshire-childrens-services";
const MONDAY: &str = "2026-11-23T10:00:00Z";

/// Edition `number`, published that day at nine, with a change.
fn edited(number: u32, day: &str, edit: impl FnOnce(&mut Catalogue)) -> Edition {
    let mut edition = kit::edited(number, edit);
    edition.header.published_at = at(&format!("{day}T09:00:00Z"));
    edition
}

/// The catalogue with another number for the contact.
fn with_number(edition: u32, day: &str, number: &str) -> Edition {
    edited(edition, day, |c| ring(c, number))
}

fn ring(c: &mut Catalogue, number: &str) {
    let contact = c.contacts.iter_mut().find(|c| c.id == CONTACT).unwrap();
    contact.numbers[0].number = number.to_owned();
}

struct App {
    doorstep: Doorstep,
    bundled: Bundled,
    folder: TempDir,
}

impl App {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bundled = bundle(&EDITION);
        let doorstep = Doorstep::open(folder.path(), bundled, at("2026-11-22T09:00:00Z")).unwrap();
        Self {
            doorstep,
            bundled,
            folder,
        }
    }

    /// The app is closed and opened anew.
    fn restart(&mut self) {
        self.doorstep = Doorstep::open(self.folder.path(), self.bundled, at(MONDAY)).unwrap();
    }

    fn receives(&self, edition: &Edition, now: &str) {
        self.doorstep.catalogue().apply(edition, Origin::Host, at(now)).unwrap();
    }
}

fn row<'a>(rows: impl IntoIterator<Item = &'a ChangeRow>, id: &str) -> &'a ChangeRow {
    rows.into_iter().find(|row| row.id == id).unwrap()
}

#[test]
fn the_first_edition_changed_nothing() {
    let app = App::new();
    assert!(app.doorstep.whats_changed(at(MONDAY)).unwrap().editions.is_empty());
    let home = app.doorstep.home(at(MONDAY)).unwrap();
    assert!(home.changes.is_none() && !home.freshness.unread);
}

#[test]
fn what_an_edition_changed_is_told_in_plain_words() {
    let app = App::new();
    let edition = edited(2, "2026-11-23", |c| {
        ring(c, "0300 555 1999");
        let resource = c.resources.iter_mut().find(|r| r.id == "book-a-toolkit-tour").unwrap();
        resource.status = Status::Withdrawn;
        resource.withdrawal = Some(Withdrawal {
            on: "2026-11-23".parse().unwrap(),
            reason: "Tours are no longer given.".into(),
            replacement: Some("book-a-practical-training-session".into()),
        });
        let mut term = c.terms[0].clone();
        term.id = "a-new-term".into();
        term.title = "A new term".into();
        c.terms.push(term);
        // Not a page that anybody opens.
        c.sources[0].title.push_str(", second printing");
    });
    app.receives(&edition, "2026-11-23T09:30:00Z");
    app.doorstep
        .set_bookmark(RecordKind::Resource, "book-a-toolkit-tour", true, at(MONDAY))
        .unwrap();

    let home = app.doorstep.home(at(MONDAY)).unwrap();
    assert_eq!(home.changes.as_deref(), Some("1 changed, 1 new, 1 withdrawn"));
    assert!(home.freshness.unread);

    let changes = app.doorstep.whats_changed(at(MONDAY)).unwrap();
    let [told] = &changes.editions[..] else {
        panic!("one edition arrived: {changes:?}")
    };
    assert_eq!((told.edition, told.unread), (2, true));
    assert_eq!(told.summary, "1 changed, 1 new, 1 withdrawn");
    assert_eq!(
        (told.published.as_str(), told.arrived.as_str()),
        ("23 November 2026", "23 November 2026 at 9:30am")
    );

    // What the person keeps stands first, and not again below.
    let kept = row(&told.kept, "book-a-toolkit-tour");
    assert_eq!((kept.what, kept.opens), (ChangeKind::Withdrawn, true));
    assert_eq!(
        kept.detail,
        "Tours are no longer given. Use this instead: BOOK a Practical Training Session."
    );
    let titles: Vec<_> = told.groups.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, ["Contacts", "Glossary"]);
    let contact = row(&told.groups[0].rows, CONTACT);
    assert_eq!(contact.detail, "The number was 0300 555 1384 and is 0300 555 1999.");
    assert_eq!(row(&told.groups[1].rows, "a-new-term").what, ChangeKind::New);

    app.doorstep.mark_changes_read().unwrap();
    let home = app.doorstep.home(at(MONDAY)).unwrap();
    assert!(home.changes.is_none() && !home.freshness.unread);
    assert!(!app.doorstep.whats_changed(at(MONDAY)).unwrap().editions[0].unread);
}

#[test]
fn a_resource_stands_under_its_theme_and_what_is_gone_cannot_be_opened() {
    let app = App::new();
    let theme = EDITION.records.iter().find(|r| r.collection == "themes").unwrap();
    let theme: catalogue::Theme = theme.parse().unwrap();
    let resource = theme.sections[0].entries[0].resource.clone();
    let term = Catalogue::from_edition(&EDITION).unwrap().terms[0].id.clone();
    let edition = edited(2, "2026-11-23", |c| {
        let resource = c.resources.iter_mut().find(|r| r.id == resource).unwrap();
        resource.summary = Some("Another summary.".into());
        c.terms.retain(|t| t.id != term);
    });
    app.receives(&edition, MONDAY);
    let changes = app.doorstep.whats_changed(at(MONDAY)).unwrap();
    let groups = &changes.editions[0].groups;
    let changed = row(&groups[0].rows, &resource);
    assert_eq!(changed.detail, "What is different: the description.");
    assert_ne!(groups[0].title, "Resources in no pack");
    let gone = row(&groups[1].rows, &term);
    assert_eq!((gone.what, gone.opens), (ChangeKind::Removed, false));
    assert_eq!(changes.editions[0].summary, "1 changed, 1 removed");
}

#[test]
fn a_resource_of_several_packs_stands_under_each_or_once_for_many() {
    let app = App::new();
    let all = Catalogue::from_edition(&EDITION).unwrap();
    let packs = |id: &str| {
        let entries = |theme: &catalogue::Theme| {
            theme
                .sections
                .iter()
                .flat_map(|s| s.entries.clone())
                .collect::<Vec<_>>()
        };
        let having = all
            .themes
            .iter()
            .filter(|t| entries(t).iter().any(|e| e.resource == id));
        having.map(|t| t.title.clone()).collect::<Vec<_>>()
    };
    let in_packs = |count: &dyn Fn(usize) -> bool| all.resources.iter().find(|r| count(packs(&r.id).len())).unwrap();
    let (two, many) = (in_packs(&|n| n == 2).id.clone(), in_packs(&|n| n > 3).id.clone());
    let edition = edited(2, "2026-11-23", |c| {
        for resource in c.resources.iter_mut().filter(|r| r.id == two || r.id == many) {
            resource.summary = Some("Another summary.".into());
        }
    });
    app.receives(&edition, MONDAY);
    let told = |app: &App| app.doorstep.whats_changed(at(MONDAY)).unwrap().editions.remove(0);
    let under = |id: &str| {
        let groups = told(&app).groups.into_iter();
        let having = groups.filter(|group| group.rows.iter().any(|row| row.id == id));
        having.map(|group| group.title).collect::<Vec<_>>()
    };
    let mut expected = packs(&two);
    expected.sort();
    assert_eq!(under(&two), expected);
    assert_eq!(under(&many), ["In many packs"]);
    assert_eq!(told(&app).summary, "2 changed");
    app.doorstep
        .set_bookmark(RecordKind::Resource, &two, true, at(MONDAY))
        .unwrap();
    assert_eq!(told(&app).kept.len(), 1);
}
