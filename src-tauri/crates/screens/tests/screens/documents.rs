//! Documents, on the real catalogue with documents of our own: what is wanted, what there is room for, what a person
//! reads.

use std::sync::LazyLock;

use catalogue::refresh::Trouble;
use catalogue::{Catalogue, Document, Keepable, Kind, Resource, canonical};
use chrono::{DateTime, TimeDelta, Utc};
use screens::Hosting;
use screens::documents::{self, DocumentShape, DocumentState, DocumentView, Documents, KeepKind, KeepView, Next};
use screens::{Moment, NotFound, bookmarks, cards, pack, resource};

use crate::kit::{App, EDITION, MONDAY, at, edited, withdrawn};

const THEME: &str = "neglect";
const PDF: &str = "application/pdf";
const MB: u64 = 1_000_000;

/// What the document of that name holds.
fn bytes(name: &str) -> Vec<u8> {
    format!("%PDF-1.4 {name}").into_bytes()
}

fn document(name: &str) -> Document {
    let bytes = bytes(name);
    Document {
        sha256: canonical::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect(),
        bytes: bytes.len() as u64,
        media_type: PDF.into(),
    }
}

fn keepable(name: &str) -> Keepable {
    document(name).keepable().unwrap()
}

/// The ids of the pack's first resources, each once.
static IN_PACK: LazyLock<Vec<String>> = LazyLock::new(|| {
    let catalogue = Catalogue::from_edition(&EDITION).unwrap();
    let theme = catalogue.themes.iter().find(|t| t.id == THEME).unwrap();
    let mut ids: Vec<String> = Vec::new();
    for entry in theme.sections.iter().flat_map(|s| &s.entries) {
        if !ids.iter().any(|id| entry.resource == *id) {
            ids.push(entry.resource.to_string());
        }
    }
    ids
});

/// The first of the pack's resources, second, third.
fn id(place: usize) -> &'static str {
    &IN_PACK[place]
}

fn edit<'a>(c: &'a mut Catalogue, id: &str) -> &'a mut Resource {
    c.resources.iter_mut().find(|r| r.id == id).unwrap()
}

/// The pack's first three resources have documents: "one", "two" and "three".
fn three(c: &mut Catalogue) {
    for (place, name) in ["one", "two", "three"].into_iter().enumerate() {
        edit(c, id(place)).document = Some(document(name));
    }
}

impl App {
    fn edited(edit: impl FnOnce(&mut Catalogue)) -> Self {
        let mut app = Self::with(&edited(2, edit));
        app.device.hosting = Hosting::Set;
        app
    }

    fn receives_edited(&mut self, number: u32, edit: impl FnOnce(&mut Catalogue)) {
        self.receives(&edited(number, edit), MONDAY);
    }

    fn documents(&self) -> Documents {
        documents::answer(&self.now())
    }

    fn keep(&mut self, kind: KeepKind, id: &str, on: bool) -> Documents {
        // One after the other: what is asked for first comes first.
        let now = at(MONDAY) + TimeDelta::seconds(self.documents().items.len() as i64);
        let change = {
            let m = Moment::new(&self.timeline, &self.personal, &self.device, now);
            documents::keep(&m, kind, id, on).unwrap()
        };
        self.change(&change);
        self.documents()
    }

    fn view(&self, id: &str) -> DocumentView {
        resource::answer(&self.now(), id).unwrap().document.unwrap()
    }

    fn in_pack(&self) -> KeepView {
        pack::answer(&self.now(), THEME).unwrap().keep.unwrap()
    }

    fn turn(&self) -> Keepable {
        match documents::next(&self.now()) {
            Next::Fetch(document) => document,
            other => panic!("{other:?}"),
        }
    }

    fn ends(&mut self, document: &Keepable, ended: Result<(), Trouble>) {
        let minute = |times: u32| TimeDelta::minutes(times.into());
        self.device.downloads.end(document.digest, &ended, at(MONDAY), minute);
    }

    /// The document of that name arrives, whoever's turn it is.
    fn arrives(&mut self, name: &str) {
        let document = keepable(name);
        self.device.documents.insert(document.digest, document.bytes);
        self.ends(&document, Ok(()));
    }

    fn states(&self) -> Vec<(String, DocumentState)> {
        let items = self.documents().items.into_iter();
        items.map(|item| (item.resource, item.state)).collect()
    }
}

