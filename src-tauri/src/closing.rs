//! What closing the window does: reminders and updates need a program that runs.

use std::sync::atomic::{AtomicBool, Ordering};

use screens::delivery::Delivery;
use screens::{Failure, Part, Written};
use tauri::{AppHandle, Manager, Runtime, Window, WindowEvent};

#[cfg(desktop)]
use crate::place;
use crate::shell::Shell;
use crate::{delivery, events};

/// What is known of the window's closing.
#[derive(Default)]
pub struct Closing {
    /// The person is being asked what it means.
    asking: AtomicBool,
}

/// What closing the window does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    /// The app goes on, unseen.
    Hides,
    /// The window says first what it would mean.
    Asks,
    /// The app ends.
    Ends,
}

/// Nothing runs in the background without the person's knowledge: without a tray, the app keeps running only for those
/// who chose it. Closing again while the question is open ends the app, even if the question cannot be answered.
fn means(chosen: Option<bool>, tray: bool, asking: bool) -> Means {
    match chosen {
        Some(true) => Means::Hides,
        Some(false) => Means::Ends,
        None if tray && !asking => Means::Asks,
        None => Means::Ends,
    }
}

/// Keeps the window, or the app, where the person wants it to stay.
pub fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let shell = window.state::<Shell>();
    let WindowEvent::CloseRequested { api, .. } = event else {
        if matches!(event, WindowEvent::Focused(true)) {
            // The clock may have been set while nobody looked.
            shell.wakes.reminder.wake();
            shell.wakes.passing.wake();
        }
        return;
    };
    #[cfg(desktop)]
    place::keep(window);
    let chosen = shell.opened().and_then(|doorstep| doorstep.background());
    let asking = window.state::<Closing>().asking.load(Ordering::Acquire);
    match means(chosen, shell.has_tray(), asking) {
        Means::Ends => {}
        Means::Hides => {
            api.prevent_close();
            hide(window);
        }
        Means::Asks => {
            api.prevent_close();
            window.state::<Closing>().asking.store(true, Ordering::Release);
            events::closing(window.app_handle());
        }
    }
}

/// The person's answer, when closing the window asked: go on in the tray, close fully, or neither.
///
/// # Errors
/// When *go on* cannot be kept. The window stays then.
pub async fn answer<R: Runtime>(window: &Window<R>, keep: Option<bool>) -> Result<(), Failure> {
    let shell = window.state::<Shell>();
    window.state::<Closing>().asking.store(false, Ordering::Release);
    match keep {
        None => Ok(()),
        Some(true) => {
            choose(&shell, true).await?;
            hide(window);
            Ok(())
        }
        Some(false) => {
            close_fully(window, choose(&shell, false)).await;
            Ok(())
        }
    }
}

/// The app closes at once; storing the choice for the next time comes second.
async fn close_fully<R: Runtime>(window: &Window<R>, keep: impl Future<Output = Result<(), Failure>>) {
    hide(window);
    if let Err(error) = keep.await {
        tracing::warn!(%error, "the choice for closing the window could not be stored");
    }
    end(window);
}

fn hide<R: Runtime>(window: &Window<R>) {
    #[cfg(desktop)]
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window could not be hidden");
    }
    #[cfg(mobile)]
    let _ = window;
}

/// Ends the app: with its last window, nothing keeps it.
pub fn end<R: Runtime>(window: &Window<R>) {
    if let Err(error) = window.destroy() {
        tracing::warn!(%error, "the window could not be closed");
    }
}

async fn choose(shell: &Shell, keep: bool) -> Result<(), Failure> {
    shell.ask(move |d, now| d.set_background(keep, now)).await
}

/// Keeps the person's choice of what closing the window does.
///
/// # Errors
/// When it cannot be kept.
pub async fn set<R: Runtime>(app: &AppHandle<R>, keep: bool) -> Result<Written<Delivery>, Failure> {
    choose(&app.state::<Shell>(), keep).await?;
    Ok(Written::of([Part::Reminders], delivery::answer(app).await?))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use tauri::test::{mock_builder, mock_context, noop_assets};
    use tauri::{RunEvent, WebviewWindowBuilder};

    use super::Means::{Asks, Ends, Hides};
    use super::*;

    #[test]
    fn nothing_goes_on_unseen_without_the_persons_knowledge() {
        for (chosen, tray, asking, expected) in [
            (None, false, false, Ends),
            (None, true, false, Asks),
            (None, true, true, Ends),
            (Some(true), true, false, Hides),
            (Some(true), false, false, Hides),
            (Some(false), true, false, Ends),
            (Some(false), false, false, Ends),
        ] {
            assert_eq!(means(chosen, tray, asking), expected, "{chosen:?} {tray} {asking}");
        }
    }

    #[test]
    fn closing_fully_ends_the_app_also_where_the_choice_cannot_be_kept() {
        let app = mock_builder().build(mock_context(noop_assets())).expect("an app");
        let window = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default());
        let window = window.build().expect("a window").as_ref().window();
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            let ready = tell.clone();
            app.run_return(move |_, event| {
                if matches!(event, RunEvent::Ready) {
                    let _ = ready.send("it runs");
                }
            });
            tell.send("it has ended")
        });
        let next = || heard.recv_timeout(Duration::from_secs(20));
        assert_eq!(next(), Ok("it runs"));
        let full = async { Err(Failure::storage("This device's storage is full.")) };
        tauri::async_runtime::block_on(close_fully(&window, full));
        assert_eq!(next(), Ok("it has ended"));
    }
}
