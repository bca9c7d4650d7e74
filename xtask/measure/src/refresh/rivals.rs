//! What else a host could send, each made and undone here, and held against the edition that it must give.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sync::delta;
use zstd::stream::{read, write};

use super::merge_patch;

/// A program that takes longer is ended.
const PATIENCE: Duration = Duration::from_secs(600);

/// One of them.
pub struct Rival {
    pub name: String,
    /// What it costs, or why that is not known.
    pub cost: Result<Cost, String>,
}

/// What one costs.
pub struct Cost {
    pub bytes: u64,
    /// From the two editions to what is sent.
    pub make: Duration,
    /// From what is sent, and the older edition, to the newer.
    pub undo: Duration,
}

/// The whole edition, as a web server sends it.
pub fn gzip(newer: &[u8]) -> Result<Cost> {
    cost(newer, || gzipped(newer), gunzipped)
}

/// The published delta's length, and how long it takes to undo.
pub fn our_delta(site: &Path, older: &[u8], newer: &[u8]) -> Result<(u64, Duration)> {
    let file = published(site, "1-2.zst")?;
    let cost = cost(
        newer,
        || Ok(file),
        |bytes| Ok(delta::apply(older, bytes, newer.len() as u64)?),
    )?;
    Ok((cost.bytes, cost.undo))
}

/// The published whole edition's length, and how long it takes to undo.
pub fn our_whole(site: &Path, newer: &[u8]) -> Result<(u64, Duration)> {
    let file = published(site, "2.json.zst")?;
    let cost = cost(
        newer,
        || Ok(file),
        |bytes| Ok(delta::decompress(bytes, newer.len() as u64)?),
    )?;
    Ok((cost.bytes, cost.undo))
}

/// All others. `folder` is for their files.
pub fn others(older: &[u8], newer: &[u8], folder: &Path) -> Result<Vec<Rival>> {
    let patch_and = |pack: fn(&[u8]) -> Result<Vec<u8>>, unpack: fn(&[u8]) -> Result<Vec<u8>>| {
        cost(
            newer,
            || pack(&merge_patch::make(older, newer)?),
            |bytes| Ok(merge_patch::apply(older, &unpack(bytes)?)?),
        )
    };
    let default_window = cost(newer, || zstd_19(older, newer), |bytes| unzstd(older, bytes))?;
    let rival = |name: &str, cost| Rival {
        name: name.into(),
        cost,
    };
    Ok(vec![
        rival("JSON merge patch, gzip -9", Ok(patch_and(gzipped, gunzipped)?)),
        rival(
            "JSON merge patch, zstd -22",
            Ok(patch_and(
                |bytes| Ok(delta::compress(bytes)?),
                |bytes| Ok(delta::decompress(bytes, u64::from(u32::MAX))?),
            )?),
        ),
        rival("bsdiff", bsdiff(older, newer, folder)?),
        rival("zstd -19 against the older, default window", Ok(default_window)),
    ])
}

fn cost(
    newer: &[u8],
    make: impl FnOnce() -> Result<Vec<u8>>,
    undo: impl FnOnce(&[u8]) -> Result<Vec<u8>>,
) -> Result<Cost> {
    let begun = Instant::now();
    let bytes = make()?;
    let made = Instant::now();
    let undone = undo(&bytes)?;
    let cost = Cost {
        bytes: bytes.len() as u64,
        make: made - begun,
        undo: made.elapsed(),
    };
    if undone != newer {
        bail!("what comes out is not the newer edition");
    }
    Ok(cost)
}

fn gzipped(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn gunzipped(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut out)?;
    Ok(out)
}

/// zstd as it comes, at the level most people would call high.
fn zstd_19(older: &[u8], newer: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = write::Encoder::with_ref_prefix(Vec::new(), 19, older)?;
    encoder.set_pledged_src_size(Some(newer.len() as u64))?;
    encoder.write_all(newer)?;
    Ok(encoder.finish()?)
}

fn unzstd(older: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    read::Decoder::with_ref_prefix(bytes, older)?.read_to_end(&mut out)?;
    Ok(out)
}

/// The program that Debian and others ship.
fn bsdiff(older: &[u8], newer: &[u8], folder: &Path) -> Result<Result<Cost, String>> {
    let file = |name: &str| folder.join(format!("bsdiff-{name}"));
    fs::write(file("older"), older)?;
    fs::write(file("newer"), newer)?;
    let run = |program: &str, words: [&str; 3]| patiently(Command::new(program).args(words.map(file)));
    let begun = Instant::now();
    if let Err(why) = run("bsdiff", ["older", "newer", "patch"]) {
        return Ok(Err(why));
    }
    let made = Instant::now();
    if let Err(why) = run("bspatch", ["older", "undone", "patch"]) {
        return Ok(Err(why));
    }
    let undo = made.elapsed();
    if fs::read(file("undone"))? != newer {
        bail!("bspatch does not give the newer edition");
    }
    Ok(Ok(Cost {
        bytes: fs::metadata(file("patch"))?.len(),
        make: made - begun,
        undo,
    }))
}

/// Runs a program to its end, or ends it.
fn patiently(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().display().to_string();
    let mut child = match command.stdin(Stdio::null()).stdout(Stdio::null()).spawn() {
        Ok(child) => child,
        Err(error) => return Err(format!("{program} cannot be started: {error}")),
    };
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("{program} failed ({status})")),
            Ok(None) if begun.elapsed() > PATIENCE => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!(
                    "{program} had not ended after {} minutes",
                    PATIENCE.as_secs() / 60
                ));
            }
            Ok(None) => thread::sleep(Duration::from_millis(1)),
            Err(error) => return Err(format!("{program}: {error}")),
        }
    }
}

/// The file below `targets/` that is called so.
fn published(site: &Path, name: &str) -> Result<Vec<u8>> {
    let mut found: Option<PathBuf> = None;
    for target in fs::read_dir(site.join("targets"))? {
        let path = target?.path().join(name);
        if path.is_file() && found.replace(path).is_some() {
            bail!("{name} is published twice");
        }
    }
    Ok(fs::read(found.with_context(|| format!("{name} is not published"))?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_one_of_them_gives_the_newer_edition() {
        let edition = |number: u32| {
            let records: Vec<String> = (0..200)
                .map(|i| format!("{{\"id\":\"g{i:03}\",\"of\":{}}}", if i < 5 { number } else { 0 }))
                .collect();
            format!("{{\"edition\":{number},\"gadgets\":[{}]}}", records.join(",")).into_bytes()
        };
        let (older, newer) = (edition(1), edition(2));
        let dir = tempfile::tempdir().unwrap();
        assert!(gzip(&newer).unwrap().bytes < newer.len() as u64);
        for rival in others(&older, &newer, dir.path()).unwrap() {
            match rival.cost {
                Ok(cost) => assert!(cost.bytes < newer.len() as u64, "{}", rival.name),
                // The program need not be on every machine; all others are in this one.
                Err(_) => assert_eq!(rival.name, "bsdiff"),
            }
        }
    }
}
