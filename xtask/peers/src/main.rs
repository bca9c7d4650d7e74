//! Search engines that somebody else might have chosen, each in a process of its own.
//!
//! `peers ENGINE build RECORDS INDEX` makes an index and prints `built NANOSECONDS BYTES`. `peers ENGINE serve INDEX`
//! opens it, prints `ready NANOSECONDS`, and answers every line of text with `NANOSECONDS<TAB>ID,ID,…`: what it found,
//! best first, at most [`LIMIT`], and how long it took without the pipes.
//!
//! `node/peer.mjs` and `xapian_peer.py` speak the same.

mod fts5;
mod record;
mod tantivy_peer;

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use fts5::Shape;

/// How many ids an answer has at the most.
const LIMIT: usize = 20;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [engine, "build", records, index] => {
            let records = record::read(Path::new(records))?;
            let (took, bytes) = match engine {
                "tantivy" | "tantivy-fuzzy" => tantivy_peer::build(&records, Path::new(index))?,
                _ => fts5::build(Shape::named(engine)?, &records, Path::new(index))?,
            };
            println!("built {} {bytes}", took.as_nanos());
            Ok(())
        }
        [engine, "serve", index] => match engine {
            "tantivy" | "tantivy-fuzzy" => tantivy_peer::serve(Path::new(index), engine == "tantivy-fuzzy"),
            _ => fts5::serve(Shape::named(engine)?, Path::new(index)),
        },
        _ => bail!("peers ENGINE build RECORDS INDEX, or peers ENGINE serve INDEX"),
    }
}

/// Says that it is ready and answers until nobody asks any more.
fn answer(opened: Duration, mut search: impl FnMut(&str) -> Result<Vec<String>>) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "ready {}", opened.as_nanos())?;
    out.flush()?;
    for line in io::stdin().lines() {
        let line = line?;
        let begun = Instant::now();
        let found = search(&line)?;
        let took = begun.elapsed();
        writeln!(out, "{}\t{}", took.as_nanos(), found.join(","))?;
        out.flush()?;
    }
    Ok(())
}
