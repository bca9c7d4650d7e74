//! Which of two editions is the newer one: a number says it only for as long as those who gave it are believed.

use std::sync::Arc;

use catalogue::edition::{LARGEST_JUMP, READER};
use catalogue::refresh::{Outcome, Refreshed, Trouble};
use catalogue::{Edition, Origin, canonical};
use store::Commit;

use crate::host::Mood;
use crate::press::Press;
use crate::world::{World, edition, edition_of, now};

/// What a thief publishes.
const ABSURD: u32 = u32::MAX;

fn up_to_date(edition: u32) -> Outcome {
    Ok(Refreshed::UpToDate { edition, checked: true })
}

/// The numbers before and after, and whether it came by a delta.
fn updated(outcome: Outcome) -> (Option<u32>, u32, bool) {
    match outcome {
        Ok(Refreshed::Updated(updated)) => (updated.from, updated.to, updated.by_delta),
        other => panic!("{other:?}"),
    }
}

/// The edition of that number with the text of another one: "g0" says `of`.
fn with_text_of(number: u32, of: u32) -> Edition {
    let mut other = edition(of);
    other.header.edition = number;
    other
}

fn stored(world: &World) -> Edition {
    let stored = world.db.read().unwrap().edition.unwrap();
    assert!(stored.whole);
    stored.edition
}

/// Edition 1 is stored, vouched for by the host; a thief with the editor's key has every device take `stolen`.
async fn robbed(stolen: &Edition) -> World {
    let mut world = World::new().await;
    world.press.publish(stolen);
    updated(world.refresh().await);
    assert_eq!(stored(&world), *stolen);
    world
}

/// The publisher has new keys, and takes what the thief published back.
fn recover(press: &mut Press, stolen: u32) {
    press.rotate(|press| {
        press.role("targets").keys = vec![14];
        press.role("snapshot").keys = vec![15];
        press.role("timestamp").keys = vec![16];
    });
    press.take_back(stolen);
}

#[tokio::test]
async fn another_text_under_the_same_number_is_fetched_whole() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    updated(world.refresh().await);
    // A host from a backup: a second, different edition 2.
    world.press.take_back(2);
    world.press.publish(&with_text_of(2, 7));
    assert_eq!(updated(world.refresh().await), (Some(2), 2, false));
    assert_eq!(stored(&world), with_text_of(2, 7));
    assert_eq!(world.refresh().await, up_to_date(2));
    // What it changed is listed as what any edition changed.
    let arrivals = world.db.read().unwrap().arrivals;
    assert_eq!((arrivals[0].edition, arrivals[0].came_after), (2, 2));
    assert_eq!(arrivals[0].changes.len(), 7, "g0 to g6 tell the number");
    assert_eq!(arrivals.len(), 2);
}

/// The record's texts may be equal where the header is not.
#[tokio::test]
async fn another_header_under_the_same_number_is_fetched_too() {
    let mut world = World::new().await;
    let mut renamed = edition(1);
    renamed.header.title = "Another title".into();
    world.press.take_back(1);
    world.press.publish(&renamed);
    assert_eq!(updated(world.refresh().await), (Some(1), 1, false));
    assert_eq!(stored(&world), renamed);
    assert!(world.db.read().unwrap().arrivals.is_empty(), "no record has changed");
    assert_eq!(world.refresh().await, up_to_date(1));
}

/// A delta applies to one text, and not to every text of that number: its result is not what was signed then.
#[tokio::test]
async fn a_delta_made_from_another_text_of_the_same_number_is_not_used() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    updated(world.refresh().await);
    world.press.take_back(2);
    let mut longer = edition(2);
    for record in &mut longer.records {
        record.body = record.body.replace("\"source\"", "\"said\":\"more\",\"source\"");
    }
    world.press.publish(&longer);
    let mut third = longer.clone();
    third.header.edition = 3;
    world.press.publish(&third);
    assert_eq!(updated(world.refresh().await), (Some(2), 3, false));
    assert_eq!(stored(&world), third);
}

