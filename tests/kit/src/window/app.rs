//! The app, running, and what a person does with it.

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::desktop::{Desktop, Dunst, Fittings, Tray};
use super::driver::Driver;
use super::hand::Hand;
use super::patience::patiently;
use super::reader::Reader;
use super::size::Size;
use crate::display::Display;
use crate::sheet::{Picture, sheet};
use crate::{picture, repository};

/// The name that the WebDriver standard gives to a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long one script may take, which may look at many screens: for each it waits no longer than a test does.
const SCRIPT: Duration = Duration::from_secs(600);

/// One window at a time: two cores, and pictures that must not differ from run to run.
pub(super) fn one_at_a_time() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    // A failed test poisons it; the next one may still have its turn.
    ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The app, running.
pub struct App {
    pub(super) runtime: Runtime,
    pub(super) client: Client,
    driver: Driver,
    taps: Cell<u32>,
    tools: TempDir,
    program: PathBuf,
    words: Vec<String>,
    desktop: Desktop,
    frames: Option<TempDir>,
    display: Display,
    // The folder must last as long as the app does, also when the device is a temporary of the test.
    _folder: Option<Rc<TempDir>>,
    _alone: MutexGuard<'static, ()>,
}

/// What the app is started with.
pub struct Start {
    pub program: PathBuf,
    pub words: Vec<String>,
    pub fittings: Fittings,
    /// The device's own folder.
    pub folder: Option<Rc<TempDir>>,
}

impl App {
    pub fn open(start: Start) -> Self {
        let Start {
            program,
            words,
            fittings,
            folder,
        } = start;
        let alone = one_at_a_time();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let frames = fittings
            .notifications
            .then(|| TempDir::new().expect("a folder for the screen's picture"));
        let kept = frames.as_ref().map(TempDir::path);
        let display = Display::open(fittings.screen.unwrap_or((1400, 1000)), kept)
            .expect("a virtual display: is Xvfb installed?");
        let tools = TempDir::new().expect("a folder for tools");
        note_what_is_opened(tools.path());
        let desktop = Desktop::open(fittings, &display, tools.path());
        let driver = Driver::open(&display, Some(&desktop), tools.path());
        let session = runtime.block_on(driver.session(&program, &words));
        let client = session.expect("the app starts and lets itself be driven");
        let limits = TimeoutConfiguration::new(Some(SCRIPT), None, None);
        runtime
            .block_on(client.update_timeouts(limits))
            .expect("a script may take its time");
        Self {
            runtime,
            client,
            driver,
            taps: Cell::new(0),
            tools,
            program,
            words,
            desktop,
            frames,
            display,
            _folder: folder,
            _alone: alone,
        }
    }

    /// Closes it as a person does, who has seen that what they did last is done.
    pub fn close(self) {
        self.settled();
        self.runtime
            .block_on(self.client.clone().close())
            .expect("the session ends");
    }

    /// What shows notifications.
    pub fn notifications(&self) -> &Dunst {
        self.desktop.dunst()
    }

    /// The desktop's tray.
    pub fn tray(&self) -> &Tray {
        self.desktop.tray()
    }

    /// The desktop's screen reader.
    pub fn reader(&self) -> &Reader {
        self.desktop.reader()
    }

    /// Presses the cross in the window's frame.
    pub fn press_the_cross(&self) {
        self.hand().close("Doorstep").expect("the window has a frame");
    }

    /// A hand on the display that it is on.
    pub fn hand(&self) -> Hand {
        Hand::on(self.display.name()).expect("a display")
    }

    /// Starts it once more while it runs. Returns when the second start has ended.
    pub fn start_again(&self) {
        self.start_again_with(&[]);
    }

    /// Lets time pass while it runs, up to that moment in UTC.
    pub fn wait_until(&self, now: &str) {
        self.start_again_with(&["--now", now]);
    }

    /// Starts it once more by these words, as another program does that was given one of our addresses.
    pub fn open_by(&self, words: &[&str]) {
        self.start_again_with(words);
    }

