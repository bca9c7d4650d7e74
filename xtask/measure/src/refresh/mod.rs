//! `refresh`: bytes and time of a refresh, beside other ways of saying what changed, and a reader's search meanwhile.

mod device;
mod merge_patch;
mod reader;
mod rivals;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use catalogue::Edition;
use chrono::{DateTime, Utc};
use doorstep_publish::host::Server;
use jiff::Timestamp;
use sync::Outcome;
use tempfile::TempDir;

use crate::publisher::Publisher;
use crate::source::{self, Source};
use crate::table::{self, count, median, share, time};
use crate::wire::Wire;
use device::{Device, Host, Refreshed};
use reader::{Keystrokes, Latency};

/// Resources, unless another number is asked for.
pub const SIZES: [usize; 3] = [700, 10_000, 100_000];
/// Of a hundred resources, so many change.
const PERCENTS: [usize; 3] = [1, 5, 20];
/// Equal seeds make equal catalogues.
const SEED: u64 = 1;

/// Measures at each of `sizes` and prints.
pub async fn measure(sizes: &[usize]) -> Result<()> {
    println!("A refresh by the app's own refresher and store, from a host on this machine, while somebody searches.");
    println!("Bytes on the wire are heads and bodies in both directions; TLS would add its handshake.");
    println!("Made-up texts are the catalogue's own words in other orders, which makes every difference small.");
    for resources in sizes {
        at_size(*resources).await?;
    }
    Ok(())
}

/// How often each refresh is measured: medians of many where one is over at once.
fn rounds(resources: usize) -> usize {
    match resources {
        ..=2_000 => 15,
        2_001..=20_000 => 5,
        _ => 2,
    }
}

