//! Linux: not every desktop has a tray, and where there is one, the panel that shows it may start after the app, end
//! and come back.

use std::process::Command;
use std::time::Duration;

use futures_util::StreamExt;
use tauri::{AppHandle, Manager, Runtime};
use zbus::proxy::CacheProperties;

use super::{ID, appear};
use crate::shell::Shell;

/// How long after the session bus has ended another is looked for.
const AGAIN: Duration = Duration::from_secs(60);

/// Puts the icon into the tray once the desktop has one, and follows whether it still has, also when the session bus
/// starts again, for as long as the app runs.
pub async fn run<R: Runtime>(app: AppHandle<R>) {
    let shell = app.state::<Shell>();
    let mut followed = false;
    loop {
        match follow(&app).await {
            Ok(()) => followed = true,
            Err(_) if followed => {}
            Err(error) => return tracing::warn!(%error, "it is not known whether this desktop has a tray"),
        }
        shell.set_tray(false);
        if shell.wakes.tray.wait(Some(AGAIN)).await.is_none() {
            return;
        }
    }
}

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

/// Follows it until the bus ends, or the app.
async fn follow<R: Runtime>(app: &AppHandle<R>) -> zbus::Result<()> {
    let shell = app.state::<Shell>();
    let bus = shell.inner().bus.session().await?;
    // Asked each time: reading it through a cache would log a warning on a desktop without a tray.
    let watcher = WatcherProxy::builder(&bus)
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    let mut owners = watcher.inner().receive_owner_changed().await?;
    let mut hosts = watcher.receive_status_notifier_host_registered().await?;
    loop {
        let shows = watcher.is_status_notifier_host_registered().await.unwrap_or(false);
        if shows && can_be_made(app).await {
            appear(app);
        } else {
            shell.set_tray(false);
        }
        tokio::select! {
            Some(_) = owners.next() => {}
            Some(_) = hosts.next() => {}
            () = bus.closed() => return Ok(()),
            woken = shell.wakes.tray.wait(None) => if woken.is_none() {
                return Ok(());
            }
        }
    }
}

/// The libraries that tray icons are made with: loaded when an icon is made, and the app would end where there is none.
const LIBRARIES: [&str; 2] = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];

/// Whether one of them is installed. The loader knows: it complains when it starts a program with a library that it
/// cannot find.
async fn can_be_made<R: Runtime>(app: &AppHandle<R>) -> bool {
    if app.tray_by_id(ID).is_some() {
        return true;
    }
    let loads = |library: &&str| {
        let started = Command::new("true").env("LD_PRELOAD", library).output();
        started.is_ok_and(|output| output.status.success() && output.stderr.is_empty())
    };
    let installed = tauri::async_runtime::spawn_blocking(move || LIBRARIES.iter().any(loads));
    let installed = installed.await.unwrap_or(false);
    if !installed {
        tracing::warn!("no library for tray icons is installed: closing the window ends the app");
    }
    installed
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tauri::test::{mock_builder, mock_context, noop_assets};
    use tokio::sync::Notify;

    use super::*;
    use crate::bus::tests::{Daemon, address, bus};
    use crate::shell::tests::shell;

    /// A desktop without a place for icons, which says when it was asked.
    struct Empty(Arc<Notify>);

    #[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
    impl Empty {
        #[zbus(property)]
        fn is_status_notifier_host_registered(&self) -> bool {
            self.0.notify_one();
            false
        }
    }

    #[tokio::test]
    async fn the_tray_is_looked_for_again_once_the_bus_has_ended_and_no_more_once_the_app_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = mock_builder().build(mock_context(noop_assets())).expect("an app");
        let mut shell = shell(folder.path());
        shell.bus = bus(folder.path());
        app.manage(shell);
        for ends in ["the bus", "the bus again", "the app"] {
            let daemon = Daemon::start(folder.path());
            let asked = Arc::new(Notify::new());
            let address = address(folder.path());
            let desktop = zbus::connection::Builder::address(address.as_str())
                .and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"))
                .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Empty(asked.clone())))
                .expect("a desktop");
            let _desktop = desktop.build().await.expect("a desktop on the bus");
            let end = async {
                asked.notified().await;
                match ends {
                    "the app" => {
                        app.state::<Shell>().wakes.stop();
                        Some(daemon)
                    }
                    _ => {
                        drop(daemon);
                        None
                    }
                }
            };
            let followed = async { tokio::join!(follow(app.handle()), end) };
            let followed = tokio::time::timeout(Duration::from_secs(20), followed).await;
            followed.expect("the end is seen").0.expect("a bus to follow it on");
        }
    }
}
