//! The publisher remembers: a host that has gone back is not signed, and there is a way on.

use std::fs;
use std::path::{Path, PathBuf};

use doorstep_publish::host::keys::Keyring;
use doorstep_publish::host::{self, Error, Host, Silent, Wanted};

use crate::fixture::{replace, text};
use crate::kit::{Done, Scene, change, day, program};

fn stamp(scene: &Scene) -> PathBuf {
    scene.host().join("metadata/timestamp.json")
}

fn release(scene: &Scene, keys: &Path, more: &[&str]) -> Done {
    let (data, host) = (text(scene.data.path()), scene.host());
    let mut arguments = vec!["release", data, "--keys", text(keys), "--to", text(&host), "--yes"];
    arguments.extend(more);
    program(&arguments)
}

fn resign(scene: &Scene, keys: &Path) -> Done {
    program(&["resign", "--keys", text(keys), "--to", text(&scene.host())])
}

/// Edition 4 was published and seen by `keys`; then the timestamp of edition 3 was put back, for which nobody needs a
/// key.
fn put_back() -> Scene {
    let scene = Scene::published();
    let old = fs::read(stamp(&scene)).expect("a timestamp");
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    fs::write(stamp(&scene), old).expect("put back");
    scene
}

#[test]
fn a_host_that_has_gone_back_is_not_signed() {
    let scene = put_back();
    let (host, root) = (scene.host(), scene.root());
    let before = fs::read(stamp(&scene)).expect("a timestamp");
    let bundle = scene.path("edition.tar");
    change(scene.data.path(), "0300 555 1777");
    for refused in [
        scene.resign(),
        scene.release(&[]),
        scene.release(&["--renew-expired"]),
        program(&["bundle", text(&host), "--root", text(&root), "--to", text(&bundle)]),
    ] {
        assert_eq!(refused.code, 4, "{refused:?}");
        for words in ["gone back", "restored from a backup", "edition 4 of", "edition 3 of"] {
            assert!(refused.err.contains(words), "{words}: {}", refused.err);
        }
    }
    assert!(scene.resign().err.contains("--recover"), "what to do");
    assert_eq!(
        fs::read(stamp(&scene)).expect("a timestamp"),
        before,
        "nothing was written"
    );
    let (code, audit) = scene.verify(text(&host));
    assert_eq!(code, 3, "{audit}");
    assert!(audit["faults"].to_string().contains("gone back"), "{audit}");
}

#[test]
fn a_machine_that_has_not_seen_the_newest_is_not_harmed() {
    let scene = put_back();
    let daily = scene.machine("daily");
    let signed = resign(&scene, &daily);
    assert_eq!(signed.code, 0, "{signed:?}");
    // It knows what it saw, and no more; and the data know.
    change(scene.data.path(), "0300 555 1777");
    let refused = release(&scene, &scene.machine("second"), &[]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("your data come from edition 4"), "{}", refused.err);
    assert!(
        refused.err.contains("--recover") && !refused.err.contains("write edition ="),
        "{}",
        refused.err
    );
}

#[test]
fn whoever_knows_the_number_can_ask_for_it() {
    let scene = Scene::published();
    // Somebody who has the root and nothing else.
    let (host, root) = (scene.host(), scene.path("1.root.json"));
    fs::copy(scene.root(), &root).expect("copied");
    for (number, code) in [("2", 0), ("3", 0), ("4", 3)] {
        let done = program(&["verify", text(&host), "--root", text(&root), "--at-least", number]);
        assert_eq!(done.code, code, "{number}: {done:?}");
        assert_eq!(done.err.contains("should be 4 or later"), code == 3, "{done:?}");
    }
}

