//! What's changed, on the real catalogue.

use catalogue::{Catalogue, Edition, Kind};
use screens::changes::{self, ChangeKind, ChangeRow, EditionChanges};
use screens::now;

use crate::kit::{self, App, EDITION, MONDAY, withdrawn};

const CONTACT: &str = "hampshire-childrens-services";

/// Edition `number`, published on that Monday at nine, with a change.
fn edited(number: u32, edit: impl FnOnce(&mut Catalogue)) -> Edition {
    let mut edition = kit::edited(number, edit);
    edition.header.published_at = kit::at("2026-11-23T09:00:00Z");
    edition
}

fn renumber(c: &mut Catalogue, number: &str) {
    let contact = c.contacts.iter_mut().find(|c| c.id == CONTACT).unwrap();
    contact.numbers[0].number = number.to_owned();
}

/// What Now says of it.
fn summary(app: &App) -> Option<String> {
    now::answer(&app.now()).news.map(|news| news.summary)
}

/// What the newest edition changed.
fn newest(app: &App) -> EditionChanges {
    changes::answer(&app.now()).editions.remove(0)
}

fn row<'a>(rows: impl IntoIterator<Item = &'a ChangeRow>, id: &str) -> &'a ChangeRow {
    rows.into_iter().find(|row| row.id == id).unwrap()
}

#[test]
fn the_first_edition_changed_nothing() {
    let app = App::new();
    assert!(changes::answer(&app.now()).editions.is_empty());
    let now = now::answer(&app.now());
    assert!(now.news.is_none() && !now.freshness.unread);
}

#[test]
fn what_an_edition_changed_is_in_plain_words() {
    let mut app = App::new();
    let edition = edited(2, |c| {
        renumber(c, "0300 555 1999");
        let resource = c.resources.iter_mut().find(|r| r.id == "book-a-toolkit-tour").unwrap();
        resource.standing = withdrawn(
            "2026-11-23",
            "Tours are no longer given.",
            Some("book-a-practical-training-session"),
        );
        let mut term = c.terms[0].clone();
        term.id = "a-new-term".into();
        term.title = "A new term".into();
        c.terms.push(term);
        // Not a page that anybody opens.
        c.sources[0].title.push_str(", second printing");
    });
    app.receives(&edition, "2026-11-23T09:30:00Z");
    app.bookmark(Kind::Resource, "book-a-toolkit-tour");

    let now = now::answer(&app.now());
    let told = now.news.unwrap();
    assert_eq!(told.summary, "1 thing changed, 1 is new and 1 was withdrawn.");
    assert_eq!(told.saved, ["BOOK a Toolkit Tour"], "what the person saved is named");
    assert!(now.freshness.unread);

    let changes = changes::answer(&app.now());
    let [news] = &changes.editions[..] else {
        panic!("one edition arrived: {changes:?}")
    };
    assert_eq!((news.edition, news.unread), (2, true));
    assert_eq!(news.summary, "1 thing changed, 1 is new and 1 was withdrawn.");
    assert_eq!(
        (news.published.as_str(), news.arrived.as_str()),
        ("23 November 2026", "23 November 2026 at 9:30am")
    );

    // What the person bookmarked is first, and not again below.
    let kept = row(&news.kept, "book-a-toolkit-tour");
    assert_eq!((kept.what, kept.opens), (ChangeKind::Withdrawn, true));
    assert_eq!(
        kept.detail,
        "Tours are no longer given. Use this instead: BOOK a Practical Training Session."
    );
    let titles: Vec<_> = news.groups.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, ["Contacts", "Glossary"]);
    let contact = row(&news.groups[0].rows, CONTACT);
    assert_eq!(contact.detail, "The number was 0300 555 1384 and is 0300 555 1999.");
    assert_eq!(row(&news.groups[1].rows, "a-new-term").what, ChangeKind::New);

    app.looks_at_changes();
    let now = now::answer(&app.now());
    assert!(now.news.is_none() && !now.freshness.unread);
    assert!(!newest(&app).unread);
}

