//! What takes more than one refresh to see.

use std::sync::Mutex;
use std::time::Duration;

use catalogue::Origin;
use catalogue::edition::READER;
use catalogue::refresh::{Notice, Outcome, Refreshed, Trouble};
use chrono::TimeDelta;
use sync::{Config, Limits, Progress, Refresher};

use crate::host::Mood;
use crate::world::{World, edition, limits, now};

fn up_to_date(edition: u32) -> Outcome {
    Ok(Refreshed::UpToDate { edition, checked: true })
}

/// Whether it was an update, and whether by a delta.
fn updated(outcome: Outcome) -> bool {
    match outcome {
        Ok(Refreshed::Updated(updated)) => updated.by_delta,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn nothing_new_costs_two_small_requests() {
    let mut world = World::new().await;
    world.restart(limits());
    assert_eq!(world.refresh().await, up_to_date(1));
    let (asked, bytes) = world.asked();
    assert_eq!(asked, ["2.root.json", "timestamp.json"]);
    assert!(bytes < 2048, "{bytes} bytes");
    println!("nothing new: {bytes} bytes in {} requests", asked.len());

    // Nothing that a host has said once is said to it again: by that it could tell devices apart.
    assert_eq!(world.refresh().await, up_to_date(1));
    let (log, _) = world.host.take_log();
    assert_eq!(log.len(), 2);
    assert!(log.iter().all(|request| request.if_none_match.is_none()), "{log:?}");
}

#[tokio::test]
async fn an_update_comes_as_a_delta_and_shows_how_far_it_is() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let steps = Mutex::new(Vec::new());
    let progress = |step| steps.lock().unwrap().push(step);
    let outcome = world
        .refresher
        .refresh(world.held(), now(), &progress, std::future::pending())
        .await;
    assert!(updated(outcome));
    let (asked, bytes) = world.asked();
    assert_eq!(
        asked,
        [
            "2.root.json",
            "timestamp.json",
            "12.snapshot.json",
            "12.targets.json",
            "delta-1-2.zst"
        ]
    );
    println!("an update by delta: {bytes} bytes in {} requests", asked.len());
    let steps = steps.into_inner().unwrap();
    assert_eq!(
        (steps[0], *steps.last().unwrap()),
        (Progress::Asking, Progress::Applying)
    );
    let whole = |step: &Progress| matches!(step, Progress::Downloading { done, total } if done == total);
    assert!(steps.iter().any(whole), "{steps:?}");
    assert_eq!(world.stored(), 2);
    let stored = world.db.read().unwrap();
    assert_eq!(stored.arrivals[0].changes.len(), 2);
    let stored = stored.edition.unwrap();
    assert_eq!((stored.origin, stored.imported_at), (Origin::Host, now()));
    let left = std::fs::read_dir(world.dir.path().join("refresh")).unwrap();
    let names: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["lock"]);
}

