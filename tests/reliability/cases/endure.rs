//! One fault or attack on a device that has edition 1 while edition 2 is published: before, during and after.

use catalogue::refresh::{Outcome, Refreshed};
use chrono::TimeDelta;
use kit::device::Device;
use kit::world::{World, edition, now};
use screens::Asked;
use screens::freshness;

use crate::table::Row;

/// What is done to the world.
pub type Fault = fn(&mut World);

/// What an outcome is, without saying whether that is good.
pub fn facts(outcome: &Outcome) -> String {
    match outcome {
        Ok(refreshed) => format!("{refreshed:?}"),
        Err(trouble) => format!("{trouble:?}"),
    }
}

/// How an outcome is called in the code, without what differs from run to run.
pub fn name(outcome: &Outcome) -> String {
    let facts = facts(outcome);
    let end = facts.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(facts.len());
    match outcome {
        Ok(Refreshed::UpToDate { checked: false, .. }) => "`UpToDate`, not checked".into(),
        _ => format!("`{}`", &facts[..end]),
    }
}

/// The sentence that ends a refresh on the screen.
pub fn sentence(device: &Device, outcome: &Outcome, now: chrono::DateTime<chrono::Utc>) -> String {
    device.app.refreshed(outcome, now);
    device
        .app
        .ask(now, |m| freshness::end(m, outcome, Asked::Server).sentence)
}

/// Runs a future to its end, on threads of its own.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

/// The device of this world, opened again beside the one that runs.
pub fn opened(world: &World) -> Device {
    Device::open(world.dir.path(), &world.source(), world.now).unwrap()
}

/// What is on the device, whole.
pub fn stored(world: &World) -> u32 {
    opened(world).whole(|number| world.press.json(number), world.now)
}

/// Edition 1 is stored and 2 is published; then `fault`, a refresh that ends as `want` begins, and once the fault is
/// gone one that brings edition 2.
pub fn endure(fault: Fault, want: &str) -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        let (trust, roles) = (world.db.trust().unwrap(), world.press.roles.clone());
        fault(&mut world);
        let outcome = world.refresh().await;
        let found = facts(&outcome);
        assert!(found.starts_with(want), "{found}");
        let reads = sentence(&opened(&world), &outcome, world.now);
        let first = stored(&world);
        assert_eq!(first, if want.starts_with("Updated") { 2 } else { 1 });
        if first == 1 {
            assert_eq!(world.db.trust().unwrap(), trust, "what is trusted has changed");
            let attempts = world.db.attempts().unwrap();
            assert_eq!(
                (attempts.last_tried, attempts.last_succeeded),
                (Some(now()), Some(now()))
            );
            assert_eq!(attempts.failures, u32::from(outcome.is_err()));
        }

        world.host.behave();
        world.press.remove("metadata/2.root.json");
        world.press.roles = roles;
        // What an attacker published in the rows that do.
        for number in [9, u32::MAX] {
            world.press.take_back(number);
        }
        world.now += TimeDelta::days(2);
        world.host.set_date(Some(world.now));
        let again = facts(&world.refresh().await);
        let want = if first == 1 { "Updated" } else { "UpToDate" };
        assert!(again.starts_with(want), "and then: {again}");
        assert_eq!(stored(&world), 2);
        assert_eq!(world.db.attempts().unwrap().last_succeeded, Some(world.now));
        Row {
            seen: if first == 1 {
                format!("{}. Edition 1, then 2", name(&outcome))
            } else {
                format!("{}. Edition 2", name(&outcome))
            },
            reads,
        }
    })
}