/// First of all comes a changed number that people may know by heart.
#[test]
fn a_saved_number_that_changed_is_said_first() {
    let mut app = App::new();
    app.receives(&edited(2, |c| renumber(c, "0300 555 1999")), MONDAY);
    assert_eq!(newest(&app).numbers, None, "nobody saved a number");

    app.bookmark(Kind::Contact, "childline");
    assert_eq!(
        newest(&app).numbers.as_deref(),
        Some("No number that you saved has changed.")
    );
    assert_eq!(summary(&app).as_deref(), Some("1 thing changed."));

    app.bookmark(Kind::Contact, CONTACT);
    let title = app.library().title(Kind::Contact, CONTACT).unwrap().0.to_owned();
    let said = format!("A number that you saved has changed: {title}.");
    assert_eq!(newest(&app).numbers, Some(said.clone()));
    assert_eq!(summary(&app), Some(format!("{said} 1 thing changed.")));

    // Other words of the same contact are no other number; a contact that is withdrawn has none to call.
    let edition = edited(3, |c| {
        renumber(c, "0300 555 1999");
        let contact = |id: &str| c.contacts.iter().position(|contact| contact.id == *id).unwrap();
        let (same, gone) = (contact(CONTACT), contact("childline"));
        c.contacts[same].purpose.push_str(" And more.");
        c.contacts[gone].standing = withdrawn("2026-11-23", "It has closed.", None);
    });
    app.receives(&edition, MONDAY);
    let gone = "A number that you saved has changed: Childline.";
    assert_eq!(newest(&app).numbers.as_deref(), Some(gone));
    let both = summary(&app).unwrap();
    assert!(
        both.starts_with("2 numbers that you saved have changed: Childline and "),
        "{both}"
    );
}

/// What is in one edition's row is what that edition changed, not what is so today.
#[test]
fn each_edition_is_compared_with_the_one_before_it() {
    let mut app = App::new();
    app.receives(&edited(2, |c| renumber(c, "0300 555 1999")), MONDAY);
    app.looks_at_changes();
    app.receives(&edited(3, |c| renumber(c, "0300 555 1777")), MONDAY);
    let editions = changes::answer(&app.now()).editions;
    let read: Vec<_> = editions
        .iter()
        .map(|news| (news.edition, news.unread, news.groups[0].rows[0].detail.as_str()))
        .collect();
    assert_eq!(
        read,
        [
            (3, true, "The number was 0300 555 1999 and is 0300 555 1777."),
            (2, false, "The number was 0300 555 1384 and is 0300 555 1999."),
        ]
    );
    assert_eq!(summary(&app).as_deref(), Some("1 thing changed."));
}

/// After a theft the right edition has a lower number than the one that was looked at, and then perhaps the same once
/// more.
#[test]
fn what_is_new_is_known_by_when_it_came_and_not_by_its_number() {
    let mut app = App::new();
    let minute = |minute: u32| format!("2026-11-23T10:{minute:02}:00Z");
    app.receives(&edited(u32::MAX, |c| renumber(c, "0300 555 0666")), &minute(1));
    app.looks_at_changes();
    app.receives(&edited(2, |c| renumber(c, "0300 555 1999")), &minute(2));
    let unread = |app: &App| {
        let editions = changes::answer(&app.now()).editions;
        editions
            .iter()
            .map(|news| (news.edition, news.unread))
            .collect::<Vec<_>>()
    };
    assert_eq!(unread(&app), [(2, true), (u32::MAX, false)]);
    assert_eq!(summary(&app).as_deref(), Some("1 thing changed."));
    let card = screens::contacts::contact(&app.now(), CONTACT).unwrap();
    let changed = card.changed.unwrap();
    assert!(
        changed.contains("from 0300 555 0666"),
        "who wrote it down is told: {changed}"
    );
    app.looks_at_changes();
    assert_eq!(summary(&app), None);
    app.receives(&edited(2, |c| renumber(c, "0300 555 1777")), &minute(3));
    assert_eq!(unread(&app), [(2, true), (2, false), (u32::MAX, false)]);
    // The one that was looked at is no longer listed.
    app.rewrite_arrivals(|arrivals| drop(arrivals.remove(1)));
    assert_eq!(unread(&app), [(2, true), (u32::MAX, false)]);
}

#[test]
fn an_edition_that_changes_no_page_says_so() {
    let mut app = App::new();
    let edition = edited(2, |c| c.sources[0].title.push_str(", second printing"));
    app.receives(&edition, MONDAY);
    let news = newest(&app);
    assert_eq!((news.summary.as_str(), news.groups.len()), ("No page has changed.", 0));
    assert_eq!(summary(&app).as_deref(), Some("No page has changed."));
}

