//! `refresh`: bytes and time of a refresh, from a host on this machine, beside other ways of saying what changed. Of
//! those that decision 7 weighed: the whole edition as a web server sends it, for reference, and a JSON merge patch.

mod merge_patch;

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use chrono::{TimeDelta, Utc};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use kit::edits;
use kit::host::Host;
use kit::press::Press;

use crate::made_up;
use crate::ours::{self, Edition, Refreshed, compress, decompress};
use crate::table::{self, count, median, share, time};

/// Of a hundred resources, so many change.
const PERCENTS: [usize; 3] = [1, 5, 20];

/// Measures at each of `sizes` and prints.
pub fn run(sizes: &[usize], rounds: usize) -> Result<()> {
    println!("Bytes on the wire are heads and bodies in both directions; TLS would add its handshake.");
    println!("Made-up texts are the catalogue's own words in other orders, which makes every difference small.");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    for size in sizes {
        let older = made_up::edition(*size)?;
        for percent in PERCENTS {
            let newer = made_up::next(&older, percent)?;
            println!("\n══ {} resources, {percent} % of them changed", count(*size as u64));
            ways(&older, &newer)?;
            println!();
            runtime.block_on(refreshes(&older, &newer, rounds))?;
        }
    }
    Ok(())
}

/// What could be sent, made and undone here, and compared with the edition that it must give.
fn ways(older: &Edition, newer: &Edition) -> Result<()> {
    let (older, newer) = (&ours::json(older)?[..], &ours::json(newer)?[..]);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let reference = gzip(newer)?.len() as f64;
    let mut way = |name: &str, make: &dyn Fn() -> Result<Vec<u8>>, undo: &dyn Fn(&[u8]) -> Result<Vec<u8>>| {
        let begun = Instant::now();
        let bytes = make()?;
        let made = begun.elapsed();
        let begun = Instant::now();
        if undo(&bytes)? != newer {
            bail!("{name}: what comes out is not the newer edition");
        }
        let (undone, length) = (begun.elapsed(), bytes.len());
        rows.push(vec![
            name.into(),
            count(length as u64),
            share(length as f64, reference),
            time(made),
            time(undone),
        ]);
        Ok(())
    };
    way("whole edition, gzip -9, for reference", &|| gzip(newer), &gunzip)?;
    way("doorstep: whole edition", &|| compress(newer), &decompress)?;
    way("doorstep: delta", &|| ours::delta(older, newer), &|bytes| {
        ours::undo_delta(older, bytes)
    })?;
    way(
        "JSON merge patch, zstd -22",
        &|| compress(&merge_patch::make(older, newer)?),
        &|bytes| Ok(merge_patch::apply(older, &decompress(bytes)?)?),
    )?;
    table::print(&["what is sent", "bytes", "of gzip", "to make", "to undo"], &rows);
    Ok(())
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn gunzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut out)?;
    Ok(out)
}

/// A device that has the older edition and has asked the host once refreshes, `rounds` times from the same state.
async fn refreshes(older: &Edition, newer: &Edition, rounds: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kept = folder.path().join("kept");
    let host = Host::new().await;
    let mut press = Press::new(host.files.clone(), Utc::now() + TimeDelta::days(30));
    press.publish(older);
    ours::refresh(&kept, older, &host, &press).await?;
    let mut rows = Vec::new();
    for (name, brings) in [("nothing new", None), ("by delta", Some(newer)), ("whole", Some(newer))] {
        match name {
            "by delta" => press.publish(newer),
            "whole" => press.without_deltas(),
            _ => {}
        }
        let mut all = Vec::with_capacity(rounds);
        for round in 0..rounds {
            let copy = folder.path().join(format!("{name}-{round}"));
            edits::copy(&kept, &copy)?;
            let refreshed = ours::refresh(&copy, older, &host, &press).await?;
            if refreshed.edition != brings.map(|edition| edition.header.edition) {
                bail!("{name}: the refresh brought {:?}", refreshed.edition);
            }
            std::fs::remove_dir_all(&copy)?;
            all.push(refreshed);
        }
        let middle = |part: fn(&Refreshed) -> Duration| time(median(all.iter().map(part).collect()));
        rows.push(vec![
            name.to_owned(),
            count(all[0].wire as u64),
            middle(|r| r.asked),
            middle(|r| r.checked),
            middle(|r| r.applied),
            middle(|r| r.asked + r.checked + r.applied),
        ]);
    }
    table::print(
        &[
            "a refresh",
            "on the wire",
            "ask, fetch",
            "decode, check",
            "apply",
            "in all",
        ],
        &rows,
    );
    Ok(())
}
