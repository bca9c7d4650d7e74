//! A device: what the app keeps there outlives the app.

use std::env;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use tempfile::TempDir;

use super::alone::Alone;
use super::app::{App, Start, one_at_a_time};
use super::desktop::Fittings;
use super::driver::Driver;
use crate::display::Display;

/// When most tests take place: a Sunday, at nine in the morning.
const MORNING: &str = "2026-11-22T09:00:00Z";

/// A device.
pub struct Device {
    data: PathBuf,
    now: &'static str,
    program: Option<PathBuf>,
    own: Option<Rc<TempDir>>,
    policy: Option<PathBuf>,
    open: Vec<String>,
    fittings: Fittings,
}

impl Default for Device {
    fn default() -> Self {
        Self::on(MORNING)
    }
}

impl Device {
    /// A new one on Sunday 22 November 2026, at nine in the morning.
    pub fn new() -> Self {
        Self::default()
    }

    /// A new one at another moment, in UTC.
    pub fn on(now: &'static str) -> Self {
        let own = TempDir::new().expect("a folder for the app's data");
        let data = own.path().join("data");
        Self {
            own: Some(Rc::new(own)),
            now,
            ..Self::keeping(data)
        }
    }

    /// One that keeps its data in `data`, to be used after the test.
    pub fn keeping(data: PathBuf) -> Self {
        Self {
            data,
            now: MORNING,
            program: None,
            own: None,
            policy: None,
            open: Vec::new(),
            fittings: Fittings::default(),
        }
    }

    /// The same, with another build of the app than the tests' own.
    pub fn running(self, program: PathBuf) -> Self {
        Self {
            program: Some(program),
            ..self
        }
    }

    /// The same at another moment, in UTC, with what the app has kept there.
    pub fn at(self, now: &'static str) -> Self {
        Self { now, ..self }
    }

    /// The same with that file for an administrator's policy.
    pub fn refreshing_by(self, policy: PathBuf) -> Self {
        Self {
            policy: Some(policy),
            ..self
        }
    }

    /// The same, on whose desktop something shows notifications.
    pub fn showing_notifications(mut self) -> Self {
        self.fittings.notifications = true;
        self
    }

    /// The same, whose desktop has a tray.
    pub fn with_a_tray(mut self) -> Self {
        self.fittings.tray = true;
        self
    }

    /// The same, where a screen reader reads the window.
    pub fn with_a_reader(mut self) -> Self {
        self.fittings.reader = true;
        self
    }

    /// The same, whose screen has that size.
    pub fn with_a_screen(mut self, size: (u32, u32)) -> Self {
        self.fittings.screen = Some(size);
        self
    }

    /// The app. Cargo says where it is to the tests of the app's own package.
    fn program(&self) -> PathBuf {
        let built = || env::var_os("CARGO_BIN_EXE_doorstep").expect("cargo runs the tests");
        self.program.clone().unwrap_or_else(|| built().into())
    }

    /// The same, where the app is started by these words: `--open search`, or one of our addresses.
    pub fn opening(mut self, words: &[&str]) -> Self {
        self.open = words.iter().map(|word| (*word).to_owned()).collect();
        self
    }

    /// The app's words on the command line.
    fn words(&self) -> Vec<String> {
        let path = |path: &Path| path.to_str().expect("a place named in UTF-8").to_owned();
        let mut words = vec!["--data-dir".into(), path(&self.data), "--now".into(), self.now.into()];
        if let Some(policy) = &self.policy {
            words.extend(["--policy".into(), path(policy)]);
        }
        words.extend(self.open.clone());
        words
    }

    /// Where the app keeps its data.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Where the app keeps its documents.
    pub fn documents(&self) -> PathBuf {
        self.data.join("documents")
    }

    /// Opens the app and waits until its first screen is shown, and all that is on it.
    pub fn start(&self) -> App {
        let mut words = self.words();
        words.push("--driven".into());
        let app = App::open(Start {
            program: self.program(),
            words,
            fittings: self.fittings,
            folder: self.own.clone(),
        });
        app.until("the first screen", "return !!document.querySelector('main h1')");
        app.settled();
        app
    }

    /// Opens the app with nobody to drive it, in the home of the person who has this device.
    pub fn start_alone(&self, home: &Path) -> Alone {
        Alone::open(&self.program(), &self.words(), home)
    }

    /// Opens the app as a person does and tries to drive it all the same. Whether that goes.
    pub fn can_be_driven_unasked(&self) -> bool {
        let _alone = one_at_a_time();
        let display = Display::open((1400, 1000), None).expect("a virtual display: is Xvfb installed?");
        let tools = TempDir::new().expect("a folder for tools");
        let driver = Driver::open(&display, None, tools.path());
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(driver.session(&self.program(), &self.words())).is_ok()
    }

    /// Opens the app, which must be new here, and answers where the child lives.
    pub fn start_in(&self, area: &str) -> App {
        let app = self.start();
        app.arrive("Who to call now");
        app.press("button", area);
        app.find("button", &format!("Area: {area}"));
        app.settled();
        app
    }

    /// As [`start_in`](Self::start_in); who works with children says so in Settings, and comes back.
    pub fn start_as(&self, area: &str, works_with_children: bool) -> App {
        let app = self.start_in(area);
        if works_with_children {
            app.go("#/settings");
            app.arrive("Settings");
            app.press("radio", "Yes");
            app.settled();
            app.go("#/");
            app.arrive("Who to call now");
            app.settled();
        }
        app
    }
}