#[test]
fn an_honest_restore_is_made_good_by_one_release() {
    let scene = put_back();
    let (daily, second) = (scene.machine("daily"), scene.machine("second"));
    let done = scene.release(&["--recover"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(
        scene.edition(),
        5,
        "counted on from what is known, with the same content"
    );
    assert!(
        fs::read_to_string(scene.data.path().join("edition.toml"))
            .expect("a header")
            .contains("edition = 5\n")
    );
    // All go on as before.
    for keys in [&daily, &second, &scene.keys()] {
        let signed = resign(&scene, keys);
        assert_eq!(signed.code, 0, "{signed:?}");
    }
    change(scene.data.path(), "0300 555 1777");
    assert_eq!(scene.release(&[]).code, 0);
    assert_eq!(scene.edition(), 6);
    // Where there is nothing to make good, the flag makes no edition.
    let again = scene.release(&["--recover"]);
    assert!(again.code == 0 && again.out.contains("nothing to publish"), "{again:?}");
    assert_eq!(scene.edition(), 6);
}

#[test]
fn bringing_the_newest_files_back_is_enough() {
    let scene = Scene::published();
    let old = fs::read(stamp(&scene)).expect("a timestamp");
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    let new = fs::read(stamp(&scene)).expect("a timestamp");
    fs::write(stamp(&scene), old).expect("put back");
    assert_eq!(scene.resign().code, 4);
    fs::write(stamp(&scene), new).expect("brought back");
    assert_eq!(scene.resign().code, 0);
    assert_eq!(scene.edition(), 4);
}

#[test]
fn data_that_are_not_the_newest_do_not_recover() {
    let scene = Scene::published();
    let older = fs::read(scene.data.path().join("edition.toml")).expect("a header");
    let host = scene.path("copy");
    crate::book::copy(&scene.host(), &host);
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    fs::remove_dir_all(scene.host()).expect("gone");
    crate::book::copy(&host, &scene.host());
    fs::write(scene.data.path().join("edition.toml"), older).expect("a colleague's, not brought in yet");
    let refused = scene.release(&["--recover"]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("git pull"), "{}", refused.err);
    assert_eq!(scene.resign().code, 4);
}

/// The one file of the metadata whose name ends so.
fn one(host: &Path, ending: &str) -> PathBuf {
    let files = fs::read_dir(host.join("metadata")).expect("metadata").flatten();
    let mut files = files
        .map(|entry| entry.path())
        .filter(|path| text(path).ends_with(ending));
    files.next().expect("a file")
}

#[test]
fn an_empty_host_and_one_that_cannot_be_trusted_are_made_good_too() {
    for harm in [
        (|host| fs::remove_dir_all(host).expect("emptied")) as fn(&Path),
        |host| fs::remove_file(one(host, ".snapshot.json")).expect("gone"),
        |host| fs::write(one(host, ".targets.json"), "{}").expect("exchanged"),
        |host| fs::write(host.join("metadata/timestamp.json"), "not JSON").expect("exchanged"),
    ] {
        let scene = Scene::published();
        harm(&scene.host());
        change(scene.data.path(), "0300 555 1999");
        for refused in [scene.resign(), scene.release(&[])] {
            assert!(refused.code == 3 || refused.code == 4, "{refused:?}");
            assert!(refused.err.contains("--recover"), "{}", refused.err);
        }
        let done = scene.release(&["--recover"]);
        assert_eq!(done.code, 0, "{done:?}");
        assert_eq!(scene.edition(), 4);
    }
}

#[test]
fn another_edition_of_the_same_number_is_noticed() {
    let scene = Scene::published();
    let (store, backup) = (scene.host(), scene.path("backup"));
    crate::book::copy(&store, &backup);
    let (data, second) = (scene.data.path(), scene.machine("second"));
    let header = fs::read(data.join("edition.toml")).expect("a header");
    change(data, "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    let first = fs::read(data.join("edition.toml")).expect("a header");
    fs::remove_dir_all(&store).expect("gone");
    crate::book::copy(&backup, &store);
    // Somebody who has seen nothing of it publishes another edition 4, and signs it a second time.
    fs::write(data.join("edition.toml"), header).expect("as it was");
    change(data, "0300 555 1777");
    assert_eq!(release(&scene, &second, &[]).code, 0);
    assert_eq!(resign(&scene, &second).code, 0);
    let refused = scene.resign();
    assert_eq!(refused.code, 4, "{refused:?}");
    fs::write(data.join("edition.toml"), first).expect("as it was");
    let done = scene.release(&["--recover"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(scene.edition(), 5);
    assert_eq!(resign(&scene, &second).code, 0);
}

#[test]
fn the_address_makes_no_difference_and_another_root_does() {
    let scene = Scene::published();
    let elsewhere = scene.path("elsewhere");
    change(scene.data.path(), "0300 555 1999");
    // What these keys sign is valid wherever it is: nothing is published there, and something should be.
    let refused = scene.release_to(text(&elsewhere), &[]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(
        refused.err.contains("gone back") && refused.err.contains("nothing published"),
        "{}",
        refused.err
    );
    crate::book::copy(&scene.host(), &elsewhere);
    assert_eq!(scene.release_to(text(&elsewhere), &[]).code, 0, "moved there");
    assert_eq!(scene.resign().code, 4, "and this is the old one");
    // A host to try things on has keys of its own.
    let trial = Scene::new();
    assert_eq!(trial.release(&[]).code, 0);
}

#[test]
fn the_highest_of_several_directories_counts_and_one_that_takes_it_is_enough() {
    let scene = put_back();
    let (stick, home) = (scene.machine("stick"), scene.path("home"));
    fs::create_dir(&home).expect("a directory");
    fs::copy(scene.keys().join("marks.json"), home.join("marks.json")).expect("copied");
    let host = scene.host();
    let both = [
        "resign",
        "--keys",
        text(&stick),
        "--keys",
        text(&home),
        "--to",
        text(&host),
    ];
    assert_eq!(program(&both).code, 4, "a directory without a key is a memory too");
    assert_eq!(scene.release(&["--recover"]).code, 0);

    // As on a stick that cannot be written to: a directory in the file's place stops even root.
    fs::create_dir(stick.join(".marks.lock")).expect("in the way");
    let alone = resign(&scene, &stick);
    assert_eq!(alone.code, 2, "{alone:?}");
    assert!(alone.err.contains("another --keys"), "{}", alone.err);
    assert_eq!(program(&both).code, 0);
    assert!(!stick.join("marks.json").exists());
    let marks = fs::read_to_string(home.join("marks.json")).expect("marks");
    assert!(marks.contains("\"number\": 5"), "{marks}");
}

#[test]
fn marks_that_are_damaged_say_so() {
    let scene = Scene::published();
    fs::write(scene.keys().join("marks.json"), "{").expect("damaged");
    let refused = scene.resign();
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(
        refused.err.contains("marks.json") && refused.err.contains("delete the file"),
        "{}",
        refused.err
    );
}

#[test]
fn two_who_count_by_hand_do_not_undo_each_other() {
    let scene = Scene::published();
    // Of another edition 3 than the host's, and one ahead: this was taken for counting by hand.
    replace(scene.data.path(), "edition.toml", "edition = 3", "edition = 4");
    let header = fs::read_to_string(scene.data.path().join("edition.toml")).expect("a header");
    let date = header
        .lines()
        .find(|line| line.starts_with("published_at"))
        .expect("a date");
    replace(
        scene.data.path(),
        "edition.toml",
        date,
        "published_at = 2026-11-01T09:00:00Z",
    );
    change(scene.data.path(), "0300 555 1999");
    let refused = scene.release(&[]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert_eq!(scene.edition(), 3);
    replace(
        scene.data.path(),
        "edition.toml",
        "published_at = 2026-11-01T09:00:00Z",
        date,
    );
    assert_eq!(scene.release(&[]).code, 0, "by hand, of the same edition");
    assert_eq!(scene.edition(), 4);
}

#[tokio::test]
async fn a_release_renews_what_has_run_out_only_on_purpose() {
    let scene = Scene::new();
    let host = Host::open(text(&scene.host())).expect("a host");
    let keys = Keyring::open(&[scene.keys()]).expect("keys");
    let plan = async |renew_expired, days| {
        let wanted = Wanted {
            renew_expired,
            ..Wanted::default()
        };
        host::plan(scene.data.path(), &host, &keys, &wanted, day(days)).await
    };
    let first = plan(false, 0).await.expect("a plan");
    first.publish(&host, &keys, &Silent, day(0)).await.expect("published");
    change(scene.data.path(), "0300 555 1999");
    let refused = plan(false, 8).await.expect_err("refused");
    assert!(
        matches!(&refused, Error::Refused(why) if why.contains("--renew-expired")),
        "{refused}"
    );
    let meant = plan(true, 8).await.expect("a plan");
    meant.publish(&host, &keys, &Silent, day(8)).await.expect("published");
}