#[tokio::test]
async fn a_broken_download_goes_on_where_it_stopped() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    world.press.without_deltas();
    let length = world.press.file(&world.press.path("edition-2.json.zst")).len();
    assert!(length > 6000);

    // Once in the middle of one refresh.
    let mut cuts = [1000].into_iter();
    world.host.misbehave(move |request| {
        let edition = request.path.ends_with(".zst");
        edition.then(|| cuts.next()).flatten().map(Mood::Cut)
    });
    updated(world.refresh().await);
    let (asked, _) = world.asked();
    assert!(
        asked[4] == "edition-2.json.zst" && asked[5] == "edition-2.json.zst bytes=1000-",
        "{asked:?}"
    );
    assert_eq!(world.stored(), 2);

    // Then over a restart of the app.
    world.press.publish(&edition(3));
    world.press.without_deltas();
    world.restart(Limits { tries: 1, ..limits() });
    world
        .host
        .misbehave(|request| request.path.ends_with(".zst").then_some(Mood::Cut(2000)));
    assert_eq!(world.refresh().await, Err(Trouble::BrokenOff));
    assert_eq!(world.stored(), 2);
    world.host.behave();
    world.restart(limits());
    world.asked();
    updated(world.refresh().await);
    assert_eq!(world.asked().0.last().unwrap(), "edition-3.json.zst bytes=2000-");
    assert_eq!(world.stored(), 3);

    // And with servers that answer a range with what was not asked, or know no ranges.
    for (number, status, range) in [
        (4, 206, "Content-Range: bytes 7-8/9\r\n"),
        (5, 206, ""),
        (6, 416, ""),
        (7, 200, ""),
    ] {
        world.press.publish(&edition(number));
        world.press.without_deltas();
        let whole = world
            .press
            .file(&world.press.path(&format!(".edition-{number}.json.zst")));
        world.host.misbehave(move |request| match &request.range {
            _ if !request.path.ends_with(".zst") => None,
            None if status == 200 => None,
            None => Some(Mood::Cut(3000)),
            Some(_) => Some(Mood::Status(status, range.into(), whole.clone())),
        });
        let mut first = true;
        world.restart(Limits { tries: 9, ..limits() });
        if status == 200 {
            let whole = world
                .press
                .file(&world.press.path(&format!(".edition-{number}.json.zst")));
            world.host.misbehave(move |request| {
                let edition = request.path.ends_with(".zst");
                let cut = edition && std::mem::take(&mut first);
                match edition {
                    true if cut => Some(Mood::Cut(3000)),
                    true => Some(Mood::Status(200, String::new(), whole.clone())),
                    false => None,
                }
            });
            updated(world.refresh().await);
            assert_eq!(world.stored(), number);
        } else {
            let outcome = world.refresh().await;
            assert!(
                matches!(outcome, Err(Trouble::Unasked { .. })),
                "{status} {range}: {outcome:?}"
            );
            world.host.behave();
            updated(world.refresh().await);
            assert_eq!(world.stored(), number, "{status} {range}");
        }
    }
}

#[tokio::test]
async fn nobody_answers() {
    let mut world = World::new().await;
    world.host.stop();
    tokio::task::yield_now().await;
    world.now += TimeDelta::hours(6);
    assert_eq!(world.refresh().await, Err(Trouble::Offline));
    assert_eq!(world.stored(), 1);
    let attempts = world.db.attempts().unwrap();
    assert_eq!(
        (attempts.last_tried, attempts.last_succeeded),
        (Some(world.now), Some(now()))
    );
}

/// B17: what an address is called says nothing about what went wrong there.
#[tokio::test]
async fn the_words_of_an_address_are_no_reason() {
    let world = World::new().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let config = Config {
        host: format!("http://{free}/certificate/expired").parse().unwrap(),
        root: world.press.file("metadata/1.root.json"),
        scratch: world.dir.path().join("refresh"),
        limits: limits(),
    };
    let refresher = Refresher::new(world.db.clone(), config).unwrap();
    let outcome = refresher
        .refresh(world.held(), now(), &|_| {}, std::future::pending())
        .await;
    assert_eq!(outcome, Err(Trouble::Offline));
}

/// B10: who stops a download on a metered line does not find it going on a minute later.
#[tokio::test]
async fn a_refresh_that_was_stopped_does_not_begin_again_by_itself() {
    use sync::schedule::{self, Occasion};
    for first in [true, false] {
        let mut world = if first {
            World::unasked().await
        } else {
            World::new().await
        };
        world.press.publish(&edition(2));
        world.now += TimeDelta::days(1);
        let stopped = world
            .refresher
            .refresh(world.held(), world.now, &|_| {}, std::future::ready(()))
            .await;
        assert_eq!(stopped, Err(Trouble::Stopped));
        let attempts = world.db.attempts().unwrap();
        let minute = world.now + TimeDelta::minutes(1);
        for occasion in [Occasion::Timer, Occasion::NetworkRegained, Occasion::Start] {
            let next = schedule::next(&attempts, occasion, minute, 0.0);
            assert!(next > world.now + TimeDelta::hours(1), "{occasion:?}: {next}");
        }
    }
}

