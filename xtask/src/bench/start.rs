//! `cargo xtask bench start`: Doorstep beside an empty Tauri window of the same version, built and started in the same
//! go. Pairs are interleaved, so that whatever else the machine does touches both.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, thread};

use anyhow::{Context, Result, bail};

use super::{answered, process};
use crate::display::{self, Display};
use crate::say::{self, say};
use crate::{node, places, run, system};

/// Pairs of starts, unless another number is asked for.
pub const PAIRS: usize = 10;

/// Longer than this for a first paint is a failure.
const PATIENCE: Duration = Duration::from_secs(60);
/// Memory is read this long after the first paint, when the start's own work is over.
const SETTLED: Duration = Duration::from_secs(3);

/// One start of one of the two.
struct Start {
    milliseconds: f64,
    /// Proportional set size of the whole process tree, in MB.
    megabytes: f64,
}

/// Builds both, starts them in turn and prints medians and ratios.
pub fn start(pairs: usize) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("bench start reads memory from /proc and runs on Linux only");
    }
    node::check()?;
    system::for_tests()?;
    node::install()?;
    node::build()?;
    run::build(true)?;
    let empty = [
        "build",
        "--locked",
        "--release",
        "--features",
        "custom-protocol",
        "--manifest-path",
    ];
    let mut cargo = places::cargo(empty);
    say::run("Building the empty window", cargo.arg("xtask/empty-window/Cargo.toml"))?;

    let folder = env::temp_dir().join(format!("doorstep-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = answered(&folder.join("kept")).and_then(|()| measure(pairs, &folder));
    let _ = fs::remove_dir_all(&folder);
    measured
}

fn measure(pairs: usize, folder: &Path) -> Result<()> {
    let display = Display::open((1400, 1000), None)?;
    let doorstep = |data: PathBuf| {
        let mut command = display::bound_to_us(places::built("release", "doorstep"));
        display
            .lend(&mut command)
            .arg("--data-dir")
            .arg(data)
            .env("DOORSTEP_REPORT_PAINT", "1");
        command
    };
    let kept = || doorstep(folder.join("kept"));
    let empty = || {
        let mut command = display::bound_to_us(places::built("release", "empty-window"));
        display.lend(&mut command);
        command
    };

    say(format!(
        "Starting each {pairs} times in turn, after one start of each that does not count."
    ));
    once(kept())?;
    once(empty())?;
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for pair in 0..pairs {
        // Whoever goes second finds the machine warmer: take turns at that too.
        if pair % 2 == 0 {
            ours.push(once(kept())?);
            floor.push(once(empty())?);
        } else {
            floor.push(once(empty())?);
            ours.push(once(kept())?);
        }
    }
    let uncached = (pairs / 2).max(3);
    say(format!(
        "The same {uncached} times after the programs' and WebKit's files were dropped from the disk cache."
    ));
    let (mut ours_uncached, mut floor_uncached) = (Vec::new(), Vec::new());
    for _ in 0..uncached {
        drop_from_cache();
        ours_uncached.push(once(kept())?.milliseconds);
        drop_from_cache();
        floor_uncached.push(once(empty())?.milliseconds);
    }
    say("And Doorstep as on a new device, where it first puts its catalogue in place.");
    let new: Vec<f64> = (0..3)
        .map(|at| once(doorstep(folder.join(format!("new-{at}")))).map(|start| start.milliseconds))
        .collect::<Result<_>>()?;

    let times = |starts: &[Start]| median(starts.iter().map(|start| start.milliseconds).collect());
    let memory = |starts: &[Start]| median(starts.iter().map(|start| start.megabytes).collect());
    println!("\n{:<44} {:>10} {:>13} {:>7}", "", "Doorstep", "empty window", "ratio");
    let row = |what: &str, ours: f64, floor: f64, unit: &str| {
        println!(
            "{what:<44} {ours:>7.0} {unit:<2} {floor:>10.0} {unit:<2} {:>7.2}",
            ours / floor
        );
    };
    row("start to first useful paint, median", times(&ours), times(&floor), "ms");
    row(
        "the same, files not in the disk cache",
        median(ours_uncached),
        median(floor_uncached),
        "ms",
    );
    row(
        "memory (PSS of all processes), median",
        memory(&ours),
        memory(&floor),
        "MB",
    );
    println!("{:<44} {:>7.0} ms", "first start on a new device, median", median(new));
    let (script, style, program) = (
        bytes(&places::ui().join("dist"), "js")?,
        bytes(&places::ui().join("dist"), "css")?,
        fs::metadata(places::built("release", "doorstep"))?.len(),
    );
    let floor = fs::metadata(places::built("release", "empty-window"))?.len();
    println!("{:<44} {:>7.1} KB", "JavaScript shipped", script as f64 / 1e3);
    println!("{:<44} {:>7.1} KB", "style sheets shipped", style as f64 / 1e3);
    println!(
        "{:<44} {:>7.1} MB {:>10.1} MB {:>7.2}",
        "installed: the program, catalogue inside",
        program as f64 / 1e6,
        floor as f64 / 1e6,
        program as f64 / floor as f64
    );
    println!("\n{pairs} pairs; the aims are 1.3 times the empty window's time and 1.15 times its memory.");
    Ok(())
}

/// Starts it, waits until it says that it has painted, lets it settle, reads its memory, ends it.
fn once(mut command: Command) -> Result<Start> {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let answer = painted(&mut child, begun).and_then(|milliseconds| {
        thread::sleep(SETTLED);
        let megabytes = memory(child.id())?;
        Ok(Start {
            milliseconds,
            megabytes,
        })
    });
    let _ = child.kill();
    child.wait()?;
    answer
}

fn painted(child: &mut Child, begun: Instant) -> Result<f64> {
    let told = child.stderr.take().context("its standard error is not ours")?;
    let (tell, told_at) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(told).lines().map_while(Result::ok) {
            if line.trim() == "painted" {
                let _ = tell.send(begun.elapsed());
            }
        }
    });
    match told_at.recv_timeout(PATIENCE) {
        Ok(after) => Ok(after.as_secs_f64() * 1e3),
        Err(_) => bail!("a window has not painted within {} s", PATIENCE.as_secs()),
    }
}

