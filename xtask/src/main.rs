//! `cargo xtask`: the project's commands. One file a verb; [`say`] prints each step before it runs.

mod bench;
mod demo;
mod display;
#[cfg(target_os = "linux")]
mod frame;
mod fresh;
mod licences;
mod node;
mod offline;
mod picture;
mod places;
mod run;
mod say;
mod system;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask run [--release]        opens the app on the bundled catalogue
cargo xtask demo                   publishes an edition on this machine, and the app refreshes to it
cargo xtask test [STEP…]           everything that must pass, or only the named steps
cargo xtask bench start [PAIRS]    start-up time, memory and size beside an empty Tauri window
cargo xtask bench idle [SECONDS]    processor time and network traffic while nobody looks
cargo xtask bench refresh [SIZE]   bytes and time of a refresh beside other ways, at 700, 10,000 and 100,000 resources
cargo xtask bench fleet [DEVICES]  a month of 10,000 devices at one nginx on this machine
cargo xtask bench search [SIZE]    our search beside FTS5, tantivy, Xapian and others, at 700, 10,000 and 100,000 records
cargo xtask bench paint [SIZE]     from a key to the painted answer in the real window, on 10,000 resources
cargo xtask screenshots            takes the pictures of every screen anew
cargo xtask bindings               writes ui/src/lib/commands.ts and bindings.ts from the Rust code
cargo xtask schema                 writes data/schema/ from the Rust types
cargo xtask reliability            runs every fault and attack, and writes docs/reliability.md

Each installs what it needs and says so first. CARGO_TARGET_DIR is respected.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::trouble(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<()> {
    match words {
        ["run"] => run::run(false),
        ["run", "--release"] => run::run(true),
        ["test", steps @ ..] => test::test(steps),
        ["bench", words @ ..] => bench::bench(words),
        ["demo"] => demo::demo(),
        ["screenshots"] => test::screenshots(),
        ["bindings"] => fresh::bindings(),
        ["schema"] => fresh::schema(),
        ["reliability"] => fresh::reliability(),
        [] | ["help" | "-h" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("there is no command `{}`.\n\n{HELP}", words.join(" ")),
    }
}
