//! `cargo xtask bench idle`: what Doorstep costs while nobody looks: processor time, and what goes over the network.
//! Linux only.
//!
//! It runs where there is no network but loopback, which is counted, with a host on it that the app refreshes from.
//! Whatever the app would send elsewhere finds no way, and is counted too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, thread};

use anyhow::{Context, Result, bail};

use super::process;
use crate::demo::{self, Stage, edits};
use crate::display::{self, Display};
use crate::say::{self, say};
use crate::{frame, node, places, run, system};

/// How long it is watched, unless another number of seconds is asked for.
pub const SECONDS: u64 = 120;
/// The aim, in percent of one processor.
const AIM: f64 = 0.1;
/// How long a start's own work may take: the first screen, the refresh, what WebKit tidies up afterwards, and the minute and
/// a half for which the connection to the host is kept.
const SETTLED: Duration = Duration::from_secs(100);
/// Where the loader of the release program looks for its host.
const POLICY: &str = "/etc/doorstep";

/// Without any network but loopback, and with a `/etc` that nobody else sees, in which a policy may be put.
const APART: &str = r#"PATH="$PATH:/usr/sbin:/sbin"; ip link set lo up &&
    mount -t tmpfs tmpfs "$1" && mkdir "$1/upper" "$1/work" &&
    mount -t overlay overlay -o "lowerdir=/etc,upperdir=$1/upper,workdir=$1/work" /etc && shift && exec "$@""#;
const WAYS: [&[&str]; 2] = [&["--net", "--mount"], &["--net", "--mount", "--map-root-user"]];

/// Builds what is measured, and measures it in a network of its own.
pub fn idle(seconds: u64) -> Result<()> {
    node::check()?;
    system::for_tests()?;
    node::install()?;
    node::build()?;
    run::build(true)?;
    demo::build_publisher()?;
    let folder = env::temp_dir().join(format!("doorstep-idle-{}", std::process::id()));
    fs::create_dir_all(folder.join("etc"))?;
    let measured = super::answered(&folder.join("kept")).and_then(|()| apart(seconds, &folder));
    let _ = fs::remove_dir_all(&folder);
    measured
}

fn apart(seconds: u64, folder: &Path) -> Result<()> {
    let unshare = |way: &[&str]| {
        let mut unshare = Command::new("unshare");
        unshare
            .args(way)
            .args(["--", "sh", "-c", APART, "sh"])
            .arg(folder.join("etc"));
        unshare
    };
    let works = |way: &&&[&str]| {
        let mut probe = unshare(way);
        probe.arg("true").stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    };
    let Some(way) = WAYS.iter().find(works) else {
        bail!(
            "this machine allows no network of one's own with a policy in it, and elsewhere there is nothing to count"
        );
    };
    let mut inside = unshare(way);
    inside.arg(env::current_exe()?).args(["bench", "idle", "inside"]);
    inside.arg(seconds.to_string()).arg(folder);
    say::run("Measuring in a network with nothing in it but loopback", &mut inside)
}

/// The measuring itself. `folder` holds the data folder of somebody who has answered the first question and chosen that
/// closing the window leaves Doorstep running.
pub fn inside(seconds: u64, folder: &Path) -> Result<()> {
    let stage = Stage::new()?;
    let mut host = demo::publish(&stage)?;
    fs::create_dir(POLICY).context("the policy's folder")?;
    fs::copy(stage.place("keys/1.root.json"), Path::new(POLICY).join("1.root.json"))?;
    let policy = format!("{{ \"host\": \"{}\", \"root\": \"1.root.json\" }}\n", host.address());
    fs::write(Path::new(POLICY).join("policy.json"), policy)?;
    let display = Display::open((1400, 1000), None)?;
    let over = Duration::from_secs(seconds);

    say("Doorstep is started, refreshes, and its window is closed.");
    // Each has a folder of its own: an app that has just asked its host would not ask again at its start.
    let copy = |name: &str| edits::copy(&folder.join("kept"), &folder.join(name)).map(|()| folder.join(name));
    let closed = watch(&display, &copy("closed")?, &[], over, &mut host)?;
    say("Doorstep is started as at login, without a window, and refreshes.");
    let hidden = watch(&display, &copy("hidden")?, &["--hidden"], over, &mut host)?;

    println!("\n{:<52} {:>14} {:>14}", "", "window closed", "at login");
    let row = |what: &str, unit: &str, value: fn(&Watched) -> f64, digits: usize| {
        let (closed, hidden) = (value(&closed), value(&hidden));
        println!("{what:<52} {closed:>12.digits$} {unit:<1} {hidden:>12.digits$} {unit:<1}");
    };
    row("processor time, of one processor", "%", |w| w.percent, 3);
    row("  of which the app's own process", "%", |w| w.own_percent, 3);
    row("wake-ups a second, of all threads", "", |w| w.wakeups, 1);
    row("processes", "", |w| w.processes as f64, 0);
    row(
        "requests of the planned refresh at the start",
        "",
        |w| w.planned as f64,
        0,
    );
    row("  its bytes on loopback, both ways", "", |w| w.planned_bytes as f64, 0);
    row("requests to the host while idle", "", |w| w.asked as f64, 0);
    row("bytes on loopback while idle", "", |w| w.bytes as f64, 0);
    row(
        "attempts to reach anything else, start and idle",
        "",
        |w| w.elsewhere as f64,
        0,
    );
    let worst = closed.percent.max(hidden.percent);
    println!(
        "\nWatched for {seconds} s each, {} s after the start. The aim is under {AIM} %: {}.",
        SETTLED.as_secs(),
        if worst < AIM { "met" } else { "MISSED" }
    );
    let unplanned = [&closed, &hidden]
        .iter()
        .any(|w| w.elsewhere > 0 || (w.asked == 0 && w.bytes > 0));
    println!(
        "Nothing but planned refreshes may go over the network: {}.",
        if unplanned { "MISSED" } else { "met" }
    );
    Ok(())
}