    fn start_again_with(&self, more: &[&str]) {
        let mut second = Command::new(&self.program);
        second
            .args(&self.words)
            .args(more)
            .env("XDG_DATA_HOME", self.tools.path());
        let mut second = self.display.lend(&mut second).spawn().expect("a second start");
        let ended = patiently("the second start to end", || match second.try_wait() {
            Ok(Some(status)) => Ok(status),
            other => Err(json!(format!("{other:?}"))),
        });
        assert!(ended.success(), "the second start failed: {ended}");
    }

    /// Waits until the window can be seen, or cannot.
    pub fn is_seen(&self, seen: bool) {
        let state = if seen { "visible" } else { "hidden" };
        self.until_with(
            &format!("the window to be {state}"),
            "return document.visibilityState === arguments[0]",
            &[json!(state)],
        );
    }

    /// The desktop's file of what it starts at login for us.
    pub fn entry_for_login(&self) -> PathBuf {
        self.tools.path().join(".config/autostart/Doorstep.desktop")
    }

    /// What the desktop starts at login for us.
    pub fn started_at_login(&self) -> Option<String> {
        let entry = fs::read_to_string(self.entry_for_login()).ok()?;
        let line = entry.lines().find_map(|line| line.strip_prefix("Exec="))?;
        Some(line.trim().to_owned())
    }

    /// Waits until the program has ended by itself.
    pub fn has_ended(self) {
        self.driver.wait_for_the_end();
    }

    /// Writes what the whole screen shows to `target/screenshots/<name>.png`.
    pub fn screen(&self, name: &str) {
        self.frames();
        let frames = self.frames.as_ref().expect("a device whose screen is kept");
        picture::save(frames.path(), &pictures().join(format!("{name}.png"))).expect("the picture is written");
    }

    /// Ends it as a crash or a flat battery does.
    pub fn kill(self) {
        self.driver.kill_app();
    }

    /// Ends it as a system does that shuts down.
    pub fn shut_down(self) {
        self.driver.end_app("-TERM");
    }

    /// The system's number for its process.
    pub fn process(&self) -> u32 {
        self.driver.running()
    }

    /// Gives the window that size and waits until the page has it and is laid out in it.
    pub fn resize(&self, size: Size) {
        let Size { width, height, .. } = size;
        self.runtime
            .block_on(self.client.set_window_rect(0, 0, width, height))
            .expect("the window is resized");
        self.until(
            "the page has the window's size",
            &format!("return innerWidth === {width} && innerHeight === {height}"),
        );
        self.settled();
    }

    /// Moves the window and gives it that size.
    pub fn place(&self, (x, y): (u32, u32), (width, height): (u32, u32)) {
        self.runtime
            .block_on(self.client.set_window_rect(x, y, width, height))
            .expect("the window is moved");
    }

    /// Goes to an address within the app, as a link to it would, and waits until the screen before it is gone: the app
    /// marks each visit in the history when it begins.
    pub fn go(&self, hash: &str) {
        self.ask("location.hash = arguments[0]", &[json!(hash)]);
        self.until(
            "the address is reached",
            "return document.readyState === 'complete' && history.state !== null",
        );
    }

    /// The address within the app: "#/themes".
    pub fn address(&self) -> String {
        self.text_of("return location.hash")
    }

    /// Waits until the main heading says that.
    pub fn arrive(&self, heading: &str) {
        self.until_with(
            &format!("the screen “{heading}”"),
            "const h = document.querySelector('main h1'); return !!h && h.innerText.trim() === arguments[0]",
            &[json!(heading)],
        );
    }

    /// What is written in the main part of the window once it rests, runs of white space as one space.
    pub fn page(&self) -> String {
        self.settled();
        self.text_of("return doorstep.words(document.querySelector('main'))")
    }

    /// Waits until `words` can be read somewhere in the window.
    pub fn see(&self, words: &str) {
        self.until_with(
            &format!("to read “{words}”"),
            "return doorstep.words(document.body).includes(arguments[0])",
            &[json!(words)],
        );
    }

    /// Fails when `words` can be read somewhere in the window once it rests. What was announced last is heard and not
    /// read.
    pub fn do_not_see(&self, words: &str) {
        self.settled();
        let seen = self.ask(READ, &[json!(words)]);
        assert_ne!(seen, json!(true), "“{words}” must not stand on {}", self.address());
    }

