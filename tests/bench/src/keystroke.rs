//! `keystroke`: a keystroke in the search through the whole use-case, from what is in the box to the answer that a
//! screen is given.

use std::time::Instant;

use anyhow::Result;

use crate::made_up;
use crate::ours::App;
use crate::table::{self, count, spread};

/// Typed key by key, again and again.
const TYPED: [&str; 6] = [
    "neglect",
    "domestic abuse",
    "bruising baby",
    "lado",
    "brusing",
    "child exploitation toolkit",
];

/// Again and again at once.
const PASTED: &str = "bruise on a baby ";

pub fn run(sizes: &[usize], rounds: usize) -> Result<()> {
    let mut rows = Vec::new();
    for size in sizes {
        let folder = tempfile::tempdir()?;
        let app = App::open(folder.path(), &made_up::edition(*size)?)?;
        let mut times = Vec::new();
        // The first round does not count.
        for round in 0..=rounds {
            for typed in TYPED {
                for (at, c) in typed.char_indices() {
                    let begun = Instant::now();
                    app.keystroke(&typed[..at + c.len_utf8()])?;
                    if round > 0 {
                        times.push(begun.elapsed());
                    }
                }
            }
        }
        rows.push([vec![format!("{} resources", count(*size as u64))], spread(times)].concat());
        let pasted = PASTED.repeat(1_000_000 / PASTED.len());
        let mut times = Vec::new();
        for round in 0..=rounds {
            let begun = Instant::now();
            app.keystroke(&pasted)?;
            if round > 0 {
                times.push(begun.elapsed());
            }
        }
        rows.push([vec!["a million characters pasted".to_owned()], spread(times)].concat());
    }
    table::print(&[&["a keystroke"], &table::SPREAD[..]].concat(), &rows);
    Ok(())
}