#[test]
fn without_documents_nothing_is_said_of_them() {
    let app = App::edited(|_| {});
    assert_eq!(app.documents().items, []);
    assert_eq!(app.documents().sentence, "No documents are downloaded on this device.");
    assert_eq!(app.documents().bookmarks, None);
    let m = app.now();
    assert_eq!(pack::answer(&m, THEME).unwrap().keep, None);
    let resource = resource::answer(&m, id(0)).unwrap();
    assert!(
        resource.document.is_none()
            && resource.card.document.is_none()
            && resource.card.needs_signal == resource.card.has_link
    );
    let keep = |kind, id: &str| documents::keep(&m, kind, id, true);
    assert_eq!(keep(KeepKind::Resource, id(0)), Err(NotFound("document")));
    assert_eq!(keep(KeepKind::Resource, "no-such"), Err(NotFound("resource")));
    assert_eq!(keep(KeepKind::Theme, "no-such"), Err(NotFound("theme")));
    assert_eq!(documents::next(&m), Next::Nothing);
    assert!(documents::kept(&m).is_empty());
}

#[test]
fn a_document_from_not_wanted_to_on_the_device_and_back() {
    let mut app = App::edited(three);
    let view = app.view(id(0));
    assert_eq!((view.state, view.format), (DocumentState::NotKept, DocumentShape::Pdf));
    assert_eq!((view.size.as_str(), view.kept), ("12 bytes", false));

    let documents = app.keep(KeepKind::Resource, id(0), true);
    assert_eq!(documents.items, [app.view(id(0))]);
    assert_eq!(
        (documents.items[0].state, documents.items[0].kept),
        (DocumentState::Waiting, true)
    );
    let turn = app.turn();
    assert!(documents::may_fetch(&app.now(), &turn));
    app.device.downloads.progress(turn.digest, 6);
    let view = app.view(id(0));
    assert_eq!((view.state, view.percent), (DocumentState::Downloading, Some(50)));
    assert_eq!(view.sentence, "Downloading: 6 bytes of 12 bytes.");

    app.arrives("one");
    assert_eq!(documents::next(&app.now()), Next::Nothing);
    assert_eq!(app.view(id(0)).sentence, "On this device. It opens offline.");
    assert_eq!(
        app.documents().sentence,
        "1 document is on this device: 12 bytes of 250 MB."
    );
    // Wherever the resource is shown, that is marked.
    app.bookmark(Kind::Resource, id(0));
    let m = app.now();
    let card = resource::answer(&m, id(0)).unwrap().card;
    let mark = card.document.unwrap();
    assert_eq!((mark.sentence.as_str(), card.needs_signal), ("On this device", false));
    let pack = pack::answer(&m, THEME).unwrap();
    let entries = pack.sections.iter().flat_map(|s| &s.open).flat_map(|g| &g.entries);
    let mut same: Vec<_> = entries
        .filter(|entry| entry.id == id(0))
        .map(|entry| &entry.document)
        .collect();
    same.dedup();
    assert_eq!(same, [&Some(mark.clone())]);
    assert_eq!(bookmarks::answer(&m)[0].document.as_ref(), Some(&mark));

    app.keep(KeepKind::Resource, id(0), false);
    assert_eq!(app.view(id(0)).state, DocumentState::NotKept);
    assert!(documents::kept(&app.now()).is_empty());
}

#[test]
fn by_itself_comes_first_and_a_document_stays_as_long_as_anything_wants_it() {
    let mut app = App::edited(three);
    app.keep(KeepKind::Theme, THEME, true);
    app.keep(KeepKind::Resource, id(2), true);
    let order: Vec<_> = app.states().into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, [id(2), id(0), id(1)]);
    for name in ["three", "one"] {
        assert_eq!(app.turn(), keepable(name));
        app.arrives(name);
    }
    let keep = app.in_pack();
    assert_eq!((keep.on, keep.count, keep.here), (true, 3, 2));
    assert_eq!(keep.sentence, "3 documents, 38 bytes: 2 are on this device.");
    let with: Vec<_> = app.view(id(0)).kept_with.into_iter().map(|pack| pack.id).collect();
    assert_eq!(with, [THEME], "once, also where the pack names it twice");

    app.keep(KeepKind::Theme, THEME, false);
    assert_eq!(documents::kept(&app.now()), [keepable("three").digest].into());
    assert_eq!(app.states(), [(id(2).to_owned(), DocumentState::OnDevice)]);
}

