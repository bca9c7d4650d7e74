//! The one window: made when it is first wanted, brought to the front, put away.

use tauri::{AppHandle, Manager, Runtime, WebviewWindow, WebviewWindowBuilder};

use crate::events::{self, WINDOW};
use crate::shell::Shell;

/// Makes the window as tauri.conf.json has it.
///
/// # Errors
/// What the platform says against it.
pub fn make<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    let config = app.config().app.windows.iter().find(|window| window.label == WINDOW);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(app, config)?.build()
}

/// Brings the window to the front, wherever it is.
pub fn bring<R: Runtime>(app: &AppHandle<R>) {
    let brought = match app.get_webview_window(WINDOW) {
        Some(window) => raise(&window),
        None => make(app).map(drop),
    };
    if let Err(error) = brought {
        tracing::warn!(%error, "the window does not come");
    }
    app.state::<Shell>().wakes.reminder.wake();
}

fn raise<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    #[cfg(desktop)]
    {
        window.show()?;
        window.unminimize()?;
    }
    window.set_focus()
}

/// Brings the window to the front and goes to a place in it: "#/weeks/…".
pub async fn open_at<R: Runtime>(app: &AppHandle<R>, route: String) {
    // A window that is new, or still being drawn, begins where the person was last.
    let place = route.clone();
    let kept = app
        .state::<Shell>()
        .ask(move |d, now| d.remember_route(&place, now))
        .await;
    if let Err(error) = kept {
        tracing::warn!(%error, "a new window opens where the person was last");
    }
    bring(app);
    events::open_route(app, route);
}
