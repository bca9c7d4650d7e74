//! The tray: whether there is one, and the icon and menu in it. Nothing in it says what the app is about.

#[cfg(target_os = "linux")]
mod panel;

use tauri::menu::{MenuBuilder, MenuEvent};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Runtime};

#[cfg(target_os = "linux")]
pub use panel::run;

use crate::shell::Shell;
use crate::window;

/// The icon's id, and its menu's entries'.
const ID: &str = "doorstep";
const OPEN: &str = "open";
const QUIT: &str = "quit";

/// Puts the icon where Windows and macOS always have a place for it.
#[cfg(not(target_os = "linux"))]
pub async fn run<R: Runtime>(app: AppHandle<R>) {
    appear(&app);
}

/// Makes the icon, unless it is there. It can only be made on the window's own thread.
fn appear<R: Runtime>(app: &AppHandle<R>) {
    let folder = app.state::<Shell>().folder().join("tray");
    let handle = app.clone();
    let make = move || {
        // The library that writes the icon there would make the folder readable to others.
        if let Err(error) = store::private::folder(&folder) {
            tracing::warn!(%error, "there is no place for the icon");
        }
        let icon = handle.tray_by_id(ID).map_or_else(|| icon(&handle, &folder), Ok);
        match icon {
            Ok(_) => handle.state::<Shell>().set_tray(true),
            Err(error) => tracing::warn!(%error, "there is no icon in the tray"),
        }
    };
    if let Err(error) = app.run_on_main_thread(make) {
        tracing::warn!(%error, "there is no icon in the tray");
    }
}

fn icon<R: Runtime>(app: &AppHandle<R>, folder: &std::path::Path) -> tauri::Result<TrayIcon<R>> {
    let menu = MenuBuilder::new(app).text(OPEN, "Open").text(QUIT, "Quit").build()?;
    let mut icon = TrayIconBuilder::with_id(ID)
        .tooltip("Doorstep")
        .menu(&menu)
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .temp_dir_path(folder)
        .on_menu_event(chosen)
        .on_tray_icon_event(pressed);
    // A Mac's menu bar draws it in its own colour.
    #[cfg(target_os = "macos")]
    {
        icon = icon
            .icon(tauri::include_image!("src-tauri/icons/tray.png"))
            .icon_as_template(true);
    }
    #[cfg(not(target_os = "macos"))]
    if let Some(picture) = app.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    icon.build(app)
}

fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    match event.id().as_ref() {
        OPEN => window::bring(app),
        QUIT => app.exit(0),
        _ => {}
    }
}

/// Windows reports a press on the icon itself.
fn pressed<R: Runtime>(icon: &TrayIcon<R>, event: TrayIconEvent) {
    let left = |button, state| button == MouseButton::Left && state == MouseButtonState::Up;
    if let TrayIconEvent::Click {
        button, button_state, ..
    } = event
        && left(button, button_state)
        && !cfg!(target_os = "macos")
    {
        window::bring(icon.app_handle());
    }
}
