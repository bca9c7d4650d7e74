//! Starting when the person logs in, without a window: an opt-in. Phones have no such thing.

#[cfg(target_os = "linux")]
mod desktop_entry;
#[cfg(all(desktop, not(target_os = "linux")))]
mod login_item;

#[cfg(target_os = "linux")]
use desktop_entry as platform;
#[cfg(all(desktop, not(target_os = "linux")))]
use login_item as platform;

use screens::Failure;
use tauri::{AppHandle, Runtime};

/// How the program is started at login.
#[cfg(desktop)]
const HIDDEN: &str = "--hidden";

/// Whether the app starts when the person logs in; `None` where there is no such thing.
pub fn is_on<R: Runtime>(app: &AppHandle<R>) -> Option<bool> {
    #[cfg(desktop)]
    return platform::is_on(app);
    #[cfg(mobile)]
    {
        let _ = app;
        None
    }
}

/// Has the app start at login, or not, as the person's organisation has set it.
pub fn as_managed<R: Runtime>(app: &AppHandle<R>, set: Option<bool>) {
    // Not compared with what is there: an entry may be turned off elsewhere, or start a program that has moved.
    let Some(on) = set.filter(|_| is_on(app).is_some()) else {
        return;
    };
    if let Err(error) = self::set(app, on) {
        tracing::warn!(%error, "starting at login is not as the organisation has set it");
    }
}

/// Has the app no longer start when the person logs in, where that was the person's choice.
pub fn forget<R: Runtime>(app: &AppHandle<R>, set: Option<bool>) {
    as_managed(app, set.or(Some(false)));
}

/// Has the app start when the person logs in, without a window, or no longer.
///
/// # Errors
/// [`screens::ErrorCode::NoHandler`] where the device does not allow it.
pub fn set<R: Runtime>(app: &AppHandle<R>, on: bool) -> Result<(), Failure> {
    #[cfg(desktop)]
    let set = platform::set(app, on);
    #[cfg(mobile)]
    let set = {
        let _ = app;
        Err::<(), _>(format!("{on}: a phone starts no app at login"))
    };
    set.map_err(|error| {
        tracing::warn!(error, "starting at login is not changed");
        Failure::no_handler(
            "This device did not let Doorstep change what starts when you log in. Nothing else has changed. You can \
             add it in the device's own settings.",
        )
    })
}
