//! The desktop around the app, as far as a journey wants one: a real notification daemon, a tray, and a screen reader.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::json;
use zbus::blocking::{Connection, Proxy, connection};
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure, Value};

use super::patience::patiently;
use super::reader::Reader;
use crate::display::{Display, bound_to_us};

/// What a device's desktop has.
#[derive(Clone, Copy, Default)]
pub struct Fittings {
    /// Something that shows notifications.
    pub notifications: bool,
    /// A tray.
    pub tray: bool,
    /// What a screen reader reads by.
    pub reader: bool,
    /// A screen of another size than most tests have.
    pub screen: Option<(u32, u32)>,
}

/// The desktop of one run of the app.
pub struct Desktop {
    dunst: Option<Dunst>,
    tray: Option<Tray>,
    reader: Option<Reader>,
}

impl Desktop {
    pub fn open(fittings: Fittings, display: &Display, tools: &Path) -> Self {
        Self {
            dunst: fittings.notifications.then(|| Dunst::open(display, tools)),
            tray: fittings.tray.then(|| Tray::open(display)),
            reader: fittings.reader.then(|| Reader::open(display)),
        }
    }

    /// Lets `command` be read by a screen reader, where the desktop has one.
    pub fn lend(&self, command: &mut Command) {
        if let Some(reader) = &self.reader {
            reader.lend(command);
        }
    }

    pub fn reader(&self) -> &Reader {
        self.reader.as_ref().expect("a device with a screen reader")
    }

    pub fn dunst(&self) -> &Dunst {
        self.dunst.as_ref().expect("a device that shows notifications")
    }

    pub fn tray(&self) -> &Tray {
        self.tray.as_ref().expect("a device with a tray")
    }
}

/// A notification as the daemon was handed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub title: String,
    pub body: String,
    pub urgency: String,
    pub category: String,
    pub desktop_entry: String,
}

/// The notification daemon dunst.
pub struct Dunst {
    process: Child,
    tools: PathBuf,
    bus: String,
}

/// Where dunst's scripts, which act for a person, take down what they are shown, and look what they shall choose.
const SHOWN: &str = "shown";
const CHOICE: &str = "choice";

impl Dunst {
    fn open(display: &Display, tools: &Path) -> Self {
        let told = "$DUNST_SUMMARY\t$DUNST_BODY\t$DUNST_URGENCY\t$DUNST_CATEGORY\t$DUNST_DESKTOP_ENTRY";
        let note = script(
            tools,
            "note",
            &format!("printf '%s\\n' \"{told}\" >> '{}'", tools.join(SHOWN).display()),
        );
        let menu = script(
            tools,
            "menu",
            &format!("grep -F -- \"#$(cat '{}') \"", tools.join(CHOICE).display()),
        );
        let config = tools.join("dunstrc");
        let lines = format!(
            "[global]\nfont = Sans 11\nwidth = 420\norigin = top-right\noffset = 24x24\nicon_position = left\n\
             dmenu = {menu}\n[note]\nsummary = \"*\"\nscript = {note}\n"
        );
        fs::write(&config, lines).expect("dunst's settings");
        let mut dunst = bound_to_us("dunst");
        dunst
            .arg("-conf")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let process = display
            .lend(&mut dunst)
            .spawn()
            .expect("dunst starts: is it installed?");
        let dunst = Self {
            process,
            tools: tools.to_owned(),
            bus: display.session().to_owned(),
        };
        patiently("the notification daemon", || {
            dunst.control(&["is-paused"]).map(drop).ok_or(json!("silent"))
        });
        dunst
    }

    /// What `dunstctl` answers to those words.
    fn control(&self, words: &[&str]) -> Option<String> {
        let mut control = Command::new("dunstctl");
        let told = control.args(words).env("DBUS_SESSION_BUS_ADDRESS", &self.bus).output();
        let told = told.ok().filter(|told| told.status.success())?;
        Some(String::from_utf8_lossy(&told.stdout).trim().to_owned())
    }

    /// All it has been handed since the app was opened, the first first.
    pub fn shown(&self) -> Vec<Shown> {
        let notes = fs::read_to_string(self.tools.join(SHOWN)).unwrap_or_default();
        let read = |line: &str| {
            let mut parts = line.split('\t').map(str::to_owned);
            let mut next = || parts.next().unwrap_or_default();
            Shown {
                title: next(),
                body: next(),
                urgency: next(),
                category: next(),
                desktop_entry: next(),
            }
        };
        notes.lines().map(read).collect()
    }

