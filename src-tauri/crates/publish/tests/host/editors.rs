//! Two editors at once: one wins each number, and no work is lost.

use std::sync::Arc;
use std::thread;

use doorstep_publish::host::{self, Error, Host, Silent, Wanted};
use object_store::memory::InMemory;

use crate::fixture::put;
use crate::fixture::text;
use crate::kit::{Scene, audit, change, day};

/// A second editor's copy of the data.
fn copy(scene: &Scene) -> tempfile::TempDir {
    let copy = crate::fixture::data();
    for name in ["edition.toml", "contacts.toml", "ids.lock"] {
        put(
            copy.path(),
            name,
            &std::fs::read(scene.data.path().join(name)).expect("a file"),
        );
    }
    copy
}

#[test]
fn two_programs_on_one_folder() {
    let scene = Scene::published();
    for edition in 3..8_u32 {
        let theirs = copy(&scene);
        change(scene.data.path(), &format!("0300 555 10{edition:02}"));
        change(theirs.path(), &format!("0300 555 20{edition:02}"));
        let release = |data: &std::path::Path| {
            let (keys, host) = (scene.keys(), scene.host());
            let arguments = [
                "release",
                text(data),
                "--keys",
                text(&keys),
                "--to",
                text(&host),
                "--yes",
            ];
            crate::kit::program(&arguments)
        };
        let (ours, others) = thread::scope(|scope| {
            let others = scope.spawn(|| release(theirs.path()));
            (release(scene.data.path()), others.join().expect("a run"))
        });
        let mut codes = [ours.code, others.code];
        codes.sort_unstable();
        assert_eq!(codes, [0, 4], "{ours:?} {others:?}");
        assert_eq!(scene.edition(), u64::from(edition) + 1);
        let loser = if ours.code == 4 { &ours } else { &others };
        assert!(loser.err.contains("git pull"), "{}", loser.err);
        if ours.code == 4 {
            // Our editor brings in what the other one published.
            for name in ["edition.toml", "contacts.toml"] {
                put(
                    scene.data.path(),
                    name,
                    &std::fs::read(theirs.path().join(name)).expect("a file"),
                );
            }
        }
    }
}

#[tokio::test]
async fn two_plans_on_one_store() {
    let scene = Scene::new();
    let host = Host::new("memory", Arc::new(InMemory::new()));
    let keys = scene.keyring();
    let wanted = Wanted::default();
    let first = host::plan(scene.data.path(), &host, &keys, &wanted, day(0))
        .await
        .expect("a plan");
    first.publish(&host, &keys, &Silent, day(0)).await.expect("published");
    let theirs = copy(&scene);
    change(scene.data.path(), "0300 555 1001");
    change(theirs.path(), "0300 555 2002");
    // Both look at the same host before either writes.
    let ours = host::plan(scene.data.path(), &host, &keys, &wanted, day(2))
        .await
        .expect("a plan");
    let others = host::plan(theirs.path(), &host, &keys, &wanted, day(2))
        .await
        .expect("a plan");
    let (one, two) = tokio::join!(
        ours.publish(&host, &keys, &Silent, day(2)),
        others.publish(&host, &keys, &Silent, day(2))
    );
    let refused = |result: &Result<_, Error>| matches!(result, Err(Error::Refused(_)));
    assert!(
        one.is_ok() != two.is_ok() && (refused(&one) || refused(&two)),
        "{one:?} {two:?}"
    );
    let found = audit(&host, &scene.root(), day(3)).await;
    assert_eq!((found.edition, found.deltas, found.faults), (4, 1, vec![]));
}

#[tokio::test]
async fn the_daily_job_in_between_is_no_obstacle() {
    let scene = Scene::new();
    let host = Host::new("memory", Arc::new(InMemory::new()));
    let keys = scene.keyring();
    let wanted = Wanted::default();
    let first = host::plan(scene.data.path(), &host, &keys, &wanted, day(0))
        .await
        .expect("a plan");
    first.publish(&host, &keys, &Silent, day(0)).await.expect("published");
    change(scene.data.path(), "0300 555 1001");
    let plan = host::plan(scene.data.path(), &host, &keys, &wanted, day(2))
        .await
        .expect("a plan");
    host::resign(&host, &keys, false, day(2)).await.expect("signed");
    plan.publish(&host, &keys, &Silent, day(2)).await.expect("published");
    let found = audit(&host, &scene.root(), day(3)).await;
    assert_eq!((found.edition, found.deltas, found.faults), (4, 1, vec![]));
}