/// B22: a document's `Retry-After` that comes while a refresh is under way.
#[tokio::test]
async fn a_wait_that_comes_during_a_refresh_is_not_forgotten() {
    let world = World::new().await;
    let until = now() + TimeDelta::minutes(10);
    let progress = |_| {
        world.db.wait_until(until, now()).unwrap();
    };
    let outcome = world
        .refresher
        .refresh(world.held(), now(), &progress, std::future::pending())
        .await;
    assert_eq!(outcome, up_to_date(1));
    assert_eq!(world.db.attempts().unwrap().retry_not_before, Some(until));
}

#[tokio::test]
async fn new_keys_are_followed() {
    let mut world = World::new().await;
    world.press.rotate(|press| {
        press.role("root").keys = vec![11, 12, 13];
        press.role("targets").keys = vec![14];
    });
    world.press.rotate(|press| press.role("snapshot").keys = vec![15]);
    world.press.publish(&edition(2));
    updated(world.refresh().await);
    assert_eq!(world.stored(), 2);
    assert_eq!(world.asked().0[..3], ["2.root.json", "3.root.json", "4.root.json"]);
    // The keys of before are good for nothing any more.
    world.press.role("targets").version += 1;
    world.press.targets_signed_by(13, &[4]);
    world.press.snapshot(13, 13);
    world.press.timestamp(13, 13);
    let outcome = world.refresh().await;
    assert_eq!(format!("{outcome:?}"), "Err(Signature)");
    assert_eq!(world.asked().0[0], "4.root.json");
}

#[tokio::test]
async fn fast_forward_is_recovered_from_by_new_keys() {
    let mut world = World::new().await;
    // Somebody has the keys of snapshot and timestamp.
    let versions = (
        world.press.roles["snapshot"].version,
        world.press.roles["timestamp"].version,
    );
    world.press.role("snapshot").version = 1_000_000;
    world.press.role("timestamp").version = 1_000_000;
    world.press.sign();
    assert_eq!(world.refresh().await, up_to_date(1));
    // The publisher goes on as before, and is not listened to until the keys are new.
    (
        world.press.role("snapshot").version,
        world.press.role("timestamp").version,
    ) = versions;
    world.press.publish(&edition(2));
    assert_eq!(
        world.refresh().await,
        Ok(Refreshed::UpToDate {
            edition: 1,
            checked: false
        })
    );
    world.press.rotate(|press| {
        press.role("snapshot").keys = vec![15];
        press.role("timestamp").keys = vec![16];
    });
    world.press.sign();
    updated(world.refresh().await);
    assert_eq!(world.stored(), 2);
}

/// M1: a download that fails right after the new keys does not bring the thief's versions back, and nor does what the
/// thief signed with a key that stays.
#[tokio::test]
async fn fast_forward_is_recovered_from_though_the_first_refresh_fails_late() {
    let lates = [".zst", "targets.json", "snapshot.json", "timestamp.json"];
    let lates = lates
        .map(|late| (late, false))
        .into_iter()
        .chain([("timestamp.json", true)]);
    for ((stolen, renewed), (late, thiefs)) in [("snapshot", "timestamp"), ("timestamp", "snapshot")]
        .into_iter()
        .flat_map(|keys| lates.clone().map(move |late| (keys, late)))
    {
        let what = format!("{stolen} fast-forwarded, {renewed} renewed, {late} fails, by the thief: {thiefs}");
        let mut world = World::new().await;
        let version = world.press.roles[stolen].version;
        world.press.role(stolen).version = 1_000_000;
        world.press.sign();
        assert_eq!(world.refresh().await, up_to_date(1));
        let answer = match thiefs {
            true => Mood::Status(200, String::new(), world.press.file("metadata/timestamp.json")),
            false => Mood::Status(404, String::new(), Vec::new()),
        };
        // One key is new, and the other is not.
        world.press.role(stolen).version = version;
        world.press.rotate(|press| press.role(renewed).keys = vec![16]);
        world.press.publish(&edition(2));
        world
            .host
            .misbehave(move |request| request.path.ends_with(late).then(|| answer.clone()));
        let outcome = world.refresh().await;
        assert!(outcome.is_err(), "{what}: {outcome:?}");
        let root = world.press.file("metadata/2.root.json");
        assert_eq!(world.db.trust().unwrap()["root"], root, "{what}: as it came");
        world.host.behave();
        updated(world.refresh().await);
        assert_eq!(world.stored(), 2, "{what}");
    }
}

