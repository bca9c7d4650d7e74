//! `cargo xtask demo`: all of a refresh in one go. A host on this machine with fresh keys, the app on edition 1,
//! edition 2 published, and the app refreshing to it.
//!
//! Somebody at a terminal with a display does the app's part by hand and is shown what to look at. Where there is
//! nobody, a driver does it on a virtual display, takes pictures, and the command fails unless the window says that the
//! app has refreshed and the host was asked for the difference.

mod host;
mod window;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use chrono::{Local, NaiveDate};
use kit::edits::{self, CONTACT, NEW_NUMBER, OLD_NUMBER, WEEK, WITHDRAWN_BECAUSE, WITHDRAWN_TITLE};

use crate::say::{self, say};
use crate::{node, places, run, system};
use host::{Asked, Host};
use window::Window;

/// The contact whose number changes, as its card calls it.
const CONTACT_TITLE: &str = "Hampshire Children's Services";
/// How long the app may take to ask its host, when nobody has to press anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// Shows it all.
pub fn demo() -> Result<()> {
    node::check()?;
    let attended = io::stdin().is_terminal() && run::is_seen();
    if attended {
        system::for_window()?;
    } else if cfg!(target_os = "linux") {
        say("Nobody is at a terminal with a display: a driver uses the app on a virtual one, and takes pictures.");
        system::for_tests()?;
    } else {
        bail!("only Linux has a display without a screen: run the demo in a terminal");
    }
    node::install()?;
    node::build()?;
    run::build(None)?;
    build_publisher()?;
    let stage = Stage::new()?;
    let today = Local::now().date_naive();
    let mut host = publish(&stage)?;
    say(format!(
        "Edition 1 is published, at {}. {}",
        host.address(),
        stage.policy(&host)?
    ));
    if attended {
        by_hand(&stage, &mut host, today)
    } else {
        by_driver(&stage, &mut host, today)
    }
}

/// Builds the program that publishes and serves.
fn build_publisher() -> Result<()> {
    let words = [
        "build",
        "--locked",
        "--package",
        "doorstep-publish",
        "--bin",
        "doorstep-publish",
    ];
    say::run("Building the editors' program", &mut places::cargo(words))
}

/// A temporary folder with an editor's source and keys, a host's files and a device's. It goes with this.
struct Stage(PathBuf);

impl Stage {
    fn new() -> Result<Self> {
        let stage = Self(env::temp_dir().join(format!("doorstep-demo-{}", std::process::id())));
        edits::copy(&places::root().join("data"), &stage.place("data"))?;
        Ok(stage)
    }

    /// Something in it.
    fn place(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Has the app refresh from `host` and believe the new keys. Answers what that means.
    fn policy(&self, host: &Host) -> Result<&'static str> {
        let policy = format!(
            "{{ \"host\": \"{}\", \"root\": \"keys/1.root.json\" }}\n",
            host.address()
        );
        fs::write(self.place("policy.json"), policy)?;
        Ok("A policy file tells the app to ask there, and whose signatures to believe.")
    }