    /// Waits until `words` can be read nowhere in the window any more, where that comes by itself.
    pub fn gone(&self, words: &str) {
        patiently(&format!("“{words}” to be gone"), || {
            match self.ask(READ, &[json!(words)]) {
                Value::Bool(false) => Ok(()),
                seen => Err(seen),
            }
        });
    }

    /// Waits for the one thing of that role and name, and presses it. Counts as a tap. What is drawn again or moved
    /// just then is not pressed, and is looked for again.
    pub fn press(&self, role: &str, name: &str) {
        self.find(role, name);
        // What has just opened above it is laid out, and the page scrolled for that, when it is drawn.
        self.frames();
        patiently(&format!("{role} “{name}” to be pressed"), || {
            let element = self.ask("return doorstep.find(...arguments)", &[json!(role), json!(name)]);
            let id = element[ELEMENT].as_str().ok_or(json!("it is gone"))?.to_owned();
            let element = Element::from_element_id(self.client.clone(), ElementRef::from(id));
            let pressed = self.runtime.block_on(element.click());
            pressed.map_err(|error| json!(error.to_string()))
        });
        self.taps.set(self.taps.get() + 1);
    }

    /// The same for what ends the app, which then has no answer any more.
    pub fn press_at_last(&self, role: &str, name: &str) {
        self.find(role, name);
        let press = "const it = doorstep.find(...arguments); setTimeout(() => it.click(), 0)";
        self.ask_last(press, &[json!(role), json!(name)]);
    }

    /// Chooses that file of the device in the one field of that label.
    pub fn choose(&self, label: &str, file: &Path) {
        let field = "[...document.querySelectorAll('input[type=file]')]
            .find((input) => doorstep.words(input.labels[0]) === arguments[0])";
        let there = format!("return !!{field}");
        self.until_with(&format!("the field “{label}”"), &there, &[json!(label)]);
        let element = self.ask(&format!("return {field}"), &[json!(label)]);
        let id = element[ELEMENT].as_str().expect("an element").to_owned();
        let element = Element::from_element_id(self.client.clone(), ElementRef::from(id));
        let path = file.to_str().expect("a file named in UTF-8");
        self.runtime
            .block_on(element.send_keys(path))
            .unwrap_or_else(|e| panic!("{path} cannot be chosen in “{label}”: {e}"));
    }

    /// Waits until the app has handed addresses to the device's own programs, and tells which.
    pub fn opened(&self) -> Vec<String> {
        patiently("an address to be opened", || {
            let noted = fs::read_to_string(self.tools.path().join(OPENED)).unwrap_or_default();
            match noted.lines().map(str::to_owned).collect::<Vec<_>>() {
                none if none.is_empty() => Err(json!(noted)),
                some => Ok(some),
            }
        })
    }

    /// Waits until it has handed over these addresses, in this order and no others.
    pub fn until_opened(&self, addresses: &[&str]) {
        patiently("these addresses to be opened", || match self.opened() {
            opened if opened == addresses => Ok(()),
            others => Err(json!(others)),
        });
    }

    /// How often something was pressed since this was last asked.
    pub fn taps(&self) -> u32 {
        self.taps.take()
    }

    /// Waits until something of that role and name is there, in sight or a scroll away.
    pub fn find(&self, role: &str, name: &str) {
        self.until_with(
            &format!("the {role} “{name}”"),
            "const found = doorstep.find(...arguments); found?.scrollIntoView({ block: 'center' }); return !!found",
            &[json!(role), json!(name)],
        );
    }

    /// Whether something of that role and name is there once the page rests.
    pub fn has(&self, role: &str, name: &str) -> bool {
        self.settled();
        self.ask("return !!doorstep.find(...arguments)", &[json!(role), json!(name)]) == json!(true)
    }

    /// The names of everything of that role in the main part once it rests, in order.
    pub fn names(&self, role: &str) -> Vec<String> {
        self.settled();
        let names = self.ask("return doorstep.all(arguments[0]).map(doorstep.name)", &[json!(role)]);
        serde_json::from_value(names).expect("names")
    }

