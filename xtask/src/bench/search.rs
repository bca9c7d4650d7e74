//! `cargo xtask bench search`: our search beside other engines.

use std::path::Path;

use anyhow::Result;

use super::measure;
use crate::{node, places, say, system};

/// The other engines: a workspace of its own, which nothing that is shipped stands on.
const PEERS: &str = "xtask/peers";

/// Installs and builds the other engines and ours, and measures at `sizes`.
pub fn search(sizes: &[&str]) -> Result<()> {
    node::check()?;
    system::for_searches()?;
    let packages = Path::new(PEERS).join("node");
    node::install_in(
        &places::root().join(&packages),
        &format!("the engines' packages from {}/package-lock.json", packages.display()),
    )?;
    let mut build = places::cargo(["build", "--locked", "--release", "--manifest-path"]);
    build.arg(format!("{PEERS}/Cargo.toml"));
    say::run("Building the other engines (some minutes the first time)", &mut build)?;
    let program = places::built("release", "peers").display().to_string();
    let words: Vec<&str> = ["search", &program].into_iter().chain(sizes.iter().copied()).collect();
    measure(&words)
}
