//! Linux: an entry in the desktop's folder for programs that start at login (XDG Desktop Application Autostart).

use std::path::{Path, PathBuf};
use std::{fs, io};

use gio::DesktopAppInfo;
use gio::glib::KeyFile;
use tauri::{AppHandle, Manager, Runtime};

use super::HIDDEN;

const GROUP: &str = "Desktop Entry";
/// GNOME's own way to switch an entry off.
const GNOME: &str = "X-GNOME-Autostart-enabled";

pub fn is_on<R: Runtime>(app: &AppHandle<R>) -> Option<bool> {
    file(app).ok().map(|file| would_start(&file))
}

pub fn set<R: Runtime>(app: &AppHandle<R>, on: bool) -> Result<(), String> {
    let file = file(app)?;
    let changed = if on {
        let program = tauri::process::current_binary(&app.env()).map_err(|error| error.to_string())?;
        let program = program.to_str().ok_or("the app's path is not Unicode")?;
        write(&file, &app.package_info().name, program)
    } else {
        remove(&file)
    };
    changed.map_err(|error| error.to_string())
}

fn file<R: Runtime>(app: &AppHandle<R>) -> Result<PathBuf, String> {
    let config = app.path().config_dir().map_err(|error| error.to_string())?;
    Ok(config.join(format!("autostart/{}.desktop", app.package_info().name)))
}

/// Whether the desktop would start what the entry names: GLib finds the program, and the entry is not switched off.
fn would_start(file: &Path) -> bool {
    DesktopAppInfo::from_filename(file)
        .is_some_and(|entry| !entry.is_hidden() && (!entry.has_key(GNOME) || entry.boolean(GNOME)))
}

/// Writes the entry, or says that no desktop would start the program by it and leaves none.
fn write(file: &Path, name: &str, program: &str) -> io::Result<()> {
    let entry = KeyFile::new();
    entry.set_string(GROUP, "Type", "Application");
    entry.set_string(GROUP, "Name", name);
    entry.set_string(GROUP, "Exec", &format!("{} {HIDDEN}", quoted(program)));
    entry.set_boolean(GROUP, "StartupNotify", false);
    entry.set_boolean(GROUP, "Terminal", false);
    store::private::folder(file.parent().unwrap_or(file))?;
    store::private::write(file, entry.to_data().as_bytes())?;
    if would_start(file) {
        return Ok(());
    }
    remove(file)?;
    Err(io::Error::other("the desktop does not find the program"))
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// One word of a command line, as the Desktop Entry Specification writes it under *The Exec key*.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+".contains(c);
    if word.chars().all(plain) {
        return word.to_owned();
    }
    let mut quoted = String::from('"');
    for c in word.chars() {
        match c {
            '"' | '`' | '$' | '\\' => quoted.extend(['\\', c]),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::os::unix::fs::PermissionsExt;

    use gio::glib;
    use gio::prelude::AppInfoExt;
    use tempfile::TempDir;

    use super::*;

    /// A program in a folder of that name, and where its entry goes.
    fn program(folder: &str) -> (TempDir, String, PathBuf) {
        let own = TempDir::new().expect("a folder");
        let folder = own.path().join(folder);
        let program = folder.join("doorstep");
        fs::create_dir(&folder).expect("a folder");
        fs::write(&program, "#!/bin/sh\n").expect("a program");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it may run");
        let entry = own.path().join("config/autostart/Doorstep.desktop");
        (own, program.to_str().expect("UTF-8").to_owned(), entry)
    }

    /// What GLib, and with it most desktops, would run.
    fn run(entry: &Path) -> Vec<OsString> {
        let entry = DesktopAppInfo::from_filename(entry).expect("an entry that names a program");
        let line = entry.commandline().expect("a command line");
        let line = line.to_str().expect("UTF-8").replace("%%", "%");
        glib::shell_parse_argv(line).expect("words")
    }

    #[test]
    fn a_program_is_started_wherever_it_lies() {
        for folder in [
            "plain",
            "My programs",
            "\"off\" $HOME `id` \\ 'it'",
            "Büro",
            "a\ttab; &c",
        ] {
            let (_own, program, entry) = program(folder);
            assert!(!would_start(&entry));
            write(&entry, "Doorstep", &program).expect("written");
            assert!(would_start(&entry), "{folder}");
            assert_eq!(run(&entry), [program.as_str(), HIDDEN], "{folder}");
            remove(&entry).expect("removed");
            remove(&entry).expect("nothing to remove");
            assert!(!would_start(&entry));
        }
    }

    #[test]
    fn an_entry_that_would_start_nothing_is_not_left() {
        let (_own, program, entry) = program("plain");
        fs::remove_file(&program).expect("the program goes");
        write(&entry, "Doorstep", &program).expect_err("nothing to start");
        assert!(!entry.exists());
    }

    #[test]
    fn an_entry_that_starts_nothing_is_off() {
        let (_own, program, entry) = program("My programs");
        write(&entry, "Doorstep", &program).expect("written");
        let ours = fs::read_to_string(&entry).expect("the entry");
        for (what, text) in [
            ("unquoted, as version 0.1 wrote it", ours.replace('"', "")),
            ("switched off by a desktop", format!("{ours}Hidden=true\n")),
            ("switched off by GNOME", format!("{ours}{GNOME}=false\n")),
            ("of a program that has moved", ours.replace("doorstep", "moved")),
            ("cut short", ours[..20].to_owned()),
        ] {
            fs::write(&entry, text).expect("written");
            assert!(!would_start(&entry), "{what}");
        }
    }
}
