//! Windows and macOS: a value in the person's `Run` key, a launch agent. Not tried on either: see docs/reminders.md.

use auto_launch::{AutoLaunch, AutoLaunchBuilder, WindowsEnableMode};
use tauri::{AppHandle, Manager, Runtime};

use super::HIDDEN;

fn item<R: Runtime>(app: &AppHandle<R>) -> Result<AutoLaunch, String> {
    let program = tauri::process::current_binary(&app.env()).map_err(|error| error.to_string())?;
    let program = program.to_str().ok_or("the app's path is not Unicode")?;
    // Windows keeps one command line, and the library puts the words into it as they are.
    let program = if cfg!(windows) {
        format!("\"{program}\"")
    } else {
        program.to_owned()
    };
    let mut builder = AutoLaunchBuilder::new();
    builder
        .set_app_name(&app.package_info().name)
        .set_app_path(&program)
        .set_args(&[HIDDEN])
        // An app that runs as an administrator would start for everybody otherwise.
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser);
    builder.build().map_err(|error| error.to_string())
}

pub fn is_on<R: Runtime>(app: &AppHandle<R>) -> Option<bool> {
    item(app).ok()?.is_enabled().ok()
}

pub fn set<R: Runtime>(app: &AppHandle<R>, on: bool) -> Result<(), String> {
    let item = item(app)?;
    let changed = if on { item.enable() } else { item.disable() };
    changed.map_err(|error| error.to_string())
}
