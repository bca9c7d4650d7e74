//! What a screen reader meets in the real window, over AT-SPI; and the five tasks of a first-time user by it alone, and
//! by keys alone.

mod announced;
mod keys;
mod spoken;
mod tree;

use kit::window::Device;

#[test]
fn a_plumber_on_the_island_on_a_saturday_at_ten_in_the_evening() {
    let app = Device::on("2026-11-21T22:00:00Z").with_a_reader().start();
    tree::local_number(&app);
    app.live_in(&[], false);
    keys::local_number(&app);
    app.close();
}

#[test]
fn a_health_visitor_in_hampshire_on_a_tuesday_at_ten() {
    let app = Device::on("2026-11-24T10:00:00Z").with_a_reader().start();
    tree::pathway_material_and_changes(&app);
    app.close();
    let app = Device::on("2026-11-24T10:00:00Z").start();
    keys::pathway_material_and_changes(&app);
    app.close();
}

#[test]
fn on_the_monday_of_a_practice_week() {
    let app = Device::on("2024-11-25T09:55:00Z").with_a_reader().start();
    tree::wednesday(&app);
    app.live_in(&[], false);
    keys::wednesday(&app);
    app.live_in(&["hampshire"], true);
    spoken::running_week(&app);
    app.close();
}

#[test]
fn what_is_spoken_and_announced() {
    let app = Device::on("2026-11-24T10:00:00Z").with_a_reader().start();
    spoken::every_screen(&app);
    announced::what_was_done(&app);
    app.close();
}