#[test]
fn those_of_bookmarks_come_and_go_with_them() {
    let mut app = App::edited(three);
    assert_eq!(app.documents().bookmarks, None);
    app.bookmark(Kind::Resource, id(1));
    assert!(!app.documents().bookmarks.unwrap().on);
    // Whatever id comes with it, bookmarks are one collection.
    app.keep(KeepKind::Bookmarks, "anything", true);
    app.arrives("two");
    assert!(app.view(id(1)).kept_with_bookmarks);
    app.bookmark(Kind::Resource, id(0));
    assert_eq!(app.turn(), keepable("one"));
    app.change(&personal::Change::RemoveBookmark {
        kind: "resource".into(),
        id: id(1).into(),
    });
    assert_eq!(documents::kept(&app.now()), [keepable("one").digest].into());
}

#[test]
fn what_does_not_fit_says_what_it_needs() {
    let mut app = App::edited(|c| {
        three(c);
        for (place, megabytes) in [(0, 40), (1, 30), (2, 8)] {
            edit(c, id(place)).document.as_mut().unwrap().bytes = megabytes * MB;
        }
    });
    app.set(documents::BUDGET, &(50 * MB));
    app.keep(KeepKind::Theme, THEME, true);
    let states: Vec<_> = app.states().into_iter().map(|(_, state)| state).collect();
    let waiting = DocumentState::Waiting;
    assert_eq!(states, [waiting, DocumentState::OverBudget, waiting]);
    assert_eq!(
        app.view(id(1)).sentence,
        "Not downloaded: documents may take 50 MB on this device, and this one needs 20 MB more. Allow more in Settings, or \
         download fewer documents."
    );
    app.set(documents::BUDGET, &(250 * MB));
    let documents = app.documents();
    assert!(documents.items.iter().all(|item| item.state == waiting));
    let chosen = documents.budgets.iter().find(|b| b.bytes == documents.budget).unwrap();
    assert_eq!(chosen.title, "250 MB");
    // One that is not offered does not count.
    app.set(documents::BUDGET, &1);
    assert_eq!(app.documents().budget, 250 * MB);
}

#[test]
fn a_pause_holds_everything() {
    let mut app = App::edited(three);
    app.keep(KeepKind::Theme, THEME, true);
    let coming = app.turn();
    app.set(documents::PAUSED, &true);
    assert!(app.documents().paused && !documents::may_fetch(&app.now(), &coming));
    assert_eq!(documents::next(&app.now()), Next::Nothing);
    assert_eq!(app.view(id(0)).state, DocumentState::Paused);
    assert_eq!(
        app.documents().sentence,
        "0 of 3 documents are on this device: 0 bytes of 250 MB. Downloads are paused."
    );
    app.set(documents::PAUSED, &false);
    assert_eq!(app.turn(), coming);
}

#[test]
fn a_damaged_document_says_so_until_it_is_here_again() {
    let mut app = App::edited(three);
    app.keep(KeepKind::Resource, id(0), true);
    app.arrives("one");
    app.device.documents.clear();
    app.device.downloads.damaged(keepable("one").digest);
    let sentence = "The copy on this device was damaged, so it was removed. Waiting to download.";
    assert_eq!(app.view(id(0)).sentence, sentence);
    app.turn();
    app.arrives("one");
    assert_eq!(app.view(id(0)).sentence, "On this device. It opens offline.");
    // One that is torn is not whole.
    app.device.documents.insert(keepable("one").digest, 4);
    assert_eq!(app.view(id(0)).state, DocumentState::Waiting);
    app.turn();
}

#[test]
fn a_new_edition_brings_the_new_document_and_lets_the_old_go() {
    let mut app = App::edited(three);
    app.keep(KeepKind::Resource, id(0), true);
    app.arrives("one");
    app.receives_edited(3, |c| {
        three(c);
        edit(c, id(0)).document = Some(document("one, revised"));
    });
    assert_eq!(app.turn(), keepable("one, revised"));
    let superseded = keepable("one").digest;
    assert!(
        !documents::kept(&app.now()).contains(&superseded),
        "not to be read by mistake"
    );
    app.arrives("one, revised");
    // Withdrawn, it stays where it is and nobody downloads what was not here.
    app.keep(KeepKind::Theme, THEME, true);
    app.receives_edited(4, |c| {
        three(c);
        for place in [0, 1] {
            edit(c, id(place)).standing = withdrawn("2026-11-22", "No longer given.", None);
        }
        edit(c, id(0)).document = Some(document("one, revised"));
    });
    let states = [
        (id(0).to_owned(), DocumentState::OnDevice),
        (id(2).to_owned(), DocumentState::Waiting),
    ];
    assert_eq!(app.states(), states);
    // Gone from the catalogue, it is to go from the device.
    app.receives_edited(5, |_| {});
    assert!(documents::kept(&app.now()).is_empty());
    assert_eq!(app.states(), []);
}

