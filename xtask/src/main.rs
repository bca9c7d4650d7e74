//! `cargo xtask`: the project's commands. One file a verb; [`say`] prints each step before it runs.

mod bench;
mod display;
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
cargo xtask test [STEP…]           everything that must pass, or only the named steps
cargo xtask bench start [PAIRS]    start-up time, memory and size beside an empty Tauri window
cargo xtask screenshots            takes the pictures of every screen anew
cargo xtask bindings               writes ui/src/lib/bindings.ts from the Rust types
cargo xtask schema                 writes data/schema/ from the Rust types

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
        ["bench", "start"] => bench::start(bench::PAIRS),
        ["bench", "start", pairs] => match pairs.parse() {
            Ok(pairs) if pairs > 0 => bench::start(pairs),
            _ => bail!("bench start takes a number of pairs, such as 10, and was given {pairs}"),
        },
        ["screenshots"] => test::screenshots(),
        ["bindings"] => fresh::bindings(),
        ["schema"] => fresh::schema(),
        [] | ["help" | "-h" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("there is no command `{}`.\n\n{HELP}", words.join(" ")),
    }
}
