//! The shell: one window, one state, one thin command a use-case. The only crate that knows Tauri.

#[cfg(test)]
mod access;
mod arguments;
pub mod commands;
mod device;
pub mod downloader;
mod ending;
pub mod policy;
pub mod refresher;
pub mod shell;

use std::time::Duration;

use tauri::{Builder, Manager, Runtime};

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
    let arguments = Arguments::read(std::env::args().skip(1));
    let app = with_commands(Builder::default())
        .setup(move |app| {
            let own = arguments.data_dir;
            let folder = own.clone().map_or_else(|| app.path().app_data_dir(), Ok)?;
            let refreshing = Refreshing::from(policy::source(arguments.policy.as_deref()));
            app.manage(Shell::new(folder, own, arguments.now, refreshing));
            settle_in_background(app.handle().clone());
            Ok(())
        })
        .run(tauri::generate_context!());
    if let Err(error) = app {
        eprintln!("Doorstep could not open its window: {error}");
        std::process::exit(1);
    }
}

/// The builder with every command, for the real window and for tests.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    // No link in a screen opens by itself: what opens is looked up by id and checked in `device`.
    let opener = tauri_plugin_opener::Builder::new()
        .open_js_links_on_click(false)
        .build();
    builder.plugin(opener).invoke_handler(tauri::generate_handler![
        commands::start,
        commands::home,
        commands::act_now,
        commands::pathway,
        commands::themes,
        commands::pack,
        commands::poster,
        commands::resource,
        commands::contacts,
        commands::contact,
        commands::calendar,
        commands::week,
        commands::article,
        commands::terms,
        commands::term,
        commands::search,
        commands::recent_searches,
        commands::remember_hit,
        commands::forget_searches,
        commands::set_remembering,
        commands::bookmarks,
        commands::set_bookmark,
        commands::restore_bookmark,
        commands::move_bookmark,
        commands::save_settings,
        commands::remember_route,
        commands::about,
        commands::refresh,
        commands::stop_refresh,
        commands::take_edition,
        commands::network_is_back,
        commands::whats_changed,
        commands::mark_changes_read,
        commands::export_personal,
        commands::import_personal,
        commands::documents,
        commands::keep_offline,
        commands::pause_documents,
        commands::set_document_budget,
        commands::document_bytes,
        commands::open_document,
        commands::call,
        commands::write_to,
        commands::open_link,
        commands::open_front_page,
        commands::print_page,
        commands::hide_window,
        commands::painted,
    ])
}

/// The longest that checking waits for a first screen.
const FIRST_SCREEN: Duration = Duration::from_secs(5);

/// Opens the databases before the first screen asks, checks every record once that screen stands (on a small device the
/// two would be in each other's way), then asks the host, if there is one, now and again, and sees to the documents that are
/// kept offline.
fn settle_in_background<R: Runtime>(app: tauri::AppHandle<R>) {
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let opened = shell.ask(|_, _| Ok(())).await;
        let _ = tokio::time::timeout(FIRST_SCREEN, shell.painted.notified()).await;
        let settled = match opened {
            Ok(()) => shell.ask(|doorstep, now| doorstep.settle(now)).await,
            Err(error) => Err(error),
        };
        if let Err(error) = settled {
            tracing::warn!(%error, "the catalogue could not be checked");
        }
        tauri::async_runtime::spawn(downloader::run_in_background(app.clone()));
        refresher::run_in_background(app).await;
    });
}
