//! Names on the host that somebody who has no key has taken.

use std::fs;

use doorstep_publish::host::{self, Error, Host, Silent, Wanted};
use kit::bucket::Bucket;

use crate::fixture::text;
use crate::kit::{Scene, audit, change, day, program};

#[tokio::test]
async fn metadata_that_are_taken_are_passed_by() {
    let scene = Scene::new();
    let host = Host::new("memory", Bucket::new().store());
    let keys = scene.keyring();
    let plan = async |days| host::plan(scene.data.path(), &host, &keys, &Wanted::default(), day(days)).await;
    let first = plan(0).await.expect("a plan");
    first.publish(&host, &keys, &Silent, day(0)).await.expect("published");
    // The second of the signature, and all that come after it for some minutes.
    let second = u64::try_from(day(20).as_second()).expect("a version");
    for version in (second..second + 500).chain([u64::MAX]) {
        for role in ["snapshot", "targets"] {
            let name = format!("metadata/{version}.{role}.json");
            host.create(&name, b"junk").await.expect("written");
        }
    }
    let signed = host::resign(&host, &keys, true, day(20)).await.expect("signed");
    assert_eq!(signed.roles, ["snapshot", "timestamp"]);
    change(scene.data.path(), "0300 555 1999");
    let second_plan = plan(20).await.expect("a plan");
    second_plan
        .publish(&host, &keys, &Silent, day(20))
        .await
        .expect("published");
    let found = audit(&host, &scene.root(), day(21)).await;
    assert_eq!((found.edition, found.faults), (4, vec![]));
    assert_eq!(found.roles[1].version, second + 511);

    // Just those that would be tried: whoever knows the second of a signature that is to come can be in its way.
    let second = u64::try_from(day(21).as_second()).expect("a version");
    for version in (0..24).map(|n| second + (1 << n) - 1) {
        host.create(&format!("metadata/{version}.targets.json"), b"junk")
            .await
            .expect("written");
    }
    change(scene.data.path(), "0300 555 1777");
    let third = plan(21).await.expect("a plan");
    let refused = third
        .publish(&host, &keys, &Silent, day(21))
        .await
        .expect_err("refused");
    assert!(matches!(refused, Error::Refused(_)), "{refused:?}");
    for words in [".targets.json on", "delete", "who can write to the host"] {
        assert!(refused.to_string().contains(words), "{words}: {refused}");
    }
    let later = plan(22).await.expect("a plan");
    later.publish(&host, &keys, &Silent, day(22)).await.expect("published");
}

#[test]
fn a_root_that_nobody_signed_is_named_with_what_to_do() {
    let scene = Scene::published();
    let next = scene.host().join("metadata/2.root.json");
    let rotated = || program(&["keys", "rotate", "timestamp", text(&scene.keys())]);
    for is_ours_to_come in [false, true] {
        if is_ours_to_come {
            assert_eq!(rotated().code, 0);
        }
        for junk in [b"junk".to_vec(), fs::read(scene.root()).expect("a root")] {
            fs::write(&next, junk).expect("junk");
            for refused in [scene.resign(), scene.release(&[])] {
                assert_eq!(refused.code, 4, "{refused:?}");
                for words in ["metadata/2.root.json", "it stops all updates", "Delete it there"] {
                    assert!(refused.err.contains(words), "{words}: {}", refused.err);
                }
            }
        }
        fs::remove_file(&next).expect("deleted");
    }
    assert_eq!(scene.resign().code, 0);
    assert_eq!(scene.edition(), 3);
}

#[test]
fn a_root_that_was_rotated_twice_is_told_from_junk() {
    let scene = Scene::published();
    let second = scene.machine("second");
    assert_eq!(program(&["keys", "rotate", "timestamp", text(&second)]).code, 0);
    assert_eq!(
        program(&["resign", "--keys", text(&second), "--to", text(&scene.host())]).code,
        0
    );
    let behind = scene.resign();
    assert!(
        behind.code == 4 && behind.err.contains("copy 2.root.json"),
        "{behind:?}"
    );
    assert_eq!(program(&["keys", "rotate", "timestamp", text(&scene.keys())]).code, 0);
    let twice = scene.resign();
    assert!(twice.code == 4 && twice.err.contains("rotated twice"), "{twice:?}");
}