#[tokio::test]
async fn new_targets_keys_lift_the_floor() {
    for (stolen, right) in [(ABSURD_BY_STEPS, 2), (5, 2), (5, 5), (5, 6)] {
        let mut world = robbed(&with_text_of(stolen, 9)).await;
        recover(&mut world.press, stolen);
        world.press.publish(&edition(right));
        let (from, to, _) = updated(world.refresh().await);
        assert_eq!((from, to), (Some(stolen), right), "{stolen}");
        assert_eq!(world.stored(), right);
        assert_eq!(world.refresh().await, up_to_date(right));
        let newest = &world.db.read().unwrap().arrivals[0];
        assert_eq!((newest.edition, newest.came_after), (right, stolen));
        // And from there on as ever, by deltas.
        world.press.publish(&edition(right + 1));
        assert_eq!(updated(world.refresh().await), (Some(right), right + 1, true));
    }
}

/// As far as a thief gets in one step.
const ABSURD_BY_STEPS: u32 = 1 + LARGEST_JUMP;

/// Much of what a thief adds goes with him: nobody vouches for what is stored any more, so what is removed is not
/// compared with it.
#[tokio::test]
async fn what_a_thief_added_is_removed_without_being_asked() {
    let mut world = World::new().await;
    world.press.publish(&edition_of(2, 1000));
    updated(world.refresh().await);
    recover(&mut world.press, 2);
    world.press.publish(&edition(2));
    updated(world.refresh().await);
    assert_eq!(world.stored(), 2);
}

