//! `cargo xtask bench paint`: from the press of a key to the painted answer, in the real window, on a large catalogue.

use std::{env, fs, process};

use anyhow::{Result, bail};

use super::{build_measure, prepare};
use crate::{node, places, run, say, system};

/// Resources, unless another number is asked for.
pub const RESOURCES: usize = 10_000;

/// Builds the app as people get it, gives it a catalogue of so many resources, and types into its search.
pub fn paint(resources: usize) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("bench paint drives WebKitGTK and runs on Linux only");
    }
    node::check()?;
    system::for_tests()?;
    node::install()?;
    node::build()?;
    run::build(true)?;
    build_measure()?;
    let folder = env::temp_dir().join(format!("doorstep-paint-{}", process::id()));
    let painted = (|| {
        let mut large = process::Command::new(places::built("release", "measure"));
        large.arg("large").arg(&folder).arg(resources.to_string());
        say::run(&format!("Making a catalogue of {resources} resources"), &mut large)?;
        let app = places::built("release", "doorstep");
        let mut test = prepare("bench_paint", &folder);
        say::run(
            "Typing into the search",
            test.arg("--nocapture").env("DOORSTEP_BENCH_APP", app),
        )?;
        println!(
            "The aim is that p95 of what is drawn is under 16 ms. Where there is no graphics card, as on a virtual"
        );
        println!("display, the processor draws too, and a frame takes the longer the less of it is free.");
        Ok(())
    })();
    let _ = fs::remove_dir_all(&folder);
    painted
}
