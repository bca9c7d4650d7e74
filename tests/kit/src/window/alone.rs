//! The app in its window with nobody to drive it: the window that people have. What it shows is read off the display,
//! and what is done is done with the mouse and the keys.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::MutexGuard;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::json;
use tempfile::TempDir;

use super::app::{one_at_a_time, pictures};
use super::driver::{children, kill};
use super::hand::Hand;
use super::patience::patiently;
use crate::display::{Display, bound_to_us};
use crate::picture;

/// The process of a page, by as much of its name as Linux keeps.
const PAGE: &str = "WebKitWebProces";

/// The app, running by itself.
pub struct Alone {
    process: Child,
    painted: Arc<AtomicUsize>,
    frames: TempDir,
    display: Display,
    _alone: MutexGuard<'static, ()>,
}

impl Alone {
    /// The display's, in points.
    pub const SIZE: (u32, u32) = (1400, 1000);

    /// Starts it for a person whose home is `home`, with everything that a desktop gives them, and waits until its
    /// first screen is there.
    pub fn open(program: &Path, words: &[String], home: &Path) -> Self {
        let alone = one_at_a_time();
        let frames = TempDir::new().expect("a folder for the screen's picture");
        let display = Display::open(Self::SIZE, Some(frames.path())).expect("a virtual display: is Xvfb installed?");
        let mut app = bound_to_us(program);
        app.args(words).env("DOORSTEP_REPORT_PAINT", "1").env("HOME", home);
        for place in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
            app.env_remove(place);
        }
        for (place, folder) in [("XDG_RUNTIME_DIR", "run"), ("TMPDIR", "tmp")] {
            fs::create_dir_all(home.join(folder)).expect("a folder");
            app.env(place, home.join(folder));
        }
        app.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = display.lend(&mut app).spawn().expect("the app starts");
        let painted = Arc::<AtomicUsize>::default();
        let (lines, seen) = (process.stderr.take().expect("its words"), Arc::clone(&painted));
        thread::spawn(move || {
            for line in BufReader::new(lines).lines().map_while(Result::ok) {
                match line.as_str() {
                    "painted" => drop(seen.fetch_add(1, Ordering::SeqCst)),
                    other => eprintln!("{other}"),
                }
            }
        });
        let app = Self {
            process,
            painted,
            frames,
            display,
            _alone: alone,
        };
        app.has_painted(1);
        app
    }

    /// Waits until a first screen has been shown that often: a page that is reopened shows one more.
    pub fn has_painted(&self, times: usize) {
        patiently("a screen", || match self.painted.load(Ordering::SeqCst) {
            so_often if so_often == times => Ok(()),
            other => Err(json!(other)),
        });
    }

    /// A hand on its display.
    pub fn hand(&self) -> Hand {
        Hand::on(self.display.name()).expect("a display")
    }

    /// Ends the process of its page as a defect in it does, and waits until it is gone.
    pub fn kill_page(&self) {
        let pages = || children(self.process.id(), PAGE);
        let [page] = pages()[..] else {
            panic!("the app has one page");
        };
        kill(page);
        patiently("the page to be gone", || match pages().contains(&page) {
            false => Ok(()),
            true => Err(json!(page)),
        });
    }

    /// What the display shows right of that column, as its points are kept: to be compared, and not looked at.
    pub fn picture(&self, from: usize) -> Vec<u8> {
        const POINT: usize = 4;
        let [width, height] = [Self::SIZE.0, Self::SIZE.1].map(|points| points as usize);
        let dump = fs::read(self.frames.path().join(picture::KEPT)).expect("the screen's picture");
        let rows = dump[dump.len() - width * height * POINT..].chunks(width * POINT);
        rows.map(|row| &row[from * POINT..]).collect::<Vec<_>>().concat()
    }

    /// Whether a person would call two pictures the same: a cursor blinks, and the edges of letters are not drawn quite
    /// alike each time.
    pub fn alike(one: &[u8], other: &[u8]) -> bool {
        const FEW: usize = 2000;
        let differ = one.iter().zip(other).filter(|(one, other)| one.abs_diff(**other) > 64);
        one.len() == other.len() && differ.count() * FEW < one.len()
    }

    /// Waits until the display has shown the same for some time.
    pub fn rests(&self) {
        self.turns(&[]);
    }

    /// Waits until the display has shown the same for some time, and something else than before.
    pub fn turns(&self, before: &[u8]) {
        const LOOKS: usize = 10;
        let (mut last, mut looks) = (Vec::new(), 0);
        patiently("the screen to rest", || {
            let now = self.picture(0);
            looks = if Self::alike(&now, &last) { looks + 1 } else { 0 };
            last = now;
            match looks >= LOOKS && !Self::alike(&last, before) {
                true => Ok(()),
                false => Err(json!("it changes, or does not change at all")),
            }
        });
    }

    /// Writes what it shows to `target/screenshots/<name>.png`.
    pub fn screen(&self, name: &str) {
        picture::save(self.frames.path(), &pictures().join(format!("{name}.png"))).expect("the picture is written");
    }

    /// Waits until the program has ended by itself.
    pub fn has_ended(mut self) {
        patiently("the app to end", || match self.process.try_wait() {
            Ok(Some(_)) => Ok(()),
            other => Err(json!(format!("{other:?}"))),
        });
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        if thread::panicking() {
            self.screen("failures/alone");
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