/// Who keeps the key keeps the floor: neither a root that names other keys elsewhere nor the yearly rotation lets
/// anybody without a key take a device back.
#[tokio::test]
async fn the_floor_stands_while_enough_of_those_who_vouched_are_named() {
    type Rotation = (&'static str, fn(&mut Press));
    let rotations: [Rotation; 3] = [
        ("the other roles", |press| {
            press.role("snapshot").keys = vec![15];
            press.role("timestamp").keys = vec![16];
        }),
        ("one more key beside", |press| press.role("targets").keys = vec![4, 24]),
        ("the root's", |press| press.role("root").keys = vec![11, 12, 13]),
    ];
    for (name, rotation) in rotations {
        let mut world = World::new().await;
        world.press.publish(&edition(3));
        updated(world.refresh().await);
        world.press.rotate(rotation);
        world.press.take_back(3);
        world.press.publish(&edition(2));
        assert_eq!(world.refresh().await, up_to_date(3), "{name}");
        // Nor the next time, when the newest list does not name what is held.
        world.press.sign();
        assert_eq!(world.refresh().await, up_to_date(3), "{name}");
        assert_eq!(world.stored(), 3, "{name}");
    }
}

/// The yearly rotation, and then a host that shows what it had before: nothing of that is believed, and the new keys
/// vouch for what is held.
#[tokio::test]
async fn a_plain_rotation_lets_no_host_go_back() {
    let mut world = World::new().await;
    world.press.publish(&edition(3));
    updated(world.refresh().await);
    let before = world.host.files.lock().unwrap().clone();
    world.press.rotate(|press| press.role("targets").keys = vec![14]);
    world.press.sign();
    let root = world.press.file("metadata/2.root.json");
    assert_eq!(world.refresh().await, up_to_date(3));
    // The host goes back in all but the root, and in that too.
    for with_root in [true, false] {
        let mut files = before.clone();
        if with_root {
            files.insert("metadata/2.root.json".into(), root.clone());
        }
        *world.host.files.lock().unwrap() = files;
        let lagging = Refreshed::UpToDate {
            edition: 3,
            checked: false,
        };
        assert_eq!(world.refresh().await, Ok(lagging));
    }
    // The new keys vouch for edition 3 by now, and so hold it up.
    world.press.take_back(3);
    world.press.publish(&edition(2));
    assert_eq!(world.refresh().await, up_to_date(3));
    assert_eq!(world.stored(), 3);
}

/// With two of three who must sign, one that stays is not enough to have vouched for what a thief signed.
#[tokio::test]
async fn as_many_must_be_left_as_must_sign() {
    let mut world = World::unasked().await;
    world.press.rotate(|press| {
        press.role("targets").keys = vec![4, 24, 34];
        press.role("targets").threshold = 2;
    });
    world.press.sign();
    assert_eq!(world.refresh().await, up_to_date(1));
    world.press.role("targets").keys = vec![4, 24];
    world.press.publish(&with_text_of(9, 9));
    updated(world.refresh().await);
    // The thief had 4 and 24; 4 is replaced first, which is enough.
    world
        .press
        .rotate(|press| press.role("targets").keys = vec![24, 34, 44]);
    world.press.take_back(9);
    world.press.publish(&edition(2));
    assert_eq!(updated(world.refresh().await).1, 2);
}

/// A first list under new keys that has nothing for this device yet vouches for nothing.
#[tokio::test]
async fn the_floor_stays_lifted_until_something_is_taken() {
    let stolen = with_text_of(9, 9);
    let mut world = robbed(&stolen).await;
    recover(&mut world.press, 9);
    world.press.take_back(1);
    assert_eq!(world.refresh().await, up_to_date(9));
    world.press.publish(&edition(2));
    // And a download that fails late leaves it so.
    world.host.misbehave(|request| {
        request
            .path
            .ends_with(".zst")
            .then(|| Mood::Status(404, String::new(), Vec::new()))
    });
    assert_eq!(world.refresh().await, Err(Trouble::Missing));
    world.host.behave();
    assert_eq!(updated(world.refresh().await).1, 2);
    assert_eq!(world.stored(), 2);
}

#[tokio::test]
async fn an_absurd_jump_is_refused_and_new_keys_undo_it() {
    for (number, refused) in [(1 + LARGEST_JUMP, false), (2 + LARGEST_JUMP, true), (ABSURD, true)] {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        world.press.publish(&with_text_of(number, 9));
        let outcome = world.refresh().await;
        if refused {
            assert_eq!(outcome, Err(Trouble::Jump { from: 1, to: number }));
            assert_eq!(world.stored(), 1);
        } else {
            updated(outcome);
        }
        recover(&mut world.press, number);
        assert_eq!(updated(world.refresh().await).1, 2);
        assert_eq!(world.stored(), 2);
    }
    // One for a newer app is as absurd.
    let mut world = World::new().await;
    world
        .press
        .publish_as(&with_text_of(ABSURD, 9), |custom| custom.min_reader = READER + 1);
    assert_eq!(world.refresh().await, Err(Trouble::Jump { from: 1, to: ABSURD }));
    // Where those who vouched are named no more, any number is theirs to choose who are.
    let mut world = robbed(&with_text_of(9, 9)).await;
    recover(&mut world.press, 9);
    world.press.publish(&with_text_of(5_000_000, 3));
    assert_eq!(updated(world.refresh().await).1, 5_000_000);
}

/// What came with the app was signed with no key, and stays until there is a newer one.
#[tokio::test]
async fn an_edition_that_came_with_the_app_is_a_floor_whatever_the_keys() {
    let mut world = World::new().await;
    let bundled = Arc::new(edition(3));
    let commit = Commit::of_edition(&bundled, Origin::Bundled);
    world.db.commit(&commit, now()).unwrap();
    world.press.rotate(|press| press.role("targets").keys = vec![14]);
    world.press.publish(&edition(2));
    assert_eq!(world.refresh().await, up_to_date(3));
    assert_eq!(world.stored(), 3);
    // The host signs another text of that number: it is what counts.
    world.press.publish(&with_text_of(3, 8));
    assert_eq!(updated(world.refresh().await), (Some(3), 3, false));
    assert_eq!(stored(&world), with_text_of(3, 8));
}

/// The hash in the signed description is spelt in either case.
#[tokio::test]
async fn the_same_text_is_known_by_its_hash_in_any_spelling() {
    let mut world = World::new().await;
    let sha256 = hex::encode_upper(canonical::digest(edition(1).to_json().unwrap().as_bytes()));
    world
        .press
        .publish_as(&edition(1), |custom| custom.sha256.clone_from(&sha256));
    assert_eq!(world.refresh().await, up_to_date(1));
}
