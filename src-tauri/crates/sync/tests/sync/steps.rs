//! What takes more than one refresh to see.

use std::sync::Mutex;
use std::time::Duration;

use chrono::TimeDelta;
use store::Origin;
use sync::{Limits, Outcome, Progress};

use crate::host::Mood;
use crate::world::{World, edition, limits, now};

fn up_to_date(edition: u32) -> Outcome {
    Outcome::UpToDate { edition, checked: true }
}

/// Whether it was an update, and whether by a delta.
fn updated(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Updated(updated) => updated.by_delta,
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

    // A network that strips the tag costs a few hundred bytes more, and nothing else.
    let stamp = world.press.file("metadata/timestamp.json");
    let plain = Mood::Status(200, String::new(), stamp);
    world
        .host
        .misbehave(move |request| request.path.ends_with("timestamp.json").then(|| plain.clone()));
    assert_eq!(world.refresh().await, up_to_date(1));
    let (asked, bytes) = world.asked();
    assert_eq!(asked, ["2.root.json", "timestamp.json"]);
    assert!(bytes < 2048, "{bytes} bytes");
}

#[tokio::test]
async fn an_update_comes_as_a_delta_and_shows_how_far_it_is() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let steps = Mutex::new(Vec::new());
    let progress = |step| steps.lock().unwrap().push(step);
    let outcome = world.refresher.refresh(now(), &progress, std::future::pending()).await;
    assert!(updated(outcome));
    let (asked, bytes) = world.asked();
    assert_eq!(
        asked,
        [
            "2.root.json",
            "timestamp.json",
            "12.snapshot.json",
            "12.targets.json",
            "1-2.zst"
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
    let imported = world.db.imported().unwrap().unwrap();
    assert_eq!((imported.origin, imported.imported_at), (Origin::Host, now()));
    assert_eq!(world.db.arrivals().unwrap()[0].changes.len(), 2);
    let left = std::fs::read_dir(world.dir.path().join("refresh")).unwrap();
    let names: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["lock"]);
}

#[tokio::test]
async fn a_broken_download_goes_on_where_it_stopped() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    world.press.without_deltas();
    let length = world.press.file(&world.press.path("2.json.zst")).len();
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
        asked[4].ends_with("2.json.zst") && asked[5] == "2.json.zst bytes=1000-",
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
    assert!(matches!(world.refresh().await, Outcome::HostTrouble { .. }));
    assert_eq!(world.stored(), 2);
    world.host.behave();
    world.restart(limits());
    world.asked();
    updated(world.refresh().await);
    assert_eq!(world.asked().0.last().unwrap(), "3.json.zst bytes=2000-");
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
            .file(&world.press.path(&format!(".editions/{number}.json.zst")));
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
                .file(&world.press.path(&format!(".editions/{number}.json.zst")));
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
                matches!(outcome, Outcome::HostTrouble { .. }),
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
    assert_eq!(world.refresh().await, Outcome::Offline);
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
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let config = sync::Config {
        host: format!("http://{free}/certificate/expired").parse().unwrap(),
        root: world.press.file("metadata/1.root.json"),
        scratch: world.dir.path().join("refresh"),
        limits: limits(),
    };
    let refresher = sync::Refresher::new(world.db.clone(), config).unwrap();
    let outcome = refresher.refresh(now(), &|_| {}, std::future::pending()).await;
    assert_eq!(outcome, Outcome::Offline);
}

/// B10: who stops a download on a metered line does not find it going on a minute later.
#[tokio::test]
async fn a_refresh_that_was_stopped_does_not_begin_again_by_itself() {
    use sync::schedule::{self, Occasion};
    for first in [true, false] {
        let mut world = if first { World::unasked().await } else { World::new().await };
        world.press.publish(&edition(2));
        world.now += TimeDelta::days(1);
        let stopped = world.refresher.refresh(world.now, &|_| {}, std::future::ready(())).await;
        assert_eq!(stopped, Outcome::Cancelled);
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
        let mut attempts = world.db.attempts().unwrap();
        attempts.retry_not_before = Some(until);
        world.db.set_attempts(&attempts).unwrap();
    };
    let outcome = world.refresher.refresh(now(), &progress, std::future::pending()).await;
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
    assert_eq!(format!("{outcome:?}"), "Refused(Signature)");
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
        Outcome::UpToDate {
            edition: 1,
            checked: false
        }
    );
    world.press.rotate(|press| {
        press.role("snapshot").keys = vec![15];
        press.role("timestamp").keys = vec![16];
    });
    world.press.sign();
    updated(world.refresh().await);
    assert_eq!(world.stored(), 2);
}

/// M1: a download that fails right after the new keys does not bring the thief's versions back.
#[tokio::test]
async fn fast_forward_is_recovered_from_though_the_first_refresh_fails_late() {
    for late in [".zst", "targets.json", "snapshot.json"] {
        let mut world = World::new().await;
        let version = world.press.roles["snapshot"].version;
        world.press.role("snapshot").version = 1_000_000;
        world.press.sign();
        assert_eq!(world.refresh().await, up_to_date(1));
        // One key is new, and the other is not.
        world.press.role("snapshot").version = version;
        world.press.rotate(|press| press.role("timestamp").keys = vec![16]);
        world.press.publish(&edition(2));
        let gone = Mood::Status(500, String::new(), Vec::new());
        world
            .host
            .misbehave(move |request| request.path.ends_with(late).then(|| gone.clone()));
        assert!(matches!(world.refresh().await, Outcome::HostTrouble { .. }), "{late}");
        world.host.behave();
        updated(world.refresh().await);
        assert_eq!(world.stored(), 2, "{late}");
    }
}

