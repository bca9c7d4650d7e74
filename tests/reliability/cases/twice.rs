//! Two refreshes at once: of one app, and of two processes on one folder.

use std::thread;
use std::time::Duration;

use catalogue::refresh::{Refreshed, Trouble};
use kit::device::Device;
use kit::host::Mood;
use kit::press::Press;
use kit::world::{World, edition, limits, now};
use sync::Limits;

use crate::child::{self, report};
use crate::endure::{name, opened, run, sentence, stored};
use crate::scene::Scene;
use crate::table::{Case, Family, Row};

pub fn family() -> Family {
    Family {
        title: "Two at once",
        about: "One refresh at a time: in a process by a lock in memory, between processes by a lock on a file, which \
                the operating system lets go of however a process ends.",
        cases: vec![
            Case::new("two refreshes of one app at the same moment: the second", tasks),
            Case::new(
                "a second process refreshes the folder while the first is in its download",
                processes,
            ),
            Case::new("six processes open and refresh the folder at the same moment", crowd),
            Case::new(
                "a refresh after one whose process was killed in its download",
                after_a_death,
            ),
        ],
    }
}

fn tasks() -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        let (one, other) = tokio::join!(world.refresh(), world.refresh());
        assert!(matches!(one, Ok(Refreshed::Updated(_))), "{one:?}");
        assert_eq!(other, Err(Trouble::UnderWay));
        let reads = sentence(&opened(&world), &other, now());
        assert_eq!(stored(&world), 2);
        Row {
            seen: format!("{}; the first is `Updated`. Edition 2", name(&other)),
            reads,
        }
    })
}

fn processes() -> Row {
    run(async {
        let mut world = World::new().await;
        world.press.publish(&edition(2));
        world.restart(Limits {
            read: Duration::from_secs(60),
            large: Duration::from_secs(60),
            ..limits()
        });
        let (asked, mut is_asked) = tokio::sync::mpsc::unbounded_channel();
        world.host.misbehave(move |request| {
            let edition = request.path.ends_with(".zst");
            edition.then(|| {
                let _ = asked.send(());
                Mood::Hold(100)
            })
        });
        let second = async {
            is_asked.recv().await.unwrap();
            let child = child::refresh(world.dir.path(), &world.source(), now(), None)
                .output()
                .unwrap();
            report(&child)
        };
        let report = tokio::select! {
            outcome = world.refresh() => panic!("the first ended: {outcome:?}"),
            report = second => report,
        };
        assert_eq!(report.seen, "`UnderWay`");
        assert_eq!(stored(&world), 1);
        world.host.behave();
        assert!(matches!(world.refresh().await, Ok(Refreshed::Updated(_))));
        assert_eq!(stored(&world), 2);
        Row {
            seen: format!("{}. Edition 1, then 2", report.seen),
            reads: report.reads,
        }
    })
}

fn crowd() -> Row {
    run(async {
        let scene = Scene::new(|press| press.publish(&edition(2))).await;
        let folder = scene.copy();
        let start = || {
            child::refresh(folder.path(), &scene.source, now(), None)
                .output()
                .unwrap()
        };
        let all = thread::scope(|scope| {
            let starts: Vec<_> = (0..6).map(|_| scope.spawn(start)).collect();
            let ends = starts.into_iter().map(|start| report(&start.join().unwrap()));
            ends.collect::<Vec<_>>()
        });
        for report in &all {
            assert!(
                ["`Updated`", "`UpToDate`", "`UnderWay`"].contains(&&*report.seen),
                "{report:?}"
            );
        }
        let updated: Vec<_> = all.iter().filter(|report| report.seen == "`Updated`").collect();
        assert_eq!(updated.len(), 1, "{all:?}");
        let device = Device::open(folder.path(), &scene.source, now()).unwrap();
        assert_eq!(device.whole(|number| scene.press.json(number), now()), 2);
        Row {
            seen: "One is `Updated`, the others `UnderWay` or `UpToDate`. Edition 2".into(),
            reads: updated[0].reads.clone(),
        }
    })
}

fn after_a_death() -> Row {
    run(async {
        let publish = |press: &mut Press| press.publish(&edition(2));
        let scene = Scene::new(publish).await;
        let folder = scene.copy();
        let death = crate::steps::Death::Step("the download begins, or goes on".into());
        let dead = child::refresh(folder.path(), &scene.source, now(), Some(death))
            .output()
            .unwrap();
        assert!(!dead.status.success());
        let next = report(
            &child::refresh(folder.path(), &scene.source, now(), None)
                .output()
                .unwrap(),
        );
        assert_eq!(next.seen, "`Updated`");
        let device = Device::open(folder.path(), &scene.source, now()).unwrap();
        assert_eq!(device.whole(|number| scene.press.json(number), now()), 2);
        Row {
            seen: format!("{}. Edition 2", next.seen),
            reads: next.reads,
        }
    })
}
