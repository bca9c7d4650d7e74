//! The process dies in the middle of a refresh: at each named step, at random moments, in the middle of a write.

use std::path::Path;
use std::process::{Command, Output};

use kit::host::Mood;
use kit::press::Press;
use kit::world::{edition, now};

use crate::child::{self, report};
use crate::endure::run;
use crate::scene::Scene;
use crate::steps::Death;
use crate::table::{Case, Family, Row};

/// Every named step of a refresh that updates, in order.
pub const STEPS: [&str; 15] = [
    "the host is asked",
    "metadata is answered: timestamp.json",
    "metadata is answered: snapshot.json",
    "metadata is answered: targets.json",
    "the metadata is verified",
    "the download begins, or goes on",
    "the download is whole",
    "the edition is unpacked and verified",
    "the transaction has begun",
    "the records are written",
    "the changes are listed",
    "the edition's description is written",
    "the trusted metadata is written",
    "the transaction is committed",
    "the refresh has cleaned up after itself",
];

/// How many random moments each of the rows for them has.
const MOMENTS: usize = 50;

pub fn family() -> Family {
    let mut cases = vec![Case::new("nothing: the steps are these, in this order", all_steps)];
    let at = |step: &'static str| Case::new(format!("kill -9 at the step \"{step}\""), move || at_step(step));
    cases.extend(STEPS.map(at));
    cases.push(Case::new("kill -9 with half of the download on the disk", half_way));
    cases.push(Case::new("kill -9 at 50 random moments of an update by delta", || {
        moments(1, |press| press.publish(&edition(2)))
    }));
    cases.push(Case::new(
        "kill -9 at 50 random moments of an update by the whole edition",
        || moments(2, whole),
    ));
    cases.push(Case::new(
        "kill -9 at 50 random moments of an update that follows new keys",
        || {
            moments(3, |press| {
                press.publish(&edition(2));
                press.rotate(|press| press.role("timestamp").keys = vec![16]);
                press.sign();
            })
        },
    ));
    cases.push(Case::new(
        "kill -9 at 50 random moments of an update over three editions",
        || {
            moments(4, |press| {
                (2..5).for_each(|number| press.publish(&edition(number)));
            })
        },
    ));
    cases.push(
        Case::new(
            "death in the middle of a write (SIGXFSZ), at 48 places in the file",
            in_a_write,
        )
        .if_here(cfg!(target_os = "linux")),
    );
    Family {
        title: "Sudden death",
        about: "A process of its own opens the app and refreshes; it is killed; the app is opened anew on the folder \
                and refreshes again. The random moments are drawn from all events that a refresh emits, each record \
                written among them, with a fixed seed. What the person reads is the sentence of the next refresh.",
        cases: cases.into_iter().map(|case| case.if_here(cfg!(unix))).collect(),
    }
}

/// Edition 2, without a delta.
fn whole(press: &mut Press) {
    press.publish(&edition(2));
    press.without_deltas();
}

fn refresh(scene: &Scene, folder: &Path, death: Option<Death>) -> Output {
    child::refresh(folder, &scene.source, now(), death).output().unwrap()
}

/// Whether a signal ended it.
fn killed(output: &Output) -> bool {
    output.status.code().is_none()
}

fn all_steps() -> Row {
    run(async {
        let scene = Scene::new(|press| press.publish(&edition(2))).await;
        let folder = scene.copy();
        let report = report(&refresh(&scene, folder.path(), None));
        assert_eq!(report.steps, STEPS);
        let (found, _) = scene.after(folder.path(), 2).await;
        Row {
            seen: format!("{}. Edition {found}", report.seen),
            reads: report.reads,
        }
    })
}

fn at_step(step: &str) -> Row {
    run(async {
        let scene = Scene::new(|press| press.publish(&edition(2))).await;
        die_and_live(&scene, Death::Step(step.to_owned())).await
    })
}

fn half_way() -> Row {
    run(async {
        let scene = Scene::new(whole).await;
        scene
            .host
            .misbehave(|request| request.path.ends_with(".zst").then_some(Mood::Hold(7000)));
        let folder = scene.copy();
        assert!(killed(&refresh(&scene, folder.path(), Some(Death::HalfWay))));
        scene.host.behave();
        scene.host.take_log();
        let (found, reads) = scene.after(folder.path(), 2).await;
        let (log, _) = scene.host.take_log();
        let range = log.iter().find_map(|request| request.range.clone());
        assert_eq!(range.as_deref(), Some("bytes=7000-"), "it goes on where it stopped");
        Row {
            seen: format!("Edition {found}, then 2, by the other half of the download"),
            reads,
        }
    })
}

async fn die_and_live(scene: &Scene, death: Death) -> Row {
    let folder = scene.copy();
    let output = refresh(scene, folder.path(), Some(death));
    assert!(killed(&output), "it lived: {output:?}");
    let (found, reads) = scene.after(folder.path(), 2).await;
    Row {
        seen: if found == 2 {
            "Edition 2".into()
        } else {
            format!("Edition {found}, then 2")
        },
        reads,
    }
}

fn moments(seed: u64, publish: fn(&mut Press)) -> Row {
    run(async {
        let scene = Scene::new(publish).await;
        let newest = scene.press.newest();
        let folder = scene.copy();
        let events = report(&refresh(&scene, folder.path(), None)).events;
        let mut rng = fastrand::Rng::with_seed(seed);
        let (mut old, mut new, mut reads) = (0, 0, String::new());
        for _ in 0..MOMENTS {
            let moment = rng.usize(..events);
            let folder = scene.copy();
            let output = refresh(&scene, folder.path(), Some(Death::Event(moment)));
            // How the bytes of a download are cut into pieces, and so how many events there are, is the network's.
            if !killed(&output) {
                report(&output);
            }
            let (found, said) = scene.after(folder.path(), newest).await;
            *(if found == newest { &mut new } else { &mut old }) += 1;
            if found == 1 {
                reads = said;
            }
        }
        assert!(old > 0, "{old} old, {new} new");
        Row {
            seen: format!("Each time edition 1 or {newest}, then {newest}"),
            reads,
        }
    })
}

/// A limit on how far a file may be written kills in the middle of a write, with the bytes before the limit written.
fn in_a_write() -> Row {
    run(async {
        let scene = Scene::new(whole).await;
        let (mut deaths, mut reads) = (0, String::new());
        for place in 0..48 {
            let folder = scene.copy();
            // In blocks of 512 bytes, from where the shared memory of SQLite's log ends, in steps of less than a page.
            let limit = 64 + place * 2;
            let inner = child::refresh(folder.path(), &scene.source, now(), None);
            let mut command = Command::new("sh");
            command.args(["-c", "ulimit -c 0; ulimit -f \"$0\"; exec \"$@\"", &limit.to_string()]);
            command.arg(inner.get_program()).args(inner.get_args());
            let output = command.output().unwrap();
            let (found, said) = scene.after(folder.path(), 2).await;
            if killed(&output) {
                deaths += 1;
                reads = if found == 1 { said } else { reads };
            } else {
                report(&output);
            }
        }
        assert!(deaths > 10, "{deaths} deaths");
        Row {
            seen: "Each time edition 1 or 2, then 2".into(),
            reads,
        }
    })
}
