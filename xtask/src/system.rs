//! System packages: on Debian and Ubuntu what is missing is installed, and elsewhere it is said what is needed.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::say::{self, say};

/// A package of Debian's and Ubuntu's, and what it is for.
type Package = (&'static str, &'static str);

/// To build the app and open its window.
const WINDOW: &[Package] = &[
    ("build-essential", "a C compiler, to build SQLite"),
    ("pkg-config", "pkg-config, to find libraries"),
    ("libwebkit2gtk-4.1-dev", "WebKitGTK 4.1, to show the window"),
];

/// To show a window where there is no display.
const VIRTUAL_DISPLAY: &[Package] = &[
    ("xvfb", "Xvfb, a display without a screen"),
    ("dbus", "D-Bus, so that the window has a session of its own"),
];

/// To drive the window away from every network, and to see what it does to the desktop and to other programs.
const TESTS: &[Package] = &[
    ("webkit2gtk-driver", "WebKitWebDriver, to drive the window"),
    ("iproute2", "ip, to give the tests a network of their own"),
    ("dunst", "dunst, to show notifications"),
    ("at-spi2-core", "AT-SPI, to read the window as a screen reader does"),
    (
        "libayatana-appindicator3-1",
        "libayatana-appindicator, to show an icon in the tray",
    ),
    ("python3-icalendar", "Python's icalendar, to read calendar files"),
    ("python3-holidays", "Python's holidays, to compare bank holidays with"),
    ("python3-gi", "PyGObject, to ask libical"),
    ("gir1.2-ical-3.0", "libical, to read calendar files"),
    ("python3-pip", "pip, to install Python's TUF client"),
];

/// To make Linux's packages, and to have them checked.
#[cfg(target_os = "linux")]
const PACKAGES: &[Package] = &[
    ("dpkg-dev", "dpkg-shlibdeps, to know which libraries a program needs"),
    ("rpm", "rpmbuild, to make the RPM"),
    ("xz-utils", "xz, to compress"),
    ("lintian", "lintian, to check Debian's package"),
    ("rpmlint", "rpmlint, to check the RPM"),
    ("appstream", "appstreamcli, to check what software centres show"),
    (
        "desktop-file-utils",
        "desktop-file-validate, to check the desktop's entry",
    ),
];

/// To make a root of another suite, for toolchains or to install packages where nothing else is.
const ROOTS: &[Package] = &[
    ("mmdebstrap", "mmdebstrap, to make a clean root"),
    (
        "debian-archive-keyring",
        "Debian's keys, to check what a root is made of",
    ),
];

/// Makes sure that the app can be built and can open its window on the display that is here.
pub fn for_window() -> Result<()> {
    install(&[WINDOW])
}

/// The same where there is no display.
pub fn for_virtual_window() -> Result<()> {
    install(&[WINDOW, VIRTUAL_DISPLAY])
}

/// Makes sure that all tests and benches can run.
pub fn for_tests() -> Result<()> {
    install(&[WINDOW, VIRTUAL_DISPLAY, TESTS])
}

/// Makes sure that the cross toolchains can be made.
pub fn for_platforms() -> Result<()> {
    install(&[ROOTS])
}

/// Makes sure that Linux's packages can be made and checked.
#[cfg(target_os = "linux")]
pub fn for_packages() -> Result<()> {
    install(&[WINDOW, PACKAGES])
}

/// Makes sure that packages can be tried in clean roots.
#[cfg(target_os = "linux")]
pub fn for_roots() -> Result<()> {
    install(&[VIRTUAL_DISPLAY, ROOTS])
}

fn install(needs: &[&[Package]]) -> Result<()> {
    let needs: Vec<Package> = needs.concat();
    if !cfg!(target_os = "linux") {
        say(if cfg!(windows) {
            "Doorstep needs Microsoft's C++ Build Tools and the WebView2 Runtime here."
        } else {
            "Doorstep needs Apple's command line tools here: xcode-select --install"
        });
        return Ok(());
    }
    let Some(installed) = installed(&needs) else {
        say("Only Debian's and Ubuntu's packages are installed by this command. Here, see to it that there is:");
        needs.iter().for_each(|(_, what)| say(format!("  {what}")));
        return Ok(());
    };
    let missing: Vec<Package> = needs
        .into_iter()
        .filter(|(name, _)| !installed.contains(&(*name).to_owned()))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if apt_lists_are_old() {
        say::run(
            "Updating the list of system packages",
            &mut as_root("apt-get", &["update"]),
        )?;
    }
    let (names, whats): (Vec<_>, Vec<_>) = missing.into_iter().unzip();
    let words = [&["install", "--yes", "--no-install-recommends"], &names[..]].concat();
    say::run(
        &format!("Installing system packages ({})", whats.join("; ")),
        as_root("apt-get", &words).env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

/// Those of the packages that are installed; `None` where there is no dpkg to ask.
fn installed(packages: &[Package]) -> Option<Vec<String>> {
    let mut ask = Command::new("dpkg-query");
    ask.args(["--show", "--showformat", "${db:Status-Status} ${Package}\\n"]);
    // It fails when it does not know one of them, and answers for the others.
    let answer = ask.args(packages.iter().map(|(name, _)| name)).output().ok()?;
    let answer = String::from_utf8_lossy(&answer.stdout);
    let installed = answer.lines().filter_map(|line| line.strip_prefix("installed "));
    Some(installed.map(str::to_owned).collect())
}

/// The command as root: by sudo, unless this is root already.
pub fn as_root(program: &str, words: &[&str]) -> Command {
    let id = Command::new("id").arg("-u").output();
    let is_root = id.is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    let mut command = Command::new(if is_root { program } else { "sudo" });
    if !is_root {
        command.arg(program);
    }
    command.args(words);
    command
}

/// Whether apt's lists are missing or older than a day.
fn apt_lists_are_old() -> bool {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let files = Path::new("/var/lib/apt/lists")
        .read_dir()
        .into_iter()
        .flatten()
        .flatten();
    let newest = files
        .filter(|file| file.file_name().to_string_lossy().contains("Packages"))
        .filter_map(|file| file.metadata().and_then(|m| m.modified()).ok())
        .max();
    newest.is_none_or(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > DAY))
}
