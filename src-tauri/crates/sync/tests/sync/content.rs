//! What a refresh makes of what is published when nothing is wrong. What happens when something is, and what an
//! attacker can do, is in the root's `tests/reliability`.

use catalogue::edition::READER;

use crate::world::{World, edition, edition_of};

/// A name, what is published, and how the outcome begins then.
type Row = (&'static str, fn(&mut World), &'static str);

/// Edition 1 is stored. Each row publishes by itself.
const CONTENT: [Row; 9] = [
    ("nothing", |_| {}, "Ok(UpToDate { edition: 1, checked: true })"),
    (
        "signed again",
        |w| w.press.sign(),
        "Ok(UpToDate { edition: 1, checked: true })",
    ),
    (
        "the next",
        |w| w.press.publish(&edition(2)),
        "Ok(Updated(Updated { from: Some(1), to: 2, applied: Applied { added: 0, changed: 2, removed: 0, unchanged: 199 }, by_delta: true",
    ),
    (
        "two at once",
        |w| {
            w.press.publish(&edition(2));
            w.press.publish(&edition(3));
        },
        "Ok(Updated(Updated { from: Some(1), to: 3, applied: Applied { added: 0, changed: 3, removed: 0, unchanged: 198 }, by_delta: true",
    ),
    (
        "a mass removal that is meant",
        |w| {
            w.press
                .publish_as(&edition_of(2, 100), |custom| custom.removals_meant = true);
        },
        "Ok(Updated",
    ),
    (
        "a mass removal that was meant one edition ago",
        |w| {
            w.press
                .publish_as(&edition_of(2, 100), |custom| custom.removals_meant = true);
            w.press.publish(&edition_of(3, 100));
        },
        "Ok(Updated(Updated { from: Some(1), to: 3",
    ),
    (
        "one for a newer app",
        |w| w.press.publish_as(&edition(2), |custom| custom.min_reader = READER + 1),
        "Ok(TooNew { edition: 2 }",
    ),
    (
        "one for a newer app after one for ours",
        |w| {
            w.press.publish(&edition(2));
            w.press.publish_as(&edition(3), |custom| custom.min_reader = READER + 1);
        },
        "Ok(Updated(Updated { from: Some(1), to: 2",
    ),
    (
        "no delta",
        |w| {
            w.press.publish(&edition(2));
            w.press.without_deltas();
        },
        "Ok(Updated(Updated { from: Some(1), to: 2, applied: Applied { added: 0, changed: 2, removed: 0, unchanged: 199 }, by_delta: false",
    ),
];

#[tokio::test]
async fn content() {
    for (name, publish, want) in CONTENT {
        let mut world = World::new().await;
        publish(&mut world);
        let outcome = format!("{:?}", world.refresh().await);
        assert!(outcome.starts_with(want), "{name}: {outcome}");
        let stored = world.stored();
        assert_eq!(stored > 1, want.starts_with("Ok(Updated"), "{name}");
        if name.starts_with("one for a newer app after") {
            assert!(outcome.contains("beyond: Some(3)"), "{outcome}");
        }
        // And once more, with nothing new.
        let again = format!("{:?}", world.refresh().await);
        let want = if want.starts_with("Ok(Updated") && !name.starts_with("one for a newer app") {
            format!("Ok(UpToDate {{ edition: {stored}, checked: true }})")
        } else if name.starts_with("one for a newer app") {
            "Ok(TooNew".into()
        } else {
            outcome
        };
        assert!(again.starts_with(&want), "{name}, again: {again}");
        assert_eq!(world.stored(), stored, "{name}");
    }
}