    /// Waits until it has been handed that many.
    pub fn wait_for(&self, count: usize) -> Vec<Shown> {
        patiently("a notification", || match self.shown() {
            shown if shown.len() >= count && self.on_screen() > 0 => Ok(shown),
            shown => Err(json!(format!("{shown:?}"))),
        })
    }

    /// How many are on the screen now.
    fn on_screen(&self) -> usize {
        let count = self.control(&["count", "displayed"]).unwrap_or_default();
        count.parse().unwrap_or_default()
    }

    /// Presses the newest itself.
    pub fn press(&self) {
        self.control(&["action", "0"]).expect("it is pressed");
    }

    /// Presses that button of the newest, by its words.
    pub fn choose(&self, words: &str) {
        fs::write(self.tools.join(CHOICE), words).expect("a choice");
        self.control(&["context"]).expect("its buttons are shown");
    }

    /// Waits until nothing is on the screen any more.
    pub fn wait_for_none(&self) {
        patiently("the notification to go", || match self.on_screen() {
            0 => Ok(()),
            count => Err(json!(count)),
        });
    }
}

impl Drop for Dunst {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn script(tools: &Path, name: &str, line: &str) -> String {
    let path = tools.join(name);
    fs::write(&path, format!("#!/bin/sh\n{line}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it may run");
    path.to_str().expect("a folder named in UTF-8").to_owned()
}

/// A tray: what StatusNotifier icons announce themselves to, and the hand that opens their menus.
pub struct Tray {
    bus: Connection,
    icons: Icons,
}

/// The icons that announced themselves: whose, and where on the bus.
type Icons = Arc<Mutex<Vec<(String, String)>>>;

struct Watcher(Icons);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        self.0.lock().expect("the icons").push((sender, service.to_owned()));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Tray {
    fn open(display: &Display) -> Self {
        let icons = Icons::default();
        let bus = connection::Builder::address(display.session())
            .and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"))
            .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&icons))))
            .and_then(connection::Builder::build)
            .expect("a tray on the bus");
        Self { bus, icons }
    }

    /// Waits for the app's icon.
    fn icon(&self) -> (String, String) {
        patiently("an icon in the tray", || {
            self.icons
                .lock()
                .expect("the icons")
                .last()
                .cloned()
                .ok_or(json!("none"))
        })
    }

    /// Waits until the app's icon is there, and answers what its menu says.
    pub fn menu(&self) -> Vec<String> {
        let entries = patiently("the icon's menu", || {
            self.entries().map_err(|error| json!(error.to_string()))
        });
        entries.into_iter().map(|(_, words)| words).collect()
    }

    /// Chooses the entry of those words.
    pub fn choose(&self, words: &str) {
        assert!(
            self.menu().iter().any(|entry| entry == words),
            "the menu has no {words}"
        );
        let entries = self.entries().expect("a menu");
        let (number, _) = entries.iter().find(|(_, entry)| entry == words).expect("the entry");
        let chosen: zbus::Result<()> = self
            .menu_proxy()
            .and_then(|menu| menu.call("Event", &(number, "clicked", Value::from(0_i32), 0_u32)));
        // An app that quits may be gone before it has answered.
        let _ = chosen;
    }

    fn menu_proxy(&self) -> zbus::Result<Proxy<'static>> {
        let (whose, place) = self.icon();
        let icon = Proxy::new(&self.bus, whose.clone(), place, "org.kde.StatusNotifierItem")?;
        let menu: OwnedObjectPath = icon.get_property("Menu")?;
        Proxy::new(&self.bus, whose, menu, "com.canonical.dbusmenu")
    }

    /// The menu's entries: their numbers and words.
    fn entries(&self) -> zbus::Result<Vec<(i32, String)>> {
        type Layout = (
            u32,
            (i32, std::collections::HashMap<String, OwnedValue>, Vec<OwnedValue>),
        );
        let (_, (_, _, entries)): Layout = self
            .menu_proxy()?
            .call("GetLayout", &(0_i32, -1_i32, Vec::<String>::new()))?;
        let read = |entry: OwnedValue| -> Option<(i32, String)> {
            let entry = Structure::try_from(entry).ok()?;
            let [number, properties, ..] = entry.fields() else {
                return None;
            };
            let Value::Dict(properties) = properties else {
                return None;
            };
            let label: String = properties.get(&"label").ok()??;
            Some((i32::try_from(number).ok()?, label.replace('_', "")))
        };
        let entries: Vec<_> = entries.into_iter().filter_map(read).collect();
        if entries.is_empty() {
            return Err(zbus::Error::Failure("the menu is empty".into()));
        }
        Ok(entries)
    }
}