    /// What the app is started with.
    fn arguments(&self) -> [String; 5] {
        let place = |name| self.place(name).display().to_string();
        [
            "--data-dir".into(),
            place("device"),
            "--policy".into(),
            place("policy.json"),
            "--driven".into(),
        ]
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Makes keys, publishes edition 1 and serves it.
fn publish(stage: &Stage) -> Result<Host> {
    let mut keys = publisher(&["keys", "new"]);
    keys.arg(stage.place("keys")).args(["--threshold", "1", "--keys", "1"]);
    say::quietly(
        "Making keys: a root, and one each for editions, snapshots and timestamps",
        &mut keys,
    )?;
    release(stage, "Publishing edition 1")?;
    Host::serve(&stage.place("host"))
}

fn release(stage: &Stage, what: &str) -> Result<()> {
    let mut release = publisher(&["release"]);
    release.arg(stage.place("data")).arg("--keys").arg(stage.place("keys"));
    release.arg("--to").arg(stage.place("host")).arg("--yes");
    say::quietly(what, &mut release)
}

/// Edition 2.
fn publish_next(stage: &Stage, today: NaiveDate) -> Result<()> {
    let starts = edits::apply(&stage.place("data"), today)?;
    say("An editor changes three things in data/:");
    say(format!(
        "  a number: {CONTACT_TITLE} was {OLD_NUMBER} and is {NEW_NUMBER}"
    ));
    say(format!(
        "  a new practice week: “{WEEK}”, from {}",
        starts.format("%A %-d %B %Y")
    ));
    say(format!(
        "  a resource is withdrawn: “{WITHDRAWN_TITLE}”: “{WITHDRAWN_BECAUSE}”"
    ));
    release(stage, "Publishing edition 2")
}

fn publisher(words: &[&str]) -> Command {
    let mut publisher = Command::new(places::built("debug", "doorstep-publish"));
    publisher.args(words);
    publisher
}

/// Somebody is here: opens the app, and ends it when anything goes wrong.
fn by_hand(stage: &Stage, host: &mut Host, today: NaiveDate) -> Result<()> {
    say("The app opens. Choose Hampshire when it asks.");
    let mut app = Command::new(places::built("debug", "doorstep"));
    let mut app = app
        .args(stage.arguments())
        .spawn()
        .context("Doorstep could not be started")?;
    let shown = show(stage, host, today, &mut app);
    if shown.is_err() {
        let _ = app.kill();
    }
    app.wait()?;
    shown
}

/// Says what to do and what to look at, and waits for it.
fn show(stage: &Stage, host: &mut Host, today: NaiveDate, app: &mut Child) -> Result<()> {
    host.wait_for(Asked::Timestamp, Some(PATIENCE), || Ok(app.try_wait()?.is_none()))?;
    say("It has asked its host: Home says “Last checked” and today's date.");
    say(format!("Look at Contacts, {CONTACT_TITLE}: {OLD_NUMBER}."));
    eprint!("▸ Press Enter here to publish edition 2. ");
    io::stderr().flush()?;
    io::stdin().read_line(&mut String::new())?;
    publish_next(stage, today)?;
    say("Edition 2 is published. The app would see it within some hours; have it look now: About, “Check now”.");
    host.wait_for(Asked::Difference, None, || Ok(app.try_wait()?.is_none()))?;
    say(format!(
        "The app has fetched {}.",
        host.difference(&stage.place("host"))?
    ));
    say("Look at Home, at “What's changed”, at the number on the contact's card, and at Calendar.");
    say("Closing its window, fully if it asks, ends the demo and removes all it has made.");
    Ok(())
}

/// Nobody is here: drives the window, reads what it says, takes a picture before and after.
fn by_driver(stage: &Stage, host: &mut Host, today: NaiveDate) -> Result<()> {
    say("The app opens.");
    let app = places::built("debug", "doorstep");
    let window = Window::open(&app, &stage.arguments(), &stage.place("frames"))?;
    window.press("button", "Hampshire")?;
    window.arrive("Do you work with children?")?;
    window.press("button", "Skip for now")?;
    window.arrive("Doorstep")?;
    host.wait_for(Asked::Timestamp, Some(PATIENCE), || Ok(true))?;
    window.see(&format!("Last checked: {}", today.format("%-d %B %Y")))?;
    say("It has asked its host, and Home says when. Now the contact whose number will change.");
    window.go(&format!("#/contacts/{CONTACT}"))?;
    window.see(OLD_NUMBER)?;
    let before = window.picture(&pictures("demo-1-before"))?;

    publish_next(stage, today)?;
    window.go("#/about")?;
    window.arrive("About")?;
    say("Edition 2 is published. In the app: About, “Check now”.");
    window.press("button", "Check now")?;
    let words = window.see("Updated to version 2 of the catalogue: 1 changed, 1 new, 1 withdrawn.")?;
    say(format!("The window says: {words}"));
    host.wait_for(Asked::Difference, Some(PATIENCE), || Ok(true))?;
    say(format!(
        "The host was asked for {}.",
        host.difference(&stage.place("host"))?
    ));
    window.go("#/changes")?;
    window.see(&format!("The number was {OLD_NUMBER} and is {NEW_NUMBER}."))?;
    window.see(WEEK)?;
    window.see(WITHDRAWN_BECAUSE)?;
    let changes = window.picture(&pictures("demo-2-whats-changed"))?;
    window.go(&format!("#/contacts/{CONTACT}"))?;
    window.see(NEW_NUMBER)?;
    let after = window.picture(&pictures("demo-3-after"))?;
    say("The app refreshed. Pictures of before, of what changed and of after:");
    for picture in [before, changes, after] {
        say(format!("  {}", picture.display()));
    }
    Ok(())
}

fn pictures(name: &str) -> PathBuf {
    places::screenshots().join(Path::new(name).with_extension("png"))
}
