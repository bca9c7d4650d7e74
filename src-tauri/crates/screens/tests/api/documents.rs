//! Documents offline, on the real catalogue with documents of our own: what is wanted, what there is room for, what a
//! person is told.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use api::Doorstep;
use api::card::RecordKind;
use api::documents::view::{DocumentShape, DocumentState, DocumentView, Documents, KeepKind};
use api::documents::{Fetched, Next};
use api::error::ErrorCode;
use api::refresh::Hosting;
use catalogue::{Catalogue, Document, Keepable, Resource, Status, Withdrawal, canonical};
use chrono::{DateTime, TimeDelta, Utc};
use store::Origin;
use tempfile::TempDir;

use crate::kit::{EDITION, at, bundle, edited, hits, search};

const THEME: &str = "neglect";
const NOW: &str = "2026-11-22T09:00:00Z";
const PDF: &str = "application/pdf";
const MB: u64 = 1_000_000;

fn now() -> DateTime<Utc> {
    at(NOW)
}

/// What the document of that name holds.
fn bytes(name: &str) -> Vec<u8> {
    format!("%PDF-1.4 {name}").into_bytes()
}

fn document(bytes: &[u8]) -> Document {
    Document {
        sha256: canonical::digest(bytes).iter().map(|b| format!("{b:02x}")).collect(),
        bytes: bytes.len() as u64,
        media_type: PDF.into(),
    }
}

/// The ids of the pack's first resources that stand in no other place of it.
static IN_PACK: LazyLock<Vec<String>> = LazyLock::new(|| {
    let catalogue = Catalogue::from_edition(&EDITION).unwrap();
    let theme = catalogue.themes.iter().find(|t| t.id == THEME).unwrap();
    let entries = theme.sections.iter().flat_map(|s| &s.entries);
    let mut ids: Vec<String> = Vec::new();
    for entry in entries {
        if !ids.contains(&entry.resource) {
            ids.push(entry.resource.clone());
        }
    }
    ids
});

/// The first of the pack's resources, second, third.
fn id(place: usize) -> &'static str {
    &IN_PACK[place]
}

fn resource<'a>(c: &'a mut Catalogue, id: &str) -> &'a mut Resource {
    c.resources.iter_mut().find(|r| r.id == id).unwrap()
}

/// The pack's first three resources have documents: "one", "two" and "three".
fn three(c: &mut Catalogue) {
    for (place, name) in ["one", "two", "three"].into_iter().enumerate() {
        resource(c, id(place)).document = Some(document(&bytes(name)));
    }
}

struct App {
    doorstep: Doorstep,
    folder: TempDir,
}

impl App {
    fn with(edit: impl FnOnce(&mut Catalogue)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let doorstep = open(folder.path());
        doorstep
            .catalogue()
            .apply(&edited(2, edit), Origin::Host, now())
            .unwrap();
        Self { doorstep, folder }
    }

    /// It receives another edition.
    fn receives(&self, number: u32, edit: impl FnOnce(&mut Catalogue)) {
        let edition = edited(number, edit);
        self.doorstep.catalogue().apply(&edition, Origin::Host, now()).unwrap();
    }

    fn restarted(self) -> Self {
        let Self { doorstep, folder } = self;
        drop(doorstep);
        let doorstep = open(folder.path());
        Self { doorstep, folder }
    }

    fn documents(&self) -> Documents {
        self.doorstep.documents(now()).unwrap()
    }

    fn keep(&self, kind: KeepKind, id: &str, on: bool) -> Documents {
        // One after the other: what is asked for first comes first.
        let now = now() + TimeDelta::seconds(self.documents().items.len() as i64);
        self.doorstep.keep_offline(kind, id, on, now).unwrap()
    }

    fn view(&self, id: &str) -> DocumentView {
        self.doorstep.resource(id, now()).unwrap().document.unwrap()
    }

    fn next(&self) -> Next {
        self.doorstep.next_document(now()).unwrap()
    }

    fn turn(&self) -> Keepable {
        match self.next() {
            Next::Fetch(document) => document,
            other => panic!("{other:?}"),
        }
    }

    fn ends(&self, document: &Keepable, fetched: Fetched) {
        let minute = |times: u32| TimeDelta::minutes(times.into());
        self.doorstep.document_ended(document, fetched, minute, now());
    }

    /// The document of that name arrives, whoever's turn it is.
    fn arrives(&self, name: &str) {
        let document = document(&bytes(name)).keepable().unwrap();
        let folder = self.doorstep.document_folder();
        folder.make().unwrap();
        fs::write(folder.part(&document.digest), bytes(name)).unwrap();
        folder.admit(&document.digest).unwrap();
        self.ends(&document, Fetched::Arrived);
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("documents").join(document(&bytes(name)).sha256)
    }

