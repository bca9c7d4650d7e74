//! Going on when the window is closed: reminders and refreshes need a program that runs.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use api::delivery::{Delivery, Facts, Place};
use api::error::ApiError;
use tauri::{AppHandle, Manager, Runtime, Window, WindowEvent};

use crate::autostart;
use crate::refresher::tell;
use crate::shell::Shell;

/// What the shell keeps about closing the window.
#[derive(Default)]
pub struct Background {
    /// What the person chose, as far as it has been read; `None`: nothing yet.
    chosen: Mutex<Option<bool>>,
    /// The person is being asked.
    asking: AtomicBool,
}

/// What closing the window does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    /// The app goes on, unseen.
    Hides,
    /// The window says first what it would mean.
    Asks,
    /// The app ends.
    Ends,
}

/// Nothing goes on unseen that the person was not told of: where there is no tray, only who chose it keeps the app running.
/// Closing again while the question stands ends the app, whatever has become of the question.
fn closing(chosen: Option<bool>, tray: bool, asking: bool) -> Closing {
    match chosen {
        Some(true) => Closing::Hides,
        Some(false) => Closing::Ends,
        None if tray && !asking => Closing::Asks,
        None => Closing::Ends,
    }
}

impl Background {
    fn chosen(&self) -> Option<bool> {
        *self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, chosen: Option<bool>) {
        *self.chosen.lock().unwrap_or_else(PoisonError::into_inner) = chosen;
    }

    /// Reads what the person chose.
    ///
    /// # Errors
    /// When the app cannot be opened.
    pub async fn read(&self, shell: &Shell) -> Result<(), ApiError> {
        self.set(shell.ask(|d, _| d.background()).await?);
        Ok(())
    }
}

/// Keeps the window, or the app, from going where the person wants it to stay.
pub fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        if matches!(event, WindowEvent::Focused(true)) {
            // What came while nobody looked, a clock that was set among it.
            window.state::<Shell>().reminding.wake();
        }
        return;
    };
    let shell = window.state::<Shell>();
    let asking = shell.background.asking.load(Ordering::Acquire);
    match closing(shell.background.chosen(), shell.tray.is_there(), asking) {
        Closing::Ends => {}
        Closing::Hides => {
            api.prevent_close();
            hide(window);
        }
        Closing::Asks => {
            api.prevent_close();
            shell.background.asking.store(true, Ordering::Release);
            tell(window.app_handle(), "closing", ());
        }
    }
}

fn hide<R: Runtime>(window: &Window<R>) {
    #[cfg(desktop)]
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window stays");
    }
    #[cfg(mobile)]
    let _ = window;
}

/// The person's answer, when closing the window asked: go on in the tray, end, or neither.
///
/// # Errors
/// When the choice cannot be kept. The window stays then.
pub async fn answer_closing<R: Runtime>(window: &Window<R>, keep: Option<bool>) -> Result<(), ApiError> {
    let shell = window.state::<Shell>();
    shell.background.asking.store(false, Ordering::Release);
    let Some(keep) = keep else { return Ok(()) };
    choose(&shell, keep).await?;
    if keep {
        hide(window);
    } else {
        end(window);
    }
    Ok(())
}

/// Ends the app: with its last window, nothing keeps it.
pub fn end<R: Runtime>(window: &Window<R>) {
    if let Err(error) = window.destroy() {
        tracing::warn!(%error, "the window stays");
    }
}

async fn choose(shell: &Shell, keep: bool) -> Result<(), ApiError> {
    shell.ask(move |d, _| d.set_background(keep)).await?;
    shell.background.set(Some(keep));
    Ok(())
}

/// Keeps the person's choice of what closing the window does.
///
/// # Errors
/// When it cannot be kept.
pub async fn set<R: Runtime>(app: &AppHandle<R>, keep: bool) -> Result<Delivery, ApiError> {
    choose(&app.state::<Shell>(), keep).await?;
    delivery(app).await
}

/// How reminders reach the person here.
///
/// # Errors
/// When the app cannot be opened.
pub async fn delivery<R: Runtime>(app: &AppHandle<R>) -> Result<Delivery, ApiError> {
    let shell = app.state::<Shell>();
    let permission = shell.reminding.notices.permission(app).await;
    let facts = Facts {
        permission,
        place: match cfg!(mobile) {
            true => Place::Phone,
            false if shell.tray.is_there() => Place::Tray,
            false => Place::NoTray,
        },
        autostart: autostart::is_on(app),
    };
    shell.ask(move |d, _| d.delivery(&facts)).await
}

/// Asks the device for leave to remind, where it wants to be asked.
///
/// # Errors
/// When the app cannot be opened.
pub async fn ask_permission<R: Runtime>(app: &AppHandle<R>) -> Result<Delivery, ApiError> {
    app.state::<Shell>().reminding.notices.ask(app).await;
    delivery(app).await
}

#[cfg(test)]
mod tests {
    use super::Closing::{Asks, Ends, Hides};
    use super::closing;

    #[test]
    fn nothing_goes_on_unseen_that_nobody_was_told_of() {
        for (chosen, tray, asking, expected) in [
            (None, false, false, Ends),
            (None, true, false, Asks),
            (None, true, true, Ends),
            (Some(true), true, false, Hides),
            (Some(true), false, false, Hides),
            (Some(false), true, false, Ends),
            (Some(false), false, false, Ends),
        ] {
            assert_eq!(closing(chosen, tray, asking), expected, "{chosen:?} {tray} {asking}");
        }
    }
}
