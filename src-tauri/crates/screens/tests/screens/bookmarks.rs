//! Bookmarks: their order, and what becomes of them.

use catalogue::Kind;
use personal::{Bookmark, Change};
use screens::bookmarks::{self, BookmarkState};
use screens::{NotFound, now};

use crate::kit::{App, MONDAY, at, edited, withdrawn};

fn ids(app: &App) -> Vec<String> {
    let all = bookmarks::answer(&app.now()).into_iter();
    all.map(|bookmark| bookmark.id).collect()
}

#[test]
fn the_newest_is_first_and_they_outlive_what_they_point_at() {
    let mut app = App::new();
    app.bookmark(Kind::Theme, "neglect");
    app.bookmark(Kind::Contact, "emergency-999");
    app.bookmark(Kind::Step, "hampshire-domestic-abuse/danger");
    assert_eq!(
        ids(&app),
        ["hampshire-domestic-abuse/danger", "emergency-999", "neglect"]
    );
    app.change(&Change::MoveBookmark {
        kind: "theme".into(),
        id: "neglect".into(),
        position: 0,
    });
    assert_eq!(ids(&app)[0], "neglect");

    let edition = edited(9, |c| {
        c.themes.retain(|theme| theme.id != "neglect");
        let pathway = c
            .pathways
            .iter_mut()
            .find(|p| p.id == "hampshire-domestic-abuse")
            .unwrap();
        pathway.standing = withdrawn("2026-11-01", "There is a new one.", None);
    });
    app.receives(&edition, MONDAY);
    let kept = bookmarks::answer(&app.now());
    let states: Vec<_> = kept.iter().map(|b| (b.title.as_str(), b.state)).collect();
    assert_eq!(states[0], ("Neglect", BookmarkState::Gone));
    assert_eq!(states[1].1, BookmarkState::Withdrawn, "a step goes with its pathway");
    assert_eq!(states[2].1, BookmarkState::Active);
    assert_eq!(kept[0].detail, "");
    assert!(
        kept.iter().all(|saved| saved.instead.is_none()),
        "nothing is promised that is not named"
    );
}

#[test]
fn a_saved_contact_is_called_from_the_list_until_it_is_withdrawn() {
    let mut app = App::new();
    let id = "hampshire-childrens-services";
    app.bookmark(Kind::Contact, id);
    let first = |app: &App| bookmarks::answer(&app.now()).remove(0);
    let card = first(&app).contact.expect("its card");
    assert!(card.id == id && !card.numbers.is_empty(), "{card:?}");

    let edition = edited(9, |c| {
        let contact = c.contacts.iter_mut().find(|contact| contact.id == id).unwrap();
        contact.standing = withdrawn("2026-11-01", "There is a new one.", Some("emergency-999"));
    });
    app.receives(&edition, MONDAY);
    let saved = first(&app);
    assert_eq!((saved.state, saved.contact), (BookmarkState::Withdrawn, None));
    let instead = saved.instead.unwrap();
    assert_eq!((instead.kind, instead.id.as_str()), (Kind::Contact, "emergency-999"));
}

#[test]
fn only_what_is_there_can_be_bookmarked() {
    let app = App::new();
    let m = app.now();
    assert_eq!(bookmarks::add(&m, Kind::Theme, "no-such"), Err(NotFound("theme")));
    assert_eq!(
        bookmarks::add(&m, Kind::Step, "hampshire-domestic-abuse"),
        Err(NotFound("step"))
    );
    assert_eq!(bookmarks::add(&m, Kind::Area, "hampshire"), Err(NotFound("area")));
}

#[test]
fn each_says_what_it_is() {
    let mut app = App::new();
    for (kind, id, detail) in [
        (Kind::Contact, "hampshire-childrens-services", "Hampshire"),
        (Kind::Pathway, "hampshire-domestic-abuse", "Pathway · Hampshire"),
        (Kind::Theme, "neglect", "STOP pack"),
        (
            Kind::Resource,
            "book-a-toolkit-tour",
            "Booking · For professionals · Hampshire",
        ),
        (Kind::Term, "marac", "Glossary"),
    ] {
        app.bookmark(kind, id);
        let first = bookmarks::answer(&app.now()).remove(0);
        assert_eq!(
            (first.kind, first.id.as_str(), first.detail.as_str()),
            (kind, id, detail)
        );
        assert_eq!(first.document, None);
    }
}

/// A bookmark from another version of Doorstep, or from a file, may be of any kind.
#[test]
fn what_has_no_page_here_is_kept_and_not_shown() {
    let mut app = App::new();
    for kind in ["gadget", "area", "publisher", ""] {
        app.change(&Change::AddBookmark(Bookmark {
            kind: kind.into(),
            id: "hampshire".into(),
            title: "Hampshire".into(),
            kept_at: at(MONDAY),
        }));
    }
    app.bookmark(Kind::Theme, "neglect");
    assert_eq!(ids(&app), ["neglect"]);
    assert_eq!(app.personal.bookmarks.len(), 5);
}

#[test]
fn now_shows_the_first_few() {
    let mut app = App::new();
    let themes: Vec<String> = app
        .library()
        .catalogue()
        .themes
        .iter()
        .map(|t| t.id.to_string())
        .collect();
    for id in &themes[..7] {
        app.bookmark(Kind::Theme, id);
    }
    let now = now::answer(&app.now());
    let shown: Vec<_> = now.saved.iter().map(|b| &b.id).collect();
    assert_eq!(shown, themes[2..7].iter().rev().collect::<Vec<_>>());
}
