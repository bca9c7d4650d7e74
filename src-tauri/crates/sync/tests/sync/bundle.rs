//! An edition that somebody brings in a file.

use catalogue::Origin;
use catalogue::refresh::{Cause, Outcome, Refreshed, Trouble};
use chrono::TimeDelta;
use sync::bundle::Bundle;

use crate::world::{World, edition, edition_of, now};

/// What the host has, in one file; the newest edition only.
fn brought(world: &World) -> Bundle {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in world.host.files.lock().unwrap().iter() {
        if !name.contains(".delta-") {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            tar.append_data(&mut header, name, bytes.as_slice()).unwrap();
        }
    }
    Bundle::read(tar.into_inner().unwrap().as_slice()).unwrap()
}

/// Flips a bit in the middle of the file whose name holds `part`.
fn flip(bundle: &mut Bundle, part: &str) {
    let (_, bytes) = bundle.files.iter_mut().find(|(name, _)| name.contains(part)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
}

async fn take(world: &World, bundle: &Bundle) -> Outcome {
    let held = world.held();
    world.refresher.take(bundle.clone(), held, world.now, &|_| {}).await
}

#[tokio::test]
async fn a_file_brings_an_edition_and_the_host_is_not_asked() {
    let mut world = World::new().await;
    let asked_before = world.db.attempts().unwrap();
    world.press.publish(&edition(2));
    let bundle = brought(&world);
    world.now += TimeDelta::hours(1);
    match take(&world, &bundle).await {
        Ok(Refreshed::Updated(updated)) => assert_eq!((updated.from, updated.to, updated.bytes), (Some(1), 2, 0)),
        other => panic!("{other:?}"),
    }
    assert_eq!(world.stored(), 2);
    assert_eq!(world.db.read().unwrap().edition.unwrap().origin, Origin::File);
    assert_eq!(world.asked().0, Vec::<String>::new());
    assert_eq!(
        world.db.attempts().unwrap(),
        asked_before,
        "when the host was asked is another thing"
    );

    // The same file again, and then the next edition from the host, as a delta from the bundle's.
    assert!(matches!(
        take(&world, &bundle).await,
        Ok(Refreshed::UpToDate { edition: 2, .. })
    ));
    world.press.publish(&edition(3));
    match world.refresh().await {
        Ok(Refreshed::Updated(updated)) => assert!(updated.by_delta),
        other => panic!("{other:?}"),
    }
    // An old file takes nothing back.
    assert!(matches!(
        take(&world, &bundle).await,
        Ok(Refreshed::UpToDate { checked: false, .. })
    ));
    assert_eq!(world.stored(), 3);
}

#[tokio::test]
async fn a_file_is_trusted_no_more_than_a_network() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let good = brought(&world);
    let refused = async |edit: &dyn Fn(&mut Bundle), wanted: Option<Trouble>| {
        let mut bundle = good.clone();
        edit(&mut bundle);
        let outcome = take(&world, &bundle).await;
        match (outcome, wanted) {
            (Err(trouble), Some(wanted)) => assert_eq!(trouble, wanted),
            (Err(Trouble::Missing), None) => {}
            (Err(trouble), None) => assert_eq!(trouble.cause(), Cause::Content, "{trouble}"),
            (Ok(refreshed), _) => panic!("{refreshed:?}"),
        }
        assert_eq!(world.stored(), 1);
    };
    refused(&|bundle| bundle.files.clear(), None).await;
    refused(&|bundle| flip(bundle, ".edition-2."), Some(Trouble::Altered)).await;
    refused(&|bundle| flip(bundle, "timestamp.json"), None).await;
    refused(&|bundle| flip(bundle, "12.targets"), Some(Trouble::Inconsistent)).await;
    refused(
        &|bundle| bundle.files.retain(|name, _| !name.contains(".edition-2.")),
        None,
    )
    .await;
    refused(
        &|bundle| bundle.files.retain(|name, _| !name.contains("12.snapshot")),
        None,
    )
    .await;

    // Another publisher's file.
    let other = World::new().await;
    let mut stranger = brought(&other);
    stranger.files.retain(|name, _| !name.contains("root"));
    for (name, bytes) in &good.files {
        if name.contains(".edition-") {
            stranger.files.insert(name.clone(), bytes.clone());
        }
    }
    assert!(!matches!(take(&world, &stranger).await, Ok(Refreshed::Updated(_))));

    // It may take away no more than the network may.
    world.press.publish(&edition_of(3, 100));
    let shrunk = brought(&world);
    assert!(matches!(take(&world, &shrunk).await, Err(Trouble::MassRemoval { .. })));
    // And it has its day.
    world.now = now() + TimeDelta::days(60);
    assert!(matches!(take(&world, &good).await, Err(Trouble::Expired { .. })));
    assert_eq!(world.stored(), 1);
}

/// H2: where there is no network, a file undoes what a thief published as the host does.
#[tokio::test]
async fn a_file_under_new_keys_takes_the_place_of_a_thiefs_edition() {
    let mut world = World::new().await;
    let mut stolen = edition(9);
    stolen.header.edition = 10_001;
    world.press.publish(&stolen);
    assert!(matches!(
        take(&world, &brought(&world)).await,
        Ok(Refreshed::Updated(_))
    ));
    world.press.take_back(10_001);
    world.press.rotate(|press| {
        press.role("targets").keys = vec![14];
        press.role("snapshot").keys = vec![15];
        press.role("timestamp").keys = vec![16];
    });
    world.press.publish(&edition(2));
    match take(&world, &brought(&world)).await {
        Ok(Refreshed::Updated(updated)) => assert_eq!((updated.from, updated.to), (Some(10_001), 2)),
        other => panic!("{other:?}"),
    }
    assert_eq!(world.stored(), 2);
}

#[test]
fn what_is_no_bundle_is_not_read() {
    assert!(Bundle::read(&b"no tar at all, and longer than a header of one".repeat(20)[..]).is_err());
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(600);
    tar.append_data(&mut header, "metadata/timestamp.json", &[b' '; 600][..])
        .unwrap();
    let bytes = tar.into_inner().unwrap();
    assert_eq!(Bundle::read(&bytes[..]).unwrap().files.len(), 1);
    assert!(Bundle::read(&bytes[..700]).is_err(), "cut short");
}
