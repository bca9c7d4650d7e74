//! Version numbers that somebody with stolen keys has put up.

use std::fs;

use kit::thief::Thief;

use crate::fixture::text;
use crate::kit::{Scene, change, program};

const DAILY: [&str; 2] = ["snapshot-1.pem", "timestamp-1.pem"];

fn rotate(scene: &Scene, role: &str) {
    let done = program(&["keys", "rotate", role, text(&scene.keys())]);
    assert_eq!(done.code, 0, "{done:?}");
    fs::remove_file(scene.keys().join(format!("{role}-1.pem"))).expect("the old key goes");
}

/// The versions of targets, snapshot and timestamp.
fn versions(scene: &Scene) -> [u64; 3] {
    let (_, audit) = scene.verify(text(&scene.host()));
    [1, 2, 3].map(|role| audit["roles"][role]["version"].as_u64().expect("a version"))
}

#[test]
fn numbers_that_nobody_can_count_on_from_are_named_with_what_to_do() {
    for (snapshot, timestamp, role) in [
        (Some(u64::MAX), Some(u64::MAX), "snapshot"),
        (None, Some(1 << 32), "timestamp"),
        (Some(u64::MAX), None, "snapshot"),
    ] {
        let scene = Scene::published();
        let thief = Thief::new(&scene.keys(), &DAILY, &scene.host());
        let [targets, held, stamp] = thief.versions();
        thief.sign_versions([targets, snapshot.unwrap_or(held), timestamp.unwrap_or(stamp + 1)]);
        change(scene.data.path(), "0300 555 1999");
        for refused in [scene.resign(), scene.release(&[]), scene.release(&["--recover"])] {
            assert_eq!(refused.code, 4, "{refused:?}");
            let key = format!("Somebody has the {role} key: rotate it, with all others");
            assert!(refused.err.contains(&key), "{}", refused.err);
        }
        let (code, audit) = scene.verify(text(&scene.host()));
        assert!(
            code == 3 && audit["faults"].to_string().contains("years ahead"),
            "{audit}"
        );
    }
}

/// Whether versions are about those of now, and later than others.
fn go_on(versions: [u64; 3], from: [u64; 3]) -> bool {
    let mut both = versions.into_iter().zip(from);
    both.all(|(version, from)| version >= from && version < from + 3_600)
}

#[test]
fn after_a_rotation_the_numbers_go_on_from_our_own() {
    for forgets in [false, true] {
        let scene = Scene::published();
        let ours = versions(&scene);
        let thief = Thief::new(&scene.keys(), &DAILY, &scene.host());
        thief.sign_versions([ours[0], u64::MAX, u64::MAX]);
        if forgets {
            fs::remove_file(scene.keys().join("marks.json")).expect("forgotten");
        }
        rotate(&scene, "timestamp");
        let refused = scene.resign();
        assert_eq!(refused.code, 4, "the thief still has the other: {refused:?}");
        assert!(refused.err.contains("snapshot 18446744073709551615"), "{}", refused.err);
        rotate(&scene, "snapshot");
        let signed = scene.resign();
        assert_eq!(signed.code, 0, "{signed:?}");
        let after = versions(&scene);
        assert!(go_on(after, ours), "{after:?}");
        assert_eq!(scene.edition(), 3);
        // With the keys of before, the thief can put up nothing that counts.
        let stamp = scene.host().join("metadata/timestamp.json");
        let good = fs::read(&stamp).expect("a timestamp");
        thief.sign_versions([after[0], after[1] + 1, after[2] + 1]);
        assert_eq!(scene.resign().code, 3, "it cannot be trusted");
        fs::write(&stamp, good).expect("put back");
        change(scene.data.path(), "0300 555 1999");
        assert_eq!(scene.release(&[]).code, 0);
        assert_eq!(scene.edition(), 4);
        assert!(go_on(versions(&scene), after));
    }
}

#[test]
fn numbers_that_could_be_honest_are_passed() {
    let scene = Scene::published();
    let thief = Thief::new(&scene.keys(), &DAILY, &scene.host());
    let [targets, snapshot, timestamp] = thief.versions();
    thief.sign_versions([targets, snapshot + 9_000_000, timestamp + 9_000_000]);
    assert_eq!(scene.resign().code, 0);
    assert_eq!(versions(&scene)[2], timestamp + 9_000_001);
    rotate(&scene, "timestamp");
    rotate(&scene, "snapshot");
    assert_eq!(scene.resign().code, 0);
    let passed = [targets, snapshot + 9_000_001, timestamp + 9_000_002];
    assert_eq!(versions(&scene), passed);
}

/// An edition that is not ours gets no new key's word for it.
#[test]
fn a_new_targets_key_signs_nothing_that_is_not_known() {
    let scene = Scene::published();
    let thief = Thief::new(&scene.keys(), &["targets-1.pem", DAILY[0], DAILY[1]], &scene.host());
    thief.publish(4, thief.versions().map(|version| version + 1), |body| {
        body.replace("0300 555 1384", "0900 555 0000")
    });
    rotate(&scene, "targets");
    let refused = scene.resign();
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("edition 4 of"), "{}", refused.err);
    assert!(
        refused.err.contains("Release an edition of your own instead"),
        "{}",
        refused.err
    );
}
