//! `idle`: what Doorstep costs while nobody looks: processor time, and what goes over the network.
//!
//! It runs where there is no network but loopback, which is counted, with a host on it that the app refreshes from.
//! Whatever the app would send elsewhere finds no way, and is counted too.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use anyhow::{Context, Result, bail};
use chrono::{TimeDelta, Utc};
use kit::display::{Display, bound_to_us};
use kit::edits;
use kit::host::Host;
use kit::press::Press;
use kit::window::Hand;
use tokio::runtime::Runtime;

use super::{answered, process, program};
use crate::{ours, table};

/// The aim, in percent of one processor.
const AIM: f64 = 0.1;
/// How long a start's own work may take: the first screen, the refresh, what WebKit tidies up afterwards, and the
/// minute and a half for which the connection to the host is kept.
const SETTLED: Duration = Duration::from_secs(100);
/// Where the release program looks for its host.
const POLICY: &str = "/etc/doorstep";
/// How this program calls itself in a network of its own.
const INSIDE: &str = "inside";

/// Without any network but loopback, and with a `/etc` that nobody else sees, in which a policy may be put.
const APART: &str = r#"PATH="$PATH:/usr/sbin:/sbin"; ip link set lo up &&
    mount -t tmpfs tmpfs "$1" && mkdir "$1/upper" "$1/work" &&
    mount -t overlay overlay -o "lowerdir=/etc,upperdir=$1/upper,workdir=$1/work" /etc && shift && exec "$@""#;
const WAYS: [&[&str]; 2] = [&["--net", "--mount"], &["--net", "--mount", "--map-root-user"]];

pub fn run(words: &[&str]) -> Result<()> {
    match words {
        [INSIDE, seconds, folder] => inside(seconds.parse()?, Path::new(folder)),
        words => apart(crate::one(words, 120)?),
    }
}

/// Runs [`inside`] in a network of its own.
fn apart(seconds: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let etc = folder.path().join("etc");
    fs::create_dir(&etc)?;
    answered(&folder.path().join("kept"))?;
    let unshare = |way: &[&str]| {
        let mut unshare = Command::new("unshare");
        unshare.args(way).args(["--", "sh", "-c", APART, "sh"]).arg(&etc);
        unshare
    };
    let works = |way: &&&[&str]| {
        let mut probe = unshare(way);
        probe.arg("true").stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    };
    let way = WAYS
        .iter()
        .find(works)
        .context("this machine allows no network of one's own with a policy in it")?;
    let mut inside = unshare(way);
    inside
        .arg(env::current_exe()?)
        .args(["idle", INSIDE, &seconds.to_string()])
        .arg(folder.path());
    if !inside.status()?.success() {
        bail!("nothing was measured");
    }
    Ok(())
}

/// The measuring itself. `folder` holds the data folder of somebody who has answered the first question and chosen that
/// closing the window leaves Doorstep running.
fn inside(seconds: u64, folder: &Path) -> Result<()> {
    let runtime = Runtime::new()?;
    let host = runtime.block_on(Host::new());
    let mut press = Press::new(host.files.clone(), Utc::now() + TimeDelta::days(30));
    press.publish(&ours::real()?);
    fs::create_dir(POLICY).context("the policy's folder")?;
    let policy = Path::new(POLICY);
    fs::write(policy.join("1.root.json"), press.file("metadata/1.root.json"))?;
    let words = format!("{{ \"host\": \"{}/\", \"root\": \"1.root.json\" }}\n", host.address);
    fs::write(policy.join("policy.json"), words)?;
    let display = Display::open((1400, 1000), None)?;
    let over = Duration::from_secs(seconds);

    eprintln!("▸ Doorstep is started, refreshes, and its window is closed.");
    // Each has a folder of its own: an app that has just asked its host would not ask again at its start.
    let copy = |name: &str| edits::copy(&folder.join("kept"), &folder.join(name)).map(|()| folder.join(name));
    let closed = watch(&display, &copy("closed")?, &[], over, &host)?;
    eprintln!("▸ Doorstep is started as at login, without a window, and refreshes.");
    let hidden = watch(&display, &copy("hidden")?, &["--hidden"], over, &host)?;

    println!();
    let row = |what: &str, of: fn(&Watched) -> String| vec![what.to_owned(), of(&closed), of(&hidden)];
    let rows = [
        row("processor time, of one processor", |w| format!("{:.3} %", w.percent)),
        row("requests of the planned refresh at the start", |w| {
            w.planned.to_string()
        }),
        row("  its bytes on loopback, both ways", |w| table::count(w.planned_bytes)),
        row("requests to the host while idle", |w| w.asked.to_string()),
        row("bytes on loopback while idle", |w| table::count(w.bytes)),
        row("attempts to reach anything else, start and idle", |w| {
            w.elsewhere.to_string()
        }),
    ];
    table::print(&["", "window closed", "at login"], &rows);
    let settled = SETTLED.as_secs();
    let met = |met: bool| if met { "met" } else { "MISSED" };
    let idle = closed.percent.max(hidden.percent) < AIM;
    println!(
        "\nWatched for {seconds} s each, {settled} s after the start. The aim is under {AIM} %: {}.",
        met(idle)
    );
    let unplanned = [&closed, &hidden]
        .iter()
        .any(|w| w.elsewhere > 0 || (w.asked == 0 && w.bytes > 0));
    println!(
        "Nothing but planned refreshes may go over the network: {}.",
        met(!unplanned)
    );
    Ok(())
}