    fn states(&self) -> Vec<(String, DocumentState)> {
        let items = self.documents().items.into_iter();
        items.map(|item| (item.resource, item.state)).collect()
    }
}

fn open(folder: &Path) -> Doorstep {
    let bundled = bundle(&EDITION);
    let doorstep = Doorstep::open(folder, bundled, now()).unwrap();
    doorstep.set_hosting(Hosting::Set);
    doorstep
}

#[test]
fn without_documents_nothing_is_said_of_them() {
    let app = App::with(|_| {});
    assert_eq!(app.documents().items, []);
    assert_eq!(app.documents().sentence, "No documents are kept offline.");
    assert_eq!(app.documents().bookmarks, None);
    assert_eq!(app.doorstep.pack(THEME, now()).unwrap().keep, None);
    let resource = app.doorstep.resource(id(0), now()).unwrap();
    assert!(resource.document.is_none() && resource.card.document.is_none() && resource.card.needs_signal);
    let refused = app.doorstep.keep_offline(KeepKind::Resource, id(0), true, now());
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(app.next(), Next::Nothing);
    assert!(!app.folder.path().join("documents").exists());
}

#[test]
fn a_resource_from_not_kept_to_on_the_device_and_back() {
    let app = App::with(three);
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
    app.doorstep.document_progress(&turn, 6);
    let view = app.view(id(0));
    assert_eq!((view.state, view.percent), (DocumentState::Downloading, Some(50)));
    assert_eq!(view.sentence, "Downloading: 6 bytes of 12 bytes.");

    app.arrives("one");
    assert_eq!(app.next(), Next::Nothing);
    assert_eq!(app.view(id(0)).sentence, "On this device. It opens without a signal.");
    assert_eq!(
        app.documents().sentence,
        "1 document is on this device: 12 bytes of 250 MB."
    );
    // Wherever the resource is shown, that is marked.
    let card = app.doorstep.resource(id(0), now()).unwrap().card;
    let mark = card.document.clone().unwrap();
    assert_eq!((mark.sentence.as_str(), card.needs_signal), ("On this device", false));
    let pack = app.doorstep.pack(THEME, now()).unwrap();
    let entries = pack.sections.iter().flat_map(|s| &s.groups).flat_map(|g| &g.entries);
    assert!(
        entries
            .filter(|e| e.id == id(0))
            .all(|e| e.document.as_ref() == Some(&mark))
    );
    app.doorstep
        .set_bookmark(RecordKind::Resource, id(0), true, now())
        .unwrap();
    assert_eq!(app.doorstep.bookmarks(now()).unwrap()[0].document.as_ref(), Some(&mark));
    let found = search(&app.doorstep, &card.title, now());
    let hit = hits(&found).into_iter().find(|hit| hit.id == id(0)).unwrap();
    assert_eq!(hit.document.as_ref(), Some(&mark));

    let app = app.restarted();
    assert_eq!(app.view(id(0)).state, DocumentState::OnDevice);
    assert_eq!(app.doorstep.document_bytes(id(0), now()).unwrap(), bytes("one"));
    app.keep(KeepKind::Resource, id(0), false);
    assert!(!app.file("one").exists());
    assert_eq!(app.view(id(0)).state, DocumentState::NotKept);
    let refused = app.doorstep.document_bytes(id(0), now()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
}

#[test]
fn by_itself_comes_first_and_a_document_stays_as_long_as_anything_keeps_it() {
    let app = App::with(three);
    app.keep(KeepKind::Theme, THEME, true);
    app.keep(KeepKind::Resource, id(2), true);
    let order: Vec<_> = app.states().into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, [id(2), id(0), id(1)]);
    for name in ["three", "one"] {
        assert_eq!(app.turn().digest, canonical::digest(&bytes(name)));
        app.arrives(name);
    }
    let keep = app.doorstep.pack(THEME, now()).unwrap().keep.unwrap();
    assert_eq!((keep.on, keep.count, keep.here), (true, 3, 2));
    assert_eq!(keep.sentence, "3 documents, 38 bytes: 2 are on this device.");
    assert_eq!(app.view(id(0)).kept_with[0].id, THEME);

    app.keep(KeepKind::Theme, THEME, false);
    assert!(app.file("three").exists() && !app.file("one").exists());
    assert_eq!(app.states(), [(id(2).to_owned(), DocumentState::OnDevice)]);
}