async fn at_size(resources: usize) -> Result<()> {
    let folder = TempDir::new()?;
    let place = |name: &str| folder.path().join(name);
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let (now, signed) = (Utc::now(), Timestamp::now());
    let site = place("site");

    let source = Source::new(&data, &place("source"), resources, SEED)?;
    let publisher = Publisher::new(signed).await?;
    publisher.release(source.folder(), &site, signed).await?;
    source::copy(&site, &place("first"))?;
    let older = build(source.folder())?;
    let older_json = older.to_json()?.into_bytes();
    let server = Server::new(&site, 0).await?;
    let wire = Wire::to(server.address()?).await?;
    tokio::spawn(server.run(std::future::pending()));
    let host = Host::new(&wire, publisher.root())?;
    let keystrokes = Keystrokes::of(source.titles(), SEED);

    println!(
        "\n══ {} resources: an edition of {} bytes of JSON",
        count(resources as u64),
        count(older_json.len() as u64)
    );
    let begun = Instant::now();
    let device = Device::new(&place("device"), &host, &older, now)?;
    println!("First import, from what comes with the app: {}.", time(begun.elapsed()));
    let learned = device.refresh(&wire, now).await;
    expect(&learned, |outcome| {
        matches!(outcome, Outcome::UpToDate { checked: true, .. })
    })?;
    let mut nothing = Vec::new();
    for _ in 0..rounds(resources) {
        let refreshed = device.refresh(&wire, now).await;
        expect(&refreshed, |outcome| {
            matches!(outcome, Outcome::UpToDate { checked: true, .. })
        })?;
        nothing.push(refreshed);
    }
    let idle = device.search_idle(&keystrokes);
    drop(device);
    // The same records under a number from which there is no delta.
    source::copy(&place("device"), &place("far-behind"))?;
    Device::new(&place("far-behind"), &host, &numbered(&older, 0), now)?;

    for percent in PERCENTS {
        let mut changed = source.copy_to(&place("changed"))?;
        let records = changed.change(&data, percent)?;
        fs::remove_dir_all(&site)?;
        source::copy(&place("first"), &site)?;
        let released = publisher.release(changed.folder(), &site, Timestamp::now()).await?;
        let newer = build(changed.folder())?.to_json()?.into_bytes();
        fs::remove_dir_all(changed.folder())?;

        println!(
            "\n── {} resources, {percent} % changed: {} of them",
            count(resources as u64),
            count(records as u64)
        );
        let (mut rows, gzip) = (Vec::new(), rivals::gzip(&newer)?);
        let mut row = |name: &str, bytes: u64, make: Option<Duration>, undo: Option<Duration>| {
            let told = |duration: Option<Duration>| duration.map_or("–".into(), time);
            rows.push(vec![
                name.into(),
                count(bytes),
                share(bytes, gzip.bytes),
                told(make),
                told(undo),
            ]);
        };
        let ours = *released
            .released
            .delta_bytes
            .get(&1)
            .context("there is a delta from edition 1")?;
        let (decoded, decode) = rivals::our_delta(&site, &older_json, &newer)?;
        if decoded != ours {
            bail!("the published delta has {ours} bytes, and the file {decoded}");
        }
        row("Doorstep: delta", ours, released.delta, Some(decode));
        let (full, decode) = rivals::our_whole(&site, &newer)?;
        row("Doorstep: whole edition", full, Some(released.whole), Some(decode));
        row("whole edition, gzip -9", gzip.bytes, Some(gzip.make), Some(gzip.undo));
        for rival in rivals::others(&older_json, &newer, folder.path())? {
            match rival.cost {
                Ok(cost) => row(&rival.name, cost.bytes, Some(cost.make), Some(cost.undo)),
                Err(why) => println!("{}: not run, {why}", rival.name),
            }
        }
        table::print(&["what is sent", "bytes", "of gzip", "to make", "to undo"], &rows);

        let mut by_delta = Vec::new();
        let mut whole = Vec::new();
        for _ in 0..rounds(resources) {
            by_delta.push(round(&place("device"), &place("round"), &host, &wire, &keystrokes, now, true).await?);
            whole.push(
                round(
                    &place("far-behind"),
                    &place("round"),
                    &host,
                    &wire,
                    &keystrokes,
                    now,
                    false,
                )
                .await?,
            );
        }
        println!();
        let parts = |name: &str, of: &[&Refreshed]| {
            let middle = |part: fn(&Refreshed) -> Duration| match median(of.iter().map(|r| part(r)).collect()) {
                Duration::ZERO => "–".into(),
                duration => time(duration),
            };
            vec![
                name.into(),
                count(of.first().map_or(0, |r| r.wire)),
                middle(|r| r.asked),
                middle(|r| r.checked),
                middle(|r| r.applied),
                middle(|r| r.asked + r.checked + r.applied),
            ]
        };
        let refreshed = |of: &[(Refreshed, Latency)]| of.iter().map(|(r, _)| r.clone()).collect::<Vec<_>>();
        let (delta, full) = (refreshed(&by_delta), refreshed(&whole));
        table::print(
            &[
                "a refresh",
                "on the wire",
                "ask, fetch",
                "decode, check",
                "apply",
                "in all",
            ],
            &[
                parts("nothing new", &nothing.iter().collect::<Vec<_>>()),
                parts("by delta", &delta.iter().collect::<Vec<_>>()),
                parts("whole", &full.iter().collect::<Vec<_>>()),
            ],
        );
        println!();
        let latency = |name: &str, of: &Latency| {
            let [p50, p95, max] = of.percentiles();
            vec![name.into(), count(of.len() as u64), time(p50), time(p95), time(max)]
        };
        let while_applying = |of: Vec<(Refreshed, Latency)>| of.into_iter().map(|(_, latency)| latency).sum();
        table::print(
            &["a search, at each key", "searches", "p50", "p95", "longest"],
            &[
                latency("while nothing else happens", &idle),
                latency("while a delta is applied", &while_applying(by_delta)),
                latency("while a whole one is applied", &while_applying(whole)),
            ],
        );
    }
    Ok(())
}

/// One refresh of a copy of the device in `from`, and the searches while it applied.
async fn round(
    from: &Path,
    to: &Path,
    host: &Host,
    wire: &Wire,
    keystrokes: &Keystrokes,
    now: DateTime<Utc>,
    by_delta: bool,
) -> Result<(Refreshed, Latency)> {
    source::copy(from, to)?;
    let device = Device::open(to, host)?;
    let (refreshed, latency) = device.refresh_searched(wire, keystrokes, now).await;
    expect(
        &refreshed,
        |outcome| matches!(outcome, Outcome::Updated(updated) if updated.to == 2 && updated.by_delta == by_delta),
    )?;
    drop(device);
    fs::remove_dir_all(to)?;
    Ok((refreshed, latency))
}

fn expect(refreshed: &Refreshed, right: impl Fn(&Outcome) -> bool) -> Result<()> {
    if right(&refreshed.outcome) {
        return Ok(());
    }
    bail!("a refresh ended otherwise than it should: {:?}", refreshed.outcome)
}

fn build(data: &Path) -> Result<Edition> {
    ::source::build(data).map_err(|report| anyhow::anyhow!("the made-up catalogue has faults:\n{report}"))
}

fn numbered(edition: &Edition, number: u32) -> Edition {
    let mut edition = edition.clone();
    edition.header.edition = number;
    edition
}
