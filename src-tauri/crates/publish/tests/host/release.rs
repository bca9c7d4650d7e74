//! From data to an edition that a device takes.

use std::fs;

use doorstep_publish::host::keys::Role;
use doorstep_publish::host::{self, Host, Silent, Wanted};
use tough::{ExpirationEnforcement, FilesystemTransport, IntoVec as _, RepositoryLoader, TargetName};
use url::Url;

use crate::fixture::text;
use crate::fixture::{put, replace};
use crate::kit::{Scene, change, day, program};

#[tokio::test]
async fn tough_itself_takes_what_is_published() {
    let scene = Scene::published();
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    let url = |folder| Url::from_directory_path(scene.host().join(folder)).expect("a path");
    let root = fs::read(scene.root()).expect("a root");
    let repository = RepositoryLoader::new(&root, url("metadata"), url("targets"))
        .transport(FilesystemTransport)
        .expiration_enforcement(ExpirationEnforcement::Safe)
        .load()
        .await
        .expect("a repository");
    let mut names: Vec<_> = repository
        .all_targets()
        .map(|(name, _)| name.raw().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["delta-3-4.zst", "edition-4.json.zst"]);
    for name in names {
        let name = TargetName::new(name).expect("a name");
        let target = repository
            .read_target(&name)
            .await
            .expect("to be readable")
            .expect("to be there");
        assert!(!target.into_vec().await.expect("to be whole").is_empty());
    }
    assert!(scene.keyring().can_sign(Role::Targets));
}

#[test]
fn an_editor_sees_what_changes_before_it_goes_out() {
    let scene = Scene::published();
    change(scene.data.path(), "0300 555 1999");
    let shown = program(&[
        "release",
        text(scene.data.path()),
        "--keys",
        text(&scene.keys()),
        "--to",
        text(&scene.host()),
        "--dry-run",
    ]);
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(
        shown
            .out
            .contains("contacts \"Office\" (office): number 0300 555 1384 → 0300 555 1999"),
        "{}",
        shown.out
    );
    assert_eq!(scene.edition(), 3);
    // Nobody is there to say yes.
    let (keys, host) = (scene.keys(), scene.host());
    let asked = [
        "release",
        text(scene.data.path()),
        "--keys",
        text(&keys),
        "--to",
        text(&host),
    ];
    assert_eq!(program(&asked).code, 4);
    assert_eq!(scene.edition(), 3);

    let done = scene.release(&["--json"]);
    let report: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
    assert_eq!(report["edition"], 4);
    assert_eq!(report["changes"]["changed"][0]["id"], "office");
    assert!(
        report["released"]["delta_bytes"]["3"].as_u64().expect("a size") < 200,
        "{report}"
    );
    assert_eq!(scene.edition(), 4);
}

#[test]
fn the_same_content_twice_is_one_edition() {
    let scene = Scene::published();
    let edition = scene.data.path().join("edition.toml");
    let noted = fs::read_to_string(&edition).expect("a header");
    let again = scene.release(&[]);
    assert_eq!(again.code, 0, "{again:?}");
    assert!(again.out.contains("nothing to publish"), "{}", again.out);
    // A release that was killed before it could note what it had done.
    replace(scene.data.path(), "edition.toml", "edition = 3", "edition = 2");
    let noting = scene.release(&[]);
    assert_eq!(noting.code, 0, "{noting:?}");
    assert_eq!(fs::read_to_string(&edition).expect("a header"), noted);
    assert_eq!(scene.edition(), 3);
}

