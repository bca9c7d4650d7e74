//! The one window: made when it is first wanted, brought to the front, put away.

use std::path::PathBuf;

use screens::start::Place;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder};

use crate::arguments::Arguments;
use crate::events::{self, WINDOW};
use crate::shell::Shell;

/// Where our own screens are served from.
pub const OURS: &str = if cfg!(any(windows, target_os = "android")) {
    "http://tauri.localhost"
} else {
    "tauri://localhost"
};

/// Makes the window as tauri.conf.json has it. It stays with our own page, opens no other window and saves no file,
/// whatever was pressed, dropped on it or written in a page; and its web view, a private one, leaves nothing behind.
///
/// # Errors
/// What the platform says against it.
pub fn make<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    let config = app.config().app.windows.iter().find(|window| window.label == WINDOW);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let driven = Arguments::read(std::env::args_os().skip(1)).driven;
    let window = WebviewWindowBuilder::from_config(app, config)?;
    // It is seen once it is where it was left. On Linux it is moved before its first frame instead: the page of a
    // window that is made unseen crashes where it is drawn without acceleration.
    #[cfg(all(desktop, not(target_os = "linux")))]
    let window = window.visible(false);
    let window = window
        .incognito(!driven)
        .data_directory(web_folder(app))
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    #[cfg(target_os = "linux")]
    {
        // Drawn plainly, a window never gives a WebDriver its picture.
        if !driven {
            crate::rendering::suit_the_device(&window)?;
        }
        crate::revive::watch(&window)?;
    }
    #[cfg(desktop)]
    show(&window)?;
    Ok(window)
}

/// Where the web view may write. On Linux nowhere: beside the private context, which keeps everything in memory, wry
/// always makes another with a cache, databases and salts on the disk. Elsewhere in our own folder, and no place of its
/// own.
fn web_folder<R: Runtime>(app: &AppHandle<R>) -> PathBuf {
    match cfg!(target_os = "linux") {
        true => "/dev/null".into(),
        false => app.state::<Shell>().folder().to_owned(),
    }
}

/// Whether that is the one page of the window, at whatever place in it. Our scripts have addresses, too, and are no
/// page.
fn is_our_page(address: &Url) -> bool {
    let page = address.as_str().split('#').next().unwrap_or_default();
    page.strip_suffix('/').unwrap_or(page) == OURS
}

/// Brings the window to the front, wherever it is.
pub fn bring<R: Runtime>(app: &AppHandle<R>) {
    match app.get_webview_window(WINDOW) {
        Some(window) => {
            if let Err(error) = raise(&window) {
                tracing::warn!(%error, "the window could not be shown");
            }
        }
        None => {
            if let Err(error) = make(app) {
                crate::alert::no_window(&error);
            }
        }
    }
    app.state::<Shell>().wakes.reminder.wake();
}

fn raise<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    #[cfg(desktop)]
    {
        if !window.is_visible()? {
            show(window)?;
        }
        window.unminimize()?;
    }
    window.set_focus()
}

/// Shows a window that is not seen, where it was when it was.
#[cfg(desktop)]
fn show<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    // It may be anywhere rather than nowhere.
    if let Err(error) = crate::place::put(&window.as_ref().window()) {
        tracing::warn!(%error, "the window is where the system puts it");
    }
    window.show()
}

/// Brings the window to the front and goes to a place in it: "#/weeks/…".
pub async fn open_at<R: Runtime>(app: &AppHandle<R>, route: String) {
    // A window that is new, or still being drawn, begins where the person was last.
    let place = Place::at(&route);
    let kept = app
        .state::<Shell>()
        .ask(move |d, now| d.remember_place(place, now))
        .await;
    if let Err(error) = kept {
        tracing::warn!(%error, "a new window opens where the person was last");
    }
    bring(app);
    events::open_route(app, route);
}

#[cfg(test)]
mod tests {
    use super::{OURS, is_our_page};

    #[test]
    fn the_window_stays_with_our_page() {
        let ours =
            ["", "/", "#/act-now", "/#/themes/neglect", "/#https://example.org/"].map(|at| format!("{OURS}{at}"));
        let others = [
            "/assets/index.js",
            "/index.html",
            "/?q=x",
            ".example.org/",
            "@example.org/",
            ":8000/",
        ];
        let foreign = [
            "https://example.org/",
            "http://localhost/",
            "https://tauri.localhost.example.org/",
            "file:///etc/hosts",
            "data:text/html,x",
            "javascript:0",
            "about:blank",
            "about:srcdoc",
        ];
        let parsed = |address: &str| address.parse().unwrap_or_else(|error| panic!("{address}: {error}"));
        for address in ours {
            assert!(is_our_page(&parsed(&address)), "{address}");
        }
        let others = others.map(|at| format!("{OURS}{at}"));
        for address in others.into_iter().chain(foreign.map(str::to_owned)) {
            assert!(!is_our_page(&parsed(&address)), "{address}");
        }
    }
}
