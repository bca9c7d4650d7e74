//! `cargo xtask run`: opens the app.

use std::process::{Child, Command};
use std::time::Duration;
use std::{env, fs, thread};

use anyhow::{Context, Result, bail};

use kit::display::{self, Display};
use kit::picture;

use crate::say::{self, say};
use crate::{node, places, system};

/// Builds and opens it. Ctrl+C ends everything.
pub fn run(release: bool) -> Result<()> {
    node::check()?;
    let seen = is_seen();
    if seen {
        system::for_window()?;
    } else {
        say("Here is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): the window opens on a virtual one.");
        system::for_virtual_window()?;
    }
    node::install()?;
    node::build()?;
    build(release.then_some("custom-protocol"))?;
    let app = places::built(if release { "release" } else { "debug" }, "doorstep");
    if seen {
        say("Opening Doorstep. Ctrl+C ends it, and so does closing its window, unless you keep it in the tray.");
        let status = Command::new(&app).status().context("Doorstep could not be started")?;
        if !status.success() {
            bail!("Doorstep ended with a failure ({status})");
        }
        return Ok(());
    }
    run_unseen(&app)
}

/// Builds the app as `run` and `bench` need it: a release with these features, or a debug build.
pub fn build(release: Option<&str>) -> Result<()> {
    let mut words = vec!["build", "--locked", "--package", "doorstep", "--bin", "doorstep"];
    if let Some(features) = release {
        words.extend(["--release", "--features", features]);
    }
    say::run(
        "Building Doorstep (some minutes the first time)",
        &mut places::cargo(words),
    )
}

/// Opens it on a virtual display and writes what the display shows, so that somebody without one still sees it.
fn run_unseen(app: &std::path::Path) -> Result<()> {
    let frames = env::temp_dir().join(format!("doorstep-run-{}", std::process::id()));
    fs::create_dir_all(&frames)?;
    let ended = (|| {
        let display = Display::open((1280, 800), Some(&frames))?;
        let mut app = display.lend(&mut display::bound_to_us(app)).spawn()?;
        let png = places::screenshots().join("run.png");
        say(format!(
            "Doorstep is open. What it shows is written to {} every two seconds.",
            png.display()
        ));
        say("Ctrl+C ends it.");
        watch(&mut app, || picture::save(&frames, &png))
    })();
    let _ = fs::remove_dir_all(&frames);
    ended
}

fn watch(app: &mut Child, mut take: impl FnMut() -> Result<()>) -> Result<()> {
    loop {
        thread::sleep(Duration::from_secs(2));
        if let Err(error) = take() {
            say(format!("No picture could be taken: {error:#}"));
        }
        if let Some(status) = app.try_wait()? {
            if status.success() {
                return Ok(());
            }
            bail!("Doorstep ended with a failure ({status})");
        }
    }
}

/// Whether a window that opens here can be seen.
pub fn is_seen() -> bool {
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