    /// The words of the card, list item or section that holds the heading or link of that name.
    pub fn card(&self, name: &str) -> String {
        self.until_with(
            &format!("a card “{name}”"),
            "return !!doorstep.card(arguments[0])",
            &[json!(name)],
        );
        self.settled();
        let words = self.ask("return doorstep.words(doorstep.card(arguments[0]))", &[json!(name)]);
        words.as_str().unwrap_or_default().to_owned()
    }

    /// The role and name of what has the focus now: "link: Now".
    pub fn focus(&self) -> String {
        self.text_of("const e = document.activeElement; return doorstep.role(e) + ': ' + doorstep.name(e)")
    }

    /// Waits until that has focus: `button: Close`.
    pub fn focused(&self, what: &str) {
        patiently(&format!("focus on “{what}”"), || match self.focus() {
            focus if focus == what => Ok(()),
            other => Err(json!(other)),
        });
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.keep_evidence();
        }
    }
}

impl App {
    /// Writes what the window shows and holds to `target/screenshots/failures/`.
    fn keep_evidence(&self) {
        let folder = pictures().join("failures");
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let _ = fs::create_dir_all(&folder);
        if let Ok(png) = self.runtime.block_on(self.client.screenshot()) {
            let _ = fs::write(folder.join(format!("{name}.png")), png);
        }
        if let Ok(source) = self.runtime.block_on(self.client.source()) {
            let _ = fs::write(folder.join(format!("{name}.html")), source);
        }
        eprintln!("what the window showed is in {}", folder.join(name).display());
    }

    /// Writes what the window shows to `target/screenshots/<name>.png`.
    pub fn picture(&self, name: &str) {
        self.look(name);
    }

    /// The same, and answers it.
    pub fn look(&self, name: &str) -> Picture {
        self.frames();
        let png = self.runtime.block_on(self.client.screenshot()).expect("a picture");
        fs::create_dir_all(pictures()).expect("a folder for pictures");
        fs::write(pictures().join(format!("{name}.png")), &png).expect("the picture is written");
        Picture::read(&png).expect("a picture")
    }

    /// Writes rows of pictures on one sheet, at half their size, to `target/screenshots/sheets/<name>.png`.
    pub fn sheet(name: &str, rows: &[Vec<Picture>]) {
        let rows: Vec<Vec<Picture>> = rows
            .iter()
            .map(|row| row.iter().map(Picture::halved).collect())
            .collect();
        sheet(&rows)
            .write(&pictures().join(format!("sheets/{name}.png")))
            .expect("the sheet is written");
    }
}

/// Whether these words can be read in the window, beside what was announced last.
const READ: &str = "
    const heard = [...document.querySelectorAll('[role=status], [role=alert]')].map(doorstep.words);
    const all = doorstep.words(document.body);
    return heard.filter(Boolean).reduce((read, it) => read.replace(it, ''), all).includes(arguments[0])";

/// The note of what was opened.
const OPENED: &str = "opened";

/// Puts a stand-in for the device's telephone, mail, browser and viewer into `tools`: it notes what it is handed.
fn note_what_is_opened(tools: &Path) {
    let program = tools.join("xdg-open");
    let note = tools.join(OPENED);
    fs::write(&program, format!("#!/bin/sh\necho \"$1\" >> '{}'\n", note.display())).expect("a stand-in");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it may run");
    let applications = tools.join("applications");
    fs::create_dir(&applications).expect("a folder for programs");
    let entry = "[Desktop Entry]\nType=Application\nName=Stand-in\nExec=xdg-open %u\n";
    fs::write(applications.join("stand-in.desktop"), entry).expect("the stand-in is known");
    let schemes =
        ["tel", "sms", "mailto", "https"].map(|scheme| format!("x-scheme-handler/{scheme}=stand-in.desktop\n"));
    let types = ["application/pdf", "image/png"].map(|kind| format!("{kind}=stand-in.desktop\n"));
    // It is the text editor, too, as every desktop has one.
    let defaults = format!(
        "[Default Applications]\n{}{}[Added Associations]\ntext/plain=stand-in.desktop\n",
        schemes.concat(),
        types.concat()
    );
    fs::write(applications.join("mimeapps.list"), defaults).expect("the stand-in takes addresses and documents");
}

/// Where people look for pictures, whatever CARGO_TARGET_DIR says.
pub(super) fn pictures() -> PathBuf {
    repository("target/screenshots")
}
