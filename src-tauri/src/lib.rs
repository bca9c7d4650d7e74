//! The shell: one window, one state, one thin command per use case. The only crate that knows Tauri.

// What `mobile_entry_point` makes there has no comment of its own.
#![cfg_attr(target_os = "ios", allow(missing_docs))]

#[cfg(test)]
mod access;
mod address;
mod alert;
mod arguments;
mod autostart;
mod background;
#[cfg(target_os = "linux")]
mod bus;
mod closing;
mod commands;
#[cfg(unix)]
mod core_dump;
mod delivery;
mod device;
mod downloader;
mod early;
mod events;
mod folder;
mod notice;
mod passing;
#[cfg(desktop)]
mod place;
mod refresher;
mod reminder;
#[cfg(target_os = "linux")]
mod rendering;
#[cfg(target_os = "linux")]
mod revive;
mod shell;
#[cfg(desktop)]
mod shown;
#[cfg(desktop)]
mod tray;
mod wake;
mod window;

#[cfg(desktop)]
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use tauri::{App, AppHandle, Builder, Manager, RunEvent, Runtime};

use arguments::Arguments;
use closing::Closing;
use early::Early;
#[cfg(desktop)]
use events::WINDOW;
use notice::Notices;
use refresher::Refreshing;
use shell::{Clock, Shell};
#[cfg(desktop)]
use shown::Shown;

/// The host built in, when `DOORSTEP_HOST` was set at the build; the build script sees to the root beside it.
const HOST: Option<&str> = option_env!("DOORSTEP_HOST");
const ROOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/root.json"));

/// Starts the app and returns when it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    // Warnings go to standard error and nowhere else; no query, title or number is ever in one.
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .init();
    #[cfg(unix)]
    core_dump::forbid();
    let arguments = Arguments::read(std::env::args_os().skip(1));
    let told = Told::new(Mutex::new(arguments.now));
    let clock: Clock = {
        let told = Arc::clone(&told);
        let said = move || *told.lock().unwrap_or_else(PoisonError::into_inner);
        Box::new(move || said().unwrap_or_else(Utc::now))
    };
    let builder = Builder::default().manage(Early::default());
    let app = with_commands(once(builder, arguments.data_dir.as_deref(), told))
        .on_window_event(closing::on_window_event)
        .setup(move |app| {
            // Tauri would panic at an error, in a program without a terminal.
            begin(app, arguments, clock).unwrap_or_else(end);
            Ok(())
        })
        .build(tauri::generate_context!());
    app.unwrap_or_else(end).run(on_event);
}

fn begin(app: &App, arguments: Arguments, clock: Clock) -> tauri::Result<()> {
    let own = arguments.data_dir;
    let folder = folder::of(app, own.as_deref())?;
    let policy = match (arguments.policy.as_deref(), device::managed(app.handle())) {
        (None, Some(managed)) => policy::of_managed(&managed, HOST.zip(Some(ROOT))),
        (given, _) => policy::read(given, HOST.zip(Some(ROOT))),
    };
    for why in &policy.managed.mistakes {
        tracing::warn!(why, "a setting of the policy is passed over");
    }
    let refreshing = Refreshing::from(policy.source);
    let shell = Shell::new(folder, own, clock, refreshing.hosting());
    manage(app, shell.managed_by(policy.managed), refreshing);
    background::start(app.handle(), arguments.hidden);
    let asked = (!arguments.hidden).then_some(arguments.open);
    match early::taken(app.handle()).or(asked) {
        Some(Some(place)) => early::go(app.handle(), place),
        Some(None) => drop(window::make(app.handle())?),
        None => {}
    }
    Ok(())
}

/// There is no window, and so no app.
fn end<T>(error: tauri::Error) -> T {
    alert::no_window(&error);
    std::process::exit(1)
}

/// Hands Tauri what the tasks and the commands share, for the real app and for tests.
fn manage<R: Runtime>(app: &impl Manager<R>, shell: Shell, refreshing: Refreshing) {
    app.manage(shell);
    app.manage(refreshing);
    app.manage(Closing::default());
    app.manage(Notices::default());
    #[cfg(desktop)]
    app.manage(Arc::<Shown>::default());
}

/// The time that a command line sets, in builds that allow it.
type Told = Arc<Mutex<Option<DateTime<Utc>>>>;

/// Has a second start bring the window of the first to the front. One that sets another time moves the clock of the
/// first. An app with a data folder of its own is another app.
#[cfg(desktop)]
fn once<R: Runtime>(builder: Builder<R>, own: Option<&Path>, told: Told) -> Builder<R> {
    let mut single = tauri_plugin_single_instance::Builder::new().callback(move |app, words, _| {
        let again = Arguments::read(words.into_iter().skip(1));
        if again.now.is_some() {
            *told.lock().unwrap_or_else(PoisonError::into_inner) = again.now;
            if let Some(shell) = app.try_state::<Shell>() {
                shell.wakes.passing.wake();
            }
        }
        if !again.hidden {
            early::bring(app, again.open);
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
fn once<R: Runtime>(builder: Builder<R>, _own: Option<&Path>, _told: Told) -> Builder<R> {
    builder
}

fn on_event<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    match event {
        // Nothing is dropped when the program ends, so what must be done then is done here.
        RunEvent::Exit => {
            #[cfg(desktop)]
            if let Some(window) = app.get_webview_window(WINDOW) {
                place::keep(&window.as_ref().window());
            }
            app.state::<Shell>().close();
        }
        // A press on the icon in the dock brings the window back.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => early::bring(app, None),
        // Apple's systems and Android hand addresses over by an event, and not on a command line.
        #[cfg(any(target_os = "macos", mobile))]
        RunEvent::Opened { urls } => {
            if let Some(place) = urls.iter().find_map(|url| address::of_link(url.as_str())) {
                early::bring(app, Some(place));
            }
        }
        _ => {}
    }
}

/// The builder with every command, for the real window and for tests.
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    #[cfg(desktop)]
    let builder = builder.plugin({
        // No link in a screen opens by itself: what opens is looked up by id and checked in `device`.
        let opener = tauri_plugin_opener::Builder::new();
        opener.open_js_links_on_click(false).build()
    });
    #[cfg(any(target_os = "macos", windows))]
    let builder = builder.plugin(tauri_plugin_notification::init());
    #[cfg(mobile)]
    let builder = builder.plugin(phone::init());
    builder.invoke_handler(include!(concat!(env!("OUT_DIR"), "/handler.rs")))
}
