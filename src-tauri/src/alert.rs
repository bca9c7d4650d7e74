//! What is said where no window can be made. Windows shows a box, since a program there has no terminal; elsewhere it
//! is on standard error.

/// Says that there is no window, and why. On Windows, waits until it was read.
pub fn no_window(error: &tauri::Error) {
    let words = words(&error.to_string(), !cfg!(windows) || tauri::webview_version().is_ok());
    eprintln!("{words}");
    #[cfg(windows)]
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Doorstep")
        .set_description(words)
        .show();
}

/// `web_view`: there is one on this device.
fn words(error: &str, web_view: bool) -> String {
    let why = match web_view {
        true => format!("Doorstep could not open its window: {error}."),
        false => {
            "Doorstep cannot open its window because Microsoft Edge WebView2 is not on this computer. Ask your IT \
                  team to install the WebView2 Runtime."
                .to_owned()
        }
    };
    format!("{why}\n\nIn immediate danger, call 999.")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn it_is_said_what_is_missing_and_who_to_call() {
        let missing = words("Could not find the webview runtime", false);
        assert!(missing.contains("install the WebView2 Runtime"), "{missing}");
        let other = words("no display", true);
        assert!(other.contains("window: no display."), "{other}");
        for words in [missing, other] {
            assert!(words.ends_with("call 999."), "{words}");
        }
    }
}
