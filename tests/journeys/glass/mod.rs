//! What stands on the glass and where: the figures of the screens' review, measured in the real window. `cargo xtask glass`
//! prints them; those with an aim fail here.

mod figures;
mod rules;
mod table;
mod tasks;
mod walk;

use std::env;
use std::fs;

use kit::window::Device;

use table::Page;

/// A Saturday at ten in the evening.
const SATURDAY: &str = "2026-11-21T22:00:00Z";
/// The Tuesday after it, in office hours.
const TUESDAY: &str = "2026-11-24T10:00:00Z";
/// The Monday of a practice week.
const WEEK: &str = "2024-11-25T09:55:00Z";

/// Where `cargo xtask glass` wants the page.
const WANTED: &str = "DOORSTEP_GLASS";

#[test]
fn every_figure_reaches_its_aim() {
    let mut page = Page::default();

    let device = Device::on(SATURDAY);
    let app = device.start();
    figures::now(
        &app,
        &mut page,
        &[("Saturday 22:00", None), ("Tuesday 10:00", Some(TUESDAY))],
    );
    figures::answers(&app, &mut page);
    figures::screens(&app, &mut page);
    app.close();
    let app = Device::on(TUESDAY).start();
    figures::contrasts(&app, &mut page);
    figures::frame(&app, &mut page);
    app.close();

    let device = Device::on(SATURDAY);
    let app = device.start();
    tasks::on_saturday_night(&app, &mut page);
    app.wait_until(TUESDAY);
    tasks::on_tuesday_morning(&app, &mut page);
    app.close();
    let device = Device::on(WEEK);
    let app = device.start();
    tasks::in_a_running_week(&app, &mut page);
    app.close();

    if let Some(place) = env::var_os(WANTED) {
        fs::write(place, page.text()).expect("the page is written");
    }
    assert!(
        page.red.is_empty(),
        "{} aims are missed:\n{}",
        page.red.len(),
        page.red.join("\n")
    );
}
