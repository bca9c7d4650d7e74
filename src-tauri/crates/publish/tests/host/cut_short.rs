//! A release that is cut short at any write leaves the old edition whole, and can be run again.

use std::sync::Arc;

use doorstep_publish::host::{self, Host, Silent, Wanted};
use kit::bucket::{Bucket, Fault};

use crate::kit::{Scene, audit, change, day};

/// What it warned of, when it came through.
async fn release(scene: &Scene, host: &Host, days: i64) -> host::Result<Vec<String>> {
    let keys = scene.keyring();
    let plan = host::plan(scene.data.path(), host, &keys, &Wanted::default(), day(days)).await?;
    if plan.is_published {
        plan.put_calendars(host).await?;
        return plan.note().map(|()| Vec::new());
    }
    let released = plan.publish(host, &keys, &Silent, day(days)).await?;
    Ok(released.warnings)
}

/// Cuts a release short at every write; `edition` is what the store holds and `fixed` what the editor changes before
/// running it again. Answers how many writes a release makes.
async fn cut(scene: &Scene, store: &Bucket, fault: Fault, edition: Option<u32>, fixed: &str) -> usize {
    let names = ["edition.toml", "ids.lock", "contacts.toml"].map(|name| scene.data.path().join(name));
    // Each store is a world of its own, with what is remembered of it.
    let names = names.into_iter().chain([scene.keys().join("marks.json")]);
    let before: Vec<_> = names.map(|name| (std::fs::read(&name).ok(), name)).collect();
    for writes in 0..30 {
        let place = format!("{fault:?}, after edition {edition:?}, {writes} writes");
        let fork = store.fork();
        let host = Host::new("memory", fork.store());
        let done = release(scene, &Host::new("failing", fork.failing(writes, fault)), 1).await;
        if let Ok(warnings) = &done
            && !warnings.is_empty()
        {
            // Published, and devices have it whole. The same release again does what is left.
            let found = audit(&host, &scene.root(), day(1)).await;
            assert_eq!((found.calendars, found.faults.len()), (0, 1), "{place}: {found:?}");
            let again = release(scene, &host, 1).await;
            assert_eq!(again.ok(), Some(Vec::new()), "{place}");
        }
        let seen = match host.timestamp().await.expect("an answer") {
            None => None,
            Some(_) => {
                let found = audit(&host, &scene.root(), day(1)).await;
                assert_eq!(found.faults, Vec::<String>::new(), "{place}");
                Some(found.edition)
            }
        };
        // A device sees the old edition whole, or the new one whole.
        let next = edition.map_or(3, |edition| edition + 1);
        assert_eq!(
            seen,
            if done.is_ok() { Some(next) } else { edition },
            "{place}: {done:?}"
        );

        let again = if done.is_ok() { next + 1 } else { next };
        change(scene.data.path(), fixed);
        release(scene, &host, 2)
            .await
            .unwrap_or_else(|error| panic!("{place}: {error}"));
        let found = audit(&host, &scene.root(), day(2)).await;
        assert_eq!((found.edition, found.faults), (again, vec![]), "{place}");
        for (content, name) in &before {
            match content {
                Some(content) => std::fs::write(name, content),
                None => std::fs::remove_file(name),
            }
            .expect("as it was");
        }
        if done.is_ok_and(|warnings| warnings.is_empty()) {
            return writes;
        }
    }
    panic!("{fault:?}: no release came through");
}

#[tokio::test]
async fn at_every_write() {
    for fault in [Fault::Lost, Fault::Unanswered] {
        let scene = Scene::new();
        let store = Bucket::new();
        // Edition, targets, snapshot, root, timestamp, calendar. The last two look whether they came through all the
        // same.
        let writes = cut(&scene, &store, fault, None, "0300 555 1001").await;
        assert_eq!(writes, if matches!(fault, Fault::Lost) { 6 } else { 4 });
        let host = Host::new("memory", store.store());
        release(&scene, &host, 0).await.expect("edition 3");
        change(scene.data.path(), "0300 555 1002");
        cut(&scene, &store, fault, Some(3), "0300 555 1003").await;
    }
}

/// Nobody can say whether a device has seen what went out just before the program was killed.
#[tokio::test]
async fn killed_and_then_restored_the_number_is_not_given_again() {
    let scene = Scene::new();
    let store = Bucket::new();
    let host = |store: &Bucket| Host::new("memory", store.store());
    release(&scene, &host(&store), 0).await.expect("edition 3");
    let backup = store.fork();
    change(scene.data.path(), "0300 555 1001");
    // Edition, delta, targets, snapshot, root: and with the timestamp it is out.
    let failing = store.failing(5, Fault::Killed);
    let killed = Host::new("failing", Arc::clone(&failing) as _);
    tokio::select! {
        done = release(&scene, &killed, 1) => panic!("it came to its end: {done:?}"),
        () = failing.killed.notified() => {}
    }
    assert_eq!(audit(&host(&store), &scene.root(), day(1)).await.edition, 4);

    change(scene.data.path(), "0300 555 1002");
    release(&scene, &host(&backup), 1).await.expect("published");
    assert_eq!(audit(&host(&backup), &scene.root(), day(1)).await.edition, 5);
    // Where it had come through to stay, the same release says so and counts on from it.
    change(scene.data.path(), "0300 555 1003");
    release(&scene, &host(&backup), 1).await.expect("published");
    assert_eq!(audit(&host(&backup), &scene.root(), day(1)).await.edition, 6);
}
