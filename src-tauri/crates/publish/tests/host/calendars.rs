//! The calendars beside the editions.

use std::fs;
use std::sync::Arc;

use doorstep_publish::host::{self, Host, Silent, Wanted};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{Attribute, ObjectStore, ObjectStoreExt as _};

use crate::fixture::text;
use crate::fixture::{put, replace};
use crate::kit::{Scene, audit, day};

/// A catalogue with an area that people can choose, published as edition 3.
fn scene() -> Scene {
    let scene = Scene::new();
    let areas = scene.data.path().join("areas.toml");
    let more = "\n[[areas]]\nid = \"town\"\ntitle = \"Town\"\nwithin = \"national\"\nselectable = true\nsource = \"brochure\"\n";
    let areas = fs::read_to_string(areas).expect("areas") + more;
    put(scene.data.path(), "areas.toml", areas.as_bytes());
    let done = scene.release(&[]);
    assert_eq!(done.code, 0, "{done:?}");
    scene
}

fn calendar(scene: &Scene, name: &str) -> String {
    fs::read_to_string(scene.host().join(name)).expect("a calendar")
}

#[test]
fn there_is_one_of_everything_and_one_for_each_area_and_they_follow() {
    let scene = scene();
    for name in ["calendar.ics", "calendar-town.ics"] {
        let first = calendar(&scene, name);
        assert!(
            first.contains("SUMMARY:Practice week: session\r\n") && first.contains("SEQUENCE:3\r\n"),
            "{first}"
        );
    }
    replace(
        scene.data.path(),
        "weeks/week.toml",
        "year = 2024",
        "year = 2024\nstatus = \"withdrawn\"\nwithdrawal = { on = 2026-11-23, reason = \"Put off.\" }",
    );
    let done = scene.release(&["--removals-meant"]);
    assert_eq!(done.code, 0, "{done:?}");
    for name in ["calendar.ics", "calendar-town.ics"] {
        let then = calendar(&scene, name);
        assert_eq!(then.matches("STATUS:CANCELLED\r\n").count(), 3, "{then}");
        assert_eq!(then.matches("SEQUENCE:4\r\n").count(), 3, "{then}");
    }
    let (code, audit) = scene.verify(text(&scene.host()));
    assert_eq!((code, &audit["calendars"]), (0, &2.into()), "{audit}");
}

#[test]
fn an_audit_sees_what_is_wrong_and_the_same_release_mends_it() {
    let scene = scene();
    let path = scene.host().join("calendar-town.ics");
    let good = fs::read(&path).expect("a calendar");
    let check = |fault: &str| {
        let (code, audit) = scene.verify(text(&scene.host()));
        assert_eq!((code, &audit["faults"][0]), (3, &fault.into()), "{audit}");
        let again = scene.release(&[]);
        assert!(again.code == 0 && again.out.contains("nothing to publish"), "{again:?}");
        assert_eq!(fs::read(&path).expect("a calendar"), good);
        assert_eq!(scene.edition(), 3);
    };
    fs::remove_file(&path).expect("gone");
    check("calendar-town.ics is missing: run the release again");
    fs::write(&path, "exchanged").expect("written");
    check("calendar-town.ics does not match edition 3: run the release again");
}

#[tokio::test]
async fn a_slower_editor_does_not_put_an_old_one_back() {
    let scene = scene();
    let store = Arc::new(InMemory::new());
    let host = Host::new("memory", Arc::clone(&store) as Arc<dyn ObjectStore>);
    let keys = scene.keyring_apart();
    let plan = async || host::plan(scene.data.path(), &host, &keys, &Wanted::default(), day(1)).await;
    let publishing = plan()
        .await
        .expect("a plan")
        .publish(&host, &keys, &Silent, day(1))
        .await;
    assert_eq!(publishing.expect("an edition").warnings, Vec::<String>::new());
    let name = Path::from("calendar.ics");
    let newer = "BEGIN:VCALENDAR\r\nX-DOORSTEP-EDITION:9\r\nEND:VCALENDAR\r\n";
    store.put(&name, newer.into()).await.expect("written");
    plan()
        .await
        .expect("a plan")
        .put_calendars(&host)
        .await
        .expect("left as it is");
    let there = store.get(&name).await.expect("a file").bytes().await.expect("bytes");
    assert_eq!(there, newer.as_bytes());
    let found = audit(&host, &scene.root(), day(1)).await;
    assert_eq!((found.calendars, found.faults.len()), (1, 1), "{found:?}");
}

#[tokio::test]
async fn a_store_is_told_what_they_are_and_to_ask_again() {
    let scene = scene();
    let store = Arc::new(InMemory::new());
    let host = Host::new("memory", Arc::clone(&store) as Arc<dyn ObjectStore>);
    let keys = scene.keyring_apart();
    let plan = host::plan(scene.data.path(), &host, &keys, &Wanted::default(), day(1)).await;
    let done = plan.expect("a plan").publish(&host, &keys, &Silent, day(1)).await;
    assert!(done.is_ok(), "{done:?}");
    let found = store.get(&Path::from("calendar.ics")).await.expect("a file");
    let told = |attribute| found.attributes.get(&attribute).map(|value| value.as_ref());
    assert_eq!(told(Attribute::ContentType), Some("text/calendar; charset=utf-8"));
    assert_eq!(told(Attribute::CacheControl), Some("no-cache"));
}
