//! This program again, as a process of its own: to be killed, to have another environment, or to see other disks.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, process};

use chrono::{DateTime, Utc};
use kit::device::{Device, Source};
use kit::world;
use serde::{Deserialize, Serialize};

use crate::endure::{name, run, sentence};
use crate::steps::{self, Death};
use crate::table::Row;

/// The first word of a child's command line.
const WORD: &str = "child";

/// What a child is to do.
#[derive(Serialize, Deserialize)]
enum Errand {
    /// Open the app on a folder and refresh it once.
    Refresh {
        folder: PathBuf,
        host: String,
        root: String,
        now: DateTime<Utc>,
        death: Option<Death>,
    },
    /// Open the app on a folder and erase what the person kept.
    Erase { folder: PathBuf, death: Option<Death> },
    /// Run a row in a folder, on the disk that is there.
    Disk { row: String, folder: PathBuf },
}

/// What a child that lived has to tell.
#[derive(Debug, Serialize, Deserialize)]
pub struct Report {
    /// The outcome's name, or what the row saw.
    pub seen: String,
    pub reads: String,
    /// The named steps it came by, and how many events there were in all.
    pub steps: Vec<String>,
    pub events: usize,
}

/// Does the errand when this process is a child, and never returns then. `on_disk` runs a row of that name in a folder,
/// and `on_erasing` erases what is kept there.
pub fn serve(on_disk: impl FnOnce(&str, &Path) -> Row, on_erasing: impl FnOnce(&Path, Option<Death>) -> Row) {
    let words: Vec<String> = env::args().skip(1).collect();
    let [word, errand] = &words[..] else { return };
    if word != WORD {
        return;
    }
    let (seen, reads) = match serde_json::from_str(errand).unwrap() {
        Errand::Refresh {
            folder,
            host,
            root,
            now,
            death,
        } => {
            let source = Source {
                host,
                root: root.into_bytes(),
                limits: world::patient(),
            };
            let device = Device::open(&folder, &source, now).unwrap();
            steps::watch(death);
            let outcome = run(device.refresh(now));
            steps::pause();
            (name(&outcome), sentence(&device, &outcome, now))
        }
        Errand::Erase { folder, death } => {
            let row = on_erasing(&folder, death);
            (row.seen, row.reads)
        }
        Errand::Disk { row, folder } => {
            steps::watch(None);
            let row = on_disk(&row, &folder);
            (row.seen, row.reads)
        }
    };
    let (steps, events) = steps::seen();
    let report = Report {
        seen,
        reads,
        steps,
        events,
    };
    println!("{}", serde_json::to_string(&report).unwrap());
    process::exit(0);
}

/// A command that refreshes the app on `folder` from `source`.
pub fn refresh(folder: &Path, source: &Source, now: DateTime<Utc>, death: Option<Death>) -> Command {
    child(&Errand::Refresh {
        folder: folder.to_owned(),
        host: source.host.clone(),
        root: String::from_utf8(source.root.clone()).unwrap(),
        now,
        death,
    })
}

/// A command that erases what is kept in `folder`.
pub fn erase(folder: &Path, death: Option<Death>) -> Command {
    child(&Errand::Erase {
        folder: folder.to_owned(),
        death,
    })
}

/// A command that runs a row in `folder`.
pub fn disk(row: &str, folder: &Path) -> Command {
    child(&Errand::Disk {
        row: row.to_owned(),
        folder: folder.to_owned(),
    })
}

fn child(errand: &Errand) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args([WORD, &serde_json::to_string(errand).unwrap()]);
    command
}

/// The report of a child that was meant to survive.
pub fn report(output: &Output) -> Report {
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{}: {text}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_str(text.lines().last().expect("a line")).unwrap()
}

impl From<Report> for Row {
    fn from(report: Report) -> Self {
        Self {
            seen: report.seen,
            reads: report.reads,
        }
    }
}
