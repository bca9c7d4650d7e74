//! How reminders reach the person on this device: what it allows, found out here; what that means is in `screens`.

use screens::Failure;
use screens::delivery::{Delivery, Facts, Place};
use tauri::{AppHandle, Manager, Runtime};

use crate::autostart;
use crate::notice::Notices;
use crate::shell::Shell;

/// How reminders reach the person here.
///
/// # Errors
/// When answering panics.
pub async fn answer<R: Runtime>(app: &AppHandle<R>) -> Result<Delivery, Failure> {
    let shell = app.state::<Shell>();
    let permission = app.state::<Notices>().permission(app).await;
    let facts = Facts {
        permission,
        place: match cfg!(mobile) {
            true => Place::Phone,
            false if shell.has_tray() => Place::Tray,
            false => Place::NoTray,
        },
        autostart: autostart::is_on(app),
    };
    shell.show(move |m| screens::delivery::answer(m, &facts)).await
}

/// Asks the device for permission to remind, where it wants to be asked.
///
/// # Errors
/// When answering panics.
pub async fn ask_permission<R: Runtime>(app: &AppHandle<R>) -> Result<Delivery, Failure> {
    app.state::<Notices>().ask(app).await;
    // What was due and not allowed can be shown now.
    app.state::<Shell>().wakes.reminder.wake();
    answer(app).await
}