#[test]
fn a_failure_is_told_and_tried_again_later() {
    let mut app = App::edited(three);
    app.keep(KeepKind::Theme, THEME, true);
    let first = app.turn();
    app.ends(&first, Err(Trouble::Missing));
    let view = app.view(id(0));
    assert_eq!(view.state, DocumentState::Failed);
    let missing = "The update server does not have this document. What is on this device still opens.";
    assert!(view.sentence.starts_with(missing), "{}", view.sentence);
    let second = app.turn();
    assert_ne!(second, first);
    app.ends(&second, Err(Trouble::Offline));
    assert_eq!(
        documents::next(&app.now()),
        Next::At(at(MONDAY) + TimeDelta::minutes(1))
    );
    assert_eq!(app.view(id(1)).state, DocumentState::Waiting);
    assert!(
        app.documents()
            .sentence
            .contains("The update server could not be reached.")
    );
    app.device.downloads.again();
    assert_eq!(app.turn(), first);
    // The network being there, it is the person's turn to make room.
    app.ends(&first, Err(Trouble::Full));
    assert_eq!(app.view(id(0)).state, DocumentState::Failed);
    assert!(app.view(id(0)).sentence.contains("storage is full"));
    app.device.downloads.again();
    assert_eq!(app.turn(), first, "whoever acts is answered at once");
}

/// B26: a clock that jumped ahead kept documents away until that year came.
#[test]
fn a_wait_until_the_wrong_year_is_none() {
    let mut app = App::edited(three);
    app.keep(KeepKind::Theme, THEME, true);
    let first = app.turn();
    let ahead: DateTime<Utc> = at("2031-01-01T00:00:00Z");
    let offline = Err(Trouble::Offline);
    app.device
        .downloads
        .end(first.digest, &offline, ahead, |_| TimeDelta::minutes(1));
    assert_eq!(app.turn(), first);
}

#[test]
fn without_an_update_server_it_says_so_and_downloads_nothing() {
    let mut app = App::edited(three);
    app.keep(KeepKind::Resource, id(0), true);
    for (hosting, sentence) in [
        (
            Hosting::None,
            "This copy of Doorstep has no update server, so documents cannot be downloaded.",
        ),
        (
            Hosting::Refused("The policy cannot be read".into()),
            "The update server that was set for this copy of Doorstep cannot be used, so the document was not downloaded.",
        ),
    ] {
        app.device.hosting = hosting;
        assert_eq!(documents::next(&app.now()), Next::Nothing);
        assert!(
            app.view(id(0)).sentence.starts_with(sentence),
            "{}",
            app.view(id(0)).sentence
        );
        assert!(app.documents().sentence.contains(sentence));
        assert_eq!(app.view(id(0)).state, DocumentState::Waiting);
    }
}

#[test]
fn what_this_version_does_not_know_is_passed_over() {
    let mut app = App::edited(|c| {
        three(c);
        edit(c, id(0)).document.as_mut().unwrap().media_type = "application/x-msdownload".into();
        edit(c, id(1)).document.as_mut().unwrap().sha256 = "../../x".into();
    });
    app.keep(KeepKind::Theme, THEME, true);
    assert_eq!(app.states(), [(id(2).to_owned(), DocumentState::Waiting)]);
    assert!(resource::answer(&app.now(), id(0)).unwrap().document.is_none());
    // And so is a thing to keep that only another version knows.
    app.change(&personal::Change::KeepOffline(personal::KeptOffline {
        kind: "collection".into(),
        id: "mine".into(),
        kept_at: at(MONDAY),
    }));
    assert_eq!(app.states().len(), 1);
}

#[test]
fn a_resource_and_its_document_go_together() {
    let app = App::edited(three);
    let m = app.now();
    let (resource, document) = documents::document_of(&m, id(1)).unwrap();
    assert_eq!((resource.id.as_str(), document), (id(1), keepable("two")));
    assert_eq!(cards::resource(&m, resource).document, documents::mark(&m, resource));
    assert!(documents::document_of(&m, "no-such").is_err());
}