/// What was counted.
struct Watched {
    percent: f64,
    planned: usize,
    planned_bytes: u64,
    asked: usize,
    bytes: u64,
    elsewhere: u64,
}

fn watch(display: &Display, data: &Path, words: &[&str], over: Duration, host: &Host) -> Result<Watched> {
    host.take_log();
    let before = Network::read();
    let mut app = bound_to_us(program("doorstep")?);
    let app = display.lend(&mut app).arg("--data-dir").arg(data).args(words);
    let mut app = app.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let watched = (|| {
        let begun = Instant::now();
        let mut planned = 0;
        while planned == 0 {
            if begun.elapsed() > SETTLED || app.try_wait()?.is_some() {
                bail!("the app has not asked its host");
            }
            thread::sleep(Duration::from_millis(200));
            planned += host.take_log().0.len();
        }
        if words.is_empty() {
            Hand::on(display.name())?.close("Doorstep")?;
        }
        thread::sleep(SETTLED);
        if app.try_wait()?.is_some() {
            bail!("Doorstep ended with its window: there is nothing to watch");
        }
        planned += host.take_log().0.len();
        let settled = Network::read();
        let spent = ticks(&app);
        thread::sleep(over);
        let (spent_then, then) = (ticks(&app), Network::read());
        Ok(Watched {
            // Linux counts a hundred ticks a second.
            percent: (spent_then - spent) as f64 / over.as_secs_f64(),
            planned,
            planned_bytes: settled.bytes - before.bytes,
            asked: host.take_log().0.len(),
            bytes: then.bytes - settled.bytes,
            elsewhere: then.no_way - before.no_way,
        })
    })();
    let _ = app.kill();
    app.wait()?;
    watched
}

/// What the app and all its processes have spent of the processor's time, in the program and in the kernel for it.
fn ticks(app: &Child) -> u64 {
    let of = |pid: u32| [11, 12].into_iter().filter_map(move |place| process::stat(pid, place));
    process::tree(app.id()).into_iter().flat_map(of).sum()
}

/// What this network has carried.
struct Network {
    /// Received on loopback, its only device: each byte once.
    bytes: u64,
    /// Packets for which there was no way.
    no_way: u64,
}

impl Network {
    fn read() -> Self {
        let device = fs::read_to_string("/proc/self/net/dev").unwrap_or_default();
        let received = device
            .lines()
            .filter_map(|line| line.split_once(':')?.1.split_whitespace().next()?.parse::<u64>().ok());
        Self {
            bytes: received.sum(),
            no_way: no_way_4() + process::line("self/net/snmp6", "Ip6OutNoRoutes"),
        }
    }
}

/// `Ip: … OutNoRoutes …`, a line of names and one of numbers.
fn no_way_4() -> u64 {
    let text = fs::read_to_string("/proc/self/net/snmp").unwrap_or_default();
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("Ip:"));
    let (names, numbers) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let mut both = names.split_whitespace().zip(numbers.split_whitespace());
    let counted = both.find(|(name, _)| *name == "OutNoRoutes");
    counted.and_then(|(_, number)| number.parse().ok()).unwrap_or_default()
}
