//! `fleet`: a month of many devices at one nginx on this machine.
//!
//! A few devices are whole ones, with the app's own refresher and a store each; all others are light. Whole and light
//! devices of the same numbers live the same month, and what nginx logs of the two must be the same.

mod month;
mod nginx;
mod phone;

use std::collections::BTreeMap;
use std::fs::File;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use catalogue::Edition;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use jiff::Timestamp;
use store::{CatalogueDb, Origin};
use sync::{Config, Limits, Outcome, Refresher, layout};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::publisher::Publisher;
use crate::source::Source;
use crate::table::{self, count, percentile, time};
use month::Event;
use nginx::Nginx;
use phone::{Cost, Kind, Phone};

/// Devices, unless another number is asked for.
pub const DEVICES: usize = 10_000;
/// So many of them are whole ones too.
const WHOLE: usize = 21;
/// So many ask at the same moment.
const AT_ONCE: usize = 64;
/// There are addresses for so many.
const MOST: usize = 60_000;
const RESOURCES: usize = 700;
/// Of a hundred resources, so many change from one edition to the next.
const PERCENT: usize = 5;
const SEED: u64 = 1;

/// Lives the month of `devices` devices and prints what it cost.
pub async fn measure(devices: usize) -> Result<()> {
    if devices > MOST {
        bail!("{devices} devices are more than have an address here: at most {MOST}");
    }
    let folder = TempDir::new()?;
    let place = |name: &str| folder.path().join(name);
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    // The month begins at the next midnight: nginx tells the real date, and a device whose date is far behind its host's
    // is told so.
    let begin = Utc::now().date_naive().and_time(NaiveTime::MIN).and_utc() + TimeDelta::days(1);
    let before = begin - TimeDelta::hours(12);
    let (site, source) = (place("site"), Source::new(&data, &place("source"), RESOURCES, SEED)?);
    let publisher = Publisher::new(signed(before)?).await?;
    publisher.release(source.folder(), &site, signed(before)?).await?;
    stamp(&site, before)?;
    let first = ::source::build(source.folder()).map_err(|report| anyhow::anyhow!("{report}"))?;
    let whole = WHOLE.min(devices);
    // Light devices ask from addresses of their own; 127.1.0 are those that there are whole ones of.
    let nginx = Nginx::start(&site, &place("nginx"), &["127.0.0.1", "127.1.0."])?;

    println!(
        "{} devices and one nginx on this machine, {} of them at once; a month of {} days from {}.",
        count(devices as u64),
        AT_ONCE,
        month::DAYS,
        begin.date_naive()
    );
    println!(
        "The host has {RESOURCES} resources, is signed anew every night, and publishes four editions that change {PERCENT} % each."
    );
    println!(
        "A device asks about every six hours, as the app's schedule says, over a connection of its own each time; one in \
         twenty is away for two weeks.\n"
    );

    let mut fleet = Fleet::new(devices, whole, begin);
    let mut app = Whole::new(whole, &place("whole"), &nginx, &publisher, &first)?;
    let mut source = source;
    // Before the month begins, each of them has asked once.
    let learned: Vec<usize> = (0..devices).collect();
    fleet
        .ask(&nginx, learned.iter().map(|&device| (device, before)).collect())
        .await?;
    app.ask(&(0..whole).map(|device| (device, before)).collect::<Vec<_>>())
        .await?;
    fleet.tally = Tally::default();

    let events = month::events(begin);
    let mut from = begin;
    let ends = events
        .iter()
        .map(|(time, _)| *time)
        .chain([begin + TimeDelta::days(month::DAYS)]);
    for (until, event) in ends.zip(events.iter().map(|(_, event)| Some(*event)).chain([None])) {
        let due = fleet.due(from, until);
        let for_whole: Vec<_> = due.iter().copied().filter(|(device, _)| *device < whole).collect();
        fleet.ask(&nginx, due).await?;
        app.ask(&for_whole).await?;
        match event {
            Some(Event::Resign) => {
                publisher.resign(&site, signed(until)?).await?;
            }
            Some(Event::Release) => {
                source.change(&data, PERCENT)?;
                publisher.release(source.folder(), &site, signed(until)?).await?;
            }
            None => {}
        }
        stamp(&site, until)?;
        from = until;
    }
    let editions = fleet.phones.iter().map(|phone| phone.edition).max().unwrap_or_default();
    let (lines, same) = compare(&nginx.end()?)?;
    fleet.print(editions);
    println!(
        "\nThe light devices ask as the app does: {whole} of them lived the same month with the app's own refresher and a \
         store each, and the {} requests of these and those are {} in nginx's log, with their lengths and the lengths of \
         their answers.",
        count(lines as u64),
        if same { "the same" } else { "NOT the same" }
    );
    if !same {
        bail!("the light devices do not ask as the app does");
    }
    if fleet.tally.errors > 0 {
        bail!(
            "{} refreshes failed; the first: {}",
            fleet.tally.errors,
            fleet.tally.first_error
        );
    }
    Ok(())
}