/// Where the keys of the two are the old ones, what is known of versions stays known.
#[tokio::test]
async fn a_failure_after_a_new_root_forgets_nothing_that_its_keys_signed() {
    let mut world = World::new().await;
    world.press.rotate(|press| press.role("root").keys = vec![11, 12, 13]);
    world.press.publish(&edition(2));
    let gone = Mood::Status(404, String::new(), Vec::new());
    world
        .host
        .misbehave(move |request| request.path.ends_with(".zst").then(|| gone.clone()));
    let before = world.db.trust().unwrap();
    assert_eq!(world.refresh().await, Err(Trouble::Missing));
    let after = world.db.trust().unwrap();
    assert_eq!(after["root"], world.press.file("metadata/2.root.json"));
    for role in ["timestamp", "snapshot", "targets"] {
        assert_eq!(before[role], after[role], "{role}");
    }
    // An older timestamp does not count.
    world.press.timestamp(10, 11);
    let lagging = Refreshed::UpToDate {
        edition: 1,
        checked: false,
    };
    assert_eq!(world.refresh().await, Ok(lagging));
}

/// L11: an administrator who names another first root after a theft is not kept out by the thief's numbers either.
#[tokio::test]
async fn another_first_root_starts_over() {
    let mut world = World::new().await;
    for role in ["snapshot", "timestamp"] {
        world.press.role(role).version = 1_000_000;
    }
    world.press.sign();
    assert_eq!(world.refresh().await, up_to_date(1));
    for role in ["snapshot", "timestamp"] {
        world.press.role(role).version = 12;
    }
    world.press.rotate(|press| press.role("root").keys = vec![11, 12, 13]);
    world.press.publish(&edition(2));
    world
        .press
        .write("metadata/1.root.json", world.press.file("metadata/2.root.json"));
    world.restart(limits());
    updated(world.refresh().await);
    assert_eq!(world.stored(), 2);
}

/// Without them a snapshot has no name of its own, and none could be kept.
#[tokio::test]
async fn a_root_without_consistent_snapshots_is_refused() {
    let mut world = World::new().await;
    world.press.consistent_snapshot = false;
    world.press.rotate(|_| {});
    for role in ["snapshot", "targets"] {
        let version = world.press.roles[role].version;
        let file = world.press.file(&format!("metadata/{version}.{role}.json"));
        world.press.write(&format!("metadata/{role}.json"), file);
    }
    let outcome = world.refresh().await;
    assert!(matches!(outcome, Err(Trouble::Unreadable { .. })), "{outcome:?}");
    // The next root puts it right.
    world.press.consistent_snapshot = true;
    world.press.rotate(|_| {});
    world.press.publish(&edition(2));
    updated(world.refresh().await);
}

#[tokio::test]
async fn a_new_root_is_kept_though_the_rest_fails() {
    let mut world = World::new().await;
    world.press.rotate(|press| press.role("timestamp").keys = vec![16]);
    // The timestamp is still the old one, signed with the old key.
    assert_eq!(format!("{:?}", world.refresh().await), "Err(Signature)");
    assert_eq!(world.stored(), 1);
    // An attacker with the old key hides the new root, in vain.
    world.press.remove("metadata/2.root.json");
    world.asked();
    assert_eq!(format!("{:?}", world.refresh().await), "Err(Signature)");
    assert_eq!(world.asked().0[0], "3.root.json");
    world.press.publish(&edition(2));
    updated(world.refresh().await);
}

