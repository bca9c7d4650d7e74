//! A page whose process has died (out of memory, or by a defect in the web view) is reopened where it was. One that
//! dies again and again is not: then a message of the desktop says what to do.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use gtk::prelude::{DialogExt, GtkWindowExt, MessageDialogExt, WidgetExt};
use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, ResponseType};
use tauri::{AppHandle, Manager, Runtime, WebviewWindow};
use webkit2gtk::{WebView, WebViewExt};

/// How many times the page is reopened.
const TRIES: usize = 2;
/// A crash longer ago than this is not part of the same problem.
const LATELY: Duration = Duration::from_secs(10 * 60);

const TITLE: &str = "Doorstep has stopped";
const FIRST: &str = "In immediate danger, call 999.";
const THEN: &str = "Doorstep's window stopped three times in a few minutes and cannot be shown. Everything you saved is \
    still on this device.\n\nClose Doorstep and open it again. If it stops again, restart the device.";
const CLOSE: &str = "Close Doorstep";

/// When the page has died lately.
#[derive(Default)]
struct Deaths(Vec<Instant>);

impl Deaths {
    /// It died. Whether it is to be reopened.
    fn add(&mut self, now: Instant) -> bool {
        self.0.retain(|&before| now.duration_since(before) < LATELY);
        self.0.push(now);
        self.0.len() <= TRIES
    }
}

/// Reopens the window's page when it crashes.
///
/// # Errors
/// When the window is gone.
pub fn watch<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    let app = window.app_handle().clone();
    window.with_webview(move |page| {
        let deaths = RefCell::<Deaths>::default();
        page.inner().connect_web_process_terminated(move |page, why| {
            let again = deaths.borrow_mut().add(Instant::now());
            tracing::warn!(?why, again, "the window's page has died");
            if again {
                reopen(page);
            } else {
                say_so(page, app.clone());
            }
        });
    })
}

/// Opens the app's page without a route, as at a start: it then goes to the stored place. A plain reload goes to
/// whatever is in the web view's own history by then.
fn reopen(page: &WebView) {
    let address = page.uri().unwrap_or_default();
    let (page_alone, _) = address.split_once('#').unwrap_or((&address, ""));
    page.load_uri(page_alone);
}

/// Says what has happened, and ends the app with the message: nothing else can be done in its window.
fn say_so<R: Runtime>(page: &WebView, app: AppHandle<R>) {
    let window = page
        .toplevel()
        .and_then(|top| gtk::glib::Cast::downcast::<gtk::Window>(top).ok());
    let message = MessageDialog::new(
        window.as_ref(),
        DialogFlags::MODAL,
        MessageType::Error,
        ButtonsType::None,
        FIRST,
    );
    message.set_title(TITLE);
    message.set_secondary_text(Some(THEN));
    message.add_button(CLOSE, ResponseType::Close);
    message.connect_response(move |_, _| app.exit(1));
    message.show_all();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_reopened_twice_and_a_death_long_after_counts_anew() {
        let minute = Duration::from_secs(60);
        let start = Instant::now();
        let mut deaths = Deaths::default();
        let reopened: Vec<bool> = [0, 1, 2, 3, 30, 39, 41, 42]
            .map(|at| deaths.add(start + at * minute))
            .into();
        assert_eq!(reopened, [true, true, false, false, true, true, true, false]);
    }
}