/// All light devices.
struct Fleet {
    phones: Vec<Phone>,
    whole: usize,
    times: Vec<Vec<DateTime<Utc>>>,
    tally: Tally,
}

/// What came of asking.
#[derive(Default)]
struct Tally {
    kinds: BTreeMap<Kind, Sum>,
    /// In microseconds, to keep millions of them.
    latencies: Vec<u32>,
    wall: Duration,
    errors: usize,
    first_error: String,
}

/// What refreshes of one kind cost together.
#[derive(Clone, Copy, Default)]
struct Sum {
    refreshes: u64,
    requests: u64,
    sent: u64,
    received: u64,
}

impl Tally {
    fn add(&mut self, outcome: Result<Cost>) {
        let cost = match outcome {
            Ok(cost) => cost,
            Err(error) => {
                if self.errors == 0 {
                    self.first_error = format!("{error:#}");
                }
                self.errors += 1;
                return;
            }
        };
        let sum = self.kinds.entry(cost.kind).or_default();
        sum.refreshes += 1;
        sum.requests += cost.took.len() as u64;
        sum.sent += cost.sent;
        sum.received += cost.received;
        let micros = cost
            .took
            .iter()
            .map(|took| u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
        self.latencies.extend(micros);
    }
}

impl Fleet {
    fn new(devices: usize, whole: usize, begin: DateTime<Utc>) -> Self {
        Self {
            phones: vec![Phone::new(1); devices],
            whole,
            times: (0..devices).map(|number| month::refreshes(number, begin)).collect(),
            tally: Tally::default(),
        }
    }

    /// Which devices refresh when, from `from` on and before `until`; each device's in order.
    fn due(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<(usize, DateTime<Utc>)> {
        let mut due = Vec::new();
        for (device, times) in self.times.iter().enumerate() {
            let begin = times.partition_point(|time| *time < from);
            due.extend(
                times[begin..]
                    .iter()
                    .take_while(|time| **time < until)
                    .map(|time| (device, *time)),
            );
        }
        due
    }

    /// Has them refresh, many at once, each one's own one after the other. Nothing changes at the host meanwhile.
    async fn ask(&mut self, nginx: &Nginx, due: Vec<(usize, DateTime<Utc>)>) -> Result<()> {
        let mut queue: Vec<(usize, Phone, usize)> = Vec::new();
        for (device, _) in due {
            match queue.last_mut().filter(|(last, ..)| *last == device) {
                Some((.., times)) => *times += 1,
                None => queue.push((device, std::mem::take(&mut self.phones[device]), 1)),
            }
        }
        let queue: Arc<Vec<tokio::sync::Mutex<(usize, Phone, usize)>>> =
            Arc::new(queue.into_iter().map(tokio::sync::Mutex::new).collect());
        let (next, host, whole) = (Arc::new(AtomicUsize::new(0)), nginx.address(), self.whole);
        let begun = Instant::now();
        let mut workers = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (queue, next) = (Arc::clone(&queue), Arc::clone(&next));
            workers.spawn(async move {
                let mut costs = Vec::new();
                while let Some(device) = queue.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut device = device.lock().await;
                    let (number, phone, times) = &mut *device;
                    for _ in 0..*times {
                        costs.push(phone.refresh(host, address(*number, whole)).await);
                    }
                }
                costs
            });
        }
        while let Some(costs) = workers.join_next().await {
            costs?.into_iter().for_each(|cost| self.tally.add(cost));
        }
        self.tally.wall += begun.elapsed();
        for device in Arc::into_inner(queue).context("all workers have ended")? {
            let (number, phone, _) = device.into_inner();
            self.phones[number] = phone;
        }
        Ok(())
    }

