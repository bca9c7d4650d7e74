//! Keys change and devices follow; signatures run out and say so.

use std::fs;

use doorstep_publish::host::keys::{self, Keyring, Passphrases, Role};
use doorstep_publish::host::{self, Error, Host};

use crate::fixture::text;
use crate::kit::{Scene, audit, change, day, program};

fn rotate(scene: &Scene, role: &str, more: &[&str]) -> crate::kit::Done {
    let keys = scene.keys();
    let mut arguments = vec!["keys", "rotate", role, text(&keys)];
    arguments.extend(more);
    program(&arguments)
}

#[test]
fn every_role_gets_a_new_key_and_an_old_app_follows() {
    let scene = Scene::published();
    for (role, version) in [("timestamp", 2), ("snapshot", 3), ("targets", 4)] {
        let done = rotate(&scene, role, &[]);
        assert_eq!(done.code, 0, "{done:?}");
        fs::remove_file(scene.keys().join(format!("{role}-1.pem"))).expect("the old key goes");
        let signed = scene.resign();
        assert_eq!(signed.code, 0, "{signed:?}");
        // Verified with the first root: what an app that was never updated trusts.
        assert_eq!(scene.edition(), 3, "after {role}");
        assert!(scene.host().join(format!("metadata/{version}.root.json")).exists());
    }
    let done = rotate(&scene, "root", &["--replace", "nothing"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.err.contains("root-1.pem"), "the keys are listed: {}", done.err);
    // One root key is lost: two are enough to exchange it.
    fs::remove_file(scene.keys().join("root-2.pem")).expect("lost");
    let done = rotate(&scene, "root", &[]);
    assert_eq!(done.code, 0, "{done:?}");
    change(scene.data.path(), "0300 555 1999");
    let done = scene.release(&[]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(scene.edition(), 4);
}

#[test]
fn too_few_root_keys_change_nothing() {
    let scene = Scene::published();
    let (stick, other) = (scene.path("stick"), scene.path("other"));
    for (dir, key) in [(&stick, "root-1.pem"), (&other, "root-2.pem")] {
        fs::create_dir(dir).expect("a stick");
        fs::rename(scene.keys().join(key), dir.join(key)).expect("moved");
    }
    let refused = rotate(&scene, "targets", &[]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("--with"), "{}", refused.err);
    assert!(!scene.keys().join("targets-2.pem").exists() && !scene.keys().join("2.root.json").exists());
    let done = rotate(&scene, "targets", &["--with", text(&stick)]);
    assert_eq!(done.code, 0, "{done:?}");
}

#[test]
fn the_daily_job_does_not_put_up_a_root_it_cannot_follow() {
    let scene = Scene::published();
    assert_eq!(rotate(&scene, "targets", &[]).code, 0);
    fs::rename(scene.keys().join("targets-2.pem"), scene.path("targets-2.pem")).expect("with the editor");
    let refused = scene.resign();
    assert_eq!(refused.code, 4, "{refused:?}");
    assert_eq!(scene.edition(), 3);
}

#[test]
fn an_old_key_directory_does_not_sign_behind_a_newer_root() {
    let scene = Scene::published();
    let old = scene.path("old");
    fs::create_dir(&old).expect("a directory");
    for entry in fs::read_dir(scene.keys()).expect("keys") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, old.join(path.file_name().expect("a name"))).expect("copied");
    }
    assert_eq!(rotate(&scene, "timestamp", &[]).code, 0);
    assert_eq!(scene.resign().code, 0);
    let refused = program(&["resign", "--keys", text(&old), "--to", text(&scene.host())]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("2.root.json"), "{}", refused.err);
    assert_eq!(scene.edition(), 3);
}

#[tokio::test]
async fn signatures_run_out_and_are_renewed() {
    let scene = Scene::at(day(0)).await;
    let host = Host::open(text(&scene.host())).expect("a host");
    let keys = scene.keyring();
    let plan = host::plan(scene.data.path(), &host, &keys, &host::Wanted::default(), day(0))
        .await
        .expect("a plan");
    plan.publish(&host, &keys, &host::Silent, day(0))
        .await
        .expect("published");
    let faults = async |days| audit(&host, &scene.root(), day(days)).await.faults;
    assert!(faults(6).await.is_empty());
    assert!(
        faults(8).await[0].contains("timestamp expired on 2026-11-29"),
        "{:?}",
        faults(8).await
    );

    // What has run out may be what somebody put back: it is renewed on purpose.
    let refused = host::resign(&host, &keys, false, day(8)).await.expect_err("refused");
    assert_eq!(refused.exit_code(), 4);
    let words = [
        "the timestamp on",
        "expired on 2026-11-29",
        "edition 3 of 2026-11-22",
        "--renew-expired",
    ];
    assert!(words.iter().all(|word| refused.to_string().contains(word)), "{refused}");
    let roles = async |days| host::resign(&host, &keys, true, day(days)).await.expect("signed").roles;
    assert_eq!(roles(8).await, ["timestamp"]);
    assert!(faults(14).await.is_empty());
    assert_eq!(roles(20).await, ["snapshot", "timestamp"]);
    assert_eq!(roles(60).await, ["targets", "snapshot", "timestamp"]);
    assert!(faults(66).await.is_empty());

    // A year on, the root itself: nothing is signed under it any more, until its keepers renew it.
    let late = host::resign(&host, &keys, true, day(370)).await;
    assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    keys::renew(&scene.keys(), &[], &Passphrases::none(), day(370))
        .await
        .expect("a new root");
    let keys = Keyring::open(&[scene.keys()]).expect("keys");
    assert!(keys.can_sign(Role::Timestamp));
    host::resign(&host, &keys, true, day(370)).await.expect("signed");
    assert!(faults(371).await.is_empty(), "{:?}", faults(371).await);
}
