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
        (u64::MAX, u64::MAX, "snapshot"),
        (1, 20_000, "timestamp"),
        (u64::MAX, 2, "snapshot"),
    ] {
        let scene = Scene::published();
        let thief = Thief::new(&scene.keys(), &DAILY, &scene.host());
        thief.sign_versions([1, snapshot, timestamp]);
        change(scene.data.path(), "0300 555 1999");
        for refused in [scene.resign(), scene.release(&[]), scene.release(&["--recover"])] {
            assert_eq!(refused.code, 4, "{refused:?}");
            let key = format!("somebody has the {role} key. Rotate it, with all others");
            assert!(refused.err.contains(&key), "{}", refused.err);
        }
        let (code, audit) = scene.verify(text(&scene.host()));
        assert!(
            code == 3 && audit["faults"].to_string().contains("nobody honest"),
            "{audit}"
        );
    }
}

#[test]
fn after_a_rotation_the_numbers_go_on_from_our_own() {
    let scene = Scene::published();
    assert_eq!(scene.resign().code, 0);
    assert_eq!(versions(&scene), [1, 1, 2]);
    let thief = Thief::new(&scene.keys(), &DAILY, &scene.host());
    thief.sign_versions([1, u64::MAX, u64::MAX]);
    rotate(&scene, "timestamp");
    let refused = scene.resign();
    assert_eq!(refused.code, 4, "the thief still has the other: {refused:?}");
    assert!(refused.err.contains("snapshot 18446744073709551615"), "{}", refused.err);
    rotate(&scene, "snapshot");
    let signed = scene.resign();
    assert_eq!(signed.code, 0, "{signed:?}");
    assert_eq!(versions(&scene), [1, 2, 3]);
    assert_eq!(scene.edition(), 3);
    // With the keys of before, the thief can put up nothing that counts.
    let good = fs::read(scene.host().join("metadata/timestamp.json")).expect("a timestamp");
    thief.sign_versions([1, 900, 901]);
    assert_eq!(scene.resign().code, 3, "it cannot be trusted");
    fs::write(scene.host().join("metadata/timestamp.json"), good).expect("put back");
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    assert_eq!((scene.edition(), versions(&scene)), (4, [2, 3, 4]));
}

#[test]
fn a_machine_without_marks_counts_on_from_nothing_a_thief_left() {
    let scene = Scene::published();
    Thief::new(&scene.keys(), &DAILY, &scene.host()).sign_versions([1, u64::MAX, u64::MAX]);
    fs::remove_file(scene.keys().join("marks.json")).expect("forgotten");
    assert_eq!(scene.resign().code, 4);
    rotate(&scene, "timestamp");
    rotate(&scene, "snapshot");
    let signed = scene.resign();
    assert_eq!(signed.code, 0, "{signed:?}");
    // The first snapshot's name is taken.
    assert_eq!(versions(&scene), [1, 2, 1]);
    assert_eq!(scene.edition(), 3);
}

#[test]
fn numbers_that_could_be_honest_are_passed() {
    let scene = Scene::published();
    let thief = Thief::new(&scene.keys(), &DAILY, &scene.host());
    thief.sign_versions([1, 9_000, 9_000]);
    assert_eq!(scene.resign().code, 0);
    rotate(&scene, "timestamp");
    rotate(&scene, "snapshot");
    assert_eq!(scene.resign().code, 0);
    assert_eq!(versions(&scene), [1, 9_001, 9_002]);
}

/// An edition that is not ours gets no new key's word for it.
#[test]
fn a_new_targets_key_signs_nothing_that_is_not_known() {
    let scene = Scene::published();
    let thief = Thief::new(&scene.keys(), &["targets-1.pem", DAILY[0], DAILY[1]], &scene.host());
    thief.publish(4, [2, 2, 2], |body| body.replace("0300 555 1384", "0900 555 0000"));
    rotate(&scene, "targets");
    let refused = scene.resign();
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("edition 4 of"), "{}", refused.err);
    assert!(refused.err.contains("Release an edition instead"), "{}", refused.err);
}
