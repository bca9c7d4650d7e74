//! What is measured in the real window, on the release program that xtask has built beside this one.

pub mod idle;
pub mod paint;
mod process;
pub mod start;

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use kit::window::{App, Device};

/// A release program.
fn program(name: &str) -> Result<PathBuf> {
    let here = env::current_exe()?;
    let program = here.parent().context("a folder of programs")?.join(name);
    if !program.is_file() {
        bail!("{} is missing: `cargo xtask bench` builds it", program.display());
    }
    Ok(program)
}

/// The app on the data in `data`, once its first question is answered.
fn open(data: &Path) -> Result<App> {
    Ok(Device::keeping(data.to_owned())
        .running(program("doorstep")?)
        .start_in("Hampshire"))
}

/// Makes the data folder of somebody who has answered the first question and keeps the app running when its window is
/// closed.
fn answered(data: &Path) -> Result<()> {
    let app = open(data)?;
    app.go("#/settings");
    app.arrive("Settings");
    app.press("checkbox", "Keep running when the window is closed");
    app.see("Doorstep keeps running when the window is closed.");
    app.go("#/");
    app.arrive("Who to call now");
    app.close();
    Ok(())
}
