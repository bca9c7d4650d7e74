//! Starting when the person logs in, unseen: an opt-in, and nothing of it on phones.

use api::delivery::Delivery;
use api::error::ApiError;
use tauri::{AppHandle, Runtime};
#[cfg(desktop)]
use tauri::{Manager, State};
#[cfg(desktop)]
use tauri_plugin_autostart::AutoLaunchManager;

#[cfg(desktop)]
use crate::background;

#[cfg(desktop)]
fn launcher<R: Runtime>(app: &AppHandle<R>) -> Option<State<'_, AutoLaunchManager>> {
    app.try_state()
}

/// Whether the app starts when the person logs in; `None` where there is no such thing.
#[cfg(desktop)]
pub fn is_on<R: Runtime>(app: &AppHandle<R>) -> Option<bool> {
    launcher(app)?.is_enabled().ok()
}

#[cfg(mobile)]
pub fn is_on<R: Runtime>(_app: &AppHandle<R>) -> Option<bool> {
    None
}

/// Has the app start when the person logs in, unseen, or no more.
///
/// # Errors
/// [`api::error::ErrorCode::NoHandler`] where the device does not allow it.
pub async fn set<R: Runtime>(app: &AppHandle<R>, on: bool) -> Result<Delivery, ApiError> {
    #[cfg(desktop)]
    {
        let set = |launcher: State<'_, AutoLaunchManager>| match on {
            true => launcher.enable(),
            false => launcher.disable(),
        };
        match launcher(app).map(set) {
            Some(Ok(())) => return background::delivery(app).await,
            Some(Err(error)) => tracing::warn!(%error, "starting at login is not changed"),
            None => {}
        }
    }
    #[cfg(mobile)]
    let _ = (app, on);
    Err(ApiError::no_handler(
        "This device did not let Doorstep change what starts at login. Nothing else has changed. You can add it in the \
         device's own settings.",
    ))
}