/// What was counted.
struct Watched {
    percent: f64,
    own_percent: f64,
    wakeups: f64,
    processes: usize,
    planned: usize,
    planned_bytes: u64,
    asked: usize,
    bytes: u64,
    elsewhere: u64,
}

fn watch(display: &Display, data: &Path, words: &[&str], over: Duration, host: &mut demo::Host) -> Result<Watched> {
    let before = Network::read()?;
    let mut app = display::bound_to_us(places::built("release", "doorstep"));
    let app = display.lend(&mut app).arg("--data-dir").arg(data).args(words);
    let mut app = app.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let watched = (|| {
        host.wait_for(demo::Asked::Timestamp, Some(SETTLED), || Ok(app.try_wait()?.is_none()))?;
        if words.is_empty() {
            frame::close(display.name(), "Doorstep")?;
        }
        thread::sleep(SETTLED);
        if app.try_wait()?.is_some() {
            bail!("Doorstep ended with its window: there is nothing to watch");
        }
        // The one that was waited for, and what came with it.
        let planned = 1 + host.asked_since();
        let settled = Network::read()?;
        let (spent, own, woken, _) = processes(&app)?;
        thread::sleep(over);
        let (spent_then, own_then, woken_then, processes) = processes(&app)?;
        let then = Network::read()?;
        let percent = |ticks: u64| ticks as f64 / TICKS / over.as_secs_f64() * 100.0;
        Ok(Watched {
            percent: percent(spent_then - spent),
            own_percent: percent(own_then - own),
            wakeups: (woken_then.saturating_sub(woken)) as f64 / over.as_secs_f64(),
            processes,
            planned,
            planned_bytes: settled.bytes - before.bytes,
            asked: host.asked_since(),
            bytes: then.bytes - settled.bytes,
            elsewhere: then.no_way - before.no_way,
        })
    })();
    let _ = app.kill();
    app.wait()?;
    watched
}

/// Clock ticks a second, as Linux counts processor time for programs.
const TICKS: f64 = 100.0;
/// Where `stat` has the time in the program and in the kernel, after the name.
const TIMES: [usize; 2] = [11, 12];

/// Of the app and all its processes: ticks spent, of which by the app's own; times that a thread was woken; how many.
fn processes(app: &Child) -> Result<(u64, u64, u64, usize)> {
    let folder = |pid: u32| PathBuf::from(format!("/proc/{pid}"));
    let spent = |pid: u32| -> u64 {
        TIMES
            .iter()
            .filter_map(|place| process::stat(&folder(pid), *place))
            .sum()
    };
    let tree = process::tree(app.id())?;
    let woken = tree.iter().map(|pid| woken(&folder(*pid))).sum();
    Ok((
        tree.iter().map(|pid| spent(*pid)).sum(),
        spent(app.id()),
        woken,
        tree.len(),
    ))
}

/// How often the threads of a process have waited and were woken.
fn woken(process: &Path) -> u64 {
    let threads = fs::read_dir(process.join("task")).into_iter().flatten().flatten();
    let waits = |thread: fs::DirEntry| -> Option<u64> {
        let status = fs::read_to_string(thread.path().join("status")).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse().ok()
    };
    threads.filter_map(waits).sum()
}

/// What this network has carried.
struct Network {
    /// Received on all its devices, of which loopback is the only one: each byte once.
    bytes: u64,
    /// Packets for which there was no way.
    no_way: u64,
}

impl Network {
    fn read() -> Result<Self> {
        let devices = fs::read_to_string("/proc/self/net/dev")?;
        let received = devices.lines().filter_map(|line| {
            let (_, numbers) = line.split_once(':')?;
            numbers.split_whitespace().next()?.parse::<u64>().ok()
        });
        Ok(Self {
            bytes: received.sum(),
            no_way: no_way_4()? + no_way_6()?,
        })
    }
}

/// `Ip: … OutNoRoutes …`, a line of names and one of numbers.
fn no_way_4() -> Result<u64> {
    let told = fs::read_to_string("/proc/self/net/snmp")?;
    let mut lines = told.lines().filter_map(|line| line.strip_prefix("Ip:"));
    let (names, numbers) = lines.next().zip(lines.next()).context("no counters of IPv4")?;
    let at = names.split_whitespace().position(|name| name == "OutNoRoutes");
    let number = at.and_then(|at| numbers.split_whitespace().nth(at));
    Ok(number.context("no count of what found no way")?.parse()?)
}

/// A name and a number a line; nothing where there is no IPv6.
fn no_way_6() -> Result<u64> {
    let told = fs::read_to_string("/proc/self/net/snmp6").unwrap_or_default();
    let number = told.lines().find_map(|line| line.strip_prefix("Ip6OutNoRoutes"));
    number.map_or(Ok(0), |number| Ok(number.trim().parse()?))
}
