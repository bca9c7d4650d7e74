//! The window: on the screen, all of it, and where it was left.

use kit::window::{App, Device, patiently};
use serde_json::json;

type Bounds = ((i16, i16), (u16, u16));

fn bounds(app: &App) -> Bounds {
    app.hand().place("Doorstep").expect("the window")
}

/// Waits until it is there.
fn stands_at(app: &App, place: Bounds) {
    patiently("the window to be in its place", || match bounds(app) {
        there if there == place => Ok(()),
        other => Err(json!(other)),
    });
}

/// Waits until all of it is on a screen of that size.
fn is_on_the_screen(app: &App, (width, height): (u32, u32)) {
    patiently("all of the window to be on the screen", || {
        let ((x, y), size) = bounds(app);
        let ends = [i32::from(x) + i32::from(size.0), i32::from(y) + i32::from(size.1)];
        match x >= 0 && y >= 0 && ends[0] <= width.cast_signed() && ends[1] <= height.cast_signed() {
            true => Ok(()),
            false => Err(json!(format!("from {x}, {y} to {ends:?} of {width} × {height}"))),
        }
    });
}

fn close(app: App) {
    app.press_the_cross();
    app.has_ended();
}

/// Small laptops: 1366 × 768 at 125 % is the second.
#[test]
fn fits_the_screen_and_is_where_it_was_left() {
    for screen in [(1024, 600), (1093, 614)] {
        let app = Device::new().with_a_screen(screen).start();
        is_on_the_screen(&app, screen);
        app.picture(&format!("window-{}x{}", screen.0, screen.1));
        app.close();
    }

    let device = Device::new();
    let app = device.start();
    app.place((250, 150), (900, 700));
    let left = ((250, 150), (900, 700));
    stands_at(&app, left);
    close(app);

    let app = device.start();
    stands_at(&app, left);
    app.shut_down();

    let device = device.with_a_screen((1024, 600));
    let app = device.start();
    stands_at(&app, ((124, 0), (900, 560)));
    close(app);
}