#[tokio::test]
async fn one_at_a_time() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let (one, other) = tokio::join!(world.refresh(), world.refresh());
    assert!(updated(one));
    assert_eq!(other, Err(Trouble::UnderWay));
    assert_eq!(world.stored(), 2);
}

#[tokio::test]
async fn cancelling_leaves_all_as_it_was() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    world
        .host
        .misbehave(|request| request.path.ends_with(".zst").then_some(Mood::Silence));
    let before = (world.db.trust().unwrap(), world.db.attempts().unwrap());
    // As soon as the download has begun.
    let (begun, begins) = tokio::sync::oneshot::channel();
    let begun = Mutex::new(Some(begun));
    let progress = |step| {
        if let Progress::Downloading { .. } = step {
            begun.lock().unwrap().take().map(|begun| begun.send(()));
        }
    };
    let cancelled = async { begins.await.unwrap() };
    world.now += TimeDelta::hours(6);
    let outcome = world
        .refresher
        .refresh(world.held(), world.now, &progress, cancelled)
        .await;
    assert_eq!(outcome, Err(Trouble::Stopped));
    let (trust, mut attempts) = before;
    attempts.last_tried = Some(world.now);
    assert_eq!(
        (world.db.trust().unwrap(), world.db.attempts().unwrap()),
        (trust, attempts)
    );
    world.host.behave();
    updated(world.refresh().await);
}

#[tokio::test]
async fn the_host_is_left_alone_as_long_as_it_asks() {
    let mut world = World::new().await;
    let busy = Mood::Status(503, "Retry-After: 600\r\n".into(), Vec::new());
    world.host.misbehave(move |_| Some(busy.clone()));
    let until = now() + TimeDelta::minutes(10);
    assert_eq!(world.refresh().await, Err(Trouble::Wait { until }));
    world.host.behave();
    world.asked();
    world.restart(limits());
    world.now += TimeDelta::minutes(9);
    assert_eq!(world.refresh().await, Err(Trouble::Wait { until }));
    assert_eq!(world.asked().0, [""; 0]);
    assert_eq!(world.db.attempts().unwrap().failures, 1);
    world.now += TimeDelta::minutes(1);
    assert_eq!(world.refresh().await, up_to_date(1));
    // A wait from a wrong clock is ignored.
    let wrong = now() + TimeDelta::days(400);
    world.db.wait_until(wrong, wrong - TimeDelta::minutes(1)).unwrap();
    assert_eq!(world.refresh().await, up_to_date(1));
}

#[tokio::test]
async fn a_wrong_clock_is_told_and_comes_right_by_itself() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let ahead = now() + TimeDelta::days(400);
    let check_date = |host| Err(Trouble::CheckDate { host });
    let expired = Err(Trouble::Expired {
        since: now() + TimeDelta::days(30),
    });
    for (device, host, want) in [
        (now() - TimeDelta::days(400), Some(now()), check_date(Some(now()))),
        (now() - TimeDelta::days(400), None, check_date(None)),
        (ahead, Some(now()), check_date(Some(now()))),
        (ahead, None, expired.clone()),
        (ahead, Some(ahead), expired.clone()),
    ] {
        world.now = device;
        world.host.set_date(host);
        assert_eq!(world.refresh().await, want, "{device} {host:?}");
        assert_eq!(world.stored(), 1);
    }
    world.now = now();
    world.host.set_date(Some(now()));
    updated(world.refresh().await);
    assert_eq!(world.stored(), 2);
}