#[test]
fn a_release_counts_and_locks_the_ids() {
    let scene = Scene::published();
    let lock = fs::read_to_string(scene.data.path().join("ids.lock")).expect("a lock");
    assert!(lock.contains("contacts office"), "{lock}");
    replace(
        scene.data.path(),
        "terms.toml",
        "Where worries go.",
        "Where worries are heard.",
    );
    let done = scene.release(&[]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(scene.edition(), 4);
    let header = fs::read_to_string(scene.data.path().join("edition.toml")).expect("a header");
    assert!(header.contains("edition = 4\n"), "{header}");
}

#[test]
fn data_that_come_from_an_older_edition_undo_nothing() {
    let scene = Scene::published();
    let theirs = crate::fixture::data();
    for name in ["edition.toml", "ids.lock"] {
        put(
            theirs.path(),
            name,
            &fs::read(scene.data.path().join(name)).expect("a file"),
        );
    }
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    // A colleague who knows nothing of it fixes a term, and even counts on by hand.
    replace(
        theirs.path(),
        "terms.toml",
        "Where worries go.",
        "Where worries are heard.",
    );
    for edition in ["edition = 3", "edition = 4"] {
        replace(theirs.path(), "edition.toml", "edition = 3", edition);
        let (keys, host) = (scene.keys(), scene.host());
        let refused = program(&[
            "release",
            text(theirs.path()),
            "--keys",
            text(&keys),
            "--to",
            text(&host),
            "--yes",
        ]);
        assert_eq!(refused.code, 4, "{refused:?}");
        assert!(refused.err.contains("git pull"), "{}", refused.err);
    }
    assert_eq!(scene.edition(), 4);
}

#[test]
fn faults_publish_nothing() {
    let scene = Scene::published();
    replace(scene.data.path(), "contacts.toml", "0300 555 1384", "1");
    let refused = scene.release(&[]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("not a telephone number"), "{}", refused.err);
    assert_eq!(scene.edition(), 3);
}

#[test]
fn a_mass_removal_must_be_meant() {
    let scene = Scene::published();
    let data = scene.data.path();
    // As after a bad merge: the lock is gone, and with it the rule that nothing published vanishes.
    put(data, "ids.lock", b"");
    put(data, "terms.toml", b"");
    for gone in ["weeks/week.toml", "articles/principles.md", "pathways/worried.toml"] {
        fs::remove_file(data.join(gone)).expect("deleted");
    }
    let refused = scene.release(&[]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("--removals-meant"), "{}", refused.err);
    assert_eq!(scene.edition(), 3);

    let meant = scene.release(&["--removals-meant"]);
    assert_eq!(meant.code, 0, "{meant:?}");
    let targets = scene.targets();
    assert!(targets.contains("\"removals_meant\":true"), "{targets}");
    // A device that skips edition 4 must believe edition 5 as well.
    replace(data, "contacts.toml", "0300 555 1384", "0300 555 1999");
    let done = scene.release(&[]);
    assert_eq!(done.code, 0, "{done:?}");
    let targets = scene.targets();
    assert!(targets.contains("\"removals_meant\":true"), "{targets}");
}

#[test]
fn ten_older_editions_have_a_delta() {
    let scene = Scene::published();
    for n in 0..12 {
        let old = if n == 0 {
            "0300 555 1384".into()
        } else {
            format!("0300 555 {:04}", 2000 + n - 1)
        };
        replace(
            scene.data.path(),
            "contacts.toml",
            &old,
            &format!("0300 555 {:04}", 2000 + n),
        );
        let done = scene.release(&[]);
        assert_eq!(done.code, 0, "{done:?}");
    }
    let (code, audit) = scene.verify(text(&scene.host()));
    assert_eq!(
        (code, &audit["edition"], &audit["deltas"]),
        (0, &15.into(), &10.into()),
        "{audit}"
    );
}

#[test]
fn a_document_is_published_with_the_edition() {
    let scene = Scene::new();
    let pdf = b"%PDF-1.4 a leaflet of our own";
    let hash = "ea2aaaba5c9a14ca2fbb9e1ea4d4d6b9a3e46a2ecf1d53a2c3e1b5ffca5a1e5d";
    let documents = scene.path("documents");
    fs::create_dir(&documents).expect("a directory");
    fs::write(documents.join("leaflet.pdf"), pdf).expect("a file");
    let document = format!(
        "[resources.document]\nsha256 = \"{hash}\"\nbytes = {}\nmedia_type = \"application/pdf\"\n\n[resources.link]",
        pdf.len()
    );
    replace(
        scene.data.path(),
        "resources/toolkits.toml",
        "[resources.link]",
        &document,
    );
    let refused = scene.release(&["--documents", text(&documents)]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(
        refused.err.contains("resource toolkit has a document"),
        "{}",
        refused.err
    );

    let right = hex::encode(catalogue::canonical::digest(pdf));
    replace(scene.data.path(), "resources/toolkits.toml", hash, &right);
    let (length, longer) = (format!("bytes = {}", pdf.len()), format!("bytes = {}", pdf.len() + 1));
    replace(scene.data.path(), "resources/toolkits.toml", &length, &longer);
    let refused = scene.release(&["--documents", text(&documents)]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("does not match its lines"), "{}", refused.err);
    replace(scene.data.path(), "resources/toolkits.toml", &longer, &length);
    let leaflet = program(&["document", text(&documents.join("leaflet.pdf"))]);
    assert_eq!(
        leaflet.out,
        format!("[resources.document]\nsha256 = \"{right}\"\n{length}\nmedia_type = \"application/pdf\"\n")
    );
    let done = scene.release(&["--documents", text(&documents)]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(
        fs::read(scene.host().join("documents").join(&right)).expect("a document"),
        pdf
    );
    let (code, audit) = scene.verify(text(&scene.host()));
    assert_eq!((code, &audit["documents"]), (0, &1.into()), "{audit}");
}

/// What is uploaded is what was looked at, whatever is saved in between.
#[tokio::test]
async fn what_is_saved_while_somebody_looks_is_not_published() {
    let scene = Scene::new();
    let documents = scene.path("documents");
    fs::create_dir(&documents).expect("a directory");
    let (leaflet, first) = (documents.join("leaflet.pdf"), b"%PDF-1.4 first");
    fs::write(&leaflet, first).expect("a file");
    // Larger than any document: passed over, and not read.
    let film = fs::File::create(documents.join("film.mp4")).expect("a file");
    film.set_len(1 << 40).expect("room");
    let hash = hex::encode(catalogue::canonical::digest(first));
    let document = format!(
        "[resources.document]\nsha256 = \"{hash}\"\nbytes = {}\nmedia_type = \"application/pdf\"\n\n[resources.link]",
        first.len()
    );
    let toolkits = "resources/toolkits.toml";
    replace(scene.data.path(), toolkits, "[resources.link]", &document);
    let (host, keys) = (Host::open(text(&scene.host())).expect("a host"), scene.keyring());
    let wanted = Wanted {
        documents: Some(documents),
        ..Wanted::default()
    };
    let plan = async || {
        host::plan(scene.data.path(), &host, &keys, &wanted, day(1))
            .await
            .expect("a plan")
    };

    let looked_at = plan().await;
    fs::write(&leaflet, b"%PDF-1.4 later").expect("a file");
    let refused = looked_at.publish(&host, &keys, &Silent, day(1)).await;
    let refused = refused.expect_err("another file than the one that was planned");
    assert_eq!(refused.exit_code(), 4);
    assert!(
        refused.to_string().contains("leaflet.pdf was changed while this ran"),
        "{refused}"
    );
    let there = scene.host().join("documents").join(&hash);
    assert!(!there.exists() && host.timestamp().await.expect("an answer").is_none());

    // The same of the data: only what is out is locked.
    fs::write(&leaflet, first).expect("as it was");
    let looked_at = plan().await;
    let term = "\n[[terms]]\nid = \"later\"\ntitle = \"L\"\nmeaning = \"M\"\nsource = \"brochure\"\n";
    let terms = fs::read_to_string(scene.data.path().join("terms.toml")).expect("terms");
    put(scene.data.path(), "terms.toml", (terms + term).as_bytes());
    looked_at
        .publish(&host, &keys, &Silent, day(1))
        .await
        .expect("published");
    assert_eq!(fs::read(there).expect("a document"), first);
    let lock = fs::read_to_string(scene.data.path().join("ids.lock")).expect("a lock");
    assert!(lock.contains("\nterms mash\n") && !lock.contains("later"), "{lock}");
}

#[test]
fn only_what_devices_keep_is_a_document() {
    let folder = tempfile::tempdir().expect("a directory");
    for (name, bytes, is_one) in [
        ("A leaflet.PDF", b"%PDF-1.7\n" as &[u8], true),
        ("door.jpeg", b"\xff\xd8\xff\xe0", true),
        ("leaflet.pdf", b"MZ\x90\0", false),
        ("run.exe", b"MZ\x90\0", false),
        ("page.html", b"<!doctype html>", false),
        ("leaflet", b"%PDF-1.7\n", false),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, bytes).expect("a file");
        let done = program(&["document", text(&file)]);
        assert_eq!(done.code, if is_one { 0 } else { 2 }, "{name}: {done:?}");
        assert_eq!(done.out.contains("media_type"), is_one, "{name}");
    }
}

#[test]
fn keys_of_another_host_do_not_sign_this_one() {
    let (scene, other) = (Scene::published(), Scene::new());
    let refused = other.release_to(text(&scene.host()), &[]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("other keys"), "{}", refused.err);
    assert_eq!(scene.edition(), 3);
}

#[test]
fn a_secret_on_the_command_line_is_refused() {
    let scene = Scene::new();
    let refused = scene.release_to("s3://key:secret@bucket/prefix", &[]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(
        refused.err.contains("environment") && !refused.err.contains("secret@"),
        "{}",
        refused.err
    );
}

/// What no device would take is not signed: here, a record longer than one may be.
#[test]
fn what_devices_refuse_is_not_published() {
    let scene = Scene::published();
    let article = scene.data.path().join("articles/principles.md");
    let mut text = fs::read_to_string(&article).expect("an article");
    text.push_str(&"\nA line that says much the same as the one before it.\n".repeat(6_000));
    fs::write(&article, text).expect("a longer article");
    let refused = scene.release(&[]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("devices would refuse it"), "{}", refused.err);
    assert_eq!(scene.edition(), 3);
}
