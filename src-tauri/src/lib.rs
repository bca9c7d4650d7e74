//! The shell: one window, one state, one thin command a use-case. The only crate that knows Tauri.

#[cfg(test)]
mod access;
mod arguments;
mod autostart;
pub mod background;
#[cfg(target_os = "linux")]
mod bus;
mod commands;
mod device;
pub mod downloader;
mod ending;
mod notice;
pub mod policy;
pub mod refresher;
pub mod reminder;
pub mod shell;
#[cfg(desktop)]
mod tray;
mod window;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::Duration;

use tauri::{AppHandle, Builder, Manager, RunEvent, Runtime};

use arguments::Arguments;
use refresher::Refreshing;
use shell::Shell;

/// Starts the app and returns when it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    // Warnings go to standard error and nowhere else; no query, title or number is ever in one.
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::read(std::env::args_os().skip(1));
    let app = with_commands(once(Builder::default(), arguments.data_dir.as_deref()))
        .on_window_event(background::on_window_event)
        .setup(move |app| {
            let own = arguments.data_dir;
            let folder = own.clone().map_or_else(|| app.path().app_data_dir(), Ok)?;
            let refreshing = Refreshing::from(policy::source(arguments.policy.as_deref()));
            app.manage(Shell::new(folder, own, arguments.now, refreshing));
            settle_in_background(app.handle().clone());
            if !arguments.hidden {
                window::make(app.handle())?;
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(on_event),
        Err(error) => {
            eprintln!("Doorstep could not open its window: {error}");
            std::process::exit(1);
        }
    }
}

/// Has a second start bring the window of the first to the front.
/// An app with a data folder of its own is another app.
#[cfg(desktop)]
fn once<R: Runtime>(builder: Builder<R>, own: Option<&Path>) -> Builder<R> {
    let mut single = tauri_plugin_single_instance::Builder::new().callback(|app, words, _| {
        if !Arguments::read(words.into_iter().skip(1)).hidden {
            window::bring(app);
        }
    });
    if let Some(own) = own {
        let mut hasher = DefaultHasher::new();
        own.hash(&mut hasher);
        single = single.dbus_id(format!("org.doorstep.doorstep.at{:x}", hasher.finish()));
    }
    match own {
        // Only Linux can tell them apart.
        Some(_) if !cfg!(target_os = "linux") => builder,
        _ => builder.plugin(single.build()),
    }
}

#[cfg(mobile)]
fn once<R: Runtime>(builder: Builder<R>, _own: Option<&Path>) -> Builder<R> {
    builder
}

/// A press on the icon in macOS's dock brings the window back.
fn on_event<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    #[cfg(target_os = "macos")]
    if let RunEvent::Reopen { .. } = event {
        window::bring(app);
    }
    let _ = (app, event);
}

/// The builder with every command, for the real window and for tests.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    // No link in a screen opens by itself: what opens is looked up by id and checked in `device`.
    let opener = tauri_plugin_opener::Builder::new()
        .open_js_links_on_click(false)
        .build();
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_notification::init());
    builder
        .plugin(opener)
        .invoke_handler(include!(concat!(env!("OUT_DIR"), "/handler.rs")))
}

/// The longest that checking waits for a first screen.
const FIRST_SCREEN: Duration = Duration::from_secs(5);

/// Opens the databases before the first screen asks, checks every record once that screen stands (on a small device the
/// two would be in each other's way), then asks the host, if there is one, now and again, sees to the documents that are
/// kept offline, and reminds.
fn settle_in_background<R: Runtime>(app: AppHandle<R>) {
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let opened = shell.background.read(&shell).await;
        #[cfg(desktop)]
        tauri::async_runtime::spawn(tray::run_in_background(app.clone()));
        let _ = tokio::time::timeout(FIRST_SCREEN, shell.painted.notified()).await;
        let settled = match opened {
            Ok(()) => shell.ask(|doorstep, now| doorstep.settle(now)).await,
            Err(error) => Err(error),
        };
        if let Err(error) = settled {
            tracing::warn!(%error, "the catalogue could not be checked");
        }
        tauri::async_runtime::spawn(downloader::run_in_background(app.clone()));
        tauri::async_runtime::spawn(reminder::run_in_background(app.clone()));
        refresher::run_in_background(app).await;
    });
}