#[test]
fn a_resource_is_under_its_theme_and_what_is_gone_cannot_be_opened() {
    let mut app = App::new();
    let all = Catalogue::from_edition(&EDITION).unwrap();
    let packs = |id: &str| all.themes.iter().filter(|theme| holds(theme, id)).count();
    let resource = all.resources.iter().find(|r| packs(&r.id) == 1).unwrap().id.clone();
    let theme = all.themes.iter().find(|theme| holds(theme, &resource)).unwrap();
    let term = all.terms[0].id.clone();
    let edition = edited(2, |c| {
        let resource = c.resources.iter_mut().find(|r| r.id == resource).unwrap();
        resource.summary = Some("Another summary.".into());
        c.terms.retain(|t| t.id != term);
    });
    app.receives(&edition, MONDAY);
    let news = newest(&app);
    let titles: Vec<_> = news.groups.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, [theme.title.as_str(), "Glossary"]);
    let changed = row(&news.groups[0].rows, &resource);
    assert_eq!(changed.detail, "Changed: the description.");
    let gone = row(&news.groups[1].rows, &term);
    assert_eq!((gone.what, gone.opens), (ChangeKind::Removed, false));
    assert_eq!(gone.detail, "It is no longer in the catalogue.");
    assert_eq!(news.summary, "1 thing changed and 1 was removed.");
}

fn holds(theme: &catalogue::Theme, resource: &str) -> bool {
    let mut entries = theme.sections.iter().flat_map(|section| &section.entries);
    let mut beside = theme.one_thing_resources.iter().chain(&theme.resources);
    entries.any(|entry| entry.resource == *resource) || beside.any(|id| **id == *resource)
}

#[test]
fn a_resource_of_several_packs_is_under_each_or_once_for_many() {
    let mut app = App::new();
    let all = Catalogue::from_edition(&EDITION).unwrap();
    let packs = |id: &str| -> Vec<String> {
        let having = all.themes.iter().filter(|theme| holds(theme, id));
        having.map(|theme| theme.title.clone()).collect()
    };
    let in_packs = |count: &dyn Fn(usize) -> bool| all.resources.iter().find(|r| count(packs(&r.id).len())).unwrap();
    let (two, many) = (in_packs(&|n| n == 2).id.clone(), in_packs(&|n| n > 3).id.clone());
    let none = all.resources.iter().find(|r| packs(&r.id).is_empty());
    let none = none.map_or(String::new(), |resource| resource.id.to_string());
    let edition = edited(2, |c| {
        for resource in &mut c.resources {
            if [&*two, &*many, &*none].contains(&&*resource.id) {
                resource.summary = Some("Another summary.".into());
            }
        }
    });
    app.receives(&edition, MONDAY);
    let under = |app: &App, id: &str| {
        let groups = newest(app).groups.into_iter();
        let having = groups.filter(|group| group.rows.iter().any(|row| row.id == id));
        having.map(|group| group.title).collect::<Vec<_>>()
    };
    let mut expected = packs(&two);
    expected.sort();
    assert_eq!(under(&app, &two), expected);
    assert_eq!(under(&app, &many), ["In several packs"]);
    assert_eq!(under(&app, &none), ["Other resources"]);
    // It is counted once, and is once among what the person bookmarked.
    assert_eq!(newest(&app).summary, "3 things changed.");
    app.bookmark(Kind::Resource, &two);
    assert_eq!(newest(&app).kept.len(), 1);
    assert_eq!(under(&app, &two), [""; 0]);
}

#[test]
fn what_is_in_use_again_says_so() {
    let term = Catalogue::from_edition(&EDITION).unwrap().terms[0].id.clone();
    let without = edited(2, |c| c.terms[0].standing = withdrawn("2026-11-01", "A mistake.", None));
    let mut app = App::with(&without);
    app.receives(&edited(3, |_| {}), MONDAY);
    let news = newest(&app);
    let row = row(&news.groups[0].rows, &term);
    assert_eq!(
        (row.what, row.detail.as_str()),
        (ChangeKind::Changed, "It is in use again.")
    );
}