#[test]
fn bookmarks_are_kept_as_they_come_and_go() {
    let app = App::with(three);
    assert_eq!(app.documents().bookmarks, None);
    app.doorstep
        .set_bookmark(RecordKind::Resource, id(1), true, now())
        .unwrap();
    assert!(!app.documents().bookmarks.unwrap().on);
    app.keep(KeepKind::Bookmarks, "", true);
    app.arrives("two");
    assert!(app.view(id(1)).kept_with_bookmarks);
    app.doorstep
        .set_bookmark(RecordKind::Resource, id(0), true, now())
        .unwrap();
    assert_eq!(app.turn().digest, canonical::digest(&bytes("one")));

    // A bookmark that goes may come back with the next tap: its document goes when the device next tidies up.
    app.doorstep
        .set_bookmark(RecordKind::Resource, id(1), false, now())
        .unwrap();
    assert!(app.file("two").exists());
    app.next();
    assert!(!app.file("two").exists());
}

#[test]
fn the_budget_is_kept_and_what_does_not_fit_says_what_it_needs() {
    let app = App::with(|c| {
        three(c);
        for (place, megabytes) in [(0, 40), (1, 30), (2, 8)] {
            resource(c, id(place)).document.as_mut().unwrap().bytes = megabytes * MB;
        }
    });
    app.doorstep.set_document_budget(50 * MB, now()).unwrap();
    app.keep(KeepKind::Theme, THEME, true);
    let states = [
        DocumentState::Waiting,
        DocumentState::OverBudget,
        DocumentState::Waiting,
    ];
    assert_eq!(
        app.states().into_iter().map(|(_, state)| state).collect::<Vec<_>>(),
        states
    );
    assert_eq!(
        app.view(id(1)).sentence,
        "Not downloaded: documents may take 50 MB on this device, and it needs 20 MB more. Allow more in Settings, or keep \
         fewer documents."
    );
    let documents = app.doorstep.set_document_budget(250 * MB, now()).unwrap();
    assert!(documents.items.iter().all(|item| item.state == DocumentState::Waiting));
    assert!(
        documents
            .budgets
            .iter()
            .any(|b| b.bytes == documents.budget && b.title == "250 MB")
    );
    assert_eq!(app.restarted().documents().budget, 250 * MB);
}

#[test]
fn a_pause_holds_over_a_restart() {
    let app = App::with(three);
    app.keep(KeepKind::Theme, THEME, true);
    let coming = app.turn();
    assert!(app.doorstep.may_fetch(&coming, now()).unwrap());
    assert!(app.doorstep.pause_documents(true, now()).unwrap().paused);
    assert!(!app.doorstep.may_fetch(&coming, now()).unwrap());
    assert_eq!(app.next(), Next::Nothing);
    let app = app.restarted();
    assert_eq!(app.next(), Next::Nothing);
    assert_eq!(app.view(id(0)).state, DocumentState::Paused);
    assert_eq!(
        app.documents().sentence,
        "0 of 3 documents are on this device: 0 bytes of 250 MB. Downloads are paused. It comes when you resume them."
    );
    app.doorstep.pause_documents(false, now()).unwrap();
    assert_eq!(app.turn(), coming);
}

#[test]
fn a_damaged_document_is_never_shown_and_comes_again() {
    let app = App::with(three);
    app.keep(KeepKind::Resource, id(0), true);
    app.arrives("one");
    let mut altered = bytes("one");
    altered[3] ^= 1;
    fs::write(app.file("one"), altered).unwrap();
    assert_eq!(app.view(id(0)).state, DocumentState::OnDevice, "nobody has looked yet");
    let refused = app.doorstep.document_bytes(id(0), now()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Storage);
    assert!(refused.message.contains("was damaged") && refused.message.contains("downloaded again"));
    assert!(!app.file("one").exists());
    assert!(app.view(id(0)).sentence.contains("was damaged"));
    app.turn();
    app.arrives("one");
    assert_eq!(app.doorstep.document_bytes(id(0), now()).unwrap(), bytes("one"));
    // One that is torn is seen without being read.
    fs::write(app.file("one"), b"%PDF").unwrap();
    assert_eq!(app.view(id(0)).state, DocumentState::Waiting);
    app.turn();
}