/// L9: a clock that is behind, and a host that says no date or goes back with the clock, cannot bring what expired
/// again.
#[tokio::test]
async fn it_is_never_earlier_than_what_is_held() {
    let published = edition(1).header.published_at;
    let mut world = World::new().await;
    let check_date = Err(Trouble::CheckDate { host: None });
    for host_says in [true, false] {
        for (now, want) in [
            (published - TimeDelta::days(2), check_date.clone()),
            (published - TimeDelta::hours(23), up_to_date(1)),
        ] {
            world.now = now;
            world.host.set_date(host_says.then_some(now));
            // The offers are of the past as well.
            world.press.publish_as(&edition(1), |custom| custom.date = now);
            assert_eq!(world.refresh().await, want, "{now} {host_says}");
        }
    }
    // Nor where the clock was behind when the app was started for the first time.
    let mut world = World::new().await;
    let behind = now() - TimeDelta::days(400);
    let bundled = edition(1);
    world
        .db
        .commit(&store::Commit::of_edition(&bundled, Origin::Bundled), behind)
        .unwrap();
    world.now = behind;
    world.host.set_date(Some(behind));
    assert_eq!(world.refresh().await, check_date);
    // A date in the future, from a thief, is not believed, and does not block the right edition.
    let mut world = World::new().await;
    let mut ahead = edition(2);
    ahead.header.published_at = now() + TimeDelta::days(10_000);
    world.press.publish(&ahead);
    updated(world.refresh().await);
    world.press.publish(&edition(3));
    updated(world.refresh().await);
    assert_eq!(world.stored(), 3);
}

#[tokio::test]
async fn an_edge_that_lags_until_all_has_expired_is_no_news() {
    let mut world = World::new().await;
    let expires = now() + TimeDelta::days(30);
    world.press.timestamp(10, 11);
    world.now = expires + TimeDelta::hours(1);
    world.host.set_date(Some(world.now));
    assert_eq!(world.refresh().await, Err(Trouble::Expired { since: expires }));
}

#[tokio::test]
async fn a_newer_bundled_edition_stays() {
    let world = World::new().await;
    let commit = store::Commit {
        edition: Some((&edition(3), Origin::Bundled)),
        ..store::Commit::default()
    };
    world.db.commit(&commit, now()).unwrap();
    assert_eq!(world.refresh().await, up_to_date(3));
    assert_eq!(world.stored(), 3);
}

#[tokio::test]
async fn a_damaged_edition_is_fetched_again_whole() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    updated(world.refresh().await);
    let damaged = || {
        let mut edition = edition(2);
        edition.records.pop();
        sync::Held {
            edition: Some(edition.into()),
            whole: false,
        }
    };
    let again = world.refresher.refresh(damaged, now(), &|_| {}, std::future::pending());
    assert!(!updated(again.await));
    assert_eq!(world.stored(), 2);
    assert_eq!(world.refresh().await, up_to_date(2));
    assert_eq!(
        world.db.read().unwrap().arrivals[0].changes.len(),
        2,
        "mending is no news"
    );
}

#[tokio::test]
async fn a_redirect_within_the_host_is_followed() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let path = world.press.path("delta-1-2.zst");
    world.press.write("moved.zst", world.press.file(&path));
    let moved = Mood::Status(302, "Location: /doorstep/moved.zst\r\n".into(), Vec::new());
    world
        .host
        .misbehave(move |request| (request.path == path).then(|| moved.clone()));
    assert!(updated(world.refresh().await));
}

#[tokio::test]
async fn another_host_of_another_publisher_starts_over() {
    let mut world = World::new().await;
    // The administrator's policy names another host with another root, and its editions are further on.
    let mut other = World::unasked().await;
    other.press.rotate(|press| press.role("root").keys = vec![21, 22, 23]);
    other.press.publish(&edition(2));
    world
        .press
        .write("metadata/1.root.json", other.press.file("metadata/2.root.json"));
    world.host = other.host;
    world.restart(limits());
    updated(world.refresh().await);
    assert_eq!(world.stored(), 2);
    let (asked, _) = world.asked();
    assert_eq!(asked[..2], ["3.root.json", "timestamp.json"]);
}

#[tokio::test]
async fn can_be_spawned() {
    let world = World::new().await;
    let outcome = tokio::spawn(async move { world.refresh().await }).await.unwrap();
    assert_eq!(outcome, up_to_date(1));
}

