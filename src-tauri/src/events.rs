//! The events that the window hears without having asked. Each is emitted by a function here, so that its name and
//! payload are in one place; `ui/src/lib/ipc.ts` listens to them.

use screens::Part;
use screens::documents::Documents;
use screens::freshness::RefreshProgress;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::shell::Shell;

/// The window's name.
pub const WINDOW: &str = "main";

/// Something changed that the window did not change itself: whoever works with it is woken, too.
pub fn changed<R: Runtime>(app: &AppHandle<R>, parts: &[Part]) {
    app.state::<Shell>().wakes.after(parts);
    emit(app, "changed", parts);
}

/// How far an update is.
pub fn refresh_progress<R: Runtime>(app: &AppHandle<R>, progress: RefreshProgress) {
    emit(app, "refresh-progress", progress);
}

/// How far the documents are that the person wants on the device.
pub fn documents<R: Runtime>(app: &AppHandle<R>, documents: &Documents) {
    emit(app, "documents", documents);
}

/// A notification was pressed: the address to go to, "#/weeks/…".
pub fn open_route<R: Runtime>(app: &AppHandle<R>, route: String) {
    emit(app, "open-route", route);
}

/// The window was closed for the first time: the person is to be asked what that means.
pub fn closing<R: Runtime>(app: &AppHandle<R>) {
    emit(app, "closing", ());
}

fn emit<R: Runtime>(app: &AppHandle<R>, event: &str, payload: impl Serialize + Clone) {
    if let Err(error) = app.emit_to(WINDOW, event, payload) {
        tracing::warn!(%error, event, "the window did not get an event");
    }
}