#[tokio::test]
async fn a_new_root_is_kept_though_the_rest_fails() {
    let mut world = World::new().await;
    world.press.rotate(|press| press.role("timestamp").keys = vec![16]);
    // The timestamp is still the old one, signed with the old key.
    assert_eq!(format!("{:?}", world.refresh().await), "Refused(Signature)");
    assert_eq!(world.stored(), 1);
    // An attacker with the old key hides the new root, in vain.
    world.press.remove("metadata/2.root.json");
    world.asked();
    assert_eq!(format!("{:?}", world.refresh().await), "Refused(Signature)");
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
    assert_eq!(other, Outcome::Busy);
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
    let outcome = world.refresher.refresh(world.now, &progress, cancelled).await;
    assert_eq!(outcome, Outcome::Cancelled);
    assert_eq!((world.db.trust().unwrap(), world.db.attempts().unwrap()), before);
    world.host.behave();
    updated(world.refresh().await);
}

#[tokio::test]
async fn the_host_is_left_alone_as_long_as_it_asks() {
    let mut world = World::new().await;
    let busy = Mood::Status(503, "Retry-After: 600\r\n".into(), Vec::new());
    world.host.misbehave(move |_| Some(busy.clone()));
    assert!(matches!(world.refresh().await, Outcome::HostTrouble { .. }));
    world.host.behave();
    world.asked();
    world.restart(limits());
    world.now += TimeDelta::minutes(9);
    let until = now() + TimeDelta::minutes(10);
    assert!(matches!(world.refresh().await, Outcome::HostTrouble { retry_at: Some(at), .. } if at == until));
    assert_eq!(world.asked().0, [""; 0]);
    assert_eq!(world.db.attempts().unwrap().failures, 1);
    world.now += TimeDelta::minutes(1);
    assert_eq!(world.refresh().await, up_to_date(1));
    // A wait from a clock that was wrong is none.
    let mut attempts = world.db.attempts().unwrap();
    attempts.retry_not_before = Some(now() + TimeDelta::days(400));
    world.db.set_attempts(&attempts).unwrap();
    assert_eq!(world.refresh().await, up_to_date(1));
}

#[tokio::test]
async fn a_wrong_clock_is_told_and_comes_right_by_itself() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let ahead = now() + TimeDelta::days(400);
    let check_date = |host| Outcome::CheckDate { host };
    for (device, host, want) in [
        (now() - TimeDelta::days(400), Some(now()), check_date(Some(now()))),
        (now() - TimeDelta::days(400), None, check_date(None)),
        (ahead, Some(now()), check_date(Some(now()))),
        (
            ahead,
            None,
            Outcome::Expired {
                since: now() + TimeDelta::days(30),
            },
        ),
        (
            ahead,
            Some(ahead),
            Outcome::Expired {
                since: now() + TimeDelta::days(30),
            },
        ),
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

#[tokio::test]
async fn an_edge_that_lags_until_all_has_expired_is_no_news() {
    let mut world = World::new().await;
    let expires = now() + TimeDelta::days(30);
    world.press.timestamp(10, 11);
    world.now = expires + TimeDelta::hours(1);
    world.host.set_date(Some(world.now));
    assert_eq!(world.refresh().await, Outcome::Expired { since: expires });
}

#[tokio::test]
async fn a_newer_bundled_edition_stays() {
    let world = World::new().await;
    world.db.apply(&edition(3), Origin::Bundled, now()).unwrap();
    assert_eq!(world.refresh().await, up_to_date(3));
    assert_eq!(world.stored(), 3);
}

#[tokio::test]
async fn a_mended_edition_is_fetched_again_whole() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    updated(world.refresh().await);
    let changed = edition(2);
    let g0 = changed.records.iter().find(|record| record.id == "g0").unwrap();
    world.damage(&g0.body[20..40]);
    assert!(world.db.imported().unwrap().unwrap().mended);
    assert!(!updated(world.refresh().await));
    assert_eq!(world.stored(), 2);
    assert_eq!(world.refresh().await, up_to_date(2));
    assert_eq!(world.db.arrivals().unwrap()[0].changes.len(), 2, "mending is no news");
}

#[tokio::test]
async fn a_redirect_within_the_host_is_followed() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    let path = world.press.path("1-2.zst");
    world.press.write("moved.zst", world.press.file(&path));
    let moved = Mood::Status(302, "Location: /doorstep/moved.zst\r\n".into(), Vec::new());
    world
        .host
        .misbehave(move |request| (request.path == path).then(|| moved.clone()));
    assert!(updated(world.refresh().await));
}

#[tokio::test]
async fn another_host_of_another_publisher_begins_anew() {
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
    tokio::spawn(async move { world.refresh().await }).await.unwrap();
}

#[tokio::test]
async fn damaged_trust_is_begun_anew() {
    let mut world = World::new().await;
    world.press.publish(&edition(2));
    for piece in ["root", "timestamp", "snapshot", "targets", "etag", "host", "anchor"] {
        let mut voucher = store::Voucher {
            trust: world.db.trust().unwrap(),
            attempts: world.db.attempts().unwrap(),
        };
        voucher.trust.insert(piece.into(), b"{\"signed\": 1}".to_vec());
        world.db.vouch(&voucher).unwrap();
        let outcome = world.refresh().await;
        assert!(outcome.is_success(), "{piece}: {outcome:?}");
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
    assert!(matches!(world.refresh().await, Outcome::HostTrouble { .. }));
    assert!(begun.elapsed() < Duration::from_secs(5));
}