#[test]
fn a_new_edition_brings_the_new_document_and_takes_the_old_away() {
    let app = App::with(three);
    app.keep(KeepKind::Resource, id(0), true);
    app.arrives("one");
    app.receives(3, |c| {
        three(c);
        resource(c, id(0)).document = Some(document(&bytes("one, revised")));
    });
    assert_eq!(app.turn().digest, canonical::digest(&bytes("one, revised")));
    assert!(
        !app.file("one").exists(),
        "what is superseded is not to be read by mistake"
    );
    app.arrives("one, revised");
    // Withdrawn, it stays where it is and nobody fetches what was not here.
    app.keep(KeepKind::Theme, THEME, true);
    app.receives(4, |c| {
        three(c);
        for place in [0, 1] {
            let resource = resource(c, id(place));
            resource.status = Status::Withdrawn;
            resource.withdrawal = Some(Withdrawal {
                on: "2026-11-22".parse().unwrap(),
                reason: "No longer given.".into(),
                replacement: None,
            });
        }
        resource(c, id(0)).document = Some(document(&bytes("one, revised")));
    });
    let states = [
        (id(0).to_owned(), DocumentState::OnDevice),
        (id(2).to_owned(), DocumentState::Waiting),
    ];
    assert_eq!(app.states(), states);
    // Gone from the catalogue, it is gone from the device.
    app.receives(5, |_| {});
    app.next();
    assert!(!app.file("one, revised").exists());
    assert_eq!(app.states(), []);
}

#[test]
fn a_failure_is_told_and_tried_again_later() {
    let app = App::with(three);
    app.keep(KeepKind::Theme, THEME, true);
    let first = app.turn();
    app.ends(&first, Fetched::Missing);
    let view = app.view(id(0));
    assert_eq!(view.state, DocumentState::Failed);
    assert!(
        view.sentence.starts_with("The host does not have this document."),
        "{}",
        view.sentence
    );
    let second = app.turn();
    assert_ne!(second, first);
    app.ends(&second, Fetched::Offline);
    assert_eq!(app.next(), Next::At(now() + TimeDelta::minutes(1)));
    assert_eq!(app.view(id(1)).state, DocumentState::Waiting);
    assert!(app.documents().sentence.contains("the host cannot be reached"));
    app.doorstep.try_documents_again();
    assert_eq!(app.turn(), first);
    // The network being there, it is the person's turn to make room.
    app.ends(&first, Fetched::Full);
    assert_eq!(app.view(id(0)).state, DocumentState::Failed);
    assert!(app.view(id(0)).sentence.contains("storage is full"));
    app.doorstep.pause_documents(false, now()).unwrap();
    assert_eq!(app.turn(), first, "whoever acts is answered at once");
}

#[test]
fn without_a_host_it_says_so_and_fetches_nothing() {
    let app = App::with(three);
    app.doorstep.set_hosting(Hosting::None);
    app.keep(KeepKind::Resource, id(0), true);
    assert_eq!(app.next(), Next::Nothing);
    assert!(
        app.view(id(0))
            .sentence
            .starts_with("No host is set in this copy of Doorstep")
    );
    assert!(app.documents().sentence.contains("No host is set"));
}

#[test]
fn what_this_version_does_not_know_is_passed_over() {
    let app = App::with(|c| {
        three(c);
        resource(c, id(0)).document.as_mut().unwrap().media_type = "application/x-msdownload".into();
        resource(c, id(1)).document.as_mut().unwrap().sha256 = "../../x".into();
    });
    app.keep(KeepKind::Theme, THEME, true);
    assert_eq!(app.states(), [(id(2).to_owned(), DocumentState::Waiting)]);
    assert!(app.doorstep.resource(id(0), now()).unwrap().document.is_none());
}

#[test]
fn another_program_is_given_a_copy_with_a_name() {
    let app = App::with(|c| {
        three(c);
        resource(c, id(0)).title = "Con: ../what / \u{202e}fdp".into();
        resource(c, id(1)).document = Some(document(b"MZ\x90\x00 no document"));
    });
    app.keep(KeepKind::Theme, THEME, true);
    app.arrives("one");
    let file = app.doorstep.document_file(id(0), now()).unwrap();
    assert_eq!(file.path.file_name().unwrap(), "Document Con .. what fdp.pdf");
    assert_eq!(file.media_type, PDF);
    assert_eq!(fs::read(&file.path).unwrap(), bytes("one"));

    let folder = app.doorstep.document_folder();
    let program = document(b"MZ\x90\x00 no document").keepable().unwrap();
    fs::write(folder.part(&program.digest), b"MZ\x90\x00 no document").unwrap();
    folder.admit(&program.digest).unwrap();
    let refused = app.doorstep.document_file(id(1), now()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest);

    app.keep(KeepKind::Theme, THEME, false);
    assert!(!file.path.exists(), "the copy goes with the document");
}

#[test]
fn keeps_travel_and_documents_do_not() {
    let app = App::with(three);
    app.keep(KeepKind::Theme, THEME, true);
    app.arrives("one");
    let saved = app.doorstep.save_personal(app.folder.path(), now()).unwrap();
    let other = App::with(three);
    other
        .doorstep
        .import_personal(&fs::read_to_string(saved.path).unwrap(), now())
        .unwrap();
    assert_eq!(other.states().len(), 3);
    assert_eq!(other.turn().digest, canonical::digest(&bytes("one")));
}
