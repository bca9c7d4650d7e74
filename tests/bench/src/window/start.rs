//! `start`: Doorstep beside an empty Tauri window of the same version. Pairs are interleaved, so that whatever else the
//! machine does touches both.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use kit::display::{Display, bound_to_us};

use super::{answered, process, program};
use crate::table;

/// Longer than this for a first paint is a failure.
const PATIENCE: Duration = Duration::from_secs(60);
/// Memory is read this long after the first paint, when the start's own work is over.
const SETTLED: Duration = Duration::from_secs(3);
/// Whoever has this library in its memory shares WebKit's pages with what is measured.
const SHARED: &str = "libwebkit2gtk";

/// One start of one of the two.
#[derive(Clone, Copy)]
struct Start {
    milliseconds: f64,
    /// Proportional set size of the whole process tree, in MB.
    megabytes: f64,
}

/// Starts both in turn and prints medians and ratios.
pub fn run(pairs: usize) -> Result<()> {
    let others = sharing();
    if !others.is_empty() {
        bail!(
            "another program shows a window by WebKitGTK (process {}): its pages are shared, and memory would be counted \
             short by tens of megabytes. End it, then measure",
            others.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
        );
    }
    let folder = tempfile::tempdir()?;
    let kept = folder.path().join("kept");
    answered(&kept)?;
    let display = Display::open((1400, 1000), None)?;
    let (ours, floor) = (program("doorstep")?, program("empty-window")?);
    let doorstep = |data: &Path| {
        let mut command = bound_to_us(&ours);
        display
            .lend(&mut command)
            .arg("--data-dir")
            .arg(data)
            .env("DOORSTEP_REPORT_PAINT", "1");
        once(command)
    };
    let empty = || {
        let mut command = bound_to_us(&floor);
        display.lend(&mut command);
        once(command)
    };

    eprintln!("▸ Starting each {pairs} times in turn, after one start of each that does not count.");
    doorstep(&kept)?;
    empty()?;
    let mut warm = Vec::new();
    for pair in 0..pairs {
        // Whoever goes second finds the machine warmer: take turns at that too.
        let before = if pair % 2 == 0 { None } else { Some(empty()?) };
        let ours = doorstep(&kept)?;
        warm.push((ours, before.map_or_else(empty, Ok)?));
    }
    eprintln!("▸ And Doorstep as on a new device, where it first puts its catalogue in place.");
    let new = (0..3)
        .map(|at| doorstep(&folder.path().join(format!("new-{at}"))))
        .collect::<Result<Vec<_>>>()?;

    let new = median(new.iter().map(|start| start.milliseconds).collect());
    let both = |what: &str, of: fn(&Start) -> f64| {
        let ours = median(warm.iter().map(|(ours, _)| of(ours)).collect());
        (
            what.to_owned(),
            ours,
            median(warm.iter().map(|(_, floor)| of(floor)).collect()),
        )
    };
    let megabytes = |program: &Path| Ok::<_, anyhow::Error>(fs::metadata(program)?.len() as f64 / 1e6);
    let rows = [
        both("start to first useful paint, median, ms", |start| start.milliseconds),
        both("memory (PSS of all processes), median, MB", |start| start.megabytes),
        (
            "the program, catalogue inside, MB".into(),
            megabytes(&ours)?,
            megabytes(&floor)?,
        ),
    ];
    let row = |(what, ours, floor)| {
        vec![
            what,
            format!("{ours:.1}"),
            format!("{floor:.1}"),
            format!("{:.2}", ours / floor),
        ]
    };
    println!();
    table::print(&["", "Doorstep", "empty window", "ratio"], &rows.map(row));
    println!(
        "First start on a new device: {new:.0} ms. The screens: {} KB.",
        bytes(&kit::repository("ui/dist"))? / 1000
    );
    println!("{pairs} pairs; the aims are 1.2 times the empty window's time and 1.15 times its memory.");
    Ok(())
}

/// Processes that map WebKitGTK.
fn sharing() -> Vec<u32> {
    let maps = |pid: &u32| fs::read_to_string(format!("/proc/{pid}/maps")).is_ok_and(|maps| maps.contains(SHARED));
    process::all().into_iter().filter(maps).collect()
}

/// Starts it, waits until it says that it has painted, lets it settle, reads its memory, ends it.
fn once(mut command: Command) -> Result<Start> {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let stderr = child.stderr.take().context("its standard error is not ours")?;
    let (sender, painted) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if line.trim() == "painted" {
                let _ = sender.send(begun.elapsed());
            }
        }
    });
    let painted = painted.recv_timeout(PATIENCE);
    thread::sleep(SETTLED);
    let tree = process::tree(child.id());
    let kilobytes: u64 = tree
        .iter()
        .map(|pid| process::line(&format!("{pid}/smaps_rollup"), "Pss:"))
        .sum();
    let _ = child.kill();
    child.wait()?;
    Ok(Start {
        milliseconds: painted.context("a window did not paint within a minute")?.as_secs_f64() * 1e3,
        megabytes: kilobytes as f64 / 1024.0,
    })
}

/// The bytes of all files below `folder`.
fn bytes(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        sum += if path.is_dir() {
            bytes(&path)?
        } else {
            entry.metadata()?.len()
        };
    }
    Ok(sum)
}

/// The middle one.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    table::percentile(&values, 0.5)
}
