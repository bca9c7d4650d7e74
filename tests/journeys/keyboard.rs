//! With Tab and Enter alone.

use kit::window::{Device, Key};

#[test]
fn from_now_to_a_number_with_tab_and_enter() {
    let app = Device::on("2026-11-24T10:00:00Z").start_in("Hampshire");
    app.tab_to("button", "Call 999");
    app.tab_to("button", "Call 0300 555 1384");
    app.tab_to("link", "I'm worried about a child");
    app.key(Key::Enter);
    app.arrive("Worried about a child");
    app.tab_to("link", "Yes. I have called 999");
    app.key(Key::Enter);
    app.find("heading", "Call the council now");
    app.tab_to("button", "Call 01329 225379");
    app.close();
}

#[test]
fn the_first_stop_skips_to_the_content() {
    let app = Device::new().start_in("Hampshire");
    app.ask("document.activeElement.blur()", &[]);
    app.ask("window.getSelection().removeAllRanges()", &[]);
    app.tab_to("link", "Skip to main content");
    app.key(Key::Enter);
    app.until("focus in the content", "return document.activeElement.id === 'main'");
    app.close();
}
