//! A page whose process has died (for want of memory, or of a defect in the web view) is made anew where it was. One that
//! dies again and again is not: a message of the desktop's own then says what to do.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use gtk::prelude::{DialogExt, GtkWindowExt, MessageDialogExt, WidgetExt};
use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, ResponseType};
use tauri::{AppHandle, Manager, Runtime, WebviewWindow};
use webkit2gtk::{WebView, WebViewExt};

/// So many times the page is made anew.
const TRIES: usize = 2;
/// A death longer ago than this is no part of the same trouble.
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
    /// It died. Whether it is to be made anew.
    fn add(&mut self, now: Instant) -> bool {
        self.0.retain(|&before| now.duration_since(before) < LATELY);
        self.0.push(now);
        self.0.len() <= TRIES
    }
}

/// Has the window's page made anew when it dies.
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
                open_anew(page);
            } else {
                say_so(page, app.clone());
            }
        });
    })
}

/// Opens the app's page without a place in it, as at a start: the place it then goes to is the one that was written down. A
/// plain reload goes to whatever the web view's own history has heard of by then.
fn open_anew(page: &WebView) {
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
    fn a_page_is_made_anew_twice_and_a_death_long_after_counts_anew() {
        let minute = Duration::from_secs(60);
        let start = Instant::now();
        let mut deaths = Deaths::default();
        let made_anew: Vec<bool> = [0, 1, 2, 3, 30, 39, 41, 42]
            .map(|at| deaths.add(start + at * minute))
            .into();
        assert_eq!(made_anew, [true, true, false, false, true, true, true, false]);
    }
}
