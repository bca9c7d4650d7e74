//! WebKitWebDriver, and the app that it starts.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::error::NewSessionError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::desktop::Desktop;
use super::patience::patiently;
use crate::display::{Display, bound_to_us};

/// A driver that starts the app once. Ended with it, and the app with both.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts one on `display`. Programs are looked for in `tools` first.
    pub fn open(display: &Display, desktop: Option<&Desktop>, tools: &Path) -> Self {
        let port = free_port();
        let mut driver = bound_to_us("WebKitWebDriver");
        driver.args(["--host=127.0.0.1", &format!("--port={port}")]);
        // Without this word, and another on its command line, the app lets nobody drive it, and the session never
        // opens.
        driver.env("TAURI_WEBVIEW_AUTOMATION", "true");
        let path = std::env::var("PATH").expect("a PATH");
        driver.env("PATH", format!("{}:{path}", tools.display()));
        // Where the desktop keeps which program takes which kind of address.
        driver.env("XDG_DATA_HOME", tools);
        driver.env("HOME", tools).env_remove("XDG_CONFIG_HOME");
        driver.env("XDG_DATA_DIRS", without_programs(tools));
        driver.stdout(Stdio::null());
        display.lend(&mut driver);
        if let Some(desktop) = desktop {
            desktop.lend(&mut driver);
        }
        let process = driver.spawn().expect("WebKitWebDriver starts: is it installed?");
        patiently("WebKitWebDriver", || {
            TcpStream::connect(("127.0.0.1", port)).map_err(|error| Value::String(error.to_string()))
        });
        Self { process, port }
    }

    /// Starts the app with those arguments. Fails where it does not let itself be driven.
    pub async fn session(&self, program: &Path, arguments: &[String]) -> Result<Client, NewSessionError> {
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "webkitgtk:browserOptions".into(),
            json!({ "binary": program, "args": arguments }),
        );
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
    }

    /// Ends the app with no time to say goodbye, and waits until it is gone.
    pub fn kill_app(&self) {
        self.end_app("-KILL");
    }

    /// Ends the app by that signal, and waits until it is gone.
    pub fn end_app(&self, signal: &str) {
        send(self.running(), signal);
        self.wait_for_the_end();
    }

    /// The app's process, which runs.
    pub fn running(&self) -> u32 {
        self.app().expect("the app runs")
    }

    /// Waits until the app is gone.
    pub fn wait_for_the_end(&self) {
        patiently("the app to be gone", || match self.app() {
            None => Ok(()),
            Some(pid) => Err(json!(pid)),
        });
    }

    /// The app's process: the driver's one child.
    fn app(&self) -> Option<u32> {
        children(self.process.id(), "doorstep").first().copied()
    }
}

/// Ends a process with no time to say goodbye.
pub(super) fn kill(process: u32) {
    send(process, "-KILL");
}

/// Sends a process a signal. One that has just gone by itself is no trouble.
fn send(process: u32, signal: &str) {
    let sent = Command::new("kill").args([signal, &process.to_string()]).status();
    sent.expect("kill runs");
}

/// The children of a process that have that name, as far as Linux keeps it, and are no corpses.
pub(super) fn children(parent: u32, name: &str) -> Vec<u32> {
    let processes = fs::read_dir("/proc").expect("Linux");
    let pids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    pids.filter(|pid| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let Some((start, rest)) = stat.rsplit_once(')') else {
            return false;
        };
        let mut rest = rest.split_whitespace();
        let (state, its_parent) = (rest.next(), rest.next());
        start.ends_with(&format!("({name}")) && its_parent == Some(&parent.to_string()) && state != Some("Z")
    })
    .collect()
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(app) = self.app() {
            kill(app);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A folder in `tools` of what the system shares, but for the programs that it has: one of them that takes calendars
/// would be asked in the place of what a test put there.
fn without_programs(tools: &Path) -> PathBuf {
    let folder = tools.join("share");
    fs::create_dir_all(&folder).expect("a folder");
    for entry in fs::read_dir("/usr/share").expect("what the system shares").flatten() {
        let link = folder.join(entry.file_name());
        if entry.file_name() != "applications" && !link.exists() {
            symlink(entry.path(), link).expect("a link");
        }
    }
    folder
}

/// A port that nobody has at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
