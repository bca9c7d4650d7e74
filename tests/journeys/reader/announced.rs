//! What is announced without being asked for, in order.

use kit::window::{Device, Key};

use super::super::screens::open;
use super::TUESDAY;

#[test]
fn what_was_done_is_announced() {
    let app = Device::on(TUESDAY).with_a_reader().start();
    app.live_in(&["hampshire"], true);
    let reader = app.reader();

    open(&app, "#/themes/neglect");
    reader.read();
    reader.heard_all();
    reader.press("toggle button", "Save: Neglect");
    eprintln!("{:#?}", reader.announced("Saved."));
    reader.read();
    reader.press("toggle button", "Save: Neglect");
    eprintln!("{:#?}", reader.announced("Removed from Saved: Neglect"));

    open(&app, "#/contacts/hampshire-childrens-services");
    for _ in 0..2 {
        reader.read();
        reader.heard_all();
        reader.press("button", "Copy 0300 555 1384");
        eprintln!("{:#?}", reader.announced("Copied"));
    }

    open(&app, "#/search");
    reader.read();
    reader.heard_all();
    app.type_in("marac");
    eprintln!("{:#?}", reader.announced("results, best: MARAC"));

    open(&app, "#/pathways/hampshire-domestic-abuse");
    reader.read();
    reader.heard_all();
    reader.focus("link", "No");
    app.key(Key::Enter);
    eprintln!("{:#?}", reader.announced("Make sure that it is safe to talk"));
    app.close();
}