    fn print(&mut self, newest: u32) {
        let devices = self.phones.len() as u64;
        let tally = &mut self.tally;
        let all = tally.kinds.values().fold(Sum::default(), |all, sum| Sum {
            refreshes: all.refreshes + sum.refreshes,
            requests: all.requests + sum.requests,
            sent: all.sent + sum.sent,
            received: all.received + sum.received,
        });
        let row = |name: &str, sum: &Sum| {
            let each = |number: u64| number as f64 / sum.refreshes.max(1) as f64;
            vec![
                name.to_owned(),
                count(sum.refreshes),
                format!("{:.2}", each(sum.requests)),
                count(each(sum.sent).round() as u64),
                count(each(sum.received).round() as u64),
                count(((sum.sent + sum.received) as f64 / devices as f64).round() as u64),
            ]
        };
        let name = |kind: &Kind| match kind {
            Kind::NothingNew => "nothing new",
            Kind::Signed => "signed anew",
            Kind::Delta => "an edition, by delta",
            Kind::Whole => "an edition, whole",
        };
        let mut rows: Vec<_> = tally.kinds.iter().map(|(kind, sum)| row(name(kind), sum)).collect();
        rows.push(row("all", &all));
        table::print(
            &[
                "a refresh finds",
                "refreshes",
                "requests each",
                "bytes up",
                "bytes down",
                "bytes a device and month",
            ],
            &rows,
        );
        println!("Bytes are heads and bodies; TLS would add its handshake to each refresh.\n");
        tally.latencies.sort_unstable();
        let latency = |share| time(Duration::from_micros(percentile(&tally.latencies, share).into()));
        println!("devices               {}", count(devices));
        println!("requests              {}", count(all.requests));
        println!(
            "requests per second   {} (in {})",
            count((all.requests as f64 / tally.wall.as_secs_f64()).round() as u64),
            time(tally.wall)
        );
        println!("latency               p50 {}, p99 {}", latency(0.5), latency(0.99));
        println!(
            "errors                {}",
            if tally.errors == 0 {
                "none".into()
            } else {
                tally.errors.to_string()
            }
        );
        let up_to_date = self.phones.iter().filter(|phone| phone.edition == newest).count();
        println!(
            "on edition {newest}          {} at the month's end; a device that is away has it when it is back",
            count(up_to_date as u64)
        );
    }
}

/// The devices that are whole, one after the other.
struct Whole {
    devices: Vec<Refresher>,
}

impl Whole {
    fn new(devices: usize, folder: &Path, nginx: &Nginx, publisher: &Publisher, edition: &Edition) -> Result<Self> {
        let device = |number: usize| {
            let folder = folder.join(number.to_string());
            let (db, _) = CatalogueDb::open(&folder)?;
            db.apply(edition, Origin::Bundled, edition.header.published_at)?;
            let config = Config {
                host: format!("http://{}/", nginx.address()).parse()?,
                root: publisher.root(),
                scratch: folder.join("refresh"),
                limits: Limits::default(),
            };
            Ok(Refresher::new(Arc::new(db), config)?)
        };
        let devices = (0..devices).map(device).collect::<Result<_>>()?;
        Ok(Self { devices })
    }

    async fn ask(&mut self, due: &[(usize, DateTime<Utc>)]) -> Result<()> {
        for (device, now) in due {
            let outcome = self.devices[*device]
                .refresh(*now, &|_| {}, std::future::pending())
                .await;
            if !outcome.is_success() || matches!(outcome, Outcome::TooNew { .. }) {
                bail!("the app's own refresh ended with {outcome:?}");
            }
        }
        Ok(())
    }
}

/// A device's own address on this machine. Those that there are whole ones of are in nginx's log.
fn address(number: usize, whole: usize) -> Ipv4Addr {
    let (net, host) = if number < whole {
        (0, number)
    } else {
        (1 + number / 250, number % 250)
    };
    Ipv4Addr::new(127, 1, net as u8, 1 + host as u8)
}

/// How many requests of whole devices are in the log, and whether those of the light ones are the same.
fn compare(log: &str) -> Result<(usize, bool)> {
    let (mut whole, mut light) = (Vec::new(), Vec::new());
    for line in log.lines() {
        let (address, asked) = line.split_once(' ').context("a line of nginx's log has two words")?;
        if address == "127.0.0.1" {
            whole.push(asked);
        } else {
            light.push(asked);
        }
    }
    whole.sort_unstable();
    light.sort_unstable();
    Ok((whole.len(), whole == light))
}

/// Gives the timestamp the time at which it was signed: nginx makes its `ETag` of that and of its length, and our month
/// is over in minutes.
fn stamp(site: &Path, now: DateTime<Utc>) -> Result<()> {
    let path = site.join(layout::METADATA).join(layout::TIMESTAMP);
    let file = File::options().append(true).open(&path)?;
    file.set_modified(now.into())?;
    Ok(())
}

fn signed(now: DateTime<Utc>) -> Result<Timestamp> {
    Ok(Timestamp::from_second(now.timestamp())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_device_has_an_address_of_its_own() {
        let addresses: std::collections::BTreeSet<_> = (0..20_000).map(|number| address(number, 21)).collect();
        assert_eq!(addresses.len(), 20_000);
        let logged = addresses.iter().filter(|address| address.octets()[2] == 0);
        assert_eq!(logged.count(), 21);
    }

    #[test]
    fn a_request_that_only_one_of_them_makes_is_noticed() {
        let log = "127.0.0.1 GET /a - 200\n127.1.0.1 GET /a - 200\n";
        assert_eq!(compare(log).unwrap(), (1, true));
        assert_eq!(compare(&format!("{log}127.1.0.2 GET /b - 404\n")).unwrap(), (1, false));
    }
}
