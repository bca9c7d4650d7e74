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
    let t = std::time::Instant::now();

    let device = Device::on(SATURDAY);
    let app = device.start();
    figures::now(
        &app,
        &mut page,
        &[("Saturday 22:00", None), ("Tuesday 10:00", Some(TUESDAY))],
    );
    eprintln!("TIME figures::now {:?}", t.elapsed());
    let _ = fs::write("/tmp/glass-partial.md", page.text());
    figures::answers(&app, &mut page);
    eprintln!("TIME figures::answers {:?}", t.elapsed());
    let _ = fs::write("/tmp/glass-partial.md", page.text());
    figures::screens(&app, &mut page);
    eprintln!("TIME figures::screens {:?}", t.elapsed());
    let _ = fs::write("/tmp/glass-partial.md", page.text());
    figures::contrasts(&app, &mut page);
    eprintln!("TIME figures::contrasts {:?}", t.elapsed());
    let _ = fs::write("/tmp/glass-partial.md", page.text());
    figures::frame(&app, &mut page);
    eprintln!("TIME figures::frame {:?}", t.elapsed());
    let _ = fs::write("/tmp/glass-partial.md", page.text());
    app.close();

    let device = Device::on(SATURDAY);
    let app = device.start();
    tasks::on_saturday_night(&app, &mut page);
    eprintln!("TIME tasks::on_saturday_night {:?}", t.elapsed());
    let _ = fs::write("/tmp/glass-partial.md", page.text());
    app.wait_until(TUESDAY);
    tasks::on_tuesday_morning(&app, &mut page);
    eprintln!("TIME tasks::on_tuesday_morning {:?}", t.elapsed());
    let _ = fs::write("/tmp/glass-partial.md", page.text());
    app.close();
    let device = Device::on(WEEK);
    let app = device.start();
    tasks::in_a_running_week(&app, &mut page);
    eprintln!("TIME tasks::in_a_running_week {:?}", t.elapsed());
    let _ = fs::write("/tmp/glass-partial.md", page.text());
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
