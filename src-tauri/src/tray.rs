//! The tray: whether there is one, and what stands in it. Nothing in it says what the app is about.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::menu::{MenuBuilder, MenuEvent};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Runtime};

use crate::shell::Shell;
use crate::window;

/// The icon's id, and its menu's entries'.
const ID: &str = "doorstep";
const OPEN: &str = "open";
const QUIT: &str = "quit";

/// What the shell keeps about the tray.
#[derive(Default)]
pub struct Tray {
    there: AtomicBool,
}

impl Tray {
    /// Whether the person can see our icon in a tray.
    pub fn is_there(&self) -> bool {
        self.there.load(Ordering::Acquire)
    }
}

/// Puts the icon where Windows and macOS always have a place for it.
#[cfg(not(target_os = "linux"))]
pub async fn run_in_background<R: Runtime>(app: AppHandle<R>) {
    appear(&app).await;
}

/// How long after the session bus has ended another is looked for.
#[cfg(target_os = "linux")]
const AGAIN: std::time::Duration = std::time::Duration::from_secs(60);

/// Puts the icon into the tray once the desktop has one, and follows whether it still has: panels start after us, end and
/// come back, and so may the bus that they stand on.
#[cfg(target_os = "linux")]
pub async fn run_in_background<R: Runtime>(app: AppHandle<R>) {
    let mut followed = false;
    loop {
        match follow(&app).await {
            Ok(()) => followed = true,
            Err(_) if followed => {}
            Err(error) => return tracing::warn!(%error, "there is no telling whether this desktop has a tray"),
        }
        app.state::<Shell>().tray.there.store(false, Ordering::Release);
        tokio::time::sleep(AGAIN).await;
    }
}

#[cfg(target_os = "linux")]
#[zbus::proxy(
    interface = "org.kde.StatusNotifierWatcher",
    default_service = "org.kde.StatusNotifierWatcher",
    default_path = "/StatusNotifierWatcher",
    gen_blocking = false
)]
trait Watcher {
    /// Whether anything shows what the watcher knows.
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> zbus::Result<bool>;

    #[zbus(signal)]
    fn status_notifier_host_registered(&self) -> zbus::Result<()>;
}

/// Follows it until the bus ends.
#[cfg(target_os = "linux")]
async fn follow<R: Runtime>(app: &AppHandle<R>) -> zbus::Result<()> {
    use futures_util::StreamExt;
    use zbus::proxy::CacheProperties;
    let shell = app.state::<Shell>();
    let bus = shell.inner().bus.session().await?;
    // Asked when it matters: with a cache, a desktop without a tray would be worth a warning.
    let watcher = WatcherProxy::builder(&bus)
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    let mut owners = watcher.inner().receive_owner_changed().await?;
    let mut hosts = watcher.receive_status_notifier_host_registered().await?;
    loop {
        if watcher.is_status_notifier_host_registered().await.unwrap_or(false) {
            appear(app).await;
        } else {
            shell.tray.there.store(false, Ordering::Release);
        }
        tokio::select! {
            Some(_) = owners.next() => {}
            Some(_) = hosts.next() => {}
            () = bus.closed() => return Ok(()),
        }
    }
}

/// The libraries that tray icons are made with on Linux: loaded when an icon is made, and the app would end where there is
/// none.
#[cfg(target_os = "linux")]
const LIBRARIES: [&str; 2] = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];

/// Whether one of them is here, from the one who knows: the loader, which complains when another program is to be started
/// with a library that it does not find.
#[cfg(target_os = "linux")]
fn can_be_made() -> bool {
    let loads = |library: &&str| {
        let mut nothing = std::process::Command::new("true");
        let told = nothing.env("LD_PRELOAD", library).output();
        told.is_ok_and(|told| told.status.success() && told.stderr.is_empty())
    };
    LIBRARIES.iter().any(loads)
}

#[cfg(not(target_os = "linux"))]
fn can_be_made() -> bool {
    true
}

/// Makes the icon, unless it is there. It can only be made on the window's own thread.
async fn appear<R: Runtime>(app: &AppHandle<R>) {
    let shell = app.state::<Shell>();
    let folder = shell.folder().join("tray");
    let made = app.tray_by_id(ID).is_some();
    let can = made || tauri::async_runtime::spawn_blocking(can_be_made).await.unwrap_or(false);
    if !can {
        tracing::warn!("no library for tray icons is installed: closing the window ends the app");
        return;
    }
    let handle = app.clone();
    let make = move || {
        let shown = handle.tray_by_id(ID).map_or_else(|| icon(&handle, &folder), Ok);
        match shown {
            Ok(_) => handle.state::<Shell>().tray.there.store(true, Ordering::Release),
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

/// Windows tells of a press on the icon itself.
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::time::Duration;

    use tauri::test::{mock_builder, mock_context, noop_assets};
    use tokio::sync::Notify;

    use super::*;
    use crate::bus::tests::{Daemon, address, bus};
    use crate::refresher::Refreshing;

    /// A desktop without a place for icons, which says when it was asked.
    struct Empty(std::sync::Arc<Notify>);

    #[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
    impl Empty {
        #[zbus(property)]
        fn is_status_notifier_host_registered(&self) -> bool {
            self.0.notify_one();
            false
        }
    }

    #[tokio::test]
    async fn the_tray_is_looked_for_anew_once_the_bus_has_ended() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = mock_builder().build(mock_context(noop_assets())).expect("an app");
        let mut shell = Shell::new(folder.path().to_owned(), None, None, Refreshing::from(Ok(None)));
        shell.bus = bus(folder.path());
        app.manage(shell);
        for _ in ["before", "after"] {
            let daemon = Daemon::start(folder.path());
            let asked = std::sync::Arc::new(Notify::new());
            let address = address(folder.path());
            let desktop = zbus::connection::Builder::address(address.as_str())
                .and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"))
                .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Empty(asked.clone())))
                .expect("a desktop");
            let _desktop = desktop.build().await.expect("a desktop on the bus");
            let ends = async {
                asked.notified().await;
                drop(daemon);
            };
            let followed = async { tokio::join!(follow(app.handle()), ends) };
            let followed = tokio::time::timeout(Duration::from_secs(20), followed).await;
            followed
                .expect("the end of the bus is seen")
                .0
                .expect("a bus to follow it on");
        }
    }
}
