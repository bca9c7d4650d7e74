//! A display of its own and a private D-Bus, for a window that no screen shows. Linux only.

use std::io::{BufRead, BufReader, Error, Result};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A bus on which nobody is started by being asked for: what answers there was put there.
const BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// A D-Bus of its own, ended with it.
pub struct Bus {
    process: Child,
    address: String,
}

impl Bus {
    /// Starts one.
    ///
    /// # Errors
    /// When dbus-daemon is missing or ends before it has said where it listens.
    pub fn open() -> Result<Self> {
        static OPENED: AtomicUsize = AtomicUsize::new(0);
        let mut dbus = bound_to_us("dbus-daemon");
        let name = (std::process::id(), OPENED.fetch_add(1, Ordering::Relaxed));
        let config = std::env::temp_dir().join(format!("doorstep-bus-{}-{}.conf", name.0, name.1));
        std::fs::write(&config, BUS)?;
        dbus.arg("--config-file")
            .arg(&config)
            .args(["--nofork", "--print-address=1"]);
        let begun = first_line(dbus);
        let _ = std::fs::remove_file(&config);
        let (process, address) = begun?;
        Ok(Self { process, address })
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An Xvfb and a D-Bus session, both ended with it.
pub struct Display {
    xvfb: Child,
    session: Bus,
    display: String,
}

impl Display {
    /// Starts both. `frames`: a folder for the picture that Xvfb keeps of its screen, as `Xvfb_screen0`.
    ///
    /// # Errors
    /// When either program is missing or ends before it has said where it listens.
    pub fn open((width, height): (u32, u32), frames: Option<&Path>) -> Result<Self> {
        let mut xvfb = bound_to_us("Xvfb");
        xvfb.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
            .arg(format!("{width}x{height}x24"));
        if let Some(frames) = frames {
            xvfb.arg("-fbdir").arg(frames);
        }
        let (xvfb, number) = first_line(xvfb)?;
        Ok(Self {
            session: Bus::open()?,
            xvfb,
            display: format!(":{number}"),
        })
    }

    /// The address of the session's bus.
    pub fn session(&self) -> &str {
        self.session.address()
    }

    /// What X programs call it.
    pub fn name(&self) -> &str {
        &self.display
    }

    /// Lets `command` show its windows here, and nowhere else.
    pub fn lend<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", self.session())
            .env("GDK_BACKEND", "x11")
            // Else GTK starts an accessibility bus that outlives us.
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}

/// A command whose process ends when the thread that starts it does, however that comes.
pub fn bound_to_us(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--"]).arg(program);
    command
}

/// Starts `command` and waits for the first line it prints.
fn first_line(mut command: Command) -> Result<(Child, String)> {
    let name = command.get_args().nth(3).unwrap_or_default().display().to_string();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        BufReader::new(out).read_line(&mut line)?;
    }
    if line.trim().is_empty() {
        let _ = child.kill();
        return Err(Error::other(format!(
            "{name} ended before it said where it listens: {}",
            child.wait()?
        )));
    }
    Ok((child, line.trim().to_owned()))
}
