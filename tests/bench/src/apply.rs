//! `apply`: how long it takes until an edition that has arrived is the one that screens answer from, and how long a
//! screen waits meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::made_up;
use crate::ours::App;
use crate::table::{self, count, median, spread, time};

/// Of a hundred resources, so many change.
const PERCENT: usize = 5;

pub fn run(sizes: &[usize], rounds: usize) -> Result<()> {
    let (mut applied, mut waits) = (Vec::new(), Vec::new());
    for size in sizes {
        let folder = tempfile::tempdir()?;
        let older = made_up::edition(*size)?;
        let newer = made_up::next(&older, PERCENT)?;
        let app = App::open(folder.path(), &older)?;
        let name = format!("{} resources", count(*size as u64));
        let alone = (0..200).map(|_| ask(&app)).collect::<Result<Vec<_>>>()?;
        let (mut took, mut meanwhile) = (Vec::new(), Vec::new());
        for round in 0..rounds {
            // To and fro, and a number higher each time.
            let mut next = if round % 2 == 0 { newer.clone() } else { older.clone() };
            next.header.edition = older.header.edition + 1 + round as u32;
            let ended = AtomicBool::new(false);
            let (time, asked) = thread::scope(|scope| {
                let reader = scope.spawn(|| {
                    let mut asked = Vec::new();
                    while !ended.load(Ordering::Relaxed) {
                        asked.push(ask(&app)?);
                    }
                    Ok::<_, anyhow::Error>(asked)
                });
                let begun = Instant::now();
                let applied = app.apply(&next);
                let took = begun.elapsed();
                ended.store(true, Ordering::Relaxed);
                let asked = reader.join().map_err(|_| anyhow!("the reader panicked"))??;
                applied.map(|()| (took, asked))
            })?;
            took.push(time);
            meanwhile.extend(asked);
        }
        applied.push(vec![name.clone(), time(median(took))]);
        waits.push([vec![format!("{name}: alone")], spread(alone)].concat());
        waits.push([vec![format!("{name}: while it is applied")], spread(meanwhile)].concat());
    }
    table::print(&["an edition is applied", "median"], &applied);
    println!();
    table::print(&[&["a screen, Now, answers"], &table::SPREAD[..]].concat(), &waits);
    Ok(())
}

fn ask(app: &App) -> Result<Duration> {
    let begun = Instant::now();
    app.screen()?;
    Ok(begun.elapsed())
}