/// The proportional set size of a process and all below it, in MB: pages that several share are counted once.
fn memory(root: u32) -> Result<f64> {
    let kilobytes = |pid: &u32| -> Option<f64> {
        let told = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
        let line = told.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.trim().trim_end_matches("kB").trim().parse().ok()
    };
    Ok(process::tree(root)?.iter().filter_map(kilobytes).sum::<f64>() / 1024.0)
}

/// Asks the system to forget the contents of what a start reads. It may keep what others use: best effort.
fn drop_from_cache() {
    let mut files = vec![
        places::built("release", "doorstep"),
        places::built("release", "empty-window"),
    ];
    for folder in [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
    ] {
        let names = [
            "libwebkit2gtk",
            "libjavascriptcoregtk",
            "libgtk-3",
            "libicu",
            "libgst",
            "libsoup",
        ];
        files.extend(files_in(Path::new(folder), |name| {
            names.iter().any(|start| name.starts_with(start))
        }));
        files.extend(files_in(&Path::new(folder).join("webkit2gtk-4.1"), |_| true));
    }
    for file in files.iter().filter_map(|file| File::open(file).ok()) {
        forget(&file);
    }
}

#[cfg(target_os = "linux")]
fn forget(file: &File) {
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
}

#[cfg(not(target_os = "linux"))]
fn forget(_: &File) {}

fn files_in(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let entries = entries
        .flatten()
        .filter(|entry| wanted(&entry.file_name().to_string_lossy()));
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect()
}

/// The bytes of all files below `folder` that end so.
fn bytes(folder: &Path, ending: &str) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sum += bytes(&path, ending)?;
        } else if path.extension().is_some_and(|e| e == ending) {
            sum += path.metadata()?.len();
        }
    }
    Ok(sum)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}