#[tokio::test]
async fn damaged_trust_is_started_over() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    for piece in ["root", "timestamp", "snapshot", "targets", "voucher", "anchor"] {
        let mut trust = world.db.trust().unwrap();
        trust.insert(piece.into(), b"{\"signed\": 1}".to_vec());
        let commit = store::Commit {
            trust: Some(&trust),
            ..store::Commit::default()
        };
        world.db.commit(&commit, now()).unwrap();
        let outcome = world.refresh().await;
        assert!(outcome.is_ok(), "{piece}: {outcome:?}");
        assert_eq!(
            world.db.trust().unwrap()["root"],
            world.press.file("metadata/1.root.json"),
            "{piece}"
        );
        assert_eq!(world.stored(), 2, "{piece}");
    }
}

/// Slow on purpose: an answer that comes byte by byte ends when its time is up, not when it is patient enough.
#[tokio::test]
async fn a_drip_ends_in_time() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let drip = Mood::Drip(Duration::from_millis(20));
    world.host.misbehave(move |_| Some(drip.clone()));
    let begun = std::time::Instant::now();
    assert_eq!(world.refresh().await, Err(Trouble::Slow));
    assert!(begun.elapsed() < limits().large * 5 / 2);
}

#[test]
fn a_host_that_may_not_be_asked_is_a_trouble_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = store::CatalogueDb::open(dir.path()).unwrap();
    let config = Config {
        host: "http://example.org/doorstep".parse().unwrap(),
        root: Vec::new(),
        scratch: dir.path().join("refresh"),
        limits: limits(),
    };
    let refused = Refresher::new(db.into(), config).err();
    assert!(matches!(refused, Some(Trouble::BadHost { .. })), "{refused:?}");
}

/// However well it is signed.
#[tokio::test]
async fn an_edition_that_no_device_may_take_is_refused_before_it_is_stored() {
    let mut world = World::new().await;
    let mut silent = edition(2);
    silent.records.retain(|record| record.collection != "contacts");
    world.press.publish(&silent);
    let outcome = world.refresh().await;
    assert!(matches!(outcome, Err(Trouble::Unacceptable { .. })), "{outcome:?}");
    assert_eq!(world.stored(), 1);
    assert_eq!(world.db.attempts().unwrap().failures, 1);
}

/// L12: a third of all contacts marked as withdrawn is as bad a mistake as a third of them gone.
#[tokio::test]
async fn what_is_withdrawn_counts_as_removed() {
    let mut world = World::new().await;
    let mut withdrawn = edition(2);
    let terms = withdrawn
        .records
        .iter_mut()
        .filter(|record| record.collection == "terms");
    for term in terms.take(70) {
        term.body = term.body.replace("\"title\"", "\"status\":\"withdrawn\",\"title\"");
    }
    world.press.publish(&withdrawn);
    assert_eq!(
        world.refresh().await,
        Err(Trouble::MassRemoval { removed: 70, of: 201 })
    );
    assert_eq!(world.stored(), 1);
}

/// What holds until another refresh finds otherwise is stored with what the refresh stored.
#[tokio::test]
async fn what_a_refresh_found_is_there_after_a_restart() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    world
        .press
        .publish_as(&edition(3), |custom| custom.min_reader = READER + 1);
    updated(world.refresh().await);
    world.restart(limits());
    let notice = world.db.notice().unwrap();
    assert!(matches!(notice, Some(Notice::TooNew { edition: 3, .. })), "{notice:?}");
    world.press.take_back(3);
    assert_eq!(world.refresh().await, up_to_date(2));
    assert_eq!(world.db.notice().unwrap(), None);
}

/// The app shows what it holds in memory, whatever is on the disk: another process may have been quicker.
#[tokio::test]
async fn what_is_held_is_what_the_caller_says() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let older = world.held()();
    updated(world.refresh().await);
    let again = world
        .refresher
        .refresh(move || older, now(), &|_| {}, std::future::pending());
    assert!(updated(again.await), "by the delta from what is held");
    assert_eq!(world.stored(), 2);
    let nothing = world
        .refresher
        .refresh(Default::default, now(), &|_| {}, std::future::pending());
    assert!(!updated(nothing.await));
}
