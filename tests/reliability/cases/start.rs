//! Starting the app where nothing can be written: after an update of the app that brings a newer edition, and for the
//! first time. The places are real: a small full disk and a read-only mount in a namespace that nobody else sees, and a
//! thread that is somebody else.

use std::env;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{self, Command, Stdio};
use std::sync::LazyLock;

use crate::child::{Report, report};
use crate::small::{is_kept, is_well, notices, start, used, works};
use crate::table::{Case, Family, Row};

/// The first word of a child's command line.
const WORD: &str = "start";

/// Mounts a disk of memory on the first argument and becomes the command that follows it.
const WITH_DISK: &str = r#"PATH="$PATH:/usr/sbin:/sbin"; mount -t tmpfs -o size=8m none "$1" && shift && exec "$@""#;

/// Somebody who is not root: nobody.
const SOMEBODY: u32 = 65534;

/// Whether this machine lets a program mount disks that it alone sees, and be somebody else: it does where that is
/// root.
static HERE: LazyLock<bool> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let mut probe = with_disk(folder.path());
    probe.arg("true").stdout(Stdio::null()).stderr(Stdio::null());
    cfg!(target_os = "linux") && probe.status().is_ok_and(|status| status.success())
});

#[derive(Clone, Copy)]
enum Place {
    Full,
    ReadOnly,
    Closed,
    AnotherUsers,
}

use Place::{AnotherUsers, Closed, Full, ReadOnly};

const PLACES: [(&str, Place); 4] = [
    ("a full disk", Full),
    ("a read-only folder", ReadOnly),
    ("a folder without permission", Closed),
    ("a folder in another user's home", AnotherUsers),
];

/// Whether there is an edition 1 in the folder, by what the start is called.
const STARTS: [(&str, bool); 2] = [("an app update with a newer edition", true), ("a first start", false)];

fn rows() -> impl Iterator<Item = (String, Place, bool)> {
    STARTS.into_iter().flat_map(|(start, update)| {
        PLACES.map(|(name, place)| {
            (
                format!("{start}, on {name}").replace("on a folder", "in a folder"),
                place,
                update,
            )
        })
    })
}

pub fn family() -> Family {
    let case = |(name, ..): (String, Place, bool)| {
        let row = name.clone();
        Case::new(name, move || in_a_child(&row)).if_here(*HERE)
    };
    Family {
        title: "Starts where nothing can be written",
        about: "An update of the app brings edition 2 to a device that has edition 1 and a bookmark, or the app starts \
                for the first time; nothing can be written there. Now shows 999 and the newest edition's local \
                number, all other screens answer, and the cause is said. Once the place can be written again, the next \
                start stores the edition, nothing that was stored is lost, and there is nothing left to say.",
        cases: rows().map(case).collect(),
    }
}

fn with_disk(disk: &Path) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--", "sh", "-c", WITH_DISK, "sh"]).arg(disk);
    command
}

fn in_a_child(row: &str) -> Row {
    let disk = tempfile::tempdir().unwrap();
    let mut command = with_disk(disk.path());
    command
        .arg(env::current_exe().unwrap())
        .args([WORD, row])
        .arg(disk.path());
    report(&command.output().unwrap()).into()
}

/// Runs a row when this process is a child for one, and never returns then.
pub fn serve() {
    let words: Vec<String> = env::args().skip(1).collect();
    let [word, row, disk] = &words[..] else { return };
    if word != WORD {
        return;
    }
    let (_, place, update) = rows().find(|(name, ..)| name == row).expect("a row");
    let Row { seen, reads } = story(place, update, Path::new(disk));
    let report = Report {
        seen,
        reads,
        steps: Vec::new(),
        events: 0,
    };
    println!("{}", serde_json::to_string(&report).unwrap());
    process::exit(0);
}

fn story(place: Place, update: bool, disk: &Path) -> Row {
    let folder = disk.join("doorstep");
    fs::create_dir(&folder).unwrap();
    if update {
        used(&folder);
    }
    let edition = if update { 2 } else { 1 };
    place.spoil(disk, &folder);
    let (reads, kept) = place.as_whoever(|| {
        let app = start(&folder, edition);
        works(&app, edition, "where nothing can be written");
        (notices(&app), is_kept(&app))
    });
    assert!(reads.contains(place.cause()), "the cause is said: {reads}");
    assert!(
        kept || reads.contains("Nothing is lost"),
        "nothing can be kept, and that is not said: {reads}"
    );
    place.repair(disk, &folder);
    is_well(&folder, edition, "once it can be written");
    let app = start(&folder, edition);
    assert_eq!(is_kept(&app), update);
    let arrivals = app.ask(kit::world::now(), |m| screens::changes::answer(m).editions.len());
    assert_eq!(arrivals, usize::from(update), "what editions changed");
    let shown = match (update, kept) {
        (true, true) => "Edition 2 and the bookmark from where they are",
        (true, false) => "Edition 2; then the bookmark, too",
        (false, _) => "Edition 1",
    };
    Row {
        seen: shown.into(),
        reads,
    }
}

impl Place {
    /// What the person is to read.
    fn cause(self) -> &'static str {
        match self {
            Full => "storage is full",
            ReadOnly | Closed | AnotherUsers => "does not let Doorstep",
        }
    }

    fn spoil(self, disk: &Path, folder: &Path) {
        match self {
            Full => {
                let mut ballast = File::create(disk.join("ballast")).unwrap();
                for block in [1 << 16, 1] {
                    while ballast.write_all(&vec![1; block]).is_ok() {}
                }
            }
            ReadOnly => {
                let folder = folder.to_str().unwrap();
                run("mount", &["--bind", folder, folder]);
                run("mount", &["-o", "remount,bind,ro", folder]);
            }
            Closed => {
                let folder = folder.to_str().unwrap();
                run("chown", &["-R", &SOMEBODY.to_string(), folder]);
                run("chmod", &["000", folder]);
            }
            // As such a home is where the system lets people look at each other's files.
            AnotherUsers => run("chmod", &["-R", "u=rwX,go=rX", folder.to_str().unwrap()]),
        }
    }

    fn repair(self, disk: &Path, folder: &Path) {
        let folder = folder.to_str().unwrap();
        match self {
            Full => fs::remove_file(disk.join("ballast")).unwrap(),
            ReadOnly => run("umount", &[folder]),
            Closed => run("chmod", &["700", folder]),
            AnotherUsers => (),
        }
    }

    /// Does `work` as who finds the place as it is.
    fn as_whoever<T: Send>(self, work: impl FnOnce() -> T + Send) -> T {
        match self {
            Full | ReadOnly => work(),
            Closed | AnotherUsers => as_somebody(work),
        }
    }
}

/// Does `work` in a thread that is not root: for Linux it is each thread that is somebody.
#[cfg(target_os = "linux")]
fn as_somebody<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    use rustix::thread::{Gid, Uid, set_thread_res_gid, set_thread_res_uid};
    let work = || {
        let (user, group) = (Uid::from_raw(SOMEBODY), Gid::from_raw(SOMEBODY));
        set_thread_res_gid(group, group, group).unwrap();
        set_thread_res_uid(user, user, user).unwrap();
        work()
    };
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}

#[cfg(not(target_os = "linux"))]
fn as_somebody<T: Send>(_: impl FnOnce() -> T + Send) -> T {
    unreachable!("these rows are Linux's")
}

fn run(program: &str, words: &[&str]) {
    let done = Command::new(program).args(words).status().unwrap();
    assert!(done.success(), "{program} {words:?}");
}
