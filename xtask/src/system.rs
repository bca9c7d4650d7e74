//! System packages: finds out what is missing, says what it is for, and installs it by the system's own package manager.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use crate::say::{self, say};

/// Something that must be on the machine.
struct Need {
    /// What it is and what it is for.
    what: &'static str,
    found: Found,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
    zypper: &'static str,
}

/// How to tell that it is there.
enum Found {
    /// A program that can be started.
    Program(&'static str),
    /// A library that pkg-config knows.
    Library(&'static str),
    /// A library that a program looks for when it runs.
    Loaded(&'static str),
    /// What the system's own Python can run without an error.
    Python(&'static str),
}

/// To build anything of ours.
const COMPILER: [Need; 1] = [Need {
    what: "a C compiler, needed to build SQLite",
    found: Found::Program("cc"),
    apt: "build-essential",
    dnf: "gcc",
    pacman: "base-devel",
    zypper: "gcc",
}];

/// To build the app and open its window.
const WINDOW: [Need; 2] = [
    Need {
        what: "pkg-config, needed to find libraries",
        found: Found::Program("pkg-config"),
        apt: "pkg-config",
        dnf: "pkgconf-pkg-config",
        pacman: "pkgconf",
        zypper: "pkg-config",
    },
    Need {
        what: "WebKitGTK, needed to show the window",
        found: Found::Library("webkit2gtk-4.1"),
        apt: "libwebkit2gtk-4.1-dev",
        dnf: "webkit2gtk4.1-devel",
        pacman: "webkit2gtk-4.1",
        zypper: "webkit2gtk3-devel",
    },
];

/// To show a window where there is no display.
const VIRTUAL_DISPLAY: [Need; 2] = [
    Need {
        what: "Xvfb, a display without a screen",
        found: Found::Program("Xvfb"),
        apt: "xvfb",
        dnf: "xorg-x11-server-Xvfb",
        pacman: "xorg-server-xvfb",
        zypper: "xorg-x11-server-Xvfb",
    },
    Need {
        what: "D-Bus, so that the window has a session of its own",
        found: Found::Program("dbus-daemon"),
        apt: "dbus",
        dnf: "dbus-daemon",
        pacman: "dbus",
        zypper: "dbus-1-daemon",
    },
];

/// To measure many devices at one web server.
const WEB_SERVER: [Need; 1] = [Need {
    what: "nginx, the web server that is measured",
    found: Found::Program("nginx"),
    apt: "nginx-light",
    dnf: "nginx",
    pacman: "nginx",
    zypper: "nginx",
}];

/// To compare deltas with.
const BSDIFF: [Need; 1] = [Need {
    what: "bsdiff, which deltas are compared with",
    found: Found::Program("bsdiff"),
    apt: "bsdiff",
    dnf: "bsdiff",
    pacman: "bsdiff",
    zypper: "bsdiff",
}];

/// To compare searches with.
const XAPIAN: [Need; 1] = [Need {
    what: "Xapian for Python, which searches are compared with",
    found: Found::Python("import xapian"),
    apt: "python3-xapian",
    dnf: "python3-xapian",
    pacman: "python-xapian",
    zypper: "python3-xapian",
}];

/// To drive the window in tests, away from every network.
const DRIVER: [Need; 2] = [
    Need {
        what: "WebKitWebDriver, needed to drive the window in tests",
        found: Found::Program("WebKitWebDriver"),
        apt: "webkit2gtk-driver",
        // By the file they want: the package has had several names.
        dnf: "/usr/bin/WebKitWebDriver",
        pacman: "webkit2gtk-4.1",
        zypper: "/usr/bin/WebKitWebDriver",
    },
    Need {
        what: "ip, needed to give the tests a network of their own",
        found: Found::Program("ip"),
        apt: "iproute2",
        dnf: "iproute",
        pacman: "iproute2",
        zypper: "iproute2",
    },
];

/// What a desktop has around the window, for the tests of reminders and of the tray.
const DESKTOP: [Need; 2] = [
    Need {
        what: "dunst, which shows notifications in tests",
        found: Found::Program("dunst"),
        apt: "dunst",
        dnf: "dunst",
        pacman: "dunst",
        zypper: "dunst",
    },
    Need {
        what: "libayatana-appindicator, needed to show an icon in the tray",
        found: Found::Loaded("libayatana-appindicator3.so.1"),
        apt: "libayatana-appindicator3-1",
        dnf: "libayatana-appindicator-gtk3",
        pacman: "libayatana-appindicator",
        zypper: "libayatana-appindicator3-1",
    },
];

/// To read calendar files in tests with programs that did not write them.
const CALENDAR_READERS: [Need; 3] = [
    Need {
        what: "Python's icalendar, which reads calendar files in tests",
        found: Found::Python("import icalendar"),
        apt: "python3-icalendar",
        dnf: "python3-icalendar",
        pacman: "python-icalendar",
        zypper: "python3-icalendar",
    },
    Need {
        what: "PyGObject, by which libical is asked",
        found: Found::Python("import gi"),
        apt: "python3-gi",
        dnf: "python3-gobject",
        pacman: "python-gobject",
        zypper: "python3-gobject",
    },
    Need {
        what: "libical, which reads calendar files in tests",
        found: Found::Python("import gi; gi.require_version('ICalGLib', '3.0')"),
        apt: "gir1.2-ical-3.0",
        dnf: "libical-glib",
        pacman: "libical",
        zypper: "typelib-1_0-ICalGLib-3_0",
    },
];

/// Makes sure that the app can be built and can open its window on the display that is here.
pub fn for_window() -> Result<()> {
    install(COMPILER.iter().chain(&WINDOW).collect())
}

/// The same where there is no display.
pub fn for_virtual_window() -> Result<()> {
    install(COMPILER.iter().chain(&WINDOW).chain(&VIRTUAL_DISPLAY).collect())
}

/// Makes sure that all tests can run: the whole-app tests, and those that read calendar files. Elsewhere than on Linux they do
/// not, and only the build's needs count.
pub fn for_tests() -> Result<()> {
    install(
        COMPILER
            .iter()
            .chain(&WINDOW)
            .chain(&VIRTUAL_DISPLAY)
            .chain(&DRIVER)
            .chain(&DESKTOP)
            .chain(&CALENDAR_READERS)
            .collect(),
    )
}

/// Makes sure that refreshes can be compared with what else there is.
pub fn for_refreshes() -> Result<()> {
    install(COMPILER.iter().chain(&BSDIFF).collect())
}

/// Makes sure that searches can be compared with others. Xapian is in no registry of crates or Node packages: where it
/// cannot be had, the others are measured without it.
pub fn for_searches() -> Result<()> {
    install(COMPILER.iter().collect())?;
    if let Err(error) = install(XAPIAN.iter().collect()) {
        say(format!("Xapian will be left out: {error:#}"));
    }
    Ok(())
}

/// Makes sure that a fleet of devices has a host, which the measurement tells apart by addresses that only Linux has.
pub fn for_fleet() -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("bench fleet gives each device an address of its own on loopback, and runs on Linux only");
    }
    install(COMPILER.iter().chain(&WEB_SERVER).collect())
}

fn install(needs: Vec<&Need>) -> Result<()> {
    if cfg!(target_os = "macos") {
        // Not tried on such a machine: WebKit comes with the system, the compiler with Xcode's tools.
        return needs_program(
            "cc",
            "Apple's command line tools. Run `xcode-select --install`, then try again.",
        );
    }
    if cfg!(windows) {
        // Not tried on such a machine: WebView2 comes with Windows 10 and 11, the compiler with Visual Studio.
        say("On Windows, Doorstep needs Microsoft's C++ Build Tools and the WebView2 Runtime.");
        say(
            "Where the build misses them: winget install Microsoft.VisualStudio.2022.BuildTools Microsoft.EdgeWebView2Runtime",
        );
        return Ok(());
    }
    let missing: Vec<&Need> = needs.into_iter().filter(|need| !is_there(&need.found)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let why: Vec<&str> = missing.iter().map(|need| need.what).collect();
    let why = why.join("; ");
    let Some(manager) = MANAGERS.iter().find(|manager| runs(manager.program)) else {
        bail!(
            "this machine lacks {why}, and Doorstep does not know its package manager. Install them, then try again."
        );
    };
    let names: Vec<&str> = missing.iter().map(|need| (manager.name)(need)).collect();
    if manager.program == "apt-get" && apt_lists_are_old() {
        say::run(
            "Refreshing the list of system packages",
            &mut as_root("apt-get", &["update"]),
        )?;
    }
    let words: Vec<&str> = manager.install.iter().copied().chain(names.iter().copied()).collect();
    say::run(
        &format!("Installing system packages ({why})"),
        as_root(manager.program, &words).env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    // A package may be there and yet lack the part: better said here than met as a strange error later.
    let still: Vec<&str> = missing
        .iter()
        .filter(|need| !is_there(&need.found))
        .map(|need| need.what)
        .collect();
    if !still.is_empty() {
        bail!(
            "{} installed {}, and these are still missing: {}. Install them by hand, then try again.",
            manager.program,
            names.join(" "),
            still.join("; ")
        );
    }
    Ok(())
}

struct Manager {
    program: &'static str,
    install: &'static [&'static str],
    name: fn(&Need) -> &'static str,
}

/// Only apt has been tried.
const MANAGERS: [Manager; 4] = [
    Manager {
        program: "apt-get",
        install: &["install", "--yes", "--no-install-recommends"],
        name: |need| need.apt,
    },
    Manager {
        program: "dnf",
        install: &["install", "--assumeyes"],
        name: |need| need.dnf,
    },
    Manager {
        program: "pacman",
        install: &["-S", "--needed", "--noconfirm"],
        name: |need| need.pacman,
    },
    Manager {
        program: "zypper",
        install: &["--non-interactive", "install"],
        name: |need| need.zypper,
    },
];

fn is_there(found: &Found) -> bool {
    match found {
        Found::Program(program) => path_of(program),
        Found::Library(library) => quiet("pkg-config", &["--exists", library]),
        Found::Loaded(library) => is_known_to_the_loader(library),
        // Another Python may stand before it on PATH, without the system's packages.
        Found::Python(code) => quiet("/usr/bin/python3", &["-c", code]),
    }
}

fn is_known_to_the_loader(library: &str) -> bool {
    // An ordinary person's PATH may lack its folder.
    ["ldconfig", "/sbin/ldconfig"].iter().any(|ldconfig| {
        let known = Command::new(ldconfig).arg("-p").output();
        known.is_ok_and(|known| String::from_utf8_lossy(&known.stdout).contains(library))
    })
}

fn needs_program(program: &str, what: &str) -> Result<()> {
    if runs(program) {
        return Ok(());
    }
    bail!("this machine lacks {what}")
}

fn runs(program: &str) -> bool {
    quiet(program, &["--version"])
}

/// Whether a program of that name is in a folder of PATH; some print nothing useful for `--version`.
fn path_of(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // An ordinary person's PATH may lack the folder that `ip` is in.
    let more = ["/usr/sbin", "/sbin"].map(Into::into);
    std::env::split_paths(&path)
        .chain(more)
        .any(|folder| folder.join(program).is_file())
}

fn quiet(program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(program);
    let command = command
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The command as root: by sudo, unless this is root already.
fn as_root(program: &str, words: &[&str]) -> Command {
    let mut command = if is_root() {
        Command::new(program)
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg(program);
        sudo
    };
    command.args(words);
    command
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Whether apt's lists are missing or older than a day.
fn apt_lists_are_old() -> bool {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let lists = Path::new("/var/lib/apt/lists");
    let Ok(files) = lists.read_dir() else { return true };
    let newest = files
        .filter_map(|file| file.ok())
        .filter(|file| file.file_name().to_string_lossy().contains("Packages"))
        .filter_map(|file| file.metadata().and_then(|m| m.modified()).ok())
        .max();
    newest.is_none_or(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > DAY))
}
