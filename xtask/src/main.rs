//! `cargo xtask`: the project's commands. One file a verb; [`say`] prints each step before it runs.

mod bench;
mod demo;
mod fresh;
mod fuzz;
mod glass;
mod licences;
mod node;
mod offline;
mod package;
mod phones;
mod places;
mod platforms;
mod python;
mod run;
mod say;
mod system;
mod test;
mod tool;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask run [--release]        opens the app on the bundled catalogue
cargo xtask demo                   publishes an edition on this machine, and the app refreshes to it
cargo xtask test [STEP…]           everything that must pass, or only the named steps; --keep-going runs the rest after a failure
cargo xtask test quick             what a minute is enough for: formatting, the screens, the crates' unit tests
cargo xtask bench [JOB] [SIZE]     measures; without a job it lists them
cargo xtask fuzz TARGET [SECONDS]  gives a reader every kind of bytes, for ten minutes
cargo xtask package                makes Linux's packages, and has them checked
cargo xtask package try [ROOT…]    installs them in clean roots, starts the app there without a network, and removes it
cargo xtask package parts          writes what each program is made of, and under which licences
cargo xtask package again          makes them again in another folder, and says what differs
cargo xtask screenshots            takes the pictures of every screen again, in every size and look
cargo xtask glass [--write]        measures what is visible in the window and where; --write writes docs/glass.md
cargo xtask phones                 compiles the Kotlin and the Swift, and runs their tests
cargo xtask bindings               writes ui/src/lib/commands.ts and bindings.ts from the Rust code
cargo xtask schema                 writes data/schema/ from the Rust types
cargo xtask messages               writes the files in which messages and help texts are reviewed
cargo xtask platforms [PART…]      tries Windows, macOS, Android and iOS, each or one, and writes docs/platforms.md;
                                   --check fails where that is older than the code
cargo xtask templates              writes deploy/, from the table of what an administrator can set
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
        ["fuzz", words @ ..] => fuzz::fuzz(words),
        ["platforms", words @ ..] => platforms::platforms(words),
        ["package", words @ ..] => package::package(words),
        ["demo"] => demo::demo(),
        ["screenshots"] => test::screenshots(),
        ["glass"] => glass::glass(false),
        ["glass", "--write"] => glass::glass(true),
        ["phones"] => phones::phones(),
        ["bindings"] => fresh::bindings(),
        ["schema"] => fresh::schema(),
        ["messages"] => fresh::messages(),
        ["templates"] => fresh::templates(),
        ["reliability"] => fresh::reliability(),
        [] | ["help" | "-h" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("there is no command `{}`.\n\n{HELP}", words.join(" ")),
    }
}
