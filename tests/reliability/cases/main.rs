//! Every fault and attack, one row each: what is done, how the refresh ends, and that the next one goes well again.
//!
//! `cargo test -p reliability` runs all rows; words after `--` choose rows by name. The run compares
//! `docs/reliability.md` with what it saw; `cargo xtask reliability` writes it.
#![allow(clippy::unwrap_used)]

mod attacks;
mod bookkeeping;
mod child;
mod content;
mod damage;
mod dates;
mod deltas;
mod disk;
mod endure;
mod erasing;
mod files;
mod kill;
mod network;
mod newer;
mod private;
mod publisher;
mod random;
mod scene;
mod shapes;
mod small;
mod start;
mod steps;
mod table;
mod twice;

use std::process::ExitCode;

use libtest_mimic::Arguments;
use table::Table;

fn main() -> ExitCode {
    child::serve(disk::run_inside, erasing::erase);
    start::serve();
    let arguments = Arguments::from_args();
    let (table, trials) = Table::of(vec![
        network::family(),
        attacks::family(),
        content::family(),
        kill::family(),
        disk::family(),
        damage::family(),
        erasing::family(),
        twice::family(),
        private::family(),
        newer::family(),
        deltas::family(),
        start::family(),
        files::family(),
        bookkeeping::family(),
        shapes::family(),
        dates::family(),
        publisher::family(),
        random::family(),
    ]);
    let conclusion = libtest_mimic::run(&arguments, trials);
    if arguments.list || conclusion.has_failed() {
        return conclusion.exit_code();
    }
    match table.finish() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
